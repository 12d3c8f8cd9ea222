"""A Dask cluster in place of the pool: real schedulers and workers on this machine."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace

import pytest

from kinerja.galat import LingkunganError, ParameterError
from kinerja.jalankan import klaster
from kinerja.jalankan.batas import Batas
from kinerja.jalankan.klaster import connect_klaster, place_usaha
from kinerja.jalankan.pekerja_klaster import SyaratPekerja
from tests.bantuan_batch import TW, ask, build_kota, run_kota
from tests.bantuan_jalankan import build_bidang, build_triwulan
from tests.bantuan_klaster import run_klaster

distributed = pytest.importorskip("distributed", reason="paket distributed tidak terpasang")
pytestmark = [
    pytest.mark.filterwarnings("ignore"),  # those of distributed are not ours
    pytest.mark.skipif(os.name == "nt", reason="workers are killed by signal"),
]


@pytest.fixture(scope="module")
def alamat(tmp_path_factory):
    """A scheduler and two workers, with nannies that restart them."""
    with run_klaster(tmp_path_factory.mktemp("dask")) as tujuan:
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


def test_one_attempt_alone_is_moved(tmp_path) -> None:
    """Another attempt's files stay where they are, and go with the staging folder."""
    for usaha in ("usaha-1", "usaha-2"):
        (tmp_path / usaha / "bidang").mkdir(parents=True)
        (tmp_path / usaha / "bidang" / "a.html").write_text(usaha)
    place_usaha(tmp_path, "usaha-2")
    assert (tmp_path / "bidang/a.html").read_text() == "usaha-2"
    assert (tmp_path / "usaha-1/bidang/a.html").read_text() == "usaha-1"
