"""A what-if as a line of text: answers of this quarter and choices of the policy that are changed.

`IKS-1.2=50; IKS-2.2=41/43; batas_atas=120` is such a line. Reads and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from typing import Final

from kinerja.galat import ParameterError

_CONTOH: Final = "IKS-1.2=50; batas_atas=120"


@dataclass(frozen=True, slots=True)
class Andaian:
    """What is supposed: answers by indicator, as typed, and choices; empty is as it is.

    `realisasi` holds what would stand in the form: a number, `pembilang/penyebut` of a ratio, a
    predikat, a date or "belum"; empty text for a blank cell.
    """

    realisasi: Mapping[str, str] = field(default_factory=dict)
    rumus_turun: str = ""
    batas_atas: str = ""
    kategori: str = ""

    def __bool__(self) -> bool:
        """Tell whether anything is changed."""
        return bool(self.realisasi or any(nilai for _, nilai in self.iter_kebijakan()))

    def iter_kebijakan(self) -> Iterator[tuple[str, str]]:
        """Give the choices of the policy by name."""
        for nama in PILIHAN_KEBIJAKAN:
            yield nama, getattr(self, nama)

    @property
    def teks(self) -> str:
        """The line that `parse_andaian` reads back.

        >>> Andaian({"IKS-1.2": "50"}, batas_atas="120").teks
        'IKS-1.2=50; batas_atas=120'
        """
        kebijakan = [(nama, nilai) for nama, nilai in self.iter_kebijakan() if nilai]
        return "; ".join(f"{k}={v}" for k, v in (*self.realisasi.items(), *kebijakan))


PILIHAN_KEBIJAKAN: Final = tuple(
    bidang.name for bidang in fields(Andaian) if bidang.name != "realisasi"
)
"""The choices of the policy that a what-if can change."""


def parse_andaian(teks: str) -> Andaian:
    """Read a what-if as typed; what is no choice of the policy is an indicator's code.

    >>> parse_andaian("IKS-1.2 = 50; kategori = memuaskan").kategori
    'memuaskan'
    >>> bool(parse_andaian(" ; "))
    False

    Raises:
        ParameterError: for a part without "=", and for a name that stands twice.
    """
    isi: dict[str, str] = {}
    for bagian in filter(str.strip, teks.split(";")):
        nama, tanda, nilai = (satu.strip() for satu in bagian.partition("="))
        if not tanda or not nama or nama in isi:
            raise ParameterError(
                "Andaian tidak dapat dibaca",
                ditemukan=repr(bagian.strip()),
                diharapkan=f"nama=nilai, masing-masing sekali, mis. {_CONTOH}",
            )
        isi[nama] = nilai
    kebijakan = {nama: isi.pop(nama) for nama in PILIHAN_KEBIJAKAN if nama in isi}
    return Andaian(isi, **kebijakan)


def check_kode(andaian: Andaian, dikenal: Mapping[str, object]) -> None:
    """Refuse an indicator that does not exist, naming the nearest name.

    Raises:
        ParameterError: naming what was typed.
    """
    for kode in andaian.realisasi:
        if kode not in dikenal:
            dekat = get_close_matches(kode, [*dikenal, *PILIHAN_KEBIJAKAN], n=3, cutoff=0.4)
            raise ParameterError(
                "Andaian menyebut indikator yang tidak ada",
                ditemukan=repr(kode),
                diharapkan=f"mis. {', '.join(dekat)}" if dekat else "kode indikator",
            )
