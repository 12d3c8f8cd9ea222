"""What each stage of a report takes, in processor seconds of a worker.

Reading, computing, handing over, executing the notebook, and every format, of one unit's report
and the agency's; drawing is told apart, because it is part of executing. Each round has a process
of its own, prepared as workers are: Typst remembers what it has laid out.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import pickle
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from banding import OPD, PERIODE
from ukur import measure_prosesor, median

from kinerja.bekal import hold_bekal, write_bekal
from kinerja.data import DataLaporan, read_data
from kinerja.ekspor.bentuk import DAFTAR_BENTUK
from kinerja.folder import Folder
from kinerja.isi import grafik
from kinerja.jalankan import kerja
from kinerja.jalankan.rancang import Rancangan, build_daftar_tugas
from kinerja.jalankan.sidik import map_sidik
from kinerja.jalankan.tugas import Tugas
from kinerja.periode import parse_periode

BIDANG = "bidang/sekretariat"


def run(folder: Folder, ulang: int) -> dict[str, dict[str, float]]:
    """Measure the stages of both reports."""
    periode = parse_periode(PERIODE)
    data = read_data(folder, OPD, periode)
    umum = {
        "baca": measure_prosesor(lambda: read_data(folder, OPD, periode), ulang),
        "hitung": _measure_baru(data, lambda satu: satu.compute_semua(), ulang),
    }
    with tempfile.TemporaryDirectory() as akar:
        giliran = Path(akar)
        bekal = write_bekal(giliran / "bekal", data)
        umum["ambil_bekal"] = measure_prosesor(
            lambda: pickle.loads(bekal.jalur.read_bytes()),  # noqa: S301 - written above
            ulang,
        )
        rancangan = Rancangan(
            folder, OPD, periode, giliran, "kinerja", DAFTAR_BENTUK, map_sidik(data.berkas)
        )
        semua = build_daftar_tugas(rancangan, data.instansi.daftar_unit)
        return {
            tugas.nama: umum | _measure_tugas(replace(tugas, bekal=bekal), ulang)
            for tugas in semua
            if not tugas.unit or tugas.nama == BIDANG
        }


def _measure_baru(data: DataLaporan, fungsi: Callable[[DataLaporan], object], ulang: int) -> float:
    """Measure what is done to data of which nothing is computed yet."""
    hasil = []
    for _ in range(ulang + 1):
        segar = replace(data)
        mulai = time.process_time()
        fungsi(segar)
        hasil.append(time.process_time() - mulai)
    return median(hasil[1:])


def _measure_tugas(tugas: Tugas, ulang: int) -> dict[str, float]:
    """Measure executing and each format, each round in a fresh worker."""
    tugas.giliran.mkdir(parents=True, exist_ok=True)
    daftar = []
    for _ in range(ulang):
        cara = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=cara, initializer=_prepare) as kolam:
            daftar.append(kolam.submit(_run_tugas, tugas).result())
    return {nama: median([satu[nama] for satu in daftar]) for nama in daftar[0]}


def _prepare() -> None:
    from kinerja.jalankan.prabuat import start_pekerja

    start_pekerja()


def _run_tugas(tugas: Tugas) -> dict[str, float]:
    satu: dict[str, float] = {}
    with _count_grafik() as detik_grafik:
        mulai = time.process_time()
        nb = _execute(tugas)
        satu["jalankan"] = time.process_time() - mulai
    satu["di_antaranya_grafik"] = sum(detik_grafik)
    mulai = time.process_time()
    sumber = kerja.SumberEkspor(nb, tugas.nama)
    sumber.dokumen  # noqa: B018 - built when first asked for
    satu["dokumen"] = time.process_time() - mulai
    for keluaran in tugas.keluaran:
        mulai = time.process_time()
        sumber.export_bentuk(keluaran)
        satu[keluaran.bentuk] = time.process_time() - mulai
    return satu


def _execute(tugas: Tugas) -> object:
    with contextlib.chdir(tugas.folder_kerja), hold_bekal(tugas.bekal):
        nb, gagal = kerja.execute_notebook(tugas)
    if gagal:
        raise RuntimeError(gagal)
    return kerja.build_notebook_bersih(nb)


@contextmanager
def _count_grafik() -> Iterator[list[float]]:
    """Note how long each drawing takes."""
    detik: list[float] = []
    semula = {nama: getattr(grafik, nama) for nama in ("draw_capaian", "draw_tren", "draw_serapan")}

    def wrap(fungsi: Callable[..., object]) -> Callable[..., object]:
        def draw(*isi: object) -> object:
            mulai = time.process_time()
            jadi = fungsi(*isi)
            detik.append(time.process_time() - mulai)
            return jadi

        return draw

    for nama, fungsi in semula.items():
        setattr(grafik, nama, wrap(fungsi))
    try:
        yield detik
    finally:
        for nama, fungsi in semula.items():
            setattr(grafik, nama, fungsi)
