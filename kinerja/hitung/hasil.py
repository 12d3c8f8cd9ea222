"""Shapes of computed results: what `kinerja.hitung` gives and a report shows.

Frozen data only. Every value a reader can see is an `Angka` with an id; ids are built from codes:
`ik.<kode>.<basis>.<besaran>`, `sas.<kode>.rerata`, `pd.rerata`, `ang.<kode>.<besaran>`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kinerja.hitung.hasil_anggaran import (
    BarisAnggaran,
    BarisSubKegiatan,
    KelompokAnggaran,
    RekapAnggaran,
)
from kinerja.hitung.jejak import Angka
from kinerja.model import (
    Indikator,
    Isian,
    Keadaan,
    Kebijakan,
    Sasaran,
    Tingkat,
    Unit,
    Versi,
    VersiTarget,
)
from kinerja.periode import Periode
from kinerja.skala import KelasKategori
from kinerja.temuan import Temuan

__all__ = [
    "BarisAnggaran",
    "BarisSubKegiatan",
    "Basis",
    "HasilEfisiensi",
    "HasilIndikator",
    "HasilSasaran",
    "HasilUnit",
    "KelompokAnggaran",
    "KeteranganUnit",
    "Rekap",
    "RekapAnggaran",
    "Rerata",
    "RerataTingkat",
    "RingkasanJumlah",
    "Ukuran",
    "format_cakupan",
]

Basis = Literal["tw", "sd", "tahun"]
"""Quarter alone, s.d. triwulan, or against the year's target."""


@dataclass(frozen=True, slots=True)
class Ukuran:
    """One indicator on one basis.

    `capaian` is raw (never floored or capped), `capaian_pakai` the value used in means and
    category. `catatan` holds what a reader must know: "2 dari 3 triwulan", "diukur Triwulan II".
    `tahun_data` are the years of the answers where they are not the period's own.
    """

    basis: Basis
    target: Angka
    realisasi: Angka
    capaian: Angka
    capaian_pakai: Angka
    is_tercapai: bool | None
    catatan: tuple[str, ...] = ()
    tahun_data: tuple[int, ...] = ()

    @property
    def keadaan(self) -> Keadaan:
        """The state of the capaian."""
        return self.capaian.keadaan


@dataclass(frozen=True, slots=True)
class KeteranganUnit:
    """A unit's words and the quarter they were written for; `is_lalu` if an earlier one."""

    isian: Isian
    triwulan: int
    is_lalu: bool


@dataclass(frozen=True, slots=True)
class HasilIndikator:
    """One indicator of the period on all three bases, with its class and the unit's answer."""

    indikator: Indikator
    versi: VersiTarget
    tw: Ukuran
    sd: Ukuran
    tahun: Ukuran
    kategori: KelasKategori | None
    is_tahunan: bool
    isian: Isian | None = None
    isian_per_triwulan: tuple[Isian | None, ...] = ()
    alasan_sementara: str = ""

    @property
    def utama(self) -> Ukuran:
        """The headline basis: s.d. triwulan in a quarter, the year in a yearly report."""
        return self.tahun if self.is_tahunan else self.sd

    @property
    def keterangan(self) -> KeteranganUnit | None:
        """The unit's words on the headline figure.

        Those of the period's last quarter; where the indicator is not measured in it and the
        figure stands from an earlier quarter, the latest earlier words.
        """
        kini = len(self.isian_per_triwulan)
        for nomor, isian in reversed(list(enumerate(self.isian_per_triwulan, start=1))):
            if isian is not None and (isian.penjelasan or isian.kendala or isian.tindak_lanjut):
                return KeteranganUnit(isian, nomor, is_lalu=nomor != kini)
            if self.tw.keadaan is not Keadaan.TIDAK_DIUKUR:
                return None
        return None

    @property
    def kendala_lalu(self) -> tuple[KeteranganUnit, ...]:
        """The obstacles of earlier quarters to a year that missed its target, in order.

        Empty within a year; what `keterangan` already gives is left out.
        """
        if not self.is_tahunan or self.utama.is_tercapai is not False:
            return ()
        utama = self.keterangan.triwulan if self.keterangan else len(self.isian_per_triwulan)
        return tuple(
            KeteranganUnit(isian, nomor, is_lalu=True)
            for nomor, isian in enumerate(self.isian_per_triwulan, start=1)
            if isian is not None and nomor != utama and (isian.kendala or isian.tindak_lanjut)
        )


