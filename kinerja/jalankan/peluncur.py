"""Starts the process that workers are forked from, with their libraries loaded.

It ignores Ctrl-C, which a terminal sends to everybody and only the parent answers, and complains
into a file. Runs no job.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from multiprocessing import forkserver
from pathlib import Path
from typing import Final

from kinerja.jalankan.lingkungan import borrow_lingkungan, build_lingkungan

BERKAS_PRABUAT: Final = "prabuat.txt"
"""File among the caches for what starting workers complain of."""
_PRABUAT: Final = "kinerja.jalankan.prabuat"


def start_prabuat(singgahan: Path) -> None:
    """Start loading the workers' libraries in the background, where the system can fork."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        forkserver.set_forkserver_preload([_PRABUAT])
        lingkungan = build_lingkungan(singgahan)
        galat = singgahan / BERKAS_PRABUAT
        with borrow_lingkungan(lingkungan), _ignore_henti(), _borrow_galat(galat):
            forkserver.ensure_running()


@contextlib.contextmanager
def _borrow_galat(jalur: Path) -> Iterator[None]:
    """Let a process start whose complaints go to a file.

    Workers cut off while they start are none of the user's business; the rest can be read there.
    """
    semula = os.dup(2)
    tujuan = os.open(jalur, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o644)
    os.dup2(tujuan, 2)
    os.close(tujuan)
    try:
        yield
    finally:
        os.dup2(semula, 2)
        os.close(semula)


@contextlib.contextmanager
def _ignore_henti() -> Iterator[None]:
    """Let a process start that ignores Ctrl-C: a terminal sends it to all, we alone answer it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    semula = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, semula)
