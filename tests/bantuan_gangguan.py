"""Which test stands for which line of docs/gangguan.md, read from the sources without running them.

Static, so that every worker of a divided run sees the whole.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
BARIS = re.compile(r"\| (\d+) \| ([^|]+) \| ([^|]+) \| ([^|]*) \|")


def collect_gangguan(folder: Path = FOLDER) -> dict[int, list[str]]:
    """Give the marked tests by number, as `module::test`, in the order of the alphabet."""
    hasil: dict[int, list[str]] = {}
    for jalur in sorted(folder.glob("test_*.py")):
        for nomor, nama in find_tanda(jalur.read_text(encoding="utf-8")):
            hasil.setdefault(nomor, []).append(f"{jalur.stem}::{nama}")
    return {nomor: sorted(daftar) for nomor, daftar in sorted(hasil.items())}


def find_tanda(sumber: str) -> Iterator[tuple[int, str]]:
    r"""Find the numbers on the test functions of a module; only what pytest collects counts.

    >>> list(find_tanda("@pytest.mark.gangguan(3, 4)\ndef test_a(): ..."))
    [(3, 'test_a'), (4, 'test_a')]
    >>> list(find_tanda("@pytest.mark.gangguan(3)\n@pytest.mark.skip\ndef test_a(): ..."))
    []
    """
    for simpul in ast.parse(sumber).body:
        if not isinstance(simpul, ast.FunctionDef) or not simpul.name.startswith("test_"):
            continue
        hiasan = [ast.unparse(satu) for satu in simpul.decorator_list]
        if any(satu.startswith(("pytest.mark.skip", "pytest.mark.xfail")) for satu in hiasan):
            continue
        if any(satu.startswith("pytest.mark.panjang") for satu in hiasan):
            continue
        for satu in simpul.decorator_list:
            if isinstance(satu, ast.Call) and ast.unparse(satu.func) == "pytest.mark.gangguan":
                for argumen in satu.args:
                    yield ast.literal_eval(argumen), simpul.name


def format_uji(daftar: Iterable[str]) -> str:
    """Write tests as the last column shows them, by module.

    >>> format_uji(["test_a::test_x", "test_a::test_y", "test_b::test_z"])
    '`test_a`: test_x, test_y; `test_b`: test_z'
    """
    per_modul: dict[str, list[str]] = {}
    for satu in daftar:
        modul, _, nama = satu.partition("::")
        per_modul.setdefault(modul, []).append(nama)
    return "; ".join(f"`{modul}`: {', '.join(nama)}" for modul, nama in per_modul.items())


def read_tabel(teks: str) -> dict[int, str]:
    """Give the last column of the table by number."""
    return {int(cocok[1]): cocok[4].strip() for cocok in BARIS.finditer(teks)}


def fill_tabel(teks: str, per_nomor: dict[int, list[str]]) -> str:
    """Give the page with the last column written anew."""
    return BARIS.sub(
        lambda cocok: (
            f"| {cocok[1]} | {cocok[2]} | {cocok[3]} | "
            f"{format_uji(per_nomor.get(int(cocok[1]), []))} |"
        ),
        teks,
    )
