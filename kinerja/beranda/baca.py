"""Reads what a board is computed from: parameters, procedure, register, plan, forms and manifests.

Writes nothing, also not what a run would repair. A plan that is missing or refused is part of the
answer, not an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Final

from kinerja.beranda.berkas import read_berkas_laporan
from kinerja.catatan import read_catatan_register
from kinerja.data import DataLaporan, read_data
from kinerja.excel.masukan import NAMA_RENCANA
from kinerja.folder import Folder, build_jalur_isian
from kinerja.galat import SumberError
from kinerja.model import Rencana, Unit
from kinerja.papan import BahanPapan, BahanPeriode, Dokumen, KeadaanRencana
from kinerja.parameter import read_instansi, read_parameter_periode
from kinerja.periode import Periode
from kinerja.register import Register, list_setoran, list_setoran_ditolak, open_register
from kinerja.register.rencana import check_rencana
from kinerja.register.status import JENIS_STATUS
from kinerja.register.tindak_lanjut import list_tindak_lanjut
from kinerja.sop import read_sop
from kinerja.temuan import Temuan, TemuanError, Tingkatan
from kinerja.zona import ZONA

_DOKUMEN: Final = ("renstra", "renja", "perjanjian kinerja", "rencana aksi")


def read_bahan(folder: Folder, opd: str, periode: Periode, kini: datetime) -> BahanPapan:
    """Read everything a board of the period shows.

    Args:
        folder: The working folder.
        opd: The agency's slug.
        periode: A quarter or a year.
        kini: The present time, with its offset.

    Raises:
        ParameterError: for a parameter file or a procedure that is wrong.
        KeutuhanError: where the register is not what was recorded.
    """
    instansi = read_instansi(folder, opd)
    with open_register(folder, opd) as register:
        pembaca = _Pembaca(folder, opd, periode, register, instansi.daftar_unit)
        daftar = (*periode.daftar_triwulan, Periode(periode.tahun))
        return BahanPapan(
            opd=opd,
            nama=instansi.nama,
            periode=periode,
            kini=kini.astimezone(ZONA[instansi.zona]),
            unit=instansi.daftar_unit,
            sop=read_sop(folder, opd),
            rencana=pembaca.rencana,
            dokumen=pembaca.build_dokumen(),
            per_periode={satu: pembaca.read_periode(satu) for satu in daftar},
            tindak_lanjut=list_tindak_lanjut(register, periode),
            is_opd_disebut=len(folder.daftar_opd) > 1,
            catatan=pembaca.catatan,
        )


@dataclass
class _Pembaca:
    """Reads the periods of one board; plan, units and the forms of its period are read once."""

    folder: Folder
    opd: str
    periode: Periode
    register: Register
    daftar_unit: tuple[Unit, ...]

    @cached_property
    def _baca(self) -> DataLaporan | SumberError:
        try:
            return self._read(self.periode)
        except SumberError as galat:
            return galat

    @cached_property
    def _perubahan(self) -> tuple[Temuan, ...]:
        """The targets that are not the approved ones any more."""
        if self._data is None:
            return ()
        return check_rencana(self.folder, self.opd, self._data.masukan.rencana, self.periode)

    @property
    def _data(self) -> DataLaporan | None:
        return None if isinstance(self._baca, SumberError) else self._baca

    @property
    def rencana(self) -> KeadaanRencana:
        """What became of the planning workbook."""
        if self._data is not None:
            return KeadaanRencana.BERUBAH if self._perubahan else KeadaanRencana.ADA
        jalur = self.folder.data(self.opd) / str(self.periode.tahun) / NAMA_RENCANA
        return KeadaanRencana.DITOLAK if jalur.exists() else KeadaanRencana.BELUM

    @property
    def catatan(self) -> tuple[str, ...]:
        """Why the plan cannot be used."""
        if not isinstance(self._baca, SumberError):
            return tuple(satu.pesan for satu in self._perubahan)
        if isinstance(self._baca, TemuanError):
            jumlah = sum(t.tingkatan is Tingkatan.GALAT for t in self._baca.daftar_temuan)
            return (f"Rencana kinerja ditolak: {jumlah} galat.",)
        return (self._baca.pesan,)

    def build_dokumen(self) -> Mapping[str, Dokumen]:
        """Say of each planning document whether the plan holds it."""
        if self._data is None:
            kata = f"{NAMA_RENCANA} {self.rencana}"
            return {nama: Dokumen(is_ada=False, keterangan=kata) for nama in _DOKUMEN}
        return build_dokumen(self._data.masukan.rencana, self.periode)

    def read_periode(self, periode: Periode) -> BahanPeriode:
        """Read one period."""
        parameter = read_parameter_periode(self.folder, self.opd, periode)
        peristiwa = self.register.list_peristiwa(periode=periode.slug)
        is_dinilai = any(satu.jenis == JENIS_STATUS for satu in peristiwa)
        is_perlu = is_dinilai or periode == self.periode or self.periode.triwulan is None
        terisi, ditolak = self._read_folder(periode)
        return BahanPeriode(
            periode=periode,
            tenggat_setor=parameter.tenggat_setor,
            tanggal_laporan=parameter.tanggal_laporan,
            peristiwa=peristiwa,
            setoran=list_setoran(self.register, periode),
            ditolak=list_setoran_ditolak(self.register, periode),
            folder_terisi=terisi,
            folder_ditolak=ditolak,
            laporan=read_berkas_laporan(
                self.folder,
                self.opd,
                periode,
                self.daftar_unit,
                self.register,
                (lambda: self._read_data(periode)) if is_perlu else lambda: None,
            ),
        )

    def _read_data(self, periode: Periode) -> DataLaporan | None:
        """Read the inputs of a period; those of another than the board's own are read apart."""
        if periode == self.periode or self._data is None:
            return self._data
        return self._read(periode)

    def _read(self, periode: Periode) -> DataLaporan:
        """Read the inputs as reports do, but for the plan: changed targets do not stop a board."""
        data = read_data(self.folder, self.opd, periode, is_tanpa_register=True)
        catatan = read_catatan_register(self.folder, self.opd, periode, data.parameter)
        return replace(data, berkas=(*data.berkas, *catatan.berkas), catatan=catatan)

    def _read_folder(self, periode: Periode) -> tuple[frozenset[str], frozenset[str]]:
        """Name the units whose workbook lies in the folder: with answers, and refused."""
        if periode.triwulan is None:
            return frozenset(), frozenset()
        data = self.folder.data(self.opd)
        jalur = {u.slug: build_jalur_isian(data, periode, u.slug) for u in self.daftar_unit}
        if self._data is None:
            return frozenset(s for s, satu in jalur.items() if satu.is_file()), frozenset()
        galat = {t.berkas for t in self._data.temuan_baca if t.tingkatan is Tingkatan.GALAT}
        return (
            frozenset(
                u for u, nomor in self._data.masukan.laporan_unit if nomor == periode.triwulan
            ),
            frozenset(
                s
                for s, satu in jalur.items()
                if satu.relative_to(self.folder.akar).as_posix() in galat
            ),
        )


def build_dokumen(rencana: Rencana, periode: Periode) -> Mapping[str, Dokumen]:
    """Say what the planning workbook holds of each document, by its name in small letters."""
    bertarget = sum(
        satu.version_at(periode.akhir).tahunan is not None for satu in rencana.indikator
    )
    isi = {
        "renstra": (len(rencana.sasaran), "tujuan dan sasaran", "Tujuan Sasaran"),
        "renja": (len(rencana.sub_kegiatan), "sub kegiatan", "Sub Kegiatan"),
        "perjanjian kinerja": (bertarget, "indikator bertarget setahun", "Indikator"),
        "rencana aksi": (len(rencana.rencana_aksi), "rencana aksi", "Rencana Aksi"),
    }
    return {
        nama: Dokumen(jumlah > 0, f"{jumlah} {sebutan}" if jumlah else f"lembar {lembar} kosong")
        for nama, (jumlah, sebutan, lembar) in isi.items()
    }
