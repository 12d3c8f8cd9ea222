"""Comparison of two computed periods of one year: what moved since the quarter before.

Compares figures that already exist, and the agency's mean once more over what both quarters
computed; computes no capaian.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from kinerja.angka import KONTEKS, format_desimal, round_desimal
from kinerja.hitung.hasil import HasilIndikator, HasilSasaran, Rekap, Rerata
from kinerja.hitung.jejak import Angka, Jejak, Operan
from kinerja.hitung.rerata import compute_rerata, compute_rerata_sasaran, is_bobot_sebagian
from kinerja.model import Keadaan


@dataclass(frozen=True, slots=True)
class Perubahan:
    """Change of one figure in percentage points, with the two figures it came from.

    `selisih` is None where one of the two does not exist or they are not comparable; `alasan` says
    why in words where there is more to say than that a figure is missing.
    """

    kini: Angka
    lalu: Angka
    selisih: Angka | None
    alasan: str = ""

    @property
    def arah(self) -> int:
        """1 risen, -1 fallen, 0 equal at the two decimals shown or not comparable."""
        if self.selisih is None or not isinstance(self.selisih.nilai, Decimal):
            return 0
        return (self.selisih.nilai > 0) - (self.selisih.nilai < 0)


def compute_perubahan(
    kini: Angka, lalu: Angka, nama: str, alasan: str = "", dasar: str = "triwulan sebelumnya"
) -> Perubahan:
    """Subtract two percentages: percentage points from `lalu`, that of `dasar`, to `kini`.

    Both are rounded to the two decimals shown first, so that the subtraction a reader sees holds
    *(our choice)*. With an `alasan` they are not comparable and nothing is subtracted.

    >>> a, b = Angka("a", Decimal("90.5"), "persen"), Angka("b", Decimal("88"), "persen")
    >>> compute_perubahan(a, b, "Rata-rata").selisih.teks
    '2,50'
    """
    atas, bawah = _find_bilangan(kini), _find_bilangan(lalu)
    if alasan or atas is None or bawah is None:
        return Perubahan(kini, lalu, None, alasan)
    nilai = KONTEKS.subtract(round_desimal(atas), round_desimal(bawah))
    selisih = Angka(
        f"{kini.id}.perubahan",
        nilai,
        "poin",
        satuan="poin persentase",
        jejak=Jejak(
            f"Perubahan {nama}",
            f"Nilai kini dikurangi nilai {dasar}, keduanya dibulatkan dahulu ke dua"
            " desimal seperti yang ditampilkan.",
            (Operan("kini", kini.teks), Operan("sebelumnya", lalu.teks)),
            (f"{kini.teks} − {lalu.teks} = {format_desimal(nilai)} poin",),
        ),
    )
    return Perubahan(kini, lalu, selisih)


def _find_bilangan(angka: Angka) -> Decimal | None:
    is_ada = angka.keadaan is Keadaan.TERISI and isinstance(angka.nilai, Decimal)
    return angka.nilai if is_ada and isinstance(angka.nilai, Decimal) else None


@dataclass(frozen=True, slots=True)
class Banding:
    """Two periods side by side: the mean, and each indicator's headline capaian by code.

    `rerata.selisih` stands only where the same sasaran were computed in both; `sebanding` compares
    the mean over the sasaran and indicators computed in both, None where there are none.
    `alasan_beda` names the sasaran that only one of them computed, `beda_indikator` likewise the
    indicators (which leave `rerata.selisih` standing); both are empty where nothing differs.
    """

    kini: Rekap
    lalu: Rekap
    rerata: Perubahan
    serapan: Perubahan
    indikator: dict[str, Perubahan]
    sebanding: Perubahan | None = None
    alasan_beda: str = ""
    beda_indikator: str = ""


def compute_banding(kini: Rekap, lalu: Rekap) -> Banding:
    """Compare a quarter with the one before it, indicator by indicator."""
    sebelum = {hasil.indikator.kode: hasil for hasil in lalu.indikator}
    beda_sasaran = _describe_beda("sasaran", _list_sasaran(kini), _list_sasaran(lalu), kini, lalu)
    bersama = _list_indikator(kini) & _list_indikator(lalu)
    return Banding(
        kini=kini,
        lalu=lalu,
        rerata=compute_perubahan(
            kini.rerata.angka, lalu.rerata.angka, "rata-rata capaian", beda_sasaran
        ),
        serapan=compute_perubahan(
            kini.anggaran.total.serapan,
            lalu.anggaran.total.serapan,
            "serapan",
            _describe_sebagian(kini) or _describe_sebagian(lalu),
        ),
        indikator={
            hasil.indikator.kode: _compare(hasil, sebelum[hasil.indikator.kode])
            for hasil in kini.indikator
            if hasil.indikator.kode in sebelum
        },
        sebanding=_compare_sebanding(kini, lalu, bersama),
        alasan_beda=beda_sasaran,
        beda_indikator=_describe_beda(
            "indikator", _list_indikator(kini), _list_indikator(lalu), kini, lalu
        ),
    )


def _compare(kini: HasilIndikator, lalu: HasilIndikator) -> Perubahan:
    return compute_perubahan(
        kini.utama.capaian, lalu.utama.capaian, f"capaian {kini.indikator.kode}"
    )


def _compare_sebanding(kini: Rekap, lalu: Rekap, bersama: set[str]) -> Perubahan | None:
    if not bersama:
        return None
    return compute_perubahan(
        compute_rerata_sebanding(kini, bersama).angka,
        compute_rerata_sebanding(lalu, bersama).angka,
        "rata-rata capaian yang sebanding",
    )


def compute_rerata_sebanding(rekap: Rekap, bersama: set[str]) -> Rerata:
    """Average again by the rules of the recap, over some of its sasaran indicators only.

    A sasaran that has none of them is left out; weights hold where every sibling of the plan has
    one.
    """
    daftar = []
    for satu in rekap.sasaran:
        milik = tuple(hasil for hasil in satu.indikator if hasil.indikator.kode in bersama)
        if milik:
            daftar.append(_narrow_sasaran(satu, milik, rekap))
    rerata = compute_rerata_sasaran(
        daftar,
        f"{rekap.rerata.angka.id}.sebanding",
        "Rata-rata capaian perangkat daerah yang sebanding",
        rekap.kebijakan,
    )
    jejak = rerata.angka.jejak
    if jejak is None:
        return rerata
    aturan = f"{jejak.aturan} Hanya sasaran dan indikator yang terhitung pada kedua triwulan."
    langkah = (*jejak.langkah, f"indikator yang dibandingkan: {', '.join(sorted(bersama))}")
    jejak = replace(jejak, aturan=aturan, langkah=langkah)
    return replace(rerata, angka=replace(rerata.angka, jejak=jejak))


def _narrow_sasaran(
    satu: HasilSasaran, milik: tuple[HasilIndikator, ...], rekap: Rekap
) -> HasilSasaran:
    rerata = compute_rerata(
        milik,
        f"{satu.rerata.angka.id}.sebanding",
        f"Rata-rata capaian sasaran {satu.sasaran.kode} yang sebanding",
        rekap.kebijakan,
        is_berbobot=not is_bobot_sebagian(satu.indikator),
    )
    return HasilSasaran(satu.sasaran, milik, rerata)


def _list_sasaran(rekap: Rekap) -> set[str]:
    return {s.sasaran.kode for s in rekap.sasaran if _find_bilangan(s.rerata.angka) is not None}


def _list_indikator(rekap: Rekap) -> set[str]:
    return {
        hasil.indikator.kode
        for satu in rekap.sasaran
        for hasil in satu.indikator
        if hasil.utama.keadaan is Keadaan.TERISI
    }


def _describe_beda(
    sebutan: str, ada_kini: set[str], ada_lalu: set[str], kini: Rekap, lalu: Rekap
) -> str:
    """Name what only one of the two quarters computed."""
    bagian = [
        f"{sebutan} {', '.join(sorted(kurang))} belum terhitung pada {rekap.periode.judul_triwulan}"
        for kurang, rekap in ((ada_lalu - ada_kini, kini), (ada_kini - ada_lalu, lalu))
        if kurang
    ]
    return "; ".join(bagian)


def _describe_sebagian(rekap: Rekap) -> str:
    """Why the spending of a quarter cannot be compared: not all of it was reported."""
    total = rekap.anggaran.total
    if total.k == total.n:
        return ""
    return (
        f"baru {total.k} dari {total.n} sub kegiatan melaporkan realisasi"
        f" {rekap.periode.judul_triwulan}"
    )
