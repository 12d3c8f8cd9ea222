"""The pool of workers: one fresh process per report, a time limit each, and no job lost to another.

A killed or hanging worker costs its own job only and is named with its cause. Ctrl-C stops
starting and waits a little for the running ones; a second one kills. Knows nothing of reports
beyond their jobs, and moves no file.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from concurrent.futures import TimeoutError as WaktuHabisError
from contextlib import AbstractContextManager
from dataclasses import dataclass
from multiprocessing import forkserver
from pathlib import Path
from typing import Any, Final, Protocol

from pebble import ProcessExpired, ProcessPool

from kinerja.jalankan.langkah import read_langkah
from kinerja.jalankan.lingkungan import borrow_lingkungan, build_lingkungan, write_lingkungan
from kinerja.jalankan.tugas import HasilTugas, Tugas

BATAS_DETIK: Final = 300.0
"""Time limit of one report."""
TUNGGU_HENTI_DETIK: Final = 10.0
"""How long running reports may still finish after Ctrl-C."""
_PRABUAT: Final = "kinerja.jalankan.prabuat"
_JEDA_DETIK: Final = 0.1

Kerja = Callable[[Tugas], HasilTugas]


class Pelaksana(Protocol):
    """What runs a job and gives a future; `pebble.ProcessPool` is one."""

    def schedule(
        self, function: Kerja, *, args: tuple[Tugas], timeout: float | None
    ) -> Future[HasilTugas]:
        """Start a job."""

    def stop(self) -> None:
        """Kill what runs."""


BukaPelaksana = Callable[[Path, int], AbstractContextManager[Pelaksana]]


def count_pekerja(jumlah_tugas: int) -> int:
    """Count the workers worth having: no more than cores or jobs."""
    inti = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(inti or 1, jumlah_tugas))


def start_prabuat(singgahan: Path) -> None:
    """Start loading the workers' libraries in the background, where the system can fork."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        forkserver.set_forkserver_preload([_PRABUAT])
        with borrow_lingkungan(build_lingkungan(singgahan)):
            forkserver.ensure_running()


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


def _start_pekerja(lingkungan: dict[str, str]) -> None:
    # Before the libraries: matplotlib and numpy read the environment when they are imported.
    write_lingkungan(lingkungan)
    from kinerja.jalankan.prabuat import start_pekerja

    start_pekerja()


def _run_tugas(tugas: Tugas) -> HasilTugas:
    from kinerja.jalankan.kerja import run_tugas

    return run_tugas(tugas)


@dataclass
class _Henti:
    """How often, and when first, the user asked to stop."""

    kali: int = 0
    sejak: float = 0.0

    def __call__(self, *_: object) -> None:
        self.kali += 1
        self.sejak = self.sejak or time.monotonic()

    @property
    def is_habis(self) -> bool:
        """Whether the running reports had their time."""
        return self.kali > 1 or (
            self.kali == 1 and time.monotonic() - self.sejak > TUNGGU_HENTI_DETIK
        )


@contextlib.contextmanager
def _catch_henti() -> Iterator[_Henti]:
    henti = _Henti()
    if threading.current_thread() is not threading.main_thread():
        yield henti
        return
    semula = signal.signal(signal.SIGINT, henti)
    try:
        yield henti
    finally:
        signal.signal(signal.SIGINT, semula)


def run_kolam(  # noqa: PLR0913 - the parts of a run
    daftar_tugas: Sequence[Tugas],
    *,
    singgahan: Path,
    pekerja: int,
    mulai: Callable[[Tugas], None],
    selesai: Callable[[Tugas, HasilTugas], None],
    buka: BukaPelaksana = open_kolam,
    batas_detik: float = BATAS_DETIK,
    kerja: Kerja = _run_tugas,
) -> bool:
    """Run the jobs, telling `mulai` and `selesai` of each; True where the user stopped the run.

    `selesai` is called in this thread and is not interrupted by Ctrl-C.
    """
    antrean = list(reversed(daftar_tugas))
    berjalan: dict[Future[HasilTugas], Tugas] = {}
    with _catch_henti() as henti, buka(singgahan, pekerja) as pelaksana:
        while (antrean and not henti.kali) or berjalan:
            while antrean and not henti.kali and len(berjalan) < pekerja:
                tugas = antrean.pop()
                mulai(tugas)
                masa_depan = pelaksana.schedule(kerja, args=(tugas,), timeout=batas_detik)
                berjalan[masa_depan] = tugas
            jadi, _ = wait(berjalan, timeout=_JEDA_DETIK, return_when=FIRST_COMPLETED)
            if henti.is_habis and not jadi:
                break
            for masa_depan in [satu for satu in berjalan if satu in jadi]:
                tugas = berjalan.pop(masa_depan)
                selesai(tugas, _read_hasil(masa_depan, tugas, batas_detik))
        if henti.kali:
            pelaksana.stop()
        for tugas in (*berjalan.values(), *reversed(antrean)):
            selesai(tugas, HasilTugas(tugas.nama, is_dihentikan=True))
        return henti.kali > 0


def _read_hasil(masa_depan: Future[Any], tugas: Tugas, batas_detik: float) -> HasilTugas:
    """Read a finished future; a worker that died or hung becomes a failed job with its cause."""
    try:
        hasil: HasilTugas = masa_depan.result()
    except CancelledError:
        return HasilTugas(tugas.nama, is_dihentikan=True)
    except WaktuHabisError:
        sebab = f"Melewati batas waktu {batas_detik:.0f} detik dan dihentikan"
    except ProcessExpired as galat:
        sebab = _describe_mati(galat.exitcode)
    except Exception as galat:  # noqa: BLE001 - the other jobs go on
        sebab = f"Proses laporan gagal dijalankan ({type(galat).__name__}: {galat})"
    else:
        return hasil
    langkah = read_langkah(tugas.giliran, tugas.sumber)
    tempat = f" pada {langkah}" if langkah else ""
    return HasilTugas(tugas.nama, gagal=f"{sebab}{tempat}.")


def _describe_mati(kode: int | None) -> str:
    if kode is not None and -kode == getattr(signal, "SIGKILL", None):
        return "Proses laporan dimatikan sistem, biasanya karena kehabisan memori"
    keterangan = f"sinyal {-kode}" if kode is not None and kode < 0 else f"kode {kode}"
    return f"Proses laporan berhenti mendadak ({keterangan})"
