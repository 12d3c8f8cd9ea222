"""The raw cell as it stands in a workbook: kind, stored text and what its number format shows.

Knows nothing of columns or rules; turning a cell into a value is `konversi`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


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
    is_rumus: bool = False
    """Whether a formula stands in it; `isi` is then the value stored with it."""

    @property
    def is_kosong(self) -> bool:
        """Whether the cell holds nothing; blank is not zero."""
        return self.jenis is JenisSel.KOSONG


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
