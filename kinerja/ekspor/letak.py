"""Where a table fits: paper, type size and column widths, from the width of its texts.

Figures and codes are never broken: each column is at least as wide as its longest one. A table
goes to the next larger paper only when small type does not make room for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kinerja.ekspor.huruf import measure_kata, measure_teks
from kinerja.galat import EksporError
from kinerja.isi.html_teks import Data, read_teks

MM: Final = 72 / 25.4
BATAS_KATA_EM: Final = 7.5
"""A longer word may be broken to let its table fit."""
TAK_TERPUTUS: Final = re.compile(r"[(+\-–]?(Rp)?[\d.,:/–-]*\d[%)]*")
PANJANG_TAK_TERPUTUS: Final = 26
BARIS_TERBELAH: Final = 22
"""A row estimated to need more lines than this may be split over two pages."""


@dataclass(frozen=True, slots=True)
class Kertas:
    """A page format with the width of its text area in points."""

    nama: str
    is_lanskap: bool
    lebar_pt: float


A4_TEGAK: Final = Kertas("a4", is_lanskap=False, lebar_pt=170 * MM)
A4_LANSKAP: Final = Kertas("a4", is_lanskap=True, lebar_pt=261 * MM)
A3_LANSKAP: Final = Kertas("a3", is_lanskap=True, lebar_pt=384 * MM)


@dataclass(frozen=True, slots=True)
class Ruang:
    """What a format has for its tables: its papers, and how wide its type sets beside ours.

    `pengali` is the width of a text in that type over its width in the bundled font.
    """

    tegak: Kertas = A4_TEGAK
    lanskap: Kertas = A4_LANSKAP
    lanskap_a3: Kertas = A3_LANSKAP
    pengali: float = 1.0


RUANG_PDF: Final = Ruang()

UKURAN_LONGGAR: Final = 8.0
INSET_LONGGAR: Final = 3.5
INSET_RAPAT: Final = 2.5
"""Cell padding left and right, in points: tighter with small type."""

UKURAN_TEGAK: Final = (9.0, 8.5, 8.0, 7.5, 7.0)
UKURAN_LANSKAP: Final = (8.5, 8.0, 7.5, 7.0)


@dataclass(frozen=True, slots=True)
class TataLetak:
    """The layout of one table; widths, type size and cell padding in points."""

    kertas: Kertas
    ukuran: float
    lebar: tuple[float, ...]
    inset: float

    def inner_em(self, kolom: int, rentang: int = 1) -> float:
        """Width of the text in a cell, in em of the table's type size."""
        return (sum(self.lebar[kolom : kolom + rentang]) - 2 * self.inset) / self.ukuran


def fit_tabel(tabel: Data, ruang: Ruang = RUANG_PDF) -> TataLetak:
    """Choose the smallest paper and the largest type in which no figure is broken.

    Raises:
        EksporError: the figures alone are wider than A3 landscape.
    """
    minimum = [em * ruang.pengali for em in _minimum_em(tabel)]
    bobot = [max(float(kolom["lebar"]), 0.1) for kolom in tabel["kolom"]]
    pilihan: list[tuple[Kertas, float]] = []
    if tabel["orientasi"] == "tegak":
        pilihan += [(ruang.tegak, ukuran) for ukuran in UKURAN_TEGAK]
    if tabel["orientasi"] != "lanskap_a3":
        pilihan += [(ruang.lanskap, ukuran) for ukuran in UKURAN_LANSKAP]
    pilihan += [(ruang.lanskap_a3, ukuran) for ukuran in UKURAN_LANSKAP]
    for kertas, ukuran in pilihan:
        inset = INSET_LONGGAR if ukuran >= UKURAN_LONGGAR else INSET_RAPAT
        sempit = [em * ukuran * 1.01 + 2 * inset for em in minimum]
        if sum(sempit) <= kertas.lebar_pt:
            lebar = _share(sempit, bobot, kertas.lebar_pt)
            return TataLetak(kertas, ukuran, tuple(lebar), inset)
    raise EksporError(
        f'Tabel "{tabel["judul"]}" lebih lebar daripada kertas A3 lanskap',
        ditemukan=f"{len(minimum)} kolom",
        saran="Kurangi kolom atau bagi menjadi dua tabel.",
    )


def is_terbelah(baris: Data, letak: TataLetak) -> bool:
    """Estimate whether a row is too tall to be kept on one page."""
    posisi = 0
    for sel in baris["sel"]:
        em = measure_teks(read_teks(sel["isi"])) / max(letak.inner_em(posisi, sel["rentang"]), 0.5)
        if em + read_teks(sel["isi"]).count("\n") > BARIS_TERBELAH:
            return True
        posisi += sel["rentang"]
    return False


def _minimum_em(tabel: Data) -> list[float]:
    """Give the width below which a column would break a figure, or words of usual length."""
    minimum = [min(measure_kata(k["judul"]), BATAS_KATA_EM) for k in tabel["kolom"]]
    for posisi, teks in _iter_teks(tabel):
        for kata in teks.split():
            utuh = len(kata) <= PANJANG_TAK_TERPUTUS and TAK_TERPUTUS.fullmatch(kata)
            em = measure_teks(kata) if utuh else min(measure_teks(kata), BATAS_KATA_EM)
            minimum[posisi] = max(minimum[posisi], em)
    return minimum


def _iter_teks(tabel: Data) -> Iterator[tuple[int, str]]:
    for baris in tabel["baris"]:
        posisi = 0
        for sel in baris["sel"]:
            if sel["rentang"] == 1:
                yield posisi, read_teks(sel["isi"])
            posisi += sel["rentang"]


def _share(minimum: list[float], bobot: list[float], lebar: float) -> list[float]:
    """Share a width by weight, giving no column less than its minimum.

    >>> _share([10, 10, 60], [1, 1, 1], 120)
    [30.0, 30.0, 60]
    """
    tetap: set[int] = set()
    while True:
        sisa = lebar - sum(minimum[i] for i in tetap)
        jumlah = sum(bobot[i] for i in range(len(bobot)) if i not in tetap)
        kurang = {
            i for i in range(len(bobot)) if i not in tetap and bobot[i] * sisa / jumlah < minimum[i]
        }
        if not kurang:
            return [
                minimum[i] if i in tetap else bobot[i] * sisa / jumlah for i in range(len(bobot))
            ]
        tetap |= kurang
