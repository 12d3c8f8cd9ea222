"""Reads the planning workbook (rencana.xlsx) of one agency and year into a Rencana.

Brings the parts together; indicators are read in `rencana_indikator`, budgets in
`rencana_anggaran`. Refuses the whole plan where anything is a galat, after noting all of it.
Computes nothing: what the targets mean is decided in `kinerja.hitung`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final, Literal

from kinerja.excel.konteks import (
    Konteks,
    check_dikenal,
    check_ganda,
    check_identitas,
    open_konteks,
)
from kinerja.excel.konversi_tanggal import parse_tanggal
from kinerja.excel.pencatat import Pencatat
from kinerja.excel.preflight import format_nama
from kinerja.excel.rencana_anggaran import read_induk, read_sub_kegiatan
from kinerja.excel.rencana_indikator import Rujukan, read_indikator
from kinerja.excel.sel import Sel
from kinerja.excel.unit_nama import build_unit_per_nama
from kinerja.kolom import LEMBAR_RENCANA
from kinerja.model import Rencana, RencanaAksi, Sasaran, Tingkat, Unit, Versi
from kinerja.skala import SkalaPredikat
from kinerja.temuan import Temuan

_TANPA_VERSI: Final = "murni"


def read_rencana(
    jalur: Path,
    *,
    opd: str,
    tahun: int,
    daftar_unit: Sequence[Unit],
    skala_predikat: Mapping[str, SkalaPredikat],
    akar: Path | None = None,
) -> tuple[Rencana | None, list[Temuan]]:
    """Read the plan, or None where it holds a galat; all findings either way.

    Args:
        jalur: The workbook.
        opd: The agency's slug; the Identitas sheet must name it.
        tahun: The year; likewise.
        daftar_unit: The agency's units; a cell may name one by slug, name or abbreviation.
        skala_predikat: The ordinal scales by name.
        akar: The working folder that file names are told relative to.
    """
    pencatat = Pencatat(format_nama(jalur, akar))
    konteks = open_konteks(jalur, LEMBAR_RENCANA, pencatat)
    if konteks is None:
        return None, pencatat.temuan
    check_identitas(
        konteks,
        {"OPD": opd, "Tahun": str(tahun)},
        "Letakkan berkas di folder OPD dan tahunnya, atau betulkan lembar Identitas.",
    )
    versi = _read_versi(konteks, tahun)
    sasaran, kode_sasaran = _read_sasaran(konteks)
    nama_program, induk_pagu_sen = read_induk(konteks)
    unit_per_nama = build_unit_per_nama(daftar_unit)
    sub_kegiatan = read_sub_kegiatan(konteks, versi, unit_per_nama, nama_program)
    kode_program = {**nama_program, **{satu.kode: satu.nama for satu in sub_kegiatan}}
    rujukan = Rujukan(
        tahun,
        versi,
        kode_sasaran,
        kode_program if "Program Kegiatan" in konteks.tabel else None,
        unit_per_nama,
        skala_predikat,
    )
    indikator = read_indikator(konteks, rujukan)
    kode_sub = {satu.kode for satu in sub_kegiatan}
    rencana_aksi = _read_rencana_aksi(konteks, kode_sub)
    if not indikator and not sub_kegiatan and not pencatat.is_ditolak:
        pencatat.galat(
            "K-DATA-KOSONG",
            "Rencana belum berisi indikator atau sub kegiatan",
            saran="Isi lembar Indikator dan Sub Kegiatan.",
        )
    if pencatat.is_ditolak:
        return None, pencatat.temuan
    rencana = Rencana(
        opd,
        tahun,
        versi,
        sasaran,
        indikator,
        sub_kegiatan,
        nama_program,
        rencana_aksi,
        konteks.berkas,
        induk_pagu_sen,
    )
    return rencana, pencatat.temuan


def _read_versi(konteks: Konteks, tahun: int) -> tuple[Versi, ...]:
    """Read the versions in order of time; never empty, so that the rest can be read."""
    konversi = konteks.build_konversi("Versi")
    terbaca: list[tuple[str, str, date, str]] = []
    kode_sel: list[tuple[str, Sel]] = []
    tanggal_sel: list[tuple[str, Sel]] = []
    for baris in konteks.baris("Versi"):
        sel = baris.sel
        kode = konversi.parse_kode(sel["kode"])
        mulai = parse_tanggal(konversi, sel["berlaku_mulai"])
        nama, dasar = konversi.parse_teks(sel["nama"]), konversi.parse_teks(sel["dasar"])
        kode_sel.append((kode, sel["kode"]))
        if mulai is not None:
            tanggal_sel.append((mulai.isoformat(), sel["berlaku_mulai"]))
        terbaca.append((kode, nama, mulai or date(tahun, 1, 1), dasar))
    check_ganda(konteks, "Versi", kode_sel, "Kode versi")
    check_ganda(konteks, "Versi", tanggal_sel, "Hari mulai berlaku")
    if not terbaca:
        if "Versi" in konteks.tabel:
            konteks.pencatat.galat(
                "K-DATA-KOSONG",
                "Lembar Versi belum berisi",
                (konversi.lembar, ""),
                saran="Isi paling sedikit satu baris untuk rencana murni.",
            )
        terbaca.append((_TANPA_VERSI, "Murni", date(tahun, 1, 1), ""))
    terbaca.sort(key=lambda satu: satu[2])
    return tuple(
        Versi(kode, nama, mulai, dasar, urutan)
        for urutan, (kode, nama, mulai, dasar) in enumerate(terbaca)
    )


def _read_sasaran(
    konteks: Konteks,
) -> tuple[tuple[Sasaran, ...], Mapping[str, Tingkat] | None]:
    """Read tujuan and sasaran, and the level of each code (None where the sheet is missing)."""
    konversi = konteks.build_konversi("Tujuan Sasaran")
    hasil: list[Sasaran] = []
    tingkat_per_kode: dict[str, Tingkat] = {}
    kode_sel: list[tuple[str, Sel]] = []
    induk: list[tuple[str, Sel]] = []
    for baris in konteks.baris("Tujuan Sasaran"):
        sel = baris.sel
        kode = konversi.parse_kode(sel["kode"])
        teks_tingkat = konversi.parse_pilihan(sel["tingkat"], ("tujuan", "sasaran"))
        tujuan_kode = konversi.parse_kode(sel["tujuan_kode"])
        uraian = konversi.parse_teks(sel["uraian"])
        tingkat: Literal[Tingkat.TUJUAN, Tingkat.SASARAN] = (
            Tingkat.TUJUAN if teks_tingkat == Tingkat.TUJUAN else Tingkat.SASARAN
        )
        kode_sel.append((kode, sel["kode"]))
        induk.append((tujuan_kode, sel["tujuan_kode"]))
        tingkat_per_kode[kode] = tingkat
        hasil.append(
            Sasaran(
                kode,
                tingkat,
                uraian,
                tujuan_kode,
                konteks.build_alamat("Tujuan Sasaran", sel["kode"]),
            )
        )
    check_ganda(konteks, "Tujuan Sasaran", kode_sel)
    tujuan = [kode for kode, satu in tingkat_per_kode.items() if satu is Tingkat.TUJUAN]
    for kode, satu_sel in induk:
        check_dikenal(konversi, satu_sel, kode, tujuan, "tujuan")
    is_ada = "Tujuan Sasaran" in konteks.tabel
    return tuple(hasil), (tingkat_per_kode if is_ada else None)


def _read_rencana_aksi(konteks: Konteks, kode_sub: set[str]) -> tuple[RencanaAksi, ...]:
    konversi = konteks.build_konversi("Rencana Aksi")
    kode_indikator = (
        {" ".join(baris.sel["kode"].isi.split()) for baris in konteks.baris("Indikator")}
        if "Indikator" in konteks.tabel
        else None
    )
    dikenal_sub = kode_sub if "Sub Kegiatan" in konteks.tabel else None
    hasil = []
    for baris in konteks.baris("Rencana Aksi"):
        sel = baris.sel
        kode = konversi.parse_kode(sel["indikator_kode"])
        check_dikenal(konversi, sel["indikator_kode"], kode, kode_indikator, "indikator")
        sub = konversi.parse_kode(sel["sub_kegiatan_kode"])
        check_dikenal(konversi, sel["sub_kegiatan_kode"], sub, dikenal_sub, "sub kegiatan")
        hasil.append(
            RencanaAksi(
                kode,
                konversi.parse_teks(sel["uraian"]),
                konversi.parse_teks(sel["keluaran"]),
                konversi.parse_daftar_triwulan(sel["triwulan"]),
                sub,
                konversi.parse_teks(sel["penanggung_jawab"]),
            )
        )
    return tuple(hasil)
