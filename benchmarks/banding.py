"""The same report by command lines: papermill, nbconvert to HTML, a browser's print to PDF.

The notebook is the sample's `laporan_bidang`; one pipeline at a time and two side
by side. The browser prints what nbconvert made; where there is none, its part is left out and said.
Against it batches from a cold start over all periods of the same sample: one of the reports of that
notebook alone, and one of all reports, of which the agency's and the year's take longer.
"""

from __future__ import annotations

import shutil
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from skala import BATCH, count_laporan
from ukur import median, run_python, run_terukur

from kinerja.folder import Folder
from kinerja.parameter import read_instansi

OPD, PERIODE = "bpkd", "2026-tw2"
BATCH_BIDANG = """
import sys
from pathlib import Path
from dataclasses import replace
from kinerja.folder import Folder
from kinerja.jalankan.batch import run_batch
from kinerja.jalankan.daftar_batch import list_semua
from kinerja.jalankan.pilihan import Pilihan
from kinerja.jalankan.rancang import JENIS_BIDANG
folder = Folder(Path.cwd())
semua = [satu for satu in list_semua(folder) if satu.periode.triwulan]
banyak = int(sys.argv[1])
daftar = [replace(satu, daftar_jenis=(JENIS_BIDANG,)) for satu in semua[:banyak]]
raise SystemExit(run_batch(folder, daftar, Pilihan(pekerja=2)).kode_keluar)
"""
"""A batch of the unit reports alone of so many quarters; the command makes all of a period."""
_PERAMBAN = ("chromium", "chromium-browser", "google-chrome", "chrome")


def find_peramban() -> str:
    """Find a browser that prints; empty where there is none."""
    return next((jalur for nama in _PERAMBAN if (jalur := shutil.which(nama))), "")


def run_pipa(folder: Folder, unit: str, jadi: str, peramban: str) -> dict[str, float]:
    """Make one unit's report; gives the seconds of each command."""
    kerja = folder.akar / "notebooks"
    parameter = [
        satu
        for isi in (("opd", OPD), ("periode", PERIODE), ("unit", unit))
        for satu in ("-p", *isi)
    ]
    papermill = ["papermill", "laporan_bidang.ipynb", f"{jadi}.ipynb", "-k", "python3", *parameter]
    html = ["nbconvert", "--to", "html", f"{jadi}.ipynb"]
    detik = {
        "papermill": run_python(*papermill, folder=kerja).detik,
        "nbconvert": run_python(*html, folder=kerja).detik,
    }
    if peramban:
        profil = kerja / f"profil-{jadi}"
        cetak = f"--print-to-pdf={kerja / f'{jadi}.pdf'}"
        pilihan = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profil}"]
        alamat = (kerja / f"{jadi}.html").as_uri()
        detik["peramban"] = run_terukur(peramban, *pilihan, cetak, alamat, folder=kerja).detik
        shutil.rmtree(profil, ignore_errors=True)
    return detik


def run_batch(folder: Folder, ulang: int, *perintah: str) -> dict[str, float]:
    """Make reports of the sample anew by a command; gives how many, and the seconds for one."""
    detik = []
    for _ in range(ulang):
        shutil.rmtree(folder.akar / "outputs", ignore_errors=True)
        detik.append(run_terukur(sys.executable, *perintah, folder=folder.akar).detik)
    jumlah = count_laporan(folder.akar)
    tengah = median(detik)
    return {"laporan": jumlah, "detik": tengah, "detik_per_laporan": tengah / jumlah}


def run_bidang(folder: Folder, ulang: int) -> dict[str, float]:
    """Make unit reports in a short and a long batch: what each one takes, also without the start.

    The workers' libraries load once, whatever the length of the batch.
    """
    pendek = run_batch(folder, ulang, "-c", BATCH_BIDANG, "1")
    panjang = run_batch(folder, ulang, "-c", BATCH_BIDANG, "8")
    tambahan = panjang["laporan"] - pendek["laporan"]
    return panjang | {"detik_berikutnya": (panjang["detik"] - pendek["detik"]) / tambahan}


def run(folder: Folder, ulang: int) -> dict[str, object]:
    """Measure one pipeline at a time and two side by side: seconds for one report."""
    peramban = find_peramban()
    unit = [satu.slug for satu in read_instansi(folder, OPD).daftar_unit]
    tahap: dict[str, list[float]] = {}
    satu_satu, berdua = [], []
    for nomor in range(ulang):
        mulai = time.perf_counter()
        detik = run_pipa(folder, unit[nomor % len(unit)], f"satu-{nomor}", peramban)
        satu_satu.append(time.perf_counter() - mulai)
        for nama, nilai in detik.items():
            tahap.setdefault(nama, []).append(nilai)
    for nomor in range(ulang):
        mulai = time.perf_counter()
        with ThreadPoolExecutor(2) as kolam:
            pasangan = [
                kolam.submit(
                    run_pipa, folder, unit[(nomor + i) % len(unit)], f"dua-{nomor}-{i}", peramban
                )
                for i in range(2)
            ]
            for satu in pasangan:
                satu.result()
        berdua.append((time.perf_counter() - mulai) / 2)
    return {
        "ulang": ulang,
        "peramban": Path(peramban).name,
        "detik_per_laporan": median(satu_satu),
        "detik_per_laporan_berdua": median(berdua),
        "tahap": {nama: median(nilai) for nama, nilai in tahap.items()},
        "batch_bidang": run_bidang(folder, ulang),
        "batch_semua": run_batch(folder, ulang, "-m", *BATCH, "."),
        "python": sys.version.split()[0],
    }
