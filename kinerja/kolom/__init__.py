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
from kinerja.kolom.disposisi import (
    BUTIR_DISPOSISI,
    CENTANG,
    KEPALA_DISPOSISI,
    LEMBAR_DISPOSISI,
    NAMA_DISPOSISI,
    NAMA_PILIHAN,
    PEMISAH_TEMBUSAN,
    PETUNJUK_CENTANG,
    SIFAT,
)
from kinerja.kolom.rencana import LEMBAR_RENCANA
from kinerja.kolom.unit import LEMBAR_UNIT
from kinerja.kolom.unit_tambahan import JAWABAN_TINDAK_LANJUT, NILAI_TAHUNAN, TINDAK_LANJUT

__all__ = [
    "BUTIR_DISPOSISI",
    "CENTANG",
    "HASIL_PERIKSA",
    "IDENTITAS",
    "JAWABAN_TINDAK_LANJUT",
    "KEPALA_DISPOSISI",
    "LEMBAR_DISPOSISI",
    "LEMBAR_RENCANA",
    "LEMBAR_UNIT",
    "NAMA_DISPOSISI",
    "NAMA_PILIHAN",
    "NILAI_TAHUNAN",
    "PEMISAH_TEMBUSAN",
    "PETUNJUK",
    "PETUNJUK_CENTANG",
    "SIFAT",
    "STEMPEL",
    "TINDAK_LANJUT",
    "VERSI_FORMULIR",
    "Kolom",
    "Lembar",
    "Tipe",
    "build_buku_kerja",
    "normalise_judul",
]
