"""The command line as a process of its own: closed streams, Ctrl-C while it starts, its machine."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kinerja
from kinerja.galat import LingkunganError
from kinerja.jalankan.lingkungan import check_pustaka, describe_pustaka, note_pustaka

AKAR = Path(kinerja.__file__).parents[1]
KINERJA = [sys.executable, "-m", "kinerja.cli"]
LINGKUNGAN = os.environ | {"PYTHONPATH": str(AKAR)}
TABEL = str(AKAR / "docs" / "contoh" / "tabel-terbit.csv")

butuh_sh = pytest.mark.skipif(
    os.name == "nt" or shutil.which("sh") is None,
    reason="aliran ditutup dengan sh, yang tidak ada di sini",
)
butuh_full = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="disk penuh ditiru dengan /dev/full, yang tidak ada"
)


@pytest.fixture(scope="module")
def asal(asli, tmp_path_factory):
    """The sample's working folder, made once."""
    akar = tmp_path_factory.mktemp("proses") / "kerja"
    shutil.copytree(asli, akar)
    return akar


@pytest.fixture
def kerja(asal, tmp_path):
    """A copy of the sample's working folder."""
    shutil.copytree(asal, tmp_path / "kerja")
    return tmp_path / "kerja"


def run_sh(arah: str, *args: str, **lain: str) -> subprocess.CompletedProcess[str]:
    """Run a command under a shell's redirections."""
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {arah}', "sh", *KINERJA, *args],
        capture_output=True,
        text=True,
        env=LINGKUNGAN | lain,
        check=False,
        timeout=100,
    )


def run_rusak(folder: Path, nama: str, isi: str, *args: str) -> subprocess.CompletedProcess[str]:
    """Run a command with a spoilt library in front of the installed one."""
    folder.mkdir()
    (folder / f"{nama}.py").write_text(isi)
    return subprocess.run(
        [*KINERJA, *args],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(AKAR), str(folder)))},
        check=False,
        timeout=100,
    )


# --- closed and broken streams ---------------------------------------------------------------


@butuh_sh
@pytest.mark.parametrize("arah", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    ("args", "kode"),
    [(["--versi"], 0), (["hitung", TABEL], 0), (["periksa", "2026-tw9"], 2), (["periksaa"], 2)],
)
def test_closed_streams_change_no_exit_code(arah: str, args: list[str], kode: int) -> None:
    """A job of the system has no terminal; what it is told by is the exit code."""
    hasil = run_sh(arah, *args)
    assert hasil.returncode == kode, hasil.stderr
    assert "tak terduga" not in hasil.stderr


@butuh_sh
def test_a_closed_stream_takes_nothing_of_a_file(kerja: Path) -> None:
    """What is printed goes nowhere, not into the register that was opened in its place."""
    hasil = run_sh("<&- >&- 2>&-", "periksa", "2026-tw2", "--folder", str(kerja))
    assert hasil.returncode == 0
    hasil = run_sh("", "register", "--periksa", "--folder", str(kerja))
    assert (hasil.returncode, "utuh" in hasil.stdout) == (0, True), hasil.stderr


@pytest.mark.parametrize("args", [["--versi"], ["--help"], ["hitung", TABEL], ["impor", "--help"]])
def test_a_reader_that_is_gone_is_no_failure(args: list[str]) -> None:
    """As in `kinerja --help | head -1`."""
    baca, tulis = os.pipe()
    os.close(baca)
    with os.fdopen(tulis, "wb") as pipa:
        hasil = subprocess.run(
            [*KINERJA, *args], stdout=pipa, stderr=subprocess.PIPE, env=LINGKUNGAN, check=False
        )
    assert (hasil.returncode, hasil.stderr.count(b"Error")) == (0, 0)


@butuh_sh
@butuh_full
def test_a_result_that_cannot_be_written_is_a_failure() -> None:
    """Exit 1 in words; a message that cannot be written changes no exit code."""
    for args in (["--versi"], ["hitung", TABEL]):
        hasil = run_sh(">/dev/full", *args)
        assert (hasil.returncode, "tak terduga" in hasil.stderr) == (1, False)
        assert "ruang disk habis" in hasil.stderr
    hasil = run_sh("2>/dev/full", "hitung", TABEL)
    assert (hasil.returncode, "cocok" in hasil.stdout) == (0, True)
    assert run_sh("2>/dev/full", "periksa", "2026-tw9").returncode == 2
    assert run_sh(">/dev/full", "periksa", "2026-tw9", "--json").returncode == 2


# --- Ctrl-C while it starts ------------------------------------------------------------------


def test_ctrl_c_during_the_first_imports(tmp_path: Path) -> None:
    """Before there is a command line to answer: 130, and no traceback."""
    hasil = run_rusak(tmp_path / "rusak", "click", "raise KeyboardInterrupt", "--versi")
    assert (hasil.returncode, hasil.stderr) == (130, "")


