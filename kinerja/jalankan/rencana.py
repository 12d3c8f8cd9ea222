"""The plan of a year beside its recorded targets: what `kinerja rencana` shows and records."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja.data import read_masukan_data
from kinerja.folder import Folder
from kinerja.model import Rencana, Versi
from kinerja.periode import Periode
from kinerja.register import check_register, open_register
from kinerja.register.rencana import check_rencana, refuse_rencana_terkunci
from kinerja.register.target import (
    VersiTercatat,
    list_catatan_target,
    list_versi_baru,
    record_perubahan_target,
)
from kinerja.register.target_banding import PerubahanTarget
from kinerja.temuan import Temuan


@dataclass(frozen=True, slots=True)
class HasilRencana:
    """What is recorded and what differs from it.

    `belum` are versions that will record themselves, `konsep` those that name no document.
    """

    catatan: tuple[VersiTercatat, ...]
    belum: tuple[Versi, ...]
    konsep: tuple[Versi, ...]
    temuan: tuple[Temuan, ...]
    dicatat: tuple[PerubahanTarget, ...] = ()


def show_rencana(folder: Folder, opd: str, periode: Periode) -> HasilRencana:
    """Give what is recorded of a year's targets, and what in the plan differs.

    Raises:
        TemuanError: where the plan itself is refused.
    """
    return _build_hasil(folder, opd, _read(folder, opd, periode))


def record_rencana(
    folder: Folder, opd: str, periode: Periode, *, dokumen: str, alasan: str, oleh: str
) -> HasilRencana:
    """Record the changed targets of a year, with document and reason.

    Raises:
        ParameterError: where document, reason or name lack.
        TerkunciError: where a final quarter rests on a changed value.
        TemuanError: where the plan itself is refused.
    """
    rencana = _read(folder, opd, periode)
    check_register(folder, opd)
    with open_register(folder, opd, is_tulis=True) as register:
        refuse_rencana_terkunci(folder, opd, rencana, register)
        dicatat = record_perubahan_target(
            register, rencana, dokumen=dokumen, alasan=alasan, oleh=oleh
        )
    return _build_hasil(folder, opd, rencana, dicatat)


def _read(folder: Folder, opd: str, periode: Periode) -> Rencana:
    return read_masukan_data(folder, opd, periode, is_tanpa_register=True).rencana


def _build_hasil(
    folder: Folder, opd: str, rencana: Rencana, dicatat: tuple[PerubahanTarget, ...] = ()
) -> HasilRencana:
    with open_register(folder, opd) as register:
        return HasilRencana(
            list_catatan_target(register, rencana.tahun),
            list_versi_baru(register, rencana),
            tuple(satu for satu in rencana.versi if not satu.dasar.strip()),
            check_rencana(folder, opd, rencana),
            dicatat,
        )
