"""Builds the sheet Sub Kegiatan of a unit's form: money, physical progress and output.

A sub kegiatan whose pagu was taken away before anything was spent is shown and takes no input.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from kinerja.excel.sel import format_kolom
from kinerja.excel.tampilan_unit import TampilanSub
from kinerja.excel.tulis import BARIS_JUDUL, LembarTulis
from kinerja.excel.tulis_isian import build_periksa
from kinerja.excel.tulis_sel import NilaiSel, Rumus
from kinerja.kolom import LEMBAR_UNIT
from kinerja.model import JenisAnggaran, RealisasiAnggaran, SubKegiatan
from kinerja.periode import Periode

_SUB: Final = next(lembar for lembar in LEMBAR_UNIT if lembar.nama == "Sub Kegiatan")
TANPA_PAGU: Final = "tanpa pagu"
_ISIAN: Final = tuple(kolom.nama for kolom in _SUB.kolom if not kolom.is_tampilan)
_HURUF: Final = {kolom.nama: format_kolom(nomor) for nomor, kolom in enumerate(_SUB.kolom, start=1)}


def build_lembar_sub(
    daftar: Sequence[SubKegiatan],
    periode: Periode,
    anggaran_per_kode: Mapping[str, RealisasiAnggaran],
    tampilan: Mapping[str, TampilanSub],
) -> LembarTulis:
    """Build the sheet with its live check; what was reported before stands beside the entry."""
    baris: list[dict[str, NilaiSel]] = []
    diminta: set[int] = set()
    for i, satu in enumerate(daftar):
        isian = anggaran_per_kode.get(satu.kode, RealisasiAnggaran(satu.kode))
        lalu = tampilan.get(satu.kode, TampilanSub())
        versi = satu.version_at(periode.akhir)
        nomor = BARIS_JUDUL + 1 + i
        if lalu.is_diminta or _is_terisi(isian):
            diminta.add(i)
        baris.append(
            {
                "kode": satu.kode,
                "nama": satu.nama,
                "kelengkapan": _build_kelengkapan(satu, nomor) if i in diminta else TANPA_PAGU,
                "uraian_keluaran": _describe_keluaran(satu),
                "target_keluaran": versi.target_keluaran,
                "keluaran_lalu": lalu.keluaran,
                "pagu_rp": versi.pagu_sen,
                "realisasi_lalu_rp": lalu.realisasi_sen,
                "fisik_lalu_persen": lalu.fisik_persen,
                "realisasi_rp": isian.realisasi_sen,
                "realisasi_sd_rp": Rumus(
                    f"SUM({_HURUF['realisasi_lalu_rp']}{nomor},{_HURUF['realisasi_rp']}{nomor})"
                ),
                "fisik_persen": isian.fisik_persen,
                "keluaran": isian.keluaran,
                "catatan": isian.catatan,
            }
        )
    isian_sel = {(i, nama) for i in range(len(baris)) for nama in _ISIAN}
    terbuka = frozenset((i, nama) for i, nama in isian_sel if i in diminta)
    return LembarTulis(
        _SUB,
        _SUB.kolom,
        baris,
        terbuka,
        gelap=frozenset(isian_sel - terbuka),
        periksa=build_periksa(_HURUF["kelengkapan"], len(baris), TANPA_PAGU),
        halaman_lebar=2,
    )


def _is_terisi(isian: RealisasiAnggaran) -> bool:
    """Whether the unit answered already; an answer is never locked away."""
    angka = (isian.realisasi_sen, isian.fisik_persen, isian.keluaran)
    return any(satu is not None for satu in angka) or bool(isian.catatan)


def _describe_keluaran(satu: SubKegiatan) -> str:
    if not satu.keluaran:
        return satu.satuan_keluaran
    return f"{satu.keluaran} ({satu.satuan_keluaran})" if satu.satuan_keluaran else satu.keluaran


def _build_kelengkapan(satu: SubKegiatan, nomor: int) -> Rumus:
    """Say by formula what a row still lacks, or what in it can hardly be right."""
    sel = {nama: f"{huruf}{nomor}" for nama, huruf in _HURUF.items()}
    langkah = [
        (f'TRIM({sel["realisasi_rp"]})=""', "isi realisasi"),
        (f'TRIM({sel["fisik_persen"]})=""', "isi fisik"),
    ]
    if satu.keluaran:
        langkah.append((f'TRIM({sel["keluaran"]})=""', "isi keluaran"))
    isi = ",".join(sel[nama] for nama in ("realisasi_rp", "fisik_persen", "keluaran"))
    langkah.append((f"COUNTA({isi})>COUNT({isi})", "bukan angka"))
    if satu.jenis_anggaran is JenisAnggaran.BELANJA:
        langkah.append((f"{sel['realisasi_sd_rp']}>{sel['pagu_rp']}", "melebihi pagu"))
    turun = f"{sel['fisik_persen']}<N({sel['fisik_lalu_persen']})"
    langkah.append((turun, "fisik turun"))
    rumus = '"lengkap"'
    for syarat, kata in reversed(langkah):
        rumus = f'IF({syarat},"{kata}",{rumus})'
    return Rumus(rumus)
