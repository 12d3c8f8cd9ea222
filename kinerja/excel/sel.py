"""The raw cell as it stands in a workbook: kind, stored text and what its number format shows.

Knows nothing of columns or rules; turning a cell into a value is `konversi`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final


class JenisSel(Enum):
    """What a cell holds."""

    KOSONG = auto()
    ANGKA = auto()
    TEKS = auto()
    LOGIS = auto()
    GALAT = auto()
    RUMUS_KOSONG = auto()
    """A formula whose value was never stored, as in files written by programs."""


class Format(Enum):
    """What the number format of a cell makes of a number."""

    UMUM = auto()
    PERSEN = auto()
    TANGGAL = auto()


@dataclass(frozen=True, slots=True)
class Sel:
    """One cell: address, kind, the text stored for it, and its format."""

    alamat: str
    jenis: JenisSel = JenisSel.KOSONG
    isi: str = ""
    format: Format = Format.UMUM

    @property
    def is_kosong(self) -> bool:
        """Whether the cell holds nothing; blank is not zero."""
        return self.jenis is JenisSel.KOSONG


_TANGGAL_BAWAAN: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_PERSEN_BAWAAN: Final = frozenset((9, 10))
_HARFIAH: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def parse_format(nomor: int, kode: str) -> Format:
    r"""Tell what a number format shows; quoted and escaped characters are only decoration.

    >>> [parse_format(164, kode).name for kode in ('0.00%', '0.00"%"', 'dd/mm/yyyy', '#,##0')]
    ['PERSEN', 'UMUM', 'TANGGAL', 'UMUM']
    >>> parse_format(164, '[$Rp-421]#,##0').name, parse_format(164, '[$-421]dd mmmm yyyy').name
    ('UMUM', 'TANGGAL')
    """
    if not kode:
        if nomor in _TANGGAL_BAWAAN:
            return Format.TANGGAL
        return Format.PERSEN if nomor in _PERSEN_BAWAAN else Format.UMUM
    bersih = _HARFIAH.sub("", kode).casefold().replace("general", "")
    if "%" in bersih:
        return Format.PERSEN
    return Format.TANGGAL if re.search(r"[dmyhs]", bersih) else Format.UMUM


def format_kolom(nomor: int) -> str:
    """Write a column number as letters.

    >>> format_kolom(1), format_kolom(27), format_kolom(500)
    ('A', 'AA', 'SF')
    """
    huruf = ""
    while nomor:
        nomor, sisa = divmod(nomor - 1, 26)
        huruf = chr(65 + sisa) + huruf
    return huruf


def parse_alamat(alamat: str) -> tuple[int, int]:
    """Read an address as (row, column).

    >>> parse_alamat("C7")
    (7, 3)
    """
    huruf = alamat.rstrip("0123456789")
    kolom = 0
    for satu in huruf:
        kolom = kolom * 26 + ord(satu) - 64
    return int(alamat[len(huruf) :]), kolom
