"""The commands of `kinerja` and how each fault becomes one message and an exit code.

Every command gives its exit code: 0 fine, 1 something failed, 2 input refused, 3 environment,
4 busy, 5 integrity, 130 stopped by the user.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from kinerja.berkas import describe_sebab
from kinerja.cli import KODE_DIHENTIKAN
from kinerja.cli.arsip import arsip, verifikasi
from kinerja.cli.bagikan import bagikan
from kinerja.cli.bahasa import (
    KumpulanPerintah,
    describe_click,
    parse_bilangan,
    parse_tanda,
    read_peta,
    show_lalu_keluar,
)
from kinerja.cli.baru import baru
from kinerja.cli.batch import batch
from kinerja.cli.beda import beda
from kinerja.cli.contoh import contoh
from kinerja.cli.disposisi import disposisi
from kinerja.cli.formulir import formulir
from kinerja.cli.impor import impor
from kinerja.cli.jelaskan import show_penjelasan
from kinerja.cli.pemda import laporan_pemda
from kinerja.cli.periksa import periksa
from kinerja.cli.portal import finish_laporan
from kinerja.cli.register import register
from kinerja.cli.rencana import rencana
from kinerja.cli.status import status
from kinerja.cli.tampil import (
    Kemajuan,
    close_aliran,
    open_aliran,
    print_baris,
)
from kinerja.cli.templat import templat
from kinerja.cli.terima import terima
from kinerja.cli.tindaklanjut import tindaklanjut
from kinerja.cli.umum import Umum, open_kerja, opsi_format, opsi_umum
from kinerja.ekspor.bentuk import parse_bentuk
from kinerja.galat import KinerjaError, LaporanError, SumberError, describe_tak_terduga
from kinerja.versi import __version__


@click.group(cls=KumpulanPerintah, invoke_without_command=True, subcommand_metavar="PERINTAH …")
@opsi_umum
@click.option(
    "--versi",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda ctx, _, is_diminta: show_lalu_keluar(
        ctx, lambda: f"kinerja {__version__}", is_diminta=is_diminta
    ),
    help="Tampilkan versi.",
)
@click.pass_context
def kinerja(ctx: click.Context) -> None:
    """Laporan kinerja perangkat daerah: dari formulir Excel ke HTML dan PDF."""
    if ctx.invoked_subcommand is None:
        print_baris(ctx.get_help())


kinerja.add_command(contoh)
kinerja.add_command(baru)


kinerja.add_command(formulir)
kinerja.add_command(terima)
kinerja.add_command(templat)
kinerja.add_command(impor)
kinerja.add_command(periksa)


@kinerja.command()
@click.argument("periode", metavar="PERIODE")
@click.option("--paksa", is_flag=True, help="Buat ulang semua, juga yang tidak berubah.")
@click.option("--jelaskan", is_flag=True, help="Sebutkan yang akan dibuat dan sebabnya saja.")
@click.option(
    "--mesin", default="kinerja", metavar="MESIN", help="kinerja (bawaan, cepat) atau kernel."
)
@click.option("--pekerja", metavar="N", help="Banyaknya laporan sekaligus.")
@opsi_format
@opsi_umum
@click.pass_obj
def laporan(
    umum: Umum,
    periode: str,
    paksa: bool,
    jelaskan: bool,
    mesin: str,
    pekerja: str | None,
    bentuk: str,
) -> int:
    """Buat semua laporan satu triwulan, atau laporan tahunan.

    PERIODE ditulis misalnya 2026-tw2.
    """
    pilihan, folder, opd = open_kerja(umum, periode)
    if jelaskan:
        from kinerja.jalankan.jelaskan import explain_kelompok
        from kinerja.jalankan.pilihan import Permintaan, Pilihan

        minta = Permintaan(opd, pilihan, parse_bentuk(bentuk))
        daftar = explain_kelompok(folder, [minta], Pilihan(paksa=paksa, mesin=mesin))
        return show_penjelasan(daftar, is_json=umum.json)
    from kinerja.jalankan.jalan import run_laporan

    with Kemajuan(is_diam=umum.json) as kemajuan:
        hasil = run_laporan(
            folder,
            opd,
            pilihan,
            paksa=paksa,
            mesin=mesin,
            pekerja=parse_bilangan(pekerja, "--pekerja"),
            bentuk=parse_bentuk(bentuk),
            oleh=umum.oleh,
            lapor=kemajuan,
        )
    return finish_laporan(umum, folder, hasil)


kinerja.add_command(batch)
kinerja.add_command(laporan_pemda)


@kinerja.command()
@click.argument("tabel", metavar="TABEL")
@click.option(
    "--peta",
    multiple=True,
    metavar="JUDUL=NAMA",
    help="Judul kolom yang tidak dikenal, atau berkas berisi daftarnya; boleh berulang.",
)
@click.option("--tanda-desimal", metavar="TANDA", help="koma atau titik, bila tabelnya meragukan.")
@opsi_umum
def hitung(tabel: str, peta: tuple[str, ...], tanda_desimal: str | None) -> int:
    """Hitung ulang tabel CSV yang sudah terbit, baris demi baris."""
    from kinerja.hitung.terbit import parse_peta, run_hitung

    tanda = parse_tanda(tanda_desimal)
    if not Path(tabel).is_file():
        raise SumberError(
            "Tabel tidak ada", ditemukan=tabel, saran="Periksa nama berkas CSV itu dan foldernya."
        )
    pasangan: dict[str, str] = {}
    for satu in peta:
        pasangan |= parse_peta(read_peta(satu))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    catatan = io.StringIO()
    try:
        kode = run_hitung(Path(tabel), pasangan, tanda, sys.stdout, catatan)
        sys.stdout.flush()
    except BrokenPipeError:
        close_aliran(sys.stdout)
        return 0
    for baris in catatan.getvalue().splitlines():
        print_baris(baris, is_galat=True)
    return kode


kinerja.add_command(beda)
kinerja.add_command(arsip)
kinerja.add_command(verifikasi)
kinerja.add_command(bagikan)
kinerja.add_command(disposisi)
kinerja.add_command(tindaklanjut)
kinerja.add_command(status)
kinerja.add_command(rencana)
kinerja.add_command(register)


def run(args: Sequence[str] | None = None) -> int:
    """Run a command line to its exit code; no fault leaves as an exception."""
    umum = Umum()
    try:
        hasil = kinerja.main(args, prog_name="kinerja", standalone_mode=False, obj=umum)
        return hasil if isinstance(hasil, int) else 0
    except KinerjaError as galat:
        _print_galat(umum, galat.pesan, galat.kode_keluar)
        return galat.kode_keluar
    except (click.Abort, KeyboardInterrupt):
        print_baris("Dihentikan.", is_galat=True)
        return KODE_DIHENTIKAN
    except click.ClickException as galat:
        _print_galat(umum, describe_click(galat), galat.exit_code)
        return galat.exit_code
    except SystemExit:  # click's way to say that a pipe broke, which none of ours to the user does
        _print_galat(umum, "Sambungan ke proses lain terputus; jalankan lagi.", 1)
        return 1
    except Exception as galat:  # noqa: BLE001 - the last resort of the command line
        sebab = _describe_lingkungan(galat)
        if sebab is not None:
            _print_galat(umum, sebab.pesan, sebab.kode_keluar)
            return sebab.kode_keluar
        pesan = f"{describe_tak_terduga(galat)}."
        saran = "" if umum.jejak else " Jalankan lagi dengan --jejak untuk melihat rinciannya."
        _print_galat(umum, f"{pesan}{saran}", 1)
        return 1


def _describe_lingkungan(galat: Exception) -> KinerjaError | None:
    """Tell a fault of the machine: a file or folder that cannot be used, a spoilt library."""
    if isinstance(galat, OSError) and galat.errno is not None:
        return LaporanError(
            "Membaca atau menulis gagal",
            tempat=str(galat.filename or ""),
            ditemukan=describe_sebab(galat),
            saran="Periksa hak tulis dan ruang disk, lalu ulangi.",
        )
    from kinerja.jalankan.lingkungan import describe_pustaka

    return describe_pustaka(galat)


def _print_galat(umum: Umum, pesan: str, kode: int) -> None:
    if umum.jejak:
        print_baris(traceback.format_exc(), is_galat=True)
    print_baris(pesan, is_galat=True)
    if umum.json:
        with contextlib.suppress(LaporanError):  # nobody can be told where nothing can be printed
            print_baris(json.dumps({"galat": pesan, "kode_keluar": kode}, ensure_ascii=False))


def main() -> NoReturn:
    """Run the command line of this process."""
    open_aliran()
    sys.exit(run())
