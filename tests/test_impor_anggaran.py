"""Budget by import: the column map, hostile tables, checks, storing, and reading back."""

from __future__ import annotations

import json
import shutil
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from kinerja.cli.utama import run
from kinerja.data import read_data, read_masukan_data
from kinerja.folder import Folder
from kinerja.galat import KeutuhanError, ParameterError, SumberError
from kinerja.impor.anggaran import preview_impor
from kinerja.impor.peta import read_peta
from kinerja.impor.simpan import write_impor
from kinerja.model import (
    Lingkup,
    Masukan,
    RealisasiAnggaran,
    Rencana,
    SubKegiatan,
    Unit,
    Versi,
    VersiPagu,
)
from kinerja.periode import Periode
from kinerja.temuan import Tingkatan

MURNI = Versi("murni", "Murni", date(2026, 1, 1), "DPA", 0)
A, B = "5.02.01.2.01.0001", "5.02.01.2.01.0002"
PETA = """\
kolom: {kode: Kode, nama: Uraian, pagu: Pagu}
realisasi:
  bulanan: {januari: Jan, februari: Feb, maret: Mar}
  sd: {tw1: SD}
fisik:
  triwulan: {tw1: Fisik}
baris_jumlah: ["jumlah*"]
"""
KEPALA = "Kode,Uraian,Pagu,Jan,Feb,Mar,SD,Fisik\n"
BAIK = f"{KEPALA}{A},Gaji,1000,10,20,30,60,25\n{B},Listrik,500,1,2,3,6,50\n"


def build_masukan(triwulan=1, impor=None):
    """Build the inputs of a small agency: two sub kegiatan, one unit, no form."""
    sub = tuple(
        SubKegiatan(kode, nama, "sekre", Lingkup.SKPD, (VersiPagu(MURNI, sen, (0, 0, 0, 0)),))
        for kode, nama, sen in ((A, "Gaji", 1000_00), (B, "Listrik", 500_00))
    )
    rencana = Rencana("opd", 2026, (MURNI,), (), (), sub, {})
    unit = (Unit("sekre", "Sekretariat"),)
    return Masukan("opd", Periode(2026, triwulan), unit, rencana, {}, (), impor or {})


@pytest.fixture
def coba(tmp_path):
    """Preview a table given as text or bytes, under a map."""

    def jalan(isi, peta=PETA, masukan=None):
        tabel = tmp_path / "pok.csv"
        tabel.write_bytes(isi if isinstance(isi, bytes) else isi.encode())
        (tmp_path / "peta.yaml").write_text(peta, encoding="utf-8")
        terbaca = read_peta(tmp_path / "peta.yaml")
        return preview_impor(tabel, terbaca, masukan or build_masukan())

    return jalan


def list_kode(hasil, *tingkatan):
    """List the codes of the findings of some severities (all without)."""
    return [t.kode for t in hasil.temuan if not tingkatan or t.tingkatan in tingkatan]


def find_satu(hasil, kode):
    """Give the only finding of a code."""
    (satu,) = [temuan for temuan in hasil.temuan if temuan.kode == kode]
    return satu


# --- figures ---------------------------------------------------------------------------------


def test_months_become_the_quarter_with_their_cells(coba):
    """10 + 20 + 30 = 60, from three named cells."""
    hasil = coba(BAIK)
    assert hasil.temuan == ()
    satu = hasil.per_triwulan[1][0]
    assert (satu.kode, satu.realisasi_sen, satu.fisik_persen) == (A, 60_00, Decimal(25))
    assert satu.sumber_sel == {"realisasi": "D2+E2+F2", "fisik": "H2"}
    assert hasil.sum_realisasi(1) == 66_00
    assert [baris.perbedaan for baris in hasil.banding] == ["baru", "baru"]


PETA_SD = "kolom: {kode: Kode, nama: Uraian}\nrealisasi:\n  sd: {tw1: Satu, tw2: Dua}\n"


def test_to_date_columns_become_increments(coba):
    """100 to June less 40 to March is 60 in Triwulan II."""
    hasil = coba(f"Kode,Uraian,Satu,Dua\n{A},Gaji,40,100\n", PETA_SD, build_masukan(2))
    satu = hasil.per_triwulan[2][0]
    assert (satu.realisasi_sen, satu.sumber_sel) == (60_00, {"realisasi": "D2-C2"})


