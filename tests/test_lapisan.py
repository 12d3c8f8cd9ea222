"""The layer contracts of pyproject.toml hold for a good package and break for each bad import."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

AKAR = Path(__file__).resolve().parent.parent
LINT_IMPORTS = Path(sys.executable).with_name(
    "lint-imports.exe" if os.name == "nt" else "lint-imports"
)
BAIK = {
    "__init__.py": "",
    "sel_csv.py": "",
    "versi.py": "",
    "angka.py": "",
    "zona.py": "from kinerja.angka import x",
    "galat.py": "",
    "berkas.py": "from kinerja import galat",
    "gembok.py": "from kinerja import berkas, galat",
    "notebook_kit.py": "",
    "arsip/__init__.py": "from kinerja import beranda, jalankan",
    "gudang.py": "from kinerja import berkas, folder, galat",
    "periode.py": "from kinerja.galat import x",
    "folder.py": "from kinerja import galat, periode",
    "skala.py": "from kinerja import angka, galat",
    "validasi.py": "from kinerja import galat",
    "yaml_ketat.py": "import yaml\nfrom kinerja import galat",
    "kolom/__init__.py": "from kinerja import angka",
    "model/__init__.py": "from kinerja import kolom, periode, skala",
    "temuan.py": "from kinerja import galat",
    "parameter/__init__.py": "from kinerja import model, validasi, yaml_ketat, zona",
    "sop.py": "from kinerja import parameter",
    "hitung/__init__.py": "from kinerja import model, temuan",
    "hitung/bingkai.py": "import pandas",
    "papan/__init__.py": "from kinerja import register, sop",
    "isi/__init__.py": "from kinerja import hitung, papan",
    "telaah/__init__.py": "from kinerja import hitung",
    "terbitan.py": "from kinerja import berkas, folder, hitung",
    "daftar_reviu.py": "from kinerja import folder, parameter",
    "excel/__init__.py": "import openpyxl\nfrom kinerja import model, temuan",
    "impor/__init__.py": "from kinerja import excel",
    "bukti/__init__.py": "from kinerja import excel, model, register",
    "kiriman.py": "from kinerja import excel, gudang, register",
    "pembacaan.py": "from kinerja import bukti, excel, kiriman, parameter",
    "catatan.py": "from kinerja import model, parameter, register",
    "riwayat/__init__.py": "from kinerja import excel, register",
    "pemda/__init__.py": "from kinerja import hitung, register",
    "data.py": "from kinerja import hitung, parameter, pembacaan",
    "bekal.py": "from kinerja import berkas, data",
    "formulir.py": "from kinerja import excel, hitung",
    "laporan/__init__.py": "from kinerja import bekal, data, isi",
    "ekspor/__init__.py": "from kinerja import isi, laporan",
    "surat/__init__.py": "from kinerja import angka, parameter, word",
    "word/__init__.py": "",
    "register/__init__.py": "from kinerja import berkas, gembok, sop",
    "jalankan/__init__.py": "from kinerja import data, ekspor, register",
    "terima/__init__.py": "from kinerja import data, excel, register",
    "portal/__init__.py": "from kinerja import ekspor, jalankan",
    "publik/__init__.py": "from kinerja import ekspor, portal",
    "beranda/__init__.py": "from kinerja import data, isi, jalankan, papan",
    "jelajah/__init__.py": "from kinerja import data, ekspor, isi, laporan",
    "contoh/__init__.py": "from kinerja import excel",
    "cli/__init__.py": "from kinerja import beranda, contoh, jalankan",
}


def list_modul(daftar_nama) -> set[str]:
    """Give the modules and packages of the first level among files of the package."""
    return {nama.removesuffix(".py").split("/")[0] for nama in daftar_nama}


def test_the_model_is_the_real_tree() -> None:
    """Every module of the package stands in the small one, as module or package as there."""
    ada = {
        jalur.relative_to(AKAR / "kinerja").as_posix()
        for jalur in (*(AKAR / "kinerja").glob("*.py"), *(AKAR / "kinerja").glob("*/__init__.py"))
    }
    assert ada - BAIK.keys() == set()
    assert list_modul(BAIK) == list_modul(ada)


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
        ("model/__init__.py", "from kinerja import hitung", "Lapisan"),
        ("isi/__init__.py", "from kinerja import excel", "Lapisan"),
        ("jalankan/__init__.py", "from kinerja import contoh", "Lapisan"),
        ("tak_terdaftar.py", "", "Lapisan"),
        ("hitung/capaian.py", "import pandas", "Inti hitungan"),
        ("hitung/capaian.py", "from kinerja import parameter", "Inti hitungan"),
        ("model/nilai.py", "import yaml", "Inti hitungan"),
        ("excel/rekap.py", "from kinerja import hitung", "Batas Excel"),
        ("papan/susun.py", "from kinerja import data", "Lapisan"),
        ("papan/susun.py", "import openpyxl", "Papan murni"),
        ("jalankan/jalan.py", "from kinerja import beranda", "Lapisan"),
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


def list_impor(kode: str) -> set[str]:
    """Give the top-level modules that a piece of code imports, at any depth."""
    simpul = list(ast.walk(ast.parse(kode)))
    langsung = {
        alias.name for satu in simpul if isinstance(satu, ast.Import) for alias in satu.names
    }
    dari = {satu.module or "" for satu in simpul if isinstance(satu, ast.ImportFrom)}
    return {nama.split(".")[0] for nama in langsung | dari}


def test_what_is_imported_is_declared() -> None:
    """A library that only comes along with another one could go with it."""
    proyek = tomllib.loads((AKAR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    paket = packages_distributions()
    per_berkas = {
        jalur.name: {
            canonicalize_name(paket[nama][0] if nama in paket else nama)
            for nama in list_impor(jalur.read_text(encoding="utf-8"))
            - sys.stdlib_module_names
            - {"kinerja", "msvcrt", "fcntl"}
        }
        for jalur in (AKAR / "kinerja").rglob("*.py")
    }
    dinyatakan = {canonicalize_name(Requirement(s).name) for s in proyek["dependencies"]}
    klaster = {
        canonicalize_name(Requirement(s).name) for s in proyek["optional-dependencies"]["klaster"]
    }
    lain = {nama: impor - dinyatakan for nama, impor in per_berkas.items() if impor - dinyatakan}
    # Only what needs the extra may ask for it.
    assert lain == {"klaster.py": klaster, "pekerja_klaster.py": klaster}
    assert list_impor("def f():\n    from a.b import c\nimport d.e") == {"a", "d"}
