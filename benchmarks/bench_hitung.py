"""Time the calculation: 100.000 indicator rows as a frame, against the plain scalar loop.

Run from the repository: `python benchmarks/bench_hitung.py [rows]`. Prints rows a second, seconds
and the ratio frame to loop of the same run.
"""

from __future__ import annotations

import random
import sys
import time
from decimal import Decimal

import pandas as pd

from kinerja.hitung.bingkai import compute_capaian_bingkai
from kinerja.hitung.capaian import compute_capaian

BARIS_BAWAAN = 100_000
ULANG = 3
POLARITAS = ("naik", "turun", "stabil")


def build_df(jumlah: int) -> pd.DataFrame:
    """Make rows that hardly repeat, so that nothing is gained by remembering."""
    acak = random.Random(2026)  # noqa: S311 - sample data, not a secret
    return pd.DataFrame(
        {
            "target": [Decimal(acak.randint(1, 10_000_000)).scaleb(-2) for _ in range(jumlah)],
            "realisasi": [Decimal(acak.randint(0, 10_000_000)).scaleb(-2) for _ in range(jumlah)],
            "jenis": ["angka"] * jumlah,
            "polaritas": [acak.choice(POLARITAS) for _ in range(jumlah)],
        }
    )


def run_skalar(df: pd.DataFrame) -> list[Decimal | None]:
    """Compute the same rows in a plain loop without a frame around it."""
    kolom = (df[nama].tolist() for nama in ("target", "realisasi", "polaritas"))
    return [
        compute_capaian(t, r, jenis="angka", polaritas=p).persen
        for t, r, p in zip(*kolom, strict=True)
    ]


def main() -> None:
    """Print the figures; the best of a few runs, so that another job on the machine counts less."""
    jumlah = int(sys.argv[1]) if len(sys.argv) > 1 else BARIS_BAWAAN
    df = build_df(jumlah)
    skalar, bingkai = [], []
    for _ in range(ULANG):
        mulai = time.perf_counter()
        dengan_loop = run_skalar(df)
        tengah = time.perf_counter()
        dengan_bingkai = compute_capaian_bingkai(df)
        akhir = time.perf_counter()
        skalar.append(tengah - mulai)
        bingkai.append(akhir - tengah)
        if dengan_bingkai["capaian_persen"].tolist() != dengan_loop:
            sys.exit("bingkai dan skalar berbeda")
    print(f"baris: {jumlah}")
    print(f"skalar: {min(skalar):.2f} detik ({jumlah / min(skalar):,.0f} baris/detik)")
    print(f"bingkai: {min(bingkai):.2f} detik ({jumlah / min(bingkai):,.0f} baris/detik)")
    print(f"bingkai / skalar: {min(bingkai) / min(skalar):.2f}")


if __name__ == "__main__":
    main()
