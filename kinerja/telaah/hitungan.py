"""Counts of targets reached in prose: "9 dari 12 indikator", "seluruh target tercapai"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kinerja.telaah.kalimat import ANDAI, list_kata, split_klausa

_CAPAI: Final = (
    r"(?P<ingkar>(?:belum|tidak)\s+)?(?:(?:telah|sudah|dapat|berhasil)\s+)?"
    r"(?:tercapai|terpenuhi|(?:mencapai|memenuhi|melampaui)\s+target)"
)
_BENDA: Final = r"(?:indikator|target)"
_ANDAI: Final = ANDAI - {"target", "dapat"}
_DARI: Final = (
    re.compile(
        rf"\b(?P<k>[0-9]+)\s+dari\s+(?P<n>[0-9]+)\s+{_BENDA}\b[^,0-9]*?\s{_CAPAI}", re.IGNORECASE
    ),
    re.compile(
        rf"\bdari\s+(?P<n>[0-9]+)\s+{_BENDA}\b[^0-9]*?,[^,0-9]*?(?P<k>[0-9]+)\s"
        rf"(?:(?:di antaranya|{_BENDA})\s)?{_CAPAI}",
        re.IGNORECASE,
    ),
)
_SEMUA: Final = re.compile(
    rf"(?<!tidak )(?<!belum )(?<!hampir )\b(?:seluruh|semua)\s+{_BENDA}"
    rf"(?:\s+(?:kinerja|sasaran|ini|utama|perjanjian|setahun))*\s{_CAPAI}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Kelompok:
    """Indicators that a sentence may count: so many reached, so many not, of all."""

    tercapai: int
    belum: int
    jumlah: int


def find_hitungan_salah(
    teks: str, daftar: Iterable[Kelompok], pokok: Kelompok
) -> list[tuple[str, str]]:
    """Find counts of targets reached that fit no group of the report; each with what is right.

    Args:
        teks: What somebody wrote.
        daftar: The groups that a report shows counts of.
        pokok: The group that "seluruh target" speaks of.

    >>> dua = Kelompok(9, 3, 12)
    >>> find_hitungan_salah("Sebanyak 10 dari 12 target tercapai.", [dua], dua)
    [('10 dari 12 target tercapai', '9 dari 12 tercapai')]
    >>> find_hitungan_salah("Dari 12 indikator, 3 belum tercapai.", [dua], dua)
    []
    """
    daftar = tuple(daftar)
    hasil: list[tuple[str, str]] = []
    benar = f"{pokok.tercapai} dari {pokok.jumlah} tercapai"
    for klausa in split_klausa(teks):
        if _ANDAI.intersection(list_kata(klausa)):
            continue
        for pola in _DARI:
            for cocok in pola.finditer(klausa):
                pasangan = (int(cocok["k"]), int(cocok["n"]))
                if pasangan not in _list_pasangan(daftar, is_ingkar=bool(cocok["ingkar"])):
                    hasil.append((cocok.group(), benar))
        hasil += [
            (cocok.group(), benar)
            for cocok in _SEMUA.finditer(klausa)
            if not cocok["ingkar"] and pokok.tercapai < pokok.jumlah
        ]
    return hasil


def _list_pasangan(daftar: Iterable[Kelompok], *, is_ingkar: bool) -> set[tuple[int, int]]:
    if is_ingkar:
        return {(k, x.jumlah) for x in daftar for k in (x.belum, x.jumlah - x.tercapai)}
    return {(x.tercapai, x.jumlah) for x in daftar}
