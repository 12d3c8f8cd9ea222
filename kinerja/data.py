"""Opening one agency's period: parameters and workbooks in, computed figures out.

The one place where reading and calculation meet. Shows nothing and writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from kinerja.angka import round_desimal
from kinerja.bukti import HasilBukti
from kinerja.catatan import CatatanRegister, read_catatan_register
from kinerja.excel.konversi_angka import round_excel
from kinerja.folder import Folder
from kinerja.hitung.banding import Banding, compute_banding
from kinerja.hitung.hasil import Rekap
from kinerja.hitung.penjaga_tahunan import check_tahunan
from kinerja.hitung.rekap import build_rekap, narrow_masukan
from kinerja.hitung.rekonsiliasi import Rekonsiliasi, build_rekonsiliasi, check_rekonsiliasi
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
from kinerja.pembacaan import read_pembacaan
from kinerja.periode import ROMAWI, Periode
from kinerja.telaah import build_bahan, check_analisis, check_parameter, check_uraian
from kinerja.temuan import Temuan
from kinerja.terbitan import Terbitan, check_terbitan, read_terbitan


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
    catatan: CatatanRegister = field(default_factory=CatatanRegister)
    terbitan: tuple[Terbitan, ...] = ()
    """In a year, the quarters' reports as published."""
    temuan_bukti: tuple[Temuan, ...] = ()
    bukti: Mapping[str, HasilBukti] = field(default_factory=dict)
    """How much of each unit's figures has evidence."""

    @cached_property
    def rekap(self) -> Rekap:
        """The figures of the period."""
        status = dict(self.catatan.status_triwulan)
        return build_rekap(self.masukan, self.kebijakan, status_triwulan=status)

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
    def capaian_setahun(self) -> dict[str, Decimal]:
        """The year's capaian in percent, as printed, of the indicators with `realisasi_setahun`."""
        ada = self.realisasi_setahun
        capaian = {satu.indikator.kode: satu.tahun.capaian.nilai for satu in self.rekap.indikator}
        return {
            kode: round_desimal(nilai)
            for kode, nilai in capaian.items()
            if kode in ada and isinstance(nilai, Decimal)
        }

    @cached_property
    def rekonsiliasi(self) -> tuple[Rekonsiliasi, ...]:
        """Each indicator from its quarters to the year; empty within a year."""
        if self.masukan.periode.triwulan is not None:
            return ()
        return build_rekonsiliasi(self.rekap, self.rekap_per_triwulan[:-1], self.masukan)

    @cached_property
    def temuan_tahunan(self) -> tuple[Temuan, ...]:
        """What only a year can tell: missing ends, contradictions, published quarters."""
        if self.masukan.periode.triwulan is not None:
            return ()
        per_periode = {satu.periode: satu for satu in self.rekap_per_triwulan}
        return (
            *check_tahunan(self.rekap),
            *check_rekonsiliasi(self.rekonsiliasi),
            *(
                temuan
                for satu in self.terbitan
                for temuan in check_terbitan(satu, per_periode[satu.periode])
            ),
        )

    @cached_property
    def temuan_uraian(self) -> tuple[Temuan, ...]:
        """What units and planners wrote against the figures; peringatan only."""
        parameter, periode = self.parameter, self.masukan.periode
        daftar = {
            "kata_pengantar": parameter.kata_pengantar,
            **{f"analisis {kode}": teks for kode, teks in parameter.analisis.items()},
            "simpulan": parameter.simpulan,
            "rekomendasi": parameter.rekomendasi,
        }
        berkas = f"parameters/{self.masukan.opd}/{periode.slug}.yaml"
        bahan = build_bahan(self.rekap_per_triwulan)
        tanpa = () if periode.triwulan else check_analisis(self.rekap, parameter.analisis, berkas)
        return (*check_uraian(bahan), *check_parameter(bahan, daftar, berkas), *tanpa)

    def compute_semua(self) -> None:
        """Compute now what is otherwise computed when first asked for, for those who share it."""
        _ = self.rekap_per_triwulan, self.banding, self.rekonsiliasi, self.temuan

    @property
    def temuan(self) -> tuple[Temuan, ...]:
        """Findings of reading, of calculation and of people's words, each place once a code.

        Those of evidence follow, all of them: one cell may name many files.
        """
        semua = (
            *self.temuan_baca,
            *self.rekap.temuan,
            *self.temuan_tahunan,
            *self.temuan_uraian,
        )
        per_tempat = {(t.kode, t.berkas, t.lembar, t.sel or t.masalah): t for t in reversed(semua)}
        return (*reversed(per_tempat.values()), *self.temuan_bukti)


def read_masukan_data(
    folder: Folder, opd: str, periode: Periode, *, is_tanpa_register: bool = False
) -> Masukan:
    """Read the inputs of one agency and period alone, for those who compare and compute nothing.

    Arguments and faults as for `read_data`.
    """
    instansi = read_instansi(folder, opd)
    return read_pembacaan(
        folder, opd, periode, instansi, is_tanpa_register=is_tanpa_register
    ).masukan


def read_data(
    folder: Folder, opd: str, periode: Periode, *, is_tanpa_register: bool = False
) -> DataLaporan:
    """Read parameters, plan, the units' workbooks and the register of one agency and period.

    Args:
        folder: The working folder.
        opd: The agency.
        periode: The quarter or year.
        is_tanpa_register: Leave the register out: the plan is not held against it, and there are
            no dispositions. For those who tell what is wrong with a plan or must go on where the
            register is damaged.

    Raises:
        ParameterError: for a parameter file that is wrong.
        SumberError: where there is no plan.
        TemuanError: where the plan is refused, with all that was found; also where a target is not
            the approved one any more.
        KeutuhanError: where the register is damaged.
    """
    instansi = read_instansi(folder, opd)
    parameter = read_parameter_periode(folder, opd, periode)
    pejabat = read_pejabat(folder, opd)
    baca = read_pembacaan(folder, opd, periode, instansi, is_tanpa_register=is_tanpa_register)
    kebijakan = instansi.kebijakan.build_kebijakan()
    catatan = CatatanRegister()
    if not is_tanpa_register:
        catatan = read_catatan_register(folder, opd, periode, parameter)
        if catatan.dinyatakan:
            parameter = parameter.model_copy(update={"status": catatan.dinyatakan})
    terbitan = read_terbitan(folder, opd, periode)
    return DataLaporan(
        folder,
        instansi,
        parameter,
        pejabat,
        kebijakan,
        baca.masukan,
        (*baca.temuan, *check_impor_tercatat(folder, opd, periode, baca.berkas)),
        (*baca.berkas, *catatan.berkas, *(satu.berkas for satu in terbitan)),
        catatan,
        terbitan,
        baca.temuan_bukti,
        baca.bukti,
    )
