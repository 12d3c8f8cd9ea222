"""Odd but readable forms on their way to the reader: words, hidden parts, emptiness and length.

Every test puts a form into the sample, opens the report as a notebook does and looks at HTML, PDF,
letters or the workbook of findings.
"""

from __future__ import annotations

import io
import re
import time
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import typst
from bs4 import BeautifulSoup
from pypdf import PdfReader

from kinerja.cli.utama import run
from kinerja.data import read_data
from kinerja.ekspor.dokumen import Dokumen, build_dokumen
from kinerja.ekspor.html import export_html
from kinerja.ekspor.pdf import export_pdf
from kinerja.folder import Folder
from kinerja.isi.blok import Baris, Daftar, Judul, Kolom, Sel, Tabel
from kinerja.isi.lampiran import build_temuan
from kinerja.laporan import buka_laporan
from kinerja.temuan import Temuan, Tingkatan
from tests.bantuan_ekspor import build_notebook
from tests.bantuan_excel import edit_buku, find_sel, set_sel
from tests.bantuan_terima import OPD, PERIODE, UNIT, build_jalur_kerja, read_setoran, run_json

RACUN = (
    "=cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{7*7}} {% raw %}",
    "*tebal* _miring_ `kode` [taut](javascript:alert(1))",
    "\\input{rahasia} $x^2$",
    '#set page(fill: red) #eval("1")',
)
"""Texts that some format would take for orders; "@" before a letter is Typst's reference."""
TERBALIK = "awal\u202eakhir"


def build_laporan(akar: Path, bagian: Sequence[str], unit: str = "") -> Dokumen:
    """Build the document of some parts of a report, as its notebook would hold them."""
    laporan: Any = buka_laporan(OPD, PERIODE.slug, unit, folder=str(akar))
    return build_dokumen(
        build_notebook(
            [
                ("# Laporan", list(laporan.kop())),
                *((f"# {n}", list(getattr(laporan, n)())) for n in bagian),
            ]
        )
    )


def read_html(dokumen: Dokumen) -> BeautifulSoup:
    """Parse the HTML of a document."""
    return BeautifulSoup(export_html(dokumen), "lxml")


def read_pdf(dokumen: Dokumen) -> list[str]:
    """Give the text of each page of the PDF."""
    return [satu.extract_text() for satu in PdfReader(io.BytesIO(export_pdf(dokumen))).pages]


def press(teks: str) -> str:
    """Take line ends, spaces and invisible breaks out, to compare what is read."""
    return re.sub(r"[\s\u200b\u00ad]+", "", teks)


def write_kata(akar: Path, kode: str, isi: dict[str, str]) -> None:
    """Type texts into the row of an indicator, as Excel keeps what begins with an apostrophe."""

    def write(buku: openpyxl.Workbook) -> None:
        lembar = buku["Indikator"]
        for judul, nilai in isi.items():
            sel = lembar[find_sel(lembar, kode, judul)]
            sel.value = nilai
            sel.data_type = "s"

    edit_buku(build_jalur_kerja(akar), write)


# --- words -----------------------------------------------------------------------------------


@pytest.mark.gangguan(30)
@pytest.mark.parametrize("racun", RACUN)
def test_words_of_a_unit_are_shown_as_typed_in_html_and_pdf(akar, racun) -> None:
    """Gangguan 30: in the unit's report, whatever they look like."""
    kata = f"Kata {racun} habis."
    write_kata(akar, "IKS-4.2", {"Penjelasan": racun, "Kendala": kata})
    dokumen = build_laporan(akar, ["capaian"], UNIT)
    sup = read_html(dokumen)
    assert not sup.select("main script, main img, [onerror], a[href^=javascript]")
    teks = press(sup.main.get_text())
    halaman = press("".join(read_pdf(dokumen)))
    for satu in (racun, kata):
        assert press(satu) in teks
        assert press(satu) in halaman


@pytest.mark.gangguan(30)
def test_a_direction_override_cannot_turn_a_line_around(akar) -> None:
    """Gangguan 30: it becomes a visible mark in every format; the stored form keeps its bytes."""
    write_kata(akar, "IKS-4.2", {"Penjelasan": TERBALIK})
    dokumen = build_laporan(akar, ["capaian"], UNIT)
    html = export_html(dokumen)
    assert "\u202e" not in html
    assert "awal\ufffdakhir" in html
    assert "awal\ufffdakhir" in "".join(read_pdf(dokumen))
    isian = read_data(Folder(akar), OPD, PERIODE).masukan.laporan_unit[UNIT, 2].isian
    assert TERBALIK in {satu.penjelasan for satu in isian}


