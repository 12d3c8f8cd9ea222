"""Looks a workbook over before anything of it is parsed: what it is, and whether it is safe.

The file is read once into memory, hashed, and everything after works on those bytes, so that
what was hashed is what was read. Does not parse XML and does not judge contents. May import only
`galat`, `model`, `temuan` of the package and its own siblings.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kinerja.excel.pencatat import Pencatat
from kinerja.excel.pindai import SEL_MAKS
from kinerja.excel.wadah import check_wadah
from kinerja.model import Berkas
from kinerja.temuan import Temuan

UKURAN_BERKAS_MAKS: Final = 50 * 1024 * 1024
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIMPAN: Final = "Buka di Excel lalu Simpan sebagai .xlsx (Buku Kerja Excel)."
_PERCOBAAN: Final = 2


@dataclass(frozen=True, slots=True)
class BerkasTerbaca:
    """A file that passed the preflight, with the bytes that were checked."""

    berkas: Berkas
    isi: bytes


def check_berkas(
    jalur: Path, *, akar: Path | None = None, unit: str = ""
) -> tuple[Berkas | None, list[Temuan]]:
    """Check a workbook as a file: content, size, parts, and that it stands still while read.

    Args:
        jalur: The workbook.
        akar: The working folder that names are relative to; the bare name is used without it.
        unit: The unit that the findings are told to.

    Returns:
        The file with its hash, or None where it is refused, and the findings.
    """
    pencatat = Pencatat(format_nama(jalur, akar), unit)
    terbaca = read_berkas(jalur, pencatat)
    return (terbaca.berkas if terbaca else None), pencatat.temuan


def read_berkas(jalur: Path, pencatat: Pencatat, sel_maks: int = SEL_MAKS) -> BerkasTerbaca | None:
    """Read a file's bytes and check them; None where the file is refused."""
    isi = _read_isi(jalur, pencatat)
    if isi is None or not _check_jenis(isi, pencatat) or not check_wadah(isi, pencatat, sel_maks):
        return None
    return BerkasTerbaca(Berkas(pencatat.berkas, compute_sha256(isi), len(isi)), isi)


def build_berkas(jalur: Path, akar: Path | None = None) -> Berkas | None:
    """Describe a file by name, hash and size without judging it; None where it cannot be read.

    For files that were refused: what was refused must be known too, or a second refused file in
    its place would look like the first.
    """
    terbaca = _read_isi(jalur, Pencatat(jalur.name))
    if terbaca is None:
        return None
    return Berkas(format_nama(jalur, akar), compute_sha256(terbaca), len(terbaca))


def compute_sha256(isi: bytes) -> str:
    """Give the hash by which a workbook is known; equal bytes are the same submission."""
    return hashlib.sha256(isi).hexdigest()


def format_nama(jalur: Path, akar: Path | None) -> str:
    """Give the name of a file relative to the working folder, with forward slashes."""
    if akar is None:
        return jalur.name
    try:
        return jalur.absolute().relative_to(akar.absolute()).as_posix()
    except ValueError:
        return jalur.name


def read_isi_berkas(jalur: Path, pencatat: Pencatat) -> bytes | None:
    """Read the bytes of any input file that stands still and is not too large; else None."""
    return _read_isi(jalur, pencatat)


def _read_isi(
    jalur: Path, pencatat: Pencatat, read: Callable[[Path], bytes] = Path.read_bytes
) -> bytes | None:
    for _ in range(_PERCOBAAN):
        try:
            sebelum = jalur.stat()
            if not jalur.is_file():
                break
            if sebelum.st_size > UKURAN_BERKAS_MAKS:
                pencatat.galat(
                    "K-BERKAS-BESAR",
                    "Berkas terlalu besar",
                    ditemukan=f"{sebelum.st_size // 1024**2} MB",
                    diharapkan=f"paling besar {UKURAN_BERKAS_MAKS // 1024**2} MB",
                    saran="Hapus gambar dan lembar yang tidak perlu, lalu simpan ulang.",
                )
                return None
            isi = read(jalur)
            sesudah = jalur.stat()
        except PermissionError:
            pencatat.galat(
                "K-BERKAS-TERBUKA",
                "Berkas tidak dapat dibaca",
                saran="Tutup berkas ini di Excel, atau minta izin membacanya, lalu ulangi.",
            )
            return None
        except OSError:
            break
        if (sebelum.st_size, sebelum.st_mtime_ns) == (sesudah.st_size, sesudah.st_mtime_ns) and len(
            isi
        ) == sesudah.st_size:
            return isi
    else:
        pencatat.galat(
            "K-BERKAS-BERUBAH",
            "Berkas berubah selagi dibaca",
            saran="Tunggu sampai penyimpanan atau sinkronisasi selesai, lalu ulangi.",
        )
        return None
    pencatat.galat(
        "K-BERKAS-HILANG",
        "Berkas tidak ada atau bukan berkas biasa",
        saran="Periksa nama dan letak berkas, lalu ulangi.",
    )
    return None


def _check_jenis(isi: bytes, pencatat: Pencatat) -> bool:
    if not isi:
        pencatat.galat(
            "K-BERKAS-KOSONG",
            "Berkas kosong",
            ditemukan="0 bita",
            saran="Minta pengirim mengirim ulang berkasnya.",
        )
        return False
    if isi.startswith(_OLE):
        _catat_ole(isi, pencatat)
        return False
    if isi.startswith(b"PK"):
        return True
    if isi.count(b"\0") > len(isi) // 10:
        ditemukan = "berkas biner yang tidak dikenal"
    elif isi.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        ditemukan = "halaman HTML atau XML"
    else:
        ditemukan = "teks (misalnya CSV)"
    pencatat.galat(
        "K-BERKAS-JENIS",
        "Berkas ini bukan buku kerja Excel walaupun berakhiran .xlsx",
        ditemukan=ditemukan,
        diharapkan="buku kerja .xlsx",
        saran=_SIMPAN,
    )
    return False


def _catat_ole(isi: bytes, pencatat: Pencatat) -> None:
    if "EncryptedPackage".encode("utf-16-le") in isi:
        pencatat.galat(
            "K-BERKAS-SANDI",
            "Berkas dilindungi kata sandi",
            saran="Buka sandi dahulu di Excel (Info, Lindungi Buku Kerja), lalu kirim ulang.",
        )
        return
    pencatat.galat(
        "K-BERKAS-LAMA",
        "Berkas memakai format Excel lama (.xls)",
        diharapkan="buku kerja .xlsx",
        saran=_SIMPAN,
    )
