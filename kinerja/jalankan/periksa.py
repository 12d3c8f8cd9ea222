"""Judging an executed notebook: whether it is a report, and if not, at which step it broke.

papermill's own marks are no proof (a dead kernel leaves "completed" cells), so the cells are read.
Also takes out of a notebook what must not be kept: paths of the machine and times.
"""

from __future__ import annotations

from typing import Any, Final

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from kinerja.isi.blok import MIME_BLOK
from kinerja.jalankan.langkah import TAG_DISUNTIK, describe_langkah, has_tag

_PENANDA_GALAT: Final = "papermill-error-cell-tag"
_KELUARGA: Final = {
    "KinerjaError",
    "ParameterError",
    "SumberError",
    "LaporanError",
    "EksporError",
    "HanyaBacaError",
    "LingkunganError",
    "SibukError",
    "KeutuhanError",
}


def check_notebook(nb: NotebookNode) -> str:
    """Say why an executed notebook is no finished report; empty where it is one.

    A report is finished when every code cell ran, no output is an error and the sentinel block
    `Selesai` was shown.
    """
    for nomor, sel in enumerate(nb.cells):
        if sel.cell_type != "code":
            continue
        for keluaran in sel.outputs:
            if keluaran.output_type == "error":
                return describe_galat(nb, nomor, keluaran)
        if sel.source.strip() and sel.execution_count is None:
            return f"Notebook berhenti sebelum {describe_langkah(nb.cells, nomor)} dijalankan."
    if not any(_has_penutup(sel) for sel in nb.cells):
        return (
            "Notebook berjalan sampai akhir tetapi tidak menyatakan laporannya selesai. "
            "Kembalikan sel terakhirnya seperti di notebook contoh."
        )
    return ""


def _has_penutup(sel: NotebookNode) -> bool:
    return any(
        blok.get("jenis_blok") == "Selesai"
        for keluaran in sel.get("outputs", ())
        for blok in _list_blok(keluaran.get("data", {}).get(MIME_BLOK))
    )


def _list_blok(isi: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - whatever a cell published
    return [blok for blok in isi if isinstance(blok, dict)] if isinstance(isi, list) else []


def describe_galat(nb: NotebookNode, nomor: int, galat: NotebookNode) -> str:
    """Tell an error of a cell: the kit's own messages as they are, others with their type."""
    nilai = galat.evalue.strip() or "tanpa keterangan"
    sebab = nilai if galat.ename in _KELUARGA else f"{galat.ename}: {nilai}"
    langkah = describe_langkah(nb.cells, nomor)
    return f"Gagal pada {langkah}: {sebab}{'' if sebab.endswith(('.', '!', '?')) else '.'}"


def build_notebook_bersih(nb: NotebookNode) -> NotebookNode:
    """Take times and machine paths out of a notebook's metadata, and papermill's error banner."""
    nb.cells = [sel for sel in nb.cells if not has_tag(sel, _PENANDA_GALAT)]
    papermill = nb.metadata.pop("papermill", {})
    nb.metadata["papermill"] = NotebookNode({"parameters": papermill.get("parameters", {})})
    for sel in nb.cells:
        if has_tag(sel, TAG_DISUNTIK):
            sel["id"] = TAG_DISUNTIK  # papermill's is random
        sel.metadata.pop("papermill", None)
        sel.metadata.pop("execution", None)
        if not sel.metadata.get("tags", True):
            del sel.metadata["tags"]
    return nb


def build_notebook_gagal(nb: NotebookNode, pesan: str) -> NotebookNode:
    """Head a failed notebook with what went wrong, for the analyst who opens it."""
    kepala = new_markdown_cell(f"**Laporan ini tidak jadi dibuat.** {pesan}", id="laporan-gagal")
    nb.cells.insert(0, kepala)
    return nb
