"""rekap.xlsx of the sample: live formulas, stored values, looks, safety, equal bytes."""

from __future__ import annotations

import io
import json
import re
import zipfile
from itertools import cycle
from random import Random

import openpyxl
import pandas as pd
import pytest
from nbconvert.exporters import get_exporter
from openpyxl.utils import get_column_letter

from kinerja import buka_laporan
from kinerja.ekspor.dokumen import build_dokumen
from kinerja.ekspor.html import HtmlExporter
from kinerja.ekspor.xlsx import LEMBAR_ID, XlsxExporter, export_xlsx
from kinerja.galat import EksporError
from kinerja.isi.blok import encode_blok
from kinerja.laporan import LaporanBidang
from kinerja.periode import Periode
from tests.bantuan_buku import (
    build_buku,
    export_buku,
    format_sel,
    list_beda,
    list_beda_teks,
    map_sel,
    read_rumus,
    recalculate,
    strip_nilai,
)
from tests.bantuan_ekspor import MARKAH, build_laporan, build_notebook
from tests.bantuan_formulir import SOFFICE
from tests.bantuan_instansi import KEBIJAKAN, build_instansi

pytestmark = pytest.mark.timeout(300)
TAHUN = "2025-tahunan"
TW3 = "2026-tw3"
LEMBAR_TAHUN = (
    *("Ringkasan", "Indikator", "Sasaran", "Anggaran", "Matriks", "Perkembangan"),
    *("Rekonsiliasi", "Temuan", "Isian Indikator", "Tahapan", "Isian Anggaran"),
    *("Parameter", "Kamus Data"),
)


@pytest.fixture(scope="module")
def buku(asli):
    """The encoded workbook block of a year, of a quarter after a change of plan, of two units."""
    laporan = {nama: buka_laporan("bpkd", nama, "", str(asli)) for nama in (TW3, TAHUN)}
    data = laporan[TW3].data
    unit = {satu.slug: satu for satu in data.masukan.unit}
    laporan |= {slug: LaporanBidang(data, unit[slug]) for slug in ("sekretariat", "ppkd")}
    return {nama: encode_blok(satu.buku_kerja())[0] for nama, satu in laporan.items()}


@pytest.fixture(scope="module")
def isi(buku):
    """The bytes of each workbook."""
    return {nama: export_buku(satu) for nama, satu in buku.items()}


@pytest.fixture(scope="module")
def tahun(isi):
    """The year's workbook, opened."""
    return openpyxl.load_workbook(io.BytesIO(isi[TAHUN]))


def test_recalculated_sample_equals_the_kit(buku, isi, tmp_path):
    """Every formula cell, and every figure to its last printed digit."""
    ulang = recalculate({nama: strip_nilai(satu) for nama, satu in isi.items()}, tmp_path)
    for nama, satu in isi.items():
        assert list_beda(satu, ulang[nama]) == [], nama
        assert list_beda_teks(buku[nama], ulang[nama]) == [], nama


def test_a_slip_in_a_ratio_is_no_error_in_the_totals(isi, tmp_path):
    """A space or a word where a part of a ratio belongs: not reported, and nothing breaks."""
    buku = openpyxl.load_workbook(io.BytesIO(isi[TW3]))
    lembar = buku["Isian Indikator"]
    bagian = [
        sel
        for baris in lembar.iter_rows()
        for sel in baris
        if isinstance(sel.value, (int, float)) and is_bagian(lembar, sel.column)
    ]
    assert len(bagian) > 5
    for sel, salah in zip(bagian, cycle((" ", "abc")), strict=False):
        sel.value = salah
    aliran = io.BytesIO()
    buku.save(aliran)
    ulang = recalculate({"salah": aliran.getvalue()}, tmp_path)["salah"]
    hasil = openpyxl.load_workbook(io.BytesIO(ulang), data_only=True)
    galat = [
        (satu.title, sel.coordinate, sel.value)
        for satu in hasil
        for baris in satu.iter_rows()
        for sel in baris
        if str(sel.value).startswith("#")
    ]
    assert galat == []


def is_bagian(lembar, kolom):
    """Whether a column of the sheet of inputs holds a part of a ratio, by its headings."""
    judul = [str(lembar.cell(baris, kolom).value) for baris in range(1, 9)]
    return any("Pembilang" in satu or "Penyebut" in satu for satu in judul)


