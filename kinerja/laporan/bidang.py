"""One unit's report (SOP step 1), part by part."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from kinerja.catatan import NAMA_MASUKAN
from kinerja.data import DataLaporan
from kinerja.hitung.hasil import (
    HasilIndikator,
    HasilUnit,
    KelompokAnggaran,
    RingkasanJumlah,
)
from kinerja.hitung.jumlah import compute_jumlah
from kinerja.isi import anggaran, capaian, grafik, lampiran, perencanaan, renja, ringkasan
from kinerja.isi.blok import Blok, Paragraf, Subjudul
from kinerja.isi.tampilan import Tampilan
from kinerja.laporan.analis import LaporanAnalis
from kinerja.model import Berkas, Tingkat, Unit
from kinerja.temuan import Temuan

_SEBUTAN_TINGKAT: Final = {
    Tingkat.TUJUAN: "tujuan",
    Tingkat.SASARAN: "sasaran",
    Tingkat.PROGRAM: "program",
    Tingkat.KEGIATAN: "kegiatan",
    Tingkat.SUB_KEGIATAN: "sub kegiatan",
}


class LaporanBidang(LaporanAnalis):
    """One unit's report (SOP step 1)."""

    nama = "laporan-bidang"
    unit: Unit

    def __init__(self, data: DataLaporan, unit: Unit) -> None:
        super().__init__(data, unit)

    @cached_property
    def _hasil(self) -> HasilUnit:
        return next(h for h in self.data.rekap.unit if h.unit.slug == self.unit.slug)

    @property
    def _hasil_unit(self) -> HasilUnit:
        return self._hasil

    @cached_property
    def _jumlah(self) -> RingkasanJumlah:
        return compute_jumlah(self._daftar, f"unit.{self.unit.slug}")

    @cached_property
    def _daftar(self) -> Sequence[HasilIndikator]:
        return perencanaan.sort_pohon(self._hasil.indikator)

    @cached_property
    def _program(self) -> tuple[KelompokAnggaran, ...]:
        return dict(self.data.rekap.anggaran.program_per_unit).get(self.unit.slug, ())

    def _pick_temuan(self) -> Sequence[Temuan]:
        return [temuan for temuan in self.data.temuan if temuan.unit == self.unit.slug]

    def ringkasan(self) -> Tampilan:
        """Headline figures of the unit, what goes well, what it must do."""
        return Tampilan(
            ringkasan.build_ringkasan_unit(
                self.data.rekap, self._hasil, self._jumlah, self._perubahan, self._nama_unit
            )
        )

    def penutup(self) -> Tampilan:
        """The closing: counts and money of the unit."""
        return Tampilan(ringkasan.build_penutup_unit(self.data.rekap, self._hasil, self._jumlah))

    def capaian(self) -> Tampilan:
        """The unit's indicators per tingkat with the account of each."""
        blok: list[Blok] = []
        rerata = {satu.tingkat: satu.rerata for satu in self._hasil.rerata}
        for tingkat, sebutan in _SEBUTAN_TINGKAT.items():
            daftar = [h for h in self._daftar if h.indikator.tingkat is tingkat]
            if daftar:
                blok.append(Subjudul(f"Indikator {sebutan}"))
                blok.append(
                    capaian.build_tabel_capaian(
                        f"capaian-{tingkat.value}",
                        f"Indikator {sebutan}: target, realisasi dan capaian {self._basis}",
                        daftar,
                        self._sumber,
                        rerata.get(tingkat),
                    )
                )
                blok += capaian.build_narasi(
                    daftar, self.data.rekap, self._perubahan, self._nama_unit
                )
        return Tampilan(
            blok or [Paragraf(("Unit ini tidak mempunyai indikator; lihat realisasi anggaran.",))]
        )

    def realisasi_anggaran(self) -> Tampilan:
        """Budget of the unit per program and kegiatan, with the chart."""
        baris = self._hasil.anggaran
        if baris is None:
            return Tampilan([Paragraf(("Unit ini tidak mengelola anggaran pada rencana.",))])
        program = [kelompok.baris for kelompok in self._program]
        return Tampilan(
            [
                Paragraf(anggaran.describe_anggaran(baris, self._basis)),
                anggaran.build_tabel_program(self._program, baris, self._basis, self._sumber),
                grafik.draw_serapan(program, self._basis, self._sumber),
            ]
        )

    def evaluasi_renja(self) -> Tampilan:
        """Sub kegiatan of the unit with output and money, in landscape."""
        baris = self._hasil.anggaran
        if baris is None:
            return Tampilan([Paragraf(("Unit ini tidak mengelola anggaran pada rencana.",))])
        return Tampilan(
            renja.build_renja(self._program, baris, self._daftar, self._basis, self._sumber)
        )

    def jejak_hitung(self) -> Tampilan:
        """The passports of the unit's figures."""
        rerata = [satu.rerata.angka for satu in self._hasil.rerata]
        uang = [self._hasil.anggaran.serapan] if self._hasil.anggaran else []
        return Tampilan([lampiran.build_jejak(self._daftar, (*rerata, *uang))])

    def _pick_berkas(self) -> Sequence[Berkas]:
        """The plan, the unit's own workbooks, and what came from the register."""
        return [
            berkas
            for berkas in self.data.berkas
            if berkas.nama == NAMA_MASUKAN
            or berkas.nama.endswith(("/rencana.xlsx", f"/{self.unit.slug}.xlsx"))
        ]
