"""The regency's figures: each agency's as published, money summed, classes counted, outliers.

A share over agencies is a share of sums, never a mean of shares. Capaian is never averaged over
agencies: each counts by its own policy; the median is told of those that share one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kinerja.angka import format_rupiah
from kinerja.hitung.jejak import Angka, Bentuk, Jejak, Operan
from kinerja.hitung.kategori import compute_kategori
from kinerja.hitung.pemda.bahan import AngkaTerbit, BahanOpd, LaporanTerbit
from kinerja.hitung.pemda.hasil import (
    BarisLingkup,
    BarisOpd,
    KelompokKategori,
    RekapPemda,
    SebaranKategori,
)
from kinerja.hitung.pemda.liga import build_jumlah, build_liga
from kinerja.hitung.pemda.sebaran import compute_sebaran
from kinerja.model import Alamat, Keadaan
from kinerja.periode import Periode
from kinerja.skala import KelasKategori, SkalaKategori

LINGKUP: Final = {"skpd": "Belanja SKPD", "skpkd": "Belanja SKPKD/PPKD"}
ID_DIPERLUKAN: Final = (
    "pd.rerata",
    "pd.jumlah.tercapai",
    "pd.jumlah.bertarget",
    *(f"ang.{satu}.{apa}" for satu in LINGKUP for apa in ("pagu", "realisasi_sd")),
)
"""What of an agency's published figures the regency's are made of."""


def build_rekap_pemda(periode: Periode, daftar: Sequence[BahanOpd]) -> RekapPemda:
    """Build all figures of the regency's report."""
    liga = build_liga(daftar)
    kebijakan = _find_kebijakan_umum(daftar)
    baris = tuple(_build_baris(satu.bahan, kebijakan) for satu in liga)
    terpakai = [satu for satu in baris if satu.bahan.laporan.keadaan.is_dipakai]
    lengkap = sum(satu.lapor.nilai == satu.wajib.nilai != 0 for satu in liga)
    return RekapPemda(
        periode,
        _count("opd", "Perangkat daerah", len(daftar), len(daftar)),
        _count("lengkap", "Perangkat daerah yang semua unitnya sudah lapor", lengkap, len(daftar)),
        _count("terpakai", "Perangkat daerah dengan angka", len(terpakai), len(daftar)),
        build_jumlah(daftar),
        liga,
        baris,
        _list_lingkup(terpakai),
        _build_kategori(terpakai),
        compute_sebaran(
            "capaian",
            "rata-rata capaian",
            [(satu.bahan.nama, satu.capaian) for satu in terpakai if satu.is_sebanding],
        ),
        compute_sebaran(
            "serapan",
            "serapan belanja SKPD",
            [(satu.bahan.nama, satu.skpd.serapan) for satu in terpakai],
        ),
        kebijakan,
        _count_laporan(daftar),
    )


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
    capaian = _copy(bahan, "pd.rerata", "capaian", "persen")
    kelas = None
    if bahan.kebijakan is not None and isinstance(capaian.nilai, Decimal):
        kategori = compute_kategori(capaian.nilai, bahan.kebijakan)
        kelas = kategori.kelas
        if capaian.jejak is not None:
            capaian = replace(capaian, jejak=replace(capaian.jejak, kategori=kategori.kalimat))
    return BarisOpd(
        bahan,
        capaian,
        _copy(bahan, "pd.jumlah.tercapai", "tercapai", "cacah"),
        _copy(bahan, "pd.jumlah.bertarget", "bertarget", "cacah"),
        _build_lingkup(bahan, "skpd"),
        _build_lingkup(bahan, "skpkd"),
        kelas,
        laporan.kebijakan == kebijakan,
    )


def _copy(bahan: BahanOpd, asal: str, nama: str, bentuk: Bentuk) -> Angka:
    """Take a published figure over as it is, with the way to where it stands."""
    kunci, laporan = f"pemda.{bahan.slug}.{nama}", bahan.laporan
    terbit = laporan.angka.get(asal)
    if terbit is None:
        # An agency without a treasury has no such money; anything else is missing.
        is_tanpa = laporan.keadaan.is_dipakai and asal.startswith("ang.skpkd.")
        keadaan = Keadaan.TIDAK_DIUKUR if is_tanpa else Keadaan.TIDAK_DAPAT_DIHITUNG
        return Angka(kunci, None, bentuk, keadaan)
    nilai = int(terbit.nilai) if terbit.nilai is not None and bentuk != "persen" else terbit.nilai
    jejak = Jejak(
        f"{bahan.nama}: {_SEBUTAN[nama]}",
        "disalin dari laporan perangkat daerah yang terbit, tanpa dihitung lagi",
        (_build_operan(terbit, _SEBUTAN[nama]),),
        (f"{terbit.id} = {terbit.teks}{_describe_usang(laporan)}.",),
    )
    return Angka(kunci, nilai, bentuk, terbit.keadaan, "", terbit.alasan, jejak)


_SEBUTAN: Final = {
    "capaian": "rata-rata capaian",
    "tercapai": "indikator sasaran yang mencapai target",
    "bertarget": "indikator sasaran yang bertarget",
    **{
        f"{lingkup}.{apa}": f"{kata} {sebutan}"
        for lingkup, sebutan in LINGKUP.items()
        for apa, kata in (("pagu", "pagu"), ("realisasi", "realisasi"))
    },
}


def _build_operan(terbit: AngkaTerbit, nama: str) -> Operan:
    return Operan(nama, terbit.teks, terbit.alamat)


def _describe_usang(laporan: LaporanTerbit) -> str:
    return f" ({laporan.keadaan.value}: {laporan.sebab})" if laporan.sebab else ""


