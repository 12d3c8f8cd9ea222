"""Numbers in prose that no table of the report gives.

Only numbers that claim to be a result are looked at: percentages, and what stands behind words
such as realisasi, capaian, sebesar. Years, dates, numbers of regulations and counts of other
things are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

_BILANGAN: Final = r"(?P<angka>[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?)"
_PERSEN: Final = re.compile(rf"(?<![\w.,]){_BILANGAN}\s*(?:%|persen\b|poin\b)", re.IGNORECASE)
_KLAIM: Final = re.compile(
    r"\b(?:realisasi(?:nya)?|capaian(?:nya)?|target(?:nya)?|serapan(?:nya)?|mencapai|menjadi)\s+"
    r"(?:(?:kinerja|indikator|ini|tersebut|sebesar|adalah|hanya|baru|sudah|menjadi|yaitu)\s+)*"
    rf"{_BILANGAN}(?![\w.,]*[0-9])(?!\s*(?:%|persen))",
    re.IGNORECASE,
)
_BUKAN: Final = re.compile(
    r"\A\s*(?:tahun|januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november"
    r"|desember|hari|bulan|minggu|jam|orang|kali|lembar|opd|skpd)\b",
    re.IGNORECASE,
)
_TAHUN: Final = re.compile(r"20[0-9]{2}\Z", re.ASCII)


def find_angka_asing(teks: str, dikenal: Iterable[Decimal]) -> list[str]:
    """Find the numbers of a text that claim to be a result and equal none of those known.

    A number matches where a known one, rounded half up to the decimals written, equals it.

    >>> dikenal = [Decimal("85.235"), Decimal(62)]
    >>> find_angka_asing("Capaian 85,24% dari target 62, tahun 2026 ada 3 unit.", dikenal)
    []
    >>> find_angka_asing("Capaian 84% dan realisasi 63.", dikenal)
    ['84%', '63']
    """
    daftar = tuple(dikenal)
    hasil: dict[int, str] = {}
    for pola in (_PERSEN, _KLAIM):
        for cocok in pola.finditer(teks):
            tertulis = cocok["angka"]
            if pola is _KLAIM and (_BUKAN.match(teks[cocok.end() :]) or _TAHUN.match(tertulis)):
                continue
            if not _is_dikenal(tertulis, daftar):
                awal = cocok.start("angka")
                hasil[awal] = " ".join(teks[awal : cocok.end()].split())
    return [hasil[awal] for awal in sorted(hasil)]


def _is_dikenal(tertulis: str, dikenal: tuple[Decimal, ...]) -> bool:
    nilai = Decimal(tertulis.replace(".", "").replace(",", "."))
    satuan = Decimal(1).scaleb(int(nilai.as_tuple().exponent))
    return any(satu.quantize(satuan, ROUND_HALF_UP) == nilai for satu in dikenal)
