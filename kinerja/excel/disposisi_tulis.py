"""Writes the lembar disposisi to fill in: one A4 page as an office knows it, prefilled.

Letterhead, head, the table of instructions with lists to choose from, tembusan and paraf. What is
prefilled comes as data; the reader is `disposisi_baca`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from openpyxl.worksheet.datavalidation import DataValidation

from kinerja.excel import gaya_disposisi as gaya
from kinerja.excel.disposisi_isi import (
    NAMA_LAPORAN,
    BahanDisposisi,
    build_stempel_disposisi,
    format_tentang,
)
from kinerja.excel.gaya_sel import set_kepala, set_terkunci
from kinerja.excel.sel import format_kolom
from kinerja.excel.tulis import LembarTulis, dump_tetap, start_buku, write_lembar
from kinerja.excel.tulis_sel import NilaiSel, open_sel, set_nilai, set_teks
from kinerja.excel.validasi_sel import build_tanggal, set_pesan
from kinerja.kolom import (
    BUTIR_DISPOSISI,
    CENTANG,
    KEPALA_DISPOSISI,
    NAMA_DISPOSISI,
    NAMA_PILIHAN,
    PETUNJUK_CENTANG,
    SIFAT,
    STEMPEL,
    Kolom,
)
from kinerja.model import TENTANG_LAPORAN, format_agenda

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

BARIS_KOSONG: Final = 6
"""Lines left for instructions that the prefilled ones do not cover; fewer below many."""
_PALING_SEDIKIT: Final = 4
_KEPALA: Final = KEPALA_DISPOSISI.kolom_per_nama
_LABEL, _ISI, _CENTANG, _AKHIR = 1, 3, 4, len(BUTIR_DISPOSISI.kolom)
_TINGGI_PARAF: Final = 66
_DAFTAR: Final = {"unit": "A", "tentang": "B"}


def write_disposisi(bahan: BahanDisposisi) -> bytes:
    """Write the sheet; the same contents give the same bytes.

    Raises:
        ParameterError: where a text cannot stand in a cell.
    """
    buku = start_buku(f"Lembar disposisi {format_agenda(bahan.agenda, bahan.periode)}")
    lembar = buku.create_sheet(NAMA_DISPOSISI)
    _write_daftar(buku.create_sheet(NAMA_PILIHAN), bahan)
    stempel = build_stempel_disposisi(bahan.opd, bahan.periode, bahan.agenda)
    baris: list[dict[str, NilaiSel]] = [{"kunci": k, "isi": v} for k, v in stempel.items()]
    write_lembar(
        buku.create_sheet(STEMPEL.nama),
        "lembar disposisi",
        LembarTulis(STEMPEL, STEMPEL.kolom, baris, terbuka=frozenset(), kolom_beku=0),
    )
    penulis = _Penulis(lembar, bahan)
    penulis.write_kop()
    penulis.write_kepala()
    judul = penulis.write_butir()
    penulis.write_kaki()
    gaya.set_halaman(lembar, judul)
    set_terkunci(lembar)
    buku.active = 0
    return dump_tetap(buku)


def _write_daftar(lembar: Worksheet, bahan: BahanDisposisi) -> None:
    """Write the lists that the drop-downs point at: units, and what a line may be about."""
    for kolom, daftar in enumerate((_list_unit(bahan), _list_tentang(bahan)), start=1):
        for nomor, teks in enumerate(daftar, start=1):
            set_teks(open_sel(lembar, nomor, kolom), teks)
    lembar.sheet_state = "hidden"


def _list_unit(bahan: BahanDisposisi) -> list[str]:
    return [unit.nama for unit in bahan.daftar_unit]


def _list_tentang(bahan: BahanDisposisi) -> list[str]:
    semua = ((TENTANG_LAPORAN, NAMA_LAPORAN), *bahan.indikator)
    return [format_tentang(kode, nama) for kode, nama in semua]


@dataclass(slots=True)
class _Penulis:
    """Writes the page from top to bottom; `baris` is the next free row."""

    lembar: Worksheet
    bahan: BahanDisposisi
    baris: int = 1

    def write_kop(self) -> None:
        """Write letterhead and title across the page."""
        gaya.set_lebar(self.lembar, [kolom.lebar for kolom in BUTIR_DISPOSISI.kolom])
        daftar = list(self.bahan.kop)
        for nomor, teks in enumerate(daftar, start=1):
            gaya.set_kop(self._write_tengah(teks), is_utama=nomor == len(daftar))
        for teks in self.bahan.alamat:
            gaya.set_alamat(self._write_tengah(teks))
        gaya.set_garis_kop(self.lembar, self.baris, _AKHIR)
        self.baris += 1
        gaya.set_judul(self.lembar, self._write_tengah("LEMBAR DISPOSISI"))
        if self.bahan.label:
            gaya.set_alamat(self._write_tengah(self.bahan.label.upper()))
        self.baris += 1

    def _write_tengah(self, teks: str) -> Cell:
        sel = open_sel(self.lembar, self.baris, 1)
        set_teks(sel, teks)
        gaya.set_tengah(self.lembar, self.baris, _AKHIR)
        self.baris += 1
        return sel

    def write_kepala(self) -> None:
        """Write the head: number, date, sifat, from, subject, to whom, what the report shows."""
        bahan = self.bahan
        self._write_baris("agenda", format_agenda(bahan.agenda, bahan.periode))
        tanggal = self._write_baris("tanggal", None)
        self._add(build_tanggal(), "Ketik tanggal, mis. 13/07/2026.", _KEPALA["tanggal"], tanggal)
        sifat = self._write_baris("sifat", SIFAT[0])
        self._add(_build_pilihan(SIFAT), "Pilih dari daftar.", _KEPALA["sifat"], sifat)
        self._write_baris("dari", bahan.dari)
        self._write_baris("hal", bahan.hal)
        self._write_baris("laporan", bahan.laporan)
        self._write_kepada()
        self._write_baris("ringkasan", bahan.ringkasan)
        self.baris += 1

    def _write_kepada(self) -> None:
        for nomor, unit in enumerate(self.bahan.daftar_unit):
            self._write_label("kepada" if nomor == 0 else "")
            nama = open_sel(self.lembar, self.baris, _ISI)
            set_teks(nama, unit.nama)
            centang = open_sel(self.lembar, self.baris, _CENTANG)
            gaya.set_sel(nama, is_isian=False)
            gaya.set_tinggi(
                self.lembar, self.baris, [(unit.nama, BUTIR_DISPOSISI.kolom[_ISI - 1].lebar)], 0
            )
            gaya.set_sel(centang, is_isian=True, is_tengah=True)
            pesan = f"Pilih {CENTANG} bila diteruskan kepada unit ini."
            self._add(_build_pilihan((CENTANG,)), pesan, _KEPALA["kepada"], centang)
            if nomor == 0:
                petunjuk = open_sel(self.lembar, self.baris, _CENTANG + 1)
                set_teks(petunjuk, PETUNJUK_CENTANG)
                gaya.set_petunjuk(petunjuk)
            self.baris += 1

    def _write_label(self, nama: str) -> None:
        sel = open_sel(self.lembar, self.baris, _LABEL)
        if nama:
            set_teks(sel, _KEPALA[nama].judul)
        gaya.set_label(self.lembar, self.baris, _ISI - 1)

    def _write_baris(self, nama: str, isi: NilaiSel, tinggi: float = 0) -> Cell:
        """Write a label and its cell, which reaches to the right edge of the page."""
        self._write_label(nama)
        sel = open_sel(self.lembar, self.baris, _ISI)
        set_nilai(sel, _KEPALA[nama], _KEPALA[nama].tipe, {nama: isi})
        lebar = sum(kolom.lebar for kolom in BUTIR_DISPOSISI.kolom[_ISI - 1 :])
        gaya.set_rentang(self.lembar, self.baris, (_ISI, _AKHIR))
        gaya.set_sel(sel, is_isian=not _KEPALA[nama].is_tampilan)
        gaya.set_tinggi(self.lembar, self.baris, [(str(isi or ""), lebar)], tinggi)
        self.baris += 1
        return sel

    def write_butir(self) -> int:
        """Write the table; gives the row of its headings."""
        judul = self.baris
        for nomor, kolom in enumerate(BUTIR_DISPOSISI.kolom, start=1):
            sel = open_sel(self.lembar, judul, nomor)
            set_teks(sel, kolom.judul)
            set_kepala(sel, is_isian=not kolom.is_tampilan)
        self.baris += 1
        nama_unit = {unit.slug: unit.nama for unit in self.bahan.daftar_unit}
        terisi = len(self.bahan.baris)
        banyak = terisi + max(_PALING_SEDIKIT, BARIS_KOSONG - terisi // 3)
        for nomor in range(1, banyak + 1):
            isi: dict[str, NilaiSel] = {"nomor": nomor}
            tampil = self.bahan.baris[nomor - 1] if nomor <= len(self.bahan.baris) else None
            if tampil is not None:
                isi |= {
                    "tentang": format_tentang(tampil.tentang, tampil.nama),
                    "ditunjukkan": tampil.ditunjukkan,
                    "unit": nama_unit.get(tampil.unit, tampil.unit),
                }
            self._write_satu(isi, has_tampil=tampil is not None)
        self._add_validasi_butir(judul + 1, self.baris - 1)
        return judul

    def _write_satu(self, isi: dict[str, NilaiSel], *, has_tampil: bool) -> None:
        for posisi, kolom in enumerate(BUTIR_DISPOSISI.kolom, start=1):
            sel = open_sel(self.lembar, self.baris, posisi)
            set_nilai(sel, kolom, kolom.tipe, isi)
            is_isian = not kolom.is_tampilan and not (has_tampil and kolom.nama == "tentang")
            gaya.set_sel(sel, is_isian=is_isian, is_tengah=kolom.nama == "nomor")
        teks = [(str(isi.get(k.nama) or ""), k.lebar) for k in BUTIR_DISPOSISI.kolom]
        gaya.set_tinggi(self.lembar, self.baris, teks, gaya.TINGGI_BUTIR)
        self.baris += 1

    def _add_validasi_butir(self, awal: int, akhir: int) -> None:
        panjang = {
            "unit": len(self.bahan.daftar_unit),
            "tentang": len(self.bahan.indikator) + 1,
        }
        for posisi, kolom in enumerate(BUTIR_DISPOSISI.kolom, start=1):
            huruf = format_kolom(posisi)
            if kolom.nama in _DAFTAR:
                asal = _DAFTAR[kolom.nama]
                rumus = f"{NAMA_PILIHAN}!${asal}$1:${asal}${panjang[kolom.nama]}"
                aturan, pesan = DataValidation(type="list", formula1=rumus), "Pilih dari daftar."
            elif kolom.nama == "tenggat":
                aturan, pesan = build_tanggal(), "Ketik tanggal, mis. 15/08/2026."
            else:
                continue
            set_pesan(aturan, pesan, kolom)
            aturan.add(f"{huruf}{awal}:{huruf}{akhir}")
            self.lembar.add_data_validation(aturan)

    def write_kaki(self) -> None:
        """Write tembusan and the room for the paraf."""
        self.baris += 1
        self._write_baris("tembusan", None, gaya.TINGGI_BUTIR)
        self._write_baris("paraf", "\n".join(self.bahan.paraf), _TINGGI_PARAF)
        gaya.set_paraf(open_sel(self.lembar, self.baris - 1, _ISI))

    def _add(self, aturan: DataValidation, pesan: str, kolom: Kolom, sel: Cell) -> None:
        set_pesan(aturan, pesan, kolom)
        aturan.add(sel.coordinate)
        self.lembar.add_data_validation(aturan)


def _build_pilihan(daftar: tuple[str, ...]) -> DataValidation:
    return DataValidation(type="list", formula1=f'"{",".join(daftar)}"')
