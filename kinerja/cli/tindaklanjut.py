"""The command `kinerja tindaklanjut`: what is to be done, by whom; and a step of one item."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from kinerja.cli.bahasa import Perintah
from kinerja.cli.tampil import print_baris, print_json
from kinerja.cli.umum import Umum, opsi_umum
from kinerja.galat import ParameterError
from kinerja.periode import parse_periode

if TYPE_CHECKING:
    from kinerja.folder import Folder
    from kinerja.register.tindak_lanjut import TindakLanjut


@click.command(cls=Perintah)
@click.argument("periode", metavar="[PERIODE]", default="")
@click.option("--unit", default="", metavar="SLUG", help="Hanya butir unit ini, sebagai pesan.")
@click.option("--semua", is_flag=True, help="Sebutkan juga butir yang sudah ditutup.")
@click.option("--butir", default="", metavar="ID", help="Butir yang keadaannya dicatat.")
@click.option(
    "--jadikan",
    default="",
    metavar="KEADAAN",
    help="berjalan, diusulkan, diverifikasi, tidak_dapat_diusulkan, atau tidak_dapat.",
)
@click.option("--kemajuan", default="", metavar="TEKS", help="Yang sudah dikerjakan.")
@click.option("--bukti", default="", metavar="TEKS", help="Bukti; wajib untuk diusulkan.")
@click.option(
    "--alasan", default="", metavar="TEKS", help="Alasan; wajib bila ditolak atau mundur."
)
@opsi_umum
@click.pass_obj
def tindaklanjut(
    umum: Umum, /, periode: str, unit: str, butir: str, *, semua: bool, **langkah: str
) -> int:
    """Sebutkan tindak lanjut disposisi tiap unit, atau catat satu langkahnya.

    Tanpa --butir: butir yang masih terbuka, sebagai pesan siap kirim untuk tiap unit. PERIODE
    membatasi pada disposisi sampai periode itu. Butir selesai bila diverifikasi orang lain daripada
    pengusulnya.
    """
    folder = umum.find_folder()
    opd = umum.choose_opd(folder)
    if butir or langkah["jadikan"]:
        if not (butir and langkah["jadikan"]) or periode or unit or semua:
            raise ParameterError(
                "Langkah tindak lanjut belum lengkap",
                diharapkan="--butir ID --jadikan KEADAAN, tanpa PERIODE, --unit, dan --semua",
            )
        return _record(umum, folder, opd, butir, **langkah)
    if any(langkah.values()):
        raise ParameterError("Butir belum disebut", tempat="--butir", diharapkan="nomor butir")
    return _list(umum, folder, opd, periode, unit, semua=semua)


def _record(umum: Umum, folder: Folder, opd: str, butir: str, *, jadikan: str, **isi: str) -> int:
    from kinerja.jalankan.tindak_lanjut import parse_keadaan, run_tindak_lanjut

    hasil = run_tindak_lanjut(folder, opd, butir, parse_keadaan(jadikan), oleh=umum.oleh, **isi)
    if umum.json:
        print_json(
            {"opd": opd, "kode_keluar": 0, "butir": _build_data(hasil, _hari_ini(folder, opd))}
        )
        return 0
    print_baris(f"{hasil.butir.id}: {hasil.keadaan.label}")
    print_baris(f"  Dinyatakan oleh {hasil.langkah[-1].oleh}")
    return 0


def _list(umum: Umum, folder: Folder, opd: str, periode: str, unit: str, *, semua: bool) -> int:
    from kinerja.jalankan.tindak_lanjut import build_pesan, read_daftar

    sampai = parse_periode(periode) if periode else None
    per = _hari_ini(folder, opd)
    daftar = read_daftar(folder, opd, sampai, unit=unit, is_semua=semua)
    if umum.json:
        isi = [_build_data(satu, per) for satu in daftar.butir]
        print_json({"opd": opd, "per": per.isoformat(), "butir": isi, "kode_keluar": 0})
        return 0
    if not daftar.butir:
        print_baris("Tidak ada butir disposisi yang masih terbuka.")
    for pesan in build_pesan(daftar, per):
        print_baris(pesan)
    return 0


def _hari_ini(folder: Folder, opd: str) -> date:
    """The day by the agency's clock."""
    from kinerja.parameter import read_zona

    return datetime.now(read_zona(folder, opd)).date()


def _build_data(satu: TindakLanjut, per: date) -> dict[str, Any]:
    return {
        "id": satu.butir.id,
        "tentang": satu.butir.tentang,
        "unit": satu.butir.unit,
        "isi": satu.butir.isi,
        "tenggat": satu.butir.tenggat.isoformat(),
        "keadaan": satu.keadaan.value,
        "umur_hari": satu.umur(per),
        "lewat_hari": satu.hari_lewat(per),
        "kemajuan": satu.kemajuan,
        "bukti": satu.bukti,
    }
