"""The pool: fresh workers, and no job lost to another's death."""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from jupyter_client.kernelspec import KernelSpecManager

from kinerja.galat import LingkunganError
from kinerja.jalankan import henti, kolam, pelaksana, prabuat
from kinerja.jalankan.batas import hold_memori
from kinerja.jalankan.kolam import run_kolam
from kinerja.jalankan.lingkungan import borrow_lingkungan, build_lingkungan, check_kernel
from kinerja.jalankan.pelaksana import count_pekerja, run_di_pekerja
from kinerja.jalankan.tugas import Keluaran
from tests.bantuan_jalankan import DAFTAR_BENTUK, Serial, build_triwulan, build_tugas
from tests.bantuan_proses import is_hidup, wait_until

TUNGGU = "import time\ntime.sleep(60)"


@pytest.fixture(scope="module")
def singgahan(tmp_path_factory):
    """Caches shared by the workers of this module."""
    return tmp_path_factory.mktemp("singgahan")


@pytest.fixture
def jalankan(tmp_path, singgahan):
    """Run notebooks in the pool; give results by name and whether the run was stopped."""

    def run(daftar, *, pekerja=1, batas_detik=30.0, mulai=lambda _: None, **lain):
        tugas = [build_tugas(tmp_path, sumber, nama, **lain) for nama, sumber in daftar.items()]
        hasil = {}
        is_dihentikan = run_kolam(
            tugas,
            singgahan=singgahan,
            pekerja=pekerja,
            mulai=mulai,
            selesai=lambda satu, jadi: hasil.__setitem__(satu.nama, jadi),
            batas_detik=batas_detik,
        )
        return hasil, is_dihentikan

    return run


def test_typst_compiles_in_workers_one_after_the_other(jalankan) -> None:
    """The parent they are forked from never compiled: no worker hangs (10 s each)."""
    keluaran = Keluaran("pdf", DAFTAR_BENTUK["pdf"].pengekspor, "uji.pdf")
    daftar = {nama: build_triwulan("import os\nprint(os.getpid())") for nama in ("a", "b")}
    hasil, _ = jalankan(daftar, batas_detik=10, keluaran=(keluaran,))
    assert {nama: satu.gagal or dict(satu.gagal_bentuk) for nama, satu in hasil.items()} == {
        "a": {},
        "b": {},
    }
    pdf = [satu.sha256 for jadi in hasil.values() for satu in jadi.berkas if satu.bentuk == "pdf"]
    assert len(set(pdf)) == 2  # each printed the number of its own process


@pytest.mark.gangguan(39, 40, 45)
def test_a_killed_and_a_hanging_worker_cost_one_job_each(jalankan) -> None:
    """Both are named with cause and step; all others are done."""
    bunuh = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"
    hasil, _ = jalankan(
        {
            "satu": build_triwulan(),
            "mati": build_triwulan("opd", bunuh),
            "dua": build_triwulan(),
            "gantung": build_triwulan(TUNGGU),
            "tiga": build_triwulan(),
        },
        pekerja=2,
        batas_detik=3,
    )
    assert hasil["mati"].gagal == (
        "Proses laporan dimatikan sistem, biasanya karena kehabisan memori "
        'pada langkah "Bagian 2" (sel 6).'
    )
    assert hasil["gantung"].gagal == (
        'Melewati batas waktu 3 detik dan dihentikan pada langkah "Bagian 1" (sel 4).'
    )
    assert [nama for nama, satu in hasil.items() if not satu.gagal] == ["satu", "dua", "tiga"]


