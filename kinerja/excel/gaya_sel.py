"""How written cells look: fonts, colours, number formats, comments, paper.

Number formats are written in Excel's own notation; Excel shows them with the reader's marks
(1.234,56 in an Indonesian setting).
"""

from __future__ import annotations

from decimal import Decimal
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from kinerja.kolom import Tipe

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_BIRU, _BIRU_MUDA, _KUNING, _KELABU = "FF1F3864", "FF2E75B6", "FFFFF8DC", "FFF2F2F2"
_KELABU_TUA, _HIJAU, _JINGGA = "FFD0D0D0", "FFC6E0B4", "FFF8CBAD"
_GARIS: Final = Side(style="thin", color="FFBFBFBF")
_KOTAK: Final = Border(left=_GARIS, right=_GARIS, top=_GARIS, bottom=_GARIS)
_ATAS: Final = Alignment(vertical="top", wrap_text=True)
_TANGGAL: Final = "[$-421]dd mmmm yyyy"
TANGGAL_PENDEK: Final = "[$-421]d mmm yyyy"
LEBAR_TANGGAL: Final = 17
"""Below this width of a column a date is written with its month cut short."""
_ATAS_TENGAH: Final = Alignment(horizontal="center", vertical="top", wrap_text=True)
_TENGAH: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
_PUTIH: Final = Font(name="Calibri", bold=True, color="FFFFFFFF")
_ISI: Final = {
    warna: PatternFill("solid", fgColor=warna)
    for warna in (_BIRU, _BIRU_MUDA, _KUNING, _KELABU, _KELABU_TUA)
}
_BUKA: Final = {terkunci: Protection(locked=terkunci) for terkunci in (True, False)}
_BAGIAN_ISI: Final = ("alignmentId", "borderId", "fillId", "protectionId")
_jadi: WeakKeyDictionary[Any, dict[tuple[bool, ...], dict[str, int]]] = WeakKeyDictionary()
"""By workbook, the numbers there of a look of `set_isi`."""
_DESIMAL_MAKS: Final = 6
_TINGGI_BARIS, _BARIS_TEKS_MAKS = 15.0, 27
_LEBAR_BAWAAN, _HURUF_SELEBAR = 8.43, 0.95
"""Width of a column without one, and how many letters go into one unit of width."""
_KOLOM_MAKS: Final = 64  # no sheet of ours is wider; a foreign one may claim any width
_BARIS_KOMENTAR: Final = 52  # characters of one line of a comment box


def format_angka(tipe: Tipe, nilai: Decimal | None) -> str:
    """Give the number format of a cell: text for codes, as many decimals as the number has.

    >>> format_angka(Tipe.RUPIAH, None), format_angka(Tipe.NILAI, Decimal("85.25"))
    ('#,##0', '#,##0.00')
    """
    if tipe is Tipe.TANGGAL:
        return _TANGGAL
    if tipe in {Tipe.KODE, Tipe.DAFTAR_KODE, Tipe.DAFTAR_TRIWULAN, Tipe.TEKS}:
        return "@"
    if tipe is Tipe.BULAT:
        return "0"
    if tipe in {Tipe.PILIHAN, Tipe.YA_TIDAK}:
        return "General"
    if nilai is None:
        return "#,##0" if tipe is Tipe.RUPIAH else "General"
    pangkat = nilai.normalize().as_tuple().exponent
    desimal = min(max(-pangkat, 0), _DESIMAL_MAKS) if isinstance(pangkat, int) else 0
    if tipe is Tipe.RUPIAH and desimal:
        desimal = 2
    return f"#,##0.{'0' * desimal}" if desimal else "#,##0"


def set_judul(sel: Cell) -> None:
    """Style the title of a sheet."""
    sel.font = Font(name="Calibri", size=14, bold=True, color=_BIRU)


def set_keterangan(sel: Cell) -> None:
    """Style the line below the title."""
    sel.font = Font(name="Calibri", size=10, italic=True, color="FF595959")


def set_petunjuk(nama: Cell, arti: Cell) -> None:
    """Style one line of the list of sheets."""
    nama.font = Font(name="Calibri", bold=True)
    nama.alignment = arti.alignment = _ATAS
    nama.border = arti.border = _KOTAK


def set_kepala(sel: Cell, *, is_isian: bool) -> None:
    """Style a heading; columns to be filled in stand out."""
    sel.font = _PUTIH
    sel.fill = _ISI[_BIRU_MUDA if is_isian else _BIRU]
    sel.alignment = _TENGAH
    sel.border = _KOTAK


