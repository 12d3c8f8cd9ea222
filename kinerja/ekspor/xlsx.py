"""Notebook → rekap.xlsx: the workbook block as cells, live formulas and their present values.

Computes nothing: addresses are put in place of symbols, values and formulas are written as they
come. The same document gives the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kinerja.ekspor.dokumen import Dokumen
from kinerja.ekspor.pengekspor import Pengekspor
from kinerja.ekspor.xlsx_gaya import Gaya
from kinerja.ekspor.xlsx_lembar import Kepala, write_lembar
from kinerja.ekspor.xlsx_nilai import Simpanan
from kinerja.ekspor.xlsx_rujukan import build_peta
from kinerja.excel.tulis import dump_tetap, start_buku
from kinerja.excel.tulis_sel import open_sel, set_teks
from kinerja.isi.html import TEKS_STATUS

if TYPE_CHECKING:
    from openpyxl import Workbook

LEMBAR_ID: Final = "_id"
"""The hidden sheet that tells where each figure of the report stands."""


class XlsxExporter(Pengekspor):
    """Export the workbook of an executed notebook."""

    export_from_notebook = "Kinerja Excel"
    output_mimetype = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def _file_extension_default(self) -> str:
        return ".xlsx"

    def export_dokumen(self, dokumen: Dokumen) -> bytes:
        """Give the workbook as bytes."""
        return export_xlsx(dokumen)


def export_xlsx(dokumen: Dokumen) -> bytes:
    """Write the workbook of a document.

    Raises:
        EksporError: the notebook holds no workbook.
    """
    isi = dokumen.require_buku()
    from openpyxl.workbook.defined_name import DefinedName

    judul = dokumen.judul
    buku = start_buku(f"{judul['judul']} – {judul['anak_judul']}")
    peta, simpanan = build_peta(isi), Simpanan()
    kepala = Kepala(judul["anak_judul"], TEKS_STATUS.get(judul["status"], ""), judul["label"])
    gaya = Gaya(buku, isi["warna"])
    for lembar in isi["lembar"]:
        write_lembar(buku.create_sheet(lembar["nama"]), lembar, peta, gaya, kepala, simpanan)
    for satu in isi["nama"]:
        rujukan = peta.resolve(satu["rujukan"], "", "")
        buku.defined_names[satu["nama"]] = DefinedName(satu["nama"], attr_text=rujukan)
    gaya.close()
    if not dokumen.is_publik:
        _write_id(buku, simpanan)
    buku.active = 0
    # A reader that computes does so on opening; the values stored are for those that do not.
    buku.calculation.fullCalcOnLoad = True
    return dump_tetap(buku, simpanan.build_pengubah(buku.sheetnames))


def _write_id(buku: Workbook, simpanan: Simpanan) -> None:
    lembar = buku.create_sheet(LEMBAR_ID)
    for kolom, teks in enumerate(("id", "lembar", "sel", "teks"), start=1):
        set_teks(open_sel(lembar, 1, kolom), teks)
    for baris, (kunci, (nama, alamat, teks)) in enumerate(simpanan.angka.items(), start=2):
        for kolom, isi in enumerate((kunci, nama, alamat, teks), start=1):
            set_teks(open_sel(lembar, baris, kolom), isi)
    lembar.sheet_state = "hidden"
