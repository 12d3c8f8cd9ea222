"""Options of the test command, and the sample's working folder that most tests start from."""

import contextlib
import os
import shutil

import pytest

from kinerja.contoh.buat import write_contoh
from kinerja.folder import Folder

LAMA = (
    "test_laporan_contoh",
    "test_dua_triwulan",
    "test_peramban",
    "test_laporan_tahunan",
    "test_arsip",
    "test_terima_tahan",
    "test_tindak_lanjut_formulir",
    "test_triwulan_b",
    "test_terima_jalan",
    "test_gangguan_laporan",
    "test_publik",
    "test_kiriman",
    "test_ingatan",
    "test_buku_rumus",
    "test_gangguan_batas",
    "test_klaster",
    "test_kunci",
    "test_docs",
)
"""Modules that take long, the longest first."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Begin with what takes long, so that no process works alone at the end."""
    tempat = {nama: nomor for nomor, nama in enumerate(LAMA)}
    items.sort(key=lambda butir: tempat.get(butir.path.stem, len(tempat)))


def pytest_addoption(parser):
    """`--update-golden` rewrites tests/golden/ from what the reports show now."""
    parser.addoption("--update-golden", action="store_true", help="tulis ulang tests/golden")


@pytest.fixture(scope="module", autouse=True)
def _satu_proses(request, tmp_path_factory):
    """Refuse a module whose tests came to two processes: each would make what they share."""
    if pekerja := os.environ.get("PYTEST_XDIST_WORKER"):
        nama = request.module.__name__
        tanda = tmp_path_factory.getbasetemp().parent / f"{nama}.proses"
        with contextlib.suppress(FileExistsError), tanda.open("x") as berkas:
            berkas.write(pekerja)
        assert tanda.read_text() == pekerja, f"{nama}: dijalankan dua proses, lihat --dist"


@pytest.fixture(scope="session")
def _contoh(tmp_path_factory):
    """The sample's working folder, made once for each test process, and every byte of it."""
    akar = tmp_path_factory.mktemp("contoh") / "kerja"
    write_contoh(Folder(akar))
    return akar, _read_semua(akar)


@pytest.fixture(scope="module")
def asli(_contoh):
    """The sample's working folder as made, for all modules; a module that changes it fails."""
    akar, semula = _contoh
    yield akar
    kini = _read_semua(akar)
    berubah = [nama for nama in sorted(semula | kini) if semula.get(nama) != kini.get(nama)]
    assert berubah == [], "contoh bersama diubah; pakai salinannya (akar)"


def _read_semua(akar):
    """Read every file below a folder."""
    return {
        jalur.relative_to(akar).as_posix(): jalur.read_bytes()
        for jalur in akar.rglob("*")
        if jalur.is_file()
    }


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
