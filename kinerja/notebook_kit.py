"""Finds the notebooks that ship with the kit.

They stand in `notebooks/` of a checkout and in `kinerja/_notebooks` of an installed package.
"""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path


def find_notebook() -> Traversable:
    """Give the folder of notebooks: the packaged one, else that of the checkout."""
    paket = resources.files("kinerja")
    terpasang = paket / "_notebooks"
    if terpasang.is_dir():
        return terpasang
    return Path(str(paket)).parent / "notebooks"


def read_notebook() -> dict[str, bytes]:
    """Map the name of each notebook to its bytes, in alphabetical order."""
    folder = find_notebook()
    if not folder.is_dir():
        return {}
    berkas = {satu.name: satu for satu in folder.iterdir() if satu.name.endswith(".ipynb")}
    return {nama: berkas[nama].read_bytes() for nama in sorted(berkas)}
