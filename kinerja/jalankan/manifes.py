"""The manifest of an output folder: what was made from what, by which versions, and what not.

The only place where times stand. An entry's `kunci` and `keluaran` always describe the files that
lie in the folder, its `keadaan` what the last run made of it; a report that failed keeps those of
its last success. Reads and writes; decides nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kinerja.berkas import compute_sha256, format_json, write_berkas
from kinerja.galat import KeutuhanError

NAMA_MANIFES: Final = "manifes.json"
SKEMA: Final = 1


@dataclass(slots=True)
class Catatan:
    """One job's entry; `keluaran` maps a path to format, SHA-256 and size."""

    judul: str
    keadaan: str = ""
    pesan: str = ""
    kunci: str = ""
    dibuat: str = ""
    sidik: dict[str, Any] = field(default_factory=dict)
    keluaran: dict[str, dict[str, Any]] = field(default_factory=dict)
    gagal_bentuk: dict[str, str] = field(default_factory=dict)
    notebook_gagal: str = ""

    def build_data(self) -> dict[str, Any]:
        """Build the entry as it stands in the manifest."""
        return {nama: getattr(self, nama) for nama in self.__slots__}

    def describe_kerusakan(self, folder: Path) -> str:
        """Say which of the listed files is missing or was changed; empty where none is."""
        for nama, isi in self.keluaran.items():
            jalur = folder / nama
            if not jalur.is_file():
                return f"{nama} hilang"
            if jalur.stat().st_size != isi["ukuran"] or compute_sha256(jalur) != isi["sha256"]:
                return f"{nama} berubah sejak dibuat"
        return ""


def read_manifes(folder: Path) -> dict[str, Any]:
    """Read the manifest of an output folder; empty where there is none or it cannot be read.

    Raises:
        KeutuhanError: where a newer version of the kit wrote it.
    """
    try:
        isi = json.loads((folder / NAMA_MANIFES).read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(isi, dict) or not isinstance(isi.get("skema"), int):
        return {}
    if isi["skema"] > SKEMA:
        raise KeutuhanError(
            "Manifes dibuat versi kinerja yang lebih baru",
            tempat=NAMA_MANIFES,
            ditemukan=f"skema {isi['skema']}",
            diharapkan=f"paling tinggi {SKEMA}",
            saran="Perbarui paket kinerja di komputer ini.",
        )
    return isi


def read_catatan(manifes: Mapping[str, Any]) -> dict[str, Catatan]:
    """Read the jobs' entries of a manifest; those of an unknown shape are left out."""
    hasil = {}
    for nama, isi in manifes.get("tugas", {}).items():
        try:
            hasil[nama] = Catatan(**isi)
        except TypeError:
            continue
    return hasil


def write_manifes(folder: Path, isi: Mapping[str, Any]) -> dict[str, Any]:
    """Write the manifest whole, chained to the one before it by its hash; gives what it says."""
    jalur = folder / NAMA_MANIFES
    sebelumnya = hashlib.sha256(jalur.read_bytes()).hexdigest() if jalur.is_file() else ""
    data = dict(isi) | {"skema": SKEMA, "sebelumnya": sebelumnya}
    write_berkas(jalur, format_json(data))
    return data
