"""What stands in a lembar disposisi: what it is prefilled with, and what was written on it.

Plain data between those who know the report and the register, and the reader and writer of the
sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from kinerja.excel.stempel import close_stempel
from kinerja.kolom import VERSI_FORMULIR
from kinerja.model import TENTANG_LAPORAN, Unit
from kinerja.periode import Periode

NAMA_LAPORAN: Final = "laporan secara keseluruhan"


@dataclass(frozen=True, slots=True)
class BarisTampil:
    """One prefilled line: the indicator, what the report shows of it, and the unit that owns it."""

    tentang: str
    nama: str
    ditunjukkan: str
    unit: str


@dataclass(frozen=True, slots=True)
class BahanDisposisi:
    """Everything a sheet is made of.

    `kop` are the lines of the letterhead, `indikator` pairs of code and name to choose from,
    `paraf` the lines below the room for the paraf.
    """

    opd: str
    periode: Periode
    agenda: int
    kop: Sequence[str]
    alamat: Sequence[str]
    dari: str
    hal: str
    laporan: str
    ringkasan: str
    daftar_unit: Sequence[Unit]
    indikator: Sequence[tuple[str, str]]
    baris: Sequence[BarisTampil]
    paraf: Sequence[str] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class ButirTerbaca:
    """One instruction as read, with the cell of each of its fields."""

    nomor: int
    tentang: str
    unit: str
    isi: str
    tenggat: date
    alamat: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DisposisiTerbaca:
    """A filled sheet without a fault."""

    agenda: int
    tanggal: date
    sifat: str
    dari: str
    kepada: tuple[str, ...]
    tembusan: tuple[str, ...]
    ringkasan: str
    butir: tuple[ButirTerbaca, ...]
    alamat: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """The cell of each line of the head."""


@dataclass(frozen=True, slots=True)
class BacaanDisposisi:
    """What came of reading a sheet: its number, 0 where it is of another report; and its content.

    There is no content where anything is at fault.
    """

    agenda: int = 0
    isi: DisposisiTerbaca | None = None


def build_stempel_disposisi(opd: str, periode: Periode, agenda: int) -> dict[str, str]:
    """Build the stamp of a sheet: whose it is, which report it is about, and its number."""
    return close_stempel(
        {
            "Formulir": "disposisi",
            "OPD": opd,
            "Periode": periode.slug,
            "Agenda": str(agenda),
            "Versi formulir": VERSI_FORMULIR,
        }
    )


def format_tentang(kode: str, nama: str) -> str:
    """Write a subject as it is chosen from the list.

    >>> format_tentang("IKU-1.1", "Opini BPK")
    'IKU-1.1 – Opini BPK'
    """
    return f"{kode} – {nama}"


def parse_tentang(teks: str) -> str:
    """Give the code at the beginning of a subject.

    >>> parse_tentang("IKU-1.1 – Opini BPK"), parse_tentang("Laporan - semua"), parse_tentang("X-2")
    ('IKU-1.1', 'laporan', 'X-2')
    """
    rapi = " ".join(teks.split())
    kode = min((rapi.split(tanda)[0] for tanda in (" – ", " - ", " — ")), key=len).strip()
    return TENTANG_LAPORAN if kode.casefold() == TENTANG_LAPORAN else kode
