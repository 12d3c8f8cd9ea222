"""What a text may say of an indicator: the figures of the report, and how they moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from kinerja.angka import KONTEKS, round_desimal
from kinerja.hitung.hasil import HasilIndikator, Rekap
from kinerja.hitung.jejak import Angka
from kinerja.model import Isian, Nilai, Rentang

Besaran = Literal["realisasi", "capaian"]
Pembanding = Literal["triwulan", "tahun"]


@dataclass(frozen=True, slots=True)
class Fakta:
    """One indicator as text is judged by.

    `gerak` maps a quantity and what it is compared with to the change; a pair that cannot be told
    has no entry. `angka` are all numbers that the report or the plan gives of it, `predikat` its
    classes there; `kelas` are the classes its scale knows.
    """

    kode: str
    nama: str
    gerak: Mapping[tuple[Besaran, Pembanding], Decimal] = field(default_factory=dict)
    angka: frozenset[Decimal] = frozenset()
    predikat: frozenset[str] = frozenset()
    kelas: frozenset[str] = frozenset()


def build_daftar_fakta(rekap_per_periode: Sequence[Rekap]) -> dict[str, Fakta]:
    """Gather the facts of each indicator from the year's periods in order, the report's own last.

    Within a year the period before is the quarter before; a yearly report compares with the year
    before.
    """
    kini = rekap_per_periode[-1]
    is_tahunan = kini.periode.triwulan is None
    lalu: dict[str, HasilIndikator] = {}
    if not is_tahunan and len(rekap_per_periode) > 1:
        lalu = {h.indikator.kode: h for h in rekap_per_periode[-2].indikator}
    semua: dict[str, list[HasilIndikator]] = {}
    for rekap in rekap_per_periode:
        for hasil in rekap.indikator:
            semua.setdefault(hasil.indikator.kode, []).append(hasil)
    hasil_fakta: dict[str, Fakta] = {}
    for hasil in kini.indikator:
        kode = hasil.indikator.kode
        gerak: dict[tuple[Besaran, Pembanding], Decimal] = {}
        if kode in lalu:
            _put(gerak, ("realisasi", "triwulan"), hasil.sd.realisasi, lalu[kode].sd.realisasi)
            _put(gerak, ("capaian", "triwulan"), hasil.sd.capaian, lalu[kode].sd.capaian)
        if is_tahunan:
            dulu = hasil.indikator.realisasi_lalu.get(kini.periode.tahun - 1)
            if isinstance(dulu, Decimal):
                _put(gerak, ("realisasi", "tahun"), hasil.tahun.realisasi, Angka("", dulu, "angka"))
            capaian = hasil.indikator.capaian_lalu.get(kini.periode.tahun - 1)
            _put(gerak, ("capaian", "tahun"), hasil.tahun.capaian, Angka("", capaian, "persen"))
        angka = collect_angka(semua[kode])
        angka |= {abs(selisih) for selisih in gerak.values()}
        skala = kini.kebijakan.skala_predikat.get(hasil.indikator.skala_predikat)
        hasil_fakta[kode] = Fakta(
            kode,
            hasil.indikator.nama,
            gerak,
            frozenset(angka),
            frozenset(_collect_predikat(semua[kode])),
            frozenset((*skala.urutan, *skala.alias) if skala else ()),
        )
    return hasil_fakta


def _put(
    gerak: dict[tuple[Besaran, Pembanding], Decimal],
    kunci: tuple[Besaran, Pembanding],
    kini: Angka,
    lalu: Angka,
) -> None:
    if isinstance(kini.nilai, Decimal) and isinstance(lalu.nilai, Decimal):
        gerak[kunci] = KONTEKS.subtract(round_desimal(kini.nilai), round_desimal(lalu.nilai))


def collect_angka(daftar: Iterable[HasilIndikator]) -> set[Decimal]:
    """Collect every number that tables or plan give of one indicator."""
    angka: set[Decimal] = set()
    for hasil in daftar:
        indikator = hasil.indikator
        for ukuran in (hasil.tw, hasil.sd, hasil.tahun):
            for satu in (ukuran.target, ukuran.realisasi, ukuran.capaian, ukuran.capaian_pakai):
                angka |= _list_bilangan(satu.nilai)
        for versi in indikator.versi_target:
            for nilai in (versi.tahunan, *versi.triwulan):
                angka |= _list_bilangan(nilai)
        for nilai in (
            *indikator.realisasi_lalu.values(),
            *indikator.capaian_lalu.values(),
            indikator.target_renstra,
            indikator.standar_nasional,
        ):
            angka |= _list_bilangan(nilai)
        for isian in hasil.isian_per_triwulan:
            angka |= _list_isian(isian)
    return angka


def _collect_predikat(daftar: Iterable[HasilIndikator]) -> set[str]:
    nilai = {
        satu
        for hasil in daftar
        for ukuran in (hasil.tw, hasil.sd, hasil.tahun)
        for satu in (
            ukuran.target.nilai,
            ukuran.realisasi.nilai,
            hasil.indikator.target_renstra,
            hasil.indikator.standar_nasional,
            *hasil.indikator.realisasi_lalu.values(),
        )
    }
    return {satu for satu in nilai if isinstance(satu, str)}


def _list_isian(isian: Isian | None) -> set[Decimal]:
    if isian is None:
        return set()
    return {
        n for nilai in (isian.nilai, isian.pembilang, isian.penyebut) for n in _list_bilangan(nilai)
    }


def _list_bilangan(nilai: Nilai | int | None) -> set[Decimal]:
    match nilai:
        case Decimal():
            return {abs(nilai)}
        case Rentang(bawah, atas):
            return {abs(bawah), abs(atas)}
        case str() | date() | None:
            return set()
        case _:
            return {abs(Decimal(nilai))}