def set_isi(
    sel: Cell,
    *,
    is_isian: bool,
    is_terkunci: bool,
    is_gelap: bool = False,
    is_tengah: bool = False,
) -> None:
    """Style a cell of the table: yellow takes input, grey is shown only, dark grey is no use.

    openpyxl compares a style with all others of the workbook; for a look it has, that is spared.
    """
    rupa = (is_isian, is_terkunci, is_gelap, is_tengah)
    gaya = sel._style = sel._style or StyleArray()  # type: ignore[attr-defined]  # noqa: SLF001
    jadi = _jadi.setdefault(sel.parent.parent, {})
    if rupa in jadi:
        for nama, nomor in jadi[rupa].items():
            setattr(gaya, nama, nomor)
        return
    sel.alignment = _ATAS_TENGAH if is_tengah else _ATAS
    sel.border = _KOTAK
    if is_terkunci:
        sel.fill = _ISI[_KUNING if is_isian else _KELABU_TUA if is_gelap else _KELABU]
        sel.protection = _BUKA[not is_isian]
    bagian = _BAGIAN_ISI if is_terkunci else _BAGIAN_ISI[:2]
    jadi[rupa] = {nama: getattr(gaya, nama) for nama in bagian}


def set_periksa(sel: Cell) -> None:
    """Style the live count above the headings."""
    sel.font = Font(name="Calibri", size=12, bold=True, color=_BIRU)


def set_komentar(sel: Cell, teks: str) -> None:
    """Hang a comment on a cell, in a box as large as its text."""
    komentar = Comment(teks, "kinerja")
    baris = sum(-(-len(bagian) // _BARIS_KOMENTAR) or 1 for bagian in teks.split("\n"))
    komentar.width, komentar.height = 380, 18 * baris + 12
    sel.comment = komentar


def add_warna(lembar: Worksheet, huruf: str, awal: int, akhir: int) -> None:
    """Colour the cells that say whether a row is complete."""
    jangkauan, pertama = f"{huruf}{awal}:{huruf}{akhir}", f"${huruf}{awal}"
    for rumus, warna in (
        (f'{pertama}="lengkap"', _HIJAU),
        (f'AND({pertama}<>"",LEFT({pertama},5)<>"tidak")', _JINGGA),
    ):
        gaya = DifferentialStyle(fill=PatternFill("solid", bgColor=warna))
        aturan = Rule(type="expression", dxf=gaya, formula=[rumus], stopIfTrue=True)
        lembar.conditional_formatting.add(jangkauan, aturan)


def set_tinggi(lembar: Worksheet, awal: int) -> None:
    """Make rows as high as their wrapped text needs, as far as can be guessed; none gets lower."""
    lebar: dict[int, float] = {}
    for huruf, dimensi in lembar.column_dimensions.items():
        pertama = dimensi.min or column_index_from_string(huruf)
        terakhir = min(dimensi.max or pertama, _KOLOM_MAKS)
        lebar |= dict.fromkeys(range(pertama, terakhir + 1), dimensi.width)
    tinggi: dict[int, int] = {}
    # Only the cells that exist: asking for rows would make every blank one between them.
    for (nomor, kolom), sel in lembar._cells.items():  # noqa: SLF001
        if nomor >= awal and sel.data_type == "s" and sel.alignment.wrap_text:
            muat = max(int(lebar.get(kolom, _LEBAR_BAWAAN) * _HURUF_SELEBAR), 1)
            baris = sum(len(wrap(bagian, muat)) or 1 for bagian in str(sel.value).split("\n"))
            tinggi[nomor] = max(tinggi.get(nomor, 1), baris)
    for nomor, baris in tinggi.items():
        kini = lembar.row_dimensions[nomor]
        kini.height = max(kini.height or 0, _TINGGI_BARIS * min(baris, _BARIS_TEKS_MAKS))


def set_cetak(
    lembar: Worksheet, baris_judul: int | None = None, *, halaman: int = 1, kolom_ulang: str = ""
) -> None:
    """Print landscape, so many pages wide, with headings (and first columns) on every page."""
    lembar.page_setup.orientation = "landscape"
    lembar.page_setup.paperSize = lembar.PAPERSIZE_A4
    lembar.page_setup.fitToWidth = halaman
    lembar.page_setup.fitToHeight = 0
    lembar.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    lembar.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.75, footer=0.35)
    kaki = lembar.oddFooter
    if kaki is not None and kaki.left is not None and kaki.right is not None:
        kaki.left.text, kaki.right.text = "&A", "Halaman &P dari &N"
    if baris_judul:
        lembar.print_title_rows = f"{baris_judul}:{baris_judul}"
    if kolom_ulang:
        lembar.print_title_cols = f"A:{kolom_ulang}"


def set_terkunci(lembar: Worksheet) -> None:
    """Protect a form without password: it deters slips and is no security."""
    lembar.protection.sheet = True
    lembar.protection.formatColumns = False
    lembar.protection.formatRows = False
