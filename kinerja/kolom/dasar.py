"""What a column and a sheet of a workbook are, and how headings are compared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

VERSI_FORMULIR: Final = "1"
"""Version of the sheets below; a workbook that names another one is refused."""

PETUNJUK: Final = "Petunjuk"
HASIL_PERIKSA: Final = "Hasil Periksa"
"""First sheet of a verdict copy; not read when the copy is corrected and handed in."""
"""The sheet with instructions that every written workbook carries; readers leave it alone."""


class Tipe(StrEnum):
    """How the cells of a column are read."""

    TEKS = "teks"
    KODE = "kode"
    DAFTAR_KODE = "daftar kode"
    DAFTAR_TRIWULAN = "daftar triwulan"
    ANGKA = "angka"
    BULAT = "bilangan bulat"
    RUPIAH = "rupiah"
    PERSEN = "persen"
    TANGGAL = "tanggal"
    PILIHAN = "pilihan"
    YA_TIDAK = "ya/tidak"
    NILAI = "nilai menurut jenis"


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column; a heading with `<tahun>` stands for any number of columns, one per year.

    >>> Kolom("realisasi_lalu", "Realisasi <tahun>", Tipe.NILAI, "").match_judul("realisasi  2025")
    'realisasi_lalu_2025'
    """

    nama: str
    judul: str
    tipe: Tipe
    arti: str
    satuan: str = ""
    is_wajib: bool = False
    pilihan: tuple[str, ...] = ()
    lebar: int = 14
    is_tampilan: bool = False
    """Shown for the reader's orientation; a unit does not fill it in."""
    is_bebas: bool = False
    """Shown and never read: a workbook without this column is as good."""

    @property
    def is_berulang(self) -> bool:
        """Whether the heading stands for one column per year."""
        return "<tahun>" in self.judul

    def match_judul(self, judul: str) -> str | None:
        """Give the name of the column that a heading found in a sheet stands for, if it does."""
        dicari, milik = _normalise(judul), _normalise(self.judul)
        if not self.is_berulang:
            return self.nama if dicari == milik else None
        cocok = re.fullmatch(re.escape(milik).replace("<tahun>", "([0-9]{4})"), dicari)
        return f"{self.nama}_{cocok.group(1)}" if cocok else None


@dataclass(frozen=True, slots=True)
class Lembar:
    """One sheet: its name, what it holds, and its columns in order."""

    nama: str
    arti: str
    kolom: tuple[Kolom, ...]
    is_pilihan: bool = False
    """May be missing from the workbook."""
    is_tersembunyi: bool = False
    """Written very hidden, for the kit only."""

    @property
    def kolom_per_nama(self) -> Mapping[str, Kolom]:
        """The columns by name."""
        return {kolom.nama: kolom for kolom in self.kolom}


def normalise_judul(teks: str) -> str:
    r"""Bring a heading or sheet name to the form in which it is compared.

    >>> normalise_judul("  Target\u00a0TW\n I *")
    'target tw i'
    """
    return " ".join(teks.split()).strip(" *:").casefold()


_normalise: Final = lru_cache(maxsize=4096)(normalise_judul)
"""The same once for each text: a heading is compared with every column of its sheet."""


def build_tampil(
    nama: str,
    judul: str,
    tipe: Tipe,
    arti: str,
    satuan: str = "",
    lebar: int = 14,
) -> Kolom:
    """Give a column that is only shown and never read."""
    return Kolom(nama, judul, tipe, arti, satuan, lebar=lebar, is_tampilan=True, is_bebas=True)


IDENTITAS: Final = Lembar(
    "Identitas",
    "Menyatakan buku kerja ini milik siapa dan untuk kapan. Jangan diubah.",
    (
        Kolom("kunci", "Keterangan", Tipe.TEKS, "nama keterangan", is_wajib=True, lebar=24),
        Kolom("isi", "Isi", Tipe.TEKS, "isi keterangan", lebar=48),
    ),
)

STEMPEL: Final = Lembar(
    "_kinerja",
    "Stempel formulir, sangat tersembunyi: milik siapa, untuk kapan, dan sidik definisi, "
    "target yang berlaku, serta isi sel yang hanya ditampilkan. Formulir tanpa stempel diterima "
    "dengan peringatan.",
    (
        Kolom("kunci", "Stempel", Tipe.TEKS, "nama keterangan", is_wajib=True, lebar=40),
        Kolom("isi", "Nilai", Tipe.TEKS, "isi keterangan", lebar=70),
    ),
    is_pilihan=True,
    is_tersembunyi=True,
)

KODE_VERSI: Final = Kolom(
    "versi", "Versi", Tipe.KODE, "kode pada lembar Versi", is_wajib=True, lebar=16
)

_ROMAWI: Final = ("I", "II", "III", "IV")


def build_per_triwulan(
    nama: str, judul: str, tipe: Tipe, arti: str, satuan: str, lebar: int
) -> tuple[Kolom, ...]:
    """Give four columns of one kind, one per quarter."""
    return tuple(
        Kolom(f"{nama}_tw{i}", f"{judul} TW {r}", tipe, f"{arti} Triwulan {r}", satuan, lebar=lebar)
        for i, r in enumerate(_ROMAWI, start=1)
    )
