"""At which step of a notebook something happened, in the words of its headings.

Works on notebooks as plain JSON, so that the parent of the workers need not load nbformat.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

TAG_DISUNTIK: Final = "injected-parameters"
"""papermill's tag on the cell that it puts behind the parameters."""
_JUDUL: Final = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
_BERKAS_KEMAJUAN: Final = "kemajuan"

Sel = Mapping[str, Any]


def describe_langkah(daftar_sel: Sequence[Sel], nomor: int) -> str:
    """Name a step as its reader knows it: by the nearest heading above, and by cell number.

    >>> describe_langkah([{"cell_type": "markdown", "source": "## Anggaran"},
    ...                   {"cell_type": "code", "source": "x"}], 1)
    'langkah "Anggaran" (sel 2)'
    """
    sampai = [sel for sel in daftar_sel[: nomor + 1] if not has_tag(sel, TAG_DISUNTIK)]
    for sel in reversed(sampai):
        judul = _JUDUL.findall("".join(sel["source"])) if sel["cell_type"] == "markdown" else []
        if judul:
            return f'langkah "{judul[-1]}" (sel {len(sampai)})'
    return f"sel {len(sampai)}"


def has_tag(sel: Sel, tag: str) -> bool:
    """Tell whether a cell carries a tag."""
    return tag in sel.get("metadata", {}).get("tags", ())


def write_langkah(giliran: Path, nomor: int) -> None:
    """Mark which cell of the executed notebook runs, for the case that nobody can ask any more."""
    (giliran / _BERKAS_KEMAJUAN).write_text(str(nomor), encoding="ascii")


def read_langkah(giliran: Path, sumber: str) -> str:
    """Name the step at which a worker stopped answering, from its mark; empty where unknown."""
    try:
        nomor = int((giliran / _BERKAS_KEMAJUAN).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return ""
    daftar_sel = json.loads(sumber)["cells"]
    # The executed notebook has one cell more: papermill's, behind the parameters.
    return describe_langkah(daftar_sel, min(max(nomor - 1, 0), len(daftar_sel) - 1))
