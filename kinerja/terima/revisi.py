"""What a revision changes of what stood before, and the demand for a reason where there is none.

Changes nothing.
"""

from __future__ import annotations

from dataclasses import replace

from kinerja.excel.beda import build_perbedaan
from kinerja.excel.pencatat import Pencatat
from kinerja.excel.preflight import BerkasTerbaca, parse_berkas
from kinerja.terima.hasil import HasilBerkas
from kinerja.terima.simpan import Dasar


def compare_revisi(
    hasil: HasilBerkas, dasar: Dasar, baru: BerkasTerbaca, alasan: str
) -> HasilBerkas:
    """Add to a verdict what changed since what stands now, and K-REVISI-ALASAN without reason."""
    lama = parse_berkas(dasar.isi or b"", Pencatat(""))  # stored bytes may be older than a limit
    perbedaan = build_perbedaan(lama, baru) if lama else None
    if perbedaan is None:
        pesan = "Isi lama tidak terbaca, jadi perubahannya tidak dapat disebut satu per satu."
    else:
        pesan = "" if perbedaan else "Tidak ada isian yang berbeda dari kiriman sebelumnya."
    pencatat = Pencatat(hasil.nama, hasil.unit.slug if hasil.unit else "")
    if not alasan:
        jumlah = f"{len(perbedaan)} sel berbeda" if perbedaan else ""
        pencatat.galat(
            "K-REVISI-ALASAN",
            "Sudah ada isian unit ini untuk periode yang sama, dan isinya lain",
            ditemukan=jumlah,
            saran='Periksa perubahannya, lalu ulangi dengan --alasan "…".',
        )
    return replace(
        hasil,
        temuan=(*hasil.temuan, *pencatat.temuan),
        perbedaan=perbedaan or (),
        pesan=pesan,
    )
