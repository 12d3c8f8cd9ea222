"""The sheets of a unit's form of one quarter."""

from __future__ import annotations

from typing import Final

from kinerja.kolom.dasar import IDENTITAS, Kolom, Lembar, Tipe

LEMBAR_UNIT: Final = (
    IDENTITAS,
    Lembar(
        "Indikator",
        "Realisasi indikator milik unit. Kosong = belum lapor; 0 adalah nilai.",
        (
            Kolom("kode", "Kode", Tipe.KODE, "kode indikator", is_wajib=True, is_tampilan=True),
            Kolom("nama", "Indikator", Tipe.TEKS, "nama indikator", lebar=44, is_tampilan=True),
            Kolom("satuan", "Satuan", Tipe.TEKS, "satuan ukuran", is_tampilan=True),
            Kolom(
                "target",
                "Target Triwulan",
                Tipe.NILAI,
                "target triwulan ini menurut rencana",
                "satuan indikator",
                is_tampilan=True,
            ),
            Kolom(
                "nilai",
                "Realisasi",
                Tipe.NILAI,
                "realisasi; jenis tonggak: tanggal selesai atau kata belum",
                "satuan indikator",
                lebar=16,
            ),
            Kolom("pembilang", "Pembilang", Tipe.ANGKA, "pembilang rasio", lebar=16),
            Kolom("penyebut", "Penyebut", Tipe.ANGKA, "penyebut rasio", lebar=16),
            Kolom(
                "tahun_data",
                "Tahun Data",
                Tipe.BULAT,
                "tahun data bila bukan tahun laporan",
                lebar=10,
            ),
            Kolom("penjelasan", "Penjelasan", Tipe.TEKS, "uraian capaian", lebar=40),
            Kolom("faktor_pendukung", "Faktor Pendukung", Tipe.TEKS, "yang membantu", lebar=36),
            Kolom("kendala", "Kendala", Tipe.TEKS, "yang menghambat", lebar=36),
            Kolom("tindak_lanjut", "Tindak Lanjut", Tipe.TEKS, "yang akan dilakukan", lebar=36),
            Kolom(
                "tindak_lanjut_tanggal",
                "Tenggat Tindak Lanjut",
                Tipe.TANGGAL,
                "batas tindak lanjut",
                lebar=20,
            ),
            Kolom("bukti", "Bukti", Tipe.TEKS, "dokumen pendukung", lebar=36),
        ),
    ),
    Lembar(
        "Tahapan",
        "Tanggal selesai tahap indikator jenis tonggak. Kosong = belum selesai.",
        (
            Kolom(
                "indikator_kode",
                "Kode Indikator",
                Tipe.KODE,
                "kode indikator",
                is_wajib=True,
                is_tampilan=True,
            ),
            Kolom(
                "nomor",
                "Nomor",
                Tipe.BULAT,
                "nomor tahap",
                is_wajib=True,
                lebar=10,
                is_tampilan=True,
            ),
            Kolom("uraian", "Uraian", Tipe.TEKS, "isi tahap", lebar=60, is_tampilan=True),
            Kolom(
                "tanggal_selesai", "Tanggal Selesai", Tipe.TANGGAL, "hari tahap selesai", lebar=20
            ),
        ),
    ),
    Lembar(
        "Sub Kegiatan",
        "Realisasi anggaran, fisik, dan keluaran sub kegiatan milik unit.",
        (
            Kolom(
                "kode",
                "Kode",
                Tipe.KODE,
                "kode sub kegiatan",
                is_wajib=True,
                lebar=24,
                is_tampilan=True,
            ),
            Kolom("nama", "Sub Kegiatan", Tipe.TEKS, "nomenklatur", lebar=56, is_tampilan=True),
            Kolom(
                "pagu_rp",
                "Pagu (Rp)",
                Tipe.RUPIAH,
                "pagu yang berlaku",
                "Rp",
                lebar=22,
                is_tampilan=True,
            ),
            Kolom(
                "realisasi_rp",
                "Realisasi Triwulan Ini (Rp)",
                Tipe.RUPIAH,
                "realisasi triwulan ini saja; minus untuk pengembalian",
                "Rp",
                lebar=22,
            ),
            Kolom(
                "fisik_persen",
                "Fisik s.d. (%)",
                Tipe.PERSEN,
                "kemajuan fisik sampai triwulan ini",
                "0–100",
            ),
            Kolom(
                "keluaran",
                "Realisasi Keluaran",
                Tipe.ANGKA,
                "keluaran triwulan ini saja",
                "satuan keluaran",
                lebar=16,
            ),
            Kolom("catatan", "Catatan", Tipe.TEKS, "penjelasan singkat", lebar=48),
        ),
    ),
)
