"""A unit's workbook: structure, identity, lines and answers (gangguan.md 15-32)."""

from __future__ import annotations

import dataclasses
import re
import time
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinerja.excel.buku import open_buku
from kinerja.excel.isi_lembar import read_isi
from kinerja.excel.sel import JenisSel
from kinerja.excel.tulis_unit import write_laporan_unit
from kinerja.excel.unit import read_laporan_unit
from kinerja.galat import ParameterError
from kinerja.model import Alamat, Isian, RealisasiAnggaran, SubKegiatan
from kinerja.periode import Periode
from kinerja.temuan import Tingkatan
from tests.bantuan_excel import (
    ANGGARAN,
    ISIAN,
    OPD,
    PERIODE,
    SKALA,
    SUB,
    UNIT,
    UNIT_LAIN,
    build_rencana,
    edit_buku,
    find_sel,
    list_kode,
    only,
    read_contoh_unit,
    rewrite_zip,
    set_sel,
    write_contoh_unit,
)

LEMBAR = "xl/worksheets/sheet3.xml"
BERKAS = "data/2026/tw2/sekretariat.xlsx"
SALIN = "Salin isian ke formulir asli tanpa mengubah lembar dan judul kolomnya."


@pytest.fixture
def buku(tmp_path):
    """Give a sound, filled form."""
    return write_contoh_unit(tmp_path)


def tanpa_alamat(satu: object) -> dict[str, object]:
    """Give the fields of an answer but for its addresses."""
    return {
        bagian.name: getattr(satu, bagian.name)
        for bagian in dataclasses.fields(satu)  # type: ignore[arg-type]
        if bagian.name != "alamat"
    }


def test_sound_form_gives_the_answers_written(buku, tmp_path):
    """What was written is what is read, with no finding."""
    laporan, temuan = read_contoh_unit(buku, tmp_path)
    assert temuan == []
    assert [tanpa_alamat(satu) for satu in laporan.isian] == [tanpa_alamat(i) for i in ISIAN]
    assert [tanpa_alamat(satu) for satu in laporan.anggaran] == [tanpa_alamat(a) for a in ANGGARAN]
    assert (laporan.unit, laporan.periode) == (UNIT.slug, PERIODE)


def test_addresses_name_the_source_cells(buku, tmp_path):
    """Each answer knows file, sheet, cell and the hash of the file."""
    laporan, _ = read_contoh_unit(buku, tmp_path)
    sidik = laporan.berkas.sha256
    isian = {satu.indikator_kode: satu for satu in laporan.isian}
    assert isian["IK-1"].alamat["nilai"] == Alamat(BERKAS, "Indikator", "I5", sidik)
    assert isian["IK-6"].alamat["penyebut"].sel == "K10"
    assert isian["IK-5"].alamat["tahap_1"] == Alamat(BERKAS, "Tahapan", "H5", sidik)
    assert laporan.anggaran[0].alamat["realisasi_sen"] == Alamat(
        BERKAS, "Sub Kegiatan", "J5", sidik
    )


NILAI = st.decimals(-(10**12), 10**12, places=2)
TEKS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=60
).map(str.strip)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    nilai=st.none() | NILAI,
    pasangan=st.tuples(st.none() | NILAI, st.none() | NILAI),
    uraian=TEKS,
    tanggal=st.none() | st.dates(date(1990, 1, 1), date(2100, 12, 31)),
    sen=st.none() | st.integers(-(10**14), 10**14),
    fisik=st.none() | st.decimals(0, 100, places=2),
)
def test_round_trip(tmp_path, nilai, pasangan, uraian, tanggal, sen, fisik):
    """Any numbers, texts and dates come back as they were written."""
    isian = [
        Isian(
            "IK-1",
            nilai,
            penjelasan=uraian,
            kendala=f"={uraian}",
            tindak_lanjut=f"x{uraian}\n_x0041_",
            tindak_lanjut_tanggal=tanggal,
        ),
        Isian("IK-6", None, *pasangan),
        Isian("IK-5", tanggal, tahap_selesai={1: tanggal, 2: None}),
    ]
    harapan = {
        **{kode: Isian(kode) for kode in ("IK-2", "IK-3", "IK-4")},
        **{satu.indikator_kode: satu for satu in isian},
    }
    anggaran = [RealisasiAnggaran(SUB, sen, fisik, catatan=uraian)]
    jalur = write_contoh_unit(tmp_path, isian, anggaran)
    laporan, temuan = read_contoh_unit(jalur, tmp_path)
    assert {t.kode for t in temuan} <= {"K-DATA-KOSONG"}
    for satu in laporan.isian:
        assert tanpa_alamat(satu) == tanpa_alamat(harapan[satu.indikator_kode])
    assert tanpa_alamat(laporan.anggaran[0]) == tanpa_alamat(anggaran[0])


