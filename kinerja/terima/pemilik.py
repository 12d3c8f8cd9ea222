"""Whose form it is and for when: the stamp's words turned into a unit and a quarter."""

from __future__ import annotations

from collections.abc import Sequence

from kinerja.excel.lembar import describe_terdekat
from kinerja.excel.pencatat import Pencatat, format_kutipan
from kinerja.excel.stempel import Stempel
from kinerja.kolom import normalise_judul
from kinerja.model import Unit
from kinerja.periode import Periode


def find_unit(stempel: Stempel, daftar_unit: Sequence[Unit], pencatat: Pencatat) -> Unit | None:
    """Find the unit that the stamp names; an unknown one is noted with the nearest name."""
    tertulis = stempel.read("Unit")
    for unit in daftar_unit:
        if normalise_judul(unit.slug) == normalise_judul(tertulis):
            return unit
    dekat = describe_terdekat(tertulis, [unit.slug for unit in daftar_unit])
    pencatat.galat(
        "K-UNIT-ASING",
        "Unit pada buku kerja tidak dikenal",
        stempel.find_tempat("Unit"),
        ditemukan=(format_kutipan(tertulis) if tertulis else "kosong")
        + (f" ({dekat})" if dekat else ""),
        diharapkan=", ".join(unit.slug for unit in daftar_unit),
        saran="Salin isian ke formulir asli unit itu; lembar Identitas tidak diubah.",
    )
    return None


def parse_periode_stempel(stempel: Stempel, pencatat: Pencatat) -> Periode | None:
    """Read the quarter that the stamp names; what is no quarter is noted."""
    tahun, triwulan = stempel.read("Tahun"), stempel.read("Triwulan")
    is_tahun = tahun.isascii() and tahun.isdigit() and 2000 <= int(tahun) <= 2100
    for kunci, isi, is_sah, diharapkan in (
        ("Tahun", tahun, is_tahun, "tahun, mis. 2026"),
        ("Triwulan", triwulan, triwulan in {"1", "2", "3", "4"}, "angka 1 sampai 4"),
    ):
        if not is_sah:
            pencatat.galat(
                "K-IDENTITAS",
                f"{kunci} pada buku kerja tidak terbaca",
                stempel.find_tempat(kunci),
                ditemukan=format_kutipan(isi) if isi else "kosong",
                diharapkan=diharapkan,
                saran="Salin isian ke formulir asli; lembar Identitas tidak diubah.",
            )
    if is_tahun and triwulan in {"1", "2", "3", "4"}:
        return Periode(int(tahun), int(triwulan))
    return None
