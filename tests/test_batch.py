"""A batch: many agencies and periods, none of which holds up another."""

from __future__ import annotations

import contextlib
import csv
import json
import signal

import pytest

from kinerja.catatan import CatatanRegister
from kinerja.cli.utama import run
from kinerja.folder import Folder
from kinerja.galat import KeutuhanError, ParameterError, SibukError, SumberError
from kinerja.gembok import hold_gembok
from kinerja.jalankan import siap, tetap
from kinerja.jalankan.catatan_batch import CatatanBatch
from kinerja.jalankan.daftar_batch import list_daftar, list_periode, list_semua
from kinerja.jalankan.gagal import BarisGagal, write_gagal_csv
from kinerja.jalankan.kelompok import sort_permintaan
from kinerja.jalankan.pilihan import Permintaan
from kinerja.periode import Periode
from tests.bantuan_batch import SETAHUN, TW, ask, build_kota, run_kota
from tests.bantuan_jalankan import Serial, build_bidang


@pytest.fixture
def kota(tmp_path):
    """A working folder with three agencies."""
    return build_kota(tmp_path / "kerja", ("a", "b", "c"))


def read_gagal(kota):
    """Read the list of failures by agency, period and report."""
    jalur = kota.folder.akar / "outputs/gagal.csv"
    if not jalur.exists():
        return {}
    with jalur.open(encoding="utf-8-sig", newline="") as berkas:
        return {(b["opd"], b["periode"], b["laporan"]): b for b in csv.DictReader(berkas)}


@pytest.mark.gangguan(43)
def test_one_pool_makes_everything_and_reads_each_period_once(kota) -> None:
    """Three agencies, two quarters, three reports each."""
    dibuka = []

    @contextlib.contextmanager
    def buka(*_):
        dibuka.append(True)
        yield Serial()

    hasil = run_kota(kota, ask("a", "b", "c", periode=TW[:2]), alat={"buka": buka})
    assert (hasil.kode_keluar, hasil.jumlah_periode, dict(hasil.jumlah)) == (0, 6, {"dibuat": 18})
    assert (len(dibuka), kota.dibaca) == (1, ["a", "a", "b", "b", "c", "c"])
    assert read_gagal(kota) == {}
    for opd in "abc":
        assert (kota.folder.keluaran(opd, TW[1]) / "bidang/anggaran.html").is_file()


def test_without_a_change_no_worker_is_started(kota) -> None:
    """Nothing to make, no pool."""
    run_kota(kota, ask("a", "b"))
    hasil = run_kota(kota, ask("a", "b"), alat={"buka": None})
    assert dict(hasil.jumlah) == {"tetap": 6}


def test_what_fails_is_listed_and_holds_up_nobody(kota) -> None:
    """A whole agency, a report, a format: each a row with cause and remedy; exit 1."""
    asli = kota.read_data

    def read_data(folder, opd, periode):
        if opd == "b":
            raise SumberError("Rencana belum ada", tempat="data/b", saran="Isi rencananya.")
        return asli(folder, opd, periode)

    gagal = "if (opd, unit) == ('c', 'anggaran'): raise ValueError('=cmd|x')"
    kota.write_notebook("laporan_bidang", build_bidang(gagal))
    hasil = run_kota(kota, ask("a", "b", "c"), alat={"read_data": read_data})
    assert (hasil.kode_keluar, dict(hasil.jumlah)) == (1, {"dibuat": 5, "gagal": 1})
    baris = read_gagal(kota)
    assert set(baris) == {("b", "2026-tw1", ""), ("c", "2026-tw1", "bidang/anggaran")}
    assert baris["b", "2026-tw1", ""] == {
        "opd": "b",
        "periode": "2026-tw1",
        "laporan": "",
        "format": "",
        "sebab": "Rencana belum ada (data/b).",
        "tindakan": "Isi rencananya.",
    }
    satu = baris["c", "2026-tw1", "bidang/anggaran"]
    assert satu["sebab"] == 'Gagal pada langkah "Bagian 1" (sel 4): ValueError: =cmd|x.'
    assert satu["tindakan"].startswith("Buka outputs/c/2026-tw1/gagal/bidang-anggaran.ipynb")
    kota.write_notebook("laporan_bidang", build_bidang("opd"))
    assert run_kota(kota, ask("a", "b", "c")).kode_keluar == 0
    assert not (kota.folder.akar / "outputs/gagal.csv").exists()


