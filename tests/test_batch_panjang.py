"""A batch under attack, and the same figures whichever way reports are run."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kinerja.folder import Folder
from kinerja.jalankan.batch import run_batch
from kinerja.jalankan.manifes import read_catatan, read_manifes
from kinerja.jalankan.pelaksana import open_kolam
from kinerja.jalankan.pilihan import Perkakas, Permintaan, Pilihan
from kinerja.periode import Periode
from tests.bantuan_batch import TW, ask, build_kota, run_kota
from tests.bantuan_jalankan import build_bidang, build_triwulan, open_serial
from tests.bantuan_klaster import AKAR, run_klaster

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="workers are found in /proc"
)

_SEBAB = "Proses laporan dimatikan sistem", "Pekerja klaster mati berkali-kali"


def list_anak(induk):
    """List the processes that descend from one."""
    per_induk = {}
    for jalur in Path("/proc").glob("[0-9]*/stat"):
        try:
            isi = jalur.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        per_induk.setdefault(int(isi[1]), []).append(int(jalur.parent.name))
    hasil, antrean = [], [induk]
    while antrean:
        anak = per_induk.get(antrean.pop(), [])
        hasil += anak
        antrean += anak
    return hasil


def is_laporan(pid):
    """Tell whether a process runs a job: it holds its staging folder's lock open."""
    try:
        return any(
            satu.readlink().name == "hidup.kunci" for satu in Path(f"/proc/{pid}/fd").iterdir()
        )
    except OSError:
        return False


def is_pekerja_dask(pid):
    """Tell whether a process is a worker of the cluster, and not the nanny that restarts it."""
    try:
        induk = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]
        milik, perintah = (Path(f"/proc/{satu}/cmdline").read_bytes() for satu in (induk, pid))
    except OSError:
        return False
    return b"dask_worker" in milik and b"spawn_main" in perintah


class Penyerang:
    """Kills processes at random moments while a batch runs; only those of this process."""

    def __init__(self, benih, sebanyak, jeda, daftar_sasaran):
        self._acak = random.Random(benih)  # noqa: S311 - moments, no secrets
        self._jeda = jeda
        self._sasaran = [daftar_sasaran[n % len(daftar_sasaran)] for n in range(sebanyak)]
        self._selesai = threading.Event()
        self._utas = threading.Thread(target=self._run)
        self.dibunuh = []

    def __enter__(self):
        self._utas.start()
        return self

    def __exit__(self, *_):
        self._selesai.set()
        self._utas.join()

    def _run(self):
        while self._sasaran and not self._selesai.wait(self._acak.uniform(*self._jeda)):
            sasaran = self._sasaran[0]
            pekerja = [pid for pid in list_anak(os.getpid()) if sasaran(pid)]
            if pekerja:
                try:
                    os.kill(self._acak.choice(pekerja), signal.SIGKILL)
                except ProcessLookupError:
                    continue
                self.dibunuh.append(self._sasaran.pop(0))


def attack(kota, daftar, penyerang, **pilihan):
    """Run a batch under attack; check that each report is whole, or listed as failed."""
    with penyerang:
        hasil = run_kota(kota, daftar, **pilihan)
    gagal = {(baris.opd, baris.periode, baris.laporan): baris.sebab for baris in hasil.gagal}
    for minta in daftar:
        folder = kota.folder.keluaran(minta.opd, minta.periode)
        catatan, rusak = read_catatan(read_manifes(folder))
        assert not rusak
        assert len(catatan) == 3
        for nama, satu in catatan.items():
            assert satu.describe_kerusakan(folder) == ""
            is_gagal = (minta.opd, minta.periode.slug, nama) in gagal
            assert is_gagal is (satu.keadaan == "gagal")
            assert is_gagal or (folder / f"{nama}.html").read_text().endswith("\n</pre>")
    assert hasil.jumlah["dibuat"] + len(gagal) == 3 * len(daftar)
    assert all(sebab.startswith(_SEBAB) for sebab in gagal.values()), gagal
    assert not list((kota.folder.kit / "giliran").glob("*/*/*"))
    return hasil


@pytest.fixture
def kota(tmp_path):
    """A working folder with seventeen agencies whose reports take a moment."""
    kota = build_kota(tmp_path / "kerja", [f"opd-{nomor}" for nomor in range(17)])
    kota.write_notebook("laporan_bidang", build_bidang("import time\ntime.sleep(.2)\nprint(unit)"))
    kota.write_notebook("laporan_triwulan", build_triwulan("print(opd)"))
    return kota


