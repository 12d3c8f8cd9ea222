"""What the parent of a run read, handed to its workers: one reading for all reports of a period.

The parent writes data and figures into the run's staging folder; a job carries that file's path
and hash; in the worker `open_data` takes it from there instead of reading. Without a hand-over, or
for another folder, agency or period, inputs are read as ever. Says nothing of whether they changed
meanwhile: that is the parent's to ask before it promotes.
"""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kinerja.berkas import compute_sha256_isi, write_singgahan
from kinerja.data import DataLaporan, read_data
from kinerja.folder import Folder
from kinerja.galat import LaporanError
from kinerja.periode import Periode


@dataclass(frozen=True, slots=True)
class Bekal:
    """What is handed over: for which agency and period, in which file, with which SHA-256."""

    opd: str
    periode: str
    jalur: Path
    sha256: str


_dipegang: Final[ContextVar[Bekal | None]] = ContextVar("bekal", default=None)


def write_bekal(jalur: Path, data: DataLaporan) -> Bekal:
    """Write data for the workers, with every figure that more than one report needs.

    Raises:
        LaporanError: where the file cannot be written.
    """
    data.compute_semua()
    isi = pickle.dumps(data, protocol=pickle.HIGHEST_PROTOCOL)
    write_singgahan(jalur, isi)
    return Bekal(data.masukan.opd, data.masukan.periode.slug, jalur, compute_sha256_isi(isi))


@contextlib.contextmanager
def hold_bekal(bekal: Bekal | None) -> Iterator[None]:
    """Hold a hand-over ready for what opens a report within."""
    tanda = _dipegang.set(bekal)
    try:
        yield
    finally:
        _dipegang.reset(tanda)


def open_data(folder: Folder, opd: str, periode: Periode) -> DataLaporan:
    """Take what was handed over for this folder, agency and period; else read it.

    Raises:
        LaporanError: where the hand-over is not what the parent wrote.
        KinerjaError: as `read_data` does.
    """
    bekal = _dipegang.get()
    if bekal is not None and (bekal.opd, bekal.periode) == (opd, periode.slug):
        data = _read_bekal(bekal)
        if data.folder == folder:
            return data
    return read_data(folder, opd, periode)


def _read_bekal(bekal: Bekal) -> DataLaporan:
    """Unpack a hand-over; its hash comes from the parent, so nothing foreign is unpacked."""
    try:
        isi = bekal.jalur.read_bytes()
    except OSError as galat:
        raise _build_galat(bekal, galat.strerror or type(galat).__name__) from galat
    if compute_sha256_isi(isi) != bekal.sha256:
        raise _build_galat(bekal, "isinya lain daripada yang ditulis proses induk")
    data: DataLaporan = pickle.loads(isi)  # noqa: S301 - the very bytes that our parent wrote
    return data


def _build_galat(bekal: Bekal, sebab: str) -> LaporanError:
    return LaporanError(
        "Data yang disiapkan untuk laporan ini tidak dapat dipakai",
        tempat=bekal.jalur.name,
        ditemukan=sebab,
        saran="Jalankan lagi; datanya dibaca ulang.",
    )
