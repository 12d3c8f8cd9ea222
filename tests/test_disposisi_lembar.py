"""The lembar disposisi: what is prefilled, what a filled one says, every fault with its cell."""

from __future__ import annotations

import io
import shutil
from datetime import date

import openpyxl
import pytest

from kinerja.excel.disposisi_isi import ButirTerbaca
from kinerja.excel.disposisi_tulis import BARIS_KOSONG, write_disposisi
from kinerja.excel.salinan import build_hasil_periksa
from kinerja.excel.tulis_temuan import IsiPeriksa
from kinerja.periode import Periode
from kinerja.temuan import Tingkatan, has_galat
from tests.bantuan_formulir import BUTUH_SOFFICE, convert
from tests.bantuan_lembar import (
    HARI,
    Lembar,
    build_bahan,
    fill,
    fill_wajar,
    read,
    write_isi,
)

TENGGAT = date(2026, 8, 15)


def find(temuan, kode):
    """Give the finding of a code; there must be one."""
    hasil = [satu for satu in temuan if satu.kode == kode]
    assert hasil, [satu.pesan for satu in temuan]
    return hasil[0]


def load(isi):
    """Load a sheet."""
    return Lembar(openpyxl.load_workbook(io.BytesIO(isi)))


# --- written ---------------------------------------------------------------------------------


def test_the_sheet_is_an_a4_page_with_letterhead_number_and_prefilled_lines():
    """Letterhead, agenda, subject, recipients, what the report shows, room for the paraf."""
    lembar = load(write_disposisi(build_bahan()))
    isi = lembar.lembar
    assert [isi["A1"].value, isi["A2"].value] == ["PEMERINTAH KABUPATEN CONTOH", "BADAN CONTOH"]
    assert isi[lembar.kepala("Nomor agenda")].value == "3/2026"
    assert isi[lembar.kepala("Dari")].value == "Kepala Badan"
    assert isi[lembar.kepala("Ringkasan laporan")].value.endswith("Serapan 45,88%.")
    assert isi[lembar.kepada(1, "C")].value == "Bidang Pengelolaan Aset Daerah"
    assert isi[lembar.butir(1, "Perihal")].value == "IK-2 – Tanah bersertifikat"
    assert isi[lembar.butir(1, "Yang ditunjukkan laporan")].value.endswith("Sebab: sengketa.")
    assert isi[lembar.butir(2, "Unit pelaksana")].value == "Sekretariat"
    assert isi[lembar.butir(2 + BARIS_KOSONG, "No")].value == 2 + BARIS_KOSONG
    assert isi[lembar.kepala("Paraf")].value == "Kepala Badan\nNama"
    assert (isi.page_setup.paperSize, isi.page_setup.orientation) == (9, "portrait")
    assert isi.page_setup.fitToWidth == 1


def test_lists_to_choose_from_stand_on_the_open_cells_only():
    """Indicator and unit from lists, date and sifat checked; everything else is locked."""
    lembar = load(write_disposisi(build_bahan()))
    isi = lembar.lembar
    aturan = {
        str(satu.sqref).split(":", maxsplit=1)[0]: (satu.type, satu.formula1)
        for satu in isi.data_validations.dataValidation
    }
    assert aturan[lembar.butir(1, "Perihal")] == ("list", "Daftar!$B$1:$B$4")
    assert aturan[lembar.butir(1, "Unit pelaksana")] == ("list", "Daftar!$A$1:$A$2")
    assert aturan[lembar.butir(1, "Batas waktu")][0] == "date"
    assert aturan[lembar.kepala("Tanggal disposisi")][0] == "date"
    assert aturan[lembar.kepala("Sifat")] == ("list", '"biasa,segera,sangat segera,rahasia"')
    daftar = [sel.value for sel in lembar.buku["Daftar"]["B"]]
    assert daftar[:2] == ["laporan – laporan secara keseluruhan", "IK-1 – Opini"]
    assert lembar.buku["Daftar"].sheet_state == "hidden"
    assert lembar.buku["_kinerja"].sheet_state == "veryHidden"
    assert isi.protection.sheet
    assert not isi[lembar.butir(1, "Isi disposisi")].protection.locked
    assert isi[lembar.butir(1, "Perihal")].protection.locked
    assert isi[lembar.kepala("Nomor agenda")].protection.locked


