"""A run: promotion, manifest, skipping, refusal, and reports that fail."""

from __future__ import annotations

import hashlib
import json

import pytest

from kinerja.ekspor.bentuk import Bentuk
from kinerja.galat import KeutuhanError, LaporanError, ParameterError
from kinerja.jalankan import promosi, sidik
from kinerja.jalankan.jalan import run_laporan
from kinerja.jalankan.pelaksana import open_kolam
from kinerja.model import Unit
from kinerja.temuan import Temuan, Tingkatan
from tests.bantuan_jalankan import (
    DAFTAR_BENTUK,
    TW2,
    UNIT,
    build_bidang,
    build_kantor,
    build_triwulan,
)

BERKAS = {
    "laporan-triwulan.html",
    "laporan-triwulan.pdf",
    "hasil.json",
    "notebook/laporan-triwulan.ipynb",
    "manifes.json",
} | {
    f"{awal}{unit.slug}{akhir}"
    for unit in UNIT
    for awal, akhir in (
        ("bidang/", ".html"),
        ("bidang/", ".pdf"),
        ("bidang/", ".hasil.json"),
        ("notebook/bidang-", ".ipynb"),
    )
}


@pytest.fixture
def kantor(tmp_path):
    """A working folder with two units."""
    return build_kantor(tmp_path / "kerja")


@pytest.fixture
def jalankan(kantor):
    """Run the quarter's reports in this thread; give state by report."""

    def run(*, alat=None, **pilihan):
        hasil = run_laporan(
            kantor.folder, "contoh", TW2, perkakas=kantor.perkakas(**(alat or {})), **pilihan
        )
        run.hasil = hasil
        return {satu.nama: satu.keadaan.value for satu in hasil.laporan}

    return run


def test_a_first_run_makes_every_report(kantor, jalankan) -> None:
    """Each report in each format, the figures, the notebooks and the manifest; staging is gone."""
    assert set(jalankan().values()) == {"dibuat"}
    assert set(kantor.snapshot()) == BERKAS
    assert jalankan.hasil.kode_keluar == 0
    assert kantor.snapshot()["bidang/anggaran.html"] == b"<pre>isian anggaran\n</pre>"
    assert not (kantor.folder.akar / "outputs/.kinerja/giliran/contoh/2026-tw2").exists()
    assert kantor.dibaca == ["contoh"]


def test_the_manifest_lists_everything_and_agrees_with_it(kantor, jalankan) -> None:
    """Inputs with hashes, parameters, versions, notebook hash; every output once, with its hash."""
    jalankan(oleh="Petugas Contoh")
    manifes = kantor.manifes
    assert [satu["nama"] for satu in manifes["masukan"]] == [
        "data/anggaran.txt",
        "data/sekretariat.txt",
        "parameters/contoh/instansi.yaml",
    ]
    assert manifes["masukan"][0]["sha256"] == hashlib.sha256(b"isian anggaran").hexdigest()
    assert manifes["dinyatakan_oleh"] == "Petugas Contoh"
    assert {"python", "papermill", "typst"} <= set(manifes["versi"])
    assert manifes["tugas"]["bidang/anggaran"]["sidik"]["parameter"] == {
        "opd": "contoh",
        "periode": "2026-tw2",
        "unit": "anggaran",
    }
    isi = kantor.snapshot()
    tercatat = [
        (nama, berkas["sha256"])
        for tugas in manifes["tugas"].values()
        for nama, berkas in tugas["keluaran"].items()
    ]
    assert dict(tercatat) == {
        nama: hashlib.sha256(satu).hexdigest()
        for nama, satu in isi.items()
        if "manifes" not in nama
    }
    assert len(tercatat) == len(isi) - 1
    assert manifes["mulai"][-6] in "+-"  # with offset


def test_nothing_changed_means_nothing_is_written(kantor, jalankan) -> None:
    """A second run skips every report and leaves even the manifest."""
    jalankan()
    semula = kantor.snapshot()
    assert set(jalankan().values()) == {"tetap"}
    assert kantor.snapshot() == semula


