"""The command `kinerja status`: the SOP board of a period."""

from __future__ import annotations

import click

from kinerja.cli.bahasa import Perintah
from kinerja.cli.tampil import print_baris, print_json
from kinerja.cli.umum import Umum, open_kerja, opsi_umum
from kinerja.folder import Folder
from kinerja.periode import Periode


@click.command(cls=Perintah)
@click.argument("periode", metavar="PERIODE")
@opsi_umum
@click.pass_obj
def status(umum: Umum, periode: str) -> int:
    """Tampilkan papan SOP: langkah, ketepatan unit, laporan, dan yang berikutnya.

    PERIODE ditulis misalnya 2026-tw2, atau 2026-tahunan untuk langkah laporan tahunan.
    """
    pilihan, folder, opd = open_kerja(umum, periode)
    print_papan(umum, folder, opd, pilihan)
    return 0


def print_papan(umum: Umum, folder: Folder, opd: str, periode: Periode) -> None:
    """Print the board, as text or as JSON."""
    from kinerja.beranda import read_papan
    from kinerja.cli.papan import format_papan
    from kinerja.papan import build_data_papan

    papan = read_papan(folder, opd, periode)
    if umum.json:
        print_json(build_data_papan(papan))
        return
    for baris in format_papan(papan):
        print_baris(baris)
