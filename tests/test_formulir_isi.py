"""The form of a unit: what it shows, what it lets in, and that it reads back what was typed."""

from __future__ import annotations

import re
import shutil
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from kinerja.data import read_data
from kinerja.excel.salinan import build_hasil_periksa
from kinerja.excel.tulis_temuan import IsiPeriksa
from kinerja.excel.tulis_unit import write_laporan_unit
from kinerja.folder import Folder
from kinerja.formulir import build_tampilan
from kinerja.jalankan.formulir import run_formulir
from kinerja.model import (
    Jenis,
    JenisAnggaran,
    LaporanUnit,
    Lingkup,
    SubKegiatan,
    Unit,
    Versi,
    VersiPagu,
)
from kinerja.parameter import read_instansi
from kinerja.periode import Periode
from kinerja.temuan import Temuan, Tingkatan
from tests.bantuan_formulir import (
    AKAR,
    BUTUH_SOFFICE,
    OPD,
    PERIODE,
    UNIT,
    convert,
    copy_contoh,
    edit,
    find,
    list_isi,
    read_contoh,
    read_formulir,
)

TW3 = Periode(2026, 3)
HARI_TAHAP = datetime.combine(date(2026, 7, 28), datetime.min.time())
LENGKAP = re.compile(r"Lengkap (\d+) dari (\d+)\Z")


@pytest.fixture
def formulir(tmp_path: Path) -> Path:
    """Give the empty form of a unit that owns every shape of row."""
    folder = copy_contoh(tmp_path / "kerja")
    run_formulir(folder, OPD, PERIODE, unit=UNIT)
    return folder.keluaran(OPD, PERIODE) / "formulir" / f"{UNIT}.xlsx"


def fill(jalur: Path, laporan: LaporanUnit) -> Path:
    """Type a unit's answers into the unlocked cells, in the types Excel stores."""
    judul = {
        "nilai": "Realisasi",
        "pembilang": "Pembilang",
        "penyebut": "Penyebut",
        "tahun_data": "Tahun Data",
        "penjelasan": "Penjelasan",
        "faktor_pendukung": "Faktor Pendukung",
        "kendala": "Kendala",
        "tindak_lanjut": "Tindak Lanjut",
        "tindak_lanjut_tanggal": "Tenggat Tindak Lanjut",
        "bukti": "Bukti",
    }
    uang = {
        "fisik_persen": "Fisik s.d. (%)",
        "keluaran": "Realisasi Keluaran",
        "catatan": "Catatan",
    }

    def tulis(buku: openpyxl.Workbook) -> None:
        for lembar, daftar, peta in (
            (buku["Indikator"], laporan.isian, judul),
            (buku["Sub Kegiatan"], laporan.anggaran, uang),
        ):
            for satu in daftar:
                kode = getattr(satu, "indikator_kode", "") or satu.sub_kegiatan_kode
                for nama, kepala in peta.items():
                    nilai = getattr(satu, nama)
                    if nilai is None or nilai == "":
                        continue
                    sel = lembar[find(lembar, kode, kepala)]
                    assert not sel.protection.locked, sel.coordinate
                    if isinstance(nilai, Decimal):
                        sel.value = float(nilai)
                    else:
                        is_tanggal = type(nilai) is date
                        sel.value = (
                            datetime.combine(nilai, datetime.min.time()) if is_tanggal else nilai
                        )
        for satu in laporan.anggaran:
            lembar = buku["Sub Kegiatan"]
            if satu.realisasi_sen is not None:
                alamat = find(lembar, satu.sub_kegiatan_kode, "Realisasi Triwulan Ini (Rp)")
                lembar[alamat].value = satu.realisasi_sen / 100

    return edit(jalur, tulis)


def test_filled_form_reads_back(formulir: Path) -> None:
    """What is typed into the yellow cells of an empty form is what the reader gives."""
    laporan = read_contoh().laporan_unit[UNIT, 2]
    terbaca, temuan = read_formulir(fill(formulir, laporan))
    assert temuan == []
    assert terbaca is not None
    assert list_isi(terbaca) == list_isi(laporan)


