"""The SQLite file: its one table, what guards it, and how its faults are told.

STRICT table, rollback journal, full synchronisation; triggers refuse to change or remove an event
and to append one out of turn. Rows are read and written in `isi_simpanan`. Knows nothing of the
mirror and of locks.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from kinerja.berkas import build_galat_tulis
from kinerja.galat import HanyaBacaError, KeutuhanError, KinerjaError, LingkunganError, SibukError
from kinerja.register.peristiwa import SARAN_BANGUN, build_galat

NAMA_REGISTER: Final = "register.sqlite"
SKEMA: Final = 2
_VERSI_TERENDAH: Final = (3, 37, 0)
_TUNGGU_DETIK: Final = 5
_TABEL: Final = (
    "CREATE TABLE peristiwa (nomor INTEGER PRIMARY KEY, waktu TEXT NOT NULL, jenis TEXT NOT NULL, "
    "periode TEXT NOT NULL, unit TEXT NOT NULL, oleh TEXT NOT NULL, alasan TEXT NOT NULL, "
    "isi TEXT NOT NULL, hash_lalu TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, "
    "sisa INTEGER NOT NULL) STRICT"
)
_TETAP: Final = (
    "CREATE TRIGGER peristiwa_tetap BEFORE UPDATE ON peristiwa "
    "BEGIN SELECT RAISE(ABORT, 'peristiwa tidak boleh diubah'); END"
)
_KEKAL: Final = (
    "CREATE TRIGGER peristiwa_kekal BEFORE DELETE ON peristiwa "
    "BEGIN SELECT RAISE(ABORT, 'peristiwa tidak boleh dihapus'); END"
)
_URUT: Final = (
    "CREATE TRIGGER peristiwa_urut BEFORE INSERT ON peristiwa "
    "WHEN NEW.nomor IS NOT (SELECT coalesce(max(nomor), 0) + 1 FROM peristiwa) OR NEW.hash_lalu "
    "IS NOT coalesce((SELECT hash FROM peristiwa ORDER BY nomor DESC LIMIT 1), '') "
    "BEGIN SELECT RAISE(ABORT, 'peristiwa harus menyambung'); END"
)
_PILAH: Final = "CREATE INDEX peristiwa_pilah ON peristiwa (jenis, periode, unit)"
DAFTAR_DDL: Final = (_TABEL, _TETAP, _KEKAL, _URUT, _PILAH)
_DDL_PER_SKEMA: Final[Mapping[int, frozenset[object]]] = {
    0: frozenset(),
    1: frozenset({_TABEL, _TETAP, _KEKAL, _URUT}),
    SKEMA: frozenset(DAFTAR_DDL),
}
"""Skema 1 had no index: it is read as it is, and gets one when a writer opens it."""
_TETAPKAN_SKEMA: Final = f"PRAGMA user_version={SKEMA}"
_PENGATURAN: Final = ("PRAGMA journal_mode=DELETE", "PRAGMA synchronous=FULL")


def run_sql(
    sambungan: sqlite3.Connection, perintah: str, nilai: Sequence[object] = ()
) -> list[tuple[object, ...]]:
    """Run one SQL command; the one door to the file, which tests make fail."""
    return sambungan.execute(perintah, nilai).fetchall()


@contextlib.contextmanager
def open_simpanan(jalur: Path, *, is_tulis: bool) -> Iterator[sqlite3.Connection]:
    """Open the file; a crash in the middle of a commit is rolled back by SQLite.

    Raises:
        KeutuhanError: where the file is damaged, or a newer version of the kit wrote it.
    """
    if sqlite3.sqlite_version_info < _VERSI_TERENDAH:
        raise LingkunganError(
            "SQLite terlalu lama",
            ditemukan=sqlite3.sqlite_version,
            diharapkan="3.37 atau lebih baru",
            saran="Pakai Python yang lebih baru.",
        )
    cara = "rwc" if is_tulis else "ro"
    if not is_tulis and _has_sisa_commit(jalur):
        cara = "rw"  # only a connection that may write can roll back
    with tell_galat():
        sambungan = sqlite3.connect(
            f"{jalur.absolute().as_uri()}?mode={cara}",
            uri=True,
            timeout=_TUNGGU_DETIK,
            isolation_level=None,
        )
    with contextlib.closing(sambungan):
        with tell_galat():
            check_skema(sambungan)
            for perintah in _PENGATURAN if is_tulis else ():
                run_sql(sambungan, perintah)
        yield sambungan


def _has_sisa_commit(jalur: Path) -> bool:
    return jalur.with_name(f"{jalur.name}-journal").exists() and os.access(jalur.parent, os.W_OK)


def check_skema(sambungan: sqlite3.Connection) -> None:
    """Refuse a file of a newer version, and one whose table or guards were changed."""
    (versi,) = run_sql(sambungan, "PRAGMA user_version")[0]
    if not isinstance(versi, int) or versi > SKEMA:
        raise KeutuhanError(
            "Register dibuat versi kinerja yang lebih baru",
            tempat=NAMA_REGISTER,
            ditemukan=f"skema {versi}",
            diharapkan=f"paling tinggi {SKEMA}",
            saran="Perbarui paket kinerja di komputer ini.",
        )
    ddl = {baris[0] for baris in run_sql(sambungan, "SELECT sql FROM sqlite_schema") if baris[0]}
    if versi not in _DDL_PER_SKEMA or ddl != _DDL_PER_SKEMA[versi]:
        raise build_galat(NAMA_REGISTER, "Tabel atau penjaga register diubah")


def prepare_skema(sambungan: sqlite3.Connection) -> None:
    """Make in a new or older file what it lacks of table, guards and index, all or nothing.

    No event is touched, so an older file needs no copy put aside.
    """
    with tell_galat():
        (versi,) = run_sql(sambungan, "PRAGMA user_version")[0]
    if versi == SKEMA:
        return
    with hold_commit(sambungan):
        ada = _DDL_PER_SKEMA[int(str(versi))]
        for perintah in (*(satu for satu in DAFTAR_DDL if satu not in ada), _TETAPKAN_SKEMA):
            run_sql(sambungan, perintah)


@contextlib.contextmanager
def hold_commit(sambungan: sqlite3.Connection) -> Iterator[None]:
    """Hold one transaction: all of it stands at the end, or nothing."""
    with tell_galat():
        run_sql(sambungan, "BEGIN IMMEDIATE")
        try:
            yield
            run_sql(sambungan, "COMMIT")
        except BaseException:
            if sambungan.in_transaction:
                sambungan.rollback()
            raise


@contextlib.contextmanager
def tell_galat() -> Iterator[None]:
    """Turn the faults of SQLite and of the disk into those of the kit."""
    try:
        yield
    except sqlite3.Error as galat:
        raise _describe(galat) from galat
    except UnicodeDecodeError as galat:
        raise build_galat(NAMA_REGISTER, "Register rusak") from galat
    except OSError as galat:
        if galat.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise build_hanya_baca() from galat
        raise build_galat_tulis(galat, Path(NAMA_REGISTER), 1) from galat


def build_hanya_baca() -> HanyaBacaError:
    """Build the error of a folder in which nothing can be recorded."""
    return HanyaBacaError(
        "Register tidak dapat ditulis",
        tempat="folder data",
        saran="Minta hak tulis pada folder data instansi ini.",
    )


def _describe(galat: sqlite3.Error) -> KinerjaError:
    kode = getattr(galat, "sqlite_errorcode", 0) & 0xFF
    if kode in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return SibukError(
            "Register sedang ditulis program lain",
            tempat=NAMA_REGISTER,
            saran="Tutup program itu, lalu jalankan lagi.",
        )
    if kode in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}:
        return build_hanya_baca()
    if kode in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}:
        nomor = errno.ENOSPC if kode == sqlite3.SQLITE_FULL else errno.EIO
        return build_galat_tulis(OSError(nomor, str(galat)), Path(NAMA_REGISTER), 1)
    return KeutuhanError(
        "Register rusak", tempat=NAMA_REGISTER, ditemukan=str(galat), saran=SARAN_BANGUN
    )
