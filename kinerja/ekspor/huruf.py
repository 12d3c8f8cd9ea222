"""What the bundled font can show and how wide it sets a text.

Reads the font files that the PDF template uses, so column widths are known before a page is made.
Knows nothing about blocks.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

FON: Final = Path(__file__).parent / "fon"
FON_TEBAL: Final = FON / "SourceSans3_700Bold.ttf"
"""Bold is the widest style, so a width measured with it is safe for all."""

BOLEH_PUTUS: Final = frozenset("._/-\\@:?&=#,;|")
JEDA: Final = "\u200b"
LEBAR_UMUM: Final = 0.6
TANPA_BENTUK: Final = frozenset("\n\t\ufffd\u2060")
"""Characters that need no glyph of the font: layout, or drawn from the fallback font."""


class _Lebar(dict[str, float]):
    """Advance widths by character, in em; one that the font lacks has a common one."""

    def __missing__(self, huruf: str) -> float:
        return LEBAR_UMUM


@cache
def _read_lebar() -> _Lebar:
    from matplotlib.ft2font import FT2Font, LoadFlags

    fon = FT2Font(str(FON_TEBAL))
    return _Lebar(
        (chr(kode), fon.load_glyph(bentuk, flags=LoadFlags.NO_SCALE).horiAdvance / fon.units_per_EM)
        for kode, bentuk in fon.get_charmap().items()
    )


@cache
def _read_terbaca() -> frozenset[str]:
    """Read the characters that a page can show."""
    return TANPA_BENTUK.union(_read_lebar())


def measure_teks(teks: str) -> float:
    """Give the width of a text on one line, in em.

    >>> round(measure_teks("371.860.787.429"), 2)
    7.24
    """
    return sum(map(_read_lebar().__getitem__, teks))


def measure_kata(teks: str) -> float:
    """Give the width of the widest word of a text, in em."""
    return max((measure_teks(kata) for kata in teks.split()), default=0.0)


def replace_tak_terbaca(teks: str) -> str:
    """Put U+FFFD for characters the font cannot show; PDF/A refuses a page with empty boxes.

    >>> replace_tak_terbaca("Rp5 → 中")
    'Rp5 → \ufffd'
    """
    terbaca = _read_terbaca()
    if terbaca.issuperset(teks):
        return teks
    return "".join(huruf if huruf in terbaca else "\ufffd" for huruf in teks)


def find_tak_terbaca(teks: str) -> frozenset[str]:
    """Give the characters that `replace_tak_terbaca` would lose.

    >>> sorted(find_tak_terbaca("Rp5 → 中"))
    ['中']
    """
    terbaca = _read_terbaca()
    return frozenset() if terbaca.issuperset(teks) else frozenset(teks) - terbaca


def shorten_teks(teks: str, batas: float) -> str:
    """Cut a text to one line of `batas` em, at a word where it can be, with an ellipsis.

    >>> shorten_teks("Laporan Bidang Perbendaharaan dan Akuntansi", 14)
    'Laporan Bidang …'
    """
    if measure_teks(teks) <= batas:
        return teks
    while teks and measure_teks(f"{teks} …") > batas:
        teks = teks.rpartition(" ")[0] if " " in teks else teks[:-1]
    return f"{teks.rstrip(' ·–,')} …"


def break_kata(teks: str, batas: float) -> str:
    """Let words wider than `batas` em break: after a separator where there is one.

    >>> break_kata("data/2026-tw2/sekretariat.xlsx", 9).split(JEDA)
    ['data/2026-tw2/', 'sekretariat.xlsx']
    """
    if measure_kata(teks) <= batas:
        return teks
    bagian = re.split(r"(\s+)", teks)
    return "".join(_break_satu(kata, batas) if kata.strip() else kata for kata in bagian)


def _break_satu(kata: str, batas: float) -> str:
    potongan = []
    while measure_teks(kata) > batas:
        panjang = 1
        while panjang < len(kata) and measure_teks(kata[: panjang + 1]) <= batas:
            panjang += 1
        pisah = max((i + 1 for i in range(panjang) if kata[i] in BOLEH_PUTUS), default=panjang)
        potongan.append(kata[:pisah])
        kata = kata[pisah:]
    return JEDA.join([*potongan, kata] if kata else potongan)