def test_empty_form_is_not_yet_reported(formulir: Path) -> None:
    """An empty form is no fault and no report."""
    laporan, temuan = read_formulir(formulir)
    assert laporan is not None
    assert laporan.is_kosong
    assert [satu.kode for satu in temuan] == ["K-DATA-KOSONG"]


def test_form_shows_targets_and_what_was_before(formulir: Path) -> None:
    """Targets and the quarter before stand beside the entry, definitions in comments."""
    lembar = openpyxl.load_workbook(formulir)["Indikator"]
    # SP2D of Triwulan I took 3 working days at the slowest, the target is 2 all year.
    baris = [lembar[find(lembar, "IKP-2.6", j)].value for j in ("Target Triwulan", "Target s.d.")]
    assert baris == [2, 2]
    assert lembar[find(lembar, "IKP-2.6", "Realisasi Sebelumnya")].value == 3
    komentar = lembar[find(lembar, "IKP-2.6", "Indikator")].comment
    assert komentar is not None
    definisi = next(i for i in read_contoh().rencana.indikator if i.kode == "IKP-2.6").definisi
    assert f"Definisi: {definisi}" in komentar.text
    assert "makin rendah makin baik" in komentar.text


def test_target_sd_of_increments_is_their_sum() -> None:
    """For `jumlah` the target s.d. is the sum of the quarters' targets so far."""
    masukan = read_contoh(TW3)
    satu = next(
        i
        for i in masukan.rencana.indikator
        if i.agregasi == "jumlah" and i.jenis is Jenis.ANGKA and i.version_at(TW3.akhir).triwulan[2]
    )
    kebijakan = read_instansi(Folder(AKAR), OPD).kebijakan.build_kebijakan()
    tampil = build_tampilan(masukan, satu.unit, kebijakan).indikator[satu.kode]
    target = [t for t in satu.version_at(TW3.akhir).triwulan[:3] if isinstance(t, Decimal)]
    assert tampil.target_sd == sum(target)


def test_finished_steps_of_earlier_quarters_are_shown_and_need_no_retyping(tmp_path: Path) -> None:
    """Steps 1 and 2 stand in the form of TW III; typing step 3 alone gives three of five."""
    folder = copy_contoh(tmp_path / "kerja")
    disetor = folder.data(OPD) / "2026" / "tw3" / "bidang-aset.xlsx"
    run_formulir(folder, OPD, TW3, unit="bidang-aset")
    formulir = folder.keluaran(OPD, TW3) / "formulir" / "bidang-aset.xlsx"
    lembar = openpyxl.load_workbook(formulir)["Tahapan"]
    kepala = {sel.value: sel.column_letter for sel in lembar[4]}
    nomor = [baris[0].row for baris in lembar.iter_rows(min_row=5) if baris[0].value == "IKP-3.2"]
    lalu = [lembar[f"{kepala['Sudah Dilaporkan']}{baris}"].value for baris in nomor]
    assert [satu and satu.date() for satu in lalu] == [
        date(2026, 2, 25),
        date(2026, 5, 18),
        None,
        None,
        None,
    ]
    kosong, _ = read_formulir(formulir, "bidang-aset", TW3)
    assert kosong is not None
    assert kosong.is_kosong
    letak = f"{kepala['Tanggal Selesai']}{nomor[2]}"
    edit(formulir, lambda buku: buku["Tahapan"].__setitem__(letak, HARI_TAHAP))
    shutil.copy(formulir, disetor)
    data = read_data(folder, OPD, TW3)
    hasil = next(satu for satu in data.rekap.indikator if satu.indikator.kode == "IKP-3.2")
    assert hasil.utama.realisasi.teks == "3 dari 5 tahap (1 terlambat)"


