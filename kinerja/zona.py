"""The clocks of Indonesia: in which zone an agency's times are taken, compared and told.

No zone has summer time, so each is a fixed offset and needs no table of zones.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Final, Literal

from kinerja.angka import format_tanggal

NamaZona = Literal["WIB", "WITA", "WIT"]
ZONA: Final[Mapping[str, timezone]] = {
    nama: timezone(timedelta(hours=selisih), nama)
    for nama, selisih in (("WIB", 7), ("WITA", 8), ("WIT", 9))
}
ZONA_BAWAAN: Final[NamaZona] = "WIB"


def format_waktu(waktu: datetime) -> str:
    """Write a moment with its zone.

    >>> format_waktu(datetime(2026, 7, 13, 9, 5, tzinfo=ZONA["WITA"]))
    '13 Juli 2026 pukul 09.05 WITA'
    """
    return f"{format_tanggal(waktu.date())} pukul {waktu:%H.%M} {waktu.tzname() or ''}".rstrip()
