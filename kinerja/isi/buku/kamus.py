"""Sheets of words: the findings, and the data dictionary of all other sheets."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kinerja.isi.buku.bahan import KAMUS, TEMUAN, BahanBuku
from kinerja.isi.buku.blok import KolomBuku, LembarBuku, NilaiBuku, build_baris
from kinerja.temuan import sort_temuan


def build_temuan(bahan: BahanBuku) -> LembarBuku:
    """Build the sheet of findings, gravest first."""
    kolom = (
        KolomBuku("no", "No", "Nomor urut", bentuk="cacah", lebar=6),
        KolomBuku("tingkatan", "Tingkatan", "Galat, peringatan, atau catatan", lebar=13),
        KolomBuku("kode", "Kode", "Kode temuan", lebar=24),
        KolomBuku("tempat", "Tempat", "Berkas, lembar, dan sel", lebar=40),
        KolomBuku("masalah", "Masalah", "Apa yang ditemukan", lebar=52),
        KolomBuku("ditemukan", "Ditemukan", "Isi yang ditemukan", lebar=26),
        KolomBuku("diharapkan", "Seharusnya", "Isi yang diharapkan", lebar=26),
        KolomBuku("saran", "Yang harus dilakukan", "Cara memperbaiki", lebar=56),
    )
    baris = [
        build_baris(
            f"t{nomor}",
            kolom,
            {
                "no": NilaiBuku(Decimal(nomor), "cacah"),
                "tingkatan": satu.tingkatan.value,
                "kode": satu.kode,
                "tempat": satu.tempat or satu.unit,
                "masalah": satu.masalah,
                "ditemukan": satu.ditemukan,
                "diharapkan": satu.diharapkan,
                "saran": satu.saran,
            },
        )
        for nomor, satu in enumerate(sort_temuan(bahan.temuan), start=1)
    ]
    arti = "Temuan pada data masukan saat laporan disusun." if baris else "Tidak ada temuan."
    return LembarBuku(TEMUAN, "Temuan data", arti, kolom, tuple(baris), kolom_beku=3)


def build_kamus(daftar: Iterable[LembarBuku]) -> LembarBuku:
    """Build the data dictionary: every column of every sheet, its meaning and its role."""
    kolom = (
        KolomBuku("lembar", "Lembar", "Nama lembar", lebar=18),
        KolomBuku("judul", "Kolom", "Judul kolom", lebar=40),
        KolomBuku("arti", "Arti", "Isi kolom", lebar=64),
        KolomBuku("peran", "Peran", "Keterangan, isian, rumus, atau bantu", lebar=13),
        KolomBuku("bentuk", "Bentuk", "Bentuk isinya", lebar=12),
    )
    baris = [
        build_baris(
            f"d{lembar.nama}.{satu.kunci}",
            kolom,
            {
                "lembar": lembar.nama,
                "judul": f"{satu.grup}: {satu.judul}" if satu.grup else satu.judul,
                "arti": satu.arti,
                "peran": satu.peran,
                "bentuk": satu.bentuk,
            },
        )
        for lembar in daftar
        for satu in lembar.kolom
    ]
    arti = (
        "Isian boleh diubah, rumus dan bantu dihitung dari isian; “–” tidak diukur, “belum lapor”"
        " ada target tetapi belum diisi, “t.d.h.” tidak dapat dihitung."
    )
    return LembarBuku(KAMUS, "Kamus data", arti, kolom, tuple(baris))