def galat(jalur, akar, kode: str) -> str:
    """Read a form that must be refused for one reason; give the whole message."""
    laporan, temuan = read_contoh_unit(jalur, akar)
    assert laporan is None
    assert {t.unit for t in temuan} == {UNIT.slug}
    assert list_kode(temuan) == [kode]
    assert temuan[0].tingkatan is Tingkatan.GALAT
    return temuan[0].pesan


def peringatan(jalur, akar, kode: str) -> str:
    """Read a form that is taken with one warning; give the whole message."""
    laporan, temuan = read_contoh_unit(jalur, akar)
    assert laporan is not None
    assert list_kode(temuan) == [kode]
    assert temuan[0].tingkatan is Tingkatan.PERINGATAN
    return temuan[0].pesan


# --- sheets and columns ----------------------------------------------------------------------


@pytest.mark.gangguan(15)
def test_lembar_berganti_nama(buku, tmp_path):
    """Gangguan 15: the missing sheet is named, and the nearest that was found."""
    edit_buku(buku, lambda b: setattr(b["Sub Kegiatan"], "title", "Sub Kegitan"))
    laporan, temuan = read_contoh_unit(buku, tmp_path)
    assert laporan is None
    assert only(temuan, "K-LEMBAR-HILANG").pesan == (
        f'Lembar "Sub Kegiatan" tidak ada ({BERKAS}): yang terdekat: "Sub Kegitan". Kembalikan '
        'nama lembar menjadi "Sub Kegiatan".'
    )
    assert only(temuan, "K-LEMBAR-LEBIH").lembar == "Sub Kegitan"


def test_a_renamed_sheet_is_not_to_be_deleted(buku, tmp_path):
    """The sheet beside a missing one probably is it: its data must not be thrown away."""
    edit_buku(buku, lambda b: setattr(b["Indikator"], "title", "Capaian 2026"))
    _, temuan = read_contoh_unit(buku, tmp_path)
    (lebih,) = [satu for satu in temuan if satu.kode == "K-LEMBAR-LEBIH"]
    assert "lembar Indikator" in lebih.saran
    assert "jangan dihapus" in lebih.saran


@pytest.mark.gangguan(15)
def test_lembar_hilang(buku, tmp_path):
    """Gangguan 15: a sheet that was deleted."""
    edit_buku(buku, lambda b: b.remove(b["Tahapan"]))
    assert galat(buku, tmp_path, "K-LEMBAR-HILANG") == (
        f'Lembar "Tahapan" tidak ada ({BERKAS}). Kembalikan nama lembar menjadi "Tahapan".'
    )


def test_sheet_name_differing_in_case_and_space_is_the_same(buku, tmp_path):
    """Small slips in a name are no fault."""
    edit_buku(buku, lambda b: setattr(b["Sub Kegiatan"], "title", "SUB  kegiatan "))
    laporan, temuan = read_contoh_unit(buku, tmp_path)
    assert temuan == []
    assert laporan.anggaran[0].alamat["realisasi_sen"].lembar == "SUB  kegiatan "


@pytest.mark.gangguan(15)
def test_judul_digeser(buku, tmp_path):
    """Gangguan 15: rows inserted above and columns moved around change nothing."""

    def geser(b: openpyxl.Workbook) -> None:
        lembar = b["Sub Kegiatan"]
        lembar.insert_rows(1, 7)
        lembar.insert_cols(1)

    laporan, temuan = read_contoh_unit(edit_buku(buku, geser), tmp_path)
    assert temuan == []
    assert laporan.anggaran[0].alamat["realisasi_sen"].sel == "K12"


@pytest.mark.gangguan(15)
def test_judul_diterjemahkan(buku, tmp_path):
    """Gangguan 15: headings nobody knows leave no table."""

    def ubah(b: openpyxl.Workbook) -> None:
        for sel in b["Sub Kegiatan"][4]:
            sel.value = f"column {sel.column}"

    assert galat(edit_buku(buku, ubah), tmp_path, "K-JUDUL-HILANG") == (
        f'Baris judul kolom tidak ditemukan ({BERKAS}, lembar "Sub Kegiatan"): seharusnya Kode, '
        "Sub Kegiatan, Pagu (Rp), Realisasi Triwulan Ini (Rp), Fisik s.d. (%), Realisasi "
        f"Keluaran, …. {SALIN}"
    )


@pytest.mark.gangguan(16)
def test_kolom_berganti_judul(buku, tmp_path):
    """Gangguan 16: a renamed heading is a missing column, with the nearest named."""
    edit_buku(buku, lambda b: setattr(b["Indikator"]["I4"], "value", "Realisai"))
    laporan, temuan = read_contoh_unit(buku, tmp_path)
    assert laporan is None
    assert only(temuan, "K-KOLOM-HILANG").pesan == (
        f'Kolom "Realisasi" tidak ada ({BERKAS}, lembar "Indikator", sel baris 4): yang terdekat: '
        '"Realisai". Kembalikan judul kolom menjadi "Realisasi".'
    )


