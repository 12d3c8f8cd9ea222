"""The command `kinerja templat`: the agency's own Word template, begun or checked."""

from __future__ import annotations

import click

from kinerja.cli.bahasa import Perintah
from kinerja.cli.tampil import format_jalur, print_baris, print_json
from kinerja.cli.umum import Umum, opsi_umum
from kinerja.word import NAMA_TEMPLAT


@click.command(cls=Perintah)
@opsi_umum
@click.pass_obj
def templat(umum: Umum) -> int:
    """Siapkan templat Word milik instansi, atau periksa yang sudah ada.

    Yang belum ada ditulis dari templat rujukan; yang sudah ada tidak pernah ditimpa. Kop, huruf,
    dan pinggir halamannya lalu dipakai semua laporan berformat docx.
    """
    folder = umum.find_folder()
    opd = umum.choose_opd(folder)
    from kinerja.berkas import write_berkas
    from kinerja.word.dasar import build_dasar
    from kinerja.word.templat import open_templat

    jalur = folder.parameter(opd) / NAMA_TEMPLAT
    is_baru = not jalur.exists()
    if is_baru:
        write_berkas(jalur, build_dasar())
    open_templat(jalur)
    if umum.json:
        print_json({"opd": opd, "templat": str(jalur), "dibuat": is_baru})
    elif is_baru:
        print_baris(f"Templat dibuat: {format_jalur(jalur)}")
        print_baris("Buka di Word, ubah kop di kepala halaman, gaya, dan pinggir, lalu simpan.")
    else:
        print_baris(f"Templat dapat dipakai: {format_jalur(jalur)}")
    return 0
