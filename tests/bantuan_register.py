"""What the tests of the register share: a folder, a filled register, and hands that damage it."""

from __future__ import annotations

import contextlib
import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import kinerja
from kinerja.folder import Folder
from kinerja.register import Catatan, Peristiwa, check_register, jurnal, open_register
from kinerja.register.simpanan import DAFTAR_DDL

OPD = "bpkd"
WAKTU = datetime(2026, 7, 8, 9, 30, tzinfo=UTC)
LINGKUNGAN = os.environ | {"PYTHONPATH": str(Path(kinerja.__file__).parents[1])}
PYTHON = sys.executable


def build_folder(akar: Path) -> Folder:
    """Build an empty working folder with one agency."""
    (akar / "parameters" / OPD).mkdir(parents=True)
    (akar / "parameters" / OPD / "instansi.yaml").write_text("nama: uji\n")
    (akar / "data" / OPD).mkdir(parents=True)
    return Folder(akar)


def build_catatan(nomor: int) -> Catatan:
    """Build an event that can be told from others."""
    return Catatan("uji", {"ke": nomor, "teks": f"baris {nomor} é\n"}, "2026-tw2", waktu=WAKTU)


def fill_register(folder: Folder, jumlah: int = 6) -> tuple[Peristiwa, ...]:
    """Append single events and, at the end, one commit of two."""
    with open_register(folder, OPD, is_tulis=True) as register:
        for nomor in range(1, jumlah - 1):
            register.append_semua([build_catatan(nomor)])
        register.append_semua([build_catatan(jumlah - 1), build_catatan(jumlah)])
    return list_peristiwa(folder)


def list_peristiwa(folder: Folder) -> tuple[Peristiwa, ...]:
    """List all events."""
    with open_register(folder, OPD) as register:
        return register.list_peristiwa()


def sqlite_di(folder: Folder) -> Path:
    """The path of the SQLite file."""
    return folder.data(OPD) / "register.sqlite"


def jurnal_di(folder: Folder) -> Path:
    """The path of the mirror."""
    return folder.data(OPD) / "jurnal.jsonl"


def set_jangkar(folder: Folder, kepala: str = "") -> None:
    """Let the note of the head name an earlier event, as a crash leaves it, or take it away."""
    jalur = folder.data(OPD) / "terima" / "kepala.txt"
    if kepala:
        jalur.write_text(f"{kepala}\n")
    else:
        jalur.unlink()


@contextlib.contextmanager
def open_paksa(folder: Folder) -> Iterator[sqlite3.Connection]:
    """Open the file as someone who means harm: guards off, and on again at the end."""
    sambungan = sqlite3.connect(sqlite_di(folder), isolation_level=None)
    with contextlib.closing(sambungan):
        for nama in ("tetap", "kekal", "urut"):
            sambungan.execute(f"DROP TRIGGER peristiwa_{nama}")
        yield sambungan
        for perintah in DAFTAR_DDL:
            if perintah.startswith("CREATE TRIGGER"):
                sambungan.execute(perintah)


def write_manifes(folder: Folder, kepala: str) -> None:
    """Write a manifest that names a head."""
    jalur = folder.akar / "outputs" / OPD / "2026-tw2" / "manifes.json"
    jalur.parent.mkdir(parents=True, exist_ok=True)
    jalur.write_text(json.dumps({"kepala_register": kepala}))


def run_pembunuhan(folder: Folder, jumlah: int, benih: int, kode: str, lama: float = 0.25) -> int:
    """Kill a child that appends, again and again; give how many events were acknowledged.

    The child runs `kode`: it says `siap` and then the number of each event that it was given back.
    """
    print(f"benih {benih}")  # noqa: T201 - to repeat a failure
    acak = random.Random(benih)  # noqa: S311 - moments of death, not a secret
    diakui = 0
    for ke in range(jumlah):
        with subprocess.Popen(
            [PYTHON, "-c", kode, str(folder.akar)], stdout=subprocess.PIPE, env=LINGKUNGAN
        ) as proses:
            assert proses.stdout is not None
            assert proses.stdout.readline() == b"siap\n"
            time.sleep(acak.uniform(0, lama))
            proses.kill()
            baris = proses.stdout.read().splitlines(keepends=True)
        diakui = max([diakui, *(int(satu) for satu in baris if satu.endswith(b"\n"))])
        check_register(folder, OPD)
        daftar = list_peristiwa(folder)
        assert len(daftar) >= diakui, (benih, ke)
        assert not daftar or daftar[-1].sisa == 0, (benih, ke)
        with open_register(folder, OPD, is_tulis=True):
            pass
        assert jurnal_di(folder).read_bytes() == jurnal.format_daftar(daftar), (benih, ke)
    return diakui