def test_a_lone_to_date_figure_needs_the_quarter_before(coba):
    """With a stored 30 it is 70; without, it is refused and says what to do."""
    peta = "kolom: {kode: Kode, nama: Uraian}\nrealisasi:\n  sd: {juni: Dua}\n"
    isi = f"Kode,Uraian,Dua\n{A},Gaji,100\n"
    lalu = {("sekre", 1): (RealisasiAnggaran(A, 30_00),)}
    hasil = coba(isi, peta, build_masukan(2, lalu))
    assert hasil.per_triwulan[2][0].realisasi_sen == 70_00
    ditolak = coba(isi, peta, build_masukan(2))
    assert "Impor triwulan sebelumnya" in find_satu(ditolak, "K-IMPOR-SD").saran
    assert ditolak.is_ditolak


def test_a_fall_of_the_to_date_figure_is_told(coba):
    """100 then 90: accepted as -10 with a warning."""
    hasil = coba(f"Kode,Uraian,Satu,Dua\n{A},Gaji,100,90\n", PETA_SD, build_masukan(2))
    assert find_satu(hasil, "K-IMPOR-TURUN").sel == "D2"
    assert hasil.per_triwulan[2][0].realisasi_sen == -10_00


@pytest.mark.parametrize(("satuan", "sen"), [("rupiah", 150), ("ribu", 150_000), ("juta", 1.5e8)])
def test_units_of_measure(coba, satuan, sen):
    """1,5 rupiah, ribu, juta."""
    peta = (
        f"satuan: {satuan}\ntanda_desimal: koma\nkolom: {{kode: Kode, nama: Uraian}}\n"
        "realisasi: {triwulan: {tw1: R}}\n"
    )
    hasil = coba(f'Kode;Uraian;R\n{A};Gaji;"1,5"\n', peta)
    assert hasil.per_triwulan[1][0].realisasi_sen == sen


def test_a_partial_quarter_says_so(coba):
    """Two of three months are stored, with a warning."""
    peta = (
        "kolom: {kode: Kode, nama: Uraian}\nrealisasi: {bulanan: {januari: Jan, februari: Feb}}\n"
    )
    hasil = coba(f"Kode,Uraian,Jan,Feb\n{A},Gaji,1,2\n", peta)
    assert find_satu(hasil, "K-IMPOR-BULAN").ditemukan == "Januari, Februari"
    assert not hasil.is_ditolak


def test_blank_is_not_zero(coba):
    """A row without money is not stored as 0."""
    hasil = coba(f"{KEPALA}{A},Gaji,1000,,,,,\n{B},Listrik,500,0,0,0,0,0\n")
    assert [(b.kode, b.realisasi_sen) for b in hasil.per_triwulan[1]] == [(B, 0)]


# --- checks ----------------------------------------------------------------------------------

INDUK = (
    f"5.02.01,Program,1500,{{}},22,33,66,\n{A},Gaji,1000,10,20,30,60,\n{B},Listrik,500,1,2,3,6,\n"
)


def test_a_parent_that_is_the_sum_passes(coba):
    """11 = 10 + 1 in January."""
    assert coba(KEPALA + INDUK.format(11)).temuan == ()


def test_a_parent_that_is_not_the_sum_is_refused(coba):
    """12 in January is told with its cell and the sum."""
    hasil = coba(KEPALA + INDUK.format(12))
    satu = find_satu(hasil, "K-IMPOR-INDUK")
    assert (satu.sel, satu.ditemukan, satu.diharapkan) == ("D2", "Rp12", "Rp11")
    assert hasil.is_ditolak


@pytest.mark.parametrize(("jumlah", "kode"), [("66", []), ("67", ["K-IMPOR-JUMLAH"])])
def test_totals_are_checked(coba, jumlah, kode):
    """A total row is no sub kegiatan and must be the sum: 60 + 6 = 66."""
    hasil = coba(f"{BAIK},JUMLAH TOTAL,1500,11,22,33,{jumlah},\n")
    assert list_kode(hasil) == kode


