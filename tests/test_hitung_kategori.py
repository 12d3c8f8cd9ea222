"""The class of a capaian: rounding before the bound, and the hole of a printed scale."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinerja.hitung.kategori import compute_kategori
from tests.bantuan_hitung import buat_kebijakan


@pytest.mark.parametrize(
    ("persen", "cara", "label"),
    [
        ("91", "dua_desimal", "Sangat Tinggi"),
        ("90.995", "dua_desimal", "Sangat Tinggi"),  # 91,00
        ("90.9949999", "dua_desimal", "Tinggi"),  # 90,99
        ("90.5", "bulat", "Sangat Tinggi"),  # 91
        ("90.4999", "bulat", "Tinggi"),  # 90
        ("90.5", "dua_desimal", "Tinggi"),
        ("76", "dua_desimal", "Tinggi"),
        ("66", "dua_desimal", "Sedang"),
        ("51", "dua_desimal", "Rendah"),
        ("50.99", "dua_desimal", "Sangat Rendah"),
        ("-5", "dua_desimal", "Sangat Rendah"),
        ("900", "dua_desimal", "Sangat Tinggi"),
    ],
)
def test_the_value_is_rounded_before_it_meets_a_bound(persen, cara, label):
    """Half up, to two decimals or to an integer."""
    kebijakan = buat_kebijakan(pembulatan_kategori=cara)
    assert compute_kategori(Decimal(persen), kebijakan).kelas.label == label


def test_a_value_in_the_hole_of_a_printed_scale_is_noted():
    """Printed "76-90" and "91-": 90,40 falls between; the lower bound decides and a note tells."""
    hasil = compute_kategori(Decimal("90.4"), buat_kebijakan())
    assert hasil.kelas.label == "Tinggi"
    assert hasil.catatan == (
        "90,40% di atas batas tercetak 90 kelas Tinggi; kelas ditentukan oleh batas bawahnya."
    )
    assert compute_kategori(Decimal(90), buat_kebijakan()).catatan == ""
