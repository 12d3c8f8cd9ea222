"""`kinerja laporan-pemda`: the report over all agencies of a working folder."""

from __future__ import annotations

import click

from kinerja.cli.bahasa import Perintah
from kinerja.cli.portal import finish_laporan
from kinerja.cli.tampil import Kemajuan
from kinerja.cli.umum import Umum, opsi_umum
from kinerja.ekspor.bentuk import BENTUK_PEMDA, BENTUK_TERBACA, parse_bentuk
from kinerja.galat import ParameterError
from kinerja.periode import parse_periode

_BENTUK = ",".join(BENTUK_PEMDA)


@click.command("laporan-pemda", cls=Perintah)
@click.argument("periode", metavar="PERIODE")
@click.option("--paksa", is_flag=True, help="Buat ulang, juga bila tidak ada yang berubah.")
@click.option(
    "--format",
    "bentuk",
    default=_BENTUK,
    metavar="DAFTAR",
    help=f"Pilihan: {', '.join(BENTUK_TERBACA)}, csv, dipisah koma (bawaan: {_BENTUK}).",
)
@opsi_umum
@click.pass_obj
def laporan_pemda(umum: Umum, periode: str, *, paksa: bool, bentuk: str) -> int:
    """Buat laporan gabungan semua perangkat daerah.

    PERIODE ditulis misalnya 2025-tw4 atau 2025-tahunan. Angkanya diambil dari laporan tiap
    perangkat daerah, jadi laporan itu dibuat lebih dahulu. --opd tidak berlaku di sini.
    """
    if umum.opd:
        raise ParameterError(
            "Laporan gabungan memuat semua perangkat daerah",
            tempat="--opd",
            ditemukan=umum.opd,
            saran=f"Hapus --opd, atau untuk satu saja: kinerja laporan {periode} --opd {umum.opd}",
        )
    pilihan, folder = parse_periode(periode), umum.find_folder()
    from kinerja.jalankan.pemda import run_pemda

    with Kemajuan(is_diam=umum.json) as kemajuan:
        hasil = run_pemda(
            folder,
            pilihan,
            paksa=paksa,
            bentuk=parse_bentuk(bentuk),
            oleh=umum.oleh,
            lapor=kemajuan,
        )
    return finish_laporan(umum, folder, hasil)
