"""Kinerja: quarterly and yearly performance reports of an Indonesian agency, from Excel to paper.

The package holds the logic; the notebooks only put its parts in order. Nothing is read, drawn or
configured at import: every function receives what it needs as arguments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja.versi import __version__

if TYPE_CHECKING:
    from kinerja.beranda import Beranda, buka_beranda
    from kinerja.cli.notebook import perintah
    from kinerja.jelajah import Jelajah, buka_jelajah
    from kinerja.laporan import Laporan, buka_laporan

__all__ = [
    "Beranda",
    "Jelajah",
    "Laporan",
    "__version__",
    "buka_beranda",
    "buka_jelajah",
    "buka_laporan",
    "perintah",
]


def __getattr__(nama: str) -> object:
    """Import the facade only when a notebook asks for it: `kinerja --help` must stay quick."""
    if nama in {"Laporan", "buka_laporan"}:
        from kinerja import laporan

        return getattr(laporan, nama)
    if nama in {"Beranda", "buka_beranda"}:
        from kinerja import beranda

        return getattr(beranda, nama)
    if nama in {"Jelajah", "buka_jelajah"}:
        from kinerja import jelajah

        return getattr(jelajah, nama)
    if nama == "perintah":
        from kinerja.cli import notebook

        return notebook.perintah
    pesan = f"module 'kinerja' has no attribute {nama!r}"
    raise AttributeError(pesan)
