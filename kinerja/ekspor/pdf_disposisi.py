"""An encoded lembar disposisi → the data its Typst template lays out: texts that may break.

Where a word must break follows from the widths of the columns below, which the template takes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from kinerja.ekspor.huruf import break_kata
from kinerja.isi.html_teks import Data

LEBAR_BUTIR: Final = (7.0, 30.0, 53.0, 25.0, 36.0, 19.0)
"""Columns of the table of instructions in millimetres; together the width of the page's text."""
_MM_PER_EM: Final = 2.83
"""At the 8 points of the table; with the padding of a cell taken off."""
_SELA_MM: Final = 2.6
_LEBAR_SISI_EM: Final = 24.0
"""The narrower half of head and foot."""

TulisTeks = Callable[[list[Any], float], list[Any]]


def build_lembar(blok: Data, tulis: TulisTeks) -> Data:
    """Build the data of a sheet; `tulis` gives running text with figures, breaking at a width."""
    batas = [(lebar - _SELA_MM) / _MM_PER_EM for lebar in LEBAR_BUTIR]
    return blok | {
        "lebar": list(LEBAR_BUTIR),
        "rincian": [
            {"label": satu["label"], "isi": tulis(satu["isi"], _LEBAR_SISI_EM)}
            for satu in blok["rincian"]
        ],
        "kepada": [
            satu | {"label": break_kata(satu["label"], _LEBAR_SISI_EM)} for satu in blok["kepada"]
        ],
        "ringkasan": [tulis(satu, _LEBAR_SISI_EM) for satu in blok["ringkasan"]],
        "butir": [
            {
                "nomor": satu["nomor"],
                "perihal": break_kata(satu["perihal"], batas[1]),
                "ditunjukkan": tulis(satu["ditunjukkan"], batas[2]),
                "unit": break_kata(satu["unit"], batas[3]),
                "isi": break_kata(satu["isi"], batas[4]),
                "tenggat": break_kata(satu["tenggat"], batas[5]),
            }
            for satu in blok["butir"]
        ],
        "tembusan": [break_kata(satu, _LEBAR_SISI_EM) for satu in blok["tembusan"]],
        "paraf": [break_kata(satu, _LEBAR_SISI_EM) for satu in blok["paraf"]],
    }
