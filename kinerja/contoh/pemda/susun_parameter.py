"""Builds the parameter files of a made-up regency and its agencies, as YAML."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

import yaml

from kinerja.contoh.pemda.katalog import Perangkat
from kinerja.contoh.pemda.peran import Peran
from kinerja.contoh.pemda.susun_setoran import HARI_TENGGAT
from kinerja.contoh.sumber import LABEL
from kinerja.model import Lingkup
from kinerja.parameter import describe_pimpinan
from kinerja.periode import Periode

_HARI_LAPORAN: Final = 30
"""Days after a period until the regency's report is dated."""
_PEMERINTAH: Final = "Pemerintah Kabupaten Contoh"
_KETERANGAN: Final = (
    "Kabupaten ini rekaan. Semua indikator, target, realisasi, anggaran, waktu setor, dan nama"
    " pejabat dibuat dengan undian untuk contoh; tidak satu pun bersumber dari daerah sungguhan."
)
_DASAR: Final = [
    "Peraturan Pemerintah Nomor 18 Tahun 2016 tentang Perangkat Daerah",
    "Peraturan Presiden Nomor 29 Tahun 2014 tentang SAKIP",
]
_PANGKAT: Final = {
    "": "Pembina Tingkat I",
    "II.a": "Pembina Utama Madya",
    "II.b": "Pembina Utama Muda",
    "III.a": "Pembina Tingkat I",
    "III.b": "Pembina",
    "IV.a": "Penata Tingkat I",
}
_NIP: Final = "00000000 000000 0 000"


def build_pemda(tahun: int) -> bytes:
    """Build `parameters/pemda.yaml`: the regency, its letterhead, and who signs its report."""
    return _format(
        {
            "nama": "Badan Perencanaan Pembangunan Daerah",
            "pemerintah": _PEMERINTAH,
            "alamat": ["Jalan Rekaan Nomor 1, Contoh", "Telepon (000) 000000"],
            "tempat": "Contoh",
            "zona": "WIB",
            "label_contoh": LABEL,
            "keterangan_contoh": _KETERANGAN,
            "penanda_tangan": {
                "jabatan": "Kepala Badan Perencanaan Pembangunan Daerah",
                "pejabat": "kepala",
            },
            "laporan": {
                periode.slug: {
                    "status": "draf",
                    "tanggal_laporan": periode.akhir + timedelta(days=_HARI_LAPORAN),
                }
                for periode in (*Periode(tahun).daftar_triwulan, Periode(tahun))
            },
        },
        "Kabupaten rekaan: identitas dan penanda tangan laporan gabungan semua perangkat daerah.",
    )


def build_pejabat_pemda() -> bytes:
    """Build the file of who signs the regency's report: an office instead of a name."""
    orang = {"kepala": _build_orang("Kepala Badan", "II.b")}
    return _format({"pejabat": orang}, "Nama rekaan untuk contoh.")


def build_instansi(peran: Peran) -> bytes:
    """Build `instansi.yaml` of an agency."""
    perangkat = peran.perangkat
    isi: dict[str, Any] = {
        "nama": perangkat.nama,
        "singkatan": perangkat.singkatan,
        "pemerintah": _PEMERINTAH,
        "alamat": ["Jalan Rekaan, Contoh", "Telepon (000) 000000"],
        "tempat": "Contoh",
        "kepala": perangkat.susunan.kepala,
        "zona": "WIB",
        "label_contoh": LABEL,
        "keterangan_contoh": _KETERANGAN,
        "dasar_hukum": _DASAR,
        "gambaran": [_describe_susunan(perangkat)],
        "unit": [
            {
                "slug": satu.unit.slug,
                "nama": satu.unit.nama,
                "singkatan": satu.unit.singkatan,
                **(
                    {"lingkup": "skpkd", "punya_indikator": False}
                    if satu.unit.lingkup is Lingkup.SKPKD
                    else {}
                ),
            }
            for satu in perangkat.unit
        ],
        "kebijakan": {"kategori": "regional", "rumus_turun": "selisih"},
    }
    if peran.is_kebijakan_lain:
        isi["kebijakan"] |= {"batas_atas": 120, "belum_lapor_sebagai_nol": True}
    return _format(isi, f"{perangkat.nama}, kabupaten rekaan; semua isinya contoh.")


def build_periode(peran: Peran, periode: Periode) -> bytes:
    """Build the file of a period; the last quarter and the year are still drafts in some."""
    susunan = peran.perangkat.susunan
    is_final = periode.triwulan in {1, 2} or not peran.is_kebijakan_lain
    isi: dict[str, Any] = {
        "status": "final" if is_final and peran.triwulan_terakhir == 4 else "draf",
        "tanggal_laporan": periode.akhir + timedelta(days=2 * HARI_TENGGAT),
        "penanda_tangan": {"jabatan": susunan.kepala, "pejabat": "kepala"},
        "penanda_tangan_unit": {
            satu.unit.slug: {
                "jabatan": describe_pimpinan(satu.unit.nama),
                "pejabat": satu.unit.slug,
            }
            for satu in peran.perangkat.unit
        },
    }
    if periode.triwulan is not None:
        isi["tenggat_setor"] = periode.akhir + timedelta(days=HARI_TENGGAT)
    return _format(isi, f"{periode.judul} ({LABEL})")


def build_pejabat(perangkat: Perangkat) -> bytes:
    """Build the file of the people who sign: offices instead of names."""
    kepala, pertama, lain = perangkat.susunan.eselon
    orang = {"kepala": _build_orang(perangkat.susunan.kepala, kepala)}
    for nomor, satu in enumerate(perangkat.unit):
        jabatan = describe_pimpinan(satu.unit.nama)
        orang[satu.unit.slug] = _build_orang(jabatan, lain if nomor else pertama)
    return _format({"pejabat": orang}, "Nama rekaan untuk contoh.")


def _build_orang(jabatan: str, eselon: str) -> dict[str, str]:
    return {"nama": f"Nama {jabatan} (contoh)", "pangkat": _PANGKAT[eselon], "nip": _NIP}


def _describe_susunan(perangkat: Perangkat) -> str:
    kepala, pertama, lain = perangkat.susunan.eselon
    eselon = f" (eselon {kepala})" if kepala else ""
    awal, *sisa = (satu.unit.nama for satu in perangkat.unit)
    return (
        f"{perangkat.nama} dipimpin {perangkat.susunan.kepala}{eselon} dan terdiri atas {awal}"
        f" (eselon {pertama}) serta {', '.join(sisa[:-1])}, dan {sisa[-1]} (eselon {lain})."
    )


def _format(isi: Mapping[str, Any], judul: str) -> bytes:
    teks = yaml.safe_dump(dict(isi), allow_unicode=True, sort_keys=False, width=100)
    return f"# {judul}\n{teks}".encode()
