"""The wide views of performance: the measurement matrix and the quarters side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kinerja.hitung.hasil import HasilIndikator, Rekap
from kinerja.isi.blok import Baris, Kolom, Tabel
from kinerja.isi.capaian import SATUAN, name_basis
from kinerja.isi.susun import (
    CATATAN_LAMBANG,
    build_sel,
    build_sel_realisasi,
    choose_nada,
    describe_kategori,
)
from kinerja.model import Keadaan


def build_matriks(rekap: Rekap, daftar: Iterable[HasilIndikator], sumber: str) -> Tabel:
    """The measurement matrix: quarter, headline and year side by side, one row an indicator."""
    triwulan = rekap.periode.judul_triwulan
    grup_tw, grup_sd = triwulan, f"s.d. {triwulan} (dasar penilaian)"
    grup_tahun = f"Terhadap target {rekap.periode.tahun}"
    kolom = (
        Kolom("Kode", "kiri", 0.8),
        Kolom("Indikator", "kiri", 2.9),
        Kolom("Tingkat", "kiri", 0.9),
        Kolom("Satuan", "kiri", 0.9),
        Kolom("Target", "kanan", 1.0, grup_tw),
        Kolom("Realisasi", "kanan", 1.0, grup_tw),
        Kolom("Capaian", "kanan", 1.0, grup_tw),
        Kolom("Target", "kanan", 1.0, grup_sd),
        Kolom("Realisasi", "kanan", 1.0, grup_sd),
        Kolom("Capaian", "kanan", 1.0, grup_sd),
        Kolom("Kategori", "kiri", 1.1, grup_sd),
        Kolom("Target", "kanan", 1.0, grup_tahun),
        Kolom("Capaian", "kanan", 1.0, grup_tahun),
        Kolom("Catatan", "kiri", 2.0),
    )
    baris = [
        Baris(
            (
                build_sel(hasil.indikator.kode),
                build_sel(hasil.indikator.nama),
                build_sel(hasil.indikator.tingkat.value.replace("_", " ")),
                build_sel(hasil.indikator.satuan),
                build_sel(hasil.tw.target),
                build_sel(hasil.tw.realisasi),
                build_sel(hasil.tw.capaian),
                build_sel(hasil.sd.target),
                build_sel_realisasi(hasil.sd),
                build_sel(hasil.sd.capaian),
                build_sel(describe_kategori(hasil), nada=choose_nada(hasil)),
                build_sel(hasil.tahun.target),
                build_sel(hasil.tahun.capaian),
                build_sel("; ".join(_collect_catatan(hasil))),
            )
        )
        for hasil in daftar
    ]
    return Tabel(
        "matriks-pengukuran",
        f"Matriks pengukuran kinerja {rekap.periode.judul}",
        kolom,
        tuple(baris),
        satuan=SATUAN,
        sumber=sumber,
        catatan=(
            CATATAN_LAMBANG,
            (
                "Kategori dan “target tercapai” memakai dasar s.d. triwulan; capaian terhadap"
                " target tahunan ditunjukkan tanpa kategori."
            ),
        ),
        orientasi="lanskap",
        is_kolom_bernomor=True,
        kolom_kunci=2,
    )


def _collect_catatan(hasil: HasilIndikator) -> list[str]:
    catatan: list[str] = []
    for ukuran in (hasil.sd, hasil.tahun):
        catatan += [satu.rstrip(".") for satu in ukuran.catatan if satu.rstrip(".") not in catatan]
    if hasil.sd.keadaan is Keadaan.TERISI and hasil.sd.capaian.teks != hasil.sd.capaian_pakai.teks:
        catatan.append(f"dipakai {hasil.sd.capaian_pakai.teks}")
    return catatan


def build_tabel_tren(rekap_per_triwulan: Sequence[Rekap], sumber: str) -> Tabel:
    """The quarters of the year side by side: mean with its cover, targets reached, absorption."""
    return Tabel(
        "tren",
        f"Perkembangan s.d. tiap triwulan {rekap_per_triwulan[-1].periode.tahun}",
        (
            Kolom("Posisi", "kiri", 1.6),
            Kolom("Rata-rata capaian", "kanan", 1.3),
            Kolom("Sasaran terhitung", "kiri", 1.5),
            Kolom("Target tercapai", "kanan", 1.2),
            Kolom("Pagu", "kanan", 1.7),
            Kolom("Realisasi anggaran", "kanan", 1.7),
            Kolom("Serapan", "kanan", 1.0),
        ),
        tuple(
            Baris(
                (
                    build_sel(name_basis(satu)),
                    build_sel(satu.rerata.angka),
                    build_sel(satu.rerata.cakupan),
                    build_sel(satu.jumlah.tercapai, " dari ", satu.jumlah.bertarget),
                    build_sel(satu.anggaran.total.pagu),
                    build_sel(satu.anggaran.total.realisasi_sd),
                    build_sel(satu.anggaran.total.serapan),
                )
            )
            for satu in rekap_per_triwulan
        ),
        satuan="Capaian dan serapan dalam persen; anggaran dalam rupiah",
        sumber=sumber,
        catatan=(
            "Tiap triwulan dihitung ulang dengan rencana yang berlaku pada hari terakhirnya.",
            "Target tercapai dari indikator sasaran yang bertarget sampai posisi itu.",
        ),
    )
