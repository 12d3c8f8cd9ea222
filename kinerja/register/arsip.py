"""Archives that were made: name, hash, revision, who approved. Makes none itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kinerja.periode import Periode, parse_periode
from kinerja.register.buku import Register
from kinerja.register.peristiwa import Peristiwa

JENIS_ARSIP: Final = "arsip"


@dataclass(frozen=True, slots=True)
class Arsip:
    """One archive as recorded; `sidik_isi` is the hash of what it keeps, apart from the register.

    `revisi` counts from 1; `pengesah` and `jabatan` say who made the report final, as declared.
    """

    nomor: int
    periode: Periode
    nama: str
    sha256: str
    ukuran: int
    revisi: int
    sidik_isi: str
    pengesah: str
    jabatan: str
    waktu: datetime
    oleh: str
    alasan: str


@dataclass(frozen=True, slots=True)
class ArsipBaru:
    """An archive that is to be recorded; see `Arsip`."""

    periode: Periode
    nama: str
    sha256: str
    ukuran: int
    revisi: int
    sidik_isi: str
    pengesah: str = ""
    jabatan: str = ""
    oleh: str = ""
    alasan: str = ""


def record_arsip(register: Register, baru: ArsipBaru) -> Arsip:
    """Record an archive that lies in its place."""
    isi = {
        nama: getattr(baru, nama)
        for nama in ("nama", "sha256", "ukuran", "revisi", "sidik_isi", "pengesah", "jabatan")
    }
    return _build(
        register.append(
            JENIS_ARSIP, isi, periode=baru.periode.slug, oleh=baru.oleh, alasan=baru.alasan
        )
    )


def list_arsip(register: Register, periode: Periode | None = None) -> tuple[Arsip, ...]:
    """List the archives of a period, or of all, in the order in which they were made."""
    slug = periode.slug if periode else None
    return tuple(map(_build, register.list_peristiwa(JENIS_ARSIP, slug)))


def _build(satu: Peristiwa) -> Arsip:
    isi = satu.isi
    return Arsip(
        nomor=satu.nomor,
        periode=parse_periode(satu.periode),
        nama=str(isi["nama"]),
        sha256=str(isi["sha256"]),
        ukuran=int(isi["ukuran"]),
        revisi=int(isi["revisi"]),
        sidik_isi=str(isi["sidik_isi"]),
        pengesah=str(isi["pengesah"]),
        jabatan=str(isi["jabatan"]),
        waktu=satu.saat,
        oleh=satu.oleh,
        alasan=satu.alasan,
    )
