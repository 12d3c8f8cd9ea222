"""What a run gives back: each report with what became of it, and the state of the data.

Frozen data for the command line and for notebooks; writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from kinerja.periode import Periode
from kinerja.temuan import Temuan, build_data_temuan, has_galat

BELUM_DIBUAT: Final = "belum pernah dibuat"
"""The reason that a report is made for the first time."""


class KeadaanLaporan(StrEnum):
    """What became of a report in a run."""

    DIBUAT = "dibuat"
    TETAP = "tetap"
    SEBAGIAN = "sebagian"
    GAGAL = "gagal"
    DITOLAK = "ditolak"
    DIHENTIKAN = "dihentikan"
    LAMA = "lama"


@dataclass(frozen=True, slots=True)
class HasilLaporan:
    """One report: `perubahan` says why it was made anew, `berkas` where it lies now.

    `peringatan` tells what of the notebook, or of the folder, is not as it should be.
    """

    nama: str
    judul: str
    keadaan: KeadaanLaporan
    pesan: str = ""
    berkas: tuple[str, ...] = ()
    gagal_bentuk: tuple[tuple[str, str], ...] = ()
    perubahan: tuple[str, ...] = ()
    peringatan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kabar:
    """News of a run in progress: a report is begun or done, and so many of those known are done.

    In a batch `jumlah` grows as periods are read.
    """

    nama: str
    judul: str
    keadaan: KeadaanLaporan | None
    ke: int
    jumlah: int
    pesan: str = ""
    opd: str = ""
    periode: Periode | None = None
    perubahan: tuple[str, ...] = ()


Lapor = Callable[[Kabar], None]


@dataclass(frozen=True, slots=True)
class HasilJalan:
    """A whole run. Units are named as people know them."""

    folder: Path
    opd: str
    periode: Periode
    laporan: tuple[HasilLaporan, ...]
    temuan: tuple[Temuan, ...]
    unit_ditolak: tuple[tuple[str, str], ...]
    belum_lapor: tuple[str, ...]
    is_sementara: bool
    alasan_sementara: tuple[str, ...] = ()
    is_dihentikan: bool = False
    peringatan: tuple[str, ...] = ()
    catatan: tuple[str, ...] = ()

    @property
    def kode_keluar(self) -> int:
        """The exit code: stopped, then failures, then refused inputs; missing units are none."""
        if self.is_dihentikan:
            return 130
        if any(satu.keadaan in {"gagal", "sebagian"} for satu in self.laporan):
            return 1
        return 2 if self.unit_ditolak or has_galat(self.temuan) else 0

    def build_data(self) -> dict[str, Any]:
        """Build the run as JSON data, paths relative to the output folder."""
        return {
            "opd": self.opd,
            "periode": self.periode.slug,
            "folder": str(self.folder),
            "kode_keluar": self.kode_keluar,
            "sementara": self.is_sementara,
            "alasan_sementara": list(self.alasan_sementara),
            "peringatan": list(self.peringatan),
            "belum_lapor": list(self.belum_lapor),
            "ditolak": [slug for slug, _ in self.unit_ditolak],
            "catatan": list(self.catatan),
            "laporan": [
                {
                    "nama": satu.nama,
                    "judul": satu.judul,
                    "keadaan": satu.keadaan.value,
                    "pesan": satu.pesan,
                    "berkas": list(satu.berkas),
                    "gagal_bentuk": dict(satu.gagal_bentuk),
                    "perubahan": list(satu.perubahan),
                    "peringatan": list(satu.peringatan),
                }
                for satu in self.laporan
            ],
            "temuan": [build_data_temuan(satu) for satu in self.temuan],
        }
