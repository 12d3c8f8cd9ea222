"""Tells whether a file in a working folder already holds what the sample would write.

Workbooks are compared by their cells: the bytes of a container differ between machines (another
zlib, another XML library) while nothing that anybody reads does.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kinerja.excel.buku import open_buku
from kinerja.excel.isi_lembar import read_isi
from kinerja.excel.preflight import check_berkas
from kinerja.excel.sel import Sel
from kinerja.excel.tolak import TolakError

IsiBuku = Mapping[str, Mapping[int, Mapping[int, Sel]]]


def is_sama(jalur: Path, baru: Path) -> bool:
    """Tell whether two files hold the same: bytes, or for workbooks the cells of every sheet."""
    if jalur.read_bytes() == baru.read_bytes():
        return True
    if jalur.suffix != ".xlsx":
        return False
    isi = read_isi_buku(jalur)
    return isi is not None and isi == read_isi_buku(baru)


def read_isi_buku(jalur: Path) -> IsiBuku | None:
    """Read all cells of a workbook by sheet, row and column; None where it is refused."""
    berkas, _ = check_berkas(jalur)
    if berkas is None:
        return None
    try:
        with open_buku(jalur.read_bytes()) as buku:
            return {lembar.nama: read_isi(buku, lembar).sel for lembar in buku.lembar}
    except TolakError:
        return None
