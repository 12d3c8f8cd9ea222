"""The command `kinerja bagikan`: reports for people outside the office."""

from __future__ import annotations

from pathlib import Path

import click

from kinerja.cli.bahasa import Perintah
from kinerja.cli.tampil import format_jalur, print_baris, print_json
from kinerja.cli.umum import Umum, opsi_umum
from kinerja.galat import ParameterError


@click.command(cls=Perintah)
@click.option("--publik", default="", metavar="FOLDER", help="Folder edisi publik; dibuat baru.")
@opsi_umum
@click.pass_obj
def bagikan(umum: Umum, publik: str) -> int:
    """Buat edisi publik: laporan final tanpa catatan internal dan data pribadi.

    Laporan final semua instansi disusun ulang tanpa disposisi, temuan, nama, NIP, NIK, telepon,
    surel, dan jalur berkas, dengan daftar laporannya sendiri. Setiap berkas lalu diperiksa; bila
    masih ada yang tertinggal, tidak ada yang diterbitkan.
    """
    if not publik:
        raise ParameterError(
            "Folder edisi publik belum disebut",
            tempat="--publik",
            saran="Tulis misalnya: kinerja bagikan --publik publik",
        )
    from kinerja.publik.edisi import run_publik

    hasil = run_publik(umum.find_folder(), Path(publik))
    if umum.json:
        print_json(
            {
                "folder": str(hasil.tujuan),
                "laporan": [
                    {
                        "judul": satu.judul,
                        "laporan": satu.tempat,
                        "berkas": list(satu.berkas),
                        "dihapus": dict(satu.dihapus),
                    }
                    for satu in hasil.laporan
                ],
                "dilewati": [{"laporan": nama, "sebab": s} for nama, s in hasil.dilewati],
                "kode_keluar": 0,
            }
        )
        return 0
    print_baris(f"Edisi publik: {format_jalur(hasil.tujuan)} ({hasil.jumlah_berkas} berkas)")
    for satu in hasil.laporan:
        dihapus = ", ".join(f"{banyak} {jenis}" for jenis, banyak in sorted(satu.dihapus.items()))
        print_baris(f"  {satu.tempat}: dihapus {dihapus or 'tidak ada'}")
        for berkas in satu.berkas:
            print_baris(f"    {berkas}")
    if hasil.dilewati:
        print_baris(f"Tidak diikutkan ({len(hasil.dilewati)}):")
        for nama, sebab in hasil.dilewati:
            print_baris(f"  {nama}: {sebab}")
    return 0
