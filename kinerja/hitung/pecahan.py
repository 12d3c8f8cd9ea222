"""Exact arithmetic under the formulas: a fraction with its pattern, percent, and sums."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final, NamedTuple

from kinerja.angka import KONTEKS

NOL: Final = Decimal(0)
SATU: Final = Decimal(1)
SERATUS: Final = Decimal(100)
LUAS: Final = Context(prec=200, rounding=ROUND_HALF_UP)
"""Wide enough that sums and products of 50-digit values are exact, in any order."""


class Hitungan(NamedTuple):
    """A capaian as a fraction with the pattern of its branch, or a reason why there is none."""

    pembilang: Decimal
    penyebut: Decimal
    pola: str
    alasan: str = ""


def compute_total(daftar_nilai: Iterable[Decimal]) -> Decimal:
    """Add exactly, so that the order of rows never matters.

    >>> compute_total([Decimal("0.1")] * 3) <= Decimal("0.3")
    True
    """
    jumlah = NOL
    for nilai in daftar_nilai:
        jumlah = LUAS.add(jumlah, nilai)
    return jumlah


def compute_persen(hitungan: Hitungan) -> Decimal:
    """Turn a fraction into percent with the one division of the whole rule.

    >>> compute_persen(Hitungan(Decimal(3), Decimal(4), "R / T"))
    Decimal('75')
    """
    return KONTEKS.divide(KONTEKS.multiply(hitungan.pembilang, SERATUS), hitungan.penyebut)
