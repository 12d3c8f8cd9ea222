"""Time exploring: drawing each view, a whole page, and a what-if, after everything was read once.

Run from the repository: `python benchmarks/bench_jelajah.py`. Prints milliseconds of processor
time, the best of five, for the views as the widget draws them (blocks and their HTML).
"""

from __future__ import annotations

import time
from collections.abc import Callable

from kinerja import buka_jelajah
from kinerja.jelajah import Jelajah
from kinerja.jelajah.bagian import DAFTAR_BAGIAN

ULANG = 5
ANDAIAN = "IKS-1.2=50; rumus_turun=rasio; batas_atas=120"


def measure(kerja: Callable[[], object]) -> float:
    """Give the least processor time of a few runs, in milliseconds."""
    waktu = []
    for _ in range(ULANG):
        mulai = time.process_time()
        kerja()
        waktu.append(1000 * (time.process_time() - mulai))
    return min(waktu)


def draw(jelajah: Jelajah, nama: str) -> object:
    """Draw a view as the widget does."""
    return jelajah.bagian(nama)._repr_mimebundle_()


def main() -> None:
    """Print the figures."""
    jelajah = buka_jelajah("bpkd", "2026-tw2", andaian=ANDAIAN)
    jelajah.halaman()
    for nama in DAFTAR_BAGIAN:
        print(f"{nama}: {measure(lambda nama=nama: draw(jelajah, nama)):.0f} milidetik")
    print(f"seluruh halaman: {measure(jelajah.halaman):.0f} milidetik")


if __name__ == "__main__":
    main()
