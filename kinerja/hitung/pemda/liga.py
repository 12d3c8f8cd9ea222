"""Completeness and timeliness of the agencies: how many forms came, how many in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kinerja.hitung.jejak import Angka, Jejak, Operan
from kinerja.hitung.pemda.bahan import BahanOpd, KeadaanSetor, KeadaanTerbit, LaporanTerbit
from kinerja.hitung.pemda.hasil import BarisLiga
from kinerja.model import Keadaan

_SEMUA = "semua"


def build_liga(daftar: Sequence[BahanOpd]) -> tuple[BarisLiga, ...]:
    """Order the agencies: the share of forms that came, then of those in time, then by name."""
    umum = compute_ketepatan(build_jumlah(daftar)) or Decimal(0)
    baris = [(_rank(satu, umum), satu) for satu in map(build_baris, daftar)]
    baris.sort(key=lambda isi: (isi[0], isi[1].bahan.nama))
    urutan = [rank for rank, _ in baris]
    return tuple(replace(satu, peringkat=urutan.index(rank) + 1) for rank, satu in baris)


def build_jumlah(daftar: Sequence[BahanOpd]) -> BarisLiga:
    """Count the forms of all agencies together: shares of sums, never means of shares."""
    semua = tuple(satu for bahan in daftar for satu in bahan.setoran)
    jumlah = BahanOpd(_SEMUA, "Jumlah", "Jumlah", LaporanTerbit(KeadaanTerbit.BELUM), None, semua)
    return build_baris(jumlah)


def build_baris(bahan: BahanOpd) -> BarisLiga:
    """Count one agency's forms; where nothing is known of them there is no count, which is not 0.

    wajib = lapor + belum + tak_diketahui: a form of which nothing is known stays in the divisor,
    so that completeness never rises because something cannot be read.
    """
    wajib = len(bahan.setoran)
    per_keadaan = Counter(satu.keadaan for satu in bahan.setoran)
    lapor = sum(banyak for keadaan, banyak in per_keadaan.items() if keadaan.is_lapor)
    tak_diketahui = per_keadaan[KeadaanSetor.TAK_DIKETAHUI]
    is_dikenal = tak_diketahui < wajib

    def count(nama: str, sebutan: str, banyak: int, *, is_ada: bool = is_dikenal) -> Angka:
        if not is_ada:
            kunci = f"pemda.{bahan.slug}.setor.{nama}"
            return Angka(kunci, None, "cacah", Keadaan.TIDAK_DAPAT_DIHITUNG)
        jejak = Jejak(
            f"{sebutan}: {bahan.nama}",
            "hitungan formulir unit menurut register penerimaan",
            (Operan("formulir yang wajib disetor", str(wajib)),),
            (f"{sebutan}: {banyak} dari {wajib}.",),
        )
        return Angka(f"pemda.{bahan.slug}.setor.{nama}", banyak, "cacah", jejak=jejak)

    return BarisLiga(
        bahan,
        0,
        count("wajib", "Formulir wajib", wajib, is_ada=wajib > 0),
        count("lapor", "Formulir diterima", lapor),
        _compute_bagian(bahan, lapor, wajib if is_dikenal else 0),
        count("tepat", "Tepat waktu", per_keadaan[KeadaanSetor.TEPAT]),
        count("terlambat", "Terlambat", per_keadaan[KeadaanSetor.TERLAMBAT]),
        count("tercatat", "Waktunya tidak pasti", per_keadaan[KeadaanSetor.TERCATAT]),
        count("belum", "Belum diterima", wajib - lapor - tak_diketahui),
        count("tak_diketahui", "Tidak diketahui", tak_diketahui, is_ada=wajib > 0),
        max((satu.hari for satu in bahan.setoran), default=0),
    )


def _compute_bagian(bahan: BahanOpd, lapor: int, wajib: int) -> Angka:
    nama = f"pemda.{bahan.slug}.setor.kelengkapan"
    if not wajib:
        return Angka(nama, None, "persen", Keadaan.TIDAK_DAPAT_DIHITUNG, "%")
    nilai = Decimal(lapor) / wajib * 100
    jejak = Jejak(
        f"Kelengkapan setor: {bahan.nama}",
        "formulir diterima ÷ formulir wajib × 100",
        (Operan("diterima", str(lapor)), Operan("wajib", str(wajib))),
        (f"{lapor} ÷ {wajib} × 100.",),
    )
    return Angka(nama, nilai, "persen", satuan="%", jejak=jejak)


def _rank(satu: BarisLiga, umum: Decimal) -> tuple[Decimal, Decimal]:
    """Give what orders the agencies; those of whose forms nothing is known come last.

    Timeliness is tepat ÷ (tepat + terlambat): a form whose time is not certain counts neither way.
    Where no form's time is certain, that of the whole regency stands in (`umum`).
    """
    lapor, wajib = satu.lapor.nilai, satu.wajib.nilai
    if not isinstance(lapor, int) or not isinstance(wajib, int):
        return Decimal(1), Decimal(1)
    tepat = compute_ketepatan(satu)
    return -Decimal(lapor) / wajib, -(umum if tepat is None else tepat)


def compute_ketepatan(satu: BarisLiga) -> Decimal | None:
    """Give the share of forms in time among those whose time is certain; None without any."""
    tepat, terlambat = satu.tepat.nilai, satu.terlambat.nilai
    if not isinstance(tepat, int) or not isinstance(terlambat, int) or not tepat + terlambat:
        return None
    return Decimal(tepat) / (tepat + terlambat)