def test_no_cell_of_the_list_is_a_formula(tmp_path) -> None:
    """Whoever opens it in Excel reads text, on one line each."""
    (tmp_path / "outputs").mkdir()
    baris = BarisGagal("a", "2026-tw1", "", "", "=HYPERLINK(1)\nlagi", "@SUM")
    jalur = write_gagal_csv(Folder(tmp_path), [baris])
    assert jalur.read_bytes().startswith(b"\xef\xbb\xbfopd,periode,laporan,format,sebab,tindakan\n")
    assert jalur.read_text("utf-8-sig").splitlines()[1:] == [
        "a,2026-tw1,,,'=HYPERLINK(1) lagi,'@SUM"
    ]


def test_an_agency_held_by_another_run_is_one_row(kota) -> None:
    """Exit 4, naming the holder; the others are made."""
    with hold_gembok(kota.folder.kit / "kunci" / "b_2026-tw1.kunci"):
        hasil = run_kota(kota, ask("a", "b", "c"))
    assert (hasil.kode_keluar, dict(hasil.jumlah)) == (4, {"dibuat": 6})
    assert "sedang dibuat" in read_gagal(kota)["b", "2026-tw1", ""]["sebab"]


def test_a_second_batch_in_the_folder_is_refused(kota) -> None:
    """The list of what failed belongs to one of them."""
    with (
        hold_gembok(kota.folder.kit / "kunci" / "batch.kunci"),
        pytest.raises(SibukError, match="Batch lain"),
    ):
        run_kota(kota, ask("a"))


@pytest.mark.parametrize(
    ("galat", "kode"), [(KeutuhanError("x"), 5), (ParameterError("x"), 2), (ZeroDivisionError(), 1)]
)
def test_the_gravest_code_is_the_exit_code(kota, galat, kode) -> None:
    """Integrity before failure before refusal; also a fault that nobody foresaw is a row."""
    asli = kota.read_data

    def read_data(folder, opd, periode):
        if opd == "a":
            raise galat
        return asli(folder, opd, periode)

    kota.ditolak = ("anggaran",)
    hasil = run_kota(kota, ask("a", "b"), alat={"read_data": read_data})
    assert (hasil.kode_keluar, dict(hasil.jumlah)) == (kode, {"dibuat": 2, "ditolak": 1})
    assert read_gagal(kota)["b", "2026-tw1", "bidang/anggaran"]["tindakan"] == (
        "Lihat galatnya: kinerja periksa 2026-tw1 --opd b"
    )


def test_a_period_that_cannot_be_written_ends_alone(kota, monkeypatch) -> None:
    """A full disk under one agency: its other jobs are dropped, the next agency is made."""
    asli = siap.PeriodeSiap.take

    def take(self, tugas, hasil):
        if self.minta.opd == "a":
            raise OSError(28, "No space left on device")
        return asli(self, tugas, hasil)

    monkeypatch.setattr(siap.PeriodeSiap, "take", take)
    bebas = []

    def look(satu):
        with hold_gembok(kota.folder.kit / "kunci" / f"{satu.minta.opd}_2026-tw1.kunci"):
            bebas.append(satu.minta.opd)

    hasil = run_kota(kota, ask("a", "b"), selesai=look)
    assert (hasil.kode_keluar, dict(hasil.jumlah)) == (1, {"dibuat": 3})
    assert list(read_gagal(kota)) == [("a", "2026-tw1", "")]
    assert bebas == ["a", "b"]  # at once, whatever became of it


def test_quarters_come_before_their_year_and_twice_is_once() -> None:
    """Agencies stay as given; formats add up."""
    daftar = [
        Permintaan("b", SETAHUN),
        Permintaan("a", TW[2], ("html",)),
        Permintaan("b", TW[0]),
        Permintaan("a", TW[2], ("pdf",)),
    ]
    assert [(p.opd, p.periode.slug, p.bentuk) for p in sort_permintaan(daftar)] == [
        ("b", "2026-tw1", ("html", "pdf")),
        ("b", "2026-tahunan", ("html", "pdf")),
        ("a", "2026-tw3", ("html", "pdf")),
    ]


def test_a_year_is_read_after_its_quarters_are_published(kota, monkeypatch) -> None:
    """However many reports run at a time; other agencies go on meanwhile."""
    # The reader here takes nothing from the register, whatever it holds of a year.
    monkeypatch.setattr(tetap, "read_catatan_register", lambda *_: CatatanRegister())
    asli, terlihat = kota.read_data, {}

    def read_data(folder, opd, periode):
        if periode == SETAHUN:
            keluaran = [folder.keluaran(opd, satu) for satu in TW]
            terlihat[opd] = [len(list(satu.rglob("*.html"))) for satu in keluaran]
        return asli(folder, opd, periode)

    daftar = ask("a", "b", periode=(SETAHUN, *TW))
    hasil = run_kota(kota, daftar, alat={"read_data": read_data}, pekerja=4)
    assert (hasil.kode_keluar, dict(hasil.jumlah)) == (0, {"dibuat": 26})
    assert terlihat == {"a": [3] * 4, "b": [3] * 4}


