"""Writes a unit's form of one quarter: prefilled from the plan, empty or with answers.

Shown cells are grey and locked, cells to fill in are yellow. For a ratio only pembilang and
penyebut take input, for everything else only realisasi.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from kinerja.excel.konversi_nilai import format_nilai
from kinerja.excel.tulis import LembarTulis, NilaiSel, write_buku
from kinerja.excel.unit_rencana import build_indikator_unit, build_sub_kegiatan_unit
from kinerja.kolom import LEMBAR_UNIT, VERSI_FORMULIR, Tipe
from kinerja.model import Indikator, Isian, Jenis, RealisasiAnggaran, Rencana, Unit
from kinerja.periode import Periode
from kinerja.skala import SkalaPredikat

Baris = dict[str, NilaiSel]
_LEMBAR: Final = {lembar.nama: lembar for lembar in LEMBAR_UNIT}
_PETUNJUK: Final = (
    "Isi sel kuning saja; sel kelabu berasal dari rencana dan tidak diubah.",
    "Realisasi: ketik angka. Kosongkan bila belum ada; angka 0 adalah nilai dan dihitung.",
    "Indikator rasio: isi Pembilang dan Penyebut, bukan Realisasi.",
    "Indikator tonggak: isi tanggal selesai, atau kata belum.",
    "Lengkapi penjelasan, kendala, dan tindak lanjut bila target tidak tercapai.",
)


def write_laporan_unit(  # noqa: PLR0913 - a form is for one unit and quarter of one plan
    jalur: Path,
    *,
    opd: str,
    unit: Unit,
    periode: Periode,
    rencana: Rencana,
    isian: Sequence[Isian] = (),
    anggaran: Sequence[RealisasiAnggaran] = (),
    skala_predikat: Mapping[str, SkalaPredikat] | None = None,
) -> None:
    """Write the form of a unit and quarter; without answers it is the empty form.

    Args:
        jalur: Where the workbook goes.
        opd: The agency's slug.
        unit: The unit; its rows are the indicators and sub kegiatan it owns in the plan.
        periode: A quarter.
        rencana: The plan; targets and pagu shown are those in force on the quarter's last day.
        isian: Answers by indicator.
        anggaran: Answers by sub kegiatan.
        skala_predikat: The scales that become lists to choose from.

    Raises:
        ParameterError: where a value cannot stand in a cell.
    """
    isian_per_kode = {satu.indikator_kode: satu for satu in isian}
    anggaran_per_kode = {satu.sub_kegiatan_kode: satu for satu in anggaran}
    indikator = build_indikator_unit(rencana, unit.slug, periode)
    judul = f"{unit.nama}, {periode.judul}"
    identitas: list[Baris] = [
        {"kunci": "OPD", "isi": opd},
        {"kunci": "Unit", "isi": unit.slug},
        {"kunci": "Nama unit", "isi": unit.nama},
        {"kunci": "Tahun", "isi": str(periode.tahun)},
        {"kunci": "Triwulan", "isi": str(periode.triwulan or "")},
        {"kunci": "Versi formulir", "isi": VERSI_FORMULIR},
    ]
    write_buku(
        jalur,
        judul,
        _PETUNJUK,
        [
            LembarTulis(
                _LEMBAR["Identitas"],
                _LEMBAR["Identitas"].kolom,
                identitas,
                terbuka=frozenset(),
                kolom_beku=0,
            ),
            _build_indikator(indikator, periode, isian_per_kode, skala_predikat or {}),
            _build_tahapan(indikator, isian_per_kode),
            _build_sub(rencana, unit.slug, periode, anggaran_per_kode),
        ],
    )


def _build_indikator(
    daftar: Sequence[Indikator],
    periode: Periode,
    isian_per_kode: Mapping[str, Isian],
    skala: Mapping[str, SkalaPredikat],
) -> LembarTulis:
    lembar = _LEMBAR["Indikator"]
    baris: list[Baris] = []
    terbuka: set[tuple[int, str]] = set()
    pilihan: dict[tuple[int, str], Sequence[str]] = {}
    tipe: dict[tuple[int, str], Tipe] = {}
    for i, satu in enumerate(daftar):
        isian = isian_per_kode.get(satu.kode, Isian(satu.kode))
        versi = satu.version_at(periode.akhir)
        target = versi.triwulan[(periode.triwulan or 4) - 1]
        baris.append(
            {
                "kode": satu.kode,
                "nama": satu.nama,
                "satuan": satu.satuan,
                "target": None if target is None else format_nilai(target),
                "nilai": None if isian.nilai is None else format_nilai(isian.nilai),
                "pembilang": isian.pembilang,
                "penyebut": isian.penyebut,
                "tahun_data": isian.tahun_data,
                "penjelasan": isian.penjelasan,
                "faktor_pendukung": isian.faktor_pendukung,
                "kendala": isian.kendala,
                "tindak_lanjut": isian.tindak_lanjut,
                "tindak_lanjut_tanggal": isian.tindak_lanjut_tanggal,
                "bukti": isian.bukti,
            }
        )
        tertutup = {"nilai"} if satu.is_rasio else {"pembilang", "penyebut"}
        terbuka |= {
            (i, kolom.nama)
            for kolom in lembar.kolom
            if not kolom.is_tampilan and kolom.nama not in tertutup
        }
        if satu.jenis in {Jenis.ANGKA, Jenis.RENTANG, Jenis.NIHIL}:
            tipe[i, "nilai"] = Tipe.ANGKA
        elif satu.jenis is Jenis.PREDIKAT and satu.skala_predikat in skala:
            pilihan[i, "nilai"] = skala[satu.skala_predikat].urutan
    return LembarTulis(
        lembar, lembar.kolom, baris, frozenset(terbuka), pilihan_sel=pilihan, tipe_sel=tipe
    )


def _build_tahapan(daftar: Sequence[Indikator], isian_per_kode: Mapping[str, Isian]) -> LembarTulis:
    lembar = _LEMBAR["Tahapan"]
    baris: list[Baris] = [
        {
            "indikator_kode": satu.kode,
            "nomor": tahap.nomor,
            "uraian": tahap.uraian,
            "tanggal_selesai": isian_per_kode[satu.kode].tahap_selesai.get(tahap.nomor)
            if satu.kode in isian_per_kode
            else None,
        }
        for satu in daftar
        for tahap in satu.tahapan
    ]
    terbuka = frozenset((i, "tanggal_selesai") for i in range(len(baris)))
    return LembarTulis(lembar, lembar.kolom, baris, terbuka)


def _build_sub(
    rencana: Rencana,
    unit: str,
    periode: Periode,
    anggaran_per_kode: Mapping[str, RealisasiAnggaran],
) -> LembarTulis:
    lembar = _LEMBAR["Sub Kegiatan"]
    baris: list[Baris] = []
    for satu in build_sub_kegiatan_unit(rencana, unit):
        isian = anggaran_per_kode.get(satu.kode, RealisasiAnggaran(satu.kode))
        baris.append(
            {
                "kode": satu.kode,
                "nama": satu.nama,
                "pagu_rp": satu.version_at(periode.akhir).pagu_sen,
                "realisasi_rp": isian.realisasi_sen,
                "fisik_persen": isian.fisik_persen,
                "keluaran": isian.keluaran,
                "catatan": isian.catatan,
            }
        )
    terbuka = frozenset(
        (i, kolom.nama)
        for i in range(len(baris))
        for kolom in lembar.kolom
        if not kolom.is_tampilan
    )
    return LembarTulis(lembar, lembar.kolom, baris, terbuka)
