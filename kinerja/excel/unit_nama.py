"""Finds the unit that a cell names by slug, full name or abbreviation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kinerja.excel.konversi import Konversi
from kinerja.excel.pencatat import format_kutipan
from kinerja.excel.sel import Sel
from kinerja.kolom import normalise_judul
from kinerja.model import Unit


def build_unit_per_nama(daftar_unit: Sequence[Unit]) -> dict[str, str]:
    """Map every way to name a unit to its slug; the slug itself wins over names."""
    hasil = {normalise_judul(unit.slug): unit.slug for unit in daftar_unit}
    for unit in daftar_unit:
        for nama in (unit.nama, unit.singkatan):
            if nama:
                hasil.setdefault(normalise_judul(nama), unit.slug)
    return hasil


def parse_unit(konversi: Konversi, sel: Sel, unit_per_nama: Mapping[str, str]) -> str:
    """Read the unit named in a cell; empty, with a finding, where it is unknown."""
    teks = konversi.parse_teks(sel)
    if not teks:
        return ""
    slug = unit_per_nama.get(normalise_judul(teks))
    if slug is not None:
        return slug
    dekat = konversi.pencatat.describe_terdekat(teks, list(unit_per_nama))
    konversi.galat(
        sel,
        "K-UNIT-ASING",
        "Unit tidak dikenal",
        ditemukan=format_kutipan(teks) + (f" ({dekat})" if dekat else ""),
        diharapkan=", ".join(sorted(set(unit_per_nama.values()))),
        saran="Tulis slug atau nama unit seperti pada instansi.yaml.",
    )
    return ""