def test_a_total_row_nobody_named_is_refused(coba):
    """Without a pattern in the map it is a row without a code, and the key is named."""
    satu = find_satu(coba(f"{BAIK},Total,1500,11,22,33,66,\n"), "K-WAJIB")
    assert satu.sel == "A4"
    assert "baris_jumlah" in satu.saran


def test_months_against_to_date(coba):
    """10 + 20 + 30 is not 61."""
    satu = find_satu(coba(BAIK.replace(",60,", ",61,")), "K-IMPOR-SD")
    assert (satu.sel, satu.ditemukan, satu.diharapkan) == (
        "G2",
        "Rp61",
        "Rp60 menurut D2+E2+F2",
    )


TIGA_CARA = """\
kolom: {kode: Kode, nama: Uraian}
realisasi:
  bulanan: {april: Apr, mei: Mei, juni: Jun}
  triwulan: {tw2: TW2}
  sd: {tw1: SD1, tw2: SD2}
"""


@pytest.mark.parametrize(
    ("isi", "sel", "menurut"),
    [
        # (SD1, Apr, Mei, Jun, TW2, SD2); a blank is left out of the sums.
        ("100,10,10,20,,999", "H2", "Rp140 menurut"),
        ("100,,,,40,999", "H2", "Rp140 menurut"),
        ("100,10,10,20,41,", "G2", "Rp40 menurut D2+E2+F2"),
        ("100,10,10,20,40,150", "H2", "Rp140 menurut"),
    ],
)
def test_figures_of_one_row_that_contradict_each_other_are_refused(coba, isi, sel, menurut):
    """Every way to a position must give the same money, whichever columns are filled."""
    hasil = coba(
        f"Kode,Uraian,SD1,Apr,Mei,Jun,TW2,SD2\n{A},Gaji,{isi}\n{B},Listrik,10,1,1,1,3,13\n",
        TIGA_CARA,
        build_masukan(2),
    )
    temuan = find_satu(hasil, "K-IMPOR-SD")
    assert temuan.sel == sel
    assert temuan.diharapkan.startswith(menurut)
    assert hasil.is_ditolak


def test_a_blank_month_is_found_from_the_to_date_figures(coba):
    """April 10, May blank, June 20: with s.d. 100 and 150 the quarter holds 50, not 30."""
    hasil = coba(
        f"Kode,Uraian,SD1,Apr,Mei,Jun,TW2,SD2\n{A},Gaji,100,10,,20,,150\n",
        TIGA_CARA,
        build_masukan(2),
    )
    (baris,) = hasil.per_triwulan[2]
    assert baris.realisasi_sen == 50_00
    assert "K-IMPOR-SD" not in list_kode(hasil)


def test_a_blank_month_among_filled_ones_is_told_with_its_row(coba):
    """Without a to-date figure a blank month adds nothing, and the row is named."""
    hasil = coba(
        f"Kode,Uraian,SD1,Apr,Mei,Jun,TW2,SD2\n{A},Gaji,,10,,20,,\n{B},Listrik,,1,1,1,,\n",
        TIGA_CARA,
        build_masukan(2),
    )
    temuan = find_satu(hasil, "K-IMPOR-BULAN")
    assert (temuan.sel, temuan.ditemukan) == ("baris 2", f"{A}: Mei kosong")
    assert hasil.per_triwulan[2][0].realisasi_sen == 30_00


def test_a_changed_output_is_a_change(coba):
    """An output column that differs from what is stored shows as changed."""
    peta = f"{PETA}keluaran:\n  triwulan: {{tw1: Hasil}}\n"
    simpan = {("sekre", 1): (RealisasiAnggaran(A, 60_00, Decimal(25), Decimal(2)),)}
    isi = f"{KEPALA.strip()},Hasil\n{A},Gaji,1000,10,20,30,60,25,9\n"
    hasil = coba(isi, peta, build_masukan(1, simpan))
    assert [satu.perbedaan for satu in hasil.banding] == ["berubah"]


