"""Turns the cells of an exported table into numbers by the column map; nothing is guessed."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from kinerja.angka import AngkaError, AngkaRaguError, parse_angka
from kinerja.excel.konversi import Konversi
from kinerja.excel.pencatat import Pencatat, format_kutipan
from kinerja.excel.sel import Format, JenisSel, Sel, format_kolom
from kinerja.impor.kisi import Kisi
from kinerja.impor.peta import Peta

_KURUNG: Final = re.compile(r"(?:rp\.?\s*)?\(\s*(?:rp\.?\s*)?([0-9][0-9.,\s]*)\)\Z", re.IGNORECASE)
_PERSEN: Final = re.compile(r"%|persen", re.IGNORECASE)


class Pembaca:
    """Reads the numbers of one table; its findings carry the cell and name the map's keys."""

    def __init__(self, kisi: Kisi, peta: Peta, pencatat: Pencatat) -> None:
        self.pencatat = pencatat
        self.konversi = Konversi(pencatat, kisi.lembar, kisi.is_1904)
        self._peta = peta
        self._kosong = frozenset(teks.casefold() for teks in peta.kosong)

    @staticmethod
    def format_alamat(kolom: int, nomor: int) -> str:
        """Write the address of a cell."""
        return f"{format_kolom(kolom)}{nomor}"

    @staticmethod
    def format_kutipan(teks: str) -> str:
        """Quote what was found."""
        return format_kutipan(teks)

    def parse_angka(self, sel: Sel, *, is_persen: bool = False) -> Decimal | None:
        """Read a number; text by the declared decimal mark, `(1.000)` as a negative amount."""
        if sel.jenis is not JenisSel.TEKS:
            return self.konversi.parse_angka(sel, is_persen=is_persen)
        teks = sel.isi.strip()
        if teks.casefold() in self._kosong:
            return None
        kurung = _KURUNG.match(teks)
        try:
            nilai = parse_angka(kurung.group(1) if kurung else teks, self._peta.tanda).nilai
        except AngkaRaguError:
            self.konversi.galat(
                sel,
                "K-ANGKA-RAGU",
                "Angka dapat dibaca sebagai dua angka yang berbeda",
                ditemukan=format_kutipan(teks),
                saran="Nyatakan tanda desimal berkas ini pada peta: tanda_desimal: koma atau"
                " titik.",
            )
            return None
        except AngkaError as galat:
            nama = self._peta.tanda_desimal
            self.konversi.galat(
                sel,
                "K-ANGKA",
                "Bukan angka" if nama is None else f"Bukan angka dengan {nama} sebagai desimal",
                ditemukan=format_kutipan(teks) if teks else str(galat),
                diharapkan="angka",
                saran="Betulkan selnya; bila teks itu berarti kosong, sebut pada peta, kunci"
                " kosong.",
            )
            return None
        return -nilai if kurung else nilai

    def parse_rupiah(self, sel: Sel) -> int | None:
        """Read money in the map's unit as integer sen; a percentage is a fault."""
        is_persen = sel.format is Format.PERSEN or bool(
            sel.jenis is JenisSel.TEKS and _PERSEN.search(sel.isi)
        )
        if is_persen and not sel.is_kosong:
            self.konversi.galat(
                sel,
                "K-ANGKA-JENIS",
                "Sel seharusnya uang",
                ditemukan=f"persen {format_kutipan(sel.isi)}",
                diharapkan=f"angka dalam {self._peta.satuan}",
                saran="Periksa kolom pada peta; kolom ini berisi persentase.",
            )
            return None
        nilai = self.parse_angka(sel)
        if nilai is None:
            return None
        sen = nilai * self._peta.kali * 100
        if sen != sen.to_integral_value():
            self.konversi.galat(
                sel,
                "K-RUPIAH",
                "Jumlah uang lebih halus daripada sen",
                ditemukan=format_kutipan(sel.isi),
                diharapkan=f"angka dalam {self._peta.satuan}",
                saran="Periksa satuan dan tanda_desimal pada peta.",
            )
            return None
        return int(sen)

    def parse_persen(self, sel: Sel) -> Decimal | None:
        """Read a percentage from 0 to 100."""
        nilai = self.parse_angka(sel, is_persen=True)
        if nilai is None or 0 <= nilai <= 100:
            return nilai
        self.konversi.galat(
            sel,
            "K-KISARAN",
            "Persentase di luar 0 sampai 100",
            ditemukan=format_kutipan(sel.isi),
            diharapkan="0 sampai 100",
            saran="Betulkan fisiknya, atau periksa kolom fisik pada peta.",
        )
        return None