@pytest.mark.gangguan(16)
def test_judul_ganda(buku, tmp_path):
    """Gangguan 16: two columns of one name."""
    edit_buku(buku, lambda b: setattr(b["Indikator"]["S4"], "value", "realisasi"))
    assert galat(buku, tmp_path, "K-KOLOM-GANDA") == (
        f'Judul kolom "realisasi" muncul lebih dari sekali ({BERKAS}, lembar "Indikator", sel S4): '
        "juga di sel I4. Hapus kolom yang bukan bagian formulir."
    )


@pytest.mark.gangguan(16)
def test_kolom_tambahan(buku, tmp_path):
    """Gangguan 16: an extra column, with or without heading, is not read and said so."""
    edit_buku(buku, lambda b: setattr(b["Indikator"]["S4"], "value", "Catatan pribadi"))
    assert peringatan(buku, tmp_path, "K-KOLOM-LEBIH") == (
        f'Kolom tambahan "Catatan pribadi" tidak dibaca ({BERKAS}, lembar "Indikator", sel S4). '
        "Hapus kolom itu, atau pindahkan isinya ke kolom formulir."
    )
    edit_buku(buku, lambda b: setattr(b["Indikator"]["S4"], "value", None))
    edit_buku(buku, lambda b: setattr(b["Indikator"]["T6"], "value", 5))
    assert '"(tanpa judul)"' in peringatan(buku, tmp_path, "K-KOLOM-LEBIH")


@pytest.mark.gangguan(24)
def test_sel_digabung(buku, tmp_path):
    """Gangguan 24: a merge over data rows hides what belongs to which row."""
    edit_buku(buku, lambda b: b["Indikator"].merge_cells("I5:I6"))
    assert galat(buku, tmp_path, "K-GABUNG") == (
        f'Sel digabung pada baris data ({BERKAS}, lembar "Indikator", sel I5:I6). Pisahkan '
        "gabungan sel itu (Unmerge) dan isi tiap baris sendiri-sendiri."
    )


@pytest.mark.gangguan(24)
def test_merged_title_is_fine(buku, tmp_path):
    """Above the headings people may merge as they like."""
    edit_buku(buku, lambda b: b["Indikator"].merge_cells("A1:R1"))
    assert read_contoh_unit(buku, tmp_path)[1] == []


@pytest.mark.gangguan(25)
def test_baris_tersembunyi(buku, tmp_path):
    """Gangguan 25: hidden rows are read and named."""

    def sembunyi(b: openpyxl.Workbook) -> None:
        for nomor in (6, 7, 9):
            b["Indikator"].row_dimensions[nomor].hidden = True

    assert peringatan(edit_buku(buku, sembunyi), tmp_path, "K-BARIS-TERSEMBUNYI") == (
        f'Baris tersembunyi ikut dibaca ({BERKAS}, lembar "Indikator", sel baris 6–7, 9). '
        "Tampilkan baris itu (Unhide) dan periksa isinya."
    )
    laporan, _ = read_contoh_unit(buku, tmp_path)
    assert len(laporan.isian) == 6


@pytest.mark.gangguan(25)
def test_kolom_tersembunyi(buku, tmp_path):
    """Gangguan 25: hidden columns with data too; an empty hidden column is nobody's business."""
    edit_buku(buku, lambda b: setattr(b["Indikator"].column_dimensions["I"], "hidden", True))
    assert peringatan(buku, tmp_path, "K-KOLOM-TERSEMBUNYI") == (
        f'Kolom tersembunyi ikut dibaca ({BERKAS}, lembar "Indikator", sel kolom I). Tampilkan '
        "kolom itu (Unhide) dan periksa isinya."
    )
    edit_buku(buku, lambda b: setattr(b["Indikator"].column_dimensions["I"], "hidden", False))
    edit_buku(buku, lambda b: setattr(b["Indikator"].column_dimensions["N"], "hidden", True))
    assert read_contoh_unit(buku, tmp_path)[1] == []


@pytest.mark.gangguan(25)
@pytest.mark.parametrize("keadaan", ["hidden", "veryHidden"])
def test_lembar_tersembunyi(buku, tmp_path, keadaan):
    """Gangguan 25: a hidden sheet of the form is read and named."""
    edit_buku(buku, lambda b: setattr(b["Sub Kegiatan"], "sheet_state", keadaan))
    assert peringatan(buku, tmp_path, "K-LEMBAR-TERSEMBUNYI") == (
        f'Lembar tersembunyi ikut dibaca ({BERKAS}, lembar "Sub Kegiatan"). Tampilkan lembar itu '
        "(Unhide) bila isinya memang untuk laporan."
    )
    assert read_contoh_unit(buku, tmp_path)[0].anggaran != ()


def test_lembar_tambahan(buku, tmp_path):
    """A sheet of one's own is not read; an empty one is not even mentioned."""

    def tambah(b: openpyxl.Workbook) -> None:
        b.create_sheet("Kosong")
        b.create_sheet("Hitungan saya")["A1"] = 1

    assert peringatan(edit_buku(buku, tambah), tmp_path, "K-LEMBAR-LEBIH") == (
        f'Lembar tambahan tidak dibaca ({BERKAS}, lembar "Hitungan saya"). Hapus lembar itu, atau '
        "pindahkan isinya ke lembar formulir."
    )


