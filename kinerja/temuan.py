"""Findings: what is wrong in people's data, where it stands and how to mend it.

A finding never stops the reading of the rest; checks collect all of them and never edit. Severity
`galat` keeps that file out of the report, `peringatan` is printed in it, `catatan` only logged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kinerja.galat import SumberError, compose_pesan


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
            saran=" ".join(["Perbaiki dahulu:", *(f"[{t.kode}] {t.pesan}" for t in galat[:5])]),
        )
