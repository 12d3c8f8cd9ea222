"""The year beside other years, the Renstra's end target and a national standard.

Works on the finished figures of a yearly recap. What cannot be compared says why in words
(`alasan`); nothing stands in for a value that is not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from kinerja.angka import KONTEKS, round_desimal
from kinerja.hitung.alasan import describe_alasan
from kinerja.hitung.capaian import compute_capaian
from kinerja.hitung.hasil import HasilIndikator, Rekap
from kinerja.hitung.indikator import Konteks, build_pilihan
from kinerja.hitung.jejak import Angka, Bentuk, Jejak, Operan, format_nilai
from kinerja.hitung.teks import format_operan
from kinerja.model import Jenis, Keadaan, Nilai, Polaritas, Rentang

TAHUN_LALU_MAKS: Final = 4
"""How many earlier years stand beside the year."""


@dataclass(frozen=True, slots=True)
class Terhadap:
    """Realisasi of the year against a target beyond the year, or why it cannot be compared."""

    target: Angka
    capaian: Angka
    alasan: str = ""


@dataclass(frozen=True, slots=True)
class PerbandinganTahun:
    """One indicator over the years.

    `lalu` maps each earlier year to its realisasi (state tidak_diukur where the plan holds none),
    `capaian_lalu` is last year's capaian as its own report gave it,
    `selisih` is this year minus the last, `arah` 1 better, -1 worse, 0 equal, None where the two
    cannot be compared; `alasan` says why.
    """

    hasil: HasilIndikator
    lalu: dict[int, Angka]
    capaian_lalu: Angka
    selisih: Angka | None
    arah: int | None
    alasan: str
    renstra: Terhadap
    nasional: Terhadap


def build_perbandingan(rekap: Rekap) -> dict[str, PerbandinganTahun]:
    """Compare every indicator of a yearly recap, keyed by code."""
    tahun = list_tahun_lalu(rekap)
    return {hasil.indikator.kode: _compare(hasil, tahun, rekap) for hasil in rekap.indikator}


def list_tahun_lalu(rekap: Rekap) -> tuple[int, ...]:
    """List the earlier years the plan holds realisasi of, at most four; last year is always there.

    >>> from types import SimpleNamespace as Isi
    >>> lalu = [Isi(indikator=Isi(realisasi_lalu={2019: 1, 2023: 2, 2027: 3}))]
    >>> list_tahun_lalu(Isi(periode=Isi(tahun=2025), indikator=lalu))
    (2019, 2023, 2024)
    """
    kini = rekap.periode.tahun
    ada = {tahun for hasil in rekap.indikator for tahun in hasil.indikator.realisasi_lalu}
    return tuple(sorted({*(tahun for tahun in ada if tahun < kini), kini - 1})[-TAHUN_LALU_MAKS:])


def _compare(hasil: HasilIndikator, tahun: tuple[int, ...], rekap: Rekap) -> PerbandinganTahun:
    selisih, arah, alasan = _compute_selisih(hasil, rekap)
    return PerbandinganTahun(
        hasil,
        {satu: _build_lalu(hasil, satu) for satu in tahun},
        _build_capaian_lalu(hasil, rekap.periode.tahun - 1),
        selisih,
        arah,
        alasan,
        _compare_target(
            hasil, rekap, "renstra", "target akhir Renstra", hasil.indikator.target_renstra
        ),
        _compare_target(
            hasil, rekap, "nasional", "standar nasional", hasil.indikator.standar_nasional
        ),
    )


def _build_lalu(hasil: HasilIndikator, tahun: int) -> Angka:
    indikator = hasil.indikator
    nilai = indikator.realisasi_lalu.get(tahun)
    jejak = Jejak(
        f"Realisasi {indikator.nama} Tahun {tahun}",
        "Menurut rencana, kolom realisasi tahun lalu.",
        (Operan(f"Realisasi {tahun}", format_operan(nilai), indikator.alamat),),
    )
    keadaan = Keadaan.TERISI if nilai is not None else Keadaan.TIDAK_DIUKUR
    return Angka(
        f"ik.{indikator.kode}.lalu.{tahun}",
        nilai,
        "teks" if isinstance(nilai, str) else "angka",
        keadaan,
        indikator.satuan,
        jejak=jejak,
    )


def _build_capaian_lalu(hasil: HasilIndikator, tahun: int) -> Angka:
    """Quote the capaian of an earlier year; its target was another, so it is not computed anew."""
    indikator = hasil.indikator
    nilai = indikator.capaian_lalu.get(tahun)
    jejak = Jejak(
        f"Capaian {indikator.nama} Tahun {tahun}",
        "Menurut laporan kinerja tahun itu, dikutip pada rencana; tidak dihitung ulang.",
        (Operan(f"Capaian {tahun}", format_operan(nilai), indikator.alamat),),
    )
    keadaan = Keadaan.TERISI if nilai is not None else Keadaan.TIDAK_DIUKUR
    return Angka(f"ik.{indikator.kode}.lalu.{tahun}.capaian", nilai, "persen", keadaan, jejak=jejak)


def _compute_selisih(hasil: HasilIndikator, rekap: Rekap) -> tuple[Angka | None, int | None, str]:
    """Give the change since last year, whether it is for the better, or why there is none."""
    indikator, kini = hasil.indikator, hasil.tahun.realisasi.nilai
    tahun = rekap.periode.tahun - 1
    lalu = indikator.realisasi_lalu.get(tahun)
    if hasil.tahun.realisasi.keadaan is not Keadaan.TERISI:
        return None, None, f"realisasi {rekap.periode.tahun} belum ada"
    if lalu is None:
        return None, None, f"realisasi {tahun} tidak tercatat pada rencana"
    if indikator.jenis is Jenis.TONGGAK:
        return None, None, "tonggak diukur terhadap tenggat tahunnya sendiri"
    if indikator.jenis is Jenis.PREDIKAT:
        arah = _compare_predikat(hasil, lalu, rekap)
        alasan = "" if arah is not None else "predikatnya tidak ada pada skala"
        return None, arah, alasan
    if not isinstance(kini, Decimal) or not isinstance(lalu, Decimal):
        return None, None, "nilai kedua tahun tidak sejenis"
    nilai = KONTEKS.subtract(round_desimal(kini), round_desimal(lalu))
    bentuk: Bentuk = "poin" if indikator.is_persen else "angka"
    selisih = Angka(
        f"ik.{indikator.kode}.tahun.selisih",
        nilai,
        bentuk,
        satuan="poin persentase" if indikator.is_persen else indikator.satuan,
        jejak=Jejak(
            f"Perubahan realisasi {indikator.nama} sejak {tahun}",
            "Realisasi tahun ini dikurangi realisasi tahun lalu, keduanya dibulatkan dahulu ke dua"
            " desimal seperti yang ditampilkan.",
            (
                Operan(f"Realisasi {rekap.periode.tahun}", format_nilai(kini)),
                Operan(f"Realisasi {tahun}", format_nilai(lalu), indikator.alamat),
            ),
            (f"{format_nilai(kini)} − {format_nilai(lalu)} = {format_nilai(nilai, bentuk)}",),
        ),
    )
    return selisih, _judge(hasil, kini, lalu), ""


def _compare_predikat(hasil: HasilIndikator, lalu: Nilai, rekap: Rekap) -> int | None:
    skala = rekap.kebijakan.skala_predikat.get(hasil.indikator.skala_predikat)
    kini = hasil.tahun.realisasi.nilai
    if skala is None:
        return None
    peringkat = [skala.compute_peringkat(str(satu)) for satu in (kini, lalu)]
    if peringkat[0] is None or peringkat[1] is None:
        return None
    return (peringkat[0] > peringkat[1]) - (peringkat[0] < peringkat[1])


def _judge(hasil: HasilIndikator, kini: Decimal, lalu: Decimal) -> int:
    """Tell better from worse: by direction, or by the distance to the target where none is set."""
    indikator = hasil.indikator
    if indikator.jenis is Jenis.NIHIL or indikator.polaritas is Polaritas.TURUN:
        return (kini < lalu) - (kini > lalu)
    if indikator.polaritas is Polaritas.NAIK:
        return (kini > lalu) - (kini < lalu)
    jauh = [_measure_jarak(satu, hasil.tahun.target.nilai) for satu in (kini, lalu)]
    return (jauh[0] < jauh[1]) - (jauh[0] > jauh[1])


def _measure_jarak(nilai: Decimal, target: Nilai | int | None) -> Decimal:
    """Measure how far a value lies from this year's target; inside a range the distance is 0."""
    match target:
        case Rentang(bawah, atas):
            return max(bawah - nilai, nilai - atas, Decimal(0))
        case Decimal():
            return abs(nilai - target)
        case _:
            return Decimal(0)


