"""The life of a job's process: whether it still lives, and the end of what it started.

A worker holds an operating-system lock in its job's staging folder for as long as it lives; that
of a dead process is free at once, on every system: a cell can end its own process with code 0.
Where the system has process groups a worker heads one of its own, so that no signal of its
notebook reaches the batch, and what its notebook started does not outlive it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

TENGGANG_DETIK: Final = 2.0
"""How long the lock must be free: the result of a worker that just ended may be on its way."""
_BERKAS_HIDUP: Final = "hidup.kunci"
_BERKAS_PROSES: Final = "proses"
_dipegang: list[FileLock] = []
_kepala: list[int] = []
"""This process, where it heads a group of its own."""


def lead_keluarga() -> None:
    """Make this worker the head of all that its job starts, apart from the batch."""
    if hasattr(os, "setsid"):
        with contextlib.suppress(OSError):  # it is one already
            os.setsid()
        if os.getpgrp() == os.getpid():
            _kepala[:] = [os.getpid()]


def end_turunan() -> None:
    """Ask everything that this worker's job started to end; the worker itself goes on."""
    if _kepala == [os.getpid()]:
        semula = signal.signal(signal.SIGTERM, signal.SIG_IGN)
        with contextlib.suppress(OSError):
            os.killpg(os.getpid(), signal.SIGTERM)
        signal.signal(signal.SIGTERM, semula)


def end_keluarga(giliran: Path) -> None:
    """Kill what is left of a job whose worker is gone, or must go."""
    with contextlib.suppress(OSError, ValueError):
        nomor = int((giliran / _BERKAS_PROSES).read_text(encoding="ascii"))
        if hasattr(os, "killpg") and nomor > 1:
            os.killpg(nomor, signal.SIGKILL)


def forget_hidup(giliran: Path) -> None:
    """Take away the signs of a worker that is gone: its job is given to another."""
    for nama in (_BERKAS_HIDUP, _BERKAS_PROSES):
        (giliran / nama).unlink(missing_ok=True)


def hold_hidup(giliran: Path) -> None:
    """Hold this process's sign of life in a job's staging until the process ends, or its next job.

    Where the file system has no locks there is no sign, and the time limit has to do.
    """
    _release()
    if _kepala == [os.getpid()]:
        (giliran / _BERKAS_PROSES).write_text(str(os.getpid()), encoding="ascii")
    jalur = giliran / _BERKAS_HIDUP
    gembok = FileLock(jalur)
    try:
        gembok.acquire()
    except (OSError, NotImplementedError):
        jalur.unlink(missing_ok=True)
        return
    _dipegang.append(gembok)


def _release() -> None:
    """Let go of the sign of the job before."""
    while _dipegang:
        _dipegang.pop().release()


class Pengawas:
    """Watches the signs of life of the running jobs."""

    def __init__(self) -> None:
        self._sejak: dict[Path, float] = {}

    def is_mati(self, giliran: Path) -> bool:
        """Tell whether the worker of a job was there and has been gone for a while."""
        if not _is_bebas(giliran / _BERKAS_HIDUP):
            self._sejak.pop(giliran, None)
            return False
        kini = time.monotonic()
        return kini - self._sejak.setdefault(giliran, kini) >= TENGGANG_DETIK


def _is_bebas(jalur: Path) -> bool:
    """Whether a sign was set and nobody holds it; a job that waits for its worker has none."""
    if not jalur.exists():
        return False
    gembok = FileLock(jalur, timeout=0)
    with contextlib.suppress(Timeout, OSError, NotImplementedError):
        gembok.acquire()
        gembok.release()
        return True
    return False
