"""The command line: exit codes, messages, Indonesian throughout."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kinerja
from kinerja.cli.utama import run
from kinerja.contoh.buat import write_contoh
from kinerja.folder import Folder
from kinerja.galat import KeutuhanError, LingkunganError, SibukError
from kinerja.jalankan.hasil_jalan import HasilJalan, HasilLaporan, Kabar, KeadaanLaporan
from kinerja.periode import Periode
from kinerja.temuan import Temuan, Tingkatan

TEMUAN = Temuan(
    "K-ANGKA",
    Tingkatan.GALAT,
    "Bukan angka",
    berkas="bidang-aset.xlsx",
    lembar="Indikator",
    sel="E7",
    ditemukan='"1.2o0"',
    diharapkan="angka",
    saran="Ketik angka saja, mis. 1.200,5.",
    unit="bidang-aset",
)


@pytest.fixture(scope="module")
def contoh(asli, tmp_path_factory):
    """The sample's working folder."""
    akar = tmp_path_factory.mktemp("contoh") / "kerja"
    shutil.copytree(asli, akar)
    return akar


@pytest.fixture
def kinerja_di(contoh, monkeypatch, capsys):
    """Run a command line in the sample's folder; give code, stdout and stderr."""
    monkeypatch.chdir(contoh)

    def jalan(*args):
        kode = run(args)
        return kode, *capsys.readouterr()

    return jalan


def build_hasil(tmp_path, **lain):
    """Build the result of a run with one finished report."""
    pilihan = {
        "folder": tmp_path / "outputs",
        "opd": "bpkd",
        "periode": Periode(2026, 2),
        "laporan": (build_laporan("dibuat"),),
        "temuan": (),
        "unit_ditolak": (),
        "belum_lapor": (),
        "is_sementara": False,
    }
    return HasilJalan(**(pilihan | lain))


def build_laporan(keadaan, **lain):
    """Build one report of a run."""
    berkas = ("bidang/aset.html", "bidang/aset.pdf", "notebook/bidang-aset.ipynb")
    pilihan = {"nama": "bidang/aset", "judul": "Laporan Bidang Aset", "berkas": berkas}
    return HasilLaporan(keadaan=KeadaanLaporan(keadaan), **(pilihan | lain))


@pytest.fixture
def hasil_palsu(monkeypatch):
    """Let the next run give this result, or raise it; remember how it was called."""
    dipanggil = {}

    def set_hasil(hasil):
        def run_laporan(*args, lapor, **pilihan):
            dipanggil.update(args=args, **pilihan)
            lapor(Kabar("a", "Laporan Bidang Aset", None, 0, 1))
            lapor(Kabar("a", "Laporan Bidang Aset", KeadaanLaporan.DIBUAT, 1, 1))
            if isinstance(hasil, BaseException):
                raise hasil
            return hasil

        monkeypatch.setattr("kinerja.jalankan.jalan.run_laporan", run_laporan)
        return dipanggil

    return set_hasil


@pytest.mark.parametrize("perintah", [(), ("--help",), ("laporan", "--help"), ("hitung", "--help")])
def test_the_help_is_indonesian(kinerja_di, perintah) -> None:
    """Not one word of click's own is left."""
    kode, keluar, _ = kinerja_di(*perintah)
    assert kode == 0
    assert keluar.startswith("Pemakaian: kinerja")
    assert not re.search(r"Usage|Options|Commands|Show|\[OPT|ARGS|TEXT|default|required", keluar)


