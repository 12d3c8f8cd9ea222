"""The command `kinerja register`: what the register holds, its check and its rebuilding."""

from __future__ import annotations

import click

from kinerja.cli.bahasa import Perintah
from kinerja.cli.tampil import print_baris, print_json
from kinerja.cli.umum import Umum, opsi_umum
from kinerja.galat import ParameterError


@click.command(cls=Perintah)
@click.option("--periksa", "is_periksa", is_flag=True, help="Periksa keutuhan register.")
@click.option("--bangun", "is_bangun", is_flag=True, help="Bangun ulang dari jurnal.jsonl.")
@opsi_umum
@click.pass_obj
def register(umum: Umum, is_periksa: bool, is_bangun: bool) -> int:  # noqa: FBT001 - click's flags
    """Lihat, periksa, atau bangun ulang register instansi."""
    if is_periksa and is_bangun:
        raise ParameterError("Pilih salah satu: --periksa atau --bangun")
    folder = umum.find_folder()
    opd = umum.choose_opd(folder)
    from kinerja.register import (
        check_register,
        describe_manifes_rusak,
        open_register,
        rebuild_register,
    )

    if is_bangun:
        rebuild_register(folder, opd)
    if is_periksa or is_bangun:
        check_register(folder, opd)
    with open_register(folder, opd) as buku:
        jumlah, kepala = buku.jumlah, buku.kepala
    catatan = describe_manifes_rusak(folder, opd)
    if umum.json:
        isi = {"opd": opd, "kode_keluar": 0, "jumlah": jumlah, "kepala": kepala}
        print_json(isi | {"catatan": list(catatan)})
        return 0
    if is_bangun:
        print_baris("Pembangunan ulang selesai; berkas yang rusak disimpan di sebelahnya.")
    keadaan = "utuh, " if is_periksa or is_bangun else ""
    print_baris(f"Register {opd}: {keadaan}{jumlah} peristiwa.")
    if kepala:
        print_baris(f"Sidik kepala: {kepala}")
    for teks in catatan:
        print_baris(f"Catatan: {teks}")
    return 0