def test_periods_are_read_shortly_before_their_turn(kota) -> None:
    """No more of them open than workers can be busy with, whatever the length of the batch."""
    terbuka, terbanyak, asli = set(), [0], kota.read_data

    def read_data(folder, opd, periode):
        terbuka.add((opd, periode.slug))
        terbanyak[0] = max(terbanyak[0], len(terbuka))
        return asli(folder, opd, periode)

    run_kota(
        kota,
        ask("a", "b", "c", periode=TW),
        alat={"read_data": read_data},
        pekerja=2,
        selesai=lambda satu: terbuka.discard((satu.minta.opd, satu.minta.periode.slug)),
    )
    assert terbanyak == [2]


class Berhenti(Serial):
    """Runs jobs, and is interrupted while it takes the n-th."""

    def __init__(self, ke):
        self.ke = ke

    def schedule(self, function, *, args, timeout):
        """Run the job, or be interrupted."""
        self.ke -= 1
        if not self.ke:
            signal.raise_signal(signal.SIGINT)
        return super().schedule(function, args=args, timeout=timeout)


def test_ctrl_c_lists_the_rest_and_lanjut_makes_only_that(kota) -> None:
    """Exit 130; what was finished is not even read again."""
    daftar = ask("a", "b", "c")
    alat = {"buka": lambda *_: contextlib.nullcontext(Berhenti(5))}
    hasil = run_kota(kota, daftar, alat=alat, pekerja=1, paksa=True)
    assert hasil.kode_keluar == 130
    assert (hasil.jumlah["dibuat"], hasil.jumlah["dihentikan"]) == (5, 1)
    baris = read_gagal(kota)
    assert set(baris) == {("b", "2026-tw1", "bidang/anggaran"), ("c", "2026-tw1", "")}
    assert {b["sebab"] for b in baris.values()} == {"Belum dibuat; batch dihentikan"}
    tercatat = CatatanBatch(kota.folder).read()
    assert [satu.opd for satu in tercatat.sisa] == ["b", "c"]
    assert (tercatat.pilihan.paksa, len(tercatat.semua)) == (True, 3)
    kota.dibaca.clear()
    hasil = run_kota(kota, tercatat.sisa, is_lanjut=True)
    assert (hasil.kode_keluar, dict(hasil.jumlah)) == (0, {"dibuat": 4, "tetap": 2})
    assert kota.dibaca == ["b", "c"]
    assert CatatanBatch(kota.folder).read().sisa == ()
    assert read_gagal(kota) == {}


@pytest.mark.parametrize("ingat", [True, False])
def test_ctrl_c_is_heard_where_nothing_is_to_be_made(kota, ingat) -> None:
    """Between two periods that did not change, read or not."""
    run_kota(kota, ask("a", "b", "c"))

    def interrupt(satu):
        if satu.minta.opd == "a":
            signal.raise_signal(signal.SIGINT)

    hasil = run_kota(kota, ask("a", "b", "c"), selesai=interrupt, ingat=ingat)
    assert (hasil.kode_keluar, dict(hasil.jumlah)) == (130, {"tetap": 3})
    assert [baris.opd for baris in hasil.gagal] == ["b", "c"]


def test_half_a_line_is_not_a_finished_period(kota) -> None:
    """A power cut while the list is written."""
    run_kota(kota, ask("a", "b"))
    jalur = kota.folder.kit / "batch-selesai.txt"
    jalur.write_text(jalur.read_text()[:-1])
    assert [satu.opd for satu in CatatanBatch(kota.folder).read().sisa] == ["b"]
    (kota.folder.kit / "batch.json").write_text("{")
    with pytest.raises(ParameterError, match="rusak"):
        CatatanBatch(kota.folder).read()


def write_batch(kota, teks):
    """Write the list of a batch."""
    (kota.folder.akar / "parameters/batch.yaml").write_text(teks)


