"""One report and the six of a quarter, against papermill's and nbconvert's command lines.

Run: `python benchmarks/bench_laporan.py [ulang]`. Makes the sample's working folder in a temporary
place and prints a Markdown table; the ratio counts, the seconds are the machine's. Both sides make
the same HTML and PDF from the same notebooks with the kit's exporters.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import kinerja
from kinerja.contoh.buat import write_contoh
from kinerja.folder import Folder
from kinerja.jalankan.jalan import run_laporan
from kinerja.parameter import read_instansi
from kinerja.periode import Periode

OPD, PERIODE = "bpkd", Periode(2026, 2)
PENGEKSPOR = {"html": "kinerja.ekspor.html.HtmlExporter", "pdf": "kinerja.ekspor.pdf.PdfExporter"}


def run_perintah(*perintah: str, folder: Path) -> None:
    """Run one command line of this Python, as a user would."""
    lingkungan = os.environ | {"PYTHONPATH": str(Path(kinerja.__file__).parents[1])}
    subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, "-m", *perintah],
        cwd=folder,
        env=lingkungan,
        check=True,
        capture_output=True,
    )


def run_papermill(folder: Folder, daftar_unit: list[str]) -> None:
    """Make reports with `papermill` and `jupyter nbconvert`, one command each."""
    notebook = folder.akar / "notebooks"
    for unit in daftar_unit:
        sumber = "laporan_bidang" if unit else "laporan_triwulan"
        parameter = ["-p", "opd", OPD, "-p", "periode", PERIODE.slug]
        parameter += ["-p", "unit", unit] if unit else []
        jadi = f"jadi-{unit or 'opd'}.ipynb"
        kernel = ["-k", "python3"]
        run_perintah("papermill", f"{sumber}.ipynb", jadi, *kernel, *parameter, folder=notebook)
        for pengekspor in PENGEKSPOR.values():
            run_perintah("nbconvert", jadi, "--to", pengekspor, folder=notebook)


def run_kinerja(folder: Folder) -> None:
    """Make all reports with the kit's command line, from a cold start."""
    run_perintah("kinerja.cli", "laporan", PERIODE.slug, "--paksa", folder=folder.akar)


def measure(fungsi: Callable[[], object], ulang: int) -> float:
    """Give the median of the seconds a call takes."""
    hasil = []
    for _ in range(ulang):
        mulai = time.perf_counter()
        fungsi()
        hasil.append(time.perf_counter() - mulai)
    return statistics.median(hasil)


def run(ulang: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as akar:
        folder = Folder(Path(akar) / "kerja")
        write_contoh(folder)
        semua = ["", *(unit.slug for unit in read_instansi(folder, OPD).daftar_unit)]

        def run_hangat() -> None:
            run_laporan(folder, OPD, PERIODE, paksa=True)

        def run_tetap() -> None:
            run_perintah("kinerja.cli", "laporan", PERIODE.slug, folder=folder.akar)

        def run_bantuan() -> None:
            run_perintah("kinerja.cli", "--help", folder=folder.akar)

        satu = measure(lambda: run_papermill(folder, semua[1:2]), ulang)
        enam = measure(lambda: run_papermill(folder, semua), 1)
        dingin = measure(lambda: run_kinerja(folder), ulang)
        run_hangat()  # starts the workers' parent
        hangat = measure(run_hangat, ulang)
        tetap = measure(run_tetap, ulang)
        bantuan = measure(run_bantuan, ulang)
    n = len(semua)
    print("| | detik | dibanding baris perintah papermill + nbconvert |")
    print("|---|---:|---:|")
    print(f"| papermill + nbconvert, satu laporan | {satu:.2f} | 1 |")
    print(f"| papermill + nbconvert, {n} laporan | {enam:.2f} | 1 |")
    print(f"| kinerja laporan, {n} laporan, mulai dingin | {dingin:.2f} | {enam / dingin:.1f}× |")
    print(f"| kinerja, {n} laporan, pekerja hangat | {hangat:.2f} | {enam / hangat:.1f}× |")
    print(
        f"| kinerja, rata-rata satu laporan, hangat | {hangat / n:.2f} | {satu * n / hangat:.1f}× |"
    )
    print(f"| kinerja laporan, tidak ada yang berubah | {tetap:.2f} | {enam / tetap:.0f}× |")
    print(f"| kinerja --help | {bantuan:.2f} | |")


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
