"""Sparklines: the course of a figure over the last periods, as one small inline SVG.

The figures themselves stand in the rows of the list, so the drawing is hidden from readers of
screens. Scaled to its own range, at least ten points wide, so that noise is not drawn as a leap.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

LEBAR: Final = 56
TINGGI: Final = 16
TITIK: Final = 8
"""Periods drawn at most."""
RENTANG_TERKECIL: Final = 10.0
_TEPI: Final = 2


def draw_garis(deret: Sequence[float | None]) -> Markup:
    """Draw a course; a period without a figure is a gap. Nothing for fewer than two figures.

    >>> draw_garis([80.0, 90.0])
    Markup('<svg class="sp" viewBox="0 0 56 16" aria-hidden="true"><path d="M2 14L54 2"/>\
<circle cx="54" cy="2" r="2"/></svg>')
    >>> draw_garis([None, 90.0])
    Markup('')
    """
    akhir = deret[-TITIK:]
    terisi = [nilai for nilai in akhir if nilai is not None]
    if len(terisi) < 2 or akhir[-1] is None:
        return Markup("")
    tengah = (max(terisi) + min(terisi)) / 2
    rentang = max(max(terisi) - min(terisi), RENTANG_TERKECIL)
    jalur = ""
    is_terputus = True
    x = y = 0
    for ke, nilai in enumerate(akhir):
        if nilai is None:
            is_terputus = True
            continue
        x = round(_TEPI + ke * (LEBAR - 2 * _TEPI) / (len(akhir) - 1))
        y = round(TINGGI / 2 - (nilai - tengah) / rentang * (TINGGI - 2 * _TEPI))
        jalur += f"{'M' if is_terputus else 'L'}{x} {y}"
        is_terputus = False
    return Markup(  # noqa: S704 - numbers only
        f'<svg class="sp" viewBox="0 0 {LEBAR} {TINGGI}" aria-hidden="true"><path d="{jalur}"/>'
        f'<circle cx="{x}" cy="{y}" r="2"/></svg>'
    )
