"""Reads a unit's workbook of one quarter into a LaporanUnit.

Checks that the workbook belongs here and covers what the unit owes; the lines themselves are
read in `unit_isian`. An empty workbook is no fault: the unit has not reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from kinerja.excel.konteks import check_identitas, parse_konteks
from kinerja.excel.pencatat import Pencatat
from kinerja.excel.preflight import BerkasTerbaca, format_nama, read_berkas
from kinerja.excel.sidik_tampilan import check_tampilan
from kinerja.excel.stempel import check_stempel
from kinerja.excel.unit_anggaran import read_anggaran
from kinerja.excel.unit_isian import read_isian
from kinerja.excel.unit_rencana import list_lembar_unit
from kinerja.excel.unit_tahunan import read_nilai_tahunan
from kinerja.excel.unit_tindak_lanjut import read_tindak_lanjut
from kinerja.galat import describe_tak_terduga
from kinerja.kolom import LEMBAR_UNIT, Lembar
from kinerja.model import LaporanUnit, Rencana
from kinerja.periode import Periode
from kinerja.skala import SkalaPredikat
from kinerja.temuan import Temuan

_LAMA: Final = frozenset(
    {
        "K-STEMPEL",
        "K-FORMULIR-LAMA",
        "K-VERSI-FORMULIR",
        "K-TARGET-BERUBAH",
        "K-KODE-HILANG",
        "K-KODE-ASING",
        "K-KODE-UNIT-LAIN",
    }
)
"""What may be wrong with a form that is about to be renewed."""


def read_laporan_unit(  # noqa: PLR0913 - a form is for one unit and quarter of one plan
    jalur: Path,
    *,
    opd: str,
    unit: str,
    periode: Periode,
    rencana: Rencana,
    akar: Path | None = None,
    skala_predikat: Mapping[str, SkalaPredikat] | None = None,
    is_diperbarui: bool = False,
) -> tuple[LaporanUnit | None, list[Temuan]]:
    """Read a unit's workbook, or None where it holds a galat; all findings either way.

    A workbook without any answer comes back with `is_kosong` and the note K-DATA-KOSONG.

    Args:
        jalur: The workbook.
        opd: The agency's slug; the Identitas sheet must name it.
        unit: The unit's slug; likewise.
        periode: The quarter; likewise.
        rencana: The plan, which says what the unit owes.
        akar: The working folder that file names are told relative to.
        skala_predikat: The ordinal scales; without them a predikat is not checked here.
        is_diperbarui: The form is read only to carry its answers into a new one: that it is
            stale is then a warning.
    """
    lunak = _LAMA if is_diperbarui else frozenset[str]()
    pencatat = Pencatat(format_nama(jalur, akar), unit, dilunakkan=lunak)
    terbaca = read_berkas(jalur, pencatat)
    if terbaca is None:
        return None, pencatat.temuan
    try:
        laporan = parse_laporan_unit(
            terbaca,
            pencatat,
            opd=opd,
            unit=unit,
            periode=periode,
            rencana=rencana,
            skala_predikat=skala_predikat or {},
        )
    except Exception as galat:  # noqa: BLE001 - one form never keeps the other units waiting
        pencatat.galat(
            "K-BERKAS-GAGAL",
            describe_tak_terduga(galat),
            saran="Minta formulir baru, salin isiannya, dan laporkan berkas ini kepada pengelola.",
        )
        laporan = None
    return laporan, pencatat.temuan


def parse_laporan_unit(
    terbaca: BerkasTerbaca,
    pencatat: Pencatat,
    *,
    opd: str,
    unit: str,
    periode: Periode,
    rencana: Rencana,
    skala_predikat: Mapping[str, SkalaPredikat],
) -> LaporanUnit | None:
    """Read a unit's workbook from bytes that passed the preflight; findings go to `pencatat`.

    None where it holds a galat.
    """
    laporan = parse_isi_unit(
        terbaca,
        pencatat,
        opd=opd,
        unit=unit,
        periode=periode,
        rencana=rencana,
        skala_predikat=skala_predikat,
    )
    if laporan is None or pencatat.is_ditolak:
        return None
    if laporan.is_kosong:
        pencatat.catatan(
            "K-DATA-KOSONG",
            "Buku kerja belum berisi data, unit dihitung belum lapor",
            saran="Isi realisasi pada sel kuning, lalu kirim ulang.",
        )
    return laporan


def parse_isi_unit(
    terbaca: BerkasTerbaca,
    pencatat: Pencatat,
    *,
    opd: str,
    unit: str,
    periode: Periode,
    rencana: Rencana,
    skala_predikat: Mapping[str, SkalaPredikat],
) -> LaporanUnit | None:
    """Read all that a workbook holds even where cells are faulty: those are then blank.

    Only for telling every fault at once; None where its sheets cannot be read at all.
    """
    konteks = parse_konteks(terbaca, _build_lembar(rencana, unit, periode), pencatat)
    if konteks is None:
        return None
    check_identitas(
        konteks,
        {
            "OPD": opd,
            "Unit": unit,
            "Tahun": str(periode.tahun),
            "Triwulan": str(periode.triwulan or ""),
        },
        "Periksa apakah berkas ini diletakkan di folder dan nama yang benar.",
    )
    stempel = check_stempel(konteks, opd, unit, periode, rencana)
    isian = read_isian(konteks, unit, periode, rencana, skala_predikat)
    anggaran = read_anggaran(konteks, unit, periode, rencana)
    tindak_lanjut = read_tindak_lanjut(konteks)
    nilai_tahunan = read_nilai_tahunan(konteks, unit, periode, rencana, skala_predikat)
    check_tampilan(konteks, stempel)  # last: a cell is told once, for its gravest fault
    return LaporanUnit(unit, periode, konteks.berkas, isian, anggaran, tindak_lanjut, nilai_tahunan)


def _build_lembar(rencana: Rencana, unit: str, periode: Periode) -> tuple[Lembar, ...]:
    """Give the sheets to read; one that would hold no line of this unit may be missing."""
    perlu = list_lembar_unit(rencana, unit, periode)
    return tuple(
        satu if satu.nama in perlu else replace(satu, is_pilihan=True) for satu in LEMBAR_UNIT
    )
