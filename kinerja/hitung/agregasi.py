"""Target and realisasi of one indicator on the bases quarter, s.d. triwulan and year.

Follows the table of rumus.md section 2 and decides the state; capaian is computed from it
elsewhere, and milestones have their own rule in `agregasi_tonggak`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kinerja.hitung import alasan
from kinerja.hitung.gabung import (
    ATURAN_REALISASI,
    ATURAN_TARGET,
    PENAMBAHAN,
    TERAKHIR,
    compute_gabungan_nilai,
    compute_gabungan_realisasi,
    describe_gabung,
)
from kinerja.hitung.sel import Sel
from kinerja.model import Agregasi, Indikator, Keadaan, Nilai, Polaritas, VersiTarget
from kinerja.skala import SkalaPredikat


@dataclass(frozen=True, slots=True)
class Gabungan:
    """Target and realisasi on one basis, with the state that decides whether capaian is computed.

    `realisasi` may be there although `keadaan` is tidak_diukur: it is shown, not judged. `dipakai`
    and `target_dipakai` are the quarters that entered; `is_target_tahunan` says the year's did.
    `target_teks` is shown in place of the target where words say it better (steps due).
    `tahap_dipakai` gives for each step of a milestone the quarter that speaks of it last.
    """

    target: Nilai | None
    realisasi: Nilai | None
    keadaan: Keadaan
    alasan: str = ""
    catatan: tuple[str, ...] = ()
    dipakai: tuple[Sel, ...] = ()
    target_dipakai: tuple[Sel, ...] = ()
    is_target_tahunan: bool = False
    aturan_target: str = ""
    aturan_realisasi: str = ""
    langkah: tuple[str, ...] = ()
    target_teks: str = ""
    tahap_dipakai: Mapping[int, Sel] = field(default_factory=dict)


def compute_gabungan_triwulan(indikator: Indikator, daftar_sel: Sequence[Sel]) -> Gabungan:
    """Give target and realisasi of the period's last quarter alone."""
    sel = daftar_sel[-1]
    isi = (sel,) if sel.is_terisi else ()
    keadaan, kode = _judge(isi, sel.nilai, sel.alasan, (sel,))
    if not sel.is_diukur:
        keadaan, kode = Keadaan.TIDAK_DIUKUR, sel.alasan
    return Gabungan(
        sel.target,
        sel.nilai,
        keadaan,
        kode,
        _describe_tambahan(isi),
        isi,
        (sel,) if sel.is_diukur else (),
        aturan_target=f"Target {sel.nama}.",
        aturan_realisasi=f"Realisasi {sel.nama}.",
        langkah=_describe_langkah(indikator, isi, sel.nilai),
    )


def compute_gabungan_sd(
    indikator: Indikator, daftar_sel: Sequence[Sel], skala: SkalaPredikat | None = None
) -> Gabungan:
    """Give target and realisasi s.d. triwulan.

    An unfilled quarter never flatters: under `jumlah` its target still counts, and where lower or
    nearer is better the capaian waits for the missing quarter (`kuartal_belum_lengkap`).
    """
    aturan = indikator.agregasi
    terukur = [sel for sel in daftar_sel if sel.is_diukur]
    if aturan in TERAKHIR:
        calon = terukur[-1:]
    elif aturan in PENAMBAHAN or not terukur:
        calon = list(daftar_sel)
    else:
        calon = terukur
    isi = tuple(sel for sel in calon if sel.is_terisi)
    pokok = _select_target(aturan, terukur)
    target = compute_gabungan_nilai(
        aturan, [s.target for s in pokok if s.target is not None], skala
    )
    nilai, kode = compute_gabungan_realisasi(aturan, isi, indikator.pengali, skala)
    if terukur:
        keadaan, kode = _judge(isi, nilai, kode, daftar_sel)
        if keadaan is Keadaan.TERISI:
            keadaan, kode = _judge_kelengkapan(indikator, terukur)
    else:
        keadaan, kode = Keadaan.TIDAK_DIUKUR, daftar_sel[-1].alasan
    return Gabungan(
        target,
        nilai,
        keadaan,
        kode,
        (*_describe_cakupan(aturan, terukur, daftar_sel[-1]), *_describe_tambahan(daftar_sel)),
        isi,
        tuple(pokok),
        aturan_target=ATURAN_TARGET[aturan],
        aturan_realisasi=ATURAN_REALISASI[aturan],
        langkah=_describe_langkah(indikator, isi, nilai),
    )


