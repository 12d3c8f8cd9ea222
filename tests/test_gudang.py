"""The store by hash: bytes and files go in once, and come out only as they went in."""

from __future__ import annotations

import errno
import hashlib
import os

import pytest

from kinerja.galat import KeutuhanError, LaporanError, ParameterError
from kinerja.gudang import Gudang

ISI = b"isi " * 1_000_000
SIDIK = hashlib.sha256(ISI).hexdigest()


@pytest.fixture
def gudang(tmp_path):
    """An empty store."""
    return Gudang(tmp_path / "data/terima")


def list_berkas(gudang):
    """List the files of a store."""
    return [jalur.name for jalur in gudang.induk.rglob("*") if jalur.is_file()]


def test_bytes_and_file_of_equal_content_are_one(gudang, tmp_path) -> None:
    """Under the hash, with nothing half beside it."""
    (tmp_path / "a.pdf").write_bytes(ISI)
    assert gudang.put_berkas(tmp_path / "a.pdf", ".pdf") == (SIDIK, len(ISI))
    assert gudang.put(ISI, ".pdf") == gudang.induk / SIDIK[:2] / f"{SIDIK}.pdf"
    assert list_berkas(gudang) == [f"{SIDIK}.pdf"]
    assert gudang.read(SIDIK, ".pdf") == ISI


@pytest.mark.parametrize("is_berkas", [True, False])
def test_damaged_content_is_told_and_stored_anew(gudang, tmp_path, is_berkas) -> None:
    """Reading refuses it; the same content handed in again mends it."""
    (tmp_path / "a.pdf").write_bytes(ISI)
    gudang.put(ISI, ".pdf").write_bytes(b"lain")
    with pytest.raises(KeutuhanError, match="berubah"):
        gudang.read(SIDIK, ".pdf")
    if is_berkas:
        gudang.put_berkas(tmp_path / "a.pdf", ".pdf")
    else:
        gudang.put(ISI, ".pdf")
    assert gudang.read(SIDIK, ".pdf") == ISI


def test_missing_content_is_told(gudang) -> None:
    """With its place below the data folder."""
    with pytest.raises(KeutuhanError, match=rf"hilang \(terima/{SIDIK[:2]}/{SIDIK}\.pdf"):
        gudang.read(SIDIK, ".pdf")


@pytest.mark.parametrize("langkah", ["fsync", "replace"])
def test_a_full_disk_leaves_nothing_half(gudang, tmp_path, monkeypatch, langkah) -> None:
    """The space it needs is told."""
    (tmp_path / "a.pdf").write_bytes(ISI)

    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, langkah, fail)
    with pytest.raises(LaporanError, match=r"Ruang disk habis \(a\.pdf.*sedikitnya 4 MB"):
        gudang.put_berkas(tmp_path / "a.pdf", ".pdf")
    assert list_berkas(gudang) == []


def test_what_is_no_hash_is_no_path(gudang) -> None:
    """Nothing outside the store can be named."""
    with pytest.raises(ParameterError):
        gudang.build_jalur("../" + "a" * 61, ".pdf")
