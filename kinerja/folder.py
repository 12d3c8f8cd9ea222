"""The working folder: where parameters, data, notebooks and outputs of the agencies stand.

It is the nearest parent holding `parameters/`, so that a notebook opened in `notebooks/` finds
it. Builds and checks paths; reads no file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kinerja.galat import ParameterError
from kinerja.periode import Periode

_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,40}\Z", re.ASCII)
_ISIAN: Final = re.compile(r"/tw[1-4]/(?P<unit>[^/]+)\.xlsx\Z", re.ASCII)
_NAMA_PERANGKAT: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\Z", re.ASCII)

PEMDA: Final = "pemda"
"""The name under which the regency's own report stands among the agencies; none may have it."""


def check_slug(slug: str, arti: str = "Nama") -> str:
    """Give the slug back, or refuse one that could not be a file name on every system.

    >>> check_slug("bidang-anggaran")
    'bidang-anggaran'

    Raises:
        ParameterError: for anything but a-z, 0-9 and hyphens, and for Windows device names.
    """
    if not isinstance(slug, str) or not _SLUG.match(slug) or _NAMA_PERANGKAT.match(slug):
        raise ParameterError(
            f"{arti} tidak sah",
            ditemukan=repr(slug),
            saran="Pakai huruf kecil, angka dan tanda hubung saja, mis. bidang-anggaran.",
        )
    return slug


def check_dalam(jalur: Path, akar: Path) -> Path:
    """Give the path back, or refuse one that a link leads out of the working folder.

    Raises:
        ParameterError: naming the path; links within the folder are followed.
    """
    try:
        is_dalam = jalur.resolve().is_relative_to(akar.resolve())
    except (OSError, RuntimeError):  # a link that leads back to itself
        is_dalam = False
    if not is_dalam:
        raise ParameterError(
            "Tautan ke luar folder kerja tidak diikuti",
            tempat=jalur.relative_to(akar).as_posix(),
            saran="Ganti tautan itu dengan berkas atau foldernya sendiri.",
        )
    return jalur


def build_folder_triwulan(folder_data: Path, periode: Periode) -> Path:
    """`data/<opd>/<tahun>/tw<k>`: where the inputs of a quarter stand.

    >>> build_folder_triwulan(Path("data/bpkd"), Periode(2026, 2)).as_posix()
    'data/bpkd/2026/tw2'
    """
    return folder_data / str(periode.tahun) / f"tw{periode.triwulan}"


def build_jalur_isian(folder_data: Path, periode: Periode, unit: str) -> Path:
    """`data/<opd>/<tahun>/tw<k>/<unit>.xlsx`: the working copy of a unit's form."""
    return build_folder_triwulan(folder_data, periode) / f"{unit}.xlsx"


def is_isian_unit_lain(nama: str, unit: str) -> bool:
    """Tell by its path whether a file is the form of another unit than this one.

    >>> is_isian_unit_lain("data/bpkd/2026/tw2/ppkd.xlsx", "sekretariat")
    True
    >>> is_isian_unit_lain("data/bpkd/2026/rencana.xlsx", "sekretariat")
    False
    """
    cocok = _ISIAN.search(nama)
    return cocok is not None and cocok["unit"] != unit


@dataclass(frozen=True, slots=True)
class Folder:
    """A working folder; every path the kit uses is built here, from checked names only."""

    akar: Path

    def parameter(self, opd: str) -> Path:
        """`parameters/<opd>`."""
        return check_dalam(self.akar / "parameters" / check_slug(opd, "Nama OPD"), self.akar)

    def data(self, opd: str) -> Path:
        """`data/<opd>`."""
        return check_dalam(self.akar / "data" / check_slug(opd, "Nama OPD"), self.akar)

    def hasil(self, opd: str) -> Path:
        """`outputs/<opd>`."""
        return check_dalam(self.akar / "outputs" / check_slug(opd, "Nama OPD"), self.akar)

    def keluaran(self, opd: str, periode: Periode) -> Path:
        """`outputs/<opd>/<periode>`."""
        return check_dalam(self.hasil(opd) / periode.slug, self.akar)

    @property
    def kit(self) -> Path:
        """`outputs/.kinerja`: staging, locks and caches."""
        return check_dalam(self.akar / "outputs" / ".kinerja", self.akar)

    def notebook(self, nama: str) -> Path:
        """`notebooks/<nama>.ipynb` of this folder."""
        return self.akar / "notebooks" / f"{nama}.ipynb"

    @property
    def daftar_opd(self) -> tuple[str, ...]:
        """The agencies that have parameters here, in alphabetical order."""
        induk = self.akar / "parameters"
        return tuple(
            sorted(anak.name for anak in induk.iterdir() if (anak / "instansi.yaml").is_file())
        )


def find_folder(mulai: Path | None = None) -> Folder:
    """Find the nearest parent of `mulai` (or the current folder) that holds `parameters/`.

    Raises:
        ParameterError: where none does, saying how to make one.
    """
    awal = (mulai or Path.cwd()).resolve()
    for calon in (awal, *awal.parents):
        if (calon / "parameters").is_dir():
            return Folder(calon)
    raise ParameterError(
        "Folder kerja tidak ditemukan",
        tempat=str(awal),
        diharapkan="folder yang memuat parameters/",
        saran="Pindah ke folder kerja Anda, atau buat satu dengan: kinerja contoh NAMA-FOLDER",
    )
