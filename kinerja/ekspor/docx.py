"""Notebook → Word, on the reference template or the agency's own.

Puts the nodes of a `Dokumen` into sections by paper; how each looks stand in the modules beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docx.oxml.ns import qn

from kinerja.ekspor.docx_blok import build_blok
from kinerja.ekspor.docx_gambar import draw_gambar
from kinerja.ekspor.docx_halaman import (
    Tatanan,
    build_ruang,
    has_isi,
    read_halaman,
)
from kinerja.ekspor.docx_naskah import NaskahLaporan
from kinerja.ekspor.docx_prosa import build_daftar_isi, build_kepala, build_prosa
from kinerja.ekspor.dokumen import Dokumen, jenis_simpul
from kinerja.ekspor.kertas import group_kertas
from kinerja.ekspor.letak import Kertas
from kinerja.ekspor.pengekspor import Pengekspor
from kinerja.ekspor.prosa import Simpul
from kinerja.word import NAMA_TEMPLAT
from kinerja.word.simpan import format_naskah, set_sifat
from kinerja.word.templat import measure_huruf, open_templat
from kinerja.word.unsur import Unsur, unsur

if TYPE_CHECKING:
    from docx.document import Document as Naskah

KOLOM_JEJAK: Final = 2
"""Columns in which passports are set."""
BATAS_DAFTAR_ISI: Final = 2
"""Headings that need no contents."""


class DocxExporter(Pengekspor):
    """Export an executed notebook as a Word document that people edit further."""

    export_from_notebook = "Kinerja Word"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def _file_extension_default(self) -> str:
        return ".docx"

    def export_dokumen(self, dokumen: Dokumen) -> bytes:
        """Give the document as docx bytes, on the agency's template where it has one."""
        return export_docx(dokumen, self.find_parameter(dokumen, NAMA_TEMPLAT))


def export_docx(dokumen: Dokumen, templat: Path | None = None) -> bytes:
    """Lay a document out for Word; the same document and template give the same bytes.

    Raises:
        EksporError: the template cannot be used, or a chart cannot be painted.
    """
    asal = open_templat(templat)
    judul = dokumen.judul
    set_sifat(asal, judul["judul"], judul["anak_judul"], dokumen.penulis, dokumen.tanggal)
    _drop_pengaturan(asal)
    has_kop = _clear_tubuh(asal)
    halaman = read_halaman(asal)
    ruang = build_ruang(halaman, measure_huruf(asal))
    naskah = NaskahLaporan(asal, dokumen, ruang, draw_gambar(dokumen))
    tatanan = Tatanan(naskah, halaman)
    simpul = [
        satu
        for satu in dokumen.simpul
        if jenis_simpul(satu) != "Kop" or not (has_kop or tatanan.has_kop)
    ]
    daftar = _split_bagian(simpul, naskah)
    for nomor, (kertas, isi, kolom, is_lanjut) in enumerate(daftar):
        naskah.lebar = kertas.lebar_pt
        for urutan, satu in enumerate(isi):
            naskah.add(*_build_simpul(satu, naskah, is_awal=urutan == 0 and not is_lanjut))
        sifat = tatanan.build(kertas, is_awal=nomor == 0, is_lanjut=is_lanjut, kolom=kolom)
        _close_bagian(naskah, sifat, is_akhir=nomor == len(daftar) - 1)
    naskah.finish()
    return format_naskah(asal)


def _drop_pengaturan(naskah: Naskah) -> None:
    """Drop what would leave even pages without their mark, or ask a question on opening."""
    akar = naskah.settings.element
    for satu in akar.findall(qn("w:evenAndOddHeaders")) + akar.findall(qn("w:updateFields")):
        akar.remove(satu)


def _clear_tubuh(naskah: Naskah) -> bool:
    """Keep the template's first lines where there are any; tells whether there are."""
    tubuh = naskah.element.body
    daftar = list(tubuh)[:-1]
    if any(has_isi(satu) for satu in daftar):
        return True
    for satu in daftar:
        tubuh.remove(satu)
    return False


def _split_bagian(
    simpul: Sequence[Simpul], naskah: NaskahLaporan
) -> list[tuple[Kertas, list[Simpul], int, bool]]:
    """Split the nodes into sections: by paper, and passports into columns of their own.

    Each is told with its columns and whether it goes on on the page of the one before.
    """
    hasil = []
    for kertas, anggota in group_kertas(simpul, naskah.ruang):
        bagian = groupby(anggota, key=lambda satu: jenis_simpul(satu) == "DaftarJejak")
        for nomor, (is_jejak, isi) in enumerate(bagian):
            hasil.append((kertas, list(isi), KOLOM_JEJAK if is_jejak else 1, nomor > 0))
    return hasil


def _build_simpul(simpul: Simpul, naskah: NaskahLaporan, *, is_awal: bool) -> list[Unsur]:
    """Build one node; a chapter opens a page unless it stands on a new one already."""
    dokumen = naskah.dokumen
    banyak = len(dokumen.daftar_isi)
    if simpul["jenis"] == "kepala":
        is_pertama = simpul is dokumen.daftar_isi[0] and banyak <= BATAS_DAFTAR_ISI
        is_bab = simpul["tingkat"] == 1 and not is_awal and not is_pertama
        return [build_kepala(simpul, naskah, is_halaman_baru=is_bab)]
    if simpul["jenis"] != "blok":
        return build_prosa(simpul, naskah)
    hasil = build_blok(simpul["blok"], naskah)
    if jenis_simpul(simpul) == "Judul" and banyak > BATAS_DAFTAR_ISI:
        hasil += build_daftar_isi(dokumen, naskah)
    return hasil


def _close_bagian(naskah: NaskahLaporan, sifat: Unsur, *, is_akhir: bool) -> None:
    """End a section: its set-up stands in its last paragraph, the document's last in the body."""
    tubuh = naskah.naskah.element.body
    if is_akhir:
        tubuh.replace(tubuh[-1], sifat)
        return
    akhir = tubuh[-2] if len(tubuh) > 1 else None
    if akhir is None or akhir.tag != qn("w:p") or akhir.find(f".//{qn('w:sectPr')}") is not None:
        akhir = naskah.sela()
        naskah.add(akhir)
    bentuk = akhir.find(qn("w:pPr"))
    if bentuk is None:
        bentuk = unsur("pPr")
        akhir.insert(0, bentuk)
    bentuk.append(sifat)
