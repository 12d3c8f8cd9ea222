"""One small streaming XML reader that refuses what no Office program writes.

Document types, entities and external references stop the reading before anything is expanded,
the way defusedxml does; a parser for the whole tree is never built.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Never
from xml.parsers import expat

from kinerja.excel.pencatat import format_kutipan
from kinerja.excel.tolak import TolakError, build_rusak, build_xml

_POTONG = 1 << 16
_DIGIT_MAKS = 9
_DALAM_MAKS = 100
Mulai = Callable[[str, dict[str, str]], None]
Selesai = Callable[[str], None]
Huruf = Callable[[str], None]


def read_xml(
    aliran: IO[bytes],
    nama: str,
    mulai: Mulai,
    selesai: Selesai | None = None,
    huruf: Huruf | None = None,
) -> None:
    """Stream one part of a workbook through handlers; names reach them without prefix.

    Raises:
        TolakError: where the part holds a document type or is no well-formed XML.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def tolak(*_: object) -> Never:
        raise build_xml(nama, "DOCTYPE atau ENTITY")

    parser.StartDoctypeDeclHandler = tolak
    parser.EntityDeclHandler = tolak
    parser.UnparsedEntityDeclHandler = tolak
    parser.ExternalEntityRefHandler = tolak

    dalam = 0

    def mulai_tanpa_awalan(label: str, atribut: dict[str, str]) -> None:
        nonlocal dalam
        dalam += 1
        if dalam > _DALAM_MAKS:
            raise build_xml(nama, f"unsur bersarang lebih dari {_DALAM_MAKS} kali")
        mulai(label.rpartition(":")[2], atribut)

    def selesai_tanpa_awalan(label: str) -> None:
        nonlocal dalam
        dalam -= 1
        if selesai is not None:
            selesai(label.rpartition(":")[2])

    parser.StartElementHandler = mulai_tanpa_awalan
    parser.EndElementHandler = selesai_tanpa_awalan
    if huruf is not None:
        parser.CharacterDataHandler = huruf
    try:
        while potong := aliran.read(_POTONG):
            parser.Parse(potong, False)  # noqa: FBT003 - expat takes it by position only
        parser.Parse(b"", True)  # noqa: FBT003 - the same
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
