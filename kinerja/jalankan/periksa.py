"""Judging an executed notebook: whether it is the report asked for, and if not, where it broke.

papermill's own marks are no proof (a dead kernel leaves "completed" cells), so the cells are read.
Also takes out of a notebook what must not be kept: paths of the machine and times.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from kinerja.galat import KinerjaError
from kinerja.isi.blok import MIME_BLOK
from kinerja.jalankan.langkah import TAG_DISUNTIK, describe_langkah, has_tag
from kinerja.jalankan.sidik import describe_masukan_berubah
from kinerja.jalankan.tugas import Tugas


def list_keluarga(kelas: type[KinerjaError] = KinerjaError) -> set[str]:
    """List the names of the kit's own errors, those of every module loaded so far."""
    return {kelas.__name__}.union(*(list_keluarga(anak) for anak in kelas.__subclasses__()))


def check_notebook(nb: NotebookNode, tugas: Tugas) -> str:
    """Say why an executed notebook is not the finished report of a job; empty where it is.

    It is when every code cell ran, no output is an error, and the sentinel block `Selesai` was
    shown and says what the job asked for: kind, agency, period, unit, and the same input bytes.
    """
    for nomor, sel in enumerate(nb.cells):
        if sel.cell_type != "code":
            continue
        for keluaran in sel.outputs:
            if keluaran.output_type == "error":
                return describe_galat(nb, nomor, keluaran)
        if sel.source.strip() and sel.execution_count is None:
            return f"Notebook berhenti sebelum {describe_langkah(nb.cells, nomor)} dijalankan."
    daftar_penutup = [blok for sel in nb.cells for blok in _list_penutup(sel)]
    if not daftar_penutup:
        return (
            "Notebook berjalan sampai akhir tetapi tidak menyatakan laporannya selesai. "
            "Kembalikan sel terakhirnya seperti di notebook contoh."
        )
    return next(filter(None, (check_penutup(blok, tugas) for blok in daftar_penutup)), "")


def _list_penutup(sel: NotebookNode) -> list[dict[str, Any]]:
    return [
        blok
        for keluaran in sel.get("outputs", ())
        for blok in _list_blok(keluaran.get("data", {}).get(MIME_BLOK))
        if blok.get("jenis_blok") == "Selesai"
    ]


def check_penutup(penutup: Mapping[str, Any], tugas: Tugas) -> str:
    """Say in what a sentinel differs from its job; empty where it fits."""
    diminta = {
        "laporan": tugas.laporan,
        "opd": tugas.parameter.get("opd"),
        "periode": tugas.parameter.get("periode"),
        "unit": tugas.unit,
    }
    beda = [
        f"{nama} {penutup.get(nama) or '(kosong)'}, seharusnya {nilai or '(kosong)'}"
        for nama, nilai in diminta.items()
        if penutup.get(nama) != nilai
    ]
    if beda:
        return (
            f"Notebook menyusun laporan lain daripada yang diminta: {'; '.join(beda)}. "
            "Pakai nilai sel parameter di buka_laporan, seperti di notebook contoh."
        )
    try:
        masukan = {nama: sidik for nama, sidik in penutup.get("masukan", ())}  # noqa: C416
    except (TypeError, ValueError):
        masukan = {}
    return describe_masukan_berubah(tugas.masukan, masukan)


def _list_blok(isi: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - whatever a cell published
    return [blok for blok in isi if isinstance(blok, dict)] if isinstance(isi, list) else []


def describe_galat(nb: NotebookNode, nomor: int, galat: NotebookNode) -> str:
    """Tell an error of a cell: the kit's own messages as they are, others with their type."""
    nilai = shorten(galat.evalue.strip()) or "tanpa keterangan"
    sebab = nilai if galat.ename in list_keluarga() else f"{galat.ename}: {nilai}"
    langkah = describe_langkah(nb.cells, nomor)
    return f"Gagal pada {langkah}: {sebab}{'' if sebab.endswith(('.', '!', '?')) else '.'}"


def shorten(teks: str, batas: int = 2000) -> str:
    """Cut what a fault says of itself: it stands in lists, events and messages.

    >>> shorten("x" * 9, batas=4)
    'xxxx … (dipotong, semuanya 9 karakter)'
    """
    return (
        teks
        if len(teks) <= batas
        else f"{teks[:batas]} … (dipotong, semuanya {len(teks)} karakter)"
    )


def build_notebook_bersih(nb: NotebookNode) -> NotebookNode:
    """Take times and machine paths out of a notebook's metadata."""
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