def compute_gabungan_tahun(
    indikator: Indikator,
    versi: VersiTarget,
    daftar_sel: Sequence[Sel],
    skala: SkalaPredikat | None = None,
    *,
    is_tahunan: bool,
) -> Gabungan:
    """Give the year's target and the realisasi so far; a value of an unmeasured quarter counts.

    `is_tahunan` tells that the year is over: then a year's target without any answer is
    belum_lapor, while during the year it is simply not yet measured.
    """
    aturan = indikator.agregasi
    terukur = [sel for sel in daftar_sel if sel.is_diukur]
    ada = [sel for sel in daftar_sel if sel.is_diukur or sel.is_terisi]
    isi = tuple(sel for sel in (ada[-1:] if aturan in TERAKHIR else ada) if sel.is_terisi)
    nilai, kode = compute_gabungan_realisasi(aturan, isi, indikator.pengali, skala)
    target = None if versi.is_dihapus else versi.tahunan
    catatan = (*_describe_cakupan(aturan, terukur, daftar_sel[-1]), *_describe_tambahan(daftar_sel))
    if target is None:
        keadaan = Keadaan.TIDAK_DIUKUR
        kode = alasan.INDIKATOR_DIHAPUS if versi.is_dihapus else alasan.TANPA_TARGET_TAHUNAN
    elif not ada and not is_tahunan:
        keadaan, kode = Keadaan.TIDAK_DIUKUR, daftar_sel[-1].alasan
    else:
        keadaan, kode = _judge(isi, nilai, kode, daftar_sel)
        if keadaan is Keadaan.TERISI:
            keadaan, kode = _judge_kelengkapan(indikator, terukur)
        if aturan is Agregasi.JUMLAH and not is_tahunan:
            catatan = (*catatan, f"baru s.d. {daftar_sel[-1].nama}")
    return Gabungan(
        target,
        nilai,
        keadaan,
        kode,
        catatan,
        isi,
        is_target_tahunan=target is not None,
        aturan_target="Target setahun menurut Perjanjian Kinerja yang berlaku.",
        aturan_realisasi=ATURAN_REALISASI[aturan],
        langkah=_describe_langkah(indikator, isi, nilai),
    )


def _select_target(aturan: Agregasi, terukur: Sequence[Sel]) -> Sequence[Sel]:
    """Pick the quarters whose targets stand against the realisasi."""
    if aturan is Agregasi.JUMLAH:
        return terukur
    if aturan in TERAKHIR or aturan is Agregasi.RASIO_JUMLAH:
        return terukur[-1:]
    return [sel for sel in terukur if sel.is_terisi] or terukur


def _judge(
    isi: Sequence[Sel], nilai: Nilai | None, kode: str, calon: Sequence[Sel]
) -> tuple[Keadaan, str]:
    """A blank current quarter with a target is not reported, whatever came before it."""
    kini = calon[-1]
    if (kini.is_diukur and not kini.is_terisi) or not isi:
        is_separuh = any(sel.alasan == alasan.PASANGAN_TIDAK_LENGKAP for sel in calon)
        sebab = alasan.PASANGAN_TIDAK_LENGKAP if is_separuh else alasan.REALISASI_KOSONG
        return Keadaan.BELUM_LAPOR, sebab
    if nilai is None:
        return Keadaan.TIDAK_DAPAT_DIHITUNG, kode
    return Keadaan.TERISI, ""


def _judge_kelengkapan(indikator: Indikator, terukur: Sequence[Sel]) -> tuple[Keadaan, str]:
    """A figure over several quarters lacks one; only a sum can be flattered by that."""
    if indikator.agregasi in TERAKHIR or all(sel.is_terisi for sel in terukur):
        return Keadaan.TERISI, ""
    is_aman = indikator.agregasi is not Agregasi.JUMLAH or indikator.polaritas is Polaritas.NAIK
    keadaan = Keadaan.TERISI if is_aman else Keadaan.TIDAK_DAPAT_DIHITUNG
    return keadaan, alasan.KUARTAL_BELUM_LENGKAP


def _describe_cakupan(aturan: Agregasi, terukur: Sequence[Sel], kini: Sel) -> tuple[str, ...]:
    if not terukur:
        return ()
    if aturan in TERAKHIR:
        return () if terukur[-1] is kini else (f"diukur {terukur[-1].nama}",)
    k, n = sum(sel.is_terisi for sel in terukur), len(terukur)
    if aturan in PENAMBAHAN and k == n:
        return ()
    return (f"{k} dari {n} triwulan",)


def _describe_tambahan(daftar_sel: Sequence[Sel]) -> tuple[str, ...]:
    nama = [sel.nama for sel in daftar_sel if sel.is_terisi and not sel.is_diukur]
    return (f"nilai diberikan walau tidak diukur: {', '.join(nama)}",) if nama else ()


def _describe_langkah(
    indikator: Indikator, isi: Sequence[Sel], nilai: Nilai | None
) -> tuple[str, ...]:
    if not isi:
        return ()
    return (describe_gabung(indikator.agregasi, isi, nilai, indikator.pengali),)