# --- identity --------------------------------------------------------------------------------


@pytest.mark.gangguan(27)
@pytest.mark.parametrize(
    ("baris", "kunci", "isi", "harapan"),
    [
        (5, "OPD", "lain", '"lain", seharusnya "contoh"'),
        (6, "Unit", "bidang-anggaran", '"bidang-anggaran", seharusnya "sekretariat"'),
        (8, "Tahun", "2025", '"2025", seharusnya "2026"'),
        (9, "Triwulan", "1", '"1", seharusnya "2"'),
        (9, "Triwulan", None, 'kosong, seharusnya "2"'),
    ],
)
def test_identitas_lain(buku, tmp_path, baris, kunci, isi, harapan):
    """Gangguan 27: a form of another unit, year or quarter in this place."""
    edit_buku(buku, lambda b: setattr(b["Identitas"][f"B{baris}"], "value", isi))
    assert galat(buku, tmp_path, "K-IDENTITAS") == (
        f"{kunci} pada buku kerja tidak cocok ({BERKAS}, lembar "
        f'"Identitas", sel B{baris}): {harapan}. Periksa apakah berkas ini diletakkan di folder '
        "dan nama yang benar."
    )


def test_identity_typed_as_number_is_fine(buku, tmp_path):
    """A year is the same year as text or number."""
    edit_buku(buku, lambda b: setattr(b["Identitas"]["B8"], "value", 2026))
    assert read_contoh_unit(buku, tmp_path)[1] == []


@pytest.mark.gangguan(27)
def test_versi_formulir_lama(buku, tmp_path):
    """Gangguan 27: an old form is refused and the way out is told."""
    edit_buku(buku, lambda b: setattr(b["Identitas"]["B10"], "value", "0"))
    assert galat(buku, tmp_path, "K-VERSI-FORMULIR") == (
        f'Versi formulir tidak cocok ({BERKAS}, lembar "Identitas", sel B10): "0", seharusnya "1". '
        "Minta formulir baru, lalu salin isian lama ke formulir itu lembar demi lembar."
    )


# --- lines -----------------------------------------------------------------------------------


@pytest.mark.gangguan(26)
def test_kode_ganda_asing_lain_dan_hilang(buku, tmp_path):
    """Gangguan 26: all four faults of codes are listed at once, each with its cell."""

    def ubah(b: openpyxl.Workbook) -> None:
        lembar = b["Indikator"]
        lembar["A6"], lembar["A7"], lembar["A8"] = "IK-1", "IK-99", "IK-7"

    laporan, temuan = read_contoh_unit(edit_buku(buku, ubah), tmp_path)
    assert laporan is None
    assert only(temuan, "K-KODE-GANDA").pesan == (
        f'Kode muncul lebih dari sekali ({BERKAS}, lembar "Indikator", sel A6): "IK-1", juga di '
        "sel A5. Hapus baris yang berlebih atau betulkan kodenya."
    )
    assert only(temuan, "K-KODE-ASING").sel == "A7"
    assert only(temuan, "K-KODE-UNIT-LAIN").pesan == (
        f'Kode indikator milik unit lain ({BERKAS}, lembar "Indikator", sel A8): "IK-7" milik '
        "bidang-anggaran. Hapus barisnya; unit pemiliknya yang melaporkan."
    )
    assert only(temuan, "K-KODE-HILANG").pesan == (
        f"Ada indikator yang wajib dilaporkan tetapi barisnya tidak ada ({BERKAS}, lembar "
        '"Indikator"): IK-2, IK-3, IK-4. Kembalikan barisnya; kosongkan realisasinya bila belum '
        "ada."
    )


def test_code_without_leading_zeros_matches_only_with_the_name(buku, tmp_path):
    """5.02.01.2.01.06 and 5.02.01.2.01.0006 are the same only if the names agree too."""
    edit_buku(buku, lambda b: setattr(b["Sub Kegiatan"]["A5"], "value", "5.02.01.2.01.06"))
    assert peringatan(buku, tmp_path, "K-KODE-PADAN") == (
        f"Kode dicocokkan tanpa angka nol di depan karena namanya sama ({BERKAS}, lembar "
        '"Sub Kegiatan", sel A5): "5.02.01.2.01.06", seharusnya "5.02.01.2.01.0006". Tulis '
        "kodenya seperti pada rencana."
    )
    edit_buku(buku, lambda b: setattr(b["Sub Kegiatan"]["B5"], "value", "Evaluasi"))
    _, temuan = read_contoh_unit(buku, tmp_path)
    assert list_kode(temuan) == ["K-KODE-ASING", "K-KODE-HILANG"]