def test_killed_workers_cost_their_own_reports(kota) -> None:
    """In words; a second run makes just those."""
    daftar = ask("opd-0", "opd-1")
    penyerang = Penyerang(7, 2, (0.05, 0.4), [is_laporan])
    hasil = attack(kota, daftar, penyerang, alat={"buka": open_kolam}, pekerja=2)
    assert penyerang.dibunuh
    assert hasil.jumlah["gagal"] <= len(penyerang.dibunuh)
    kedua = run_kota(kota, daftar)
    assert kedua.kode_keluar == 0
    assert kedua.jumlah["dibuat"] == hasil.jumlah["gagal"]


@pytest.mark.panjang
@pytest.mark.timeout(1200)
def test_two_hundred_reports_under_attack(kota) -> None:
    """Every report is finished or listed as failed, none corrupt, none missing without word."""
    daftar = ask(*(f"opd-{nomor}" for nomor in range(17)), periode=TW)
    penyerang = Penyerang(7, 40, (0.05, 0.4), [is_laporan])
    hasil = attack(kota, daftar, penyerang, alat={"buka": open_kolam}, pekerja=2)
    assert sum(hasil.jumlah.values()) == 204
    assert len(penyerang.dibunuh) == 40
    assert hasil.jumlah["gagal"] > 20


@pytest.mark.panjang
@pytest.mark.timeout(1200)
@pytest.mark.filterwarnings("ignore")  # those of distributed are not ours
def test_two_hundred_reports_on_a_cluster_under_attack(kota, tmp_path) -> None:
    """Killed are its workers, whose jobs others take over, and processes that make a report."""
    pytest.importorskip("distributed", reason="paket distributed tidak terpasang")
    daftar = ask(*(f"opd-{nomor}" for nomor in range(17)), periode=TW)
    (tmp_path / "dask").mkdir()
    with run_klaster(tmp_path / "dask") as alamat:
        penyerang = Penyerang(7, 20, (0.5, 3), [is_pekerja_dask, is_laporan])
        hasil = attack(kota, daftar, penyerang, klaster=alamat)
    assert sum(hasil.jumlah.values()) == 204
    assert len(penyerang.dibunuh) == 20
    # A report whose own process is killed has failed; one that lost its worker is made by another.
    assert 0 < hasil.jumlah["gagal"] <= 10
    assert not list((kota.folder.kit / "klaster").iterdir())
    kedua = run_kota(kota, daftar)
    assert (kedua.kode_keluar, kedua.jumlah["dibuat"]) == (0, hasil.jumlah["gagal"])


@pytest.mark.panjang
@pytest.mark.timeout(1200)
@pytest.mark.filterwarnings("ignore")  # those of distributed are not ours
def test_the_figures_are_the_same_whichever_way_they_are_made(akar, tmp_path) -> None:
    """In this thread, in two workers, with a kernel, on a cluster: hasil.json byte for byte."""
    pytest.importorskip("distributed", reason="paket distributed tidak terpasang")
    folder, isi = Folder(akar), {}
    daftar = [Permintaan("bpkd", Periode(2026, 2), ("html",))]

    def collect(cara):
        keluaran = folder.keluaran("bpkd", Periode(2026, 2))
        nama = sorted(satu.relative_to(keluaran) for satu in keluaran.rglob("*hasil.json"))
        assert len(nama) == 6
        isi[cara] = {str(satu): (keluaran / satu).read_bytes() for satu in nama}

    for cara, perkakas, pilihan in (
        ("urut", Perkakas(buka=open_serial), Pilihan(paksa=True)),
        ("dua", Perkakas(), Pilihan(paksa=True, pekerja=2)),
        ("kernel", Perkakas(), Pilihan(paksa=True, pekerja=2, mesin="kernel")),
    ):
        hasil = run_batch(folder, daftar, pilihan, perkakas=perkakas)
        assert dict(hasil.jumlah) == {"dibuat": 6}
        collect(cara)
    with run_klaster(tmp_path) as alamat:
        perintah = [sys.executable, "-m", "kinerja.cli", "batch", "--semua", "2026-tw2", "--paksa"]
        jadi = subprocess.run(
            [*perintah, "--format", "html", "--klaster", alamat, "--folder", str(akar), "--json"],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"PYTHONPATH": str(AKAR)},
        )
    assert json.loads(jadi.stdout.splitlines()[-1])["laporan"] == {"dibuat": 6}, jadi.stderr
    collect("klaster")
    assert isi["urut"] == isi["dua"] == isi["kernel"] == isi["klaster"]
