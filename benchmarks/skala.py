"""A whole regency in one command: cost for each report, workers, memory, and a run without change.

Uses `kinerja contoh --opd N` and `kinerja batch --semua`, each in a fresh folder and from a cold
start, as a user would.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from ukur import Ukuran, run_python

BATCH = ("kinerja.cli", "batch", "--semua", "--folder")


def count_laporan(folder: Path) -> int:
    """Count the reports that stand in a folder, by its manifests; a refused one has no files."""
    return sum(
        bool(tugas["keluaran"])
        for jalur in folder.glob("outputs/*/*/manifes.json")
        for tugas in json.loads(jalur.read_text(encoding="utf-8"))["tugas"].values()
    )


def run_batch(akar: Path, opd: int, pekerja: int) -> tuple[dict[str, object], Ukuran]:
    """Make a regency's reports; gives what it took, and what doing it again took."""
    folder = akar / f"opd-{opd}-{pekerja}"
    run_python("kinerja.cli", "contoh", str(folder), "--opd", str(opd), folder=akar)
    ukuran = run_python(*BATCH, str(folder), "--pekerja", str(pekerja), folder=akar)
    tetap = run_python(*BATCH, str(folder), "--pekerja", str(pekerja), folder=akar)
    jumlah = count_laporan(folder)
    per_laporan = {
        "detik_per_laporan": ukuran.detik / jumlah,
        "prosesor_per_laporan": None if ukuran.prosesor is None else ukuran.prosesor / jumlah,
    }
    isi = {"opd": opd, "laporan": jumlah, "pekerja": pekerja} | asdict(ukuran) | per_laporan
    return isi | {"tanpa_perubahan_detik": tetap.detik}, tetap


def run(daftar_opd: Iterable[int]) -> list[dict[str, object]]:
    """Measure regencies of these sizes with two workers, the smallest also with one."""
    besar = sorted(set(daftar_opd))
    with tempfile.TemporaryDirectory() as akar:
        susunan = [(besar[0], 1), *((satu, 2) for satu in besar)]
        return [run_batch(Path(akar), opd, pekerja)[0] for opd, pekerja in susunan]
