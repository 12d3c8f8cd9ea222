"""Counts of follow-ups and the share that is closed, and how late an item is; all with passports.

Gets the items sorted into groups by their ids: what a state means is not decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kinerja.angka import KONTEKS, format_tanggal
from kinerja.hitung.jejak import Angka, Jejak, Operan
from kinerja.model import Keadaan

_SATUAN = "butir"


@dataclass(frozen=True, slots=True)
class RingkasanTindakLanjut:
    """How many items there are, closed, given up and open; the share closed; how many are late."""

    jumlah: Angka
    selesai: Angka
    tidak_dapat: Angka
    terbuka: Angka
    lewat: Angka
    selesai_persen: Angka


def compute_ringkasan_tindak_lanjut(
    dasar: str,
    *,
    selesai: Sequence[str],
    tidak_dapat: Sequence[str],
    terbuka: Sequence[str],
    lewat: Sequence[str],
) -> RingkasanTindakLanjut:
    """Count items by group and compute the share that is closed and verified.

    Args:
        dasar: Start of the ids, e.g. `tl` or `tl.bidang-aset`.
        selesai: Ids of the items closed and verified.
        tidak_dapat: Ids of those that cannot be met, with a reason.
        terbuka: Ids of all others.
        lewat: Those of the open ones that are past their due date.

    >>> hasil = compute_ringkasan_tindak_lanjut(
    ...     "tl", selesai=["a"], tidak_dapat=[], terbuka=["b", "c"], lewat=["c"])
    >>> hasil.selesai_persen.teks, hasil.jumlah.teks, hasil.lewat.teks
    ('33,33%', '3', '1')
    """
    semua = (*selesai, *tidak_dapat, *terbuka)
    jumlah = _count(f"{dasar}.jumlah", semua, "seluruhnya")
    tutup = _count(f"{dasar}.selesai", selesai, "selesai diverifikasi")
    return RingkasanTindakLanjut(
        jumlah,
        tutup,
        _count(f"{dasar}.tidak_dapat", tidak_dapat, "tidak dapat dipenuhi"),
        _count(f"{dasar}.terbuka", terbuka, "masih terbuka"),
        _count(f"{dasar}.lewat", lewat, "terbuka dan lewat batas waktu"),
        _compute_bagian(f"{dasar}.selesai_persen", len(selesai), len(semua)),
    )


def _count(id_angka: str, daftar: Sequence[str], sebutan: str) -> Angka:
    jejak = Jejak(
        f"Butir disposisi {sebutan}",
        "Banyaknya butir menurut keadaannya pada register.",
        langkah=(f"{', '.join(daftar) or 'tidak ada'}: {len(daftar)}",),
    )
    return Angka(id_angka, len(daftar), "cacah", satuan=_SATUAN, jejak=jejak)


def _compute_bagian(id_angka: str, selesai: int, jumlah: int) -> Angka:
    if not jumlah:
        return Angka(id_angka, None, "persen", Keadaan.TIDAK_DIUKUR)
    nilai = KONTEKS.divide(Decimal(selesai) * 100, Decimal(jumlah))
    angka = Angka(id_angka, nilai, "persen")
    jejak = Jejak(
        "Bagian butir disposisi yang selesai diverifikasi",
        "Selesai diverifikasi ÷ seluruh butir × 100; yang tidak dapat dipenuhi tidak dihitung"
        " selesai.",
        (Operan("selesai diverifikasi", str(selesai)), Operan("seluruh butir", str(jumlah))),
        (f"{selesai} ÷ {jumlah} × 100 = {angka.teks}",),
    )
    return Angka(id_angka, nilai, "persen", jejak=jejak)


def compute_lewat(id_angka: str, hari: int, tenggat: date, per: date) -> Angka:
    """Give the days past a due date as a figure, with the day they are counted to.

    >>> compute_lewat("tl.x.lewat", 13, date(2026, 6, 30), date(2026, 7, 13)).jejak.langkah
    ('13 Juli 2026 − 30 Juni 2026 = 13 hari',)
    """
    jejak = Jejak(
        "Hari lewat batas waktu",
        "Dari batas waktu sampai tanggal laporan, atau sampai hari butir ditutup.",
        (Operan("batas waktu", format_tanggal(tenggat)),),
        (f"{format_tanggal(per)} − {format_tanggal(tenggat)} = {hari} hari",),
    )
    return Angka(id_angka, hari, "cacah", satuan="hari", jejak=jejak)
