"""Frozen data of the model → the JSON data of an executed notebook.

A long report holds a hundred thousand values, so what most of them are is asked first. Knows no
block: their classes and fields say how they look as data.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from kinerja.hitung.jejak import Angka
from kinerja.model import Rentang


@cache
def _list_bidang(kelas: type) -> tuple[str, ...]:
    """List the fields by which a class is encoded; none where it is a plain value."""
    if not is_dataclass(kelas) or issubclass(kelas, Rentang):
        return ()
    return tuple(bidang.name for bidang in fields(kelas))


def encode_data(nilai: Any) -> Any:  # noqa: ANN401 - any JSON-able value goes through
    """Turn a value into JSON data; an object names its class under `jenis_blok`.

    >>> encode_data((Decimal("1.50"), date(2026, 6, 30), None, "x"))
    ['1.50', '2026-06-30', None, 'x']
    """
    kelas: type = type(nilai)
    if kelas is str or nilai is None:
        return nilai
    if kelas is tuple:
        return [encode_data(satu) for satu in nilai]
    bidang = _list_bidang(kelas)
    if bidang:
        data = {"jenis_blok": kelas.__name__}
        for nama in bidang:
            data[nama] = encode_data(getattr(nilai, nama))
        return data | {"teks": nilai.teks} if kelas is Angka else data
    return _encode_nilai(nilai)


def _encode_nilai(nilai: Any) -> Any:  # noqa: ANN401 - the same
    match nilai:
        case Rentang():
            return f"{nilai.bawah}-{nilai.atas}"
        case Enum():
            return nilai.value
        case Decimal():
            return format(nilai, "f")
        case date():
            return nilai.isoformat()
        case tuple():
            return [encode_data(satu) for satu in nilai]
        case _:
            return nilai
