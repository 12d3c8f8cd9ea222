"""The workbook block: sheets, columns, rows, and cells that hold words, values or formulas.

A formula is Excel's English notation in which other cells stand as symbols, such as
`⟦Isian Indikator|i3|t1⟧`; only the exporter turns them into addresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from kinerja.hitung.jejak import Angka
from kinerja.isi.blok import Blok, JenisBaris, Nada

BentukKolom = Literal["teks", "persen", "poin", "angka", "rupiah", "cacah", "tanggal", "kategori"]
PeranKolom = Literal["keterangan", "isian", "rumus", "bantu"]
"""What a column is for: words, cells to be changed, results, and results in between."""


@dataclass(frozen=True, slots=True)
class NilaiBuku:
    """A value in a cell; `is_isian` marks one that a reader may change to see what follows."""

    nilai: Decimal | date | str
    bentuk: BentukKolom
    is_isian: bool = False


@dataclass(frozen=True, slots=True)
class RumusBuku:
    """A live formula and what it must give now: a figure of the report, or a value."""

    isi: str
    hasil: Angka | NilaiBuku


SelBuku = str | Angka | NilaiBuku | RumusBuku | None


@dataclass(frozen=True, slots=True)
class KolomBuku:
    """A column of a sheet: key, heading, meaning, role, form of its blank cells and width."""

    kunci: str
    judul: str
    arti: str
    peran: PeranKolom = "keterangan"
    bentuk: BentukKolom = "teks"
    lebar: int = 12
    grup: str = ""


@dataclass(frozen=True, slots=True)
class BarisBuku:
    """A row under its key, one cell for each column in order."""

    kunci: str
    sel: tuple[SelBuku, ...]
    jenis: JenisBaris = "isi"


@dataclass(frozen=True, slots=True)
class LembarBuku:
    """A sheet: title lines, columns, rows; the first `kolom_beku` columns stay in view."""

    nama: str
    judul: str
    arti: str
    kolom: tuple[KolomBuku, ...]
    baris: tuple[BarisBuku, ...]
    kolom_beku: int = 2
    is_bernomor: bool = False
    is_a3: bool = False
    catatan: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a row that does not fit the columns: a programming fault."""
        for baris in self.baris:
            if len(baris.sel) != len(self.kolom):
                pesan = f"{self.nama} {baris.kunci}: {len(baris.sel)} of {len(self.kolom)} cells"
                raise ValueError(pesan)


@dataclass(frozen=True, slots=True)
class NamaBuku:
    """A name that formulas use for a cell or range."""

    nama: str
    rujukan: str


@dataclass(frozen=True, slots=True)
class WarnaBuku:
    """The colour of a category, by its label."""

    label: str
    nada: Nada


@dataclass(frozen=True, slots=True)
class BukuKerja(Blok):
    """The whole workbook; HTML and PDF show nothing of it."""

    lembar: tuple[LembarBuku, ...]
    nama: tuple[NamaBuku, ...]
    warna: tuple[WarnaBuku, ...]


@dataclass(frozen=True, slots=True)
class Tempat:
    """A row of a sheet, from which the symbols of its cells are written.

    >>> Tempat("Indikator", "i0")("capaian"), Tempat("Isian", "i0").span("t1", "t3")
    ('⟦Indikator|i0|capaian⟧', '⟦Isian|i0|t1|i0|t3⟧')
    """

    lembar: str
    baris: str

    def __call__(self, kolom: str) -> str:
        """Give the symbol of one cell."""
        return f"⟦{self.lembar}|{self.baris}|{kolom}⟧"

    def span(self, awal: str, akhir: str) -> str:
        """Give the symbol of the cells from one column to another."""
        return f"⟦{self.lembar}|{self.baris}|{awal}|{self.baris}|{akhir}⟧"


def list_jangkauan(lembar: str, awalan: str, kolom: str, nomor: Iterable[int]) -> list[str]:
    """Give the symbols of one column's rows, those that stand together as one range.

    >>> list_jangkauan("L", "i", "x", [0, 1, 4])
    ['⟦L|i0|x|i1|x⟧', '⟦L|i4|x⟧']
    """
    deret: list[list[int]] = []
    for satu in nomor:
        if deret and satu == deret[-1][-1] + 1:
            deret[-1].append(satu)
        else:
            deret.append([satu])
    return [
        f"⟦{lembar}|{awalan}{d[0]}|{kolom}|{awalan}{d[-1]}|{kolom}⟧"
        if len(d) > 1
        else f"⟦{lembar}|{awalan}{d[0]}|{kolom}⟧"
        for d in deret
    ]


def bare(angka: Angka) -> Angka:
    """Leave the passport of a figure behind: the report's tables carry it."""
    return replace(angka, jejak=None)


def cacah(banyak: int) -> NilaiBuku:
    """Give a count as the result of a formula."""
    return NilaiBuku(Decimal(banyak), "cacah")


def teks(isi: str) -> NilaiBuku:
    """Give words as the result of a formula."""
    return NilaiBuku(isi, "teks")


def build_baris(
    kunci: str,
    kolom: Sequence[KolomBuku],
    isi: Mapping[str, SelBuku],
    jenis: JenisBaris = "isi",
) -> BarisBuku:
    """Put cells keyed by column in order; a key that is no column is a programming fault."""
    lain = isi.keys() - {satu.kunci for satu in kolom}
    if lain:
        raise ValueError(lain)
    return BarisBuku(kunci, tuple(isi.get(satu.kunci) for satu in kolom), jenis)
