"""What remembers the register outside of it: the manifests of reports, and a note beside the store.

The note holds the head after each commit. Where register and mirror are both gone, or both replaced
by an older pair, they agree with one another; this does not agree with them. A crash can leave it
behind the register, never ahead.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kinerja.berkas import write_berkas
from kinerja.folder import Folder
from kinerja.gudang import open_bukti, open_terima

NAMA_KEPALA: Final = "kepala.txt"
SARAN_EKOR: Final = (
    "Pulihkan register.sqlite dan jurnal.jsonl dari cadangan terbaru. Bila tidak ada yang lebih "
    "baru, pindahkan berkas yang menyebut kepala itu (terima/kepala.txt, atau folder outputs "
    "instansi ini), lalu terima lagi yang belum tercatat dari folder terima."
)


def write_kepala(folder_data: Path, kepala: str) -> None:
    """Note the head of the register beside what was received.

    Raises:
        LaporanError: where it cannot be written.
    """
    write_berkas(_build_jalur(folder_data), f"{kepala}\n".encode())


def has_kepala(folder_data: Path) -> bool:
    """Tell whether there is a note of the head."""
    return _build_jalur(folder_data).is_file()


def list_kepala(folder: Folder, opd: str) -> dict[str, str]:
    """List the heads that are remembered, by what remembers them."""
    hasil = {f"manifes {nama}": kepala for nama, kepala in _read_manifes(folder, opd) if kepala}
    jalur = _build_jalur(folder.data(opd))
    if has_kepala(folder.data(opd)):
        kepala = jalur.read_text(encoding="utf-8", errors="replace").strip()
        hasil[jalur.relative_to(folder.akar).as_posix()] = kepala
    return hasil


def list_simpanan(folder_data: Path) -> list[Path]:
    """List the forms and the evidence that are kept; imports may have come with the sample."""
    return [
        *sorted(open_terima(folder_data).induk.glob("*/*.xlsx")),
        *sorted(open_bukti(folder_data).induk.glob("*/*")),
    ]


def describe_manifes_rusak(folder: Folder, opd: str) -> tuple[str, ...]:
    """Say which manifests cannot be read: the register's tail is not checked against those."""
    return tuple(
        f"Manifes {nama} tidak terbaca, jadi register tidak dicocokkan dengannya; "
        f"buat ulang dengan: kinerja laporan {nama} --paksa"
        for nama, kepala in _read_manifes(folder, opd)
        if kepala is None
    )


def _build_jalur(folder_data: Path) -> Path:
    return open_terima(folder_data).induk / NAMA_KEPALA


def _read_manifes(folder: Folder, opd: str) -> Iterator[tuple[str, str | None]]:
    """Give each period with the head its manifest names, None where that cannot be read."""
    for jalur in sorted(folder.hasil(opd).glob("*/manifes.json")):
        try:
            kepala = json.loads(jalur.read_bytes()).get("kepala_register", "")
        except (OSError, ValueError, AttributeError):
            kepala = None
        yield jalur.parent.name, kepala if isinstance(kepala, str) else None
