"""Writes workbooks: styled tables of typed cells, the same bytes for the same content.

Numbers go out as numbers, texts never as formulas. What a sheet holds is decided in
`tulis_rencana` and `tulis_unit`; how the cells look stands in `gaya_sel`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from openpyxl import Workbook

from kinerja.berkas import write_berkas
from kinerja.excel import gaya_sel
from kinerja.excel.sel import format_kolom
from kinerja.excel.tulis_sel import NilaiSel, Rumus, open_sel, set_isi, set_nilai, set_teks
from kinerja.excel.validasi_sel import add_validasi
from kinerja.kolom import PETUNJUK, Kolom, Lembar, Tipe

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

BARIS_JUDUL: Final = 4
_WAKTU: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - docProps hold no zone; the time is a constant
_WAKTU_ZIP: Final = (1980, 1, 1, 0, 0, 0)
_TINGGI_TETAP: Final = re.compile(rb'(<row [^<>]*?) customHeight="1"')
_DIUBAH: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


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
    gelap: frozenset[tuple[int, str]] = frozenset()
    """Cells of a form that do not apply: dark grey and locked."""
    tanggal_atau_belum: frozenset[tuple[int, str]] = frozenset()
    komentar: Mapping[tuple[int, str], str] = field(default_factory=dict)
    periksa: Rumus | None = None
    """The live count that stands above the headings."""
    halaman_lebar: int = 1


def write_buku(
    jalur: Path | BinaryIO,
    judul: str,
    petunjuk: Sequence[str | Rumus],
    daftar: Sequence[LembarTulis],
    *,
    periksa: Sequence[tuple[str, Rumus]] = (),
    aktif: int = 1,
) -> None:
    """Write a workbook to a stream, or whole to a file; it opens on sheet `aktif`.

    `periksa` are live checks for the Petunjuk sheet: what is checked, and the kit's own formula.

    Raises:
        ParameterError: where a value cannot stand in a cell (control characters, more than
            32,767 characters, more than 15 significant digits).
        LaporanError: where the file cannot be written.
    """
    buku = start_buku(judul)
    _write_petunjuk(buku.create_sheet(PETUNJUK), judul, petunjuk, daftar)
    _write_periksa(buku.worksheets[0], periksa)
    for satu in daftar:
        write_lembar(buku.create_sheet(satu.lembar.nama), judul, satu)
    buku.active = aktif
    isi = dump_tetap(buku)
    if not isinstance(jalur, Path):
        jalur.write(isi)
        return
    write_berkas(jalur, isi)


def start_buku(judul: str) -> Workbook:
    """Make a workbook without a sheet, with properties that hold no clock."""
    buku = Workbook()
    buku.remove(buku.worksheets[0])
    buku.properties.creator = "kinerja"
    buku.properties.title = judul
    buku.properties.created = _WAKTU
    return buku


def dump_tetap(buku: Workbook, ubah: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """Give the bytes of a workbook, the same for the same content.

    Args:
        buku: The workbook.
        ubah: Changes a part (name, bytes) of the container on its way.
    """
    wadah = io.BytesIO()
    buku.save(wadah)
    return rapikan(wadah.getvalue(), ubah)


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


def rapikan(isi: bytes, ubah: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """Give the container fixed times, so that equal content means equal bytes.

    Row heights become a beginning only: the library marks each as fixed, and a fixed row would hide
    what is typed into it later.
    """
    hasil = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(isi)) as asal,
        zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as tujuan,
    ):
        # Content types first, as Office writes them: some programs tell the format by it.
        for nama in sorted(asal.namelist(), key=lambda nama: nama != "[Content_Types].xml"):
            bagian = asal.read(nama)
            if nama.startswith("xl/worksheets/"):
                bagian = _TINGGI_TETAP.sub(rb"\g<1>", bagian)
            elif nama == "docProps/core.xml":
                waktu = f"{_WAKTU.isoformat()}Z".encode()
                bagian = _DIUBAH.sub(rb"\g<1>" + waktu + rb"\g<2>", bagian)
            if ubah is not None:
                bagian = ubah(nama, bagian)
            info = zipfile.ZipInfo(nama, _WAKTU_ZIP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            info.external_attr = 0
            tujuan.writestr(info, bagian, compresslevel=6)
    return hasil.getvalue()


def _write_petunjuk(
    lembar: Worksheet, judul: str, petunjuk: Sequence[str | Rumus], daftar: Sequence[LembarTulis]
) -> None:
    lembar.sheet_view.showGridLines = False
    gaya_sel.set_cetak(lembar)
    lembar.column_dimensions["A"].width = 26
    lembar.column_dimensions["B"].width = 100
    set_teks(open_sel(lembar, 1, 1), judul)
    gaya_sel.set_judul(open_sel(lembar, 1, 1))
    nomor = 3
    for teks in petunjuk:
        set_isi(open_sel(lembar, nomor, 1), teks)
        nomor += 1
    nomor += 1
    for satu in daftar:
        if satu.lembar.is_tersembunyi:
            continue
        set_teks(open_sel(lembar, nomor, 1), satu.lembar.nama)
        set_teks(open_sel(lembar, nomor, 2), satu.lembar.arti)
        gaya_sel.set_petunjuk(open_sel(lembar, nomor, 1), open_sel(lembar, nomor, 2))
        nomor += 1
    gaya_sel.set_tinggi(lembar, 3)


def _write_periksa(lembar: Worksheet, periksa: Sequence[tuple[str, Rumus]]) -> None:
    awal = lembar.max_row + 2
    for nomor, (teks, rumus) in enumerate(periksa, start=awal):
        set_teks(open_sel(lembar, nomor, 1), teks)
        set_isi(open_sel(lembar, nomor, 2), rumus)
        gaya_sel.set_petunjuk(open_sel(lembar, nomor, 1), open_sel(lembar, nomor, 2))
    gaya_sel.set_tinggi(lembar, awal)


def write_lembar(lembar: Worksheet, judul: str, isi: LembarTulis) -> None:
    """Write one sheet of a workbook: title, headings, rows, rules, protection."""
    _write_kepala(lembar, judul, isi)
    _write_isi(lembar, isi)
    lembar.freeze_panes = f"{format_kolom(min(isi.kolom_beku, len(isi.kolom) - 1) + 1)}5"
    lembar.row_dimensions[BARIS_JUDUL].height = 32 if isi.periksa is None else 46
    ulang = format_kolom(isi.kolom_beku) if isi.halaman_lebar > 1 else ""
    gaya_sel.set_cetak(lembar, BARIS_JUDUL, halaman=isi.halaman_lebar, kolom_ulang=ulang)
    add_validasi(lembar, isi, BARIS_JUDUL + 1)
    if isi.terbuka is not None:
        gaya_sel.set_terkunci(lembar)
    if isi.lembar.is_tersembunyi:
        lembar.sheet_state = "veryHidden"


def _write_kepala(lembar: Worksheet, judul: str, isi: LembarTulis) -> None:
    set_teks(open_sel(lembar, 1, 1), f"{isi.lembar.nama} – {judul}")
    gaya_sel.set_judul(open_sel(lembar, 1, 1))
    set_teks(open_sel(lembar, 2, 1), isi.lembar.arti)
    gaya_sel.set_keterangan(open_sel(lembar, 2, 1))
    if isi.periksa is not None:
        set_isi(open_sel(lembar, 3, 1), isi.periksa)
        gaya_sel.set_periksa(open_sel(lembar, 3, 1))
    for nomor, kolom in enumerate(isi.kolom, start=1):
        sel = open_sel(lembar, BARIS_JUDUL, nomor)
        set_teks(sel, kolom.judul)
        gaya_sel.set_kepala(sel, is_isian=isi.terbuka is not None and not kolom.is_tampilan)
        dimensi = lembar.column_dimensions[format_kolom(nomor)]
        dimensi.width = kolom.lebar
        if isi.terbuka is None:
            dimensi.number_format = gaya_sel.format_angka(kolom.tipe, None)


def _write_isi(lembar: Worksheet, isi: LembarTulis) -> None:
    for i, baris in enumerate(isi.baris):
        for nomor, kolom in enumerate(isi.kolom, start=1):
            sel = open_sel(lembar, BARIS_JUDUL + 1 + i, nomor)
            set_nilai(sel, kolom, isi.tipe_sel.get((i, kolom.nama), kolom.tipe), baris)
            is_terbuka = isi.terbuka is not None and (i, kolom.nama) in isi.terbuka
            gaya_sel.set_isi(
                sel,
                is_isian=is_terbuka,
                is_terkunci=isi.terbuka is not None,
                is_gelap=(i, kolom.nama) in isi.gelap,
                is_tengah=kolom.tipe is Tipe.BULAT,
            )
            if (i, kolom.nama) in isi.komentar:
                gaya_sel.set_komentar(sel, isi.komentar[i, kolom.nama])
    gaya_sel.set_tinggi(lembar, BARIS_JUDUL + 1)
    for nomor, kolom in enumerate(isi.kolom, start=1):
        if kolom.nama == "kelengkapan" and isi.baris:
            akhir = BARIS_JUDUL + len(isi.baris)
            gaya_sel.add_warna(lembar, format_kolom(nomor), BARIS_JUDUL + 1, akhir)
