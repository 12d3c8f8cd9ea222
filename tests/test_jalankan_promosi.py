"""Promotion as a whole or not at all, open files, and a manifest that cannot be trusted."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import docx
import pytest

from kinerja.ekspor.bentuk import Bentuk
from kinerja.jalankan.jalan import run_laporan
from kinerja.jalankan.manifes import Catatan, read_catatan
from tests.bantuan_jalankan import DAFTAR_BENTUK, TW2, build_kantor, build_triwulan

RUSAK = {
    "daftar_bentuk": DAFTAR_BENTUK
    | {"pdf": Bentuk("tests.bantuan_jalankan:RusakTerduga", "{nama}.pdf")}
}
CATATAN = Catatan("Laporan").build_data() | {
    "keluaran": {"a.html": {"bentuk": "html", "sha256": "0", "ukuran": 1}}
}


@pytest.fixture
def kantor(tmp_path):
    """A working folder with the agency's report alone."""
    kantor = build_kantor(tmp_path / "kerja")
    kantor.unit = ()
    return kantor


@pytest.fixture
def jalankan(kantor):
    """Run the quarter's reports in this thread; give the result of the agency's."""

    def run(*, alat=None, **pilihan):
        run.hasil = run_laporan(
            kantor.folder, "contoh", TW2, perkakas=kantor.perkakas(**(alat or {})), **pilihan
        )
        return run.hasil.laporan[0]

    return run


def refuse_pindah(monkeypatch, is_ditolak, galat):
    """Let renames from or to some paths fail, whichever call makes them."""
    asli = Path.replace

    def replace(sumber, ke):
        if is_ditolak(sumber, Path(ke)):
            raise galat
        return asli(sumber, ke)

    monkeypatch.setattr(Path, "replace", replace)


def lock(monkeypatch, *daftar):
    """Hold files open as Windows does: they can be neither replaced nor renamed."""
    refuse_pindah(
        monkeypatch,
        lambda dari, ke: dari in daftar or (ke in daftar and ke.exists()),
        PermissionError(errno.EACCES, "Permission denied"),
    )


@pytest.mark.gangguan(49)
@pytest.mark.parametrize("pilihan", [{}, {"alat": RUSAK}])
@pytest.mark.parametrize("ke", range(1, 10))
def test_a_promotion_that_breaks_changes_no_byte(
    kantor, jalankan, monkeypatch, ke, pilihan
) -> None:
    """Whichever rename the disk refuses, every file is as before, and the next run makes all."""
    jalankan()
    kantor.write_notebook("laporan_triwulan", build_triwulan("print('lain')"))
    semula = kantor.snapshot()
    hitung = [0]

    def is_ke(sumber, tujuan):
        if "manifes" in tujuan.name or not any(
            jalur.is_relative_to(kantor.keluaran) for jalur in (sumber, tujuan)
        ):
            return False
        hitung[0] += 1
        return hitung[0] == ke

    with monkeypatch.context() as tambalan:
        refuse_pindah(tambalan, is_ke, OSError(errno.ENOSPC, "No space left on device"))
        hasil = jalankan(**pilihan)
    kini = kantor.snapshot()
    if hitung[0] < ke:
        assert hasil.keadaan == ("sebagian" if pilihan else "dibuat")
    else:
        assert hasil.keadaan == "gagal"
        assert "Ruang disk habis" in hasil.pesan
        assert semula.pop("manifes.json")
        assert kini.pop("manifes.json")
        assert kini == semula
    jalankan()
    assert jalankan().keadaan == "tetap"
    assert set(kantor.snapshot()) == {*semula, "manifes.json"}


