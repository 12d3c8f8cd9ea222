"""The layer contracts of pyproject.toml hold for a good package and break for each bad import."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

AKAR = Path(__file__).resolve().parent.parent
LINT_IMPORTS = Path(sys.executable).with_name(
    "lint-imports.exe" if os.name == "nt" else "lint-imports"
)
BAIK = {
    "__init__.py": "",
    "galat.py": "",
    "periode.py": "from kinerja.galat import x",
    "angka.py": "",
    "kolom.py": "from kinerja import angka",
    "model.py": "from kinerja import kolom, periode",
    "temuan.py": "from kinerja import galat",
    "parameter.py": "import yaml\nfrom kinerja import model",
    "hitung/__init__.py": "from kinerja import model, temuan",
    "hitung/bingkai.py": "import pandas",
    "isi/__init__.py": "from kinerja import hitung",
    "excel/__init__.py": "import openpyxl\nfrom kinerja import model, temuan",
    "impor/__init__.py": "from kinerja import excel",
    "laporan.py": "from kinerja import excel, hitung, isi, parameter",
    "ekspor/__init__.py": "from kinerja import laporan",
    "jalankan/__init__.py": "from kinerja import ekspor",
    "contoh/__init__.py": "from kinerja import excel",
    "cli.py": "from kinerja import contoh, jalankan",
}


def run_lint_imports(akar: Path, ubahan: dict[str, str]) -> str:
    """Write a small package under the project's own contracts and return what the check says."""
    for nama, isi in {**BAIK, **ubahan}.items():
        path = akar / "kinerja" / nama
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(isi + "\n", encoding="utf-8")
    shutil.copy(AKAR / "pyproject.toml", akar)
    hasil = subprocess.run(
        [str(LINT_IMPORTS), "--no-cache"],
        cwd=akar,
        env={**os.environ, "PYTHONPATH": str(akar), "PYTHONUTF8": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (hasil.returncode == 0) == ("0 broken" in hasil.stdout), hasil.stdout + hasil.stderr
    return hasil.stdout


def test_good_layers_pass(tmp_path: Path) -> None:
    """Imports from right to left are fine."""
    assert "0 broken" in run_lint_imports(tmp_path, {})


@pytest.mark.parametrize(
    ("nama", "impor", "kontrak"),
    [
        ("model.py", "from kinerja import hitung", "Lapisan"),
        ("isi/__init__.py", "from kinerja import excel", "Lapisan"),
        ("jalankan/__init__.py", "from kinerja import contoh", "Lapisan"),
        ("tak_terdaftar.py", "", "Lapisan"),
        ("hitung/capaian.py", "import pandas", "Inti hitungan"),
        ("hitung/capaian.py", "from kinerja import parameter", "Inti hitungan"),
        ("model.py", "import yaml", "Inti hitungan"),
        ("excel/rekap.py", "from kinerja import hitung", "Batas Excel"),
        ("ekspor/html.py", "from kinerja import hitung", "Ekspor"),
        ("contoh/tiruan.py", "from kinerja import laporan", "Contoh hanya dipakai"),
        ("arsip.py", "from kinerja import contoh", "Contoh hanya diimpor"),
    ],
)
def test_bad_import_breaks_its_contract(
    tmp_path: Path, nama: str, impor: str, kontrak: str
) -> None:
    """Each forbidden direction is refused by the contract made for it."""
    keluaran = run_lint_imports(tmp_path, {nama: impor})
    rusak = [baris for baris in keluaran.splitlines() if "BROKEN" in baris]
    assert any(baris.startswith(kontrak) for baris in rusak), keluaran
