"""Reads the CSV sources of the sample and turns their cells into values.

Knows the files in `kinerja/contoh/data/` and nothing of workbooks. The sources are part of the
package, so a fault in them is a fault of ours and simply raises.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from io import StringIO
from types import MappingProxyType
from typing import Final

from kinerja.model import Jenis, Nilai, Rentang

OPD: Final = "bpkd"
LABEL: Final = "data contoh"
DAFTAR_TAHUN: Final = (2025, 2026)

Baris = Mapping[str, str]


def find_sumber() -> Traversable:
    """Find the folder of this package, which holds `data/` and `parameter/`."""
    return resources.files("kinerja.contoh")


@cache
def read_csv(nama: str) -> tuple[Baris, ...]:
    """Read one source, each row a read-only mapping from heading to text.

    >>> [baris["kode"] for baris in read_csv("versi") if baris["tahun"] == "2026"]
    ['murni', 'perubahan']
    """
    teks = (find_sumber() / "data" / f"{nama}.csv").read_text(encoding="utf-8")
    return tuple(MappingProxyType(baris) for baris in csv.DictReader(StringIO(teks), strict=True))


def filter_tahun(nama: str, tahun: int) -> Iterator[Baris]:
    """Give the rows of one year."""
    return (baris for baris in read_csv(nama) if baris["tahun"] == str(tahun))


def parse_desimal(teks: str) -> Decimal | None:
    """Read a number with a decimal point; None where the cell is empty.

    >>> parse_desimal("95.56"), parse_desimal("")
    (Decimal('95.56'), None)
    """
    return Decimal(teks) if teks else None


def parse_tanggal(teks: str) -> date | None:
    """Read a date as `2026-03-31`; None where the cell is empty."""
    return date.fromisoformat(teks) if teks else None


def parse_sen(teks: str) -> int:
    """Read whole rupiah into sen.

    >>> parse_sen("7500000")
    750000000
    """
    return int(teks) * 100


def parse_target(teks: str, jenis: Jenis) -> Nilai | None:
    """Read a target in the shape of its jenis; a range is written `80-90`.

    >>> parse_target("80-90", Jenis.RENTANG)
    Rentang(bawah=Decimal('80'), atas=Decimal('90'))
    """
    if teks and jenis is Jenis.RENTANG:
        bawah, atas = teks.split("-")
        return Rentang(Decimal(bawah), Decimal(atas))
    return parse_realisasi(teks, jenis)


def parse_realisasi(teks: str, jenis: Jenis) -> Nilai | None:
    """Read a realisasi: a number (also for rentang), a predikat, or the date of a tonggak."""
    if not teks:
        return None
    if jenis is Jenis.PREDIKAT:
        return teks
    return date.fromisoformat(teks) if jenis is Jenis.TONGGAK else Decimal(teks)
