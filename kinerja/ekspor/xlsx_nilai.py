"""Encoded cells as what a workbook stores, and the present values of its formulas.

The library writes a formula or a value, never both; the values are put into the finished XML, so
that a viewer that computes nothing shows the report's own figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final
from xml.sax.saxutils import escape

from kinerja.isi.html_teks import Data

_TANGGAL: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_RENTANG: Final = re.compile(r"(\d+(?:\.\d+)?)-\d+(?:\.\d+)?\Z", re.ASCII)
_RUMUS: Final = re.compile(
    rb'<c r="([A-Z]+\d+)"([^>]*)><f>(.*?)</f><v(?:\s*/>|></v>)</c>', re.DOTALL
)
_HARI_NOL: Final = date(1899, 12, 30)

Isi = int | float | date | str | None


def read_isi(sel: Data | str | None) -> tuple[Isi, str]:
    """Read what a cell holds now, and the form of it.

    >>> read_isi({"jenis_blok": "Angka", "nilai": 12345, "bentuk": "rupiah", "keadaan": "terisi",
    ...           "teks": "Rp123,45"})
    (123.45, 'rupiah')
    >>> read_isi({"jenis_blok": "NilaiBuku", "nilai": "2026-06-30", "bentuk": "tanggal"})
    (datetime.date(2026, 6, 30), 'tanggal')
    """
    match sel:
        case None | "":
            return None, "teks"
        case str():
            return sel, "teks"
        case {"jenis_blok": "RumusBuku"}:
            return read_isi(sel["hasil"])
        case {"jenis_blok": "Angka"}:
            return _read_angka(sel)
        case _:
            return _read_nilai(sel["nilai"], sel["bentuk"])


def _read_angka(angka: Data) -> tuple[Isi, str]:
    nilai, bentuk = angka["nilai"], angka["bentuk"]
    if angka["keadaan"] != "terisi":
        return angka["teks"], bentuk
    if bentuk in {"rupiah", "uang", "ribuan"}:
        return _to_number(Decimal(nilai).scaleb(-2)), "rupiah"
    if bentuk == "teks" or nilai is None:
        return angka["teks"], "teks"
    if isinstance(nilai, str) and _TANGGAL.match(nilai):
        return date.fromisoformat(nilai), "tanggal"
    rentang = _RENTANG.match(nilai) if isinstance(nilai, str) else None
    return _to_number(Decimal(rentang[1] if rentang else nilai)), bentuk


def _read_nilai(nilai: str, bentuk: str) -> tuple[Isi, str]:
    if bentuk in {"teks", "kategori"} or not nilai:
        return nilai, bentuk
    if bentuk == "tanggal":
        return date.fromisoformat(nilai), bentuk
    return _to_number(Decimal(nilai)), bentuk


def _to_number(nilai: Decimal) -> int | float:
    return int(nilai) if nilai == nilai.to_integral_value() else float(nilai)


@dataclass(slots=True)
class Simpanan:
    """Collects, while sheets are written, the values of formulas and the places of figures."""

    rumus: dict[str, dict[str, Isi]] = field(default_factory=dict)
    angka: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def note(self, lembar: str, alamat: str, sel: Data | str | None) -> None:
        """Note a cell that holds a formula or a figure; the first place of a figure counts."""
        if not isinstance(sel, dict):
            return
        angka: Data = sel
        if sel["jenis_blok"] == "RumusBuku":
            self.rumus.setdefault(lembar, {})[alamat] = read_isi(sel)[0]
            angka = sel["hasil"]
        if angka["jenis_blok"] == "Angka":
            self.angka.setdefault(angka["id"], (lembar, alamat, angka["teks"]))

    def build_pengubah(self, daftar_lembar: Sequence[str]) -> Callable[[str, bytes], bytes]:
        """Give the function that puts the values into the parts of the finished container."""
        bagian = {
            f"xl/worksheets/sheet{nomor}.xml": self.rumus.get(nama, {})
            for nomor, nama in enumerate(daftar_lembar, start=1)
        }

        def ubah(nama: str, isi: bytes) -> bytes:
            nilai = bagian.get(nama)
            if not nilai:
                return isi
            return _RUMUS.sub(lambda cocok: _write_sel(cocok, nilai[cocok[1].decode()]), isi)

        return ubah


def _write_sel(cocok: re.Match[bytes], nilai: Isi) -> bytes:
    alamat, atribut, rumus = cocok[1], cocok[2], cocok[3]
    if isinstance(nilai, date):
        nilai = (nilai - _HARI_NOL).days
    if isinstance(nilai, str) or nilai is None:
        jenis, isi = b' t="str"', escape(nilai or "").encode()
    else:
        jenis, isi = b"", repr(nilai).encode()
    return b'<c r="%b"%b%b><f>%b</f><v>%b</v></c>' % (alamat, atribut, jenis, rumus, isi)