@pytest.mark.gangguan(29)
def test_target_diubah(buku, tmp_path):
    """Gangguan 29: a target changed in the form is refused."""
    sel = set_sel(buku, "Indikator", "IK-1", "Target Triwulan", 45)
    assert galat(buku, tmp_path, "K-TARGET-BERUBAH") == (
        f"Target pada formulir berbeda dari rencana ({BERKAS}, lembar "
        f'"Indikator", sel {sel}): 45, seharusnya 50 (versi murni). Kembalikan targetnya. '
        "Perubahan target dicatat di rencana, lembar Perubahan Target."
    )
    set_sel(buku, "Indikator", "IK-1", "Target Triwulan", None)
    assert "kosong, seharusnya 50" in galat(buku, tmp_path, "K-TARGET-BERUBAH")


@pytest.mark.gangguan(29)
def test_target_dari_versi_lain(tmp_path):
    """Gangguan 29: with a recorded change the older target is taken with a warning."""
    jalur = write_contoh_unit(tmp_path, periode=Periode(2026, 4))
    sel = set_sel(jalur, "Indikator", "IK-1", "Target Triwulan", 90)
    laporan, temuan = read_contoh_unit(jalur, tmp_path, Periode(2026, 4))
    assert laporan is not None
    assert only(temuan, "K-TARGET-VERSI").pesan == (
        "Target pada formulir berasal dari versi murni (data/2026/tw4/sekretariat.xlsx, lembar "
        f'"Indikator", sel {sel}): 90, seharusnya 92,5 (versi perubahan). Laporan memakai target '
        "yang berlaku; minta formulir baru bila perlu."
    )


@pytest.mark.gangguan(29)
def test_pagu_diubah(buku, tmp_path):
    """Gangguan 29: the same for the pagu."""
    set_sel(buku, "Sub Kegiatan", SUB, "Pagu (Rp)", 99_000_000)
    assert galat(buku, tmp_path, "K-TARGET-BERUBAH") == (
        f'Pagu pada formulir berbeda dari rencana ({BERKAS}, lembar "Sub Kegiatan", sel G5): '
        "Rp99.000.000, seharusnya Rp100.000.000 (versi murni). Kembalikan pagunya. Perubahan pagu "
        "dicatat di rencana, lembar Perubahan Pagu."
    )
    set_sel(buku, "Sub Kegiatan", SUB, "Pagu (Rp)", 90_000_000.5)
    peringatan(buku, tmp_path, "K-TARGET-VERSI")


# --- answers ---------------------------------------------------------------------------------


@pytest.mark.gangguan(17, 18, 20, 21, 23)
def test_all_faults_are_collected(buku, tmp_path):
    """Nothing stops at the first fault; every finding has sheet and cell."""
    salah = [
        ("Indikator", "IK-1", "Realisasi", "1.2o0", "K-ANGKA"),
        ("Indikator", "IK-2", "Realisasi", "1.5", "K-ANGKA-RAGU"),
        ("Indikator", "IK-3", "Realisasi", "Baik", "K-PREDIKAT"),
        ("Indikator", "IK-4", "Realisasi", True, "K-ANGKA-JENIS"),
        ("Indikator", "IK-5", "Realisasi", "31/02/2026", "K-TANGGAL"),
        ("Indikator", "IK-6", "Pembilang", "#DIV/0!", "K-SEL-GALAT"),
        ("Indikator", "IK-6", "Penyebut", "=1+1", "K-RUMUS"),
        ("Sub Kegiatan", SUB, "Realisasi Triwulan Ini (Rp)", date(2026, 5, 1), "K-ANGKA-JENIS"),
        ("Sub Kegiatan", SUB, "Fisik s.d. (%)", 120, "K-KISARAN"),
    ]
    letak = {}
    for lembar, kode, judul, nilai, temuan_kode in salah:
        format_ = "dd/mm/yyyy" if isinstance(nilai, date) else "General"
        letak[lembar, set_sel(buku, lembar, kode, judul, nilai, format_)] = temuan_kode
    laporan, temuan = read_contoh_unit(buku, tmp_path)
    assert laporan is None
    assert {(t.lembar, t.sel): t.kode for t in temuan} == letak


def test_percent_cell_in_the_form(buku, tmp_path):
    """A planner who formats the cell as percent means 52,75."""
    set_sel(buku, "Indikator", "IK-1", "Realisasi", 0.5275, "0.00%")
    laporan, temuan = read_contoh_unit(buku, tmp_path)
    assert laporan.isian[0].nilai == Decimal("52.75")
    assert list_kode(temuan) == ["K-PERSEN"]


@pytest.mark.gangguan(23)
def test_1904_workbook(buku, tmp_path):
    """Gangguan 23: the date system of the workbook itself is honoured."""

    def ubah(b: openpyxl.Workbook) -> None:
        b.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    edit_buku(buku, ubah)
    set_sel(buku, "Indikator", "IK-5", "Realisasi", date(2026, 6, 30), "dd/mm/yyyy")
    laporan, temuan = read_contoh_unit(buku, tmp_path)
    assert temuan == []
    assert laporan.isian[4].nilai == date(2026, 6, 30)


