"""Hashes of the cells that a form only shows, so that what is typed over them does not pass.

Such a cell is never read: a figure typed there would be lost. The form is held against itself as
it was made, since what it showed may rightly have changed elsewhere. Judges no answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from kinerja.excel.beda import KUNCI_BARIS, build_kunci
from kinerja.excel.konteks import Konteks
from kinerja.excel.konversi_angka import is_terhingga, round_excel
from kinerja.excel.konversi_tanggal import parse_serial
from kinerja.excel.pencatat import format_kutipan
from kinerja.excel.sel import Format, JenisSel, Sel
from kinerja.excel.sidik_definisi import compute_sidik_teks
from kinerja.excel.tulis import LembarTulis
from kinerja.excel.tulis_sel import NilaiSel, Rumus
from kinerja.kolom import LEMBAR_UNIT, Kolom, Lembar, Tipe

_AWAL: Final = "tampilan "
_PANJANG: Final = 8
_RUMUS: Final = "rumus"
_LENGKAP: Final = "kelengkapan"
"""The live check of a row holds no datum; pasted values over it lose nothing."""


def compute_tampilan(daftar: Iterable[LembarTulis]) -> dict[str, str]:
    """Compute the hashes of what the sheets of a form show, one line for each row."""
    hasil: dict[str, str] = {}
    for satu in daftar:
        kolom = list(_list_kolom(satu.lembar))
        for baris in satu.baris if kolom else ():
            kunci = build_kunci(str(baris[nama]) for nama in KUNCI_BARIS[satu.lembar.nama])
            sidik = (_hash(_tulis_nilai(k, baris.get(k.nama))) for k in kolom)
            hasil[f"{_AWAL}{satu.lembar.nama} {kunci}"] = " ".join(sidik)
    return hasil


def check_tampilan(konteks: Konteks, stempel: Mapping[str, str]) -> None:
    """Warn of each shown cell that is not what the form was made with.

    Nothing is checked where the stamp tells nothing of the row, as in forms made earlier.
    """
    sudah = {(temuan.lembar, temuan.sel) for temuan in konteks.pencatat.temuan}
    for lembar in LEMBAR_UNIT:
        kolom = list(_list_kolom(lembar))
        for baris in konteks.baris(lembar.nama) if kolom else ():
            kunci = build_kunci(baris.sel[nama].isi for nama in KUNCI_BARIS[lembar.nama])
            sidik = stempel.get(f"{_AWAL}{lembar.nama} {kunci}", "").split()
            if len(sidik) != len(kolom):
                continue
            tempat = konteks.build_konversi(lembar.nama).lembar
            for satu, semula in zip(kolom, sidik, strict=True):
                sel = baris.sel.get(satu.nama)
                if sel is None or (tempat, sel.alamat) in sudah:
                    continue
                if _hash(_tulis_sel(sel, is_1904=konteks.is_1904)) != semula:
                    _warn(konteks, tempat, satu, sel, is_rumus=semula == _hash(_RUMUS))


def _warn(konteks: Konteks, lembar: str, kolom: Kolom, sel: Sel, *, is_rumus: bool) -> None:
    apa = "dihitung rumus" if is_rumus else "hanya ditampilkan"
    konteks.pencatat.peringatan(
        "K-TAMPILAN",
        f'Sel pada kolom "{kolom.judul}", yang {apa}, diubah sesudah formulir dibuat',
        (lembar, sel.alamat),
        ditemukan="kosong" if sel.is_kosong else format_kutipan(sel.isi),
        saran="Isi kolom itu tidak dibaca. Bila ini jawaban, pindahkan ke kolom isian; lalu "
        "kembalikan sel itu.",
    )


def _list_kolom(lembar: Lembar) -> Iterator[Kolom]:
    """List the columns of a sheet with rows by code that are shown and never read."""
    if lembar.nama in KUNCI_BARIS:
        yield from (k for k in lembar.kolom if k.is_bebas and k.nama != _LENGKAP)


def _hash(teks: str) -> str:
    return compute_sidik_teks([teks])[:_PANJANG]


def _tulis_nilai(kolom: Kolom, nilai: NilaiSel) -> str:
    """Write a value as the cell that it becomes is written."""
    match nilai:
        case None:
            return ""
        case Rumus():
            return _RUMUS
        case int() if kolom.tipe is Tipe.RUPIAH:
            return _tulis_angka(Decimal(nilai).scaleb(-2))
        case Decimal() | int():
            return _tulis_angka(Decimal(nilai))
        case date():
            return nilai.isoformat()
        case _:
            return nilai


def _tulis_sel(sel: Sel, *, is_1904: bool) -> str:
    if sel.is_rumus:
        return _RUMUS
    if sel.jenis is not JenisSel.ANGKA:
        return sel.isi
    if sel.format is Format.TANGGAL:
        tanggal = parse_serial(sel.isi, is_1904=is_1904)
        return tanggal.isoformat() if tanggal else sel.isi
    try:
        mentah = Decimal(sel.isi)
    except (InvalidOperation, ValueError):
        return sel.isi
    return _tulis_angka(mentah) if is_terhingga(mentah) else sel.isi


def _tulis_angka(nilai: Decimal) -> str:
    return f"{round_excel(nilai).normalize() + 0:f}"