def test_a_refund_is_a_note(coba):
    """A negative month is accepted."""
    hasil = coba(BAIK.replace("1,2,3,6", "1,-2,3,2"))
    assert list_kode(hasil) == ["K-IMPOR-KEMBALI"]
    assert hasil.sum_realisasi(1) == 62_00


def test_an_unknown_code_with_money_is_refused(coba):
    """Money without a place stops the import; without money the row is only named."""
    asing = "5.02.09.2.01.0001,Lain,0,{},0,0,{},\n"
    assert list_kode(coba(BAIK + asing.format(5, 5)), Tingkatan.GALAT) == ["K-KODE-ASING"]
    assert not coba(BAIK + asing.format(0, 0)).is_ditolak


def test_a_missing_code_stays_unreported(coba):
    """What the table does not hold is named, and is no zero."""
    hasil = coba(f"{KEPALA}{A},Gaji,1000,10,20,30,60,25\n")
    assert B in find_satu(hasil, "K-KODE-HILANG").ditemukan
    assert [baris.kode for baris in hasil.per_triwulan[1]] == [A]


def test_zero_padding_matches_only_with_the_name(coba):
    """`…01.01` is `…01.0001` if both say Gaji; another name is a finding."""
    pendek = BAIK.replace(A, "5.02.01.2.01.01")
    assert list_kode(coba(pendek)) == ["K-KODE-PADAN"]
    lain = find_satu(coba(pendek.replace("Gaji", "Honor")), "K-IMPOR-NAMA")
    assert (lain.tingkatan, lain.sel) == (Tingkatan.GALAT, "A2")


def test_a_code_twice_is_refused(coba):
    """Both cells are named."""
    satu = find_satu(coba(BAIK + f"{A},Gaji,1000,0,0,0,0,\n"), "K-KODE-GANDA")
    assert (satu.sel, "A2" in satu.ditemukan) == ("A4", True)


def test_another_pagu_is_told(coba):
    """The plan's pagu is used."""
    satu = find_satu(coba(BAIK.replace("1000", "900")), "K-IMPOR-PAGU")
    assert (satu.ditemukan, satu.diharapkan) == ("Rp900", "Rp1.000 (versi murni)")


def test_a_fall_of_fisik_is_told(coba):
    """Running progress that falls from 60 to 50."""
    peta = (
        "kolom: {kode: Kode, nama: Uraian}\nrealisasi: {triwulan: {tw1: R}}\n"
        "fisik: {bulanan: {januari: F1, maret: F3}}\n"
    )
    hasil = coba(f"Kode,Uraian,R,F1,F3\n{A},Gaji,1,60,50\n", peta)
    assert find_satu(hasil, "K-IMPOR-FISIK").sel == "E2"


def test_an_earlier_quarter_that_differs_is_told(coba):
    """Stored 30, told 40."""
    lalu = {("sekre", 1): (RealisasiAnggaran(A, 30_00),)}
    hasil = coba(f"Kode,Uraian,Satu,Dua\n{A},Gaji,40,100\n", PETA_SD, build_masukan(2, lalu))
    satu = find_satu(hasil, "K-IMPOR-LALU")
    assert (satu.ditemukan, satu.diharapkan) == ("Rp40", "Rp30")


# --- hostile tables --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "ubah",
    [
        lambda isi: b"\xef\xbb\xbf" + isi.encode(),
        lambda isi: isi.replace(",", ";").encode(),
        lambda isi: b"sep=;\r\n" + isi.replace(",", ";").encode(),
        lambda isi: isi.replace(",", "\t").encode("utf-16"),
        lambda isi: isi.replace("\n", "\r\n").encode(),
        lambda isi: isi.replace("Gaji", '"Gaji"').encode(),
    ],
    ids=["bom", "titik koma", "sep", "utf-16 tab", "crlf", "kutip"],
)
def test_every_common_dress_of_csv_is_read(coba, ubah):
    """Byte order mark, semicolons, tabs, UTF-16, CRLF and quotes give the same figures."""
    peta = PETA.replace("kolom:", "baris_judul: 2\nkolom:") if ubah("").startswith(b"sep") else PETA
    assert coba(ubah(BAIK), peta).sum_realisasi(1) == 66_00