@pytest.mark.gangguan(21)
def test_formula_with_a_value_is_read(buku, tmp_path):
    """Formulas are fine as long as Excel stored what they gave; a text result is text."""
    rewrite_zip(
        buku,
        {LEMBAR: lambda isi: isi.replace(b"<v>52.75</v>", b"<f>50+2.75</f><v>52.75</v>")},
    )
    laporan, temuan = read_contoh_unit(buku, tmp_path)
    assert temuan == []
    assert laporan.isian[0].nilai == Decimal("52.75")
    rewrite_zip(
        buku,
        {LEMBAR: lambda isi: isi.replace(b"<v>52.75</v>", b"<v></v>")},
    )
    assert galat(buku, tmp_path, "K-RUMUS") == (
        f'Rumus tanpa nilai tersimpan ({BERKAS}, lembar "Indikator", sel I5). Buka dan simpan '
        "ulang di Excel, atau ketik nilainya."
    )


def test_ratio_takes_its_two_parts_only(buku, tmp_path):
    """A finished ratio typed beside its parts is refused; parts of a plain number are not read."""
    sel = set_sel(buku, "Indikator", "IK-6", "Realisasi", 40)
    assert galat(buku, tmp_path, "K-RASIO") == (
        f"Realisasi indikator rasio dihitung dari pembilang dan penyebut ({BERKAS}, lembar "
        f'"Indikator", sel {sel}): "40", seharusnya kosong. Kosongkan kolom Realisasi; isi kolom '
        "Pembilang dan Penyebut."
    )
    set_sel(buku, "Indikator", "IK-6", "Realisasi", None)
    sel = set_sel(buku, "Indikator", "IK-1", "Pembilang", 3)
    assert peringatan(buku, tmp_path, "K-RASIO") == (
        f'Pembilang dan penyebut tidak dibaca untuk indikator ini ({BERKAS}, lembar "Indikator", '
        f'sel {sel}): "3", seharusnya kosong, karena agregasinya akhir. Tulis hasilnya pada kolom '
        "Realisasi."
    )


def test_steps_must_be_those_of_the_plan(buku, tmp_path):
    """A step the plan does not hold, and "belum" as an answer."""
    edit_buku(buku, lambda b: setattr(b["Tahapan"]["H6"], "value", "belum"))
    assert read_contoh_unit(buku, tmp_path)[1] == []
    edit_buku(buku, lambda b: setattr(b["Tahapan"]["B6"], "value", 9))
    assert galat(buku, tmp_path, "K-KODE-ASING") == (
        f'Tahap tidak ada pada indikator "IK-5" ({BERKAS}, lembar "Tahapan", sel B6): 9, '
        "seharusnya 1, 2. Kembalikan nomor tahap seperti pada rencana."
    )


@pytest.mark.gangguan(30)
@pytest.mark.parametrize(
    "isi", ["=cmd|' /C calc'!A0", "@SUM(1)", "-1+1", "<img onerror=x>", "{{7*7}}", "a\u202eb"]
)
def test_dangerous_text_goes_round_as_text(tmp_path, isi):
    """Gangguan 30: no text becomes a formula on the way out, and it comes back as it was."""
    jalur = write_contoh_unit(tmp_path, [Isian("IK-1", penjelasan=isi)])
    sel = openpyxl.load_workbook(jalur)["Indikator"]["M5"]
    assert (sel.data_type, sel.value) == ("s", isi)
    assert bool(sel.quotePrefix) == (isi[0] in "=@-")
    laporan, temuan = read_contoh_unit(jalur, tmp_path)
    assert temuan == []
    assert laporan.isian[0].penjelasan == isi


@pytest.mark.gangguan(30)
def test_nul_character(buku, tmp_path):
    """Gangguan 30: a NUL can only stand in a workbook as Excel's own escape; it is refused."""
    rewrite_zip(buku, {LEMBAR: lambda isi: isi.replace(b"Sesuai jadwal.", b"Sesuai_x0000_")})
    assert galat(buku, tmp_path, "K-TEKS-KENDALI") == (
        f'Teks memuat karakter kendali ({BERKAS}, lembar "Indikator", sel M5): U+0000. Hapus isi '
        "sel lalu ketik ulang (jangan tempel dari aplikasi lain)."
    )
    with pytest.raises(ParameterError, match=r"karakter kendali U\+0000"):
        write_contoh_unit(tmp_path, [Isian("IK-1", penjelasan="a\x00")])


@pytest.mark.gangguan(31)
def test_longest_cell_and_its_cap(tmp_path):
    """Gangguan 31: 32,767 characters go round; one more is refused, never cut silently."""
    jalur = write_contoh_unit(tmp_path, [Isian("IK-1", penjelasan="x" * 32_767)])
    laporan, temuan = read_contoh_unit(jalur, tmp_path)
    assert temuan == []
    assert len(laporan.isian[0].penjelasan) == 32_767
    with pytest.raises(ParameterError, match="32768 karakter"):
        write_contoh_unit(tmp_path, [Isian("IK-1", penjelasan="x" * 32_768)])


