"""Every line of docs/gangguan.md has a test that trips its guard, and the page names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bantuan_gangguan import collect_gangguan, fill_tabel, find_tanda, format_uji, read_tabel

HALAMAN = Path(__file__).resolve().parent.parent / "docs" / "gangguan.md"
NOMOR = range(1, 61)
"""Workbooks, contents, parameters, execution, and what is written and kept."""


def test_every_line_has_a_test() -> None:
    """A number without a test fails here, and so does a number that is no line."""
    ada = collect_gangguan()
    assert [nomor for nomor in NOMOR if nomor not in ada] == []
    assert [nomor for nomor in ada if nomor not in read_tabel(HALAMAN.read_text("utf-8"))] == []


def test_the_page_names_these_tests(check_golden) -> None:
    """The last column is what the sources say; `pytest --update-golden` writes it anew."""
    check_golden(HALAMAN, fill_tabel(HALAMAN.read_text("utf-8"), collect_gangguan()))


def test_the_page_has_every_line_once() -> None:
    """Sixty rows, in their order."""
    assert list(read_tabel(HALAMAN.read_text("utf-8"))) == list(NOMOR)


@pytest.mark.parametrize(
    "sumber",
    [
        "@pytest.mark.gangguan(7)\ndef bukan_uji(): ...",
        "@pytest.mark.gangguan(7)\n@pytest.mark.skip(reason='x')\ndef test_a(): ...",
        "@pytest.mark.gangguan(7)\n@pytest.mark.xfail\ndef test_a(): ...",
        "@pytest.mark.gangguan(7)\n@pytest.mark.panjang\ndef test_a(): ...",
        "def test_a():\n    '''Gangguan 7.'''",
    ],
)
def test_what_does_not_run_does_not_count(sumber) -> None:
    """Neither a helper, nor a test that is skipped, expected to fail or left to the long runs."""
    assert list(find_tanda(sumber)) == []


def test_a_missing_or_foreign_test_is_noticed() -> None:
    """The page of yesterday differs as soon as a mark goes or comes."""
    ada = collect_gangguan()
    teks = fill_tabel("| 1 | a | b |  |\n| 2 | a | b | `test_x`: test_y |\n", ada)
    assert read_tabel(teks) == {1: format_uji(ada[1]), 2: format_uji(ada[2])}
    assert read_tabel(fill_tabel(teks, {2: ada[2]}))[1] == ""
