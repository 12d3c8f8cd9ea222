"""Notebook → one HTML file that needs no other file, host or script to be read.

Puts the frame (contents, style, script, security policy) around the nodes of a `Dokumen`; blocks
look as `kinerja.isi.html` says. Computes and formats nothing.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kinerja.ekspor.dokumen import Dokumen
from kinerja.ekspor.html_lain import build_lain
from kinerja.ekspor.html_paspor import build_paspor
from kinerja.ekspor.html_prosa import render_prosa
from kinerja.ekspor.pengekspor import Pengekspor
from kinerja.ekspor.prosa import Simpul
from kinerja.isi.html import GAYA_BLOK, TEKS_STATUS, render_blok

TEMPLAT: Final = Path(__file__).parent / "templat"
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
    gaya = GAYA_BLOK + _read_templat("dokumen.css")
    skrip = _compact(_read_templat("dokumen.js"))
    judul = dokumen.judul
    bagian_judul = (judul["judul"], judul["anak_judul"], TEKS_STATUS.get(judul["status"], ""))
    return (
        _environment()
        .get_template("dokumen.html.j2")
        .render(
            judul_lengkap=" – ".join(bagian for bagian in bagian_judul if bagian),
            csp=f"default-src 'none'; img-src data:; style-src '{_hash(gaya)}'; "
            f"script-src '{_hash(skrip)}'; base-uri 'none'; form-action 'none'",
            gaya=Markup(gaya),  # noqa: S704 - our own file
            skrip=Markup(skrip),  # noqa: S704 - our own file
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


def _compact(skrip: str) -> str:
    """Drop the indentation and whole-line comments of our script: every report carries it."""
    baris = (satu.strip() for satu in skrip.splitlines())
    return "\n".join(satu for satu in baris if satu and not satu.startswith("//"))


def _hash(teks: str) -> str:
    return f"sha256-{b64encode(sha256(teks.encode()).digest()).decode('ascii')}"


def _read_templat(nama: str) -> str:
    return (TEMPLAT / nama).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLAT),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
