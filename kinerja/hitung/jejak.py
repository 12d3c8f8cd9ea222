"""Figures with an id and their passport (jejak hitung).

An `Angka` is the only form in which a computed value leaves `kinerja.hitung`: it carries its id,
its state and, where it was computed, the rule, operands with source cells and steps in words.
Every format shows `Angka.teks`; no exporter formats a number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from kinerja import angka
from kinerja.model import Alamat, Keadaan, Nilai, Rentang

Bentuk = Literal["persen", "poin", "angka", "rupiah", "uang", "ribuan", "cacah", "teks"]
"""How a value is shown: `rupiah` with Rp, `uang` bare in a column headed (Rp), `ribuan` in
thousands of rupiah, `cacah` a count, `poin` a difference of percentages with two decimals and no
sign of percent."""

TEKS_KEADAAN: Final = {
    Keadaan.BELUM_LAPOR: "belum lapor",
    Keadaan.TIDAK_DIUKUR: "–",
    Keadaan.TIDAK_DAPAT_DIHITUNG: "t.d.h.",
}


@dataclass(frozen=True, slots=True)
class Operan:
    """One operand of a figure: its name, its value as text and the cell it came from."""

    nama: str
    teks: str
    alamat: Alamat | None = None


@dataclass(frozen=True, slots=True)
class Jejak:
    """The passport of a figure, written by one function from the values the figure came from.

    `langkah` are the steps in words and numbers, `batas` what a cap or floor did, `kategori` how
    the class was found; empty where nothing applies.
    """

    judul: str
    aturan: str
    operan: tuple[Operan, ...] = ()
    langkah: tuple[str, ...] = ()
    batas: str = ""
    kategori: str = ""


@dataclass(frozen=True, slots=True)
class Angka:
    """A figure: id, value (sen for money), form, state, reason code and passport.

    >>> Angka("x.capaian", Decimal("85.235"), "persen").teks
    '85,24%'
    >>> Angka("x.capaian", None, "persen", Keadaan.BELUM_LAPOR).teks
    'belum lapor'
    """

    id: str
    nilai: Nilai | int | None
    bentuk: Bentuk
    keadaan: Keadaan = Keadaan.TERISI
    satuan: str = ""
    alasan: str = ""
    jejak: Jejak | None = None

    @property
    def teks(self) -> str:
        """The one text every format shows for this figure."""
        if self.keadaan is not Keadaan.TERISI:
            return TEKS_KEADAAN[self.keadaan]
        return format_nilai(self.nilai, self.bentuk)


def show_ribuan(satu: Angka) -> Angka:
    """Give a money figure as it stands in a table of thousands: same value, an id of its own.

    >>> show_ribuan(Angka("x.pagu", 7_500_499_00, "rupiah")).teks
    '7.500'
    """
    return replace(satu, id=f"{satu.id}.ribuan", bentuk="ribuan")


def format_nilai(nilai: Nilai | int | None, bentuk: Bentuk = "angka") -> str:
    """Write a value as text by its type and form; None as an en dash.

    >>> format_nilai(Rentang(Decimal(80), Decimal(90))), format_nilai(date(2026, 6, 30))
    ('80–90', '30 Juni 2026')
    >>> format_nilai(7500000_00, "rupiah"), format_nilai(None)
    ('Rp7.500.000', '–')
    """
    match nilai:
        case None:
            return "–"
        case Rentang(bawah, atas):
            return f"{angka.format_angka(bawah)}–{angka.format_angka(atas)}"
        case date():
            return angka.format_tanggal(nilai)
        case str():
            return nilai
        case int() if bentuk == "rupiah":
            return angka.format_rupiah(nilai)
        case int() if bentuk == "uang":
            return angka.format_uang(nilai)
        case int() if bentuk == "ribuan":
            return angka.format_ribuan(nilai)
        case _:
            return _format_bilangan(Decimal(nilai), bentuk)


def _format_bilangan(nilai: Decimal, bentuk: Bentuk) -> str:
    match bentuk:
        case "persen":
            return angka.format_persen(nilai)
        case "poin":
            return angka.format_desimal(nilai)
        case _:
            return angka.format_angka(nilai)
