"""Agencies made up for tests: every rule, with zeros, blanks, caps and values that do not fit."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from kinerja.model import RealisasiAnggaran, RumusTurun, Tahap, Tingkat
from kinerja.periode import Periode
from tests.bantuan_hitung import (
    angka,
    buat_indikator,
    buat_isian,
    buat_kebijakan,
    buat_masukan,
    buat_sub,
    buat_target,
)

KEBIJAKAN = (
    buat_kebijakan(),
    buat_kebijakan(batas_atas=angka("120"), rumus_turun=RumusTurun.RASIO, terlambat=angka("50")),
    buat_kebijakan(batas_bawah=None, predikat="biner", pembulatan_kategori="bulat"),
    buat_kebijakan(
        batas_atas=angka("100"), is_belum_lapor_nol=True, is_target_nol_tidak_diukur=False
    ),
)
_BERANGKA = ("jumlah", "akhir", "rata_rata", "maksimum", "minimum", "rasio_jumlah", "rasio_akhir")
_NILAI = ("0", "1", "2.5", "8", "10", "33.33", "40", "57.14", "66.67", "80", "87.125", "100", "250")
SEMUA_RUMUS = (
    *(("angka", arah, aturan) for arah in ("naik", "turun", "stabil") for aturan in _BERANGKA),
    *(("rentang", arah, aturan) for arah in ("naik", "turun", "stabil") for aturan in _BERANGKA),
    *(("predikat", None, aturan) for aturan in ("akhir", "maksimum", "minimum")),
    ("nihil", None, "akhir"),
    ("tonggak", None, "akhir"),
    ("tahapan", None, "akhir"),
)


def build_instansi(
    acak: Random, periode: Periode, awal: int, *, banyak: int = 3, jawab: Random | None = None
) -> Any:
    """Make up an agency; `awal` picks the rules, so that a run of agencies covers them all.

    `jawab` makes up the answers alone, so that one plan can have several.
    """
    n = len(periode.daftar_triwulan)
    rumus = [SEMUA_RUMUS[(awal + nomor) % len(SEMUA_RUMUS)] for nomor in range(banyak)]
    indikator = [_build_indikator(acak, f"IK-{i}", *satu) for i, satu in enumerate(rumus)]
    sub = [_build_sub(acak, nomor) for nomor in range(2)]
    isian, anggaran = {}, {}
    jawab = jawab or acak
    for triwulan in range(1, n + 1):
        for satu, (jenis, _, _) in zip(indikator, rumus, strict=True):
            jawaban = _build_jawaban(jawab, satu, jenis, triwulan)
            if jawaban is not None:
                isian.setdefault((satu.unit, triwulan), []).append(jawaban)
        for satu in sub:
            if jawab.random() < 0.8:
                anggaran.setdefault((satu.unit, triwulan), []).append(_build_uang(jawab, satu.kode))
    return buat_masukan(indikator, isian, sub, anggaran, periode=periode)


def _pick(acak: Random, *, kosong: float = 0.25, negatif: float = 0.08) -> Any:
    if acak.random() < kosong:
        return None
    nilai = angka(acak.choice(_NILAI))
    return -nilai if acak.random() < negatif else nilai


def _build_indikator(acak: Random, kode: str, jenis: str, arah: Any, aturan: str) -> Any:
    awal = date(2026, 1, 1)
    ubah: dict[str, Any] = {
        "unit": acak.choice(("anggaran", "aset")),
        "tingkat": acak.choice((Tingkat.SASARAN, Tingkat.SASARAN, Tingkat.PROGRAM)),
        "sasaran_kode": (acak.choice(("S-1", "S-2")),),
        "program_kode": acak.choice(("", "5.02.01")),
    }
    if acak.random() < 0.5:
        ubah["bobot"] = angka(acak.choice(("0", "1", "0.4", "2.5")))
    triwulan: list[Any]
    if jenis in {"angka", "nihil"}:
        triwulan = [_pick(acak) for _ in range(5)] if jenis == "angka" else [0, None, 0, 0, 0]
        ubah["toleransi"] = angka(acak.choice(("0", "5"))) if arah == "stabil" else angka("0")
        ubah["pengali"] = angka(acak.choice(("1", "100")))
    elif jenis == "rentang":
        triwulan = [
            None if acak.random() < 0.25 else acak.choice(((0, 5), (0, 40), (7, 8), (80, 90)))
            for _ in range(5)
        ]
    elif jenis == "predikat":
        triwulan = [acak.choice((None, "WTP", "WDP", "TW", "Baik")) for _ in range(5)]
        ubah["skala_predikat"] = "opini"
    else:
        triwulan = [
            None if acak.random() < 0.4 else awal + timedelta(days=acak.randrange(365))
            for _ in range(5)
        ]
        if jenis == "tahapan":
            ubah["tahapan"] = tuple(
                Tahap(kode, i, f"Tahap {i}", angka(bobot), awal + timedelta(acak.randrange(365)))
                for i, bobot in enumerate(acak.choice((("0.4", "0.6"), ("1",), ("0", "0"))), 1)
            )
    target = buat_target(triwulan[:4], triwulan[4])
    return buat_indikator(
        kode=kode,
        jenis="tonggak" if jenis == "tahapan" else jenis,
        polaritas=arah,
        agregasi=aturan,
        versi_target=(target,),
        **ubah,
    )


def _build_jawaban(acak: Random, satu: Any, jenis: str, triwulan: int) -> Any:
    hari = date(2026, 1, 1) + timedelta(days=acak.randrange(365))
    if acak.random() < 0.2:
        return None
    if jenis == "tahapan":
        jawaban = {tahap.nomor: acak.choice((None, "belum", hari)) for tahap in satu.tahapan}
        return buat_isian(None, kode=satu.kode, triwulan=triwulan, tahap_selesai=jawaban)
    if jenis == "tonggak":
        nilai = acak.choice((None, "belum", hari))
    elif jenis == "predikat":
        nilai = acak.choice((None, "WTP", "wdp", "TMP", "Buruk"))
    elif satu.is_rasio:
        nilai = (_pick(acak), _pick(acak, negatif=0.04))
    else:
        nilai = _pick(acak)
    return buat_isian(nilai, kode=satu.kode, triwulan=triwulan)


def _build_sub(acak: Random, nomor: int) -> Any:
    pagu = acak.choice((0, 1000_00, 123_456_789_01, 371_860_787_429_00))
    kas = acak.choice(((0, 0, 0, 0), (250_00, 0, 500_00, 250_00), (1, 2, 3, 4)))
    kode = f"5.02.0{1 + nomor}.2.01.000{nomor}"
    return buat_sub(
        kode,
        pagu,
        kas,
        unit=acak.choice(("anggaran", "aset")),
        target_keluaran=_pick(acak, negatif=0),
    )


def _build_uang(acak: Random, kode: str) -> RealisasiAnggaran:
    uang = acak.choice((None, 0, 100_00, -50_00, 33_333_33))
    fisik = acak.choice((None, angka("0"), angka("33.33"), angka("100")))
    return RealisasiAnggaran(kode, uang, fisik, _pick(acak, negatif=0))
