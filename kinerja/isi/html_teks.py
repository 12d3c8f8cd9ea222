"""Running text and tones in HTML: escaping, figures with their id, and class names.

The only place that writes a figure in HTML; builds no block.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from html import escape
from typing import Any, Final

Data = dict[str, Any]
"""An encoded block, or a part of one, as `kinerja.isi.blok.encode_blok` gives it."""

KELAS_NADA: Final = {
    "": "",
    "hijau_tua": "ht",
    "hijau": "h",
    "kuning": "ku",
    "jingga": "j",
    "merah": "m",
    "abu": "ab",
}


def tone_class(nada: str) -> str:
    """Give the short class name of a tone."""
    return KELAS_NADA[nada]


def render_teks(teks: Sequence[str | Data], berjejak: Collection[str] = frozenset()) -> str:
    """Escape a text; a figure becomes a link where its passport is in the document.

    Without one it is a link that leads nowhere: `a` is the shortest element there is for a thousand
    figures.

    >>> render_teks(["a<b ", {"id": "s.x", "teks": "85,24%", "bentuk": "persen"}], {"s.x"})
    'a&lt;b <a href="#jejak-s.x" data-id="s.x">85,24%</a>'
    """
    return "".join(
        escape(satu).replace("\n", "<br>") if isinstance(satu, str) else _angka(satu, berjejak)
        for satu in teks
    )


def read_teks(teks: Sequence[str | Data]) -> str:
    """Give a text as it is read, figures included."""
    return "".join(satu if isinstance(satu, str) else satu["teks"] for satu in teks)


def is_berangka(teks: Sequence[str | Data]) -> bool:
    """Tell whether a text is figures only, to be kept on one line."""
    return all(not isinstance(satu, str) and satu["bentuk"] != "teks" for satu in teks)


def _angka(angka: Data, berjejak: Collection[str]) -> str:
    id_angka = escape(angka["id"])
    teks = escape(angka["teks"])
    if angka["id"] in berjejak:
        return f'<a href="#jejak-{id_angka}" data-id="{id_angka}">{teks}</a>'
    return f'<a data-id="{id_angka}">{teks}</a>'
