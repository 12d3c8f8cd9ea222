"""The agency's report (SOP steps 3-5), part by part."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from kinerja.hitung.hasil import HasilIndikator, HasilSasaran
from kinerja.hitung.proyeksi import build_proyeksi
from kinerja.isi import (
    anggaran,
    capaian,
    grafik,
    kepala,
    lampiran,
    matriks,
    perencanaan,
    proyeksi,
    renja,
    ringkasan,
)
from kinerja.isi.blok import Blok, Paragraf, Subjudul, Tabel
from kinerja.isi.narasi import describe_rerata
from kinerja.isi.tampilan import Tampilan
from kinerja.isi.tindak_lanjut import describe_singkat
from kinerja.laporan.analis import LaporanAnalis
from kinerja.laporan.disposisi import LaporanDisposisi
from kinerja.laporan.perubahan import LaporanPerubahan
from kinerja.model import Tingkat

_UTAMA: Final = frozenset({Tingkat.TUJUAN, Tingkat.SASARAN})


class LaporanPerangkatDaerah(LaporanAnalis):
    """The agency's report (SOP steps 3-5)."""

    nama = "laporan-triwulan"

    @cached_property
    def _daftar(self) -> Sequence[HasilIndikator]:
        return perencanaan.sort_pohon(self.data.rekap.indikator)

    def lembar_disposisi(self, agenda: int = 0) -> LaporanDisposisi:
        """Open the lembar disposisi on this report; 0 is the one recorded last."""
        return LaporanDisposisi(self.data, agenda)

    def perubahan(self, dari: str = "", ke: str = "", kiriman: str = "") -> LaporanPerubahan:
        """Open what changed between two runs; with `kiriman` between two of a unit's submissions.

        Empty numbers stand for the last two.
        """
        return LaporanPerubahan(self.data, dari, ke, kiriman)

    @property
    def _utama(self) -> Sequence[HasilIndikator]:
        """The indicators of tujuan and sasaran, by which the agency is judged."""
        return [hasil for hasil in self._daftar if hasil.indikator.tingkat in _UTAMA]

    def kata_pengantar(self) -> Tampilan:
        """The foreword that people wrote for this period, if any."""
        data = self.data
        return Tampilan(kepala.build_kata_pengantar(data.instansi, data.parameter, data.pejabat))

    def perjanjian_kinerja(self) -> Tampilan:
        """The targets agreed for the year, and the programs with their budget."""
        return Tampilan([*super().perjanjian_kinerja(), self._build_program()])

    def _build_program(self) -> Tabel:
        rekap = self.data.rekap
        return perencanaan.build_tabel_program(
            rekap.anggaran,
            has_perubahan=rekap.versi.urutan > 0,
            sumber=self._sumber_rencana,
        )

    def ringkasan(self) -> Tampilan:
        """One page: headline figures, what goes well, what needs a decision."""
        return Tampilan(
            ringkasan.build_ringkasan(
                self.data.rekap,
                self.data.banding,
                self._nama_unit,
                describe_singkat(self._bahan_tindak_lanjut),
            )
        )

    def dasar_hukum(self) -> Tampilan:
        """The legal basis."""
        return Tampilan(perencanaan.build_dasar_hukum(self.data.instansi))

    def organisasi(self) -> Tampilan:
        """The agency and its units."""
        return Tampilan(perencanaan.build_organisasi(self.data.instansi))

    def capaian_organisasi(self) -> Tampilan:
        """Means per sasaran and of the agency, then the chart per indicator."""
        rekap = self.data.rekap
        utama = [hasil for satu in rekap.sasaran for hasil in satu.indikator]
        return Tampilan(
            [
                Paragraf(describe_rerata(rekap.rerata, "Rata-rata capaian perangkat daerah")),
                capaian.build_tabel_sasaran(rekap, self._sumber),
                grafik.draw_capaian(rekap, utama, self._sumber),
            ]
        )

    def capaian_sasaran(self) -> Tampilan:
        """Each sasaran with its table and the account of each indicator."""
        return self._build_bagian(self.data.rekap.sasaran, "Rencana tidak memuat sasaran.")

    def capaian_tujuan(self) -> Tampilan:
        """Each tujuan with its indicators, which are shown and not averaged."""
        return self._build_bagian(self.data.rekap.tujuan, "Rencana tidak memuat tujuan.")

    def _build_bagian(self, daftar: Sequence[HasilSasaran], kosong: str) -> Tampilan:
        blok: list[Blok] = []
        for satu in daftar:
            blok += capaian.build_bagian_sasaran(
                self.data.rekap, satu, self._perubahan, self._nama_unit, self._sumber
            )
        return Tampilan(blok or [Paragraf((kosong,))])

    def capaian_program(self) -> Tampilan:
        """Program indicators, unit by unit."""
        rekap = self.data.rekap
        blok: list[Blok] = []
        for unit in rekap.unit:
            daftar = [h for h in rekap.program if h.indikator.unit == unit.unit.slug]
            if daftar:
                blok.append(Subjudul(unit.unit.nama))
                blok.append(
                    capaian.build_tabel_capaian(
                        f"program-{unit.unit.slug}",
                        f"Indikator program {unit.unit.nama} {self._basis}",
                        daftar,
                        self._sumber,
                    )
                )
                blok += capaian.build_narasi(daftar, rekap, self._perubahan, self._nama_unit)
        return Tampilan(blok or [Paragraf(("Rencana tidak memuat indikator program.",))])

    def perkembangan(self) -> Tampilan:
        """Trend over the quarters, as a chart and a table; then what the target still asks."""
        deret = self.data.rekap_per_triwulan
        return Tampilan(
            [
                grafik.draw_tren(deret, self._sumber),
                matriks.build_tabel_tren(deret, self._sumber),
                *proyeksi.build_proyeksi_blok(
                    build_proyeksi(self.data.rekap), self._utama, self._sumber
                ),
            ]
        )

    def realisasi_anggaran(self) -> Tampilan:
        """Budget: sentences, tables per lingkup and per unit and program, the chart."""
        rekap, basis, sumber = self.data.rekap.anggaran, self._basis, self._sumber
        return Tampilan(
            [
                *anggaran.build_narasi_anggaran(rekap, basis),
                anggaran.build_tabel_lingkup(rekap, basis, sumber),
                grafik.draw_serapan(rekap.unit, basis, sumber),
                anggaran.build_tabel_program_unit(rekap, basis, sumber),
                *anggaran.build_tabel_selain_belanja(rekap, basis, sumber),
            ]
        )

    def evaluasi_renja(self) -> Tampilan:
        """Program, kegiatan and sub kegiatan with output and money, in landscape."""
        rekap = self.data.rekap
        uang = rekap.anggaran
        return Tampilan(
            renja.build_renja(uang.program, uang.total, rekap.program, self._basis, self._sumber)
        )

    def penutup(self) -> Tampilan:
        """Conclusions from the figures, then what people wrote in the parameters."""
        return Tampilan(
            ringkasan.build_penutup(self.data.rekap, self.data.banding, self.data.parameter)
        )

    def jejak_hitung(self) -> Tampilan:
        """The passports of the means and of each indicator's headline capaian."""
        rekap = self.data.rekap
        rerata = [rekap.rerata.angka, *(satu.rerata.angka for satu in rekap.sasaran)]
        uang = [baris.serapan for baris in (*rekap.anggaran.lingkup, rekap.anggaran.total)]
        return Tampilan([lampiran.build_jejak(self._daftar, (*rerata, *uang))])