@pytest.mark.parametrize(
    "akhir",
    [
        "import os\nos._exit(0)",
        "import ctypes\nctypes.CDLL(None).exit(0)",
        "import os\nos.execv('/bin/true', ['true'])",
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="exit of the C library and exec are those of POSIX")
def test_a_worker_that_ends_itself_is_noticed_at_once(jalankan, akhir) -> None:
    """Code 0 is no success: the job fails with its step, long before its time is over."""
    mulai = time.monotonic()
    hasil, is_dihentikan = jalankan(
        {"pergi": build_triwulan("opd", akhir), "satu": build_triwulan(), "dua": build_triwulan()},
        pekerja=2,
        batas_detik=100,
    )
    assert time.monotonic() - mulai < 40
    assert hasil["pergi"].gagal == (
        'Proses laporan berhenti mendadak (kode 0) pada langkah "Bagian 2" (sel 6).'
    )
    assert [hasil[nama].gagal for nama in ("satu", "dua")] == ["", ""]
    assert not is_dihentikan


@pytest.mark.gangguan(47)
def test_the_environment_of_workers_is_the_same_everywhere(jalankan, monkeypatch, tmp_path) -> None:
    """Time zone, locale, caches and threads do not depend on who runs it."""
    monkeypatch.setenv("TZ", "Asia/Jayapura")
    monkeypatch.setenv("MPLCONFIGDIR", "/tidak/ada")
    monkeypatch.setenv("JUPYTER_PATH", "/tidak/ada")
    kode = (
        "import os, time, sys\n"
        "print(time.tzname[0], os.environ['LC_ALL'], os.environ['OMP_NUM_THREADS'],"
        " os.environ.get('JUPYTER_PATH'), '/tidak' in os.environ['MPLCONFIGDIR'],"
        " sys.flags.hash_randomization, os.getcwd())"
    )
    hasil, _ = jalankan({"a": build_triwulan(kode)})
    assert hasil["a"].gagal == ""
    html = (tmp_path / "giliran/a/a.html").read_text()
    assert html == f"<pre>UTC C.UTF-8 1 None False 0 {tmp_path}\n</pre>"


@pytest.mark.gangguan(47)
@pytest.mark.parametrize(
    "nama",
    [
        "JUPYTER_CONFIG_PATH",
        "JUPYTER_PATH",
        "LANGUAGE",
        "MATPLOTLIBRC",
        "PYTHONSTARTUP",
        "PYTHONWARNINGS",
    ],
)
def test_settings_of_the_user_are_lent_to_no_worker(monkeypatch, tmp_path, nama) -> None:
    """Taken out while workers start, and put back for the user's own process."""
    monkeypatch.setenv(nama, "milik pengguna")
    with borrow_lingkungan(build_lingkungan(tmp_path)):
        assert nama not in os.environ
    assert os.environ[nama] == "milik pengguna"


def test_the_preloading_parent_starts_no_thread() -> None:
    """What workers are forked from has one thread; it made a report, without chart or Typst."""
    kode = (
        "import threading, typst, matplotlib.figure\n"
        "typst.compile = matplotlib.figure.Figure.draw = None\n"
        "import kinerja.jalankan.prabuat\n"
        "from kinerja.jalankan.lingkungan import check_pustaka\n"
        "from kinerja.ekspor.html_kerangka import open_templat\n"
        "check_pustaka()\n"
        "print(threading.active_count(), len(open_templat().cache))"
    )
    lingkungan = os.environ | {"PYTHONPATH": str(Path(kolam.__file__).parents[2])}
    jadi = subprocess.run(
        [sys.executable, "-c", kode], capture_output=True, text=True, env=lingkungan, check=True
    )
    assert jadi.stdout == "1 1\n"


tanpa_posix = pytest.mark.skipif(
    not hasattr(signal, "pthread_kill"), reason="Ctrl-C is simulated by POSIX signals"
)


@pytest.mark.gangguan(42)
@tanpa_posix
def test_ctrl_c_stops_starting_and_waits_for_the_running(jalankan) -> None:
    """The running report is finished, the waiting one is not begun."""
    utama = threading.main_thread().ident

    def interrupt(tugas):
        if tugas.nama == "a":
            threading.Timer(0.5, signal.pthread_kill, (utama, signal.SIGINT)).start()

    hasil, is_dihentikan = jalankan(
        {"a": build_triwulan("import time\ntime.sleep(1.5)"), "b": build_triwulan()},
        mulai=interrupt,
    )
    assert is_dihentikan
    assert (hasil["a"].gagal, hasil["a"].is_dihentikan) == ("", False)
    assert hasil["b"].is_dihentikan


@pytest.mark.gangguan(42)
@tanpa_posix
def test_ctrl_c_twice_kills(jalankan) -> None:
    """The second one waits for nobody."""
    utama = threading.main_thread().ident

    def interrupt(_):
        for jeda in (0.5, 0.8):
            threading.Timer(jeda, signal.pthread_kill, (utama, signal.SIGINT)).start()

    mulai = time.monotonic()
    hasil, is_dihentikan = jalankan({"a": build_triwulan(TUNGGU)}, mulai=interrupt)
    assert is_dihentikan
    assert hasil["a"].is_dihentikan
    assert time.monotonic() - mulai < 10


@pytest.mark.gangguan(42)
def test_a_running_report_has_ten_seconds_after_ctrl_c(tmp_path, monkeypatch) -> None:
    """Then it is killed and told as stopped (the wait is shortened here)."""
    monkeypatch.setattr(henti, "TUNGGU_HENTI_DETIK", 0.3)
    dihentikan = []

    class Tertahan(Serial):
        def schedule(self, function, *, args, timeout):
            del function, args, timeout
            signal.raise_signal(signal.SIGINT)
            berjalan = kolam.Future()
            berjalan.set_running_or_notify_cancel()
            return berjalan

        def stop(self):
            dihentikan.append(True)

    hasil = []
    run_kolam(
        [build_tugas(tmp_path, build_triwulan())],
        singgahan=tmp_path,
        pekerja=1,
        mulai=lambda _: None,
        selesai=lambda _, jadi: hasil.append(jadi.is_dihentikan),
        buka=lambda *_: contextlib.nullcontext(Tertahan()),
    )
    assert (hasil, dihentikan) == ([True], [True])


@pytest.mark.timeout(20)
def test_what_waits_for_another_job_keeps_no_worker_from_it(tmp_path) -> None:
    """The next job comes only after the first is over, though two could run."""
    selesai = []

    def draw():
        yield build_tugas(tmp_path, build_triwulan(), "a")
        while not selesai:
            yield None
        yield build_tugas(tmp_path, build_triwulan(), "b")

    run_kolam(
        draw(),
        singgahan=tmp_path,
        pekerja=2,
        mulai=lambda _: None,
        selesai=lambda satu, _: selesai.append(satu.nama),
        buka=lambda *_: contextlib.nullcontext(Serial()),
    )
    assert selesai == ["a", "b"]


@pytest.mark.gangguan(46)
def test_a_kernel_of_another_python_is_detected(tmp_path, monkeypatch) -> None:
    """Before the run, exit 3; the kernel of this Python is fine."""
    check_kernel(tmp_path)
    lain = SimpleNamespace(argv=["/lain/bin/python", "-m", "ipykernel_launcher"])
    monkeypatch.setattr(KernelSpecManager, "get_kernel_spec", lambda *_: lain)
    with pytest.raises(LingkunganError, match=r"Python lain: /lain/bin/python") as galat:
        check_kernel(tmp_path)
    assert galat.value.kode_keluar == 3


def test_there_are_no_more_workers_than_jobs_or_cores() -> None:
    """At least one, at most what helps."""
    assert count_pekerja(0) == count_pekerja(1) == 1
    assert count_pekerja(10_000) <= (os.cpu_count() or 1)


def test_heavy_parts_are_absent_only_while_libraries_load(tmp_path, monkeypatch) -> None:
    """A library that would take one along goes without it; a notebook may still import it."""
    (tmp_path / "berat_sekali.py").write_text("ISI = 1", encoding="utf-8")
    pustaka = "try:\n    import berat_sekali\nexcept ImportError:\n    berat_sekali = None\n"
    (tmp_path / "pustaka_ringan.py").write_text(pustaka, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(prabuat, "DIMUAT", ("pustaka_ringan",))
    monkeypatch.setattr(prabuat, "_BERAT", ("berat_sekali",))
    prabuat._import()
    assert sys.modules["pustaka_ringan"].berat_sekali is None
    assert importlib.import_module("berat_sekali").ISI == 1


BUKAN_POSIX = pytest.mark.skipif(os.name == "nt", reason="the limit of memory is that of POSIX")


@BUKAN_POSIX
def test_a_notebook_that_eats_memory_fails_alone_and_says_so(tmp_path, singgahan) -> None:
    """In Python, in a library, in a process it starts; the next report has all of its memory."""
    daftar = {
        "python": "isi = [bytearray(10_000_000) for _ in range(200)]",
        "numpy": "import numpy\nisi = numpy.ones((2000, 1000, 100))",
        "anak": "import subprocess, sys\n"
        "subprocess.run([sys.executable, '-c', 'bytearray(10**9)'], check=True)",
        "wajar": "isi = bytearray(100_000_000)",
    }
    tugas = [build_tugas(tmp_path, build_triwulan("opd", k), n) for n, k in daftar.items()]
    hasil = {}
    run_kolam(
        tugas,
        singgahan=singgahan,
        pekerja=2,
        mulai=lambda _: None,
        selesai=lambda satu, jadi: hasil.__setitem__(satu.nama, jadi.gagal),
        kerja=partial(run_di_pekerja, memori_mb=900),
    )
    tempat = 'pada langkah "Bagian 2" (sel 6).'
    assert hasil["python"] == f"Melewati batas memori 900 MB dan dihentikan {tempat}"
    assert hasil["numpy"] == hasil["python"]
    assert hasil["anak"].startswith('Gagal pada langkah "Bagian 2" (sel 6): CalledProcessError')
    assert hasil["wajar"] == ""


def test_a_notebook_that_floods_its_output_fails_alone(jalankan, tmp_path) -> None:
    """Through print in one piece or many; what a library writes to the process's own is dropped."""
    hasil, _ = jalankan(
        {
            "sekali": build_triwulan("print('x' * 300_000_000)"),
            "terus": build_triwulan("while True:\n    print('x' * 1000)"),
            "sistem": build_triwulan("import os\nfor _ in range(1000): os.write(1, b'x' * 10**6)"),
        },
        pekerja=2,
    )
    for nama in ("sekali", "terus"):
        assert "Keluaran notebook terlalu besar: lebih dari 50 MB" in hasil[nama].gagal
    assert hasil["sistem"].gagal == ""
    assert (tmp_path / "giliran/sistem/sistem.html").stat().st_size < 1000


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_the_limit_of_memory_ends_with_the_job() -> None:
    """A process that made a report may start others afterwards; a lower limit of its own stays."""
    import resource

    semula = resource.getrlimit(resource.RLIMIT_AS)
    with hold_memori(5_000):
        assert resource.getrlimit(resource.RLIMIT_AS) == (5_000_000_000, semula[1])
        with hold_memori(9_000):
            assert resource.getrlimit(resource.RLIMIT_AS)[0] == 5_000_000_000
    assert resource.getrlimit(resource.RLIMIT_AS) == semula


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are found in /proc")
def test_what_a_notebook_does_to_other_processes_stays_its_own(jalankan, tmp_path) -> None:
    """It kills its parent, its group, or leaves others behind: the other reports are made."""
    anak = "import subprocess\np = subprocess.Popen(['sleep', '300'])\n"
    catat = "open('{}', 'w').write(str(p.pid))\n"
    bunuh = "import os, signal, time\n{}(signal.SIGKILL)\ntime.sleep(60)"
    hasil, is_dihentikan = jalankan(
        {
            "biasa": build_triwulan("import time\ntime.sleep(1)"),
            "kelompok": build_triwulan(bunuh.format("(lambda s: os.killpg(0, s))")),
            "titip": build_triwulan(anak + catat.format("titip.txt")),
            "macet": build_triwulan(f"{anak}{catat.format('macet.txt')}p.wait()"),
            # Last but one: while its parent is gone nobody hears what a dead worker died of.
            "induk": build_triwulan(bunuh.format("(lambda s: os.kill(os.getppid(), s))")),
            "akhir": build_triwulan(),
        },
        pekerja=2,
        batas_detik=5,
    )
    assert not is_dihentikan
    gagal = {nama: jadi.gagal for nama, jadi in hasil.items() if jadi.gagal}
    assert gagal.keys() == {"induk", "kelompok", "macet"}
    assert "(kode 255)" in gagal["induk"]
    assert "dimatikan sistem" in gagal["kelompok"]
    assert "Melewati batas waktu 5 detik" in gagal["macet"]
    tinggal = [int((tmp_path / f"{nama}.txt").read_text()) for nama in ("titip", "macet")]
    wait_until(lambda: not any(map(is_hidup, tinggal)), 10)


def test_a_pool_that_breaks_down_too_often_ends_the_run(jalankan, monkeypatch) -> None:
    """In words, exit 3: this computer can run no report."""
    monkeypatch.setattr(pelaksana, "_BUKA_LAGI", 0)
    bunuh = "import os, signal, time\nos.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(60)"
    with pytest.raises(LingkunganError, match="Proses laporan tidak dapat dijalankan"):
        jalankan({"induk": build_triwulan(bunuh), "lain": build_triwulan()})
