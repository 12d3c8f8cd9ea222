"""The command `kinerja beda`: what changed between two runs or two submissions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from kinerja.cli.bahasa import Perintah
from kinerja.cli.portal import refresh_portal
from kinerja.cli.tampil import print_baris, print_json
from kinerja.cli.umum import Umum, open_kerja, opsi_umum

if TYPE_CHECKING:
    from kinerja.jalankan.perubahan import HasilPerubahan

_DITAMPILKAN: Final = 15


@click.command(cls=Perintah)
@click.argument("periode", metavar="PERIODE")
@click.option("--dari", default="", metavar="N", help="Nomor peristiwa atau tanggal yang lama.")
@click.option("--ke", default="", metavar="N", help="Nomor peristiwa atau tanggal yang baru.")
@click.option("--unit", default="", metavar="SLUG", help="Bandingkan dua kiriman unit ini.")
@opsi_umum
@click.pass_obj
def beda(umum: Umum, periode: str, dari: str, ke: str, unit: str) -> int:
    """Tunjukkan apa yang berubah antara dua laporan atau dua kiriman.

    Tanpa pilihan, dua pembuatan laporan yang terakhir. Dengan --unit, dua kiriman unit itu, dengan
    nomor revisi; 0 untuk kiriman pertama. Perubahannya menjadi satu halaman HTML dan PDF.
    """
    pilihan, folder, opd = open_kerja(umum, periode)
    from kinerja.jalankan.perubahan import run_perubahan

    hasil = run_perubahan(folder, opd, pilihan, dari=dari, ke=ke, unit=unit, oleh=umum.oleh)
    if hasil.laporan is not None:
        refresh_portal(umum, folder)
    if umum.json:
        print_json(
            {
                "opd": opd,
                "periode": pilihan.slug,
                **hasil.beda.build_data(),
                "halaman": list(hasil.laporan.berkas) if hasil.laporan else [],
                "gagal": hasil.gagal,
                "kode_keluar": hasil.kode_keluar,
            }
        )
        return hasil.kode_keluar
    _print_hasil(hasil)
    return hasil.kode_keluar


def _print_hasil(hasil: HasilPerubahan) -> None:
    from kinerja.laporan.perubahan import describe_jumlah

    beda = hasil.beda
    print_baris(f"Dari {beda.dari}")
    print_baris(f"ke   {beda.ke}")
    print_baris(describe_jumlah(beda))
    isian = [(satu.sumber, satu.tempat, satu.lama, satu.baru) for satu in beda.isian + beda.rencana]
    for sumber, tempat, lama, baru in isian[:_DITAMPILKAN]:
        print_baris(f"  {sumber}: {tempat}: {lama} → {baru}")
    for satu in [s for s in beda.angka if "/" not in s.laporan][:_DITAMPILKAN]:
        print_baris(f"  {satu.sebutan}: {satu.lama} → {satu.baru}")
    for teks in beda.catatan:
        print_baris(f"  {teks}")
    if hasil.gagal:
        print_baris(f"Halaman tidak dibuat: {hasil.gagal}")
    elif hasil.laporan is not None:
        halaman = [nama for nama in hasil.laporan.berkas if nama.endswith((".html", ".pdf"))]
        print_baris(hasil.laporan.pesan or f"Selengkapnya: {', '.join(halaman)}")
