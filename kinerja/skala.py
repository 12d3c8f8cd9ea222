"""Scales as value objects: the ordinal scale of a predikat and the classes of a category.

Both are read from text once and refused if they are not well formed. What a value scores on them
is decided in `kinerja.hitung`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from kinerja.angka import format_apa_adanya
from kinerja.galat import ParameterError

WarnaKategori = Literal["hijau_tua", "hijau", "kuning", "jingga", "merah", "abu"]
_BATAS: Final = re.compile(r"(>=|>)\s*([0-9]+(?:[.,][0-9]+)?)\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class SkalaPredikat:
    """An ordinal scale, worst first, with ranks from 1.

    >>> opini = SkalaPredikat("opini", ("TMP", "TW", "WDP", "WTP"), {"WTP-DPP": "WTP"})
    >>> opini.compute_peringkat("wtp-dpp"), opini.compute_peringkat("Baik") is None
    (4, True)
    """

    nama: str
    urutan: tuple[str, ...]
    alias: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse scales of fewer than two distinct classes and aliases that lead nowhere."""
        kunci = [_normalise(kelas) for kelas in self.urutan]
        if len(kunci) < 2 or len(set(kunci)) != len(kunci):
            raise ParameterError(
                "Skala predikat harus memuat paling sedikit dua kelas yang berbeda",
                tempat=f"skala {self.nama}",
                ditemukan=", ".join(self.urutan) or "kosong",
            )
        salah = [alias for alias, asli in self.alias.items() if _normalise(asli) not in kunci]
        if salah:
            raise ParameterError(
                "Alias predikat menunjuk kelas yang tidak ada",
                tempat=f"skala {self.nama}",
                ditemukan=", ".join(salah),
                diharapkan=" < ".join(self.urutan),
            )

        menutup = [alias for alias in self.alias if _normalise(alias) in kunci]
        kunci_alias = [_normalise(alias) for alias in self.alias]
        if menutup or len(set(kunci_alias)) != len(kunci_alias):
            raise ParameterError(
                "Alias predikat sama dengan nama kelas atau alias lain",
                tempat=f"skala {self.nama}",
                ditemukan=", ".join(menutup or self.alias),
                saran="Hapus alias itu.",
            )

    def compute_peringkat(self, predikat: str) -> int | None:
        """Give the rank from 1, or None where the scale does not hold the value."""
        alias = {_normalise(kunci): asli for kunci, asli in self.alias.items()}
        dicari = _normalise(alias.get(_normalise(predikat), predikat))
        for peringkat, kelas in enumerate(self.urutan, start=1):
            if _normalise(kelas) == dicari:
                return peringkat
        return None


@lru_cache(maxsize=1024)
def _normalise(predikat: str) -> str:
    return " ".join(predikat.split()).casefold()


@dataclass(frozen=True, slots=True)
class KelasKategori:
    """One class: its lower bound (None for the last), label and colour.

    `tercetak_sampai` is the upper bound a document prints (90 for "76-90"); it serves only the
    note that a value falls into a hole of the printed scale.
    """

    label: str
    warna: WarnaKategori
    batas: Decimal | None
    is_termasuk: bool = True
    tercetak_sampai: Decimal | None = None

    @property
    def batas_teks(self) -> str:
        """`>=91`, `>100`, or `lainnya` for the last class."""
        if self.batas is None:
            return "lainnya"
        return f"{'>=' if self.is_termasuk else '>'}{format_apa_adanya(self.batas)}"


@dataclass(frozen=True, slots=True)
class SkalaKategori:
    """The classes of capaian, best first, strictly descending, the last one open.

    >>> build_skala_kategori("dua", [(">100", "A", "hijau"), ("", "B", "merah")]).kelas[0].batas
    Decimal('100')
    """

    nama: str
    kelas: tuple[KelasKategori, ...]
    sumber: str = ""

    def __post_init__(self) -> None:
        """Refuse a scale whose bounds do not strictly descend to one open last class."""
        batas = [kelas.batas for kelas in self.kelas]
        tertutup = [nilai for nilai in batas[:-1] if nilai is not None]
        is_turun = all(atas > bawah for atas, bawah in itertools.pairwise(tertutup))
        if (
            len(self.kelas) < 2
            or batas[-1] is not None
            or len(tertutup) != len(batas) - 1
            or not is_turun
        ):
            raise ParameterError(
                "Skala kategori harus menurun tegas dan kelas terakhir tanpa batas",
                tempat=f"skala {self.nama}",
                ditemukan=" · ".join(f"{k.batas_teks} {k.label}" for k in self.kelas) or "kosong",
                saran='Tulis batas bawah tiap kelas dari atas ke bawah, mis. ">=91", ">=76".',
            )
        label = [kelas.label for kelas in self.kelas]
        if len(set(label)) != len(label):
            raise ParameterError(
                "Label kategori berulang", tempat=f"skala {self.nama}", ditemukan=", ".join(label)
            )


def build_skala_kategori(
    nama: str,
    baris: list[tuple[str, str, WarnaKategori]],
    tercetak_sampai: Mapping[str, Decimal] | None = None,
    sumber: str = "",
) -> SkalaKategori:
    """Build a scale from (bound text, label, colour) rows, best class first.

    Raises:
        ParameterError: where a bound is not of the form `>=91` or `>100`.
    """
    kelas = []
    for teks, label, warna in baris:
        sampai = (tercetak_sampai or {}).get(label)
        if not teks.strip():
            kelas.append(KelasKategori(label, warna, None, tercetak_sampai=sampai))
            continue
        cocok = _BATAS.match(teks.strip())
        if cocok is None:
            raise ParameterError(
                "Batas kategori tidak dikenal",
                tempat=f"skala {nama}",
                ditemukan=repr(teks),
                saran='Tulis misalnya ">=91" atau ">100".',
            )
        nilai = Decimal(cocok.group(2).replace(",", "."))
        kelas.append(KelasKategori(label, warna, nilai, cocok.group(1) == ">=", sampai))
    return SkalaKategori(nama, tuple(kelas), sumber)
