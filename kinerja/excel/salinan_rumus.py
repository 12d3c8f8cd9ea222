"""Takes out of a copied workbook every formula that could do more than compute from its cells.

The copy is opened by people, and Excel computes what stands in it. Formulas of plain functions and
the workbook's own cells stay live, so that a copy can be corrected and handed in again; all others
(web services, other files, programs) are written as the text that they are. Names, conditional
formats and lists are kept on the same terms.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from openpyxl.cell.cell import Cell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from kinerja.excel.batas import TEKS_SALINAN_MAKS

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.workbook.defined_name import DefinedNameDict
    from openpyxl.worksheet.worksheet import Worksheet

_AMAN: Final = frozenset(
    (  # noqa: SIM905 - sixty lines otherwise
        "ABS AND AVERAGE AVERAGEIF AVERAGEIFS CHOOSE CONCAT CONCATENATE COUNT COUNTA COUNTBLANK "
        "COUNTIF COUNTIFS DATE DAY EOMONTH EXACT FALSE FIND HLOOKUP IF IFERROR IFNA IFS INDEX INT "
        "ISBLANK ISERROR ISNA ISNUMBER ISTEXT LARGE LEFT LEN LOWER MATCH MAX MEDIAN MID MIN MOD "
        "MONTH N NOT OR POWER PRODUCT RANK RIGHT ROUND ROUNDDOWN ROUNDUP ROW ROWS SEARCH SMALL "
        "SQRT SUBSTITUTE SUBTOTAL SUM SUMIF SUMIFS SUMPRODUCT T TEXT TEXTJOIN TODAY TRIM TRUE "
        "TRUNC UPPER VALUE VLOOKUP XLOOKUP YEAR"
    ).split()
)
_KUTIP: Final = re.compile(r'"(?:[^"]|"")*+"|\'(?:[^\']|\'\')*+\'')
_FUNGSI: Final = re.compile(r"(?<![\w.])([A-Za-z_][\w.]*+)\s*+\(")
_LUAR: Final = re.compile(r"[\[\]|{}#@\\\"']")
_NAMA_KIT: Final = ("_xlnm.print_area", "_xlnm.print_titles", "_xlnm._filterdatabase")


def is_rumus_aman(rumus: str) -> bool:
    """Tell whether a formula only computes from cells of its own workbook.

    >>> [is_rumus_aman(f) for f in ("=SUM(A1:A3)*2", "='Sub Kegiatan'!A1", '=IF(A1="",0,1)')]
    [True, True, True]
    >>> [is_rumus_aman(f) for f in ('=WEBSERVICE("x")', "=cmd|'/c calc'!A0", "=[b.xlsx]S!A1")]
    [False, False, False]
    """
    if len(rumus) > TEKS_SALINAN_MAKS:
        return False
    polos = _KUTIP.sub(_blank, rumus)
    return not _LUAR.search(polos) and all(
        nama.upper().removeprefix("_XLFN.") in _AMAN for nama in _FUNGSI.findall(polos)
    )


def _blank(cocok: re.Match[str]) -> str:
    """Take out a text; of a quoted sheet name leave what would lead to another file."""
    teks = cocok.group()
    return "[" if teks.startswith("'") and "[" in teks else " "


def check_rumus(buku: Workbook) -> None:
    """Turn every other formula of a workbook into text; other names and rules are dropped."""
    for lembar in buku.worksheets:
        for sel in list(lembar._cells.values()):  # noqa: SLF001 - only the cells that exist
            if isinstance(sel, Cell) and sel.data_type == "f" and not _is_sel_aman(sel):
                _write_teks(sel)
        _check_aturan(lembar)
        _check_nama(lembar.defined_names)
    _check_nama(buku.defined_names)


def _check_nama(per_nama: DefinedNameDict) -> None:
    for nama, isi in list(per_nama.items()):
        is_milik = nama.casefold().startswith(_NAMA_KIT)
        if not is_milik and (isi.xlm or not is_rumus_aman(str(isi.value))):
            del per_nama[nama]


def _is_sel_aman(sel: Cell) -> bool:
    nilai = sel.value
    if isinstance(nilai, DataTableFormula):
        return False
    return is_rumus_aman(str(nilai.text) if isinstance(nilai, ArrayFormula) else str(nilai))


def _write_teks(sel: Cell) -> None:
    nilai = sel.value
    teks = nilai.text if isinstance(nilai, ArrayFormula) else nilai
    sel.value = None if isinstance(teks, DataTableFormula) else str(teks)
    if sel.value is not None:
        sel.data_type = "s"
        sel.quotePrefix = True


def _check_aturan(lembar: Worksheet) -> None:
    """Drop conditional formats and lists whose formulas are not plain."""
    lama, baru = lembar.conditional_formatting, ConditionalFormattingList()
    for wilayah in lama:
        for aturan in wilayah.rules:
            if all(is_rumus_aman(f"={rumus}") for rumus in aturan.formula):
                baru.add(str(wilayah.sqref), aturan)
    lembar.conditional_formatting = baru
    lembar.data_validations.dataValidation = [
        satu
        for satu in lembar.data_validations.dataValidation
        if all(is_rumus_aman(f"={r}") for r in (satu.formula1, satu.formula2) if r)
    ]
