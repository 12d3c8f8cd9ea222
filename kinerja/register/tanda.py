"""Marks beside working copies: which receipts are about to be placed there.

A mark is written before its receipt is recorded and goes when the working copy is in place. A
working copy whose mark names the unit's last receipt is behind it, and is no isian until it is
replaced. Moves no working copy.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kinerja.berkas import build_galat_tulis, compute_sha256, write_berkas
from kinerja.folder import Folder, build_folder_triwulan, build_jalur_isian
from kinerja.galat import KinerjaError
from kinerja.periode import Periode
from kinerja.register.buku import open_register
from kinerja.register.setoran import Setoran, list_setoran

_AKHIRAN: Final = ".xlsx.terima"


def write_tanda(jalur: Path, sha256: str) -> None:
    """Mark that the form with this hash is about to become the working copy.

    Hashes that stand there stay: an earlier receipt may still be waiting for its place.
    """
    daftar = read_tanda(jalur)
    if sha256 not in daftar:
        write_berkas(
            build_tanda(jalur), "".join(f"{satu}\n" for satu in (*daftar, sha256)).encode()
        )


def read_tanda(jalur: Path) -> tuple[str, ...]:
    """Read the hashes that the mark of a working copy names; none where there is no mark."""
    try:
        return tuple(build_tanda(jalur).read_text(errors="replace").split())
    except FileNotFoundError:
        return ()


def remove_tanda(jalur: Path) -> None:
    """Take the mark of a working copy away.

    Raises:
        LaporanError: where it cannot be removed.
    """
    try:
        build_tanda(jalur).unlink(missing_ok=True)
    except OSError as galat:
        raise build_galat_tulis(galat, jalur, 0) from galat


def has_tanda(jalur: Path) -> bool:
    """Tell whether a working copy is marked."""
    return build_tanda(jalur).exists()


def build_tanda(jalur: Path) -> Path:
    """Build the path of the mark of a working copy."""
    return jalur.with_name(f".{jalur.stem}{_AKHIRAN}")


def list_tanda(folder: Folder, opd: str, periode: Periode) -> tuple[str, ...]:
    """List the units of a quarter whose working copies are marked."""
    induk = build_folder_triwulan(folder.data(opd), periode)
    return tuple(
        sorted(
            jalur.name.removeprefix(".").removesuffix(_AKHIRAN)
            for jalur in induk.glob(f".*{_AKHIRAN}")
        )
    )


def list_tertunda(folder: Folder, opd: str, periode: Periode) -> frozenset[tuple[str, int]]:
    """List the (unit, triwulan) up to a period whose working copy is behind the last receipt.

    Opens the register only where a mark was left; where it cannot be read, every marked unit is
    behind.
    """
    ada = {
        (unit, satu.triwulan or 0): satu
        for satu in periode.daftar_triwulan
        for unit in list_tanda(folder, opd, satu)
    }
    if not ada:
        return frozenset()
    try:
        with open_register(folder, opd) as register:
            return frozenset(
                (unit, nomor)
                for (unit, nomor), satu in ada.items()
                if _is_tertunda(folder, opd, list_setoran(register, satu, unit))
            )
    except (KinerjaError, OSError):
        return frozenset(ada)


def _is_tertunda(folder: Folder, opd: str, daftar: tuple[Setoran, ...]) -> bool:
    if not daftar:
        return False
    akhir = daftar[-1]
    jalur = build_jalur_isian(folder.data(opd), akhir.periode, akhir.unit)
    return akhir.sha256 in read_tanda(jalur) and not is_isi(jalur, akhir.sha256)


def is_isi(jalur: Path, sha256: str) -> bool:
    """Tell whether a file of its own, no link, has this hash."""
    return jalur.is_file() and not jalur.is_symlink() and compute_sha256(jalur) == sha256
