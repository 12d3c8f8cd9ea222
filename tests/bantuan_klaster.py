"""A Dask cluster of real processes on this machine, for tests."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

AKAR = Path(__file__).resolve().parent.parent


@contextlib.contextmanager
def run_klaster(folder: Path) -> Iterator[str]:
    """Run a scheduler and two workers of one job at a time; gives the scheduler's address."""
    import distributed

    berkas = folder / "penjadwal.json"
    umum = ("--scheduler-file", str(berkas), "--no-dashboard")
    proses = [_start(folder, "s", "dask_scheduler", "--host", "127.0.0.1", "--port", "0", *umum)]
    for nomor in (1, 2):
        sendiri = ("--nthreads", "1", "--local-directory", str(folder / f"w{nomor}"))
        proses.append(_start(folder, f"w{nomor}", "dask_worker", *sendiri, *umum))
    try:
        with distributed.Client(scheduler_file=str(berkas), timeout=60, set_as_default=False) as k:
            k.wait_for_workers(2, timeout=60)
            alamat = k.scheduler.address
        yield alamat
    finally:
        for satu in reversed(proses):
            satu.terminate()
        for satu in proses:
            satu.wait(timeout=30)


def _start(folder: Path, nama: str, modul: str, *pilihan: str) -> subprocess.Popen[bytes]:
    """Start a process of Dask that finds our own modules."""
    with (folder / f"{nama}.log").open("w") as catatan:
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{modul}", *pilihan],
            stdout=catatan,
            stderr=catatan,
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(AKAR)},
        )
