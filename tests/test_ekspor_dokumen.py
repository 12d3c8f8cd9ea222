"""What of an executed notebook becomes the report, and what is refused."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from nbformat.v4 import new_code_cell, new_output

from kinerja.ekspor.dokumen import build_dokumen
from kinerja.ekspor.pdf import TEMPLAT
from kinerja.ekspor.periksa import BLOK
from kinerja.galat import EksporError
from kinerja.hitung.jejak import Angka
from kinerja.isi.blok import Grafik, Judul, Panel, Paragraf, Selesai, Subjudul, Tabel, encode_blok
from kinerja.isi.html import PERENDER, render_blok_html
from tests.bantuan_ekspor import SVG, build_laporan, build_notebook, build_sel

JUDUL = Judul("Laporan", "", "final")


@pytest.fixture(scope="module")
def dokumen():
    """The rich document, built once."""
    return build_dokumen(build_notebook(build_laporan(panjang=30)))


def test_empty_headings_and_the_title_cell_are_left_out(dokumen) -> None:
    """Headings without content never show; the notebook's own title cell is for editors."""
    assert [(k["tingkat"], k["teks"]) for k in dokumen.daftar_isi] == [
        (1, "Ringkasan"),
        (1, "Capaian indikator"),
        (2, "Menurut sasaran"),
        (3, "Sasaran 1 & 2"),
        (1, "Anggaran"),
        (2, "Rincian"),
        (1, "Pengesahan"),
        (1, "Jejak hitung"),
    ]


def test_levels_are_depths_so_none_is_skipped() -> None:
    """A level-3 heading right below a level-1 heading stands one level deeper."""
    nb = build_notebook(
        [
            ("# T", [JUDUL]),
            ("## A", [Subjudul("B", 4), Paragraf(("x",))]),
            ("## A", [Paragraf(("y",))]),
        ]
    )
    daftar = [(k["tingkat"], k["slug"]) for k in build_dokumen(nb).daftar_isi]
    assert daftar == [(1, "a"), (2, "b"), (1, "a-2")]


def test_tables_and_charts_are_numbered_in_order(dokumen) -> None:
    """Tables and charts have one numbering each, the same in all formats."""
    blok = [s["blok"] for s in dokumen.simpul if s["jenis"] == "blok"]
    nomor = [(b["jenis_blok"], b["nomor"]) for b in blok if "nomor" in b]
    assert nomor == [("Tabel", 1), ("Grafik", 1), ("Tabel", 2)]


def test_only_one_entry_of_a_passport_is_its_anchor() -> None:
    """A figure listed in two annexes has one link target."""
    laporan = build_laporan(panjang=3)
    nb = build_notebook([*laporan, laporan[-2]])
    dokumen = build_dokumen(nb)
    jangkar = [
        angka["id"]
        for s in dokumen.simpul
        if s["jenis"] == "blok" and s["blok"]["jenis_blok"] == "DaftarJejak"
        for angka in s["blok"]["angka"]
        if angka.get("is_jangkar")
    ]
    assert len(jangkar) == len(set(jangkar)) == len(dokumen.berjejak) == 32


def test_prose_that_announces_the_sentinel_is_left_out() -> None:
    """The words above the sentinel's cell speak to the editors of the notebook."""
    nb = build_notebook([("# T", [JUDUL]), ("# A\n\nisi", []), ("Sel terakhir.", [Selesai("x")])])
    assert [s["jenis"] for s in build_dokumen(nb).simpul] == ["blok", "kepala", "paragraf"]


@pytest.mark.gangguan(30)
def test_control_characters_become_a_visible_mark() -> None:
    """NUL, direction overrides and lone surrogates never reach a format."""
    nb = build_notebook([("# T", [JUDUL, Paragraf(("a\x00b\u202ec\ud800d",))])])
    assert build_dokumen(nb).simpul[1]["blok"]["isi"] == ["a�b�c�d"]


def test_streams_are_ignored_and_told() -> None:
    """Printed text is no part of the report, but the log says that it was there."""
    nb = build_notebook([("# T", [JUDUL])])
    nb.cells[-1].outputs.append(new_output("stream", name="stderr", text="peringatan"))
    assert build_dokumen(nb).catatan == (
        "sel ke-3 notebook: teks stderr tidak dimuat dalam laporan",
    )


def test_an_error_output_is_refused_with_its_cell() -> None:
    """A notebook with a failed cell is never exported."""
    nb = build_notebook([("# T", [JUDUL])])
    galat = new_output("error", ename="ValueError", evalue="nol", traceback=[])
    nb.cells.append(new_code_cell("x", outputs=[galat]))
    with pytest.raises(EksporError, match=r"sel ke-4 notebook\): ValueError: nol"):
        build_dokumen(nb)


def test_an_output_that_is_no_block_is_refused() -> None:
    """A data frame shown by an analyst names its cell instead of vanishing."""
    nb = build_notebook([("# T", [JUDUL])])
    data = {"text/html": "<table></table>", "text/plain": "df"}
    nb.cells.append(new_code_cell("df", outputs=[new_output("execute_result", data)]))
    with pytest.raises(EksporError, match=r"sel ke-4 notebook.*text/html, text/plain"):
        build_dokumen(nb)


