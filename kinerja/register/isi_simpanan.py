"""The rows of the SQLite file: events written into it and read out of it again.

A row that no event could have made is damage and named by its number. Opens no file.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import tzinfo
from typing import Any, Final

from kinerja.galat import KinerjaError
from kinerja.register import simpanan
from kinerja.register.peristiwa import BIDANG, Peristiwa, build_galat, format_kanonik
from kinerja.zona import ZONA, ZONA_BAWAAN

_JENIS_KOLOM: Final = {"nomor": int, "sisa": int}
_KOLOM: Final = ", ".join(BIDANG)


def insert_peristiwa(sambungan: sqlite3.Connection, daftar: Sequence[Peristiwa]) -> None:
    """Insert events; inside a transaction of the caller."""
    perintah = f"INSERT INTO peristiwa ({_KOLOM}) VALUES ({', '.join('?' * len(BIDANG))})"  # noqa: S608 - fixed names
    for satu in daftar:
        nilai = (getattr(satu, nama) for nama in BIDANG)
        simpanan.run_sql(
            sambungan,
            perintah,
            [format_kanonik(satu.isi) if isinstance(isi, dict) else isi for isi in nilai],
        )


def read_peristiwa(
    sambungan: sqlite3.Connection,
    syarat: str = "",
    nilai: Sequence[object] = (),
    zona: tzinfo = ZONA[ZONA_BAWAAN],
) -> tuple[Peristiwa, ...]:
    """Read events in their order, all or those that fit a condition on the columns."""
    return _select(sambungan, f"{syarat} ORDER BY nomor", nilai, zona)


def read_terakhir(
    sambungan: sqlite3.Connection, syarat: str, nilai: Sequence[object], zona: tzinfo
) -> Peristiwa | None:
    """Read the last event that fits a condition, without the ones before it."""
    daftar = _select(sambungan, f"{syarat} ORDER BY nomor DESC LIMIT 1", nilai, zona)
    return next(iter(daftar), None)


def count_peristiwa(sambungan: sqlite3.Connection, syarat: str, nilai: Sequence[object]) -> int:
    """Count the events that fit a condition."""
    with simpanan.tell_galat():
        if _is_baru(sambungan):
            return 0
        perintah = f"SELECT count(*) FROM peristiwa {syarat}"  # noqa: S608 - fixed conditions of our own
        return int(str(simpanan.run_sql(sambungan, perintah, nilai)[0][0]))


def _select(
    sambungan: sqlite3.Connection, syarat: str, nilai: Sequence[object], zona: tzinfo
) -> tuple[Peristiwa, ...]:
    with simpanan.tell_galat():
        if _is_baru(sambungan):
            return ()
        perintah = f"SELECT {_KOLOM} FROM peristiwa {syarat}"  # noqa: S608 - fixed conditions of our own
        return tuple(_parse(baris, zona) for baris in simpanan.run_sql(sambungan, perintah, nilai))


def _is_baru(sambungan: sqlite3.Connection) -> bool:
    """Whether the file holds no table yet."""
    return simpanan.run_sql(sambungan, "PRAGMA user_version")[0] == (0,)


def _parse(baris: tuple[object, ...], zona: tzinfo) -> Peristiwa:
    data: dict[str, Any] = dict(zip(BIDANG, baris, strict=True))
    nomor = data["nomor"]
    try:
        # A damaged page can hold other types than the table allows.
        is_utuh = all(type(nilai) is _JENIS_KOLOM.get(nama, str) for nama, nilai in data.items())
        isi = json.loads(data["isi"]) if is_utuh else None
        is_utuh = isinstance(isi, dict) and format_kanonik(isi) == data["isi"]
    except (ValueError, KinerjaError, RecursionError):
        is_utuh = False
    if not is_utuh:
        raise build_galat(simpanan.NAMA_REGISTER, f"Peristiwa nomor {nomor} berubah sejak dicatat")
    return Peristiwa(**(data | {"isi": isi}), zona=zona)
