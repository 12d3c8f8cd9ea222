"""The yearly report (LKjIP, SOP steps 6-7), part by part."""

from __future__ import annotations

from functools import cached_property

from kinerja.hitung.tahunan import PerbandinganTahun, build_perbandingan
from kinerja.isi import tahunan
from kinerja.isi.analisis import BahanAnalisis, build_tujuh_analisis
from kinerja.isi.blok import Paragraf
from kinerja.isi.tampilan import Tampilan
from kinerja.laporan.perangkat_daerah import LaporanPerangkatDaerah


class LaporanTahunan(LaporanPerangkatDaerah):
    """The agency's Laporan Kinerja of a year, computed from its four quarters."""

    nama = "laporan-tahunan"

    @cached_property
    def perbandingan(self) -> dict[str, PerbandinganTahun]:
        """Each indicator beside earlier years, the Renstra and the standard, by code."""
        return build_perbandingan(self.data.rekap)

    def ringkasan(self) -> Tampilan:
        """The executive summary: headline figures, every sasaran, what needs a decision."""
        return Tampilan([*super().ringkasan(), *tahunan.build_ikhtisar(self.data.rekap)])

    def capaian_sasaran(self) -> Tampilan:
        """The seven analyses of every sasaran."""
        data = self.data
        bahan = BahanAnalisis(
            data.rekap,
            self.perbandingan,
            self._nama_unit,
            self._sumber,
            self._sumber_rencana,
            data.parameter.analisis,
        )
        blok = [satu for hasil in data.rekap.sasaran for satu in build_tujuh_analisis(bahan, hasil)]
        return Tampilan(blok or [Paragraf(("Rencana tidak memuat sasaran.",))])

    def matriks_tahunan(self) -> Tampilan:
        """Quarters and year side by side: performance, then money in thousands of rupiah."""
        rekap, triwulan = self.data.rekap, self.data.rekap_per_triwulan[:-1]
        return Tampilan(
            [
                tahunan.build_matriks_kinerja(rekap, triwulan, self._daftar, self._sumber),
                tahunan.build_matriks_keuangan(rekap, triwulan, self._sumber),
            ]
        )

    def rekonsiliasi(self) -> Tampilan:
        """How four quarters became the year."""
        data = self.data
        return Tampilan(
            tahunan.build_tabel_rekonsiliasi(
                data.rekap, data.rekap_per_triwulan[:-1], self._daftar, self._sumber
            )
        )
