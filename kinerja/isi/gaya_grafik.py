"""How charts look: colours safe for the colour-blind, the bundled font, SVG with fixed bytes.

Text becomes outlines, so that a chart is the same on every machine. Draws no chart.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from kinerja.hitung.jejak import Angka

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BIRU, JINGGA, ABU, TINTA = "#0173b2", "#de8f05", "#949494", "#222222"
WARNA_DERET: Final = (BIRU, JINGGA, "#029e73", "#cc78bc", "#ca9161", ABU)
"""Colours of several series, each with a mark of its own beside it."""
_LEBAR_CM: Final = 16.5
_TITIK_INCI: Final = 72
"""Dots an inch of an SVG."""


@cache
def _register_fon() -> None:
    from matplotlib import font_manager

    fon = resources.files("kinerja") / "ekspor" / "fon"
    for berkas in sorted(fon.iterdir(), key=lambda satu: satu.name):
        if berkas.name.endswith(".ttf"):
            font_manager.fontManager.addfont(str(berkas))


@contextmanager
def use_gaya() -> Iterator[None]:
    """Draw and save in our own style: whatever the session has set is neither read nor changed."""
    import matplotlib as mpl

    _register_fon()
    gaya: Any = {
        "font.family": "Source Sans 3",
        "font.size": 9,
        "axes.edgecolor": ABU,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "text.color": TINTA,
        "axes.labelcolor": TINTA,
        "xtick.color": TINTA,
        "ytick.color": TINTA,
        "svg.hashsalt": "kinerja",
        "svg.fonttype": "path",
    }
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(gaya)
        yield


def build_figure(tinggi_cm: float) -> tuple[Figure, Axes]:
    """Make a figure as wide as a page's text, with one pair of axes; no global state."""
    from matplotlib.figure import Figure as FigureKelas

    figure = FigureKelas(figsize=(_LEBAR_CM / 2.54, tinggi_cm / 2.54))
    return figure, figure.subplots()


def write_svg(figure: Figure) -> str:
    """Lay a figure out and draw it, once, with one painter, which measures each text once."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG, RendererSVG
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    figure.set_dpi(_TITIK_INCI)
    lebar, tinggi = figure.get_size_inches() * _TITIK_INCI
    keluaran = io.StringIO()
    metadata = {"Date": None, "Creator": None}
    pelukis: Any = RendererSVG(lebar, tinggi, keluaran, metadata=metadata)  # type: ignore[no-untyped-call]
    kanvas: Any = FigureCanvasSVG(figure)
    kanvas.get_renderer = lambda: pelukis
    ConstrainedLayoutEngine().execute(figure)
    figure.draw(pelukis)
    pelukis.finalize()
    teks = keluaran.getvalue()
    return teks[teks.index("<svg") :]


def wrap(teks: str, lebar: int = 46) -> str:
    """Break a label into at most two lines."""
    return "\n".join(textwrap.wrap(teks, lebar, max_lines=2, placeholder=" …"))


def read_float(angka: Angka) -> float:
    """A drawing coordinate; charts are the one place where a float is good enough."""
    return float(angka.nilai) if not isinstance(angka.nilai, str | None) else 0.0  # type: ignore[arg-type]
