"""Evidence that changed or went while its form was received: told, and no longer counted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from kinerja.bukti import BerkasBukti
from kinerja.excel.pencatat import Pencatat, format_kutipan
from kinerja.terima.hasil import HasilBerkas


def tell_bukti_berubah(hasil: HasilBerkas, berubah: Collection[BerkasBukti]) -> HasilBerkas:
    """Add a warning for each file, and take it out of the coverage."""
    if not berubah or hasil.bukti is None:
        return hasil
    pencatat = Pencatat(hasil.nama, hasil.unit.slug if hasil.unit else "")
    for satu in berubah:
        pencatat.peringatan(
            "K-BUKTI-BERUBAH",
            "Berkas bukti berubah selagi diterima, tidak disimpan",
            satu.tempat,
            ditemukan=format_kutipan(satu.nama),
            saran="Tunggu sampai penyimpanannya selesai, lalu terima lagi formulir yang sama.",
        )
    return replace(hasil, temuan=(*hasil.temuan, *pencatat.temuan), bukti=hasil.bukti.drop(berubah))
