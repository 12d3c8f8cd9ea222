"""Evaluasi hasil Renja: program, kegiatan and sub kegiatan with performance and money."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kinerja.hitung.hasil import (
    BarisAnggaran,
    BarisSubKegiatan,
    HasilIndikator,
    KelompokAnggaran,
)
from kinerja.isi.anggaran import collect_catatan
from kinerja.isi.blok import Baris, Blok, Daftar, JenisBaris, Kolom, Tabel, Teks
from kinerja.isi.susun import build_sel


def build_renja(
    program: Sequence[KelompokAnggaran],
    jumlah: BarisAnggaran,
    daftar: Sequence[HasilIndikator],
    basis: str,
    sumber: str,
) -> list[Blok]:
    """The evaluation table and, below it, the units' notes on their sub kegiatan."""
    blok: list[Blok] = [_build_tabel(program, jumlah, daftar, basis, sumber)]
    catatan = _list_catatan(program)
    if catatan:
        blok.append(Daftar(catatan, judul="Catatan unit atas sub kegiatan"))
    return blok


def _list_catatan(program: Iterable[KelompokAnggaran]) -> tuple[Teks, ...]:
    return tuple(
        (f"{satu.sub_kegiatan.kode} {satu.sub_kegiatan.nama}: {satu.isian.catatan}",)
        for kelompok in program
        for anak in kelompok.kelompok
        for satu in anak.sub_kegiatan
        if satu.isian is not None and satu.isian.catatan
    )


def _build_tabel(
    program: Sequence[KelompokAnggaran],
    jumlah: BarisAnggaran,
    daftar: Sequence[HasilIndikator],
    basis: str,
    sumber: str,
) -> Tabel:
    keluaran, uang = "Indikator program dan keluaran sub kegiatan", "Anggaran"
    kolom = (
        Kolom("Kode", "kiri", 1.7),
        Kolom("Program, kegiatan, sub kegiatan", "kiri", 3.0),
        Kolom("Keluaran dan satuan", "kiri", 2.2),
        Kolom("Target", "kanan", 0.8, keluaran),
        Kolom("Realisasi TW", "kanan", 0.9, keluaran),
        Kolom("Realisasi s.d.", "kanan", 0.9, keluaran),
        Kolom("Capaian", "kanan", 1.0, keluaran),
        Kolom("Pagu", "kanan", 1.6, uang),
        Kolom("Realisasi TW", "kanan", 1.6, uang),
        Kolom("Realisasi s.d.", "kanan", 1.6, uang),
        Kolom("Serapan", "kanan", 0.9, uang),
        Kolom("Fisik", "kanan", 0.9),
    )
    baris: list[Baris] = []
    for kelompok in program:
        baris.append(_build_baris_kelompok(kelompok.baris, "jumlah"))
        baris += [
            _build_baris_indikator(hasil)
            for hasil in daftar
            if hasil.indikator.program_kode == kelompok.baris.kode
        ]
        for anak in kelompok.kelompok:
            baris.append(_build_baris_kelompok(anak.baris, "grup"))
            baris += [_build_baris_sub(satu) for satu in anak.sub_kegiatan]
    baris.append(_build_baris_kelompok(jumlah, "jumlah"))
    return Tabel(
        "evaluasi-renja",
        f"Evaluasi hasil Renja {basis}",
        kolom,
        tuple(baris),
        satuan="Keluaran menurut satuannya; uang dalam rupiah; selebihnya persen",
        sumber=sumber,
        catatan=(
            *collect_catatan([*(satu.baris for satu in program), jumlah]),
            (
                "“–” pada keluaran: tidak ada target keluaran; pada serapan: pagu 0. “belum lapor”:"
                " unit belum menyampaikan isian triwulan ini. Baris indikator memakai target dan"
                " realisasi s.d. triwulan."
            ),
        ),
        orientasi="lanskap",
        is_kolom_bernomor=True,
        kolom_kunci=2,
    )


def _build_baris_indikator(hasil: HasilIndikator) -> Baris:
    """A program's own indicator on the headline basis, without money."""
    return Baris(
        (
            build_sel(hasil.indikator.kode),
            build_sel(hasil.indikator.nama),
            build_sel(hasil.indikator.satuan),
            build_sel(hasil.utama.target),
            build_sel(hasil.tw.realisasi),
            build_sel(hasil.utama.realisasi),
            build_sel(hasil.utama.capaian),
            build_sel("", rentang=5),
        )
    )


def _build_baris_kelompok(baris: BarisAnggaran, jenis: JenisBaris) -> Baris:
    return Baris(
        (
            build_sel(baris.kode if baris.tingkat in {"program", "kegiatan"} else ""),
            build_sel(baris.nama, rentang=6),
            build_sel(baris.pagu),
            build_sel(baris.realisasi_tw),
            build_sel(baris.realisasi_sd),
            build_sel(baris.serapan),
            build_sel(baris.fisik),
        ),
        jenis,
    )


def _build_baris_sub(satu: BarisSubKegiatan) -> Baris:
    sub, anggaran = satu.sub_kegiatan, satu.anggaran
    keluaran = f"{sub.keluaran} ({sub.satuan_keluaran})" if sub.keluaran else "–"
    return Baris(
        (
            build_sel(sub.kode),
            build_sel(sub.nama),
            build_sel(keluaran),
            build_sel(satu.target_keluaran),
            build_sel(satu.keluaran_tw),
            build_sel(satu.keluaran_sd),
            build_sel(satu.capaian_keluaran),
            build_sel(anggaran.pagu),
            build_sel(anggaran.realisasi_tw),
            build_sel(anggaran.realisasi_sd),
            build_sel(anggaran.serapan),
            build_sel(anggaran.fisik),
        )
    )
