"""The end of a command that makes reports: what it says, and the list of all reports renewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja.cli.tampil import format_jalur, print_baris, print_hasil, print_json
from kinerja.cli.umum import Umum
from kinerja.folder import Folder

if TYPE_CHECKING:
    from kinerja.jalankan.hasil_jalan import HasilJalan


def finish_laporan(umum: Umum, folder: Folder, hasil: HasilJalan) -> int:
    """Tell what was made, in words or as JSON, and renew the list; gives the exit code."""
    if umum.json:
        print_json(hasil.build_data())
    else:
        print_hasil(hasil)
    refresh_portal(umum, folder)
    return hasil.kode_keluar


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
