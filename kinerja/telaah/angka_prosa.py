"""Numbers in prose that no table of the report gives.

Only numbers that claim to be a result are looked at: percentages of a clause that speaks of a
result, and what stands behind words such as realisasi, capaian, sebesar. Years, dates, numbers of
regulations, figures of a later year and counts of other things are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from kinerja.telaah.kalimat import list_kata, split_klausa

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
_HASIL: Final = frozenset(
    {
        "capaian",
        "realisasi",
        "target",
        "kinerja",
        "serapan",
        "penyerapan",
        "terserap",
        "deviasi",
        "efisiensi",
        "fisik",
        "tercapai",
        "rata-rata",
        "indikator",
        "sasaran",
    }
)
"""Words by which a clause speaks of a result."""
_PENDEK: Final = 4
"""A clause of so few words can speak only of the figure it was written for."""


def find_angka_asing(
    teks: str, dikenal: Iterable[Decimal], nama: Collection[str] = ()
) -> list[str]:
    """Find the numbers of a text that claim to be a result and equal none of those known.

    A number matches where a known one, rounded half up to the decimals written, equals it.

    Args:
        teks: What somebody wrote.
        dikenal: The numbers the report gives.
        nama: Words of the indicator it was written for: with one of them a clause speaks of it.

    >>> dikenal = [Decimal("85.235"), Decimal(62)]
    >>> find_angka_asing("Capaian 85,24% dari target 62, tahun 2026 ada 3 unit.", dikenal)
    []
    >>> find_angka_asing("Capaian 84% dan realisasi 63. Harga semen naik 12% pada Juli.", dikenal)
    ['84%', '63']
    """
    daftar = tuple(dikenal)
    return [asing for klausa in split_klausa(teks) for asing in _find(klausa, daftar, nama)]


def _find(klausa: str, dikenal: tuple[Decimal, ...], nama: Collection[str]) -> list[str]:
    kata = {satu.removesuffix("nya") for satu in list_kata(klausa)}
    is_hasil = bool(_HASIL.intersection(kata) or kata.intersection(nama)) or len(kata) <= _PENDEK
    hasil: dict[int, str] = {}
    for pola in (_PERSEN, _KLAIM) if is_hasil else (_KLAIM,):
        for cocok in pola.finditer(klausa):
            tertulis = cocok["angka"]
            if pola is _KLAIM and (_BUKAN.match(klausa[cocok.end() :]) or _TAHUN.match(tertulis)):
                continue
            if not _is_dikenal(tertulis, dikenal):
                awal = cocok.start("angka")
                hasil[awal] = " ".join(klausa[awal : cocok.end()].split())
    return [hasil[awal] for awal in sorted(hasil)]


def count_angka(klausa: str) -> int:
    """Count the numbers of a clause that may be results."""
    return len({c.start("angka") for pola in (_PERSEN, _KLAIM) for c in pola.finditer(klausa)})


def _is_dikenal(tertulis: str, dikenal: tuple[Decimal, ...]) -> bool:
    nilai = Decimal(tertulis.replace(".", "").replace(",", "."))
    satuan = Decimal(1).scaleb(int(nilai.as_tuple().exponent))
    return any(satu.quantize(satuan, ROUND_HALF_UP) == nilai for satu in dikenal)
