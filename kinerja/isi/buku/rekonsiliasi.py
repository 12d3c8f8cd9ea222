"""Sheet Rekonsiliasi: from four quarters to the year, beside what units handed in."""

from __future__ import annotations

from collections.abc import Sequence

from kinerja.hitung.rekonsiliasi import Rekonsiliasi
from kinerja.isi.buku.bahan import INDIKATOR, REKONSILIASI, BahanBuku, open_isian
from kinerja.isi.buku.blok import (
    BarisBuku,
    KolomBuku,
    LembarBuku,
    RumusBuku,
    SelBuku,
    Tempat,
    bare,
    build_baris,
)
from kinerja.isi.buku.gabung import Gabung
from kinerja.isi.rekonsiliasi import describe_keterangan
from kinerja.isi.susun import SEBUTAN_AGREGASI
from kinerja.model import Jenis
from kinerja.periode import ROMAWI


def build_rekonsiliasi(bahan: BahanBuku) -> LembarBuku | None:
    """Build the sheet that leads from four quarters to the year; None within a year."""
    if not bahan.rekonsiliasi:
        return None
    kolom = (
        KolomBuku("kode", "Kode", "Kode indikator", lebar=10),
        KolomBuku("nama", "Indikator", "Nama indikator", lebar=40),
        *(
            KolomBuku(f"r{i}", romawi, f"Realisasi Triwulan {romawi}", "rumus", "angka", 12, "TW")
            for i, romawi in enumerate(ROMAWI, start=1)
        ),
        KolomBuku("aturan", "Aturan", "Cara triwulan menjadi setahun", lebar=24),
        KolomBuku("tahun", "Setahun", "Realisasi setahun", "rumus", "angka", 13),
        KolomBuku("serahan", "Diserahkan unit", "Nilai tahunan unit", "isian", "angka", 13),
        KolomBuku("selisih", "Selisih", "Diserahkan − setahun, dua desimal", "rumus", "poin", 11),
        KolomBuku("keterangan", "Keterangan", "Catatan saat laporan disusun", lebar=44),
    )
    per_kode = {satu.hasil.indikator.kode: satu for satu in bahan.rekonsiliasi}
    baris = [
        _build_baris(bahan, nomor, per_kode[hasil.indikator.kode], kolom)
        for nomor, hasil in enumerate(bahan.daftar)
        if hasil.indikator.kode in per_kode
    ]
    return LembarBuku(
        REKONSILIASI,
        f"Rekonsiliasi triwulan ke {bahan.rekap.periode.judul}",
        "Angka setahun dihitung dari isian triwulan, bukan dari nilai yang diserahkan.",
        kolom,
        tuple(baris),
    )


def _build_baris(
    bahan: BahanBuku, nomor: int, satu: Rekonsiliasi, kolom: Sequence[KolomBuku]
) -> BarisBuku:
    hasil, tempat = satu.hasil, Tempat(REKONSILIASI, f"i{nomor}")
    tahun = Tempat(INDIKATOR, f"i{nomor}")("tahun_realisasi")
    isi: dict[str, SelBuku] = {
        "kode": hasil.indikator.kode,
        "nama": hasil.indikator.nama,
        "aturan": SEBUTAN_AGREGASI[hasil.indikator.agregasi],
        "tahun": RumusBuku(tahun, bare(hasil.tahun.realisasi)),
        "keterangan": describe_keterangan(satu),
    }
    diukur = [sel.is_diukur for sel in bahan.list_sel(hasil)]
    for i, angka in enumerate(satu.triwulan, start=1):
        if angka is None:
            continue
        isi[f"r{i}"] = bare(angka)
        dulu = next(
            h
            for h in bahan.rekap_per_triwulan[i - 1].indikator
            if h.indikator.kode == hasil.indikator.kode
        )
        is_sama = (dulu.tw.target.nilai is not None) == diukur[i - 1]
        if hasil.indikator.jenis is not Jenis.TONGGAK and is_sama:
            gabung = Gabung(hasil.indikator, open_isian(nomor), i)
            isi[f"r{i}"] = RumusBuku(gabung.realisasi_tw(), bare(angka))
    if satu.serahan is not None:
        isi["serahan"] = bare(satu.serahan)
    if satu.selisih is not None:
        rumus = f"ROUND({tempat('serahan')},2)-ROUND({tempat('tahun')},2)"
        isi["selisih"] = RumusBuku(f"ROUND({rumus},2)", bare(satu.selisih))
    return build_baris(tempat.baris, kolom, isi)
