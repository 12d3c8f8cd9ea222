"""Which indicator a clause names: in full, by its code, or by the beginning of its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kinerja.telaah.fakta import Fakta
from kinerja.telaah.kalimat import list_kata

_UMUM: Final = frozenset(
    {"persentase", "jumlah", "rata-rata", "nilai", "tingkat", "indeks", "rasio", "waktu", "cakupan"}
)
"""Words that names begin with and that tell nothing by themselves."""
_PENDEK: Final = 2


@dataclass(frozen=True, slots=True)
class Sebutan:
    """An indicator named in a clause; `is_penuh` where by its whole name or code."""

    fakta: Fakta
    is_penuh: bool


def find_sebutan(klausa: str, semua: Mapping[str, Fakta]) -> Sebutan | None:
    """Find the indicator that a clause names, the longest name first.

    The beginning of a name counts where no other name begins so.

    >>> satu = Fakta("IK-1", "Rasio kemandirian keuangan daerah")
    >>> find_sebutan("Rasio kemandirian menurun", {"IK-1": satu}).is_penuh
    False
    >>> find_sebutan("Rasio menurun", {"IK-1": satu}) is None
    True
    """
    rapi = f" {' '.join(list_kata(klausa))} "
    urut = sorted(semua.values(), key=lambda satu: -len(satu.nama))
    for satu in urut:
        for nama in (satu.nama, satu.kode):
            if f" {' '.join(list_kata(nama))} " in rapi:
                return Sebutan(satu, is_penuh=True)
    for satu in urut:
        kata = list_kata(satu.nama)
        for panjang in range(len(kata) - 1, _PENDEK - 1, -1):
            awal = kata[:panjang]
            if f" {' '.join(awal)} " in rapi and _is_khas(awal, satu, semua):
                return Sebutan(satu, is_penuh=False)
    return None


def _is_khas(awal: tuple[str, ...], satu: Fakta, semua: Mapping[str, Fakta]) -> bool:
    if _UMUM.issuperset(awal):
        return False
    lain = (list_kata(x.nama)[: len(awal)] for x in semua.values() if x.kode != satu.kode)
    return awal not in lain
