"""What a form shows beside the plan for orientation; computed elsewhere, never read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kinerja.model import Nilai


@dataclass(frozen=True, slots=True)
class TampilanIndikator:
    """Target s.d. triwulan, the value before, the rule in words, and whether it is measured."""

    target_sd: Nilai | None = None
    sebelumnya: Nilai | None = None
    aturan: str = ""
    is_diukur: bool = True
    tahap_selesai: Mapping[int, date] = field(default_factory=dict)
    """The steps of a milestone that an earlier quarter reported finished."""


@dataclass(frozen=True, slots=True)
class TampilanSub:
    """What a sub kegiatan reported up to the quarter before: sen, percent, units of output.

    `is_diminta` is False where it has no money left to report on.
    """

    realisasi_sen: int | None = None
    fisik_persen: Decimal | None = None
    keluaran: Decimal | None = None
    is_diminta: bool = True


@dataclass(frozen=True, slots=True)
class TampilanTindakLanjut:
    """One open item as a form shows it; where a proposal waits, nothing can be answered."""

    butir: str
    perihal: str
    isi: str
    tenggat: date
    umur: int
    lewat: int
    keadaan: str
    is_menunggu: bool = False


@dataclass(frozen=True, slots=True)
class TampilanUnit:
    """The orientation of one form, by code; a code without entry shows the plan only."""

    indikator: Mapping[str, TampilanIndikator] = field(default_factory=dict)
    sub_kegiatan: Mapping[str, TampilanSub] = field(default_factory=dict)
    tindak_lanjut: tuple[TampilanTindakLanjut, ...] = ()

    @property
    def jumlah_sub_diminta(self) -> int:
        """How many sub kegiatan the form asks for."""
        return sum(satu.is_diminta for satu in self.sub_kegiatan.values())