@pytest.mark.gangguan(30)
def test_a_control_character_keeps_the_form_out(akar, capsys) -> None:
    """Gangguan 30: a NUL that Excel escaped is refused with its cell, the others go on."""
    sel = set_sel(build_jalur_kerja(akar), "Indikator", "IKS-4.2", "Penjelasan", "a_x0000_b")
    kode, data = run_json(capsys, "periksa", PERIODE.slug)
    assert kode == 2
    galat = [t for t in data["temuan"] if t["tingkatan"] == "galat"]
    assert [(t["unit"], t["kode"], t["sel"]) for t in galat] == [(UNIT, "K-TEKS-KENDALI", sel)]
    assert "U+0000" in galat[0]["pesan"]


@pytest.mark.gangguan(30)
@pytest.mark.parametrize("racun", RACUN)
def test_names_are_shown_as_typed_in_letters_forms_and_findings(akar, racun, capsys) -> None:
    """Gangguan 30: a unit of that name, in Word and in Excel; no cell becomes a formula."""
    jalur = akar / f"parameters/{OPD}/instansi.yaml"
    lama = "nama: Sekretariat,"
    baru = f"nama: '{racun.replace(chr(39), chr(39) * 2)}',"
    isi = jalur.read_text(encoding="utf-8")
    assert lama in isi
    jalur.write_text(isi.replace(lama, baru), encoding="utf-8")
    assert run(["formulir", PERIODE.slug, "--unit", UNIT, "--lanjut"]) == 0
    folder = akar / f"outputs/{OPD}/{PERIODE.slug}/formulir"
    surat = docx.Document(str(folder / "surat-pengantar" / f"{UNIT}.docx"))
    tabel = [sel.text for satu in surat.tables for baris in satu.rows for sel in baris.cells]
    assert f"Formulir data kinerja {racun} {PERIODE.judul}" in tabel
    assert f"Penyampaian Data Kinerja {racun} {PERIODE.judul}" in tabel
    formulir = openpyxl.load_workbook(folder / f"{UNIT}.xlsx")
    assert racun in [sel.value for sel in formulir["Identitas"]["B"]]
    assert not [sel for sel in formulir["Identitas"]["B"] if sel.data_type == "f"]

    write_kata(akar, "IKS-4.2", {"Realisasi": racun})
    assert run(["periksa", PERIODE.slug, "--xlsx"]) == 2
    capsys.readouterr()
    buku = openpyxl.load_workbook(akar / f"outputs/{OPD}/{PERIODE.slug}/temuan.xlsx")
    semua = [sel for lembar in buku for baris in lembar.iter_rows() for sel in baris]
    assert not [sel for sel in semua if sel.data_type == "f"]
    assert f'"{racun}"' in {sel.value for sel in semua}


# --- hidden parts ----------------------------------------------------------------------------


@pytest.mark.gangguan(25)
def test_hidden_parts_count_and_the_report_says_so(akar) -> None:
    """Gangguan 25: a hidden row, column and sheet are read, and the report's notes tell of each."""
    semula = read_data(Folder(akar), OPD, PERIODE).rekap

    def hide(buku: openpyxl.Workbook) -> None:
        buku["Indikator"].row_dimensions[7].hidden = True
        buku["Indikator"].column_dimensions["I"].hidden = True
        buku["Sub Kegiatan"].sheet_state = "hidden"

    edit_buku(build_jalur_kerja(akar), hide)
    data = read_data(Folder(akar), OPD, PERIODE)
    assert data.rekap.rerata.angka.nilai == semula.rerata.angka.nilai
    for unit in ("", UNIT):
        dokumen = build_laporan(akar, ["temuan"], unit)
        teks, halaman = press(read_html(dokumen).main.get_text()), press("".join(read_pdf(dokumen)))
        for kalimat in (
            "Baris tersembunyi ikut dibaca",
            "Kolom tersembunyi ikut dibaca",
            "Lembar tersembunyi ikut dibaca",
            "sel baris 7",
            "sel kolom I",
        ):
            assert press(kalimat) in teks
            assert press(kalimat) in halaman


# --- emptiness -------------------------------------------------------------------------------


@pytest.mark.gangguan(32)
def test_a_form_of_headings_only_is_not_reported_and_the_report_says_so(akar, capsys) -> None:
    """Gangguan 32: no receipt, no figure, named as missing by both reports; the others count."""

    def empty(buku: openpyxl.Workbook) -> None:
        for nama in ("Indikator", "Sub Kegiatan"):
            buku[nama].delete_rows(5, 60)

    edit_buku(build_jalur_kerja(akar), empty)
    kode, data = run_json(capsys, "periksa", PERIODE.slug)
    assert kode == 0
    kosong = [satu for satu in data["temuan"] if satu["kode"] == "K-DATA-KOSONG"]
    assert [satu["unit"] for satu in kosong] == [UNIT]
    assert "dihitung belum lapor" in kosong[0]["pesan"]
    assert UNIT not in {satu.unit for satu in read_setoran(akar)}
    rekap = read_data(Folder(akar), OPD, PERIODE).rekap
    assert [satu.unit.slug for satu in rekap.unit if not satu.is_lapor] == [UNIT]
    assert any("Belum melapor Triwulan II: Sekretariat" in satu for satu in rekap.alasan_sementara)
    dokumen = build_laporan(akar, ["ringkasan", "kelengkapan"])
    tabel = read_html(dokumen).find("table", id="kelengkapan") or read_html(dokumen)
    baris = next(b for b in tabel.select("tr") if b.get_text().startswith("Sekretariat"))
    assert [sel.get_text().split(";")[0] for sel in baris.select("td")][-1] == "belum lapor"
    assert "Sekretariat" in read_html(dokumen).main.get_text()


