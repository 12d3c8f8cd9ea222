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
_INDEKS: Final = frozenset({"indeks", "poin", "skor"})
_GERAK_INDEKS: Final = Decimal("0.4")
_GERAK_PENUH: Final = Decimal("0.35")
_BAGIAN_RUANG: Final = Decimal("0.6")
_SERATUS: Final = Decimal(100)
_RUANG: Final = Decimal(40)


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


def compute_gerak(satuan: str, target: Decimal) -> Decimal:
    """Compute how far a figure strays from its target beside one that counts things (1).

    Indices and marks hardly move in a year; a percentage moves less the nearer it is to 100.

    >>> [str(compute_gerak(satuan, Decimal(90))) for satuan in ("orang", "poin", "persen")]
    ['1', '0.4', '0.60']
    """
    if satuan in _INDEKS:
        return _GERAK_INDEKS
    if satuan == "persen":
        return min(Decimal(1), _GERAK_PENUH + (_SERATUS - target) / _RUANG)
    return Decimal(1)


def soften(mutu: Decimal, satuan: str, target: Decimal) -> Decimal:
    """Bring how well a figure does (1: as planned) to what such a figure can do.

    What is above a target in percent takes a part of the room there is up to 100.

    >>> [str(soften(Decimal("1.5"), "persen", Decimal(target))) for target in (80, 100)]
    ['1.15', '1.0']
    """
    mutu = 1 + (mutu - 1) * compute_gerak(satuan, target)
    if satuan == "persen":
        mutu = min(mutu, 1 + (_SERATUS - target) * _BAGIAN_RUANG / target)
    return mutu


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