@pytest.mark.parametrize("bentuk", [("html", "docx"), ("html",)])
def test_an_edited_word_report_is_set_aside(kantor, jalankan, bentuk) -> None:
    """It is kept beside the new one and named, also when Word is not asked for; never twice."""
    word = Bentuk("tests.bantuan_jalankan:DocxKosong", "{nama}.docx")
    alat = {"daftar_bentuk": DAFTAR_BENTUK | {"docx": word}}
    jalankan(bentuk=("html", "docx"), alat=alat)
    jalur = kantor.keluaran / "laporan-triwulan.docx"
    semula = jalur.read_bytes()
    naskah = docx.Document(str(jalur))
    naskah.add_paragraph("ditulis pimpinan")
    naskah.save(str(jalur))
    suntingan = jalur.read_bytes()
    hasil = jalankan(bentuk=bentuk, alat=alat)
    aman = kantor.keluaran / "laporan-triwulan.lama-1.docx"
    assert aman.read_bytes() == suntingan
    assert any(aman.name in kalimat for kalimat in hasil.peringatan)
    assert jalur.exists() == ("docx" in bentuk)
    assert not jalur.exists() or jalur.read_bytes() == semula
    # one that is as it was written is simply replaced
    kantor.write_notebook("laporan_triwulan", build_triwulan("print('lain')"))
    jalankan(bentuk=("html", "docx"), alat=alat)
    assert jalur.read_bytes() != semula
    assert [n for n in kantor.snapshot() if "lama-" in n] == ["laporan-triwulan.lama-1.docx"]


@pytest.mark.gangguan(50)
def test_an_open_report_gets_the_new_one_beside_it(kantor, jalankan, monkeypatch) -> None:
    """The PDF somebody reads stays, the new one is named and listed; the next run clears it up."""
    jalankan()
    semula = kantor.snapshot()["laporan-triwulan.pdf"]
    kantor.write_notebook("laporan_triwulan", build_triwulan("print('lain')"))
    with monkeypatch.context() as tambalan:
        lock(tambalan, kantor.keluaran / "laporan-triwulan.pdf")
        hasil = jalankan()
    kini = kantor.snapshot()
    assert hasil.keadaan == "dibuat"
    assert kini["laporan-triwulan.pdf"] == semula != kini["laporan-triwulan-baru.pdf"]
    assert hasil.berkas == (
        "hasil.json",
        "laporan-triwulan-baru.pdf",
        "laporan-triwulan.html",
        "notebook/laporan-triwulan.ipynb",
    )
    (peringatan,) = hasil.peringatan
    assert peringatan == (
        "laporan-triwulan.pdf sedang dibuka program lain; "
        "yang baru bernama laporan-triwulan-baru.pdf."
    )
    assert jalankan().keadaan == "tetap"
    assert jalankan(paksa=True).peringatan == ()
    assert "laporan-triwulan-baru.pdf" not in kantor.snapshot()
    assert kantor.snapshot()["laporan-triwulan.pdf"] != semula


def test_an_old_report_left_open_does_not_outlive_a_failed_format(
    kantor, jalankan, monkeypatch
) -> None:
    """Both PDFs of before go to lama/ once there is a run without a PDF."""
    jalankan()
    with monkeypatch.context() as tambalan:
        lock(tambalan, kantor.keluaran / "laporan-triwulan.pdf")
        jalankan(paksa=True)
    assert jalankan(paksa=True, alat=RUSAK).keadaan == "sebagian"
    assert {nama for nama in kantor.snapshot() if nama.endswith(".pdf")} == {
        "lama/laporan-triwulan.pdf",
        "lama/laporan-triwulan-baru.pdf",
    }


def test_an_old_format_that_people_deleted_is_forgotten(kantor, jalankan) -> None:
    """Otherwise its absence would make the report anew in every run."""
    jalankan()
    jalankan(paksa=True, bentuk=("html",))
    (kantor.keluaran / "lama/laporan-triwulan.pdf").unlink()
    assert jalankan(bentuk=("html",)).perubahan == ("lama/laporan-triwulan.pdf hilang",)
    assert jalankan(bentuk=("html",)).keadaan == "tetap"


def test_an_open_file_that_must_go_fails_its_job_only(tmp_path, monkeypatch) -> None:
    """No PDF this time, and the old one is open: that report fails, the others are made."""
    kantor = build_kantor(tmp_path / "kerja")
    run_laporan(kantor.folder, "contoh", TW2, perkakas=kantor.perkakas())
    semula = kantor.snapshot()
    lock(monkeypatch, kantor.keluaran / "bidang/anggaran.pdf")
    hasil = run_laporan(kantor.folder, "contoh", TW2, paksa=True, perkakas=kantor.perkakas(**RUSAK))
    assert {satu.nama: satu.keadaan.value for satu in hasil.laporan} == {
        "laporan-triwulan": "sebagian",
        "bidang/sekretariat": "sebagian",
        "bidang/anggaran": "gagal",
    }
    assert "tutup berkas yang sedang dibuka" in hasil.laporan[2].pesan
    kini = kantor.snapshot()
    assert {n: i for n, i in kini.items() if "anggaran" in n} == {
        n: i for n, i in semula.items() if "anggaran" in n
    }


