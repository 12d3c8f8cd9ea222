"""The command `kinerja rencana`: the approved targets as recorded, and recording their change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kinerja.cli.bahasa import Perintah, parse_bilangan
from kinerja.cli.tampil import print_baris, print_json
from kinerja.cli.umum import Umum, opsi_umum
from kinerja.periode import Periode
from kinerja.zona import format_waktu

if TYPE_CHECKING:
    from kinerja.jalankan.rencana import HasilRencana

_KODE_BERUBAH = 2


@click.command(cls=Perintah)
@click.argument("tahun", metavar="TAHUN")
@click.option("--catat", is_flag=True, help="Catat perubahan target yang sudah disahkan.")
@click.option("--dokumen", default="", metavar="TEKS", help="Dokumen yang mengesahkannya.")
@click.option("--alasan", default="", metavar="TEKS", help="Mengapa diubah.")
@opsi_umum
@click.pass_obj
def rencana(umum: Umum, tahun: str, catat: bool, dokumen: str, alasan: str) -> int:
    """Lihat target yang tercatat, atau catat perubahannya.

    Versi rencana yang menyebut dasarnya tercatat dengan sendirinya; nilainya tidak boleh berubah
    tanpa dicatat. Kode keluar 2 bila ada perubahan yang belum dicatat.
    """
    periode = Periode(parse_bilangan(tahun, "TAHUN") or 0)
    folder = umum.find_folder()
    opd = umum.choose_opd(folder)
    from kinerja.jalankan.rencana import record_rencana, show_rencana
    from kinerja.terima.jalan import parse_alasan

    if catat:
        hasil = record_rencana(
            folder,
            opd,
            periode,
            dokumen=parse_alasan(dokumen),
            alasan=parse_alasan(alasan),
            oleh=umum.oleh,
        )
    else:
        hasil = show_rencana(folder, opd, periode)
    kode = _KODE_BERUBAH if hasil.temuan else 0
    if umum.json:
        isi: dict[str, Any] = {"opd": opd, "tahun": periode.tahun, "kode_keluar": kode}
        print_json(isi | _build_data(hasil))
        return kode
    _print_hasil(hasil, periode)
    return kode


def _print_hasil(hasil: HasilRencana, periode: Periode) -> None:
    print_baris(f"Target {periode.judul} yang tercatat:")
    for satu in hasil.catatan:
        oleh = f", dinyatakan oleh {satu.oleh}" if satu.oleh else ""
        alasan = f"; alasan: {satu.alasan}" if satu.alasan else ""
        print_baris(f"  {format_waktu(satu.waktu)} versi {satu.kode}: {satu.dokumen}{oleh}{alasan}")
    if not hasil.catatan:
        print_baris("  belum ada; tercatat saat kinerja formulir, terima, atau laporan dijalankan")
    for versi in hasil.belum:
        print_baris(f"  versi {versi.kode} belum tercatat: {versi.dasar}")
    for versi in hasil.konsep:
        print_baris(f"  versi {versi.kode} belum menyebut dasarnya, jadi belum dianggap disahkan")
    for perubahan in hasil.dicatat:
        print_baris(f"Dicatat: {perubahan.sebutan}: {perubahan.lama} → {perubahan.baru}")
    for temuan in hasil.temuan:
        print_baris(f"GALAT {temuan.kode}: {temuan.pesan}")


def _build_data(hasil: HasilRencana) -> dict[str, Any]:
    from kinerja.temuan import build_data_temuan

    return {
        "catatan": [
            {
                "versi": satu.kode,
                "berlaku_mulai": satu.isi.berlaku_mulai.isoformat(),
                "dokumen": satu.dokumen,
                "waktu": satu.waktu.isoformat(),
                "oleh": satu.oleh,
                "alasan": satu.alasan,
            }
            for satu in hasil.catatan
        ],
        "belum_tercatat": [satu.kode for satu in hasil.belum],
        "tanpa_dasar": [satu.kode for satu in hasil.konsep],
        "dicatat": [
            {"perubahan": satu.sebutan, "lama": satu.lama, "baru": satu.baru}
            for satu in hasil.dicatat
        ],
        "temuan": [build_data_temuan(satu) for satu in hasil.temuan],
    }
