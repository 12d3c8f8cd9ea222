"""What an analyst asks of an opened report: frames named by their rows, passports, earlier states.

Blocks for readers stand in `dasar`. Every frame is new at each call and changes no report; columns
and units are listed in docs/analis.md.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Self

from kinerja.angka import format_tanggal
from kinerja.catatan import CatatanRegister
from kinerja.galat import ParameterError
from kinerja.hitung.jejak import Angka
from kinerja.isi.blok import Blok, DaftarJejak, Panel, Paragraf
from kinerja.isi.tampilan import Tampilan
from kinerja.laporan import bingkai
from kinerja.laporan.angka import collect_angka
from kinerja.laporan.dasar import Laporan
from kinerja.riwayat import parse_tanggal_per, read_keadaan
from kinerja.temuan import TemuanError

if TYPE_CHECKING:
    import pandas as pd


class LaporanAnalis(Laporan):
    """A report whose figures can be had as frames: the agency's, of a quarter or year, or a unit's.

    The examples read the kit's sample, so that every figure can be checked by hand.

    >>> from kinerja import buka_laporan
    >>> laporan = buka_laporan("bpkd", "2026-tw2")
    >>> laporan.sasaran[["sasaran_kode", "capaian_teks", "jumlah_terhitung"]].values.tolist()
    [['S1', '67,80%', 2], ['S2', '98,84%', 3], ['S3', '100,61%', 2], ['S4', '103,10%', 2]]
    """

    per: date | None = None
    """The day whose state this is; None for the present."""
    catatan_per: tuple[str, ...] = ()
    """What of that day's state is not kept."""

    def kop(self) -> Tampilan:
        """Letterhead and title; of an earlier state also the day it is of."""
        asli = super().kop()
        if self.per is None:
            return asli
        isi = ("Bukan laporan yang terbit: angkanya seperti diketahui pada akhir hari itu.",)
        butir = (isi, *((teks,) for teks in self.catatan_per))
        return Tampilan([*asli, Panel(f"Keadaan pada {format_tanggal(self.per)}", butir)])

    @property
    def indikator(self) -> pd.DataFrame:
        """Indicators: one row each, 20 columns, on the report's headline basis.

        `target` and `realisasi` are in the unit of column `satuan`; `capaian_persen` is 0-100 and
        raw, before any cap. A number is NaN where there is none; `keadaan` says why.

        By hand: IKS-1.2 has target 50 and realisasi 43,80, and more is better: 43,80 ÷ 50 × 100 =
        87,60.

        >>> from kinerja import buka_laporan
        >>> laporan = buka_laporan("bpkd", "2026-tw2")
        >>> df = laporan.indikator.set_index("indikator_kode")
        >>> df.loc["IKS-1.2", ["target", "realisasi", "capaian_persen"]].tolist()
        [50.0, 43.8, 87.6]
        >>> df.loc["IKS-2.3", ["keadaan", "capaian_teks"]].tolist()
        ['belum_lapor', 'belum lapor']
        """
        return bingkai.build_indikator(self._daftar)

    @property
    def sasaran(self) -> pd.DataFrame:
        """Sasaran: one row each, 10 columns; of a unit's report those with its indicators.

        `capaian_persen` is the mean over the k indicators of tingkat sasaran that were computed,
        of n with a target; a unit's report shows the same mean, over all units.

        By hand: S1 has IKS-1.2 with 87,60 and IKS-1.3 with 48,00: (87,60 + 48,00) ÷ 2 = 67,80.

        >>> from kinerja import buka_laporan
        >>> laporan = buka_laporan("bpkd", "2026-tw2")
        >>> df = laporan.sasaran.set_index("sasaran_kode")
        >>> print(df.loc["S1", "capaian_persen"].round(2))
        67.8
        """
        kode = {satu for hasil in self._daftar for satu in hasil.indikator.sasaran_kode}
        is_semua = self.unit is None
        daftar = (s for s in self.data.rekap.sasaran if is_semua or s.sasaran.kode in kode)
        return bingkai.build_sasaran(daftar)

    @property
    def anggaran(self) -> pd.DataFrame:
        """Sub kegiatan: one row each, 15 columns, belanja first.

        Money is whole sen (divide by 100 for rupiah), so that sums stay exact; a blank is a unit
        that has not reported.

        >>> from kinerja import buka_laporan
        >>> laporan = buka_laporan("bpkd", "2026-tw2")
        >>> df = laporan.anggaran
        >>> satu = df[df["realisasi_sd_sen"] > 0].iloc[0]
        >>> serapan = 100 * satu["realisasi_sd_sen"] / satu["pagu_sen"]
        >>> bool(abs(serapan - satu["serapan_persen"]) < 1e-9)
        True
        """
        return bingkai.build_anggaran(self.data.rekap.anggaran, self.unit.slug if self.unit else "")

    @property
    def unit_kerja(self) -> pd.DataFrame:
        """Units: one row each, 7 columns; of a unit's report that unit alone.

        >>> from kinerja import buka_laporan
        >>> laporan = buka_laporan("bpkd", "2026-tw2")
        >>> df = laporan.unit_kerja.set_index("unit")
        >>> print(df.loc["ppkd", "is_lapor"], df.loc["ppkd", "jumlah_indikator"])
        True 0
        """
        daftar = self.data.rekap.unit
        return bingkai.build_unit_kerja(s for s in daftar if self.unit in {None, s.unit})

    @property
    def isian(self) -> pd.DataFrame:
        """Answers: one row per indicator and quarter up to the report's, with its source cell.

        >>> from kinerja import buka_laporan
        >>> laporan = buka_laporan("bpkd", "2026-tw2")
        >>> df = laporan.isian
        >>> satu = df[(df["indikator_kode"] == "IKS-4.2") & (df["triwulan"] == 2)].iloc[0]
        >>> print(satu["nilai"], satu["lembar"], satu["berkas"])
        1.12 Indikator data/bpkd/2026/tw2/sekretariat.xlsx
        """
        return bingkai.build_isian(self._daftar)

    def angka(self, angka_id: str) -> Angka:
        """Give a figure by its id, as in a frame's `angka_id` or in hasil.json.

        >>> from kinerja import buka_laporan
        >>> laporan = buka_laporan("bpkd", "2026-tw2")
        >>> laporan.angka("sas.S1.rerata").teks
        '67,80%'

        Raises:
            ParameterError: where there is none, naming the nearest.
        """
        semua = collect_angka(self.data.rekap)
        if angka_id in semua:
            return semua[angka_id]
        dekat = ", ".join(get_close_matches(angka_id, semua, n=3))
        raise ParameterError(
            "Angka tidak dikenal",
            ditemukan=repr(angka_id),
            diharapkan=f"misalnya {dekat}" if dekat else "id dari kolom angka_id",
        )

    def paspor(self, angka_id: str) -> Tampilan:
        """Show how a figure came about: rule, operands with file, sheet and cell, steps.

        >>> from kinerja import buka_laporan
        >>> laporan = buka_laporan("bpkd", "2026-tw2")
        >>> laporan.paspor("ik.IKS-1.2.sd.capaian")[0].angka[0].jejak.langkah
        ('Realisasi = 43,8 (Triwulan II)', 'T = 50; R = 43,8',
        'capaian = R / T × 100 = 43,8 / 50 × 100 = 87,60%')
        """
        return Tampilan([build_paspor(self.angka(angka_id))])

    def rekap(self, periode: str = "", per: str = "") -> Self:
        """Open the same report of another period, or as it was known when a day ended.

        Args:
            periode: A quarter or a year of this agency; empty for this report's own.
            per: The day, `2026-07-10`, on the agency's clock; empty for now. What had been handed
                in, imported and planned by then counts, policy and names are today's; nothing is
                written.

        Returns:
            A report with the same frames. `per` and `catatan_per` say which state it is and what
            of it could not be known.

        >>> from kinerja import buka_laporan
        >>> laporan = buka_laporan("bpkd", "2026-tw2")
        >>> laporan.rekap("2026-tw1").sasaran.loc[0, "sasaran_kode"]
        'S1'

        Raises:
            ParameterError: for an unknown period or day, and where nothing was recorded by then.
            KeutuhanError: where what was kept is gone or altered.
        """
        from kinerja.laporan import buka_laporan

        asli = self.data
        slug = periode or asli.masukan.periode.slug
        lain: Self = buka_laporan(  # type: ignore[assignment] # a quarter's for a year's, as asked
            asli.masukan.opd, slug, self.unit.slug if self.unit else "", str(asli.folder.akar)
        )
        if not per:
            return lain
        data, hari = lain.data, parse_tanggal_per(per)
        keadaan = read_keadaan(
            data.folder, data.masukan.opd, data.masukan.periode, data.instansi, hari
        )
        if keadaan.baca.masukan is None:
            raise TemuanError("Rencana pada hari itu ditolak", keadaan.baca.temuan)
        lain.data = replace(
            data,
            masukan=keadaan.baca.masukan,
            temuan_baca=keadaan.baca.temuan,
            berkas=keadaan.baca.berkas,
            catatan=CatatanRegister(),
            terbitan=(),
            temuan_bukti=(),
            bukti={},
        )
        lain.per, lain.catatan_per = hari, keadaan.catatan
        return lain


def build_paspor(angka: Angka) -> Blok:
    """Build the passport of a figure, or say that it has none."""
    if angka.jejak is None:
        return Paragraf((f"Angka {angka.id} tidak dihitung, jadi tidak mempunyai jejak.",), "abu")
    return DaftarJejak("paspor", "Asal angka", (angka,))
