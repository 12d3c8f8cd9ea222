"""The sheets of the planning workbook about money."""

from __future__ import annotations

from typing import Final

from kinerja.kolom.dasar import KODE_VERSI, Kolom, Lembar, Tipe, build_per_triwulan

_KAS_TW: Final = tuple(
    Kolom(k.nama, f"{k.judul} (Rp)", k.tipe, k.arti, k.satuan, lebar=k.lebar)
    for k in build_per_triwulan("kas", "Anggaran Kas", Tipe.RUPIAH, "anggaran kas", "Rp", 18)
)

LEMBAR_ANGGARAN: Final = (
    Lembar(
        "Program Kegiatan",
        "Nama program dan kegiatan, dan pagunya bila ingin dicocokkan dengan jumlah anaknya.",
        (
            Kolom("kode", "Kode", Tipe.KODE, "kode program atau kegiatan", is_wajib=True, lebar=20),
            Kolom("nama", "Nama", Tipe.TEKS, "nomenklatur", is_wajib=True, lebar=70),
            Kolom(
                "pagu_rp",
                "Pagu (Rp)",
                Tipe.RUPIAH,
                "pagu yang berlaku, bila ingin dicocokkan",
                "Rp",
                lebar=22,
            ),
        ),
    ),
    Lembar(
        "Sub Kegiatan",
        "Sub kegiatan dengan keluaran, pagu, dan anggaran kas murni.",
        (
            Kolom("kode", "Kode", Tipe.KODE, "kode enam bagian", is_wajib=True, lebar=24),
            Kolom("nama", "Sub Kegiatan", Tipe.TEKS, "nomenklatur", is_wajib=True, lebar=56),
            Kolom("unit", "Unit", Tipe.TEKS, "unit pelaksana", is_wajib=True, lebar=22),
            Kolom(
                "lingkup",
                "Lingkup",
                Tipe.PILIHAN,
                "anggaran SKPD atau SKPKD (PPKD)",
                is_wajib=True,
                pilihan=("skpd", "skpkd"),
            ),
            Kolom(
                "jenis_anggaran",
                "Jenis Anggaran",
                Tipe.PILIHAN,
                "sisi anggaran",
                is_wajib=True,
                pilihan=("belanja", "pendapatan", "pembiayaan"),
            ),
            Kolom("keluaran", "Keluaran", Tipe.TEKS, "keluaran sub kegiatan", lebar=40),
            Kolom("satuan_keluaran", "Satuan", Tipe.TEKS, "satuan keluaran"),
            Kolom(
                "target_keluaran",
                "Target Keluaran",
                Tipe.ANGKA,
                "target keluaran setahun",
                "satuan keluaran",
            ),
            Kolom(
                "pagu_rp", "Pagu (Rp)", Tipe.RUPIAH, "pagu setahun", "Rp", is_wajib=True, lebar=22
            ),
            *_KAS_TW,
        ),
    ),
    Lembar(
        "Perubahan Pagu",
        "Pagu dan anggaran kas yang diubah oleh sebuah versi. Kosong = tidak berubah, 0 = nol.",
        (
            KODE_VERSI,
            Kolom(
                "kode",
                "Kode Sub Kegiatan",
                Tipe.KODE,
                "kode pada lembar Sub Kegiatan",
                is_wajib=True,
                lebar=24,
            ),
            Kolom("pagu_rp", "Pagu (Rp)", Tipe.RUPIAH, "pagu yang baru", "Rp", lebar=22),
            *_KAS_TW,
            Kolom(
                "target_keluaran",
                "Target Keluaran",
                Tipe.ANGKA,
                "target keluaran yang baru",
                "satuan keluaran",
            ),
        ),
    ),
)
