"""Notebook → rekap.csv: the first sheet of the workbook block as one table, for other programs.

The same numbers that the cells of rekap.xlsx hold: UTF-8, comma, decimal point, money in rupiah.
Texts are kept from being taken for formulas. Computes nothing.
"""

from __future__ import annotations

import csv
import io

from kinerja.ekspor.dokumen import Dokumen
from kinerja.ekspor.pengekspor import Pengekspor
from kinerja.ekspor.xlsx_nilai import read_isi
from kinerja.galat import EksporError
from kinerja.isi.html_teks import Data
from kinerja.sel_csv import format_sel_csv


class CsvExporter(Pengekspor):
    """Export the first sheet of the workbook of an executed notebook."""

    export_from_notebook = "Kinerja CSV"
    output_mimetype = "text/csv"

    def _file_extension_default(self) -> str:
        return ".csv"

    def export_dokumen(self, dokumen: Dokumen) -> str:
        """Give the table as text."""
        return export_csv(dokumen)


def export_csv(dokumen: Dokumen) -> str:
    """Write the first sheet; its columns are named by their keys.

    Raises:
        EksporError: the notebook holds no workbook.
    """
    if dokumen.buku is None:
        raise EksporError(
            "Notebook tidak memuat buku kerja",
            diharapkan="sel yang menampilkan laporan.buku_kerja()",
            saran="Salin sel itu dari notebook bawaan kit, lalu jalankan ulang.",
        )
    lembar = dokumen.buku["lembar"][0]
    keluaran = io.StringIO()
    penulis = csv.writer(keluaran, lineterminator="\n")
    penulis.writerow([kolom["kunci"] for kolom in lembar["kolom"]])
    for baris in lembar["baris"]:
        penulis.writerow([_format_sel(sel) for sel in baris["sel"]])
    return keluaran.getvalue()


def _format_sel(sel: Data | str | None) -> str:
    nilai, _ = read_isi(sel)
    if nilai is None:
        return ""
    return format_sel_csv(nilai) if isinstance(nilai, str) else str(nilai)
