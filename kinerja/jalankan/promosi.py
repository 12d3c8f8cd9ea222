"""Moving finished files from staging into the output folder; the parent process alone does it.

A file of the report before that the new one does not bring along (a format that failed or was not
asked for) goes to `lama/`, so that no two formats beside each other disagree.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Final

from kinerja.berkas import build_galat_tulis, compute_sha256, replace_berkas
from kinerja.galat import LaporanError
from kinerja.jalankan.manifes import Catatan
from kinerja.jalankan.tugas import BERKAS_JEJAK, HasilTugas, Tugas

FOLDER_GAGAL: Final = "gagal"
FOLDER_LAMA: Final = "lama"


def write_keluaran(
    tugas: Tugas, hasil: HasilTugas, folder: Path, lama: Catatan | None
) -> dict[str, dict[str, Any]]:
    """Promote a finished report; gives its files as the manifest lists them.

    Raises:
        LaporanError: where a staged file is not what the worker measured, or cannot be moved.
    """
    for berkas in hasil.berkas:
        sumber = tugas.giliran / berkas.tujuan
        if not sumber.is_file() or compute_sha256(sumber) != berkas.sha256:
            raise LaporanError(
                "Berkas di giliran berubah sebelum dipindahkan", tempat=berkas.tujuan
            )
    keluaran: dict[str, dict[str, Any]] = {}
    for berkas in hasil.berkas:
        tujuan = folder / berkas.tujuan
        try:
            tujuan.parent.mkdir(parents=True, exist_ok=True)
            jadi = replace_berkas(tugas.giliran / berkas.tujuan, tujuan)
        except OSError as galat:
            raise build_galat_tulis(galat, tujuan, berkas.ukuran) from galat
        keluaran[jadi.relative_to(folder).as_posix()] = {
            "bentuk": berkas.bentuk,
            "sha256": berkas.sha256,
            "ukuran": berkas.ukuran,
        }
        (folder / FOLDER_LAMA / berkas.tujuan).unlink(missing_ok=True)
    for nama in ("bidang", ""):
        _remove_kosong(folder / FOLDER_LAMA / nama)
    return keluaran | move_lama(lama, keluaran, folder)


def move_lama(
    lama: Catatan | None, keluaran: dict[str, dict[str, Any]], folder: Path
) -> dict[str, dict[str, Any]]:
    """Move the files of the report before that have no successor to `lama/`; gives them."""
    hasil: dict[str, dict[str, Any]] = {}
    for nama, isi in (lama.keluaran if lama else {}).items():
        if nama in keluaran or not (folder / nama).is_file():
            continue
        baru = nama if nama.startswith(f"{FOLDER_LAMA}/") else f"{FOLDER_LAMA}/{nama}"
        (folder / baru).parent.mkdir(parents=True, exist_ok=True)
        jadi = replace_berkas(folder / nama, folder / baru)
        hasil[jadi.relative_to(folder).as_posix()] = isi | {"bentuk": FOLDER_LAMA}
    return hasil


def write_gagal(tugas: Tugas, hasil: HasilTugas, folder: Path) -> str:
    """Keep under `gagal/` what helps to find a fault; gives the executed notebook, or nothing."""
    remove_gagal(tugas, folder)
    gagal = folder / FOLDER_GAGAL
    jejak = tugas.giliran / BERKAS_JEJAK
    if hasil.notebook_gagal or jejak.exists():
        gagal.mkdir(parents=True, exist_ok=True)
    if jejak.exists():
        replace_berkas(jejak, gagal / f"{tugas.nama_datar}.txt")
    if not hasil.notebook_gagal:
        return ""
    tujuan = gagal / f"{tugas.nama_datar}.ipynb"
    return (
        replace_berkas(tugas.giliran / hasil.notebook_gagal, tujuan).relative_to(folder).as_posix()
    )


def remove_gagal(tugas: Tugas, folder: Path) -> None:
    """Remove what an earlier failure of a job left."""
    gagal = folder / FOLDER_GAGAL
    for akhiran in ("ipynb", "txt"):
        (gagal / f"{tugas.nama_datar}.{akhiran}").unlink(missing_ok=True)
    _remove_kosong(gagal)


def remove_giliran(giliran: Path) -> None:
    """Remove staging, also what a killed run left."""
    shutil.rmtree(giliran, ignore_errors=True)


def _remove_kosong(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
