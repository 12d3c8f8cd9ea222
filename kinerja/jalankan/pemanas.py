"""One report of a line, made before there is any worker, for the caches that it fills.

Checking notebooks, templates, widths of letters, a shell's classes: all that is the same for every
report and takes a tenth of a second the first time. Leaves out charts and Typst, which must not run
in a process that is forked afterwards. Keeps nothing but caches.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from IPython.core.interactiveshell import InteractiveShell
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from kinerja.ekspor.bentuk import BENTUK_HASIL, DAFTAR_BENTUK
from kinerja.ekspor.dokumen import build_dokumen
from kinerja.ekspor.pdf import build_masukan
from kinerja.jalankan.kerja import SumberEkspor, execute_notebook, format_notebook
from kinerja.jalankan.tugas import Keluaran, Tugas

_ISI: Final = """\
from kinerja.isi.blok import Baris, Judul, Kolom, Sel, Tabel
from kinerja.isi.tampilan import Tampilan
Tampilan([Judul(opd, "", "draf"), Tabel("t", "T", (Kolom("K"),), (Baris((Sel(("Isi.",)),)),))])"""


def heat() -> None:
    """Make the report, in memory but for the shell's own folder."""
    if InteractiveShell.initialized():  # inside somebody's notebook there is nothing to prepare
        return
    with tempfile.TemporaryDirectory(prefix="kinerja-pemanas-") as giliran:
        nb, _ = execute_notebook(_build_tugas(Path(giliran)))
    format_notebook(nb)
    sumber = SumberEkspor(nb, "pemanas")
    for nama in ("html", BENTUK_HASIL):
        sumber.export_bentuk(Keluaran(nama, DAFTAR_BENTUK[nama].pengekspor, nama))
    build_masukan(build_dokumen(nb))


def _build_tugas(giliran: Path) -> Tugas:
    sel = [
        new_code_cell('opd = "x"', metadata={"tags": ["parameters"]}),
        new_markdown_cell("# Judul\n\nPengantar *miring*, **tebal**, `kode`.\n\n- butir"),
        new_code_cell(_ISI),
        new_markdown_cell(
            "## Bagian\n\n1. satu [tautan](#judul)\n\n> kutipan\n\n| a |\n|---|\n| b |"
        ),
    ]
    return Tugas(
        nama="pemanas",
        judul="Pemanas",
        sumber=format_notebook(new_notebook(cells=sel)).decode(),
        parameter={"opd": "Laporan"},
        keluaran=(),
        tujuan_notebook="pemanas.ipynb",
        folder_kerja=giliran,
        giliran=giliran,
    )
