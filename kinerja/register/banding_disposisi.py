"""What a revision of a disposition changes: fields of the sheet, items new, changed and withdrawn.

Compares; decides nothing. Spacing alone is no change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from kinerja.angka import format_tanggal
from kinerja.model import Butir

if TYPE_CHECKING:
    from kinerja.register.disposisi import DisposisiBaru

DITARIK: Final = "ditarik"
DITAMBAH: Final = "ditambah"
_KEPALA: Final = {
    "tanggal": "tanggal disposisi",
    "sifat": "sifat",
    "dari": "dari",
    "kepada": "diteruskan kepada",
    "ringkasan": "yang ditunjukkan laporan",
    "tembusan": "tembusan",
}
_BUTIR: Final = {
    "tentang": "perihal",
    "unit": "unit pelaksana",
    "isi": "isi disposisi",
    "tenggat": "batas waktu",
}


@dataclass(frozen=True, slots=True)
class PerubahanDisposisi:
    """One change; without `butir` of the sheet's head, else of that item.

    `bagian` is the field, or that the item is new or withdrawn.
    """

    bagian: str
    lama: str
    baru: str
    butir: Butir | None = None

    @property
    def uraian(self) -> str:
        """The change in one clause."""
        if self.butir is None:
            return (
                f"{_KEPALA[self.bagian]}: {self.lama or 'kosong'} menjadi {self.baru or 'kosong'}"
            )
        awal = f"butir {self.butir.id}"
        if self.bagian in {DITARIK, DITAMBAH}:
            return f"{awal} {self.bagian}: {self.baru or self.lama}"
        return f"{awal} {_BUTIR[self.bagian]}: {self.lama} menjadi {self.baru}"


def compare_disposisi(lama: DisposisiBaru, baru: DisposisiBaru) -> tuple[PerubahanDisposisi, ...]:
    """List what changed from one revision to another: the head first, then item by item."""
    kepala = [
        PerubahanDisposisi(bagian, semula, kini)
        for bagian in _KEPALA
        if (semula := _format(getattr(lama, bagian))) != (kini := _format(getattr(baru, bagian)))
    ]
    return (*kepala, *compare_butir(lama.butir, baru.butir))


def compare_butir(lama: Sequence[Butir], baru: Sequence[Butir]) -> tuple[PerubahanDisposisi, ...]:
    """List the items that were withdrawn, changed and added, by their numbers."""
    semula, kini = ({satu.nomor: satu for satu in daftar} for daftar in (lama, baru))
    hasil: list[PerubahanDisposisi] = []
    for nomor in sorted(semula.keys() | kini.keys()):
        dulu, sekarang = semula.get(nomor), kini.get(nomor)
        if dulu is None and sekarang is not None:
            hasil.append(PerubahanDisposisi(DITAMBAH, "", _describe(sekarang), sekarang))
        elif sekarang is None and dulu is not None:
            hasil.append(PerubahanDisposisi(DITARIK, _describe(dulu), "", dulu))
        elif dulu is not None and sekarang is not None:
            hasil += [
                PerubahanDisposisi(bagian, teks, teks_kini, dulu)
                for bagian in _BUTIR
                if (teks := _format(getattr(dulu, bagian)))
                != (teks_kini := _format(getattr(sekarang, bagian)))
            ]
    return tuple(hasil)


def _describe(butir: Butir) -> str:
    tenggat = format_tanggal(butir.tenggat)
    return f"{butir.tentang}, {butir.unit}: {_format(butir.isi).rstrip('.')} (sampai {tenggat})"


def _format(nilai: Any) -> str:  # noqa: ANN401 - a field of a sheet or an item
    if isinstance(nilai, date):
        return format_tanggal(nilai)
    return " ".join((", ".join(nilai) if isinstance(nilai, tuple) else str(nilai)).split())
