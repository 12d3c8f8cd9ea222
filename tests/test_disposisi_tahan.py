"""Dispositions, follow-ups and approvals under force: killed at any moment, legal at every one."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kinerja.cli.utama import run
from kinerja.folder import Folder
from kinerja.periode import Periode
from kinerja.register import check_register, open_register
from kinerja.register.catat_tindak_lanjut import build_catatan_tindak_lanjut
from kinerja.register.disposisi import list_disposisi
from kinerja.register.laporan import JENIS_LAPORAN
from kinerja.register.status import StatusLaporan, read_status
from kinerja.register.tindak_lanjut import KeadaanTindakLanjut, TindakLanjut, list_tindak_lanjut
from tests.bantuan_disposisi import TW2
from tests.bantuan_register import LINGKUNGAN, OPD, build_folder, run_pembunuhan

POSIX = pytest.mark.skipif(os.name == "nt", reason="sinyal POSIX")
LAPORAN = "laporan-triwulan"
BEKERJA = """
import sys, pathlib
from kinerja.folder import Folder
from kinerja.register import open_register
from kinerja.register.catat_disposisi import record_disposisi
from kinerja.register.disposisi import list_disposisi, record_lembar
from kinerja.register.laporan import JENIS_LAPORAN
from kinerja.register.catat_status import record_status
from kinerja.register.catat_tindak_lanjut import record_tindak_lanjut
from kinerja.register.status import StatusLaporan, read_status
from kinerja.register.tindak_lanjut import KeadaanTindakLanjut as K, list_tindak_lanjut
from kinerja.sop import read_sop
from tests.bantuan_disposisi import TW2, build_disposisi, hash_teks
folder = Folder(pathlib.Path(sys.argv[1]))
sop = read_sop(folder, "bpkd")
jabatan = {"diperiksa": "Sekban", "disetujui": "Kepala Badan", "final": "Sekban"}
LANJUT = {K.BARU: (K.BERJALAN, "Ani"), K.BERJALAN: (K.DIUSULKAN, "Ani"),
          K.DIUSULKAN: (K.DIVERIFIKASI, "Budi")}
print("siap", flush=True)
while True:
    with open_register(folder, "bpkd", is_tulis=True) as register:
        if not register.list_peristiwa(JENIS_LAPORAN):
            isi = {"laporan": {"laporan-triwulan": {}}, "versi": "1"}
            register.append(JENIS_LAPORAN, isi, periode=TW2.slug)
        ke = len(list_disposisi(register))
        agenda = record_lembar(register, TW2, hash_teks(f"lembar {ke}"))
        print(register.jumlah, flush=True)
        record_disposisi(register, build_disposisi(TW2, agenda, f"isi {ke}"))
        print(register.jumlah, flush=True)
        for satu in list_tindak_lanjut(register)[-4:]:
            if satu.is_terbuka:
                keadaan, oleh = LANJUT[satu.keadaan]
                record_tindak_lanjut(
                    register, satu.butir.id, keadaan, oleh=oleh, kemajuan="k", bukti="b")
                print(register.jumlah, flush=True)
        kini = read_status(register, TW2, "laporan-triwulan").status
        berikut = [*StatusLaporan, StatusLaporan.DRAF][kini.urutan + 1]
        record_status(register, TW2, "laporan-triwulan", berikut, oleh="Ani", sidik="", sop=sop,
                      sebagai=jabatan.get(berikut.value, ""), alasan="lagi")
        print(register.jumlah, flush=True)
