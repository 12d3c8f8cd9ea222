"""Builds next year's plan from last year's: what stays, what is emptied, what moves.

Sasaran, kamus indikator, program and sub kegiatan stay; versions, targets, stages, actions, pagu
and anggaran kas are emptied; the year's realisasi moves into its own column.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from kinerja.contoh.baru import build_murni
from kinerja.galat import ParameterError
from kinerja.model import Indikator, Nilai, Rencana, SubKegiatan, Versi, VersiPagu, VersiTarget


@dataclass(frozen=True, slots=True)
class HasilDari:
    """The new plan, and the indicators whose last year could not be carried over."""

    rencana: Rencana
    tanpa_realisasi: tuple[str, ...]


def build_dari(
    lama: Rencana,
    tahun: int,
    realisasi: Mapping[str, Nilai],
    capaian: Mapping[str, Decimal] | None = None,
) -> HasilDari:
    """Build the plan of a year from an earlier one; indicators dropped meanwhile stay behind.

    Args:
        lama: The earlier plan.
        tahun: The new year, after that of the plan.
        realisasi: The earlier year's realisasi by indicator, where four quarters exist.
        capaian: The earlier year's capaian of the same indicators, in percent.

    Raises:
        ParameterError: where the new year is not after the old one.
    """
    if tahun <= lama.tahun:
        raise ParameterError(
            "Tahun baru harus sesudah tahun asalnya",
            tempat="--dari",
            ditemukan=f"{tahun} dari {lama.tahun}",
            saran=f"Tulis misalnya: kinerja baru {lama.opd} {lama.tahun + 1} --dari {lama.tahun}",
        )
    murni = build_murni(tahun)
    dipakai = [satu for satu in lama.indikator if not satu.versi_target[-1].is_dihapus]
    rencana = Rencana(
        lama.opd,
        tahun,
        (murni,),
        lama.sasaran,
        tuple(
            _build_indikator(satu, murni, lama.tahun, realisasi, capaian or {}) for satu in dipakai
        ),
        tuple(_build_sub(satu, murni) for satu in lama.sub_kegiatan),
        lama.nama_program,
    )
    return HasilDari(rencana, tuple(satu.kode for satu in dipakai if satu.kode not in realisasi))


def _build_indikator(
    satu: Indikator,
    murni: Versi,
    tahun_lalu: int,
    realisasi: Mapping[str, Nilai],
    capaian: Mapping[str, Decimal],
) -> Indikator:
    lalu, capaian_lalu = dict(satu.realisasi_lalu), dict(satu.capaian_lalu)
    if satu.kode in realisasi:
        lalu[tahun_lalu] = realisasi[satu.kode]
    if satu.kode in capaian:
        capaian_lalu[tahun_lalu] = capaian[satu.kode]
    return replace(
        satu,
        versi_target=(VersiTarget(murni, None, (None, None, None, None)),),
        tahapan=(),
        realisasi_lalu=lalu,
        capaian_lalu=capaian_lalu,
        alamat=None,
    )


def _build_sub(satu: SubKegiatan, murni: Versi) -> SubKegiatan:
    return replace(satu, versi_pagu=(VersiPagu(murni, 0, (0, 0, 0, 0)),), alamat=None)
