"""WordprocessingML elements: any of them, runs of text, fields, links and hidden bookmarks.

Every text is put in as text: nothing of it becomes markup, a field or a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, TypeAlias

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Unsur: TypeAlias = Any
"""An XML element; its library has no type hints."""

TAK_SAH: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML file may hold."""
_PISAH: Final = re.compile(r"(\n|\t)")
_PISAH_UTUH: Final = re.compile(r"(\n|\t|-)")
_TANDA: Final = {"\n": "br", "\t": "tab", "-": "noBreakHyphen"}
_nama = cache(qn)


def unsur(nama: str, *anak: Unsur | None, **atribut: str | float) -> Unsur:
    """Build `w:<nama>` with its attributes (`w:` as well) and children; None is no child.

    >>> unsur("p", unsur("pPr"), rsidR="1").tag.rpartition("}")[2]
    'p'
    """
    hasil = OxmlElement(f"w:{nama}")
    for kunci, nilai in atribut.items():
        hasil.set(_nama(f"w:{kunci}"), str(nilai))
    add_anak(hasil, anak)
    return hasil


def add_anak(induk: Unsur, anak: Iterable[Unsur | None]) -> Unsur:
    """Append children that are there; gives the parent."""
    for satu in anak:
        if satu is not None:
            induk.append(satu)
    return induk


def twip(poin: float) -> int:
    """Give a length in points in twentieths of a point.

    >>> twip(10.5)
    210
    """
    return round(poin * 20)


@dataclass(frozen=True, slots=True)
class Huruf:
    """How a run of text looks where it differs from its paragraph's style; colours as RRGGBB.

    `gaya` is the id of a character style, `ukuran` in points, `bingkai` the colour of a frame.
    """

    gaya: str = ""
    jenis: str = ""
    tebal: bool | None = None
    miring: bool = False
    kapital: bool = False
    warna: str = ""
    ukuran: float = 0
    garis_bawah: bool = False
    bingkai: str = ""

    def build_sifat(self) -> Unsur | None:
        """Build the run's properties, in the order of the schema; None where there are none."""
        ukuran = round(self.ukuran * 2)
        jenis = dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), self.jenis)
        anak = (
            unsur("rStyle", val=self.gaya) if self.gaya else None,
            unsur("rFonts", **jenis) if self.jenis else None,
            None if self.tebal is None else unsur("b", val=int(self.tebal)),
            unsur("i") if self.miring else None,
            unsur("caps") if self.kapital else None,
            unsur("color", val=self.warna) if self.warna else None,
            unsur("sz", val=ukuran) if ukuran else None,
            unsur("szCs", val=ukuran) if ukuran else None,
            unsur("u", val="single") if self.garis_bawah else None,
            unsur("bdr", val="single", sz=8, space=0, color=self.bingkai) if self.bingkai else None,
        )
        return unsur("rPr", *anak) if any(satu is not None for satu in anak) else None


POLOS: Final = Huruf()


def build_rangkai(teks: str, huruf: Huruf = POLOS, *, is_utuh: bool = False) -> Unsur:
    r"""Build a run; line breaks and tabs become what Word knows as such.

    `is_utuh` lets no line end at a hyphen, as a minus sign needs it inside a sentence.

    >>> [satu.tag.rpartition("}")[2] for satu in build_rangkai("a\nb\x00")]
    ['t', 'br', 't']
    """
    hasil = unsur("r", huruf.build_sifat())
    pisah = _PISAH_UTUH if is_utuh else _PISAH
    for bagian in pisah.split(TAK_SAH.sub("\ufffd", teks)):
        if pisah.fullmatch(bagian):
            hasil.append(unsur(_TANDA[bagian]))
        elif bagian:
            isi = unsur("t")
            isi.text = bagian
            isi.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            hasil.append(isi)
    return hasil


def build_bidang(perintah: str, hasil: str, huruf: Huruf = POLOS) -> list[Unsur]:
    """Build a field with its result already there; `perintah` is never text from outside."""
    return [
        *open_bidang(perintah),
        build_rangkai(hasil, huruf),
        close_bidang(),
    ]


def open_bidang(perintah: str) -> list[Unsur]:
    """Build the runs before a field's result."""
    isi = unsur("instrText")
    isi.text = f" {perintah} "
    isi.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [
        unsur("r", unsur("fldChar", fldCharType="begin")),
        unsur("r", isi),
        unsur("r", unsur("fldChar", fldCharType="separate")),
    ]


def close_bidang() -> Unsur:
    """Build the run behind a field's result."""
    return unsur("r", unsur("fldChar", fldCharType="end"))


def build_rujukan(jangkar: str, *isi: Unsur) -> Unsur:
    """Build a link to a bookmark of the same document."""
    return unsur("hyperlink", *isi, anchor=jangkar, history=1)


def build_jangkar(nomor: int, nama: str, *isi: Unsur) -> list[Unsur]:
    """Put a bookmark around runs; a name that begins with `_` is hidden from readers."""
    return [
        unsur("bookmarkStart", id=nomor, name=nama),
        *isi,
        unsur("bookmarkEnd", id=nomor),
    ]
