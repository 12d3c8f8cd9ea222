"""How several quarters become one value under each agregasi, and the words for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from kinerja.angka import KONTEKS
from kinerja.hitung import alasan
from kinerja.hitung.pecahan import compute_total
from kinerja.hitung.sel import Sel, compute_rasio
from kinerja.hitung.teks import format_operan
from kinerja.model import Agregasi, Nilai, Rentang
from kinerja.skala import SkalaPredikat

TERAKHIR: Final = frozenset({Agregasi.AKHIR, Agregasi.RASIO_AKHIR})
PENAMBAHAN: Final = frozenset({Agregasi.JUMLAH, Agregasi.RASIO_JUMLAH})
_SASARAN_TERAKHIR: Final = TERAKHIR | {Agregasi.RASIO_JUMLAH}

ATURAN_REALISASI: Final[Mapping[Agregasi, str]] = {
    Agregasi.JUMLAH: "Jumlah realisasi triwulan yang dilaporkan.",
    Agregasi.AKHIR: "Posisi pada triwulan terakhir yang bertarget.",
    Agregasi.RATA_RATA: "Rata-rata realisasi triwulan yang dilaporkan.",
    Agregasi.MAKSIMUM: "Nilai terbesar dari triwulan yang dilaporkan.",
    Agregasi.MINIMUM: "Nilai terkecil dari triwulan yang dilaporkan.",
    Agregasi.RASIO_JUMLAH: "Σ pembilang / Σ penyebut × pengali atas triwulan yang dilaporkan.",
    Agregasi.RASIO_AKHIR: "Pembilang / penyebut × pengali pada triwulan terakhir yang bertarget.",
}
ATURAN_TARGET: Final[Mapping[Agregasi, str]] = {
    Agregasi.JUMLAH: "Jumlah semua target triwulan sampai dengan periode, dilaporkan atau belum.",
    Agregasi.AKHIR: "Target triwulan terakhir yang bertarget.",
    Agregasi.RATA_RATA: "Rata-rata target pada triwulan yang sama dengan realisasinya.",
    Agregasi.MAKSIMUM: "Target terbesar pada triwulan yang sama dengan realisasinya.",
    Agregasi.MINIMUM: "Target terkecil pada triwulan yang sama dengan realisasinya.",
    Agregasi.RASIO_JUMLAH: "Target triwulan terakhir yang bertarget.",
    Agregasi.RASIO_AKHIR: "Target triwulan terakhir yang bertarget.",
}


def compute_gabungan_realisasi(
    agregasi: Agregasi,
    daftar_sel: Sequence[Sel],
    pengali: Decimal,
    skala: SkalaPredikat | None = None,
) -> tuple[Nilai | None, str]:
    """Put the answers of filled quarters together; give None and a reason where that fails.

    >>> sel = [Sel(1, None, Decimal(2), is_terisi=True), Sel(2, None, Decimal(3), is_terisi=True)]
    >>> compute_gabungan_realisasi(Agregasi.JUMLAH, sel, Decimal(1))
    (Decimal('5'), '')
    """
    if not daftar_sel:
        return None, ""
    if agregasi is Agregasi.RASIO_JUMLAH:
        return compute_rasio(
            compute_total(sel.pembilang for sel in daftar_sel if sel.pembilang is not None),
            compute_total(sel.penyebut for sel in daftar_sel if sel.penyebut is not None),
            pengali,
        )
    terakhir = daftar_sel[-1]
    if agregasi in TERAKHIR:
        return terakhir.nilai, terakhir.alasan if terakhir.nilai is None else ""
    nilai = compute_gabungan_nilai(
        agregasi, [s.nilai for s in daftar_sel if s.nilai is not None], skala
    )
    return nilai, alasan.JENIS_TIDAK_SESUAI if nilai is None else ""


def compute_gabungan_nilai(
    agregasi: Agregasi, daftar_nilai: Sequence[Nilai], skala: SkalaPredikat | None = None
) -> Nilai | None:
    """Put values of one kind together: numbers, ranges bound by bound, predikat by rank.

    >>> compute_gabungan_nilai(Agregasi.RATA_RATA, [Decimal(70), Decimal(80)])
    Decimal('75')
    >>> compute_gabungan_nilai(Agregasi.JUMLAH, [Rentang(Decimal(1), Decimal(2))] * 2)
    Rentang(bawah=Decimal('2'), atas=Decimal('4'))
    """
    if not daftar_nilai:
        return None
    if agregasi in _SASARAN_TERAKHIR:
        return daftar_nilai[-1]
    angka = [nilai for nilai in daftar_nilai if isinstance(nilai, Decimal)]
    if len(angka) == len(daftar_nilai):
        return _compute_angka(agregasi, angka)
    rentang = [nilai for nilai in daftar_nilai if isinstance(nilai, Rentang)]
    if len(rentang) == len(daftar_nilai):
        return Rentang(
            _compute_angka(agregasi, [nilai.bawah for nilai in rentang]),
            _compute_angka(agregasi, [nilai.atas for nilai in rentang]),
        )
    return _compute_predikat(agregasi, daftar_nilai, skala)


def _compute_angka(agregasi: Agregasi, daftar: Sequence[Decimal]) -> Decimal:
    if agregasi is Agregasi.MAKSIMUM:
        return max(daftar)
    if agregasi is Agregasi.MINIMUM:
        return min(daftar)
    jumlah = compute_total(daftar)
    if agregasi is Agregasi.RATA_RATA:
        return KONTEKS.divide(jumlah, Decimal(len(daftar)))
    return jumlah


def _compute_predikat(
    agregasi: Agregasi, daftar: Sequence[Nilai], skala: SkalaPredikat | None
) -> Nilai | None:
    """The best or worst predikat; one outside the scale wins, so that it is seen and refused."""
    if agregasi not in {Agregasi.MAKSIMUM, Agregasi.MINIMUM}:
        return None
    peringkat: list[tuple[int, str]] = []
    for nilai in daftar:
        if not isinstance(nilai, str):
            return None
        urutan = skala.compute_peringkat(nilai) if skala else None
        if urutan is None:
            return nilai
        peringkat.append((urutan, nilai))
    pilih = max if agregasi is Agregasi.MAKSIMUM else min
    return pilih(peringkat)[1]


def describe_gabung(
    agregasi: Agregasi, daftar_sel: Sequence[Sel], nilai: Nilai | None, pengali: Decimal
) -> str:
    """Tell in one sentence how the answers of the quarters became the realisasi.

    >>> sel = [Sel(1, None, Decimal(2), is_terisi=True), Sel(2, None, Decimal(3), is_terisi=True)]
    >>> describe_gabung(Agregasi.JUMLAH, sel, Decimal(5), Decimal(1))
    'Realisasi = 2 + 3 = 5'
    """
    hasil = format_operan(nilai)
    if any(sel.penyebut is not None for sel in daftar_sel):
        p = " + ".join(format_operan(sel.pembilang) for sel in daftar_sel)
        q = " + ".join(format_operan(sel.penyebut) for sel in daftar_sel)
        kurung = len(daftar_sel) > 1
        pecahan = f"({p}) / ({q})" if kurung else f"{p} / {q}"
        return f"Realisasi = {pecahan} × {format_operan(pengali)} = {hasil}"
    isi = [format_operan(sel.nilai) for sel in daftar_sel]
    if agregasi in TERAKHIR or len(isi) == 1:
        return f"Realisasi = {hasil} ({daftar_sel[-1].nama})"
    if agregasi is Agregasi.JUMLAH:
        return f"Realisasi = {' + '.join(isi)} = {hasil}"
    if agregasi is Agregasi.RATA_RATA:
        return f"Realisasi = ({' + '.join(isi)}) / {len(isi)} = {hasil}"
    kata = "terbesar" if agregasi is Agregasi.MAKSIMUM else "terkecil"
    return f"Realisasi = yang {kata} dari {'; '.join(isi)} = {hasil}"
