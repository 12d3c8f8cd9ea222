"""Reports that came back with an electronic signature: kept only where they continue our own PDF.

A signing service appends to a file; its first bytes stay those of the report. Whether the
signature itself is genuine is for the issuer's service to say, not for the kit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from kinerja.berkas import compute_sha256_isi
from kinerja.galat import ParameterError

FOLDER_BERTANDA: Final = "ditandatangani"
"""Beside the reports: where people put the PDFs that were signed."""
_TANDA: Final = re.compile(rb"<30[0-9A-Fa-f]{16,}>")
_RENTANG: Final = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")


def list_bertanda(
    keluaran: Path, laporan: Mapping[str, bytes]
) -> Iterator[tuple[str, tuple[Path, str]]]:
    """List the signed PDFs of an output folder: the report each continues, its path and SHA-256.

    Args:
        keluaran: The output folder of the period.
        laporan: The bytes of each report's PDF, by its path in that folder.

    Raises:
        ParameterError: where a file is no signed continuation of a report, or is the second one.
    """
    ada: set[str] = set()
    for jalur in sorted((keluaran / FOLDER_BERTANDA).rglob("*")):
        if jalur.is_dir() and not jalur.is_symlink():
            continue
        tempat = jalur.relative_to(keluaran).as_posix()
        if jalur.is_symlink() or jalur.suffix.lower() != ".pdf":
            raise _tolak(tempat, "bukan berkas PDF", "PDF laporan yang ditandatangani")
        isi = jalur.read_bytes()
        asal = next((nama for nama, pdf in laporan.items() if isi.startswith(pdf)), "")
        if not asal:
            raise _tolak(tempat, "bukan kelanjutan PDF laporan mana pun", ", ".join(laporan))
        if sebab := describe_cacat(laporan[asal], isi):
            raise _tolak(tempat, sebab, f"{asal} yang ditandatangani")
        if asal in ada:
            raise _tolak(tempat, f"{asal} kedua kalinya", "satu berkas untuk tiap laporan")
        ada.add(asal)
        yield f"{FOLDER_BERTANDA}/{asal}", (jalur, compute_sha256_isi(isi))


def describe_cacat(asal: bytes, isi: bytes) -> str:
    """Say why a PDF is no signed continuation of another; empty where it is one.

    >>> describe_cacat(b"%PDF-1.7 a", b"%PDF-1.7 b")
    'isinya bukan kelanjutan laporan itu'
    >>> describe_cacat(b"%PDF-1.7", b"%PDF-1.7")
    'tidak memuat tanda tangan elektronik'
    """
    if not isi.startswith(asal):
        return "isinya bukan kelanjutan laporan itu"
    rentang = _RENTANG.findall(isi, len(asal))
    if not rentang:
        return "tidak memuat tanda tangan elektronik"
    awal, panjang, lanjut, sisa = (int(satu) for satu in rentang[-1])
    if awal != 0 or not 0 < panjang < lanjut or panjang < len(asal):
        return "rentang tanda tangannya tidak mencakup laporan"
    if lanjut + sisa < len(isi.rstrip()):
        return "ada yang ditambahkan sesudah ditandatangani"
    if lanjut + sisa > len(isi):
        return "terpotong"
    # The gap between the two ranges is the signature itself: a CMS object, in hexadecimal.
    return "" if _TANDA.fullmatch(isi[panjang:lanjut]) else "tidak memuat tanda tangan elektronik"


def _tolak(tempat: str, ditemukan: str, diharapkan: str) -> ParameterError:
    return ParameterError(
        "PDF bertanda tangan tidak dapat diarsipkan",
        tempat=tempat,
        ditemukan=ditemukan,
        diharapkan=diharapkan,
        saran="Tanda tangani PDF yang sekarang tanpa mencetak atau menyimpannya ulang, "
        "atau pindahkan berkas ini dari folder itu.",
    )