def test_windows_1252_is_read_with_a_warning(coba):
    """The line of the first odd byte is named."""
    hasil = coba(BAIK.replace("Listrik", "Listrik é").encode("cp1252"))
    assert find_satu(hasil, "K-CSV-SANDI").sel == "baris 3"


@pytest.mark.parametrize(
    ("isi", "kode", "sel"),
    [
        (BAIK.encode().replace(b"Gaji", b"Ga\0ji"), "K-CSV-RUSAK", "baris 2"),
        (BAIK.encode().replace(b"Gaji", b"Ga\x07ji"), "K-CSV-RUSAK", "baris 2"),
        (BAIK.encode().replace(b"Listrik", b'"Listrik'), "K-CSV-RUSAK", "baris 3"),
        (BAIK.replace("Jan,Feb", "Jan,Jan").encode(), "K-KOLOM-GANDA", "E1"),
        (BAIK.replace("Uraian", "Uraiann").encode(), "K-KOLOM-HILANG", "baris 1"),
        (b"", "K-BERKAS-KOSONG", ""),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "K-BERKAS-LAMA", ""),
        (BAIK.replace(",10,", ",1.500,").encode(), "K-ANGKA-RAGU", "D2"),
        (BAIK.replace(",10,", ",sepuluh,").encode(), "K-ANGKA", "D2"),
        (BAIK.replace(",10,", ",10%,").encode(), "K-ANGKA-JENIS", "D2"),
        (BAIK.replace(",25\n", ",125\n").encode(), "K-KISARAN", "H2"),
        (BAIK.replace(A, "5.1.02.01.01.0001.7").encode(), "K-KODE-BENTUK", "A2"),
        (KEPALA.encode(), "K-DATA-KOSONG", "baris 1"),
    ],
)
def test_a_bad_table_is_refused_with_place_and_remedy(coba, isi, kode, sel):
    """Every fault has its code, its line or cell, and says what to do."""
    hasil = coba(isi)
    satu = next(temuan for temuan in hasil.temuan if temuan.kode == kode)
    assert (satu.sel, satu.tingkatan) == (sel, Tingkatan.GALAT)
    assert satu.saran
    assert hasil.is_ditolak


def test_mixed_thousand_marks_are_refused_under_a_declared_mark(coba):
    """`1,234,567` is no number where the comma is the decimal mark."""
    peta = "tanda_desimal: koma\n" + PETA
    isi = BAIK.replace(",60,", ',"60",').replace(",10,", ',"1,234,567",')
    assert find_satu(coba(isi, peta), "K-ANGKA").sel == "D2"
    hasil = coba(BAIK.replace(",10,20,30,60,", ',1.000,20,30,"1.050,00",'), peta)
    assert list_kode(hasil) == ["K-IMPOR-LEBIH"]  # read, and more than the pagu of 1.000


def test_brackets_are_a_negative_amount(coba):
    """`(10)` is -10."""
    assert coba(BAIK.replace(",10,20,30,60,", ",(10),20,30,40,")).sum_realisasi(1) == 46_00


def test_a_hundred_megabytes_are_refused_unread(tmp_path, coba):
    """The size alone decides."""
    coba(BAIK)
    besar = tmp_path / "besar.csv"
    with besar.open("wb") as aliran:
        aliran.truncate(100 * 1024**2)
    hasil = preview_impor(besar, read_peta(tmp_path / "peta.yaml"), build_masukan())
    assert list_kode(hasil) == ["K-BERKAS-BESAR"]


@pytest.mark.gangguan(30)
def test_formulas_in_names_stay_text(coba, tmp_path):
    """A source called =cmd… is guarded in the stored CSV and read back as it was."""
    coba(BAIK)
    jalur = tmp_path / "=cmd.csv"
    jalur.write_text(BAIK.replace("Gaji", "=cmd|' /C calc'!A0"), encoding="utf-8")
    hasil = preview_impor(jalur, read_peta(tmp_path / "peta.yaml"), build_masukan())
    assert list_kode(hasil) == ["K-IMPOR-NAMA"]
    write_impor(hasil, tmp_path / "data")
    isi = (tmp_path / "data" / "2026" / "tw1" / "anggaran.csv").read_text(encoding="utf-8")
    assert ",'=cmd.csv," in isi
    assert "calc" not in isi


