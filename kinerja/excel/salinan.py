"""The verdict as a copy of the sender's own workbook: bad cells coloured and commented.

Works only on bytes that passed the preflight and that stay small once opened; where a copy cannot
be made, a plain workbook of the findings is built instead. Formulas are carried along as text and
never computed; the sheets keep what they hold.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import openpyxl
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from kinerja.excel.buku import open_buku
from kinerja.excel.sel import format_kolom, parse_alamat
from kinerja.excel.tolak import BARIS_MAKS, KOLOM_MAKS, TolakError
from kinerja.excel.tulis_temuan import (
    ISI,
    TEMUAN_MAKS,
    WARNA,
    IsiPeriksa,
    build_tautan_sel,
    dump_buku,
    format_aman,
    write_lembar_temuan,
)
from kinerja.kolom import HASIL_PERIKSA, LEMBAR_UNIT, normalise_judul
from kinerja.temuan import Temuan, sort_temuan

if TYPE_CHECKING:
    from openpyxl.worksheet.hyperlink import Hyperlink
    from openpyxl.worksheet.worksheet import Worksheet

INFLASI_SALINAN_MAKS: Final = 8 * 1024 * 1024
UNSUR_SALINAN_MAKS: Final = 60_000
"""Largest workbook that is loaded whole to be copied; a form of the sample has 4.000 elements."""
_LUAS_MAKS: Final = 20_000
_RUJUKAN: Final = re.compile(rb"<(?:\w+:)?(\w+)\s(?:[^<>]*\s)?ref\s*=\s*[\"']([^\"']*)[\"']")
_WILAYAH: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_LUAS_BEBAS: Final = frozenset({b"dimension", b"autoFilter", b"f", b"selection", b"sortState"})
_SEL: Final = re.compile(r"([A-Z]{1,3}[0-9]{1,7})(?::[A-Z]{1,3}[0-9]{1,7})?\Z")
_BARIS: Final = re.compile(r"baris ([0-9]{1,7})")
_PEMBATAS: Final = "— Hasil periksa kinerja —"
_KUNING, _KELABU = "FFFFF8DC", "FFF2F2F2"
_LEMBAR_ISIAN: Final = frozenset(normalise_judul(lembar.nama) for lembar in LEMBAR_UNIT)


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


def is_wajar(isi: bytes) -> bool:
    """Tell whether a workbook stays small when it is loaded whole: size, sheets, areas it names."""
    try:
        open_buku(isi).arsip.close()
    except TolakError:  # a list of sheets that cannot be trusted
        return False
    luas = unsur = 0
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        daftar = arsip.infolist()
        if sum(info.file_size for info in daftar) > INFLASI_SALINAN_MAKS:
            return False
        for info in daftar:
            nama = info.filename.casefold()
            if nama.startswith("xl/media/"):
                continue
            bagian = arsip.read(info)
            unsur += bagian.count(b"<")
            if unsur > UNSUR_SALINAN_MAKS:
                return False
            if not nama.endswith(".xml") or "styles" in nama:
                continue
            for label, wilayah in _RUJUKAN.findall(bagian):
                if label not in _LUAS_BEBAS:
                    luas += _compute_luas(wilayah)
    return luas <= _LUAS_MAKS


def _compute_luas(wilayah: bytes) -> int:
    """Count the cells of the ranges in an attribute; one that cannot be read counts as too many."""
    jumlah = 0
    for satu in wilayah.decode("utf-8", "replace").split():
        cocok = _WILAYAH.fullmatch(satu)
        if cocok is None:
            return _LUAS_MAKS + 1
        atas, kiri = parse_alamat(f"{cocok[1]}{cocok[2]}")
        bawah, kanan = parse_alamat(f"{cocok[3] or cocok[1]}{cocok[4] or cocok[2]}")
        jumlah += (abs(bawah - atas) + 1) * (abs(kanan - kiri) + 1)
    return jumlah


def _build_salinan(isi: bytes, periksa: IsiPeriksa) -> bytes:
    buku = openpyxl.load_workbook(io.BytesIO(isi))
    for lembar in list(buku.worksheets):
        if normalise_judul(lembar.title) == normalise_judul(HASIL_PERIKSA):
            buku.remove(lembar)
        elif normalise_judul(lembar.title) in _LEMBAR_ISIAN:
            _clear_tanda(lembar)
    per_nama = {lembar.title: lembar for lembar in buku.worksheets}
    per_sel: dict[tuple[str, str], list[Temuan]] = defaultdict(list)
    for temuan in sort_temuan(periksa.temuan)[:TEMUAN_MAKS]:
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
