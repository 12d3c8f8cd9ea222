"""What --jelaskan prints: which reports would be made, and why; the rest is counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kinerja.cli.tampil import print_baris, print_json

if TYPE_CHECKING:
    from kinerja.jalankan.jelaskan import PenjelasanPeriode

_KATA = {
    "dibuat": "akan dibuat",
    "mungkin": "mungkin dibuat",
    "ditolak": "ditolak",
    "tetap": "tidak dibuat",
}


def show_penjelasan(daftar: Iterable[PenjelasanPeriode], *, is_json: bool) -> int:
    """Print what a run would make, period by period; gives the gravest exit code."""
    from kinerja.jalankan.batch import choose_kode

    kode, semua, jumlah = set(), [], 0
    for satu in daftar:
        kode.add(satu.kode_keluar)
        jumlah += sum(laporan.keadaan == "dibuat" for laporan in satu.laporan)
        if is_json:
            semua.append(satu.build_data())
        else:
            _print_periode(satu)
    if is_json:
        print_json({"kode_keluar": choose_kode(kode), "akan_dibuat": jumlah, "periode": semua})
    else:
        print_baris(f"{jumlah} laporan akan dibuat. Tidak ada yang dibuat sekarang.")
    return choose_kode(kode)


def _print_periode(satu: PenjelasanPeriode) -> None:
    nama = f"{satu.minta.opd} {satu.minta.periode.slug}"
    if satu.gagal:
        print_baris(f"{nama}: tidak dapat dibuat. {satu.gagal}")
        return
    tetap = sum(laporan.keadaan == "tetap" for laporan in satu.laporan)
    sisa = ["tidak ada yang berubah"] if tetap == len(satu.laporan) else []
    print_baris(f"{nama}: {tetap} dari {len(satu.laporan)} tetap{''.join(f', {s}' for s in sisa)}")
    for laporan in satu.laporan:
        if laporan.keadaan != "tetap":
            print_baris(f"  {laporan.judul}: {_KATA[laporan.keadaan]}")
            for alasan in laporan.alasan:
                print_baris(f"    karena: {alasan}")
