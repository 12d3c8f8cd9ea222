"""Whose form it is and for when: the Identitas sheet's words turned into a unit and a quarter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kinerja.excel.identitas import Identitas
from kinerja.excel.pencatat import Pencatat, describe_terdekat, format_kutipan
from kinerja.kolom import normalise_judul
from kinerja.model import Unit
from kinerja.periode import Periode

_TAHUN: Final = re.compile(r"[0-9]{4}", re.ASCII)


def find_unit(identitas: Identitas, daftar_unit: Sequence[Unit], pencatat: Pencatat) -> Unit | None:
    """Find the unit that the sheet names; an unknown one is noted with the nearest name."""
    tertulis = identitas.read("Unit")
    for unit in daftar_unit:
        if normalise_judul(unit.slug) == normalise_judul(tertulis):
            return unit
    dekat = describe_terdekat(tertulis, [unit.slug for unit in daftar_unit])
    pencatat.galat(
        "K-UNIT-ASING",
        "Unit pada buku kerja tidak dikenal",
        identitas.find_tempat("Unit"),
        ditemukan=(format_kutipan(tertulis) if tertulis else "kosong")
        + (f" ({dekat})" if dekat else ""),
        diharapkan=", ".join(unit.slug for unit in daftar_unit),
        saran="Salin isian ke formulir asli unit itu; lembar Identitas tidak diubah.",
    )
    return None


def parse_periode_identitas(identitas: Identitas, pencatat: Pencatat) -> Periode | None:
    """Read the quarter that the Identitas sheet names; what is no quarter is noted."""
    tahun, triwulan = identitas.read("Tahun"), identitas.read("Triwulan")
    is_tahun = _TAHUN.fullmatch(tahun) is not None and 2000 <= int(tahun) <= 2100
    for kunci, isi, is_sah, diharapkan in (
        ("Tahun", tahun, is_tahun, "tahun, mis. 2026"),
        ("Triwulan", triwulan, triwulan in {"1", "2", "3", "4"}, "angka 1 sampai 4"),
    ):
        if not is_sah:
            pencatat.galat(
                "K-IDENTITAS",
                f"{kunci} pada buku kerja tidak terbaca",
                identitas.find_tempat(kunci),
                ditemukan=format_kutipan(isi) if isi else "kosong",
                diharapkan=diharapkan,
                saran="Salin isian ke formulir asli; lembar Identitas tidak diubah.",
            )
    if is_tahun and triwulan in {"1", "2", "3", "4"}:
        return Periode(int(tahun), int(triwulan))
    return None
