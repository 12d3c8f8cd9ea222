"""The PDF report: PDF/A-2a, tagged, complete, nothing clipped or taken for markup."""

from __future__ import annotations

import io
import json
import re
import sys
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from kinerja.ekspor.dokumen import build_dokumen
from kinerja.ekspor.hasil import export_hasil
from kinerja.ekspor.html import export_html
from kinerja.ekspor.huruf import FON, measure_teks
from kinerja.ekspor.letak import A3_LANSKAP, A4_LANSKAP, A4_TEGAK, fit_tabel
from kinerja.ekspor.pdf import TEMPLAT, PdfExporter, build_masukan, export_pdf
from kinerja.ekspor.pdf_isi import build_isi
from kinerja.galat import EksporError
from kinerja.hitung.jejak import Angka
from kinerja.isi.blok import (
    Baris,
    Daftar,
    DaftarJejak,
    Grafik,
    Judul,
    Kartu,
    KartuRingkas,
    Kolom,
    Kop,
    Panel,
    Paragraf,
    Pengesahan,
    Sel,
    Tabel,
    encode_blok,
)
from tests.bantuan_ekspor import MARKAH, build_laporan, build_notebook

JUDUL = Judul("Laporan", "", "final")


@pytest.fixture(scope="module")
def dokumen():
    """The rich document, built once."""
    return build_dokumen(build_notebook())


@pytest.fixture(scope="module")
def pdf(dokumen):
    """Its PDF bytes."""
    return export_pdf(dokumen)


@pytest.fixture(scope="module")
def halaman(pdf):
    """Its pages."""
    return list(PdfReader(io.BytesIO(pdf)).pages)


@pytest.fixture(scope="module")
def teks_halaman(halaman):
    """The text of its pages."""
    return [satu.extract_text() for satu in halaman]


def _query(dokumen):
    import typst

    hasil = typst.query(
        TEMPLAT,
        "<angka>",
        field="value",
        sys_inputs=build_masukan(dokumen),
        font_paths=[FON],
        ignore_system_fonts=True,
    )
    return [(satu["id"], satu["teks"]) for satu in json.loads(hasil)]


def _rapat(teks: str) -> str:
    return re.sub(r"[\s\u200b]+", "", teks)


def test_figures_in_pdf_equal_those_in_the_other_formats(dokumen, teks_halaman) -> None:
    """One list of ids and texts: document, PDF metadata, hasil.json; and the page shows them."""
    angka = [(a["id"], a["teks"]) for a in dokumen.iter_angka()]
    assert _query(dokumen) == angka
    hasil = json.loads(export_hasil(dokumen))["angka"]
    assert {id_angka: satu["teks"] for id_angka, satu in hasil.items()} == dict(angka)
    seluruh, posisi = _rapat("".join(teks_halaman)), 0
    for _, teks in angka:
        posisi = seluruh.find(_rapat(teks), posisi)
        assert posisi >= 0, teks


