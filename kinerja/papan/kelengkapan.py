"""Whether what a step needs is there: planning documents, and the outputs of other steps."""

from __future__ import annotations

from typing import Final

from kinerja.papan.bahan import BahanPapan, BahanPeriode
from kinerja.papan.hasil import KeadaanLangkah, Kelengkapan
from kinerja.papan.keluaran import (
    LAPORAN_UNIT,
    PENCARI,
    BuktiKerja,
    build_kunci,
    find_bukti,
)
from kinerja.sop import LangkahSop

_SAMA: Final = {"laporan kinerja": LAPORAN_UNIT}
"""Needs that the procedure names otherwise than the step that gives them."""
_PADANAN_TRIWULAN: Final = {"laporan kinerja tahunan": "Laporan Kinerja Triwulan"}
"""What a step of both kinds of period needs in a quarter instead."""


def list_kelengkapan(
    langkah: LangkahSop, bahan: BahanPapan, milik: BahanPeriode
) -> tuple[Kelengkapan, ...]:
    """List the needs of a step in one period, each present, missing, or not to be seen."""
    return tuple(check_kelengkapan(nama, bahan, milik) for nama in langkah.kelengkapan)


def check_kelengkapan(nama: str, bahan: BahanPapan, milik: BahanPeriode) -> Kelengkapan:
    """Check one need.

    A year needs the output of a quarter's step from all four quarters.
    """
    if milik.periode.triwulan is not None:
        nama = _PADANAN_TRIWULAN.get(build_kunci(nama), nama)
    kunci = build_kunci(nama)
    if kunci in bahan.dokumen:
        dokumen = bahan.dokumen[kunci]
        return Kelengkapan(nama, dokumen.is_ada, dokumen.keterangan)
    keluaran = _SAMA.get(kunci, kunci)
    if keluaran not in PENCARI:
        return Kelengkapan(nama, None)
    if milik.periode.triwulan is None and _is_triwulan(keluaran, bahan):
        return _check_setahun(nama, keluaran, bahan)
    bukti = find_bukti(keluaran, bahan, milik)
    return Kelengkapan(nama, _is_selesai(bukti), "; ".join(bukti.keterangan))


def _check_setahun(nama: str, keluaran: str, bahan: BahanPapan) -> Kelengkapan:
    daftar = [_is_selesai(find_bukti(keluaran, bahan, satu)) for satu in bahan.daftar_triwulan]
    jumlah = len(daftar)
    return Kelengkapan(nama, jumlah == 4 and all(daftar), f"{sum(daftar)} dari 4 triwulan selesai")


def _is_selesai(bukti: BuktiKerja) -> bool:
    return bukti.keadaan is KeadaanLangkah.SELESAI


def _is_triwulan(keluaran: str, bahan: BahanPapan) -> bool:
    """Tell whether an output comes from a step that belongs to quarters alone."""
    return any(
        satu.periode == "triwulan"
        for satu in bahan.sop.langkah
        if build_kunci(satu.keluaran) == keluaran
    )