def _build_lingkup(bahan: BahanOpd, lingkup: str) -> BarisLingkup:
    pagu = _copy(bahan, f"ang.{lingkup}.pagu", f"{lingkup}.pagu", "rupiah")
    realisasi = _copy(bahan, f"ang.{lingkup}.realisasi_sd", f"{lingkup}.realisasi", "rupiah")
    kunci = f"pemda.{bahan.slug}.{lingkup}.serapan"
    serapan = _compute_serapan(kunci, f"{bahan.nama}: serapan {LINGKUP[lingkup]}", pagu, realisasi)
    return BarisLingkup(lingkup, LINGKUP[lingkup], pagu, realisasi, serapan)


def _list_lingkup(daftar: Sequence[BarisOpd]) -> tuple[BarisLingkup, ...]:
    """Sum the money of the agencies by lingkup, then both; shares follow from the sums."""
    bagian = [
        _sum_lingkup(
            kunci,
            nama,
            [(satu.bahan.nama, satu.skpd if kunci == "skpd" else satu.skpkd) for satu in daftar],
        )
        for kunci, nama in LINGKUP.items()
    ]
    total = _sum_lingkup("total", "Jumlah belanja", [(satu.nama, satu) for satu in bagian])
    return (*bagian, total)


def _sum_lingkup(
    lingkup: str, nama: str, daftar: Sequence[tuple[str, BarisLingkup]]
) -> BarisLingkup:
    """Sum what is known; whose realisasi is not known is named, its pagu stays in the divisor."""
    milik = [(asal, satu) for asal, satu in daftar if isinstance(satu.pagu.nilai, int)]
    belum = tuple(
        asal if not satu.tanpa_realisasi else ", ".join(satu.tanpa_realisasi)
        for asal, satu in milik
        if satu.tanpa_realisasi or not isinstance(satu.realisasi.nilai, int)
    )
    awalan = f"pemda.ang.{lingkup}"
    is_tanpa = any(satu.pagu.keadaan is Keadaan.TIDAK_DIUKUR for _, satu in daftar)
    kosong = Keadaan.TIDAK_DIUKUR if is_tanpa else Keadaan.TIDAK_DAPAT_DIHITUNG
    pagu = _sum(
        f"{awalan}.pagu", f"Pagu {nama}", [(asal, satu.pagu) for asal, satu in milik], kosong
    )
    realisasi = _sum(
        f"{awalan}.realisasi",
        f"Realisasi {nama}",
        [(asal, satu.realisasi) for asal, satu in milik],
        Keadaan.BELUM_LAPOR if milik else kosong,
    )
    judul = f"Serapan {nama} seluruh perangkat daerah"
    serapan = _compute_serapan(f"{awalan}.serapan", judul, pagu, realisasi)
    return BarisLingkup(lingkup, nama, pagu, realisasi, serapan, belum)


def _sum(kunci: str, judul: str, daftar: Sequence[tuple[str, Angka]], kosong: Keadaan) -> Angka:
    """Sum the known amounts; without any there is no sum, which is not Rp0."""
    ada = [(asal, satu, satu.nilai) for asal, satu in daftar if isinstance(satu.nilai, int)]
    if not ada:
        return Angka(kunci, None, "rupiah", kosong, "Rp")
    jumlah = sum(nilai for _, _, nilai in ada)
    jejak = Jejak(
        f"{judul} seluruh perangkat daerah",
        "jumlah atas perangkat daerah yang laporannya dapat dipakai",
        tuple(Operan(asal, satu.teks, _find_alamat(satu)) for asal, satu, _ in ada),
        (f"Jumlah {len(ada)} nilai = {format_rupiah(jumlah)}.",),
    )
    return Angka(kunci, jumlah, "rupiah", satuan="Rp", jejak=jejak)


def _find_alamat(satu: Angka) -> Alamat | None:
    return satu.jejak.operan[0].alamat if satu.jejak and len(satu.jejak.operan) == 1 else None


def _compute_serapan(kunci: str, judul: str, pagu: Angka, realisasi: Angka) -> Angka:
    if not isinstance(pagu.nilai, int) or not isinstance(realisasi.nilai, int):
        kurang = realisasi if isinstance(pagu.nilai, int) else pagu
        return Angka(kunci, None, "persen", kurang.keadaan, "%", kurang.alasan)
    if pagu.nilai == 0:
        return Angka(kunci, None, "persen", Keadaan.TIDAK_DIUKUR, "%")
    nilai = Decimal(realisasi.nilai) / pagu.nilai * 100
    jejak = Jejak(
        judul,
        "realisasi s.d. ÷ pagu × 100",
        (
            Operan("realisasi s.d.", realisasi.teks, _find_alamat(realisasi)),
            Operan("pagu", pagu.teks, _find_alamat(pagu)),
        ),
        (f"{realisasi.teks} ÷ {pagu.teks} × 100.",),
    )
    return Angka(kunci, nilai, "persen", satuan="%", jejak=jejak)


def _build_kategori(daftar: Sequence[BarisOpd]) -> tuple[SebaranKategori, ...]:
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
            Operan(satu.bahan.nama, satu.capaian.teks, _find_alamat(satu.capaian))
            for satu in daftar
            if satu.kategori == kelas
        ),
        (f"{len(opd)} dari {len(daftar)} perangkat daerah.",),
    )
    jumlah = Angka(f"pemda.kategori.{kunci}", len(opd), "cacah", jejak=jejak)
    return KelompokKategori(kelas.label, kelas.warna, jumlah, opd)