# --- length ----------------------------------------------------------------------------------


@pytest.mark.gangguan(31)
def test_the_longest_cell_reaches_the_last_page_whole(akar) -> None:
    """Gangguan 31: 32.767 characters wrap and page; the first and last words are there."""
    kata = [f"kata{nomor:04d}" for nomor in range(4_000)]
    panjang = " ".join(kata)[: 32_767 - 6] + " tamat"
    assert len(panjang) == 32_767
    write_kata(akar, "IKS-4.2", {"Penjelasan": panjang})
    dokumen = build_laporan(akar, ["capaian"], UNIT)
    assert press(panjang) in press(read_html(dokumen).main.get_text())
    halaman = read_pdf(dokumen)
    assert len(halaman) > 5
    seluruh = "".join(halaman)
    for satu in (kata[0], kata[1_000], kata[3_000], "tamat"):
        assert satu in seluruh
    assert sum("kata" in satu for satu in halaman) >= 5


@pytest.mark.gangguan(31)
def test_a_thousand_notes_page_without_one_line_on_another() -> None:
    """Gangguan 31: a table and a list of 1.000 each, every note once, in its order."""
    tabel = Tabel(
        "tindak-lanjut",
        "Tindak lanjut",
        (Kolom("No", "tengah", 0.5), Kolom("Tindak lanjut", lebar=4.0)),
        tuple(
            Baris((Sel((str(n),)), Sel((f"Butir-{n:04d} menambah petugas " + "lama " * (n % 40),))))
            for n in range(1_000)
        ),
    )
    daftar = Daftar(tuple((f"Catatan-{n:04d}",) for n in range(1_000)), is_bernomor=True)
    mulai = time.process_time()
    dokumen = build_dokumen(
        build_notebook([("# T", [Judul("L", "", "final")]), ("# A", [tabel, daftar])])
    )
    halaman = PdfReader(io.BytesIO(export_pdf(dokumen))).pages
    assert time.process_time() - mulai < 20
    seluruh = "".join(satu.extract_text() for satu in halaman)
    assert re.findall(r"Butir-(\d+)", seluruh) == [f"{n:04d}" for n in range(1_000)]
    assert re.findall(r"Catatan-(\d+)", seluruh) == [f"{n:04d}" for n in range(1_000)]
    assert [tumpuk for satu in halaman for tumpuk in find_tumpuk(satu)] == []
    sup = BeautifulSoup(export_html(dokumen), "lxml")
    assert len(sup.select("main tbody tr")) == len(sup.select("main ol > li")) == 1_000


def test_text_on_text_is_noticed() -> None:
    """The search for overlaps finds two words at one place, and only those."""
    tumpuk = b"x #place(top + left)[satu] #place(top + left, dy: 3pt)[dua] y"
    biasa = b"a #linebreak() b #linebreak() c"
    for isi, jumlah in ((tumpuk, 2), (biasa, 0)):
        (halaman,) = PdfReader(io.BytesIO(typst.compile(isi))).pages
        assert len(find_tumpuk(halaman)) == jumlah


def find_tumpuk(halaman: Any) -> list[tuple[float, float]]:
    """Give the places where a line begins less than 0,7 of its size below the one above it."""
    per_kolom: dict[float, list[tuple[float, float]]] = defaultdict(list)

    def visit(teks: str, letak: Any, geser: Any, _: object, ukuran: float) -> None:
        if teks.strip():
            tinggi = round(letak[5] - geser[5], 1)
            per_kolom[round(letak[4] + geser[4], 1)].append((tinggi, ukuran))

    halaman.extract_text(visitor_text=visit)
    return [
        (x, bawah)
        for x, daftar in per_kolom.items()
        for (bawah, ukuran), (atas, _) in pairwise(sorted(daftar))
        if atas - bawah < 0.7 * ukuran
    ]


@pytest.mark.gangguan(31)
def test_many_findings_are_capped_with_a_notice() -> None:
    """Gangguan 31: the report prints 50 of a thousand and says so."""
    banyak = [
        Temuan("K-ANGKA", Tingkatan.PERINGATAN, f"Masalah {n}", unit=UNIT) for n in range(1_000)
    ]
    (tabel,) = build_temuan(banyak)
    assert isinstance(tabel, Tabel)
    assert len(tabel.baris) == 50
    assert tabel.catatan == ("Ditampilkan 50 dari 1000 temuan.",)
