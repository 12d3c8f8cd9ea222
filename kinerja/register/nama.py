"""Names as people type them, compared; they are declarations, and this is no more than a guard."""

from __future__ import annotations

import unicodedata


def normalise_nama(teks: str) -> str:
    """Keep of a name its letters and digits, in one case: what is left tells people apart.

    >>> normalise_nama("Ani  S.") == normalise_nama("ANI\u200b s"), normalise_nama(" - ")
    (True, '')
    """
    rata = unicodedata.normalize("NFKC", teks).casefold()
    return "".join(huruf for huruf in rata if huruf.isalnum())
