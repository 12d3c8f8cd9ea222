"""Processes that tests look after."""

from __future__ import annotations

import time
from collections.abc import Callable

import psutil


def is_hidup(pid: int) -> bool:
    """Tell whether a process still runs; what nobody has buried yet does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def wait_until(is_benar: Callable[[], object], detik: float = 40) -> None:
    """Wait until something is true."""
    batas = time.monotonic() + detik
    while not is_benar():
        assert time.monotonic() < batas
        time.sleep(0.05)