def test_a_step_takes_a_date_or_belum(tmp_path: Path) -> None:
    """The word goes out and comes back; it is an answer, a blank cell is none."""
    laporan = read_contoh().laporan_unit["bidang-aset", 2]
    isian = [replace(satu, tahap_selesai={1: "belum"}) for satu in laporan.isian]
    tahap = {satu.kode: satu.tahapan for satu in read_contoh().rencana.indikator}
    jalur = tmp_path / "bidang-aset.xlsx"
    write_laporan_unit(
        jalur,
        opd=OPD,
        unit=Unit("bidang-aset", "Bidang Aset"),
        periode=PERIODE,
        rencana=read_contoh().rencana,
        isian=[satu for satu in isian if tahap[satu.indikator_kode]],
    )
    terbaca, _ = read_formulir(jalur, "bidang-aset")
    assert terbaca is not None
    jawaban = {s.indikator_kode: dict(s.tahap_selesai) for s in terbaca.isian if s.tahap_selesai}
    assert jawaban["IKP-3.2"][1] == "belum"
    assert set(list(jawaban["IKP-3.2"].values())[1:]) == {None}
    assert not terbaca.is_kosong


def test_budget_shows_what_was_spent_before(formulir: Path) -> None:
    """Realisasi, fisik and keluaran of Triwulan I stand before the entry cells."""
    lembar = openpyxl.load_workbook(formulir)["Sub Kegiatan"]
    satu = read_contoh().laporan_unit[UNIT, 1].anggaran[0]
    kode = satu.sub_kegiatan_kode
    assert (
        lembar[find(lembar, kode, "Realisasi s.d. Triwulan Lalu (Rp)")].value
        == (satu.realisasi_sen or 0) / 100
    )
    assert lembar[find(lembar, kode, "Fisik s.d. Triwulan Lalu (%)")].value == satu.fisik_persen


def test_cells_that_do_not_apply_are_grey_and_locked(formulir: Path) -> None:
    """Ratio, non-ratio, not measured, milestone: only what can be answered is open and tinted."""
    lembar = openpyxl.load_workbook(formulir)["Indikator"]

    def state(kode: str, judul: str) -> tuple[bool, str]:
        sel = lembar[find(lembar, kode, judul)]
        return sel.protection.locked, sel.fill.fgColor.rgb

    terbuka, gelap = (False, "FFFFF8DC"), (True, "FFD0D0D0")
    assert (state("IKP-2.4", "Realisasi"), state("IKP-2.4", "Pembilang")) == (gelap, terbuka)
    assert (state("IKP-2.6", "Realisasi"), state("IKP-2.6", "Pembilang")) == (terbuka, gelap)
    assert {state("IKS-2.2", j) for j in ("Realisasi", "Pembilang", "Kendala", "Bukti")} == {gelap}
    assert lembar[find(lembar, "IKS-2.2", "Kelengkapan")].value == "tidak diukur"
    assert lembar.protection.sheet
    assert lembar.protection.password is None


HENTI = "5.02.01.2.07.06"
"""A sub kegiatan of the sekretariat whose pagu the July change took away."""


def write_tw3(tmp_path: Path, *, is_mulai: bool = False) -> tuple[Path, Folder]:
    """Make the sekretariat's form of Triwulan III, before it answered."""
    folder = copy_contoh(tmp_path / "kerja")
    (folder.data(OPD) / "2026" / "tw3" / "sekretariat.xlsx").unlink()
    if is_mulai:
        lalu = folder.data(OPD) / "2026" / "tw2" / "sekretariat.xlsx"

        def ubah(buku: openpyxl.Workbook) -> None:
            lembar = buku["Sub Kegiatan"]
            lembar[find(lembar, HENTI, "Realisasi Keluaran")].value = 1

        edit(lalu, ubah)
    run_formulir(folder, OPD, TW3, unit="sekretariat")
    return folder.keluaran(OPD, TW3) / "formulir" / "sekretariat.xlsx", folder


def test_a_sub_kegiatan_whose_pagu_was_taken_away_is_not_asked(tmp_path: Path) -> None:
    """It is shown in grey, takes no input, and is not counted; one that never had pagu is asked."""
    jalur, _ = write_tw3(tmp_path)
    lembar = openpyxl.load_workbook(jalur)["Sub Kegiatan"]
    isian = ("Realisasi Triwulan Ini (Rp)", "Fisik s.d. (%)", "Realisasi Keluaran", "Catatan")

    def list_keadaan(kode: str) -> set[tuple[bool, str]]:
        sel = [lembar[find(lembar, kode, judul)] for judul in isian]
        return {(satu.protection.locked, satu.fill.fgColor.rgb) for satu in sel}

    assert lembar[find(lembar, HENTI, "Pagu (Rp)")].value == 0
    assert list_keadaan(HENTI) == {(True, "FFD0D0D0")}
    assert lembar[find(lembar, HENTI, "Kelengkapan")].value == "tanpa pagu"
    assert str(lembar["A3"].value).endswith('COUNTIF(C5:C24,"tanpa pagu"))')
    assert list_keadaan("5.02.01.2.01.06") == {(False, "FFFFF8DC")}
    laporan, temuan = read_formulir(jalur, "sekretariat", TW3)
    assert laporan is not None
    assert [satu.kode for satu in temuan] == ["K-DATA-KOSONG"]


