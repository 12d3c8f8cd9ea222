"""Putting working copies in place that a killed or hindered `terima` had recorded.

A mark beside a working copy says which receipt is about to be placed. Where it is the unit's last
one, the copy is placed from the stored bytes; where the register does not know it, nothing was
received. Without a mark nothing is touched: a copy changed or removed by hand stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from kinerja.folder import Folder, build_jalur_isian
from kinerja.galat import LaporanError, SumberError
from kinerja.periode import Periode
from kinerja.register import Register, list_setoran, open_register
from kinerja.register.tanda import list_tanda, read_tanda, remove_tanda
from kinerja.terima.salinan import replace_salinan


@dataclass(frozen=True, slots=True)
class HasilPulih:
    """What became of the marks: `<periode>/<unit>` placed, and (name, why) still waiting."""

    ditempatkan: tuple[str, ...] = ()
    tertunda: tuple[tuple[str, str], ...] = ()


def repair_salinan(folder: Folder, opd: str, periode: Periode) -> HasilPulih:
    """Settle the marks of the quarters up to a period; what cannot be placed stays marked.

    Opens the register only where a mark was left behind.

    Raises:
        SibukError: where forms are being received right now.
        HanyaBacaError: where the folder cannot be written to.
        KeutuhanError: where the register is not what was recorded.
    """
    if not any(list_tanda(folder, opd, satu) for satu in periode.daftar_triwulan):
        return HasilPulih()
    with open_register(folder, opd, is_tulis=True) as register:
        return place_tertinggal(folder, opd, register, *periode.daftar_triwulan)


def place_tertinggal(
    folder: Folder, opd: str, register: Register, *daftar_triwulan: Periode
) -> HasilPulih:
    """Settle the marks of quarters under the writer's lock."""
    ditempatkan: list[str] = []
    tertunda: list[tuple[str, str]] = []
    for triwulan in daftar_triwulan:
        for unit in list_tanda(folder, opd, triwulan):
            nama = f"{triwulan.slug}/{unit}"
            try:
                if _settle(folder, opd, register, triwulan, unit):
                    ditempatkan.append(nama)
            except (LaporanError, SumberError) as galat:
                tertunda.append((nama, galat.pesan))
    return HasilPulih(tuple(ditempatkan), tuple(tertunda))


def _settle(folder: Folder, opd: str, register: Register, periode: Periode, unit: str) -> bool:
    """Settle one mark; True where the working copy was placed."""
    jalur = build_jalur_isian(folder.data(opd), periode, unit)
    daftar = list_setoran(register, periode, unit)
    if daftar and daftar[-1].sha256 in read_tanda(jalur):
        replace_salinan(folder, opd, register, daftar[-1])
        return True
    remove_tanda(jalur)
    return False