def test_the_same_contents_give_the_same_bytes():
    """A sheet written twice is one sheet, so that writing it again records nothing."""
    assert write_disposisi(build_bahan()) == write_disposisi(build_bahan())
    assert write_disposisi(build_bahan(agenda=4)) != write_disposisi(build_bahan())


def test_markup_and_formulas_in_names_stay_text():
    """What looks like a formula or a tag is shown literally."""
    lembar = load(write_disposisi(build_bahan(hal="=cmd|'/c calc'!A1", ringkasan="<b>x</b>")))
    assert lembar.lembar[lembar.kepala("Hal")].data_type == "s"
    assert lembar.lembar[lembar.kepala("Ringkasan laporan")].value == "<b>x</b>"


# --- read ------------------------------------------------------------------------------------


def test_a_filled_sheet_is_read_as_it_was_filled(tmp_path):
    """Head, recipients, tembusan and the lines with an instruction; the others are none."""

    def isi(lembar):
        fill_wajar(lembar)
        lembar.set(lembar.kepala("Sifat"), "Sangat Segera")
        lembar.set(lembar.kepala("Tembusan"), "Inspektorat; ; Arsip")
        lembar.arahkan(
            4, "Lengkapi bab III", TENGGAT, Perihal="laporan – semua", Unit_pelaksana="Sekretariat"
        )

    hasil, temuan = write_isi(tmp_path, isi)
    assert hasil is not None, [satu.pesan for satu in temuan]
    assert (hasil.agenda, hasil.tanggal, hasil.sifat) == (3, HARI, "sangat segera")
    assert hasil.dari == "Kepala Badan"
    assert hasil.tembusan == ("Inspektorat", "Arsip")
    assert hasil.kepada == ("sekretariat", "bidang-aset")
    assert [(b.nomor, b.tentang, b.unit, b.isi, b.tenggat) for b in hasil.butir] == [
        (1, "IK-2", "bidang-aset", "Selesaikan mediasi", TENGGAT),
        (4, "laporan", "sekretariat", "Lengkapi bab III", TENGGAT),
    ]
    assert isinstance(hasil.butir[0], ButirTerbaca)
    belum = find(temuan, "K-DISPOSISI-KEPADA")  # Sekretariat was not ticked
    assert belum.tingkatan is Tingkatan.PERINGATAN
    assert not has_galat(temuan)


@pytest.mark.parametrize(
    ("ubah", "kode", "judul", "nomor"),
    [
        (lambda b: b.arahkan(3, "x", TENGGAT, Perihal="IK-9", Unit_pelaksana="Aset"),
         "K-KODE-ASING", "Perihal", 3),
        (lambda b: b.arahkan(1, "x", None), "K-WAJIB", "Batas waktu", 1),
        (lambda b: b.arahkan(1, None, TENGGAT), "K-WAJIB", "Isi disposisi", 1),
        (lambda b: b.arahkan(1, "  ", TENGGAT), "K-WAJIB", "Isi disposisi", 1),
        (lambda b: b.arahkan(1, "x", TENGGAT, Unit_pelaksana="Bidang Ases"),
         "K-UNIT-ASING", "Unit pelaksana", 1),
        (lambda b: b.arahkan(1, "x", TENGGAT, Unit_pelaksana=None), "K-WAJIB", "Unit pelaksana", 1),
        (lambda b: b.arahkan(3, "x", TENGGAT, Unit_pelaksana="Aset"), "K-WAJIB", "Perihal", 3),
        (lambda b: b.arahkan(2, "y", TENGGAT, Perihal="IK-2", Unit_pelaksana="Aset"),
         "K-KODE-GANDA", "Perihal", 2),
        (lambda b: b.arahkan(2, "y", TENGGAT, No=1), "K-KODE-GANDA", "No", 2),
        (lambda b: b.arahkan(1, "x", date(2026, 7, 1)), "K-DISPOSISI-TENGGAT", "Batas waktu", 1),
        (lambda b: b.arahkan(1, "x", "31/02/2026"), "K-TANGGAL", "Batas waktu", 1),
        (lambda b: b.set(b.butir(4, "Unit pelaksana"), "Set"), "K-WAJIB", "Isi disposisi", 4),
    ],
    ids=lambda isi: isi if isinstance(isi, str) else "",
)  # fmt: skip
def test_a_fault_of_a_line_names_its_cell(tmp_path, ubah, kode, judul, nomor):
    """Wrong code, no due date, unknown unit, two lines for one item, a due date in the past."""
    hasil, temuan = write_isi(tmp_path, fill_wajar, ubah)
    assert hasil is None
    letak = {(t.lembar, t.sel) for t in temuan if (t.kode, t.tingkatan) == (kode, Tingkatan.GALAT)}
    assert ("Disposisi", load_alamat(judul, nomor)) in letak, [t.pesan for t in temuan]


