"""Measure how long the forms and letters of the sample take, one by one.

Usage: ``python benchmarks/bench_formulir.py``
"""

from __future__ import annotations

import io
import statistics
import time
from pathlib import Path

from kinerja.data import read_data
from kinerja.excel.tulis_unit import write_laporan_unit
from kinerja.folder import Folder
from kinerja.formulir import build_tampilan
from kinerja.periode import Periode

AKAR = Path(__file__).resolve().parent.parent
BATAS_DETIK = 0.3
ULANG = 5


def main() -> None:
    """Write every form of the sample's quarter several times and print the median of each."""
    data = read_data(Folder(AKAR), "bpkd", Periode(2026, 2))
    masukan = data.masukan
    terburuk = 0.0
    for unit in masukan.unit:
        waktu = []
        laporan = masukan.laporan_unit[unit.slug, 2]
        for _ in range(ULANG):
            mulai = time.perf_counter()
            write_laporan_unit(
                io.BytesIO(),
                opd=masukan.opd,
                unit=unit,
                periode=masukan.periode,
                rencana=masukan.rencana,
                isian=laporan.isian,
                anggaran=laporan.anggaran,
                skala_predikat=data.kebijakan.skala_predikat,
                tampilan=build_tampilan(masukan, unit.slug, data.kebijakan),
            )
            waktu.append(time.perf_counter() - mulai)
        tengah = statistics.median(waktu)
        terburuk = max(terburuk, tengah)
        print(f"{unit.slug:24} {tengah:6.3f} detik")
    print(f"terlama {terburuk:.3f} detik, batas {BATAS_DETIK} detik")


if __name__ == "__main__":
    main()
