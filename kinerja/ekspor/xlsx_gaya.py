"""How the cells of the recap workbook look: fills, number formats, rules that follow the values.

Numbers carry Indonesian marks where a program heeds the language of a format; elsewhere the
reader's own.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, Final

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from kinerja.excel.tulis_sel import open_sel
from kinerja.isi.html_teks import Data

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_BAHASA: Final = "[$-421]"
FORMAT: Final = {
    "persen": f'{_BAHASA}#,##0.00"%"',
    "poin": f"{_BAHASA}#,##0.00",
    "angka": f"{_BAHASA}#,##0.00",
    "rupiah": f"{_BAHASA}#,##0",
    "cacah": f"{_BAHASA}#,##0",
    "tanggal": f"{_BAHASA}d mmmm yyyy",
}
_UTUH: Final = f"{_BAHASA}#,##0"
_SEN: Final = f"{_BAHASA}#,##0.00"
_ISI: Final = {
    "kepala": "FF12395B",
    "grup": "FF2E75B6",
    "isian": "FFFFF8DC",
    "bantu": "FFF2F2F2",
    "baris_grup": "FFE8EEF5",
    "baris_jumlah": "FFD6E4F0",
}
_NADA: Final = {
    "hijau_tua": "FFA9D08E",
    "hijau": "FFC6E0B4",
    "kuning": "FFFFE699",
    "jingga": "FFF8CBAD",
    "merah": "FFF4B0B0",
    "abu": "FFE7E6E6",
}
_GARIS: Final = Side(style="thin", color="FFBFBFBF")
_KOTAK: Final = Border(left=_GARIS, right=_GARIS, top=_GARIS, bottom=_GARIS)
_KEADAAN: Final = ("belum lapor", "tidak diukur", "tidak dapat dihitung")
_DXF_UTUH, _DXF_SEN = 171, 172  # number formats of rules carry an id of their own


class Gaya:
    """Sets styles; each kind of cell is made once and copied after that."""

    def __init__(self, buku: Workbook, warna: list[Data]) -> None:
        self._buku = buku
        self._warna = warna
        self._contoh: Worksheet = buku.create_sheet("contoh gaya")
        self._gaya: dict[tuple[str, ...], Cell] = {}

    def close(self) -> None:
        """Remove the sheet that the kinds of cells were made on."""
        self._buku.remove(self._contoh)

    def set_kepala(self, sel: Cell, peran: str) -> None:
        """Style a heading, a group heading, or a column number."""
        self._set(sel, ("kepala", peran))

    def set_isi(self, sel: Cell, peran: str, bentuk: str, jenis: str, *, is_teks: bool) -> None:
        """Style a cell of the table by what its column is for, its form and its row."""
        self._set(sel, ("isi", peran, bentuk, jenis, "teks" if is_teks else ""))

    def _set(self, sel: Cell, kunci: tuple[str, ...]) -> None:
        if kunci not in self._gaya:
            contoh, kosong = open_sel(self._contoh, 1, 1), open_sel(self._contoh, 2, 1)
            _copy_gaya(kosong, contoh)
            if kunci[0] == "kepala":
                _style_kepala(contoh, *kunci[1:])
            else:
                _style_isi(contoh, *kunci[1:])
            self._gaya[kunci] = open_sel(self._contoh, 3 + len(self._gaya), 1)
            _copy_gaya(contoh, self._gaya[kunci])
        _copy_gaya(self._gaya[kunci], sel)

    def add_aturan(self, lembar: Worksheet, bentuk: str, huruf: str, daftar: list[int]) -> None:
        """Add the rules of a column's rows: decimals only where there are any, class colours."""
        jangkauan = " ".join(list_jangkauan(huruf, daftar))
        pertama = f"{huruf}{daftar[0]}"
        if bentuk == "angka":
            uji = f"AND(ISNUMBER({pertama}),ROUND({pertama},2)=ROUND({pertama},0))"
            _add(lembar, jangkauan, uji, DifferentialStyle(numFmt=NumberFormat(_DXF_UTUH, _UTUH)))
        elif bentuk == "rupiah":
            uji = f"AND(ISNUMBER({pertama}),ROUND({pertama},2)<>ROUND({pertama},0))"
            _add(lembar, jangkauan, uji, DifferentialStyle(numFmt=NumberFormat(_DXF_SEN, _SEN)))
        elif bentuk == "kategori":
            for nomor, satu in enumerate(self._warna, start=1):
                uji = f"{pertama}=INDEX(label_kategori,{nomor})"
                _add(lembar, jangkauan, uji, _fill(satu["nada"]))
            kata = ",".join(f'{pertama}="{satu}"' for satu in _KEADAAN)
            _add(lembar, jangkauan, f"OR({kata})", _fill("abu"))


def _copy_gaya(asal: Any, tujuan: Any) -> None:  # noqa: ANN401 - the hints leave `_style` out
    tujuan._style = copy(asal._style)  # noqa: SLF001


def list_jangkauan(huruf: str, daftar: list[int]) -> list[str]:
    """Write rows as ranges.

    >>> list_jangkauan("C", [6, 7, 9])
    ['C6:C7', 'C9:C9']
    """
    ada = set(daftar)
    awal = [satu for satu in daftar if satu - 1 not in ada]
    akhir = [satu for satu in daftar if satu + 1 not in ada]
    return [f"{huruf}{a}:{huruf}{b}" for a, b in zip(awal, akhir, strict=True)]


def _fill(nada: str) -> DifferentialStyle:
    return DifferentialStyle(fill=PatternFill("solid", bgColor=_NADA.get(nada, _NADA["abu"])))


def _add(lembar: Worksheet, jangkauan: str, uji: str, gaya: DifferentialStyle) -> None:
    lembar.conditional_formatting.add(jangkauan, Rule(type="expression", dxf=gaya, formula=[uji]))


def _style_kepala(sel: Cell, peran: str) -> None:
    sel.border = _KOTAK
    sel.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    if peran == "nomor":
        sel.font = Font(name="Calibri", size=9, italic=True)
        sel.fill = PatternFill("solid", fgColor=_ISI["bantu"])
        return
    sel.font = Font(name="Calibri", bold=True, color="FFFFFFFF")
    sel.fill = PatternFill("solid", fgColor=_ISI["grup" if peran == "grup" else "kepala"])


def _style_isi(sel: Cell, peran: str, bentuk: str, jenis: str, teks: str) -> None:
    is_kanan = bentuk not in {"teks", "kategori"}
    sel.border = _KOTAK
    sel.alignment = Alignment(
        horizontal="right" if is_kanan else "left",
        vertical="top",
        wrap_text=bool(teks),
        indent=0 if is_kanan else 1,
    )
    sel.number_format = FORMAT.get(bentuk, "General")
    sel.font = Font(name="Calibri", size=10, bold=jenis != "isi")
    warna = _ISI.get(f"baris_{jenis}") or _ISI.get(peran)
    if warna:
        sel.fill = PatternFill("solid", fgColor=warna)
