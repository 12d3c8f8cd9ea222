"""Forms that go back to their unit: counted, and those of a final quarter refused.

Only the fact that a form went back is recorded, its bytes are not kept.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kinerja.excel.pencatat import Pencatat
from kinerja.folder import Folder
from kinerja.register import Register, record_setoran_ditolak
from kinerja.register.kunci import build_terkunci, find_kunci
from kinerja.terima.baca import Bacaan
from kinerja.terima.hasil import HasilBerkas


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


def check_kunci(
    folder: Folder, opd: str, register: Register, hasil: HasilBerkas
) -> HasilBerkas | None:
    """Refuse a form of a final quarter, with the way to open it; None where it is open."""
    if hasil.periode is None:
        return None
    kunci = find_kunci(folder, opd, hasil.periode, register)
    if kunci is None:
        return None
    galat = build_terkunci(kunci, opd, hasil.periode, "Formulir ini tidak diterima")
    pencatat = Pencatat(hasil.nama, hasil.unit.slug if hasil.unit else "")
    pencatat.galat("K-TERKUNCI", galat.masalah, ditemukan=galat.ditemukan, saran=galat.saran)
    return replace(hasil, temuan=(*hasil.temuan, *pencatat.temuan))
