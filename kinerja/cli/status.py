"""The command `kinerja status`: where a period stands, and the decisions about its reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kinerja.cli.bahasa import Perintah, parse_bilangan
from kinerja.cli.tampil import print_baris, print_json
from kinerja.cli.umum import Umum, open_kerja, opsi_umum
from kinerja.folder import Folder
from kinerja.galat import ParameterError
from kinerja.periode import Periode

if TYPE_CHECKING:
    from kinerja.register.langkah import Saat
    from kinerja.register.status import StatusTercatat


@click.command(cls=Perintah)
@click.argument("periode", metavar="PERIODE")
@click.option("--jadikan", default="", metavar="STATUS", help="diperiksa, disetujui, atau final.")
@click.option("--buka", is_flag=True, help="Buka kembali laporan yang sudah final.")
@click.option("--unit", default="", metavar="SLUG", help="Laporan unit ini, bukan laporan badan.")
@click.option("--sebagai", default="", metavar="JABATAN", help="Jabatan menurut SOP.")
@click.option("--mulai", metavar="N", help="Nyatakan langkah SOP ini dimulai.")
@click.option("--selesai", metavar="N", help="Nyatakan langkah SOP ini selesai.")
@click.option("--alasan", default="", metavar="TEKS", help="Alasan membuka atau menurunkan status.")
@opsi_umum
@click.pass_obj
def status(
    umum: Umum,
    periode: str,
    *,
    jadikan: str,
    buka: bool,
    unit: str,
    sebagai: str,
    mulai: str | None,
    selesai: str | None,
    alasan: str,
) -> int:
    """Tampilkan papan SOP satu periode, atau ubah status laporannya.

    PERIODE ditulis misalnya 2026-tw2, atau 2026-tahunan untuk langkah laporan tahunan. Papan memuat
    langkah SOP, ketepatan unit, laporan, tindak lanjut, dan perintah berikutnya.

    Status naik satu demi satu: draf, diperiksa, disetujui, final. Triwulan yang final terkunci
    sampai dibuka dengan alasan.
    """
    pilihan, folder, opd = open_kerja(umum, periode)
    diminta = [satu for satu in (jadikan, buka, mulai, selesai) if satu]
    if len(diminta) > 1:
        raise ParameterError(
            "Pilih salah satu", diharapkan="--jadikan, --buka, --mulai, atau --selesai"
        )
    if jadikan or buka:
        _run_status(umum, (pilihan, folder, opd), jadikan or "draf", unit, sebagai, alasan)
    elif mulai or selesai:
        saat: Saat = "mulai" if mulai else "selesai"
        _run_langkah(umum, (pilihan, folder, opd), mulai or selesai or "", saat, alasan)
    else:
        _show_papan(umum, pilihan, folder, opd)
    return 0


def _run_status(
    umum: Umum,
    kerja: tuple[Periode, Folder, str],
    ke: str,
    unit: str,
    sebagai: str,
    alasan: str,
) -> None:
    from kinerja.jalankan.status import UbahanStatus, run_status
    from kinerja.register.status import StatusLaporan
    from kinerja.terima.jalan import parse_alasan

    if ke not in list(StatusLaporan):
        raise ParameterError(
            "Status tidak dikenal",
            tempat="--jadikan",
            ditemukan=repr(ke),
            diharapkan=", ".join(StatusLaporan),
        )
    periode, folder, opd = kerja
    ubahan = UbahanStatus(StatusLaporan(ke), umum.oleh, unit, sebagai, parse_alasan(alasan))
    hasil = run_status(folder, opd, periode, ubahan)
    kini = hasil.status
    if umum.json:
        kepala = {"opd": opd, "periode": periode.slug, "kode_keluar": 0}
        print_json(kepala | build_data(kini) | {"catatan": list(hasil.catatan)})
        return
    print_baris(f"{kini.laporan} {periode.judul}: {kini.keterangan}")
    for catatan in hasil.catatan:
        print_baris(f"  {catatan}")
    if kini.status is StatusLaporan.FINAL and not unit:
        print_baris(f"{periode.judul} terkunci. Berikutnya: kinerja laporan {periode.slug}")


def _run_langkah(
    umum: Umum, kerja: tuple[Periode, Folder, str], nomor: str, saat: Saat, alasan: str
) -> None:
    from kinerja.jalankan.status import run_langkah
    from kinerja.terima.jalan import parse_alasan
    from kinerja.zona import format_waktu

    periode, folder, opd = kerja
    hasil = run_langkah(
        folder,
        opd,
        periode,
        parse_bilangan(nomor, f"--{saat}") or 0,
        saat,
        oleh=umum.oleh,
        alasan=parse_alasan(alasan),
    )
    if umum.json:
        isi = {"langkah": hasil.nomor, "saat": hasil.saat, "waktu": hasil.waktu.isoformat()}
        print_json({"opd": opd, "periode": periode.slug, "kode_keluar": 0} | isi)
        return
    print_baris(f"Langkah {hasil.nomor} {periode.judul}: {hasil.saat} {format_waktu(hasil.waktu)}")


def build_data(satu: StatusTercatat) -> dict[str, object]:
    """Build the status of a report as JSON data."""
    return {
        "laporan": satu.laporan,
        "status": satu.status.value,
        "asal": satu.asal,
        "sesuai": satu.is_sesuai,
        "keterangan": satu.keterangan,
        "oleh": satu.oleh,
        "waktu": satu.waktu.isoformat() if satu.waktu else "",
    }


def _show_papan(umum: Umum, periode: Periode, folder: Folder, opd: str) -> None:
    """Show where the period stands: the SOP board."""
    from kinerja.beranda import read_papan
    from kinerja.cli.papan import format_papan
    from kinerja.papan import build_data_papan

    papan = read_papan(folder, opd, periode)
    if umum.json:
        print_json(build_data_papan(papan) | {"kode_keluar": 0})
        return
    for baris in format_papan(papan):
        print_baris(baris)
