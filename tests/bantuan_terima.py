"""Helpers of the tests of `kinerja terima`: a sample folder, returned forms, a run to its end."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl

from kinerja.cli.utama import run
from kinerja.folder import Folder
from kinerja.periode import Periode
from kinerja.register import list_setoran, open_register

OPD = "bpkd"
PERIODE = Periode(2026, 2)
UNIT = "sekretariat"
MERAH, KUNING = "FFF4B0B0", "FFFFD966"


def build_kiriman(akar: Path, nama: str = "kiriman.xlsx", unit: str = UNIT) -> Path:
    """Copy a unit's sample form to where its sender would have it."""
    jalur = akar / "kiriman" / nama
    jalur.parent.mkdir(exist_ok=True)
    shutil.copy(akar / f"data/{OPD}/2026/tw2/{unit}.xlsx", jalur)
    return jalur


def remove_isian(akar: Path, *unit: str) -> None:
    """Take the sample's working copies of the quarter away, as before anything came."""
    for jalur in (akar / f"data/{OPD}/2026/tw2").glob("*.xlsx"):
        if not unit or jalur.stem in unit:
            jalur.unlink()


def build_jalur_kerja(akar: Path, unit: str = UNIT) -> Path:
    """Give the path of a working copy."""
    return akar / f"data/{OPD}/2026/tw2/{unit}.xlsx"


def build_jalur_vonis(akar: Path, unit: str = UNIT) -> Path:
    """Give the path of a verdict copy."""
    return akar / f"outputs/{OPD}/2026-tw2/terima/{unit}-hasil-periksa.xlsx"


def read_setoran(akar: Path, periode: Periode = PERIODE):
    """List the receipts of a quarter."""
    with open_register(Folder(akar), OPD) as register:
        return list_setoran(register, periode)


def list_isi_folder(akar: Path) -> dict[str, bytes]:
    """Give every file below data/ by name, but the writer's lock."""
    return {
        jalur.relative_to(akar).as_posix(): jalur.read_bytes()
        for jalur in sorted((akar / "data").rglob("*"))
        if jalur.is_file() and jalur.suffix not in {".kunci", ".pemegang"}
    }


def list_isian_folder(akar: Path) -> dict[str, bytes]:
    """Give every file below data/ but the register: what a refused form leaves as it was."""
    register = {"register.sqlite", "jurnal.jsonl", "kepala.txt"}
    return {n: isi for n, isi in list_isi_folder(akar).items() if Path(n).name not in register}


def run_json(capsys, *args: str) -> tuple[int, dict]:
    """Run a command with --json; give exit code and data."""
    capsys.readouterr()
    kode = run([*args, "--json"])
    return kode, json.loads(capsys.readouterr().out)


def load_vonis(jalur: Path):
    """Load a verdict copy."""
    return openpyxl.load_workbook(jalur)


def read_teks(lembar) -> str:
    """Give everything a sheet says, one line a row."""
    return "\n".join(
        " | ".join(str(nilai) for nilai in baris if nilai is not None)
        for baris in lembar.iter_rows(values_only=True)
    )
