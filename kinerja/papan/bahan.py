"""What a board is computed from: the register's events, reports as they lie, plan, procedure.

Frozen data with the finding of single marks; whoever fills it reads (`kinerja.beranda`), whoever
judges it computes (the other modules of this package).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kinerja.model import Unit
from kinerja.periode import Periode
from kinerja.register import Peristiwa, Setoran, SetoranDitolak
from kinerja.register.status import StatusTercatat
from kinerja.register.tindak_lanjut import TindakLanjut
from kinerja.sop import Sop


class KeadaanBerkas(StrEnum):
    """What lies in the output folder for a report."""

    BELUM = "belum dibuat"
    TERKINI = "terkini"
    SEBAGIAN = "sebagian format"
    USANG = "usang"
    BERUBAH = "berubah sejak dibuat"
    GAGAL = "gagal dibuat ulang"
    DITOLAK = "isian unit ditolak"


@dataclass(frozen=True, slots=True)
class BerkasLaporan:
    """A report of a period as it lies in the output folder.

    `sebab` says why it is not what its inputs would make today; `catatan` what else is to be known.
    """

    nama: str
    judul: str
    keadaan: KeadaanBerkas
    status: StatusTercatat
    unit: str = ""
    dibuat: datetime | None = None
    sebab: tuple[str, ...] = ()
    catatan: str = ""


@dataclass(frozen=True, slots=True)
class Tanda:
    """A moment: event number, time, who, and whether a person declared it or the register shows it.

    `nomor` orders moments of the same second.
    """

    nomor: int
    waktu: datetime
    oleh: str = ""
    is_dinyatakan: bool = False


@dataclass(frozen=True, slots=True)
class BahanPeriode:
    """One period: its deadlines, its events in order, its submissions and its reports.

    `folder_terisi` and `folder_ditolak` name the units whose workbook lies in the data folder with
    answers, or is refused.
    """

    periode: Periode
    tenggat_setor: date | None = None
    tanggal_laporan: date | None = None
    peristiwa: tuple[Peristiwa, ...] = ()
    setoran: tuple[Setoran, ...] = ()
    ditolak: tuple[SetoranDitolak, ...] = ()
    folder_terisi: frozenset[str] = frozenset()
    folder_ditolak: frozenset[str] = frozenset()
    laporan: tuple[BerkasLaporan, ...] = ()

    def list_jenis(self, jenis: str) -> tuple[Peristiwa, ...]:
        """List the events of one kind."""
        return tuple(satu for satu in self.peristiwa if satu.jenis == jenis)

    def list_tanda(self, jenis: str) -> tuple[Tanda, ...]:
        """List the moments of the events of one kind."""
        return tuple(build_tanda(satu) for satu in self.list_jenis(jenis))

    def find_laporan(self, nama: str) -> BerkasLaporan | None:
        """Find a report by its name."""
        return next((satu for satu in self.laporan if satu.nama == nama), None)


@dataclass(frozen=True, slots=True)
class Dokumen:
    """A planning document that steps need: whether it is there, and what was seen of it."""

    is_ada: bool
    keterangan: str


class KeadaanRencana(StrEnum):
    """What became of the planning workbook."""

    ADA = "ada"
    BELUM = "belum ada"
    DITOLAK = "ditolak"
    BERUBAH = "memuat target yang berubah sesudah disahkan"


@dataclass(frozen=True, slots=True)
class BahanPapan:
    """Everything a board shows, as it stands at one moment.

    `per_periode` holds the quarters up to the period and the year. `dokumen` maps the name of a
    planning document, in small letters, to what is there of it.
    """

    opd: str
    nama: str
    periode: Periode
    kini: datetime
    unit: tuple[Unit, ...]
    sop: Sop
    rencana: KeadaanRencana
    dokumen: Mapping[str, Dokumen]
    per_periode: Mapping[Periode, BahanPeriode]
    tindak_lanjut: tuple[TindakLanjut, ...] = ()
    is_opd_disebut: bool = False
    catatan: tuple[str, ...] = ()

    @property
    def daftar_triwulan(self) -> tuple[BahanPeriode, ...]:
        """The quarters up to the period, in order."""
        return tuple(self.per_periode[satu] for satu in self.periode.daftar_triwulan)


def build_tanda(peristiwa: Peristiwa, *, is_dinyatakan: bool = False) -> Tanda:
    """Build the moment of an event."""
    waktu = peristiwa.saat
    return Tanda(peristiwa.nomor, waktu, peristiwa.oleh, is_dinyatakan)


def find_pertama(daftar: Iterable[Tanda | None]) -> Tanda | None:
    """Find the earliest of moments, those that never came left out."""
    ada = [satu for satu in daftar if satu is not None]
    return min(ada, key=lambda satu: satu.nomor) if ada else None


def find_terakhir(daftar: Iterable[Tanda | None]) -> Tanda | None:
    """Find the latest of moments; None where any of them never came, or there is none."""
    semua = list(daftar)
    ada = [satu for satu in semua if satu is not None]
    return max(ada, key=lambda satu: satu.nomor) if ada and len(ada) == len(semua) else None