def test_the_file_declares_pdf_a_2a_and_is_tagged(pdf) -> None:
    """XMP says PDF/A-2a; structure, language, title and bookmarks are there."""
    pembaca = PdfReader(io.BytesIO(pdf))
    akar = pembaca.trailer["/Root"]
    xmp = akar["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part>2<", xmp)
    assert re.search(r"pdfaid:conformance>A<", xmp)
    assert akar["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in akar
    assert akar["/Lang"].startswith("id")
    assert pembaca.metadata.title == "Laporan Kinerja Triwulan – Triwulan II Tahun 2026"
    assert pembaca.metadata.author == "Badan Contoh Keuangan"
    assert [b.title for b in pembaca.outline if not isinstance(b, list)] == [
        "Ringkasan",
        "Capaian indikator",
        "Anggaran",
        "Pengesahan",
        "Jejak hitung",
    ]


@pytest.mark.gangguan(52)
def test_all_fonts_are_embedded(halaman) -> None:
    """No page asks the reader's machine for a font."""
    for satu in halaman:
        for fon in satu["/Resources"].get("/Font", {}).values():
            turunan = fon.get_object()["/DescendantFonts"][0].get_object()
            jelas = turunan["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(jelas)


@pytest.mark.gangguan(52)
def test_wide_tables_lie_on_landscape_pages_with_their_heading(halaman, teks_halaman) -> None:
    """Only the pages of the 20-column table are landscape, and its heading stands there."""
    lanskap = [i for i, h in enumerate(halaman) if h.mediabox.width > h.mediabox.height]
    assert lanskap == [i for i, teks in enumerate(teks_halaman) if "5.02.02.2." in teks]
    assert "Rincian" in teks_halaman[lanskap[0]]


def test_running_lines_stay_on_one_line() -> None:
    """A long unit name is cut with an ellipsis; head and foot keep one line each."""
    judul = Judul(
        "Laporan Kinerja Triwulan II", "Bidang Perbendaharaan dan Akuntansi, " * 5, "draf"
    )
    judul = replace(judul, label="DATA CONTOH")
    kop = Kop(("Badan Pengelola Keuangan, Pendapatan, dan Aset Daerah " * 3,))
    nb = build_notebook(
        [("# T", [kop, judul]), ("# A", [Paragraf(("a",))]), ("# B", [Paragraf(("b",))])]
    )
    isi = build_isi(build_dokumen(nb))
    assert isi["lari"].startswith("Laporan Kinerja Triwulan II · Bidang")
    assert isi["lari"].endswith(" …")
    assert isi["kaki"].endswith(" …")
    teks = PdfReader(io.BytesIO(export_pdf(build_dokumen(nb)))).pages[-1].extract_text()
    baris = teks.splitlines()
    assert any(satu.startswith(isi["lari"]) for satu in baris)
    assert any(satu.startswith(isi["kaki"]) for satu in baris)


@pytest.mark.gangguan(52)
def test_a_long_table_repeats_its_head(teks_halaman) -> None:
    """Every page of the 300-row table has the head, the running header and the page count."""
    panjang = [(i, t) for i, t in enumerate(teks_halaman, 1) if re.search(r"Indikator \d+ ", t)]
    assert len(panjang) > 4
    for nomor, teks in panjang:
        assert "Kategori" in teks
        assert "SEMENTARA" in teks
        assert f"halaman {nomor} dari {len(teks_halaman)}" in teks


def test_contents_give_page_numbers(teks_halaman) -> None:
    """The contents name each chapter with the page on which it begins."""
    for nomor, teks in enumerate(teks_halaman, 1):
        if teks.split("SEMENTARA", 1)[-1].lstrip().startswith("Jejak hitung"):
            assert re.search(rf"Jejak hitung[ .]+{nomor}\b", teks_halaman[0])
            return
    pytest.fail("bab Jejak hitung tidak ditemukan")


@pytest.mark.gangguan(30)
def test_markup_is_shown_literally(teks_halaman) -> None:
    """Typst, Markdown, HTML and template markup arrive as typed."""
    seluruh = _rapat("".join(teks_halaman))
    for markah in MARKAH:
        assert _rapat(markah) in seluruh
    assert "<b>teks</b>" in seluruh


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=60))
def test_any_text_compiles(teks) -> None:
    """No text whatever stops the PDF: data is never markup, unshowable signs are replaced."""
    angka = Angka("s.x", teks, "teks")
    tabel = Tabel("t", teks, (Kolom(teks),), (Baris((Sel((teks, angka)),)),), catatan=(teks,))
    nb = build_notebook([("# T", [JUDUL, Paragraf((teks,)), tabel]), (teks, [])])
    assert export_pdf(build_dokumen(nb)).startswith(b"%PDF")


@pytest.mark.gangguan(52)
def test_characters_without_glyph_are_replaced() -> None:
    """PDF/A refuses empty boxes, so signs the font lacks become U+FFFD."""
    nb = build_notebook([("# T", [JUDUL, Paragraf(("nama 中 😀",))])])
    teks = PdfReader(io.BytesIO(export_pdf(build_dokumen(nb)))).pages[0].extract_text()
    assert "nama � �" in teks


def test_same_notebook_same_bytes() -> None:
    """The document's date comes from its identity, not from the clock."""
    laporan = build_laporan(panjang=20)
    satu, dua = (PdfExporter().from_notebook_node(build_notebook(laporan))[0] for _ in range(2))
    assert satu == dua
    tanggal = PdfReader(io.BytesIO(satu)).metadata.creation_date
    assert tanggal is not None
    assert tanggal.date().isoformat() == "2026-06-30"


