"""The commands that bring tables of other systems in: `kinerja impor anggaran`.

Shows a preview; only `--terapkan` stores anything.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kinerja.angka import format_angka, format_rupiah
from kinerja.cli.bahasa import KumpulanPerintah
from kinerja.cli.tampil import print_baris, print_json, print_temuan
from kinerja.cli.umum import Umum, open_kerja, opsi_umum
from kinerja.periode import ROMAWI

if TYPE_CHECKING:
    from kinerja.impor.anggaran import BarisBanding, HasilImpor

_TAMPIL_MAKS = 200


@click.group(cls=KumpulanPerintah, subcommand_metavar="PERINTAH …")
@opsi_umum
def impor() -> None:
    """Ambil tabel dari aplikasi lain."""


@impor.command()
@click.argument("berkas", metavar="BERKAS")
@click.argument("periode", metavar="PERIODE")
@click.option("--peta", required=True, metavar="PETA", help="Peta kolom berkas itu (.yaml).")
@click.option("--terapkan", is_flag=True, help="Simpan; tanpa ini hanya pratinjau.")
@opsi_umum
@click.pass_obj
def anggaran(umum: Umum, berkas: str, periode: str, peta: str, terapkan: bool) -> int:
    """Ambil realisasi anggaran dari tabel hasil ekspor.

    BERKAS adalah CSV atau .xlsx. PERIODE ditulis misalnya 2026-tw2, atau 2026-tahunan untuk
    semua triwulan yang ada pada peta.
    """
    pilihan, folder, opd = open_kerja(umum, periode)
    from kinerja.jalankan.impor import run_impor

    terap = run_impor(
        folder,
        opd,
        pilihan,
        Path(berkas),
        Path(peta),
        is_terapkan=terapkan,
        oleh=umum.oleh,
    )
    hasil = terap.hasil
    kode = 2 if hasil.is_ditolak else 0
    nama = [satu.relative_to(folder.akar).as_posix() for satu in terap.disimpan]
    if umum.json:
        print_json(build_data_impor(hasil, opd, nama, kode) | {"dicatat": terap.is_dicatat})
        return kode
    _print_pratinjau(hasil)
    if nama:
        print_baris(f"Disimpan: {', '.join(nama)}")
        print_baris(
            "Dicatat di register."
            if terap.is_dicatat
            else "Impor yang sama sudah tercatat di register."
        )
    elif hasil.is_ditolak:
        print_baris("Ditolak; tidak ada yang disimpan. Betulkan galat di atas, lalu ulangi.")
    else:
        print_baris("Pratinjau; belum ada yang disimpan. Simpan dengan --terapkan.")
    return kode


def build_data_impor(hasil: HasilImpor, opd: str, disimpan: list[str], kode: int) -> dict[str, Any]:
    """Build a preview as JSON data; money in rupiah as text, so that no digit is lost."""
    from kinerja.temuan import build_data_temuan

    return {
        "opd": opd,
        "periode": hasil.periode.slug,
        "kode_keluar": kode,
        "disimpan": disimpan,
        "cocok": len(hasil.padan.pasangan),
        "kode_asing": [baris.kode for baris in hasil.padan.asing],
        "tidak_ada_di_berkas": [sub.kode for sub in hasil.padan.tanpa_baris],
        "triwulan": {
            str(nomor): {
                "baris": len(daftar),
                "realisasi_rp": _format_rp(hasil.sum_realisasi(nomor)),
            }
            for nomor, daftar in hasil.per_triwulan.items()
        },
        "baris": [_build_banding(satu) for satu in hasil.banding],
        "temuan": [build_data_temuan(satu) for satu in hasil.temuan],
    }


def _build_banding(satu: BarisBanding) -> dict[str, Any]:
    return {
        "triwulan": satu.triwulan,
        "kode": satu.kode,
        "perbedaan": satu.perbedaan,
        "realisasi_lama_rp": _format_rp(satu.lama.realisasi_sen if satu.lama else None),
        "realisasi_baru_rp": _format_rp(satu.baru.realisasi_sen if satu.baru else None),
        "fisik_lama_persen": _format_desimal(satu.lama.fisik_persen if satu.lama else None),
        "fisik_baru_persen": _format_desimal(satu.baru.fisik_persen if satu.baru else None),
    }


def _format_rp(sen: int | None) -> str | None:
    if sen is None:
        return None
    tanda, (rupiah, sisa) = "-" if sen < 0 else "", divmod(abs(sen), 100)
    return f"{tanda}{rupiah}" + (f".{sisa:02d}" if sisa else "")


def _format_desimal(nilai: object) -> str | None:
    return None if nilai is None else str(nilai)


def _print_pratinjau(hasil: HasilImpor) -> None:
    print_baris(f"Impor anggaran {hasil.periode.judul}")
    print_baris(
        f"Sub kegiatan cocok {len(hasil.padan.pasangan)}, kode asing {len(hasil.padan.asing)},"
        f" tidak ada di berkas {len(hasil.padan.tanpa_baris)}"
    )
    for nomor, daftar in hasil.per_triwulan.items():
        print_baris(
            f"Triwulan {ROMAWI[nomor - 1]}: {len(daftar)} baris, realisasi"
            f" {format_rupiah(hasil.sum_realisasi(nomor))}"
        )
    beda = [satu for satu in hasil.banding if satu.perbedaan != "tetap"]
    if hasil.banding:
        tetap = len(hasil.banding) - len(beda)
        print_baris(f"Dibanding yang tersimpan: {len(beda)} baris berbeda, {tetap} tetap")
    for satu in beda[:_TAMPIL_MAKS]:
        print_baris(f"  {_describe_banding(satu)}")
    if len(beda) > _TAMPIL_MAKS:
        print_baris(f"  … dan {len(beda) - _TAMPIL_MAKS} baris lagi; lihat --json.")
    if hasil.temuan:
        print_temuan(hasil.temuan, {"": "Temuan pada berkas"})


def _describe_banding(satu: BarisBanding) -> str:
    lama, baru = satu.lama, satu.baru
    uang = [
        "–" if sen is None else format_rupiah(sen)
        for sen in (lama.realisasi_sen if lama else None, baru.realisasi_sen if baru else None)
    ]
    fisik = [
        "–" if nilai is None else f"{format_angka(nilai)}%"
        for nilai in (lama.fisik_persen if lama else None, baru.fisik_persen if baru else None)
    ]
    return (
        f"TW {ROMAWI[satu.triwulan - 1]} {satu.kode} {satu.perbedaan}: {uang[0]} → {uang[1]};"
        f" fisik {fisik[0]} → {fisik[1]}"
    )