@pytest.mark.parametrize(
    ("ubah", "perubahan"),
    [
        (
            lambda k: (k.folder.akar / "data/anggaran.txt").write_text("baru"),
            "masukan berubah: data/anggaran.txt",
        ),
        (
            lambda k: (k.folder.akar / "parameters/contoh/2026-tw2.yaml").write_text(
                "status: final"
            ),
            "masukan baru: parameters/contoh/2026-tw2.yaml",
        ),
        (
            lambda k: k.write_notebook("laporan_bidang", build_bidang("opd")),
            "notebook berubah",
        ),
        (
            lambda k: (k.keluaran / "bidang/anggaran.pdf").write_bytes(b"x"),
            "bidang/anggaran.pdf berubah sejak dibuat",
        ),
        (
            lambda k: (k.keluaran / "bidang/anggaran.html").unlink(),
            "bidang/anggaran.html hilang",
        ),
        (lambda k: (k.keluaran / "manifes.json").unlink(), "belum pernah dibuat"),
        (
            lambda k: (k.keluaran / "manifes.json").write_text("{rusak"),
            "catatannya di manifes.json rusak",
        ),
    ],
)
def test_what_changed_is_made_again_and_said(kantor, jalankan, ubah, perubahan) -> None:
    """Input, parameter, notebook or a touched output: the report is rebuilt, with the reason."""
    jalankan()
    ubah(kantor)
    assert jalankan()["bidang/anggaran"] == "dibuat"
    per_nama = {satu.nama: satu.perubahan for satu in jalankan.hasil.laporan}
    assert per_nama["bidang/anggaran"] == (perubahan,)
    assert set(jalankan().values()) == {"tetap"}


