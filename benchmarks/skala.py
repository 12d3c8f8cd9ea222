"""A whole regency in one command: cost for each report, workers, memory, and a run without change.

Uses `kinerja contoh --opd N` and `kinerja batch --semua`, each in a fresh folder and from a cold
start, as a user would.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from ukur import run_python

BATCH = ("kinerja.cli", "batch", "--semua", "--folder")


def count_laporan(folder: Path) -> int:
    """Count the reports that stand in a folder, by its manifests; a refused one has no files."""
    return sum(
        bool(tugas["keluaran"])
        for jalur in folder.glob("outputs/*/*/manifes.json")
        for tugas in json.loads(jalur.read_text(encoding="utf-8"))["tugas"].values()
    )


@dataclass(frozen=True)
class Susunan:
    """A batch to measure; without periods all of the year."""

    opd: int
    pekerja: int = 2
    periode: tuple[str, ...] = ()


KECIL = (Susunan(2, periode=("2025-tw1",)), Susunan(4, pekerja=1), Susunan(4))
"""Measured besides the regency asked for: ten reports, and a hundred, these also by one worker."""


def run_batch(akar: Path, susunan: Susunan) -> dict[str, object]:
    """Make a regency's reports; gives what it took, and what doing it again took."""
    folder = akar / f"opd-{susunan.opd}-{susunan.pekerja}-{len(susunan.periode)}"
    run_python("kinerja.cli", "contoh", str(folder), "--opd", str(susunan.opd), folder=akar)
    perintah = (*BATCH, str(folder), "--pekerja", str(susunan.pekerja), *susunan.periode)
    ukuran = run_python(*perintah, folder=akar)
    tetap = run_python(*perintah, folder=akar)
    jumlah = count_laporan(folder)
    return {
        **asdict(susunan),
        "laporan": jumlah,
        **asdict(ukuran),
        "detik_per_laporan": ukuran.detik / jumlah,
        "prosesor_per_laporan": None if ukuran.prosesor is None else ukuran.prosesor / jumlah,
        "tanpa_perubahan_detik": tetap.detik,
    }


def run(opd: int) -> list[dict[str, object]]:
    """Measure the small ones, then a regency of so many agencies."""
    with tempfile.TemporaryDirectory() as akar:
        kecil = (satu for satu in KECIL if satu.opd < opd or satu.periode)
        return [run_batch(Path(akar), satu) for satu in (*kecil, Susunan(opd))]
