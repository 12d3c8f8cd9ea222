"""The seven analyses of a sasaran that PermenPANRB 53/2014 asks of a yearly report.

Target and realisasi, earlier years, the Renstra's end target, a national standard, causes and
solutions, efficiency of resources, supporting programs. Computes nothing; what cannot be compared
is said with its reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kinerja.hitung.hasil import (
    HasilIndikator,
    HasilSasaran,
    Rekap,
)
from kinerja.hitung.tahunan import PerbandinganTahun, Terhadap
from kinerja.isi.blok import Baris, Blok, Daftar, Kolom, Paragraf, Sel, Subjudul, Tabel, Teks
from kinerja.isi.capaian import build_narasi, build_tabel_capaian, name_basis
from kinerja.isi.narasi import describe_rerata
from kinerja.isi.sumber_daya import build_blok_efisiensi, build_blok_program
from kinerja.isi.susun import (
    build_sel,
    build_sel_realisasi,
    join_daftar,
)
from kinerja.model import Keadaan

_ARAH = {1: "membaik", 0: "tetap", -1: "menurun", None: "belum dapat dibandingkan"}


@dataclass(frozen=True, slots=True)
class BahanAnalisis:
    """What the seven analyses of every sasaran are written from."""

    rekap: Rekap
    perbandingan: Mapping[str, PerbandinganTahun]
    nama_unit: Mapping[str, str]
    sumber: str
    sumber_rencana: str
    catatan: Mapping[str, Sequence[str]]
    """What people wrote about a sasaran, by its code."""


def build_tujuh_analisis(bahan: BahanAnalisis, satu: HasilSasaran) -> list[Blok]:
    """Build the seven analyses of one sasaran, each under its own heading."""
    blok: list[Blok] = [Subjudul(f"Sasaran {satu.sasaran.kode}: {satu.sasaran.uraian}")]
    if not satu.indikator:
        return [*blok, Paragraf(("Sasaran ini tidak mempunyai indikator pada rencana.",))]
    blok += [Paragraf((teks,)) for teks in bahan.catatan.get(satu.sasaran.kode, ())]
    bagian = (
        ("Target dan realisasi tahun ini", build_target_realisasi),
        ("Perbandingan dengan tahun-tahun sebelumnya", build_antartahun),
        ("Perbandingan dengan target akhir Renstra", build_renstra),
        ("Perbandingan dengan standar nasional", build_nasional),
        ("Penyebab keberhasilan atau kegagalan dan solusinya", build_penyebab),
        ("Efisiensi penggunaan sumber daya", build_efisiensi),
        ("Program yang mendukung", build_program),
    )
    for nomor, (judul, build) in enumerate(bagian, start=1):
        blok += [Subjudul(f"{nomor}. {judul}", 4), *build(bahan, satu)]
    return blok


def build_target_realisasi(bahan: BahanAnalisis, satu: HasilSasaran) -> list[Blok]:
    """The first analysis: this year's target, realisasi, capaian and category."""
    kode = satu.sasaran.kode
    return [
        Paragraf(describe_rerata(satu.rerata, "Rata-rata capaian sasaran ini")),
        build_tabel_capaian(
            f"capaian-{kode.lower()}",
            f"Sasaran {kode}: target, realisasi dan capaian {name_basis(bahan.rekap)}",
            satu.indikator,
            bahan.sumber,
            satu.rerata,
        ),
    ]


def build_antartahun(bahan: BahanAnalisis, satu: HasilSasaran) -> list[Blok]:
    """The second analysis: realisasi over the years, capaian of this and last."""
    kini = bahan.rekap.periode.tahun
    daftar = [bahan.perbandingan[hasil.indikator.kode] for hasil in satu.indikator]
    tahun = tuple(daftar[0].lalu)
    tanpa = f"capaian {kini - 1} tidak tercatat pada rencana"
    baris = [
        Baris(
            (
                *_build_kepala(isi.hasil),
                *(build_sel(isi.lalu[nomor]) for nomor in tahun),
                build_sel_realisasi(isi.hasil.tahun),
                build_sel(*((isi.selisih,) if isi.selisih else ("–",))),
                build_sel(isi.capaian_lalu),
                build_sel(isi.hasil.tahun.capaian),
                build_sel(_ARAH[isi.arah]),
            )
        )
        for isi in daftar
    ]
    return [
        Tabel(
            f"antartahun-{satu.sasaran.kode.lower()}",
            f"Sasaran {satu.sasaran.kode}: realisasi {tahun[0]}–{kini} dan capaian",
            (
                *_KEPALA,
                *(Kolom(str(nomor), "kanan", 1.0, "Realisasi") for nomor in (*tahun, kini)),
                Kolom(f"Perubahan sejak {kini - 1}", "kanan", 1.0, "Realisasi"),
                *(Kolom(str(nomor), "kanan", 1.1, "Capaian") for nomor in (kini - 1, kini)),
                Kolom("Arah", "kiri", 1.2),
            ),
            tuple(baris),
            satuan="realisasi menurut satuan tiap indikator; capaian persen",
            sumber=f"{bahan.sumber_rencana}; {bahan.sumber}",
            catatan=(
                (
                    "Arah menurut polaritas indikator: realisasi membaik berarti mendekati atau"
                    f" melampaui yang diinginkan. Capaian {kini - 1} menurut laporan tahun itu,"
                    " terhadap target tahun itu."
                ),
            ),
        ),
        *_list_alasan(
            f"Belum dapat dibandingkan dengan {kini - 1}",
            [
                *((isi.hasil, isi.alasan) for isi in daftar if isi.alasan),
                *((isi.hasil, tanpa) for isi in daftar if isi.capaian_lalu.nilai is None),
            ],
        ),
    ]