@pytest.mark.filterwarnings("ignore")
@(pytest.mark.panjang if SOFFICE else pytest.mark.timeout(240))
def test_a_second_engine_agrees(isi, tmp_path):
    """A unit of the sample and an agency of all rules, computed by the package `formulas`.

    Always where LibreOffice is missing, otherwise among the long runs.
    """
    formulas = pytest.importorskip("formulas", reason="paket formulas tidak terpasang")
    buatan = build_instansi(Random(7), Periode(2026, 2), 0)  # noqa: S311 - made-up data
    daftar = {
        "sekretariat": isi["sekretariat"],
        "buatan": export_buku(build_buku(buatan, KEBIJAKAN[0])),
    }
    for nama, asal in daftar.items():
        jalur = tmp_path / f"{nama}.xlsx"
        jalur.write_bytes(strip_nilai(asal))
        hasil = formulas.ExcelModel().loads(str(jalur)).finish(circular=False).calculate()
        banyak = 0
        for lembar, sel in read_rumus(asal).items():
            for alamat, nilai in sel.items():
                hitung = hasil[f"'[{jalur.name}]{lembar.upper()}'!{alamat}"].value[0, 0]
                sama = (
                    pytest.approx(nilai, rel=1e-9, abs=1e-9) if isinstance(nilai, float) else nilai
                )
                assert hitung == sama, (nama, lembar, alamat)
                banyak += 1
        assert banyak > 300, nama


def test_cells_to_try_values_in_refuse_words(buku, isi):
    """Every yellow cell of a number takes a number or nothing, and says so in Indonesian."""
    banyak = {}
    for nama in (TAHUN, TW3):
        hasil = openpyxl.load_workbook(io.BytesIO(isi[nama]))
        aturan = {
            (satu.title, alamat)
            for satu in hasil
            for validasi in satu.data_validations.dataValidation
            for jangkauan in validasi.sqref.ranges
            for alamat in list_alamat(jangkauan)
            if validasi.type == "decimal"
            and validasi.showErrorMessage
            and validasi.allow_blank
            and validasi.errorTitle == "Isian tidak cocok"
            and validasi.error.startswith("Ketik angka saja")
        }
        harap = {
            kunci
            for kunci, sel in map_sel(buku[nama]).items()
            if isinstance(sel, dict)
            and sel.get("is_isian")
            and sel["bentuk"] not in {"teks", "tanggal"}
        }
        assert aturan == harap
        banyak |= dict(aturan)
    assert set(banyak) >= {"Isian Indikator", "Isian Anggaran", "Parameter"}


def list_alamat(jangkauan):
    """The addresses of a range."""
    return [
        f"{get_column_letter(kolom)}{baris}"
        for baris in range(jangkauan.min_row, jangkauan.max_row + 1)
        for kolom in range(jangkauan.min_col, jangkauan.max_col + 1)
    ]


def test_programs_that_compute_nothing_see_the_values(buku, isi):
    """Formula cells hold the kit's value; pandas and openpyxl read it."""
    lembar = pd.read_excel(io.BytesIO(isi[TW3]), sheet_name="Ringkasan", header=4)
    nilai = lembar.set_index("Uraian")["Nilai"]
    asal = {
        sel["hasil"]["id"]: sel["hasil"]["teks"]
        for sel in map_sel(buku[TW3]).values()
        if isinstance(sel, dict) and sel.get("hasil", {}).get("jenis_blok") == "Angka"
    }
    rerata = float(nilai["Rata-rata capaian perangkat daerah"])
    assert format_sel(rerata, "persen") == asal["pd.rerata"]
    assert nilai["Pagu (Rp), Total Belanja"] == 371_360_787_429


def test_every_figure_is_found_by_its_id(buku, isi):
    """The hidden sheet names the cell of every figure, which shows its text."""
    hasil = openpyxl.load_workbook(io.BytesIO(isi[TAHUN]), data_only=True)
    assert hasil[LEMBAR_ID].sheet_state == "hidden"
    ids = {baris[0]: baris[1:] for baris in hasil[LEMBAR_ID].iter_rows(min_row=2, values_only=True)}
    semua = {
        angka["id"]: angka
        for sel in map_sel(buku[TAHUN]).values()
        if isinstance(sel, dict)
        for angka in (sel, sel.get("hasil", {}))
        if angka.get("jenis_blok") == "Angka"
    }
    assert set(ids) == set(semua)
    for kunci, (lembar, alamat, teks) in ids.items():
        nilai = hasil[lembar][alamat].value
        assert teks == semua[kunci]["teks"]
        if isinstance(nilai, (int, float)) and "–" not in teks:
            assert format_sel(float(nilai), semua[kunci]["bentuk"]) == teks, kunci


def test_the_sheets_are_ready_to_view_and_print(tahun):
    """Frozen heads, filters, repeated heads, areas, landscape on one width; 42 numbered columns."""
    assert tuple(tahun.sheetnames) == (*LEMBAR_TAHUN, LEMBAR_ID)
    for nama in LEMBAR_TAHUN:
        lembar = tahun[nama]
        assert lembar.freeze_panes, nama
        assert lembar.auto_filter.ref, nama
        assert lembar.print_title_rows, nama
        assert lembar.print_area, nama
        assert lembar.page_setup.orientation == "landscape"
        assert lembar.sheet_properties.pageSetUpPr.fitToPage
        assert lembar["A2"].value.startswith("DRAF"), nama
        assert lembar.oddFooter.center.text == "DRAF"
    matriks = tahun["Matriks"]
    assert [sel.value for sel in matriks[6]] == list(range(1, 43))
    assert matriks.page_setup.paperSize == int(matriks.PAPERSIZE_A3)


