"""One instruction of a disposition, its subject, and how numbers of dispositions are written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from kinerja.folder import check_slug
from kinerja.galat import ParameterError
from kinerja.periode import Periode

TENTANG_LAPORAN: Final = "laporan"
"""What an instruction is about that is tied to no indicator."""


@dataclass(frozen=True, slots=True)
class Butir:
    """One line of a disposition: what about (an indicator's code, or `laporan`), whose, by when."""

    periode: Periode
    agenda: int
    nomor: int
    tentang: str
    unit: str
    isi: str
    tenggat: date

    def __post_init__(self) -> None:
        """Refuse a line that nobody could act on."""
        check_slug(self.unit, "Nama unit")
        for nama, nilai in (("tentang", self.tentang), ("isi", self.isi)):
            if not nilai.strip():
                raise ParameterError(f"Butir {self.id} tanpa {nama}")

    @property
    def id(self) -> str:
        """How the item is called everywhere.

        >>> Butir(Periode(2026, 2), 3, 1, "laporan", "sekretariat", "Lengkapi", date(2026, 8, 1)).id
        '2026-tw2/3.1'
        """
        return f"{self.periode.slug}/{self.agenda}.{self.nomor}"


def format_agenda(agenda: int, periode: Periode) -> str:
    """Write an agenda number as it stands on paper; the year is that of the report.

    >>> format_agenda(3, Periode(2026, 2)), format_agenda(0, Periode(2026, 2))
    ('3/2026', '....../2026')
    """
    return f"{agenda or '......'}/{periode.tahun}"
