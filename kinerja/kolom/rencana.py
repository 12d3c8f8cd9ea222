"""The sheets of the planning workbook about goals and indicators, and all of them in order."""

from __future__ import annotations

from typing import Final

from kinerja.kolom.dasar import IDENTITAS, KODE_VERSI, Kolom, Lembar, Tipe, build_per_triwulan
from kinerja.kolom.rencana_anggaran import LEMBAR_ANGGARAN

_TINGKAT: Final = ("tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan")
_JENIS: Final = ("angka", "rentang", "predikat", "nihil", "tonggak")
_POLARITAS: Final = ("naik", "turun", "stabil")
_AGREGASI: Final = (
    "jumlah",
    "akhir",
    "rata_rata",
    "maksimum",
    "minimum",
    "rasio_jumlah",
    "rasio_akhir",
)
_TARGET_TW: Final = build_per_triwulan(
    "target", "Target", Tipe.NILAI, "target Rencana Aksi", "satuan indikator", 12
)
_KODE_INDIKATOR: Final = Kolom(
    "indikator_kode", "Kode Indikator", Tipe.KODE, "kode pada lembar Indikator", is_wajib=True
)

LEMBAR_RENCANA: Final = (
    IDENTITAS,
    Lembar(
        "Versi",
        "Versi rencana. Baris pertama (yang paling awal berlaku) adalah rencana murni.",
        (
            Kolom("kode", "Kode Versi", Tipe.KODE, "kode singkat, mis. murni", is_wajib=True),
            Kolom("nama", "Nama Versi", Tipe.TEKS, "nama versi", is_wajib=True, lebar=36),
            Kolom(
                "berlaku_mulai",
                "Berlaku Mulai",
                Tipe.TANGGAL,
                "hari pertama versi ini berlaku",
                is_wajib=True,
                lebar=20,
            ),
            Kolom("dasar", "Dasar", Tipe.TEKS, "dokumen yang menetapkannya", lebar=60),
        ),
    ),
    Lembar(
        "Tujuan Sasaran",
        "Tujuan dan sasaran perangkat daerah.",
        (
            Kolom("kode", "Kode", Tipe.KODE, "kode tujuan atau sasaran", is_wajib=True),
            Kolom(
                "tingkat",
                "Tingkat",
                Tipe.PILIHAN,
                "tujuan atau sasaran",
                is_wajib=True,
                pilihan=("tujuan", "sasaran"),
            ),
            Kolom("uraian", "Uraian", Tipe.TEKS, "bunyinya", is_wajib=True, lebar=80),
            Kolom("tujuan_kode", "Kode Tujuan", Tipe.KODE, "tujuan yang didukung sebuah sasaran"),
        ),
    ),
    Lembar(
        "Indikator",
        "Kamus indikator beserta target murni. Ditetapkan sebelum Triwulan I.",
        (
            Kolom("kode", "Kode", Tipe.KODE, "kode indikator, unik", is_wajib=True),
            Kolom("nama", "Indikator", Tipe.TEKS, "nama indikator", is_wajib=True, lebar=48),
            Kolom(
                "tingkat",
                "Tingkat",
                Tipe.PILIHAN,
                "tingkat pada pohon kinerja",
                is_wajib=True,
                pilihan=_TINGKAT,
            ),
            Kolom(
                "sasaran_kode",
                "Kode Sasaran",
                Tipe.DAFTAR_KODE,
                "sasaran atau tujuan yang diukur atau didukung; lebih dari satu dipisah titik koma",
                is_wajib=True,
            ),
            Kolom("program_kode", "Kode Program", Tipe.KODE, "kode pada lembar Program Kegiatan"),
            Kolom("unit", "Unit", Tipe.TEKS, "unit pemilik", is_wajib=True, lebar=22),
            Kolom("pemilik_pk", "Pemilik PK", Tipe.TEKS, "jabatan penanda tangan PK", lebar=28),
            Kolom("satuan", "Satuan", Tipe.TEKS, "satuan ukuran", is_wajib=True),
            Kolom("jenis", "Jenis", Tipe.PILIHAN, "jenis target", is_wajib=True, pilihan=_JENIS),
            Kolom(
                "polaritas",
                "Polaritas",
                Tipe.PILIHAN,
                "arah yang lebih baik; hanya untuk jenis angka dan rentang",
                pilihan=_POLARITAS,
            ),
            Kolom(
                "agregasi",
                "Agregasi",
                Tipe.PILIHAN,
                "cara triwulan menjadi s.d. triwulan dan tahun",
                is_wajib=True,
                pilihan=_AGREGASI,
            ),
            Kolom("skala_predikat", "Skala Predikat", Tipe.TEKS, "nama skala untuk jenis predikat"),
            Kolom("pengali", "Pengali", Tipe.ANGKA, "pengali rasio; kosong berarti 100", lebar=10),
            Kolom("bobot", "Bobot", Tipe.ANGKA, "bobot dalam rata-rata sasaran", lebar=10),
            Kolom(
                "toleransi",
                "Toleransi",
                Tipe.ANGKA,
                "selisih yang masih disebut tercapai pada polaritas stabil; kosong berarti 0",
                "satuan indikator",
                lebar=10,
            ),
            Kolom(
                "rumus_turun",
                "Rumus Turun",
                Tipe.PILIHAN,
                "rumus polaritas turun bila berbeda dari kebijakan",
                pilihan=("selisih", "rasio"),
            ),
            Kolom(
                "is_penyebut_tetap",
                "Penyebut Tetap",
                Tipe.YA_TIDAK,
                "penyebut persentase sama sepanjang tahun",
                lebar=12,
            ),
            Kolom(
                "alasan_agregasi",
                "Alasan Agregasi",
                Tipe.TEKS,
                "alasan bila aturan agregasi menyimpang",
                lebar=30,
            ),
            Kolom("definisi", "Definisi", Tipe.TEKS, "definisi operasional", lebar=40),
            Kolom("rumus", "Rumus", Tipe.TEKS, "rumus dalam kata-kata", lebar=40),
            Kolom("sumber_data", "Sumber Data", Tipe.TEKS, "asal data", lebar=28),
            Kolom(
                "target_tahunan",
                "Target Tahun",
                Tipe.NILAI,
                "target Perjanjian Kinerja; untuk jenis tonggak tanggal tenggatnya",
                "satuan indikator",
            ),
            *_TARGET_TW,
            Kolom(
                "realisasi_lalu",
                "Realisasi <tahun>",
                Tipe.NILAI,
                "realisasi tahun lampau; satu kolom untuk tiap tahun",
                "satuan indikator",
            ),
            Kolom(
                "capaian_lalu",
                "Capaian <tahun> (%)",
                Tipe.PERSEN,
                "capaian menurut laporan kinerja tahun lampau; satu kolom untuk tiap tahun",
                "persen",
            ),
            Kolom(
                "target_renstra",
                "Target Akhir Renstra",
                Tipe.NILAI,
                "target pada akhir Renstra",
                "satuan indikator",
            ),
            Kolom(
                "standar_nasional",
                "Standar Nasional",
                Tipe.NILAI,
                "standar nasional bila ada",
                "satuan indikator",
            ),
        ),
    ),
    Lembar(
        "Perubahan Target",
        "Target yang diubah oleh sebuah versi. Kosong = tidak berubah; 0 pada Target Tahun "
        "indikator naik atau kata dihapus = indikator dihapus.",
        (
            KODE_VERSI,
            _KODE_INDIKATOR,
            Kolom(
                "target_tahunan",
                "Target Tahun",
                Tipe.NILAI,
                "target tahun yang baru",
                "satuan indikator",
            ),
            *_TARGET_TW,
        ),
    ),
    Lembar(
        "Tahapan",
        "Tahap berbobot dari indikator jenis tonggak; bobot tiap indikator berjumlah 1.",
        (
            _KODE_INDIKATOR,
            Kolom("nomor", "Nomor", Tipe.BULAT, "nomor urut tahap", is_wajib=True, lebar=10),
            Kolom("uraian", "Uraian", Tipe.TEKS, "isi tahap", is_wajib=True, lebar=60),
            Kolom("bobot", "Bobot", Tipe.ANGKA, "bagian dari 1", "0–1", is_wajib=True, lebar=10),
            Kolom("tenggat", "Tenggat", Tipe.TANGGAL, "batas selesai", is_wajib=True, lebar=20),
        ),
    ),
    Lembar(
        "Rencana Aksi",
        "Apa yang dikerjakan untuk sebuah indikator, dan pada triwulan berapa.",
        (
            _KODE_INDIKATOR,
            Kolom(
                "uraian",
                "Rencana Aksi",
                Tipe.TEKS,
                "apa yang dikerjakan",
                "",
                is_wajib=True,
                lebar=60,
            ),
            Kolom("keluaran", "Keluaran", Tipe.TEKS, "hasil langsungnya", lebar=36),
            Kolom("triwulan", "Triwulan", Tipe.DAFTAR_TRIWULAN, "triwulan pelaksanaan, mis. 1;2"),
            Kolom(
                "sub_kegiatan_kode",
                "Kode Sub Kegiatan",
                Tipe.KODE,
                "sub kegiatan yang membiayai",
                lebar=24,
            ),
            Kolom("penanggung_jawab", "Penanggung Jawab", Tipe.TEKS, "jabatan", lebar=28),
        ),
    ),
    *LEMBAR_ANGGARAN,
)
