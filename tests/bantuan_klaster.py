"""A Dask cluster of real processes on this machine, for tests."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kinerja.jalankan.tugas import HasilTugas, Tugas

AKAR = Path(__file__).resolve().parent.parent


@contextlib.contextmanager
def run_klaster(folder: Path, jumlah: int = 2) -> Iterator[str]:
    """Run a scheduler and workers of one job at a time; gives the scheduler's address."""
    with run_penjadwal(folder) as (alamat, _), contextlib.ExitStack() as tumpukan:
        for nomor in range(1, jumlah + 1):
            tumpukan.enter_context(run_pekerja(folder, f"w{nomor}"))
        wait_pekerja(alamat, jumlah)
        yield alamat


@contextlib.contextmanager
def run_penjadwal(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run a scheduler that writes `penjadwal.json`; gives its address and process."""
    import distributed

    berkas = str(folder / "penjadwal.json")
    pilihan = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", berkas)
    with _start(folder, "s", "dask_scheduler", *pilihan) as proses:
        with distributed.Client(scheduler_file=berkas, timeout=60, set_as_default=False) as klien:
            alamat = klien.scheduler.address
        yield alamat, proses


@contextlib.contextmanager
def run_pekerja(
    folder: Path, nama: str, *pilihan: str, jalur: Path = AKAR
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a worker of one job at a time that finds the kit in `jalur`."""
    umum = ("--scheduler-file", str(folder / "penjadwal.json"), "--no-dashboard", "--nthreads", "1")
    sendiri = ("--local-directory", str(folder / nama), *pilihan)
    with _start(folder, nama, "dask_worker", *umum, *sendiri, jalur=jalur) as proses:
        yield proses


def wait_pekerja(alamat: str, jumlah: int) -> list[str]:
    """Wait for workers; gives their addresses."""
    import distributed

    with distributed.Client(alamat, set_as_default=False) as klien:
        klien.wait_for_workers(jumlah, timeout=60)
        return list(klien.nthreads())


def break_kolam() -> None:
    """Break the pools of the worker that this runs in, as where one of their threads dies."""
    from pebble.pool.base_pool import PoolStatus

    from kinerja.jalankan import pekerja_klaster

    for satu in pekerja_klaster._kolam.values():
        satu.pelaksana._context.status = PoolStatus.ERROR


def refuse_tugas() -> None:
    """Let the worker that this runs in see the working folder no more."""
    from kinerja.jalankan import pekerja_klaster

    pekerja_klaster.SyaratPekerja.describe_beda = lambda _: "komputer-b tidak melihat folder kerja"


def refuse_kolam() -> None:
    """Let the worker that this runs in open no pool any more."""
    from kinerja.jalankan import pekerja_klaster

    def refuse(*_: object) -> None:
        raise OSError("tidak ada memori")

    break_kolam()
    pekerja_klaster.open_kolam = refuse


def hang(tugas: Tugas) -> HasilTugas:
    """Hang instead of a job, leaving the number of the process in its folder."""
    (tugas.folder_kerja / f"{os.getpid()}.pid").touch()
    time.sleep(100)
    return HasilTugas(tugas.nama)


def set_batas_dask(jumlah: int, dask_scheduler: Any) -> int:
    """Let the scheduler give up a job after so many lost workers; gives how many it was."""
    semula: int = dask_scheduler.allowed_failures
    dask_scheduler.allowed_failures = jumlah
    return semula


def count_tugas_dask(dask_scheduler: Any) -> int:
    """Count what the scheduler remembers."""
    return len(dask_scheduler.tasks)


@contextlib.contextmanager
def _start(
    folder: Path, nama: str, modul: str, *pilihan: str, jalur: Path = AKAR
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process of Dask that finds our own modules."""
    with (folder / f"{nama}.log").open("w") as catatan:
        proses = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{modul}", *pilihan],
            stdout=catatan,
            stderr=catatan,
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(jalur)},
        )
    try:
        yield proses
    finally:
        proses.terminate()
        try:
            proses.wait(timeout=30)
        except subprocess.TimeoutExpired:
            proses.kill()