def test_what_was_begun_is_asked_to_its_end(tmp_path: Path) -> None:
    """An output of Triwulan II keeps the row open; so do answers that stand already."""
    jalur, folder = write_tw3(tmp_path, is_mulai=True)
    lembar = openpyxl.load_workbook(jalur)["Sub Kegiatan"]
    assert not lembar[find(lembar, HENTI, "Realisasi Triwulan Ini (Rp)")].protection.locked
    disetor = AKAR / "data" / OPD / "2026" / "tw3" / "sekretariat.xlsx"
    shutil.copy(disetor, folder.data(OPD) / "2026" / "tw3")
    lalu = AKAR / "data" / OPD / "2026" / "tw2" / "sekretariat.xlsx"
    shutil.copy(lalu, folder.data(OPD) / "2026" / "tw2")
    run_formulir(folder, OPD, TW3, unit="sekretariat", is_lanjut=True)
    lembar = openpyxl.load_workbook(jalur)["Sub Kegiatan"]
    assert lembar[find(lembar, HENTI, "Catatan")].value == "Dihapus pada perubahan anggaran Juli."
    assert not lembar[find(lembar, HENTI, "Catatan")].protection.locked


def test_the_letter_counts_what_is_asked(tmp_path: Path) -> None:
    """One sub kegiatan fewer in Triwulan III than in Triwulan II."""
    _, folder = write_tw3(tmp_path)
    jumlah = {
        periode: run_formulir(folder, OPD, periode, unit="sekretariat").unit[0].baris.sub_kegiatan
        for periode in (PERIODE, TW3)
    }
    assert jumlah == {PERIODE: 20, TW3: 19}


@pytest.mark.parametrize(
    ("pagu", "ubah", "dihentikan"),
    [
        ((100, 0), {}, True),
        ((100,), {}, False),
        ((0,), {}, False),
        ((0, 0), {}, False),
        ((100, 0, 50), {}, False),
        ((0, 100, 0), {}, True),
        ((100, 0), {"jenis_anggaran": JenisAnggaran.PENDAPATAN}, False),
    ],
)
def test_pagu_taken_away_is_told_from_pagu_never_given(pagu, ubah, dihentikan) -> None:
    """Only spending that a version took away altogether; income may come without a target."""
    versi = [Versi(f"v{i}", "", date(2026, 1 + i, 1), "", i) for i, _ in enumerate(pagu)]
    satu = SubKegiatan(
        "5.02.01.2.01.01",
        "Rapat",
        "aset",
        Lingkup.SKPD,
        tuple(VersiPagu(v, sen, (0, 0, 0, 0)) for v, sen in zip(versi, pagu, strict=True)),
        **ubah,
    )
    assert satu.is_dihentikan(date(2026, 6, 30)) is dihentikan
    assert not satu.is_dihentikan(date(2026, 1, 31))


def test_validations_speak_indonesian(formulir: Path) -> None:
    """Every open cell of every sheet has a rule with prompt, error title and error text."""
    buku = openpyxl.load_workbook(formulir)
    for nama in ("Indikator", "Sub Kegiatan"):
        lembar = buku[nama]
        aturan = lembar.data_validations.dataValidation
        terbuka = {
            sel.coordinate
            for baris in lembar.iter_rows(min_row=5)
            for sel in baris
            if not sel.protection.locked
        }
        tercakup = {
            sel.coordinate
            for satu in aturan
            for r in satu.sqref.ranges
            for baris in lembar.iter_rows(r.min_row, r.max_row, r.min_col, r.max_col)
            for sel in baris
        }
        assert terbuka == tercakup
        for satu in aturan:
            assert satu.showErrorMessage
            assert satu.showInputMessage
            assert satu.errorTitle == "Isian tidak cocok"
            assert satu.error
            assert 0 < len(satu.promptTitle) <= 32
            assert 0 < len(satu.prompt) <= 255


