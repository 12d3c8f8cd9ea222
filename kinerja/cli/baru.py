"""The command that starts an agency, or a new year of one: `kinerja baru`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinerja.cli.bahasa import Perintah, parse_bilangan
from kinerja.cli.tampil import print_baris, print_json
from kinerja.cli.umum import Umum, opsi_umum
from kinerja.folder import Folder
from kinerja.galat import ParameterError
from kinerja.periode import Periode

if TYPE_CHECKING:
    from kinerja.contoh.tahun_baru import HasilDari


@click.command(cls=Perintah)
@click.argument("opd_baru", metavar="OPD")
@click.argument("tahun", metavar="TAHUN")
@click.option("--profil", default="", metavar="NAMA", help="Mulai dari profil, mis. lumajang.")
@click.option("--dari", metavar="TAHUN", help="Salin rencana tahun itu tanpa target dan pagu.")
@opsi_umum
@click.pass_obj
def baru(umum: Umum, opd_baru: str, tahun: str, profil: str, dari: str | None) -> int:
    """Mulai instansi baru, atau tahun baru sebuah instansi."""
    from kinerja.contoh.baru import write_baru

    umum.check_folder()
    try:
        folder = umum.find_folder()
    except ParameterError:  # the first agency of a new working folder
        folder = Folder(Path(umum.folder or ".").absolute())
    nomor = Periode(parse_bilangan(tahun, "TAHUN") or 0).tahun
    hasil = _read_dari(folder, opd_baru, nomor, dari)
    dasar = hasil.rencana if hasil else None
    daftar = write_baru(folder, opd_baru, nomor, profil=profil, dasar=dasar)
    dibuat = [jalur.relative_to(folder.akar).as_posix() for jalur in daftar]
    tanpa = list(hasil.tanpa_realisasi) if hasil else []
    if umum.json:
        print_json({"opd": opd_baru, "tahun": nomor, "dibuat": dibuat, "tanpa_realisasi": tanpa})
        return 0
    for nama in dibuat:
        print_baris(f"Dibuat: {nama}")
    if tanpa:
        print_baris(
            f"Realisasi {dari} dibiarkan kosong karena belum lengkap empat triwulan:"
            f" {', '.join(tanpa)}"
        )
    print_baris(f"Isi berkas itu, lalu: kinerja periksa {nomor}-tw1 --opd {opd_baru}")
    return 0


def _read_dari(folder: Folder, opd: str, tahun: int, dari: str | None) -> HasilDari | None:
    """Build the new plan on an earlier year's inputs."""
    if dari is None:
        return None
    from kinerja.contoh.tahun_baru import build_dari
    from kinerja.data import read_data

    data = read_data(folder, opd, Periode(parse_bilangan(dari, "--dari") or 0))
    return build_dari(data.masukan.rencana, tahun, data.realisasi_setahun, data.capaian_setahun)
