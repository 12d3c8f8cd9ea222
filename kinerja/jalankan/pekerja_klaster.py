"""What a worker of a Dask cluster does with a job: runs it in a fresh process of a pool of its own.

Every attempt stages in a folder of its own, so that one which the cluster runs twice cannot mix
with itself. Moves nothing into place: that is the parent's, which may be on another computer.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import platform
import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Final

from kinerja.berkas import compute_sha256
from kinerja.galat import LingkunganError
from kinerja.jalankan.henti import Henti
from kinerja.jalankan.kolam import run_kolam
from kinerja.jalankan.pelaksana import Kerja, Pelaksana, open_kolam
from kinerja.jalankan.sidik import build_versi, compute_sidik_program
from kinerja.jalankan.tugas import HasilTugas, Tugas

BERKAS_HENTI: Final = "henti"
"""File in a job's staging by which its parent says that nobody waits for it any more."""
_gembok: Final = threading.Lock()
_kolam: Final[list[Pelaksana]] = []


@dataclass(frozen=True, slots=True)
class SyaratPekerja:
    """What a worker must agree with: a file that its parent wrote, the kit, the libraries."""

    tanda: Path
    sha256: str
    singgahan: Path
    program: str = field(default_factory=compute_sidik_program)
    versi: dict[str, str] = field(default_factory=build_versi)

    def describe_beda(self) -> str:
        """Say why jobs cannot run here; empty where they can."""
        komputer = platform.node()
        if not self.tanda.is_file() or compute_sha256(self.tanda) != self.sha256:
            return f"{komputer} tidak melihat folder kerja yang sama di {self.tanda.parents[2]}"
        beda = [
            f"{nama} {build_versi().get(nama, '-')} (seharusnya {versi})"
            for nama, versi in self.versi.items()
            if build_versi().get(nama) != versi
        ]
        if beda:
            return f"{komputer} memakai pustaka lain: {', '.join(beda)}"
        if compute_sidik_program() != self.program:
            return f"{komputer} memakai program kinerja yang lain"
        return ""


def run_terpencil(
    tugas: Tugas, kerja: Kerja, batas_detik: float, syarat: SyaratPekerja
) -> tuple[str, HasilTugas]:
    """Run a job here; gives the name of its attempt's folder in the job's staging, and the result.

    Never raises: what is wrong with this computer fails the job in words, and no other.
    """
    beda = syarat.describe_beda()
    if beda:
        return "", HasilTugas(tugas.nama, gagal=f"Pekerja klaster {beda}.")
    usaha = replace(tugas, giliran=tugas.giliran / f"usaha-{uuid.uuid4().hex[:8]}")
    hasil: list[HasilTugas] = []
    try:
        usaha.giliran.mkdir()
        run_kolam(
            [usaha],
            singgahan=syarat.singgahan / platform.node(),
            mulai=lambda _: None,
            selesai=lambda _, jadi: hasil.append(jadi),
            pekerja=1,
            buka=_borrow_kolam,
            batas_detik=batas_detik,
            kerja=kerja,
            henti=_HentiTugas(tugas.giliran),
        )
    except (LingkunganError, OSError) as galat:
        pesan = galat.pesan if isinstance(galat, LingkunganError) else str(galat)
        hasil.append(HasilTugas(tugas.nama, gagal=f"Pekerja klaster {platform.node()}: {pesan}"))
    return usaha.giliran.name, hasil[0]


class _HentiTugas(Henti):
    """Stops a job whose parent says so, or whose staging is gone because its parent is."""

    def __init__(self, giliran: Path) -> None:
        super().__init__()
        self._giliran = giliran

    @property
    def kali(self) -> int:
        """Twice, so that nobody waits, as soon as the parent does not."""
        is_henti = not self._giliran.is_dir() or (self._giliran / BERKAS_HENTI).exists()
        return 2 if is_henti else 0


class _Pinjaman:
    """The pool of this worker on loan to one job: stopping ends that job alone."""

    def __init__(self, kolam: Pelaksana) -> None:
        self._kolam = kolam
        self._berjalan: list[Future[HasilTugas]] = []

    def schedule(
        self, function: Kerja, *, args: tuple[Tugas], timeout: float | None
    ) -> Future[HasilTugas]:
        """Start the job."""
        masa_depan = self._kolam.schedule(function, args=args, timeout=timeout)
        self._berjalan.append(masa_depan)
        return masa_depan

    def stop(self) -> None:
        """Kill the job's process."""
        for masa_depan in self._berjalan:
            masa_depan.cancel()


@contextlib.contextmanager
def _borrow_kolam(singgahan: Path, _: int) -> Iterator[Pelaksana]:
    with _gembok:
        if not _kolam:
            _kolam.append(_start_kolam(singgahan))
    yield _Pinjaman(_kolam[0])


def _start_kolam(singgahan: Path) -> Pelaksana:
    """Open the pool of this worker, for as long as the worker lives."""
    from distributed import get_worker

    # Dask marks its workers so that they may start no process; ours are the isolation of reports.
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]  # noqa: SLF001
    tumpukan = contextlib.ExitStack()
    # Before multiprocessing waits for its children, which is before anything at exit.
    Finalize(None, tumpukan.close, exitpriority=100)
    return tumpukan.enter_context(open_kolam(singgahan, get_worker().state.nthreads))