def test_a_list_names_agencies_periods_and_formats(kota) -> None:
    """`semua` stands for all; a line's own formats count before those of the list."""
    for periode in TW:
        jalur = kota.folder.akar / f"data/c/2026/tw{periode.triwulan}/ppkd.xlsx"
        jalur.parent.mkdir(parents=True)
        jalur.touch()
    write_batch(
        kota,
        "bentuk: [html]\nlaporan:\n- {opd: [semua], periode: [2026-tw1]}\n"
        "- {opd: [c], periode: [semua], bentuk: [pdf]}\n",
    )
    daftar = [(p.opd, p.periode.slug, p.bentuk) for p in list_daftar(kota.folder, None)]
    assert daftar[:3] == [(opd, "2026-tw1", ("html",)) for opd in "abc"]
    assert daftar[3:] == [("c", p.slug, ("pdf",)) for p in (*TW, SETAHUN)]
    assert list_periode(kota.folder, "a") == []
    assert [p.opd for p in list_semua(kota.folder)] == ["c"] * 5
    assert [p.opd for p in list_semua(kota.folder, TW[:1], opd="b")] == ["b"]


def test_an_agency_without_forms_holds_up_no_other(kota) -> None:
    """Among all of them it is left out; where it is named itself, that is told."""
    semua = "laporan:\n- {opd: [semua], periode: [semua]}\n"
    write_batch(kota, semua)
    with pytest.raises(ParameterError, match="tidak ada OPD dengan isian"):
        list_daftar(kota.folder, None)
    jalur = kota.folder.akar / "data/b/2026/tw1/ppkd.xlsx"
    jalur.parent.mkdir(parents=True)
    jalur.touch()
    assert [p.opd for p in list_daftar(kota.folder, None)] == ["b"]
    with pytest.raises(ParameterError, match=r"batch.yaml.*c tidak ada di daftarnya"):
        list_daftar(kota.folder, None, opd="c")
    write_batch(kota, f"{semua}- {{opd: [b, c], periode: [semua]}}\n")
    with pytest.raises(ParameterError, match=r"laporan.1.opd.*c belum mempunyai isian"):
        list_daftar(kota.folder, None)


@pytest.mark.parametrize(
    ("teks", "pesan"),
    [
        ("laporan: []", "tidak boleh kosong"),
        ("lapor: [{opd: [a], periode: [2026-tw1]}]", "maksud Anda laporan"),
        ("laporan: [{opd: [a], priode: [2026-tw1]}]", "maksud Anda periode"),
        ("laporan: [{opd: [aa], periode: [2026-tw1]}]", r"laporan.0.opd\): aa. Maksud Anda a\?"),
        ("laporan: [{opd: [a], periode: [2026-tw5]}]", "bukan periode"),
        ("laporan: [{opd: [../a], periode: [2026-tw1]}]", "bukan nama OPD"),
        ("laporan: [{opd: a, periode: [2026-tw1]}]", "harus daftar"),
    ],
)
def test_a_wrong_list_is_refused_with_the_nearest_name(kota, teks, pesan) -> None:
    """Before anything is read."""
    write_batch(kota, teks)
    with pytest.raises(ParameterError, match=pesan):
        list_daftar(kota.folder, None)


@pytest.fixture
def di_kota(kota, monkeypatch):
    """The folder as the current one, and its own tools for the command line."""
    from kinerja.jalankan import batch

    monkeypatch.chdir(kota.folder.akar)
    monkeypatch.setattr(batch, "Perkakas", kota.perkakas)
    return kota


def test_the_command_tells_each_period_and_each_failure(di_kota, capsys) -> None:
    """One line a period, the causes, and where the list is; nothing of it on stdout but the end."""
    di_kota.write_notebook("laporan_bidang", build_bidang("if opd == 'b': 1/0"))
    assert run(["batch", "--semua", "2026-tw1", "--format", "html", "--pekerja", "1"]) == 1
    keluar, galat = capsys.readouterr()
    assert "[1/3] a 2026-tw1: 3 dibuat\n" in galat
    assert "[2/3] b 2026-tw1: 1 dibuat, 2 gagal\n" in galat
    assert 'b 2026-tw1 bidang/anggaran: Gagal pada langkah "Bagian 1"' in galat
    assert keluar.splitlines()[0] == "3 periode; laporan: 7 dibuat, 2 gagal"
    assert keluar.splitlines()[-2].endswith("outputs/gagal.csv")
    assert keluar.splitlines()[-1] == "Semua laporan: outputs/index.html"
    assert run(["batch", "--lanjut", "--pekerja", "1"]) == 1
    assert "[1/1] b 2026-tw1: 2 gagal, 1 tetap" in capsys.readouterr().err
    di_kota.write_notebook("laporan_bidang", build_bidang())
    assert run(["batch", "--lanjut", "--pekerja", "1"]) == 0
    capsys.readouterr()
    assert run(["batch", "--lanjut"]) == 0
    assert capsys.readouterr() == (
        "Batch terakhir sudah selesai; tidak ada yang perlu dilanjutkan.\n",
        "",
    )


