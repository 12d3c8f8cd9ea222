"""The sample's pages as a user makes them, and what a real browser and the HTML checker say."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from alat.peramban import Perkakas
from kinerja.ekspor.html import HtmlExporter
from kinerja.folder import Folder
from kinerja.jalankan.disposisi import run_disposisi
from kinerja.jalankan.jalan import run_laporan
from kinerja.jalankan.perubahan import run_perubahan
from kinerja.jalankan.rancang import JENIS_TRIWULAN
from kinerja.periode import Periode
from kinerja.portal import write_portal
from tests.bantuan_notebook import run_notebook
from tests.bantuan_riwayat import ASET, edit

TW2 = Periode(2026, 2)
PEMERIKSA = Path(__file__).parent / "peramban" / "periksa.mjs"
BATAS_DETIK = 240
RUSAK = """<!DOCTYPE html>
<html lang="id"><head><meta charset="utf-8"><title>Rusak</title>
<style>body{width:900px}a,button{outline:none!important}i{color:#999;background:#aaa}</style></head>
<body><nav>Daftar</nav><main><h1>Rusak</h1><img src="gambar.png"><i>samar</i>
<a href="#x">satu</a><a href="#x" id="x" id="x">dua</a><button>Tekan</button>
<p id="kata"></p></main>
<script>document.getElementById("kata").textContent = "hanya dengan skrip"; console.error("keluh");
document.querySelector("a").onkeydown = function (k) { k.preventDefault(); };</script>
</body></html>
"""
"""A page with every fault that the tests look for."""


def make_halaman(akar: Path) -> dict[str, Path]:
    """Make one page of every kind in the sample's working folder; gives them by name.

    Two quarters, a year, a disposition sheet, a comparison of two runs, the board, the list
    of all reports, and a page full of faults.
    """
    folder = Folder(akar)
    html = ("html",)
    run_laporan(folder, "bpkd", Periode(2025), bentuk=html)
    run_laporan(folder, "bpkd", TW2.sebelumnya, bentuk=html, daftar_jenis=(JENIS_TRIWULAN,))
    run_laporan(folder, "bpkd", TW2, bentuk=html)
    agenda = run_disposisi(folder, "bpkd", TW2, bentuk=html).agenda
    edit(akar / ASET, "Indikator", "IKS-3.1", "Pembilang", 1206)
    run_laporan(folder, "bpkd", TW2, bentuk=html, daftar_jenis=(JENIS_TRIWULAN,))
    perubahan = run_perubahan(folder, "bpkd", TW2).laporan
    keluaran = folder.keluaran("bpkd", TW2)
    portal = write_portal(folder).jalur
    return {
        "triwulan": keluaran / "laporan-triwulan.html",
        "unit": keluaran / "bidang/bidang-aset.html",
        "tahunan": folder.keluaran("bpkd", Periode(2025)) / "laporan-tahunan.html",
        "disposisi": keluaran / f"disposisi/lembar-{agenda}.html",
        "perubahan": next(keluaran / nama for nama in perubahan.berkas if nama.endswith(".html")),
        "papan": _make_papan(akar),
        "portal": portal,
        "rusak": _write_rusak(akar),
    }


def _write_rusak(akar: Path) -> Path:
    jalur = akar / "rusak.html"
    jalur.write_text(RUSAK, encoding="utf-8")
    return jalur


def _make_papan(akar: Path) -> Path:
    """Run the board's notebook, and save it as Jupyter's menu does."""
    nb = run_notebook(akar / "notebooks/beranda.ipynb")
    jalur = akar / "papan.html"
    jalur.write_text(HtmlExporter().from_notebook_node(nb)[0], encoding="utf-8")
    return jalur


def open_semua(
    perkakas: Perkakas, halaman: dict[str, Path], gambar: Path | None = None
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Open the pages in the browser and hand them to the checker, both at the same time.

    Gives what the browser found by page, and the checker's errors.
    """
    vnu = subprocess.Popen(
        [
            perkakas.java,
            "-jar",
            str(perkakas.vnu),
            "--errors-only",
            "--format",
            "json",
            *map(str, halaman.values()),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    with tempfile.TemporaryDirectory(prefix="kinerja-peramban-") as profil:
        tugas = {
            "modul": str(perkakas.modul),
            "chromium": perkakas.chromium,
            "profil": profil,
            "gambar": str(gambar) if gambar else "",
            "halaman": {nama: jalur.as_uri() for nama, jalur in halaman.items()},
        }
        hasil = subprocess.run(
            [perkakas.node, str(PEMERIKSA)],
            input=json.dumps(tugas),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=BATAS_DETIK,
            check=False,
        )
    _, keluhan = vnu.communicate(timeout=BATAS_DETIK)
    assert hasil.returncode == 0, hasil.stderr
    return json.loads(hasil.stdout), json.loads(keluhan)["messages"]
