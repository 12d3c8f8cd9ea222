"""Builds what a unit of the sample answered in one quarter, from the CSV sources.

The published months become quarters here; nothing else is calculated. A unit that did not hand
in (`setoran.csv`) has no answer at all.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from kinerja.contoh.sumber import (
    LABEL,
    Baris,
    filter_tahun,
    parse_desimal,
    parse_realisasi,
    parse_sen,
    parse_tanggal,
    read_csv,
)
from kinerja.model import (
    Berkas,
    Indikator,
    Isian,
    LaporanUnit,
    NilaiTahunan,
    RealisasiAnggaran,
    Rencana,
)
from kinerja.periode import ROMAWI, Periode

_BULAN: Final = (
    ("januari", "februari", "maret"),
    ("april", "mei", "juni"),
    ("juli", "agustus"),
)
"""The published months of each quarter; there is none after August."""
_TAHUN_BULANAN: Final = 2026


def list_setoran(tahun: int) -> tuple[tuple[int, str], ...]:
    """List (quarter, unit) of every form that was handed in.

    >>> [unit for triwulan, unit in list_setoran(2026) if triwulan == 3]
    ['sekretariat', 'bidang-aset', 'ppkd']
    """
    return tuple(
        (int(baris["triwulan"]), baris["unit"]) for baris in filter_tahun("setoran", tahun)
    )


def build_laporan(rencana: Rencana, unit: str, triwulan: int) -> LaporanUnit:
    """Build the filled form of one unit: indicators it owns and its sub kegiatan."""
    baris_per_kode = {
        baris["kode"]: baris
        for baris in filter_tahun("realisasi_indikator", rencana.tahun)
        if baris["triwulan"] == str(triwulan)
    }
    return LaporanUnit(
        unit,
        Periode(rencana.tahun, triwulan),
        Berkas("", "", 0),
        tuple(
            _build_isian(satu, baris_per_kode.get(satu.kode), rencana.tahun, triwulan)
            for satu in rencana.indikator
            if satu.unit == unit
        ),
        tuple(
            build_realisasi(baris, rencana.tahun, triwulan)
            for baris in read_csv(f"sub_kegiatan_{rencana.tahun}")
            if baris["unit"] == unit
        ),
        nilai_tahunan=_build_nilai_tahunan(rencana, unit) if triwulan == len(ROMAWI) else (),
    )


def _build_nilai_tahunan(rencana: Rencana, unit: str) -> tuple[NilaiTahunan, ...]:
    """Build what the unit hands in for the whole year; most units leave it to the kit."""
    milik = {satu.kode: satu for satu in rencana.indikator if satu.unit == unit}
    return tuple(
        NilaiTahunan(baris["kode"], nilai, baris["penjelasan"])
        for baris in filter_tahun("nilai_tahunan", rencana.tahun)
        if baris["kode"] in milik
        and (nilai := parse_realisasi(baris["nilai"], milik[baris["kode"]].jenis)) is not None
    )


def _build_isian(indikator: Indikator, baris: Baris | None, tahun: int, triwulan: int) -> Isian:
    tahap = _build_tahap_selesai(indikator, tahun, triwulan)
    if baris is None:
        return Isian(indikator.kode, tahap_selesai=tahap)
    return Isian(
        indikator.kode,
        nilai=parse_realisasi(baris["nilai"], indikator.jenis),
        pembilang=parse_desimal(baris["pembilang"]),
        penyebut=parse_desimal(baris["penyebut"]),
        tahap_selesai=tahap,
        tahun_data=int(baris["tahun_data"]) if baris["tahun_data"] else None,
        penjelasan=baris["penjelasan"],
        faktor_pendukung=baris["faktor_pendukung"],
        kendala=baris["kendala"],
        tindak_lanjut=baris["tindak_lanjut"],
        tindak_lanjut_tanggal=parse_tanggal(baris["tindak_lanjut_tanggal"]),
        bukti=f"{baris['bukti']} ({LABEL})" if baris["bukti"] else "",
    )


def _build_tahap_selesai(
    indikator: Indikator, tahun: int, triwulan: int
) -> dict[int, date | str | None]:
    """Map every step to its date: what was finished earlier is carried along."""
    selesai = {
        int(baris["nomor"]): parse_tanggal(baris["tanggal_selesai"])
        for baris in filter_tahun("realisasi_tahapan", tahun)
        if baris["kode"] == indikator.kode and int(baris["triwulan"]) <= triwulan
    }
    return {tahap.nomor: selesai.get(tahap.nomor) for tahap in indikator.tahapan}


def build_realisasi(baris: Baris, tahun: int, triwulan: int) -> RealisasiAnggaran:
    """Build one sub kegiatan's answer: 2026 is published by month, 2025 made up by quarter."""
    if tahun == _TAHUN_BULANAN:
        bulan = _BULAN[triwulan - 1]
        sen = sum(parse_sen(baris[f"realisasi_{nama}_rp"]) for nama in bulan)
        fisik = baris[f"fisik_{bulan[-1]}_persen"]
    else:
        sen = parse_sen(baris[f"realisasi_tw{triwulan}_rp"])
        fisik = baris[f"fisik_tw{triwulan}_persen"]
    catatan = next(
        (
            satu["catatan"]
            for satu in filter_tahun("catatan_anggaran", tahun)
            if (satu["triwulan"], satu["sub_kegiatan_kode"]) == (str(triwulan), baris["kode"])
        ),
        "",
    )
    return RealisasiAnggaran(
        baris["kode"],
        sen,
        parse_desimal(fisik),
        parse_desimal(baris[f"keluaran_tw{triwulan}"]),
        catatan,
    )
