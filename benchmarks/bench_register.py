"""Append, list and verify events of the register.

Run: `python benchmarks/bench_register.py [events]`. Works in a temporary folder and prints
seconds: single commits (each flushed to disk twice, a tenth of the events), one commit of all,
listing, checking, rebuilding from the mirror, and sizes.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kinerja.folder import Folder
from kinerja.register import Catatan, check_register, open_register, rebuild_register

JUMLAH_BAWAAN = 10_000


def build_catatan(nomor: int) -> Catatan:
    """Make an event of the size of a submission."""
    isi = {"sha256": f"{nomor:064x}", "nama_berkas": "a.xlsx", "ukuran": nomor, "cara": "folder"}
    return Catatan("setoran", isi, "2026-tw2", "sekretariat", "Petugas", "perbaikan")


def time_langkah(nama: str, jumlah: int, langkah: Callable[[], object]) -> None:
    """Time one step and print it."""
    mulai = time.perf_counter()
    langkah()
    detik = time.perf_counter() - mulai
    print(f"{nama}: {detik:.2f} detik ({jumlah / detik:,.0f} peristiwa/detik)")


def main() -> None:
    """Print the figures."""
    jumlah = int(sys.argv[1]) if len(sys.argv) > 1 else JUMLAH_BAWAAN
    satuan = jumlah // 10
    with tempfile.TemporaryDirectory() as sementara:
        folder = Folder(Path(sementara))
        data = folder.data("bpkd")

        with open_register(folder, "bpkd", is_tulis=True) as register:

            def append_satuan() -> None:
                for nomor in range(satuan):
                    register.append_semua([build_catatan(nomor)])

            def append_sisa() -> None:
                register.append_semua(build_catatan(nomor) for nomor in range(satuan, jumlah))

            time_langkah(f"{satuan} komit satuan", satuan, append_satuan)
            time_langkah(f"satu komit {jumlah - satuan}", jumlah - satuan, append_sisa)
            time_langkah(f"membaca {jumlah}", jumlah, register.list_peristiwa)
        time_langkah(f"memeriksa {jumlah}", jumlah, lambda: check_register(folder, "bpkd"))
        ukuran = {
            nama: (data / nama).stat().st_size for nama in ("register.sqlite", "jurnal.jsonl")
        }
        (data / "register.sqlite").unlink()
        time_langkah(f"membangun ulang {jumlah}", jumlah, lambda: rebuild_register(folder, "bpkd"))
        for nama, byte in ukuran.items():
            print(f"{nama}: {byte / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
