"""Reads the kamus indikator of a plan, line by line; targets are read in `rencana_target`.

What the fields of a line may be together is checked in `rencana_periksa`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeVar

from kinerja.excel.konteks import Konteks, check_ganda
from kinerja.excel.konversi import Konversi
from kinerja.excel.konversi_nilai import Ukuran, parse_realisasi, parse_target
from kinerja.excel.rencana_periksa import (
    check_indikator,
    check_program,
    check_sasaran,
    check_target_versi,
)
from kinerja.excel.rencana_tahapan import read_tahapan
from kinerja.excel.rencana_target import read_perubahan, read_versi_target
from kinerja.excel.sel import JenisSel, Sel
from kinerja.excel.tabel import Baris
from kinerja.excel.unit_nama import parse_unit
from kinerja.kolom import LEMBAR_RENCANA
from kinerja.model import (
    Agregasi,
    Indikator,
    Jenis,
    Nilai,
    Polaritas,
    RumusTurun,
    Tahap,
    Tingkat,
    Versi,
    is_satuan_persen,
)
from kinerja.skala import SkalaPredikat

_N = TypeVar("_N", bound=Nilai)
_LEMBAR: Final = "Indikator"
_PILIHAN: Final = {
    kolom.nama: kolom.pilihan
    for lembar in LEMBAR_RENCANA
    if lembar.nama == _LEMBAR
    for kolom in lembar.kolom
}


@dataclass(frozen=True, slots=True)
class Rujukan:
    """What the lines of the kamus refer to; a mapping is None where its sheet is missing."""

    tahun: int
    versi: tuple[Versi, ...]
    kode_sasaran: Mapping[str, Tingkat] | None
    kode_program: Mapping[str, str] | None
    unit_per_nama: Mapping[str, str]
    skala: Mapping[str, SkalaPredikat]


def read_indikator(konteks: Konteks, rujukan: Rujukan) -> tuple[Indikator, ...]:
    """Read all indicators with their versions of targets, in the order of the sheet."""
    konversi = konteks.build_konversi(_LEMBAR)
    kode_baris = [(konversi.parse_kode(b.sel["kode"]), b) for b in konteks.baris(_LEMBAR)]
    check_ganda(konteks, _LEMBAR, [(kode, baris.sel["kode"]) for kode, baris in kode_baris])
    jenis_per_kode = {kode: _parse_jenis(baris.sel["jenis"]) for kode, baris in kode_baris}
    dikenal = jenis_per_kode if _LEMBAR in konteks.tabel else None
    perubahan = read_perubahan(konteks, rujukan.versi, dikenal)
    tahapan = read_tahapan(konteks, dikenal)
    hasil = [
        _read_satu(konteks, rujukan, kode, baris, (perubahan.get(kode, {}), tahapan.get(kode, ())))
        for kode, baris in kode_baris
    ]
    return tuple(satu for satu in hasil if satu is not None)


def _parse_jenis(sel: Sel) -> Jenis | None:
    teks = sel.isi.strip().casefold()
    return Jenis(teks) if teks in set(Jenis) else None


def _read_satu(
    konteks: Konteks,
    rujukan: Rujukan,
    kode: str,
    baris: Baris,
    lanjutan: tuple[Mapping[str, Baris], tuple[Tahap, ...]],
) -> Indikator | None:
    """Read one line; None where its jenis, tingkat or agregasi cannot be told."""
    konversi, sel = konteks.build_konversi(_LEMBAR), baris.sel
    pilih = {nama: konversi.parse_pilihan(sel[nama], p) for nama, p in _PILIHAN.items() if p}
    teks = {
        nama: konversi.parse_teks(sel[nama])
        for nama in (
            "nama", "pemilik_pk", "satuan", "skala_predikat", "alasan_agregasi", "definisi",
            "rumus", "sumber_data",
        )
    }  # fmt: skip
    sasaran_kode = konversi.parse_daftar_kode(sel["sasaran_kode"])
    program_kode = konversi.parse_kode(sel["program_kode"])
    pengali = konversi.parse_angka(sel["pengali"], is_persen=False)
    bobot = konversi.parse_angka(sel["bobot"])
    is_persen = is_satuan_persen(teks["satuan"])
    toleransi = konversi.parse_angka(sel["toleransi"], is_persen=is_persen)
    is_tetap = konversi.parse_ya_tidak(sel["is_penyebut_tetap"])
    unit = parse_unit(konversi, sel["unit"], rujukan.unit_per_nama)
    if rujukan.kode_program is not None:
        check_program(konversi, sel["program_kode"], program_kode, rujukan.kode_program)
    if not (pilih["jenis"] and pilih["tingkat"] and pilih["agregasi"]):
        return None
    tingkat, jenis = Tingkat(pilih["tingkat"]), Jenis(pilih["jenis"])
    if rujukan.kode_sasaran is not None:
        check_sasaran(konversi, sel["sasaran_kode"], sasaran_kode, tingkat, rujukan.kode_sasaran)
    polaritas = Polaritas(pilih["polaritas"]) if pilih["polaritas"] else None
    ukuran = Ukuran(jenis, rujukan.skala.get(teks["skala_predikat"]), is_persen)
    renstra = parse_target(konversi, sel["target_renstra"], ukuran)
    indikator = Indikator(
        kode,
        tingkat=tingkat,
        sasaran_kode=sasaran_kode,
        unit=unit,
        jenis=jenis,
        polaritas=polaritas,
        agregasi=Agregasi(pilih["agregasi"]),
        versi_target=read_versi_target(
            konteks, rujukan.versi, baris, lanjutan[0], (ukuran, polaritas)
        ),
        program_kode=program_kode,
        pengali=Decimal(100) if pengali is None else pengali,
        bobot=bobot,
        toleransi=toleransi or Decimal(0),
        rumus_turun=RumusTurun(pilih["rumus_turun"]) if pilih["rumus_turun"] else None,
        is_penyebut_tetap=bool(is_tetap),
        tahapan=lanjutan[1],
        realisasi_lalu=_read_lalu(
            konversi,
            rujukan.tahun,
            sel,
            "realisasi",
            lambda s: parse_realisasi(konversi, s, ukuran),
        ),
        capaian_lalu=_read_lalu(
            konversi,
            rujukan.tahun,
            sel,
            "capaian",
            lambda s: konversi.parse_angka(s, is_persen=True),
        ),
        target_renstra=renstra,
        standar_nasional=_read_standar(konversi, sel["standar_nasional"], ukuran),
        alamat=konteks.build_alamat(_LEMBAR, sel["kode"]),
        **teks,
    )
    check_indikator(konversi, sel, indikator, rujukan.skala)
    check_target_versi(konversi, sel["target_tahunan"], indikator)
    return indikator


def _read_lalu(
    konversi: Konversi,
    tahun: int,
    sel: Mapping[str, Sel],
    apa: str,
    parse: Callable[[Sel], _N | None],
) -> dict[int, _N]:
    """Read one kind of past figures by year: realisasi, or capaian in percent."""
    hasil: dict[int, _N] = {}
    for nama in sel:
        if not nama.startswith(f"{apa}_lalu_"):
            continue
        tahun_lalu = int(nama.rpartition("_")[2])
        nilai = parse(sel[nama])
        if nilai is None:
            continue
        if tahun_lalu >= tahun:
            konversi.galat(
                sel[nama],
                "K-KISARAN",
                f"{apa.capitalize()} tahun lampau menyebut tahun yang belum lampau",
                ditemukan=str(tahun_lalu),
                diharapkan=f"sebelum {tahun}",
                saran="Betulkan tahun pada judul kolom.",
            )
        hasil[tahun_lalu] = nilai
    return hasil


def _read_standar(konversi: Konversi, sel: Sel, ukuran: Ukuran) -> Nilai | None:
    """Read a national standard; for a range target it may also be one number."""
    if ukuran.jenis is Jenis.RENTANG and sel.jenis is JenisSel.ANGKA:
        return konversi.parse_angka(sel, is_persen=ukuran.is_persen)
    return parse_target(konversi, sel, ukuran)
