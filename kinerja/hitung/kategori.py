"""The class of a capaian: rounding first, then the first bound it meets."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kinerja.angka import format_angka, format_persen, round_desimal
from kinerja.model import Kebijakan
from kinerja.skala import KelasKategori


@dataclass(frozen=True, slots=True)
class HasilKategori:
    """The class with the rounded value it was found by, its sentence and the note on a hole."""

    kelas: KelasKategori
    nilai: Decimal
    kalimat: str
    catatan: str = ""


def compute_kategori(persen: Decimal, kebijakan: Kebijakan) -> HasilKategori:
    """Find the class of a capaian that is already floored and capped (rumus.md section 5).

    The value is rounded half up to two decimals, or to an integer, before it meets the bounds.

    >>> from kinerja.skala import build_skala_kategori
    >>> skala = build_skala_kategori(
    ...     "dua", [(">=91", "Sangat Tinggi", "hijau"), ("", "Rendah", "merah")])
    >>> compute_kategori(Decimal("90.995"), Kebijakan(skala)).kelas.label
    'Sangat Tinggi'
    >>> compute_kategori(Decimal("90.994"), Kebijakan(skala)).kelas.label
    'Rendah'
    """
    is_bulat = kebijakan.pembulatan_kategori == "bulat"
    nilai = round_desimal(persen, 0 if is_bulat else 2)
    kelas = next(kelas for kelas in kebijakan.kategori.kelas if _is_dalam(nilai, kelas))
    cara = "ke bilangan bulat" if is_bulat else "ke dua desimal"
    batas = "di bawah semua batas" if kelas.batas is None else f"memenuhi {kelas.batas_teks}"
    kalimat = f"{format_persen(nilai)} (dibulatkan {cara}) {batas}: {kelas.label}."
    return HasilKategori(kelas, nilai, kalimat, _describe_celah(nilai, kelas))


def _is_dalam(nilai: Decimal, kelas: KelasKategori) -> bool:
    if kelas.batas is None:
        return True
    return nilai >= kelas.batas if kelas.is_termasuk else nilai > kelas.batas


def _describe_celah(nilai: Decimal, kelas: KelasKategori) -> str:
    if kelas.tercetak_sampai is None or nilai <= kelas.tercetak_sampai:
        return ""
    return (
        f"{format_persen(nilai)} di atas batas tercetak {format_angka(kelas.tercetak_sampai)}"
        f" kelas {kelas.label}; kelas ditentukan oleh batas bawahnya."
    )
