"""What the list of reports keeps from one run to the next, so that only what changed is read.

A file in `outputs/.kinerja`; damaged or gone, it is built anew from the manifests. A manifest or
an input whose size and time of change are the same is taken as unchanged: the list is for
finding reports, and `kinerja verifikasi` is what proves them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kinerja.berkas import compute_sha256, write_singgahan

SKEMA: Final = 1
NAMA_SIMPANAN: Final = "portal.json"

Cap = list[int]
"""Size and time of change of a file."""


@dataclass(slots=True)
class Simpanan:
    """`folder` maps an output folder to its entries, `sidik` a file to its stamp and hash.

    `terpakai` collects what this run asked for; nothing else is kept.
    """

    folder: dict[str, dict[str, Any]] = field(default_factory=dict)
    sidik: dict[str, tuple[Cap, str]] = field(default_factory=dict)
    terpakai: dict[str, tuple[Cap, str]] = field(default_factory=dict)

    def find_sidik(self, akar: Path, nama: str) -> str:
        """Give the SHA-256 of an input; empty where it is gone."""
        if nama in self.terpakai:
            return self.terpakai[nama][1]
        try:
            cap = stamp(akar / nama)
            lama = self.sidik.get(nama)
            sidik = lama[1] if lama and lama[0] == cap else compute_sha256(akar / nama)
        except OSError:
            cap, sidik = [], ""
        self.terpakai[nama] = (cap, sidik)
        return sidik


def stamp(jalur: Path) -> Cap:
    """Give size and time of change of a file.

    Raises:
        OSError: where it is gone.
    """
    keadaan = jalur.stat()
    return [keadaan.st_size, keadaan.st_mtime_ns]


def read_simpanan(kit: Path) -> Simpanan:
    """Read what was kept; empty where there is none, or it is of another make."""
    try:
        isi = json.loads((kit / NAMA_SIMPANAN).read_bytes())
        if isi["skema"] != SKEMA:
            return Simpanan()
        sidik = {str(nama): (list(cap), str(nilai)) for nama, (cap, nilai) in isi["sidik"].items()}
        return Simpanan({str(nama): dict(satu) for nama, satu in isi["folder"].items()}, sidik)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Simpanan()


def write_simpanan(kit: Path, simpanan: Simpanan) -> None:
    """Write what this run used.

    Raises:
        LaporanError: where the disk is full or the folder cannot be written to.
    """
    isi = {"skema": SKEMA, "folder": simpanan.folder, "sidik": simpanan.terpakai}
    write_singgahan(kit / NAMA_SIMPANAN, json.dumps(isi, ensure_ascii=False).encode())