# --- workbooks -------------------------------------------------------------------------------


def build_buku(jalur, *, gabung=""):
    """Make a workbook with a heading over two rows, as exports have it."""
    buku = openpyxl.Workbook()
    lembar = buku.active
    lembar.title = "Realisasi"
    for baris in (
        ["LAPORAN REALISASI"],
        ["Kode", "Uraian", "Realisasi", None, "Fisik"],
        [None, None, "Januari", "Februari", None],
        [A, "Gaji", 10.5, 20, 0.25],
        [B, "Listrik", 1, "2", 0.5],
    ):
        lembar.append(baris)
    for wilayah in ("A2:A3", "B2:B3", "C2:D2", "E2:E3", *([gabung] if gabung else [])):
        lembar.merge_cells(wilayah)
    lembar["E4"].number_format = lembar["E5"].number_format = "0%"
    buku.save(jalur)


PETA_BUKU = """\
lembar: realisasi
baris_judul: [2, 3]
kolom: {kode: Kode, nama: Uraian}
realisasi: {bulanan: {januari: Realisasi / Januari, februari: Realisasi / Februari}}
fisik: {triwulan: {tw1: Fisik}}
"""


def test_merged_heads_of_a_workbook(tmp_path):
    """Heads over two rows are joined; a percent format is told and read on 0-100."""
    build_buku(tmp_path / "a.xlsx")
    (tmp_path / "p.yaml").write_text(PETA_BUKU, encoding="utf-8")
    hasil = preview_impor(tmp_path / "a.xlsx", read_peta(tmp_path / "p.yaml"), build_masukan())
    assert not hasil.is_ditolak
    gaji, listrik = hasil.per_triwulan[1]
    assert (gaji.realisasi_sen, gaji.fisik_persen, listrik.realisasi_sen) == (30_50, 25, 3_00)
    assert (gaji.sumber_lembar, gaji.sumber_sel["realisasi"]) == ("Realisasi", "C4+D4")
    assert list_kode(hasil, Tingkatan.CATATAN) == ["K-PERSEN", "K-PERSEN"]


def test_merged_cells_among_the_rows_are_refused(tmp_path):
    """A code over two rows is no code of the second."""
    build_buku(tmp_path / "a.xlsx", gabung="C4:C5")
    (tmp_path / "p.yaml").write_text(PETA_BUKU, encoding="utf-8")
    hasil = preview_impor(tmp_path / "a.xlsx", read_peta(tmp_path / "p.yaml"), build_masukan())
    assert find_satu(hasil, "K-GABUNG").sel == "C4:C5"


def test_a_sheet_that_is_not_there(tmp_path):
    """The nearest name is proposed."""
    build_buku(tmp_path / "a.xlsx")
    peta = PETA_BUKU.replace("realisasi\n", "realisai\n", 1)
    (tmp_path / "p.yaml").write_text(peta, encoding="utf-8")
    hasil = preview_impor(tmp_path / "a.xlsx", read_peta(tmp_path / "p.yaml"), build_masukan())
    assert "Realisasi" in find_satu(hasil, "K-LEMBAR-HILANG").ditemukan


# --- the map ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("peta", "pesan"),
    [
        (PETA.replace("bulanan", "bulanann"), "maksud Anda bulanan"),
        (PETA.replace("januari", "januri"), "maksud Anda januari"),
        (PETA + "satuan: milyar\n", "rupiah"),
        (PETA.replace("sd: {tw1: SD}", "sd: {tw1: SD, maret: SD}"), "dipetakan dua kali"),
        ("kolom: {kode: K, nama: N}\nrealisasi: {}\n", "satu pun kolom realisasi"),
        (PETA + "satuan: rupiah\nsatuan: ribu\n", "dua kali"),
    ],
)
def test_a_wrong_map_is_refused_with_the_nearest_name(coba, peta, pesan):
    """Unknown keys and contradictions are parameter errors."""
    with pytest.raises(ParameterError, match=pesan):
        coba(BAIK, peta)


