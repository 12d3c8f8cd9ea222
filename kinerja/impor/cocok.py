"""Compares the stored budget with what the register says was imported.

A budget that somebody edited by hand is still used, and told. Changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kinerja.angka import format_tanggal
from kinerja.excel.anggaran_csv import NAMA_ANGGARAN
from kinerja.excel.pencatat import Pencatat
from kinerja.excel.preflight import format_nama
from kinerja.folder import Folder, build_folder_triwulan
from kinerja.galat import KinerjaError
from kinerja.model import Berkas
from kinerja.periode import Periode
from kinerja.register import Impor, find_impor, open_register
from kinerja.temuan import Temuan

_PANJANG_SIDIK: Final = 12
_SARAN: Final = (
    "Ulangi: kinerja impor anggaran … --terapkan, atau kembalikan berkas itu dari cadangan."
)


def check_impor_tercatat(
    folder: Folder, opd: str, periode: Periode, daftar_berkas: Iterable[Berkas]
) -> tuple[Temuan, ...]:
    """Warn of each quarter's budget that is not what its last recorded import wrote.

    A quarter without a recorded import has nothing to be compared with. Where the register cannot
    be read, that is told as a catatan; the commands that write into it say what is wrong with it.

    Args:
        folder: The working folder.
        opd: The agency's slug.
        periode: A quarter or a year; its quarters up to the period are compared.
        daftar_berkas: The files that were read, with their hashes.
    """
    sidik_per_nama = {berkas.nama: berkas.sha256 for berkas in daftar_berkas}
    temuan: list[Temuan] = []
    try:
        with open_register(folder, opd) as register:
            tercatat = [find_impor(register, satu) for satu in periode.daftar_triwulan]
    except KinerjaError as galat:
        pencatat = Pencatat("")
        pencatat.catatan(
            "K-REGISTER",
            "Register tidak dapat dibaca, jadi anggaran hasil impor tidak dicocokkan",
            saran=galat.pesan,
        )
        return tuple(pencatat.temuan)
    for impor in tercatat:
        if impor is None:
            continue
        satu = impor.periode
        jalur = build_folder_triwulan(folder.data(opd), satu) / NAMA_ANGGARAN
        nama = format_nama(jalur, folder.akar)
        temuan += _check_satu(impor, nama, sidik_per_nama.get(nama, ""))
    return tuple(temuan)


def _check_satu(impor: Impor, nama: str, sidik: str) -> list[Temuan]:
    if sidik == impor.sha256:
        return []
    pencatat = Pencatat(nama)
    asal = f"impor {impor.sumber[0]}" if impor.sumber[0] else "yang pertama dibaca di folder"
    pencatat.peringatan(
        "K-IMPOR-UBAH",
        f"Anggaran hasil impor {impor.periode.judul} {'berubah' if sidik else 'hilang'} sesudah "
        f"dicatat {format_tanggal(impor.waktu.date())}"
        + ("; angka yang berubah tetap dipakai" if sidik else ""),
        ditemukan=f"sidik {sidik[:_PANJANG_SIDIK]}…" if sidik else "",
        diharapkan=f"sidik {impor.sha256[:_PANJANG_SIDIK]}… dari {asal}",
        saran=_SARAN,
    )
    return pencatat.temuan
