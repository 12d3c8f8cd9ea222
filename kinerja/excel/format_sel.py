r"""What a number format makes of a number: percent, date, or neither, by the section that applies.

A format has up to four sections for positive, negative, zero and text, or sections with
conditions; a `%` in one of them says nothing of the numbers that another one shows. Knows no
cells and no rules.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Final

from kinerja.excel.sel import Format

_TANGGAL_BAWAAN: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_PERSEN_BAWAAN: Final = frozenset((9, 10))
_HARFIAH: Final = re.compile(r'"[^"]*(?:"|\Z)|\\.|_.|\*.|\[([^\]]*)(?:\]|\Z)')
_SYARAT: Final = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9]{1,15}(?:\.[0-9]{1,15})?)\Z", re.ASCII)
_BERLALU: Final = re.compile(r"(?:h+|m+|s+)\Z", re.IGNORECASE)
_TANGGAL: Final = re.compile(r"[dmyhs]")
_BANDING: Final[Mapping[str, Callable[[Decimal, Decimal], bool]]] = MappingProxyType(
    {
        "<": operator.lt,
        "<=": operator.le,
        ">": operator.gt,
        ">=": operator.ge,
        "=": operator.eq,
        "<>": operator.ne,
    }
)
_ANGKA_MAKS: Final = 3


@dataclass(frozen=True, slots=True)
class _Bagian:
    """One section: what it shows, and the numbers it is for where it says so itself."""

    format: Format
    syarat: tuple[str, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class PolaFormat:
    """A number format as its sections for numbers."""

    bagian: tuple[_Bagian, ...]

    def find_format(self, isi: str, *, is_angka: bool) -> Format:
        """Tell what the format makes of what a cell stores; for a text, of a positive number."""
        if len(self.bagian) == 1 or not is_angka:
            return self.bagian[0].format
        try:
            nilai = Decimal(isi)
        except InvalidOperation:
            nilai = Decimal("NaN")
        if nilai.is_nan():
            return self.bagian[0].format
        return self._find_bagian(nilai).format

    def _find_bagian(self, nilai: Decimal) -> _Bagian:
        tanpa = [satu for satu in self.bagian if satu.syarat is None]
        if len(tanpa) < len(self.bagian):
            cocok = (
                s for s in self.bagian if s.syarat and _BANDING[s.syarat[0]](nilai, s.syarat[1])
            )
            return next(cocok, tanpa[0] if tanpa else self.bagian[-1])
        if nilai < 0:
            return self.bagian[1]
        return self.bagian[2] if not nilai and len(self.bagian) == _ANGKA_MAKS else self.bagian[0]


UMUM: Final = PolaFormat((_Bagian(Format.UMUM),))


def parse_pola(nomor: int, kode: str) -> PolaFormat:
    r"""Read a number format; quoted and escaped characters are only decoration.

    >>> daftar = ('0.00%', '0.00"%"', 'dd/mm/yyyy', '[$Rp-421]#,##0', '[$-421]d mmmm', '[h]')
    >>> [parse_pola(164, kode).find_format("1", is_angka=True).name for kode in daftar]
    ['PERSEN', 'UMUM', 'TANGGAL', 'UMUM', 'TANGGAL', 'TANGGAL']
    >>> pola = parse_pola(164, "0;-0%")
    >>> [pola.find_format(isi, is_angka=True).name for isi in ("5", "-5", "0")]
    ['UMUM', 'PERSEN', 'UMUM']
    """
    if not kode:
        if nomor in _TANGGAL_BAWAAN:
            return PolaFormat((_Bagian(Format.TANGGAL),))
        return PolaFormat((_Bagian(Format.PERSEN),)) if nomor in _PERSEN_BAWAAN else UMUM
    syarat: list[tuple[str, Decimal] | None] = [None]
    jenis: list[list[str]] = [[]]
    awal = 0
    for cocok in [*_HARFIAH.finditer(kode), None]:
        polos = kode[awal : cocok.start() if cocok else len(kode)].split(";")
        jenis[-1].append(polos[0])
        jenis += [[satu] for satu in polos[1:]]
        syarat += [None] * (len(polos) - 1)
        if cocok is None:
            break
        awal = cocok.end()
        kurung = cocok.group(1) or ""
        if banding := _SYARAT.match(kurung.strip()):
            syarat[-1] = (banding[1], Decimal(banding[2]))
        elif _BERLALU.match(kurung):
            jenis[-1].append(kurung)
    return PolaFormat(
        tuple(
            _Bagian(_find_jenis("".join(satu)), untuk)
            for satu, untuk in zip(jenis[:_ANGKA_MAKS], syarat, strict=False)
        )
    )


def _find_jenis(bersih: str) -> Format:
    kecil = bersih.casefold().replace("general", "")
    if "%" in kecil:
        return Format.PERSEN
    return Format.TANGGAL if _TANGGAL.search(kecil) else Format.UMUM
