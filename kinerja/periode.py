"""The value object for a reporting period: one quarter, or the year.

Knows slugs, Indonesian titles, order and calendar bounds; knows nothing of data or folders.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering
from typing import Final

from kinerja.galat import ParameterError

ROMAWI: Final = ("I", "II", "III", "IV")
_POLA: Final = re.compile(r"([0-9]{4})-(?:tw([0-9]+)|(tahunan))\Z", re.ASCII)
_TAHUN_TERKECIL, _TAHUN_TERBESAR = 2000, 2100


@total_ordering
@dataclass(frozen=True, slots=True)
class Periode:
    """A quarter (`triwulan` 1-4) or, with `triwulan` None, a whole year.

    >>> Periode(2026, 2).slug, Periode(2026).slug
    ('2026-tw2', '2026-tahunan')
    >>> Periode(2026, 2) < Periode(2026, 4) < Periode(2026)
    True
    """

    tahun: int
    triwulan: int | None = None

    def __post_init__(self) -> None:
        """Refuse years outside 2000-2100 and quarters outside 1-4."""
        if type(self.tahun) is not int or not _TAHUN_TERKECIL <= self.tahun <= _TAHUN_TERBESAR:
            raise ParameterError(
                "Tahun tidak dikenal",
                ditemukan=repr(self.tahun),
                saran=f"Isi dengan angka {_TAHUN_TERKECIL} sampai {_TAHUN_TERBESAR}.",
            )
        if self.triwulan is not None and (
            type(self.triwulan) is not int or not 1 <= self.triwulan <= len(ROMAWI)
        ):
            raise ParameterError(
                "Triwulan tidak dikenal",
                ditemukan=repr(self.triwulan),
                saran="Isi dengan angka 1 sampai 4.",
            )

    def __lt__(self, lain: object) -> bool:
        """Order by year, then quarter; the year itself comes after its fourth quarter."""
        if not isinstance(lain, Periode):
            return NotImplemented
        return self._urutan < lain._urutan

    @property
    def _urutan(self) -> tuple[int, int]:
        return (self.tahun, self.triwulan or len(ROMAWI) + 1)

    @property
    def slug(self) -> str:
        """The name used in files: `2026-tw2`, `2025-tahunan`."""
        return f"{self.tahun}-tw{self.triwulan}" if self.triwulan else f"{self.tahun}-tahunan"

    @property
    def judul(self) -> str:
        """The name used in text.

        >>> Periode(2026, 2).judul, Periode(2025).judul
        ('Triwulan II Tahun 2026', 'Tahun 2025')
        """
        return (
            f"{self.judul_triwulan} Tahun {self.tahun}" if self.triwulan else f"Tahun {self.tahun}"
        )

    @property
    def judul_triwulan(self) -> str:
        """`Triwulan II`, or `Tahun 2025` for a year."""
        return f"Triwulan {ROMAWI[self.triwulan - 1]}" if self.triwulan else f"Tahun {self.tahun}"

    @property
    def akhir(self) -> date:
        """Last calendar day of the period.

        >>> Periode(2026, 1).akhir.isoformat(), Periode(2026).akhir.isoformat()
        ('2026-03-31', '2026-12-31')
        """
        bulan = 3 * (self.triwulan or len(ROMAWI))
        berikut = date(self.tahun + bulan // 12, bulan % 12 + 1, 1)
        return berikut - timedelta(days=1)

    @property
    def daftar_triwulan(self) -> tuple[Periode, ...]:
        """The quarters of the year up to this period, in order.

        >>> [periode.slug for periode in Periode(2026, 2).daftar_triwulan]
        ['2026-tw1', '2026-tw2']
        """
        return tuple(
            Periode(self.tahun, nomor) for nomor in range(1, (self.triwulan or len(ROMAWI)) + 1)
        )

    @property
    def sebelumnya(self) -> Periode:
        """The quarter (or the year) before this one.

        >>> Periode(2026, 1).sebelumnya.slug
        '2025-tw4'
        """
        if self.triwulan is None:
            return Periode(self.tahun - 1)
        if self.triwulan == 1:
            return Periode(self.tahun - 1, len(ROMAWI))
        return Periode(self.tahun, self.triwulan - 1)

    @property
    def berikutnya(self) -> Periode:
        """The quarter (or the year) after this one; the inverse of `sebelumnya`."""
        if self.triwulan is None:
            return Periode(self.tahun + 1)
        if self.triwulan == len(ROMAWI):
            return Periode(self.tahun + 1, 1)
        return Periode(self.tahun, self.triwulan + 1)


def is_periode(teks: str) -> bool:
    """Tell whether a text is written as a period, and so is no file's name.

    >>> is_periode("2026-tw2"), is_periode("2026-tahunan"), is_periode("batch.yaml")
    (True, True, False)
    """
    return _POLA.match(teks) is not None


def parse_periode(slug: str) -> Periode:
    """Read a period slug as typed on the command line or named by a folder.

    Raises:
        ParameterError: naming what was found and how a period is written.

    >>> parse_periode("2026-tw2")
    Periode(tahun=2026, triwulan=2)
    >>> parse_periode("2025-tahunan").triwulan is None
    True
    """
    cocok = _POLA.match(slug)
    if cocok is None:
        raise ParameterError(
            "Periode tidak dikenal",
            ditemukan=repr(slug),
            saran="Tulis misalnya 2026-tw2 untuk triwulan II atau 2025-tahunan untuk satu tahun.",
        )
    tahun, triwulan, _ = cocok.groups()
    return Periode(int(tahun), int(triwulan) if triwulan else None)
