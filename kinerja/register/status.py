"""How far a report is: draf, diperiksa, disetujui, final; who said so, as what, about what content.

An approval of other content than the present one counts as draf; a final report stays final. Which
change may be recorded is known in `catat_status`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal

from kinerja.periode import Periode
from kinerja.register.buku import Register
from kinerja.register.laporan import AWALAN_BIDANG, list_laporan_dibuat
from kinerja.zona import format_waktu

JENIS_STATUS: Final = "status"
DINYATAKAN_FINAL: Final = "final"
"""The word of the period's parameters for a report that was signed outside the kit."""


class StatusLaporan(StrEnum):
    """The statuses in their order."""

    DRAF = "draf"
    DIPERIKSA = "diperiksa"
    DISETUJUI = "disetujui"
    FINAL = "final"

    @property
    def urutan(self) -> int:
        """Its place, from 0 on."""
        return list(StatusLaporan).index(self)


@dataclass(frozen=True, slots=True)
class PerubahanStatus:
    """One recorded change of status."""

    dari: StatusLaporan
    ke: StatusLaporan
    oleh: str
    jabatan: str
    alasan: str
    sidik: str
    waktu: datetime
    nomor: int = 0


@dataclass(frozen=True, slots=True)
class StatusTercatat:
    """The status of a report: the one that counts, and how it came about.

    `asal` says whether the register or the period's parameters say so, or said so when the report
    was made last; it is empty for a report nobody has judged. `is_sesuai` is False where the
    approval is about other content.
    """

    laporan: str
    status: StatusLaporan = StatusLaporan.DRAF
    asal: Literal["register", "parameter", "laporan", ""] = ""
    is_sesuai: bool = True
    riwayat: tuple[PerubahanStatus, ...] = ()

    @property
    def akhir(self) -> PerubahanStatus | None:
        """The last change."""
        return self.riwayat[-1] if self.riwayat else None

    @property
    def is_dinyatakan(self) -> bool:
        """Whether the report was signed outside the kit."""
        return self.asal in {"parameter", "laporan"}

    @property
    def oleh(self) -> str:
        """Who changed it last, as declared."""
        return self.akhir.oleh if self.akhir else ""

    @property
    def waktu(self) -> datetime | None:
        """When it was changed last."""
        return self.akhir.waktu if self.akhir else None

    @property
    def keterangan(self) -> str:
        """The status as people read it.

        >>> StatusTercatat("laporan-triwulan").keterangan
        'draf'
        """
        if self.asal == "parameter":
            return f"{self.status} (dinyatakan pada parameter periode)"
        if self.asal == "laporan":
            return f"{self.status} (dinyatakan pada parameter periode ketika laporannya dibuat)"
        if self.akhir is None:
            return self.status.value
        kata = self.akhir.ke.value
        if not self.is_sesuai:
            kata += " untuk isi sebelumnya"
        jabatan = f", {self.akhir.jabatan}" if self.akhir.jabatan else ""
        return f"{kata} ({self.akhir.oleh}{jabatan}, {format_waktu(self.akhir.waktu)})"


def read_status(
    register: Register, periode: Periode, laporan: str, *, sidik: str = "", dinyatakan: str = "draf"
) -> StatusTercatat:
    """Read the status of a report.

    Args:
        register: The open register.
        periode: The period.
        laporan: The report's name, as in `name_laporan`.
        sidik: The fingerprint of its present inputs; empty where they are not looked at.
        dinyatakan: The status in the period's parameters; the register wins where it has a word.
            A report that was made while they said final stays so until it is opened with a reason.
    """
    riwayat = tuple(
        PerubahanStatus(
            StatusLaporan(satu.isi["dari"]),
            StatusLaporan(satu.isi["ke"]),
            satu.oleh,
            str(satu.isi.get("jabatan", "")),
            satu.alasan,
            str(satu.isi["sidik"]),
            satu.saat,
            satu.nomor,
        )
        for satu in register.list_peristiwa(JENIS_STATUS, periode.slug)
        if satu.isi["laporan"] == laporan
    )
    if not riwayat:
        if dinyatakan == DINYATAKAN_FINAL:
            return StatusTercatat(laporan, StatusLaporan.FINAL, "parameter")
        dibuat = list_laporan_dibuat(register, periode).get(laporan)
        if dibuat and dibuat.is_dinyatakan_final and not laporan.startswith(AWALAN_BIDANG):
            return StatusTercatat(laporan, StatusLaporan.FINAL, "laporan")
        return StatusTercatat(laporan)
    akhir = riwayat[-1]
    is_sesuai = akhir.ke is StatusLaporan.DRAF or sidik in {"", akhir.sidik}
    status = akhir.ke if is_sesuai or akhir.ke is StatusLaporan.FINAL else StatusLaporan.DRAF
    return StatusTercatat(laporan, status, "register", is_sesuai, riwayat)
