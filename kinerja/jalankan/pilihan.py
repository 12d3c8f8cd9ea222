"""What is asked of a run: agency, period and formats, the options of the command, the tools.

Checked when it is put together, before anything is read. Does nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kinerja.ekspor.bentuk import BENTUK_BAWAAN, BENTUK_OPD, Bentuk
from kinerja.folder import Folder
from kinerja.galat import ParameterError
from kinerja.jalankan.batas import Batas
from kinerja.jalankan.pelaksana import BukaPelaksana, open_kolam
from kinerja.jalankan.potret import ListJalur, list_jalur_masukan
from kinerja.jalankan.rancang import Jenis
from kinerja.periode import Periode

if TYPE_CHECKING:
    from kinerja.bekal import Bekal
    from kinerja.data import DataLaporan

DAFTAR_MESIN: Final = ("kinerja", "kernel")


def _read_data(folder: Folder, opd: str, periode: Periode) -> DataLaporan:
    from kinerja.data import read_data

    return read_data(folder, opd, periode)


def _write_bekal(jalur: Path, data: DataLaporan) -> Bekal | None:
    from kinerja.bekal import write_bekal

    return write_bekal(jalur, data)


@dataclass(frozen=True, slots=True)
class Perkakas:
    """What a run works with; tests put in their own reader, exporters and pool."""

    read_data: Callable[[Folder, str, Periode], DataLaporan] = _read_data
    write_bekal: Callable[[Path, DataLaporan], Bekal | None] = _write_bekal
    daftar_bentuk: Mapping[str, Bentuk] = field(default_factory=lambda: BENTUK_OPD)
    buka: BukaPelaksana = open_kolam
    list_jalur: ListJalur = list_jalur_masukan


@dataclass(frozen=True, slots=True)
class Permintaan:
    """The reports of one agency and period in these formats; without kinds named, all of them."""

    opd: str
    periode: Periode
    bentuk: tuple[str, ...] = BENTUK_BAWAAN
    daftar_jenis: tuple[Jenis, ...] = ()
    is_sudah: bool = False
    """Whether the batch that is taken up again made it: then nobody makes it anew by force."""


@dataclass(frozen=True, slots=True)
class Pilihan:
    """How a run works, whatever it makes.

    `paksa` makes also what did not change; `mesin` is `kinerja` (in the worker) or `kernel`
    (papermill's own); `pekerja` reports at a time, by default as many as cores; `oleh` who
    declares to have made them. With `ingat` a period is not read where its files are as they were
    when it was last made; with `teliti` that is told by their content and not by size and time.
    """

    paksa: bool = False
    mesin: str = "kinerja"
    pekerja: int | None = None
    oleh: str = ""
    ingat: bool = False
    teliti: bool = False
    batas: Batas = field(default_factory=Batas)

    def __post_init__(self) -> None:
        """Refuse an unknown engine and a number of workers that is none."""
        if self.mesin not in DAFTAR_MESIN:
            raise ParameterError(
                "Mesin tidak dikenal",
                ditemukan=repr(self.mesin),
                diharapkan=" atau ".join(DAFTAR_MESIN),
            )
        if self.pekerja is not None and self.pekerja < 1:
            raise ParameterError(
                "Jumlah pekerja tidak sah", ditemukan=str(self.pekerja), diharapkan="1 atau lebih"
            )
