"""The shapes of made-up indicators: kind, direction, rule, and how targets spread over quarters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from kinerja.angka import round_desimal
from kinerja.contoh.sumber import parse_target
from kinerja.model import Agregasi, Jenis, Nilai, Polaritas, Rentang

Empat = tuple[Nilai | None, Nilai | None, Nilai | None, Nilai | None]
_BELUM: Final = (None, None, None)


@dataclass(frozen=True, slots=True)
class Bentuk:
    """A shape: the rules, and which part of the year's target each quarter has (None: none)."""

    jenis: Jenis
    polaritas: Polaritas | None
    agregasi: Agregasi
    bagian: tuple[str | None, ...]
    skala: str = ""


_NAIK, _TURUN, _STABIL = Polaritas.NAIK, Polaritas.TURUN, Polaritas.STABIL
_TETAP: Final = ("1", "1", "1", "1")
_MENDEKAT: Final = ("0.97", "0.98", "0.99", "1")
BENTUK: Final = {
    "kumulatif": Bentuk(Jenis.ANGKA, _NAIK, Agregasi.AKHIR, ("0.2", "0.45", "0.7", "1")),
    "posisi": Bentuk(Jenis.ANGKA, _NAIK, Agregasi.AKHIR, _MENDEKAT),
    "tahun": Bentuk(Jenis.ANGKA, _NAIK, Agregasi.AKHIR, (*_BELUM, "1")),
    "semester": Bentuk(Jenis.ANGKA, _NAIK, Agregasi.AKHIR, (None, "0.97", None, "1")),
    "jumlah": Bentuk(Jenis.ANGKA, _NAIK, Agregasi.JUMLAH, ("0.15", "0.25", "0.3", "0.3")),
    "rasio": Bentuk(Jenis.ANGKA, _NAIK, Agregasi.RASIO_JUMLAH, _TETAP),
    "rasio_akhir": Bentuk(Jenis.ANGKA, _NAIK, Agregasi.RASIO_AKHIR, _MENDEKAT),
    "turun": Bentuk(Jenis.ANGKA, _TURUN, Agregasi.AKHIR, ("1.09", "1.06", "1.03", "1")),
    "turun_rata": Bentuk(Jenis.ANGKA, _TURUN, Agregasi.RATA_RATA, _TETAP),
    "turun_jumlah": Bentuk(Jenis.ANGKA, _TURUN, Agregasi.JUMLAH, ("0.25", "0.25", "0.25", "0.25")),
    "stabil": Bentuk(Jenis.ANGKA, _STABIL, Agregasi.AKHIR, _TETAP),
    "rentang": Bentuk(Jenis.RENTANG, _STABIL, Agregasi.AKHIR, _TETAP),
    "rentang_turun": Bentuk(Jenis.RENTANG, _TURUN, Agregasi.AKHIR, _TETAP),
    "opini": Bentuk(Jenis.PREDIKAT, None, Agregasi.AKHIR, (None, "1", None, None), "opini"),
    "nihil": Bentuk(Jenis.NIHIL, None, Agregasi.AKHIR, _TETAP),
    "tonggak": Bentuk(Jenis.TONGGAK, None, Agregasi.AKHIR, (*_BELUM, None)),
}


def build_target(bentuk: Bentuk, teks: str, tahun: int) -> tuple[Nilai, Empat]:
    """Build the year's target and those of the quarters, which reconcile under the rule.

    >>> build_target(BENTUK["jumlah"], "10", 2025)[1]
    (Decimal('2'), Decimal('3'), Decimal('3'), Decimal('2'))
    """
    if bentuk.jenis is Jenis.TONGGAK:
        return date(tahun, 12, 15), (None, None, None, None)
    tahunan = parse_target(teks, bentuk.jenis)
    if tahunan is None:
        raise ValueError(teks)
    satu, dua, tiga, empat = (_share(tahunan, bagian) for bagian in bentuk.bagian)
    if bentuk.agregasi is Agregasi.JUMLAH and isinstance(tahunan, Decimal):
        empat = tahunan - sum(isi for isi in (satu, dua, tiga) if isinstance(isi, Decimal))
    return tahunan, (satu, dua, tiga, empat)


def count_desimal(nilai: Nilai) -> int:
    """Count the decimals a target is written with."""
    if isinstance(nilai, Rentang):
        nilai = nilai.atas
    pangkat = nilai.as_tuple().exponent if isinstance(nilai, Decimal) else 0
    return -pangkat if isinstance(pangkat, int) and pangkat < 0 else 0


def _share(tahunan: Nilai, bagian: str | None) -> Nilai | None:
    if bagian is None:
        return None
    if not isinstance(tahunan, Decimal):
        return tahunan
    return round_desimal(tahunan * Decimal(bagian), count_desimal(tahunan))
