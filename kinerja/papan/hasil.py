"""What a board says: steps, completeness, reports, follow-ups, what to do next. Frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from kinerja.model import Unit
from kinerja.papan.bahan import BerkasLaporan, Tanda
from kinerja.periode import Periode
from kinerja.register.tindak_lanjut import TindakLanjut
from kinerja.sop import LangkahSop


class KeadaanLangkah(StrEnum):
    """How far a step is."""

    BELUM_WAKTUNYA = "belum waktunya"
    BELUM = "belum"
    BERJALAN = "berjalan"
    SELESAI = "selesai"


@dataclass(frozen=True, slots=True)
class Kelengkapan:
    """A thing a step needs; `is_ada` None where the kit cannot see it."""

    nama: str
    is_ada: bool | None
    keterangan: str = ""

    @property
    def label(self) -> str:
        """Whether it is there, in a word.

        >>> Kelengkapan("Renja", False).label
        'belum ada'
        """
        return {True: "ada", False: "belum ada", None: "periksa sendiri"}[self.is_ada]


@dataclass(frozen=True, slots=True)
class HasilLangkah:
    """One step of the procedure in one period.

    `menit` is the time from begin to end, waiting included; `is_melampaui` compares it with the
    standard only where a person declared both. `hari_terlambat` counts days past `tenggat`, until
    the step was finished or until today; None where there is no deadline or no known end.
    `per_triwulan` splits a quarter's step over the quarters of a year.
    """

    langkah: LangkahSop
    periode: Periode
    keadaan: KeadaanLangkah
    kelengkapan: tuple[Kelengkapan, ...]
    mulai: Tanda | None = None
    selesai: Tanda | None = None
    menit: int | None = None
    is_melampaui: bool | None = None
    tenggat: date | None = None
    hari_terlambat: int | None = None
    keterangan: tuple[str, ...] = ()
    per_triwulan: tuple[tuple[Periode, KeadaanLangkah], ...] = ()

    @property
    def is_terlambat(self) -> bool:
        """Whether it was finished late, or should be finished by now."""
        return bool(self.hari_terlambat)

    @property
    def kurang(self) -> tuple[str, ...]:
        """The names of the needs that are missing."""
        return tuple(satu.nama for satu in self.kelengkapan if satu.is_ada is False)

    @property
    def label(self) -> str:
        """The state as people read it, lateness included."""
        if not self.hari_terlambat:
            return self.keadaan.value
        kata = "terlambat" if self.keadaan is KeadaanLangkah.SELESAI else "lewat tenggat"
        return f"{self.keadaan}, {kata} {self.hari_terlambat} hari"


class KeadaanSetoran(StrEnum):
    """How a unit handed in for a quarter."""

    TEPAT = "tepat waktu"
    TERLAMBAT = "terlambat"
    TERCATAT = "tercatat"
    FOLDER = "ada di folder, belum tercatat"
    DITOLAK = "ditolak"
    BELUM = "belum lapor"
    BELUM_WAKTUNYA = "belum waktunya"


LAPOR: Final = frozenset({KeadaanSetoran.TEPAT, KeadaanSetoran.TERLAMBAT, KeadaanSetoran.TERCATAT})
"""The states of a unit whose submission the register holds."""


@dataclass(frozen=True, slots=True)
class SelKepatuhan:
    """One unit in one quarter.

    `hari` counts the days late, or those past the deadline of a unit that has not reported.
    `jumlah_kembali` counts forms sent back, `jumlah_revisi` accepted replacements, and
    `jumlah_koreksi_terlambat` those among them after the deadline.
    """

    unit: Unit
    periode: Periode
    keadaan: KeadaanSetoran
    hari: int | None = None
    waktu: datetime | None = None
    jumlah_kembali: int = 0
    jumlah_revisi: int = 0
    jumlah_koreksi_terlambat: int = 0
    catatan: str = ""

    @property
    def label(self) -> str:
        """The state as people read it, days included."""
        if not self.hari:
            return self.keadaan.value
        if self.keadaan is KeadaanSetoran.TERLAMBAT:
            return f"terlambat {self.hari} hari"
        return f"{self.keadaan}, lewat {self.hari} hari"

    @property
    def rincian(self) -> str:
        """Returns and corrections, as far as there are any."""
        bagian = (
            (self.jumlah_kembali, "kali dikembalikan"),
            (self.jumlah_revisi, "revisi"),
            (self.jumlah_koreksi_terlambat, "sesudah tenggat"),
        )
        kata = ", ".join(f"{jumlah} {sebutan}" for jumlah, sebutan in bagian if jumlah)
        return "; ".join(satu for satu in (kata, self.catatan) if satu)


@dataclass(frozen=True, slots=True)
class Kepatuhan:
    """Units by quarters; `tenggat` is each quarter's last day, `baris` one row a unit."""

    tenggat: Mapping[Periode, date | None]
    baris: tuple[tuple[SelKepatuhan, ...], ...]

    def list_triwulan(self, periode: Periode) -> tuple[SelKepatuhan, ...]:
        """List the cells of one quarter."""
        return tuple(satu for baris in self.baris for satu in baris if satu.periode == periode)


@dataclass(frozen=True, slots=True)
class Saran:
    """Something to do next: the command as it is typed, and why."""

    perintah: str
    alasan: str


@dataclass(frozen=True, slots=True)
class Papan:
    """The whole board of a period."""

    opd: str
    nama: str
    periode: Periode
    kini: datetime
    langkah: tuple[HasilLangkah, ...]
    kepatuhan: Kepatuhan
    laporan: tuple[tuple[Periode, BerkasLaporan], ...]
    tindak_lanjut: tuple[TindakLanjut, ...]
    saran: tuple[Saran, ...]
    catatan: tuple[str, ...] = ()

    @property
    def langkah_periode(self) -> tuple[HasilLangkah, ...]:
        """The steps of this period; a quarter's board also shows those of its year."""
        return tuple(satu for satu in self.langkah if satu.periode == self.periode)

    @property
    def kemajuan(self) -> str:
        """How many steps of the period are finished, in words."""
        selesai = sum(satu.keadaan is KeadaanLangkah.SELESAI for satu in self.langkah_periode)
        return f"{selesai} dari {len(self.langkah_periode)}"

    @property
    def tindak_lanjut_terbuka(self) -> tuple[TindakLanjut, ...]:
        """The follow-ups somebody still has to do something about."""
        return tuple(satu for satu in self.tindak_lanjut if satu.is_terbuka)

    @property
    def tindak_lanjut_lewat(self) -> tuple[TindakLanjut, ...]:
        """Those of them that are past their due date."""
        kini = self.kini.date()
        return tuple(satu for satu in self.tindak_lanjut_terbuka if satu.hari_lewat(kini))
