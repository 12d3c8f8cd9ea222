"""Annex on the Perjanjian Kinerja and its changes: what each version changed, beside murni.

The agreement in force stands in Bab II; here is every target and budget that a change touched.
"""

from __future__ import annotations

from collections.abc import Sequence

from kinerja.angka import format_tanggal
from kinerja.hitung.hasil import HasilIndikator, Rekap
from kinerja.hitung.rencana import build_target_rencana
from kinerja.isi.blok import Baris, Blok, Kolom, Paragraf, Tabel
from kinerja.isi.susun import build_sel
from kinerja.model import Rencana, Versi


def build_versi_perjanjian(
    rekap: Rekap, rencana: Rencana, daftar: Sequence[HasilIndikator], sumber: str
) -> list[Blok]:
    """List the versions with date and document, then what they changed."""
    tabel = Tabel(
        "versi-perjanjian",
        f"Versi Perjanjian Kinerja dan anggaran {rencana.tahun}",
        (
            Kolom("Versi", "kiri", 1.6),
            Kolom("Berlaku mulai", "kiri", 1.3),
            Kolom("Dasar", "kiri", 4.0),
            Kolom("Dipakai laporan ini", "kiri", 1.3),
        ),
        tuple(_build_baris_versi(satu, rekap) for satu in rencana.versi),
        sumber=sumber,
    )
    berubah = _list_berubah(rekap, daftar)
    if len(rencana.versi) == 1:
        return [tabel, Paragraf(("Tidak ada Perjanjian Kinerja perubahan pada tahun ini.",))]
    if not berubah:
        return [tabel, Paragraf(("Tidak ada target indikator yang berubah sejak murni.",))]
    return [
        tabel,
        Tabel(
            "perubahan-target",
            f"Target setahun yang berubah sejak murni, Tahun {rencana.tahun}",
            (
                Kolom("Indikator", "kiri", 3.4),
                Kolom("Satuan", "kiri", 0.9),
                Kolom("Versi", "kiri", 1.8),
                Kolom("Target murni", "kanan", 1.1),
                Kolom("Target versi itu", "kanan", 1.1),
            ),
            tuple(berubah),
            satuan="Menurut satuan tiap indikator",
            sumber=sumber,
        ),
    ]


def _build_baris_versi(versi: Versi, rekap: Rekap) -> Baris:
    if versi.kode == rekap.versi.kode:
        pakai = "ya"
    else:
        is_nanti = versi.berlaku_mulai > rekap.periode.akhir
        pakai = "belum berlaku" if is_nanti else "sudah diganti"
    return Baris(
        (
            build_sel(versi.nama),
            build_sel(format_tanggal(versi.berlaku_mulai)),
            build_sel(versi.dasar or "belum disebut"),
            build_sel(pakai),
        )
    )


def _list_berubah(rekap: Rekap, daftar: Sequence[HasilIndikator]) -> list[Baris]:
    baris = []
    for hasil in daftar:
        murni, *lain = hasil.indikator.versi_target
        for versi in lain:
            if versi.tahunan == murni.tahunan and not versi.is_dihapus:
                continue
            if versi.versi.berlaku_mulai > rekap.periode.akhir:
                continue
            baris.append(
                Baris(
                    (
                        build_sel(f"{hasil.indikator.kode} {hasil.indikator.nama}"),
                        build_sel(hasil.indikator.satuan),
                        build_sel(versi.versi.nama),
                        build_sel(build_target_rencana(hasil.indikator, murni)),
                        build_sel("dihapus")
                        if versi.is_dihapus
                        else build_sel(build_target_rencana(hasil.indikator, versi)),
                    )
                )
            )
    return baris
