"""Numbers to Indonesian text and back, rounding included."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.angka import (
    AngkaError,
    AngkaRaguError,
    format_angka,
    format_apa_adanya,
    format_cacah,
    format_desimal,
    format_persen,
    format_rupiah,
    format_rupiah_ringkas,
    format_tanggal,
    parse_angka,
    round_desimal,
)


@pytest.mark.parametrize(
    ("nilai", "teks"),
    [
        ("2.345", "2,35"),  # half up, where half-even gives 2,34
        ("87.125", "87,13"),
        ("98.125", "98,13"),
        ("-2.345", "-2,35"),
        ("-0.004", "0,00"),  # no minus zero
        ("1234567.891", "1.234.567,89"),
        ("0.005", "0,01"),
    ],
)
def test_rounding_is_half_up_on_decimals(nilai, teks):
    """Two decimals as a printed table rounds them."""
    assert format_desimal(Decimal(nilai)) == teks


def test_exact_tie_survives_the_last_digit_of_a_division():
    """A mean that is exactly 90,995 rounds up although its operands are endless thirds."""
    # (90 + 2/3) + (91 + 1/3) + 90.985 = 272.985; / 3 = 90.995
    suku = [
        Decimal("90." + "6" * 47 + "7"),
        Decimal("91." + "3" * 48),
        Decimal("90.985"),
    ]
    rerata = sum(suku) / 3
    assert round_desimal(rerata) == Decimal("91.00")


@pytest.mark.parametrize(
    ("teks", "nilai"),
    [
        ("1200", "1200"),
        ("1.234,5", "1234.5"),
        ("95,5", "95.5"),
        ("1.234.567", "1234567"),
        ("Rp 548.000.000,-", "548000000"),
        ("Rp. 65.040.000,-", "65040000"),
        ("95 %", "95"),
        ("95%", "95"),
        ("\u00a01.250,75\u00a0", "1250.75"),
        ("-5,5", "-5.5"),
        ("\u22125,5", "-5.5"),
        ("0,125", "0.125"),
        ("'12", "12"),
    ],
)
def test_unambiguous_text_is_read(teks, nilai):
    """Text with one meaning is taken as people type it."""
    assert parse_angka(teks).nilai == Decimal(nilai)


@pytest.mark.parametrize("teks", ["135.304", "1.5", "1,234.5", "1,234", "12.345", "1,234,567"])
def test_ambiguous_text_is_never_guessed(teks):
    """Text that English and Indonesian readers take differently is refused."""
    with pytest.raises(AngkaRaguError):
        parse_angka(teks)


@pytest.mark.parametrize(
    ("teks", "tanda", "nilai"),
    [
        ("135.304", ".", "135.304"),
        ("135.304", ",", "135304"),
        ("1,234.5", ".", "1234.5"),
        ("1.234,5", ",", "1234.5"),
    ],
)
def test_a_declared_mark_ends_the_ambiguity(teks, tanda, nilai):
    """A column with a declared decimal mark is read by it."""
    assert parse_angka(teks, tanda).nilai == Decimal(nilai)


@pytest.mark.parametrize(
    "teks",
    ["", "-", "n/a", "1.2o0", "kurang dari 49", "1e308", "NaN", "\u0661\u0662", "12-13", "9" * 20],
)
def test_text_that_is_no_number_is_refused(teks):
    """Words, blanks, foreign digits and absurd sizes are no figures."""
    with pytest.raises(AngkaError):
        parse_angka(teks)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_formatting_then_reading_gives_the_value_back(nilai):
    """What is printed with two decimals reads back as itself."""
    assert parse_angka(format_desimal(nilai)).nilai == nilai


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_money_keeps_every_sen(sen):
    """Rupiah text holds the exact amount of sen."""
    teks = format_rupiah(sen).replace("Rp", "").replace(".", "").replace(",", ".")
    assert Decimal(teks) * 100 == sen


def test_short_forms_for_headlines():
    """Headline amounts, percent, whole numbers and dates in Indonesian."""
    assert format_rupiah_ringkas(170_616_384_690_00) == "Rp170,62 miliar"
    assert format_rupiah_ringkas(-1_500_000_00) == "-Rp1,50 juta"
    assert format_rupiah_ringkas(2_500_00) == "Rp2.500"
    assert format_persen(Decimal("45.881")) == "45,88%"
    assert format_angka(Decimal("100.00")) == "100"
    assert format_tanggal(date(2026, 6, 30)) == "30 Juni 2026"


@pytest.mark.parametrize("teks", ["80 90", "1\n2", "1\n234", "12 34", "1  234", "0 123"])
def test_digits_apart_are_ambiguous(teks):
    """Only real groups of three are one number."""
    with pytest.raises(AngkaRaguError):
        parse_angka(teks)


@pytest.mark.parametrize("teks", ["1 234 567,5", "1\u00a0234\u00a0567,5", "Rp 1 234 567,5"])
def test_spaces_may_group_thousands(teks):
    """As printed in tables of other offices."""
    assert parse_angka(teks).nilai == Decimal("1234567.5")


@pytest.mark.parametrize(
    ("nilai", "teks"),
    [("0.150", "0,150"), ("-12.5", "-12,5"), ("1E+3", "1000"), ("1234567.25", "1234567,25")],
)
def test_digits_are_quoted_as_they_are(nilai, teks) -> None:
    """A message quotes every digit found, with the Indonesian mark and no grouping."""
    assert format_apa_adanya(Decimal(nilai)) == teks


@pytest.mark.parametrize(("banyak", "teks"), [(0, "0"), (999, "999"), (-1234567, "-1.234.567")])
def test_counts_are_grouped(banyak, teks) -> None:
    """Counts have a point at every third digit."""
    assert format_cacah(banyak) == teks


POLA_FORMAT = re.compile(
    r"""\.replace\(\s*["']\.["'],\s*["'],["']|:,[^"'{}]*\}["']\s*\.replace\("""
)
"""A decimal comma or a grouping point made by hand."""

DIKETAHUI: frozenset[str] = frozenset()
"""Files outside angka.py that still do so; each would need a reason here."""


def find_format_sendiri(teks: str) -> bool:
    """Tell whether a source formats numbers by itself."""
    return POLA_FORMAT.search(teks) is not None


def test_only_angka_formats_numbers() -> None:
    """No other module of the package makes a decimal comma or a grouping point."""
    akar = Path(__file__).parents[1] / "kinerja"
    pelaku = {
        berkas.relative_to(akar).as_posix()
        for berkas in akar.rglob("*.py")
        if find_format_sendiri(berkas.read_text(encoding="utf-8"))
    }
    assert pelaku - {"angka.py"} == DIKETAHUI


@pytest.mark.parametrize(
    "sumber",
    ['f"{nilai:f}".replace(".", ",")', "str(x).replace('.', ',')", 'f"{n:,}".replace(",", ".")'],
)
def test_the_guard_on_formatting_is_tripped(sumber) -> None:
    """Each way it was once done is noticed."""
    assert find_format_sendiri(sumber)
