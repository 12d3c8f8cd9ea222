"""The one widget of the board: a list of periods, and the board of the chosen one below it.

Only arranges what the facade gives. Without a running kernel it shows nothing; reports leave it
out, for it carries no block.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from kinerja.isi.blok import MIME_BLOK
from kinerja.isi.tampilan import Tampilan
from kinerja.periode import ROMAWI, Periode

if TYPE_CHECKING:
    from ipywidgets import Widget

BacaPapan = Callable[[str], Sequence[Tampilan]]


class Pemilih:
    """A list of periods that shows the board of the chosen one."""

    def __init__(self, periode: Periode, baca: BacaPapan) -> None:
        """Take the period to start from, and what gives the parts of a period's board."""
        self._periode = periode
        self._baca = baca

    def __repr__(self) -> str:
        """Tell no address: it would change every executed notebook."""
        return "Pemilih()"

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """Show as a widget in JupyterLab; carry no block for the exporters."""
        return {**self.build_widget()._repr_mimebundle_(), MIME_BLOK: []}

    def build_widget(self) -> Widget:
        """Build the list and the place below it; the board is read anew at each choice."""
        import ipywidgets
        from IPython.display import display

        daftar = ipywidgets.Dropdown(
            options=[("pilih periode", ""), *list_pilihan(self._periode)], description="Periode"
        )
        tempat = ipywidgets.Output()

        def show(ubah: dict[str, Any]) -> None:
            tempat.clear_output()
            with tempat:
                for bagian in self._baca(ubah["new"]) if ubah["new"] else ():
                    display(bagian)

        daftar.observe(show, names="value")
        return ipywidgets.VBox([daftar, tempat])


def list_pilihan(periode: Periode) -> list[tuple[str, str]]:
    """List the periods to choose from as text and slug: this year's and the year's before.

    >>> list_pilihan(Periode(2026, 2))[:2]
    [('Tahun 2026', '2026-tahunan'), ('Triwulan IV Tahun 2026', '2026-tw4')]
    """
    daftar = [
        Periode(tahun, nomor)
        for tahun in (periode.tahun, periode.tahun - 1)
        for nomor in (None, *range(len(ROMAWI), 0, -1))
    ]
    return [(satu.judul, satu.slug) for satu in daftar]