def build_renstra(bahan: BahanAnalisis, satu: HasilSasaran) -> list[Blok]:
    """The third analysis: realisasi up to this year against the Renstra's end target."""
    pasangan = [(h, bahan.perbandingan[h.indikator.kode].renstra) for h in satu.indikator]
    return _build_terhadap(bahan, satu, pasangan, "renstra", "target akhir Renstra")


def build_nasional(bahan: BahanAnalisis, satu: HasilSasaran) -> list[Blok]:
    """The fourth analysis: realisasi against a national standard, if there is one."""
    pasangan = [(h, bahan.perbandingan[h.indikator.kode].nasional) for h in satu.indikator]
    return _build_terhadap(bahan, satu, pasangan, "nasional", "standar nasional")


def build_penyebab(bahan: BahanAnalisis, satu: HasilSasaran) -> list[Blok]:
    """The fifth analysis: the units' own words on causes, obstacles and follow-up."""
    return build_narasi(satu.indikator, bahan.rekap, {}, bahan.nama_unit)


def build_efisiensi(bahan: BahanAnalisis, satu: HasilSasaran) -> list[Blok]:
    """The sixth analysis: what the sasaran took of the budget of its programs."""
    return build_blok_efisiensi(bahan.rekap, satu)


def build_program(bahan: BahanAnalisis, satu: HasilSasaran) -> list[Blok]:
    """The seventh analysis: the programs that support the sasaran, with capaian and money."""
    return build_blok_program(bahan.rekap, satu, bahan.sumber)


_KEPALA = (Kolom("Indikator", "kiri", 3.2), Kolom("Satuan", "kiri", 0.9))


def _build_kepala(hasil: HasilIndikator) -> tuple[Sel, ...]:
    indikator = hasil.indikator
    return (build_sel(f"{indikator.kode} {indikator.nama}"), build_sel(indikator.satuan))


def _list_alasan(judul: str, daftar: Sequence[tuple[HasilIndikator, str]]) -> list[Blok]:
    """Name what cannot be compared, indicators with one reason together."""
    per_alasan: dict[str, list[str]] = {}
    for hasil, alasan in daftar:
        per_alasan.setdefault(alasan, []).append(hasil.indikator.kode)
    butir: tuple[Teks, ...] = tuple(
        (f"{join_daftar(kode)}: {alasan}.",) for alasan, kode in per_alasan.items()
    )
    return [Daftar(butir, judul=judul)] if butir else []


def _build_terhadap(
    bahan: BahanAnalisis,
    satu: HasilSasaran,
    pasangan: Sequence[tuple[HasilIndikator, Terhadap]],
    besaran: str,
    sebutan: str,
) -> list[Blok]:
    ada = [(h, isi) for h, isi in pasangan if isi.target.keadaan is Keadaan.TERISI]
    if not ada:
        return [
            Paragraf((f"Belum dapat dibandingkan: rencana tidak memuat {sebutan} sasaran ini.",))
        ]
    kode = satu.sasaran.kode
    return [
        Tabel(
            f"{besaran}-{kode.lower()}",
            f"Sasaran {kode}: realisasi {bahan.rekap.periode.tahun} dan {sebutan}",
            (
                *_KEPALA,
                Kolom(f"Realisasi {bahan.rekap.periode.tahun}", "kanan", 1.2),
                Kolom(sebutan[0].upper() + sebutan[1:], "kanan", 1.4),
                Kolom("Capaian", "kanan", 1.0),
            ),
            tuple(
                Baris(
                    (
                        *_build_kepala(hasil),
                        build_sel_realisasi(hasil.tahun),
                        build_sel(isi.target),
                        build_sel(isi.capaian),
                    )
                )
                for hasil, isi in ada
            ),
            satuan="Capaian dalam persen; selebihnya menurut satuan tiap indikator",
            sumber=bahan.sumber_rencana,
            catatan=("Capaian ditunjukkan apa adanya, tanpa batas bawah dan atas.",),
        ),
        *_list_alasan(
            "Belum dapat dibandingkan", [(h, isi.alasan) for h, isi in pasangan if isi.alasan]
        ),
    ]
