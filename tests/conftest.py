"""Options of the test command, and the sample's working folder that most tests start from."""

import shutil

import pytest

from kinerja.contoh.buat import write_contoh
from kinerja.folder import Folder

SEKELOMPOK = frozenset(
    {
        "test_arsip",
        "test_buku_rumus",
        "test_disposisi_bunuh",
        "test_ekspor_xlsx",
        "test_laporan_contoh",
        "test_laporan_tahunan",
        "test_peramban",
        "test_publik",
    }
)
"""Modules whose tests share something that takes long to make: each stays in one process."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Keep the tests of those modules together."""
    for butir in items:
        nama = butir.module.__name__.rpartition(".")[2] if hasattr(butir, "module") else ""
        if nama in SEKELOMPOK:
            butir.add_marker(pytest.mark.xdist_group(nama))


def pytest_addoption(parser):
    """`--update-golden` rewrites tests/golden/ from what the reports show now."""
    parser.addoption("--update-golden", action="store_true", help="tulis ulang tests/golden")


@pytest.fixture(scope="session")
def asli(tmp_path_factory):
    """The sample's working folder, made once for each test process; never to be changed."""
    akar = tmp_path_factory.mktemp("contoh") / "kerja"
    write_contoh(Folder(akar))
    return akar


@pytest.fixture
def akar(asli, tmp_path, monkeypatch):
    """A fresh copy of the sample's working folder, which is also the current one."""
    shutil.copytree(asli, tmp_path / "kerja")
    monkeypatch.chdir(tmp_path / "kerja")
    return tmp_path / "kerja"


@pytest.fixture
def check_golden(request):
    """Compare text with a stored file, or rewrite that file where asked to."""

    def check(jalur, teks):
        if request.config.getoption("--update-golden"):
            jalur.parent.mkdir(exist_ok=True)
            jalur.write_text(teks, encoding="utf-8")
        assert jalur.read_text(encoding="utf-8") == teks

    return check
