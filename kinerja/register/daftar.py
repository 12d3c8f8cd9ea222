"""The register as a list to read: when, about what, whose, which revision, who said so and why.

Every kind of event is listed; those it knows are described, the others named. Changes nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from kinerja.periode import Periode
from kinerja.register.buku import Register
from kinerja.register.impor import JENIS_IMPOR
from kinerja.register.peristiwa import Peristiwa
from kinerja.register.setoran import JENIS_SETORAN

_CARA = {"perintah": "diterima", "folder": "ditemukan di folder"}


@dataclass(frozen=True, slots=True)
class BarisDaftar:
    """One event in words; `oleh` is who was declared to have done it."""

    nomor: int
    waktu: datetime
    periode: str
    jenis: str
    unit: str
    uraian: str
    oleh: str
    alasan: str


def list_daftar(register: Register, periode: Periode | None = None) -> tuple[BarisDaftar, ...]:
    """List the events in their order, of one period or all."""
    kiriman: Counter[tuple[str, str]] = Counter()
    hasil: list[BarisDaftar] = []
    for satu in register.list_peristiwa(periode=periode.slug if periode else None):
        kunci = satu.periode, satu.unit
        uraian = _describe(satu, kiriman[kunci])
        kiriman[kunci] += satu.jenis == JENIS_SETORAN
        hasil.append(
            BarisDaftar(
                satu.nomor,
                datetime.fromisoformat(satu.waktu),
                satu.periode,
                satu.jenis.replace("_", " "),
                satu.unit,
                uraian,
                satu.oleh,
                satu.alasan,
            )
        )
    return tuple(hasil)


def _describe(satu: Peristiwa, sudah: int) -> str:
    if satu.jenis == JENIS_SETORAN:
        urutan = f"revisi ke-{sudah}" if sudah else "kiriman pertama"
        return f"{urutan}, {_CARA.get(str(satu.isi['cara']), '')}: {satu.isi['nama_berkas']}"
    if satu.jenis == JENIS_IMPOR:
        nama = satu.isi["sumber"]["nama"]
        return f"{satu.isi['jumlah_baris']} sub kegiatan" + (f" dari {nama}" if nama else "")
    if satu.jenis == "laporan":
        return f"{len(satu.isi['laporan'])} laporan dibuat"
    return ""
