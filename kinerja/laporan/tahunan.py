"""The yearly report (LKjIP, SOP steps 6-7), part by part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

from kinerja.daftar_reviu import read_daftar_reviu
from kinerja.hitung.hasil import HasilIndikator
from kinerja.hitung.tahunan import PerbandinganTahun, build_perbandingan
from kinerja.isi import grafik, lampiran, matriks, perencanaan, perjanjian, tahunan
from kinerja.isi.analisis import BahanAnalisis, build_tujuh_analisis
from kinerja.isi.blok import Paragraf, Tabel
from kinerja.isi.kartu import build_kartu_indikator
from kinerja.isi.rekonsiliasi import build_rekonsiliasi_blok
from kinerja.isi.reviu import build_reviu
from kinerja.isi.tampilan import Tampilan
from kinerja.laporan.dasar import require
from kinerja.laporan.perangkat_daerah import LaporanPerangkatDaerah
from kinerja.laporan.reviu import answer_reviu
from kinerja.model import Berkas

_KODE_USANG: Final = frozenset({"K-LAPORAN-USANG", "K-KEBIJAKAN-BERUBAH"})


class LaporanTahunan(LaporanPerangkatDaerah):
    """The agency's Laporan Kinerja of a year, computed from its four quarters."""

    nama = "laporan-tahunan"

    @property
    def _sumber(self) -> str:
        tahun, label = self.data.masukan.periode.tahun, self.data.instansi.label_contoh
        tambahan = f" ({label})" if label else ""
        return f"isian unit kerja empat triwulan {tahun} dan rencana {tahun}{tambahan}"

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

    def perkembangan(self) -> Tampilan:
        """The four quarters as a chart, and beside the year as a table."""
        deret = self.data.rekap_per_triwulan
        return Tampilan(
            [
                grafik.draw_tren(deret[:-1], self._sumber),
                matriks.build_tabel_tren(deret, self._sumber),
            ]
        )

    def matriks_tahunan(self) -> Tampilan:
        """Quarters and year side by side: performance, then money in thousands of rupiah."""
        rekap, triwulan = self.data.rekap, self.data.rekap_per_triwulan[:-1]
        return Tampilan(
            [
                tahunan.build_matriks_kinerja(rekap, triwulan, self._daftar, self._sumber),
                tahunan.build_matriks_keuangan(rekap, triwulan, self._sumber),
            ]
        )

    def perjanjian_kinerja(self) -> Tampilan:
        """The agreement in short: targets of tujuan and sasaran, and the programs' budget."""
        rekap = self.data.rekap
        return Tampilan(
            [
                perencanaan.describe_versi(rekap, self.data.masukan.rencana),
                *require(
                    self._utama,
                    lambda daftar: [self._build_perjanjian(daftar, "perjanjian-ringkas")],
                    "Rencana tidak memuat indikator tujuan dan sasaran.",
                ),
                self._build_program(),
            ]
        )

    def lampiran_perjanjian(self) -> Tampilan:
        """The agreement in full with its versions, and what each changed."""
        data = self.data
        return Tampilan(
            [
                *perjanjian.build_versi_perjanjian(
                    data.rekap, data.masukan.rencana, self._daftar, self._sumber_rencana
                ),
                *require(
                    self._daftar,
                    lambda daftar: [self._build_perjanjian(daftar, "perjanjian-kinerja")],
                    "Rencana tidak memuat indikator.",
                ),
            ]
        )

    def _build_perjanjian(self, daftar: Sequence[HasilIndikator], id_tabel: str) -> Tabel:
        rekap = self.data.rekap
        uraian = lampiran.collect_uraian(rekap)
        tabel = perencanaan.build_tabel_perjanjian(rekap, daftar, uraian, self._sumber_rencana)
        return replace(tabel, id=id_tabel)

    def rekonsiliasi(self) -> Tampilan:
        """How four quarters became the year, beside what units and published reports say."""
        data = self.data
        usang = {satu.berkas for satu in data.temuan_tahunan if satu.kode in _KODE_USANG}
        terbit = {
            satu.periode.triwulan: satu.berkas.nama not in usang
            for satu in data.terbitan
            if satu.periode.triwulan is not None
        }
        return Tampilan(
            build_rekonsiliasi_blok(
                data.rekonsiliasi, self._daftar, terbit, data.masukan.periode.tahun, self._sumber
            )
        )

    def kamus_indikator(self) -> Tampilan:
        """A card for each indicator with the statement on the quality of its data."""
        data = self.data
        terbaca = {berkas.sha256 for berkas in data.berkas}
        tanda = [satu for satu in data.catatan.tanda_terima if satu.sha256 in terbaca]
        return Tampilan(
            require(
                self._daftar,
                lambda daftar: [
                    build_kartu_indikator(
                        daftar,
                        data.rekonsiliasi,
                        data.temuan,
                        self._nama_unit,
                        self._sumber,
                        tanda,
                    )
                ],
                "Tidak ada indikator.",
            )
        )

    def reviu(self) -> Tampilan:
        """The reviu list and the readiness for the SAKIP evaluation, with evidence."""
        data = self.data
        daftar = read_daftar_reviu(data.folder, data.masukan.opd)
        return Tampilan(build_reviu(answer_reviu(daftar, data), self._sumber))

    def _pick_berkas(self) -> Sequence[Berkas]:
        """The inputs; published quarters are named in the reconciliation."""
        terbit = {satu.berkas.nama for satu in self.data.terbitan}
        return [berkas for berkas in self.data.berkas if berkas.nama not in terbit]
