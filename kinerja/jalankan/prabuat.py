"""What every worker has loaded before its first job, so that a report costs no imports.

The preloading parent of the workers imports, and makes one report of a line, which fills the caches
of what is the same for every report. It neither compiles Typst nor draws nor starts a thread: that
would hang every child forked afterwards. `start_pekerja` runs in each worker.
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
import time
from typing import Final

from kinerja.ekspor.bentuk import DAFTAR_BENTUK
from kinerja.jalankan.hidup import lead_keluarga
from kinerja.jalankan.lingkungan import note_pustaka

DIMUAT: Final = (
    "kinerja.jalankan.kerja",
    "kinerja.laporan",
    *(bentuk.pengekspor.partition(":")[0] for bentuk in DAFTAR_BENTUK.values()),
    "seaborn",
    "matplotlib.backends.backend_svg",
    "typst",
    # What IPython imports only when a shell opens.
    "IPython.core.completerlib",
    "IPython.core.crashhandler",
    "IPython.core.logger",
    "IPython.core.magics",
)
"""The modules a report needs, which load all others."""
_BERAT: Final = ("rfc3987_syntax", "scipy")
"""What jsonschema and seaborn import where it is installed, for nothing that a report needs."""
_AMBANG_GC: Final = (100_000, 20, 20)


def _import() -> None:
    """Import all of `DIMUAT` without `_BERAT`, of which each takes a second."""
    semula = dict(sys.modules)
    for nama in _BERAT:
        sys.modules.setdefault(nama, None)  # type: ignore[arg-type]  # Python's way to say "absent"
    try:
        for nama in DIMUAT:
            importlib.import_module(nama)
        importlib.import_module("kinerja.jalankan.pemanas").heat()
    except Exception as galat:  # noqa: BLE001 - whatever a broken library raises
        note_pustaka(galat)
    for nama in _BERAT:
        if nama not in semula:
            del sys.modules[nama]


_import()
# What stands now stays: neither looked through again nor, by that, copied into each worker.
gc.collect()
gc.freeze()


def start_pekerja() -> None:
    """Make a worker quiet, killable and its own master; its environment is already set."""
    if hasattr(time, "tzset"):
        time.tzset()
    lead_keluarga()
    # A hanging C call never returns to a Python handler; the system's own ends it at once.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # One report and the process is gone: collecting often costs a fifth of it.
    gc.set_threshold(*_AMBANG_GC)
    hampa = os.open(os.devnull, os.O_RDWR)
    for nomor in range(3):
        os.dup2(hampa, nomor)
    os.close(hampa)
