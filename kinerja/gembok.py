"""One writer at a time: of an agency's period, of its register.

The lock is the operating system's, so that of a dead process is free at once; a note beside it
names the holder for whoever finds it taken. Breaks no lock of a living process.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from kinerja.berkas import describe_sebab, format_json, write_singgahan
from kinerja.galat import LaporanError, SibukError


@contextlib.contextmanager
def hold_gembok(
    jalur: Path, *, masalah: str = "Laporan yang sama sedang dibuat", tunggu_detik: float = 0
) -> Iterator[None]:
    """Hold the lock at `jalur` for the length of a run.

    Args:
        jalur: The lock file.
        masalah: What the message says is going on where the lock is taken.
        tunggu_detik: How long to wait for another holder to finish.

    Raises:
        SibukError: where another process holds it, naming process, computer and since when.
        LaporanError: where the folder of the lock cannot be written to.
    """
    catatan = jalur.with_suffix(".pemegang")
    gembok = FileLock(jalur, timeout=tunggu_detik)
    try:
        jalur.parent.mkdir(parents=True, exist_ok=True)
        gembok.acquire()
    except Timeout:  # an OSError too
        raise SibukError(
            masalah,
            ditemukan=_read_pemegang(catatan),
            saran="Tunggu sampai selesai, lalu jalankan lagi.",
        ) from None
    except OSError as galat:
        raise _build_galat(jalur, galat) from galat
    try:
        pemegang = {
            "pid": os.getpid(),
            "komputer": platform.node(),
            "sejak": datetime.now().astimezone().isoformat(timespec="seconds"),
        }
        write_singgahan(catatan, format_json(pemegang))
        yield
    finally:
        try:
            # Somebody may be reading the note; the next holder writes its own.
            with contextlib.suppress(OSError):
                catatan.unlink(missing_ok=True)
        finally:
            gembok.release()


def _build_galat(jalur: Path, galat: OSError) -> LaporanError:
    return LaporanError(
        "Folder tidak dapat ditulis",
        tempat=str(jalur.parent),
        ditemukan=describe_sebab(galat),
        saran="Minta hak tulis pada folder itu, lalu jalankan lagi.",
    )


def _read_pemegang(catatan: Path) -> str:
    try:
        isi = json.loads(catatan.read_bytes())
        sejak = datetime.fromisoformat(isi["sejak"]).astimezone()
        return (
            f"proses {isi['pid']} di komputer {isi['komputer']} sejak {sejak:%d-%m-%Y pukul %H.%M} "
            "waktu komputer ini"
        )
    except (OSError, ValueError, KeyError, TypeError):
        return "proses lain"
