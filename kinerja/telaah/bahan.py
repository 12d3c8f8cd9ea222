"""What prose is held against: the figures of one report, gathered once for all its texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.hitung.hasil import BarisAnggaran, HasilIndikator, Rekap
from kinerja.hitung.jejak import Angka
from kinerja.model import Tingkat
from kinerja.periode import ROMAWI
from kinerja.telaah.arah import Waktu
from kinerja.telaah.fakta import Fakta, build_daftar_fakta
from kinerja.telaah.hitungan import Kelompok

_SEN: int = 2


@dataclass(frozen=True, slots=True)
class BahanTelaah:
    """The figures of a report as its texts may name them.

    `angka` are the numbers of any indicator or mean, `rerata` those of the means alone, `uang` the
    amounts of pagu and realisasi in rupiah. `kelompok` maps a sasaran's code to its indicators and
    "" to all of tingkat sasaran; `daftar_kelompok` holds these and every other group that a reader
    may count.
    """

    rekap: Rekap
    waktu: Waktu
    fakta: Mapping[str, Fakta]
    angka: frozenset[Decimal]
    rerata: frozenset[Decimal]
    uang: frozenset[Decimal]
    kelompok: Mapping[str, Kelompok]
    daftar_kelompok: tuple[Kelompok, ...]


def build_bahan(rekap_per_periode: Sequence[Rekap]) -> BahanTelaah:
    """Gather the figures of the year's periods in order, the report's own last."""
    rekap = rekap_per_periode[-1]
    fakta = build_daftar_fakta(rekap_per_periode)
    rerata = {angka for satu in rekap_per_periode for angka in _collect_rerata(satu)}
    angka = {angka for satu in fakta.values() for angka in satu.angka}
    angka |= {angka for satu in rekap_per_periode for angka in _collect_persen(satu)}
    triwulan = rekap.periode.triwulan
    kelompok = {satu.sasaran.kode: _count(satu.indikator) for satu in rekap.sasaran}
    kelompok[""] = _count(hasil for satu in rekap.sasaran for hasil in satu.indikator)
    lain = [
        [hasil for hasil in rekap.indikator if hasil.indikator.tingkat in tingkat]
        for tingkat in (set(Tingkat), {Tingkat.TUJUAN}, {Tingkat.TUJUAN, Tingkat.SASARAN})
    ]
    lain += [list(rekap.program), *(list(satu.indikator) for satu in rekap.unit)]
    return BahanTelaah(
        rekap,
        Waktu(rekap.periode.tahun, ROMAWI[triwulan - 1] if triwulan else ""),
        fakta,
        frozenset(angka | rerata),
        frozenset(rerata),
        frozenset(uang for satu in rekap_per_periode for uang in _collect_uang(satu)),
        kelompok,
        (*kelompok.values(), *(_count(satu) for satu in lain)),
    )


def _count(daftar: Iterable[HasilIndikator]) -> Kelompok:
    putusan = [hasil.utama.is_tercapai for hasil in daftar]
    return Kelompok(putusan.count(True), putusan.count(False), len(putusan))


def _collect_rerata(rekap: Rekap) -> set[Decimal]:
    angka = [rekap.rerata.angka, *(satu.rerata.angka for satu in rekap.sasaran)]
    angka += [satu.rerata.angka for unit in rekap.unit for satu in unit.rerata]
    return _list_nilai(angka)


def _collect_persen(rekap: Rekap) -> set[Decimal]:
    angka: list[Angka] = [satu.efisiensi for satu in rekap.efisiensi]
    for satu in _iter_baris(rekap):
        angka += [satu.serapan, satu.deviasi, satu.fisik, satu.kas_persen, satu.belum_terserap]
    return _list_nilai(angka)


def _collect_uang(rekap: Rekap) -> set[Decimal]:
    angka: list[Angka] = []
    for satu in _iter_baris(rekap):
        angka += [satu.pagu, satu.pagu_murni, satu.kas_sd, satu.realisasi_tw, satu.realisasi_sd]
        angka.append(satu.sisa)
    return {nilai.scaleb(-_SEN) for nilai in _list_nilai(angka)}


def _iter_baris(rekap: Rekap) -> Iterator[BarisAnggaran]:
    """Give the budget rows that a report speaks of, down to the programs."""
    uang = rekap.anggaran
    yield from (uang.total, *uang.lingkup, *uang.unit)
    yield from (satu.baris for satu in (*uang.program, *uang.selain_belanja))


def _list_nilai(daftar: Iterable[Angka]) -> set[Decimal]:
    return {abs(Decimal(satu.nilai)) for satu in daftar if isinstance(satu.nilai, Decimal | int)}
