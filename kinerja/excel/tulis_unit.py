"""Writes a unit's form of one quarter: prefilled from the plan, empty or with answers.

The sheets themselves are built in `tulis_isian` and `tulis_sub`; here they become one protected,
stamped workbook. The reader is `unit`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from kinerja.excel.sidik_tampilan import compute_tampilan
from kinerja.excel.stempel import build_stempel
from kinerja.excel.tampilan_unit import TampilanUnit
from kinerja.excel.tulis import LembarTulis, write_buku
from kinerja.excel.tulis_isian import (
    build_lembar_indikator,
    build_lembar_tahapan,
    build_lembar_tahunan,
)
from kinerja.excel.tulis_sel import NilaiSel, Rumus
from kinerja.excel.tulis_sub import build_lembar_sub
from kinerja.excel.tulis_tindak_lanjut import build_lembar_tindak_lanjut
from kinerja.excel.unit_rencana import (
    build_indikator_unit,
    build_sub_kegiatan_unit,
    list_lembar_unit,
)
from kinerja.excel.unit_tahunan import TRIWULAN_TERAKHIR
from kinerja.kolom import IDENTITAS, STEMPEL, VERSI_FORMULIR, Lembar
from kinerja.model import (
    Isian,
    JawabanTindakLanjut,
    NilaiTahunan,
    RealisasiAnggaran,
    Rencana,
    Unit,
)
from kinerja.periode import Periode
from kinerja.skala import SkalaPredikat

_PETUNJUK: Final = (
    "Isi sel kuning saja. Sel kelabu berasal dari rencana; sel kelabu tua tidak perlu diisi.",
    "Definisi dan rumus tampak bila penunjuk diletakkan pada nama indikator.",
    "Realisasi: ketik angka. Kosongkan bila belum ada; angka 0 adalah nilai dan dihitung.",
    "Indikator rasio: isi Pembilang dan Penyebut, bukan Realisasi.",
    "Indikator tonggak: isi tanggal selesai, atau kata belum.",
    "Lembar Tahapan: tahap yang sudah dilaporkan selesai tidak perlu diketik lagi.",
    "Bila target tidak tercapai, lengkapi kendala, tindak lanjut, dan tenggatnya.",
    "Bukti: nama berkas, tautan, atau uraian dokumen.",
    "Bila bukti tidak ada, tulis tidak dapat dipenuhi, lalu alasannya.",
    "Kolom Kelengkapan menyebut apa yang masih kurang. Judul kolom dan nama lembar jangan diubah.",
)
_PETUNJUK_TAHUNAN: Final = (
    "Lembar Nilai Tahunan boleh kosong; isinya hanya disandingkan dengan gabungan empat triwulan."
)

_PETUNJUK_TINDAK_LANJUT: Final = (
    "Lembar Tindak Lanjut: pilih keadaan tiap butir, lalu isi kemajuan, bukti, atau alasannya."
)


def write_laporan_unit(  # noqa: PLR0913 - a form is for one unit and quarter of one plan
    jalur: Path | BinaryIO,
    *,
    opd: str,
    unit: Unit,
    periode: Periode,
    rencana: Rencana,
    isian: Sequence[Isian] = (),
    anggaran: Sequence[RealisasiAnggaran] = (),
    skala_predikat: Mapping[str, SkalaPredikat] | None = None,
    tampilan: TampilanUnit | None = None,
    tindak_lanjut: Sequence[JawabanTindakLanjut] = (),
    nilai_tahunan: Sequence[NilaiTahunan] = (),
) -> None:
    """Write the form of a unit and quarter; without answers it is the empty form.

    A sheet that would hold no line of this unit is left out.

    Args:
        jalur: Where the workbook goes: a file, or a stream.
        opd: The agency's slug.
        unit: The unit; its rows are the indicators and sub kegiatan it owns in the plan.
        periode: A quarter.
        rencana: The plan; targets and pagu shown are those in force on the quarter's last day.
        isian: Answers by indicator.
        anggaran: Answers by sub kegiatan.
        skala_predikat: The scales that become lists to choose from.
        tampilan: What is shown beside the plan: target s.d., the quarter before, open items.
        tindak_lanjut: Answers on the items of dispositions.
        nilai_tahunan: The year's values that the unit hands in, in Triwulan IV only.

    Raises:
        ParameterError: where a value cannot stand in a cell.
    """
    isian_per_kode = {satu.indikator_kode: satu for satu in isian}
    anggaran_per_kode = {satu.sub_kegiatan_kode: satu for satu in anggaran}
    indikator = build_indikator_unit(rencana, unit.slug, periode)
    tampil = tampilan or TampilanUnit()
    lembar = {
        satu.lembar.nama: satu
        for satu in (
            _build_identitas(opd, unit, periode),
            build_lembar_indikator(
                indikator, periode, isian_per_kode, skala_predikat or {}, tampil.indikator
            ),
            build_lembar_tahapan(indikator, periode, isian_per_kode, tampil.indikator),
            build_lembar_sub(
                build_sub_kegiatan_unit(rencana, unit.slug),
                periode,
                anggaran_per_kode,
                tampil.sub_kegiatan,
            ),
        )
    }
    daftar = [lembar[nama] for nama in list_lembar_unit(rencana, unit.slug, periode)]
    petunjuk = [*_PETUNJUK]
    if tampil.tindak_lanjut:
        petunjuk.append(_PETUNJUK_TINDAK_LANJUT)
        jawaban = {satu.butir: satu for satu in tindak_lanjut}
        daftar.append(build_lembar_tindak_lanjut(tampil.tindak_lanjut, jawaban))
    if indikator and periode.triwulan == TRIWULAN_TERAKHIR:
        tahunan = {satu.indikator_kode: satu for satu in nilai_tahunan}
        daftar.append(build_lembar_tahunan(indikator, tahunan, skala_predikat or {}))
        petunjuk.append(_PETUNJUK_TAHUNAN)
    stempel = build_stempel(opd, unit.slug, periode, rencana, compute_tampilan(daftar))
    write_buku(
        jalur,
        f"{unit.nama}, {periode.judul}",
        (*petunjuk, *_list_periksa(daftar)),
        [*daftar, _build_kunci(STEMPEL, stempel)],
        aktif=2 if len(daftar) > 1 else 1,
    )


def _list_periksa(daftar: Sequence[LembarTulis]) -> list[str | Rumus]:
    """Repeat the live counts of the sheets on the first one."""
    rumus: list[str | Rumus] = [
        Rumus(f"\"{satu.lembar.nama}: \"&LOWER('{satu.lembar.nama}'!A3)")
        for satu in daftar
        if satu.periksa is not None
    ]
    return ["", *rumus] if rumus else []


def _build_identitas(opd: str, unit: Unit, periode: Periode) -> LembarTulis:
    return _build_kunci(
        IDENTITAS,
        {
            "OPD": opd,
            "Unit": unit.slug,
            "Nama unit": unit.nama,
            "Tahun": str(periode.tahun),
            "Triwulan": str(periode.triwulan or ""),
            "Versi formulir": VERSI_FORMULIR,
        },
    )


def _build_kunci(lembar: Lembar, isi: Mapping[str, str]) -> LembarTulis:
    baris: list[dict[str, NilaiSel]] = [{"kunci": k, "isi": v} for k, v in isi.items()]
    return LembarTulis(lembar, lembar.kolom, baris, terbuka=frozenset(), kolom_beku=0)
