"""Numbers and dates to Indonesian text and back; the only module that rounds.

Rounding is half-up in Decimal, like a printed table and like Excel (2,345 becomes 2,35). Values
carry `PRESISI` digits; before rounding they are first brought to `PRESISI_TAMPIL` digits, so that
a mean of thirds that is exactly 90,995 is not lost to the 50th digit. Reading never guesses:
text that could mean two numbers raises `AngkaRaguError`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final, Literal

PRESISI: Final = 50
PRESISI_TAMPIL: Final = 34
KONTEKS: Final = Context(prec=PRESISI, rounding=ROUND_HALF_UP)
_KONTEKS_TAMPIL: Final = Context(prec=PRESISI_TAMPIL, rounding=ROUND_HALF_UP)
NAMA_BULAN: Final = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
TandaDesimal = Literal[",", "."]
BATAS_MUTLAK: Final = Decimal(10) ** 18
"""Largest magnitude taken as a real figure; anything above is a slip of the keyboard."""


PANJANG_ANGKA_MAKS: Final = 64
"""Longest text that can be a number; longer ones are not looked at closer."""


class AngkaError(ValueError):
    """Text that is no number; the message is an Indonesian reason without place."""


class AngkaRaguError(AngkaError):
    """Text that could mean two different numbers."""


@dataclass(frozen=True, slots=True)
class AngkaTerbaca:
    """A number read from text, and the note on what was tidied (empty if nothing was)."""

    nilai: Decimal
    catatan: str = ""


def round_desimal(nilai: Decimal, desimal: int = 2) -> Decimal:
    """Round half up (away from zero) to a number of decimals.

    >>> round_desimal(Decimal("2.345")), round_desimal(Decimal("-2.345"))
    (Decimal('2.35'), Decimal('-2.35'))
    >>> round_desimal(Decimal("87.125"))
    Decimal('87.13')
    """
    dekat = _KONTEKS_TAMPIL.plus(nilai)
    hasil = dekat.quantize(Decimal(1).scaleb(-desimal), rounding=ROUND_HALF_UP, context=KONTEKS)
    return abs(hasil) if hasil == 0 else hasil


def format_desimal(nilai: Decimal, desimal: int = 2) -> str:
    """Write a number with a fixed count of decimals.

    >>> format_desimal(Decimal("1234567.895")), format_desimal(Decimal("-0.001"))
    ('1.234.567,90', '0,00')
    """
    bulat = round_desimal(nilai, desimal)
    return f"{bulat:,.{desimal}f}".translate(_TUKAR)


_TUKAR: Final = str.maketrans(",.", ".,")


def format_angka(nilai: Decimal, desimal: int = 2) -> str:
    """Write a measured value: at most `desimal` decimals, none for a whole number.

    >>> format_angka(Decimal("95.560")), format_angka(Decimal(1200)), format_angka(Decimal("2.5"))
    ('95,56', '1.200', '2,50')
    """
    bulat = round_desimal(nilai, desimal)
    return format_desimal(nilai, 0 if bulat == bulat.to_integral_value() else desimal)


def format_persen(nilai: Decimal, desimal: int = 2) -> str:
    """Write a percentage given on the scale 0-100.

    >>> format_persen(Decimal("85.235"))
    '85,24%'
    """
    return f"{format_desimal(nilai, desimal)}%"


def format_rupiah(sen: int) -> str:
    """Write integer sen as rupiah; the sen only where they are not zero.

    >>> format_rupiah(123456700), format_rupiah(-50), format_rupiah(0)
    ('Rp1.234.567', '-Rp0,50', 'Rp0')
    """
    tanda = "-" if sen < 0 else ""
    return f"{tanda}Rp{format_uang(abs(sen))}"


def format_uang(sen: int) -> str:
    """Write integer sen as a bare amount for a column whose heading says (Rp).

    >>> format_uang(37186078742900), format_uang(-12345)
    ('371.860.787.429', '-123,45')
    """
    rupiah, sisa = divmod(abs(sen), 100)
    teks = format_cacah(rupiah) + (f",{sisa:02d}" if sisa else "")
    return f"-{teks}" if sen < 0 else teks


def format_ribuan(sen: int) -> str:
    """Write integer sen in thousands of rupiah, half up, for a column headed so.

    >>> format_ribuan(1234567_50), format_ribuan(499_99), format_ribuan(-1500_00)
    ('1.235', '0', '-2')
    """
    ribuan = (abs(sen) + 50_000) // 100_000
    return f"-{format_cacah(ribuan)}" if sen < 0 and ribuan else format_cacah(ribuan)


def format_rupiah_ringkas(sen: int) -> str:
    """Write a large amount in words of a headline: juta, miliar, triliun with two decimals.

    >>> format_rupiah_ringkas(37186078742900), format_rupiah_ringkas(7500000_00)
    ('Rp371,86 miliar', 'Rp7,50 juta')
    """
    nilai = Decimal(sen).scaleb(-2)
    for pangkat, nama in ((12, "triliun"), (9, "miliar"), (6, "juta")):
        if abs(nilai) >= Decimal(10) ** pangkat:
            tanda = "-" if sen < 0 else ""
            return f"{tanda}Rp{format_desimal(abs(nilai).scaleb(-pangkat))} {nama}"
    return format_rupiah(sen)


def format_apa_adanya(nilai: Decimal) -> str:
    """Write a number with all its digits, as a message quotes what was found; no grouping.

    >>> format_apa_adanya(Decimal("0.150")), format_apa_adanya(Decimal("1E+3"))
    ('0,150', '1000')
    """
    return f"{nilai:f}".replace(".", ",")


def format_cacah(banyak: int) -> str:
    """Write a count with grouping.

    >>> format_cacah(1234567), format_cacah(-12)
    ('1.234.567', '-12')
    """
    return f"{banyak:,}".replace(",", ".")


def format_tanggal(tanggal: date) -> str:
    """Write a date in full.

    >>> format_tanggal(date(2026, 3, 31))
    '31 Maret 2026'
    """
    return f"{tanggal.day} {NAMA_BULAN[tanggal.month - 1]} {tanggal.year}"


_HIASAN: Final = re.compile(
    r"^(?:rp\.?\s*)?(.*?)(?:,-+)?\s*(?:%|persen)?$", re.IGNORECASE | re.DOTALL
)
_BERSIH: Final = re.compile(r"[-+]?[0-9]+\Z", re.ASCII)
_INDONESIA: Final = re.compile(r"[-+]?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+),[0-9]+\Z", re.ASCII)
_RIBUAN_TITIK: Final = re.compile(r"[-+]?[0-9]{1,3}(?:\.[0-9]{3}){2,}\Z", re.ASCII)
_RIBUAN_KOMA: Final = re.compile(r"[-+]?[1-9][0-9]{0,2},[0-9]{3}\Z", re.ASCII)
_BENTUK: Final = {
    ",": re.compile(r"[-+]?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?\Z", re.ASCII),
    ".": re.compile(r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?\Z", re.ASCII),
}
_MIRIP_ANGKA: Final = re.compile(r"[-+]?[0-9.,\s]+\Z", re.ASCII)
_SPASI: Final = re.compile(r"\s+")
_RIBUAN_SPASI: Final = re.compile(
    r"[-+]?[1-9][0-9]{0,2}(?:[ \u00a0\u202f\u2007\u2009][0-9]{3})+(?:[.,][0-9]+)?\Z"
)


def parse_angka(teks: str, tanda_desimal: TandaDesimal | None = None) -> AngkaTerbaca:
    """Read a number from text as people type it; never guess.

    Without `tanda_desimal` only text with one possible meaning is read: `1200`, `1.234,5`,
    `95,5`, `1.234.567`, `Rp 548.000.000,-`, `95 %`. A declared mark ends the ambiguity.

    Args:
        teks: The text of a cell.
        tanda_desimal: The decimal mark declared for the column, if any.

    Raises:
        AngkaRaguError: for `135.304`, `1.5`, `1,234`, `1,234.5` without a declared mark.
        AngkaError: for anything that is no number, or one beyond 10^18.

    >>> parse_angka("1.234,5").nilai, parse_angka("Rp 548.000.000,-").nilai
    (Decimal('1234.5'), Decimal('548000000'))
    >>> parse_angka("135.304", tanda_desimal=".").nilai
    Decimal('135.304')
    """
    rapi = teks.strip()
    if len(rapi) > PANJANG_ANGKA_MAKS:
        raise AngkaError("bukan angka")
    inti = _HIASAN.match(rapi)
    angka = join_ribuan((inti.group(1) if inti else rapi).strip().lstrip("'"))
    if not angka or not re.search(r"[0-9]", angka):
        raise AngkaError("bukan angka")
    catatan = "" if angka == teks else f"teks {teks!r} dibaca sebagai angka"
    if tanda_desimal is not None:
        if not _BENTUK[tanda_desimal].match(angka):
            nama = "koma" if tanda_desimal == "," else "titik"
            raise AngkaError(f"bukan angka dengan {nama} sebagai tanda desimal")
        return _finish(angka, tanda_desimal, catatan)
    if _BERSIH.match(angka):
        return _finish(angka, ",", catatan)
    if _RIBUAN_KOMA.match(angka):
        raise AngkaRaguError("dapat dibaca sebagai dua angka yang berbeda")
    if _INDONESIA.match(angka) or _RIBUAN_TITIK.match(angka):
        return _finish(angka, ",", catatan or f"teks {teks!r} dibaca sebagai angka")
    if _BENTUK["."].match(angka) or _BENTUK[","].match(angka):
        raise AngkaRaguError("dapat dibaca sebagai dua angka yang berbeda")
    raise AngkaError("bukan angka")


def join_ribuan(teks: str) -> str:
    """Take out spaces that group thousands, and one after the sign; none that parts two numbers.

    >>> join_ribuan("1 234 567,5"), join_ribuan("- 5")
    ('1234567,5', '-5')

    Raises:
        AngkaRaguError: for digits parted in any other way, such as `80 90` on one line or two.
    """
    rapi = re.sub(r"^([-+])\s+", r"\1", teks.replace("\u2212", "-"))
    if not _SPASI.search(rapi):
        return rapi
    if _MIRIP_ANGKA.match(_SPASI.sub(" ", rapi)) and not _RIBUAN_SPASI.match(rapi):
        raise AngkaRaguError("dapat dibaca sebagai dua angka yang berbeda")
    return _SPASI.sub("", rapi)


def _finish(angka: str, tanda_desimal: TandaDesimal, catatan: str) -> AngkaTerbaca:
    ribuan = "." if tanda_desimal == "," else ","
    nilai = Decimal(angka.replace(ribuan, "").replace(tanda_desimal, "."))
    if abs(nilai) >= BATAS_MUTLAK:
        raise AngkaError("terlalu besar untuk sebuah angka kinerja")
    return AngkaTerbaca(nilai, catatan)
