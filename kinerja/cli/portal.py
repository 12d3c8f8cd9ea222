"""Keeping the list of all reports in step with what a command made."""

from __future__ import annotations

from kinerja.cli.tampil import format_jalur, print_baris
from kinerja.cli.umum import Umum
from kinerja.folder import Folder


def refresh_portal(umum: Umum, folder: Folder) -> None:
    """Write the list of reports anew; trouble with it is told and changes no exit code."""
    from kinerja.portal import write_portal

    hasil = write_portal(folder)
    for masalah in hasil.masalah:
        print_baris(f"Peringatan: {masalah}.", is_galat=True)
    if hasil.gagal:
        print_baris(f"Daftar laporan tidak ditulis: {hasil.gagal}", is_galat=True)
    elif not umum.json:
        print_baris(f"Semua laporan: {format_jalur(hasil.jalur)}")