@pytest.mark.parametrize(
    ("blok", "pesan"),
    [
        ({"jenis_blok": "TabelAjaib"}, "Blok tidak dikenal .*: TabelAjaib, seharusnya salah satu"),
        ({"jenis_blok": "Sel", "isi": []}, "Blok tidak dikenal .*: Sel"),
        ("teks", "Blok tidak dikenal .*: None"),
        ({"jenis_blok": "Paragraf", "isi": []}, "Paragraf tanpa nada"),
        ({"jenis_blok": "Paragraf", "isi": [{"a": 1}], "nada": ""}, "Isi blok tidak dikenal"),
    ],
)
def test_a_broken_block_is_refused_by_name(blok, pesan) -> None:
    """Unknown, misplaced or incomplete blocks name themselves and their cell."""
    nb = build_notebook([("# T", [JUDUL])])
    nb.cells.append(build_sel([blok]))
    with pytest.raises(EksporError, match=pesan) as galat:
        build_dokumen(nb)
    assert "sel ke-4 notebook" in galat.value.pesan


def test_a_chart_without_alternative_text_is_refused() -> None:
    """A chart that cannot be read aloud is an error that names it."""
    nb = build_notebook([("# T", [JUDUL, Grafik("g", "Serapan", SVG, " ")])])
    with pytest.raises(EksporError, match=r"Grafik tanpa teks alternatif .*: Serapan"):
        build_dokumen(nb)


def test_one_id_with_two_figures_is_refused() -> None:
    """No document tells two truths under one id."""
    angka = [Angka("s.x", Decimal(nilai), "persen") for nilai in ("85.235", "85.3")]
    nb = build_notebook([("# T", [JUDUL, Paragraf(tuple(angka))])])
    with pytest.raises(EksporError, match=r"Satu id, dua angka: s\.x: 85,24% .* dan 85,30%"):
        build_dokumen(nb)


def test_one_id_with_two_values_of_one_text_is_refused() -> None:
    """85,2449 and 85,2351 both show as 85,24%, yet they are two figures."""
    angka = [Angka("s.x", Decimal(nilai), "persen") for nilai in ("85.2449", "85.2351")]
    assert {satu.teks for satu in angka} == {"85,24%"}
    nb = build_notebook([("# T", [JUDUL, Paragraf(tuple(angka))])])
    with pytest.raises(EksporError, match=r"Satu id, dua angka: s\.x: .*85\.2449.*85\.2351"):
        build_dokumen(nb)


def test_characters_only_the_pdf_lacks_are_told() -> None:
    """A name whose signs the bundled font lacks is said, wherever it stands; known ones are not."""
    blok = [JUDUL, Panel("nama 中", (("😀 Rp5 → ÷ ≥",),))]
    nb = build_notebook([("# T", blok), ("# Bab 中", [Paragraf(("x",))])])
    (catatan,) = build_dokumen(nb).catatan
    assert catatan.startswith("tanda yang tidak ada pada huruf PDF dan di sana tampil sebagai �:")
    assert catatan.endswith(": 中 (U+4E2D), 😀 (U+1F600)")


def test_the_note_on_lacking_characters_is_short() -> None:
    """A report in another script names a dozen signs and counts the rest."""
    nb = build_notebook([("# T", [JUDUL, Paragraf(("".join(map(chr, range(0x4E00, 0x4E10))),))])])
    (catatan,) = build_dokumen(nb).catatan
    assert catatan.endswith("(U+4E0B) dan 4 lainnya")


def test_a_figure_without_id_is_refused() -> None:
    """Every figure has an id."""
    nb = build_notebook([("# T", [JUDUL, Paragraf((Angka("", Decimal(1), "angka"),))])])
    with pytest.raises(EksporError, match="Angka tanpa id"):
        build_dokumen(nb)


def test_a_notebook_that_did_not_run_is_refused() -> None:
    """The message says to run it first."""
    nb = build_notebook([("# T", [])])
    with pytest.raises(EksporError, match=r"tepat satu blok Judul: 0. Jalankan notebook"):
        build_dokumen(nb)


def test_every_block_has_a_look_in_html() -> None:
    """A new block class without renderer is noticed here."""
    assert set(PERENDER) == BLOK


def test_every_block_has_a_case_in_the_typst_template() -> None:
    """As for HTML; Subjudul becomes a heading, Selesai and the workbook show nothing."""
    teks = (TEMPLAT.parent / "blok.typ").read_text(encoding="utf-8")
    kasus = set(re.findall(r'jenis_blok == "(\w+)"', teks))
    assert kasus == BLOK - {"BukuKerja", "Subjudul", "Selesai"}


def test_the_notebook_fragment_stands_alone() -> None:
    """In JupyterLab a block brings its own style, and numbers or links nothing."""
    blok = [b for _, daftar in build_laporan(panjang=2) for b in daftar if isinstance(b, Tabel)]
    fragmen = render_blok_html(encode_blok(blok[:1]))
    assert fragmen.startswith("<style>.kb{")
    assert '<caption id="tabel-panjang"><span class="cp">Capaian indikator' in fragmen
    assert "#jejak" not in fragmen
