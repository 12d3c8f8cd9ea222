"""The rules of the projection: what each agregasi asks of the quarters left.

Pure arithmetic on numbers; which indicator and which target is `proyeksi`'s work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from kinerja.angka import KONTEKS
from kinerja.hitung.gabung import TERAKHIR
from kinerja.hitung.pecahan import compute_total
from kinerja.hitung.sel import Sel
from kinerja.hitung.teks import format_operan
from kinerja.model import Agregasi

Putusan = Literal["tercapai", "pertahankan", "perlu", "tidak_mungkin", "selesai", "belum"]
"""Reached for good; on target and to be kept; something is needed; out of reach; not measured any
more this year; cannot be told."""
Arah = Literal["sedikit", "banyak", "tepat"]
"""Whether what is needed is at least, at most or exactly that much."""


@dataclass(frozen=True, slots=True)
class Kebutuhan:
    """What one rule asks of the quarters left: in all, for each, and the pace so far.

    `langkah` tells the arithmetic of `laju` in words.
    """

    putusan: Putusan
    sisa: Decimal | None = None
    laju: Decimal | None = None
    laju_kini: Decimal | None = None
    langkah: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bahan:
    """The numbers a rule works with: target, reported quarters, number of quarters left."""

    target: Decimal
    arah: Arah
    isi: Sequence[Sel]
    nilai: Decimal
    jumlah_sisa: int
    pengali: Decimal
    toleransi: Decimal = Decimal(0)


def compute_kebutuhan(agregasi: Agregasi, bahan: Bahan) -> Kebutuhan:
    """Give what a rule asks of the quarters left.

    >>> sel = [Sel(1, None, Decimal(20), is_terisi=True), Sel(2, None, Decimal(30),
    ...            is_terisi=True)]
    >>> bahan = Bahan(Decimal(100), "sedikit", sel, Decimal(50), 2, Decimal(1))
    >>> hasil = compute_kebutuhan(Agregasi.JUMLAH, bahan)
    >>> hasil.sisa, hasil.laju, hasil.laju_kini
    (Decimal('50'), Decimal('25'), Decimal('25'))
    """
    return _ATURAN[agregasi](bahan) if bahan.isi else _start(agregasi, bahan)


def _start(agregasi: Agregasi, bahan: Bahan) -> Kebutuhan:
    """Nothing measured yet: the whole target is still to come, or a position to be reached."""
    if agregasi is Agregasi.JUMLAH:
        return _compute_jumlah(bahan)
    return Kebutuhan("perlu", laju=None if agregasi in TERAKHIR else bahan.target)


def _meets(bahan: Bahan, nilai: Decimal) -> bool:
    if bahan.arah == "sedikit":
        return nilai >= bahan.target
    if bahan.arah == "banyak":
        return nilai <= bahan.target
    return abs(KONTEKS.subtract(nilai, bahan.target)) <= bahan.toleransi


def _compute_jumlah(bahan: Bahan) -> Kebutuhan:
    sisa = KONTEKS.subtract(bahan.target, bahan.nilai)
    kini = KONTEKS.divide(bahan.nilai, Decimal(len(bahan.isi))) if bahan.isi else None
    if sisa <= 0 and bahan.arah == "sedikit":
        return Kebutuhan("tercapai", laju_kini=kini)
    if sisa < 0:
        return Kebutuhan("tidak_mungkin", laju_kini=kini)
    return _divide(bahan, sisa, kini)


def _compute_akhir(bahan: Bahan) -> Kebutuhan:
    """A running position moves from where it is to the target; its pace so far is its own move."""
    sisa = KONTEKS.subtract(bahan.target, bahan.nilai)
    pertama, terakhir = bahan.isi[0], bahan.isi[-1]
    kini = None
    if isinstance(pertama.nilai, Decimal) and isinstance(terakhir.nilai, Decimal):
        jarak = terakhir.triwulan - pertama.triwulan
        if jarak:
            gerak = KONTEKS.subtract(terakhir.nilai, pertama.nilai)
            kini = KONTEKS.divide(gerak, Decimal(jarak))
    if _meets(bahan, bahan.nilai):
        return Kebutuhan("pertahankan", laju_kini=kini)
    return _divide(bahan, sisa, kini)


def _divide(bahan: Bahan, sisa: Decimal, kini: Decimal | None) -> Kebutuhan:
    """Spread what is left evenly over the quarters left."""
    laju = KONTEKS.divide(sisa, Decimal(bahan.jumlah_sisa))
    t, r, s = (format_operan(satu) for satu in (bahan.target, bahan.nilai, sisa))
    langkah = (
        f"Sisa = {t} − {r} = {s}",
        f"Tiap triwulan = {s} / {bahan.jumlah_sisa} = {format_operan(laju)}",
    )
    return Kebutuhan("perlu", sisa, laju, kini, langkah)


def _compute_rata_rata(bahan: Bahan) -> Kebutuhan:
    """Give the mean that the quarters left must have, so that all together have the target."""
    ada = compute_total(sel.nilai for sel in bahan.isi if isinstance(sel.nilai, Decimal))
    n = Decimal(len(bahan.isi) + bahan.jumlah_sisa)
    perlu = KONTEKS.subtract(KONTEKS.multiply(bahan.target, n), ada)
    laju = KONTEKS.divide(perlu, Decimal(bahan.jumlah_sisa))
    t, r = format_operan(bahan.target), format_operan(ada)
    langkah = (f"({t} × {n} − {r}) / {bahan.jumlah_sisa} = {format_operan(laju)}",)
    if bahan.arah == "banyak" and laju < 0:
        return Kebutuhan("tidak_mungkin", laju_kini=bahan.nilai, langkah=langkah)
    return Kebutuhan("perlu", laju=laju, laju_kini=bahan.nilai, langkah=langkah)


def _compute_maksimum(bahan: Bahan) -> Kebutuhan:
    if bahan.arah == "sedikit" and bahan.nilai >= bahan.target:
        return Kebutuhan("tercapai", laju_kini=bahan.nilai)
    if bahan.arah != "sedikit" and bahan.nilai > bahan.target:
        return Kebutuhan("tidak_mungkin", laju_kini=bahan.nilai)
    return Kebutuhan("perlu", laju=bahan.target, laju_kini=bahan.nilai)


def _compute_minimum(bahan: Bahan) -> Kebutuhan:
    if bahan.arah == "banyak" and bahan.nilai <= bahan.target:
        return Kebutuhan("tercapai", laju_kini=bahan.nilai)
    if bahan.arah != "banyak" and bahan.nilai < bahan.target:
        return Kebutuhan("tidak_mungkin", laju_kini=bahan.nilai)
    return Kebutuhan("perlu", laju=bahan.target, laju_kini=bahan.nilai)


def _compute_rasio_jumlah(bahan: Bahan) -> Kebutuhan:
    """Give the ratio the quarters left must have, each with the mean penyebut so far (assumed)."""
    p = compute_total(sel.pembilang for sel in bahan.isi if sel.pembilang is not None)
    q = compute_total(sel.penyebut for sel in bahan.isi if sel.penyebut is not None)
    tambah = KONTEKS.divide(
        KONTEKS.multiply(q, Decimal(bahan.jumlah_sisa)), Decimal(len(bahan.isi))
    )
    if tambah <= 0:
        return Kebutuhan("belum")
    semua = KONTEKS.multiply(bahan.target, KONTEKS.add(q, tambah))
    perlu = KONTEKS.subtract(KONTEKS.divide(semua, bahan.pengali), p)
    laju = KONTEKS.divide(KONTEKS.multiply(perlu, bahan.pengali), tambah)
    teks = (bahan.target, q, tambah, bahan.pengali, p, perlu, laju)
    t, q_ada, q_sisa, kali, p_ada, p_sisa, hasil = (format_operan(satu) for satu in teks)
    langkah = (
        f"Andaian: penyebut triwulan sisa seperti rata-rata sejauh ini, jumlahnya {q_sisa}",
        f"Pembilang yang diperlukan = {t} × ({q_ada} + {q_sisa}) / {kali} − {p_ada} = {p_sisa}",
        f"Tiap triwulan = {p_sisa} / {q_sisa} × {kali} = {hasil}",
    )
    if bahan.arah == "banyak" and laju < 0:
        return Kebutuhan("tidak_mungkin", laju_kini=bahan.nilai, langkah=langkah)
    return Kebutuhan("perlu", laju=laju, laju_kini=bahan.nilai, langkah=langkah)


_ATURAN: Final[Mapping[Agregasi, Callable[[Bahan], Kebutuhan]]] = {
    Agregasi.JUMLAH: _compute_jumlah,
    Agregasi.AKHIR: _compute_akhir,
    Agregasi.RATA_RATA: _compute_rata_rata,
    Agregasi.MAKSIMUM: _compute_maksimum,
    Agregasi.MINIMUM: _compute_minimum,
    Agregasi.RASIO_JUMLAH: _compute_rasio_jumlah,
    Agregasi.RASIO_AKHIR: _compute_akhir,
}
