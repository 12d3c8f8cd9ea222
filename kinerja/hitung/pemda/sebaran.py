"""How a figure spreads over the agencies: quartiles, fences and outliers, by Tukey's rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from kinerja.angka import format_apa_adanya, format_persen, round_desimal
from kinerja.hitung.jejak import Angka, Jejak, Operan
from kinerja.hitung.pemda.hasil import Sebaran
from kinerja.model import Keadaan

PALING_SEDIKIT: Final = 5
"""Fewer agencies have no quartiles worth the name."""
PENGALI_PAGAR: Final = Decimal("1.5")
JARAK_TERDEKAT: Final = Decimal(5)
"""Percentage points that a fence stands away from its quartile at least: less is not far."""
_ATURAN: Final = "kuartil di antara nilai terurut, seperti QUARTILE.INC di Excel"


def compute_kuartil(terurut: Sequence[Decimal], bagian: Decimal) -> Decimal:
    """Compute a quantile between ordered values.

    >>> deret = [Decimal(n) for n in (10, 20, 30, 40)]
    >>> [compute_kuartil(deret, Decimal(b)) for b in ("0.25", "0.5", "0.75")]
    [Decimal('17.50'), Decimal('25.0'), Decimal('32.50')]
    """
    letak = bagian * (len(terurut) - 1)
    bawah = int(letak)
    if bawah + 1 >= len(terurut):
        return terurut[-1]
    return terurut[bawah] + (letak - bawah) * (terurut[bawah + 1] - terurut[bawah])


@dataclass(frozen=True, slots=True)
class Suku:
    """An agency's figure; `is_kurang` where part of what it is made of was not reported."""

    opd: str
    angka: Angka
    is_kurang: bool = False


def compute_sebaran(nama: str, besaran: str, daftar: Sequence[Suku]) -> Sebaran:
    """Compute the spread of the computed figures among those of the agencies.

    Where the quartiles are the same as printed there is no spread, so no fence and no outlier.
    A figure of which part was not reported is compared with none: what is missing would look like
    what was not achieved. Its agency is named.

    Args:
        nama: The part of the ids that names the figure.
        besaran: What the figure is, in words.
        daftar: The agencies' figures.
    """
    terhitung = [
        (satu, satu.angka.nilai) for satu in daftar if isinstance(satu.angka.nilai, Decimal)
    ]
    kurang = tuple(sorted(satu.opd for satu, _ in terhitung if satu.is_kurang))
    ada = [(satu.opd, satu.angka, nilai) for satu, nilai in terhitung if not satu.is_kurang]
    terurut = sorted(nilai for _, _, nilai in ada)
    if len(terurut) < PALING_SEDIKIT:
        return replace(_build_kosong(nama, besaran, len(terurut)), kurang=kurang)
    q1, median, q3 = (compute_kuartil(terurut, Decimal(b)) for b in ("0.25", "0.5", "0.75"))
    jumlah = Operan("perangkat daerah", str(len(terurut)))

    def build(apa: str, sebutan: str, nilai: Decimal, langkah: str = "") -> Angka:
        operan = (jumlah, Operan("Q1", format_persen(q1)), Operan("Q3", format_persen(q3)))
        jejak = Jejak(
            f"{sebutan} {besaran}",
            _ATURAN,
            operan if langkah else (jumlah,),
            (langkah or f"{sebutan} dari {len(terurut)} nilai: {format_persen(nilai)}.",),
        )
        return Angka(f"pemda.{nama}.{apa}", nilai, "persen", satuan="%", jejak=jejak)

    sebaran = replace(
        _build_kosong(nama, besaran, len(terurut)),
        median=build("median", "Median", median),
        bawah=build("q1", "Kuartil bawah", q1),
        atas=build("q3", "Kuartil atas", q3),
        kurang=kurang,
    )
    if round_desimal(q1) == round_desimal(q3):
        return sebaran
    jarak, kali = _compute_jarak(q1, q3)
    pagar = (q1 - jarak, q3 + jarak)
    return replace(
        sebaran,
        pagar_bawah=build(
            "pagar_bawah", "Pagar bawah", pagar[0], f"Q1 − {kali} = {format_persen(pagar[0])}."
        ),
        pagar_atas=build(
            "pagar_atas", "Pagar atas", pagar[1], f"Q3 + {kali} = {format_persen(pagar[1])}."
        ),
        pencilan=tuple(
            (opd, angka)
            for opd, angka, nilai in sorted(ada, key=lambda satu: (satu[2], satu[0]))
            if not pagar[0] <= nilai <= pagar[1]
        ),
    )


def _compute_jarak(q1: Decimal, q3: Decimal) -> tuple[Decimal, str]:
    """Give how far the fences stand from the quartiles, and that in words.

    >>> _compute_jarak(Decimal(80), Decimal(90))
    (Decimal('15.0'), '1,5 × (Q3 − Q1)')
    >>> _compute_jarak(Decimal("99.8"), Decimal(100))
    (Decimal('5'), '5 poin, jarak paling dekat,')
    """
    jarak = PENGALI_PAGAR * (q3 - q1)
    if jarak < JARAK_TERDEKAT:
        return JARAK_TERDEKAT, f"{format_apa_adanya(JARAK_TERDEKAT)} poin, jarak paling dekat,"
    return jarak, f"{format_apa_adanya(PENGALI_PAGAR)} × (Q3 − Q1)"


def _build_kosong(nama: str, besaran: str, jumlah: int) -> Sebaran:
    def build(apa: str) -> Angka:
        kunci = f"pemda.{nama}.{apa}"
        return Angka(kunci, None, "persen", Keadaan.TIDAK_DAPAT_DIHITUNG, "%")

    return Sebaran(
        besaran,
        jumlah,
        build("median"),
        build("q1"),
        build("q3"),
        build("pagar_bawah"),
        build("pagar_atas"),
    )
