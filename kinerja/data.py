"""Opening one agency's period: parameters and workbooks in, computed figures out.

The one place where reading and calculation meet, and where the budget that is stored is held
against what the register says was imported. Shows nothing and writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from kinerja.excel.konversi_angka import round_excel
from kinerja.excel.masukan import read_masukan
from kinerja.folder import Folder
from kinerja.hitung.banding import Banding, compute_banding
from kinerja.hitung.hasil import Rekap
from kinerja.hitung.rekap import build_rekap, narrow_masukan
from kinerja.impor.cocok import check_impor_tercatat
from kinerja.model import Berkas, Jenis, Kebijakan, Masukan, Nilai
from kinerja.parameter import (
    Instansi,
    ParameterPeriode,
    Pejabat,
    read_instansi,
    read_parameter_periode,
    read_pejabat,
)
from kinerja.periode import ROMAWI, Periode
from kinerja.register.tanda import list_tertunda
from kinerja.temuan import Temuan, TemuanError


@dataclass(frozen=True)
class DataLaporan:
    """Everything read for one agency and period; figures are computed when first asked for."""

    folder: Folder
    instansi: Instansi
    parameter: ParameterPeriode
    pejabat: Mapping[str, Pejabat]
    kebijakan: Kebijakan
    masukan: Masukan
    temuan_baca: tuple[Temuan, ...]
    berkas: tuple[Berkas, ...]

    @cached_property
    def rekap(self) -> Rekap:
        """The figures of the period."""
        return build_rekap(self.masukan, self.kebijakan)

    @cached_property
    def rekap_per_triwulan(self) -> tuple[Rekap, ...]:
        """The figures of each quarter of the year up to the period, the period's own last."""
        periode = self.masukan.periode
        sebelum = [
            build_rekap(narrow_masukan(self.masukan, satu), self.kebijakan, awalan=f"{satu.slug}.")
            for satu in periode.daftar_triwulan
            if satu != periode
        ]
        return (*sebelum, self.rekap)

    @cached_property
    def banding(self) -> Banding | None:
        """What moved since the quarter before; None in Triwulan I and for a year."""
        if self.masukan.periode.triwulan is None or len(self.rekap_per_triwulan) < 2:
            return None
        return compute_banding(self.rekap, self.rekap_per_triwulan[-2])

    @property
    def realisasi_setahun(self) -> dict[str, Nilai]:
        """The year's realisasi by indicator, of units that reported all four quarters.

        Numbers have the 15 digits that a cell of Excel keeps.
        """
        hasil: dict[str, Nilai] = {}
        for satu in self.rekap.indikator:
            kunci = {(satu.indikator.unit, nomor) for nomor in range(1, len(ROMAWI) + 1)}
            realisasi = satu.tahun.realisasi
            if not kunci <= self.masukan.laporan_unit.keys() or realisasi.nilai is None:
                continue
            if satu.indikator.jenis is Jenis.PREDIKAT:
                hasil[satu.indikator.kode] = realisasi.teks
            elif isinstance(realisasi.nilai, Decimal) and satu.indikator.jenis is not Jenis.TONGGAK:
                hasil[satu.indikator.kode] = round_excel(realisasi.nilai)
        return hasil

    @property
    def temuan(self) -> tuple[Temuan, ...]:
        """Findings of reading and of calculation, each place once for each code."""
        semua = (*self.temuan_baca, *self.rekap.temuan)
        per_tempat = {(t.kode, t.berkas, t.lembar, t.sel or t.masalah): t for t in reversed(semua)}
        return tuple(reversed(per_tempat.values()))


def read_masukan_data(folder: Folder, opd: str, periode: Periode) -> Masukan:
    """Read the inputs of one agency and period alone, for those who compare and compute nothing.

    Raises:
        ParameterError: for a parameter file that is wrong.
        SumberError: where there is no plan.
        TemuanError: where the plan is refused, with all that was found.
    """
    instansi = read_instansi(folder, opd)
    baca = read_masukan(
        folder.data(opd),
        opd=opd,
        periode=periode,
        daftar_unit=instansi.daftar_unit,
        skala_predikat=instansi.kebijakan.build_kebijakan().skala_predikat,
        akar=folder.akar,
        tertunda=list_tertunda(folder, opd, periode),
    )
    if baca.masukan is None:
        raise TemuanError("Rencana kinerja ditolak", baca.temuan)
    return baca.masukan


def read_data(folder: Folder, opd: str, periode: Periode) -> DataLaporan:
    """Read parameters, plan and the units' workbooks of one agency and period.

    Raises:
        ParameterError: for a parameter file that is wrong.
        SumberError: where there is no plan.
        TemuanError: where the plan is refused, with all that was found.
    """
    instansi = read_instansi(folder, opd)
    parameter = read_parameter_periode(folder, opd, periode)
    pejabat = read_pejabat(folder, opd)
    kebijakan = instansi.kebijakan.build_kebijakan()
    baca = read_masukan(
        folder.data(opd),
        opd=opd,
        periode=periode,
        daftar_unit=instansi.daftar_unit,
        skala_predikat=kebijakan.skala_predikat,
        akar=folder.akar,
        tertunda=list_tertunda(folder, opd, periode),
    )
    if baca.masukan is None:
        raise TemuanError("Rencana kinerja ditolak", baca.temuan)
    temuan = (*baca.temuan, *check_impor_tercatat(folder, opd, periode, baca.berkas))
    return DataLaporan(
        folder, instansi, parameter, pejabat, kebijakan, baca.masukan, temuan, baca.berkas
    )
