"""The agencies' classes as published, and how many agencies stand in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.hitung.jejak import Angka, Jejak, Operan
from kinerja.hitung.kategori import compute_kategori
from kinerja.hitung.pemda.bahan import BahanOpd
from kinerja.hitung.pemda.hasil import BarisOpd, KelompokKategori, SebaranKategori
from kinerja.hitung.pemda.salin import find_alamat
from kinerja.skala import KelasKategori, SkalaKategori


@dataclass(frozen=True, slots=True)
class KategoriTerbit:
    """The class of a published capaian, with the sentence that says how it was found."""

    kelas: KelasKategori
    kalimat: str


def find_kategori(bahan: BahanOpd) -> KategoriTerbit | None:
    """Find the class that an agency's mean capaian was published in; None where it cannot be told.

    The published sentence names it; a class that today's scale does not know any more is left out.
    A report without the sentence is classed only where its policy is today's: a figure must not be
    judged by a scale that came after it.
    """
    terbit, kebijakan = bahan.laporan.angka.get("pd.rerata"), bahan.kebijakan
    if terbit is None or kebijakan is None or not isinstance(terbit.nilai, Decimal):
        return None
    if terbit.kategori:
        milik = (
            kelas
            for kelas in kebijakan.kategori.kelas
            if terbit.kategori.endswith(f": {kelas.label}.")
        )
        kelas = next(milik, None)
        return KategoriTerbit(kelas, terbit.kategori) if kelas is not None else None
    if bahan.laporan.kebijakan != kebijakan.uraian:
        return None
    hasil = compute_kategori(terbit.nilai, kebijakan)
    return KategoriTerbit(hasil.kelas, hasil.kalimat)


def build_kategori(daftar: Sequence[BarisOpd]) -> tuple[SebaranKategori, ...]:
    """Count the agencies by class, each scale for itself."""
    per_skala: dict[SkalaKategori, list[BarisOpd]] = {}
    for satu in daftar:
        if satu.kategori is not None and satu.bahan.kebijakan is not None:
            per_skala.setdefault(satu.bahan.kebijakan.kategori, []).append(satu)
    urut = sorted(per_skala.items(), key=lambda isi: -len(isi[1]))
    return tuple(
        SebaranKategori(
            ", ".join(kelas.label for kelas in skala.kelas),
            tuple(
                _build_kelompok(f"{nomor}.{urutan}", kelas, milik)
                for urutan, kelas in enumerate(skala.kelas, start=1)
            ),
        )
        for nomor, (skala, milik) in enumerate(urut, start=1)
    )


def _build_kelompok(
    kunci: str, kelas: KelasKategori, daftar: Sequence[BarisOpd]
) -> KelompokKategori:
    opd = tuple(satu.bahan.nama for satu in daftar if satu.kategori == kelas)
    jejak = Jejak(
        f"Perangkat daerah berkategori {kelas.label}",
        "hitungan perangkat daerah menurut kategori rata-rata capaiannya",
        tuple(
            Operan(satu.bahan.nama, satu.capaian.teks, find_alamat(satu.capaian))
            for satu in daftar
            if satu.kategori == kelas
        ),
        (f"{len(opd)} dari {len(daftar)} perangkat daerah.",),
    )
    jumlah = Angka(f"pemda.kategori.{kunci}", len(opd), "cacah", jejak=jejak)
    return KelompokKategori(kelas.label, kelas.warna, jumlah, opd)
