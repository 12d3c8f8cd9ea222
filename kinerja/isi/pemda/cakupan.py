"""How many agencies a figure of the regency covers, and how those that lack are named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kinerja.hitung.jejak import Angka
from kinerja.hitung.pemda.hasil import BarisLingkup, RekapPemda
from kinerja.isi.blok import Potongan, Teks
from kinerja.isi.susun import join_daftar
from kinerja.model import Keadaan

KURANG: Final = " †"
"""Marks a figure of which part was not reported, wherever it stands."""
BELUM_ADA: Final = "belum ada"
_DISEBUT: Final = 8


def name_opd(daftar: Sequence[str], sebanyak: int = _DISEBUT) -> str:
    """Name agencies in a sentence; of many the first ones, the tables hold them all.

    >>> name_opd(["A", "B", "C"]), name_opd(["A", "B", "C", "D"], 2)
    ('A, B, dan C', 'A, B, dan 2 lagi')
    """
    if len(daftar) <= sebanyak:
        return join_daftar(daftar)
    return f"{', '.join(daftar[:sebanyak])}, dan {len(daftar) - sebanyak} lagi"


def show_ada(satu: Angka) -> Potongan:
    """Give a sum over the agencies, or words where no agency has a figure: never a zero.

    >>> show_ada(Angka("x", None, "rupiah", Keadaan.TIDAK_DAPAT_DIHITUNG))
    'belum ada'
    """
    return BELUM_ADA if satu.keadaan is Keadaan.TIDAK_DAPAT_DIHITUNG else satu


def mark_kurang(*, is_kurang: bool) -> str:
    """Give the mark of a figure of which part was not reported; else nothing."""
    return KURANG if is_kurang else ""


def describe_tanpa(rekap: RekapPemda) -> Teks:
    """Say which forms are not known and how many agencies no sum of forms holds; else nothing."""
    jumlah, tanpa = rekap.jumlah_unit.tak_diketahui, len(rekap.tanpa_unit)
    tak: Teks = (", ", jumlah, " tidak diketahui") if jumlah.nilai else ()
    return (*tak, f", tanpa {tanpa} perangkat daerah") if tanpa else tak


def describe_tak_pasti(rekap: RekapPemda) -> Teks:
    """Say how many forms came at a time that is not certain; else nothing."""
    jumlah = rekap.jumlah_unit.tercatat
    return (", ", jumlah, " waktunya tidak pasti") if jumlah.nilai else ()


def describe_cakupan(rekap: RekapPemda) -> Teks:
    """Say how many of the agencies the sums cover."""
    return (rekap.jumlah_terpakai, " dari ", rekap.jumlah_opd, " perangkat daerah")


def describe_cakupan_uang(rekap: RekapPemda) -> Teks:
    """Say of how many agencies the absorption holds realisasi, and of how many only part."""
    skpd = rekap.lingkup[0]
    sebagian = f", {len(skpd.sebagian)} baru sebagian" if skpd.sebagian else ""
    return (
        f"realisasi {len(skpd.terhitung)} dari ",
        rekap.jumlah_opd,
        f" perangkat daerah{sebagian}",
    )


def list_tanpa_realisasi(baris: BarisLingkup) -> list[str]:
    """Name in clauses the agencies whose pagu is in a sum without all of their realisasi."""
    return [
        f"realisasi {name_opd(daftar)} {apa}, sedangkan pagunya ikut terjumlah"
        for daftar, apa in (
            (baris.tanpa_realisasi, "belum diketahui"),
            (baris.sebagian, "baru diketahui sebagian"),
        )
        if daftar
    ]
