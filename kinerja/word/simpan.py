"""Opening a document, naming it, and writing it with the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from docx import Document
from docx.oxml.ns import qn

from kinerja.berkas import compute_sha256_isi
from kinerja.word.dasar import build_dasar, write_wadah
from kinerja.word.gaya import BAHASA
from kinerja.word.unsur import Unsur, unsur

if TYPE_CHECKING:
    from docx.document import Document as Dokumen

TANGGAL_UMUM: Final = date(2000, 1, 1)
"""The time a document bears where it has no date of its own."""
_ISI: Final = "word/document.xml"


def open_naskah(isi: bytes | None = None) -> Dokumen:
    """Open a template, or the reference template, and set its language."""
    naskah = Document(io.BytesIO(build_dasar() if isi is None else isi))
    sifat = naskah.styles["Normal"].element.get_or_add_rPr()
    for lama in sifat.findall(qn("w:lang")):
        sifat.remove(lama)
    sifat.append(unsur("lang", val=BAHASA, eastAsia=BAHASA))
    return naskah


def add_unsur(naskah: Dokumen, *daftar: Unsur) -> None:
    """Append paragraphs and tables to the text, before the page set-up of its end."""
    tubuh = naskah.element.body
    for satu in daftar:
        tubuh[-1].addprevious(satu)


def set_sifat(
    naskah: Dokumen, judul: str, perihal: str = "", penulis: str = "", tanggal: date = TANGGAL_UMUM
) -> None:
    """Set what a document says of itself; who made it and when is content, not circumstance."""
    isi = naskah.core_properties
    isi.title, isi.subject = judul[:255], perihal[:255]
    isi.author = penulis[:255] or "kinerja"
    isi.last_modified_by, isi.comments, isi.language = "kinerja", "", BAHASA
    isi.created = isi.modified = datetime.combine(tanggal, time())
    isi.revision = 1


def format_naskah(naskah: Dokumen) -> bytes:
    """Give the bytes of a document, with fixed times in its container.

    It carries the hash of its own text, so that one edited since can be told.
    """
    mentah = io.BytesIO()
    naskah.save(mentah)
    naskah.core_properties.identifier = _compute_sidik(mentah)
    mentah = io.BytesIO()
    naskah.save(mentah)
    with zipfile.ZipFile(mentah) as asal:
        return write_wadah({nama: asal.read(nama) for nama in asal.namelist()})


def is_disunting(isi: bytes) -> bool:
    """Tell whether a document is no longer as it was written here."""
    try:
        tercatat = str(Document(io.BytesIO(isi)).core_properties.identifier)
        return tercatat != _compute_sidik(io.BytesIO(isi))
    except (KeyError, OSError, SyntaxError, ValueError, zipfile.BadZipFile):
        return True


def _compute_sidik(wadah: io.BytesIO) -> str:
    with zipfile.ZipFile(wadah) as arsip:
        return compute_sha256_isi(arsip.read(_ISI))
