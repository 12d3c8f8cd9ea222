"""Comparison of two computed periods of one year: what moved since the quarter before.

Compares figures that already exist; computes no capaian.
"""

from __future__ import annotations

from dataclasses import dataclass

from kinerja.angka import KONTEKS, format_desimal
from kinerja.hitung.hasil import HasilIndikator, Rekap
from kinerja.hitung.jejak import Angka, Jejak, Operan
from kinerja.model import Keadaan


@dataclass(frozen=True, slots=True)
class Perubahan:
    """Change of one figure in percentage points, with the two figures it came from.

    `selisih` is None where one of the two does not exist.
    """

    kini: Angka
    lalu: Angka
    selisih: Angka | None

    @property
    def arah(self) -> int:
        """1 risen, -1 fallen, 0 equal at the two decimals shown or not comparable."""
        if self.selisih is None:
            return 0
        teks = self.selisih.teks
        if not teks.strip("-0,%"):
            return 0
        return -1 if teks.startswith("-") else 1


def compute_perubahan(kini: Angka, lalu: Angka, nama: str) -> Perubahan:
    """Subtract two percentages: percentage points from `lalu` to `kini`.

    >>> from decimal import Decimal
    >>> a, b = Angka("a", Decimal("90.5"), "persen"), Angka("b", Decimal("88"), "persen")
    >>> compute_perubahan(a, b, "Rata-rata").selisih.teks
    '2,50'
    """
    if (
        kini.keadaan is not Keadaan.TERISI
        or lalu.keadaan is not Keadaan.TERISI
        or kini.nilai is None
        or lalu.nilai is None
        or not _is_bilangan(kini)
        or not _is_bilangan(lalu)
    ):
        return Perubahan(kini, lalu, None)
    nilai = KONTEKS.subtract(kini.nilai, lalu.nilai)  # type: ignore[arg-type]
    selisih = Angka(
        f"{kini.id}.perubahan",
        nilai,
        "poin",
        satuan="poin persen",
        jejak=Jejak(
            f"Perubahan {nama}",
            "nilai kini dikurangi nilai triwulan sebelumnya",
            (Operan("kini", kini.teks), Operan("sebelumnya", lalu.teks)),
            (f"{kini.teks} − {lalu.teks} = {format_desimal(nilai)} poin",),
        ),
    )
    return Perubahan(kini, lalu, selisih)


def _is_bilangan(angka: Angka) -> bool:
    return not isinstance(angka.nilai, str) and hasattr(angka.nilai, "as_tuple")


@dataclass(frozen=True, slots=True)
class Banding:
    """Two periods side by side: the mean, and each indicator's headline capaian by code."""

    kini: Rekap
    lalu: Rekap
    rerata: Perubahan
    serapan: Perubahan
    indikator: dict[str, Perubahan]


def compute_banding(kini: Rekap, lalu: Rekap) -> Banding:
    """Compare a quarter with the one before it, indicator by indicator."""
    sebelum = {hasil.indikator.kode: hasil for hasil in lalu.indikator}
    return Banding(
        kini=kini,
        lalu=lalu,
        rerata=compute_perubahan(kini.rerata.angka, lalu.rerata.angka, "rata-rata capaian"),
        serapan=compute_perubahan(
            kini.anggaran.total.serapan, lalu.anggaran.total.serapan, "serapan"
        ),
        indikator={
            hasil.indikator.kode: _compare(hasil, sebelum[hasil.indikator.kode])
            for hasil in kini.indikator
            if hasil.indikator.kode in sebelum
        },
    )


def _compare(kini: HasilIndikator, lalu: HasilIndikator) -> Perubahan:
    return compute_perubahan(
        kini.utama.capaian, lalu.utama.capaian, f"capaian {kini.indikator.kode}"
    )