@pytest.mark.gangguan(42)
@pytest.mark.notebook
@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is simulated by POSIX signals")
def test_ctrl_c_while_the_workers_load(kerja: Path) -> None:
    """A terminal sends it to every process of the run: 130, no traceback, nothing half made."""
    proses = subprocess.Popen(
        [*KINERJA, "laporan", "2026-tw2", "--folder", str(kerja)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=LINGKUNGAN,
        start_new_session=True,
    )
    tanda = kerja / "outputs" / ".kinerja" / "singgahan" / "prabuat.txt"
    batas = time.monotonic() + 60
    while not tanda.exists() and time.monotonic() < batas and proses.poll() is None:
        time.sleep(0.02)
    time.sleep(0.3)
    os.killpg(proses.pid, signal.SIGINT)
    _, galat = proses.communicate(timeout=100)
    assert tanda.exists()
    assert proses.returncode == 130, galat
    assert "Traceback" not in galat
    assert "tak terduga" not in galat
    assert not list((kerja / "outputs" / "bpkd").rglob("*.pdf"))
    assert not list((kerja / "outputs" / ".kinerja" / "giliran").rglob("*.ipynb"))


# --- the machine -----------------------------------------------------------------------------


@pytest.mark.gangguan(47)
@pytest.mark.notebook
@pytest.mark.parametrize("isi", ["raise RuntimeError('rusak')", "Series = None"])
def test_a_spoilt_library_of_the_workers_is_named(kerja: Path, tmp_path: Path, isi: str) -> None:
    """Exit 3 with the library, its file and PYTHONPATH; no report is promoted."""
    rusak = tmp_path / "rusak"
    hasil = run_rusak(rusak, "pandas", isi, "laporan", "2026-tw2", "--folder", str(kerja))
    assert hasil.returncode == 3, hasil.stderr
    assert f"Pustaka pandas tidak dapat dimuat ({rusak / 'pandas.py'})" in hasil.stderr
    assert "Kosongkan variabel PYTHONPATH" in hasil.stderr
    assert "Traceback" not in hasil.stderr
    assert not list((kerja / "outputs" / "bpkd").rglob("*.html"))


@pytest.mark.parametrize("nama", ["yaml", "openpyxl"])
def test_a_spoilt_library_of_the_command_is_named(kerja: Path, tmp_path: Path, nama: str) -> None:
    """The same answer where the command itself needs it."""
    args = ("periksa", "2026-tw2", "--folder", str(kerja))
    hasil = run_rusak(tmp_path / "rusak", nama, "1 / 0", *args)
    assert hasil.returncode == 3, hasil.stderr
    assert f"Pustaka {nama} tidak dapat dimuat" in hasil.stderr
    assert "ZeroDivisionError: division by zero" in hasil.stderr


def describe_impor(folder: Path, nama: str, isi: str, monkeypatch) -> LingkunganError | None:
    """Import a module of this content and describe what it raises."""
    folder.mkdir(exist_ok=True)
    (folder / f"{nama}.py").write_text(isi)
    monkeypatch.syspath_prepend(str(folder))
    with pytest.raises(Exception, match=r".") as galat:
        __import__(nama)
    return describe_pustaka(galat.value)


@pytest.mark.parametrize(
    ("isi", "ditemukan"),
    [
        ("raise ImportError('rusak')", "ImportError: rusak"),
        ("def f():\n    raise OSError('rusak')\nf()", "OSError: rusak"),
        ("x =", "SyntaxError: invalid syntax"),
        ("import tidak_ada_di_mana_pun", "No module named"),
    ],
)
def test_whatever_a_library_raises(tmp_path, monkeypatch, isi: str, ditemukan: str) -> None:
    """Missing, raising, or no Python at all."""
    nama = f"pustaka_uji_{abs(hash(isi))}"
    galat = describe_impor(tmp_path / "p", nama, isi, monkeypatch)
    assert galat is not None
    assert ditemukan in galat.ditemukan
    assert galat.kode_keluar == 3


def test_other_faults_are_no_matter_of_libraries() -> None:
    """What fails after everything was imported, and the kit's own modules, stay what they are."""
    with pytest.raises(ValueError, match="invalid literal") as biasa:
        int("x")
    assert describe_pustaka(biasa.value) is None
    with pytest.raises(ValueError, match="invalid literal"):
        note_pustaka(biasa.value)
    assert describe_pustaka(ImportError("rusak", name="kinerja.hitung")) is None
    check_pustaka()


@pytest.mark.gangguan(47)
def test_an_output_folder_that_cannot_be_one(kerja: Path) -> None:
    """Exit 1 naming the folder and why, before anything is read."""
    (kerja / "outputs").write_text("")
    for perintah in ("laporan", "formulir"):
        hasil = run_sh("", perintah, "2026-tw2", "--folder", str(kerja))
        assert hasil.returncode == 1
        assert "Folder tidak dapat ditulis" in hasil.stderr
        assert "ada berkas di tempat folder" in hasil.stderr
