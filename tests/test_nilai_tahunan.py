"""The sheet Nilai Tahunan of the form of Triwulan IV: written, read back, compared, refused."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from kinerja.excel.beda import build_perbedaan
from kinerja.excel.pencatat import Pencatat
from kinerja.excel.preflight import read_berkas
from kinerja.excel.tulis_unit import write_laporan_unit
from kinerja.excel.unit import read_laporan_unit
from kinerja.kolom import NILAI_TAHUNAN
from kinerja.model import NilaiTahunan, Unit
from kinerja.periode import Periode
from tests.bantuan_hitung import OPINI, buat_indikator, buat_isian, buat_masukan

TW4 = Periode(2026, 4)
UNIT = Unit("anggaran", "Bidang Anggaran")
SKALA = {"opini": OPINI}
INDIKATOR = (
    buat_indikator((10,) * 4, 40, kode="IK-1", agregasi="jumlah"),
    buat_indikator((80,) * 4, 80, kode="IK-2", agregasi="rasio_jumlah"),
    buat_indikator(
        (None, None, None, "WTP"),
        "WTP",
        kode="IK-3",
        jenis="predikat",
        polaritas=None,
        skala_predikat="opini",
    ),
    buat_indikator(
        (None, None, None, date(2026, 12, 1)),
        date(2026, 12, 1),
        kode="IK-4",
        jenis="tonggak",
        polaritas=None,
    ),
)
SERAHAN = (
    NilaiTahunan("IK-1", Decimal("38.5"), "Dua susulan"),
    NilaiTahunan("IK-2", Decimal("97.67")),
    NilaiTahunan("IK-3", "WTP"),
    NilaiTahunan("IK-4", date(2026, 11, 30)),
)


def write(jalur, periode=TW4, serahan=SERAHAN):
    """Write the form with an answer of the quarter, so that it is a report."""
    rencana = buat_masukan(INDIKATOR, periode=periode).rencana
    write_laporan_unit(
        jalur,
        opd="bkd",
        unit=UNIT,
        periode=periode,
        rencana=rencana,
        isian=[buat_isian(9)],
        skala_predikat=SKALA,
        nilai_tahunan=serahan,
    )
    return rencana


def read(jalur, rencana, periode=TW4):
    """Read the form back."""
    return read_laporan_unit(
        jalur,
        opd="bkd",
        unit="anggaran",
        periode=periode,
        rencana=rencana,
        skala_predikat=SKALA,
    )


def edit(jalur, sel, isi, lembar=NILAI_TAHUNAN.nama):
    """Type into a cell as a unit would."""
    buku = load_workbook(jalur)
    buku[lembar][sel] = isi
    buku.save(jalur)


def test_the_values_come_back_with_their_cells(tmp_path):
    """A number, the result of a ratio, a predikat and a date."""
    jalur = tmp_path / "anggaran.xlsx"
    laporan, temuan = read(jalur, write(jalur))
    assert [satu.kode for satu in temuan] == []
    hasil = [(s.indikator_kode, s.nilai, s.penjelasan) for s in laporan.nilai_tahunan]
    assert hasil == [(s.indikator_kode, s.nilai, s.penjelasan) for s in SERAHAN]
    assert [s.alamat.sel for s in laporan.nilai_tahunan] == ["D5", "D6", "D7", "D8"]
    assert {s.alamat.lembar for s in laporan.nilai_tahunan} == {"Nilai Tahunan"}


def test_the_sheet_stands_only_in_the_form_of_triwulan_four(tmp_path):
    """Three quarters have none; the sheet may be left blank or be missing."""
    for nomor in (1, 2, 3):
        jalur = tmp_path / f"{nomor}.xlsx"
        write(jalur, Periode(2026, nomor))
        assert NILAI_TAHUNAN.nama not in load_workbook(jalur).sheetnames
    jalur = tmp_path / "kosong.xlsx"
    laporan, temuan = read(jalur, write(jalur, serahan=()))
    assert (laporan.nilai_tahunan, temuan) == ((), [])
    buku = load_workbook(jalur)
    del buku[NILAI_TAHUNAN.nama]
    buku.save(jalur)
    laporan, temuan = read(jalur, buat_masukan(INDIKATOR, periode=TW4).rencana)
    assert laporan is not None
    assert not [satu for satu in temuan if satu.tingkatan.value == "galat"]


@pytest.mark.parametrize(
    ("sel", "isi", "kode"),
    [
        ("D5", "banyak", "K-ANGKA"),
        ("D7", "WTPP", "K-PREDIKAT"),
        ("A5", "IK-9", "K-KODE-ASING"),
        ("A6", "IK-1", "K-KODE-GANDA"),
    ],
)
def test_a_wrong_cell_is_told_with_its_place(tmp_path, sel, isi, kode):
    """Text for a number, a class outside the scale, a foreign code, a code twice."""
    jalur = tmp_path / "anggaran.xlsx"
    rencana = write(jalur)
    edit(jalur, sel, isi)
    laporan, temuan = read(jalur, rencana)
    assert laporan is None
    galat = [satu for satu in temuan if satu.tingkatan.value == "galat"]
    assert [(satu.kode, satu.lembar, satu.sel) for satu in galat] == [(kode, "Nilai Tahunan", sel)]


def test_a_value_for_the_year_before_its_end_is_told_and_not_read(tmp_path):
    """The sheet copied into the form of Triwulan III."""
    periode = Periode(2026, 3)
    jalur = tmp_path / "anggaran.xlsx"
    rencana = write(jalur, periode)
    buku = load_workbook(jalur)
    lembar = buku.create_sheet(NILAI_TAHUNAN.nama)
    lembar.append([kolom.judul for kolom in NILAI_TAHUNAN.kolom])
    lembar.append(["IK-1", "Indikator IK-1", "dokumen", 38, ""])
    buku.save(jalur)
    laporan, temuan = read(jalur, rencana, periode)
    assert laporan.nilai_tahunan == ()
    assert [satu.kode for satu in temuan] == ["K-TAHUN-DINI"]


def test_a_revision_names_the_changed_value(tmp_path):
    """Like every other cell of the form."""
    lama, baru = tmp_path / "lama.xlsx", tmp_path / "baru.xlsx"
    write(lama)
    write(baru)
    edit(baru, "D5", 40)
    pasangan = [read_berkas(satu, Pencatat("")) for satu in (lama, baru)]
    (beda,) = build_perbedaan(*pasangan)
    assert beda.pesan == "Nilai Tahunan, IK-1, Realisasi Setahun: 38,5 → 40 (sel D5)"


def test_a_form_of_the_year_alone_is_no_report(tmp_path):
    """The year's value answers for no quarter."""
    aliran = io.BytesIO()
    rencana = buat_masukan(INDIKATOR, periode=TW4).rencana
    write_laporan_unit(
        aliran,
        opd="bkd",
        unit=UNIT,
        periode=TW4,
        rencana=rencana,
        skala_predikat=SKALA,
        nilai_tahunan=SERAHAN,
    )
    jalur = tmp_path / "anggaran.xlsx"
    jalur.write_bytes(aliran.getvalue())
    laporan, temuan = read(jalur, rencana)
    assert laporan.is_kosong
    assert [satu.kode for satu in temuan] == ["K-DATA-KOSONG"]
