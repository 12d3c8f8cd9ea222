"""The regency's figures: each agency's as published, money summed, classes counted, outliers.

A share over agencies is a share of sums, never a mean of shares. Capaian is never averaged over
agencies: each counts by its own policy; the median is told of those that share one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kinerja.hitung.jejak import Angka, Jejak
from kinerja.hitung.pemda.bahan import BahanOpd
from kinerja.hitung.pemda.hasil import BarisOpd, RekapPemda
from kinerja.hitung.pemda.kelas import build_kategori, find_kategori
from kinerja.hitung.pemda.liga import build_jumlah, build_liga
from kinerja.hitung.pemda.salin import copy_angka
from kinerja.hitung.pemda.sebaran import Suku, compute_sebaran
from kinerja.hitung.pemda.uang import build_lingkup, list_lingkup
from kinerja.periode import Periode


def build_rekap_pemda(periode: Periode, daftar: Sequence[BahanOpd]) -> RekapPemda:
    """Build all figures of the regency's report."""
    daftar = tell_apart(daftar)
    liga = build_liga(daftar)
    kebijakan = _find_kebijakan_umum(daftar)
    baris = tuple(_build_baris(satu.bahan, kebijakan) for satu in liga)
    terpakai = [satu for satu in baris if satu.bahan.laporan.keadaan.is_dipakai]
    lengkap = sum(satu.lapor.nilai == satu.wajib.nilai for satu in liga if satu.lapor.nilai)
    return RekapPemda(
        periode,
        _count("opd", "Perangkat daerah", len(daftar), len(daftar)),
        _count("lengkap", "Perangkat daerah yang semua unitnya sudah lapor", lengkap, len(daftar)),
        _count("terpakai", "Perangkat daerah dengan angka", len(terpakai), len(daftar)),
        build_jumlah(daftar),
        liga,
        baris,
        list_lingkup(terpakai),
        build_kategori(terpakai),
        compute_sebaran(
            "capaian",
            "rata-rata capaian",
            [
                Suku(satu.bahan.nama, satu.capaian, is_kurang=satu.is_capaian_kurang)
                for satu in terpakai
                if satu.is_sebanding
            ],
        ),
        compute_sebaran(
            "serapan",
            "serapan belanja SKPD",
            [
                Suku(satu.bahan.nama, satu.skpd.serapan, is_kurang=bool(satu.skpd.sebagian))
                for satu in terpakai
            ],
        ),
        kebijakan,
        _count_laporan(daftar),
    )


def tell_apart(daftar: Sequence[BahanOpd]) -> list[BahanOpd]:
    """Give agencies of the same name their folder's name beside it; the others stay as they are."""
    jumlah = Counter(_fold(satu.nama) for satu in daftar)
    return [
        replace(satu, nama=f"{satu.nama} ({satu.slug})") if jumlah[_fold(satu.nama)] > 1 else satu
        for satu in daftar
    ]


def _fold(nama: str) -> str:
    """Give a name as a reader sees it: neither case nor spacing tells two apart."""
    return " ".join(nama.casefold().split())


def _count_laporan(daftar: Sequence[BahanOpd]) -> tuple[tuple[str, Angka], ...]:
    """Count the reports by how far they are; those that cannot be used by what is wrong."""
    kata = Counter(
        satu.laporan.status if satu.laporan.keadaan.is_dipakai else satu.laporan.keadaan.value
        for satu in daftar
    )
    return tuple(
        (satu, _count(f"laporan.{nomor}", f"Laporan {satu}", kata[satu], len(daftar)))
        for nomor, satu in enumerate(sorted(kata, key=lambda k: (-kata[k], k)), start=1)
    )


def _count(nama: str, sebutan: str, banyak: int, semua: int) -> Angka:
    jejak = Jejak(sebutan, "hitungan perangkat daerah", (), (f"{banyak} dari {semua}.",))
    return Angka(f"pemda.jumlah.{nama}", banyak, "cacah", jejak=jejak)


def _find_kebijakan_umum(daftar: Iterable[BahanOpd]) -> str:
    """Find the policy that most published reports were made by; of equals the first by text."""
    jumlah = Counter(satu.laporan.kebijakan for satu in daftar if satu.laporan.keadaan.is_dipakai)
    return min(jumlah, key=lambda teks: (-jumlah[teks], teks), default="")


def _build_baris(bahan: BahanOpd, kebijakan: str) -> BarisOpd:
    laporan = bahan.laporan
    capaian = copy_angka(bahan, "pd.rerata", "capaian", "persen")
    kategori = find_kategori(bahan)
    if kategori is not None and capaian.jejak is not None:
        capaian = replace(capaian, jejak=replace(capaian.jejak, kategori=kategori.kalimat))
    return BarisOpd(
        bahan,
        capaian,
        copy_angka(bahan, "pd.jumlah.tercapai", "tercapai", "cacah"),
        copy_angka(bahan, "pd.jumlah.bertarget", "bertarget", "cacah"),
        build_lingkup(bahan, "skpd"),
        build_lingkup(bahan, "skpkd"),
        kategori.kelas if kategori is not None else None,
        laporan.kebijakan == kebijakan,
    )
