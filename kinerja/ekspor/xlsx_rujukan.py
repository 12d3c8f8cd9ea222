"""The one place where the symbols of a workbook block become addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kinerja.excel.sel import format_kolom
from kinerja.isi.html_teks import Data

BARIS_GRUP: Final = 4
"""The row of group headings; headings follow, then column numbers where a sheet has them."""
_SIMBOL: Final = re.compile(r"⟦([^⟧]*)⟧")


@dataclass(frozen=True, slots=True)
class Peta:
    """Where every row and column of every sheet stands."""

    baris: Mapping[str, Mapping[str, int]]
    kolom: Mapping[str, Mapping[str, str]]

    def resolve(self, isi: str, lembar: str, baris: str) -> str:
        """Put addresses in place of the symbols of a formula that stands on a sheet and row.

        Cells of the same row are written relative, so that sorting keeps them; all others are
        absolute.

        >>> peta = Peta({"A": {"x": 7}, "B C": {"y": 8}}, {"A": {"k": "B"}, "B C": {"m": "D"}})
        >>> peta.resolve("⟦A|x|k⟧+SUM(⟦B C|y|m⟧)", "A", "x")
        "B7+SUM('B C'!$D$8)"
        """
        return _SIMBOL.sub(lambda cocok: self._write(cocok[1].split("|"), lembar, baris), isi)

    def _write(self, bagian: list[str], lembar: str, baris: str) -> str:
        nama = bagian[0]
        ujung = list(zip(bagian[1::2], bagian[2::2], strict=True))
        is_sini = nama == lembar and all(kunci == baris for kunci, _ in ujung)
        tanda = "" if is_sini else "$"
        alamat = ":".join(
            f"{tanda}{self.kolom[nama][kolom]}{tanda}{self.baris[nama][kunci]}"
            for kunci, kolom in ujung
        )
        return alamat if nama == lembar else f"'{nama}'!{alamat}"


def find_awal(lembar: Data) -> int:
    """Give the number of a sheet's first row of content."""
    return BARIS_GRUP + 2 + bool(lembar["is_bernomor"])


def build_peta(buku: Data) -> Peta:
    """Number the rows and columns of every sheet."""
    return Peta(
        {
            satu["nama"]: {
                baris["kunci"]: nomor
                for nomor, baris in enumerate(satu["baris"], start=find_awal(satu))
            }
            for satu in buku["lembar"]
        },
        {
            satu["nama"]: {
                kolom["kunci"]: format_kolom(nomor)
                for nomor, kolom in enumerate(satu["kolom"], start=1)
            }
            for satu in buku["lembar"]
        },
    )
