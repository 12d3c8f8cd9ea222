"""The reports of a period as they lie in the output folder, beside what their inputs are now.

Compares by the same fingerprints that decide whether `kinerja laporan` makes a report anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final

from kinerja.data import DataLaporan
from kinerja.folder import Folder
from kinerja.galat import ParameterError
from kinerja.jalankan.hasil_jalan import KeadaanLaporan
from kinerja.jalankan.lingkup import pick_masukan
from kinerja.jalankan.manifes import Catatan, read_catatan, read_manifes
from kinerja.jalankan.rancang import Jenis, find_jenis, read_notebook
from kinerja.jalankan.sidik import (
    compute_sidik_notebook,
    compute_sidik_program,
    describe_perbedaan,
    map_sidik,
    read_berkas_parameter,
)
from kinerja.jalankan.sidik_isi import compute_sidik_isi
from kinerja.model import Berkas, Unit
from kinerja.papan import BerkasLaporan, KeadaanBerkas
from kinerja.parameter import read_parameter_periode
from kinerja.periode import Periode
from kinerja.register import Register
from kinerja.register.laporan import name_laporan
from kinerja.register.status import read_status

_PROGRAM_LAIN: Final = "dibuat versi program lain"

BacaData = Callable[[], DataLaporan | None]


def read_berkas_laporan(
    folder: Folder,
    opd: str,
    periode: Periode,
    daftar_unit: Sequence[Unit],
    register: Register,
    baca_data: BacaData,
) -> tuple[BerkasLaporan, ...]:
    """Read every report a period has or should have: the agency's, then the units'.

    Args:
        folder: The working folder.
        opd: The agency's slug.
        periode: A quarter or a year.
        daftar_unit: The agency's units.
        register: The open register.
        baca_data: Reads the present inputs; asked only where there is a manifest to compare with.
            Gives None where they are not looked at; then nothing is called out of date.
    """
    keluaran = folder.keluaran(opd, periode)
    catatan, _ = read_catatan(read_manifes(keluaran))
    data = baca_data() if catatan else None
    penilai = _Penilai(folder, opd, periode, register, data)
    utama = penilai.judge(name_laporan(periode), f"Laporan kinerja {periode.judul}", catatan)
    if periode.triwulan is None:
        return (utama,)
    return (
        utama,
        *(
            penilai.judge(name_laporan(periode, unit.slug), f"Laporan {unit.nama}", catatan, unit)
            for unit in daftar_unit
        ),
    )


class _Penilai:
    """Judges the reports of one period."""

    def __init__(
        self,
        folder: Folder,
        opd: str,
        periode: Periode,
        register: Register,
        data: DataLaporan | None,
    ) -> None:
        self._folder = folder
        self._opd = opd
        self._periode = periode
        self._register = register
        self._data = data
        self._masukan: tuple[Berkas, ...] = ()
        self._dinyatakan = read_parameter_periode(folder, opd, periode).status
        if data is not None:
            parameter = read_berkas_parameter(folder, opd, periode)
            self._masukan = (*parameter, *data.berkas)

    def judge(
        self, nama: str, judul: str, semua: dict[str, Catatan], unit: Unit | None = None
    ) -> BerkasLaporan:
        """Judge one report."""
        sidik = ""
        if self._data is not None:
            sidik = compute_sidik_isi(self._folder, self._data, nama)
        status = read_status(
            self._register, self._periode, nama, sidik=sidik, dinyatakan=self._dinyatakan
        )
        slug = unit.slug if unit else ""
        catatan = semua.get(nama)
        if catatan is None or not catatan.kunci:
            is_gagal = catatan is not None and catatan.keadaan == KeadaanLaporan.GAGAL
            keadaan = KeadaanBerkas.GAGAL if is_gagal else KeadaanBerkas.BELUM
            pesan = catatan.pesan if catatan else ""
            sebab_gagal = (pesan,) if pesan else ()
            return BerkasLaporan(nama, judul, keadaan, status, slug, sebab=sebab_gagal)
        keadaan, sebab = self._judge_berkas(catatan, find_jenis(nama), slug)
        is_lain = catatan.sidik.get("program") != compute_sidik_program()
        dibuat = datetime.fromisoformat(catatan.dibuat) if catatan.dibuat else None
        return BerkasLaporan(
            nama, judul, keadaan, status, slug, dibuat, sebab, _PROGRAM_LAIN if is_lain else ""
        )

    def _judge_berkas(
        self, catatan: Catatan, jenis: Jenis, unit: str
    ) -> tuple[KeadaanBerkas, tuple[str, ...]]:
        kerusakan = catatan.describe_kerusakan(self._folder.keluaran(self._opd, self._periode))
        if kerusakan:
            return KeadaanBerkas.BERUBAH, (kerusakan,)
        if catatan.keadaan == KeadaanLaporan.DITOLAK:
            return KeadaanBerkas.DITOLAK, (catatan.pesan,)
        berubah = self._list_perubahan(catatan.sidik, jenis, unit)
        if catatan.keadaan == KeadaanLaporan.GAGAL:
            return KeadaanBerkas.GAGAL, (catatan.pesan, *berubah)
        if berubah:
            return KeadaanBerkas.USANG, berubah
        if catatan.gagal_bentuk:
            return KeadaanBerkas.SEBAGIAN, tuple(
                f"{bentuk.upper()} tidak dibuat: {pesan}"
                for bentuk, pesan in sorted(catatan.gagal_bentuk.items())
            )
        return KeadaanBerkas.TERKINI, ()

    def _list_perubahan(self, lama: dict[str, Any], jenis: Jenis, unit: str) -> tuple[str, ...]:
        """List what of the inputs, and of the notebook, changed since the report was made."""
        if self._data is None:
            return ()
        try:
            sumber = read_notebook(self._folder, jenis.notebook)
        except ParameterError as galat:
            return (galat.masalah,)
        masukan = map_sidik(pick_masukan(self._masukan, unit, sumber))
        baru = lama | {"masukan": masukan, "notebook": compute_sidik_notebook(sumber)}
        return describe_perbedaan(lama, baru)
