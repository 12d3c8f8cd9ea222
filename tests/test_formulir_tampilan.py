"""What a form only shows: typed over it is told with its cell, and seen among the differences."""

from __future__ import annotations

import itertools
from pathlib import Path

import openpyxl
import pytest

from kinerja.excel.beda import build_perbedaan
from kinerja.excel.gaya_sel import set_isi
from kinerja.excel.pencatat import Pencatat
from kinerja.excel.preflight import parse_berkas
from tests.bantuan_formulir import OPD, UNIT, copy_contoh, edit, find, read_formulir

UANG = "Realisasi Triwulan Ini (Rp)"
JUMLAH = "Realisasi s.d. Triwulan Ini (Rp)"


@pytest.fixture
def formulir(tmp_path: Path) -> Path:
    """Give a copy of a filled form of the sample."""
    folder = copy_contoh(tmp_path)
    return folder.data(OPD) / "2026" / "tw2" / f"{UNIT}.xlsx"


def find_sub(jalur: Path, judul: str) -> tuple[str, str]:
    """Give the first code of Sub Kegiatan and the address of its cell below a heading."""
    lembar = openpyxl.load_workbook(jalur)["Sub Kegiatan"]
    kode = str(lembar["A5"].value)
    return kode, find(lembar, kode, judul)


def type_over(jalur: Path, lembar: str, sel: str, nilai: object) -> Path:
    """Type a value into a cell."""

    def ubah(buku: openpyxl.Workbook) -> None:
        buku[lembar][sel].value = nilai

    return edit(jalur, ubah)


def list_kode(jalur: Path, *kode: str) -> list[tuple[str, str, str]]:
    """Read a form; give severity, code and cell of its findings of these codes."""
    _, temuan = read_formulir(jalur)
    return [(t.tingkatan.value, t.kode, t.sel) for t in temuan if t.kode in kode]


def test_money_typed_over_the_sum_is_refused(formulir: Path) -> None:
    """Money in the formula's column would be lost; the form goes back with the cell to move."""
    _, sel = find_sub(formulir, JUMLAH)
    type_over(formulir, "Sub Kegiatan", sel, 3_400_000_000)
    laporan, temuan = read_formulir(formulir)
    assert laporan is None
    (satu,) = [t for t in temuan if t.kode == "K-JUMLAH-DIKETIK"]
    assert satu.sel == sel
    assert list_kode(formulir, "K-TAMPILAN") == []  # told once
    assert "Rp3.400.000.000" in satu.pesan
    assert 'ke kolom "Realisasi Triwulan Ini (Rp)"' in satu.saran


def test_text_over_the_sum_is_refused(formulir: Path) -> None:
    """An amount written as text is no less lost."""
    _, sel = find_sub(formulir, JUMLAH)
    type_over(formulir, "Sub Kegiatan", sel, "tiga miliar")
    assert read_formulir(formulir)[0] is None


def test_sum_pasted_as_its_value_is_only_told(formulir: Path) -> None:
    """Where the value is what the formula would give, no money is lost."""
    lembar = openpyxl.load_workbook(formulir)["Sub Kegiatan"]
    kode, sel = find_sub(formulir, JUMLAH)
    lalu = lembar[find(lembar, kode, "Realisasi s.d. Triwulan Lalu (Rp)")].value or 0
    type_over(formulir, "Sub Kegiatan", find(lembar, kode, UANG), 250_000)
    type_over(formulir, "Sub Kegiatan", sel, lalu + 250_000)
    assert read_formulir(formulir)[0] is not None
    assert list_kode(formulir, "K-JUMLAH-DIKETIK", "K-TAMPILAN") == [
        ("peringatan", "K-TAMPILAN", sel)
    ]


@pytest.mark.parametrize(
    ("lembar", "judul", "nilai"),
    [
        ("Sub Kegiatan", "Target Keluaran", 99),
        ("Sub Kegiatan", "Keluaran s.d. Triwulan Lalu", 99),
        ("Sub Kegiatan", "Realisasi s.d. Triwulan Lalu (Rp)", 3_400_000_000),
        ("Sub Kegiatan", "Fisik s.d. Triwulan Lalu (%)", 99),
        ("Indikator", "Target s.d.", 99),
        ("Indikator", "Realisasi Sebelumnya", 99),
    ],
)
def test_a_shown_cell_typed_over_is_told(
    formulir: Path, lembar: str, judul: str, nilai: int
) -> None:
    """Each cell beside the entry cells: it is not read, so what was typed there is told."""
    halaman = openpyxl.load_workbook(formulir)[lembar]
    sel = find(halaman, str(halaman["A5"].value), judul)
    assert list_kode(formulir, "K-TAMPILAN") == []
    type_over(formulir, lembar, sel, nilai)
    assert list_kode(formulir, "K-TAMPILAN") == [("peringatan", "K-TAMPILAN", sel)]


def test_what_is_typed_over_shows_among_the_differences(formulir: Path) -> None:
    """A formula that became a number, and a shown number that became another."""
    asal = formulir.read_bytes()
    _, jumlah = find_sub(formulir, JUMLAH)
    _, lalu = find_sub(formulir, "Target Keluaran")
    type_over(formulir, "Sub Kegiatan", jumlah, 3_400_000_000)
    type_over(formulir, "Sub Kegiatan", lalu, 99)
    lama, baru = (parse_berkas(isi, Pencatat("")) for isi in (asal, formulir.read_bytes()))
    assert lama is not None
    assert baru is not None
    beda = {satu.sel: (satu.lama, satu.baru) for satu in build_perbedaan(lama, baru) or ()}
    assert beda.keys() == {jumlah, lalu}
    assert beda[jumlah] == ("rumus", "3400000000")
    assert beda[lalu][1] == "99"


def test_a_look_is_the_same_on_every_cell() -> None:
    """The second cell of a look is as the first, keeps its own number format, in each workbook."""
    daftar_rupa = [
        {"is_isian": a, "is_terkunci": b, "is_gelap": c, "is_tengah": d}
        for a, b, c, d in itertools.product((True, False), repeat=4)
    ]
    for urutan in (daftar_rupa, daftar_rupa[::-1]):
        lembar = openpyxl.Workbook().active
        for baris, rupa in enumerate(urutan, start=1):
            pertama, kedua = lembar.cell(baris, 1), lembar.cell(baris, 2)
            pertama.number_format, kedua.number_format = "0.00", "@"
            set_isi(pertama, **rupa)
            set_isi(kedua, **rupa)
            assert (pertama.number_format, kedua.number_format) == ("0.00", "@")
            for bagian in ("alignment", "border", "fill", "protection"):
                assert repr(getattr(kedua, bagian)) == repr(getattr(pertama, bagian)), rupa
            assert kedua.protection.locked is (not rupa["is_isian"] or not rupa["is_terkunci"])
            assert kedua.alignment.horizontal == ("center" if rupa["is_tengah"] else None)
