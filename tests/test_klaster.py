"""A Dask cluster in place of the pool: real schedulers and workers on this machine."""

from __future__ import annotations

import contextlib
import os
import platform
import shutil
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from kinerja.galat import LingkunganError, ParameterError
from kinerja.jalankan import klaster, pelaksana_klaster
from kinerja.jalankan.batas import Batas
from kinerja.jalankan.catatan_batch import CatatanBatch
from kinerja.jalankan.klaster import connect_klaster
from kinerja.jalankan.pekerja_klaster import SyaratPekerja
from kinerja.jalankan.pelaksana_klaster import place_usaha
from kinerja.jalankan.tugas import BerkasJadi, HasilTugas, Tugas
from tests.bantuan_batch import TW, ask, build_kota, run_kota
from tests.bantuan_jalankan import build_bidang, build_triwulan
from tests.bantuan_klaster import (
    AKAR,
    break_kolam,
    count_tugas_dask,
    hang,
    refuse_kolam,
    refuse_tugas,
    run_klaster,
    run_pekerja,
    run_penjadwal,
    set_batas_dask,
    wait_pekerja,
)
from tests.bantuan_proses import is_hidup, wait_until

distributed = pytest.importorskip("distributed", reason="paket distributed tidak terpasang")
dask_config = pytest.importorskip("dask.config")
PARAMETER = {"opd": "a", "periode": "2026-tw1", "unit": "anggaran"}
pytestmark = [
    pytest.mark.filterwarnings("ignore"),  # those of distributed are not ours
    pytest.mark.skipif(os.name == "nt", reason="workers are killed by signal"),
]


@pytest.fixture(scope="module")
def dask(tmp_path_factory):
    """Where the cluster's processes keep their files."""
    return tmp_path_factory.mktemp("dask")


@pytest.fixture(scope="module")
def alamat(dask):
    """A scheduler and two workers, with nannies that restart them."""
    with run_klaster(dask) as tujuan:
        yield tujuan


@pytest.fixture
def kota(tmp_path):
    """A working folder with two agencies."""
    return build_kota(tmp_path / "kerja", ("a", "b"))


def test_a_worker_killed_in_mid_run_costs_no_report(alamat, kota) -> None:
    """The scheduler gives its job to another; each report is made once, and no staging is left."""
    for nama, bangun in (("laporan_bidang", build_bidang), ("laporan_triwulan", build_triwulan)):
        kota.write_notebook(nama, bangun("import time\ntime.sleep(0.5)", "print(opd, periode)"))
    dibunuh = []

    def kill(_):
        if not dibunuh:
            with distributed.Client(alamat, set_as_default=False) as klien:
                dibunuh.extend(klien.run(os.getpid).values())
            os.kill(dibunuh[0], signal.SIGKILL)

    hasil = run_kota(kota, ask("a", "b"), klaster=alamat, selesai=kill)
    assert len(dibunuh) == 2
    assert (hasil.kode_keluar, dict(hasil.jumlah)) == (0, {"dibuat": 6})
    html = kota.folder.keluaran("b", TW[0]) / "laporan-triwulan.html"
    assert html.read_text() == "<pre>b 2026-tw1\n</pre>"
    assert not list((kota.folder.kit / "giliran").glob("*/*/*"))
    assert not list((kota.folder.kit / "klaster").iterdir())


@pytest.mark.parametrize("is_penjadwal", [False, True])
def test_a_cluster_lost_in_mid_run_ends_the_batch_in_words(
    kota, tmp_path, monkeypatch, is_penjadwal
) -> None:
    """Its workers as its scheduler: exit 3, what is finished is kept, --lanjut makes the rest."""
    monkeypatch.setattr(pelaksana_klaster, "TUNGGU_PEKERJA_DETIK", 2)
    monkeypatch.setattr(klaster, "TUNGGU_DETIK", 3)
    (tmp_path / "dask").mkdir()
    with run_penjadwal(tmp_path / "dask") as (alamat, penjadwal):
        with run_pekerja(tmp_path / "dask", "w1", "--no-nanny") as pekerja:
            wait_pekerja(alamat, 1)
            mulai = []

            def kill(_):
                if not mulai:
                    mulai.append(time.monotonic())
                    (penjadwal if is_penjadwal else pekerja).kill()

            with pytest.raises(LingkunganError, match=r"pekerja|terputus.*--lanjut") as galat:
                run_kota(kota, ask("a", "b"), klaster=alamat, selesai=kill)
            assert galat.value.kode_keluar == 3
            assert time.monotonic() - mulai[0] < 20
        assert (kota.folder.keluaran("a", TW[0]) / "laporan-triwulan.html").exists()
        assert not list((kota.folder.kit / "giliran").glob("*/*/*"))
        assert not list((kota.folder.kit / "klaster").iterdir())
    sisa = CatatanBatch(kota.folder).read().sisa
    assert [minta.opd for minta in sisa] == ["b"]
    assert dict(run_kota(kota, list(sisa), is_lanjut=True).jumlah) == {"dibuat": 3}


