"""The frame around the scalar rule: same figures, input untouched."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from kinerja.galat import ParameterError
from kinerja.hitung.bingkai import compute_capaian_bingkai
from kinerja.hitung.capaian import compute_capaian


@pytest.fixture
def df():
    """Four rows with decimals, integers, an empty cell and both formulas of turun."""
    return pd.DataFrame(
        {
            "kode": ["A", "B", "C", "D"],
            "target": [Decimal("95.56"), 10, 0.3, 10],
            "realisasi": [93, None, 0.1 + 0.1, 8],
            "jenis": ["angka"] * 4,
            "polaritas": ["naik", "turun", "turun", "turun"],
            "rumus_turun": ["", "", None, "rasio"],
        },
        index=[7, 3, 5, 1],
    )


def test_the_frame_holds_what_the_scalar_gives(df):
    """Row by row the same Decimal, in the frame's own order and index."""
    hasil = compute_capaian_bingkai(df)
    sama = compute_capaian(Decimal("95.56"), 93, jenis="angka", polaritas="naik").persen
    assert hasil["capaian_persen"].tolist()[0] == sama
    assert hasil["capaian_persen"].tolist()[3] == 125  # 10/8
    assert hasil["keadaan"].tolist() == ["terisi", "belum_lapor", "terisi", "terisi"]
    assert hasil.index.tolist() == [7, 3, 5, 1]


def test_a_float_is_taken_at_the_digits_it_shows(df):
    """0.2 of 0.3: (0.6 - 0.2) / 0.3 in tenths, no binary dust."""
    nilai = compute_capaian_bingkai(df)["capaian_persen"].tolist()[2]
    assert str(nilai).startswith("133.33333333333333333333")


def test_the_input_stays_as_it_was(df):
    """A new frame is given; the one handed over has neither new columns nor changed cells."""
    salinan = df.copy(deep=True)
    compute_capaian_bingkai(df)
    pd.testing.assert_frame_equal(df, salinan)


def test_a_missing_column_is_named(df):
    """The refusal names the column."""
    with pytest.raises(ParameterError, match="Kolom bingkai kurang: polaritas"):
        compute_capaian_bingkai(df.drop(columns="polaritas"))
