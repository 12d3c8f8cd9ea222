"""Sentences cut into clauses, and clauses into words."""

from __future__ import annotations

import re
from typing import Final

_AKHIR: Final = re.compile(r"(?:[.!?;](?=\s|$)|\n)+")
_SAMBUNG: Final = re.compile(
    r",?\s+(?:sedangkan|tetapi|namun|walaupun|meskipun|sementara itu|akan tetapi|padahal)\s+",
    re.IGNORECASE,
)
_KATA: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*|%")
_SINGKATAN: Final = re.compile(r"\b(s\.d|dll|dsb|No|Nomor|Rp|a\.n|u\.b|Jl)\.\s", re.IGNORECASE)

ANDAI: Final = frozenset(
    {
        "akan",
        "diharapkan",
        "diperkirakan",
        "diproyeksikan",
        "direncanakan",
        "ditargetkan",
        "dapat",
        "bisa",
        "harus",
        "perlu",
        "agar",
        "supaya",
        "untuk",
        "bila",
        "jika",
        "apabila",
        "kalau",
        "seandainya",
        "hendaknya",
        "semestinya",
        "target",
        "upaya",
        "guna",
        "demi",
        "berpotensi",
        "mungkin",
    }
)
"""Words of a clause that states no fact: hope, duty, condition, aim."""


def split_klausa(teks: str) -> tuple[str, ...]:
    """Cut a text into clauses that each make one statement.

    >>> split_klausa("Capaian naik, sedangkan biaya turun. Target s.d. triwulan tercapai.")
    ('Capaian naik', 'biaya turun', 'Target s.d triwulan tercapai')
    """
    rapi = _SINGKATAN.sub(lambda cocok: f"{cocok.group(1)} ", teks)
    hasil = [
        bagian.strip(" ,:–-")
        for kalimat in _AKHIR.split(rapi)
        for bagian in _SAMBUNG.split(kalimat)
    ]
    return tuple(bagian for bagian in hasil if bagian)


def list_kata(teks: str) -> tuple[str, ...]:
    """List the words of a text in lower case; a percent sign is a word.

    >>> list_kata("Capaian IKS-1.1 naik 5%")
    ('capaian', 'iks-1', '1', 'naik', '5', '%')
    """
    return tuple(satu.casefold() for satu in _KATA.findall(teks))


def normalise_teks(teks: str) -> str:
    """Give a text as bare words, for comparing two of them.

    >>> normalise_teks("  Kontrak  terlambat. ") == normalise_teks("kontrak terlambat")
    True
    """
    return " ".join(list_kata(teks))
