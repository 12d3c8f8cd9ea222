"""The commands `kinerja arsip` and `kinerja verifikasi`: step 8, keeping and proving."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kinerja.cli.bahasa import Perintah
from kinerja.cli.portal import refresh_portal
from kinerja.cli.tampil import format_jalur, print_baris, print_json
from kinerja.cli.umum import Umum, open_kerja, opsi_umum
from kinerja.galat import KinerjaError, ParameterError

if TYPE_CHECKING:
    from kinerja.arsip.hitung_ulang import HasilHitungUlang
    from kinerja.arsip.verifikasi import HasilVerifikasi
    from kinerja.folder import Folder

_DITAMPILKAN = 20


@click.command(cls=Perintah)
@click.argument("periode", metavar="PERIODE")
@click.option("--alasan", default="", metavar="TEKS", help="Alasan membuat revisi arsip.")
@opsi_umum
@click.pass_obj
def arsip(umum: Umum, periode: str, alasan: str) -> int:
    """Simpan laporan final beserta semua bahannya sebagai arsip.

    Arsipnya satu berkas zip menurut BagIt 1.0 di outputs/arsip, lengkap dengan masukan seperti
    diterima, jurnal register, dan sidik SHA-512 setiap berkas. Arsip tidak pernah ditimpa; sesudah
    perbaikan ia menjadi revisi dengan alasan. PDF yang sudah ditandatangani secara elektronik ikut
    diarsipkan bila ada di folder ditandatangani di samping laporannya.
    """
    pilihan, folder, opd = open_kerja(umum, periode)
    from kinerja.arsip.buat import run_arsip
    from kinerja.terima.jalan import parse_alasan

    hasil = run_arsip(folder, opd, pilihan, oleh=umum.oleh, alasan=parse_alasan(alasan))
    satu = hasil.arsip
    refresh_portal(umum, folder)
    if umum.json:
        print_json(
            {
                "opd": opd,
                "periode": pilihan.slug,
                "arsip": str(hasil.jalur),
                "sha256": satu.sha256,
                "revisi": satu.revisi,
                "baru": hasil.is_baru,
                "catatan": list(hasil.catatan),
                "kode_keluar": 0,
            }
        )
        return 0
    kata = "Diarsipkan" if hasil.is_baru else "Sudah diarsipkan, tidak ada yang berubah"
    print_baris(f"{kata}: {format_jalur(hasil.jalur)}")
    print_baris(f"  {satu.ukuran / 1e6:.1f} MB, revisi {satu.revisi}, SHA-256 {satu.sha256}")
    for teks in hasil.catatan:
        print_baris(f"  {teks}")
    print_baris(f"Periksa kapan saja: kinerja verifikasi {format_jalur(hasil.jalur)}")
    return 0


@click.command(cls=Perintah)
@click.argument("berkas", metavar="BERKAS")
@click.option("--hitung-ulang", is_flag=True, help="Hitung ulang semua angka dari isi arsip.")
@opsi_umum
@click.pass_obj
def verifikasi(umum: Umum, berkas: str, *, hitung_ulang: bool) -> int:
    """Buktikan bahwa arsip masih seperti saat dibuat.

    Memeriksa setiap berkas terhadap sidiknya, rantai register, dan bila folder kerjanya ada,
    catatan register. Tidak memerlukan jaringan dan tidak menulis apa pun.
    """
    from kinerja.arsip.hitung_ulang import recompute
    from kinerja.arsip.verifikasi import verify_arsip

    if not berkas.strip():
        raise ParameterError("Nama arsip kosong", saran="Contoh: kinerja verifikasi arsip.zip")
    jalur = Path(berkas)
    hasil = verify_arsip(jalur, _find_folder(umum))
    ulang = None
    if hitung_ulang and hasil.isi is not None:
        ulang = recompute(hasil.isi, hasil)
    kode = 5 if hasil.cacat or (ulang and ulang.beda) else 0
    if umum.json:
        print_json(_build_data(hasil, ulang) | {"kode_keluar": kode})
        return kode
    _print_hasil(hasil)
    if ulang is not None:
        _print_ulang(ulang)
    return kode


def _find_folder(umum: Umum) -> Folder | None:
    """Find the working folder at hand; an archive can be verified without any."""
    if umum.folder:
        return umum.find_folder()
    try:
        return umum.find_folder()
    except KinerjaError:
        return None


def _print_hasil(hasil: HasilVerifikasi) -> None:
    if hasil.cacat:
        print_baris(f"TIDAK UTUH: {format_jalur(hasil.jalur)}, {len(hasil.cacat)} cacat")
        for satu in hasil.cacat[:_DITAMPILKAN]:
            print_baris(f"  {satu.tempat}: {satu.masalah}")
        if len(hasil.cacat) > _DITAMPILKAN:
            print_baris(f"  … dan {len(hasil.cacat) - _DITAMPILKAN} lagi; semuanya dengan --json")
        return
    milik = hasil.keterangan
    print_baris(f"UTUH: {format_jalur(hasil.jalur)}, {hasil.jumlah_berkas} berkas")
    print_baris(f"  {milik['judul']}, {milik['instansi']}, revisi {milik['revisi']}")
    if milik["pengesah"]:
        print_baris(f"  Disahkan (dinyatakan): {milik['pengesah']}, {milik['jabatan']}")
    if milik["perbaikan_dari"]:
        print_baris(f"  Perbaikan dari {milik['perbaikan_dari']}: {milik['alasan']}")
    for teks in hasil.catatan:
        print_baris(f"  {teks}")


def _print_ulang(ulang: HasilHitungUlang) -> None:
    if not ulang.beda:
        print_baris(f"Dihitung ulang: {ulang.jumlah} angka, semuanya sama.")
        return
    print_baris(f"Dihitung ulang: {len(ulang.beda)} dari {ulang.jumlah} angka berbeda.")
    for satu in ulang.beda[:_DITAMPILKAN]:
        print_baris(f"  {satu.laporan} {satu.id}: arsip {satu.lama}, kini {satu.baru}")


def _build_data(hasil: HasilVerifikasi, ulang: HasilHitungUlang | None) -> dict[str, Any]:
    return {
        "berkas": str(hasil.jalur),
        "utuh": not hasil.cacat,
        "cacat": [{"tempat": satu.tempat, "masalah": satu.masalah} for satu in hasil.cacat],
        "keterangan": dict(hasil.keterangan),
        "catatan": list(hasil.catatan),
        "jumlah_berkas": hasil.jumlah_berkas,
        "dihitung_ulang": None
        if ulang is None
        else {
            "jumlah": ulang.jumlah,
            "beda": [
                {"laporan": s.laporan, "id": s.id, "arsip": s.lama, "kini": s.baru}
                for s in ulang.beda
            ],
        },
    }
