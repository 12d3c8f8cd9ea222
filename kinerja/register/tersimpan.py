"""Workbooks of final quarters against what was recorded: changed in the folder, they do not count.

A final quarter takes no submission, whichever way it comes. Moves and records nothing.
"""

from __future__ import annotations

from pathlib import Path

from kinerja.folder import Folder, build_jalur_isian
from kinerja.gudang import open_terima
from kinerja.periode import Periode
from kinerja.register.buku import Register, open_register
from kinerja.register.kunci import find_kunci
from kinerja.register.setoran import AKHIRAN_FORMULIR, list_setoran
from kinerja.register.tanda import is_isi


def list_terkunci_berubah(
    folder: Folder, opd: str, periode: Periode, daftar_unit: tuple[str, ...]
) -> dict[tuple[str, int], str]:
    """Map (unit, triwulan) up to a period to what to do about its workbook in a final quarter.

    Only those whose workbook is not the last one recorded. A quarter that was declared final
    before anything of it was recorded is recorded as it is first read.

    Args:
        folder: The working folder.
        opd: The agency.
        periode: A quarter or a year.
        daftar_unit: The slugs of the agency's units.

    Raises:
        KeutuhanError: where the register is damaged.
    """
    hasil: dict[tuple[str, int], str] = {}
    with open_register(folder, opd) as register:
        for triwulan in periode.daftar_triwulan:
            beda = {
                unit: sidik
                for unit in daftar_unit
                if (sidik := _find_beda(folder, opd, register, triwulan, unit)) is not None
            }
            if beda and (kunci := find_kunci(folder, opd, triwulan, register)) is not None:
                for unit, sidik in beda.items():
                    if sidik or (kunci.asal == "register" and list_setoran(register, triwulan)):
                        saran = _build_saran(folder, opd, triwulan, sidik)
                        hasil[unit, triwulan.triwulan or 0] = saran
    return hasil


def _find_beda(
    folder: Folder, opd: str, register: Register, periode: Periode, unit: str
) -> str | None:
    """Give the hash that was recorded where the workbook has another.

    Empty where there is a workbook and none was recorded; None where nothing differs.
    """
    jalur = build_jalur_isian(folder.data(opd), periode, unit)
    daftar = list_setoran(register, periode, unit)
    if daftar:
        return None if is_isi(jalur, daftar[-1].sha256) else daftar[-1].sha256
    return "" if jalur.exists() else None


def _build_saran(folder: Folder, opd: str, periode: Periode, sidik: str) -> str:
    if sidik:
        asal: Path = open_terima(folder.data(opd)).build_jalur(sidik, AKHIRAN_FORMULIR)
        pulih = f"Kembalikan dari {asal.relative_to(folder.akar).as_posix()}"
    else:
        pulih = "Keluarkan berkas ini dari folder itu"
    buka = f'kinerja status {periode.slug} --buka --alasan "…" --oleh "…"'
    return f"{pulih}, atau buka dahulu triwulannya: {buka}"
