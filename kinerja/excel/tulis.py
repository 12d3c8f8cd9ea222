"""Writes workbooks: styled tables of typed cells, the same bytes for the same content.

Numbers go out as numbers, texts never as formulas. What a sheet holds is decided in
`tulis_rencana` and `tulis_unit`; how the cells look stands in `gaya_sel`.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell

from kinerja.excel import gaya_sel
from kinerja.excel.konversi import KENDALI, PANJANG_TEKS_MAKS
from kinerja.excel.konversi_angka import EXCEL
from kinerja.excel.pencatat import format_kutipan
from kinerja.excel.sel import format_kolom
from kinerja.galat import ParameterError
from kinerja.kolom import PETUNJUK, Kolom, Lembar, Tipe

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

NilaiSel = Decimal | int | date | str | None
BARIS_JUDUL: Final = 4
_WAKTU: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - docProps hold no zone; the time is a constant
_WAKTU_ZIP: Final = (1980, 1, 1, 0, 0, 0)
_DIUBAH: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_AWAL_RUMUS: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class LembarTulis:
    """One sheet to write: its columns in order and the rows by column name.

    In a locked sheet only the cells of `terbuka` (row index, column name) take input; without
    it every cell does. `pilihan_baris` gives the list of one cell, `satuan` its unit.
    """

    lembar: Lembar
    kolom: tuple[Kolom, ...]
    baris: Sequence[Mapping[str, NilaiSel]]
    terbuka: frozenset[tuple[int, str]] | None = None
    pilihan_kolom: Mapping[str, Sequence[str]] = field(default_factory=dict)
    pilihan_sel: Mapping[tuple[int, str], Sequence[str]] = field(default_factory=dict)
    tipe_sel: Mapping[tuple[int, str], Tipe] = field(default_factory=dict)
    kolom_beku: int = 2


def write_buku(
    jalur: Path,
    judul: str,
    petunjuk: Sequence[str],
    daftar: Sequence[LembarTulis],
    periksa: Sequence[tuple[str, str]] = (),
) -> None:
    """Write a workbook through a temporary file in the same folder.

    `periksa` are live checks for the Petunjuk sheet: what is checked, and the kit's own formula.

    Raises:
        ParameterError: where a value cannot stand in a cell (control characters, more than
            32,767 characters, more than 15 significant digits).
    """
    buku = Workbook()
    buku.remove(buku.worksheets[0])
    buku.properties.creator = "kinerja"
    buku.properties.title = judul
    buku.properties.created = _WAKTU
    _write_petunjuk(buku.create_sheet(PETUNJUK), judul, petunjuk, daftar)
    _write_periksa(buku.worksheets[0], periksa)
    for satu in daftar:
        _write_lembar(buku.create_sheet(satu.lembar.nama), judul, satu)
    buku.active = 1
    wadah = io.BytesIO()
    buku.save(wadah)
    isi = _rapikan(wadah.getvalue())
    jalur.parent.mkdir(parents=True, exist_ok=True)
    sementara = jalur.with_name(f".{jalur.stem[:80]}.tulis")
    try:
        sementara.write_bytes(isi)
        os.replace(sementara, jalur)  # noqa: PTH105 - the same call on every system
    finally:
        sementara.unlink(missing_ok=True)


def build_kolom(lembar: Lembar, tahun: Sequence[int] = ()) -> tuple[Kolom, ...]:
    """Give the columns of a sheet with the heading `<tahun>` repeated for each year."""
    hasil: list[Kolom] = []
    for kolom in lembar.kolom:
        if not kolom.is_berulang:
            hasil.append(kolom)
            continue
        hasil += [
            Kolom(
                f"{kolom.nama}_{satu}",
                kolom.judul.replace("<tahun>", str(satu)),
                kolom.tipe,
                kolom.arti,
                kolom.satuan,
                lebar=kolom.lebar,
            )
            for satu in tahun
        ]
    return tuple(hasil)


def _rapikan(isi: bytes) -> bytes:
    """Give the container fixed times, so that equal content means equal bytes."""
    hasil = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(isi)) as asal,
        zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as tujuan,
    ):
        # Content types first, as Office writes them: some programs tell the format by it.
        for nama in sorted(asal.namelist(), key=lambda nama: nama != "[Content_Types].xml"):
            bagian = asal.read(nama)
            if nama == "docProps/core.xml":
                waktu = f"{_WAKTU.isoformat()}Z".encode()
                bagian = _DIUBAH.sub(rb"\g<1>" + waktu + rb"\g<2>", bagian)
            info = zipfile.ZipInfo(nama, _WAKTU_ZIP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            info.external_attr = 0
            tujuan.writestr(info, bagian, compresslevel=6)
    return hasil.getvalue()


def _write_petunjuk(
    lembar: Worksheet, judul: str, petunjuk: Sequence[str], daftar: Sequence[LembarTulis]
) -> None:
    lembar.sheet_view.showGridLines = False
    gaya_sel.set_cetak(lembar)
    lembar.column_dimensions["A"].width = 26
    lembar.column_dimensions["B"].width = 100
    _set_teks(_sel(lembar, 1, 1), judul)
    gaya_sel.set_judul(_sel(lembar, 1, 1))
    nomor = 3
    for teks in petunjuk:
        _set_teks(_sel(lembar, nomor, 1), teks)
        nomor += 1
    nomor += 1
    for satu in daftar:
        _set_teks(_sel(lembar, nomor, 1), satu.lembar.nama)
        _set_teks(_sel(lembar, nomor, 2), satu.lembar.arti)
        gaya_sel.set_petunjuk(_sel(lembar, nomor, 1), _sel(lembar, nomor, 2))
        nomor += 1


def _write_periksa(lembar: Worksheet, periksa: Sequence[tuple[str, str]]) -> None:
    awal = lembar.max_row + 2
    for nomor, (teks, rumus) in enumerate(periksa, start=awal):
        _set_teks(_sel(lembar, nomor, 1), teks)
        _sel(lembar, nomor, 2).value = rumus
        gaya_sel.set_petunjuk(_sel(lembar, nomor, 1), _sel(lembar, nomor, 2))


def _write_lembar(lembar: Worksheet, judul: str, isi: LembarTulis) -> None:
    _set_teks(_sel(lembar, 1, 1), f"{isi.lembar.nama} – {judul}")
    gaya_sel.set_judul(_sel(lembar, 1, 1))
    _set_teks(_sel(lembar, 2, 1), isi.lembar.arti)
    gaya_sel.set_keterangan(_sel(lembar, 2, 1))
    for nomor, kolom in enumerate(isi.kolom, start=1):
        sel = _sel(lembar, BARIS_JUDUL, nomor)
        _set_teks(sel, kolom.judul)
        gaya_sel.set_kepala(sel, is_isian=isi.terbuka is not None and not kolom.is_tampilan)
        dimensi = lembar.column_dimensions[format_kolom(nomor)]
        dimensi.width = kolom.lebar
        if isi.terbuka is None:
            dimensi.number_format = gaya_sel.format_angka(kolom.tipe, None)
    for i, baris in enumerate(isi.baris):
        for nomor, kolom in enumerate(isi.kolom, start=1):
            sel = _sel(lembar, BARIS_JUDUL + 1 + i, nomor)
            _set_nilai(sel, kolom, isi.tipe_sel.get((i, kolom.nama), kolom.tipe), baris)
            is_terbuka = isi.terbuka is not None and (i, kolom.nama) in isi.terbuka
            gaya_sel.set_isi(sel, is_isian=is_terbuka, is_terkunci=isi.terbuka is not None)
        lebar = {kolom.nama: kolom.lebar for kolom in isi.kolom}
        gaya_sel.set_tinggi(lembar, BARIS_JUDUL + 1 + i, lebar, baris)
    lembar.freeze_panes = f"{format_kolom(min(isi.kolom_beku, len(isi.kolom) - 1) + 1)}5"
    lembar.row_dimensions[BARIS_JUDUL].height = 32
    gaya_sel.set_cetak(lembar, BARIS_JUDUL)
    gaya_sel.add_validasi(lembar, isi, BARIS_JUDUL + 1)
    if isi.terbuka is not None:
        gaya_sel.set_terkunci(lembar)


def _sel(lembar: Worksheet, baris: int, kolom: int) -> Cell:
    sel = lembar.cell(baris, kolom)
    if not isinstance(sel, Cell):
        raise TypeError(sel)  # a sheet that was just made has no merged cells
    return sel


def _set_nilai(sel: Cell, kolom: Kolom, tipe: Tipe, baris: Mapping[str, NilaiSel]) -> None:
    nilai = baris.get(kolom.nama)
    if tipe is Tipe.RUPIAH and isinstance(nilai, int):
        nilai = Decimal(nilai).scaleb(-2)
    if isinstance(nilai, str):
        if nilai:
            _set_teks(sel, nilai)
        sel.number_format = gaya_sel.format_angka(Tipe.KODE, None)
        return
    if isinstance(nilai, (Decimal, int)):
        _set_angka(sel, Decimal(nilai))
        sel.number_format = gaya_sel.format_angka(tipe, Decimal(nilai))
        return
    if nilai is not None:
        sel.value = nilai
        tipe = Tipe.TANGGAL
    sel.number_format = gaya_sel.format_angka(tipe, None)


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


def _set_teks(sel: Cell, teks: str) -> None:
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
