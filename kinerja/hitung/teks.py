"""Operands of a passport as text: with the digits that were computed with, not only two."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from kinerja.angka import format_desimal, format_tanggal, round_desimal
from kinerja.model import Nilai, Rentang

DESIMAL_OPERAN: Final = 6
"""Longest fraction shown in a step; the figure itself keeps all its digits."""


def format_operan(nilai: Nilai | int | None) -> str:
    """Write a value as it enters a step: its own decimals, at most six.

    >>> format_operan(Decimal("25.478")), format_operan(Decimal("1200.50")), format_operan(3)
    ('25,478', '1.200,5', '3')
    >>> format_operan(Rentang(Decimal(80), Decimal(90))), format_operan(None)
    ('80–90', '–')
    """
    match nilai:
        case None:
            return "–"
        case Rentang(bawah, atas):
            return f"{format_operan(bawah)}–{format_operan(atas)}"
        case date():
            return format_tanggal(nilai)
        case str():
            return nilai
        case _:
            return _format_pendek(Decimal(nilai))


def _format_pendek(nilai: Decimal) -> str:
    teks = format_desimal(round_desimal(nilai, DESIMAL_OPERAN), DESIMAL_OPERAN)
    return teks.rstrip("0").rstrip(",")