@dataclass(frozen=True, slots=True)
class Rerata:
    """A mean with its cover: k computed of n with a target, m not measured in the period.

    `satuan` says what is averaged: indicators, or the means of sasaran. `is_berbobot` tells that
    weights of the plan entered.
    """

    angka: Angka
    k: int
    n: int
    m: int
    kategori: KelasKategori | None = None
    catatan: tuple[str, ...] = ()
    satuan: str = "indikator"
    is_berbobot: bool = False

    @property
    def cakupan(self) -> str:
        """The cover as printed beside every mean, e.g. `8 dari 10 (3 tidak diukur)`."""
        return format_cakupan(self.k, self.n, self.m)


def format_cakupan(k: int, n: int, m: int) -> str:
    """Write a cover: k computed of n, m not measured.

    >>> format_cakupan(8, 10, 3), format_cakupan(4, 4, 0)
    ('8 dari 10 (3 tidak diukur)', '4 dari 4')
    """
    return f"{k} dari {n} ({m} tidak diukur)" if m else f"{k} dari {n}"


@dataclass(frozen=True, slots=True)
class HasilSasaran:
    """A sasaran (or tujuan) with its own indicators; `rerata` is only of tingkat sasaran."""

    sasaran: Sasaran
    indikator: tuple[HasilIndikator, ...]
    rerata: Rerata


@dataclass(frozen=True, slots=True)
class RerataTingkat:
    """The mean of a unit's indicators of one tingkat."""

    tingkat: Tingkat
    rerata: Rerata


@dataclass(frozen=True, slots=True)
class HasilEfisiensi:
    """Efficiency of a sasaran over the year, by the policy's own way (`cara`).

    `anggaran` is the belanja of the supporting programs; `is_efisien` says whether the word may be
    used, None where something is still missing.
    """

    sasaran: Sasaran
    cara: str
    rerata: Rerata
    anggaran: BarisAnggaran
    efisiensi: Angka
    is_efisien: bool | None
    catatan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HasilUnit:
    """A unit: whether it reported in each quarter, its indicators, means per tingkat, budget.

    `alasan_sementara` names only what this unit itself still owes.
    """

    unit: Unit
    is_lapor: bool
    is_lapor_per_triwulan: tuple[bool, ...]
    indikator: tuple[HasilIndikator, ...]
    rerata: tuple[RerataTingkat, ...]
    anggaran: BarisAnggaran | None
    alasan_sementara: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RingkasanJumlah:
    """Counts over the indicators of tingkat sasaran with the headline basis.

    `bertarget` is jumlah without tidak_diukur: the n that stands beside the mean.
    """

    tercapai: Angka
    belum_tercapai: Angka
    belum_lapor: Angka
    tidak_diukur: Angka
    tidak_dapat_dihitung: Angka
    jumlah: Angka
    bertarget: Angka


@dataclass(frozen=True, slots=True)
class Rekap:
    """Everything computed for one agency and period, in a fixed order.

    `temuan` are the findings of the calculation (reconciliation, falls of running counts, parent
    against children). `alasan_sementara` names why the period's figures are not yet final.
    `efisiensi` is empty within a year.
    """

    opd: str
    periode: Periode
    kebijakan: Kebijakan
    versi: Versi
    tujuan: tuple[HasilSasaran, ...]
    sasaran: tuple[HasilSasaran, ...]
    program: tuple[HasilIndikator, ...]
    indikator: tuple[HasilIndikator, ...]
    unit: tuple[HasilUnit, ...]
    rerata: Rerata
    jumlah: RingkasanJumlah
    anggaran: RekapAnggaran
    temuan: tuple[Temuan, ...] = ()
    alasan_sementara: tuple[str, ...] = ()
    efisiensi: tuple[HasilEfisiensi, ...] = ()

    @property
    def is_sementara(self) -> bool:
        """Whether anything is missing that would still change these figures."""
        return bool(self.alasan_sementara)
