"""How far a report is: draf, diperiksa, disetujui, final; who said so, as what, about which inputs.

One step forward at a time, by an office that sop.yaml names; back only with a reason. An approval
of other inputs than the present ones counts as draf. Names and offices are declarations.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal

from kinerja.galat import ParameterError
from kinerja.periode import Periode
from kinerja.register.buku import Register
from kinerja.register.laporan import AWALAN_BIDANG, list_laporan_dibuat, name_laporan
from kinerja.sop import Sop

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


@dataclass(frozen=True, slots=True)
class StatusTercatat:
    """The status of a report: the one that counts, and how it came about.

    `asal` says whether the register or the period's parameters say so; it is empty for a report
    nobody has judged. `is_sesuai` is False where the approval is about other inputs.
    """

    laporan: str
    status: StatusLaporan = StatusLaporan.DRAF
    asal: Literal["register", "parameter", ""] = ""
    is_sesuai: bool = True
    riwayat: tuple[PerubahanStatus, ...] = ()

    @property
    def akhir(self) -> PerubahanStatus | None:
        """The last change."""
        return self.riwayat[-1] if self.riwayat else None

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
        if self.akhir is None:
            return self.status.value
        kata = self.akhir.ke.value
        if not self.is_sesuai:
            kata += " untuk isi sebelumnya"
        jabatan = f", {self.akhir.jabatan}" if self.akhir.jabatan else ""
        return f"{kata} ({self.akhir.oleh}{jabatan}, {self.akhir.waktu:%Y-%m-%d %H:%M})"


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
        )
        for satu in register.list_peristiwa(JENIS_STATUS, periode.slug)
        if satu.isi["laporan"] == laporan
    )
    if not riwayat:
        if dinyatakan == DINYATAKAN_FINAL:
            return StatusTercatat(laporan, StatusLaporan.FINAL, "parameter")
        return StatusTercatat(laporan)
    akhir = riwayat[-1]
    is_sesuai = akhir.ke is StatusLaporan.DRAF or sidik in {"", akhir.sidik}
    status = akhir.ke if is_sesuai or akhir.ke is StatusLaporan.FINAL else StatusLaporan.DRAF
    return StatusTercatat(laporan, status, "register", is_sesuai, riwayat)


def record_status(  # noqa: PLR0913 - the fields of a change
    register: Register,
    periode: Periode,
    laporan: str,
    ke: StatusLaporan,
    *,
    oleh: str,
    sidik: str,
    sop: Sop,
    sebagai: str = "",
    alasan: str = "",
    dinyatakan: str = "draf",
) -> StatusTercatat:
    """Record a change of status; see `read_status` for the arguments.

    Args:
        register: The register, open for writing.
        periode: The period.
        laporan: The report's name.
        ke: The new status.
        oleh: Who says so.
        sidik: The fingerprint of the present inputs.
        sop: Whose offices may do so.
        sebagai: The office of that person; may be left out where only one is named.
        alasan: Why it goes back; not needed forward.
        dinyatakan: The status in the period's parameters.

    Raises:
        ParameterError: for a change that is not allowed, saying which is.
    """
    oleh, alasan = " ".join(oleh.split()), " ".join(alasan.split())
    kini = read_status(register, periode, laporan, sidik=sidik, dinyatakan=dinyatakan)
    if not oleh:
        raise ParameterError("Status diubah tanpa nama", tempat="--oleh", saran="Sebutkan nama.")
    if kini.asal == "parameter":
        raise ParameterError(
            f"Status {laporan} sudah dinyatakan final",
            tempat=f"{periode.slug}.yaml",
            saran="Ubah status di berkas parameter itu menjadi draf bila hendak dicatat di sini.",
        )
    jabatan = ""
    if ke.urutan > kini.status.urutan:
        _check_maju(kini, ke)
        jabatan = _choose_jabatan(sop, laporan, ke, sebagai)
        _check_dibuat(register, periode, laporan, sidik)
    else:
        _check_mundur(kini, ke, periode, alasan)
    isi = {"laporan": laporan, "dari": kini.status, "ke": ke, "sidik": sidik, "jabatan": jabatan}
    register.append(
        JENIS_STATUS,
        {nama: str(nilai) for nama, nilai in isi.items()},
        periode=periode.slug,
        unit=laporan.removeprefix(AWALAN_BIDANG) if laporan.startswith(AWALAN_BIDANG) else "",
        oleh=oleh,
        alasan=alasan,
    )
    return read_status(register, periode, laporan, sidik=sidik, dinyatakan=dinyatakan)


def _check_maju(kini: StatusTercatat, ke: StatusLaporan) -> None:
    berikut = list(StatusLaporan)[kini.status.urutan + 1]
    if ke is not berikut:
        raise ParameterError(
            f"Status {kini.laporan} tidak dapat langsung menjadi {ke}",
            ditemukan=kini.keterangan,
            saran=f"Langkah berikutnya: --jadikan {berikut}",
        )


def _check_mundur(kini: StatusTercatat, ke: StatusLaporan, periode: Periode, alasan: str) -> None:
    if ke is kini.status:
        raise ParameterError(f"Status {kini.laporan} sudah {ke}", ditemukan=kini.keterangan)
    if kini.status is StatusLaporan.FINAL and (ke is not StatusLaporan.DRAF or not alasan):
        raise ParameterError(
            f"{kini.laporan} sudah final",
            ditemukan=kini.keterangan,
            saran=f'Buka dahulu: kinerja status {periode.slug} --buka --alasan "…" --oleh "…"',
        )
    if not alasan:
        raise ParameterError(
            f"Status {kini.laporan} turun dari {kini.status} ke {ke} tanpa alasan",
            tempat="--alasan",
            saran='Ulangi dengan --alasan "…".',
        )


def _choose_jabatan(sop: Sop, laporan: str, ke: StatusLaporan, sebagai: str) -> str:
    peran = sop.peran.bidang if laporan.startswith(AWALAN_BIDANG) else sop.peran.badan
    boleh: tuple[str, ...] = getattr(peran, ke.value)
    if not sebagai.strip() and len(boleh) == 1:
        return boleh[0]
    jabatan = sop.find_jabatan(sebagai) if sebagai.strip() else ""
    if jabatan not in boleh:
        raise ParameterError(
            f"Menurut SOP, {laporan} tidak dijadikan {ke} oleh jabatan itu"
            if jabatan
            else f"Sebutkan jabatan yang menjadikan {laporan} {ke}",
            tempat="--sebagai",
            ditemukan=jabatan,
            diharapkan=" atau ".join(boleh),
        )
    return jabatan


def _check_dibuat(register: Register, periode: Periode, laporan: str, sidik: str) -> None:
    """Refuse to judge a report that was not made, or not from the present inputs."""
    dibuat = list_laporan_dibuat(register, periode).get(laporan)
    if dibuat is None:
        raise ParameterError(
            f"{laporan} belum pernah dibuat", saran=f"Buat dahulu: kinerja laporan {periode.slug}"
        )
    if dibuat.sidik not in {"", sidik}:
        raise ParameterError(
            f"{laporan} dibuat dari isian yang sudah berubah",
            ditemukan=f"dibuat {dibuat.waktu:%Y-%m-%d %H:%M}",
            saran=f"Buat lagi dan baca dahulu: kinerja laporan {periode.slug}",
        )


def is_terkunci(register: Register, periode: Periode, dinyatakan: str = "draf") -> bool:
    """Tell whether the agency's report of a period is final."""
    kini = read_status(register, periode, name_laporan(periode), dinyatakan=dinyatakan)
    return kini.status is StatusLaporan.FINAL
