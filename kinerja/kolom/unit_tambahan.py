"""The sheets that a form holds only at times: open items of dispositions, the year's values."""

from __future__ import annotations

from typing import Final

from kinerja.kolom.dasar import Kolom, Lembar, Tipe, build_tampil

_SATUAN: Final = "satuan indikator"

JAWABAN_TINDAK_LANJUT: Final = ("berjalan", "selesai diusulkan", "tidak dapat dipenuhi")
"""What a unit may answer on an item; the register's own words for these states."""

TINDAK_LANJUT: Final = Lembar(
    "Tindak Lanjut",
    "Butir disposisi milik unit yang belum selesai. Keadaan dipilih dari daftar; yang kosong tidak "
    "mengubah apa pun.",
    (
        Kolom(
            "butir",
            "Butir",
            Tipe.KODE,
            "nomor butir pada register",
            is_wajib=True,
            lebar=15,
            is_tampilan=True,
        ),
        build_tampil("perihal", "Perihal", Tipe.TEKS, "indikator, atau laporan", lebar=26),
        build_tampil("isi", "Isi Disposisi", Tipe.TEKS, "arahan pimpinan", lebar=36),
        build_tampil("tenggat", "Batas Waktu", Tipe.TANGGAL, "hari terakhir", lebar=14),
        build_tampil(
            "umur",
            "Umur (hari)",
            Tipe.BULAT,
            "sejak disposisi sampai akhir triwulan formulir",
            "hari",
            9,
        ),
        build_tampil(
            "lewat",
            "Lewat (hari)",
            Tipe.BULAT,
            "sesudah batas waktu, sampai akhir triwulan formulir",
            "hari",
            9,
        ),
        build_tampil("keadaan_kini", "Keadaan Kini", Tipe.TEKS, "menurut register", lebar=14),
        Kolom(
            "keadaan",
            "Keadaan",
            Tipe.PILIHAN,
            "keadaan yang dilaporkan unit",
            pilihan=JAWABAN_TINDAK_LANJUT,
            lebar=16,
        ),
        Kolom("kemajuan", "Kemajuan", Tipe.TEKS, "yang sudah dikerjakan", lebar=34),
        Kolom(
            "bukti",
            "Bukti",
            Tipe.TEKS,
            "nama berkas, tautan, atau uraian dokumen; wajib bila selesai diusulkan",
            lebar=28,
        ),
        Kolom(
            "alasan",
            "Alasan",
            Tipe.TEKS,
            "sebab tidak dapat dipenuhi; wajib bila itu jawabannya",
            lebar=28,
        ),
    ),
    is_pilihan=True,
)
NILAI_TAHUNAN: Final = Lembar(
    "Nilai Tahunan",
    "Hanya pada formulir Triwulan IV dan boleh kosong: realisasi setahun menurut unit. Kit tetap "
    "menghitungnya dari empat triwulan; yang berbeda disebut pada rekonsiliasi laporan tahunan.",
    (
        Kolom(
            "kode",
            "Kode",
            Tipe.KODE,
            "kode indikator",
            is_wajib=True,
            lebar=12,
            is_tampilan=True,
        ),
        build_tampil("nama", "Indikator", Tipe.TEKS, "nama indikator", lebar=46),
        build_tampil("satuan", "Satuan", Tipe.TEKS, "satuan indikator", lebar=14),
        Kolom(
            "nilai",
            "Realisasi Setahun",
            Tipe.NILAI,
            "realisasi setahun menurut unit; indikator rasio: hasil baginya",
            _SATUAN,
            lebar=18,
        ),
        Kolom(
            "penjelasan",
            "Penjelasan Selisih",
            Tipe.TEKS,
            "sebab bila berbeda dari gabungan empat triwulan",
            lebar=46,
        ),
    ),
    is_pilihan=True,
)
