"""Judges a filled sheet beside the register and the calendar: revision, repetition, date.

Only notes, each at its cell; what may not be is a galat. Records nothing.
"""

from __future__ import annotations

from datetime import date

from kinerja.angka import format_tanggal
from kinerja.excel.disposisi_isi import DisposisiTerbaca
from kinerja.excel.pencatat import Pencatat
from kinerja.kolom import NAMA_DISPOSISI
from kinerja.model import TENTANG_LAPORAN
from kinerja.register import Register
from kinerja.register.banding_disposisi import DITAMBAH
from kinerja.register.catat_disposisi import (
    SARAN_TERIKAT,
    list_perubahan,
    list_terikat_berubah,
)
from kinerja.register.disposisi import DisposisiBaru
from kinerja.register.tindak_lanjut import filter_terbuka, list_tindak_lanjut


def note_nilai(
    register: Register, baru: DisposisiBaru, isi: DisposisiTerbaca, pencatat: Pencatat
) -> None:
    """Note everything about a sheet that was read without a fault.

    Args:
        register: The open register.
        baru: The sheet as it would be recorded.
        isi: The same as read, with its cells.
        pencatat: Collects the findings.
    """
    _note_perubahan(register, baru, isi, pencatat)
    _note_ulang(register, baru, isi, pencatat)
    _note_tanggal(baru, isi, pencatat, register.hari_ini)


def _note_perubahan(
    register: Register, baru: DisposisiBaru, isi: DisposisiTerbaca, pencatat: Pencatat
) -> None:
    """Note what a revision changes; of items with follow-ups it may change nothing."""
    terikat = list_terikat_berubah(register, baru)
    alamat = {satu.nomor: satu.alamat for satu in isi.butir}
    for satu in list_perubahan(register, baru):
        milik = alamat.get(satu.butir.nomor, {}) if satu.butir else isi.alamat
        bagian = "isi" if satu.bagian == DITAMBAH else satu.bagian
        tempat = milik.get(bagian, (NAMA_DISPOSISI, ""))
        if satu in terikat:
            masalah = f"Butir yang sudah ditindaklanjuti berubah: {satu.uraian}"
            pencatat.galat("K-DISPOSISI-TERIKAT", masalah, tempat, saran=SARAN_TERIKAT)
        else:
            masalah = f"Berbeda dari yang tercatat: {satu.uraian}"
            pencatat.catatan("K-DISPOSISI-BEDA", masalah, tempat)


def _note_ulang(
    register: Register, baru: DisposisiBaru, isi: DisposisiTerbaca, pencatat: Pencatat
) -> None:
    """Warn of an instruction where one to the same unit on the same subject is still open."""
    terbuka = [
        satu
        for satu in filter_terbuka(list_tindak_lanjut(register))
        if (satu.butir.periode, satu.butir.agenda) != (baru.periode, baru.agenda)
    ]
    for butir in isi.butir:
        milik = [
            f"{satu.butir.id}, {satu.keadaan.label}"
            for satu in terbuka
            if (satu.butir.tentang, satu.butir.unit) == (butir.tentang, butir.unit)
        ]
        if milik and butir.tentang != TENTANG_LAPORAN:
            pencatat.peringatan(
                "K-DISPOSISI-ULANG",
                "Arahan lain atas perihal dan unit yang sama masih terbuka",
                butir.alamat.get("isi", (NAMA_DISPOSISI, "")),
                ditemukan="; ".join(milik),
                saran="Bila maksudnya sama, tindak lanjuti butir itu; keduanya tetap ditagih.",
            )


def _note_tanggal(
    baru: DisposisiBaru, isi: DisposisiTerbaca, pencatat: Pencatat, hari_ini: date
) -> None:
    """Warn of a day on which nobody can have answered the report of the quarter."""
    akhir = baru.periode.akhir
    if akhir < baru.tanggal <= hari_ini:
        return
    pencatat.peringatan(
        "K-DISPOSISI-TANGGAL",
        "Tanggal disposisi belum tiba"
        if baru.tanggal > hari_ini
        else "Tanggal disposisi mendahului akhir triwulan yang dilaporkan",
        isi.alamat.get("tanggal", (NAMA_DISPOSISI, "")),
        ditemukan=format_tanggal(baru.tanggal),
        diharapkan=f"sesudah {format_tanggal(akhir)}, paling akhir hari ini",
        saran="Betulkan bila salah ketik.",
    )