def test_a_worker_that_joins_with_another_kit_is_given_no_report(
    alamat, kota, dask, caplog, tmp_path
) -> None:
    """However idle it is; the user is told once, with the computer's name."""
    kota.write_notebook("laporan_bidang", build_bidang("import time\ntime.sleep(0.3)\nprint(unit)"))
    shutil.copytree(AKAR / "kinerja", tmp_path / "lain/kinerja")
    (tmp_path / "lain/kinerja/baru.txt").touch()
    with contextlib.ExitStack() as tumpukan:

        def join(_):
            if not caplog.records:
                tumpukan.enter_context(run_pekerja(dask, "lain", jalur=tmp_path / "lain"))
                wait_pekerja(alamat, 3)
                time.sleep(1.5)

        hasil = run_kota(kota, ask("a", periode=TW[:3]), klaster=alamat, selesai=join)
    assert (hasil.kode_keluar, dict(hasil.jumlah)) == (0, {"dibuat": 9})
    pesan = [satu.getMessage() for satu in caplog.records if satu.name.startswith("kinerja")]
    assert len(pesan) == 1
    assert f"{platform.node()} memakai program kinerja yang lain" in pesan[0]


@pytest.mark.parametrize(
    ("ubah", "pesan"),
    [
        (refuse_tugas, "komputer-b tidak melihat folder kerja"),
        (refuse_kolam, "tidak dapat menjalankan proses laporan: tidak ada memori"),
    ],
)
def test_a_worker_that_cannot_any_more_costs_no_report(kota, tmp_path, caplog, ubah, pesan) -> None:
    """Its job waits for another one, and it is given none any more."""
    with contextlib.ExitStack() as tumpukan:
        alamat, _ = tumpukan.enter_context(run_penjadwal(tmp_path))
        tumpukan.enter_context(run_pekerja(tmp_path, "sakit"))
        wait_pekerja(alamat, 1)

        def disable(_):
            if not (tmp_path / "sehat").exists():
                with distributed.Client(alamat, set_as_default=False) as klien:
                    klien.run(ubah)
                tumpukan.enter_context(run_pekerja(tmp_path, "sehat"))

        hasil = run_kota(kota, ask("a", "b"), klaster=alamat, selesai=disable)
    assert (hasil.kode_keluar, dict(hasil.jumlah)) == (0, {"dibuat": 6})
    (baris,) = [satu.getMessage() for satu in caplog.records if satu.name.startswith("kinerja")]
    assert pesan in baris


def test_a_pool_that_broke_is_opened_anew(alamat, kota, caplog) -> None:
    """The worker goes on, and nobody need know."""

    def harm(_):
        with distributed.Client(alamat, set_as_default=False) as klien:
            klien.run(break_kolam)

    hasil = run_kota(kota, ask("a", "b"), klaster=alamat, pekerja=1, selesai=harm)
    assert (hasil.kode_keluar, dict(hasil.jumlah)) == (0, {"dibuat": 6})
    assert not [satu for satu in caplog.records if satu.name.startswith("kinerja")]


def test_a_report_that_kills_what_it_was_forked_from_fails_alone(alamat, kota) -> None:
    """The worker's pool is opened anew, for the reports that come after as well."""
    bunuh = "import os, time\n    os.kill(os.getppid(), 9)\n    time.sleep(60)"
    sel = f'if (opd, unit) == ("a", "anggaran"):\n    {bunuh}\nprint(unit)'
    kota.write_notebook("laporan_bidang", build_bidang(sel))
    hasil = run_kota(kota, ask("a", "b"), klaster=alamat)
    assert dict(hasil.jumlah) == {"dibuat": 5, "gagal": 1}
    assert [(baris.opd, baris.laporan) for baris in hasil.gagal] == [("a", "bidang/anggaran")]
    assert dict(run_kota(kota, ask("b"), klaster=alamat, paksa=True).jumlah) == {"dibuat": 3}


