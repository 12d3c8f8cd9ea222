"""How the lembar disposisi looks: letterhead, boxed lines, A4 upright on one page's width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from kinerja.excel.sel import format_kolom
from kinerja.excel.tulis_sel import open_sel

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

TINGGI_BUTIR: Final = 24.0
_HITAM: Final = "FF000000"
_TIPIS: Final = Side(style="thin", color="FF7F7F7F")
_KOTAK: Final = Border(left=_TIPIS, right=_TIPIS, top=_TIPIS, bottom=_TIPIS)
_GARIS_KOP: Final = Border(bottom=Side(style="double", color=_HITAM))
_PUTIH, _KUNING = PatternFill("solid", fgColor="FFFFFFFF"), PatternFill("solid", fgColor="FFFFF8DC")
_LABEL: Final = PatternFill("solid", fgColor="FFF2F2F2")
_TINGGI_BARIS: Final = 15.0
_BARIS_MAKS: Final = 20


def set_lebar(lembar: Worksheet, lebar: Sequence[int]) -> None:
    """Set the widths of the columns."""
    lembar.sheet_view.showGridLines = False
    for nomor, satu in enumerate(lebar, start=1):
        lembar.column_dimensions[format_kolom(nomor)].width = satu


def set_tengah(lembar: Worksheet, baris: int, akhir: int) -> None:
    """Centre a text across the columns without merging them."""
    for kolom in range(1, akhir + 1):
        open_sel(lembar, baris, kolom).alignment = Alignment(
            horizontal="centerContinuous", vertical="center"
        )


def set_kop(sel: Cell, *, is_utama: bool) -> None:
    """Style a line of the letterhead; the agency's own is larger."""
    sel.font = Font(name="Calibri", size=16 if is_utama else 13, bold=True)


def set_alamat(sel: Cell) -> None:
    """Style an address line."""
    sel.font = Font(name="Calibri", size=9)


def set_petunjuk(sel: Cell) -> None:
    """Style a hint beside a cell to fill in."""
    sel.font = Font(name="Calibri", size=9, italic=True)


def set_garis_kop(lembar: Worksheet, baris: int, akhir: int) -> None:
    """Draw the double line below the letterhead."""
    lembar.row_dimensions[baris].height = 5
    for kolom in range(1, akhir + 1):
        open_sel(lembar, baris, kolom).border = _GARIS_KOP


def set_judul(lembar: Worksheet, sel: Cell) -> None:
    """Style the title of the sheet."""
    sel.font = Font(name="Calibri", size=14, bold=True)
    lembar.row_dimensions[sel.row].height = 28


def set_label(lembar: Worksheet, baris: int, akhir: int) -> None:
    """Style the label of a line of the head."""
    for kolom in range(1, akhir + 1):
        sel = open_sel(lembar, baris, kolom)
        sel.font = Font(name="Calibri", bold=True)
        sel.fill = _LABEL
        sel.alignment = Alignment(vertical="top")
        kiri, kanan = kolom == 1, kolom == akhir
        sel.border = Border(
            left=_TIPIS if kiri else None,
            right=_TIPIS if kanan else None,
            top=_TIPIS,
            bottom=_TIPIS,
        )


def set_rentang(lembar: Worksheet, baris: int, letak: tuple[int, int]) -> None:
    """Merge the cell of a line up to the right edge, with a frame around all of it."""
    awal, akhir = letak
    for kolom in range(awal, akhir + 1):
        open_sel(lembar, baris, kolom).border = _KOTAK
    lembar.merge_cells(start_row=baris, end_row=baris, start_column=awal, end_column=akhir)


def set_sel(sel: Cell, *, is_isian: bool, is_tengah: bool = False) -> None:
    """Style a cell: yellow takes input, the others are locked."""
    sel.border = _KOTAK
    sel.fill = _KUNING if is_isian else _PUTIH
    sel.protection = Protection(locked=not is_isian)
    sel.alignment = Alignment(
        horizontal="center" if is_tengah else "left", vertical="top", wrap_text=True
    )


def set_paraf(sel: Cell) -> None:
    """Put the office below the room for the paraf."""
    sel.alignment = Alignment(horizontal="right", vertical="bottom", wrap_text=True)


def set_tinggi(
    lembar: Worksheet, baris: int, teks: Sequence[tuple[str, int]], paling_rendah: float
) -> None:
    """Make a row as high as its longest wrapped text needs, as far as can be guessed."""
    banyak = max(
        sum(-(-len(bagian) // lebar) or 1 for bagian in isi.split("\n")) for isi, lebar in teks
    )
    tinggi = max(_TINGGI_BARIS * min(banyak, _BARIS_MAKS), paling_rendah)
    if tinggi > _TINGGI_BARIS:
        lembar.row_dimensions[baris].height = tinggi


def set_halaman(lembar: Worksheet, judul: int) -> None:
    """Print on A4 upright, one page wide, with the headings of the table on every page."""
    lembar.page_setup.orientation = "portrait"
    lembar.page_setup.paperSize = lembar.PAPERSIZE_A4
    lembar.page_setup.fitToWidth, lembar.page_setup.fitToHeight = 1, 0
    lembar.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    lembar.page_margins = PageMargins(left=0.5, right=0.4, top=0.4, bottom=0.7, footer=0.35)
    lembar.print_options.horizontalCentered = True
    lembar.print_title_rows = f"{judul}:{judul}"
    kaki = lembar.oddFooter
    if kaki is not None and kaki.right is not None:
        kaki.right.text = "Halaman &P dari &N"