def test_print_and_view(formulir: Path) -> None:
    """Landscape, heads repeated and frozen, fitted to the width."""
    lembar = openpyxl.load_workbook(formulir)["Indikator"]
    assert lembar.page_setup.orientation == "landscape"
    assert (lembar.print_title_rows, lembar.print_title_cols) == ("$4:$4", "$A:$B")
    assert (lembar.page_setup.fitToWidth, lembar.page_setup.fitToHeight) == (3, 0)
    assert lembar.freeze_panes == "C5"
    assert lembar.sheet_properties.pageSetUpPr.fitToPage


def test_stamp_is_very_hidden(formulir: Path) -> None:
    """The stamp is out of sight and holds no clock."""
    lembar = openpyxl.load_workbook(formulir)["_kinerja"]
    assert lembar.sheet_state == "veryHidden"
    isi = {baris[0].value: baris[1].value for baris in lembar.iter_rows(min_row=5)}
    assert (isi["Unit"], isi["Periode"], isi["Versi formulir"]) == (UNIT, "2026-tw2", "1")


def test_unit_with_budget_only(tmp_path: Path) -> None:
    """A unit without indicators gets the budget sheet alone, and it is read back."""
    folder = copy_contoh(tmp_path)
    run_formulir(folder, OPD, PERIODE, unit="ppkd")
    jalur = folder.keluaran(OPD, PERIODE) / "formulir" / "ppkd.xlsx"
    assert openpyxl.load_workbook(jalur).sheetnames == [
        "Petunjuk",
        "Identitas",
        "Sub Kegiatan",
        "_kinerja",
    ]
    _, temuan = read_formulir(jalur, "ppkd")
    assert [satu.kode for satu in temuan] == ["K-DATA-KOSONG"]


def test_plan_text_never_becomes_a_formula(tmp_path: Path) -> None:
    """Names and definitions that start like formulas stay text; only our checks are formulas."""
    rencana = read_contoh().rencana
    jahat = tuple(
        replace(i, nama=f"=cmd|' /C calc'!A0 {i.kode}", satuan="@SUM(1)", definisi="+1-1")
        for i in rencana.indikator
    )
    jalur = tmp_path / "a.xlsx"
    write_laporan_unit(
        jalur,
        opd=OPD,
        unit=Unit(UNIT, "=1+1"),
        periode=PERIODE,
        rencana=replace(rencana, indikator=jahat),
    )
    rumus = [
        (lembar.title, str(sel.value))
        for lembar in openpyxl.load_workbook(jalur)
        for baris in lembar.iter_rows()
        for sel in baris
        if sel.data_type == "f"
    ]
    assert {isi.split("(")[0].split("&")[0] for _, isi in rumus} <= {
        "=IF",
        "=SUM",
        '="Lengkap "',
        '="Indikator: "',
        '="Sub Kegiatan: "',
    }
    assert not any("cmd" in isi or "@SUM" in isi for _, isi in rumus)


