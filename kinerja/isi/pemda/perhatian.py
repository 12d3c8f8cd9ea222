"""What a leader should look at: who is missing, late or provisional, and who is far from target.

Names and counts what the figures say; judges nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kinerja.hitung.jejak import Angka
from kinerja.hitung.pemda.bahan import KeadaanTerbit
from kinerja.hitung.pemda.hasil import BarisLiga, BarisOpd, RekapPemda, Sebaran
from kinerja.isi.blok import Teks
from kinerja.isi.pemda.cakupan import name_opd
from kinerja.isi.susun import join_teks

_DISEBUT: Final = 5


def list_perhatian(rekap: RekapPemda) -> list[Teks]:
    """List what needs attention, gravest first; words where there is nothing."""
    butir = [
        *_list_kurang(rekap),
        *_list_terlambat(rekap.liga),
        *_list_jauh(rekap.baris),
        *_list_pencilan(rekap),
    ]
    return butir or [("Tidak ada yang menonjol.",)]


def _list_kurang(rekap: RekapPemda) -> Iterator[Teks]:
    """Name the agencies without a report or with forms missing, and whose report may change."""
    liga, terpakai = rekap.liga, [x for x in rekap.baris if x.bahan.laporan.keadaan.is_dipakai]
    for awal, daftar in (
        ("Belum ada laporan yang dapat dipakai", rekap.tanpa_angka),
        ("Unitnya tidak terbaca dan formulirnya tidak terhitung", rekap.tanpa_unit),
        ("Setorannya tidak diketahui karena tidak terbaca", rekap.tak_diketahui),
        (
            "Belum ada satu pun formulir yang diterima",
            [x for x in liga if x.lapor.nilai == 0],
        ),
        ("Sebagian unit belum lapor", [x for x in liga if x.lapor.nilai and x.belum.nilai]),
        (
            "Laporannya usang",
            [x for x in terpakai if x.bahan.laporan.keadaan is KeadaanTerbit.USANG],
        ),
        ("Laporannya sementara", [x for x in terpakai if x.bahan.laporan.is_sementara]),
        (
            "Serapannya tidak dibandingkan karena realisasi SKPD-nya baru sebagian",
            [x for x in terpakai if x.skpd.sebagian],
        ),
        (
            "Capaiannya tidak dibandingkan karena sebagian indikatornya belum lapor",
            [x for x in terpakai if x.is_capaian_kurang],
        ),
    ):
        nama = sorted(satu.bahan.nama for satu in daftar)
        if nama:
            yield (f"{awal}, {len(nama)} perangkat daerah: {name_opd(nama, _DISEBUT)}.",)


def _list_terlambat(liga: Sequence[BarisLiga]) -> Iterator[Teks]:
    """Name the agencies with late forms, the longest delay first."""
    telat = sorted(
        (satu for satu in liga if satu.terlambat.nilai),
        key=lambda satu: (-satu.hari_terlama, satu.bahan.nama),
    )
    if telat:
        rinci: list[Teks] = [
            (
                f"{satu.bahan.nama} (",
                satu.terlambat,
                f" formulir, paling lama {satu.hari_terlama} hari)",
            )
            for satu in telat[:_DISEBUT]
        ]
        yield _join(f"Terlambat menyetor, {len(telat)} perangkat daerah: ", rinci, len(telat))


def _list_jauh(baris: Sequence[BarisOpd]) -> Iterator[Teks]:
    """Name the agencies that met the smallest share of their targets."""
    jauh = sorted(
        (bagian, satu.bahan.nama, satu)
        for satu in baris
        if (bagian := _compute_bagian(satu)) is not None and bagian < 1
    )
    if jauh:
        rinci: list[Teks] = [
            (
                f"{nama} (",
                satu.tercapai,
                " dari ",
                satu.bertarget,
                f" indikator{_tell_belum(satu)})",
            )
            for _, nama, satu in jauh[:_DISEBUT]
        ]
        awal = f"Belum mencapai semua target, {len(jauh)} perangkat daerah, yang terjauh dahulu: "
        yield _join(awal, rinci, len(jauh))


def _tell_belum(satu: BarisOpd) -> str:
    """Say how many of the indicators were not reported: they are not met, but not missed either."""
    belum = satu.bahan.laporan.belum_lapor
    return f", {belum} belum lapor" if belum else ""


def _compute_bagian(satu: BarisOpd) -> Decimal | None:
    tercapai, bertarget = satu.tercapai.nilai, satu.bertarget.nilai
    if not isinstance(tercapai, int) or not isinstance(bertarget, int) or not bertarget:
        return None
    return Decimal(tercapai) / bertarget


def _join(awal: str, rinci: Sequence[Teks], semua: int) -> Teks:
    lagi = f"; dan {semua - len(rinci)} lagi." if semua > len(rinci) else "."
    return (awal, *join_teks(rinci, "; "), lagi)


def _list_pencilan(rekap: RekapPemda) -> Iterator[Teks]:
    """Name the agencies beyond the fences."""
    for sebaran in (rekap.sebaran_capaian, rekap.sebaran_serapan):
        for sisi, batas in (("di bawah", sebaran.pagar_bawah), ("di atas", sebaran.pagar_atas)):
            yield from _describe_pencilan(sebaran, sisi, batas)


def _describe_pencilan(sebaran: Sebaran, sisi: str, batas: Angka) -> Iterator[Teks]:
    """Name the agencies beyond one fence of a figure; nothing where there is none."""
    milik = sebaran.list_pencilan(is_bawah=batas is sebaran.pagar_bawah)
    if milik:
        awal = f"{sebaran.besaran[0].upper()}{sebaran.besaran[1:]} jauh {sisi} yang lain ("
        isi = join_teks([(f"{opd} ", angka) for opd, angka in milik], "; ")
        yield (awal, batas, "): ", *isi, ".")
