"""Draws how each form of a made-up agency came in: in time, late, faulty, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from kinerja.contoh.pemda.peran import Peran, Undian
from kinerja.model import Unit
from kinerja.periode import Periode
from kinerja.zona import ZONA

HARI_TENGGAT: Final = 8
"""Days after the end of a quarter until forms are due."""
_BELUM: Final = 0.025
_CACAT: Final = 0.012
_PERKALIAN: Final = (0.3, 0.5, 0.8, 2.0)
"""How much likelier a form lacks or is faulty by quarter: by the end most old ones are mended."""
_TERLAMBAT: Final = 0.12
_HARI_TERLAMBAT: Final = 20


class Cacat(StrEnum):
    """What is wrong with a form that the kit's reader has to refuse."""

    TEKS = "kata pada sel angka"
    TERPOTONG = "berkas terpotong"
    PERIODE = "formulir triwulan lain"


@dataclass(frozen=True, slots=True)
class SetoranContoh:
    """A form that lies in the folder; a faulty one was never received, so it has no time."""

    unit: Unit
    periode: Periode
    waktu: datetime | None
    cacat: Cacat | None = None


def build_setoran(peran: Peran, periode: Periode, undian: Undian) -> tuple[SetoranContoh, ...]:
    """Draw what came in from the units of an agency for a quarter."""
    if (periode.triwulan or 0) > peran.triwulan_terakhir:
        return ()
    kali = _PERKALIAN[(periode.triwulan or 4) - 1]
    hasil = []
    for satu in peran.perangkat.unit:
        if undian.is_kena(_BELUM * kali):
            continue
        if undian.is_kena(_CACAT * kali):
            dapat = tuple(Cacat) if (periode.triwulan or 0) > 1 else tuple(Cacat)[:2]
            cacat = Cacat(undian.choose(dapat))
            hasil.append(SetoranContoh(satu.unit, periode, None, cacat))
            continue
        hari = undian.draw_bulat(2, HARI_TENGGAT)
        if undian.is_kena(_TERLAMBAT):
            hari = HARI_TENGGAT + undian.draw_bulat(1, _HARI_TERLAMBAT)
        jam = time(undian.draw_bulat(8, 15), undian.draw_bulat(0, 59), tzinfo=ZONA["WIB"])
        hasil.append(
            SetoranContoh(
                satu.unit, periode, datetime.combine(periode.akhir + timedelta(days=hari), jam)
            )
        )
    return tuple(hasil)
