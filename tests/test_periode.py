"""The period value object."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.galat import ParameterError
from kinerja.periode import Periode, parse_periode

periode = st.builds(Periode, st.integers(2001, 2099), st.one_of(st.none(), st.integers(1, 4)))


@given(periode)
def test_slug_reads_back(satu):
    """A slug names exactly one period."""
    assert parse_periode(satu.slug) == satu


@given(periode)
def test_next_and_previous_are_inverse(satu):
    """One step forward and one back is where we were, and forward is later."""
    assert satu.berikutnya.sebelumnya == satu
    assert satu < satu.berikutnya


@pytest.mark.parametrize(
    "slug",
    ["2026-tw5", "2026-tw0", "26-tw1", "2026-TW1", "2026", "2026-tw", "1999-tw1", "2026-tw1 "],
)
def test_unknown_slugs_are_refused_in_indonesian(slug):
    """Anything but a slug is refused with how one is written."""
    with pytest.raises(ParameterError) as galat:
        parse_periode(slug)
    assert galat.value.kode_keluar == 2
    assert galat.value.saran


@pytest.mark.parametrize("triwulan", [5, 0, "2", True, 2.0])
def test_quarters_other_than_one_to_four_are_refused(triwulan):
    """A quarter is an int from 1 to 4, never a text or a boolean."""
    with pytest.raises(ParameterError, match="Triwulan tidak dikenal"):
        Periode(2026, triwulan)


def test_quarters_up_to_a_period():
    """The year has four quarters, Triwulan II has two."""
    assert [satu.slug for satu in Periode(2025).daftar_triwulan] == [
        "2025-tw1",
        "2025-tw2",
        "2025-tw3",
        "2025-tw4",
    ]
    assert Periode(2026, 2).akhir.isoformat() == "2026-06-30"
