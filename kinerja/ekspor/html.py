"""Notebook → one HTML file that needs no other file, host or script to be read.

Puts the frame (contents, style, script, security policy) around the nodes of a `Dokumen`; blocks
look as `kinerja.isi.html` says. Computes and formats nothing.
"""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from kinerja.ekspor.dokumen import Dokumen
from kinerja.ekspor.html_kerangka import build_kerangka, open_templat, read_templat
from kinerja.ekspor.html_lain import build_lain
from kinerja.ekspor.html_paspor import build_paspor
from kinerja.ekspor.html_prosa import render_prosa
from kinerja.ekspor.pengekspor import Pengekspor
from kinerja.ekspor.prosa import Simpul
from kinerja.isi.html import TEKS_STATUS, render_blok

TINGKAT_DAFTAR_ISI: Final = 2
"""Depth down to which headings stand in the contents."""


class HtmlExporter(Pengekspor):
    """Export an executed notebook as a self-contained HTML report."""

    export_from_notebook = "Kinerja HTML"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def export_dokumen(self, dokumen: Dokumen) -> str:
        """Give the document as one HTML text."""
        return export_html(dokumen)


def export_html(dokumen: Dokumen) -> str:
    """Render a document as one HTML text."""
    judul = dokumen.judul
    bagian_judul = (judul["judul"], judul["anak_judul"], TEKS_STATUS.get(judul["status"], ""))
    return (
        open_templat()
        .get_template("dokumen.html.j2")
        .render(
            judul_lengkap=" – ".join(bagian for bagian in bagian_judul if bagian),
            kerangka=build_kerangka("", read_templat("dokumen.js")),
            paspor=Markup(build_paspor(dokumen)),  # noqa: S704 - base64 in our own JSON
            lain=build_lain(dokumen.identitas),
            daftar_isi=[s for s in dokumen.daftar_isi if s["tingkat"] <= TINGKAT_DAFTAR_ISI],
            isi=[Markup(_render(simpul, dokumen)) for simpul in dokumen.simpul],  # noqa: S704 - escaped there
        )
    )


def _render(simpul: Simpul, dokumen: Dokumen) -> str:
    if simpul["jenis"] == "blok":
        return render_blok(simpul["blok"], dokumen.berjejak)
    return render_prosa(simpul)
