"""The collector of findings while one file is read; it never stops the reading.

It knows the file's name and unit, so that no finding can be without its place.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kinerja.excel.kode import ARTI_KODE
from kinerja.temuan import Temuan, Tingkatan, has_galat

_PANJANG_KUTIPAN = 60
_RAMAI = 200


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

    @property
    def is_ramai(self) -> bool:
        """Whether there are so many findings that looking for near names helps nobody."""
        return len(self.temuan) >= _RAMAI

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


def format_kutipan(teks: str) -> str:
    r"""Quote what was found so that one line of any length or script stays one readable line.

    >>> print(format_kutipan('a "b"\n' + chr(0x202E)), format_kutipan("x" * 99)[-5:])
    "a "b" \u202e" xxx…"
    """
    aman = "".join(
        huruf if huruf.isprintable() else f"\\u{ord(huruf):04x}" for huruf in " ".join(teks.split())
    )
    return f'"{aman[:_PANJANG_KUTIPAN]}…"' if len(aman) > _PANJANG_KUTIPAN else f'"{aman}"'
