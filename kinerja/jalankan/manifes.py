"""The manifest of an output folder: what was made from what, by which versions, and what not.

The only place where times stand. An entry's `kunci` and `keluaran` always describe the files that
lie in the folder, its `keadaan` what the last run made of it; a report that failed keeps those of
its last success. What is read back is checked like any input: people and programs can reach the
file. Reads and writes; decides nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from kinerja.berkas import compute_sha256, format_json, write_berkas
from kinerja.galat import KeutuhanError, ParameterError
from kinerja.jalankan.tugas import check_tujuan

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
    peringatan: list[str] = field(default_factory=list)

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


def read_catatan(manifes: Mapping[str, Any]) -> tuple[dict[str, Catatan], tuple[str, ...]]:
    """Read the jobs' entries of a manifest, and the names of those that are damaged.

    Damaged is what has another shape, or names a file outside the output folder.
    """
    semua = manifes.get("tugas", {})
    if not isinstance(semua, dict):
        return {}, ("tugas",)
    hasil = {nama: Catatan(**isi) for nama, isi in semua.items() if _is_catatan(nama, isi)}
    return hasil, tuple(nama for nama in semua if nama not in hasil)


def _is_catatan(nama: str, isi: Any) -> bool:  # noqa: ANN401 - whatever the file holds
    kosong = Catatan("")
    if not isinstance(isi, dict) or "judul" not in isi:
        return False
    bentuk = {bidang.name: type(getattr(kosong, bidang.name)) for bidang in fields(Catatan)}
    return (
        all(kunci in bentuk and isinstance(nilai, bentuk[kunci]) for kunci, nilai in isi.items())
        and _is_nama(nama)
        and all(_is_keluaran(*satu) for satu in isi.get("keluaran", {}).items())
        and all(
            isinstance(isi.get("sidik", {}).get(bagian, {}), dict)
            for bagian in ("masukan", "parameter", "versi")
        )
        and all(isinstance(teks, str) for teks in isi.get("gagal_bentuk", {}).values())
        and all(isinstance(teks, str) for teks in isi.get("peringatan", []))
    )


def _is_keluaran(nama: str, isi: Any) -> bool:  # noqa: ANN401 - whatever the file holds
    return (
        _is_nama(nama)
        and nama != NAMA_MANIFES
        and isinstance(isi, dict)
        and isinstance(isi.get("bentuk"), str)
        and isinstance(isi.get("sha256"), str)
        and type(isi.get("ukuran")) is int
    )


def _is_nama(nama: str) -> bool:
    try:
        check_tujuan(nama)
    except ParameterError:
        return False
    return True


def write_manifes(folder: Path, isi: Mapping[str, Any]) -> dict[str, Any]:
    """Write the manifest whole, chained to the one before it by its hash; gives what it says."""
    jalur = folder / NAMA_MANIFES
    sebelumnya = hashlib.sha256(jalur.read_bytes()).hexdigest() if jalur.is_file() else ""
    data = dict(isi) | {"skema": SKEMA, "sebelumnya": sebelumnya}
    write_berkas(jalur, format_json(data))
    return data