def test_a_quarter_the_map_does_not_hold(coba):
    """The map has Triwulan I only."""
    with pytest.raises(ParameterError, match="Triwulan III"):
        coba(BAIK, PETA, build_masukan(3))


# --- storing and reading back ----------------------------------------------------------------


def test_storing_twice_changes_no_byte(coba, tmp_path):
    """Source under its hash, one CSV, the same bytes again."""
    data = tmp_path / "data"
    daftar = write_impor(coba(BAIK), data)
    isi = {jalur: jalur.read_bytes() for jalur in daftar}
    waktu = {jalur: jalur.stat().st_mtime_ns for jalur in daftar}
    assert daftar[0].read_bytes() == BAIK.encode()
    assert daftar[0].parent.parent == data / "terima"
    assert write_impor(coba(BAIK), data) == daftar
    assert {jalur: jalur.read_bytes() for jalur in daftar} == isi
    assert {jalur: jalur.stat().st_mtime_ns for jalur in daftar} == waktu


def test_a_refused_preview_is_never_stored(coba, tmp_path):
    """Nothing is written."""
    with pytest.raises(SumberError, match="ditolak"):
        write_impor(coba(BAIK.replace(",60,", ",61,")), tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_a_changed_source_in_the_store_is_an_integrity_fault(coba, tmp_path):
    """Other bytes under the same hash stop the import."""
    jalur = write_impor(coba(BAIK), tmp_path / "data")[0]
    jalur.write_bytes(b"lain")
    with pytest.raises(KeutuhanError):
        write_impor(coba(BAIK), tmp_path / "data")


@pytest.fixture(scope="module")
def asal(asli):
    """Return the sample's working folder, not to be changed."""
    return Folder(asli)


@pytest.fixture
def contoh(asal, tmp_path):
    """Return a copy of the sample's working folder."""
    shutil.copytree(asal.akar, tmp_path / "kerja")
    return Folder(tmp_path / "kerja")


def test_the_samples_figures_come_from_the_import(asal):
    """Must-show figures, with passports that lead to the table's cells."""
    masukan = read_masukan_data(asal, "bpkd", Periode(2026, 2))
    rekap = read_data(asal, "bpkd", Periode(2026, 2)).rekap
    assert rekap.anggaran.total.realisasi_sd.nilai == 17_061_638_469_000
    assert [baris.serapan.teks for baris in (rekap.anggaran.total, *rekap.anggaran.lingkup)] == [
        "45,88%",
        "35,70%",
        "46,24%",
    ]
    baris = masukan.laporan_unit["sekretariat", 2].anggaran[3]
    assert baris.alamat["realisasi_sen"].teks == "realisasi-pok-2026.csv, sel H5+I5+J5"


def test_money_without_a_form_is_reported_and_the_unit_is_not(asal):
    """Triwulan III: two units have money by import, and are still named as not reported."""
    data = read_data(asal, "bpkd", Periode(2026, 3))
    unit = {hasil.unit.slug: hasil for hasil in data.rekap.unit}["bidang-anggaran"]
    assert not unit.is_lapor
    assert unit.anggaran is not None
    assert unit.anggaran.k > 0
    alasan = " ".join(data.rekap.alasan_sementara)
    assert "Belum melapor Triwulan III: Bidang Anggaran, " in alasan
    assert "Anggaran Triwulan III sudah masuk lewat impor" in alasan


def test_a_form_that_differs_is_told_and_the_import_wins(contoh):
    """Both figures are printed, at the form's cell."""
    jalur = contoh.data("bpkd") / "2026" / "tw2" / "sekretariat.xlsx"
    buku = openpyxl.load_workbook(jalur)
    buku["Sub Kegiatan"]["J8"] = 1
    buku.save(jalur)
    data = read_data(contoh, "bpkd", Periode(2026, 2))
    (satu,) = [t for t in data.temuan if t.kode == "K-IMPOR-BEDA"]
    assert (satu.sel, satu.ditemukan, satu.unit) == ("J8", "Rp1", "sekretariat")
    assert satu.diharapkan.startswith("Rp1.800.000.000")
    assert data.rekap.anggaran.total.realisasi_sd.nilai == 17_061_638_469_000


@pytest.mark.parametrize(
    ("ubah", "kode", "sel"),
    [
        (lambda b: [b[0].replace("kode", "Kode"), *b[1:]], "K-JUDUL-HILANG", "baris 1"),
        (lambda b: [*b, b[1]], "K-KODE-GANDA", "baris 49"),
        (
            lambda b: [b[0], b[1].replace("5.02.01", "9.02.01", 1), *b[2:]],
            "K-KODE-ASING",
            "baris 2",
        ),
        (lambda b: [b[0], b[1] + ",x", *b[2:]], "K-CSV-RUSAK", "baris 2"),
        (lambda b: [b[0], b[1].replace(",0,0,,", ",nol,0,,"), *b[2:]], "K-ANGKA", "baris 2"),
        (lambda b: [b[0], b[1].replace(",0,0,,", ",0,101,,"), *b[2:]], "K-KISARAN", "baris 2"),
        (lambda b: [b[0], b[1][:-3], *b[2:]], "K-IMPOR-SUMBER", "baris 2"),
    ],
)
def test_a_stored_budget_edited_by_hand_is_refused(contoh, ubah, kode, sel):
    """The line is named, the money is left out, and the rest goes on."""
    jalur = contoh.data("bpkd") / "2026" / "tw2" / "anggaran.csv"
    baris = jalur.read_text(encoding="utf-8").splitlines()
    jalur.write_text("\n".join(ubah(baris)) + "\n", encoding="utf-8")
    data = read_data(contoh, "bpkd", Periode(2026, 2))
    satu = next(t for t in data.temuan if t.kode == kode)
    assert (satu.berkas, satu.sel) == ("data/bpkd/2026/tw2/anggaran.csv", sel)
    assert (satu.tingkatan, "impor anggaran" in satu.saran) == (Tingkatan.GALAT, True)
    assert data.rekap.anggaran.total.k == 0


def test_a_lost_source_is_told(contoh):
    """The figures stand, but nobody can check them."""
    for jalur in (contoh.data("bpkd") / "terima").rglob("*.csv"):
        jalur.unlink()
    temuan = read_data(contoh, "bpkd", Periode(2026, 1)).temuan
    assert "K-IMPOR-SUMBER" in [t.kode for t in temuan if t.tingkatan is Tingkatan.PERINGATAN]


# --- the command -----------------------------------------------------------------------------


def test_preview_then_apply(contoh, monkeypatch, capsys):
    """A preview writes nothing; --terapkan stores what it showed."""
    monkeypatch.chdir(contoh.akar)
    simpan = contoh.data("bpkd") / "2026" / "tw2" / "anggaran.csv"
    isi = simpan.read_bytes()
    simpan.unlink()
    perintah = [
        *("impor", "anggaran", "data/bpkd/2026/sumber/realisasi-pok-2026.csv", "2026-tw2"),
        *("--peta", "parameters/bpkd/peta-pok.yaml"),
    ]
    assert run(perintah) == 0
    keluaran = capsys.readouterr().out
    assert "47 baris, realisasi Rp97.083.534.690" in keluaran
    assert "belum ada yang disimpan" in keluaran
    assert not simpan.exists()
    assert run([*perintah, "--terapkan", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["triwulan"]["2"]["realisasi_rp"] == "97083534690"
    assert {satu["perbedaan"] for satu in data["baris"]} == {"baru"}
    assert simpan.read_bytes() == isi
    assert run(perintah) == 0
    assert "0 baris berbeda, 47 tetap" in capsys.readouterr().out


def test_a_refused_table_exits_with_two(contoh, monkeypatch, capsys):
    """The finding is printed with its remedy."""
    monkeypatch.chdir(contoh.akar)
    tabel = contoh.akar / "rusak.csv"
    tabel.write_text("kode\n", encoding="utf-8")
    peta = "parameters/bpkd/peta-pok.yaml"
    assert run(["impor", "anggaran", str(tabel), "2026-tw2", "--peta", peta, "--terapkan"]) == 2
    assert "GALAT K-KOLOM-HILANG" in capsys.readouterr().out
