"""A letter as a Word document: letterhead, fields, paragraphs, tables, signature.

Writes id-ID text with the same bytes for the same content; knows nothing of what a letter says.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from kinerja.isi.blok import Kop, Pengesahan

if TYPE_CHECKING:
    from docx.document import Document as Dokumen
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_HURUF: Final = "Arial"
_BAHASA: Final = "id-ID"
_WAKTU: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - docProps hold no zone; the time is a constant
_WAKTU_ZIP: Final = (1980, 1, 1, 0, 0, 0)
_ISI: Final = "word/document.xml"
_LEBAR_TEKS: Final = 16.5


def build_dokumen(judul: str) -> Dokumen:
    """Build an empty A4 letter in Indonesian."""
    dokumen = Document()
    isi = dokumen.core_properties
    isi.author = isi.last_modified_by = "kinerja"
    isi.title, isi.comments, isi.language = judul, "", _BAHASA
    isi.created = isi.modified = _WAKTU
    gaya = dokumen.styles["Normal"]
    gaya.font.name, gaya.font.size = _HURUF, Pt(11)
    sifat = gaya.element.get_or_add_rPr()
    bahasa = OxmlElement("w:lang")
    for nama in ("w:val", "w:eastAsia"):
        bahasa.set(qn(nama), _BAHASA)
    for lama in sifat.findall(qn("w:lang")):
        sifat.remove(lama)
    sifat.append(bahasa)
    gaya.paragraph_format.space_after = Pt(0)
    bagian = dokumen.sections[0]
    bagian.orientation = WD_ORIENT.PORTRAIT
    bagian.page_width, bagian.page_height = Cm(21), Cm(29.7)
    bagian.left_margin, bagian.right_margin = Cm(2.5), Cm(2)
    bagian.top_margin = bagian.bottom_margin = Cm(2)
    return dokumen


def add_kop(dokumen: Dokumen, kop: Kop, label: str = "") -> None:
    """Add the letterhead with the rule below it, and the mark of sample data where given."""
    for nomor, baris in enumerate(kop.baris):
        _add_tengah(dokumen, baris.upper(), 12 if nomor == 0 else 15, is_tebal=True)
    for baris in kop.alamat:
        akhir = _add_tengah(dokumen, baris, 9)
        if baris == kop.alamat[-1]:
            _add_garis(akhir)
    if not kop.alamat:
        _add_garis(dokumen.paragraphs[-1])
    if label:
        _add_tengah(dokumen, label.upper(), 8)


def add_judul(dokumen: Dokumen, judul: str, nomor: str = "") -> None:
    """Add the kind of letter and its number, centred."""
    paragraf = _add_tengah(dokumen, judul.upper(), 13, is_tebal=True)
    paragraf.paragraph_format.space_before = Pt(12)
    if nomor:
        _add_tengah(dokumen, f"Nomor {nomor}", 11)


def add_isian(dokumen: Dokumen, isian: Mapping[str, str | Sequence[str]]) -> None:
    """Add the fields of a letter: name, colon, value; a list gets a line for each item."""
    dokumen.add_paragraph()
    tabel = dokumen.add_table(rows=0, cols=3)
    _set_lebar(tabel, (2.6, 0.5, 13.4))
    for nama, nilai in isian.items():
        sel = tabel.add_row().cells
        _set_sel(sel[0], nama, 2.6)
        _set_sel(sel[1], ":", 0.5)
        _set_sel(sel[2], nilai if isinstance(nilai, str) else "\n".join(nilai), 13.4)
    _add_garis(dokumen.add_paragraph())


def add_paragraf(dokumen: Dokumen, teks: str, *, is_menjorok: bool = True) -> None:
    """Add a paragraph of running text."""
    paragraf = dokumen.add_paragraph(teks)
    paragraf.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    bentuk = paragraf.paragraph_format
    bentuk.space_before, bentuk.line_spacing = Pt(8), 1.15
    if is_menjorok:
        bentuk.first_line_indent = Cm(1.25)


def add_tabel(
    dokumen: Dokumen,
    kepala: Sequence[str],
    baris: Sequence[Sequence[str]],
    lebar: Sequence[float],
) -> None:
    """Add a table whose heading is repeated on every page; `lebar` in parts of the text width."""
    dokumen.add_paragraph().paragraph_format.space_after = Pt(2)
    tabel = dokumen.add_table(rows=1, cols=len(kepala), style="Table Grid")
    tabel.alignment = WD_TABLE_ALIGNMENT.CENTER
    sentimeter = [_LEBAR_TEKS * bagian / sum(lebar) for bagian in lebar]
    _set_lebar(tabel, sentimeter)
    for sel, teks, satu in zip(tabel.rows[0].cells, kepala, sentimeter, strict=True):
        _set_sel(sel, teks, satu, is_tebal=True)
    ulang = OxmlElement("w:tblHeader")
    tabel.rows[0]._tr.get_or_add_trPr().append(ulang)  # noqa: SLF001 - the library has no call for it
    for isi in baris:
        baris_tabel = tabel.add_row()
        utuh = OxmlElement("w:cantSplit")
        baris_tabel._tr.get_or_add_trPr().append(utuh)  # noqa: SLF001 - likewise
        for sel, teks, satu in zip(baris_tabel.cells, isi, sentimeter, strict=True):
            _set_sel(sel, teks, satu)


def add_pengesahan(dokumen: Dokumen, pengesahan: Pengesahan) -> None:
    """Add the signature block on the right; it is never torn apart."""
    baris = (
        pengesahan.tempat_tanggal,
        *pengesahan.sebutan[:1],
        "",
        "",
        "",
        pengesahan.nama,
        pengesahan.pangkat,
        f"NIP. {pengesahan.nip}" if pengesahan.nip else "",
    )
    dokumen.add_paragraph()
    for nomor, teks in enumerate(baris):
        if not teks and nomor > 4:
            continue
        paragraf = dokumen.add_paragraph()
        paragraf.paragraph_format.left_indent = Cm(8.5)
        paragraf.paragraph_format.keep_with_next = nomor < len(baris) - 1
        paragraf.add_run(teks).bold = nomor == 5


def format_dokumen(dokumen: Dokumen) -> bytes:
    """Give the bytes of a document, with fixed times in its container.

    It carries the hash of its own text, so that a letter edited since can be told.
    """
    mentah, hasil = io.BytesIO(), io.BytesIO()
    dokumen.save(mentah)
    dokumen.core_properties.identifier = _compute_sidik(mentah)
    mentah = io.BytesIO()
    dokumen.save(mentah)
    with (
        zipfile.ZipFile(mentah) as asal,
        zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as tujuan,
    ):
        for nama in asal.namelist():
            if nama == "docProps/thumbnail.jpeg":
                continue
            info = zipfile.ZipInfo(nama, _WAKTU_ZIP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            isi = asal.read(nama)
            if nama == "_rels/.rels":
                isi = _drop_thumbnail(isi)
            tujuan.writestr(info, isi, compresslevel=6)
    return hasil.getvalue()


def is_disunting(isi: bytes) -> bool:
    """Tell whether a letter is no longer as it was written here."""
    try:
        tercatat = str(Document(io.BytesIO(isi)).core_properties.identifier)
        return tercatat != _compute_sidik(io.BytesIO(isi))
    except (KeyError, OSError, SyntaxError, ValueError, zipfile.BadZipFile):
        return True


def _compute_sidik(wadah: io.BytesIO) -> str:
    with zipfile.ZipFile(wadah) as arsip:
        return hashlib.sha256(arsip.read(_ISI)).hexdigest()


def _drop_thumbnail(isi: bytes) -> bytes:
    """Leave out the picture of the library's own template."""
    awal = isi.find(b"thumbnail")
    if awal < 0:
        return isi
    mulai, akhir = isi.rfind(b"<Relationship ", 0, awal), isi.find(b"/>", awal) + 2
    return isi[:mulai] + isi[akhir:]


