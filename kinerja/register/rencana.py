"""The plan of a year against the register of its agency: approved targets and final quarters.

Puts `target` and `kunci` together for those who have read a plan.
"""

from __future__ import annotations

from kinerja.folder import Folder
from kinerja.model import Rencana
from kinerja.periode import Periode
from kinerja.register.buku import Register, open_register
from kinerja.register.kunci import build_terkunci, find_kunci
from kinerja.register.target import check_target, list_triwulan_terdampak
from kinerja.temuan import Temuan


def check_rencana(
    folder: Folder, opd: str, rencana: Rencana, sampai: Periode | None = None
) -> tuple[Temuan, ...]:
    """Check a plan against what was recorded; what is found stops the plan.

    Args:
        folder: The working folder.
        opd: The agency.
        rencana: The plan as read.
        sampai: The period it is read for; see `check_target`.

    Raises:
        KeutuhanError: where the register is damaged.
    """
    with open_register(folder, opd) as register:
        terkunci = _list_terkunci(folder, opd, rencana, register)
        return check_target(register, rencana, terkunci, sampai=sampai)


def refuse_rencana_terkunci(folder: Folder, opd: str, rencana: Rencana, register: Register) -> None:
    """Refuse to record changed targets on which a final quarter rests.

    Raises:
        TerkunciError: naming the first such quarter and how it is opened again.
    """
    for periode in list_triwulan_terdampak(register, rencana):
        kunci = find_kunci(folder, opd, periode, register)
        if kunci is not None:
            raise build_terkunci(kunci, opd, periode, "Targetnya tidak diubah")


def _list_terkunci(
    folder: Folder, opd: str, rencana: Rencana, register: Register
) -> tuple[Periode, ...]:
    return tuple(
        periode
        for periode in list_triwulan_terdampak(register, rencana)
        if find_kunci(folder, opd, periode, register) is not None
    )
