"""Reads dates from cells: Excel's serial numbers in both date systems, and dates typed as text.

Text is read only where it can mean one day: `31/03/2026`, `2026-03-31`, `31 Maret 2026`; not
`05/03/2026`, which two settings of Excel read differently.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from kinerja.angka import NAMA_BULAN, format_tanggal
from kinerja.excel.konversi import Konversi
from kinerja.excel.pencatat import format_kutipan
from kinerja.excel.sel import Format, JenisSel, Sel

_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T[0-9:.]*Z?)?\Z", re.ASCII)
_ANGKA: Final = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})\Z", re.ASCII)
_NAMA: Final = re.compile(r"([0-9]{1,2}) ([A-Za-z]+) ([0-9]{4})\Z", re.ASCII)
_BULAN: Final = {
    **{nama.casefold(): nomor for nomor, nama in enumerate(NAMA_BULAN, start=1)},
    **{nama[:3].casefold(): nomor for nomor, nama in enumerate(NAMA_BULAN, start=1)},
    "agt": 8,
    "nop": 11,
    "nopember": 11,
    "pebruari": 2,
}
_TAHUN_TERKECIL, _TAHUN_TERBESAR = 1990, 2100
_AWAL_1900: Final = date(1899, 12, 30)
_AWAL_1904: Final = date(1904, 1, 1)
_SARAN: Final = "Ketik tanggal yang benar, mis. 31/03/2026, pada sel berformat tanggal."


def parse_tanggal(konversi: Konversi, sel: Sel) -> date | None:
    """Read a date; a time of day is dropped, a year outside 1990-2100 is a fault."""
    if not konversi.is_terbaca(sel):
        return None
    if sel.jenis is JenisSel.TEKS:
        return _parse_teks(konversi, sel)
    if sel.jenis is JenisSel.LOGIS or sel.format is not Format.TANGGAL:
        konversi.galat(
            sel,
            "K-TANGGAL",
            "Sel seharusnya tanggal",
            ditemukan=sel.isi if sel.jenis is JenisSel.LOGIS else f"angka {sel.isi}",
            diharapkan="tanggal",
            saran=_SARAN,
        )
        return None
    hasil = parse_serial(sel.isi, is_1904=konversi.is_1904)
    if hasil is None:
        konversi.galat(
            sel,
            "K-TANGGAL",
            "Tanggal tidak ada di kalender atau di luar tahun yang mungkin",
            ditemukan=f"nomor {sel.isi[:30]}",
            diharapkan=f"tanggal dari tahun {_TAHUN_TERKECIL} sampai {_TAHUN_TERBESAR}",
            saran=_SARAN,
        )
    return hasil


def parse_serial(teks: str, *, is_1904: bool) -> date | None:
    """Turn Excel's day number into a date; None outside 1990-2100.

    >>> parse_serial("46112", is_1904=False), parse_serial("44650.75", is_1904=True)
    (datetime.date(2026, 3, 31), datetime.date(2026, 3, 31))
    """
    try:
        hari = Decimal(teks)
    except InvalidOperation:
        return None
    if not hari.is_finite() or not 0 <= hari <= 100_000:
        return None
    hasil = (_AWAL_1904 if is_1904 else _AWAL_1900) + timedelta(days=int(hari))
    return hasil if _TAHUN_TERKECIL <= hasil.year <= _TAHUN_TERBESAR else None


def _parse_teks(konversi: Konversi, sel: Sel) -> date | None:
    teks = " ".join(sel.isi.split())
    iso, angka, nama = _ISO.match(teks), _ANGKA.match(teks), _NAMA.match(teks)
    if iso:
        tahun, bulan, hari = map(int, iso.groups())
    elif angka:
        hari, bulan, tahun = map(int, angka.groups())
    elif nama and nama[2].casefold() in _BULAN:
        hari, bulan, tahun = int(nama[1]), _BULAN[nama[2].casefold()], int(nama[3])
    else:
        hari = bulan = tahun = 0
    hasil = _build_tanggal(tahun, bulan, hari)
    if hasil is None:
        konversi.galat(
            sel,
            "K-TANGGAL",
            "Bukan tanggal yang ada di kalender",
            ditemukan=format_kutipan(sel.isi),
            diharapkan="tanggal",
            saran=_SARAN,
        )
        return None
    if angka and bulan != hari and hari <= len(NAMA_BULAN):
        konversi.galat(
            sel,
            "K-TANGGAL-RAGU",
            "Tanggal berupa teks dapat dibaca dua macam",
            ditemukan=format_kutipan(sel.isi),
            diharapkan="sel berformat tanggal",
            saran=f"Tulis bulannya dengan huruf, mis. {format_tanggal(hasil)}.",
        )
        return None
    konversi.peringatan(
        sel,
        "K-TANGGAL-TEKS",
        "Tanggal tersimpan sebagai teks",
        ditemukan=f"{format_kutipan(sel.isi)}, dibaca {format_tanggal(hasil)}",
        saran="Ubah format sel menjadi Tanggal (Date), lalu ketik ulang tanggalnya.",
    )
    return hasil


def _build_tanggal(tahun: int, bulan: int, hari: int) -> date | None:
    if not _TAHUN_TERKECIL <= tahun <= _TAHUN_TERBESAR:
        return None
    try:
        return date(tahun, bulan, hari)
    except ValueError:
        return None
