"""Does a computed figure give what a document printed, and if not exactly, in which sense."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from itertools import product

from kinerja.angka import KONTEKS, round_desimal
from kinerja.hitung.terbit.bilangan import Bilangan


class Status(StrEnum):
    """The answer for one printed figure (rumus.md section 8)."""

    COCOK = "cocok"
    COCOK_DIPOTONG = "cocok_dipotong"
    COCOK_DALAM_PEMBULATAN_OPERAND = "cocok_dalam_pembulatan_operand"
    BEDA = "beda"
    TIDAK_DAPAT_DIHITUNG = "tidak_dapat_dihitung"


URUTAN = tuple(Status)


@dataclass(frozen=True, slots=True)
class Operand:
    """A printed operand and whether its last digit may have been rounded."""

    bilangan: Bilangan
    is_dibulatkan: bool

    @property
    def ujung(self) -> tuple[Decimal, ...]:
        """The smallest and largest value the print could stand for."""
        if not self.is_dibulatkan:
            return (self.bilangan.nilai,)
        setengah = self.bilangan.setengah
        nilai = self.bilangan.nilai
        return (KONTEKS.subtract(nilai, setengah), KONTEKS.add(nilai, setengah))


def compute_status(nilai: Decimal, cetak: Bilangan) -> Status:
    """Compare at the printed decimals: rounded half up, or cut off.

    >>> compute_status(Decimal("97.3210"), Bilangan(Decimal("97.32"), 2)).value
    'cocok'
    >>> compute_status(Decimal("85.3867"), Bilangan(Decimal("85.38"), 2)).value
    'cocok_dipotong'
    """
    if round_desimal(nilai, cetak.desimal) == cetak.nilai:
        return Status.COCOK
    satuan = Decimal(1).scaleb(-cetak.desimal)
    if nilai.quantize(satuan, rounding=ROUND_DOWN, context=KONTEKS) == cetak.nilai:
        return Status.COCOK_DIPOTONG
    return Status.BEDA


def is_dalam_pembulatan(
    rumus: Callable[..., Decimal | None], daftar: Sequence[Operand], cetak: Bilangan
) -> bool:
    """Tell whether some values behind the printed operands give some value behind the print.

    The formulas are monotone in each operand between its two ends, so the corners decide; where
    the operands can be equal that point counts too, since there "near the target" peaks.

    >>> def rasio(t, r): return t / r * 100
    >>> t = Operand(Bilangan(Decimal("0.16"), 2), True)
    >>> r = Operand(Bilangan(Decimal("0.19"), 2), True)
    >>> is_dalam_pembulatan(rasio, [t, r], Bilangan(Decimal("87.10"), 2))
    True
    """
    sudut = list(product(*(operand.ujung for operand in daftar)))
    temu = max(operand.ujung[0] for operand in daftar)
    if temu <= min(operand.ujung[-1] for operand in daftar):
        sudut.append((temu,) * len(daftar))
    hasil = [rumus(*titik) for titik in sudut]
    nilai = [satu for satu in hasil if satu is not None]
    if not nilai or len(nilai) < len(hasil):
        return False
    bawah = KONTEKS.subtract(cetak.nilai, cetak.setengah)
    atas = KONTEKS.add(cetak.nilai, cetak.setengah)
    return max(nilai) >= bawah and min(nilai) <= atas
