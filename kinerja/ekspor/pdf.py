"""Notebook → tagged PDF/A-2a through the bundled Typst template.

Hands data to the template and nothing else. Typst is imported inside the function that compiles:
a process that is forked after Typst has run hangs.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Final

from kinerja.ekspor.dokumen import Dokumen
from kinerja.ekspor.huruf import FON
from kinerja.ekspor.pdf_isi import build_isi
from kinerja.ekspor.pengekspor import Pengekspor
from kinerja.galat import EksporError

TEMPLAT: Final = Path(__file__).parent / "templat" / "laporan.typ"
STANDAR: Final = "a-2a"


class PdfExporter(Pengekspor):
    """Export an executed notebook as a PDF for reading, signing and keeping."""

    export_from_notebook = "Kinerja PDF"
    output_mimetype = "application/pdf"

    def _file_extension_default(self) -> str:
        return ".pdf"

    def export_dokumen(self, dokumen: Dokumen) -> bytes:
        """Give the document as PDF bytes."""
        return export_pdf(dokumen)


def export_pdf(dokumen: Dokumen) -> bytes:
    """Lay a document out as PDF/A-2a; the same document gives the same bytes.

    Raises:
        EksporError: Typst is missing or refuses the document.
    """
    try:
        import typst
    except ImportError as galat:
        raise EksporError(
            "PDF tidak dapat dibuat karena paket typst tidak terpasang",
            saran="Pasang ulang lingkungan kit; format lain tidak terpengaruh.",
        ) from galat
    try:
        hasil = typst.compile(
            TEMPLAT,
            sys_inputs=build_masukan(dokumen),
            font_paths=[FON],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=STANDAR,
            timestamp=int(datetime.combine(dokumen.tanggal, time(), UTC).timestamp()),
        )
    except typst.TypstError as galat:
        raise EksporError(
            "PDF tidak dapat disusun",
            ditemukan=str(galat).splitlines()[0],
            saran="Format lain tidak terpengaruh; laporkan pesan ini kepada pengelola kit.",
        ) from galat
    return bytes(hasil)


def build_masukan(dokumen: Dokumen) -> dict[str, str]:
    """Give the one input of the template: the document as JSON."""
    return {"isi": json.dumps(build_isi(dokumen), ensure_ascii=False)}