@pytest.mark.gangguan(31)
def test_a_very_long_cell_runs_over_pages() -> None:
    """A cell at Excel's limit is split, not clipped: its last word is on the last page."""
    isi = " ".join(f"kata{i}" for i in range(3500))
    tabel = Tabel("t", "Catatan", (Kolom("Isi"),), (Baris((Sel((isi,)),)),))
    halaman = PdfReader(
        io.BytesIO(export_pdf(build_dokumen(build_notebook([("# T", [JUDUL, tabel])]))))
    ).pages
    assert len(halaman) > 3
    assert "kata3499" in halaman[-1].extract_text()


def test_empty_blocks_and_prose_compile() -> None:
    """A list, table or annex that has nothing to show stops no report."""
    blok = [
        JUDUL,
        Kop(()),
        Paragraf(()),
        Daftar(()),
        Daftar(((),), is_bernomor=True),
        Panel("", ()),
        KartuRingkas(()),
        KartuRingkas((Kartu("", ()),)),
        Tabel("t", "", (Kolom(""),), ()),
        Tabel("u", "", (Kolom("A"), Kolom("B")), (Baris((Sel((), rentang=2),), "grup"),) * 2),
        Pengesahan("", (), ""),
        DaftarJejak("j", "", ()),
    ]
    prosa = "# \n\n# A\n\n|a|b|\n|-|-|\n\n- \n\n>\n\n```\n```\n\n[](#a) [x](#tidak-ada)"
    nb = build_notebook([("# T", blok), (prosa, [])])
    assert export_pdf(build_dokumen(nb)).startswith(b"%PDF")
    assert export_html(build_dokumen(nb)).endswith("</html>\n")


def test_a_broken_drawing_is_told_in_indonesian() -> None:
    """A fault inside Typst becomes one message of ours."""
    nb = build_notebook([("# T", [JUDUL, Grafik("g", "Serapan", "<svg", "teks")])])
    with pytest.raises(EksporError, match=r"^PDF tidak dapat disusun: "):
        export_pdf(build_dokumen(nb))


@pytest.mark.gangguan(51)
def test_a_missing_engine_is_told(monkeypatch, dokumen) -> None:
    """Without the typst package the message says that only the PDF is affected."""
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(EksporError, match="paket typst tidak terpasang"):
        export_pdf(dokumen)


def _tabel(banyak: int, digit: str, orientasi="tegak") -> dict:
    kolom = tuple(Kolom(f"K{i}", "kanan") for i in range(banyak))
    sel = tuple(Sel((digit,)) for _ in range(banyak))
    return encode_blok([Tabel("t", "T", kolom, (Baris(sel),), orientasi=orientasi)])[0]


@pytest.mark.parametrize(
    ("banyak", "orientasi", "kertas"),
    [
        (5, "tegak", A4_TEGAK),
        (5, "lanskap", A4_LANSKAP),
        (11, "tegak", A4_LANSKAP),
        (18, "lanskap", A3_LANSKAP),
    ],
)
def test_figures_are_never_broken(banyak, orientasi, kertas) -> None:
    """Each column holds its longest figure; paper grows only when type of 7 pt is too wide."""
    letak = fit_tabel(_tabel(banyak, "371.860.787.429", orientasi))
    assert letak.kertas == kertas
    assert letak.ukuran >= 7
    assert sum(letak.lebar) == pytest.approx(kertas.lebar_pt)
    for i in range(banyak):
        assert letak.inner_em(i) >= measure_teks("371.860.787.429")


def test_a_table_wider_than_a3_is_refused() -> None:
    """The message names the table and what to do."""
    with pytest.raises(EksporError, match='Tabel "T" lebih lebar daripada kertas A3'):
        fit_tabel(_tabel(30, "371.860.787.429"))


def test_importing_the_exporter_does_not_load_typst() -> None:
    """A forked worker hangs when Typst compiled before the fork: it is imported on use only."""
    import subprocess

    kode = "import sys, kinerja.ekspor.pdf; sys.exit('typst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", kode], check=False).returncode == 0


def test_html_and_pdf_show_the_same_number_of_figures(dokumen) -> None:
    """A figure that one format drops is noticed."""
    assert export_html(dokumen).count("data-id=") == len(_query(dokumen))


def test_decimal_figures_keep_their_full_value(dokumen) -> None:
    """Rounding for display leaves the value in hasil.json untouched."""
    hasil = json.loads(export_hasil(dokumen))["angka"]["opd.capaian"]
    assert (Decimal(hasil["nilai"]), hasil["teks"]) == (Decimal("85.235"), "85,24%")
