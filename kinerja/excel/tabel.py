"""The table found in a sheet: rows of raw cells by column name, and checks of its surroundings.

Merged cells, hidden rows and columns, and mandatory cells left blank are noted here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kinerja.excel.isi_lembar import IsiLembar
from kinerja.excel.pencatat import Pencatat
from kinerja.excel.sel import Sel, format_kolom, parse_alamat
from kinerja.kolom import Lembar


@dataclass(frozen=True, slots=True)
class Baris:
    """One row of a table: its number and a cell for every column, blank ones included."""

    nomor: int
    sel: Mapping[str, Sel]


@dataclass(frozen=True, slots=True)
class Tabel:
    """The table found in a sheet; `kolom` maps the names of the columns found to letters."""

    lembar: str
    kolom: Mapping[str, str]
    baris: tuple[Baris, ...]


def check_gabungan(
    nama_lembar: str,
    isi: IsiLembar,
    judul: int,
    nomor_baris: Sequence[int],
    letak: Mapping[str, int],
    pencatat: Pencatat,
) -> None:
    """Note merged cells that reach into the rows of the table."""
    akhir = nomor_baris[-1] if nomor_baris else judul
    for wilayah in isi.gabungan:
        (atas, kiri), (bawah, kanan) = _parse_wilayah(wilayah)
        kena_baris = atas <= akhir and bawah > judul
        if kena_baris and any(kiri <= kolom <= kanan for kolom in letak.values()):
            pencatat.galat(
                "K-GABUNG",
                "Sel digabung pada baris data",
                (nama_lembar, wilayah),
                saran="Pisahkan gabungan sel itu (Unmerge) dan isi tiap baris sendiri-sendiri.",
            )


def _parse_wilayah(wilayah: str) -> tuple[tuple[int, int], tuple[int, int]]:
    awal, _, akhir = wilayah.partition(":")
    try:
        return parse_alamat(awal), parse_alamat(akhir or awal)
    except ValueError:
        return (0, 0), (0, 0)


def check_tersembunyi(
    nama_lembar: str,
    isi: IsiLembar,
    nomor_baris: Sequence[int],
    letak: Mapping[str, int],
    pencatat: Pencatat,
) -> None:
    """Note hidden rows and columns that hold data; they are read all the same."""
    baris = [nomor for nomor in nomor_baris if nomor in isi.baris_tersembunyi]
    if baris:
        pencatat.peringatan(
            "K-BARIS-TERSEMBUNYI",
            "Baris tersembunyi ikut dibaca",
            (nama_lembar, f"baris {', '.join(_ringkas(baris))}"),
            saran="Tampilkan baris itu (Unhide) dan periksa isinya.",
        )
    for kolom in sorted(set(letak.values()) & isi.kolom_tersembunyi):
        if any(kolom in isi.sel[nomor] for nomor in nomor_baris):
            pencatat.peringatan(
                "K-KOLOM-TERSEMBUNYI",
                "Kolom tersembunyi ikut dibaca",
                (nama_lembar, f"kolom {format_kolom(kolom)}"),
                saran="Tampilkan kolom itu (Unhide) dan periksa isinya.",
            )


def _ringkas(nomor: Sequence[int]) -> Iterator[str]:
    """Write runs of numbers as ranges."""
    awal = akhir = nomor[0]
    for satu in [*nomor[1:], -1]:
        if satu == akhir + 1:
            akhir = satu
            continue
        yield str(awal) if awal == akhir else f"{awal}–{akhir}"
        awal = akhir = satu


def check_wajib(tabel: Tabel, lembar: Lembar, pencatat: Pencatat) -> None:
    """Note mandatory cells that are blank in a row that holds something."""
    for baris in tabel.baris:
        for kolom in lembar.kolom:
            if kolom.is_wajib and not kolom.is_berulang and baris.sel[kolom.nama].is_kosong:
                pencatat.galat(
                    "K-WAJIB",
                    f'Kolom "{kolom.judul}" wajib diisi',
                    (tabel.lembar, baris.sel[kolom.nama].alamat),
                    ditemukan="kosong",
                    saran=f"Isi dengan {kolom.arti}, atau kosongkan seluruh baris.",
                )
