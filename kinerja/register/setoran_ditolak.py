"""Forms that were sent back to a unit: counted by their bytes, kept nowhere.

Only the fact is recorded, never the bytes. The same file handed in again counts once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kinerja.gudang import check_sha256
from kinerja.periode import Periode
from kinerja.register.buku import Register

JENIS_SETORAN_DITOLAK: Final = "setoran_ditolak"


@dataclass(frozen=True, slots=True)
class SetoranDitolak:
    """A form that was sent back; `kode` are the codes of the findings that refused it."""

    nomor: int
    periode: Periode
    unit: str
    waktu: datetime
    sha256: str
    nama_berkas: str
    kode: tuple[str, ...]
    oleh: str = ""


def record_setoran_ditolak(
    register: Register,
    *,
    periode: Periode,
    unit: str,
    sha256: str,
    nama_berkas: str,
    kode: Iterable[str],
    oleh: str = "",
) -> bool:
    """Record that a form was sent back; False where these bytes were sent back before."""
    check_sha256(sha256)
    if any(
        satu.sha256 == sha256 and satu.unit == unit
        for satu in list_setoran_ditolak(register, periode)
    ):
        return False
    isi = {"sha256": sha256, "nama_berkas": nama_berkas, "kode": sorted(set(kode))}
    register.append(JENIS_SETORAN_DITOLAK, isi, periode=periode.slug, unit=unit, oleh=oleh)
    return True


def list_setoran_ditolak(register: Register, periode: Periode) -> tuple[SetoranDitolak, ...]:
    """List the forms of a period that were sent back, in their order."""
    return tuple(
        SetoranDitolak(
            nomor=satu.nomor,
            periode=periode,
            unit=satu.unit,
            waktu=satu.saat,
            sha256=str(satu.isi["sha256"]),
            nama_berkas=str(satu.isi["nama_berkas"]),
            kode=tuple(str(kode) for kode in satu.isi["kode"]),
            oleh=satu.oleh,
        )
        for satu in register.list_peristiwa(JENIS_SETORAN_DITOLAK, periode.slug)
    )
