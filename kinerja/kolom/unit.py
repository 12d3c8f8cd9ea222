"""The sheets of a unit's form of one quarter."""

from __future__ import annotations

from typing import Final

from kinerja.kolom.dasar import IDENTITAS, STEMPEL, Kolom, Lembar, Tipe, build_tampil
from kinerja.kolom.unit_tambahan import NILAI_TAHUNAN, TINDAK_LANJUT

_SATUAN: Final = "satuan indikator"


_KELENGKAPAN: Final = build_tampil(
    "kelengkapan", "Kelengkapan", Tipe.TEKS, "apa yang masih kurang; dihitung rumus", lebar=15
)

LEMBAR_UNIT: Final = (
    IDENTITAS,
    Lembar(
        "Indikator",
        "Realisasi indikator milik unit. Kosong = belum lapor; 0 adalah nilai.",
        (
            Kolom(
                "kode",
                "Kode",
                Tipe.KODE,
                "kode indikator",
                is_wajib=True,
                lebar=10,
                is_tampilan=True,
            ),
            Kolom("nama", "Indikator", Tipe.TEKS, "nama indikator", lebar=36, is_tampilan=True),
            _KELENGKAPAN,
            Kolom("satuan", "Satuan", Tipe.TEKS, "satuan ukuran", lebar=11, is_tampilan=True),
            Kolom(
                "target",
                "Target Triwulan",
                Tipe.NILAI,
                "target triwulan ini menurut rencana",
                _SATUAN,
                lebar=13,
                is_tampilan=True,
            ),
            build_tampil(
                "target_sd", "Target s.d.", Tipe.NILAI, "target s.d. triwulan", _SATUAN, 13
            ),
            build_tampil(
                "target_tahunan", "Target Tahun", Tipe.NILAI, "target setahun", _SATUAN, 13
            ),
            build_tampil(
                "sebelumnya",
                "Realisasi Sebelumnya",
                Tipe.NILAI,
                "realisasi triwulan lalu; pada Triwulan I realisasi tahun lalu",
                _SATUAN,
                13,
            ),
            Kolom(
                "nilai",
                "Realisasi",
                Tipe.NILAI,
                "realisasi menurut jenis indikatornya",
                _SATUAN,
                lebar=14,
            ),
            Kolom("pembilang", "Pembilang", Tipe.ANGKA, "pembilang rasio", lebar=13),
            Kolom("penyebut", "Penyebut", Tipe.ANGKA, "penyebut rasio", lebar=13),
            Kolom(
                "tahun_data",
                "Tahun Data",
                Tipe.BULAT,
                "tahun data bila bukan tahun laporan",
                lebar=8,
            ),
            Kolom("penjelasan", "Penjelasan", Tipe.TEKS, "uraian capaian", lebar=36),
            Kolom("faktor_pendukung", "Faktor Pendukung", Tipe.TEKS, "yang membantu", lebar=30),
            Kolom("kendala", "Kendala", Tipe.TEKS, "yang menghambat", lebar=30),
            Kolom("tindak_lanjut", "Tindak Lanjut", Tipe.TEKS, "yang akan dilakukan", lebar=30),
            Kolom(
                "tindak_lanjut_tanggal",
                "Tenggat Tindak Lanjut",
                Tipe.TANGGAL,
                "batas tindak lanjut",
                lebar=17,
            ),
            Kolom(
                "bukti",
                "Bukti",
                Tipe.TEKS,
                "nama berkas, tautan, atau uraian dokumen; bila tidak ada: tidak dapat dipenuhi, "
                "disertai alasannya",
                lebar=32,
            ),
        ),
    ),
    Lembar(
        "Tahapan",
        "Isi tanggal selesai tahap yang baru selesai; bila sudah jatuh tenggat dan belum selesai,"
        " tulis belum. Yang sudah dilaporkan tidak perlu diketik lagi.",
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
            _KELENGKAPAN,
            build_tampil("bobot", "Bobot", Tipe.ANGKA, "bagian dari 1", "0–1", 10),
            build_tampil("tenggat", "Tenggat", Tipe.TANGGAL, "batas selesai", lebar=20),
            build_tampil(
                "selesai_lalu",
                "Sudah Dilaporkan",
                Tipe.TANGGAL,
                "tanggal selesai yang dilaporkan pada triwulan sebelumnya",
                lebar=20,
            ),
            Kolom(
                "tanggal_selesai",
                "Tanggal Selesai",
                Tipe.TANGGAL,
                "hari tahap selesai; kosong: seperti yang sudah dilaporkan; kata belum: belum"
                " selesai, juga membatalkan yang sudah dilaporkan",
                lebar=20,
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
                lebar=19,
                is_tampilan=True,
            ),
            Kolom("nama", "Sub Kegiatan", Tipe.TEKS, "nomenklatur", lebar=38, is_tampilan=True),
            _KELENGKAPAN,
            build_tampil(
                "uraian_keluaran", "Keluaran", Tipe.TEKS, "keluaran dan satuannya", lebar=26
            ),
            build_tampil(
                "target_keluaran",
                "Target Keluaran",
                Tipe.ANGKA,
                "target keluaran setahun",
                "satuan keluaran",
                13,
            ),
            build_tampil(
                "keluaran_lalu",
                "Keluaran s.d. Triwulan Lalu",
                Tipe.ANGKA,
                "keluaran yang sudah dilaporkan",
                "satuan keluaran",
                13,
            ),
            Kolom(
                "pagu_rp",
                "Pagu (Rp)",
                Tipe.RUPIAH,
                "pagu yang berlaku",
                "Rp",
                lebar=20,
                is_tampilan=True,
            ),
            build_tampil(
                "realisasi_lalu_rp",
                "Realisasi s.d. Triwulan Lalu (Rp)",
                Tipe.RUPIAH,
                "realisasi yang sudah dilaporkan",
                "Rp",
                20,
            ),
            build_tampil(
                "fisik_lalu_persen",
                "Fisik s.d. Triwulan Lalu (%)",
                Tipe.PERSEN,
                "kemajuan fisik yang terakhir dilaporkan",
                "0–100",
                13,
            ),
            Kolom(
                "realisasi_rp",
                "Realisasi Triwulan Ini (Rp)",
                Tipe.RUPIAH,
                "realisasi triwulan ini saja; minus untuk pengembalian",
                "Rp",
                lebar=20,
            ),
            build_tampil(
                "realisasi_sd_rp",
                "Realisasi s.d. Triwulan Ini (Rp)",
                Tipe.RUPIAH,
                "dihitung rumus dari kedua kolom realisasi",
                "Rp",
                20,
            ),
            Kolom(
                "fisik_persen",
                "Fisik s.d. (%)",
                Tipe.PERSEN,
                "kemajuan fisik sampai triwulan ini",
                "0–100",
                lebar=11,
            ),
            Kolom(
                "keluaran",
                "Realisasi Keluaran",
                Tipe.ANGKA,
                "keluaran triwulan ini saja",
                "satuan keluaran",
                lebar=11,
            ),
            Kolom("catatan", "Catatan", Tipe.TEKS, "penjelasan singkat", lebar=40),
        ),
    ),
    TINDAK_LANJUT,
    NILAI_TAHUNAN,
    STEMPEL,
)
