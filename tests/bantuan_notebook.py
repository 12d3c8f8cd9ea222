"""Running a kit's notebook in the test process, as papermill does it with the kit's engine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import papermill
from papermill.engines import papermill_engines

from kinerja.jalankan.mesin import MesinKinerja

if TYPE_CHECKING:
    from nbformat import NotebookNode


def run_notebook(jalur: Path, **parameter: object) -> NotebookNode:
    """Run a notebook in its own folder; gives it with its outputs, and writes nothing."""
    papermill_engines.register("kinerja", MesinKinerja)
    return papermill.execute_notebook(
        jalur,
        None,
        parameters=parameter,
        engine_name="kinerja",
        kernel_name="python3",
        progress_bar=False,
        cwd=jalur.parent,
    )
