"""What of a period's inputs one report rests on: a unit's not on the forms of the other units.

That holds for the notebook as it ships. One that somebody edited may show anything that was read,
so its reports rest on everything. Reads the shipped notebooks only.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kinerja.folder import is_isian_unit_lain
from kinerja.jalankan.sidik import compute_sidik_notebook
from kinerja.model import Berkas
from kinerja.notebook_kit import read_notebook
from kinerja.temuan import Temuan


def pick_masukan(daftar: Iterable[Berkas], unit: str, sumber: str) -> list[Berkas]:
    """Pick the files that a report rests on.

    Args:
        daftar: All files that were read for the period.
        unit: The slug of the unit whose report it is; empty for the agency's.
        sumber: The text of its notebook.
    """
    if not unit or not is_bawaan(sumber):
        return list(daftar)
    return [berkas for berkas in daftar if not is_isian_unit_lain(berkas.nama, unit)]


def pick_temuan(daftar: Iterable[Temuan], unit: str, sumber: str) -> list[Temuan]:
    """Pick the findings that a report prints; arguments as for `pick_masukan`."""
    if not unit or not is_bawaan(sumber):
        return list(daftar)
    return [temuan for temuan in daftar if temuan.unit == unit]


@cache
def is_bawaan(sumber: str) -> bool:
    """Tell whether a notebook says what one of the kit's own says."""
    return compute_sidik_notebook(sumber) in _list_sidik_bawaan()


@cache
def _list_sidik_bawaan() -> frozenset[str]:
    return frozenset(compute_sidik_notebook(isi.decode()) for isi in read_notebook().values())