def test_who_stops_waits_for_no_report_that_hangs(alamat, kota, tmp_path) -> None:
    """Ctrl-C twice: the batch ends within seconds, and the reports' processes are gone."""
    (tmp_path / "pid").mkdir()
    sel = "import os, time\nfrom pathlib import Path\n"
    sel += f"Path({str(tmp_path / 'pid')!r}, str(os.getpid())).touch()\ntime.sleep(100)"
    kota.write_notebook("laporan_bidang", build_bidang(sel))
    henti = []

    def interrupt():
        wait_until(lambda: len(list((tmp_path / "pid").iterdir())) == 2)
        henti.append(time.monotonic())
        for _ in range(2):
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.2)

    with ThreadPoolExecutor(1) as utas:
        utas.submit(interrupt)
        hasil = run_kota(kota, ask("a"), klaster=alamat)
    assert time.monotonic() - henti[0] < 10
    assert hasil.kode_keluar == 130
    for jalur in (tmp_path / "pid").iterdir():
        wait_until(lambda jalur=jalur: not is_hidup(int(jalur.name)))
    assert not list((kota.folder.kit / "giliran").glob("*/*/*"))


@pytest.mark.parametrize("cara", ["stop", "giliran", "mati"])
def test_a_job_ends_where_nobody_waits_for_it(alamat, kota, tmp_path, cara) -> None:
    """Because the run was stopped, another run took its staging away, or its worker died."""
    with connect_klaster(kota.folder, alamat) as terhubung, terhubung.open(tmp_path, 2) as jalan:
        tugas = Tugas("a", "A", build_bidang(), PARAMETER, (), "a.ipynb", tmp_path, tmp_path / "g")
        tugas.giliran.mkdir()
        jalan.schedule(hang, args=(tugas,), timeout=100)
        wait_until(lambda: list(tmp_path.glob("*.pid")))
        (pid,) = (int(jalur.stem) for jalur in tmp_path.glob("*.pid"))
        assert is_hidup(pid)
        if cara == "stop":
            jalan.stop()
        else:
            if cara == "mati":
                with distributed.Client(alamat, set_as_default=False) as klien:
                    for pekerja in klien.run(os.getpid).values():
                        os.kill(pekerja, signal.SIGKILL)
            shutil.rmtree(tugas.giliran)
        wait_until(lambda: not is_hidup(pid))


@pytest.mark.parametrize("is_dask", [False, True])
def test_a_report_that_kills_its_workers_fails_alone(alamat, kota, monkeypatch, is_dask) -> None:
    """Told in words, whether Dask gives it up or there is nobody left to give it to."""
    monkeypatch.setattr(pelaksana_klaster, "HILANG_TERBANYAK", 1)
    # A report's parent is what it was forked from, whose parent is the worker.
    bunuh = 'import os, subprocess\n    ps = ["ps", "-o", "ppid=", str(os.getppid())]\n'
    bunuh += "    os.kill(int(subprocess.check_output(ps)), 9)\n    os._exit(0)"
    sel = f'if (opd, unit) == ("a", "anggaran"):\n    {bunuh}\nprint(unit)'
    kota.write_notebook("laporan_bidang", build_bidang(sel))
    with distributed.Client(alamat, set_as_default=False) as klien:
        semula = klien.run_on_scheduler(set_batas_dask, 0 if is_dask else 3)
        hasil = run_kota(kota, ask("a", "b"), klaster=alamat, pekerja=1)
        klien.run_on_scheduler(set_batas_dask, semula)
    assert dict(hasil.jumlah) == {"dibuat": 5, "gagal": 1}
    (baris,) = hasil.gagal
    assert (baris.opd, baris.laporan) == ("a", "bidang/anggaran")
    assert baris.sebab.startswith("Pekerja klaster mati berkali-kali")


def test_two_folders_share_a_cluster(alamat, kota, tmp_path) -> None:
    """At once; and Dask remembers nothing of what is over."""
    lain = build_kota(tmp_path / "lain", ("x", "y"))
    with ThreadPoolExecutor(2) as utas:
        pertama = utas.submit(run_kota, kota, ask("a", "b"), klaster=alamat)
        kedua = utas.submit(run_kota, lain, ask("x", "y"), klaster=alamat)
        assert dict(pertama.result().jumlah) == dict(kedua.result().jumlah) == {"dibuat": 6}
    with distributed.Client(alamat, set_as_default=False) as klien:
        wait_until(lambda: klien.run_on_scheduler(count_tugas_dask) == 0)


def test_dask_forgets_a_report_once_it_is_made(alamat, kota) -> None:
    """So that a long batch does not fill the scheduler's memory, nor ours."""
    jumlah = []

    def count(_):
        with distributed.Client(alamat, set_as_default=False) as klien:
            jumlah.append(klien.run_on_scheduler(count_tugas_dask))

    run_kota(kota, ask("a", periode=TW), klaster=alamat, selesai=count)
    assert len(jumlah) == 4
    assert max(jumlah) <= 4  # those running, and those just made


