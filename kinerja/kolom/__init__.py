"""The registry of workbook columns: name, type, heading, unit and meaning, per sheet in order.

Readers, writers and docs/buku-kerja.md all follow this list. It knows nothing of files, cells or
the model; a test keeps its choices equal to the model's. May import nothing of the package.
"""

from kinerja.kolom.buku_kerja import build_buku_kerja
from kinerja.kolom.dasar import (
    HASIL_PERIKSA,
    IDENTITAS,
    PETUNJUK,
    STEMPEL,
    VERSI_FORMULIR,
    Kolom,
    Lembar,
    Tipe,
    normalise_judul,
)
from kinerja.kolom.rencana import LEMBAR_RENCANA
from kinerja.kolom.unit import LEMBAR_UNIT, NILAI_TAHUNAN

__all__ = [
    "HASIL_PERIKSA",
    "IDENTITAS",
    "LEMBAR_RENCANA",
    "LEMBAR_UNIT",
    "NILAI_TAHUNAN",
    "PETUNJUK",
    "STEMPEL",
    "VERSI_FORMULIR",
    "Kolom",
    "Lembar",
    "Tipe",
    "build_buku_kerja",
    "normalise_judul",
]
