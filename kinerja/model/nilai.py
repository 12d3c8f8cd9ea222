"""Single values and where they came from: range, value, file, source cell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from kinerja.galat import ParameterError


@dataclass(frozen=True, slots=True)
class Rentang:
    """A range target a-b with 0 <= a <= b and b > 0, in the indicator's unit.

    >>> Rentang(Decimal(80), Decimal(90)).atas
    Decimal('90')
    """

    bawah: Decimal
    atas: Decimal

    def __post_init__(self) -> None:
        """Refuse an inverted or negative range."""
        if not 0 <= self.bawah <= self.atas or self.atas <= 0:
            raise ParameterError(
                "Rentang target tidak sah",
                ditemukan=f"{self.bawah}-{self.atas}",
                saran="Tulis batas bawah lalu batas atas, mis. 80-90.",
            )


BELUM: Literal["belum"] = "belum"
"""The answer of a milestone that is not finished."""

Nilai = Decimal | Rentang | str | date
"""A target or a realisasi: number, range, predikat (or "belum"), or date of a milestone."""


@dataclass(frozen=True, slots=True)
class Berkas:
    """An input file as read: name relative to the working folder, SHA-256 and size in bytes."""

    nama: str
    sha256: str
    ukuran: int


@dataclass(frozen=True, slots=True)
class Alamat:
    """The source cell of a value."""

    berkas: str
    lembar: str
    sel: str
    sha256: str = ""

    @property
    def teks(self) -> str:
        """The address as printed in a passport."""
        lembar = f'lembar "{self.lembar}", ' if self.lembar else ""
        return f"{self.berkas}, {lembar}sel {self.sel}"
