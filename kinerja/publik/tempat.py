"""Where a public edition lies: a folder of its own, replaced only as a whole.

A folder that already holds an edition is recognised by its list of files; one that holds anything
else is never touched.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Final

from kinerja.berkas import build_galat_tulis
from kinerja.folder import Folder
from kinerja.galat import ParameterError

NAMA_DAFTAR: Final = "daftar-berkas.json"
"""The edition's own list: each of its files with SHA-256."""
_MILIK_KIT: Final = ("data", "notebooks", "outputs", "parameters")


def check_tujuan_publik(folder: Folder, tujuan: Path) -> Path:
    """Give the target as an absolute path.

    Raises:
        ParameterError: where it lies among the kit's own files, or holds something else.
    """
    mutlak = tujuan.absolute()
    nyata = mutlak.resolve()
    milik = [(folder.akar / nama).resolve() for nama in _MILIK_KIT]
    if folder.akar.resolve().is_relative_to(nyata) or any(map(nyata.is_relative_to, milik)):
        raise ParameterError(
            "Edisi publik tidak boleh berada di antara berkas kerja",
            tempat=str(tujuan),
            saran="Sebutkan folder lain, mis. --publik publik.",
        )
    asing = _list_asing(mutlak)
    if asing:
        raise ParameterError(
            "Folder tujuan memuat berkas lain",
            tempat=str(tujuan),
            ditemukan=", ".join(asing[:3]),
            diharapkan="folder kosong atau edisi publik sebelumnya",
            saran="Sebutkan folder baru.",
        )
    return mutlak


def _list_asing(tujuan: Path) -> list[str]:
    """List what in the target no edition put there."""
    if not tujuan.exists() and not tujuan.is_symlink():
        return []
    if not tujuan.is_dir() or tujuan.is_symlink():
        return [tujuan.name]
    try:
        milik = {NAMA_DAFTAR, *json.loads((tujuan / NAMA_DAFTAR).read_bytes())["berkas"]}
    except (OSError, ValueError, KeyError, TypeError):
        milik = set()
    ada = (satu for satu in tujuan.rglob("*") if satu.is_symlink() or not satu.is_dir())
    return sorted(
        nama for satu in ada if (nama := satu.relative_to(tujuan).as_posix()) not in milik
    )


def place_edisi(giliran: Path, tujuan: Path) -> None:
    """Put a finished edition in its place; the one before it goes, or comes back on failure.

    Raises:
        LaporanError: where the folder cannot be replaced.
    """
    lama = giliran.with_name(f"{giliran.name}.lama")
    is_ada = tujuan.exists()
    try:
        if is_ada:
            tujuan.rename(lama)
        try:
            giliran.rename(tujuan)
        except OSError:
            if is_ada:
                lama.rename(tujuan)
            raise
    except OSError as galat:
        raise build_galat_tulis(galat, tujuan, 0) from galat
    shutil.rmtree(lama, ignore_errors=True)
