"""Measuring a command with all that it starts: seconds, processor seconds, the largest process.

On Linux orphans come back to the measuring process (the kit's workers are children of one that
outlives their starter), so that none is missed; elsewhere processor time and the peak are left out.
Run as a program: `python benchmarks/ukur.py PERINTAH …` prints the figures as JSON.
"""

from __future__ import annotations

import contextlib
import ctypes
import itertools
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

AKAR = Path(__file__).resolve().parent.parent
_PR_SET_CHILD_SUBREAPER = 36
_BERHASIL = (0, 2)
"""Exit codes of a run that made what it could; 2 says that an input was refused."""
_JEDA_DETIK = 0.5


@dataclass(frozen=True)
class Ukuran:
    """What a run took; `puncak_mb` is of its largest process, shared pages included."""

    detik: float
    prosesor: float | None = None
    puncak_mb: float | None = None
    memori_mb: tuple[float, ...] = ()
    """The largest process seen in each quarter of the time, so that growth shows."""


def build_lingkungan() -> dict[str, str]:
    """Build the environment in which this very package is the one that runs."""
    return os.environ | {"PYTHONPATH": str(AKAR), "PYTHONDONTWRITEBYTECODE": ""}


def run_terukur(*perintah: str, folder: Path) -> Ukuran:
    """Run a command and everything that it starts to the end; what it prints is thrown away.

    Raises:
        RuntimeError: with the end of what it complained of, where it fails.
    """
    jadi = subprocess.run(
        [sys.executable, __file__, *perintah],
        cwd=folder,
        env=build_lingkungan(),
        capture_output=True,
        text=True,
        check=False,
    )
    if jadi.returncode not in _BERHASIL:
        pesan = f"{' '.join(perintah)}: {jadi.stderr[-2000:]}"
        raise RuntimeError(pesan)
    isi = json.loads(jadi.stdout)
    return Ukuran(**isi | {"memori_mb": tuple(isi["memori_mb"])})


def run_python(*modul: str, folder: Path) -> Ukuran:
    """Run a module of this Python as `run_terukur` does."""
    return run_terukur(sys.executable, "-m", *modul, folder=folder)


def measure_prosesor(fungsi: Callable[[], object], ulang: int) -> float:
    """Give the median of the processor seconds that a call takes in this process."""
    hasil = []
    for _ in range(ulang):
        mulai = time.process_time()
        fungsi()
        hasil.append(time.process_time() - mulai)
    return statistics.median(hasil)


def median(daftar: Sequence[float]) -> float:
    """Give the middle one of what was measured."""
    return statistics.median(daftar)


def _run(perintah: list[str]) -> int:
    is_linux = sys.platform == "linux"
    if is_linux:
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    mulai = time.perf_counter()
    proses = subprocess.Popen(perintah, stdout=subprocess.DEVNULL)
    memori = []
    while proses.poll() is None:
        memori.append(_read_memori())
        with contextlib.suppress(subprocess.TimeoutExpired):
            proses.wait(_JEDA_DETIK)
    detik = time.perf_counter() - mulai
    perempat = divide_memori(memori)
    if not is_linux:
        print(json.dumps(asdict(Ukuran(detik, memori_mb=perempat))))
        return proses.returncode
    import resource

    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    pakai = resource.getrusage(resource.RUSAGE_CHILDREN)
    prosesor = pakai.ru_utime + pakai.ru_stime
    print(json.dumps(asdict(Ukuran(detik, prosesor, pakai.ru_maxrss / 1024, perempat))))
    return proses.returncode


def _read_memori() -> float:
    """Read how large the largest process below this one is just now, in MB."""
    terbesar = 0
    for satu in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            terbesar = max(terbesar, satu.memory_info().rss)
    return terbesar / 2**20


def divide_memori(memori: Sequence[float]) -> tuple[float, ...]:
    """Give the largest value of each quarter; nothing where there are fewer than four.

    >>> divide_memori([1, 5, 2, 2, 3, 1, 4, 4])
    (5, 2, 3, 4)
    """
    batas = [len(memori) * bagian // 4 for bagian in range(5)]
    if len(memori) < 4:
        return ()
    return tuple(max(memori[awal:akhir]) for awal, akhir in itertools.pairwise(batas))


if __name__ == "__main__":
    sys.exit(_run(sys.argv[1:]))
