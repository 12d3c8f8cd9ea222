"""What the tests of the register share: a folder, a filled register, and hands that damage it."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import kinerja
from kinerja.folder import Folder
from kinerja.register import Catatan, Peristiwa, open_register
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
