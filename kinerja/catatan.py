"""What the register says of a period, as the reports print it: dispositions, follow-ups, finality.

Enters a report's fingerprint as one more input, so that a disposition that came or a step that was
taken makes the reports anew, and nothing else in the register does. Reads; records nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import Any, Final

from kinerja.angka import format_tanggal
from kinerja.folder import Folder
from kinerja.model import Berkas
from kinerja.parameter import ParameterPeriode, read_parameter_periode
from kinerja.periode import Periode
from kinerja.register import Register, open_register
from kinerja.register.disposisi import Disposisi, list_disposisi
from kinerja.register.laporan import name_laporan
from kinerja.register.peristiwa import format_kanonik
from kinerja.register.setoran import Setoran, list_setoran
from kinerja.register.status import (
    DINYATAKAN_FINAL,
    JENIS_STATUS,
    StatusLaporan,
    read_status,
)
from kinerja.register.tindak_lanjut import TindakLanjut, list_tindak_lanjut

NAMA_MASUKAN: Final = "register"
"""The name under which the inputs of a report list what came from the register."""


@dataclass(frozen=True, slots=True)
class CatatanRegister:
    """What reports of a period take from the register.

    `disposisi` are those about the period, or about the quarters of a year; `tindak_lanjut` the
    items of all periods up to it;
    `final` names the reports of the period that were made final, with the day and who said so.
    `status_triwulan` tells in a year how far each quarter's report is, `tanda_terima` which forms
    of its quarters were handed in last; both are empty in a quarter.
    `dinyatakan` is the status that counts for the agency's report where it is not the one that the
    period's parameters declare: what was opened with the command is a draf, whatever they say.
    """

    disposisi: tuple[Disposisi, ...] = ()
    tindak_lanjut: tuple[TindakLanjut, ...] = ()
    final: tuple[tuple[str, date, str], ...] = ()
    status_triwulan: tuple[tuple[int, str], ...] = ()
    tanda_terima: tuple[Setoran, ...] = ()
    dinyatakan: str = ""

    @property
    def berkas(self) -> tuple[Berkas, ...]:
        """Itself as an input of a report; none where the register says nothing."""
        if self == CatatanRegister():
            return ()
        isi = format_kanonik(_encode(self)).encode()
        return (Berkas(NAMA_MASUKAN, hashlib.sha256(isi).hexdigest(), len(isi)),)

    @property
    def sidik_isi(self) -> str:
        """The hash of what is approved with a report: all but which reports are final."""
        isi = format_kanonik(_encode(replace(self, final=(), dinyatakan=""))).encode()
        return hashlib.sha256(isi).hexdigest()

    def list_sebelumnya(self, periode: Periode, unit: str = "") -> tuple[TindakLanjut, ...]:
        """List the items of dispositions about earlier periods, of one unit where it is named."""
        return tuple(
            satu
            for satu in self.tindak_lanjut
            if satu.butir.periode < periode and unit in {"", satu.butir.unit}
        )

    def describe_final(self, laporan: str) -> str:
        """Say when and by whom a report of the period was made final; empty where it was not."""
        for nama, tanggal, oleh in self.final:
            if nama == laporan:
                return f"Final: {format_tanggal(tanggal)}, dinyatakan oleh {oleh}"
        return ""


def read_catatan_register(
    folder: Folder, opd: str, periode: Periode, parameter: ParameterPeriode
) -> CatatanRegister:
    """Read what the reports of a period take from the register.

    Steps taken after the agency's report was first approved are left to later reports, so that what
    was approved is what is made final; a report that goes back to draf takes them in.

    Raises:
        KeutuhanError: where the register is not what was recorded.
    """
    with open_register(folder, opd) as register:
        semua = list_tindak_lanjut(register, periode)
        return CatatanRegister(
            _list_disposisi(register, periode),
            _cut_langkah(semua, *_find_batas(register, periode, parameter)),
            _list_final(register, periode),
            _list_status(register, folder, opd, periode),
            _list_tanda_terima(register, periode),
            _find_dinyatakan(register, periode, parameter),
        )


def _find_dinyatakan(register: Register, periode: Periode, parameter: ParameterPeriode) -> str:
    """Find what counts instead of the parameters' word; that it is final by name is in `final`."""
    status = read_status(register, periode, name_laporan(periode), dinyatakan=parameter.status)
    kini = DINYATAKAN_FINAL if status.is_dinyatakan else StatusLaporan.DRAF.value
    return "" if kini == parameter.status or not status.asal else kini


