"""Reads the instructions of a lembar disposisi, line by line, and finds units by name or slug."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from kinerja.angka import format_tanggal
from kinerja.excel.disposisi_isi import ButirTerbaca, parse_tentang
from kinerja.excel.konteks import Konteks, check_dikenal, check_ganda
from kinerja.excel.konversi import Konversi
from kinerja.excel.konversi_tanggal import parse_tanggal
from kinerja.excel.pencatat import describe_terdekat, format_kutipan
from kinerja.excel.sel import Sel
from kinerja.excel.tabel import Baris
from kinerja.kolom import BUTIR_DISPOSISI, NAMA_DISPOSISI, normalise_judul
from kinerja.model import TENTANG_LAPORAN, Unit

_NOMOR_MAKS: Final = 999
_KOLOM: Final = BUTIR_DISPOSISI.kolom_per_nama
_WAJIB: Final = ("tentang", "unit", "isi", "tenggat")


def find_unit(teks: str, daftar_unit: Sequence[Unit]) -> str:
    """Find a unit by its name, slug or short name; empty where there is none.

    >>> find_unit(" bidang  ASET ", [Unit("bidang-aset", "Bidang Aset")])
    'bidang-aset'
    """
    dicari = normalise_judul(teks)
    for unit in daftar_unit:
        if dicari and dicari in {
            normalise_judul(nama) for nama in (unit.slug, unit.nama, unit.singkatan)
        }:
            return unit.slug
    return ""


def read_butir(
    konteks: Konteks,
    daftar_unit: Sequence[Unit],
    kode_indikator: Collection[str],
    tanggal: date | None,
) -> tuple[ButirTerbaca, ...]:
    """Read the lines that hold an instruction, in the order of the sheet.

    Args:
        konteks: The opened sheet; findings go to its `pencatat`.
        daftar_unit: The agency's units.
        kode_indikator: The indicators of the plan.
        tanggal: The day of the disposition, where it could be read.
    """
    konversi = konteks.build_konversi(NAMA_DISPOSISI)
    hasil: list[ButirTerbaca] = []
    nomor_sel: list[tuple[str, Sel]] = []
    arahan_sel: list[tuple[str, Sel]] = []
    for baris in konteks.baris(NAMA_DISPOSISI):
        sel = baris.sel
        if not _is_arahan(baris):
            continue
        nomor = konversi.parse_bulat(sel["nomor"], 1, _NOMOR_MAKS)
        nomor_sel.append((str(nomor or ""), sel["nomor"]))
        _check_wajib(konversi, baris)
        tentang = parse_tentang(konversi.parse_teks(sel["tentang"]))
        if tentang != TENTANG_LAPORAN:
            check_dikenal(konversi, sel["tentang"], tentang, kode_indikator, "indikator")
        unit = parse_unit(konversi, sel["unit"], daftar_unit)
        isi = konversi.parse_teks(sel["isi"])
        tenggat = parse_tanggal(konversi, sel["tenggat"])
        _check_tenggat(konversi, sel["tenggat"], tenggat, tanggal)
        arahan_sel.append((_build_kunci(tentang, unit, isi), sel["tentang"]))
        if nomor and tentang and unit and isi and tenggat:
            alamat = {nama: (konversi.lembar, satu.alamat) for nama, satu in sel.items()}
            hasil.append(ButirTerbaca(nomor, tentang, unit, isi, tenggat, alamat))
    check_ganda(konteks, NAMA_DISPOSISI, nomor_sel, "Nomor butir")
    check_ganda(konteks, NAMA_DISPOSISI, arahan_sel, "Arahan untuk perihal dan unit yang sama")
    return tuple(hasil)


def parse_unit(konversi: Konversi, sel: Sel, daftar_unit: Sequence[Unit]) -> str:
    """Read a unit's name to its slug; an unknown one is noted with the nearest."""
    teks = konversi.parse_teks(sel)
    slug = find_unit(teks, daftar_unit)
    if teks and not slug:
        dekat = describe_terdekat(teks, [unit.nama for unit in daftar_unit])
        konversi.galat(
            sel,
            "K-UNIT-ASING",
            "Unit pelaksana tidak dikenal",
            ditemukan=format_kutipan(teks) + (f" ({dekat})" if dekat else ""),
            diharapkan=", ".join(unit.nama for unit in daftar_unit),
            saran="Pilih unit dari daftar pada selnya.",
        )
    return slug


def _is_arahan(baris: Baris) -> bool:
    """Tell whether a line holds an instruction, or the beginning of one that was not prefilled."""
    sel = baris.sel
    if not (sel["isi"].is_kosong and sel["tenggat"].is_kosong):
        return True
    ditunjukkan = sel.get("ditunjukkan")
    is_bawaan = ditunjukkan is not None and not ditunjukkan.is_kosong
    return not is_bawaan and not (sel["tentang"].is_kosong and sel["unit"].is_kosong)


def _check_wajib(konversi: Konversi, baris: Baris) -> None:
    for nama in _WAJIB:
        if baris.sel[nama].is_kosong or not baris.sel[nama].isi.strip():
            konversi.galat(
                baris.sel[nama],
                "K-WAJIB",
                f'Kolom "{_KOLOM[nama].judul}" wajib diisi pada baris yang memuat disposisi',
                ditemukan="kosong",
                saran=f"Isi dengan {_KOLOM[nama].arti}, atau kosongkan disposisi pada baris itu.",
            )


def _check_tenggat(
    konversi: Konversi, sel: Sel, tenggat: date | None, tanggal: date | None
) -> None:
    if tenggat is None or tanggal is None or tenggat >= tanggal:
        return
    konversi.galat(
        sel,
        "K-DISPOSISI-TENGGAT",
        "Batas waktu mendahului tanggal disposisi",
        ditemukan=format_tanggal(tenggat),
        diharapkan=f"{format_tanggal(tanggal)} atau sesudahnya",
        saran="Betulkan batas waktunya, atau tanggal disposisinya.",
    )


def _build_kunci(tentang: str, unit: str, isi: str) -> str:
    """Tell what makes two lines one: subject and unit, and on the whole report the words too."""
    if not tentang or not unit:
        return ""
    kata = f" / {' '.join(isi.split())}" if tentang == TENTANG_LAPORAN else ""
    return f"{tentang} / {unit}{kata}"
