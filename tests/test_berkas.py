"""Writing whole files, one writer at a time."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

import kinerja
from kinerja.berkas import place_berkas, write_berkas, write_singgahan
from kinerja.galat import LaporanError, SibukError
from kinerja.gembok import hold_gembok

PEGANG = """
import sys, time, pathlib
from kinerja.gembok import hold_gembok
with hold_gembok(pathlib.Path(sys.argv[1])):
    print("dipegang", flush=True)
    time.sleep(60)
"""


def list_nama(folder: Path) -> list[str]:
    """List what lies in a folder."""
    return sorted(jalur.name for jalur in folder.iterdir())


def test_a_file_is_replaced_whole(tmp_path) -> None:
    """The new text stands, nothing else is left."""
    for isi in (b"lama", b"baru"):
        assert write_berkas(tmp_path / "sub" / "a.json", isi) == tmp_path / "sub" / "a.json"
    assert (tmp_path / "sub" / "a.json").read_bytes() == b"baru"
    assert list_nama(tmp_path / "sub") == ["a.json"]


def test_a_file_of_the_caches_is_whole_but_nobody_waits_for_the_disk(tmp_path, monkeypatch) -> None:
    """It is moved over the old one unsynced; where it cannot be, the old one stays."""

    def fail(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fail)
    for isi in (b"lama", b"baru"):
        write_singgahan(tmp_path / "sub" / "a.json", isi)
    assert (tmp_path / "sub" / "a.json").read_bytes() == b"baru"
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(LaporanError, match="Ruang disk habis"):
        write_singgahan(tmp_path / "sub" / "a.json", b"lain")
    assert (tmp_path / "sub" / "a.json").read_bytes() == b"baru"
    assert list_nama(tmp_path / "sub") == ["a.json"]


@pytest.mark.gangguan(49)
@pytest.mark.parametrize("langkah", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("nomor", "pesan"),
    [(errno.ENOSPC, r"Ruang disk habis .*sedikitnya 1 MB"), (errno.EROFS, "tidak dapat ditulis")],
)
def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch, langkah, nomor, pesan) -> None:
    """Full or read-only disk at any step: old bytes, no temporary file, a message with the need."""
    tujuan = tmp_path / "a.json"
    tujuan.write_bytes(b"lama")

    def fail(*_):
        raise OSError(nomor, os.strerror(nomor))

    monkeypatch.setattr(*((os, "fsync") if langkah == "fsync" else (Path, "replace")), fail)
    with pytest.raises(LaporanError, match=pesan):
        write_berkas(tujuan, b"baru")
    assert tujuan.read_bytes() == b"lama"
    assert list_nama(tmp_path) == ["a.json"]


def refuse_ganti(tambalan, tujuan):
    """Let nothing be moved over a file, as on Windows where another program holds it open."""
    asli = Path.replace

    def refuse(sumber, ke):
        if ke == tujuan:
            raise PermissionError(errno.EACCES, "open")
        return asli(sumber, ke)

    tambalan.setattr(Path, "replace", refuse)


@pytest.mark.gangguan(50)
def test_an_output_open_elsewhere_gets_a_copy_beside_it(tmp_path, monkeypatch) -> None:
    """The new file is kept under a name of its own; the next success removes it."""
    tujuan = tmp_path / "laporan.pdf"
    tujuan.write_bytes(b"lama")
    with monkeypatch.context() as tambalan:
        refuse_ganti(tambalan, tujuan)
        assert write_berkas(tujuan, b"baru", is_samping=True).name == "laporan-baru.pdf"
    assert tujuan.read_bytes() == b"lama"
    write_berkas(tujuan, b"terbaru", is_samping=True)
    assert list_nama(tmp_path) == ["laporan.pdf"]


def test_data_open_elsewhere_is_an_error(tmp_path, monkeypatch) -> None:
    """A file that is read again never stands under another name; what does is not ours."""
    tujuan = tmp_path / "sekretariat.xlsx"
    tujuan.write_bytes(b"lama")
    (tmp_path / "sekretariat-baru.xlsx").write_bytes(b"milik orang")
    with monkeypatch.context() as tambalan:
        refuse_ganti(tambalan, tujuan)
        with pytest.raises(LaporanError, match="sedang dibuka program lain"):
            write_berkas(tujuan, b"baru")
    assert tujuan.read_bytes() == b"lama"
    write_berkas(tujuan, b"baru")
    assert (tmp_path / "sekretariat-baru.xlsx").read_bytes() == b"milik orang"
    assert list_nama(tmp_path) == ["sekretariat-baru.xlsx", "sekretariat.xlsx"]


@pytest.mark.parametrize("is_tautan", [True, False])
def test_placing_overwrites_nothing(tmp_path, monkeypatch, is_tautan) -> None:
    """On a disk with links and on one without: a free name is taken, a taken one is refused."""

    def refuse(*_):
        raise OSError(errno.EPERM, "no links")

    if not is_tautan:
        monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "baru").write_bytes(b"baru")
    (tmp_path / "ada").write_bytes(b"lama")
    with pytest.raises(FileExistsError):
        place_berkas(tmp_path / "baru", tmp_path / "ada")
    assert (tmp_path / "ada").read_bytes() == b"lama"
    place_berkas(tmp_path / "baru", tmp_path / "bebas")
    assert list_nama(tmp_path) == ["ada", "bebas"]
    assert (tmp_path / "bebas").read_bytes() == b"baru"


@pytest.mark.gangguan(44)
def test_a_second_run_is_told_who_holds_the_folder(tmp_path) -> None:
    """The message names the process; after it ends the lock is free."""
    jalur = tmp_path / "a.kunci"
    with (
        hold_gembok(jalur),
        pytest.raises(
            SibukError, match=rf"proses {os.getpid()} di komputer .* sejak \d\d-\d\d-20"
        ) as galat,
        hold_gembok(jalur),
    ):
        pass
    assert galat.value.kode_keluar == 4
    with hold_gembok(jalur):
        pass


def test_a_note_that_cannot_be_removed_does_not_keep_the_lock(tmp_path, monkeypatch) -> None:
    """As on Windows while somebody reads it: the run ends well and the next one gets the lock."""
    asli = Path.unlink

    def refuse(jalur, **lain):
        if jalur.suffix == ".pemegang":
            raise PermissionError(errno.EACCES, "open")
        asli(jalur, **lain)

    with monkeypatch.context() as tambalan:
        tambalan.setattr(Path, "unlink", refuse)
        with hold_gembok(tmp_path / "a.kunci"):
            pass
    with hold_gembok(tmp_path / "a.kunci"):
        assert str(os.getpid()) in (tmp_path / "a.pemegang").read_text()


@pytest.mark.gangguan(44)
def test_the_lock_of_a_dead_process_is_taken_over(tmp_path) -> None:
    """A living holder in another process is respected, a killed one is not waited for."""
    jalur = tmp_path / "a.kunci"
    with subprocess.Popen(
        [sys.executable, "-c", PEGANG, str(jalur)],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(Path(kinerja.__file__).parents[1])},
    ) as proses:
        assert proses.stdout is not None
        assert proses.stdout.readline() == b"dipegang\n"
        with pytest.raises(SibukError, match=f"proses {proses.pid} "), hold_gembok(jalur):
            pass
        proses.kill()
        proses.wait()
    with hold_gembok(jalur):
        pass


def test_a_lock_in_a_folder_that_cannot_be_written(tmp_path, monkeypatch):
    """The folder and the reason are named; nothing is held afterwards."""
    jalur = tmp_path / "kunci" / "x.kunci"
    with monkeypatch.context() as tambalan:
        tambalan.setattr(Path, "mkdir", refuse_mkdir)
        with pytest.raises(LaporanError) as galat, hold_gembok(jalur):
            pass
    assert galat.value.pesan == (
        f"Folder tidak dapat ditulis ({tmp_path / 'kunci'}): disk hanya dapat dibaca. "
        "Minta hak tulis pada folder itu, lalu jalankan lagi."
    )
    with hold_gembok(jalur):
        assert jalur.exists()


def refuse_mkdir(*_, **__):
    """Answer as a read-only disk does."""
    raise OSError(errno.EROFS, "Read-only file system")
