"""Puts values into cells: numbers as numbers, dates as dates, texts never as formulas.

The only formulas are our own, handed over as `Rumus`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from openpyxl.cell.cell import Cell

from kinerja.excel import gaya_sel
from kinerja.excel.konversi import KENDALI, PANJANG_TEKS_MAKS
from kinerja.excel.konversi_angka import EXCEL
from kinerja.excel.pencatat import format_kutipan
from kinerja.galat import ParameterError
from kinerja.kolom import Kolom, Tipe

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_AWAL_RUMUS: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Rumus:
    """A formula of ours, in Excel's English notation without the equals sign."""

    isi: str


NilaiSel = Decimal | int | date | str | Rumus | None


def open_sel(lembar: Worksheet, baris: int, kolom: int) -> Cell:
    """Give a cell of a sheet that was just made."""
    sel = lembar.cell(baris, kolom)
    if not isinstance(sel, Cell):
        raise TypeError(sel)  # a sheet that was just made has no merged cells
    return sel


def set_nilai(sel: Cell, kolom: Kolom, tipe: Tipe, baris: Mapping[str, NilaiSel]) -> None:
    """Put a value into a cell in the shape of its column, with its number format."""
    nilai = baris.get(kolom.nama)
    if isinstance(nilai, Rumus):
        set_isi(sel, nilai)
        sel.number_format = gaya_sel.format_angka(tipe, None) if tipe is Tipe.RUPIAH else "General"
        return
    if tipe is Tipe.RUPIAH and isinstance(nilai, int):
        nilai = Decimal(nilai).scaleb(-2)
    if isinstance(nilai, str):
        if nilai:
            set_teks(sel, nilai)
        sel.number_format = gaya_sel.format_angka(Tipe.KODE, None)
        return
    if isinstance(nilai, (Decimal, int)):
        _set_angka(sel, Decimal(nilai))
        sel.number_format = gaya_sel.format_angka(tipe, Decimal(nilai))
        return
    if nilai is not None:
        sel.value = nilai
        tipe = Tipe.TANGGAL
    is_sempit = tipe is Tipe.TANGGAL and kolom.lebar < gaya_sel.LEBAR_TANGGAL
    sel.number_format = gaya_sel.TANGGAL_PENDEK if is_sempit else gaya_sel.format_angka(tipe, None)


def set_isi(sel: Cell, isi: str | Rumus) -> None:
    """Put a text or a formula of ours into a cell."""
    if isinstance(isi, Rumus):
        sel.value = f"={isi.isi}"
        return
    set_teks(sel, isi)


def _set_angka(sel: Cell, nilai: Decimal) -> None:
    if not nilai.is_finite() or EXCEL.plus(nilai) != nilai:
        raise ParameterError(
            "Angka tidak muat di sel Excel",
            tempat=f'lembar "{sel.parent.title}", sel {sel.coordinate}',
            ditemukan=str(nilai),
            diharapkan="paling banyak 15 angka penting",
            saran="Bulatkan angkanya sebelum ditulis.",
        )
    sel.value = int(nilai) if nilai == nilai.to_integral_value() else float(nilai)


def set_teks(sel: Cell, teks: str) -> None:
    """Put a text into a cell that stays text: no formula, no error value, no escape of Excel's."""
    tertulis = _ESCAPE.sub("_x005F_", teks)
    kendali = KENDALI.search(tertulis)
    if kendali or len(tertulis) > PANJANG_TEKS_MAKS:
        raise ParameterError(
            "Teks tidak muat di sel Excel",
            tempat=f'lembar "{sel.parent.title}", sel {sel.coordinate}',
            ditemukan=f"karakter kendali U+{ord(kendali.group()):04X}"
            if kendali
            else f"{len(tertulis)} karakter",
            diharapkan=f"paling banyak {PANJANG_TEKS_MAKS} karakter tanpa karakter kendali",
            saran=f"Betulkan teks {format_kutipan(teks)}.",
        )
    sel.value = tertulis
    sel.data_type = "s"
    if tertulis.startswith(_AWAL_RUMUS):
        sel.quotePrefix = True
