"""The result of one capaian and the choices a formula needs; no formula stands here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from kinerja.angka import format_persen
from kinerja.hitung import alasan
from kinerja.hitung.pecahan import NOL, Hitungan
from kinerja.hitung.teks import format_operan
from kinerja.model import Keadaan, Nilai
from kinerja.skala import SkalaPredikat


@dataclass(frozen=True, slots=True)
class Pilihan:
    """What a formula needs beside target and realisasi; `per_tanggal` is the period's last day."""

    batas_atas: Decimal | None = None
    toleransi: Decimal = NOL
    skala: SkalaPredikat | None = None
    predikat: str = "bertingkat"
    terlambat: Decimal = NOL
    per_tanggal: date | None = None


BAWAAN: Final = Pilihan()


@dataclass(frozen=True, slots=True)
class HasilCapaian:
    """A raw capaian in percent with its state, reason, verdict, rule and steps."""

    persen: Decimal | None
    keadaan: Keadaan
    alasan: str
    is_tercapai: bool | None
    aturan: str
    rumus: str = ""
    target: Nilai | int | None = None
    realisasi: Nilai | int | None = None
    hitungan: Hitungan | None = None
    rincian: tuple[str, ...] = ()

    @property
    def langkah(self) -> tuple[str, ...]:
        """The steps in words and numbers, from the values the figure came from.

        >>> from kinerja.hitung.capaian import compute_capaian
        >>> compute_capaian(80, 60, jenis="angka", polaritas="naik").langkah
        ('T = 80; R = 60', 'capaian = R / T × 100 = 60 / 80 × 100 = 75,00%')
        """
        if self.persen is None:
            return (alasan.describe_alasan(self.alasan),) if self.alasan else ()
        if self.rincian or self.hitungan is None:
            return self.rincian
        return _describe_langkah(self.target, self.realisasi, self.hitungan, self.persen)


def _describe_langkah(
    target: Nilai | int | None, realisasi: Nilai | int | None, hitungan: Hitungan, persen: Decimal
) -> tuple[str, ...]:
    awal = f"T = {format_operan(target)}; R = {format_operan(realisasi)}"
    hasil = format_persen(persen)
    if "/" not in hitungan.pola:
        return (awal, f"{hitungan.pola}: capaian = {hasil}")
    angka = f"{format_operan(hitungan.pembilang)} / {format_operan(hitungan.penyebut)} × 100"
    return (awal, f"capaian = {hitungan.pola} × 100 = {angka} = {hasil}")
