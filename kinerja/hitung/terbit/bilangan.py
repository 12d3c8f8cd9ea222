"""Numbers as a document prints them: value, printed decimals, and which decimal mark a column uses.

A mark is taken from the declaration, else from the column where every cell that tells agrees. A
cell that could mean two numbers is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from kinerja.angka import AngkaError, AngkaRaguError, TandaDesimal, join_ribuan, parse_angka

KOSONG: Final = frozenset(
    {"", "-", "–", "—", "--", "n/a", "na", "n.a", "n.a.", "null", "none", "nan", "…", "...", "?"}
)
_SPASI: Final = re.compile(r"[\s\u00a0\u202f\u2007]+")
_HIASAN: Final = re.compile(
    r"^(?:rp\.?|idr)?\s*(.*?)(?:,-+)?\s*(?:%|persen|percent)?\s*$", re.IGNORECASE | re.DOTALL
)
_KURUNG: Final = re.compile(r"\((.*)\)\Z", re.DOTALL)
_ANGKA: Final = re.compile(r"[-+]?[0-9][0-9.,]*\Z", re.ASCII)
_RAGU: Final = re.compile(r"[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}\Z", re.ASCII)
_TUKAR: Final[dict[str, TandaDesimal]] = {".": ",", ",": "."}


@dataclass(frozen=True, slots=True)
class Bilangan:
    """A printed number: its value and the count of decimals it was printed with."""

    nilai: Decimal
    desimal: int = 0
    is_persen: bool = False

    @property
    def setengah(self) -> Decimal:
        """Half a unit of the last printed digit: how far the true value may lie."""
        return Decimal("0.5").scaleb(-self.desimal)


def is_kosong(teks: str) -> bool:
    """Tell whether a cell stands for "no value".

    >>> is_kosong(" - "), is_kosong("n/a"), is_kosong("0")
    (True, True, False)
    """
    return _SPASI.sub(" ", teks).strip().casefold() in KOSONG


def find_tanda(teks: str) -> TandaDesimal | None:
    """Tell the decimal mark from the shape of one cell; None where it does not show.

    >>> find_tanda("95.56"), find_tanda("1.234.567"), find_tanda("25.478"), find_tanda("93")
    ('.', ',', None, None)
    >>> find_tanda("925.896.500,00"), find_tanda("0,125")
    (',', ',')
    """
    try:
        inti = _clean(teks)[0]
    except AngkaRaguError:
        return None
    if not _ANGKA.match(inti) or _RAGU.match(inti):
        return None
    tanda = [huruf for huruf in inti if huruf in ".,"]
    if not tanda:
        return None
    if len(set(tanda)) == 1:
        return _TUKAR[tanda[0]] if len(tanda) > 1 else _name(tanda[0])
    return _name(tanda[-1]) if tanda.count(tanda[-1]) == 1 else None


def infer_tanda(daftar_teks: Iterable[str]) -> tuple[TandaDesimal | None, bool]:
    """Give the mark of a column, and whether its cells contradict each other.

    >>> infer_tanda(["95.56", "25.478", "3"]), infer_tanda(["95.56", "0,16"]), infer_tanda(["7"])
    (('.', False), (None, True), (None, False))
    """
    bukti = {tanda for teks in daftar_teks if (tanda := find_tanda(teks)) is not None}
    return (bukti.pop(), False) if len(bukti) == 1 else (None, bool(bukti))


@lru_cache(maxsize=1024)  # a row's own texts are read once for each formula that may fit
def parse_bilangan(teks: str, tanda: TandaDesimal | None) -> Bilangan:
    """Read a printed number with its count of decimals.

    Raises:
        AngkaRaguError: where the mark is unknown and the shape does not tell it.
        AngkaError: for what is no number.

    >>> parse_bilangan("Rp 1.004.422.800,00", ","), parse_bilangan("80.00%", ".")
    (Bilangan(nilai=Decimal('1004422800.00'), desimal=2, is_persen=False), \
Bilangan(nilai=Decimal('80.00'), desimal=2, is_persen=True))
    """
    inti, is_persen = _clean(teks)
    if not _ANGKA.match(inti):
        raise AngkaError("bukan angka")
    if not any(huruf in ".," for huruf in inti):
        return Bilangan(parse_angka(inti, ",").nilai, 0, is_persen)
    pakai = tanda or find_tanda(teks)
    if pakai is None:
        raise AngkaRaguError("dapat dibaca sebagai dua angka yang berbeda")
    _, pisah, ekor = inti.rpartition(pakai)
    return Bilangan(parse_angka(inti, pakai).nilai, len(ekor) if pisah else 0, is_persen)


def match_bilangan(teks: str, nilai: Decimal) -> Bilangan | None:
    """Read a print whose value is already known: the one reading that gives that value.

    >>> match_bilangan("25,478", Decimal("25.478"))
    Bilangan(nilai=Decimal('25.478'), desimal=3, is_persen=False)
    """
    daftar_tanda: tuple[TandaDesimal, TandaDesimal] = (",", ".")
    for tanda in daftar_tanda:
        try:
            bilangan = parse_bilangan(teks, tanda)
        except AngkaError:
            continue
        if bilangan.nilai == nilai:
            return bilangan
    return None


def _clean(teks: str) -> tuple[str, bool]:
    """Take off currency, percent sign and spaces; brackets around an amount mean minus."""
    rapi = teks.strip().replace("\u2212", "-").lstrip("'")
    kurung = _KURUNG.match(rapi)
    cocok = _HIASAN.match(kurung.group(1).strip() if kurung else rapi)
    inti = join_ribuan((cocok.group(1) if cocok else rapi).strip())
    is_persen = rapi.rstrip(")").rstrip().casefold().endswith(("%", "persen", "percent"))
    return (f"-{inti}" if kurung and not inti.startswith("-") else inti), is_persen


def _name(tanda: str) -> TandaDesimal:
    return "," if tanda == "," else "."
