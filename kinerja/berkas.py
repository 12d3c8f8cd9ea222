"""Writing files so that a reader only ever sees the old or the new one, whole.

A file is made beside its target, flushed to disk and moved over it. Where the target is open in
another program (Windows), that fails; only an output that people read may then stand beside it
under a name of its own, never data. Knows nothing of reports.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from kinerja.galat import LaporanError

IMBUHAN_BARU: Final = "-baru"
"""Ending of the name a new file gets where its target is held open by another program."""
_SEBAB: Final = {
    errno.EACCES: "tidak diizinkan, atau sedang dibuka program lain",
    errno.EPERM: "tidak diizinkan",
    errno.EROFS: "disk hanya dapat dibaca",
    errno.EISDIR: "ada folder dengan nama itu",
    errno.ENOENT: "foldernya hilang",
    errno.EIO: "disk rusak atau terputus",
    errno.ENOSPC: "ruang disk habis",
    errno.EDQUOT: "jatah disk habis",
    errno.ENOTDIR: "ada berkas di tempat folder",
    errno.EMFILE: "terlalu banyak berkas terbuka",
}
_POTONGAN: Final = 1 << 20


def compute_sha256(jalur: Path) -> str:
    """Compute the SHA-256 of a file without holding it in memory."""
    sidik = hashlib.sha256()
    with jalur.open("rb") as berkas:
        while potongan := berkas.read(_POTONGAN):
            sidik.update(potongan)
    return sidik.hexdigest()


def compute_sha256_isi(isi: bytes) -> str:
    """Compute the SHA-256 by which content is known; equal bytes are the same file.

    >>> compute_sha256_isi(b"")[:12]
    'e3b0c44298fc'
    """
    return hashlib.sha256(isi).hexdigest()


def format_json(data: Any) -> bytes:  # noqa: ANN401 - any JSON value
    r"""Format data as canonical JSON: sorted keys, UTF-8, one final newline.

    >>> format_json({"b": 1, "a": "é"}).decode()
    '{\n  "a": "é",\n  "b": 1\n}\n'
    """
    teks = json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False)
    return f"{teks}\n".encode()


def write_berkas(tujuan: Path, isi: bytes, *, is_samping: bool = False) -> Path:
    """Write a file whole or not at all; gives the path it got (see `replace_berkas`).

    Raises:
        LaporanError: where the disk is full, or folder or file cannot be written; the old file
            stays.
    """
    with stage_berkas(tujuan, isi) as sementara:
        return replace_berkas(sementara, tujuan, is_samping=is_samping)


def write_singgahan(tujuan: Path, isi: bytes) -> None:
    """Write whole what is made again where it is lost: nobody waits until it is on the disk.

    After a power cut it may be empty; whoever reads it must take that for a file that is not there.

    Raises:
        LaporanError: as `write_berkas`.
    """
    with stage_berkas(tujuan, isi, is_tahan=False) as sementara:
        sementara.replace(tujuan)


@contextlib.contextmanager
def stage_berkas(tujuan: Path, isi: bytes, *, is_tahan: bool = True) -> Iterator[Path]:
    """Write a file beside its target, for the caller to move; what is left of it is removed.

    Args:
        tujuan: The target.
        isi: What it holds.
        is_tahan: Whether it must be on the disk before it is moved.

    Raises:
        LaporanError: where writing or the caller's moving fails.
    """
    sementara = ""
    try:
        tujuan.parent.mkdir(parents=True, exist_ok=True)
        pegangan, sementara = tempfile.mkstemp(prefix=f".{tujuan.name}.", dir=tujuan.parent)
        with os.fdopen(pegangan, "wb") as berkas:
            berkas.write(isi)
            if is_tahan:
                berkas.flush()
                os.fsync(berkas.fileno())
        Path(sementara).chmod(0o644)
        yield Path(sementara)
    except OSError as galat:
        raise build_galat_tulis(galat, tujuan, len(isi)) from galat
    finally:
        if sementara:
            Path(sementara).unlink(missing_ok=True)


def replace_berkas(sumber: Path, tujuan: Path, *, is_samping: bool = False) -> Path:
    """Move a finished file over its target on the same disk; gives the path it got.

    Args:
        sumber: The finished file.
        tujuan: What it replaces.
        is_samping: Whether it may be placed as `<nama>-baru.<akhiran>` where the target is open in
            another program. For outputs that people read, never for data: what is read again must
            stand under its own name. The next successful replacement removes such a copy.
    """
    beside = name_samping(tujuan)
    try:
        sumber.replace(tujuan)
    except PermissionError:
        if not is_samping or not tujuan.exists():
            raise
        sumber.replace(beside)
        return beside
    if is_samping:
        beside.unlink(missing_ok=True)
    sync_folder(tujuan.parent)
    return tujuan


def place_berkas(sumber: Path, tujuan: Path) -> None:
    """Move a finished file to a name on the same disk that is free; overwrites nothing.

    Raises:
        FileExistsError: where something stands there.
    """
    try:
        os.link(sumber, tujuan)
    except FileExistsError:
        raise
    except OSError:  # a disk that knows no links
        if tujuan.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(tujuan)) from None
        sumber.rename(tujuan)
    else:
        sumber.unlink()
    sync_folder(tujuan.parent)


def name_samping(tujuan: Path) -> Path:
    """Name the file that stands beside a target which another program holds open.

    >>> name_samping(Path("laporan.pdf")).name
    'laporan-baru.pdf'
    """
    return tujuan.with_name(f"{tujuan.stem}{IMBUHAN_BARU}{tujuan.suffix}")


def build_galat_tulis(galat: OSError, tujuan: Path, ukuran: int) -> LaporanError:
    """Build the message for a write that failed, with the space it needs."""
    if galat.errno in {errno.ENOSPC, errno.EDQUOT}:
        megabita = max(1, -(-ukuran // 1_000_000))
        return LaporanError(
            "Ruang disk habis",
            tempat=tujuan.name,
            saran=f"Kosongkan sedikitnya {megabita} MB, lalu jalankan lagi.",
        )
    return LaporanError(
        "Berkas tidak dapat ditulis",
        tempat=tujuan.name,
        ditemukan=describe_sebab(galat),
        saran="Periksa hak tulis folder itu dan tutup berkas yang sedang dibuka.",
    )


def describe_sebab(galat: OSError) -> str:
    """Say in words why the system refused.

    >>> describe_sebab(OSError(errno.EROFS, "Read-only file system"))
    'disk hanya dapat dibaca'
    """
    return _SEBAB.get(galat.errno or 0, f"kode sistem {galat.errno}")


def sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut; Windows has no such call."""
    if os.name == "nt":
        return
    pegangan = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(pegangan)
    finally:
        os.close(pegangan)
