"""Kills, full disks and failing writes: what was acknowledged is there, nothing half is visible."""

from __future__ import annotations

import contextlib
import errno
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kinerja.galat import KinerjaError
from kinerja.register import check_register, jurnal, open_register, simpanan
from tests.bantuan_register import (
    LINGKUNGAN,
    OPD,
    PYTHON,
    build_catatan,
    build_folder,
    fill_register,
    jurnal_di,
    list_peristiwa,
    run_pembunuhan,
)

CATAT = """
import sys, pathlib
from kinerja.folder import Folder
from kinerja.register import Catatan, open_register
folder = Folder(pathlib.Path(sys.argv[1]))
print("siap", flush=True)
while True:
    with open_register(folder, "bpkd", is_tulis=True) as register:
        for _ in range(5):
            akhir = register.append("uji", {"teks": "x" * 900})
            print(akhir.nomor, flush=True)
            daftar = [Catatan("uji", {"komit": akhir.nomor, "ke": ke}) for ke in range(3)]
            print(register.append_semua(daftar)[-1].nomor, flush=True)
"""
PENUH = """
import resource, signal, sys, pathlib
from kinerja.folder import Folder
from kinerja.galat import KinerjaError
from kinerja.register import check_register, open_register
folder = Folder(pathlib.Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
keras = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
gagal = 0
for batas in range(200, 60000, 700):
    resource.setrlimit(resource.RLIMIT_FSIZE, (batas, keras))
    diakui = 0
    try:
        with open_register(folder, "bpkd", is_tulis=True) as register:
            for _ in range(3):
                diakui = register.append("uji", {"teks": "x" * 700}).nomor
    except KinerjaError as galat:
        gagal += galat.kode_keluar == 1
    resource.setrlimit(resource.RLIMIT_FSIZE, (keras, keras))
    check_register(folder, "bpkd")
    with open_register(folder, "bpkd") as register:
        assert register.jumlah >= diakui
    with open_register(folder, "bpkd", is_tulis=True) as register:
        pass
    check_register(folder, "bpkd")
print(gagal)
"""


def test_a_killed_writer_loses_nothing_acknowledged(tmp_path) -> None:
    """Fifteen kills at random moments."""
    assert run_pembunuhan(build_folder(tmp_path), 15, 41, CATAT) > 15


@pytest.mark.panjang
def test_a_writer_killed_a_hundred_times_loses_nothing_acknowledged(tmp_path) -> None:
    """A hundred kills at other moments each time; the seed is printed."""
    benih = random.SystemRandom().randrange(10**6)
    assert run_pembunuhan(build_folder(tmp_path), 100, benih, CATAT) > 100


class Penghitung:
    """Lets calls through until the n-th, which fails; writes half of what it was given first."""

    def __init__(self, gagal_ke: int, galat: type[Exception]) -> None:
        self.sisa = gagal_ke
        self.galat = galat

    def count(self) -> bool:
        """Count a call; True where it must fail."""
        self.sisa -= 1
        return self.sisa == 0

    def wrap_sql(self, asli):
        """Wrap the door to SQLite."""

        def run(sambungan, perintah, nilai=()):
            if self.count():
                pesan = "disk I/O error"
                raise sqlite3.OperationalError(pesan)
            return asli(sambungan, perintah, nilai)

        return run

    def wrap_berkas(self, asli):
        """Wrap a door to the mirror."""

        def run(jalur: Path, isi) -> None:
            if self.count():
                if isinstance(isi, bytes):
                    asli(jalur, isi[: len(isi) // 2])
                raise OSError(errno.ENOSPC, "No space left on device")
            asli(jalur, isi)

        return run


@pytest.mark.gangguan(49)
def test_a_failure_of_any_write_leaves_a_whole_register(tmp_path, monkeypatch) -> None:
    """Call n fails, n = 1, 2, … until a run comes through: each time all or none is there."""
    folder = build_folder(tmp_path)
    fill_register(folder, 3)
    for nomor in range(1, 200):
        sebelum = list_peristiwa(folder)
        penghitung = Penghitung(nomor, OSError)
        selesai = 0
        with monkeypatch.context() as tambalan:
            tambalan.setattr(simpanan, "run_sql", penghitung.wrap_sql(simpanan.run_sql))
            for nama in ("append_isi", "cut_isi"):
                asli = getattr(jurnal, nama)
                tambalan.setattr(jurnal, nama, penghitung.wrap_berkas(asli))
            with (
                contextlib.suppress(KinerjaError),
                open_register(folder, OPD, is_tulis=True) as register,
            ):
                for _ in range(2):
                    register.append_semua([build_catatan(1), build_catatan(2)])
                    selesai += 2
        check_register(folder, OPD)
        sesudah = list_peristiwa(folder)
        assert sesudah[: len(sebelum)] == sebelum
        assert len(sesudah) - len(sebelum) in {selesai, selesai + 2}, nomor
        with open_register(folder, OPD, is_tulis=True):
            pass
        assert jurnal_di(folder).read_bytes() == jurnal.format_daftar(sesudah), nomor
        if penghitung.sisa > 0:
            break
    assert 10 < nomor < 199
    assert selesai == 4


def test_the_same_register_goes_on_after_a_failed_mirror(tmp_path, monkeypatch) -> None:
    """A writer whose mirror failed once completes it with the next event."""
    folder = build_folder(tmp_path)
    with open_register(folder, OPD, is_tulis=True) as register:
        penghitung = Penghitung(1, OSError)
        with monkeypatch.context() as tambalan:
            tambalan.setattr(jurnal, "append_isi", penghitung.wrap_berkas(jurnal.append_isi))
            with pytest.raises(KinerjaError, match="Ruang disk habis"):
                register.append("uji", {"ke": 1})
        assert register.append("uji", {"ke": 2}).nomor == 2
    check_register(folder, OPD)
    assert jurnal_di(folder).read_bytes() == jurnal.format_daftar(list_peristiwa(folder))


@pytest.mark.gangguan(49)
@pytest.mark.skipif(sys.platform == "win32", reason="batas ukuran berkas hanya ada di Unix")
def test_a_full_disk_at_any_size_leaves_a_whole_register(tmp_path) -> None:
    """The system itself refuses to let files grow, at many sizes, in SQLite as in the mirror."""
    folder = build_folder(tmp_path)
    hasil = subprocess.run(
        [PYTHON, "-c", PENUH, str(folder.akar)],
        capture_output=True,
        text=True,
        env=LINGKUNGAN,
        check=False,
    )
    assert hasil.returncode == 0, hasil.stderr
    assert int(hasil.stdout) > 10