def test_outputs_and_counts_in_a_notebook_do_not_count_as_change(kantor, jalankan) -> None:
    """An analyst who ran and saved the notebook in JupyterLab changed nothing."""
    jalankan()
    nb = json.loads(build_bidang())
    for sel in nb["cells"]:
        if sel["cell_type"] == "code":
            sel["execution_count"] = 7
            sel["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["x"]}]
    kantor.write_notebook("laporan_bidang", json.dumps(nb))
    assert set(jalankan().values()) == {"tetap"}


def test_paksa_makes_all_again_with_equal_bytes(kantor, jalankan) -> None:
    """Forced or not, the same inputs give the same files, but for the manifest."""
    jalankan(bentuk=("html",))
    semula = kantor.snapshot()
    assert set(jalankan(bentuk=("html",), paksa=True).values()) == {"dibuat"}
    beda = {nama for nama, isi in kantor.snapshot().items() if semula[nama] != isi}
    assert beda <= {"manifes.json"}


@pytest.mark.gangguan(38)
def test_a_failing_report_leaves_the_one_before(kantor, jalankan) -> None:
    """Byte for byte; its notebook lies under gagal/ until it goes well again."""
    jalankan()
    semula = kantor.snapshot()
    kantor.write_notebook(
        "laporan_bidang", build_bidang("if unit == 'anggaran': raise ValueError('aneh')")
    )
    assert jalankan() == {
        "laporan-triwulan": "tetap",
        "bidang/sekretariat": "dibuat",
        "bidang/anggaran": "gagal",
    }
    kini = kantor.snapshot()
    assert jalankan.hasil.kode_keluar == 1
    assert {n: i for n, i in kini.items() if "anggaran" in n and "gagal/" not in n} == {
        n: i for n, i in semula.items() if "anggaran" in n
    }
    assert b"Laporan ini tidak jadi dibuat" in kini["gagal/bidang-anggaran.ipynb"]
    catatan = kantor.manifes["tugas"]["bidang/anggaran"]
    assert catatan["keadaan"] == "gagal"
    assert catatan["pesan"] == 'Gagal pada langkah "Bagian 1" (sel 4): ValueError: aneh.'
    assert catatan["notebook_gagal"] == "gagal/bidang-anggaran.ipynb"
    kantor.write_notebook("laporan_bidang", build_bidang())
    assert jalankan()["bidang/anggaran"] == "tetap"  # what lies there fits again
    assert set(kantor.snapshot()) == BERKAS
    assert kantor.manifes["tugas"]["bidang/anggaran"]["keadaan"] == "dibuat"


def test_a_failed_report_is_tried_again(kantor, jalankan) -> None:
    """Failure is never a reason to skip."""
    kantor.write_notebook("laporan_triwulan", build_triwulan("1/0"))
    for _ in range(2):
        assert jalankan()["laporan-triwulan"] == "gagal"
    assert not (kantor.keluaran / "laporan-triwulan.html").exists()


def test_a_refused_unit_keeps_its_old_report_marked_as_old(kantor, jalankan) -> None:
    """It is not run; the others are; the manifest says that its files are from before."""
    jalankan()
    semula = kantor.snapshot()
    (kantor.folder.akar / "data/anggaran.txt").write_text("rusak")
    kantor.ditolak = ("anggaran",)
    kantor.temuan = (Temuan("K-ANGKA", Tingkatan.GALAT, "Bukan angka", unit="anggaran"),)
    assert jalankan() == {
        "laporan-triwulan": "dibuat",
        "bidang/sekretariat": "dibuat",
        "bidang/anggaran": "ditolak",
    }
    assert jalankan.hasil.kode_keluar == 2
    assert jalankan.hasil.unit_ditolak == (("anggaran", "Bidang Anggaran"),)
    assert kantor.snapshot()["bidang/anggaran.pdf"] == semula["bidang/anggaran.pdf"]
    catatan = kantor.manifes["tugas"]["bidang/anggaran"]
    assert catatan["keadaan"] == "ditolak"
    assert catatan["pesan"].startswith(
        "Formulir Triwulan II ditolak. Berkas yang ada adalah laporan lama, dibuat 20"
    )


def test_a_missing_unit_still_gets_its_report(kantor, jalankan) -> None:
    """The run is sementara, names the unit, and exits 0."""
    kantor.belum = ("anggaran",)
    assert jalankan()["bidang/anggaran"] == "dibuat"
    hasil = jalankan.hasil
    assert (hasil.kode_keluar, hasil.is_sementara) == (0, True)
    assert hasil.belum_lapor == ("Bidang Anggaran",)
    assert kantor.manifes["alasan_sementara"] == ["anggaran belum melapor"]


def test_other_libraries_make_all_again(jalankan, monkeypatch) -> None:
    """A newer Typst or pandas may draw or count otherwise, so it is part of the fingerprint."""
    jalankan()
    versi = sidik.build_versi() | {"typst": "99.0"}
    monkeypatch.setattr(sidik, "build_versi", lambda: versi)
    assert set(jalankan().values()) == {"dibuat"}
    assert {satu.perubahan for satu in jalankan.hasil.laporan} == {("pustaka berubah: typst",)}


def test_a_unit_that_left_the_list_keeps_its_files(kantor, jalankan) -> None:
    """Its entry says so; nothing is deleted."""
    jalankan()
    kantor.unit = UNIT[:1]
    assert jalankan()["bidang/anggaran"] == "lama"
    assert set(kantor.snapshot()) == BERKAS


@pytest.mark.gangguan(51)
@pytest.mark.parametrize("kelas", ["RusakTerduga", "RusakMendadak"])
def test_a_failing_format_is_told_and_no_old_one_stands_beside_the_new(
    kantor, jalankan, kelas
) -> None:
    """HTML is new, the old PDF goes to lama/, exit 1; the next good run clears it up."""
    jalankan()
    pdf = kantor.snapshot()["laporan-triwulan.pdf"]
    gagal = Bentuk(f"tests.bantuan_jalankan:{kelas}", "{nama}.pdf")
    rusak = {"daftar_bentuk": DAFTAR_BENTUK | {"pdf": gagal}}
    assert set(jalankan(paksa=True, alat=rusak).values()) == {"sebagian"}
    assert jalankan.hasil.kode_keluar == 1
    kini = kantor.snapshot()
    assert "laporan-triwulan.pdf" not in kini
    assert kini["lama/laporan-triwulan.pdf"] == pdf
    assert "pdf" in kantor.manifes["tugas"]["laporan-triwulan"]["gagal_bentuk"]
    assert ("gagal/laporan-triwulan.txt" in kini) == (kelas == "RusakMendadak")
    assert set(jalankan().values()) == {"dibuat"}
    assert set(kantor.snapshot()) == BERKAS


@pytest.mark.gangguan(51)
def test_a_folder_in_the_place_of_a_format_fails_that_format_alone(kantor, jalankan) -> None:
    """The other formats are new, the old PDF is not lost sight of; out of the way, all are made."""
    jalankan()
    jalur = kantor.keluaran / "laporan-triwulan.pdf"
    jalur.unlink()
    (jalur / "punya orang").mkdir(parents=True)
    assert jalankan(paksa=True)["laporan-triwulan"] == "sebagian"
    assert jalankan.hasil.kode_keluar == 1
    ((bentuk, pesan),) = jalankan.hasil.laporan[0].gagal_bentuk
    assert bentuk == "pdf"
    assert "laporan-triwulan.pdf" in pesan
    assert "ada folder dengan nama itu" in pesan
    assert (jalur / "punya orang").is_dir()
    assert "laporan-triwulan.html" in jalankan.hasil.laporan[0].berkas
    (jalur / "punya orang").rmdir()
    jalur.rmdir()
    assert jalankan()["laporan-triwulan"] == "dibuat"
    assert set(kantor.snapshot()) == BERKAS


def test_a_folder_in_the_place_of_the_figures_is_no_report(kantor, jalankan) -> None:
    """Without its figures a report would have nothing behind it: the one before stands."""
    jalankan()
    jalur = kantor.keluaran / "hasil.json"
    jalur.unlink()
    jalur.mkdir()
    sebelum = (kantor.keluaran / "laporan-triwulan.html").read_bytes()
    assert jalankan(paksa=True)["laporan-triwulan"] == "gagal"
    assert (kantor.keluaran / "laporan-triwulan.html").read_bytes() == sebelum


def test_only_the_formats_asked_for_are_made(kantor, jalankan) -> None:
    """HTML alone; asking for PDF later makes it, with the reason."""
    jalankan(bentuk=("html",))
    assert not any(nama.endswith(".pdf") for nama in kantor.snapshot())
    assert set(jalankan(bentuk=("html",)).values()) == {"tetap"}
    assert set(jalankan().values()) == {"dibuat"}
    assert {satu.perubahan for satu in jalankan.hasil.laporan} == {("belum ada format pdf",)}


def test_a_format_of_some_reports_is_made_for_those_alone(kantor, jalankan) -> None:
    """A recap of the agency under a name of its own; units do without, and nothing is missing."""
    rekap = Bentuk(
        "tests.bantuan_jalankan:HtmlPalsu", "rekap.xlsx", frozenset({"laporan-triwulan"})
    )
    alat = {"daftar_bentuk": DAFTAR_BENTUK | {"xlsx": rekap}}
    assert set(jalankan(bentuk=("html", "xlsx"), alat=alat).values()) == {"dibuat"}
    assert [nama for nama in kantor.snapshot() if nama.endswith("xlsx")] == ["rekap.xlsx"]
    assert set(jalankan(bentuk=("html", "xlsx"), alat=alat).values()) == {"tetap"}


@pytest.mark.gangguan(41)
def test_a_killed_run_is_cleaned_up_and_taken_up(kantor, jalankan) -> None:
    """Staging of the dead run goes; the report that was finished is not made again."""
    sisa = kantor.folder.akar / "outputs/.kinerja/giliran/contoh/2026-tw2/tua"
    sisa.mkdir(parents=True)
    (sisa / "setelah.ipynb").write_text("x")
    panggilan = []

    def die(kabar):
        panggilan.append(kabar)
        if len(panggilan) == 3:  # the first report is done, the second begun
            raise SystemExit

    with pytest.raises(SystemExit):
        jalankan(lapor=die, pekerja=1)
    assert not sisa.exists()
    assert sorted(kantor.manifes["tugas"]) == ["laporan-triwulan"]
    assert list(jalankan().values()) == ["tetap", "dibuat", "dibuat"]


@pytest.mark.gangguan(60)
def test_a_newer_manifest_is_not_overwritten(kantor, jalankan) -> None:
    """An older kit refuses (exit 5) instead of guessing."""
    kantor.keluaran.mkdir(parents=True)
    (kantor.keluaran / "manifes.json").write_text('{"skema": 99}')
    with pytest.raises(KeutuhanError, match="lebih baru"):
        jalankan()


@pytest.mark.parametrize(
    ("pilihan", "pesan"),
    [
        ({"mesin": "os.system"}, "Mesin tidak dikenal"),
        ({"bentuk": ("odt",)}, "Format tidak dikenal"),
        ({"pekerja": 0}, "Jumlah pekerja"),
    ],
)
def test_wrong_options_are_refused_before_anything_is_read(
    kantor, jalankan, pilihan, pesan
) -> None:
    """Exit 2, nothing touched."""
    with pytest.raises(ParameterError, match=pesan):
        jalankan(**pilihan)
    assert kantor.dibaca == []


@pytest.mark.gangguan(35)
@pytest.mark.parametrize("slug", ["../luar", "a/b", "A", "con", "{opd}", "", "a b", "-a"])
def test_a_unit_or_agency_name_is_never_a_path(kantor, slug) -> None:
    """Traversal, templates and device names are refused; nothing is written outside."""
    kantor.unit = (Unit(slug, "x"),)
    with pytest.raises(ParameterError, match="tidak sah"):
        run_laporan(kantor.folder, "contoh", TW2, perkakas=kantor.perkakas())
    with pytest.raises(ParameterError, match="Nama OPD tidak sah"):
        run_laporan(kantor.folder, slug, TW2, perkakas=kantor.perkakas())
    assert sorted(p.name for p in kantor.folder.akar.parent.iterdir()) == ["kerja"]


@pytest.mark.gangguan(35)
def test_a_notebook_outside_the_folder_is_not_run(kantor, jalankan, tmp_path) -> None:
    """A link out of the working folder is refused; a missing notebook is named."""
    jalur = kantor.folder.notebook("laporan_bidang")
    (tmp_path / "luar.ipynb").write_text(build_bidang())
    jalur.unlink()
    with pytest.raises(ParameterError, match=r"Notebook tidak ada \(notebooks/laporan_bidang"):
        jalankan()
    jalur.symlink_to(tmp_path / "luar.ipynb")
    with pytest.raises(ParameterError, match="di luar folder kerja"):
        jalankan()


@pytest.mark.gangguan(45)
def test_a_changed_staged_file_is_not_promoted(kantor, jalankan, monkeypatch) -> None:
    """What a worker writes after its answer is discarded."""
    asli = promosi.compute_sha256
    monkeypatch.setattr(promosi, "compute_sha256", lambda jalur: asli(jalur)[::-1])
    assert set(jalankan().values()) == {"gagal"}
    assert set(kantor.snapshot()) == {"manifes.json"}


def test_both_engines_give_the_same_report(kantor, jalankan) -> None:
    """The kit's engine and a kernel show the same text (one unit, in the pool)."""
    kantor.unit = UNIT[:1]
    alat = {"buka": open_kolam}
    jalankan(alat=alat, bentuk=("html",))
    semula = kantor.snapshot()
    assert set(jalankan(alat=alat, bentuk=("html",), mesin="kernel").values()) == {"dibuat"}
    kini = kantor.snapshot()
    for nama in ("laporan-triwulan.html", "bidang/sekretariat.html"):
        assert kini[nama] == semula[nama]


def test_an_error_of_the_reader_reaches_the_caller(kantor) -> None:
    """And frees the lock for the next run."""

    def fail(*_):
        raise LaporanError("Rusak")

    for _ in range(2):
        with pytest.raises(LaporanError, match="Rusak"):
            run_laporan(kantor.folder, "contoh", TW2, perkakas=kantor.perkakas(read_data=fail))
