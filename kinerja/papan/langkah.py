"""The steps of the procedure in a period: state, begin and end, minutes, lateness.

What a person declared goes before what the register shows; a step declared begun again is not
finished. A year's board takes the quarters' steps from its four quarters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from kinerja.papan.bahan import (
    BahanPapan,
    BahanPeriode,
    Tanda,
    build_tanda,
    find_pertama,
    find_terakhir,
)
from kinerja.papan.hasil import HasilLangkah, KeadaanLangkah, KeadaanSetoran
from kinerja.papan.kelengkapan import list_kelengkapan
from kinerja.papan.keluaran import (
    LAPORAN_FINAL,
    LAPORAN_UNIT,
    PENCARI,
    BuktiKerja,
    build_kunci,
    find_bukti,
    find_tenggat,
)
from kinerja.papan.kepatuhan import compute_sel
from kinerja.periode import Periode
from kinerja.register.langkah import JENIS_LANGKAH
from kinerja.register.laporan import name_laporan
from kinerja.sop import LangkahSop

_TANPA_JEJAK: Final = "keluarannya belum tercatat di kinerja"
_MULAI_TERLAMBAT: Final = "dinyatakan mulai sesudah selesai; waktu itu tidak dipakai"
_FINAL_DI_LUAR: Final = "tidak tercatat di kinerja; laporannya dinyatakan final pada parameter"


def compute_langkah(bahan: BahanPapan) -> tuple[HasilLangkah, ...]:
    """Compute every step of the procedure for the period of the board.

    A step that does not belong to the period is that of the year around it, or, on the board of a
    year, that of its quarters.
    """
    tahun = Periode(bahan.periode.tahun)
    return tuple(
        _compute_setahun(satu, bahan)
        if bahan.periode.triwulan is None and not satu.is_untuk(bahan.periode)
        else _compute_satu(
            satu,
            bahan,
            bahan.per_periode[bahan.periode if satu.is_untuk(bahan.periode) else tahun],
        )
        for satu in bahan.sop.langkah
    )


def _compute_satu(langkah: LangkahSop, bahan: BahanPapan, milik: BahanPeriode) -> HasilLangkah:
    bukti = _apply_pernyataan(langkah, milik, find_bukti(langkah.keluaran, bahan, milik))
    if bukti.keadaan is not KeadaanLangkah.SELESAI and _is_final_di_luar(langkah, bahan, milik):
        bukti = replace(bukti, keadaan=KeadaanLangkah.SELESAI, keterangan=(_FINAL_DI_LUAR,))
    keadaan = bukti.keadaan
    hari_ini = bahan.kini.date()
    if keadaan is KeadaanLangkah.BELUM and hari_ini <= milik.periode.akhir:
        keadaan = KeadaanLangkah.BELUM_WAKTUNYA
    keterangan = bukti.keterangan
    if keadaan is KeadaanLangkah.BELUM and build_kunci(langkah.keluaran) not in PENCARI:
        keterangan = (*keterangan, "hanya diketahui dari pernyataan (--mulai, --selesai)")
    tenggat = find_tenggat(langkah.keluaran, milik)
    menit = compute_menit(bukti.mulai, bukti.selesai)
    return HasilLangkah(
        langkah,
        milik.periode,
        keadaan,
        list_kelengkapan(langkah, bahan, milik),
        bukti.mulai,
        bukti.selesai,
        menit,
        _compare_baku(langkah, bukti, menit),
        tenggat,
        _compute_terlambat_setor(bahan, milik)
        if build_kunci(langkah.keluaran) == LAPORAN_UNIT and bukti.keterangan != (_FINAL_DI_LUAR,)
        else compute_terlambat(keadaan, bukti.selesai, tenggat, hari_ini),
        keterangan,
    )


def _is_final_di_luar(langkah: LangkahSop, bahan: BahanPapan, milik: BahanPeriode) -> bool:
    """Tell whether a step led to a report that was signed outside the kit."""
    laporan = milik.find_laporan(name_laporan(milik.periode))
    final = [s.nomor for s in bahan.sop.langkah if build_kunci(s.keluaran) in LAPORAN_FINAL]
    return (
        laporan is not None
        and laporan.status.is_dinyatakan
        and any(langkah.nomor < nomor for nomor in final)
    )


def _apply_pernyataan(langkah: LangkahSop, milik: BahanPeriode, bukti: BuktiKerja) -> BuktiKerja:
    """Put what a person declared of a step over what the register shows of it."""
    daftar = [s for s in milik.list_jenis(JENIS_LANGKAH) if s.isi["nomor"] == langkah.nomor]
    if not daftar:
        return bukti
    saat = {str(satu.isi["saat"]): build_tanda(satu, is_dinyatakan=True) for satu in daftar}
    mulai, selesai = saat.get("mulai"), saat.get("selesai")
    if daftar[-1].isi["saat"] == "selesai":
        is_lain = (
            bukti.keadaan is not KeadaanLangkah.SELESAI and build_kunci(langkah.keluaran) in PENCARI
        )
        keterangan = (*bukti.keterangan, _TANPA_JEJAK) if is_lain else bukti.keterangan
        return BuktiKerja(KeadaanLangkah.SELESAI, mulai or bukti.mulai, selesai, keterangan)
    if selesai is not None or bukti.keadaan is not KeadaanLangkah.SELESAI:
        return BuktiKerja(KeadaanLangkah.BERJALAN, mulai, None, bukti.keterangan)
    if mulai and bukti.selesai and mulai.nomor > bukti.selesai.nomor:
        return replace(bukti, keterangan=(*bukti.keterangan, _MULAI_TERLAMBAT))
    return replace(bukti, mulai=mulai)


def compute_menit(mulai: Tanda | None, selesai: Tanda | None) -> int | None:
    """Compute the whole minutes between two moments; None where one lacks or both are one event.

    >>> from datetime import datetime
    >>> mulai = datetime.fromisoformat("2026-07-13T08:00:00+07:00")
    >>> compute_menit(Tanda(1, mulai), Tanda(2, mulai.replace(hour=9, minute=30, second=59)))
    90
    """
    if mulai is None or selesai is None or selesai.nomor <= mulai.nomor:
        return None
    return max(0, int((selesai.waktu - mulai.waktu).total_seconds()) // 60)


def _compare_baku(langkah: LangkahSop, bukti: BuktiKerja, menit: int | None) -> bool | None:
    """Compare with the standard where both ends were declared; the register counts waiting too."""
    ujung = (bukti.mulai, bukti.selesai)
    if menit is None or not all(satu and satu.is_dinyatakan for satu in ujung):
        return None
    return menit > langkah.waktu_menit


def compute_terlambat(
    keadaan: KeadaanLangkah, selesai: Tanda | None, tenggat: date | None, hari_ini: date
) -> int | None:
    """Compute the days past a deadline, until the end or until today; its own day is in time.

    >>> compute_terlambat(KeadaanLangkah.BELUM, None, date(2026, 7, 8), date(2026, 7, 10))
    2
    """
    if tenggat is None or (keadaan is KeadaanLangkah.SELESAI and selesai is None):
        return None
    akhir = selesai.waktu.date() if selesai else hari_ini
    return max(0, (akhir - tenggat).days)


def _compute_terlambat_setor(bahan: BahanPapan, milik: BahanPeriode) -> int | None:
    """Compute the days late of the latest unit: its deadline is about handing in, not reports.

    None where no unit is late for certain and of some it is not known.
    """
    hari_ini = bahan.kini.date()
    sel = [compute_sel(unit, milik, hari_ini) for unit in bahan.unit]
    hari = max((satu.hari or 0 for satu in sel), default=0)
    is_pasti = all(s.keadaan in {KeadaanSetoran.TEPAT, KeadaanSetoran.TERLAMBAT} for s in sel)
    return hari if hari or is_pasti else None


def _compute_setahun(langkah: LangkahSop, bahan: BahanPapan) -> HasilLangkah:
    """Sum a quarter's step up over the year: finished where it is in all four quarters."""
    daftar = [_compute_satu(langkah, bahan, satu) for satu in bahan.daftar_triwulan]
    keadaan = _sum_keadaan([satu.keadaan for satu in daftar])
    selesai = sum(satu.keadaan is KeadaanLangkah.SELESAI for satu in daftar)
    terlambat = [satu.periode.judul_triwulan for satu in daftar if satu.is_terlambat]
    keterangan = [f"selesai pada {selesai} dari {len(daftar)} triwulan"]
    if terlambat:
        keterangan.append(f"terlambat: {', '.join(terlambat)}")
    return HasilLangkah(
        langkah,
        bahan.periode,
        keadaan,
        list_kelengkapan(langkah, bahan, bahan.per_periode[bahan.periode]),
        find_pertama(satu.mulai for satu in daftar),
        find_terakhir(satu.selesai for satu in daftar),
        keterangan=tuple(keterangan),
        per_triwulan=tuple((satu.periode, satu.keadaan) for satu in daftar),
    )


def _sum_keadaan(daftar: Sequence[KeadaanLangkah]) -> KeadaanLangkah:
    if len(set(daftar)) == 1:
        return daftar[0]
    is_dikerjakan = {KeadaanLangkah.SELESAI, KeadaanLangkah.BERJALAN} & set(daftar)
    return KeadaanLangkah.BERJALAN if is_dikerjakan else KeadaanLangkah.BELUM
