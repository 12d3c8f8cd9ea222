"""The collector of findings while one file is read; it never stops the reading.

It knows the file's name and unit, so that no finding can be without its place.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kinerja.excel.batas import (
    DEKAT_MAKS,
    PANJANG_DITEMUKAN_MAKS,
    PANJANG_KALIMAT_MAKS,
    TEMUAN_MAKS,
)
from kinerja.excel.kode import ARTI_KODE
from kinerja.kolom import normalise_judul
from kinerja.temuan import Temuan, Tingkatan, has_galat

_PANJANG_KUTIPAN: Final = 60
_TAK_BIASA: Final = re.compile(r"[^ -~]")
_MASIH_ADA: Final = (
    f"Masih ada temuan sejenis; hanya {TEMUAN_MAKS} pertama yang disebut satu per satu"
)
_SARAN_MASIH: Final = "Betulkan yang disebut, lalu periksa lagi."


@dataclass(slots=True)
class Pencatat:
    """Collects the findings of one file."""

    berkas: str
    unit: str = ""
    temuan: list[Temuan] = field(default_factory=list)
    dilunakkan: frozenset[str] = frozenset()
    """Codes whose galat is only a warning here: a form that is renewed may be stale."""
    _jumlah: Counter[tuple[str, Tingkatan]] = field(default_factory=Counter, repr=False)
    _sisa_dekat: int = DEKAT_MAKS

    @property
    def is_ditolak(self) -> bool:
        """Whether a finding keeps the file out of the report."""
        return has_galat(self.temuan)

    def add(
        self,
        tingkatan: Tingkatan,
        kode: str,
        masalah: str,
        tempat: tuple[str, str] = ("", ""),
        **uraian: str,
    ) -> None:
        """Note a finding; `tempat` is (sheet, cell), `uraian` the other fields of Temuan.

        Of one code and gravity only the first `TEMUAN_MAKS` are told one by one; the next one
        says that there are more.
        """
        if kode not in ARTI_KODE:
            raise KeyError(kode)
        self._jumlah[kode, tingkatan] += 1
        if self._jumlah[kode, tingkatan] > TEMUAN_MAKS:
            if self._jumlah[kode, tingkatan] > TEMUAN_MAKS + 1:
                return
            masalah, tempat, uraian = _MASIH_ADA, (tempat[0], ""), {"saran": _SARAN_MASIH}
        ditemukan = uraian.get("ditemukan", "")
        if len(ditemukan) > PANJANG_DITEMUKAN_MAKS:
            uraian["ditemukan"] = f"{ditemukan[:PANJANG_DITEMUKAN_MAKS]}…"
        lembar, sel = tempat
        self.temuan.append(
            Temuan(
                kode,
                tingkatan,
                masalah,
                berkas=self.berkas,
                unit=self.unit,
                lembar=lembar,
                sel=sel,
                **uraian,
            )
        )

    def describe_terdekat(self, dicari: str, tersedia: Sequence[str]) -> str:
        """Name the nearest of what there is, for the first strangers of a file only."""
        if self._sisa_dekat == 0:
            return ""
        self._sisa_dekat -= 1
        return describe_terdekat(dicari, tersedia)

    def galat(
        self, kode: str, masalah: str, tempat: tuple[str, str] = ("", ""), **uraian: str
    ) -> None:
        """Note a fault that keeps the file out of the report."""
        tingkatan = Tingkatan.PERINGATAN if kode in self.dilunakkan else Tingkatan.GALAT
        self.add(tingkatan, kode, masalah, tempat, **uraian)

    def peringatan(
        self, kode: str, masalah: str, tempat: tuple[str, str] = ("", ""), **uraian: str
    ) -> None:
        """Note a warning that is printed in the report."""
        self.add(Tingkatan.PERINGATAN, kode, masalah, tempat, **uraian)

    def catatan(
        self, kode: str, masalah: str, tempat: tuple[str, str] = ("", ""), **uraian: str
    ) -> None:
        """Note something that is only logged."""
        self.add(Tingkatan.CATATAN, kode, masalah, tempat, **uraian)


def describe_terdekat(dicari: str, tersedia: Sequence[str]) -> str:
    """Name the nearest of what was found, as an addition to a message; empty where none is near.

    >>> describe_terdekat("Indikator", ["Indikatr", "Versi"])
    'yang terdekat: "Indikatr"'
    """
    dekat = find_terdekat(dicari, tersedia)
    return f"yang terdekat: {format_kutipan(dekat)}" if dekat else ""


def find_terdekat(dicari: str, tersedia: Sequence[str]) -> str:
    """Find the nearest of what there is; empty where none is near, or the text is no name."""
    if len(dicari) > PANJANG_KALIMAT_MAKS:
        return ""
    pendek = [nama for nama in tersedia if len(nama) <= PANJANG_KALIMAT_MAKS]
    per_kunci = {normalise_judul(nama): nama for nama in pendek}
    dekat = difflib.get_close_matches(normalise_judul(dicari), list(per_kunci), n=1, cutoff=0.5)
    return per_kunci[dekat[0]] if dekat else ""


def format_kutipan(teks: str, mulai: int = 0) -> str:
    r"""Quote what was found so that one line of any length or script stays one readable line.

    >>> print(format_kutipan('a "b"\n' + chr(0x202E)), format_kutipan("x" * 99)[-5:])
    "a "b" \u202e" xxx…"

    Args:
        teks: The text.
        mulai: Where in the line the quotation of a long text begins.
    """
    aman = format_sebaris(teks)
    if len(aman) <= _PANJANG_KUTIPAN:
        return f'"{aman}"'
    awal = max(0, min(mulai, len(aman) - _PANJANG_KUTIPAN))
    akhir = awal + _PANJANG_KUTIPAN
    potongan = aman[awal:akhir]
    return f'"{"…" if awal else ""}{potongan}{"…" if akhir < len(aman) else ""}"'


def format_sebaris(teks: str) -> str:
    r"""Write a text as one line in which every character shows.

    >>> print(format_sebaris("a\n b" + chr(0x202E)))
    a b\u202e
    """
    return _TAK_BIASA.sub(
        lambda cocok: cocok[0] if cocok[0].isprintable() else f"\\u{ord(cocok[0]):04x}",
        " ".join(teks.split()),
    )
