"""The command `kinerja periksa`: every finding of a period, on the terminal or as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kinerja.angka import format_tanggal
from kinerja.cli.bahasa import Perintah
from kinerja.cli.tampil import print_baris, print_json, print_temuan
from kinerja.cli.umum import Umum, open_kerja, opsi_umum
from kinerja.periode import Periode

if TYPE_CHECKING:
    from kinerja.terima.kelengkapan import BarisKelengkapan


@click.command(cls=Perintah)
@click.argument("periode", metavar="PERIODE")
@click.option("--xlsx", is_flag=True, help="Tulis juga semua temuan ke temuan.xlsx.")
@opsi_umum
@click.pass_obj
def periksa(umum: Umum, periode: str, xlsx: bool) -> int:  # noqa: FBT001 - click's flag
    """Periksa semua isian satu periode tanpa membuat laporan."""
    pilihan, folder, opd = open_kerja(umum, periode)
    from kinerja.jalankan.pemeriksaan import run_periksa

    hasil = run_periksa(folder, opd, pilihan, oleh=umum.oleh, is_xlsx=xlsx)
    if umum.json:
        print_json(hasil.build_data())
        return hasil.kode_keluar
    _print_kelengkapan(hasil.kelengkapan)
    print_temuan(hasil.temuan, hasil.nama_unit)
    print_baris(f"{len(hasil.temuan)} temuan." if hasil.temuan else "Tidak ada temuan.")
    if hasil.bukti:
        print_baris("Bukti:")
    for unit, satu in hasil.bukti.items():
        print_baris(f"  {hasil.nama_unit.get(unit, unit)}: {satu.kalimat}")
    if hasil.xlsx:
        print_baris(f"Daftar temuan: {hasil.xlsx}")
    for teks in hasil.catatan:
        print_baris(f"Catatan: {teks}")
    return hasil.kode_keluar


def _print_kelengkapan(daftar: Sequence[BarisKelengkapan]) -> None:
    """Print a line for each unit, headed by the quarter and its deadline."""
    periode: Periode | None = None
    for satu in daftar:
        tenggat = satu.penerimaan.tenggat
        if satu.penerimaan.periode != periode:
            periode = satu.penerimaan.periode
            kata = f"tenggat setor {format_tanggal(tenggat)}" if tenggat else "tanpa tenggat setor"
            print_baris(f"Kelengkapan {periode.judul} ({kata}):")
        print_baris(f"  {satu.unit.nama}: {satu.kalimat}")
    if daftar:
        print_baris()
