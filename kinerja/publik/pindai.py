"""The last look at a public edition: every word of every file that was made, and what is hidden.

Reads HTML (text, attributes, comments, packed passports, embedded drawings), PDF (text, metadata,
attachments, remarks), Word and Excel (every part of the container), CSV and JSON. Changes nothing.
A file of another kind is a finding: it cannot be looked through.
"""

from __future__ import annotations

import csv
import json
import re
import zipfile
from base64 import b64decode
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from kinerja.ekspor.html_paspor import read_paspor
from kinerja.publik.pola import Penyaring

_GAMBAR: Final = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")
_BENTUK_SVG: Final = re.compile(r'\b(?:d|points|transform)="[^"]*"')
"""Where lines run: numbers in rows, and no words."""
_TANDA: Final = re.compile(r"<[^>]*>")
_RANGKAI: Final = re.compile(r"</?(?:w:t|w:r|w:rPr|r|t)\b[^>]*>")
_ATRIBUT: Final = re.compile(r'="([^"]*)"')
_PENCIPTA: Final = re.compile(
    r"<(dc:creator|cp:lastModifiedBy|dc:description|cp:keywords)>([^<]*)<"
)
_TERSEMBUNYI: Final = {
    "lembar tersembunyi": re.compile(r'<sheet [^>]*state="(?:hidden|veryHidden)"'),
    "kolom tersembunyi": re.compile(r'<col [^>]*hidden="1"'),
    "baris tersembunyi": re.compile(
        r'<row [^>]*hidden="1"[^>]*>(?:(?!</row>).)*<(?:v|is)>', re.DOTALL
    ),
    "teks tersembunyi": re.compile(r"<w:vanish/>"),
    "perubahan terlacak": re.compile(r"<w:(?:ins|del) "),
}
_DAFTAR_ISI_WADAH: Final = "[Content_Types].xml"
_BAGIAN_ASING: Final = re.compile(
    r"comments|vbaProject|embeddings/|externalLinks/|printerSettings|revisions/", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class TemuanPublik:
    """Something that is still in a file: what kind of thing, and how often."""

    berkas: str
    jenis: str
    jumlah: int = 1


def scan_berkas(
    jalur: Path, nama: str, penyaring: Penyaring, pembuat: Collection[str]
) -> list[TemuanPublik]:
    """Look through one file; `pembuat` are the offices that may stand as a document's author."""
    pembaca = _PEMBACA.get(jalur.suffix)
    if pembaca is None:
        return [TemuanPublik(nama, "berkas yang tidak dapat diperiksa")]
    isi = pembaca(jalur, frozenset(pembuat))
    jumlah = penyaring.find("\n".join(isi.teks))
    for satu in isi.tersembunyi:
        jumlah[satu] += 1
    return [TemuanPublik(nama, jenis, banyak) for jenis, banyak in sorted(jumlah.items())]


@dataclass(frozen=True, slots=True)
class _Isi:
    """All words of a file, and what in it is hidden or says who made it."""

    teks: list[str]
    tersembunyi: list[str]


class _PembacaHtml(HTMLParser):
    """Collects text, attributes, comments and the block of passports."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.teks: list[str] = []
        self.tersembunyi: list[str] = []
        self._dalam = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the values of attributes; a drawing's content instead of its code."""
        atribut = {nama: nilai or "" for nama, nilai in attrs}
        self._dalam = atribut.get("type", tag) if tag in {"script", "style"} else ""
        for nilai in atribut.values():
            gambar = _GAMBAR.fullmatch(nilai)
            if gambar:
                self.teks += _list_xml(
                    _BENTUK_SVG.sub("", b64decode(gambar[1]).decode()), self.tersembunyi
                )
            elif not nilai.startswith("default-src"):
                self.teks.append(nilai)

    def handle_endtag(self, tag: str) -> None:
        """Leave script or style."""
        del tag
        self._dalam = ""

    def handle_data(self, data: str) -> None:
        """Keep text; of scripts only the passports, which are data."""
        if self._dalam == "application/json":
            self.teks += _list_teks(read_paspor(data))
        elif not self._dalam:
            self.teks.append(data)

    def handle_comment(self, data: str) -> None:
        """A comment is no text that anybody meant to publish."""
        del data
        self.tersembunyi.append("komentar")


def _read_html(jalur: Path, _: Collection[str]) -> _Isi:
    pembaca = _PembacaHtml()
    pembaca.feed(jalur.read_text(encoding="utf-8"))
    pembaca.close()
    return _Isi(pembaca.teks, pembaca.tersembunyi)


def _read_csv(jalur: Path, _: Collection[str]) -> _Isi:
    with jalur.open(encoding="utf-8", newline="") as berkas:
        return _Isi([sel for baris in csv.reader(berkas) for sel in baris], [])


def _read_json(jalur: Path, _: Collection[str]) -> _Isi:
    return _Isi(list(_list_teks(json.loads(jalur.read_bytes()))), [])


def _list_teks(data: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for kunci, nilai in data.items():
            yield kunci
            yield from _list_teks(nilai)
    elif isinstance(data, list):
        for satu in data:
            yield from _list_teks(satu)


def _read_pdf(jalur: Path, pembuat: Collection[str]) -> _Isi:
    from pypdf import PdfReader

    pdf = PdfReader(jalur)
    teks = [halaman.extract_text() for halaman in pdf.pages]
    sifat = {str(nama): str(nilai) for nama, nilai in (pdf.metadata or {}).items()}
    xmp = pdf.xmp_metadata
    teks += [*sifat.values(), *([str(xmp.stream.get_data(), "utf-8", "replace")] if xmp else [])]
    tersembunyi = ["lampiran"] * len(pdf.attachments)
    tersembunyi += ["catatan PDF" for h in pdf.pages for a in h.annotations or () if _is_catatan(a)]
    if sifat.get("/Author", "") not in {"", *pembuat}:
        tersembunyi.append("pembuat")
    return _Isi(teks, tersembunyi)


def _is_catatan(anotasi: Any) -> bool:  # noqa: ANN401 - pypdf's objects
    return bool(anotasi.get_object().get("/Subtype") != "/Link")


def _read_kantor(jalur: Path, pembuat: Collection[str]) -> _Isi:
    teks: list[str] = []
    tersembunyi: list[str] = []
    with zipfile.ZipFile(jalur) as wadah:
        for nama in wadah.namelist():
            if _BAGIAN_ASING.search(nama):
                tersembunyi.append("bagian asing")
            if not nama.endswith((".xml", ".rels")) or nama == _DAFTAR_ISI_WADAH:
                continue
            xml = wadah.read(nama).decode("utf-8")
            if nama.endswith(".rels"):
                # Parts of the container itself, unless they say otherwise.
                tersembunyi += ["rujukan ke luar"] * xml.count('TargetMode="External"')
                continue
            teks += _list_xml(xml, tersembunyi)
            tersembunyi += [jenis for jenis, pola in _TERSEMBUNYI.items() if pola.search(xml)]
            if any(isi not in {"", "kinerja", *pembuat} for _, isi in _PENCIPTA.findall(xml)):
                tersembunyi.append("pembuat")
    return _Isi(teks, tersembunyi)


def _list_xml(xml: str, tersembunyi: list[str]) -> list[str]:
    """Give text and attributes of markup; runs of one paragraph are one text."""
    if "<!--" in xml:
        tersembunyi.append("komentar")
    utuh = _TANDA.sub("\n", _RANGKAI.sub("", xml))
    return [unescape(utuh), *(unescape(satu) for satu in _ATRIBUT.findall(xml))]


_PEMBACA: Final = {
    ".csv": _read_csv,
    ".html": _read_html,
    ".json": _read_json,
    ".pdf": _read_pdf,
    ".docx": _read_kantor,
    ".xlsx": _read_kantor,
}
