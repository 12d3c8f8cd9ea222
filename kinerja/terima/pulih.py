"""The working copy of a form, and putting it in place after a run that was killed.

A mark beside the working copy says which receipt is about to be placed. Where the register knows
that receipt, the copy is placed from the stored bytes; where it does not, nothing was received.
Without a mark nothing is touched: a copy changed or removed by hand stays as it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kinerja.berkas import write_berkas
from kinerja.folder import Folder, build_folder_triwulan, build_jalur_isian
from kinerja.periode import Periode
from kinerja.register import Register, list_setoran, open_register, read_berkas

_TANDA: Final = ".terima"


def write_tanda(jalur: Path, sidik: str) -> None:
    """Mark that the form with this hash is about to become the working copy."""
    write_berkas(_build_tanda(jalur), sidik.encode())


def place_salinan(jalur: Path, isi: bytes) -> None:
    """Put a working copy in place, and take its mark and half-written copies away."""
    if jalur.is_symlink() or not (jalur.is_file() and jalur.read_bytes() == isi):
        write_berkas(jalur, isi)
    _build_tanda(jalur).unlink(missing_ok=True)
    for pola in (f".{jalur.name}.*", f"..{jalur.name}.*"):
        for sisa in jalur.parent.glob(pola):
            sisa.unlink(missing_ok=True)


def repair_salinan(folder: Folder, opd: str, periode: Periode) -> tuple[str, ...]:
    """Put working copies in place that a killed `terima` had recorded; gives their names.

    Opens the register only where a mark was left behind.

    Raises:
        SibukError: where forms are being received right now.
    """
    daftar = [satu for satu in periode.daftar_triwulan if _list_tanda(folder, opd, satu)]
    if not daftar:
        return ()
    with open_register(folder, opd, is_tulis=True) as register:
        return tuple(
            f"{satu.slug}/{unit}"
            for satu in daftar
            for unit in place_tertinggal(folder, opd, register, satu)
        )


def place_tertinggal(
    folder: Folder, opd: str, register: Register, periode: Periode
) -> tuple[str, ...]:
    """Settle the marks of a quarter under the writer's lock; gives the units that were placed."""
    hasil: list[str] = []
    tanda = _list_tanda(folder, opd, periode)
    terakhir = {satu.unit: satu for satu in list_setoran(register, periode)} if tanda else {}
    for jalur in tanda:
        unit = jalur.name.removeprefix(".").removesuffix(f".xlsx{_TANDA}")
        setoran = terakhir.get(unit)
        if setoran is not None and jalur.read_bytes() == setoran.sha256.encode():
            isi = read_berkas(folder, opd, setoran.sha256)
            place_salinan(build_jalur_isian(folder.data(opd), periode, unit), isi)
            hasil.append(unit)
        else:
            jalur.unlink(missing_ok=True)
    return tuple(hasil)


def _build_tanda(jalur: Path) -> Path:
    return jalur.with_name(f".{jalur.name}{_TANDA}")


def _list_tanda(folder: Folder, opd: str, periode: Periode) -> list[Path]:
    induk = build_folder_triwulan(folder.data(opd), periode)
    return sorted(induk.glob(f".*.xlsx{_TANDA}"))
