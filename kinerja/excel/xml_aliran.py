"""One small XML reader by events that refuses what no Office program writes.

Document types, entities and external references stop the reading before anything is expanded,
the way defusedxml does; a parser for the whole tree is never built. A part is handed over in one
piece: a parser fed in pieces begins a long token anew with each of them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Never
from xml.parsers import expat

from kinerja.excel.batas import KEDALAMAN_MAKS, TEKS_MAKS
from kinerja.excel.pencatat import format_kutipan
from kinerja.excel.tolak import TolakError, build_besar, build_bom, build_rusak, build_xml
from kinerja.excel.wadah import is_bagian_xml

_DIGIT_MAKS = 9
Mulai = Callable[[str, dict[str, str]], None]
Selesai = Callable[[str], None]
Huruf = Callable[[str], None]


@dataclass(slots=True)
class Teks:
    """Collects the pieces of one text, up to the limit."""

    potongan: list[str] = field(default_factory=list)
    panjang: int = 0

    def begin(self) -> None:
        """Start a new text."""
        self.potongan.clear()
        self.panjang = 0

    def add(self, isi: str) -> None:
        """Take a piece.

        Raises:
            TolakError: where the text grows beyond anything that fits into a cell.
        """
        self.panjang += len(isi)
        if self.panjang > TEKS_MAKS:
            raise build_besar(
                "teks atau keterangan yang terlalu panjang", f"lebih dari {TEKS_MAKS} karakter"
            )
        self.potongan.append(isi)

    def join(self) -> str:
        """Give the text."""
        return "".join(self.potongan)


def read_xml(
    arsip: zipfile.ZipFile,
    nama: str,
    mulai: Mulai,
    selesai: Selesai | None = None,
    huruf: Huruf | None = None,
) -> None:
    """Send one checked part of a workbook through handlers; names reach them without prefix.

    Raises:
        TolakError: where the part holds a document type, nests too deep, or is no well-formed XML.
    """
    if not is_bagian_xml(nama):
        raise build_xml(nama, "bagian XML dengan akhiran nama lain")
    parser = expat.ParserCreate()
    parser.buffer_text = True
    kedalaman = 0

    def tolak(*_: object) -> Never:
        raise build_xml(nama, "DOCTYPE atau ENTITY")

    parser.StartDoctypeDeclHandler = tolak
    parser.EntityDeclHandler = tolak
    parser.UnparsedEntityDeclHandler = tolak
    parser.ExternalEntityRefHandler = tolak

    def mulai_tanpa_awalan(label: str, atribut: dict[str, str]) -> None:
        nonlocal kedalaman
        kedalaman += 1
        if kedalaman > KEDALAMAN_MAKS:
            raise build_bom(f"unsur bersarang lebih dari {KEDALAMAN_MAKS} tingkat")
        mulai(label.rpartition(":")[2], atribut)

    def selesai_tanpa_awalan(label: str) -> None:
        nonlocal kedalaman
        kedalaman -= 1
        if selesai is not None:
            selesai(label.rpartition(":")[2])

    parser.StartElementHandler = mulai_tanpa_awalan
    parser.EndElementHandler = selesai_tanpa_awalan
    if huruf is not None:
        parser.CharacterDataHandler = huruf
    try:
        parser.Parse(arsip.read(nama), True)  # noqa: FBT003 - expat takes it by position only
    except (expat.ExpatError, ValueError, LookupError) as galat:  # the last two: its encoding
        raise build_rusak(f'bagian "{nama}" tidak dapat diurai') from galat


def parse_nomor(teks: str) -> int:
    """Read a whole number that a program wrote into an attribute.

    Raises:
        TolakError: where it is none, which only damaged files hold.
    """
    rapi = teks.strip()
    if not (rapi.isascii() and rapi.isdigit()) or len(rapi) > _DIGIT_MAKS:
        raise rusak(teks)
    return int(rapi)


def rusak(ditemukan: str) -> TolakError:
    """Build the refusal of a part whose inner addresses or numbers make no sense."""
    return build_rusak(f"alamat atau nomor {format_kutipan(ditemukan)}")
