"""What receiving forms gave: per file the verdict, its findings and changes, and the exit code."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from kinerja.bukti import HasilBukti
from kinerja.excel.beda import Perbedaan
from kinerja.galat import KinerjaError
from kinerja.model import Unit
from kinerja.periode import Periode
from kinerja.temuan import Temuan, build_data_temuan


class KeadaanTerima(StrEnum):
    """What became of a file that was handed in."""

    DITERIMA = "diterima"
    SAMA = "sama"
    DITOLAK = "ditolak"
    DILEWATI = "dilewati"
    GAGAL = "gagal"


@dataclass(frozen=True, slots=True)
class HasilBerkas:
    """One file: verdict, whose and for when by its Identitas sheet, and everything there is to say.

    `revisi` and `waktu` are those of the receipt (0 is the first), None where there is none.
    `salinan` is the verdict copy relative to the working folder, `tindak_lanjut` the follow-ups
    that it reports, in words. `tertunda` says why the working copy of an accepted form is not in
    place yet; the next run places it.
    """

    nama: str
    keadaan: KeadaanTerima
    unit: Unit | None = None
    periode: Periode | None = None
    sha256: str = ""
    revisi: int | None = None
    waktu: datetime | None = None
    temuan: tuple[Temuan, ...] = ()
    perbedaan: tuple[Perbedaan, ...] = ()
    bukti: HasilBukti | None = None
    salinan: str = ""
    pesan: str = ""
    tertunda: str = ""
    kode: int = 0
    tindak_lanjut: tuple[str, ...] = ()
    jejak: str = ""
    """The traceback of what nobody foresaw, for `--jejak`."""

    def build_data(self) -> dict[str, Any]:
        """Build the verdict as JSON data."""
        return {
            "berkas": self.nama,
            "keadaan": self.keadaan.value,
            "unit": self.unit.slug if self.unit else "",
            "periode": self.periode.slug if self.periode else "",
            "sha256": self.sha256,
            "revisi": self.revisi,
            "waktu": self.waktu.isoformat(timespec="seconds") if self.waktu else "",
            "pesan": self.pesan,
            "tertunda": self.tertunda,
            "salinan": self.salinan,
            "bukti": self.bukti.build_data() if self.bukti else None,
            "tindak_lanjut": list(self.tindak_lanjut),
            "perbedaan": [asdict(satu) for satu in self.perbedaan],
            "temuan": [build_data_temuan(satu) for satu in self.temuan],
        }


@dataclass(frozen=True, slots=True)
class HasilTerima:
    """All files of one command.

    `dipulihkan` names working copies of earlier runs that were put in place now, `tertunda` those
    that still could not be, with the reason. `galat` is why the register could not be opened; the
    files from there on were left as they are.
    """

    opd: str
    berkas: tuple[HasilBerkas, ...]
    dipulihkan: tuple[str, ...] = ()
    tertunda: tuple[tuple[str, str], ...] = ()
    galat: KinerjaError | None = None

    @property
    def kode_keluar(self) -> int:
        """The exit code: a failure's own code first, then 2 where a file was refused."""
        if self.galat is not None:
            return self.galat.kode_keluar
        kode = [satu.kode for satu in self.berkas if satu.kode] + [1] * bool(self.tertunda)
        return next((satu for satu in kode if satu != 2), 2 if kode else 0)

    def build_data(self) -> dict[str, Any]:
        """Build everything as JSON data."""
        data: dict[str, Any] = {"galat": self.galat.pesan} if self.galat else {}
        return data | {
            "opd": self.opd,
            "kode_keluar": self.kode_keluar,
            "dipulihkan": list(self.dipulihkan),
            "tertunda": [{"berkas": nama, "pesan": pesan} for nama, pesan in self.tertunda],
            "berkas": [satu.build_data() for satu in self.berkas],
        }
