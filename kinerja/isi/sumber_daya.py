"""Money and programs behind a sasaran: the sixth and seventh analysis of the yearly report.

Puts computed efficiency and budget into words and a table; computes nothing.
"""

from __future__ import annotations

from kinerja.hitung.hasil import (
    HasilEfisiensi,
    HasilIndikator,
    HasilSasaran,
    KelompokAnggaran,
    Rekap,
)
from kinerja.isi.blok import Baris, Blok, Kolom, Paragraf, Tabel, Teks
from kinerja.isi.susun import build_sel, join_teks
from kinerja.model import Keadaan

_CARA_EFISIENSI = {
    "sisa_anggaran": "sisa anggaran terhadap pagu",
    "selisih_capaian_serapan": "capaian dikurangi serapan",
    "rasio_capaian_serapan": "capaian dibagi serapan",
}
_PUTUSAN = {
    True: "; disebut efisien",
    False: "; belum efisien",
    None: "; belum dapat disebut efisien karena datanya belum lengkap",
}
_PUTUSAN_SISA = _PUTUSAN | {
    True: "; semua indikator yang diukur tercapai, jadi disebut efisien",
    False: "; tidak disebut efisien karena belum semua indikatornya tercapai",
}


def build_blok_efisiensi(rekap: Rekap, satu: HasilSasaran) -> list[Blok]:
    """What the sasaran took of the budget of its programs, and whether that was efisien."""
    hasil = next((e for e in rekap.efisiensi if e.sasaran.kode == satu.sasaran.kode), None)
    if hasil is None:
        return [Paragraf(("Belum dapat dihitung: tidak ada program yang mendukung sasaran ini.",))]
    return [Paragraf(_describe_efisiensi(hasil))]


def build_blok_program(rekap: Rekap, satu: HasilSasaran, sumber: str) -> list[Blok]:
    """The programs that support the sasaran, each with the capaian of its indicators."""
    kode = satu.sasaran.kode
    milik = {
        h.indikator.program_kode
        for h in rekap.indikator
        if kode in h.indikator.sasaran_kode and h.indikator.program_kode
    }
    program = [kelompok for kelompok in rekap.anggaran.program if kelompok.baris.kode in milik]
    if not program:
        return [Paragraf(("Rencana tidak menyebut program yang mendukung sasaran ini.",))]
    return [
        Tabel(
            f"program-{kode.lower()}",
            f"Program yang mendukung sasaran {kode}",
            (
                Kolom("Program dan indikatornya", "kiri", 3.6),
                Kolom("Capaian", "kanan", 1.0),
                Kolom("Pagu", "kanan", 1.6),
                Kolom("Realisasi", "kanan", 1.6),
                Kolom("Serapan", "kanan", 0.9),
            ),
            tuple(baris for satu in program for baris in _list_baris_program(rekap, satu, kode)),
            satuan="Anggaran dalam rupiah; capaian dan serapan dalam persen",
            sumber=sumber,
        )
    ]


def _describe_efisiensi(hasil: HasilEfisiensi) -> Teks:
    anggaran = hasil.anggaran
    uang: Teks = (
        "Program pendukung menyerap ",
        anggaran.realisasi_sd,
        " dari pagu ",
        anggaran.pagu,
        " (",
        anggaran.serapan,
        ").",
    )
    if hasil.efisiensi.keadaan is not Keadaan.TERISI:
        return join_teks((uang, ("Efisiensi belum dapat dihitung.",)))
    putusan = _PUTUSAN_SISA if hasil.cara == "sisa_anggaran" else _PUTUSAN
    angka: Teks = (
        f"Efisiensi ({_CARA_EFISIENSI[hasil.cara]}) ",
        hasil.efisiensi,
        f"{putusan[hasil.is_efisien]}.",
    )
    catatan: Teks = (f"Catatan: {'; '.join(hasil.catatan)}.",) if hasil.catatan else ()
    return join_teks((uang, angka, catatan))


def _list_baris_program(rekap: Rekap, kelompok: KelompokAnggaran, kode: str) -> list[Baris]:
    uang = kelompok.baris
    kepala = Baris(
        (
            build_sel(f"{uang.kode} {uang.nama}"),
            build_sel(""),
            build_sel(uang.pagu),
            build_sel(uang.realisasi_sd),
            build_sel(uang.serapan),
        ),
        "grup",
    )
    return [
        kepala,
        *(
            Baris(
                (
                    build_sel(_describe_indikator(h)),
                    build_sel(h.tahun.capaian),
                    *(build_sel("") for _ in range(3)),
                )
            )
            for h in rekap.program
            if h.indikator.program_kode == uang.kode and kode in h.indikator.sasaran_kode
        ),
    ]


def _describe_indikator(hasil: HasilIndikator) -> str:
    return f"{hasil.indikator.kode} {hasil.indikator.nama}"