def load_alamat(judul, nomor):
    """Give a cell of the table of an untouched sheet."""
    return load(write_disposisi(build_bahan())).butir(nomor, judul)


def test_a_recipient_outside_the_agency_is_refused_with_its_cell(tmp_path):
    """Only units of the agency get a disposition; a name written over one is told."""

    def isi(lembar):
        lembar.set(lembar.kepada(0, "C"), "Dinas Kesehatan")
        lembar.set(lembar.kepada(0), "v")

    hasil, temuan = write_isi(tmp_path, fill_wajar, isi)
    satu = find(temuan, "K-DISPOSISI-PENERIMA")
    assert hasil is None
    assert "Dinas Kesehatan" in satu.ditemukan
    assert satu.sel == load(write_disposisi(build_bahan())).kepada(0, "C")


def test_merged_cells_over_lines_are_refused_with_their_range(tmp_path):
    """One instruction over two lines: whose is it?"""
    hasil, temuan = write_isi(
        tmp_path,
        fill_wajar,
        lambda b: b.lembar.merge_cells(
            f"{b.butir(1, 'Isi disposisi')}:{b.butir(2, 'Isi disposisi')}"
        ),
    )
    assert hasil is None
    lembar = load(write_disposisi(build_bahan()))
    awal, akhir = lembar.butir(1, "Isi disposisi"), lembar.butir(2, "Isi disposisi")
    assert find(temuan, "K-GABUNG").sel == f"{awal}:{akhir}"


def test_all_faults_are_told_at_once_and_the_copy_keeps_everything(tmp_path):
    """Six faults in one sheet: each with its cell, and the verdict copy holds what was typed."""

    def isi(lembar):
        lembar.set(lembar.kepala("Tanggal disposisi"), HARI)
        lembar.set(lembar.kepada(0, "C"), "Dinas Kesehatan")
        lembar.set(lembar.kepada(0), "v")
        lembar.arahkan(1, "Kerjakan ini", None)
        lembar.arahkan(2, "Kerjakan itu", TENGGAT, Unit_pelaksana="Bagian Umum")
        lembar.arahkan(3, "Dan ini", TENGGAT, Perihal="IK-77", Unit_pelaksana="Aset")
        lembar.arahkan(4, "Lagi", TENGGAT, Perihal="IK-1", Unit_pelaksana="Aset")
        lembar.arahkan(5, "Sekali lagi", TENGGAT, Perihal="IK-1", Unit_pelaksana="Aset")
        lembar.lembar.merge_cells(f"{lembar.butir(6, 'Perihal')}:{lembar.butir(7, 'Perihal')}")

    berkas = fill(write_disposisi(build_bahan()), isi)
    hasil, temuan = read(tmp_path, berkas)
    assert hasil is None
    kode = {satu.kode for satu in temuan if satu.tingkatan is Tingkatan.GALAT}
    assert kode == {
        "K-DISPOSISI-PENERIMA", "K-WAJIB", "K-UNIT-ASING", "K-KODE-ASING", "K-KODE-GANDA",
        "K-GABUNG",
    }  # fmt: skip
    assert all(satu.sel for satu in temuan)
    salinan, is_asli = build_hasil_periksa(berkas, IsiPeriksa("Hasil Periksa", [], temuan))
    assert is_asli
    lembar = load(salinan)
    for nomor, teks in enumerate(
        ("Kerjakan ini", "Kerjakan itu", "Dan ini", "Lagi", "Sekali lagi"), start=1
    ):
        assert lembar.lembar[lembar.butir(nomor, "Isi disposisi")].value == teks
    merah = lembar.lembar[lembar.butir(1, "Batas waktu")]
    assert merah.fill.fgColor.rgb == "FFF4B0B0"
    assert "K-WAJIB" in merah.comment.text