@pytest.mark.parametrize("nilai", [None, "/tidak/ada.pem"])
def test_tls_without_certificates_is_refused(kota, nilai) -> None:
    """With the settings that name them."""
    isi = {"distributed.comm.tls.ca-file": nilai, "distributed.comm.tls.client.cert": nilai}
    with (
        dask_config.set(isi),
        pytest.raises(LingkunganError, match=r"tls://.*DASK_DISTRIBUTED__COMM__TLS__CA_FILE"),
    ):
        run_kota(kota, ask("a"), klaster="tls://127.0.0.1:9")
    assert kota.dibaca == []


@pytest.mark.panjang
def test_what_hangs_ends_itself_or_raises_fails_alone(alamat, kota) -> None:
    """On the cluster as on this machine: in words, with the step, within the limit."""
    kode = {
        ("a", "anggaran"): "import time\n    time.sleep(100)",
        ("a", "sekretariat"): "import os\n    os._exit(0)",
        ("b", "anggaran"): "raise ValueError('aneh')",
        ("b", "sekretariat"): "x = [bytearray(10**7) for _ in range(300)]",
    }
    sel = "\n".join(f"if (opd, unit) == {kunci}:\n    {isi}" for kunci, isi in kode.items())
    kota.write_notebook("laporan_bidang", build_bidang(sel))
    mulai = time.monotonic()
    hasil = run_kota(kota, ask("a", "b"), klaster=alamat, batas=Batas(8, 900))
    assert time.monotonic() - mulai < 60
    assert dict(hasil.jumlah) == {"dibuat": 2, "gagal": 4}
    sebab = {(baris.opd, baris.laporan): baris.sebab for baris in hasil.gagal}
    tempat = 'pada langkah "Bagian 1" (sel 4)'
    assert sebab == {
        ("a", "bidang/anggaran"): f"Melewati batas waktu 8 detik dan dihentikan {tempat}.",
        ("a", "bidang/sekretariat"): f"Proses laporan berhenti mendadak (kode 0) {tempat}.",
        ("b", "bidang/anggaran"): f"Gagal {tempat}: ValueError: aneh.",
        ("b", "bidang/sekretariat"): f"Melewati batas memori 900 MB dan dihentikan {tempat}.",
    }


@pytest.mark.parametrize(
    ("lain", "pesan"),
    [
        ({"sha256": "x"}, "tidak melihat folder kerja yang sama"),
        ({"program": "x"}, "memakai program kinerja yang lain"),
        ({"versi": {"typst": "0"}}, r"memakai pustaka lain: typst .* \(seharusnya 0\)"),
    ],
)
def test_a_worker_that_would_make_other_reports_is_refused(
    alamat, kota, monkeypatch, lain, pesan
) -> None:
    """Before anything is read, exit 3, naming the worker."""
    asli = SyaratPekerja
    monkeypatch.setattr(klaster, "SyaratPekerja", lambda *isi: replace(asli(*isi), **lain))
    with pytest.raises(LingkunganError, match=rf"tcp://127.*{pesan}"):
        run_kota(kota, ask("a"), klaster=alamat)
    assert kota.dibaca == []


def test_a_cluster_that_is_not_there_is_told(kota, monkeypatch) -> None:
    """With what to start; and an address that is none."""
    monkeypatch.setattr(klaster, "TUNGGU_DETIK", 1)
    with (
        pytest.raises(LingkunganError, match=r"tidak dapat dihubungi.*dask scheduler"),
        connect_klaster(kota.folder, "tcp://127.0.0.1:9"),
    ):
        pass
    with pytest.raises(ParameterError, match="tcp://host:8786"):
        run_kota(kota, ask("a"), klaster="localhost")


def test_what_an_attempt_gave_is_moved_and_nothing_else(tmp_path) -> None:
    """Its process may still hold a file open there, and another attempt is none of it."""
    for usaha in ("usaha-1", "usaha-2"):
        (tmp_path / usaha / "bidang").mkdir(parents=True)
        for nama in ("bidang/a.html", "setelah.ipynb", "jejak.txt", "hidup.kunci"):
            (tmp_path / usaha / nama).write_text(usaha)
    berkas = (BerkasJadi("html", "bidang/a.html", "", 0),)
    place_usaha(tmp_path, "usaha-2", HasilTugas("a", berkas, notebook_gagal="setelah.ipynb"))
    assert {jalur.name for jalur in (tmp_path / "usaha-2").rglob("*.*")} == {"hidup.kunci"}
    assert not (tmp_path / "hidup.kunci").exists()
    for nama in ("bidang/a.html", "setelah.ipynb", "jejak.txt"):
        assert (tmp_path / nama).read_text() == "usaha-2"
        assert (tmp_path / "usaha-1" / nama).read_text() == "usaha-1"
