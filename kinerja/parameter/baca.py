"""Reads the parameter files of an agency; faults name file and key."""

from __future__ import annotations

import difflib
import functools
from datetime import tzinfo
from importlib import resources
from pathlib import Path
from typing import Final

from kinerja.folder import Folder, check_dalam
from kinerja.galat import ParameterError
from kinerja.parameter.arsip import NAMA_ARSIP, BidangArsip, ParameterArsip
from kinerja.parameter.instansi import Instansi
from kinerja.parameter.periode import DaftarPejabat, ParameterPeriode, Pejabat
from kinerja.periode import Periode
from kinerja.validasi import ModelT, validate
from kinerja.yaml_ketat import read_yaml
from kinerja.zona import ZONA, ZONA_BAWAAN

BERKAS_PEJABAT: Final = ("pejabat.lokal.yaml", "pejabat.contoh.yaml")
"""The officials: the agency's own list, else the sample's."""


def read_instansi(folder: Folder, opd: str) -> Instansi:
    """Read `parameters/<opd>/instansi.yaml`."""
    return _read(Instansi, folder.parameter(opd) / "instansi.yaml", folder)


def read_zona(folder: Folder, opd: str) -> tzinfo:
    """Read the agency's clock.

    Where the parameters cannot be read it is the default: those who need them say what is wrong,
    and the register is read all the same.
    """
    jalur = folder.parameter(opd) / "instansi.yaml"
    try:
        stat = jalur.stat()
    except OSError:
        return ZONA[ZONA_BAWAAN]
    return _read_zona(folder, opd, (stat.st_mtime_ns, stat.st_size))


@functools.lru_cache(maxsize=8)
def _read_zona(folder: Folder, opd: str, _: tuple[int, int]) -> tzinfo:
    """Read it once for each state of the file: the register is opened many times in a run."""
    try:
        return ZONA[read_instansi(folder, opd).zona]
    except ParameterError:
        return ZONA[ZONA_BAWAAN]


def read_parameter_arsip(folder: Folder, opd: str, periode: Periode) -> BidangArsip:
    """Read what `parameters/<opd>/arsip.yaml` says of a period's reports; may be missing."""
    jalur = folder.parameter(opd) / NAMA_ARSIP
    if not jalur.exists() and not jalur.is_symlink():
        return BidangArsip()
    parameter = _read(ParameterArsip, jalur, folder)
    return parameter.triwulan if periode.triwulan else parameter.tahunan


def read_parameter_periode(folder: Folder, opd: str, periode: Periode) -> ParameterPeriode:
    """Read `parameters/<opd>/<periode>.yaml`; the defaults where it does not exist."""
    jalur = folder.parameter(opd) / f"{periode.slug}.yaml"
    if not jalur.exists() and not jalur.is_symlink():
        return ParameterPeriode()
    parameter = _read(ParameterPeriode, jalur, folder)
    tempat = jalur.relative_to(folder.akar).as_posix()
    if parameter.penanda_tangan_unit and (folder.parameter(opd) / "instansi.yaml").exists():
        slug = [unit.slug for unit in read_instansi(folder, opd).unit]
        for satu in parameter.penanda_tangan_unit:
            _check_dikenal(satu, slug, f"{tempat}, penanda_tangan_unit", "Unit")
    pejabat = read_pejabat(folder, opd)
    daftar = (parameter.penanda_tangan, *parameter.penanda_tangan_unit.values(), *parameter.paraf)
    for orang in daftar:
        if pejabat and orang is not None and orang.pejabat:
            _check_dikenal(orang.pejabat, list(pejabat), f"{tempat}, pejabat", "Pejabat")
    return parameter


def _check_dikenal(nama: str, dikenal: list[str], tempat: str, apa: str) -> None:
    if nama in dikenal:
        return
    dekat = difflib.get_close_matches(nama, dikenal, n=1, cutoff=0.5)
    raise ParameterError(
        f"{apa} tidak dikenal",
        tempat=tempat,
        ditemukan=repr(nama),
        diharapkan=", ".join(dikenal),
        saran=f"Maksud Anda {dekat[0]}?" if dekat else "Betulkan penulisannya.",
    )


def read_pejabat(folder: Folder, opd: str) -> dict[str, Pejabat]:
    """Read the people who sign: `pejabat.lokal.yaml`, the sample's, or none."""
    for nama in BERKAS_PEJABAT:
        jalur = folder.parameter(opd) / nama
        if jalur.exists() or jalur.is_symlink():
            return _read(DaftarPejabat, jalur, folder).pejabat
    return {}


def list_pejabat(folder: Folder, opd: str) -> tuple[Pejabat, ...]:
    """List everybody who is named as an official, also in the list that is not in use."""
    return tuple(
        satu
        for nama in BERKAS_PEJABAT
        if (jalur := folder.parameter(opd) / nama).is_file()
        for satu in _read(DaftarPejabat, jalur, folder).pejabat.values()
    )


def read_atau_bawaan(model: type[ModelT], folder: Folder, opd: str, nama: str) -> ModelT:
    """Read `parameters/<opd>/<nama>`, or the file of that name that ships with the kit."""
    jalur = folder.parameter(opd) / nama
    if jalur.exists() or jalur.is_symlink():
        return _read(model, jalur, folder)
    bawaan = Path(str(resources.files("kinerja") / "bawaan" / nama))
    return validate(model, read_yaml(bawaan), nama)


def _read(model: type[ModelT], jalur: Path, folder: Folder) -> ModelT:
    nama = check_dalam(jalur, folder.akar).relative_to(folder.akar).as_posix()
    return validate(model, read_yaml(jalur, nama), nama)
