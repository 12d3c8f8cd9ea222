"""Frames of an opened report: its figures as rows and columns, for looking, sorting and drawing.

Columns follow `kinerja.kolom.bingkai`. A frame holds binary numbers: it decides nothing, and no
report is made from it. Every call gives a new frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from kinerja.hitung.hasil import (
    BarisSubKegiatan,
    HasilIndikator,
    HasilSasaran,
    HasilUnit,
    KelompokAnggaran,
    RekapAnggaran,
)
from kinerja.hitung.jejak import Angka, format_nilai
from kinerja.kolom.bingkai import ANGGARAN, INDIKATOR, ISIAN, SASARAN, UNIT_KERJA, Bingkai
from kinerja.model import Isian, Nilai

if TYPE_CHECKING:
    import pandas as pd


def build_indikator(daftar: Iterable[HasilIndikator]) -> pd.DataFrame:
    """One row per indicator on its headline basis, in the order given."""
    return _build(INDIKATOR, (_iter_indikator(hasil) for hasil in daftar))


def _iter_indikator(hasil: HasilIndikator) -> Iterator[object]:
    indikator, utama = hasil.indikator, hasil.utama
    yield from (indikator.kode, indikator.nama, indikator.tingkat.value)
    yield from (", ".join(indikator.sasaran_kode), indikator.unit, indikator.satuan)
    yield from (indikator.jenis.value, indikator.polaritas.value if indikator.polaritas else None)
    for angka in (utama.target, utama.realisasi, utama.capaian):
        yield from (_float(angka.nilai), angka.teks)
    yield from (_float(hasil.tw.capaian.nilai), _float(hasil.tahun.capaian.nilai))
    yield from (utama.keadaan.value, hasil.kategori.label if hasil.kategori else None)
    yield from (utama.is_tercapai, utama.capaian.id)


def build_sasaran(daftar: Iterable[HasilSasaran]) -> pd.DataFrame:
    """One row per sasaran with its mean and cover, in the order given."""
    return _build(SASARAN, (_iter_sasaran(satu) for satu in daftar))


def _iter_sasaran(satu: HasilSasaran) -> Iterator[object]:
    rerata = satu.rerata
    yield from (satu.sasaran.kode, satu.sasaran.uraian)
    yield from (_float(rerata.angka.nilai), rerata.angka.teks, rerata.angka.keadaan.value)
    yield rerata.kategori.label if rerata.kategori else None
    yield from (rerata.k, rerata.n, rerata.m, rerata.angka.id)


def build_anggaran(rekap: RekapAnggaran, unit: str = "") -> pd.DataFrame:
    """One row per sub kegiatan, belanja first; with `unit` only that unit's."""
    semua = iter_sub_kegiatan((*rekap.program, *rekap.selain_belanja))
    milik = (satu for satu in semua if unit in {"", satu.sub_kegiatan.unit})
    return _build(ANGGARAN, (_iter_anggaran(satu) for satu in milik))


def iter_sub_kegiatan(daftar: Sequence[KelompokAnggaran]) -> Iterator[BarisSubKegiatan]:
    """Walk over the sub kegiatan below groups, in their order."""
    for satu in daftar:
        yield from satu.sub_kegiatan
        yield from iter_sub_kegiatan(satu.kelompok)


def _iter_anggaran(satu: BarisSubKegiatan) -> Iterator[object]:
    sub, uang = satu.sub_kegiatan, satu.anggaran
    yield from (sub.kode, sub.nama, sub.program_kode, sub.unit)
    yield from (sub.lingkup.value, sub.jenis_anggaran.value)
    for angka in (uang.pagu, uang.kas_sd, uang.realisasi_tw, uang.realisasi_sd):
        yield _sen(angka)
    for angka in (uang.serapan, uang.deviasi, uang.fisik):
        yield _float(angka.nilai)
    yield from (uang.serapan.keadaan.value, uang.serapan.id)


def build_unit_kerja(daftar: Iterable[HasilUnit]) -> pd.DataFrame:
    """One row per unit: whether it reported, its indicators and its belanja."""
    return _build(UNIT_KERJA, (_iter_unit(satu) for satu in daftar))


def _iter_unit(satu: HasilUnit) -> Iterator[object]:
    yield from (satu.unit.slug, satu.unit.nama, satu.is_lapor, len(satu.indikator))
    if satu.anggaran is None:
        yield from (None, None, None)
        return
    yield from (_sen(satu.anggaran.pagu), _sen(satu.anggaran.realisasi_sd))
    yield _float(satu.anggaran.serapan.nilai)


def build_isian(daftar: Iterable[HasilIndikator]) -> pd.DataFrame:
    """One row per indicator and quarter up to the report's: what was asked and answered."""
    return _build(
        ISIAN,
        (
            _iter_isian(hasil, nomor, isian)
            for hasil in daftar
            for nomor, isian in enumerate(hasil.isian_per_triwulan, start=1)
        ),
    )


def _iter_isian(hasil: HasilIndikator, nomor: int, isian: Isian | None) -> Iterator[object]:
    yield from (hasil.indikator.kode, nomor, hasil.indikator.unit)
    yield format_nilai(hasil.versi.triwulan[nomor - 1])
    if isian is None:
        yield from [None] * 9
        return
    yield _float(isian.nilai)
    yield None if isian.nilai is None else format_nilai(isian.nilai)
    yield from (_float(isian.pembilang), _float(isian.penyebut))
    yield from (isian.bukti or None, isian.kendala or None)
    alamat = isian.alamat.get("nilai") or isian.alamat.get("pembilang")
    yield from (alamat.berkas, alamat.lembar, alamat.sel) if alamat else (None, None, None)


def _build(bingkai: Bingkai, baris: Iterable[Iterable[object]]) -> pd.DataFrame:
    import pandas as pd

    daftar = [tuple(satu) for satu in baris]
    return pd.DataFrame(
        {
            kolom.nama: pd.Series([satu[i] for satu in daftar], dtype=kolom.tipe.value)
            for i, kolom in enumerate(bingkai.kolom)
        }
    )


def _float(nilai: Nilai | int | None) -> float | None:
    """A number of a frame; ranges, words and dates stand only in the text column."""
    return float(nilai) if isinstance(nilai, Decimal) else None


def _sen(angka: Angka) -> int | None:
    return angka.nilai if isinstance(angka.nilai, int) else None
