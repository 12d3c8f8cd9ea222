"""Generate ``environment.yml`` (the conda route) from ``pyproject.toml``.

The project file is the one truth; this module only translates names and keeps the ranges.
``python alat/lingkungan.py`` writes the file, ``tests/test_lingkungan.py`` compares it.
It does not ask conda: that a range can be solved there is not checked here.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

AKAR = Path(__file__).resolve().parent.parent
# Packages that conda names otherwise.
NAMA_CONDA = {"jupyter-client": "jupyter_client", "jupyter-server": "jupyter_server"}
# Left to pip inside the conda environment: there, `typst` is another program of the same name, and
# language packs have names of their own.
LEWAT_PIP = {"typst", "jupyterlab-language-pack-id-id"}
# The next Python after the newest one in the classifiers is not tried yet.
PYTHON_TERTINGGI = "<3.15"
_SYARAT = re.compile(r"(?P<nama>[A-Za-z0-9._-]+)(?P<rentang>[^;]*)")

KEPALA = """\
# Dibuat dari pyproject.toml oleh alat/lingkungan.py; jangan diubah dengan tangan.
# Pakai:  conda env create --file environment.yml
#         conda activate kinerja
"""


def parse_syarat(syarat: str) -> tuple[str, str]:
    """Split a requirement into normalised name and range.

    >>> parse_syarat("PyYAML>=6")
    ('pyyaml', '>=6')
    >>> parse_syarat("matplotlib >=3.9, <3.13")
    ('matplotlib', '>=3.9,<3.13')
    """
    cocok = _SYARAT.fullmatch(syarat)
    if cocok is None:
        pesan = (
            f"Syarat paket tidak dapat dibaca: {syarat} (pyproject.toml). Tulis nama dan rentang."
        )
        raise ValueError(pesan)
    nama = re.sub(r"[-_.]+", "-", cocok["nama"]).lower()
    return nama, cocok["rentang"].replace(" ", "")


def build_environment(teks_pyproject: str) -> str:
    """Return the text of ``environment.yml`` for the text of a project file."""
    proyek = tomllib.loads(teks_pyproject)["project"]
    rentang_per_nama = dict(parse_syarat(syarat) for syarat in proyek["dependencies"])
    conda = [
        f"  - {NAMA_CONDA.get(nama, nama)}{rentang}"
        for nama, rentang in sorted(rentang_per_nama.items())
        if nama not in LEWAT_PIP
    ]
    pip = [f"      - {nama}{rentang_per_nama[nama]}" for nama in sorted(LEWAT_PIP)]
    baris = [
        "name: kinerja",
        "channels:",
        "  - conda-forge",
        "  - nodefaults",
        "dependencies:",
        f"  - python{proyek['requires-python']},{PYTHON_TERTINGGI}",
        *conda,
        "  - pip",
        "  - pip:",
        *pip,
        "      - -e .",
    ]
    return KEPALA + "\n".join(baris) + "\n"


def main() -> int:
    """Write the file."""
    teks = build_environment((AKAR / "pyproject.toml").read_text(encoding="utf-8"))
    (AKAR / "environment.yml").write_text(teks, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
