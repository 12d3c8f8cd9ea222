"""Imports of the budget as events: from which table, by which map, and what then stood.

One event for each quarter. What was imported is known by the hash of the file that the import
wrote, so that a later change of it shows. Reads no table and judges no figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from kinerja.gudang import check_sha256
from kinerja.periode import Periode, parse_periode
from kinerja.register.buku import Register
from kinerja.register.peristiwa import Catatan, Peristiwa
from kinerja.register.setoran import Cara

JENIS_IMPOR: Final = "impor_anggaran"


@dataclass(frozen=True, slots=True)
class ImporBaru:
    """An import to be recorded: the stored budget's hash, its source and its column map.

    Source and map are pairs of name and SHA-256, empty for a budget that was put into the folder.
    """

    periode: Periode
    sha256: str
    jumlah_baris: int
    cara: Cara
    sumber: tuple[str, str] = ("", "")
    peta: tuple[str, str] = ("", "")
    oleh: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no SHA-256."""
        check_sha256(self.sha256)
        for nama, sidik in (self.sumber, self.peta):
            if nama:
                check_sha256(sidik)


@dataclass(frozen=True, slots=True)
class Impor:
    """A recorded import, with its number in the register and the time it was recorded."""

    nomor: int
    waktu: datetime
    periode: Periode
    sha256: str
    jumlah_baris: int
    cara: Cara
    sumber: tuple[str, str]
    peta: tuple[str, str]
    oleh: str


def record_impor(register: Register, daftar: Iterable[ImporBaru]) -> tuple[int, ...]:
    """Record imports in one commit, without those that repeat a quarter's last; gives numbers."""
    catatan = []
    for baru in daftar:
        isi = _build_isi(baru)
        lama = register.list_peristiwa(JENIS_IMPOR, baru.periode.slug)
        if not lama or dict(lama[-1].isi) != isi:
            catatan.append(Catatan(JENIS_IMPOR, isi, baru.periode.slug, oleh=baru.oleh))
    return tuple(satu.nomor for satu in register.append_semua(catatan)) if catatan else ()


def find_impor(register: Register, periode: Periode) -> Impor | None:
    """Find the last import of a quarter."""
    daftar = register.list_peristiwa(JENIS_IMPOR, periode.slug)
    return _build_impor(daftar[-1]) if daftar else None


def _build_isi(baru: ImporBaru) -> dict[str, Any]:
    return {
        "sha256": baru.sha256,
        "jumlah_baris": baru.jumlah_baris,
        "cara": baru.cara,
        "sumber": _build_berkas(baru.sumber),
        "peta": _build_berkas(baru.peta),
    }


def _build_berkas(pasangan: tuple[str, str]) -> dict[str, str]:
    return dict(zip(("nama", "sha256"), pasangan, strict=True))


def _build_impor(satu: Peristiwa) -> Impor:
    isi: Mapping[str, Any] = satu.isi
    return Impor(
        satu.nomor,
        satu.saat,
        parse_periode(satu.periode),
        str(isi["sha256"]),
        int(isi["jumlah_baris"]),
        isi["cara"],
        (str(isi["sumber"]["nama"]), str(isi["sumber"]["sha256"])),
        (str(isi["peta"]["nama"]), str(isi["peta"]["sha256"])),
        satu.oleh,
    )
