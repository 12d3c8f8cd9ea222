"""What a cell shows and what is read of it are one thing; the name beside a code is a witness."""

from __future__ import annotations

import re

import pytest

from kinerja.temuan import Tingkatan
from tests.bantuan_excel import (
    SUB,
    angka,
    edit_buku,
    list_kode,
    only,
    read_contoh_unit,
    rewrite_zip,
    set_sel,
    write_contoh_unit,
)

LEMBAR = "xl/worksheets/sheet3.xml"


@pytest.fixture
def buku(tmp_path):
    """Give a sound form of the sample unit."""
    return write_contoh_unit(tmp_path)


def set_xml(jalur, alamat: str, sel: bytes) -> None:
    """Put a cell into the form as raw XML."""
    pola = re.compile(rb'<c r="%s"[^>]*?(?:/>|>.*?</c>)' % alamat.encode())
    rewrite_zip(jalur, {LEMBAR: lambda isi: pola.sub(lambda _: sel, isi, count=1)})


@pytest.mark.parametrize(
    ("isi", "nilai"),
    [
        (b"<is><t>9</t></is><v>1.12</v>", "1.12"),
        (b"<v>1.12</v><is><t>9</t></is>", "1.12"),
        (b"<is><t>9</t></is>", None),
        (b"<v>1.12</v><t>9</t>", "1.12"),
    ],
)
def test_inline_text_counts_for_inline_cells_only(buku, tmp_path, isi, nilai):
    """Excel shows 1,12; digits put before it in an element that it ignores are not read."""
    alamat = set_sel(buku, "Indikator", "IK-1", "Realisasi", 5)
    set_xml(buku, alamat, b'<c r="%s">%s</c>' % (alamat.encode(), isi))
    laporan, temuan = read_contoh_unit(buku, tmp_path)
    assert list_kode(temuan) == []
    assert laporan.isian[0].nilai == (None if nilai is None else angka(nilai))


@pytest.mark.parametrize(
    "sel",
    [
        b'<c r="%s"><v>9</v><v>1.12</v></c>',
        b'<c r="%s" t="inlineStr"><is><t>9</t></is><is><t>1</t></is></c>',
    ],
)
def test_a_cell_of_two_values_is_damage(buku, tmp_path, sel):
    """Two values are no value: which one a program shows is its own affair."""
    alamat = set_sel(buku, "Indikator", "IK-1", "Realisasi", 5)
    set_xml(buku, alamat, sel % alamat.encode())
    laporan, temuan = read_contoh_unit(buku, tmp_path)
    assert laporan is None
    assert f'"{alamat} bernilai dua kali"' in only(temuan, "K-BERKAS-RUSAK").pesan


def test_runs_of_rich_text_are_one_value(buku, tmp_path):
    """Parts of a text in different fonts, and reading aids left out, as Excel shows them."""
    alamat = set_sel(buku, "Indikator", "IK-1", "Penjelasan", "x")
    isi = b"<is><r><t>Sesuai </t></r><r><t>jadwal</t></r><rPh><t>salah</t></rPh></is>"
    set_xml(buku, alamat, b'<c r="%s" t="inlineStr">%s</c>' % (alamat.encode(), isi))
    laporan, _ = read_contoh_unit(buku, tmp_path)
    assert laporan.isian[0].penjelasan == "Sesuai jadwal"


@pytest.mark.parametrize(
    ("lembar", "kode", "judul"),
    [
        ("Indikator", "IK-6", "Pembilang"),
        ("Indikator", "IK-6", "Penyebut"),
        ("Indikator", "IK-4", "Realisasi"),
        ("Sub Kegiatan", SUB, "Realisasi Keluaran"),
    ],
)
def test_counts_in_a_percent_cell_are_refused_with_a_question(buku, tmp_path, lembar, kode, judul):
    """31 that shows as 3100% is not silently 3.100 dossiers."""
    alamat = set_sel(buku, lembar, kode, judul, 31, "0%")
    laporan, temuan = read_contoh_unit(buku, tmp_path)
    assert laporan is None
    assert [(t.kode, t.sel) for t in temuan] == [("K-ANGKA-JENIS", alamat)]
    assert "31, tampil 3100%" in temuan[0].pesan


@pytest.mark.parametrize(("nilai", "dibaca"), [(57.1, "57.1"), (-0.5, "-50")])
def test_percent_in_one_section_counts_for_its_numbers(buku, tmp_path, nilai, dibaca):
    """`General;-0%` shows 57,1 as it is; only what is negative shows as a percentage."""
    set_sel(buku, "Indikator", "IK-1", "Realisasi", nilai, "General;-0%")
    laporan, temuan = read_contoh_unit(buku, tmp_path)
    assert laporan.isian[0].nilai == angka(dibaca)
    assert list_kode(temuan) == ["K-PERSEN"] * (nilai < 0)


def test_name_of_another_code_is_a_fault(buku, tmp_path):
    """A column sorted by itself: the person saw another name beside the figure."""
    alamat = set_sel(buku, "Indikator", "IK-1", "Indikator", "indikator  IK-2")
    laporan, temuan = read_contoh_unit(buku, tmp_path)
    assert laporan is None
    (satu,) = temuan
    assert (satu.kode, satu.sel, satu.tingkatan) == ("K-NAMA", alamat, Tingkatan.GALAT)
    assert satu.pesan == (
        "Nama di samping kode IK-1 adalah nama indikator IK-2 (data/2026/tw2/sekretariat.xlsx, "
        f'lembar "Indikator", sel {alamat}): "indikator IK-2", seharusnya "Indikator IK-1". '
        "Periksa milik siapa angka pada baris ini, lalu kembalikan kode dan namanya; kolom "
        "formulir tidak diurutkan sendiri-sendiri."
    )


@pytest.mark.parametrize("nama", ["Indikator lain sama sekali", None])
@pytest.mark.parametrize(("lembar", "kode"), [("Indikator", "IK-1"), ("Sub Kegiatan", SUB)])
def test_any_other_name_is_told(buku, tmp_path, lembar, kode, nama):
    """A warning that prints in the report; with or without the stamp."""
    edit_buku(buku, lambda isi: isi.remove(isi["_kinerja"]))
    alamat = set_sel(buku, lembar, kode, lembar, nama)
    laporan, temuan = read_contoh_unit(buku, tmp_path)
    assert laporan is not None
    satu = only(temuan, "K-NAMA")
    assert (satu.sel, satu.tingkatan) == (alamat, Tingkatan.PERINGATAN)
    assert satu.ditemukan == (f'"{nama}"' if nama else "kosong")