@pytest.mark.gangguan(32)
def test_belum_diisi(tmp_path):
    """Gangguan 32: the form as handed out counts as not reported."""
    laporan, temuan = read_contoh_unit(write_contoh_unit(tmp_path, (), ()), tmp_path)
    assert laporan.is_kosong
    assert [t.pesan for t in temuan] == [
        (
            f"Buku kerja belum berisi data, unit dihitung belum lapor ({BERKAS}). Isi realisasi "
            "pada sel kuning, lalu kirim ulang."
        )
    ]


@pytest.mark.gangguan(32)
def test_judul_saja(buku, tmp_path):
    """Gangguan 32: headings without a single row."""

    def kosongkan(b: openpyxl.Workbook) -> None:
        for nama in ("Indikator", "Tahapan", "Sub Kegiatan"):
            b[nama].delete_rows(5, 50)

    laporan, temuan = read_contoh_unit(edit_buku(buku, kosongkan), tmp_path)
    assert (laporan.isian, laporan.anggaran) == ((), ())
    assert list_kode(temuan) == ["K-DATA-KOSONG"]


@pytest.mark.gangguan(17)
def test_zero_is_an_answer(tmp_path):
    """A form that reports 0 has reported."""
    laporan, temuan = read_contoh_unit(
        write_contoh_unit(tmp_path, [Isian("IK-4", Decimal(0))], ()), tmp_path
    )
    assert temuan == []
    assert not laporan.is_kosong
    assert laporan.isian[0].nilai is None


def test_unit_without_indicators(tmp_path):
    """A unit that has only a budget reports only that."""
    rencana = build_rencana(indikator=())
    argumen: Mapping[str, object] = {"opd": OPD, "periode": PERIODE, "rencana": rencana}
    jalur = tmp_path / "a.xlsx"
    write_laporan_unit(jalur, unit=UNIT, anggaran=ANGGARAN, **argumen)  # type: ignore[arg-type]
    laporan, temuan = read_laporan_unit(jalur, unit=UNIT.slug, **argumen)  # type: ignore[arg-type]
    assert temuan == []
    assert laporan.anggaran[0].realisasi_sen == ANGGARAN[0].realisasi_sen


def test_number_beyond_excels_precision_is_not_written(tmp_path):
    """The writer never changes a figure: what a cell cannot hold is refused."""
    with pytest.raises(ParameterError, match="Angka tidak muat di sel Excel"):
        write_contoh_unit(tmp_path, [Isian("IK-1", Decimal("1234567890.1234567"))])


def test_form_is_locked_and_guides_the_hand(buku):
    """Only the yellow cells take input, and each takes only what its column means."""
    lembar = openpyxl.load_workbook(buku)["Indikator"]
    terbuka = {
        sel.coordinate for baris in lembar["A5:R10"] for sel in baris if not sel.protection.locked
    }
    assert lembar.protection.sheet
    assert {"I5", "M5", "R10", "J10", "K10"} <= terbuka
    assert not terbuka & {"A5", "B5", "D5", "E5", "J5", "K5", "I10"}
    aturan = {str(v.sqref): (v.type, v.formula1) for v in lembar.data_validations.dataValidation}
    assert aturan["I7"] == ("list", '"TMP,TW,WDP,WTP"')
    assert any(jenis == "decimal" and "I5" in sqref for sqref, (jenis, _) in aturan.items())
    assert lembar.freeze_panes == "C5"


def test_same_answers_same_bytes(tmp_path, monkeypatch):
    """Two writings of one content are one file, whatever the clock says."""
    pertama = write_contoh_unit(tmp_path / "a").read_bytes()
    monkeypatch.setattr("time.time", lambda: 4e9)
    assert write_contoh_unit(tmp_path / "b").read_bytes() == pertama
    assert sorted(p.name for p in (tmp_path / "a").rglob("*") if p.is_file()) == [
        "sekretariat.xlsx"
    ]


def test_reading_agrees_with_openpyxl(buku):
    """An independent reader finds the same cells: values, and nothing where there is nothing."""
    ukur = openpyxl.load_workbook(buku, data_only=True)
    milik = open_buku(buku.read_bytes())
    assert [lembar.nama for lembar in milik.lembar] == ukur.sheetnames
    for lembar in milik.lembar:
        isi = read_isi(milik, lembar)
        kami = {
            s.alamat: s
            for baris in isi.sel.values()
            for s in baris.values()
            if s.jenis is not JenisSel.RUMUS_KOSONG  # the live checks, never calculated here
        }
        mereka = {
            sel.coordinate: sel
            for baris in ukur[lembar.nama].iter_rows()
            for sel in baris
            if sel.value is not None
        }
        assert kami.keys() == mereka.keys()
        for alamat, sel in mereka.items():
            if sel.data_type == "s":
                assert (kami[alamat].jenis, kami[alamat].isi) == (JenisSel.TEKS, sel.value)
            elif sel.data_type == "n":
                assert Decimal(kami[alamat].isi) == Decimal(repr(sel.value))


