"""One job, run inside a worker: papermill into staging, the success rule, then the formats.

Never raises: whatever happens becomes a `HasilTugas` with a sentence for people. Writes only into
the job's own staging folder; promotion is the parent's.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import traceback
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import nbformat
import papermill
from nbformat import NotebookNode
from papermill.engines import papermill_engines

from kinerja.bekal import hold_bekal
from kinerja.berkas import build_galat_tulis, compute_sha256, write_berkas
from kinerja.ekspor.dokumen import Dokumen, build_dokumen
from kinerja.ekspor.pengekspor import Pengekspor
from kinerja.galat import KinerjaError
from kinerja.jalankan.langkah import describe_langkah, write_langkah
from kinerja.jalankan.mesin import MesinKinerja
from kinerja.jalankan.periksa import (
    build_notebook_bersih,
    build_notebook_gagal,
    check_notebook,
    shorten,
)
from kinerja.jalankan.tangkap import build_galat_batas, limit_keluaran
from kinerja.jalankan.tugas import BERKAS_JEJAK, BerkasJadi, HasilTugas, Keluaran, Tugas

_SETELAH: Final = "setelah.ipynb"
_BENTUK_NOTEBOOK: Final = "ipynb"
_KERNEL: Final = "python3"


def run_tugas(tugas: Tugas) -> HasilTugas:
    """Run a job to its result."""
    try:
        with contextlib.chdir(tugas.folder_kerja), hold_bekal(tugas.bekal):
            return _run(tugas)
    except KinerjaError as galat:
        return HasilTugas(tugas.nama, gagal=galat.pesan)
    except OSError as galat:
        pesan = build_galat_tulis(galat, Path(str(galat.filename or tugas.nama)), 0).pesan
        return HasilTugas(tugas.nama, gagal=pesan)
    except BaseException as galat:  # noqa: BLE001 - a worker answers in words, whatever broke
        return HasilTugas(tugas.nama, gagal=_describe(tugas, galat))


def _run(tugas: Tugas) -> HasilTugas:
    nb, gagal = execute_notebook(tugas)
    nb = build_notebook_bersih(nb)
    gagal = gagal or check_notebook(nb, tugas)
    if gagal:
        write_berkas(tugas.giliran / _SETELAH, format_notebook(build_notebook_gagal(nb, gagal)))
        return HasilTugas(tugas.nama, gagal=gagal, notebook_gagal=_SETELAH)
    isi = format_notebook(nb)
    berkas = [write_jadi(tugas, _BENTUK_NOTEBOOK, tugas.tujuan_notebook, isi)]
    gagal_bentuk: dict[str, str] = {}
    sumber = SumberEkspor(nb, tugas.nama)
    for satu in tugas.keluaran:
        try:
            isi = sumber.export_bentuk(satu)
            berkas.append(write_jadi(tugas, satu.bentuk, satu.tujuan, isi))
        except KinerjaError as galat:
            gagal_bentuk[satu.bentuk] = galat.pesan
        except BaseException as galat:  # noqa: BLE001 - Typst panics are no Exception
            gagal_bentuk[satu.bentuk] = _describe(tugas, galat)
    return HasilTugas(tugas.nama, tuple(berkas), gagal_bentuk=gagal_bentuk, catatan=sumber.catatan)


def _describe(tugas: Tugas, galat: BaseException) -> str:
    """Tell an unforeseen fault in a line, and leave its traceback in staging."""
    with (tugas.giliran / BERKAS_JEJAK).open("a", encoding="utf-8") as berkas:
        berkas.writelines(traceback.format_exception(galat))
    return f"{type(galat).__name__}: {shorten(str(galat))} (rincian: gagal/{tugas.nama_datar}.txt)"


def execute_notebook(tugas: Tugas) -> tuple[NotebookNode, str]:
    """Execute a job's notebook; gives it as it stands then, and why it stopped if its kernel died.

    papermill puts the parameters in and its engines run the cells. Its own saving of the executed
    notebook is left out: indented and checked once more, it costs a quarter of a long report, and
    `format_notebook` writes the same notebook.
    """
    papermill_engines.register("kinerja", MesinKinerja)
    is_kernel = tugas.mesin != "kinerja"
    mesin = None if is_kernel else "kinerja"
    nb: NotebookNode = papermill.execute_notebook(
        read_sumber(tugas.sumber),
        None,
        parameters=dict(tugas.parameter),
        engine_name=mesin,
        kernel_name=_KERNEL,
        language="python",
        prepare_only=True,
    )
    lain: dict[str, Any] = {}
    if not is_kernel:
        lain["kemajuan"] = lambda nomor, _: write_langkah(tugas.giliran, nomor)
        lain["tempat"] = tugas.giliran
    try:
        papermill_engines.execute_notebook_with_engine(
            mesin, nb, _KERNEL, progress_bar=False, **lain
        )
    except RuntimeError as galat:
        if type(galat).__name__ != "DeadKernelError":
            raise
        return nb, "Kernel notebook berhenti mendadak; biasanya karena kehabisan memori."
    if is_kernel and (nomor := limit_keluaran(nb)) is not None:
        return nb, f"Gagal pada {describe_langkah(nb.cells, nomor)}: {build_galat_batas().pesan}"
    return nb, ""


def read_sumber(teks: str) -> NotebookNode:
    """Read a notebook; cells without an id get one that is the same in every run."""
    nb: NotebookNode = nbformat.reads(teks, as_version=4)
    nb.nbformat_minor = max(nb.nbformat_minor, 5)
    for nomor, sel in enumerate(nb.cells):
        sel.setdefault("id", f"sel-{nomor}")
    return nb


def format_notebook(nb: NotebookNode) -> bytes:
    """Format a notebook as the bytes of a file, on one line: indenting costs a tenth of a run."""
    teks = json.dumps(nb, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{teks}\n".encode()


class SumberEkspor:
    """An executed notebook on its way into several formats; read as a document only once."""

    def __init__(self, nb: NotebookNode, nama: str) -> None:
        self._nb = nb
        self._nama = nama

    @cached_property
    def dokumen(self) -> Dokumen:
        """The document that the kit's own formats are made from."""
        return build_dokumen(self._nb)

    @property
    def catatan(self) -> tuple[str, ...]:
        """What of the notebook is in no format; known once one of the kit's own was made."""
        dokumen: Dokumen | None = self.__dict__.get("dokumen")
        return dokumen.catatan if dokumen else ()

    def export_bentuk(self, keluaran: Keluaran) -> bytes:
        """Export one format: the kit's own from the document, any other as nbconvert does."""
        modul, _, kelas = keluaran.pengekspor.partition(":")
        pengekspor = getattr(importlib.import_module(modul), kelas)()
        if isinstance(pengekspor, Pengekspor):
            isi = pengekspor.export_dokumen(self.dokumen)
        else:
            isi, _ = pengekspor.from_notebook_node(self._nb, {"metadata": {"name": self._nama}})
        return isi.encode() if isinstance(isi, str) else bytes(isi)


def write_jadi(tugas: Tugas, bentuk: str, tujuan: str, isi: bytes) -> BerkasJadi:
    """Write a finished file into staging and measure what stands there."""
    jalur = write_berkas(tugas.giliran / tujuan, isi)
    return BerkasJadi(bentuk, tujuan, compute_sha256(jalur), jalur.stat().st_size)
