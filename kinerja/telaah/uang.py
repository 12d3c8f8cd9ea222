"""Amounts of money in prose that claim to be the report's pagu or realisasi."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

_KALI: Final = {"ribu": 3, "juta": 6, "miliar": 9, "triliun": 12}
_POLA: Final = re.compile(
    r"\b(?:realisasi|pagu|anggaran)\s+"
    r"(?:(?:belanja|anggaran|daerah|skpd|skpkd|skpkd/ppkd|ppkd|badan|dinas|total|keseluruhan"
    r"|tahun\s+20[0-9]{2}|ini|sebesar|mencapai|adalah|senilai|yaitu)\s+)*"
    r"(?P<tulis>Rp\.?\s?(?P<angka>[0-9]+(?:\.[0-9]{3})*(?:,[0-9]+)?)"
    rf"(?:\s*(?P<kali>{'|'.join(_KALI)})\b)?)",
    re.IGNORECASE,
)


def find_uang_asing(teks: str, dikenal: Iterable[Decimal]) -> list[str]:
    """Find amounts called pagu, anggaran or realisasi that are none of the report's.

    An amount matches where a known one, rounded half up as it was written, equals it. Amounts of
    anything more special (a contract, a kind of spending) are left alone.

    >>> dikenal = [Decimal("349049992000")]
    >>> find_uang_asing("Realisasi belanja Rp349,05 miliar dari pagu Rp360 miliar.", dikenal)
    ['Rp360 miliar']
    >>> find_uang_asing("Realisasi belanja perjalanan Rp12.000.000.", dikenal)
    []
    """
    daftar = tuple(dikenal)
    hasil = []
    for cocok in _POLA.finditer(teks):
        angka = Decimal(cocok["angka"].replace(".", "").replace(",", "."))
        pangkat = _KALI.get((cocok["kali"] or "").casefold(), 0)
        satuan = Decimal(1).scaleb(int(angka.as_tuple().exponent))
        if not any(
            satu.scaleb(-pangkat).quantize(satuan, ROUND_HALF_UP) == angka for satu in daftar
        ):
            hasil.append(" ".join(cocok["tulis"].split()))
    return hasil