def _add_tengah(dokumen: Dokumen, teks: str, ukuran: int, *, is_tebal: bool = False) -> Paragraph:
    paragraf = dokumen.add_paragraph()
    paragraf.alignment = WD_ALIGN_PARAGRAPH.CENTER
    tulisan = paragraf.add_run(teks)
    tulisan.bold, tulisan.font.size = is_tebal, Pt(ukuran)
    return paragraf


def _add_garis(paragraf: Paragraph) -> None:
    garis = OxmlElement("w:pBdr")
    bawah = OxmlElement("w:bottom")
    for nama, nilai in (("val", "single"), ("sz", "12"), ("space", "4"), ("color", "000000")):
        bawah.set(qn(f"w:{nama}"), nilai)
    garis.append(bawah)
    sifat = paragraf._p.get_or_add_pPr()  # noqa: SLF001 - the library has no call for borders
    sifat.insert_element_before(garis, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _set_lebar(tabel: Table, lebar: Sequence[float]) -> None:
    """Fix the columns: some programs follow the grid, others the cells."""
    tabel.autofit = False
    for kolom, satu in zip(tabel.columns, lebar, strict=True):
        kolom.width = Cm(satu)


def _set_sel(sel: _Cell, teks: str, lebar: float, *, is_tebal: bool = False) -> None:
    sel.width = Cm(lebar)
    paragraf = sel.paragraphs[0]
    tulisan = paragraf.add_run(teks)
    tulisan.bold = is_tebal
    if is_tebal:
        paragraf.alignment = WD_ALIGN_PARAGRAPH.CENTER
