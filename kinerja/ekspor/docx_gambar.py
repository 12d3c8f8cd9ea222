"""Charts for Word: the very drawings of the other formats, as PNG pictures.

Word shows SVG only in newer versions, so Typst, which draws them for the PDF, paints them here.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kinerja.ekspor.dokumen import Dokumen, jenis_simpul
from kinerja.ekspor.huruf import FON
from kinerja.galat import EksporError

TEMPLAT: Final = Path(__file__).parent / "templat" / "gambar.typ"
TITIK_PER_INCI: Final = 200
TINGGI_TERBESAR: Final = 540.0
"""Points; a taller chart is made smaller."""


@dataclass(frozen=True, slots=True)
class Gambar:
    """A picture with its natural size in points."""

    png: bytes
    lebar: float
    tinggi: float

    def fit(self, lebar: float) -> tuple[float, float]:
        """Give width and height within a text width; nothing is made larger.

        >>> Gambar(b"", 400, 200).fit(200)
        (200.0, 100.0)
        """
        skala = min(1, lebar / self.lebar, TINGGI_TERBESAR / self.tinggi)
        return self.lebar * skala, self.tinggi * skala


def draw_gambar(dokumen: Dokumen) -> dict[int, Gambar]:
    """Paint the charts of a document; by their numbers.

    Raises:
        EksporError: Typst is missing, or a drawing cannot be painted.
    """
    daftar = [s["blok"] for s in dokumen.simpul if jenis_simpul(s) == "Grafik"]
    if not daftar:
        return {}
    try:
        import typst
    except ImportError as galat:
        raise EksporError(
            "Grafik tidak dapat dibuat karena paket typst tidak terpasang",
            saran="Pasang ulang lingkungan kit; HTML tidak terpengaruh.",
        ) from galat
    try:
        hasil = typst.compile(
            TEMPLAT,
            sys_inputs={"isi": json.dumps([satu["svg"] for satu in daftar])},
            font_paths=[FON],
            ignore_system_fonts=True,
            format="png",
            ppi=TITIK_PER_INCI,
        )
    except typst.TypstError as galat:
        raise EksporError(
            "Grafik tidak dapat digambar untuk Word",
            ditemukan=str(galat).splitlines()[0],
            saran="Format lain tidak terpengaruh; laporkan pesan ini kepada pengelola kit.",
        ) from galat
    lembar: Any = [hasil] if len(daftar) == 1 else hasil
    return {satu["nomor"]: _read_gambar(png) for satu, png in zip(daftar, lembar, strict=True)}


def _read_gambar(png: bytes) -> Gambar:
    """Read the size of a picture from its head."""
    lebar, tinggi = struct.unpack(">II", png[16:24])
    skala = 72 / TITIK_PER_INCI
    return Gambar(png, lebar * skala, tinggi * skala)
