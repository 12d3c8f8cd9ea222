"""The command `kinerja terima`: returned forms in, verdicts out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kinerja.cli.bahasa import Perintah
from kinerja.cli.tampil import print_baris, print_json
from kinerja.cli.umum import Umum, opsi_umum
from kinerja.temuan import describe_daftar

if TYPE_CHECKING:
    from kinerja.terima.hasil import HasilBerkas

_PERBEDAAN_MAKS: Final = 50
_TEMUAN_MAKS: Final = 50


@click.command(cls=Perintah)
@click.argument("berkas", metavar="BERKAS…", nargs=-1, required=True)
@click.option(
    "--alasan", default="", metavar="TEKS", help="Alasan mengganti isian yang sudah diterima."
)
@opsi_umum
@click.pass_obj
def terima(umum: Umum, berkas: tuple[str, ...], alasan: str) -> int:
    """Terima formulir unit: periksa, simpan, catat, dan jawab.

    Unit dan periode dibaca dari lembar Identitas, bukan dari nama berkas. Berkas yang ditolak tidak
    disimpan, hanya dihitung; jawabannya adalah salinan buku kerja yang selnya sudah ditandai.
    """
    folder = umum.find_folder()
    opd = umum.choose_opd(folder)
    from kinerja.terima.jalan import run_terima

    hasil = run_terima(
        folder,
        opd,
        [Path(satu).absolute() for satu in berkas],
        alasan=alasan,
        oleh=umum.oleh,
        lapor=(lambda _: None) if umum.json else _print_berkas,
    )
    for satu in hasil.berkas:
        if umum.jejak and satu.jejak:
            print_baris(satu.jejak, is_galat=True)
    if hasil.galat is not None:
        print_baris(hasil.galat.pesan, is_galat=True)
    if umum.json:
        print_json(hasil.build_data())
        return hasil.kode_keluar
    for nama in hasil.dipulihkan:
        print_baris(f"Dipulihkan sesudah proses yang terhenti: {nama}")
    for nama, pesan in hasil.tertunda:
        print_baris(f"Salinan kerja masih tertunda: {nama}. {pesan}")
    jumlah: dict[str, int] = {}
    for satu in hasil.berkas:
        jumlah[satu.keadaan.value] = jumlah.get(satu.keadaan.value, 0) + 1
    print_baris(", ".join(f"{n} {keadaan}" for keadaan, n in jumlah.items()) + ".")
    return hasil.kode_keluar


def _print_berkas(satu: HasilBerkas) -> None:
    _print_kepala(satu)
    if satu.tindak_lanjut:
        print_baris(f"  Tindak lanjut dicatat: {'; '.join(satu.tindak_lanjut)}")
    if satu.keadaan == "sama":
        return
    if satu.perbedaan:
        print_baris(f"  Perubahan dari kiriman sebelumnya ({len(satu.perbedaan)} sel):")
        for beda in satu.perbedaan[:_PERBEDAAN_MAKS]:
            print_baris(f"    {beda.pesan}")
        _print_sisa(len(satu.perbedaan) - _PERBEDAAN_MAKS)
    if satu.temuan:
        print_baris(f"  Temuan ({len(satu.temuan)}):")
        daftar = describe_daftar(satu.temuan)
        for baris in daftar[:_TEMUAN_MAKS]:
            print_baris(f"    {baris}")
        _print_sisa(len(daftar) - _TEMUAN_MAKS)
    if satu.bukti is not None:
        print_baris(f"  Bukti: {satu.bukti.kalimat}")
    if satu.salinan:
        print_baris(f"  Hasil periksa: {satu.salinan}")


def _print_kepala(satu: HasilBerkas) -> None:
    from kinerja.register.setoran import describe_urutan
    from kinerja.zona import format_waktu

    print_baris(f"{satu.nama}: {satu.keadaan.value.upper()}")
    if satu.unit is not None and satu.periode is not None:
        revisi = "" if satu.revisi is None else f", {describe_urutan(satu.revisi)}"
        waktu = f", dicatat {format_waktu(satu.waktu)}" if satu.waktu else ""
        print_baris(f"  {satu.unit.nama}, {satu.periode.judul}{revisi}{waktu}")
    for teks in filter(None, (satu.pesan, satu.tertunda)):
        print_baris(f"  {teks}")


def _print_sisa(jumlah: int) -> None:
    if jumlah > 0:
        print_baris(f"    … dan {jumlah} lagi; lihat hasil periksa.")