def _compare_target(
    hasil: HasilIndikator, rekap: Rekap, besaran: str, sebutan: str, target: Nilai | None
) -> Terhadap:
    indikator, realisasi = hasil.indikator, hasil.tahun.realisasi
    dasar = f"ik.{indikator.kode}.{besaran}"
    judul = f"{sebutan[0].upper()}{sebutan[1:]} {indikator.nama}"
    angka_target = Angka(
        f"{dasar}.target",
        target,
        "teks" if isinstance(target, str) else "angka",
        Keadaan.TERISI if target is not None else Keadaan.TIDAK_DIUKUR,
        indikator.satuan,
        jejak=Jejak(
            judul,
            "Menurut rencana.",
            (Operan(sebutan, format_operan(target), indikator.alamat),),
        ),
    )
    if target is None:
        return Terhadap(angka_target, _without(dasar, ""), f"{sebutan} tidak ada pada rencana")
    if indikator.jenis is Jenis.TONGGAK and isinstance(target, date):
        return Terhadap(angka_target, _without(dasar, ""), "tonggak tidak dibandingkan antartahun")
    if realisasi.keadaan is not Keadaan.TERISI:
        alasan = f"realisasi {rekap.periode.tahun} belum ada"
        return Terhadap(angka_target, _without(dasar, realisasi.alasan), alasan)
    hitung = compute_capaian(
        target,
        realisasi.nilai,
        jenis=indikator.jenis,
        polaritas=indikator.polaritas,
        rumus_turun=indikator.rumus_turun or rekap.kebijakan.rumus_turun,
        pilihan=build_pilihan(indikator, Konteks(rekap.periode, rekap.kebijakan)),
    )
    jejak = Jejak(
        f"Capaian {indikator.nama} terhadap {sebutan}",
        hitung.aturan,
        (
            Operan(sebutan, format_operan(target), indikator.alamat),
            Operan(f"Realisasi {rekap.periode.tahun}", realisasi.teks),
        ),
        hitung.langkah,
    )
    capaian = Angka(
        f"{dasar}.capaian", hitung.persen, "persen", hitung.keadaan, "%", hitung.alasan, jejak
    )
    alasan = "" if hitung.persen is not None else describe_alasan(hitung.alasan).rstrip(".")
    return Terhadap(angka_target, capaian, alasan)


def _without(dasar: str, alasan: str) -> Angka:
    return Angka(f"{dasar}.capaian", None, "persen", Keadaan.TIDAK_DIUKUR, "%", alasan)
