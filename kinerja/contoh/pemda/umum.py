"""Draws the indicators every agency of a made-up regency has: satisfaction, SAKIP, audit findings.

Their wording follows the kind of agency, and their targets lie where that kind's usually lie.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from kinerja.contoh.pemda.katalog import Perangkat, Ukuran
from kinerja.contoh.pemda.peran import Undian
from kinerja.contoh.sumber import Baris, read_csv


class UkuranUmum(NamedTuple):
    """The shared indicators of one agency: of its tujuan, its last sasaran, its first unit."""

    tujuan: Ukuran
    sakip: Ukuran
    temuan: Ukuran
    penunjang: Ukuran


def build_umum(perangkat: Perangkat, undian: Undian) -> UkuranUmum:
    """Draw the shared indicators of an agency from those of its kind."""
    per_peran = {
        baris["peran"]: _build_ukuran(baris, undian)
        for baris in read_csv("pemda_umum")
        if baris["susunan"] == perangkat.jenis
    }
    return UkuranUmum(**per_peran)


def _build_ukuran(baris: Baris, undian: Undian) -> Ukuran:
    """Draw a target between two bounds, in steps such a target is written with."""
    bawah, atas, langkah = (Decimal(baris[kolom]) for kolom in ("bawah", "atas", "langkah"))
    target = bawah + langkah * undian.draw_bulat(0, int((atas - bawah) / langkah))
    return Ukuran(baris["indikator"], baris["satuan"], baris["bentuk"], str(target))
