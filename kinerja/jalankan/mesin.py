"""The kit's papermill engine: runs a notebook in this process, in a fresh IPython shell.

`papermill masuk.ipynb keluar.ipynb --engine kinerja` works as with a kernel, but starts none: the
process is the isolation, so the kit gives every report a worker of its own. Stops at the first
error. Does not choose what to run, check results or write files.
"""

from __future__ import annotations

import atexit
import contextlib
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, Final

import nbformat
from IPython.core.interactiveshell import InteractiveShell
from papermill.engines import Engine, NotebookExecutionManager
from traitlets.config import Config

from kinerja.galat import LingkunganError
from kinerja.jalankan.tangkap import BATAS_KELUARAN, Aliran, CangkangSunyi, Penampung
from kinerja.jalankan.tugas import check_nama, read_nama_parameter

Kemajuan = Callable[[int, int], None]
"""Called before a cell runs, with its index and the number of cells."""
_BAHASA: Final = "python"


class MesinKinerja(Engine):  # type: ignore[misc]  # papermill has no type hints
    """Executes a notebook cell by cell through papermill's execution manager."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str | None = None,  # noqa: ARG003 - papermill passes it to every engine
        *,
        batas_keluaran: int = BATAS_KELUARAN,
        kemajuan: Kemajuan | None = None,
        tempat: Path | None = None,
        **_lain: Any,  # noqa: ANN401 - options of other engines
    ) -> None:
        """Run the cells of `nb_man.nb` in order, up to the first error.

        Args:
            nb_man: papermill's keeper of the notebook and of the cells' states.
            kernel_name: Not used: the shell is always this Python.
            batas_keluaran: How many characters the notebook may show.
            kemajuan: Told before each cell.
            tempat: Where IPython's own folder lies meanwhile; in a job's staging it goes with it,
                also where the process is killed.

        Raises:
            ParameterError: for a parameter that the notebook does not have; papermill only warns.
        """
        check_nama_notebook(nb_man.nb)
        with run_cangkang(Penampung(batas_keluaran), tempat) as cangkang:
            jumlah = len(nb_man.nb.cells)
            for nomor, sel in enumerate(nb_man.nb.cells):
                if kemajuan is not None:
                    kemajuan(nomor, jumlah)
                nb_man.cell_start(sel, nomor)
                if sel.cell_type == "code" and sel.source.strip():
                    is_berhasil = run_sel(cangkang, sel)
                    if not is_berhasil:
                        nb_man.cell_exception(sel, nomor)
                        nb_man.cell_complete(sel, nomor)
                        return
                nb_man.cell_complete(sel, nomor)

    @classmethod
    def nb_kernel_name(cls, nb: Any, name: str | None = None) -> str:  # noqa: ANN401, ARG003
        """Need no kernelspec: papermill only asks to choose its parameter translator."""
        return name or _BAHASA

    @classmethod
    def nb_language(cls, nb: Any, language: str | None = None) -> str:  # noqa: ANN401, ARG003
        """Run Python only."""
        return language or _BAHASA


def check_nama_notebook(nb: Any) -> None:  # noqa: ANN401 - a notebook node
    """Refuse parameters that papermill was given and the notebook's own cell does not hold.

    Raises:
        ParameterError: with the nearest name, or where the notebook has no parameters cell.
    """
    diberikan = nb.metadata.get("papermill", {}).get("parameters", {})
    if diberikan:
        nama = read_nama_parameter(nbformat.writes(nb), "notebook")
        check_nama(diberikan, nama, "notebook")


@contextlib.contextmanager
def run_cangkang(penampung: Penampung, tempat: Path | None = None) -> Iterator[CangkangSunyi]:
    """Open a shell with an empty namespace; put the process back as it was afterwards.

    Raises:
        LingkunganError: inside a running notebook, whose shell must not be taken over.
    """
    if InteractiveShell.initialized():
        raise LingkunganError(
            'Mesin "kinerja" tidak dapat dipakai dari dalam notebook yang sedang berjalan',
            saran='Pakai "kinerja laporan", atau papermill tanpa --engine.',
        )
    setelan = Config()
    setelan.HistoryManager.enabled = False
    setelan.InteractiveShell.colors = "nocolor"
    setelan.InteractiveShell.history_length = 0
    setelan.InteractiveShell.cache_size = 0
    modul_utama = sys.modules["__main__"]
    with tempfile.TemporaryDirectory(prefix="kinerja-ipython-", dir=tempat) as rumah:
        cangkang = CangkangSunyi.instance(config=setelan, ipython_dir=str(Path(rumah)))
        cangkang.penampung = penampung
        try:
            yield cangkang
        finally:
            atexit.unregister(cangkang.atexit_operations)
            cangkang.atexit_operations()  # type: ignore[no-untyped-call]
            cangkang.restore_sys_module_state()  # type: ignore[no-untyped-call]
            sys.modules["__main__"] = modul_utama
            CangkangSunyi.clear_instance()


def run_sel(cangkang: CangkangSunyi, sel: Any) -> bool:  # noqa: ANN401 - a notebook node
    """Run one code cell, fill its outputs and number; tell whether it went through."""
    penampung = cangkang.penampung
    sel.outputs = penampung.start_sel()
    aliran = Aliran("stdout", penampung), Aliran("stderr", penampung)
    with redirect_stdout(aliran[0]), redirect_stderr(aliran[1]):
        hasil = cangkang.run_cell(sel.source, store_history=True, cell_id=sel.get("id"))  # type: ignore[no-untyped-call]
    penampung.finish_aliran()
    sel.execution_count = hasil.execution_count
    galat = hasil.error_before_exec or hasil.error_in_exec
    try:
        penampung.check_batas()
    except Exception as batas:  # noqa: BLE001 - also where the cell swallowed it
        galat = galat or batas
    if galat is not None and not any(satu.output_type == "error" for satu in sel.outputs):
        penampung.write_galat(type(galat).__name__, str(galat), [])
    return galat is None
