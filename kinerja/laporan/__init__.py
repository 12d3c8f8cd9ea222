"""The facade a notebook imports: `buka_laporan(opd, periode, unit)` gives the parts of a report.

Each part is one call that returns blocks to show. Order and prose belong to the notebook; figures
come from `kinerja.hitung`, wording from `kinerja.isi`.
"""

from __future__ import annotations

from pathlib import Path

from kinerja.bekal import open_data
from kinerja.data import DataLaporan, read_data
from kinerja.folder import PEMDA, find_folder
from kinerja.galat import ParameterError
from kinerja.laporan.bidang import LaporanBidang
from kinerja.laporan.dasar import Laporan
from kinerja.laporan.disposisi import LaporanDisposisi
from kinerja.laporan.pemda import LaporanPemda
from kinerja.laporan.perangkat_daerah import LaporanPerangkatDaerah
from kinerja.laporan.tahunan import LaporanTahunan
from kinerja.model import Unit
from kinerja.pemda import read_pemda
from kinerja.periode import parse_periode


def buka_laporan(
    opd: str, periode: str, unit: str = "", folder: str = ""
) -> LaporanPerangkatDaerah | LaporanBidang | LaporanTahunan | LaporanPemda:
    """Open a report for reading and showing.

    Args:
        opd: The agency's slug, a folder under `parameters/`, or `pemda` for the regency's report.
        periode: The quarter, such as `2026-tw2`, or the year, such as `2025-tahunan`.
        unit: The unit's slug for a unit's report of a quarter; empty for the agency's.
        folder: The working folder; the nearest parent holding `parameters/` by default.

    Raises:
        ParameterError: for an unknown agency, period or unit, or a unit's report of a year or of
            the regency.
        SumberError: where the plan is missing or cannot be used.
    """
    pilihan = parse_periode(periode)
    if pilihan.triwulan is None and unit:
        raise ParameterError(
            "Laporan unit dibuat per triwulan",
            ditemukan=pilihan.slug,
            saran=f"Tulis misalnya {pilihan.tahun}-tw4, atau kosongkan unit untuk laporan tahunan.",
        )
    tempat = find_folder(Path(folder) if folder else None)
    if opd == PEMDA:
        if unit:
            raise ParameterError("Laporan gabungan tidak dibuat per unit", ditemukan=unit)
        return LaporanPemda(read_pemda(tempat, pilihan))
    data = open_data(tempat, opd, pilihan)
    if pilihan.triwulan is None:
        return LaporanTahunan(data)
    if not unit:
        return LaporanPerangkatDaerah(data)
    return LaporanBidang(data, _find_unit(data, unit))


def _find_unit(data: DataLaporan, slug: str) -> Unit:
    for unit in data.masukan.unit:
        if unit.slug == slug:
            return unit
    raise ParameterError(
        "Unit tidak dikenal",
        tempat="instansi.yaml",
        ditemukan=repr(slug),
        diharapkan="salah satu dari " + ", ".join(unit.slug for unit in data.masukan.unit),
    )


__all__ = [
    "Laporan",
    "LaporanBidang",
    "LaporanDisposisi",
    "LaporanPemda",
    "LaporanPerangkatDaerah",
    "LaporanTahunan",
    "buka_laporan",
    "read_data",
]
