"""Ctrl-C: remembered instead of raised, so that nothing is cut off in the middle of a file.

The first one asks to stop, a second one not to wait. Stops nothing by itself.
"""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Iterator
from typing import Final

TUNGGU_HENTI_DETIK: Final = 10.0
"""How long running reports may still finish after Ctrl-C."""


class Henti:
    """How often, and when first, the user asked to stop."""

    def __init__(self) -> None:
        self._kali = 0
        self._sejak = 0.0

    def __call__(self, *_: object) -> None:
        """Take a signal."""
        self._kali += 1
        self._sejak = self._sejak or time.monotonic()

    @property
    def kali(self) -> int:
        """How often."""
        return self._kali

    @property
    def is_habis(self) -> bool:
        """Whether the running reports had their time."""
        kali = self.kali
        return kali > 1 or (kali == 1 and time.monotonic() - self._sejak > TUNGGU_HENTI_DETIK)


@contextlib.contextmanager
def catch_henti() -> Iterator[Henti]:
    """Count Ctrl-C while this lasts; outside the main thread nothing can be caught."""
    henti = Henti()
    if threading.current_thread() is not threading.main_thread():
        yield henti
        return
    semula = signal.signal(signal.SIGINT, henti)
    try:
        yield henti
    finally:
        signal.signal(signal.SIGINT, semula)
