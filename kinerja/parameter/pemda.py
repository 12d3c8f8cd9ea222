"""What a regency decides for the report over all its agencies (`parameters/pemda.yaml`)."""

from __future__ import annotations

from typing import Annotated, Final, Literal

import pydantic
from pydantic import Field

from kinerja.folder import Folder
from kinerja.galat import ParameterError
from kinerja.parameter.dasar import Kata, ModelKetat, NomorSurat, Tanggal
from kinerja.parameter.periode import DaftarPejabat, Pejabat, PenandaTangan
from kinerja.periode import Periode, parse_periode
from kinerja.validasi import validate
from kinerja.yaml_ketat import read_yaml
from kinerja.zona import ZONA_BAWAAN, NamaZona

NAMA_PEMDA: Final = "pemda.yaml"
NAMA_PEJABAT_PEMDA: Final = ("pejabat-pemda.lokal.yaml", "pejabat-pemda.contoh.yaml")
"""Files of the people who sign: the local one stays out of git, the other one is the sample's."""


def _check_periode(slug: str) -> str:
    return parse_periode(slug).slug


class ParameterLaporanPemda(ModelKetat):
    """What people decide for the report of one period; everything has a default."""

    status: Literal["draf", "final"] = "draf"
    tanggal_laporan: Tanggal | None = None
    nomor: NomorSurat = ""


class ParameterPemda(ModelKetat):
    """The regency: letterhead, who makes and signs its report, and each period's own.

    `nama` is the office that puts the report together. `label_contoh`, where given, is printed
    wherever a figure shows: the data are made up.
    """

    nama: Kata
    pemerintah: Kata
    alamat: tuple[Kata, ...] = ()
    tempat: Kata
    zona: NamaZona = ZONA_BAWAAN
    label_contoh: str = ""
    keterangan_contoh: str = ""
    penanda_tangan: PenandaTangan | None = None
    laporan: dict[
        Annotated[Kata, pydantic.AfterValidator(_check_periode)], ParameterLaporanPemda
    ] = Field(default_factory=dict)

    def find_laporan(self, periode: Periode) -> ParameterLaporanPemda:
        """Find what was decided for a period."""
        return self.laporan.get(periode.slug, ParameterLaporanPemda())


def read_parameter_pemda(folder: Folder) -> ParameterPemda:
    """Read `parameters/pemda.yaml`.

    Raises:
        ParameterError: where it is missing, with the way to one, or wrong, with its key.
    """
    jalur = folder.akar / "parameters" / NAMA_PEMDA
    nama = f"parameters/{NAMA_PEMDA}"
    if not jalur.is_file():
        raise ParameterError(
            "Identitas pemerintah daerah belum ada",
            tempat=nama,
            diharapkan="berkas berisi nama, pemerintah, tempat, dan penanda_tangan",
            saran="Tulis menurut docs/panduan.md, atau salin dari folder yang dibuat dengan:"
            " kinerja contoh FOLDER --opd 2",
        )
    return validate(ParameterPemda, read_yaml(jalur, nama), nama)


def read_pejabat_pemda(folder: Folder) -> dict[str, Pejabat]:
    """Read the people who sign the regency's report: the local file, the sample's, or none."""
    for nama in NAMA_PEJABAT_PEMDA:
        jalur = folder.akar / "parameters" / nama
        if jalur.is_file():
            tempat = f"parameters/{nama}"
            return validate(DaftarPejabat, read_yaml(jalur, tempat), tempat).pejabat
    return {}


def list_pejabat_pemda(folder: Folder) -> tuple[Pejabat, ...]:
    """List everybody who is named there, also in the list that is not in use."""
    daftar: list[Pejabat] = []
    for nama in NAMA_PEJABAT_PEMDA:
        jalur = folder.akar / "parameters" / nama
        if jalur.is_file():
            tempat = f"parameters/{nama}"
            daftar += validate(DaftarPejabat, read_yaml(jalur, tempat), tempat).pejabat.values()
    return tuple(daftar)
