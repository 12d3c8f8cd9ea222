"""The board's notebook: runs to its end without a screen and becomes one readable page."""

from __future__ import annotations

import re
from functools import partial

import nbformat
import pytest

from kinerja.ekspor.html import HtmlExporter
from kinerja.ekspor.pdf import PdfExporter
from tests.bantuan_notebook import run_notebook


@pytest.fixture
def jalankan(akar):
    """Run the board with the parameters given."""
    return partial(run_notebook, akar / "notebooks/beranda.ipynb")


@pytest.mark.notebook
@pytest.mark.parametrize(
    ("parameter", "judul", "jumlah_tabel"),
    [
        ({}, "Papan SOP Triwulan II Tahun 2026", 5),
        ({"periode": "2026-tw3"}, "Papan SOP Triwulan III Tahun 2026", 5),
        ({"periode": "2025-tahunan"}, "Papan SOP Tahun 2025", 5),
        # A year without any data: the board says where to begin.
        ({"periode": "2024-tahunan"}, "Papan SOP Tahun 2024", 5),
    ],
)
def test_the_board_runs_and_exports(jalankan, parameter, judul, jumlah_tabel) -> None:
    """Every period gives a page with its title and tables; no code, no widget, no error in it."""
    nb = jalankan(**parameter)
    assert all(
        keluaran.output_type != "error" for sel in nb.cells for keluaran in sel.get("outputs", ())
    )
    html, _ = HtmlExporter().from_notebook_node(nb)
    assert f"<h1>{judul}</h1>" in html
    assert html.count("<caption") == jumlah_tabel
    assert not re.search(r"Traceback|ipywidgets|buka_beranda|>None<", html)
    assert 'lang="id"' in html


@pytest.mark.notebook
def test_the_board_becomes_a_pdf(jalankan) -> None:
    """The same notebook is a document for the wall."""
    pdf, _ = PdfExporter().from_notebook_node(jalankan())
    assert pdf.startswith(b"%PDF")


@pytest.mark.notebook
def test_run_all_keeps_the_desk_for_jupyter(jalankan) -> None:
    """The executed notebook holds the widget's view; stored it holds none."""
    nb = jalankan()
    jenis = [k.data.keys() for sel in nb.cells for k in sel.get("outputs", ()) if "data" in k]
    assert any("application/vnd.jupyter.widget-view+json" in satu for satu in jenis)
    asli = nbformat.read("notebooks/beranda.ipynb", as_version=4)
    assert all(not sel.get("outputs") for sel in asli.cells)