def test_an_open_note_of_a_failure_stops_nothing(kantor, jalankan, monkeypatch) -> None:
    """The failed notebook is open in an editor: what it says stays, the run goes on."""
    kantor.write_notebook("laporan_triwulan", build_triwulan("1/0"))
    jalankan()
    jalur = kantor.keluaran / "gagal/laporan-triwulan.ipynb"
    monkeypatch.setattr(Path, "unlink", _refuse_unlink(jalur))
    kantor.write_notebook("laporan_triwulan", build_triwulan())
    assert jalankan().keadaan == "dibuat"
    assert jalankan().keadaan == "tetap"
    assert jalur.exists()


def _refuse_unlink(jalur):
    asli = Path.unlink

    def unlink(satu, *, missing_ok=False):
        if satu == jalur:
            raise PermissionError(errno.EACCES, "open")
        asli(satu, missing_ok=missing_ok)

    return unlink


def test_a_folder_in_the_place_of_a_report_is_not_swept_away(kantor, jalankan) -> None:
    """What people put there is not the kit's to move."""
    (kantor.keluaran / "laporan-triwulan.pdf").mkdir(parents=True)
    (kantor.keluaran / "laporan-triwulan.pdf" / "punya saya.txt").write_text("x")
    assert jalankan().keadaan == "sebagian"
    assert (kantor.keluaran / "laporan-triwulan.pdf" / "punya saya.txt").read_text() == "x"


def test_a_sound_entry_is_read_back() -> None:
    """What the kit writes is what it accepts."""
    hasil, rusak = read_catatan({"tugas": {"laporan": CATATAN}})
    assert (hasil["laporan"].build_data(), rusak) == (CATATAN, ())


@pytest.mark.parametrize(
    "ubahan",
    [
        {"keluaran": {nama: CATATAN["keluaran"]["a.html"]}}
        for nama in ("../a.html", "/etc/a", "C:\\a", "bidang/../../a", "manifes.json", "")
    ]
    + [
        {"keluaran": ["a.html"]},
        {"keluaran": {"a.html": "html"}},
        {"keluaran": {"a.html": {"bentuk": "html"}}},
        {"keluaran": {"a.html": {"bentuk": "html", "sha256": "0", "ukuran": True}}},
        {"sidik": {"masukan": ["a"]}},
        {"kunci": None},
        {"gagal_bentuk": {"pdf": 1}},
        {"peringatan": [1]},
        {"kolom_asing": ""},
    ],
)
def test_a_damaged_entry_is_told_and_not_used(kantor, jalankan, ubahan) -> None:
    """No file outside is touched, the report is made anew, and the run says why."""
    jalankan()
    (kantor.folder.akar / "outputs/contoh/a.html").write_text("bukan milik triwulan ini")
    manifes = kantor.manifes
    manifes["tugas"]["laporan-triwulan"] |= ubahan
    (kantor.keluaran / "manifes.json").write_text(json.dumps(manifes))
    assert jalankan().perubahan == ("catatannya di manifes.json rusak",)
    assert jalankan.hasil.peringatan == (
        "Catatan laporan-triwulan di manifes.json rusak dan tidak dipakai.",
    )
    assert (kantor.folder.akar / "outputs/contoh/a.html").exists()
    jalankan()
    assert jalankan.hasil.peringatan == ()


@pytest.mark.parametrize("isi", ["{rusak", "[]", '{"skema": "1"}'])
def test_a_damaged_manifest_is_told(kantor, jalankan, isi) -> None:
    """It is no reason to stop, nor to be silent."""
    kantor.keluaran.mkdir(parents=True)
    (kantor.keluaran / "manifes.json").write_text(isi)
    assert jalankan().keadaan == "dibuat"
    assert jalankan.hasil.peringatan == (
        "manifes.json rusak dan tidak dipakai; semua laporan dibuat ulang.",
    )


def test_a_list_of_reports_of_another_shape_is_told(kantor, jalankan) -> None:
    """The manifest's head may be sound and its list not."""
    kantor.keluaran.mkdir(parents=True)
    (kantor.keluaran / "manifes.json").write_text('{"skema": 1, "tugas": []}')
    jalankan()
    assert jalankan.hasil.peringatan == ("Catatan tugas di manifes.json rusak dan tidak dipakai.",)
