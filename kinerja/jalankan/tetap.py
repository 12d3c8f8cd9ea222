"""Whether the inputs of a run are still what it read: asked before each report is promoted.

Workers are handed what the parent read, so their sentinel proves the hand-over and no longer the
files. Reads and compares; decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kinerja.berkas import compute_sha256
from kinerja.catatan import NAMA_MASUKAN, read_catatan_register
from kinerja.excel.anggaran_csv import NAMA_ANGGARAN
from kinerja.folder import Folder, build_folder_triwulan, build_jalur_isian
from kinerja.jalankan.sidik import describe_masukan_berubah, map_sidik, read_berkas_parameter
from kinerja.model import Berkas
from kinerja.parameter import read_parameter_periode
from kinerja.terbitan import BERKAS_HASIL

if TYPE_CHECKING:
    from kinerja.data import DataLaporan

_ADA: Final = "ada"
"""What stands for the content of a file that was not read."""


class PenjagaMasukan:
    """Holds the hashes of what a run read against the same places later."""

    def __init__(self, folder: Folder, data: DataLaporan, parameter: Iterable[Berkas]) -> None:
        """Take what was read, and which other files stood where inputs are looked for."""
        self._folder = folder
        self._data = data
        # As written: in `data` the register's word already stands in its place.
        self._parameter = read_parameter_periode(folder, data.masukan.opd, data.masukan.periode)
        self._dulu = map_sidik((*parameter, *data.berkas))
        self._dulu |= self._find_lain()

    def describe_perubahan(self) -> str:
        """Name the inputs that changed, came or went; empty where all is as it was.

        Raises:
            KeutuhanError: where the register is not what was recorded.
        """
        data = self._data
        opd, periode = data.masukan.opd, data.masukan.periode
        kini = map_sidik(read_berkas_parameter(self._folder, opd, periode))
        for berkas in data.berkas:
            jalur = self._folder.akar / berkas.nama
            if berkas.nama != NAMA_MASUKAN and jalur.is_file():
                kini[berkas.nama] = compute_sha256(jalur)
        catatan = read_catatan_register(self._folder, opd, periode, self._parameter)
        kini |= map_sidik(catatan.berkas) | self._find_lain()
        return describe_masukan_berubah(self._dulu, kini)

    def _find_lain(self) -> dict[str, str]:
        """Find the files that would be read now and were not."""
        terbaca = {berkas.nama for berkas in self._data.berkas}
        nama = (jalur.relative_to(self._folder.akar).as_posix() for jalur in self._iter_tempat())
        return {
            satu: _ADA
            for satu in nama
            if satu not in terbaca and (self._folder.akar / satu).exists()
        }

    def _iter_tempat(self) -> Iterator[Path]:
        """Give every place where an input of the period may stand."""
        opd, periode = self._data.masukan.opd, self._data.masukan.periode
        folder_data = self._folder.data(opd)
        for triwulan in periode.daftar_triwulan:
            yield build_folder_triwulan(folder_data, triwulan) / NAMA_ANGGARAN
            for unit in self._data.instansi.daftar_unit:
                yield build_jalur_isian(folder_data, triwulan, unit.slug)
            if periode.triwulan is None:
                yield self._folder.keluaran(opd, triwulan) / BERKAS_HASIL
