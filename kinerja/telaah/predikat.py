"""Classes of an ordinal scale in prose that the report does not give for the indicator."""

from __future__ import annotations

import re
from typing import Final

from kinerja.telaah.fakta import Fakta

_KATA: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def find_predikat_asing(teks: str, fakta: Fakta) -> list[str]:
    """Find classes of the indicator's scale that neither its figures nor its targets show.

    >>> opini = Fakta("O", "Opini", predikat=frozenset({"WTP"}), kelas=frozenset({"WTP", "WDP"}))
    >>> find_predikat_asing("Opini turun dari WTP menjadi WDP.", opini)
    ['WDP']
    """
    asing = fakta.kelas - fakta.predikat
    return [kata for kata in _KATA.findall(teks) if kata in asing]