def test_jelaskan_of_both_commands_only_tells(di_kota, capsys, monkeypatch) -> None:
    """Then the run makes just that, and says why under each."""
    from kinerja.jalankan import jelaskan

    monkeypatch.setattr(jelaskan, "Perkakas", di_kota.perkakas)
    satu = ["--format", "html", "--opd", "a"]
    assert run(["batch", "--semua", "2026-tw1", *satu, "--pekerja", "1"]) == 0
    (di_kota.folder.akar / "data/anggaran.txt").write_text("baru")
    semula = sorted((di_kota.folder.akar / "outputs").rglob("*"))
    for perintah in (["batch", "--semua", "2026-tw1"], ["laporan", "2026-tw1"]):
        capsys.readouterr()
        assert run([*perintah, *satu, "--jelaskan"]) == 0
        baris = capsys.readouterr().out.splitlines()
        assert baris[0] == "a 2026-tw1: 0 dari 3 tetap"
        assert "    karena: masukan berubah: data/anggaran.txt" in baris
        assert baris[-1] == "3 laporan akan dibuat. Tidak ada yang dibuat sekarang."
    assert sorted((di_kota.folder.akar / "outputs").rglob("*")) == semula
    assert run(["batch", "--semua", "2026-tw1", *satu, "--jelaskan", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["akan_dibuat"], len(data["periode"][0]["laporan"])) == (3, 3)


@pytest.mark.usefixtures("di_kota")
def test_events_are_one_object_a_line(capsys) -> None:
    """The kinds and keys that docs/batch.md promises."""
    assert run(["batch", "--semua", "2026-tw1", "--opd", "a", "--format", "html", "--json"]) == 0
    peristiwa = [json.loads(baris) for baris in capsys.readouterr().out.splitlines()]
    assert [satu["peristiwa"] for satu in peristiwa] == [
        "mulai",
        *["laporan"] * 3,
        "periode",
        "selesai",
    ]
    assert peristiwa[0] == {"peristiwa": "mulai", "jumlah_periode": 1}
    assert peristiwa[1] == {
        "peristiwa": "laporan",
        "opd": "a",
        "periode": "2026-tw1",
        "nama": "laporan-triwulan",
        "keadaan": "dibuat",
        "pesan": "",
        "perubahan": ["belum pernah dibuat"],
    }
    assert peristiwa[-2] == {
        "peristiwa": "periode",
        "opd": "a",
        "periode": "2026-tw1",
        "kode_keluar": 0,
        "laporan": {"dibuat": 3},
        "pesan": [],
        "catatan": [],
    }
    assert peristiwa[-1] == {
        "peristiwa": "selesai",
        "kode_keluar": 0,
        "periode": 1,
        "laporan": {"dibuat": 3},
        "gagal": 0,
        "gagal_csv": "",
    }


@pytest.mark.usefixtures("di_kota")
@pytest.mark.parametrize(
    ("perintah", "pesan"),
    [
        (["--lanjut", "--semua"], "--lanjut memakai daftar"),
        (["--lanjut", "--mesin", "kinerja"], "--lanjut memakai daftar"),
        (["--lanjut"], "Belum ada batch"),
        (["2026-tw1"], "kinerja batch --semua 2026-tw1"),
        (["x.yaml", "2026-tw1"], "hanya dapat disebut bersama --semua"),
        (["x.yaml"], "Daftar batch tidak ada"),
        (["x.yaml", "y.yaml"], "satu berkas"),
        (["--semua", "2026-tw9"], "Triwulan tidak dikenal"),
        (["--semua"], "Tidak ada yang dapat dibuat"),
        (["--semua", "2026-tw1", "--opd", "bb"], "Maksud Anda b?"),
        (["--semua", "2026-tw1", "--format", "odt"], "Format tidak dikenal"),
    ],
)
def test_a_wrong_command_is_refused(capsys, perintah, pesan) -> None:
    """Exit 2, in words."""
    assert run(["batch", *perintah]) == 2
    assert pesan in capsys.readouterr().err


def test_periods_of_a_folder_are_those_with_forms(tmp_path) -> None:
    """Prepared parameters alone make no report; a year needs its last quarter."""
    for nama in ("2025/tw3", "2025/tw4", "2026/tw1", "2026/tw2"):
        (tmp_path / "data/a" / nama).mkdir(parents=True)
    for nama in ("2025/tw4/x.xlsx", "2026/tw1/x.xlsx", "2025/rencana.xlsx"):
        (tmp_path / "data/a" / nama).touch()
    assert list_periode(Folder(tmp_path), "a") == [Periode(2025, 4), Periode(2025), TW[0]]
