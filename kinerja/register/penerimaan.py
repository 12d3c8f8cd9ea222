"""Receipts of a period by unit: when each came, how it kept the deadline, how often it changed.

All of it follows from the register's events and the deadline, so that the same register always
says the same; no clock is read. Says nothing of what is in the forms.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kinerja.periode import Periode
from kinerja.register.buku import Register
from kinerja.register.setoran import Ketepatan, Setoran, compute_ketepatan, list_setoran


@dataclass(frozen=True, slots=True)
class Penerimaan:
    """The submissions of one unit and period in the order they came; there may be none."""

    unit: str
    periode: Periode
    tenggat: date | None
    setoran: tuple[Setoran, ...] = ()

    @property
    def pertama(self) -> Setoran | None:
        """The submission that decides whether the unit was in time."""
        return self.setoran[0] if self.setoran else None

    @property
    def terakhir(self) -> Setoran | None:
        """The submission that counts now."""
        return self.setoran[-1] if self.setoran else None

    @property
    def jumlah_revisi(self) -> int:
        """How often the unit replaced its form."""
        return max(0, len(self.setoran) - 1)

    @property
    def is_lewat_folder(self) -> bool:
        """Whether the first was found in the folder: its time is that of the first reading."""
        return self.pertama is not None and self.pertama.cara == "folder"

    @property
    def is_tercatat_kemudian(self) -> bool:
        """Whether the first was found in the folder after the deadline: nobody knows if late."""
        pertama, tenggat = self.pertama, self.tenggat
        if pertama is None or tenggat is None:
            return False
        return self.is_lewat_folder and pertama.waktu.date() > tenggat

    @property
    def ketepatan(self) -> Ketepatan:
        """How the unit kept the deadline."""
        return compute_ketepatan(self.setoran, self.tenggat)


def list_penerimaan(
    register: Register, periode: Periode, daftar_unit: Iterable[str], tenggat: date | None
) -> tuple[Penerimaan, ...]:
    """List the receipts of a quarter, one entry for each unit in the order given."""
    per_unit: dict[str, list[Setoran]] = {}
    for satu in list_setoran(register, periode):
        per_unit.setdefault(satu.unit, []).append(satu)
    return tuple(
        Penerimaan(unit, periode, tenggat, tuple(per_unit.get(unit, ()))) for unit in daftar_unit
    )


def describe_ketepatan(penerimaan: Penerimaan) -> str:
    """Say in words how a unit kept the deadline; empty where nothing came.

    A form found in the folder after the deadline is not called late: the unit may have sent it in
    time, and only the first reading is known.

    >>> describe_ketepatan(Penerimaan("aset", Periode(2026, 2), None))
    ''
    """
    if penerimaan.pertama is None:
        return ""
    if penerimaan.is_tercatat_kemudian:
        return "tercatat sesudah tenggat"
    hari = penerimaan.ketepatan.hari_terlambat
    if hari is None:
        return "tenggat belum ditetapkan"
    return f"terlambat {hari} hari" if hari else "tepat waktu"


def describe_revisi(penerimaan: Penerimaan) -> str:
    """Say in words how often a unit replaced its form, and how often after the deadline."""
    jumlah = penerimaan.jumlah_revisi
    if not jumlah:
        return ""
    terlambat = penerimaan.ketepatan.jumlah_koreksi_terlambat
    return f"{jumlah} revisi" + (f", {terlambat} sesudah tenggat" if terlambat else "")
