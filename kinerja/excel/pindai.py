"""Looks through the raw bytes of a workbook's XML parts while they are inflated.

Finds document types, cells far away, and more cells, elements or text than any form holds, before
a parser sees them. Regular expressions over the stream: nothing is parsed, nothing is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kinerja.excel.pencatat import format_kutipan
from kinerja.excel.tolak import build_besar, build_xml, is_jauh, jauh

SEL_MAKS: Final = 100_000
SEL_MAKS_TABEL: Final = 500_000
"""A table exported by another system may be larger than a form."""
UNSUR_PER_SEL: Final = 6
UNSUR_LAIN_MAKS: Final = 100_000
"""Elements of all parts that are no sheets: styles, relations, comments."""
BAGIAN_MAKS: Final = 64 * 1024 * 1024
TEKS_MAKS: Final = 1024 * 1024
"""Longest text, attribute or tag; a cell of Excel ends at 32.767 characters."""
POTONG: Final = 1 << 16
_TUMPANG: Final = 256
TEKS_XML: Final = (".xml", ".rels", ".vml")
"""Endings of the parts that are looked through; no other part is ever parsed."""
_ASING: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ASING_BUKU: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY|\[CDATA\[)", re.IGNORECASE)
"""In the workbook's own parts also raw text, which Excel writes nowhere and which hides tags."""
_ASING_PANJANG: Final = len("<![CDATA[") - 1
_JAUH: Final = re.compile(
    rb"<(?:\w+:)?c\s(?:[^<>]*\s)?r=[\"']([A-Z]{3,4}[0-9]+|[S-Z][A-Z][0-9]+|[A-Z]+[0-9]{5,})[\"']"
    rb"(?:[^<>]*[^/<>])?>"
)
_SEL: Final = re.compile(rb"<(?:\w+:)?c[\s/>]")
_LEMBAR: Final = ("xl/worksheets/", "xl/sharedstrings")
_HAPUS: Final = "Hapus baris dan kolom berformat di luar tabel, lalu simpan ulang."


@dataclass(slots=True)
class Jatah:
    """What a whole workbook may hold, and what was counted so far."""

    sel_maks: int
    sel: int = 0
    unsur_lembar: int = 0
    unsur_lain: int = 0


class Pemindai:
    """Scans one part, chunk by chunk."""

    def __init__(self, nama: str, jatah: Jatah) -> None:
        self._nama = nama
        self._jatah = jatah
        self._is_lembar = nama.casefold().startswith(_LEMBAR)
        self._asing = _ASING_BUKU if nama.casefold().startswith("xl/") else _ASING
        self._ukuran = 0
        self._ekor = b""
        self._jarak = 0

    def feed(self, potong: bytes) -> None:
        """Look through the next chunk, of at most `POTONG` bytes.

        Raises:
            TolakError: where the part holds what is refused.
        """
        if not self._ukuran and b"\0" in potong[:4]:
            raise build_xml(self._nama, "sandi aksara selain UTF-8")
        self._ukuran += len(potong)
        asing = self._asing.search(self._ekor[-_ASING_PANJANG:] + potong)
        if asing:
            raise build_xml(self._nama, asing.group().decode())
        self._check_teks(potong)
        self._count(potong)
        for cocok in _JAUH.finditer(self._ekor + potong):
            sel = cocok.group(1).decode()
            if is_jauh(sel):
                raise jauh(sel)
        self._ekor = (self._ekor + potong)[-_TUMPANG:]

    def _check_teks(self, potong: bytes) -> None:
        """Refuse a part, or a stretch without a tag, longer than a workbook of this kind has."""
        awal = potong.find(b"<")
        jarak = self._jarak + (len(potong) if awal < 0 else awal)
        if self._ukuran > BAGIAN_MAKS or jarak > TEKS_MAKS:
            raise build_besar(
                f"bagian {format_kutipan(self._nama)}",
                "Ringkas teks di selnya (paling banyak 32.767 karakter), lalu simpan ulang.",
                "Buku kerja memuat teks yang terlalu panjang",
            )
        self._jarak = jarak if awal < 0 else len(potong) - potong.rfind(b"<") - 1

    def _count(self, potong: bytes) -> None:
        jatah, unsur = self._jatah, potong.count(b"<")
        if not self._is_lembar:
            jatah.unsur_lain += unsur
            if jatah.unsur_lain > UNSUR_LAIN_MAKS:
                raise build_besar(
                    f"lebih dari {UNSUR_LAIN_MAKS} unsur di luar lembar",
                    "Hapus gaya sel, nama, komentar, dan gambar yang tidak perlu, atau salin "
                    "tabelnya ke buku kerja baru.",
                )
            return
        jatah.sel += sum(1 for _ in _SEL.finditer(potong))
        if jatah.sel > jatah.sel_maks:
            raise build_besar(
                f"lebih dari {jatah.sel_maks} sel", _HAPUS, "Buku kerja berisi terlalu banyak sel"
            )
        jatah.unsur_lembar += unsur
        if jatah.unsur_lembar > jatah.sel_maks * UNSUR_PER_SEL:
            raise build_besar(f"lebih dari {jatah.sel_maks * UNSUR_PER_SEL} unsur", _HAPUS)
