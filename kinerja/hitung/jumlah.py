"""Counts of a list of indicators by what became of them on the headline basis."""

from __future__ import annotations

from collections.abc import Sequence

from kinerja.hitung.hasil import HasilIndikator, RingkasanJumlah
from kinerja.hitung.jejak import Angka, Jejak
from kinerja.model import Keadaan


def compute_jumlah(daftar: Sequence[HasilIndikator], dasar: str) -> RingkasanJumlah:
    """Count indicators into five groups that never overlap and add up to all of them.

    Args:
        daftar: The indicators to count.
        dasar: Start of the ids, e.g. `pd` or `unit.sekretariat`.

    >>> compute_jumlah([], "pd").jumlah.teks
    '0'
    """
    belum = _filter(daftar, Keadaan.BELUM_LAPOR)
    kosong = _filter(daftar, Keadaan.TIDAK_DIUKUR)
    gagal = _filter(daftar, Keadaan.TIDAK_DAPAT_DIHITUNG)
    dinilai = _filter(daftar, Keadaan.TERISI)
    tercapai = [hasil for hasil in dinilai if hasil.utama.is_tercapai]
    tidak = [hasil for hasil in dinilai if not hasil.utama.is_tercapai]
    return RingkasanJumlah(
        _count(tercapai, f"{dasar}.tercapai", "tercapai"),
        _count(tidak, f"{dasar}.belum_tercapai", "belum tercapai"),
        _count(belum, f"{dasar}.belum_lapor", "belum lapor"),
        _count(kosong, f"{dasar}.tidak_diukur", "tidak diukur"),
        _count(gagal, f"{dasar}.tidak_dapat_dihitung", "tidak dapat dihitung"),
        _count(daftar, f"{dasar}.jumlah", "seluruhnya"),
        _count(
            [hasil for hasil in daftar if hasil.utama.keadaan is not Keadaan.TIDAK_DIUKUR],
            f"{dasar}.bertarget",
            "bertarget pada periode ini",
        ),
    )


def _filter(daftar: Sequence[HasilIndikator], keadaan: Keadaan) -> list[HasilIndikator]:
    return [hasil for hasil in daftar if hasil.utama.keadaan is keadaan]


def _count(daftar: Sequence[HasilIndikator], id_angka: str, sebutan: str) -> Angka:
    kode = ", ".join(hasil.indikator.kode for hasil in daftar) or "tidak ada"
    jejak = Jejak(
        f"Jumlah indikator {sebutan}",
        "Banyaknya indikator menurut keadaan pada ukuran utama.",
        langkah=(f"{kode}: {len(daftar)}",),
    )
    return Angka(id_angka, len(daftar), "cacah", satuan="indikator", jejak=jejak)
