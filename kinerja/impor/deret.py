"""The money of one row as a chain of positions: every month, quarter and to-date figure at once.

Position n is the end of month n, position 0 the start of the year. A figure is the step between
two positions: a month from n - 1 to n, a quarter over three months, a to-date figure from 0. Two
figures that lead to one position must agree; any step is found from whichever figures reach it.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from kinerja.impor.judul import Posisi
from kinerja.impor.tabel import Angka

_ONGKOS: Final = {"bulan": 1, "triwulan": 1, "sd": 10, "tersimpan": 100}
"""Own figures before differences of to-date figures, those before what is stored."""


@dataclass(frozen=True, slots=True)
class Langkah:
    """Money between two positions in sen, and the cells it was counted from."""

    sen: int
    alamat: str


@dataclass(frozen=True, slots=True)
class Pertentangan:
    """A figure that other cells of its row contradict."""

    posisi: Posisi
    angka: Angka
    lain: Langkah


@dataclass(slots=True)
class Deret:
    """The figures of one row that agree; `pertentangan` lists those that do not."""

    pertentangan: list[Pertentangan] = field(default_factory=list)
    _tepi: dict[int, list[tuple[int, int, str, int]]] = field(default_factory=dict)

    def add(self, posisi: Posisi, angka: Angka) -> None:
        """Take a figure, or note that it contradicts those before it."""
        awal, akhir = span_posisi(posisi)
        lain = self.find(awal, akhir)
        if lain is not None and lain.sen != int(angka.nilai):
            self.pertentangan.append(Pertentangan(posisi, angka, lain))
            return
        self._connect(awal, akhir, int(angka.nilai), angka.sel.alamat, _ONGKOS[posisi[0]])

    def add_tersimpan(self, akhir: int, sen: int) -> None:
        """Take what is stored up to a month, used only where the row itself leads nowhere."""
        self._connect(0, akhir, sen, "tersimpan", _ONGKOS["tersimpan"])

    def find(self, awal: int, akhir: int) -> Langkah | None:
        """Find the money between two positions; None where no chain of figures joins them."""
        antre: list[tuple[int, int, int, tuple[str, ...]]] = [(0, awal, 0, ())]
        sudah: set[int] = set()
        while antre:
            ongkos, di, sen, sel = heapq.heappop(antre)
            if di == akhir:
                return Langkah(sen, _format_alamat(sel))
            if di in sudah:
                continue
            sudah.add(di)
            for ke, nilai, alamat, tambah in self._tepi.get(di, ()):
                heapq.heappush(antre, (ongkos + tambah, ke, sen + nilai, (*sel, alamat)))
        return None

    def _connect(self, awal: int, akhir: int, sen: int, alamat: str, ongkos: int) -> None:
        self._tepi.setdefault(awal, []).append((akhir, sen, f"+{alamat}", ongkos))
        self._tepi.setdefault(akhir, []).append((awal, -sen, f"-{alamat}", ongkos))


def build_deret(uang: Mapping[Posisi, Angka]) -> Deret:
    """Chain the figures of a row: months first, then quarters, then to-date figures."""
    deret = Deret()
    urutan = ("bulan", "triwulan", "sd")
    for posisi, angka in sorted(uang.items(), key=lambda isi: (urutan.index(isi[0][0]), isi[0][1])):
        deret.add(posisi, angka)
    return deret


def span_posisi(posisi: Posisi) -> tuple[int, int]:
    """Give where the figure of a column begins and ends.

    >>> span_posisi(("bulan", 4)), span_posisi(("triwulan", 2)), span_posisi(("sd", 6))
    ((3, 4), (3, 6), (0, 6))
    """
    jenis, nomor = posisi
    if jenis == "triwulan":
        return 3 * nomor - 3, 3 * nomor
    return (0 if jenis == "sd" else nomor - 1), nomor


def _format_alamat(sel: tuple[str, ...]) -> str:
    """Write cells as a sum, what is added first.

    >>> _format_alamat(("-G2", "+H2"))
    'H2-G2'
    """
    return "".join(sorted(sel, key=lambda satu: satu[0] == "-")).removeprefix("+")