@pytest.mark.gangguan(33, 35)
@pytest.mark.parametrize(
    ("perintah", "pesan"),
    [
        (("lapor", "2026-tw2"), "Perintah tidak dikenal: 'lapor'. Maksud Anda laporan?"),
        (("laporan",), "PERIODE belum diisi. Lihat: kinerja laporan --help"),
        (("laporan", "2026-tw5"), "Triwulan tidak dikenal: 5. Isi dengan angka 1 sampai 4."),
        (("laporan", "2026-TW2"), "Periode tidak dikenal: '2026-TW2'."),
        (("laporan", "../2026-tw2"), "Periode tidak dikenal"),
        (("disposisi", "2026-tahunan"), "Disposisi dibuat per triwulan: 2026-tahunan."),
        (("laporan", "2026-tw2", "x"), "Terlalu banyak argumen: x."),
        (("laporan", "2026-tw2", "--paks"), "Opsi tidak dikenal: --paks. Maksud Anda --paksa?"),
        (("laporan", "2026-tw2", "--opd"), "Opsi --opd memerlukan nilai."),
        (("laporan", "2026-tw2", "--paksa=1"), "Opsi --paksa tidak menerima nilai."),
        (("laporan", "2026-tw2", "--pekerja", "0"), "Nilai --pekerja tidak sah: '0'"),
        (("laporan", "2026-tw2", "--pekerja", "x;y"), "angka 1 atau lebih"),
        (("laporan", "2026-tw2", "--mesin", "docker"), "Mesin tidak dikenal: 'docker'"),
        (("laporan", "2026-tw2", "--format", "odt"), "Format tidak dikenal (--format): odt"),
        (("laporan", "2026-tw2", "--format", ","), "Format belum disebut (--format)"),
        (("laporan", "2026-tw2", "--opd", "../bpkd"), "Nama OPD tidak sah: '../bpkd'."),
        (
            ("laporan", "2026-tw2", "--opd", "dinas"),
            "OPD tidak ada di folder kerja (--opd): dinas.",
        ),
        (("laporan", "2026-tw2", "--folder", "/tidak/ada"), "Folder tidak ada"),
        (("hitung", "x.csv", "--tanda-desimal", "x"), "seharusnya koma atau titik"),
        (("hitung", "x.csv"), "Tabel tidak ada: x.csv. Periksa nama berkas CSV itu dan foldernya."),
        (("hitung", "data"), "Tabel tidak ada: data."),
    ],
)
def test_wrong_arguments_exit_2_with_one_sentence(kinerja_di, perintah, pesan) -> None:
    """What is wrong and what is right, on stderr, before anything is done."""
    kode, keluar, galat = kinerja_di(*perintah)
    assert (kode, keluar) == (2, "")
    assert pesan in galat
    assert "Traceback" not in galat


@pytest.mark.gangguan(33)
@pytest.mark.parametrize(
    ("letak", "pesan"),
    [
        (("instansi.yaml", "triwulan: 5"), "triwulan: tidak dikenal"),
        (("instansi.yaml", "singkaton: B"), "maksud Anda singkatan?"),
        (("2026-tw2.yaml", "status: no"), "baris 1): no. Tulis"),
        (("2026-tw2.yaml", "tenggat_setor: 010"), "baris 1): 010. Tulis"),
        (("2026-tw2.yaml", "tanggal_laporan: 2026-02-31"), "tidak ada di kalender"),
        (("2026-tw2.yaml", 'tanggal_laporan: "2"'), "harus tanggal"),
        (("2026-tw2.yaml", "status: [draf"), "2026-tw2.yaml"),
    ],
)
@pytest.mark.parametrize("mesin", ["kinerja", "kernel"])
def test_wrong_parameters_stop_before_any_worker_or_kernel(
    contoh, tmp_path, monkeypatch, capsys, letak, pesan, mesin
) -> None:
    """Gangguan 33: exit 2 with file and line, no process started, nothing made."""

    def start(*_, **__):
        pytest.fail("pekerja atau kernel dimulai")

    monkeypatch.setattr("kinerja.jalankan.pelaksana.ProcessPool", start)
    monkeypatch.setattr("jupyter_client.manager.KernelManager.start_kernel", start)
    berkas, baris = letak
    akar = tmp_path / "kerja"
    for nama in ("parameters", "data", "notebooks"):
        shutil.copytree(contoh / nama, akar / nama)
    jalur = akar / "parameters/bpkd" / berkas
    semula = jalur.read_text(encoding="utf-8") if berkas == "instansi.yaml" else ""
    jalur.write_text(f"{baris}\n{semula}", encoding="utf-8")
    perintah = ["laporan", "2026-tw2", "--mesin", mesin, "--folder", str(akar)]
    assert run(perintah) == 2
    galat = capsys.readouterr().err
    assert pesan in galat
    assert berkas in galat
    keluaran = akar / "outputs"
    assert [j for j in keluaran.rglob("*") if j.is_file() and j.suffix != ".kunci"] == []


@pytest.mark.gangguan(33)
@pytest.mark.parametrize(
    "periode", ["2026-tw5", "2026-tw0", "26-tw2", "2", "2026-2", '"2026-tw2"', "2026-tw2;ls", "no"]
)
def test_a_period_that_is_none_stops_every_command(kinerja_di, periode) -> None:
    """Gangguan 33: quarter 5, a year of two digits, and what a shell would make of it."""
    for perintah in ("laporan", "periksa", "formulir"):
        kode, keluar, galat = kinerja_di(perintah, periode)
        assert (kode, keluar) == (2, "")
        assert "tidak dikenal" in galat


def test_the_agency_must_be_named_where_there_are_several(kinerja_di, tmp_path) -> None:
    """The message lists them; with one, none need be named."""
    for opd in ("bpkd", "dinas-contoh"):
        (tmp_path / "parameters" / opd).mkdir(parents=True)
        (tmp_path / "parameters" / opd / "instansi.yaml").touch()
    _, _, galat = kinerja_di("periksa", "2026-tw2", "--folder", str(tmp_path))
    assert "Sebutkan OPD dengan --opd" in galat
    assert "bpkd, dinas-contoh" in galat


