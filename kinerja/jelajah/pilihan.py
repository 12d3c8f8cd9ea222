"""What is chosen to be looked at: period, unit, sasaran, indicator and a what-if. Reads nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kinerja.periode import Periode

NAMA_PILIHAN: Final = ("unit", "sasaran", "indikator", "andaian")


@dataclass(frozen=True, slots=True)
class Pilihan:
    """One choice; empty texts stand for everything, and for no what-if."""

    opd: str
    periode: Periode
    unit: str = ""
    sasaran: str = ""
    indikator: str = ""
    andaian: str = ""

    def iter_isian(self) -> Iterator[tuple[str, str]]:
        """Give the choices that narrow, as name and value."""
        for nama in NAMA_PILIHAN:
            if nilai := getattr(self, nama):
                yield nama, nilai

    def format_kode(self, panggilan: str) -> str:
        """Write the code that gives the same view in a notebook.

        >>> Pilihan("bpkd", Periode(2026, 2), unit="sekretariat").format_kode("tabel()")
        'buka_jelajah("bpkd", "2026-tw2", unit="sekretariat").tabel()'
        """
        isi = [f'"{self.opd}"', f'"{self.periode.slug}"']
        isi += [f"{nama}={_kutip(nilai)}" for nama, nilai in self.iter_isian()]
        return f"buka_jelajah({', '.join(isi)}).{panggilan}"


def _kutip(teks: str) -> str:
    r"""Write a text as a Python literal in double quotes.

    >>> _kutip('a"b')
    '"a\\"b"'
    """
    isi = teks.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{isi}"'


Daftar = Mapping[str, str]
"""What can be chosen: what is shown, and the value it stands for; "" is everything."""