def _list_disposisi(register: Register, periode: Periode) -> tuple[Disposisi, ...]:
    """List the dispositions on the period's report; on those of its quarters in a year."""
    if periode.triwulan is not None:
        return list_disposisi(register, periode)
    return tuple(x for satu in periode.daftar_triwulan for x in list_disposisi(register, satu))


def _list_tanda_terima(register: Register, periode: Periode) -> tuple[Setoran, ...]:
    """List each unit's last form of a year's quarters that came in through `kinerja terima`.

    What was found in the folder has no receipt: the register knows only when it was first read.
    """
    if periode.triwulan is not None:
        return ()
    terakhir = {
        (satu.periode, satu.unit): satu
        for triwulan in periode.daftar_triwulan
        for satu in list_setoran(register, triwulan)
        if satu.cara == "perintah"
    }
    return tuple(terakhir.values())


def _find_batas(
    register: Register, periode: Periode, parameter: ParameterPeriode
) -> tuple[int | None, date | None]:
    """Find the event by which the agency's report was approved first, or the day it was declared.

    Both None where nobody approved it since it was last a draf.
    """
    status = read_status(register, periode, name_laporan(periode), dinyatakan=parameter.status)
    if status.is_dinyatakan:
        return None, parameter.tanggal_laporan
    nomor: int | None = None
    for satu in status.riwayat:
        nomor = None if satu.ke is StatusLaporan.DRAF else nomor or satu.nomor
    return nomor, None


def _cut_langkah(
    daftar: Sequence[TindakLanjut], nomor: int | None, hari: date | None
) -> tuple[TindakLanjut, ...]:
    """Leave out the steps that were recorded after an event, or after a day."""
    return tuple(
        replace(
            satu,
            langkah=tuple(
                langkah
                for langkah in satu.langkah
                if (nomor is None or langkah.nomor < nomor)
                and (hari is None or langkah.waktu.date() <= hari)
            ),
        )
        for satu in daftar
    )


def _list_final(register: Register, periode: Periode) -> tuple[tuple[str, date, str], ...]:
    """List the reports of a period whose last recorded status is final."""
    nama = {name_laporan(periode)} | {
        str(satu.isi["laporan"]) for satu in register.list_peristiwa(JENIS_STATUS, periode.slug)
    }
    hasil = []
    for laporan in sorted(nama):
        status = read_status(register, periode, laporan)
        if status.status is StatusLaporan.FINAL and status.waktu is not None:
            hasil.append((laporan, status.waktu.date(), status.oleh))
    return tuple(hasil)


def _list_status(
    register: Register, folder: Folder, opd: str, periode: Periode
) -> tuple[tuple[int, str], ...]:
    """List how far each quarter's report of a year is; what parameters declare counts."""
    if periode.triwulan is not None:
        return ()
    return tuple(
        (
            satu.triwulan,
            read_status(
                register,
                satu,
                name_laporan(satu),
                dinyatakan=read_parameter_periode(folder, opd, satu).status,
            ).status.value,
        )
        for satu in periode.daftar_triwulan
        if satu.triwulan is not None
    )


def _encode(nilai: Any) -> Any:  # noqa: ANN401 - any value of the register's own data
    match nilai:
        case Enum():
            return nilai.value
        case Periode():
            return nilai.slug
        case date():
            return nilai.isoformat()
        case tuple():
            return [_encode(satu) for satu in nilai]
        case _ if is_dataclass(nilai):
            isi = {satu.name: _encode(getattr(nilai, satu.name)) for satu in fields(nilai)}
            if isi.get("dinyatakan") == "":
                del isi["dinyatakan"]  # the hashes of approvals that know of no such word stay
            return isi
        case _:
            return nilai