def test_same_content_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two goes give the same files, whatever the clock says."""
    isi = []
    for nama in ("a", "b"):
        folder = copy_contoh(tmp_path / nama)
        run_formulir(folder, OPD, TW3, is_lanjut=True)
        induk = folder.keluaran(OPD, TW3)
        isi.append(
            {
                p.relative_to(induk): p.read_bytes()
                for p in sorted(induk.rglob("*"))
                if p.suffix in {".xlsx", ".docx"}
            }
        )
        monkeypatch.setattr("time.time", lambda: 4e9)
    assert len(isi[0]) == 11
    assert isi[0] == isi[1]


def count_lengkap(jalur: Path) -> dict[str, tuple[int, int]]:
    """Count by parsing the cells what the check cells should say."""
    lembar = openpyxl.load_workbook(jalur)["Indikator"]
    kepala = {str(sel.value): sel.column - 1 for sel in lembar[4] if sel.value}
    lengkap = jumlah = 0
    for baris in lembar.iter_rows(min_row=5):
        isi = {judul: baris[nomor].value for judul, nomor in kepala.items()}
        terbuka = {judul: not baris[nomor].protection.locked for judul, nomor in kepala.items()}
        if isi["Kelengkapan"] == "tidak diukur":
            continue
        jumlah += 1
        angka = [j for j in ("Realisasi", "Pembilang", "Penyebut", "Bukti") if terbuka[j]]
        urut = not isi["Kendala"] or isi["Tindak Lanjut"]
        waktu = not isi["Tindak Lanjut"] or isi["Tenggat Tindak Lanjut"]
        lengkap += bool(all(isi[j] is not None for j in angka) and urut and waktu)
    return {"Indikator": (lengkap, jumlah)}


def test_check_cells_count_the_rows_they_stand_over(formulir: Path) -> None:
    """The formula spans exactly the rows of the table, in the column Kelengkapan."""
    lembar = openpyxl.load_workbook(formulir)["Indikator"]
    letak = f"C5:C{lembar.max_row}"
    assert lembar["C4"].value == "Kelengkapan"
    assert lembar["A3"].value == (
        f'="Lengkap "&COUNTIF({letak},"lengkap")&" dari "'
        f'&(COUNTA({letak})-COUNTIF({letak},"tidak diukur"))'
    )
    ratio = str(lembar[find(lembar, "IKP-2.4", "Kelengkapan")].value)
    nomor = find(lembar, "IKP-2.4", "Kelengkapan")[1:]
    assert ratio.startswith(f'=IF(TRIM(J{nomor})="","isi pembilang",IF(TRIM(K{nomor})=""')
    assert count_lengkap(formulir)["Indikator"] == (0, 9)


@BUTUH_SOFFICE
@pytest.mark.timeout(240)
def test_through_libreoffice_and_back(tmp_path: Path) -> None:
    """Filled, opened and saved elsewhere: same answers, checks counted, locks and rules kept."""
    folder = copy_contoh(tmp_path / "kerja")
    run_formulir(folder, OPD, PERIODE, unit=UNIT)
    asal = folder.keluaran(OPD, PERIODE) / "formulir" / f"{UNIT}.xlsx"
    laporan = read_contoh().laporan_unit[UNIT, 2]
    jalur = shutil.copy(fill(asal, laporan), tmp_path / f"{UNIT}.xlsx")
    (tmp_path / "lo").mkdir()
    hasil = convert(Path(jalur), tmp_path / "lo", "xlsx:Calc MS Excel 2007 XML")
    terbaca, temuan = read_formulir(hasil)
    assert temuan == []
    assert terbaca is not None
    assert list_isi(terbaca) == list_isi(laporan)
    nilai = openpyxl.load_workbook(hasil, data_only=True)
    cocok = LENGKAP.match(str(nilai["Indikator"]["A3"].value))
    assert cocok is not None
    assert (int(cocok[1]), int(cocok[2])) == count_lengkap(asal)["Indikator"]
    assert nilai["Indikator"][find(nilai["Indikator"], "IKS-2.3", "Kelengkapan")].value == (
        "isi pembilang"
    )
    assert LENGKAP.match(str(nilai["Sub Kegiatan"]["A3"].value))
    buku = openpyxl.load_workbook(hasil)
    assert buku["_kinerja"].sheet_state in {"hidden", "veryHidden"}
    for nama in ("Indikator", "Sub Kegiatan"):
        assert buku[nama].protection.sheet
        jenis = {v.type for v in buku[nama].data_validations.dataValidation}
        assert {"decimal", "textLength"} <= jenis
    sel = buku["Indikator"][find(buku["Indikator"], "IKP-2.6", "Realisasi")]
    assert not sel.protection.locked
    assert buku["Indikator"][find(buku["Indikator"], "IKP-2.6", "Indikator")].comment is not None


PANJANG = "Rekapitulasi jam layanan masih berada di peladen lama dan baru dipindahkan. " * 8


def read_tinggi(jalur: Path, nomor: int) -> tuple[float | None, bool]:
    """Give the height of a row of the sheet Indikator and whether it is fixed."""
    with zipfile.ZipFile(jalur) as arsip:
        daftar = openpyxl.load_workbook(jalur).sheetnames
        bagian = arsip.read(f"xl/worksheets/sheet{daftar.index('Indikator') + 1}.xml").decode()
    (baris,) = re.findall(rf'<row [^>]*\br="{nomor}"[^>]*>', bagian)
    tinggi = re.search(r'\bht="([\d.]+)"', baris)
    is_tetap = re.search(r'customHeight="(1|true)"', baris) is not None
    return (float(tinggi[1]) if tinggi else None), is_tetap


def test_rows_grow_with_what_is_typed(formulir: Path) -> None:
    """Heights are a beginning only: a fixed one would hide, or overprint, what is typed later."""
    lembar = openpyxl.load_workbook(formulir)["Indikator"]
    for nomor in range(5, lembar.max_row + 1):
        assert read_tinggi(formulir, nomor)[1] is False


def test_rows_of_the_marked_copy_fit_what_was_typed(formulir: Path) -> None:
    """Even where the sender's program had fixed them at one line."""

    def tulis(buku: openpyxl.Workbook) -> None:
        buku["Indikator"]["M6"].value = PANJANG
        buku["Indikator"].row_dimensions[6].height = 15

    edit(formulir, tulis)
    temuan = Temuan("K-ANGKA", Tingkatan.GALAT, "Bukan angka", lembar="Indikator", sel="I6")
    isi, is_salinan = build_hasil_periksa(formulir.read_bytes(), IsiPeriksa("Uji", [], [temuan]))
    assert is_salinan
    salinan = formulir.with_name("salinan.xlsx")
    salinan.write_bytes(isi)
    tinggi, is_tetap = read_tinggi(salinan, 6)
    assert not is_tetap
    assert tinggi is not None
    assert tinggi > len(PANJANG) / 36 * 15


