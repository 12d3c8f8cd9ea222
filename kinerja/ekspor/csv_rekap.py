"""Notebook → rekap.csv: the first sheet of the workbook block as one table, for other programs.

The cells of rekap.xlsx, rounded as the report shows them: UTF-8 with its mark, comma, decimal
point, money in whole rupiah. A number that is not there leaves its cell empty, and the last column
says why. Texts are kept from being taken for formulas. Computes nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from kinerja.angka import round_desimal
from kinerja.ekspor.dokumen import Dokumen
from kinerja.ekspor.pengekspor import Pengekspor
from kinerja.ekspor.xlsx_nilai import read_isi
from kinerja.isi.html_teks import Data
from kinerja.model import Keadaan
from kinerja.sel_csv import format_sel_csv

TANDA_UTF8: Final = "\ufeff"
"""Excel would take the file for another encoding without it."""
KOLOM_BARIS: Final = "baris"
KOLOM_TANPA_NILAI: Final = "tanpa_nilai"
SEBUTAN_BARIS: Final = {"isi": "perangkat daerah", "jumlah": "JUMLAH"}
SEBUTAN_KEADAAN: Final = {
    Keadaan.BELUM_LAPOR: "belum lapor",
    Keadaan.TIDAK_DIUKUR: "tidak diukur",
    Keadaan.TIDAK_DAPAT_DIHITUNG: "tidak dapat dihitung",
}
BENTUK_BULAT: Final = frozenset({"rupiah", "cacah"})
"""Forms that the report shows without decimals."""


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
    lembar = dokumen.require_buku()["lembar"][0]
    kunci = [kolom["kunci"] for kolom in lembar["kolom"]]
    keluaran = io.StringIO()
    penulis = csv.writer(keluaran, lineterminator="\n")
    penulis.writerow([KOLOM_BARIS, *kunci, KOLOM_TANPA_NILAI])
    for baris in lembar["baris"]:
        sel = [_read_angka(satu) for satu in baris["sel"]]
        isi = [_format_sel(satu) for satu in sel]
        penulis.writerow([SEBUTAN_BARIS[baris["jenis"]], *isi, _describe_kosong(kunci, sel)])
    return TANDA_UTF8 + keluaran.getvalue()


def _read_angka(sel: Data | str | None) -> Data | str | None:
    """Give what a cell shows: the value of a formula, else the cell."""
    if isinstance(sel, dict) and sel["jenis_blok"] == "RumusBuku":
        return sel["hasil"]  # type: ignore[no-any-return]
    return sel


def _describe_kosong(kunci: Sequence[str], daftar: Sequence[Data | str | None]) -> str:
    """Name the columns whose number is not there, by the reason."""
    per_sebab: dict[str, list[str]] = {}
    for nama, sel in zip(kunci, daftar, strict=True):
        if sebab := _find_sebab(sel):
            per_sebab.setdefault(sebab, []).append(nama)
    return "; ".join(f"{sebab}: {', '.join(nama)}" for sebab, nama in per_sebab.items())


def _find_sebab(sel: Data | str | None) -> str:
    if not isinstance(sel, dict):
        return ""
    return SEBUTAN_KEADAAN.get(sel.get("keadaan", Keadaan.TERISI), "")


def _format_sel(sel: Data | str | None) -> str:
    nilai, bentuk = (None, "") if _find_sebab(sel) else read_isi(sel)
    match nilai:
        case None:
            return ""
        case str():
            return format_sel_csv(nilai)
        case int() | float():
            desimal = 0 if bentuk in BENTUK_BULAT else 2
            return f"{round_desimal(Decimal(str(nilai)), desimal)}"
        case _:
            return str(nilai)