@pytest.mark.parametrize(
    ("galat", "kode"),
    [(LingkunganError("x"), 3), (SibukError("x"), 4), (KeutuhanError("x"), 5)],
)
def test_each_family_of_faults_has_its_exit_code(kinerja_di, hasil_palsu, galat, kode) -> None:
    """One message, the code of its class."""
    hasil_palsu(galat)
    jadi, keluar, pesan = kinerja_di("laporan", "2026-tw2")
    assert (jadi, keluar) == (kode, "")
    assert pesan.endswith("\nx.\n")


def test_an_unexpected_fault_is_one_sentence(kinerja_di, hasil_palsu) -> None:
    """Exit 1; `--jejak` shows the rest, before or behind the command."""
    hasil_palsu(KeyError("aneh"))
    kode, _, galat = kinerja_di("laporan", "2026-tw2")
    assert kode == 1
    assert galat.splitlines()[-1] == (
        "Kesalahan tak terduga (KeyError: 'aneh'). "
        "Jalankan lagi dengan --jejak untuk melihat rinciannya."
    )
    for perintah in (("--jejak", "laporan", "2026-tw2"), ("laporan", "2026-tw2", "--jejak")):
        assert "Traceback" in kinerja_di(*perintah)[2]


def test_ctrl_c_exits_130(kinerja_di, hasil_palsu, tmp_path) -> None:
    """Whether it came in a run or before one."""
    hasil_palsu(KeyboardInterrupt())
    assert kinerja_di("laporan", "2026-tw2")[0] == 130
    hasil_palsu(build_hasil(tmp_path, is_dihentikan=True, laporan=(build_laporan("dihentikan"),)))
    kode, keluar, _ = kinerja_di("laporan", "2026-tw2")
    assert kode == 130
    assert "Dihentikan sebelum selesai (1):" in keluar


@pytest.mark.parametrize(
    ("lain", "kode", "baris"),
    [
        ({}, 0, ["Status: lengkap", "Dibuat (1):", "    bidang/aset.html, bidang/aset.pdf"]),
        (
            {
                "is_sementara": True,
                "belum_lapor": ("Bidang Aset", "Sekretariat"),
                "alasan_sementara": ("Bidang Aset belum melapor.",),
            },
            0,
            [
                "Status: SEMENTARA",
                "  - Bidang Aset belum melapor.",
                "  - Belum melapor: Sekretariat",
            ],
        ),
        (
            {
                "laporan": (build_laporan("ditolak", pesan="Formulir Triwulan II ditolak."),),
                "unit_ditolak": (("bidang-aset", "Bidang Aset"),),
                "temuan": (TEMUAN,),
            },
            2,
            [
                "Ditolak (1):",
                "Yang harus diperbaiki:",
                f"  GALAT K-ANGKA: {TEMUAN.pesan}",
            ],
        ),
        (
            {"laporan": (build_laporan("gagal", pesan="Gagal pada sel 4: aneh."),)},
            1,
            ["Gagal; laporan sebelumnya tidak diubah (1):", "    Gagal pada sel 4: aneh."],
        ),
        (
            {"laporan": (build_laporan("sebagian", gagal_bentuk=(("pdf", "Typst rusak."),)),)},
            1,
            ["Dibuat sebagian (1):", "    PDF tidak dibuat: Typst rusak."],
        ),
        (
            {
                "laporan": tuple(
                    build_laporan("sebagian", gagal_bentuk=(("docx", "Templat rusak."),))
                    for _ in range(3)
                )
            },
            1,
            [
                "    DOCX tidak dibuat: sebabnya di bawah",
                "DOCX tidak dibuat pada 3 laporan: Templat rusak.",
            ],
        ),
        (
            {"laporan": (build_laporan("dibuat", perubahan=("notebook berubah",)),)},
            0,
            ["    karena: notebook berubah"],
        ),
        (
            {
                "laporan": (build_laporan("dibuat", peringatan=("sel ke-7 notebook: teks",)),),
                "peringatan": ("manifes.json rusak.",),
            },
            0,
            ["    PERINGATAN: sel ke-7 notebook: teks", "PERINGATAN: manifes.json rusak."],
        ),
    ],
)
def test_the_summary_says_what_where_and_why(
    kinerja_di, hasil_palsu, tmp_path, lain, kode, baris
) -> None:
    """And the exit code fits it."""
    hasil_palsu(build_hasil(tmp_path, **lain))
    jadi, keluar, kemajuan = kinerja_di("laporan", "2026-tw2")
    assert jadi == kode
    for satu in baris:
        assert satu in keluar.splitlines()
    assert kemajuan == "[1/1] Laporan Bidang Aset: dibuat\n"


