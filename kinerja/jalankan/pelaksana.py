"""What runs jobs: the seam between a run and its workers, and the pool of this machine behind it.

One fresh process per report, so that nothing leaks from one into the next. Knows a job's limits;
does not choose jobs and judges no result.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self

from pebble import ProcessPool

from kinerja.jalankan.batas import BATAS_MEMORI_MB, describe_memori, hold_memori
from kinerja.jalankan.hidup import end_turunan, hold_hidup
from kinerja.jalankan.lingkungan import build_lingkungan, check_pustaka, write_lingkungan
from kinerja.jalankan.peluncur import start_prabuat
from kinerja.jalankan.tugas import HasilTugas, Tugas

Kerja = Callable[[Tugas], HasilTugas]
_BUKA_LAGI: Final = 20
"""So often may a whole pool break down in one run before nobody tries any more."""


class Pelaksana(Protocol):
    """What runs a job and gives a future; `pebble.ProcessPool` is one."""

    def schedule(
        self, function: Kerja, *, args: tuple[Tugas], timeout: float | None
    ) -> Future[HasilTugas]:
        """Start a job."""

    def stop(self) -> None:
        """Kill what runs."""


BukaPelaksana = Callable[[Path, int], AbstractContextManager[Pelaksana]]


def count_pekerja(jumlah_tugas: int | None = None) -> int:
    """Count the workers worth having: no more than cores, nor than jobs where that is known."""
    inti = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(inti or 1, inti or 1 if jumlah_tugas is None else jumlah_tugas))


@contextlib.contextmanager
def open_kolam(singgahan: Path, pekerja: int) -> Iterator[Pelaksana]:
    """Open the pool; one worker more than jobs at a time, so that a fresh one is always ready."""
    start_prabuat(singgahan)
    cara = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    kolam = ProcessPool(
        max_workers=pekerja + 1,
        max_tasks=1,
        initializer=_start_pekerja,
        initargs=(build_lingkungan(singgahan),),
        context=multiprocessing.get_context(cara),
    )
    try:
        yield kolam
    finally:
        kolam.stop()
        kolam.join()


class KolamTahan:
    """A pool that is opened anew where it broke down with the process its workers come from."""

    def __init__(self, buka: Callable[[], AbstractContextManager[Pelaksana]]) -> None:
        self._buka = buka
        self._sisa = _BUKA_LAGI
        self._tumpukan = contextlib.ExitStack()
        self._pelaksana = self._tumpukan.enter_context(buka())

    def __enter__(self) -> Self:
        """Give it, open."""
        return self

    def __exit__(
        self,
        jenis: type[BaseException] | None,
        nilai: BaseException | None,
        jejak: TracebackType | None,
    ) -> None:
        """Close it, letting it know what it broke down with."""
        self._tumpukan.__exit__(jenis, nilai, jejak)

    def schedule(
        self, function: Kerja, *, args: tuple[Tugas], timeout: float | None
    ) -> Future[HasilTugas]:
        """Start a job.

        Raises:
            RuntimeError: where the pool broke down once too often.
        """
        try:
            return self._pelaksana.schedule(function, args=args, timeout=timeout)
        except RuntimeError as galat:
            if not self._sisa:
                raise
            self.__exit__(type(galat), galat, galat.__traceback__)
        self._sisa -= 1
        self._pelaksana = self._tumpukan.enter_context(self._buka())
        return self._pelaksana.schedule(function, args=args, timeout=timeout)

    def stop(self) -> None:
        """Kill what runs."""
        self._pelaksana.stop()


def _start_pekerja(lingkungan: dict[str, str]) -> None:
    # Before the libraries: matplotlib and numpy read the environment when they are imported.
    write_lingkungan(lingkungan)
    from kinerja.jalankan.prabuat import start_pekerja

    start_pekerja()


def run_di_pekerja(tugas: Tugas, memori_mb: int = BATAS_MEMORI_MB) -> HasilTugas:
    """Run a job in this worker, which shows that it lives for as long as it does."""
    hold_hidup(tugas.giliran)
    check_pustaka()
    from kinerja.jalankan.kerja import run_tugas

    try:
        with hold_memori(memori_mb):
            return describe_memori(run_tugas(tugas), memori_mb)
    finally:
        end_turunan()
