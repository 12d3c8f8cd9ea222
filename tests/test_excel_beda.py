"""Two forms compared cell by cell: what is told as a difference, and how."""

from __future__ import annotations

import pytest

from kinerja.excel.beda import build_perbedaan
from kinerja.excel.pencatat import Pencatat
from kinerja.excel.preflight import read_berkas
from tests.bantuan_excel import set_sel, write_contoh_unit


@pytest.mark.parametrize(
    ("lama", "baru", "beda"),
    [(True, False, [("BENAR", "SALAH")]), (True, True, []), (False, True, [("SALAH", "BENAR")])],
)
def test_true_and_false_are_compared_as_they_stand(tmp_path, lama, baru, beda):
    """TRUE is told as BENAR, and TRUE to FALSE is a difference."""
    berkas = []
    for nama, nilai in (("a.xlsx", lama), ("b.xlsx", baru)):
        jalur = write_contoh_unit(tmp_path / nama)
        set_sel(jalur, "Indikator", "IK-1", "Realisasi", nilai)
        berkas.append(read_berkas(jalur, Pencatat(nama)))
    assert [(satu.lama, satu.baru) for satu in build_perbedaan(*berkas)] == beda
