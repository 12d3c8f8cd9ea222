"""Opens the reports that are looked at, each once, and says what can be chosen in them.

A quarter before or a year before that cannot be opened is left out of a trend, not an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kinerja.excel.masukan import NAMA_RENCANA
from kinerja.folder import Folder
from kinerja.galat import KinerjaError, ParameterError
from kinerja.hitung.hasil import HasilIndikator, Rekap
from kinerja.hitung.jejak import Angka
from kinerja.isi.grafik_jelajah import Deret
from kinerja.jelajah.pilihan import Daftar, Pilihan
from kinerja.laporan import LaporanBidang, LaporanPemda, LaporanPerangkatDaerah, buka_laporan
from kinerja.parameter import read_instansi
from kinerja.periode import ROMAWI, Periode

_TAHUN_MUNDUR = 3
"""Years shown before the one looked at."""


@dataclass
class Bahan:
    """The opened reports of one agency, by period."""

    folder: Folder
    opd: str
    _terbuka: dict[str, LaporanPerangkatDaerah] = field(default_factory=dict)

    def open(self, periode: Periode) -> LaporanPerangkatDaerah:
        """Give the agency's report of a period, read when it is first asked for."""
        if periode.slug not in self._terbuka:
            laporan = buka_laporan(self.opd, periode.slug, folder=str(self.folder.akar))
            if isinstance(laporan, LaporanBidang | LaporanPemda):  # never an agency's slug, no unit
                raise ParameterError("Bukan laporan perangkat daerah", ditemukan=self.opd)
            self._terbuka[periode.slug] = laporan
        return self._terbuka[periode.slug]

    @property
    def label(self) -> str:
        """The mark of a sample, empty for a real agency."""
        return read_instansi(self.folder, self.opd).label_contoh

    def forget(self) -> None:
        """Read everything anew from now on."""
        self._terbuka.clear()

    @property
    def daftar_tahun(self) -> tuple[int, ...]:
        """The years that have a plan, the latest first."""
        induk = self.folder.data(self.opd)
        ada = induk.glob(f"[0-9][0-9][0-9][0-9]/{NAMA_RENCANA}") if induk.is_dir() else ()
        return tuple(sorted((int(jalur.parent.name) for jalur in ada), reverse=True))

    def list_unit(self, pilihan: Pilihan) -> Daftar:
        """List the units, all of them first."""
        daftar = self.open(pilihan.periode).data.masukan.unit
        return {"semua unit": ""} | {satu.nama: satu.slug for satu in daftar}

    def list_sasaran(self, pilihan: Pilihan) -> Daftar:
        """List the sasaran, all of them first."""
        daftar = self.open(pilihan.periode).data.rekap.sasaran
        return {"semua sasaran": ""} | {
            f"{satu.sasaran.kode} {satu.sasaran.uraian}": satu.sasaran.kode for satu in daftar
        }

    def list_indikator(self, pilihan: Pilihan) -> Daftar:
        """List the indicators of the unit and sasaran chosen, all of them first."""
        return {"semua indikator": ""} | {
            f"{satu.indikator.kode} {satu.indikator.nama}": satu.indikator.kode
            for satu in self.pick_indikator(pilihan, is_satu=False)
        }

    def fit(self, pilihan: Pilihan) -> Pilihan:
        """Drop what does not exist in the period chosen, unit and sasaran before the indicator."""
        if pilihan.unit not in self.list_unit(pilihan).values():
            pilihan = replace(pilihan, unit="")
        if pilihan.sasaran not in self.list_sasaran(pilihan).values():
            pilihan = replace(pilihan, sasaran="")
        if pilihan.indikator not in self.list_indikator(pilihan).values():
            pilihan = replace(pilihan, indikator="")
        return pilihan

    def pick_indikator(self, pilihan: Pilihan, *, is_satu: bool = True) -> list[HasilIndikator]:
        """Pick the indicators that a choice leaves; without `is_satu` its indicator is not asked.

        Raises:
            ParameterError: for a unit, sasaran or indicator that does not exist.
        """
        laporan = self.open(pilihan.periode)
        rekap = laporan.data.rekap
        kode = {
            "unit": {satu.slug for satu in laporan.data.masukan.unit},
            "sasaran": {satu.sasaran.kode for satu in rekap.sasaran},
            "indikator": {satu.indikator.kode for satu in rekap.indikator},
        }
        for nama, dikenal in kode.items():
            _check_dikenal(nama, getattr(pilihan, nama), dikenal)
        return [
            satu
            for satu in rekap.indikator
            if pilihan.unit in {"", satu.indikator.unit}
            and (not pilihan.sasaran or pilihan.sasaran in satu.indikator.sasaran_kode)
            and (not is_satu or pilihan.indikator in {"", satu.indikator.kode})
        ]

    def build_deret(self, pilihan: Pilihan) -> Deret:
        """Build the trend of the indicator chosen, else of the sasaran's or agency's mean."""
        tahun = pilihan.periode.tahun
        deret: dict[int, Sequence[Angka | None]] = {}
        for satu in self.daftar_tahun:
            if not tahun - _TAHUN_MUNDUR <= satu <= tahun:
                continue
            periode = pilihan.periode if satu == tahun else Periode(satu)
            try:
                data = self.open(periode).data
            except KinerjaError:
                if satu == tahun:
                    raise
                continue
            isi = [_find_angka(rekap, pilihan) for rekap in data.rekap_per_triwulan]
            if satu != tahun:
                # A year's own figures have the same ids every year.
                isi[-1:] = [a and replace(a, id=f"{periode.slug}.{a.id}") for a in isi[-1:]]
            deret[satu] = [*isi, *[None] * (len(ROMAWI) + 1 - len(isi))]
        return deret


def _find_angka(rekap: Rekap, pilihan: Pilihan) -> Angka | None:
    """Find the figure a trend is about; None where a year's plan does not have it."""
    if pilihan.indikator:
        per_kode = {satu.indikator.kode: satu.utama.capaian for satu in rekap.indikator}
        return per_kode.get(pilihan.indikator)
    if pilihan.sasaran:
        per_sasaran = {satu.sasaran.kode: satu.rerata.angka for satu in rekap.sasaran}
        return per_sasaran.get(pilihan.sasaran)
    return rekap.rerata.angka


def _check_dikenal(nama: str, nilai: str, dikenal: set[str]) -> None:
    if nilai and nilai not in dikenal:
        raise ParameterError(
            f"{nama.capitalize()} tidak dikenal",
            ditemukan=repr(nilai),
            diharapkan="salah satu dari " + ", ".join(sorted(dikenal)),
        )