@pytest.mark.parametrize(
    ("ubah", "kode"),
    [
        (lambda b: b.set(b.kepala("Tanggal disposisi"), None), "K-WAJIB"),
        (lambda b: b.set(b.kepala("Dari"), None), "K-WAJIB"),
        (lambda b: b.set(b.kepala("Sifat"), "kilat"), "K-PILIHAN"),
        (lambda b: b.set(b.kepada(1), "mungkin"), "K-PILIHAN"),
        (lambda b: b.set(b.kepala("Nomor agenda"), "9/2026"), "K-IDENTITAS"),
        (lambda b: b.set(f"A{b.lembar[b.kepala('Sifat')].row}", "Macam"), "K-WAJIB"),
        (lambda b: b.set(b.butir(0, "Isi disposisi"), "Arahan"), "K-KOLOM-HILANG"),
        (lambda b: setattr(b.lembar, "title", "Lembar1"), "K-LEMBAR-HILANG"),
        (lambda b: b.buku.remove(b.buku["_kinerja"]), "K-STEMPEL"),
        (lambda b: setattr(b.buku["_kinerja"]["B6"], "value", "2025-tw4"), "K-STEMPEL"),
    ],
    ids=lambda isi: isi if isinstance(isi, str) else "",
)  # fmt: skip
def test_a_fault_of_head_or_stamp_is_refused(tmp_path, ubah, kode):
    """Missing date, unknown sifat, another number, renamed headings, a stamp gone or changed."""
    hasil, temuan = write_isi(tmp_path, fill_wajar, ubah)
    assert hasil is None
    assert find(temuan, kode).tingkatan is Tingkatan.GALAT


def test_a_sheet_of_another_quarter_says_how_to_read_it(tmp_path):
    """The stamp decides, and names the command that fits."""
    isi = fill(write_disposisi(build_bahan(periode=Periode(2026, 1))), fill_wajar)
    hasil, temuan = read(tmp_path, isi)
    assert hasil is None
    assert "kinerja disposisi 2026-tw1 --baca" in find(temuan, "K-STEMPEL").saran


def test_a_sheet_without_any_instruction_is_refused(tmp_path):
    """Handing the empty sheet back decides nothing."""
    hasil, temuan = write_isi(tmp_path, lambda b: b.set(b.kepala("Tanggal disposisi"), HARI))
    assert hasil is None
    assert find(temuan, "K-DATA-KOSONG")


def test_what_stands_outside_its_place_is_told(tmp_path):
    """A remark beside the head is not read, and that is said."""
    hasil, temuan = write_isi(tmp_path, fill_wajar, lambda b: b.set("H8", "jangan lupa"))
    assert hasil is not None
    assert find(temuan, "K-KOLOM-LEBIH").sel == "H8"


def test_many_units_do_not_push_the_table_out_of_sight(tmp_path):
    """With forty recipients the headings stand far down and are found all the same."""
    from kinerja.model import Unit

    unit = tuple(Unit(f"bidang-{i}", f"Bidang {i}") for i in range(40))
    isi = fill(
        write_disposisi(build_bahan(daftar_unit=unit, baris=())),
        lambda b: b.set(b.kepala("Tanggal disposisi"), HARI),
        lambda b: b.arahkan(1, "x", TENGGAT, Perihal="laporan", Unit_pelaksana="Bidang 39"),
    )
    hasil, temuan = read(tmp_path, isi, daftar_unit=unit)
    assert hasil is not None, [satu.pesan for satu in temuan]
    assert hasil.butir[0].unit == "bidang-39"


@BUTUH_SOFFICE
def test_a_sheet_saved_by_another_program_reads_the_same(tmp_path):
    """Opened and saved in LibreOffice: stamp, ticks, dates and lines are as they were."""
    jalur = tmp_path / "lembar.xlsx"
    jalur.write_bytes(fill(write_disposisi(build_bahan()), fill_wajar))
    (tmp_path / "simpan").mkdir()
    shutil.copy(jalur, tmp_path / "simpan" / "asal.xlsx")
    isi = convert(tmp_path / "simpan" / "asal.xlsx", tmp_path, "xlsx").read_bytes()
    asli, _ = read(tmp_path, jalur.read_bytes())
    hasil, temuan = read(tmp_path, isi)
    assert temuan == []
    assert hasil == asli
