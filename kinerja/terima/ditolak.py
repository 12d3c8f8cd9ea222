"""Counting a form that goes back to its unit: the fact is recorded, the bytes are not kept."""

from __future__ import annotations

from pathlib import Path

from kinerja.folder import Folder
from kinerja.register import Register, record_setoran_ditolak
from kinerja.register.kunci import find_kunci
from kinerja.terima.baca import Bacaan


def record_ditolak(
    folder: Folder, opd: str, register: Register, bacaan: Bacaan, oleh: str = ""
) -> bool:
    """Record that a form went back; False where it was, is nobody's here, or the quarter is final.

    Raises:
        KinerjaError: where register or disk fail.
    """
    unit, periode, terbaca = bacaan.unit, bacaan.periode, bacaan.terbaca
    if not bacaan.is_dikembalikan or unit is None or periode is None or terbaca is None:
        return False
    if find_kunci(folder, opd, periode, register) is not None:
        return False
    return record_setoran_ditolak(
        register,
        periode=periode,
        unit=unit.slug,
        sha256=terbaca.berkas.sha256,
        nama_berkas=Path(bacaan.nama).name,
        kode=bacaan.kode_galat,
        oleh=oleh,
    )
