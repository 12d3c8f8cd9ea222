"""What the list of reports shows, as frozen data: one entry for each report that was ever made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kinerja.periode import Periode


class StatusPortal(StrEnum):
    """How far a reader may rely on a report, the most pressing first."""

    GAGAL = "gagal"
    USANG = "usang"
    DRAF = "draf"
    SEMENTARA = "sementara"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class AngkaPokok:
    """A key figure: its text as published, and its value for sorting and drawing."""

    teks: str
    nilai: float | None = None


@dataclass(frozen=True, slots=True)
class TautPortal:
    """A file to open: its words, and its path from the list."""

    teks: str
    jalur: str


@dataclass(frozen=True, slots=True)
class LaporanPortal:
    """One report: whose, of which period, what it says first, and its files.

    `unit` is empty for the agency's own. `utama` is the page to read, else the first file;
    `lain` holds comparisons, disposition sheets and archives of the period.
    """

    opd: str
    nama_opd: str
    periode: Periode
    unit: str
    judul: str
    status: StatusPortal
    keterangan: str = ""
    dibuat: datetime | None = None
    capaian: AngkaPokok | None = None
    serapan: AngkaPokok | None = None
    utama: str = ""
    bentuk: tuple[TautPortal, ...] = ()
    lain: tuple[TautPortal, ...] = ()


@dataclass(frozen=True, slots=True)
class IsiPortal:
    """All reports, the latest period first, and what of the output folder could not be read."""

    laporan: tuple[LaporanPortal, ...]
    masalah: tuple[str, ...] = ()