def test_options_reach_the_run(kinerja_di, hasil_palsu, tmp_path, contoh) -> None:
    """Before the command or behind it."""
    dipanggil = hasil_palsu(build_hasil(tmp_path))
    kinerja_di(
        *("--opd", "bpkd", "--oleh", "Petugas", "laporan", "2026-tw2", "--paksa"),
        *("--pekerja", "2", "--format", "html", "--mesin", "kernel", "--folder", "."),
    )
    assert dipanggil == {
        "args": (Folder(contoh), "bpkd", Periode(2026, 2)),
        "paksa": True,
        "mesin": "kernel",
        "pekerja": 2,
        "bentuk": ("html",),
        "oleh": "Petugas",
    }


def test_json_is_one_object_on_stdout(kinerja_di, hasil_palsu, tmp_path) -> None:
    """Results and faults alike, without progress."""
    hasil_palsu(build_hasil(tmp_path, temuan=(TEMUAN,)))
    kode, keluar, galat = kinerja_di("laporan", "2026-tw2", "--json")
    data = json.loads(keluar)
    assert (kode, galat, data["kode_keluar"]) == (2, "", 2)
    assert data["temuan"][0]["sel"] == "E7"
    kode, keluar, _ = kinerja_di("laporan", "2026-tw9", "--json")
    assert json.loads(keluar)["kode_keluar"] == kode == 2


def test_the_sample_passes_its_check(kinerja_di) -> None:
    """No finding that refuses, exit 0."""
    kode, keluar, _ = kinerja_di("periksa", "2026-tw2")
    assert kode == 0
    assert "GALAT" not in keluar


def test_a_broken_workbook_is_found_and_exits_2(kinerja_di, tmp_path) -> None:
    """The finding names unit and file."""
    rusak = Folder(tmp_path / "kerja")
    write_contoh(rusak)
    (rusak.data("bpkd") / "2026" / "tw2" / "bidang-aset.xlsx").write_bytes(b"")
    kode, keluar, _ = kinerja_di("periksa", "2026-tw2", "--folder", str(rusak.akar))
    assert kode == 2
    baris = keluar.splitlines()
    judul = baris.index("Bidang Pengelolaan Aset Daerah")
    assert baris[judul + 1].startswith("  GALAT ")
    assert "bidang-aset.xlsx" in baris[judul + 1]


def test_contoh_makes_a_folder_once(kinerja_di, tmp_path) -> None:
    """A second time changes nothing; over other files it refuses."""
    for _ in range(2):
        kode, keluar, _ = kinerja_di("contoh", str(tmp_path / "baru"))
        assert kode == 0
        assert "kinerja laporan 2026-tw2" in keluar
    (tmp_path / "baru/parameters/bpkd/instansi.yaml").write_text("x: 1")
    assert kinerja_di("contoh", str(tmp_path / "baru"))[0] == 2


def test_hitung_prints_csv_only_on_stdout(kinerja_di, tmp_path) -> None:
    """Differences are a result, not a fault; the map may stand in a file."""
    tabel = tmp_path / "tabel.csv"
    tabel.write_text("indikator,Rencana 2019,realisasi,capaian\nA,80,60,75\nB,80,60,76\n")
    peta = tmp_path / "peta.txt"
    peta.write_text("Rencana 2019 = target\n")
    for isi in (str(peta), "Rencana 2019=target"):
        kode, keluar, galat = kinerja_di("hitung", str(tabel), "--peta", isi)
        assert kode == 0
        assert [baris.split(",")[9] for baris in keluar.splitlines()] == ["status", "cocok", "beda"]
        assert "1 beda" in galat


@pytest.mark.notebook
def test_the_sample_runs_from_the_command_line_into_a_closed_pipe(contoh) -> None:
    """A reader that leaves early ends the printing, not the work: all reports are there."""
    perintah = [sys.executable, "-m", "kinerja.cli", "laporan", "2026-tw2", "--format", "html"]
    lingkungan = os.environ | {"PYTHONPATH": str(Path(kinerja.__file__).parents[1])}
    with subprocess.Popen(
        perintah, cwd=contoh, env=lingkungan, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as proses:
        assert proses.stdout is not None
        assert proses.stderr is not None
        proses.stdout.close()
        galat = proses.stderr.read().decode()
    assert proses.returncode == 0, galat
    assert galat.count(": dibuat\n") == len(galat.splitlines())
    tujuan = contoh / "outputs/bpkd/2026-tw2"
    manifes = json.loads((tujuan / "manifes.json").read_text(encoding="utf-8"))
    for tugas in manifes["tugas"].values():
        assert tugas["keadaan"] == "dibuat"
        assert all((tujuan / nama).is_file() for nama in tugas["keluaran"])
