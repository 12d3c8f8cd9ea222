"""The collector of findings while one file is read; it never stops the reading.

It knows the file's name and unit, so that no finding can be without its place.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kinerja.excel.kode import ARTI_KODE
from kinerja.temuan import Temuan, Tingkatan, has_galat

_PANJANG_KUTIPAN = 60


@dataclass(slots=True)
class Pencatat:
    """Collects the findings of one file."""

    berkas: str
    unit: str = ""
    temuan: list[Temuan] = field(default_factory=list)
    dilunakkan: frozenset[str] = frozenset()
    """Codes whose galat is only a warning here: a form that is renewed may be stale."""

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
        """Note a finding; `tempat` is (sheet, cell), `uraian` the other fields of Temuan."""
        if kode not in ARTI_KODE:
            raise KeyError(kode)
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
    return "".join(
        huruf if huruf.isprintable() else f"\\u{ord(huruf):04x}" for huruf in " ".join(teks.split())
    )