def test_formulas_are_alive_and_use_names(tahun):
    """Capaian, mean, absorption, category: formulas over other cells; the scale has a name."""
    indikator = tahun["Indikator"]
    judul = {sel.value: sel.column_letter for sel in indikator[5]}
    for nama in ("Capaian", "Dipakai", "Kategori", "Putusan"):
        assert str(indikator[f"{judul[nama]}6"].value).startswith("="), nama
    assert "batas_kategori" in indikator[f"{judul['Kategori']}6"].value
    assert {"batas_kategori", "label_kategori", "batas_atas", "skala_1"} <= set(tahun.defined_names)
    angka = sum(
        str(sel.value)[:1] not in {"=", "", "N"}
        for baris in tahun["Sasaran"].iter_rows(min_row=6, min_col=4, max_col=10)
        for sel in baris
    )
    assert angka == 0


def test_no_sumproduct_of_a_lone_comparison(buku):
    """Excel takes one for 0 where LibreOffice counts it, so recalculating here would not tell."""
    sendiri = re.compile(r"SUMPRODUCT\(\([^()]*[<>=][^()]*\)\)")
    assert sendiri.search('SUMPRODUCT((⟦Indikator|i0|c|i5|c⟧="–"))')
    for satu in buku.values():
        for sel in map_sel(satu).values():
            if isinstance(sel, dict) and sel["jenis_blok"] == "RumusBuku":
                assert not sendiri.search(sel["isi"]), sel["isi"]


def test_the_same_document_gives_the_same_bytes(buku, isi):
    """No clock and no chance in the container."""
    assert export_buku(buku[TW3]) == isi[TW3]
    with zipfile.ZipFile(io.BytesIO(isi[TW3])) as wadah:
        assert {satu.date_time for satu in wadah.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_people_s_words_are_never_formulas(buku):
    """Texts that would do something in Excel stay texts, in cells and in titles."""
    jahat = ("=1+1", "+cmd|' /C calc'!A1", "@SUM(A1)", "-2+3", "\t=1", "#REF!", *MARKAH)
    satu = {**buku["ppkd"]}
    lembar = satu["lembar"][0]
    kolom = [kolom["kunci"] for kolom in lembar["kolom"]]
    baris = [
        {**lembar["baris"][0], "kunci": f"x{i}", "sel": [teks] + [None] * (len(kolom) - 1)}
        for i, teks in enumerate(jahat)
    ]
    satu["lembar"] = [{**lembar, "baris": baris}, *satu["lembar"][1:]]
    hasil = openpyxl.load_workbook(io.BytesIO(export_buku(satu)))["Ringkasan"]
    for nomor, teks in enumerate(jahat, start=6):
        sel = hasil.cell(nomor, 1)
        assert sel.data_type == "s", teks
        assert str(sel.value).strip() == teks.strip()


def test_the_workbook_stands_beside_the_report(buku):
    """HTML shows nothing of it, hasil.json's figures stay those of the report."""
    tanpa = build_dokumen(build_notebook(build_laporan(panjang=5)))
    nb = build_notebook(build_laporan(panjang=5))
    sel = next(sel for sel in nb.cells if sel.get("outputs"))
    sel.outputs[0].data[next(iter(sel.outputs[0].data))].append(buku["ppkd"])
    dengan = build_dokumen(nb)
    assert dengan.buku is not None
    assert dengan.simpul == tanpa.simpul
    assert list(dengan.iter_angka()) == list(tanpa.iter_angka())
    assert "rekap.xlsx" not in HtmlExporter().from_notebook_node(nb)[0]
    assert export_xlsx(dengan)[:2] == b"PK"


def test_two_truths_are_refused(buku):
    """A figure of the workbook that contradicts the report stops every format."""
    nb = build_notebook(build_laporan(panjang=5))
    teks = re.sub(r'"ang\.unit\.ppkd\.serapan"', '"opd.serapan"', json.dumps(buku["ppkd"]))
    sel = next(sel for sel in nb.cells if sel.get("outputs"))
    sel.outputs[0].data[next(iter(sel.outputs[0].data))].append(json.loads(teks))
    with pytest.raises(EksporError, match="Satu id, dua angka"):
        build_dokumen(nb)


def test_a_notebook_without_the_workbook_says_so():
    """An older notebook of a working folder is told what to do."""
    with pytest.raises(EksporError, match="tidak memuat buku kerja"):
        XlsxExporter().from_notebook_node(build_notebook(build_laporan(panjang=5)))


def test_jupyter_offers_it():
    """The exporter stands under nbconvert's entry points."""
    assert get_exporter("kinerja.ekspor.xlsx.XlsxExporter") is XlsxExporter
