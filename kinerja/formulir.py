"""What a unit's form shows for orientation: targets s.d., what was reported before, open items.

Computed by the same functions as the reports; writes nothing and reads no file.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from kinerja.angka import round_desimal
from kinerja.catatan import CatatanRegister
from kinerja.excel.disposisi_isi import NAMA_LAPORAN
from kinerja.excel.tampilan_unit import (
    TampilanIndikator,
    TampilanSub,
    TampilanTindakLanjut,
    TampilanUnit,
)
from kinerja.excel.unit_rencana import build_indikator_unit, build_sub_kegiatan_unit
from kinerja.hitung.agregasi import compute_gabungan_sd
from kinerja.hitung.agregasi_tonggak import collect_tahap
from kinerja.hitung.gabung import ATURAN_REALISASI
from kinerja.hitung.indikator import collect_isian
from kinerja.hitung.sel import Sel, build_daftar_sel
from kinerja.model import (
    Indikator,
    Isian,
    Jenis,
    Kebijakan,
    Masukan,
    Nilai,
    RealisasiAnggaran,
    SubKegiatan,
)
from kinerja.periode import Periode

_ANGKA_PENTING: Final = 15
_DESIMAL: Final = 2


def build_tampilan(
    masukan: Masukan, unit: str, kebijakan: Kebijakan, catatan: CatatanRegister | None = None
) -> TampilanUnit:
    """Build the orientation of a unit's form for the quarter of the inputs.

    Only quarters before it are looked at, so that the form is the same before and after the unit
    has answered.

    Args:
        masukan: The plan and the quarters before the period; the period's own are left out.
        unit: The unit's slug.
        kebijakan: The agency's choices; they decide what a target of 0 means.
        catatan: What the register says; the unit's open items come from it.
    """
    periode = masukan.periode
    isian = {
        (pemilik, satu.indikator_kode, nomor): satu
        for (pemilik, nomor), laporan in masukan.laporan_unit.items()
        for satu in laporan.isian
    }
    anggaran = {
        (satu.sub_kegiatan_kode, nomor): satu
        for (pemilik, nomor), laporan in masukan.laporan_unit.items()
        for satu in laporan.anggaran
        if pemilik == unit
    }
    return TampilanUnit(
        {
            satu.kode: _build_indikator(satu, isian, periode, kebijakan)
            for satu in build_indikator_unit(masukan.rencana, unit, periode)
        },
        {
            satu.kode: _build_sub(satu, anggaran, periode)
            for satu in build_sub_kegiatan_unit(masukan.rencana, unit)
        },
        _build_tindak_lanjut(masukan, unit, catatan or CatatanRegister()),
    )


def _build_tindak_lanjut(
    masukan: Masukan, unit: str, catatan: CatatanRegister
) -> tuple[TampilanTindakLanjut, ...]:
    """Give the unit's open items of earlier dispositions, with their age at the quarter's end."""
    nama = {satu.kode: satu.nama for satu in masukan.rencana.indikator}
    per = masukan.periode.akhir
    return tuple(
        TampilanTindakLanjut(
            butir=satu.butir.id,
            perihal=f"{satu.butir.tentang} {nama[satu.butir.tentang]}"
            if satu.butir.tentang in nama
            else NAMA_LAPORAN.capitalize(),
            isi=satu.butir.isi,
            tenggat=satu.butir.tenggat,
            umur=satu.umur(per),
            lewat=satu.hari_lewat(per),
            keadaan=satu.keadaan.label,
            is_menunggu=satu.keadaan.is_usulan,
        )
        for satu in catatan.list_sebelumnya(masukan.periode, unit)
        if satu.is_terbuka
    )


def _build_indikator(
    satu: Indikator,
    isian: dict[tuple[str, str, int], Isian],
    periode: Periode,
    kebijakan: Kebijakan,
) -> TampilanIndikator:
    jumlah = periode.triwulan or len(periode.daftar_triwulan)
    jawaban = (*collect_isian(isian, satu, jumlah - 1), None)
    versi = satu.version_at(periode.akhir)
    daftar_sel = build_daftar_sel(satu, versi, jawaban, kebijakan)
    if satu.jenis is Jenis.TONGGAK:
        # A milestone may be finished before its day, so it takes an answer until it is done.
        return TampilanIndikator(
            versi.tahunan,
            _find_selesai(jawaban) or _find_sebelumnya(satu, daftar_sel, periode),
            is_diukur=bool(satu.tahapan) or _find_selesai(jawaban) is None,
            tahap_selesai=_find_tahap(jawaban, periode.tahun),
        )
    tanpa_jawaban = build_daftar_sel(satu, versi, (None,) * jumlah, kebijakan)
    skala = kebijakan.skala_predikat.get(satu.skala_predikat)
    return TampilanIndikator(
        _round(compute_gabungan_sd(satu, tanpa_jawaban, skala).target),
        _find_sebelumnya(satu, daftar_sel, periode),
        ATURAN_REALISASI[satu.agregasi],
        daftar_sel[-1].is_diukur,
    )


def _find_selesai(jawaban: Sequence[Isian | None]) -> date | None:
    """Give the day on which an earlier quarter says the milestone was done."""
    tanggal = [satu.nilai for satu in jawaban if satu is not None and isinstance(satu.nilai, date)]
    return tanggal[-1] if tanggal else None


def _find_tahap(jawaban: Sequence[Isian | None], tahun: int) -> dict[int, date]:
    """Give the steps that the quarters before report finished."""
    tahap = collect_tahap(jawaban, tahun)
    return {nomor: hari for nomor, (_, hari) in tahap.items() if hari is not None}


def _find_sebelumnya(
    satu: Indikator, daftar_sel: tuple[Sel, ...], periode: Periode
) -> Nilai | None:
    """Give the value of the quarter before; in the first quarter that of the year before."""
    if len(daftar_sel) == 1:
        return _round(satu.realisasi_lalu.get(periode.tahun - 1))
    return _round(daftar_sel[-2].nilai)


def _round(nilai: Nilai | None) -> Nilai | None:
    """Shorten a computed number that no cell holds; what somebody typed stays as it is."""
    if isinstance(nilai, Decimal) and len(nilai.as_tuple().digits) > _ANGKA_PENTING:
        return round_desimal(nilai, _DESIMAL)
    return nilai


def _build_sub(
    satu: SubKegiatan, anggaran: dict[tuple[str, int], RealisasiAnggaran], periode: Periode
) -> TampilanSub:
    sampai = periode.triwulan or len(periode.daftar_triwulan)
    lalu = [
        anggaran[satu.kode, nomor] for nomor in range(1, sampai) if (satu.kode, nomor) in anggaran
    ]
    sen = [baris.realisasi_sen for baris in lalu if baris.realisasi_sen is not None]
    fisik = [baris.fisik_persen for baris in lalu if baris.fisik_persen is not None]
    keluaran = [baris.keluaran for baris in lalu if baris.keluaran is not None]
    # What was spent or built before still has to be told to its end: a refund, an output.
    is_mulai = any((*sen, *fisik, *keluaran))
    return TampilanSub(
        sum(sen) if sen else None,
        fisik[-1] if fisik else None,
        sum(keluaran, Decimal(0)) if keluaran else None,
        is_diminta=is_mulai or not satu.is_dihentikan(periode.akhir),
    )
