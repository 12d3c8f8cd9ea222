"""Whether a workbook is small and plain enough to be loaded whole by the library that copies it.

That library builds an object for every element, rewrites shared formulas and matches names with
rules of its own; what could make that long is counted here first, in the raw parts. Works only on
bytes that passed the preflight.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import Final

from kinerja.excel import batas
from kinerja.excel.sel import parse_alamat
from kinerja.excel.wadah import is_bagian_xml

_UNSUR: Final = re.compile(rb"<(?:[\w.-]++:)?([A-Za-z][\w.-]*+)([^<>]*+)>([^<]*+)")
_RUJUKAN: Final = re.compile(rb"\sref\s*=\s*[\"']([^\"'<>]*)[\"']")
_WILAYAH: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_HUBUNGAN: Final = re.compile(rb"\s[\w.-]+:(?:id|embed|link)\s*=\s*[\"']([^\"'<>]*)[\"']")
_TUJUAN: Final = re.compile(rb"\sTarget\s*=\s*[\"'](?:[^\"'<>]*/)?([^\"'<>/]*)[\"']")
_LUAS_BEBAS: Final = frozenset({b"dimension", b"autoFilter", b"f", b"selection", b"sortState"})
_ISI_SEL: Final = frozenset({b"row", b"c", b"v", b"f", b"is", b"t", b"r", b"rPr"})
_AKHIRAN_GAMBAR: Final = (".png", ".jpeg", ".jpg", ".gif")
_AKHIRAN: Final = (b".png", b".jpeg", b".jpg", b".gif", b".xml", b".vml")
"""Parts that are counted; any other would be loaded uncounted."""
_GAMBAR: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
"""Kinds of pictures that are carried along as they are; others would be decoded."""


@dataclass(slots=True)
class _Hitung:
    """What has been counted so far."""

    unsur: int = 0
    lain: int = 0
    luas: int = 0
    rumus: int = 0
    terpanjang: int = 0
    tujuan: set[bytes] = field(default_factory=set)

    @property
    def is_wajar(self) -> bool:
        """Whether all of it is still within the limits."""
        return (
            self.unsur <= batas.UNSUR_SALINAN_MAKS
            and self.lain <= batas.UNSUR_LAIN_SALINAN_MAKS
            and self.luas <= batas.LUAS_SALINAN_MAKS
            and self.rumus * self.terpanjang <= batas.RUMUS_SALINAN_MAKS
        )


def is_wajar(isi: bytes) -> bool:
    """Tell whether a workbook stays small, and quickly read, when it is loaded whole."""
    hitung = _Hitung()
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        daftar = arsip.infolist()
        xml = [info for info in daftar if is_bagian_xml(info.filename)]
        gambar = [info for info in daftar if info.filename.casefold().endswith(_AKHIRAN_GAMBAR)]
        return (
            sum(info.file_size for info in xml) <= batas.XML_SALINAN_MAKS
            and sum(info.file_size for info in gambar) <= batas.GAMBAR_SALINAN_MAKS
            and all(_count(arsip.read(info), hitung) for info in xml)
            and all(arsip.read(info).startswith(_GAMBAR) for info in gambar)
        )


def _count(isi: bytes, hitung: _Hitung) -> bool:
    """Count the elements of a part; False as soon as there is too much of anything."""
    dirujuk: set[bytes] = set()
    for cocok in _UNSUR.finditer(isi):
        label, atribut, teks = cocok.groups()
        hitung.unsur += 1
        hitung.lain += label not in _ISI_SEL
        if len(atribut) > batas.TEKS_SALINAN_MAKS:
            return False
        if len(teks) > batas.TEKS_SALINAN_MAKS and label not in {b"t", b"v"}:
            return False
        if label == b"f":
            hitung.rumus += 1
            hitung.terpanjang = max(hitung.terpanjang, len(teks))
        if _is_berulang(label, atribut, hitung.tujuan, dirujuk):
            return False
        rujukan = None if label in _LUAS_BEBAS else _RUJUKAN.search(atribut)
        if rujukan:
            hitung.luas += _compute_luas(rujukan.group(1))
        if not hitung.is_wajar:
            return False
    return True


def _is_berulang(label: bytes, atribut: bytes, tujuan: set[bytes], dirujuk: set[bytes]) -> bool:
    """Whether a part is named that is not counted, or a second time: each time it is loaded."""
    if label == b"Relationship":
        if b"External" in atribut or b"/printerSettings" in atribut:
            return False
        cocok, sudah = _TUJUAN.search(atribut), tujuan
        if cocok is None or not cocok.group(1).lower().endswith(_AKHIRAN):
            return True
    else:
        cocok, sudah = None if label == b"hyperlink" else _HUBUNGAN.search(atribut), dirujuk
    if cocok is None or not cocok.group(1):
        return False
    is_ada = cocok.group(1) in sudah
    sudah.add(cocok.group(1))
    return is_ada


def _compute_luas(wilayah: bytes) -> int:
    """Count the cells of the ranges in an attribute; one that cannot be read counts as too many."""
    jumlah = 0
    for satu in wilayah.decode("utf-8", "replace").split():
        cocok = _WILAYAH.fullmatch(satu)
        if cocok is None:
            return batas.LUAS_SALINAN_MAKS + 1
        atas, kiri = parse_alamat(f"{cocok[1]}{cocok[2]}")
        bawah, kanan = parse_alamat(f"{cocok[3] or cocok[1]}{cocok[4] or cocok[2]}")
        jumlah += (abs(bawah - atas) + 1) * (abs(kanan - kiri) + 1)
    return jumlah
