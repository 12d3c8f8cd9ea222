"""The verdict as a copy of the sender's own workbook: bad cells coloured and commented.

Works only on bytes that passed the preflight and that stay small once opened (`salinan_wajar`);
where a copy cannot be made, a plain workbook of the findings is built instead. Plain formulas are
carried along and never computed here, others become text (`salinan_rumus`); the sheets keep what
they hold.
"""

from __future__ import annotations

import io
import re
import warnings
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import openpyxl
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from kinerja.excel import gaya_sel
from kinerja.excel.batas import BARIS_MAKS, KOLOM_MAKS
from kinerja.excel.salinan_rumus import check_rumus
from kinerja.excel.salinan_wajar import is_wajar
from kinerja.excel.sel import format_kolom, parse_alamat
from kinerja.excel.tulis import BARIS_JUDUL
from kinerja.excel.tulis_temuan import (
    ISI,
    WARNA,
    IsiPeriksa,
    build_tautan_sel,
    dump_buku,
    format_aman,
    write_lembar_temuan,
)
from kinerja.kolom import HASIL_PERIKSA, LEMBAR_UNIT, NAMA_DISPOSISI, normalise_judul
from kinerja.temuan import Temuan, sort_temuan

if TYPE_CHECKING:
    from openpyxl.worksheet.hyperlink import Hyperlink
    from openpyxl.worksheet.worksheet import Worksheet

_SEL: Final = re.compile(r"([A-Z]{1,3}[0-9]{1,7})(?::[A-Z]{1,3}[0-9]{1,7})?\Z")
_BARIS: Final = re.compile(r"baris ([0-9]{1,7})")
_PEMBATAS: Final = "— Hasil periksa kinerja —"
_KUNING, _KELABU = "FFFFF8DC", "FFF2F2F2"
_LEMBAR_ISIAN: Final = frozenset(
    normalise_judul(nama) for nama in (NAMA_DISPOSISI, *(lembar.nama for lembar in LEMBAR_UNIT))
)


def build_hasil_periksa(isi: bytes | None, periksa: IsiPeriksa) -> tuple[bytes, bool]:
    """Build the verdict workbook; True where it is a copy of the sender's own.

    Args:
        isi: The workbook as received, or None where it did not pass the preflight.
        periksa: What the first sheet says.
    """
    if isi is not None and is_wajar(isi):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what is left out is not the sender's fault
                return _build_salinan(isi, periksa), True
        except Exception:  # noqa: BLE001, S110 - a foreign file breaks the library in any way
            pass
    buku = Workbook()
    lembar = buku.worksheets[0]
    lembar.title = HASIL_PERIKSA
    write_lembar_temuan(lembar, periksa, lambda _: None)
    return dump_buku(buku), False


def _build_salinan(isi: bytes, periksa: IsiPeriksa) -> bytes:
    buku = openpyxl.load_workbook(io.BytesIO(isi), keep_links=False)
    check_rumus(buku)
    for lembar in list(buku.worksheets):
        if normalise_judul(lembar.title) == normalise_judul(HASIL_PERIKSA):
            buku.remove(lembar)
        elif normalise_judul(lembar.title) in _LEMBAR_ISIAN:
            _clear_tanda(lembar)
            gaya_sel.set_tinggi(lembar, BARIS_JUDUL + 1)
    per_nama = {lembar.title: lembar for lembar in buku.worksheets}
    per_sel: dict[tuple[str, str], list[Temuan]] = defaultdict(list)
    for temuan in sort_temuan(periksa.temuan):
        alamat = find_sel(temuan.sel)
        if alamat and temuan.lembar in per_nama:
            per_sel[temuan.lembar, alamat].append(temuan)
    for (nama, alamat), daftar in per_sel.items():
        _mark(per_nama[nama], alamat, daftar)

    def tautan(temuan: Temuan) -> Hyperlink | None:
        if temuan.lembar not in per_nama:
            return None
        return build_tautan_sel(temuan.lembar, find_sel(temuan.sel) or "A1")

    depan = buku.create_sheet(HASIL_PERIKSA, 0)
    write_lembar_temuan(depan, periksa, tautan)
    for satu in buku.worksheets:
        satu.sheet_view.tabSelected = satu is depan
    buku.active = 0
    buku.calculation.fullCalcOnLoad = True
    return dump_buku(buku)


def find_sel(sel: str) -> str:
    """Give the cell that a finding's place is marked at; empty where it names none.

    >>> find_sel("E7"), find_sel("A5:B6"), find_sel("baris 4, 6–9"), find_sel("kolom C")
    ('E7', 'A5', 'A4', '')
    """
    cocok = _SEL.match(sel)
    if cocok is None:
        baris = _BARIS.match(sel)
        alamat = f"A{baris[1]}" if baris else ""
    else:
        alamat = cocok[1]
    if not alamat:
        return ""
    nomor, kolom = parse_alamat(alamat)
    return alamat if 1 <= nomor <= BARIS_MAKS and kolom <= KOLOM_MAKS else ""


def _mark(lembar: Worksheet, alamat: str, daftar: Iterable[Temuan]) -> None:
    """Colour a cell by its gravest finding and tell all of them in its comment."""
    sel = lembar[_find_pangkal(lembar, alamat)]
    if not isinstance(sel, Cell):
        return
    semua = list(daftar)
    bagian = [
        f"{t.tingkatan.value.upper()} {t.kode}: "
        + " ".join(kata for kata in (_describe(t), t.saran) if kata)
        for t in semua
    ]
    semula = f"{sel.comment.text}\n" if sel.comment else ""
    teks = format_aman("\n\n".join(bagian))
    sel.comment = Comment(f"{semula}{_PEMBATAS}\n{teks}", "kinerja", height=160, width=360)
    sel.fill = ISI[semua[0].tingkatan]


def _describe(temuan: Temuan) -> str:
    banding = [
        temuan.ditemukan,
        f"seharusnya {temuan.diharapkan}" if temuan.diharapkan else "",
    ]
    uraian = ", ".join(kata for kata in banding if kata)
    return f"{temuan.masalah}: {uraian}." if uraian else f"{temuan.masalah}."


def _find_pangkal(lembar: Worksheet, alamat: str) -> str:
    """Give the cell that carries the value of a merged area."""
    baris, kolom = parse_alamat(alamat)
    for gabungan in lembar.merged_cells.ranges:
        kiri, atas, kanan, bawah = gabungan.bounds
        if kiri <= kolom <= kanan and atas <= baris <= bawah:
            return f"{format_kolom(kiri)}{atas}"
    return alamat


def _clear_tanda(lembar: Worksheet) -> None:
    """Take away the marks of an earlier verdict, where its copy was corrected and handed in."""
    warna = set(WARNA.values())
    # Only the cells that exist: asking for rows would make every blank one between them.
    for sel in list(lembar._cells.values()):  # noqa: SLF001
        if not isinstance(sel, Cell):
            continue
        if sel.comment and _PEMBATAS in sel.comment.text:
            semula = sel.comment.text.split(_PEMBATAS)[0].rstrip("\n")
            sel.comment = Comment(semula, "") if semula else None
        if sel.fill.fill_type == "solid" and sel.fill.fgColor.rgb in warna:
            isi = _KELABU if sel.protection.locked else _KUNING
            sel.fill = PatternFill("solid", fgColor=isi)
