"""The base of all cell conversions: whose findings they are, and whether a cell can be read."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja.angka import TandaDesimal
from kinerja.excel.pencatat import Pencatat
from kinerja.excel.sel import JenisSel, Sel


@dataclass(frozen=True, slots=True)
class KonversiDasar:
    """Reads the cells of one sheet; all findings carry the sheet and the cell."""

    pencatat: Pencatat
    lembar: str
    is_1904: bool = False
    tanda_desimal: TandaDesimal | None = None

    def galat(self, sel: Sel, kode: str, masalah: str, **uraian: str) -> None:
        """Note a fault at a cell."""
        self.pencatat.galat(kode, masalah, (self.lembar, sel.alamat), **uraian)

    def peringatan(self, sel: Sel, kode: str, masalah: str, **uraian: str) -> None:
        """Note a warning at a cell."""
        self.pencatat.peringatan(kode, masalah, (self.lembar, sel.alamat), **uraian)

    def catatan(self, sel: Sel, kode: str, masalah: str, **uraian: str) -> None:
        """Note a remark at a cell."""
        self.pencatat.catatan(kode, masalah, (self.lembar, sel.alamat), **uraian)

    def is_terbaca(self, sel: Sel) -> bool:
        """Tell whether a cell holds something that can be read at all; notes where it cannot."""
        if sel.jenis is JenisSel.GALAT:
            self.galat(
                sel,
                "K-SEL-GALAT",
                "Sel berisi galat Excel",
                ditemukan=sel.isi,
                saran="Perbaiki rumusnya atau ketik nilainya.",
            )
        elif sel.jenis is JenisSel.RUMUS_KOSONG:
            self.galat(
                sel,
                "K-RUMUS",
                "Rumus tanpa nilai tersimpan",
                saran="Buka dan simpan ulang di Excel, atau ketik nilainya.",
            )
        else:
            return not sel.is_kosong
        return False
