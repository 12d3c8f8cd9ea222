"""`kinerja contoh`: a working folder with the sample agency, or with a whole made-up regency."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from kinerja.cli.bahasa import Perintah, parse_bilangan
from kinerja.cli.tampil import print_baris
from kinerja.cli.umum import Umum, opsi_umum
from kinerja.folder import Folder
from kinerja.galat import ParameterError

_BENIH: Final = 1


@click.command(cls=Perintah)
@click.argument("tujuan", metavar="FOLDER")
@click.option("--benih", metavar="S", help="Angka undian untuk kabupaten rekaan.")
@opsi_umum
@click.pass_obj
def contoh(umum: Umum, tujuan: str, benih: str | None) -> int:
    """Buat folder kerja berisi instansi contoh.

    Dengan --opd N, folder itu berisi kabupaten rekaan dengan N perangkat daerah Tahun 2025. Benih
    yang sama menghasilkan isi yang sama.
    """
    folder = Folder(Path(tujuan).absolute())
    if umum.opd:
        jumlah = parse_bilangan(umum.opd, "--opd") or 0
        nomor = parse_bilangan(benih, "--benih") or _BENIH
        from kinerja.contoh.pemda.buat import TAHUN, write_pemda

        write_pemda(folder, jumlah, nomor, lambda nama: print_baris(nama, is_galat=True))
        print_baris(f"Kabupaten rekaan dengan {jumlah} perangkat daerah dibuat: {tujuan}")
        print_baris(f"Berikutnya: kinerja batch {TAHUN}-tw4 --semua --folder {tujuan}")
        print_baris(f"Lalu: kinerja laporan-pemda {TAHUN}-tw4 --folder {tujuan}")
        return 0
    if benih is not None:
        raise ParameterError(
            "--benih hanya berlaku bersama --opd",
            ditemukan=f"--benih {benih}",
            saran=f"Tulis misalnya: kinerja contoh {tujuan} --opd 8 --benih {benih}",
        )
    from kinerja.contoh.buat import write_contoh

    write_contoh(folder)
    print_baris(f"Folder contoh dibuat: {tujuan}")
    print_baris(f"Berikutnya: kinerja laporan 2026-tw2 --folder {tujuan}")
    return 0
