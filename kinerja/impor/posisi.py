"""Follows what a quarter leads to: the year's spending up to it, against zero and the pagu.

Looks at what would be stored; the table's own contradictions are `periksa`.
"""

from __future__ import annotations

from kinerja.angka import format_rupiah
from kinerja.impor.deret import Langkah, build_deret
from kinerja.impor.tabel import BarisSumber, TabelSumber
from kinerja.model import JenisAnggaran, SubKegiatan
from kinerja.periode import ROMAWI, Periode


def check_posisi(
    tabel: TabelSumber,
    pasangan: tuple[SubKegiatan, BarisSumber],
    uang: Langkah,
    periode: Periode,
    lalu_sen: int | None,
) -> None:
    """Note spending since January that is below zero, or above the pagu in force.

    Args:
        tabel: The table.
        pasangan: The sub kegiatan and its row.
        uang: The quarter's own spending.
        periode: The quarter.
        lalu_sen: What is stored up to the quarter before; None where that is not complete.
    """
    sub, baris = pasangan
    nomor = periode.triwulan or 4
    utuh = build_deret(baris.uang).find(0, 3 * nomor)
    if utuh is None and lalu_sen is None:
        return
    sd = utuh.sen if utuh else uang.sen + (lalu_sen or 0)
    sebutan = f"Realisasi s.d. Triwulan {ROMAWI[nomor - 1]} {sub.kode}"
    tempat = (tabel.kisi.lembar, uang.alamat)
    pagu = sub.version_at(periode.akhir).pagu_sen
    if sd < 0:
        tabel.pembaca.pencatat.galat(
            "K-IMPOR-MINUS",
            f"{sebutan} di bawah nol",
            tempat,
            ditemukan=format_rupiah(sd),
            diharapkan="0 atau lebih; pengembalian paling banyak sebesar yang sudah direalisasi",
            saran="Betulkan tanda atau besarnya di sumbernya, lalu ekspor ulang.",
        )
    elif sub.jenis_anggaran is JenisAnggaran.BELANJA and sd > pagu:
        tabel.pembaca.pencatat.peringatan(
            "K-IMPOR-LEBIH",
            f"{sebutan} melebihi pagu",
            tempat,
            ditemukan=format_rupiah(sd),
            diharapkan=f"paling banyak {format_rupiah(pagu)}",
            saran="Periksa angkanya; bila pagunya berubah, catat pada lembar Perubahan Pagu.",
        )
