"""Compares two states of a plan: the targets and pagu in force at a period's end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kinerja.excel.rencana import read_rencana
from kinerja.model import Rencana
from kinerja.parameter import Instansi
from kinerja.periode import Periode
from kinerja.register.target_banding import BAGIAN_PAGU, build_isi, compare_isi
from kinerja.riwayat.hasil import BedaIsian


def compare_rencana(
    lama: Path, baru: Path, opd: str, periode: Periode, instansi: Instansi
) -> Iterator[BedaIsian]:
    """Give each target and pagu that differs; nothing where a plan cannot be read any more."""
    dulu, kini = (_read(jalur, opd, periode, instansi) for jalur in (lama, baru))
    if dulu is None or kini is None:
        return
    versi = kini.version_at(periode.akhir).nama
    beda = compare_isi(versi, build_isi(dulu, periode.akhir), build_isi(kini, periode.akhir))
    for satu in beda:
        is_pagu = satu.bagian == BAGIAN_PAGU
        yield BedaIsian("pagu" if is_pagu else "target", satu.sebutan, satu.lama, satu.baru)


def _read(jalur: Path, opd: str, periode: Periode, instansi: Instansi) -> Rencana | None:
    rencana, _ = read_rencana(
        jalur,
        opd=opd,
        tahun=periode.tahun,
        daftar_unit=instansi.daftar_unit,
        skala_predikat=instansi.kebijakan.build_kebijakan().skala_predikat,
    )
    return rencana
