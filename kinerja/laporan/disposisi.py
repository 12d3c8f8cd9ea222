"""The lembar disposisi on the agency's report (SOP step 2): blank to write on, or as recorded."""

from __future__ import annotations

from functools import cached_property

from kinerja.data import DataLaporan
from kinerja.galat import ParameterError
from kinerja.isi.disposisi import BahanLembar, build_judul_lembar, build_lembar
from kinerja.isi.kepala import build_kop
from kinerja.isi.tampilan import Tampilan
from kinerja.laporan.dasar import Laporan
from kinerja.register.disposisi import Disposisi


class LaporanDisposisi(Laporan):
    """One sheet; `agenda` 0 is the disposition recorded last, or one without a number."""

    nama = "lembar-disposisi"

    def __init__(self, data: DataLaporan, agenda: int = 0) -> None:
        """Take the sheet's agenda number.

        Raises:
            ParameterError: for a number that cannot be one.
        """
        super().__init__(data)
        if type(agenda) is not int or agenda < 0:
            raise ParameterError(
                "Nomor agenda tidak sah",
                tempat="agenda",
                ditemukan=repr(agenda),
                diharapkan="0 untuk disposisi terakhir, atau nomornya",
            )
        self._diminta = agenda

    @cached_property
    def _disposisi(self) -> Disposisi | None:
        """What was recorded on the sheet; None while it is blank."""
        daftar = self.data.catatan.disposisi
        if not self._diminta:
            return daftar[-1] if daftar else None
        return next((satu for satu in daftar if satu.agenda == self._diminta), None)

    @property
    def agenda(self) -> int:
        """The number on the sheet; 0 where none was given out."""
        return self._disposisi.agenda if self._disposisi else self._diminta

    @cached_property
    def bahan(self) -> BahanLembar:
        """What the sheet is made from."""
        data = self.data
        return BahanLembar(
            data.rekap,
            data.instansi,
            data.parameter,
            data.pejabat,
            data.masukan.unit,
            data.catatan.tindak_lanjut,
        )

    def kop(self) -> Tampilan:
        """Letterhead and title of the sheet."""
        judul = build_judul_lembar(self.bahan, self.agenda, self._disposisi)
        return Tampilan([build_kop(self.data.instansi), judul])

    def isi(self) -> Tampilan:
        """The sheet itself."""
        return Tampilan([build_lembar(self.bahan, self.agenda, self._disposisi)])