"""


def check_sah(folder: Folder) -> tuple[int, int]:
    """Check that every recorded step was legal when it was taken; count items and changes."""
    with open_register(folder, OPD) as register:
        semua = list_tindak_lanjut(register)
        nomor = [satu.agenda for satu in list_disposisi(register, TW2)]
        riwayat = read_status(register, TW2, LAPORAN).riwayat
        peristiwa = register.list_peristiwa("tindak_lanjut")
    assert nomor == list(range(1, len(nomor) + 1))
    assert sum(len(satu.langkah) for satu in semua) == len(peristiwa)
    for satu in semua:
        for sampai, langkah in enumerate(satu.langkah):
            dulu = TindakLanjut(satu.butir, satu.tanggal, satu.langkah[:sampai])
            build_catatan_tindak_lanjut(
                dulu, langkah.keadaan, oleh=langkah.oleh, kemajuan="k", bukti="b", alasan="a"
            )
    status = [StatusLaporan.DRAF, *(satu.ke for satu in riwayat)]
    assert [satu.dari for satu in riwayat] == status[:-1]
    assert {(b.urutan - a.urutan) % 4 for a, b in itertools.pairwise(status)} <= {1}
    return len(semua), len(riwayat)


@pytest.mark.parametrize(
    "jumlah",
    [10, pytest.param(100, marks=[pytest.mark.panjang, pytest.mark.timeout(3600)])],
)
def test_killed_at_random_moments_every_step_stays_legal(tmp_path, monkeypatch, jumlah) -> None:
    """What was acknowledged is there; numbers without gaps, no step out of turn."""
    folder = build_folder(tmp_path)
    akar = Path(__file__).resolve().parent.parent
    monkeypatch.setitem(LINGKUNGAN, "PYTHONPATH", str(akar))
    assert run_pembunuhan(folder, jumlah, 44 + jumlah, BEKERJA, 0.6) > jumlah
    butir, perubahan = check_sah(folder)
    assert butir > 1
    assert perubahan > 1


def test_the_check_of_legal_steps_can_fail(tmp_path) -> None:
    """An item verified out of nothing is found."""
    folder = build_folder(tmp_path)
    with open_register(folder, OPD, is_tulis=True) as register:
        from tests.bantuan_disposisi import BUTIR, fill_disposisi

        fill_disposisi(register)
        isi = {"butir": BUTIR, "ke": KeadaanTindakLanjut.DIVERIFIKASI.value, "kemajuan": ""}
        isi |= {"bukti": "", "asal": "perintah"}
        waktu = datetime(2026, 8, 1, tzinfo=UTC)
        register.append("tindak_lanjut", isi, periode=TW2.slug, oleh="Ani", waktu=waktu)
    with pytest.raises(Exception, match="hanya: berjalan"):
        check_sah(folder)


@pytest.fixture(scope="module")
def asli(asli, tmp_path_factory):
    """The sample with a report that can be judged."""
    akar = tmp_path_factory.mktemp("contoh") / "kerja"
    shutil.copytree(asli, akar)
    with open_register(Folder(akar), OPD, is_tulis=True) as register:
        isi = {"laporan": {LAPORAN: {"a.pdf": "0" * 64}}, "versi": "1"}
        register.append(JENIS_LAPORAN, isi, periode=TW2.slug)
    return akar


PERINTAH = ["status", "2026-tw2", "--jadikan", "diperiksa", "--sebagai", "Sekban", "--oleh", "Ani"]
MASUK = "from kinerja.cli.utama import run; import sys; sys.exit(run(sys.argv[1:]))"


def start_perintah(akar):
    """Start a command line of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", MASUK, *PERINTAH],
        cwd=akar,
        env=LINGKUNGAN,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


@POSIX
@pytest.mark.parametrize(
    "jumlah",
    [
        pytest.param(5, marks=pytest.mark.timeout(400)),
        pytest.param(100, marks=[pytest.mark.panjang, pytest.mark.timeout(3600)]),
    ],
)
def test_an_approval_killed_at_random_moments_stands_or_does_not(asli, tmp_path, jumlah) -> None:
    """Whole or not at all; where it stands, a second one is refused, else it passes."""
    mulai = time.perf_counter()
    shutil.copytree(asli, tmp_path / "ukur")
    with start_perintah(tmp_path / "ukur") as proses:
        _, galat = proses.communicate()
    assert proses.returncode == 0, galat
    lama = time.perf_counter() - mulai
    acak = random.Random(20261123)  # noqa: S311 - the same moments each time, not a secret
    for nomor in range(jumlah):
        akar = tmp_path / f"k{nomor}"
        shutil.copytree(asli, akar)
        with start_perintah(akar) as proses:
            time.sleep(acak.uniform(0.2, 1.05) * lama)
            proses.send_signal(signal.SIGKILL)
            proses.communicate()
        check_register(Folder(akar), OPD)
        with open_register(Folder(akar), OPD) as register:
            kini = read_status(register, Periode(2026, 2), LAPORAN)
        assert (kini.status, kini.oleh) in {("draf", ""), ("diperiksa", "Ani")}
        assert run([*PERINTAH, "--folder", str(akar)]) == (0 if kini.status == "draf" else 2)
        with open_register(Folder(akar), OPD) as register:
            assert len(read_status(register, Periode(2026, 2), LAPORAN).riwayat) == 1
        shutil.rmtree(akar)
