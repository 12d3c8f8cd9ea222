"""One sheet of the recap workbook: title, headings, cells, and how it is viewed and printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from openpyxl.worksheet.properties import PageSetupProperties

from kinerja.ekspor.xlsx_gaya import Gaya, list_jangkauan
from kinerja.ekspor.xlsx_nilai import Simpanan, read_isi
from kinerja.ekspor.xlsx_rujukan import BARIS_GRUP, Peta, find_awal
from kinerja.excel import gaya_sel
from kinerja.excel.sel import format_kolom
from kinerja.excel.tulis_sel import open_sel, set_teks
from kinerja.excel.tulis_temuan import format_aman
from kinerja.excel.validasi_sel import add_validasi_angka
from kinerja.isi.html_teks import Data

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_LEBAR_A3: Final = 330
"""Units of column width that one page of A3 across still shows in readable type."""
_TINGGI: Final = 14.0
_BERANGKA: Final = {"angka", "cacah", "persen", "poin", "rupiah"}


@dataclass(frozen=True, slots=True)
class Kepala:
    """What every sheet says at its head: whose it is, the mark until it is final, a label."""

    instansi: str
    tanda: str
    label: str

    @property
    def baris(self) -> str:
        """The line under the title."""
        return " · ".join(satu for satu in (self.tanda, self.label, self.instansi) if satu)


def write_lembar(
    lembar: Worksheet, isi: Data, peta: Peta, gaya: Gaya, kepala: Kepala, simpanan: Simpanan
) -> None:
    """Write a sheet onto an empty one."""
    lembar.sheet_view.showGridLines = False
    for nomor, teks in enumerate((isi["judul"], kepala.baris, isi["arti"]), start=1):
        set_teks(open_sel(lembar, nomor, 1), format_aman(teks))
    gaya_sel.set_judul(open_sel(lembar, 1, 1))
    gaya_sel.set_keterangan(open_sel(lembar, 2, 1))
    gaya_sel.set_keterangan(open_sel(lembar, 3, 1))
    _write_kepala(lembar, isi, gaya)
    awal = find_awal(isi)
    berbentuk: dict[tuple[int, str], list[int]] = {}
    terbuka: dict[int, list[int]] = {}
    for nomor, baris in enumerate(isi["baris"], start=awal):
        for kolom, (data, sel) in enumerate(zip(isi["kolom"], baris["sel"], strict=True), start=1):
            tujuan = open_sel(lembar, nomor, kolom)
            bentuk, baris_teks = _write_sel(tujuan, sel, data, baris, gaya)
            if baris_teks > 1:
                # The height of a row is guessed from its texts; of a formula's text only here.
                dimensi = lembar.row_dimensions[nomor]
                dimensi.height = max(dimensi.height or 0, _TINGGI * baris_teks)
            berbentuk.setdefault((kolom, bentuk), []).append(nomor)
            if isinstance(sel, dict) and sel["jenis_blok"] == "RumusBuku":
                tujuan.value = f"={peta.resolve(sel['isi'], isi['nama'], baris['kunci'])}"
            simpanan.note(isi["nama"], tujuan.coordinate, sel)
            if isinstance(sel, dict) and sel.get("is_isian") and sel["bentuk"] in _BERANGKA:
                terbuka.setdefault(kolom, []).append(nomor)
    add_validasi_angka(
        lembar, [satu for n in terbuka for satu in list_jangkauan(format_kolom(n), terbuka[n])]
    )
    _set_kolom(lembar, isi)
    for (kolom, bentuk), daftar in berbentuk.items():
        gaya.add_aturan(lembar, bentuk, format_kolom(kolom), daftar)
        if bentuk == "tanggal":
            kolom_tanggal = lembar.column_dimensions[format_kolom(kolom)]
            kolom_tanggal.width = max(kolom_tanggal.width, gaya_sel.LEBAR_TANGGAL)
    gaya_sel.set_tinggi(lembar, BARIS_GRUP)
    _set_cetak(lembar, isi, kepala, awal - 1, awal + len(isi["baris"]) - 1)


def _write_sel(
    tujuan: Cell, sel: Data | str | None, kolom: Data, baris: Data, gaya: Gaya
) -> tuple[str, int]:
    """Write a value and its looks; give the form of these and how many lines a text takes."""
    nilai, bentuk = read_isi(sel)
    is_isian = isinstance(sel, dict) and bool(sel.get("is_isian"))
    is_rumus = isinstance(sel, dict) and sel["jenis_blok"] == "RumusBuku"
    if nilai and isinstance(nilai, str) and not is_rumus:
        set_teks(tujuan, format_aman(nilai))
    elif nilai is not None and not isinstance(nilai, str) and not is_rumus:
        tujuan.value = nilai
    peran = "isian" if is_isian else "bantu" if kolom["peran"] == "bantu" else "rumus"
    dipakai = kolom["bentuk"] if nilai is None or isinstance(nilai, str) else bentuk
    is_teks = isinstance(nilai, str) and kolom["peran"] != "bantu"
    gaya.set_isi(tujuan, peran, dipakai, baris["jenis"], is_teks=is_teks)
    baris_teks = 1
    if is_rumus and isinstance(nilai, str) and len(nilai) > kolom["lebar"]:
        baris_teks = -(-len(nilai) // (kolom["lebar"] - 2))
    return str(dipakai), baris_teks


def _write_kepala(lembar: Worksheet, isi: Data, gaya: Gaya) -> None:
    for nomor, kolom in enumerate(isi["kolom"], start=1):
        sel = open_sel(lembar, BARIS_GRUP + 1, nomor)
        set_teks(sel, kolom["judul"])
        gaya.set_kepala(sel, "kepala")
        atas = open_sel(lembar, BARIS_GRUP, nomor)
        gaya.set_kepala(atas, "grup" if kolom["grup"] else "kepala")
        if isi["is_bernomor"]:
            angka = open_sel(lembar, BARIS_GRUP + 2, nomor)
            angka.value = nomor
            gaya.set_kepala(angka, "nomor")
    daftar_grup = list(_list_grup(isi["kolom"]))
    lembar.row_dimensions[BARIS_GRUP].hidden = not daftar_grup
    for grup, awal, akhir in daftar_grup:
        set_teks(open_sel(lembar, BARIS_GRUP, awal), grup)
        if akhir > awal:
            lembar.merge_cells(
                start_row=BARIS_GRUP, start_column=awal, end_row=BARIS_GRUP, end_column=akhir
            )


def _list_grup(daftar: list[Data]) -> Iterator[tuple[str, int, int]]:
    nomor = 1
    for grup, isi in groupby(daftar, key=lambda kolom: str(kolom["grup"])):
        banyak = len(list(isi))
        if grup:
            yield grup, nomor, nomor + banyak - 1
        nomor += banyak


def _set_kolom(lembar: Worksheet, isi: Data) -> None:
    for nomor, kolom in enumerate(isi["kolom"], start=1):
        dimensi = lembar.column_dimensions[format_kolom(nomor)]
        dimensi.width = kolom["lebar"]
        if kolom["peran"] == "bantu":
            dimensi.outlineLevel, dimensi.hidden = 1, True


def _set_cetak(lembar: Worksheet, isi: Data, kepala: Kepala, judul: int, akhir: int) -> None:
    """Print landscape and fitted to width, headings and first columns on every page."""
    huruf = format_kolom(len(isi["kolom"]))
    beku = min(isi["kolom_beku"], len(isi["kolom"]) - 1)
    lebar = sum(kolom["lebar"] for kolom in isi["kolom"] if kolom["peran"] != "bantu")
    halaman = -(-lebar // _LEBAR_A3) if isi["is_a3"] else 1
    kolom_ulang = format_kolom(beku) if halaman > 1 else ""
    gaya_sel.set_cetak(lembar, judul, halaman=halaman, kolom_ulang=kolom_ulang)
    lembar.print_title_rows = f"{BARIS_GRUP}:{judul}"
    lembar.print_area = f"A1:{huruf}{max(akhir, judul)}"
    if isi["is_a3"]:
        lembar.page_setup.paperSize = lembar.PAPERSIZE_A3
    lembar.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    lembar.freeze_panes = f"{format_kolom(beku + 1)}{judul + 1}"
    lembar.auto_filter.ref = f"A{judul}:{huruf}{max(akhir, judul)}"
    kaki = lembar.oddFooter
    if kepala.tanda and kaki is not None and kaki.center is not None:
        kaki.center.text = kepala.tanda
