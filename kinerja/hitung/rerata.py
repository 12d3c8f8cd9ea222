"""Means up the tree: weighted or plain, exact, with k of n and what did not enter.

A mean takes the floored and capped capaian of the headline basis. It never mixes tingkat: the
caller hands over indicators of one tingkat only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from kinerja.angka import KONTEKS, format_persen
from kinerja.hitung import alasan
from kinerja.hitung.alasan import describe_alasan
from kinerja.hitung.hasil import HasilIndikator, HasilSasaran, Rerata, format_cakupan
from kinerja.hitung.jejak import Angka, Jejak, Operan
from kinerja.hitung.kategori import compute_kategori
from kinerja.hitung.pecahan import LUAS, NOL, SATU, compute_total
from kinerja.hitung.teks import format_operan
from kinerja.model import Keadaan, Kebijakan

BATAS_WAJAR: Final = Decimal(200)
"""A capaian above this lifts a mean so much that the mean says so."""


@dataclass(frozen=True, slots=True)
class Suku:
    """One member of a mean; `nilai` is None where it does not enter."""

    nama: str
    nilai: Decimal | None
    bobot: Decimal
    keadaan: Keadaan


def compute_rerata(
    daftar: Sequence[HasilIndikator],
    id_angka: str,
    judul: str,
    kebijakan: Kebijakan,
    *,
    is_berbobot: bool = False,
) -> Rerata:
    """Average indicators of one tingkat (rumus.md section 4).

    Weights hold only where every sibling has one; else each counts 1 (`is_bobot_sebagian` tells).
    A belum_lapor stays out, or counts as capaian 0 where the policy says so; k counts only what was
    computed.
    """
    berbobot = [hasil for hasil in daftar if hasil.indikator.bobot is not None]
    pakai_bobot = is_berbobot and 0 < len(berbobot) == len(daftar)
    suku = [_build_suku(hasil, kebijakan, pakai_bobot=pakai_bobot) for hasil in daftar]
    k = sum(satu.keadaan is Keadaan.TERISI for satu in suku)
    m = sum(satu.keadaan is Keadaan.TIDAK_DIUKUR for satu in suku)
    nol = sum(satu.keadaan is Keadaan.BELUM_LAPOR and satu.nilai is not None for satu in suku)
    catatan = [f"{nol} indikator belum lapor dihitung 0"] if nol else []
    rumus = "Σ(bobot × capaian) / Σ bobot" if pakai_bobot else "Σ capaian / banyaknya indikator"
    aturan = f"Rata-rata = {rumus}, atas capaian yang dipakai dari indikator yang terhitung."
    rerata = _build(suku, (k, len(suku) - m, m), (id_angka, judul, aturan), kebijakan, catatan)
    return replace(rerata, is_berbobot=pakai_bobot)


def compute_rerata_sasaran(
    daftar: Sequence[HasilSasaran], id_angka: str, judul: str, kebijakan: Kebijakan
) -> Rerata:
    """Average the means of the sasaran, each counting once; one without any figure is left out."""
    suku = [
        Suku(
            satu.sasaran.kode,
            satu.rerata.angka.nilai if isinstance(satu.rerata.angka.nilai, Decimal) else None,
            SATU,
            satu.rerata.angka.keadaan,
        )
        for satu in daftar
    ]
    k = sum(satu.nilai is not None for satu in suku)
    m = sum(satu.keadaan is Keadaan.TIDAK_DIUKUR for satu in suku)
    kosong = [s.nama for s in suku if s.nilai is None and s.keadaan is not Keadaan.TIDAK_DIUKUR]
    catatan = [f"{len(kosong)} sasaran belum terhitung: {', '.join(kosong)}"] if kosong else []
    aturan = "Rata-rata sederhana dari rata-rata sasaran yang terhitung."
    if daftar:
        isi = [satu.rerata for satu in daftar]
        cakupan = format_cakupan(
            sum(satu.k for satu in isi), sum(satu.n for satu in isi), sum(satu.m for satu in isi)
        )
        catatan.insert(0, f"indikator sasaran {cakupan}")
    rerata = _build(suku, (k, len(suku) - m, m), (id_angka, judul, aturan), kebijakan, catatan)
    return replace(rerata, satuan="sasaran")


def is_bobot_sebagian(daftar: Sequence[HasilIndikator]) -> bool:
    """Tell whether some siblings have a weight and some have none."""
    berbobot = sum(hasil.indikator.bobot is not None for hasil in daftar)
    return 0 < berbobot < len(daftar)


def _build_suku(hasil: HasilIndikator, kebijakan: Kebijakan, *, pakai_bobot: bool) -> Suku:
    nilai = hasil.utama.capaian_pakai.nilai
    pakai = nilai if isinstance(nilai, Decimal) else None
    if hasil.utama.keadaan is Keadaan.BELUM_LAPOR and kebijakan.is_belum_lapor_nol:
        pakai = NOL
    bobot = hasil.indikator.bobot if pakai_bobot else None
    return Suku(hasil.indikator.kode, pakai, SATU if bobot is None else bobot, hasil.utama.keadaan)


def _build(
    suku: Sequence[Suku],
    cakupan: tuple[int, int, int],
    kepala: tuple[str, str, str],
    kebijakan: Kebijakan,
    catatan: list[str],
) -> Rerata:
    id_angka, judul, aturan = kepala
    masuk = [(satu, satu.nilai) for satu in suku if satu.nilai is not None]
    pembagi = compute_total(satu.bobot for satu, _ in masuk)
    if pembagi == 0:
        angka = _build_kosong(suku, id_angka, Jejak(judul, aturan), is_bobot_nol=bool(masuk))
        return Rerata(angka, *cakupan, catatan=tuple(catatan))
    jumlah = compute_total(LUAS.multiply(satu.bobot, nilai) for satu, nilai in masuk)
    rerata = KONTEKS.divide(jumlah, pembagi)
    kategori = compute_kategori(rerata, kebijakan)
    tinggi = [(satu.nama, nilai) for satu, nilai in masuk if nilai > BATAS_WAJAR]
    if tinggi:
        isi = ", ".join(f"{nama} ({format_persen(nilai)})" for nama, nilai in sorted(tinggi))
        catatan.append(f"rata-rata terangkat oleh nilai di atas {BATAS_WAJAR}%: {isi}")
    if kategori.catatan:
        catatan.append(kategori.catatan.rstrip("."))
    jejak = Jejak(
        judul,
        aturan,
        tuple(_build_operan(satu, nilai) for satu, nilai in masuk),
        (f"{format_operan(jumlah)} / {format_operan(pembagi)} = {format_persen(rerata)}",),
        kategori=kategori.kalimat,
    )
    angka = Angka(id_angka, rerata, "persen", satuan="%", jejak=jejak)
    return Rerata(angka, *cakupan, kategori.kelas, tuple(catatan))


def _build_operan(satu: Suku, nilai: Decimal) -> Operan:
    bobot = "" if satu.bobot == 1 else f" × bobot {format_operan(satu.bobot)}"
    return Operan(satu.nama, f"{format_operan(nilai)}%{bobot}")


def _build_kosong(
    suku: Sequence[Suku], id_angka: str, jejak: Jejak, *, is_bobot_nol: bool
) -> Angka:
    ada = {satu.keadaan for satu in suku} - {Keadaan.TIDAK_DIUKUR}
    if not ada:
        keadaan, kode = Keadaan.TIDAK_DIUKUR, alasan.TANPA_TARGET
    elif Keadaan.BELUM_LAPOR in ada and not is_bobot_nol:
        keadaan, kode = Keadaan.BELUM_LAPOR, alasan.REALISASI_KOSONG
    else:
        keadaan = Keadaan.TIDAK_DAPAT_DIHITUNG
        kode = alasan.BOBOT_NOL if is_bobot_nol else alasan.TANPA_HITUNGAN
    sebab = replace(jejak, langkah=(describe_alasan(kode),))
    return Angka(id_angka, None, "persen", keadaan, "%", kode, sebab)
