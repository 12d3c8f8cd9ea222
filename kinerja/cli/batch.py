"""The command `kinerja batch`: the reports of many agencies and periods at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinerja.cli.bahasa import Perintah, parse_bilangan
from kinerja.cli.jelaskan import show_penjelasan
from kinerja.cli.kemajuan_batch import KabarBatch
from kinerja.cli.portal import refresh_portal
from kinerja.cli.tampil import format_jalur, print_baris
from kinerja.cli.umum import Umum, opsi_umum
from kinerja.ekspor.bentuk import BENTUK_TERBACA, parse_bentuk
from kinerja.folder import Folder
from kinerja.galat import ParameterError
from kinerja.jalankan.batas import BATAS_DETIK, BATAS_MEMORI_MB, Batas
from kinerja.periode import is_periode, parse_periode

if TYPE_CHECKING:
    from kinerja.jalankan.batch import HasilBatch
    from kinerja.jalankan.pilihan import Permintaan

_URUTAN = ("dibuat", "sebagian", "tetap", "gagal", "ditolak", "dihentikan", "lama")
_DITAMPILKAN = 20


@click.command(cls=Perintah)
@click.argument("apa", nargs=-1, metavar="[BERKAS | PERIODE…]")
@click.option("--semua", is_flag=True, help="Semua OPD; tanpa PERIODE, semua yang ada isiannya.")
@click.option("--lanjut", is_flag=True, help="Hanya yang belum selesai pada batch terakhir.")
@click.option("--paksa", is_flag=True, help="Buat ulang semua, juga yang tidak berubah.")
@click.option("--jelaskan", is_flag=True, help="Sebutkan yang akan dibuat dan sebabnya saja.")
@click.option("--teliti", is_flag=True, help="Bandingkan isi berkas, bukan ukuran dan waktunya.")
@click.option("--mesin", default="", metavar="MESIN", help="kinerja (bawaan, cepat) atau kernel.")
@click.option("--pekerja", metavar="N", help="Banyaknya laporan sekaligus.")
@click.option("--klaster", default="", metavar="ALAMAT", help="Klaster Dask (tcp://host:8786).")
@click.option("--batas-detik", metavar="N", help=f"Tiap laporan (bawaan: {BATAS_DETIK:.0f}).")
@click.option("--batas-memori", metavar="MB", help=f"Tiap laporan (bawaan: {BATAS_MEMORI_MB}).")
@click.option(
    "--format",
    "bentuk",
    default="",
    metavar="DAFTAR",
    help=f"Pilihan: {', '.join(BENTUK_TERBACA)}, dipisah koma.",
)
@opsi_umum
@click.pass_obj
def batch(  # noqa: PLR0917 - the options of the command
    umum: Umum,
    apa: tuple[str, ...],
    semua: bool,
    lanjut: bool,
    paksa: bool,
    jelaskan: bool,
    teliti: bool,
    mesin: str,
    pekerja: str | None,
    klaster: str,
    batas_detik: str | None,
    batas_memori: str | None,
    bentuk: str,
) -> int:
    """Buat laporan banyak OPD dan banyak periode sekaligus.

    BERKAS berisi daftarnya (bawaan: parameters/batch.yaml). Dengan --semua: semua OPD, dengan
    PERIODE yang disebut. Yang tidak berubah tidak dibuat ulang; yang gagal tidak menghentikan yang
    lain dan disebut di outputs/gagal.csv.
    """
    folder = umum.find_folder()
    if lanjut and (apa or semua or paksa or mesin or bentuk or umum.opd):
        raise ParameterError(
            "--lanjut memakai daftar dan pilihan batch terakhir",
            saran="Tulis saja: kinerja batch --lanjut",
        )
    jumlah = parse_bilangan(pekerja, "--pekerja")
    batas = Batas(
        parse_bilangan(batas_detik, "--batas-detik") or BATAS_DETIK,
        parse_bilangan(batas_memori, "--batas-memori") or BATAS_MEMORI_MB,
    )
    from kinerja.jalankan.batch import run_batch
    from kinerja.jalankan.catatan_batch import CatatanBatch
    from kinerja.jalankan.pilihan import Pilihan

    if lanjut:
        tercatat = CatatanBatch(folder).read()
        daftar, semula = list(tercatat.sisa), tercatat.pilihan
        if not daftar and not umum.json:
            print_baris("Batch terakhir sudah selesai; tidak ada yang perlu dilanjutkan.")
            return 0
    else:
        daftar = _list_permintaan(umum, folder, apa, bentuk, is_semua=semua)
        semula = Pilihan(paksa=paksa, mesin=mesin or "kinerja", ingat=True)
    pilihan = replace(
        semula,
        pekerja=jumlah,
        oleh=umum.oleh or semula.oleh,
        teliti=teliti or semula.teliti,
        batas=batas,
    )
    if jelaskan:
        from kinerja.jalankan.jelaskan import explain_kelompok

        return show_penjelasan(explain_kelompok(folder, daftar, pilihan), is_json=umum.json)
    with KabarBatch(len(daftar), is_json=umum.json) as kabar:
        hasil = run_batch(
            folder,
            daftar,
            pilihan,
            is_lanjut=lanjut,
            klaster=klaster,
            lapor=kabar.take_laporan,
            selesai=kabar.take_periode,
        )
        kabar.finish(hasil)
    if not umum.json:
        _print_hasil(hasil)
    if set(hasil.jumlah) - {"tetap"}:
        refresh_portal(umum, folder)
    return hasil.kode_keluar


def _list_permintaan(
    umum: Umum, folder: Folder, apa: tuple[str, ...], bentuk: str, *, is_semua: bool
) -> list[Permintaan]:
    """Settle what is asked for, before anything is read."""
    from kinerja.jalankan.daftar_batch import list_daftar, list_semua

    dipilih = parse_bentuk(bentuk)
    if is_semua:
        periode = [parse_periode(satu) for satu in apa]
        return list_semua(folder, periode, opd=umum.opd, bentuk=dipilih)
    if any(is_periode(satu) for satu in apa):
        raise ParameterError(
            "PERIODE hanya dapat disebut bersama --semua",
            ditemukan=" ".join(apa),
            saran=f"Untuk semua OPD pada periode itu: kinerja batch --semua {' '.join(apa)}",
        )
    if len(apa) > 1:
        raise ParameterError(
            "Sebutkan satu berkas daftar saja",
            ditemukan=", ".join(apa),
            saran="Untuk semua OPD pada periode itu: kinerja batch --semua PERIODE …",
        )
    jalur = Path(apa[0]) if apa else None
    return list_daftar(folder, jalur, opd=umum.opd, bentuk=dipilih)


def _print_hasil(hasil: HasilBatch) -> None:
    jumlah = ", ".join(f"{hasil.jumlah[k]} {k}" for k in _URUTAN if hasil.jumlah[k])
    print_baris(f"{hasil.jumlah_periode} periode; laporan: {jumlah or 'tidak ada'}")
    for satu in hasil.gagal[:_DITAMPILKAN]:
        nama = " ".join(filter(None, (satu.opd, satu.periode, satu.laporan, satu.format)))
        print_baris(f"  {nama}: {satu.sebab}")
    if len(hasil.gagal) > _DITAMPILKAN:
        print_baris(f"  dan {len(hasil.gagal) - _DITAMPILKAN} lagi")
    if hasil.gagal_csv is not None:
        print_baris(f"Yang tidak dibuat, sebab, dan tindakannya: {format_jalur(hasil.gagal_csv)}")
