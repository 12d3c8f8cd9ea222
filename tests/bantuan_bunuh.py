"""Command lines in forked children that are killed at a chosen call or after a chosen time.

One process imports everything once and forks for each run, so that a moment is one of the run
itself and never of its start. POSIX only.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

AKAR = Path(__file__).resolve().parent.parent
PELAYAN = """
import json, os, signal, sys, tempfile, time
import kinerja.contoh.buat, kinerja.data, kinerja.jalankan.pencatatan, kinerja.terima.jalan
from kinerja.cli.utama import run
from kinerja.register import simpanan

DISK = ("fsync", "replace", "rename", "link", "unlink")
SQL = ("BEGIN IMMEDIATE", "COMMIT")

def wrap(nomor, lapor):
    ke = 0
    def count(nama):
        nonlocal ke
        ke += 1
        if ke == 1:
            os.write(lapor, b"mulai ")
        if ke == nomor:
            os.write(lapor, nama.encode())
            os.kill(os.getpid(), signal.SIGKILL)
    def wrap_disk(nama, asli):
        def panggil(*args, **lain):
            count(nama)
            return asli(*args, **lain)
        return panggil
    for nama in DISK:
        setattr(os, nama, wrap_disk(nama, getattr(os, nama)))
    asli = simpanan.run_sql
    def run_sql(sambungan, perintah, nilai=()):
        if perintah in SQL:
            count(perintah)
        return asli(sambungan, perintah, nilai)
    simpanan.run_sql = run_sql

for baris in sys.stdin:
    pesan = json.loads(baris)
    baca, lapor = os.pipe()
    keluar = tempfile.TemporaryFile()
    anak = os.fork()
    if not anak:
        kosong = os.open(os.devnull, os.O_RDWR)
        for aliran, tujuan in enumerate((kosong, keluar.fileno(), kosong)):
            os.dup2(tujuan, aliran)
        wrap(pesan["nomor"], lapor)
        os._exit(run(pesan["perintah"]))
    os.close(lapor)
    isi = os.read(baca, 6)  # waits for the first writing call
    mulai = time.perf_counter()
    if pesan["tunda"]:
        time.sleep(pesan["tunda"])
        os.kill(anak, signal.SIGKILL)
    _, keadaan = os.waitpid(anak, 0)
    jawab = {
        "lama": time.perf_counter() - mulai,
        "is_mati": os.WIFSIGNALED(keadaan),
        "kode": os.waitstatus_to_exitcode(keadaan),
        "panggilan": (isi + os.read(baca, 99)).decode().removeprefix("mulai "),
    }
    os.close(baca)
    keluar.seek(0)
    jawab["keluar"] = keluar.read().decode()
    keluar.close()
    print(json.dumps(jawab), flush=True)
"""


@dataclass(frozen=True, slots=True)
class Akhir:
    """How a run ended: killed or with a code, before which call.

    `lama` are the seconds since its first writing call, `keluar` is what it had said.
    """

    is_mati: bool
    kode: int
    panggilan: str
    lama: float
    keluar: str


class Pembunuh:
    """Starts runs and kills them."""

    def __init__(self, proses: subprocess.Popen[str]) -> None:
        self._proses = proses

    def run(self, perintah: Sequence[str], *, nomor: int = 0, tunda: float = 0) -> Akhir:
        """Run a command line; it dies before its n-th writing call, or seconds after its first."""
        pesan: dict[str, Any] = {"perintah": list(perintah), "nomor": nomor, "tunda": tunda}
        assert self._proses.stdin is not None
        assert self._proses.stdout is not None
        self._proses.stdin.write(json.dumps(pesan) + "\n")
        self._proses.stdin.flush()
        return Akhir(**json.loads(self._proses.stdout.readline()))


@contextmanager
def start_pembunuh() -> Iterator[Pembunuh]:
    """Start the process that forks."""
    with subprocess.Popen(
        [sys.executable, "-c", PELAYAN],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(AKAR)},
        text=True,
    ) as proses:
        try:
            yield Pembunuh(proses)
        finally:
            proses.kill()
