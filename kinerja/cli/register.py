"""The command `kinerja register`: what the register holds, its check and its rebuilding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from kinerja.cli.bahasa import Perintah
from kinerja.cli.tampil import print_baris, print_json
from kinerja.cli.umum import Umum, opsi_umum
from kinerja.galat import ParameterError
from kinerja.periode import parse_periode

if TYPE_CHECKING:
    from kinerja.folder import Folder
    from kinerja.register import BarisDaftar


@click.command(cls=Perintah)
@click.argument("periode", metavar="[PERIODE]", required=False)
@click.option("--daftar", "is_daftar", is_flag=True, help="Sebut tiap peristiwa, atau periode itu.")
@click.option("--periksa", "is_periksa", is_flag=True, help="Periksa keutuhan register.")
@click.option("--bangun", "is_bangun", is_flag=True, help="Bangun ulang dari jurnal.jsonl.")
@opsi_umum
@click.pass_obj
def register(
    umum: Umum,
    periode: str | None,
    is_daftar: bool,  # noqa: FBT001 - click's flags
    is_periksa: bool,  # noqa: FBT001
    is_bangun: bool,  # noqa: FBT001
) -> int:
    """Lihat, periksa, atau bangun ulang register instansi."""
    if is_daftar + is_periksa + is_bangun > 1:
        raise ParameterError("Pilih salah satu: --daftar, --periksa, atau --bangun")
    if periode and not is_daftar:
        raise ParameterError(
            "PERIODE hanya dipakai bersama --daftar",
            ditemukan=periode,
            saran=f"Tulis: kinerja register --daftar {periode}",
        )
    pilihan = parse_periode(periode) if periode else None
    folder = umum.find_folder()
    opd = umum.choose_opd(folder)
    from kinerja.register import (
        check_diterima,
        check_register,
        describe_manifes_rusak,
        list_daftar,
        open_register,
        rebuild_register,
    )

    sisa: tuple[str, ...] = ()
    if is_bangun:
        rebuild_register(folder, opd)
    if is_periksa or is_bangun:
        check_register(folder, opd)
        sisa = check_diterima(folder, opd)
    with open_register(folder, opd) as buku:
        jumlah, kepala = buku.jumlah, buku.kepala
        daftar = list_daftar(buku, pilihan) if is_daftar else ()
    catatan = (*describe_manifes_rusak(folder, opd), *sisa)
    if umum.json:
        data = {"opd": opd, "kode_keluar": 0, "jumlah": jumlah, "kepala": kepala}
        rinci = [asdict(satu) | {"waktu": satu.waktu.isoformat()} for satu in daftar]
        data |= {"catatan": list(catatan)}
        print_json(data | ({"daftar": rinci} if is_daftar else {}))
        return 0
    if is_daftar:
        _print_daftar(daftar, _read_nama_unit(folder, opd))
    if is_bangun:
        print_baris("Pembangunan ulang selesai; berkas yang rusak disimpan di sebelahnya.")
    keadaan = "utuh, " if is_periksa or is_bangun else ""
    print_baris(f"Register {opd}: {keadaan}{jumlah} peristiwa.")
    if kepala:
        print_baris(f"Sidik kepala: {kepala}")
    for teks in catatan:
        print_baris(f"Catatan: {teks}")
    return 0


def _read_nama_unit(folder: Folder, opd: str) -> dict[str, str]:
    from kinerja.parameter import read_instansi

    try:
        return {unit.slug: unit.nama for unit in read_instansi(folder, opd).daftar_unit}
    except ParameterError:
        return {}


def _print_daftar(daftar: tuple[BarisDaftar, ...], nama_unit: Mapping[str, str]) -> None:
    """Print the events, each on one line with its reason below; the period heads its lines."""
    if not daftar:
        print_baris("Belum ada peristiwa.")
    lalu = None
    for satu in daftar:
        if satu.periode != lalu:
            print_baris(parse_periode(satu.periode).judul if satu.periode else "Tanpa periode")
            lalu = satu.periode
        bagian = [
            f"{satu.nomor}. {satu.waktu:%d-%m-%Y %H.%M %Z}",
            satu.jenis,
            nama_unit.get(satu.unit, satu.unit),
            satu.uraian,
            f"dinyatakan oleh {satu.oleh}" if satu.oleh else "",
        ]
        print_baris("  " + " | ".join(kata for kata in bagian if kata))
        if satu.alasan:
            print_baris(f"     alasan: {satu.alasan}")
