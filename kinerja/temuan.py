"""Findings: what is wrong in people's data, where it stands and how to mend it.

A finding never stops the reading of the rest; checks collect all of them and never edit. Severity
`galat` keeps that file out of the report, `peringatan` is printed in it, `catatan` only logged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from kinerja.galat import SumberError, compose_pesan

_SEJENIS_MIN: Final = 4
_SEL_DISEBUT: Final = 12
JUDUL_UMUM: Final = "Rencana, parameter, dan berkas bersama"
"""Heads findings that are no unit's."""


class Tingkatan(StrEnum):
    """How grave a finding is."""

    GALAT = "galat"
    PERINGATAN = "peringatan"
    CATATAN = "catatan"


@dataclass(frozen=True, slots=True)
class Temuan:
    """One fault with its stable code, place, what was found, what was expected and the remedy.

    >>> print(Temuan("K-ANGKA", Tingkatan.GALAT, "Bukan angka", berkas="sekretariat.xlsx",
    ...              lembar="Indikator", sel="E7", ditemukan='"1.2o0"', diharapkan="angka",
    ...              saran="Ketik angka saja, mis. 1.200,5.").pesan)
    Bukan angka (sekretariat.xlsx, lembar "Indikator", sel E7): "1.2o0", seharusnya angka. \
Ketik angka saja, mis. 1.200,5.
    """

    kode: str
    tingkatan: Tingkatan
    masalah: str
    berkas: str = ""
    lembar: str = ""
    sel: str = ""
    ditemukan: str = ""
    diharapkan: str = ""
    saran: str = ""
    unit: str = ""

    @property
    def tempat(self) -> str:
        """File, sheet and cell as one phrase."""
        bagian = [
            self.berkas,
            f'lembar "{self.lembar}"' if self.lembar else "",
            f"sel {self.sel}" if self.sel else "",
        ]
        return ", ".join(kata for kata in bagian if kata)

    @property
    def pesan(self) -> str:
        """The whole finding as one message."""
        return compose_pesan(self.masalah, self.tempat, self.ditemukan, self.diharapkan, self.saran)


def sort_temuan(daftar_temuan: Iterable[Temuan]) -> list[Temuan]:
    """Give findings gravest first, otherwise in their order."""
    urutan = list(Tingkatan)
    return sorted(daftar_temuan, key=lambda temuan: urutan.index(temuan.tingkatan))


def describe_daftar(daftar_temuan: Iterable[Temuan]) -> list[str]:
    """Write findings one a line, gravest first; many of one kind on one sheet share a line.

    >>> satu = Temuan("K-WAJIB", Tingkatan.GALAT, "Sel wajib kosong", "a.xlsx", "Indikator", "A1",
    ...               saran="Isi sel itu.")
    >>> print(*describe_daftar([replace(satu, sel=f"A{n}") for n in range(1, 6)]))
    GALAT K-WAJIB, 5 kali: Sel wajib kosong (a.xlsx, lembar "Indikator", sel A1, A2, A3, A4, A5). \
Isi sel itu.
    """
    per_kunci: dict[tuple[str, ...], list[Temuan]] = {}
    for satu in sort_temuan(daftar_temuan):
        kunci = (satu.tingkatan.value, satu.kode, satu.berkas, satu.lembar, satu.saran)
        per_kunci.setdefault(kunci, []).append(satu)
    hasil: list[str] = []
    for kelompok in per_kunci.values():
        awalan = f"{kelompok[0].tingkatan.value.upper()} {kelompok[0].kode}"
        if len(kelompok) < _SEJENIS_MIN or not all(satu.sel for satu in kelompok):
            hasil += [f"{awalan}: {satu.pesan}" for satu in kelompok]
        else:
            hasil.append(f"{awalan}, {len(kelompok)} kali: {_combine(kelompok).pesan}")
    return hasil


def _combine(kelompok: Sequence[Temuan]) -> Temuan:
    """Give one finding for many of a kind: all their cells, or the first and how many more."""
    sel = [satu.sel for satu in kelompok]
    sisa = len(sel) - _SEL_DISEBUT
    sebutan = ", ".join(sel[:_SEL_DISEBUT]) + (f", dan {sisa} lagi" if sisa > 0 else "")
    is_sama = len({satu.masalah for satu in kelompok}) == 1
    masalah = kelompok[0].masalah + ("" if is_sama else ", dan yang sejenis")
    return replace(kelompok[0], masalah=masalah, sel=sebutan, ditemukan="", diharapkan="")


def has_galat(daftar_temuan: Iterable[Temuan]) -> bool:
    """Tell whether any finding keeps its file out of the report."""
    return any(temuan.tingkatan is Tingkatan.GALAT for temuan in daftar_temuan)


def build_data_temuan(temuan: Temuan) -> dict[str, str]:
    """Build a finding as JSON data, its message included."""
    bidang = ("kode", "unit", "berkas", "lembar", "sel", "ditemukan", "diharapkan", "saran")
    return {
        "tingkatan": temuan.tingkatan.value,
        "masalah": temuan.masalah,
        "pesan": temuan.pesan,
    } | {nama: str(getattr(temuan, nama)) for nama in bidang}


class TemuanError(SumberError):
    """An input that everything else rests on is refused; `daftar_temuan` says why, in full."""

    def __init__(self, masalah: str, daftar_temuan: Iterable[Temuan]) -> None:
        self.daftar_temuan = tuple(daftar_temuan)
        galat = [temuan for temuan in self.daftar_temuan if temuan.tingkatan is Tingkatan.GALAT]
        super().__init__(
            masalah,
            ditemukan=f"{len(galat)} galat",
            saran="\n  ".join(["Perbaiki dahulu:", *(f"[{t.kode}] {t.pesan}" for t in galat[:5])]),
        )
