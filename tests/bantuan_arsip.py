"""A working folder whose Triwulan II is final and made, and ways to damage an archive of it."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from kinerja.arsip.wadah import build_entri, write_wadah
from kinerja.folder import Folder
from kinerja.jalankan.jalan import run_laporan
from kinerja.periode import Periode

TW2 = Periode(2026, 2)


def declare_final(akar: Path) -> None:
    """Declare Triwulan II final in the period's parameters, as signed outside the kit."""
    jalur = akar / "parameters" / "bpkd" / "2026-tw2.yaml"
    teks = jalur.read_text(encoding="utf-8")
    baru = teks.replace("status: draf", "status: final")
    assert baru != teks
    jalur.write_text(baru, encoding="utf-8")


def make_final(asli: Path, akar: Path) -> Folder:
    """Copy the sample, declare Triwulan II final and make its reports."""
    shutil.copytree(asli, akar)
    declare_final(akar)
    hasil = run_laporan(Folder(akar), "bpkd", TW2, pekerja=2)
    assert hasil.kode_keluar == 0
    return Folder(akar)


def read_isi(jalur: Path) -> dict[str, bytes]:
    """Read an archive's entries in the order in which they lie."""
    with zipfile.ZipFile(jalur) as wadah:
        return {nama: wadah.read(nama) for nama in wadah.namelist()}


def write_isi(jalur: Path, isi: dict[str, bytes]) -> Path:
    """Write entries in the very frame of the kit, whatever they say."""
    with jalur.open("wb") as berkas:
        write_wadah(berkas.write, [build_entri(nama, teks) for nama, teks in isi.items()])
    return jalur
