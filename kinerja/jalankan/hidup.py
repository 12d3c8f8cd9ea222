"""Tells that a worker is gone although nobody said so: a cell can end its own process with code 0.

A worker holds an operating-system lock in its job's staging folder for as long as it lives; that
of a dead process is free at once, on every system. Kills nothing.
"""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

TENGGANG_DETIK: Final = 2.0
"""How long the lock must be free: the result of a worker that just ended may be on its way."""
_BERKAS_HIDUP: Final = "hidup.kunci"
_dipegang: list[FileLock] = []


def hold_hidup(giliran: Path) -> None:
    """Hold this process's sign of life in a job's staging until the process ends, or its next job.

    Where the file system has no locks there is no sign, and the time limit has to do.
    """
    _release()
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
