"""The recap of one agency and period: every indicator, every mean, the budget, and what is missing.

Puts the parts together in a fixed order; each part is computed in its own module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kinerja.galat import ParameterError
from kinerja.hitung.anggaran import build_baris_unit, build_rekap_anggaran
from kinerja.hitung.anggaran_sel import SelAnggaran, build_daftar_sel_anggaran
from kinerja.hitung.efisiensi import build_daftar_efisiensi
from kinerja.hitung.hasil import (
    BarisAnggaran,
    HasilIndikator,
    HasilSasaran,
    HasilUnit,
    Rekap,
    RerataTingkat,
)
from kinerja.hitung.indikator import Konteks, build_hasil_indikator, collect_isian
from kinerja.hitung.jumlah import compute_jumlah
from kinerja.hitung.penjaga import check_rekap
from kinerja.hitung.rerata import compute_rerata, compute_rerata_sasaran
from kinerja.hitung.sementara import (
    describe_sementara,
    describe_sementara_unit,
    has_laporan,
)
from kinerja.model import (
    Indikator,
    JenisAnggaran,
    Kebijakan,
    Masukan,
    Polaritas,
    RumusTurun,
    Sasaran,
    Tingkat,
    Unit,
)
from kinerja.periode import Periode

_DI_BAWAH_SASARAN = (Tingkat.PROGRAM, Tingkat.KEGIATAN, Tingkat.SUB_KEGIATAN)


def build_rekap(
    masukan: Masukan,
    kebijakan: Kebijakan,
    *,
    awalan: str = "",
    status_triwulan: Mapping[int, str] | None = None,
) -> Rekap:
    """Compute everything of one agency for a quarter or a year.

    Args:
        masukan: The plan and the units' quarters up to the period.
        kebijakan: The agency's choices.
        awalan: Start of every id, so that several periods can stand in one report.
        status_triwulan: In a year, the status of each quarter's report; one that is not approved
            makes the year sementara.

    Raises:
        ParameterError: where an indicator asks for T / R and the policy sets no cap.
    """
    _refuse_tanpa_batas(masukan, kebijakan)
    konteks = Konteks(masukan.periode, kebijakan, awalan)
    daftar = _build_daftar_indikator(masukan, konteks)
    daftar_sel = build_sel_anggaran(masukan)
    sasaran = _build_daftar_sasaran(masukan, daftar, Tingkat.SASARAN, konteks)
    anggaran = build_rekap_anggaran(daftar_sel, masukan.unit, masukan.rencana.nama_program, awalan)
    daftar_unit = tuple(
        _build_unit(unit, masukan, daftar, daftar_sel, konteks) for unit in masukan.unit
    )
    return Rekap(
        masukan.opd,
        masukan.periode,
        kebijakan,
        masukan.rencana.version_at(masukan.periode.akhir),
        _build_daftar_sasaran(masukan, daftar, Tingkat.TUJUAN, konteks),
        sasaran,
        tuple(h for tk in _DI_BAWAH_SASARAN for h in daftar if h.indikator.tingkat is tk),
        daftar,
        daftar_unit,
        compute_rerata_sasaran(
            sasaran, f"{awalan}pd.rerata", "Rata-rata capaian perangkat daerah", kebijakan
        ),
        compute_jumlah(
            [hasil for hasil in daftar if hasil.indikator.tingkat is Tingkat.SASARAN],
            f"{awalan}pd.jumlah",
        ),
        anggaran,
        check_rekap(masukan, daftar, daftar_sel),
        describe_sementara(masukan, daftar_unit, anggaran, status_triwulan),
        build_daftar_efisiensi(sasaran, daftar, daftar_sel, konteks),
    )


def narrow_masukan(masukan: Masukan, periode: Periode) -> Masukan:
    """Give the same inputs as they stood for an earlier quarter of the year.

    Versions of the plan need no change: a period uses what was in force on its last day.

    Raises:
        ParameterError: where the period is not within the one of the inputs.
    """
    if periode.tahun != masukan.periode.tahun or periode > masukan.periode:
        raise ParameterError(
            "Periode tidak termuat dalam masukan",
            ditemukan=periode.slug,
            diharapkan=f"triwulan dalam {masukan.periode.judul}",
        )
    batas = len(periode.daftar_triwulan)
    return replace(
        masukan,
        periode=periode,
        laporan_unit={
            kunci: laporan for kunci, laporan in masukan.laporan_unit.items() if kunci[1] <= batas
        },
        berkas_ditolak=tuple(kunci for kunci in masukan.berkas_ditolak if kunci[1] <= batas),
        anggaran_impor={
            kunci: baris for kunci, baris in masukan.anggaran_impor.items() if kunci[1] <= batas
        },
    )


def _refuse_tanpa_batas(masukan: Masukan, kebijakan: Kebijakan) -> None:
    if kebijakan.batas_atas is not None:
        return
    rasio = [
        i
        for i in masukan.rencana.indikator
        if i.rumus_turun is RumusTurun.RASIO and i.polaritas is Polaritas.TURUN
    ]
    if rasio:
        raise ParameterError(
            "Rumus turun 'rasio' memerlukan batas_atas",
            tempat="; ".join(_describe_letak(satu) for satu in rasio),
            saran="Isi batas_atas pada kebijakan (mis. 120) atau pakai rumus_turun: selisih.",
        )


def _describe_letak(indikator: Indikator) -> str:
    asal = f" di {indikator.alamat.teks}" if indikator.alamat else ""
    return f"indikator {indikator.kode}{asal}"


def _build_daftar_indikator(masukan: Masukan, konteks: Konteks) -> tuple[HasilIndikator, ...]:
    isian = {
        (unit, satu.indikator_kode, nomor): satu
        for (unit, nomor), laporan in masukan.laporan_unit.items()
        for satu in laporan.isian
    }
    jumlah = len(masukan.periode.daftar_triwulan)
    return tuple(
        build_hasil_indikator(indikator, collect_isian(isian, indikator, jumlah), konteks)
        for indikator in masukan.rencana.indikator
    )


def build_sel_anggaran(masukan: Masukan) -> tuple[SelAnggaran, ...]:
    """Set every sub kegiatan's plan beside its answers.

    A form already carries what was imported; without a form the import stands alone.
    """
    isian = {
        (unit, satu.sub_kegiatan_kode, nomor): satu
        for (unit, nomor), daftar in masukan.anggaran_impor.items()
        for satu in daftar
    } | {
        (unit, satu.sub_kegiatan_kode, nomor): satu
        for (unit, nomor), laporan in masukan.laporan_unit.items()
        for satu in laporan.anggaran
    }
    return build_daftar_sel_anggaran(masukan.rencana.sub_kegiatan, isian, masukan.periode)


def _build_daftar_sasaran(
    masukan: Masukan, daftar: Sequence[HasilIndikator], tingkat: Tingkat, konteks: Konteks
) -> tuple[HasilSasaran, ...]:
    return tuple(
        _build_sasaran(satu, daftar, konteks)
        for satu in masukan.rencana.sasaran
        if satu.tingkat is tingkat
    )


def _build_sasaran(
    sasaran: Sasaran, daftar: Sequence[HasilIndikator], konteks: Konteks
) -> HasilSasaran:
    """Average the indicators of the sasaran's (or tujuan's) own tingkat."""
    milik = tuple(
        hasil
        for hasil in daftar
        if hasil.indikator.tingkat is sasaran.tingkat
        and sasaran.kode in hasil.indikator.sasaran_kode
    )
    awal = "sas" if sasaran.tingkat is Tingkat.SASARAN else "tuj"
    rerata = compute_rerata(
        milik,
        f"{konteks.awalan}{awal}.{sasaran.kode}.rerata",
        f"Rata-rata capaian {sasaran.tingkat} {sasaran.kode}",
        konteks.kebijakan,
        is_berbobot=True,
    )
    return HasilSasaran(sasaran, milik, rerata)


def _build_unit(
    unit: Unit,
    masukan: Masukan,
    daftar: Sequence[HasilIndikator],
    daftar_sel: Sequence[SelAnggaran],
    konteks: Konteks,
) -> HasilUnit:
    milik = tuple(hasil for hasil in daftar if hasil.indikator.unit == unit.slug)
    lapor = tuple(
        has_laporan(masukan, unit.slug, nomor)
        for nomor in range(1, len(masukan.periode.daftar_triwulan) + 1)
    )
    rerata = tuple(
        RerataTingkat(
            tingkat,
            compute_rerata(
                [hasil for hasil in milik if hasil.indikator.tingkat is tingkat],
                f"{konteks.awalan}unit.{unit.slug}.{tingkat}.rerata",
                f"Rata-rata capaian {unit.nama}, tingkat {tingkat.replace('_', ' ')}",
                konteks.kebijakan,
            ),
        )
        for tingkat in Tingkat
        if any(hasil.indikator.tingkat is tingkat for hasil in milik)
    )
    anggaran = _build_anggaran_unit(unit, daftar_sel, konteks.awalan)
    sementara = describe_sementara_unit(unit, masukan, milik, anggaran)
    return HasilUnit(unit, lapor[-1], lapor, milik, rerata, anggaran, sementara)


def _build_anggaran_unit(
    unit: Unit, daftar_sel: Sequence[SelAnggaran], awalan: str
) -> BarisAnggaran | None:
    isi = [
        sel
        for sel in daftar_sel
        if sel.sub_kegiatan.unit == unit.slug
        and sel.sub_kegiatan.jenis_anggaran is JenisAnggaran.BELANJA
    ]
    return build_baris_unit(unit, isi, awalan) if isi else None
