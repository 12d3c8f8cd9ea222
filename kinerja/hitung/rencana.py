"""Planned values as figures with their source cell, for Perjanjian Kinerja and Rencana Aksi."""

from __future__ import annotations

from kinerja.hitung import alasan
from kinerja.hitung.alasan import describe_alasan
from kinerja.hitung.jejak import Angka, Jejak, Operan
from kinerja.hitung.teks import format_operan
from kinerja.model import Indikator, Keadaan, VersiTarget
from kinerja.periode import ROMAWI


def build_target_rencana(indikator: Indikator, versi: VersiTarget, nomor: int = 0) -> Angka:
    """Give the target of the year (nomor 0) or of a quarter (1-4) as one version planned it.

    Args:
        indikator: The indicator.
        versi: One of its versions of targets.
        nomor: 0 for the year, 1 to 4 for a quarter.
    """
    nilai = versi.triwulan[nomor - 1] if nomor else versi.tahunan
    besaran = f"tw{nomor}" if nomor else "tahunan"
    sebutan = f"Target Triwulan {ROMAWI[nomor - 1]}" if nomor else "Target setahun"
    if versi.is_dihapus:
        nilai, kode = None, alasan.INDIKATOR_DIHAPUS
    else:
        kosong = alasan.TANPA_TARGET if nomor else alasan.TANPA_TARGET_TAHUNAN
        kode = "" if nilai is not None else kosong
    jejak = Jejak(
        f"{sebutan} {indikator.nama}",
        f"Menurut rencana {versi.versi.nama} ({versi.versi.dasar}).",
        (Operan(sebutan, format_operan(nilai), versi.alamat.get(besaran)),),
        (describe_alasan(kode) or f"{sebutan} = {format_operan(nilai)}",),
    )
    return Angka(
        f"rencana.{versi.versi.kode.lower()}.{indikator.kode.lower()}.{besaran}",
        nilai,
        "teks" if isinstance(nilai, str) else "angka",
        Keadaan.TERISI if nilai is not None else Keadaan.TIDAK_DIUKUR,
        indikator.satuan,
        kode,
        jejak,
    )
