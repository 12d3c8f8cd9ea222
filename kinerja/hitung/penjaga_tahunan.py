"""Findings that only a yearly report has: what the plan lacks for the comparisons it asks.

Money and quarters have their own guards; a value that contradicts them is in `rekonsiliasi`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kinerja.hitung.hasil import Rekap
from kinerja.model import Jenis, Tingkat
from kinerja.temuan import Temuan, Tingkatan

_BER_RENSTRA = frozenset({Tingkat.TUJUAN, Tingkat.SASARAN})


def check_tahunan(rekap: Rekap) -> Iterator[Temuan]:
    """Find indicators of tujuan and sasaran without the Renstra's end target; one finding.

    A milestone has its own day each year and is not asked for one.
    """
    kosong = [
        satu.indikator
        for satu in rekap.indikator
        if satu.indikator.tingkat in _BER_RENSTRA
        and satu.indikator.jenis is not Jenis.TONGGAK
        and satu.indikator.target_renstra is None
        and not satu.versi.is_dihapus
    ]
    if not kosong:
        return
    alamat = kosong[0].alamat
    yield Temuan(
        "K-RENSTRA-KOSONG",
        Tingkatan.PERINGATAN,
        "Target akhir Renstra tidak ada pada rencana, jadi belum dapat dibandingkan",
        alamat.berkas if alamat else "",
        alamat.lembar if alamat else "",
        alamat.sel if alamat else "",
        ditemukan=", ".join(satu.kode for satu in kosong),
        saran="Isi kolom Target Akhir Renstra pada lembar Indikator.",
    )
