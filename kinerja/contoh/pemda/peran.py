"""Draws lots for a made-up regency: which agency does well, is silent, or counts otherwise.

Each agency has its own sequence of lots, so the same seed gives the same agency.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Final

from kinerja.contoh.pemda.katalog import Perangkat

_BAGIAN_TANPA_DATA: Final = 0.04
_BAGIAN_BERHENTI: Final = 0.04
_BAGIAN_LAIN: Final = 0.10
_BAGIAN_PENCILAN: Final = 0.04
_SERIBU: Final = 1000


@dataclass(frozen=True, slots=True)
class Peran:
    """What is true of one agency: how well it does and spends (1 = as planned), what it lacks.

    `triwulan_terakhir` is the last quarter with forms; 0 where there is not even a plan.
    """

    perangkat: Perangkat
    mutu: Decimal
    serapan: Decimal
    triwulan_terakhir: int = 4
    is_kebijakan_lain: bool = False


class Undian:
    """Seeded lots, as exact decimals."""

    def __init__(self, benih: int, nama: str) -> None:
        """Start the sequence of a name."""
        self._acak = Random(f"{benih}/{nama}")  # noqa: S311 - made-up figures, no secret

    def draw(self, bawah: str, atas: str) -> Decimal:
        """Draw a number between two, in steps of a thousandth of the distance."""
        awal, akhir = Decimal(bawah), Decimal(atas)
        return awal + (akhir - awal) * self.draw_bulat(0, _SERIBU) / _SERIBU

    def draw_bulat(self, bawah: int, atas: int) -> int:
        """Draw a whole number, both ends included."""
        return bawah + int(self._acak.random() * (atas - bawah + 1))

    def is_kena(self, peluang: float) -> bool:
        """Tell whether a chance comes true."""
        return self._acak.random() < peluang

    def choose(self, daftar: Sequence[str]) -> str:
        """Choose one."""
        return daftar[self.draw_bulat(0, len(daftar) - 1)]

    def deal(self, daftar: Sequence[str], bagian: float) -> frozenset[str]:
        """Choose a share of a list, rounded to whole ones."""
        sisa = list(daftar)
        jumlah = round(len(daftar) * bagian)
        return frozenset(sisa.pop(self.draw_bulat(0, len(sisa) - 1)) for _ in range(jumlah))


def build_peran(daftar: Sequence[Perangkat], benih: int) -> tuple[Peran, ...]:
    """Deal the parts among the agencies: shares of the whole, so that a small regency has none."""
    undian = Undian(benih, "peran")
    semua = [satu.slug for satu in daftar]
    tanpa_data = undian.deal(semua, _BAGIAN_TANPA_DATA)
    ada = [satu for satu in semua if satu not in tanpa_data]
    berhenti = undian.deal(ada, _BAGIAN_BERHENTI)
    lain = undian.deal(ada, _BAGIAN_LAIN)
    unggul, lemah, boros = (undian.deal(ada, _BAGIAN_PENCILAN) for _ in range(3))
    hasil = []
    for satu in daftar:
        mutu = undian.draw("0.95", "1.05")
        serapan = undian.draw("0.90", "0.99")
        if satu.slug in unggul:
            mutu = Decimal("1.35")
        elif satu.slug in lemah:
            mutu = Decimal("0.72")
        if satu.slug in boros:
            serapan = Decimal("0.58")
        akhir = 0 if satu.slug in tanpa_data else 2 if satu.slug in berhenti else 4
        hasil.append(Peran(satu, mutu, serapan, akhir, satu.slug in lain))
    return tuple(hasil)
