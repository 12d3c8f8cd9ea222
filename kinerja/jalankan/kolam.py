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
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from concurrent.futures import TimeoutError as WaktuHabisError
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from pebble import ProcessExpired, ProcessPool

from kinerja.galat import LingkunganError
from kinerja.jalankan.hidup import Pengawas, hold_hidup
from kinerja.jalankan.langkah import read_langkah
from kinerja.jalankan.lingkungan import build_lingkungan, check_pustaka, write_lingkungan
from kinerja.jalankan.peluncur import BERKAS_PRABUAT, start_prabuat
from kinerja.jalankan.tugas import HasilTugas, Tugas

BATAS_DETIK: Final = 300.0
"""Time limit of one report."""
TUNGGU_HENTI_DETIK: Final = 10.0
"""How long running reports may still finish after Ctrl-C."""
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
    hold_hidup(tugas.giliran)
    check_pustaka()
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

    Raises:
        LingkunganError: where no worker can run on this machine.
    """
    antrean = list(reversed(daftar_tugas))
    berjalan: dict[Future[HasilTugas], Tugas] = {}
    pengawas = Pengawas()
    with _catch_henti() as henti, buka(singgahan, pekerja) as pelaksana:
        while (antrean and not henti.kali) or berjalan:
            while antrean and not henti.kali and len(berjalan) < pekerja:
                tugas = antrean.pop()
                mulai(tugas)
                masa_depan = _schedule(pelaksana, kerja, tugas, batas_detik)
                _cancel_bila_henti(masa_depan, henti)
                berjalan[masa_depan] = tugas
            wait(berjalan, timeout=_JEDA_DETIK, return_when=FIRST_COMPLETED)
            jadi = _list_jadi(berjalan, henti, pengawas, batas_detik)
            if henti.is_habis and not jadi:
                break
            for masa_depan, hasil in jadi:
                selesai(berjalan.pop(masa_depan), hasil)
        if henti.kali:
            pelaksana.stop()
        for tugas in (*berjalan.values(), *reversed(antrean)):
            selesai(tugas, HasilTugas(tugas.nama, is_dihentikan=True))
        return henti.kali > 0


def _list_jadi(
    berjalan: Mapping[Future[HasilTugas], Tugas],
    henti: _Henti,
    pengawas: Pengawas,
    batas_detik: float,
) -> list[tuple[Future[HasilTugas], HasilTugas]]:
    """List the jobs that are over: done, gone with their worker, or stopped before one took them.

    A job that no worker took yet when the user stops the run is not waited for.
    """
    jadi = []
    for masa_depan, tugas in berjalan.items():
        if masa_depan.done():
            jadi.append((masa_depan, _read_hasil(masa_depan, tugas, batas_detik)))
        elif henti.kali and not masa_depan.running():
            masa_depan.cancel()
            jadi.append((masa_depan, HasilTugas(tugas.nama, is_dihentikan=True)))
        elif pengawas.is_mati(tugas.giliran):
            jadi.append((masa_depan, _build_gagal(tugas, _describe_mati(0))))
    return jadi


def _schedule(
    pelaksana: Pelaksana, kerja: Kerja, tugas: Tugas, batas_detik: float
) -> Future[HasilTugas]:
    """Start a job; a pool whose processes cannot be started at all ends the run in words."""
    try:
        return pelaksana.schedule(kerja, args=(tugas,), timeout=batas_detik)
    except RuntimeError as galat:  # also BrokenProcessPool
        raise LingkunganError(
            "Proses laporan tidak dapat dijalankan",
            ditemukan=str(galat) or type(galat).__name__,
            saran="Periksa memori dan batas proses komputer ini, lalu jalankan lagi. Rincian: "
            f"outputs/.kinerja/singgahan/{BERKAS_PRABUAT}",
        ) from galat


def _cancel_bila_henti(masa_depan: Future[HasilTugas], henti: _Henti) -> None:
    """Take back a job given out while the user stopped the run: a pool takes seconds to start."""
    if henti.kali:
        masa_depan.cancel()


def _read_hasil(masa_depan: Future[Any], tugas: Tugas, batas_detik: float) -> HasilTugas:
    """Read a finished future; a worker that died or hung becomes a failed job with its cause."""
    try:
        hasil: HasilTugas = masa_depan.result()
    except CancelledError:
        return HasilTugas(tugas.nama, is_dihentikan=True)
    except LingkunganError:
        raise  # no report can be made on this machine
    except WaktuHabisError:
        sebab = f"Melewati batas waktu {batas_detik:.0f} detik dan dihentikan"
    except ProcessExpired as galat:
        sebab = _describe_mati(galat.exitcode)
    except Exception as galat:  # noqa: BLE001 - the other jobs go on
        sebab = f"Proses laporan gagal dijalankan ({type(galat).__name__}: {galat})"
    else:
        return hasil
    return _build_gagal(tugas, sebab)


def _build_gagal(tugas: Tugas, sebab: str) -> HasilTugas:
    """Build the result of a worker that gave none, with the step at which it stopped."""
    langkah = read_langkah(tugas.giliran, tugas.sumber)
    tempat = f" pada {langkah}" if langkah else ""
    return HasilTugas(tugas.nama, gagal=f"{sebab}{tempat}.")


def _describe_mati(kode: int | None) -> str:
    if kode is not None and -kode == getattr(signal, "SIGKILL", None):
        return "Proses laporan dimatikan sistem, biasanya karena kehabisan memori"
    keterangan = f"sinyal {-kode}" if kode is not None and kode < 0 else f"kode {kode}"
    return f"Proses laporan berhenti mendadak ({keterangan})"
