"""The register as a list to read: when, about what, whose, which revision, who said so and why.

Every kind of event is listed; those it knows are described, the others named. Changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from kinerja.periode import Periode
from kinerja.register.buku import Register
from kinerja.register.disposisi import JENIS_DISPOSISI, JENIS_LEMBAR
from kinerja.register.impor import JENIS_IMPOR
from kinerja.register.langkah import JENIS_FORMULIR, JENIS_LANGKAH
from kinerja.register.laporan import JENIS_LAPORAN
from kinerja.register.peristiwa import Peristiwa
from kinerja.register.setoran import JENIS_SETORAN, describe_urutan
from kinerja.register.setoran_ditolak import JENIS_SETORAN_DITOLAK
from kinerja.register.status import JENIS_STATUS
from kinerja.register.target import JENIS_RENCANA
from kinerja.register.tindak_lanjut import JENIS_TINDAK_LANJUT, KeadaanTindakLanjut

Isi = Mapping[str, Any]
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
                satu.saat,
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
        cara = _CARA.get(str(satu.isi["cara"]), "")
        return f"{describe_urutan(sudah)}, {cara}: {satu.isi['nama_berkas']}"
    uraikan = _URAIAN.get(satu.jenis)
    return uraikan(satu.isi) if uraikan else ""


def _describe_impor(isi: Isi) -> str:
    nama = isi["sumber"]["nama"]
    return f"{isi['jumlah_baris']} sub kegiatan" + (f" dari {nama}" if nama else "")


_URAIAN: Final[Mapping[str, Callable[[Isi], str]]] = {
    JENIS_IMPOR: _describe_impor,
    JENIS_LAPORAN: lambda isi: f"{len(isi['laporan'])} laporan dibuat",
    JENIS_SETORAN_DITOLAK: lambda isi: f"{isi['nama_berkas']}: {', '.join(isi['kode'])}",
    JENIS_FORMULIR: lambda isi: f"{len(isi['unit'])} formulir dibuat",
    JENIS_LANGKAH: lambda isi: f"langkah {isi['nomor']} {isi['saat']}",
    JENIS_LEMBAR: lambda isi: f"nomor agenda {isi['agenda']}",
    JENIS_DISPOSISI: lambda isi: (
        f"nomor agenda {isi['agenda']}, {len(isi['butir'])} butir: {isi['nama_berkas']}"
    ),
    JENIS_TINDAK_LANJUT: lambda isi: f"{isi['butir']}: {KeadaanTindakLanjut(isi['ke']).label}",
    JENIS_STATUS: lambda isi: f"{isi['laporan']}: dari {isi['dari']} menjadi {isi['ke']}",
    JENIS_RENCANA: lambda isi: f"versi {isi['versi']}: {isi['dokumen']}",
}
