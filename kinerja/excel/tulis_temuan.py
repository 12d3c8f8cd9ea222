"""Writes findings as a sheet to send on: coloured by severity, each with a link to its cell.

Texts go out as texts whatever they begin with; what XML cannot hold is written out in words.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink

from kinerja.angka import format_cacah
from kinerja.excel import gaya_sel
from kinerja.excel.konversi import KENDALI
from kinerja.excel.sel import format_kolom
from kinerja.excel.tulis_sel import open_sel, set_teks
from kinerja.temuan import Temuan, Tingkatan, sort_temuan

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

WARNA: Final = {
    Tingkatan.GALAT: "FFF4B0B0",
    Tingkatan.PERINGATAN: "FFFFD966",
    Tingkatan.CATATAN: "FFBDD7EE",
}
ISI: Final = {tingkatan: PatternFill("solid", fgColor=warna) for tingkatan, warna in WARNA.items()}
KEPALA_TEMUAN: Final = (
    ("No", 6),
    ("Tingkatan", 14),
    ("Kode", 22),
    ("Letak", 26),
    ("Masalah", 46),
    ("Ditemukan", 32),
    ("Seharusnya", 32),
    ("Yang harus dilakukan", 60),
)
TEMUAN_MAKS: Final = 500
"""Nobody reads more on one sheet, and each costs a row of eight cells."""
_KOLOM_LETAK: Final = 4
_KOLOM_TINGKATAN: Final = 2
_PANJANG_MAKS: Final = 2_000
_TAUTAN: Final = Font(name="Calibri", color="FF0563C1", underline="single")
_TEBAL: Final = Font(name="Calibri", bold=True)

Tautan = Callable[[Temuan], Hyperlink | None]
"""Gives the link of a finding; its `ref` is set where it is placed."""


@dataclass(frozen=True, slots=True)
class IsiPeriksa:
    """What a sheet of findings says: title, what is known of the file, findings, changes."""

    judul: str
    kepala: Sequence[tuple[str, str]]
    temuan: Sequence[Temuan]
    perbedaan: Sequence[Sequence[str]] = ()
    """Rows of sheet, code, heading, cell, old, new."""


def format_aman(teks: str) -> str:
    r"""Write out what a cell cannot hold, and cut what nobody reads.

    >>> format_aman("a" + chr(7))
    'a\\u0007'
    """
    aman = KENDALI.sub(lambda cocok: f"\\u{ord(cocok.group()):04x}", teks)
    return aman if len(aman) <= _PANJANG_MAKS else f"{aman[:_PANJANG_MAKS]}…"


def build_tautan_sel(lembar: str, sel: str, target: str = "") -> Hyperlink:
    """Build a link to a cell, in this workbook or in the file `target` names."""
    letak = f"'{lembar.replace(chr(39), chr(39) * 2)}'!{sel}" if lembar else None
    return Hyperlink(ref="A1", location=letak, target=target or None)


def write_lembar_temuan(lembar: Worksheet, isi: IsiPeriksa, tautan: Tautan) -> None:
    """Write head, findings and changes onto an empty sheet, ready to print."""
    lembar.sheet_view.showGridLines = False
    for nomor, (_, lebar) in enumerate(KEPALA_TEMUAN, start=1):
        lembar.column_dimensions[format_kolom(nomor)].width = lebar
    gaya_sel.set_judul(_write(lembar, 1, 1, isi.judul))
    baris = 2
    for kunci, nilai in isi.kepala:
        _write(lembar, baris, 1, kunci).font = _TEBAL
        _write(lembar, baris, _KOLOM_LETAK, nilai)
        baris += 1
    baris += 1
    if isi.temuan:
        _write_kepala(lembar, baris, [judul for judul, _ in KEPALA_TEMUAN])
        gaya_sel.set_cetak(lembar, baris)
        for nomor, temuan in enumerate(sort_temuan(isi.temuan)[:TEMUAN_MAKS], start=1):
            baris += 1
            _write_temuan(lembar, baris, nomor, temuan, tautan(temuan))
        if len(isi.temuan) > TEMUAN_MAKS:
            baris += 1
            banyak = f"{format_cacah(TEMUAN_MAKS)} dari {format_cacah(len(isi.temuan))} temuan"
            _write(lembar, baris, 1, f"Ditampilkan {banyak}; perbaiki dahulu yang ini.")
    else:
        _write(lembar, baris, 1, "Tidak ada temuan.")
        gaya_sel.set_cetak(lembar)
    if isi.perbedaan:
        baris += 2
        _write(lembar, baris, 1, "Perubahan dari kiriman sebelumnya").font = _TEBAL
        baris += 1
        _write_kepala(
            lembar, baris, ["No", "Lembar", "Kode", "Sel", "Kolom", "Semula", "Menjadi", ""]
        )
        for nomor, (nama, kode, judul, sel, lama, baru) in enumerate(isi.perbedaan, start=1):
            baris += 1
            _write_baris(lembar, baris, [str(nomor), nama, kode, sel, judul, lama, baru, ""])


def write_ringkasan(
    buku: Workbook,
    judul: str,
    kepala: Sequence[str],
    daftar: Sequence[tuple[str, Sequence[str]]],
) -> None:
    """Write the first sheet: one line per (sheet name, cells), the first cell linked to it."""
    lembar = buku.create_sheet("Ringkasan", 0)
    lembar.sheet_view.showGridLines = False
    for nomor in range(1, len(kepala) + 1):
        lembar.column_dimensions[format_kolom(nomor)].width = 44 if nomor == 1 else 18
    gaya_sel.set_judul(_write(lembar, 1, 1, judul))
    _write_kepala(lembar, 3, kepala)
    gaya_sel.set_cetak(lembar, 3)
    for baris, (nama, sel) in enumerate(daftar, start=4):
        _write_baris(lembar, baris, sel)
        if nama:
            _set_tautan(open_sel(lembar, baris, 1), build_tautan_sel(nama, "A1"))
    buku.active = 0


def dump_buku(buku: Workbook) -> bytes:
    """Give the bytes of a workbook."""
    wadah = io.BytesIO()
    buku.save(wadah)
    return wadah.getvalue()


def _write_temuan(
    lembar: Worksheet, baris: int, nomor: int, temuan: Temuan, tautan: Hyperlink | None
) -> None:
    letak = ", ".join(kata for kata in (temuan.lembar, temuan.sel) if kata) or temuan.berkas
    sel = [
        str(nomor),
        temuan.tingkatan.value.upper(),
        temuan.kode,
        letak,
        temuan.masalah,
        temuan.ditemukan,
        temuan.diharapkan,
        temuan.saran,
    ]
    _write_baris(lembar, baris, sel)
    open_sel(lembar, baris, _KOLOM_TINGKATAN).fill = ISI[temuan.tingkatan]
    if tautan is not None:
        _set_tautan(open_sel(lembar, baris, _KOLOM_LETAK), tautan)


def _write_kepala(lembar: Worksheet, baris: int, daftar: Sequence[str]) -> None:
    for nomor, judul in enumerate(daftar, start=1):
        gaya_sel.set_kepala(_write(lembar, baris, nomor, judul), is_isian=False)


def _write_baris(lembar: Worksheet, baris: int, daftar: Sequence[str]) -> None:
    for nomor, teks in enumerate(daftar, start=1):
        gaya_sel.set_isi(_write(lembar, baris, nomor, teks), is_isian=False, is_terkunci=False)
    lebar = {str(nomor): KEPALA_TEMUAN[nomor][1] for nomor in range(len(KEPALA_TEMUAN))}
    gaya_sel.set_tinggi(
        lembar, baris, lebar, {str(nomor): teks for nomor, teks in enumerate(daftar)}
    )


def _set_tautan(sel: Cell, tautan: Hyperlink) -> None:
    sel.hyperlink = tautan
    sel.font = _TAUTAN


def _write(lembar: Worksheet, baris: int, kolom: int, teks: str) -> Cell:
    sel = open_sel(lembar, baris, kolom)
    if teks:
        set_teks(sel, format_aman(teks))
    return sel
