"""Changes of a report's status, and declared steps: what the command `status` records.

Reads the present inputs for an approval, none for taking one back: a report must be opened again
also where its inputs are at fault. Prints nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from kinerja.data import read_data
from kinerja.folder import Folder
from kinerja.parameter import read_instansi, read_parameter_periode
from kinerja.periode import Periode
from kinerja.register import check_register, open_register
from kinerja.register.kunci import refuse_terkunci
from kinerja.register.langkah import PernyataanLangkah, Saat, record_langkah
from kinerja.register.laporan import name_laporan
from kinerja.register.sidik import compute_sidik_isi
from kinerja.register.status import StatusLaporan, StatusTercatat, record_status
from kinerja.sop import read_sop


@dataclass(frozen=True, slots=True)
class UbahanStatus:
    """A change asked for: `unit` is empty for the agency's report."""

    ke: StatusLaporan
    oleh: str
    unit: str = ""
    sebagai: str = ""
    alasan: str = ""


def run_status(folder: Folder, opd: str, periode: Periode, ubahan: UbahanStatus) -> StatusTercatat:
    """Record a change of status.

    Raises:
        ParameterError: for a change that is not allowed, or an unknown unit.
        TerkunciError: for a unit's report of a final period.
        TemuanError: where the plan is refused and something was to be approved.
    """
    if ubahan.unit:
        read_instansi(folder, opd).find_unit(ubahan.unit)
    check_register(folder, opd)
    laporan = name_laporan(periode, ubahan.unit)
    sop = read_sop(folder, opd)
    sidik = ""
    if ubahan.ke is not StatusLaporan.DRAF:
        berkas = read_data(folder, opd, periode).berkas
        sidik = compute_sidik_isi(folder, opd, periode, laporan, berkas)
    with open_register(folder, opd, is_tulis=True) as register:
        if ubahan.unit:
            refuse_terkunci(folder, opd, periode, "Status laporan unit", register)
        return record_status(
            register,
            periode,
            laporan,
            ubahan.ke,
            oleh=ubahan.oleh,
            sidik=sidik,
            sop=sop,
            sebagai=ubahan.sebagai,
            alasan=ubahan.alasan,
            dinyatakan=read_parameter_periode(folder, opd, periode).status,
        )


def run_langkah(
    folder: Folder,
    opd: str,
    periode: Periode,
    nomor: int,
    saat: Saat,
    *,
    oleh: str,
    alasan: str = "",
) -> PernyataanLangkah:
    """Record that a step of the procedure begins or is finished.

    Raises:
        ParameterError: for a step that is not one of the period, or a declaration not allowed.
    """
    langkah = read_sop(folder, opd).find_langkah(nomor, periode)
    check_register(folder, opd)
    with open_register(folder, opd, is_tulis=True) as register:
        return record_langkah(register, periode, langkah, saat, oleh=oleh, alasan=alasan)