def test_a_carried_answer_is_shown_whole(tmp_path: Path) -> None:
    """A form that is renewed with long answers has rows to match."""
    folder = copy_contoh(tmp_path / "kerja")
    disetor = folder.data(OPD) / "2026" / "tw2" / f"{UNIT}.xlsx"
    edit(disetor, lambda buku: setattr(buku["Indikator"]["M6"], "value", PANJANG))
    run_formulir(folder, OPD, PERIODE, unit=UNIT, is_lanjut=True)
    tinggi, _ = read_tinggi(folder.keluaran(OPD, PERIODE) / "formulir" / f"{UNIT}.xlsx", 6)
    assert (tinggi or 0) > len(PANJANG) / 36 * 15


@BUTUH_SOFFICE
def test_text_in_a_number_cell_is_not_complete(formulir: Path, tmp_path: Path) -> None:
    """Neither "7,5 jam" nor "-" is a figure, and the column beside says so."""
    kode = read_contoh().laporan_unit[UNIT, 2].anggaran[0].sub_kegiatan_kode

    def tulis(buku: openpyxl.Workbook) -> None:
        for lembar, baris, isi in (
            ("Indikator", "IKP-2.6", {"Realisasi": "7,5 jam", "Bukti": "rekap"}),
            ("Indikator", "IKP-2.4", {"Pembilang": "40", "Penyebut": 43, "Bukti": "rekap"}),
            (
                "Sub Kegiatan",
                kode,
                {"Realisasi Triwulan Ini (Rp)": "-", "Fisik s.d. (%)": 9, "Realisasi Keluaran": 1},
            ),
        ):
            for judul, nilai in isi.items():
                buku[lembar][find(buku[lembar], baris, judul)].value = nilai

    edit(formulir, tulis)
    buku = openpyxl.load_workbook(
        convert(formulir, tmp_path, "xlsx:Calc MS Excel 2007 XML"), data_only=True
    )
    for nama, baris in (("Indikator", "IKP-2.6"), ("Indikator", "IKP-2.4"), ("Sub Kegiatan", kode)):
        assert buku[nama][find(buku[nama], baris, "Kelengkapan")].value == "bukan angka"
