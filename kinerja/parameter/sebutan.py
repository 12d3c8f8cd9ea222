"""Words that stand where parameters say nothing yet, and the keys that still ask to be replaced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pydantic import BaseModel

_BERKEPALA: Final = frozenset({"bagian", "bidang", "seksi", "subbagian", "subbidang", "uptd"})
_JABATAN: Final = frozenset({"pejabat", "inspektur", "kepala", "sekretaris"})
_GANTI: Final = "GANTI"


def describe_pimpinan(nama_unit: str) -> str:
    """Name the head of a unit where no signer is configured, in words that are never wrong.

    >>> [describe_pimpinan(nama) for nama in ("Sekretariat", "Bidang Aset", "UPTD Pasar")]
    ['Sekretaris', 'Kepala Bidang Aset', 'Kepala UPTD Pasar']
    >>> describe_pimpinan("Pejabat Pengelola Keuangan Daerah"), describe_pimpinan("Tim Inti")
    ('Pejabat Pengelola Keuangan Daerah', 'Pimpinan Tim Inti')
    """
    kata = nama_unit.split(maxsplit=1)[0].casefold() if nama_unit.split() else ""
    if nama_unit.casefold() == "sekretariat":
        return "Sekretaris"
    if kata in _BERKEPALA:
        return f"Kepala {nama_unit}"
    return nama_unit if kata in _JABATAN else f"Pimpinan {nama_unit}"


def list_ganti(model: BaseModel) -> tuple[str, ...]:
    """List the keys whose text still asks to be replaced, such as `unit[2].nama`."""
    return tuple(_find_ganti(model.model_dump(), ""))


def _find_ganti(nilai: object, letak: str) -> Iterator[str]:
    if isinstance(nilai, Mapping):
        for kunci, isi in nilai.items():
            yield from _find_ganti(isi, f"{letak}.{kunci}" if letak else str(kunci))
    elif isinstance(nilai, (list, tuple)):
        for nomor, isi in enumerate(nilai, start=1):
            yield from _find_ganti(isi, f"{letak}[{nomor}]")
    elif isinstance(nilai, str) and _GANTI in nilai:
        yield letak