def test_dialects_of_other_programs(buku, tmp_path):
    """Prefixed names, inline and rich text, missing addresses: the same form all the same."""

    def awalan(isi: bytes) -> bytes:
        dalam = b't="inlineStr"><is><t>Sesuai jadwal.</t></is></c>'
        assert dalam in isi
        isi = isi.replace(dalam, b't="s"><v>0</v></c>')
        isi = re.sub(rb"<(/?)(?![?/!])", rb"<\1x:", isi)
        return isi.replace(b"xmlns=", b"xmlns:x=", 1)

    kaya = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>Sesuai '
        b"</t></r><r><t>jadwal_x000D_\n.</t></r><rPh sb='0' eb='1'><t>abaikan</t></rPh></si></sst>"
    )
    hubungan = (
        b'<Relationship Id="rS" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    rewrite_zip(
        buku,
        {
            LEMBAR: awalan,
            "xl/_rels/workbook.xml.rels": lambda isi: isi.replace(b"</Relationships>", hubungan),
        },
        {"xl/sharedStrings.xml": kaya},
    )
    laporan, temuan = read_contoh_unit(buku, tmp_path)
    assert temuan == []
    assert laporan.isian[0].penjelasan == "Sesuai jadwal\n."
    assert [tanpa_alamat(satu) for satu in laporan.isian[1:]] == [
        tanpa_alamat(satu) for satu in ISIAN[1:]
    ]


def test_reading_is_quick(buku, tmp_path):
    """A unit's form is read in well under 60 ms (best of five)."""
    lama = []
    for _ in range(5):
        mulai = time.perf_counter()
        read_contoh_unit(buku, tmp_path)
        lama.append(time.perf_counter() - mulai)
    assert min(lama) < 0.06


def test_other_unit_reads_its_own_lines(tmp_path):
    """The second unit of the sample has one indicator and one sub kegiatan."""
    jalur = write_contoh_unit(tmp_path, [Isian("IK-7", Decimal(1))], (), unit=UNIT_LAIN)
    laporan, temuan = read_contoh_unit(jalur, tmp_path, unit=UNIT_LAIN.slug)
    assert temuan == []
    assert [satu.indikator_kode for satu in laporan.isian] == ["IK-7"]
    sub: SubKegiatan = build_rencana().sub_kegiatan[1]
    assert [satu.sub_kegiatan_kode for satu in laporan.anggaran] == [sub.kode]
    assert find_sel(openpyxl.load_workbook(jalur)["Indikator"], "IK-7", "Realisasi") == "I5"
    assert SKALA["opini"].nama == "opini"


def test_a_deleted_step_is_named(tmp_path):
    """A step whose row is gone would count as never finished; the form is refused."""
    jalur = edit_buku(write_contoh_unit(tmp_path), lambda buku: buku["Tahapan"].delete_rows(6))
    laporan, temuan = read_contoh_unit(jalur, tmp_path)
    assert laporan is None
    assert only(temuan, "K-KODE-HILANG").ditemukan == "IK-5 / 2 Penetapan"


def test_identity_said_twice_is_refused(tmp_path):
    """Which of two years would hold?"""
    jalur = edit_buku(
        write_contoh_unit(tmp_path), lambda buku: buku["Identitas"].append(["Tahun", "2025"])
    )
    laporan, temuan = read_contoh_unit(jalur, tmp_path)
    assert laporan is None
    assert "juga di sel" in only(temuan, "K-IDENTITAS").ditemukan


def test_sheets_of_one_name_are_refused(tmp_path):
    """Names that differ only in spaces are one sheet to a reader."""
    jalur = edit_buku(write_contoh_unit(tmp_path), lambda buku: buku.create_sheet("indikator "))
    laporan, temuan = read_contoh_unit(jalur, tmp_path)
    assert laporan is None
    assert only(temuan, "K-LEMBAR-LEBIH").masalah == "Dua lembar bernama sama"


@pytest.mark.parametrize(
    ("asal", "jadi", "kutip"),
    [
        (b'r="A5"', b'r="B5"', "B5 dua kali"),
        (b'r="A5"', b'r="A0"', "A0"),
        (b'<?xml version="1.0"?>', b'<?xml version="1.0" encoding="foo"?>', "tidak dapat diurai"),
        (b'<?xml version="1.0"?>', b'<?xml version="1.0" encoding="UTF-7"?>', "tidak dapat diurai"),
    ],
)
def test_damaged_sheets_refuse_their_file_only(tmp_path, asal, jadi, kutip):
    """One cell twice, a row 0 and a strange encoding: a finding, never a crash."""

    def ganti(isi: bytes) -> bytes:
        if asal.startswith(b"<?xml"):
            return jadi + isi.partition(b"?>")[2] if isi.startswith(b"<?xml") else jadi + isi
        return isi.replace(asal, jadi)

    jalur = rewrite_zip(write_contoh_unit(tmp_path), {"xl/worksheets/sheet3.xml": ganti})
    laporan, temuan = read_contoh_unit(jalur, tmp_path)
    assert laporan is None
    assert any(kutip in satu.pesan or satu.kode == "K-BERKAS-XML" for satu in temuan)
