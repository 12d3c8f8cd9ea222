"""The regency's report over all its agencies, part by part."""

from __future__ import annotations

from functools import cached_property

from kinerja.folder import PEMDA
from kinerja.hitung.jejak import Angka
from kinerja.hitung.pemda.hasil import RekapPemda
from kinerja.isi import lampiran
from kinerja.isi.blok import DaftarJejak, Selesai
from kinerja.isi.pemda import grafik, ringkasan, tabel_hasil, tabel_setor, tabel_uang
from kinerja.isi.pemda.buku import build_buku_pemda
from kinerja.isi.tampilan import Tampilan
from kinerja.pemda import DataPemda


class LaporanPemda:
    """The regency's report; its figures are those that each agency published."""

    nama = "laporan-pemda"

    def __init__(self, data: DataPemda) -> None:
        """Take what was read."""
        self.data = data

    @property
    def rekap(self) -> RekapPemda:
        """The figures."""
        return self.data.rekap

    @cached_property
    def _sumber(self) -> str:
        label = self.data.parameter.label_contoh
        return "laporan terbit dan register tiap perangkat daerah" + (
            f" ({label})" if label else ""
        )

    def kop(self) -> Tampilan:
        """Letterhead and title block with status and position."""
        parameter = self.data.parameter
        return Tampilan(
            [ringkasan.build_kop(parameter), ringkasan.build_judul(self.rekap, parameter)]
        )

    def ringkasan(self) -> Tampilan:
        """One page: headline figures, the sentences, what needs attention."""
        return Tampilan(ringkasan.build_ringkasan(self.rekap))

    def liga(self) -> Tampilan:
        """Completeness and timeliness of every agency."""
        return Tampilan([tabel_setor.build_tabel_liga(self.rekap, self._sumber)])

    def hilang(self) -> Tampilan:
        """Who is missing, by name."""
        return Tampilan(tabel_setor.build_hilang(self.rekap, self._sumber))

    def capaian(self) -> Tampilan:
        """Results by agency: the table, then the charts."""
        return Tampilan(
            [
                tabel_hasil.build_tabel_capaian(self.rekap, self._sumber),
                *grafik.draw_capaian(self.rekap, self._sumber),
            ]
        )

    def anggaran(self) -> Tampilan:
        """Money over all agencies."""
        return Tampilan(
            [
                *ringkasan.build_uang(self.rekap),
                tabel_uang.build_tabel_lingkup(self.rekap, self._sumber),
                tabel_uang.build_tabel_belanja(self.rekap, self._sumber),
            ]
        )

    def kategori(self) -> Tampilan:
        """How the agencies spread over the classes."""
        return Tampilan(tabel_hasil.build_kategori(self.rekap, self._sumber))

    def pencilan(self) -> Tampilan:
        """Spread and outliers."""
        return Tampilan(tabel_hasil.build_pencilan(self.rekap, self._sumber))

    def buku_kerja(self) -> Tampilan:
        """The recap of all agencies; only rekap.xlsx and rekap.csv show it."""
        return Tampilan([build_buku_pemda(self.rekap)])

    def pengesahan(self) -> Tampilan:
        """The signature block."""
        data = self.data
        sah = ringkasan.build_pengesahan(data.parameter, data.periode, data.pejabat)
        return Tampilan([sah])

    def jejak_hitung(self) -> Tampilan:
        """The passports of the figures that were computed here."""
        rekap = self.rekap
        sebaran = [
            angka
            for satu in (rekap.sebaran_capaian, rekap.sebaran_serapan)
            for angka in (satu.median, satu.bawah, satu.atas, satu.pagar_bawah, satu.pagar_atas)
        ]
        uang = [a for satu in rekap.lingkup for a in (satu.pagu, satu.realisasi, satu.serapan)]
        semua: list[Angka] = [rekap.jumlah_lengkap, rekap.jumlah_unit.kelengkapan, *uang, *sebaran]
        ada = tuple(satu for satu in semua if satu.jejak is not None)
        return Tampilan([DaftarJejak("jejak-pemda", "Jejak hitung angka gabungan", ada)])

    def sumber(self) -> Tampilan:
        """The files that the figures were taken from, with their hashes."""
        data = self.data
        berkas = [satu for satu in data.berkas if "/" in satu.nama]
        return Tampilan(lampiran.build_sumber(berkas, data.parameter.keterangan_contoh))

    def selesai(self) -> Tampilan:
        """The sentinel that says the report ran to its end, and from which bytes."""
        data = self.data
        masukan = tuple((berkas.nama, berkas.sha256) for berkas in data.berkas)
        return Tampilan([Selesai(self.nama, PEMDA, data.periode.slug, "", masukan)])
