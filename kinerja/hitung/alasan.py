"""Reason codes of a figure that could not be computed, and the sentence each one is told with.

Codes are stable (tests, filters and the CSV of `kinerja hitung` use them); sentences may improve.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TANPA_TARGET: Final = "tanpa_target"
TANPA_TARGET_TAHUNAN: Final = "tanpa_target_tahunan"
TARGET_NOL_TIDAK_DIUKUR: Final = "target_nol_tidak_diukur"
INDIKATOR_DIHAPUS: Final = "indikator_dihapus"
BELUM_TENGGAT: Final = "belum_tenggat"
REALISASI_KOSONG: Final = "realisasi_kosong"
PASANGAN_TIDAK_LENGKAP: Final = "pasangan_tidak_lengkap"
TARGET_NOL: Final = "target_nol"
TARGET_NEGATIF: Final = "target_negatif"
REALISASI_NOL_TANPA_BATAS: Final = "realisasi_nol_tanpa_batas"
PENYEBUT_NOL: Final = "penyebut_nol"
PENYEBUT_NEGATIF: Final = "penyebut_negatif"
SKALA_TIDAK_MEMUAT_NILAI: Final = "skala_tidak_memuat_nilai"
KUARTAL_BELUM_LENGKAP: Final = "kuartal_belum_lengkap"
JENIS_TIDAK_SESUAI: Final = "nilai_tidak_sesuai_jenis"
BOBOT_NOL: Final = "bobot_nol"
PAGU_NOL: Final = "pagu_nol"
KAS_NOL: Final = "anggaran_kas_nol"
REALISASI_NOL: Final = "realisasi_anggaran_nol"
TANPA_HITUNGAN: Final = "tanpa_hitungan"
TIDAK_DIJALANKAN: Final = "tidak_dijalankan"

KALIMAT: Final[Mapping[str, str]] = {
    TANPA_TARGET: "Tidak ada target pada periode ini, jadi tidak diukur.",
    TANPA_TARGET_TAHUNAN: "Target setahun belum diisi, jadi tidak diukur terhadap tahun.",
    TARGET_NOL_TIDAK_DIUKUR: (
        "Target triwulan 0 sedangkan target setahun lebih dari 0, jadi tidak diukur."
    ),
    INDIKATOR_DIHAPUS: "Indikator dihapus oleh versi rencana yang berlaku.",
    BELUM_TENGGAT: "Tenggat belum tiba, jadi belum diukur.",
    REALISASI_KOSONG: "Ada target tetapi realisasi belum dilaporkan.",
    PASANGAN_TIDAK_LENGKAP: "Pembilang atau penyebut belum dilaporkan.",
    TARGET_NOL: "Target 0 untuk indikator naik: tidak ada pembagi.",
    TARGET_NEGATIF: "Target negatif tidak dapat dipakai dengan rumus T / R.",
    REALISASI_NOL_TANPA_BATAS: (
        "Realisasi 0 atau kurang dengan rumus T / R tidak terhingga tanpa batas atas."
    ),
    PENYEBUT_NOL: "Penyebut 0: rasio tidak dapat dihitung.",
    PENYEBUT_NEGATIF: "Penyebut negatif: rasio tidak dapat dihitung.",
    SKALA_TIDAK_MEMUAT_NILAI: "Predikat tidak ada dalam skalanya.",
    KUARTAL_BELUM_LENGKAP: "Isian sampai dengan periode ini belum lengkap dilaporkan.",
    JENIS_TIDAK_SESUAI: "Isi sel tidak sesuai dengan jenis indikator.",
    BOBOT_NOL: "Jumlah bobot 0: rata-rata tidak dapat dihitung.",
    PAGU_NOL: "Pagu 0: tidak ada pembagi.",
    KAS_NOL: "Anggaran kas sampai dengan periode ini 0: tidak ada pembagi.",
    REALISASI_NOL: "Belum ada realisasi anggaran: tidak ada pembagi.",
    TANPA_HITUNGAN: "Tidak ada capaian yang dapat dirata-ratakan.",
    TIDAK_DIJALANKAN: "Pagu 0 dan tidak ada isian: sub kegiatan tidak dijalankan.",
}


def describe_alasan(kode: str) -> str:
    """Give the sentence of a reason code; nothing for no reason.

    >>> describe_alasan("penyebut_nol"), describe_alasan("")
    ('Penyebut 0: rasio tidak dapat dihitung.', '')
    """
    return KALIMAT[kode] if kode else ""
