"""Completeness and timeliness: every unit in every quarter up to the period."""

from __future__ import annotations

from datetime import date

from kinerja.model import Unit
from kinerja.papan.bahan import BahanPapan, BahanPeriode
from kinerja.papan.hasil import KeadaanSetoran, Kepatuhan, SelKepatuhan
from kinerja.register import Penerimaan


def compute_kepatuhan(bahan: BahanPapan) -> Kepatuhan:
    """Compute the matrix of units and quarters."""
    hari_ini = bahan.kini.date()
    return Kepatuhan(
        {satu.periode: satu.tenggat_setor for satu in bahan.daftar_triwulan},
        tuple(
            tuple(compute_sel(unit, satu, hari_ini) for satu in bahan.daftar_triwulan)
            for unit in bahan.unit
        ),
    )


def compute_sel(unit: Unit, milik: BahanPeriode, hari_ini: date) -> SelKepatuhan:
    """Compute one unit in one quarter.

    The receipts of the register decide; the data folder tells of workbooks that came without one.
    """
    setoran = [satu for satu in milik.setoran if satu.unit == unit.slug]
    kembali = sum(satu.unit == unit.slug for satu in milik.ditolak)
    if not setoran:
        keadaan = _judge_folder(unit, milik, hari_ini)
        lewat = (hari_ini - milik.tenggat_setor).days if milik.tenggat_setor else 0
        is_lewat = keadaan is not KeadaanSetoran.FOLDER and lewat > 0
        hari = lewat if is_lewat else None
        return SelKepatuhan(unit, milik.periode, keadaan, hari, jumlah_kembali=kembali)
    penerimaan = Penerimaan(unit.slug, milik.periode, milik.tenggat_setor, tuple(setoran))
    ketepatan = penerimaan.ketepatan
    keadaan = {
        True: KeadaanSetoran.TEPAT,
        False: KeadaanSetoran.TERLAMBAT,
        None: KeadaanSetoran.TERCATAT,
    }[ketepatan.is_tepat]
    return SelKepatuhan(
        unit,
        milik.periode,
        keadaan,
        ketepatan.hari_terlambat or None,
        setoran[0].waktu,
        kembali,
        penerimaan.jumlah_revisi,
        ketepatan.jumlah_koreksi_terlambat,
        _describe_catatan(unit, milik, penerimaan),
    )


def _judge_folder(unit: Unit, milik: BahanPeriode, hari_ini: date) -> KeadaanSetoran:
    if unit.slug in milik.folder_ditolak:
        return KeadaanSetoran.DITOLAK
    if unit.slug in milik.folder_terisi:
        return KeadaanSetoran.FOLDER
    if hari_ini <= milik.periode.akhir:
        return KeadaanSetoran.BELUM_WAKTUNYA
    return KeadaanSetoran.BELUM


def _describe_catatan(unit: Unit, milik: BahanPeriode, penerimaan: Penerimaan) -> str:
    if unit.slug in milik.folder_ditolak:
        return "isian di folder ditolak"
    if unit.slug not in milik.folder_terisi:
        return "isian tidak ada lagi di folder"
    return "lewat folder" if penerimaan.is_tercatat_kemudian else ""
