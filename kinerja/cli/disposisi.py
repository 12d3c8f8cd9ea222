"""The command `kinerja disposisi`: step 2, the sheet out and the filled sheet back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kinerja.angka import format_tanggal
from kinerja.cli.bahasa import Perintah
from kinerja.cli.portal import refresh_portal
from kinerja.cli.tampil import format_jalur, print_baris, print_json
from kinerja.cli.umum import Umum, open_kerja, opsi_format, opsi_umum
from kinerja.ekspor.bentuk import is_terbaca, parse_bentuk
from kinerja.model import format_agenda
from kinerja.temuan import sort_temuan

if TYPE_CHECKING:
    from kinerja.jalankan.disposisi import HasilDisposisi
    from kinerja.terima.disposisi import HasilBacaDisposisi


@click.command(cls=Perintah)
@click.argument("periode", metavar="PERIODE")
@click.option("--baca", default="", metavar="BERKAS", help="Baca lembar yang sudah diisi.")
@click.option("--alasan", default="", metavar="TEKS", help="Alasan mengganti yang sudah dicatat.")
@opsi_format
@opsi_umum
@click.pass_obj
def disposisi(umum: Umum, periode: str, baca: str, alasan: str, bentuk: str) -> int:
    """Keluarkan lembar disposisi atas laporan, atau baca yang sudah diisi.

    Lembarnya buku kerja Excel untuk diisi dan PDF untuk dicetak, bernomor agenda, sudah memuat
    indikator yang perlu arahan. Nomor yang belum dibaca kembali dipakai lagi.
    """
    pilihan, folder, opd = open_kerja(umum, periode)
    from kinerja.jalankan.disposisi import run_baca, run_disposisi

    daftar = parse_bentuk(bentuk)
    if baca:
        berkas = Path(baca).absolute()
        hasil = run_baca(folder, opd, pilihan, berkas, alasan=alasan, oleh=umum.oleh, bentuk=daftar)
    else:
        hasil = run_disposisi(folder, opd, pilihan, oleh=umum.oleh, bentuk=daftar)
    if hasil.laporan is not None:
        refresh_portal(umum, folder)
    if umum.json:
        print_json(_build_data(hasil, opd))
        return hasil.kode_keluar
    if hasil.baca is not None:
        _print_baca(hasil.baca)
    if hasil.lembar is not None:
        print_baris(f"Lembar disposisi nomor agenda {format_agenda(hasil.agenda, pilihan)}")
        print_baris(f"  {format_jalur(hasil.lembar)}: {hasil.jumlah_pokok} indikator terisi")
        if hasil.peringatan:
            print_baris(f"  Peringatan: {hasil.peringatan}")
        if hasil.disisihkan is not None:
            print_baris(f"  Lembar berisi yang ada disisihkan ke {hasil.disisihkan.name}")
    _print_halaman(hasil)
    if hasil.lembar is not None:
        print_baris(f"Berikutnya: kinerja disposisi {pilihan.slug} --baca BERKAS")
    elif not hasil.kode_keluar:
        print_baris(f"Berikutnya: kinerja laporan {pilihan.slug}")
    return hasil.kode_keluar


def _print_halaman(hasil: HasilDisposisi) -> None:
    if hasil.gagal:
        print_baris(f"  Halaman cetak tidak dibuat: {hasil.gagal}")
    if hasil.laporan is None:
        return
    if hasil.laporan.pesan:
        print_baris(f"  {hasil.laporan.pesan}")
    for bentuk, pesan in hasil.laporan.gagal_bentuk:
        print_baris(f"  {bentuk.upper()} tidak dibuat: {pesan}")
    halaman = [nama for nama in hasil.laporan.berkas if is_terbaca(nama)]
    if halaman:
        print_baris(f"  {', '.join(halaman)}")


def _print_baca(baca: HasilBacaDisposisi) -> None:
    keadaan = "DICATAT" if baca.keadaan == "diterima" else baca.keadaan.value.upper()
    print_baris(f"{baca.nama}: {keadaan}")
    if baca.pesan:
        print_baris(f"  {baca.pesan}")
    if baca.disposisi is not None:
        for satu in baca.disposisi.butir:
            print_baris(
                f"  {satu.id} {satu.tentang}, {satu.unit}, sampai {format_tanggal(satu.tenggat)}"
            )
    for temuan in sort_temuan(baca.temuan):
        print_baris(f"  {temuan.tingkatan.value.upper()} {temuan.kode}: {temuan.pesan}")
    if baca.salinan:
        print_baris(f"  Hasil periksa: {baca.salinan}")


def _build_data(hasil: HasilDisposisi, opd: str) -> dict[str, Any]:
    laporan = hasil.laporan
    return {
        "opd": opd,
        "periode": hasil.periode.slug,
        "agenda": hasil.agenda,
        "lembar": str(hasil.lembar or ""),
        "disisihkan": str(hasil.disisihkan or ""),
        "halaman": list(laporan.berkas) if laporan else [],
        "peringatan": hasil.peringatan,
        "gagal": hasil.gagal or (laporan.pesan if laporan else ""),
        "baca": hasil.baca.build_data() if hasil.baca else None,
        "kode_keluar": hasil.kode_keluar,
    }
