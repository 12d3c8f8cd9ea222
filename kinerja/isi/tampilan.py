"""What a notebook cell shows: blocks as HTML for Jupyter and as data for the exporters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kinerja.isi.blok import MIME_BLOK, Blok, encode_blok
from kinerja.isi.html import render_blok_html


class Tampilan(Sequence[Blok]):
    """An immutable run of blocks; the last expression of a notebook cell.

    >>> from kinerja.isi.blok import Paragraf
    >>> len(Tampilan([Paragraf(("Satu.",)), Paragraf(("Dua.",))]))
    2
    """

    __slots__ = ("_blok",)

    def __init__(self, blok: Sequence[Blok]) -> None:
        self._blok = tuple(blok)

    def __repr__(self) -> str:
        """Tell only the count: an address would change every executed notebook."""
        return f"Tampilan({len(self._blok)} blok)"

    def __len__(self) -> int:
        """Count the blocks."""
        return len(self._blok)

    def __getitem__(self, nomor: Any) -> Any:  # noqa: ANN401 - int and slice, as Sequence asks
        """Give one block, or a slice of them."""
        return self._blok[nomor]

    def __iter__(self) -> Iterator[Blok]:
        """Walk over the blocks in order."""
        return iter(self._blok)

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """Show as HTML in JupyterLab; carry the same blocks as data beside it."""
        data = encode_blok(self._blok)
        return {MIME_BLOK: data, "text/html": render_blok_html(data)}
