"""Texts as cells of a CSV that a spreadsheet may open: kept from being taken for formulas.

Only the text of one cell is looked at; quoting of commas and line breaks is the csv module's work.
Imports nothing of the package.
"""

from __future__ import annotations

from typing import Final

_AWAL_RUMUS: Final = ("=", "+", "-", "@", "'", "\t", "\r")


def format_sel_csv(teks: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would compute.

    >>> format_sel_csv("=1+1"), format_sel_csv("Indeks -1"), format_sel_csv("-")
    ("'=1+1", 'Indeks -1', '-')
    """
    return f"'{teks}" if teks.startswith(_AWAL_RUMUS) and teks != "-" else teks


def parse_sel_csv(teks: str) -> str:
    """Give the text that `format_sel_csv` wrote.

    >>> parse_sel_csv(format_sel_csv("'=1+1"))
    "'=1+1"
    """
    return teks.removeprefix("'")
