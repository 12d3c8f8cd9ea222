"""Sheet Parameter: the agency's choices and scales, under the names that formulas use."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kinerja.isi.buku.bahan import PARAMETER, BahanBuku
from kinerja.isi.buku.blok import (
    BarisBuku,
    KolomBuku,
    LembarBuku,
    NamaBuku,
    NilaiBuku,
    SelBuku,
    Tempat,
    build_baris,
)
from kinerja.model import Kebijakan
from kinerja.periode import ROMAWI, Periode
from kinerja.skala import SkalaKategori, SkalaPredikat

_KOLOM_PARAMETER = (
    KolomBuku("kelompok", "Kelompok", "Apa yang diatur", lebar=22),
    KolomBuku("nama", "Nama", "Nama pilihan, kelas, atau predikat", lebar=40),
    KolomBuku("nilai", "Nilai", "Nilai yang dipakai rumus", "isian", "angka", 20),
    KolomBuku("arti", "Keterangan", "Arti nilainya", lebar=64),
)


def build_parameter(bahan: BahanBuku) -> tuple[LembarBuku, list[NamaBuku]]:
    """Build the sheet of choices and scales, and the names by which formulas know them."""
    kebijakan = bahan.kebijakan
    baris = [*_iter_batas(kebijakan), *_iter_kategori(kebijakan.kategori)]
    nama = [NamaBuku(satu.kunci, Tempat(PARAMETER, satu.kunci)("nilai")) for satu in baris[:3]]
    akhir = len(kebijakan.kategori.kelas) - 1
    for kunci, kolom in (("batas_kategori", "nilai"), ("label_kategori", "nama")):
        nama.append(NamaBuku(kunci, f"⟦{PARAMETER}|k0|{kolom}|k{akhir}|{kolom}⟧"))
    for nomor, skala in enumerate(kebijakan.skala_predikat.values(), start=1):
        isi = list(_iter_skala(nomor, skala))
        baris += isi
        rujukan = f"⟦{PARAMETER}|{isi[0].kunci}|nama|{isi[-1].kunci}|nilai⟧"
        nama.append(NamaBuku(f"skala_{nomor}", rujukan))
    kalender = list(_iter_kalender(bahan.rekap.periode.tahun))
    nama += [NamaBuku(satu.kunci, Tempat(PARAMETER, satu.kunci)("nilai")) for satu in kalender]
    lembar = LembarBuku(
        PARAMETER,
        "Parameter hitung",
        "Pilihan instansi yang dipakai rumus; sel kuning boleh diubah.",
        _KOLOM_PARAMETER,
        (*baris, *kalender),
    )
    return lembar, nama


def _build_pilihan(kunci: str, kelompok: str, nama: str, nilai: NilaiBuku, arti: str) -> BarisBuku:
    isi: dict[str, SelBuku] = {"kelompok": kelompok, "nama": nama, "nilai": nilai, "arti": arti}
    return build_baris(kunci, _KOLOM_PARAMETER, isi)


def _isian(nilai: Decimal | None) -> NilaiBuku:
    return NilaiBuku("" if nilai is None else nilai, "angka", is_isian=True)


def _iter_batas(kebijakan: Kebijakan) -> Iterator[BarisBuku]:
    tanpa = "kosong berarti tanpa batas"
    for kunci, sebutan, nilai, arti in (
        ("batas_atas", "Batas atas (%)", kebijakan.batas_atas, tanpa),
        ("batas_bawah", "Batas bawah (%)", kebijakan.batas_bawah, tanpa),
        ("nilai_terlambat", "Tonggak terlambat (%)", kebijakan.terlambat, "capaian bila terlambat"),
    ):
        yield _build_pilihan(kunci, "Batas capaian", sebutan, _isian(nilai), arti)


def _iter_kategori(skala: SkalaKategori) -> Iterator[BarisBuku]:
    for nomor, kelas in enumerate(skala.kelas):
        if kelas.batas is None:
            arti = "kelas terakhir, tanpa batas bawah"
        else:
            arti = f"batas bawah, {'termasuk' if kelas.is_termasuk else 'tidak termasuk'} batasnya"
        kelompok = f"Kategori {skala.nama}"
        yield _build_pilihan(f"k{nomor}", kelompok, kelas.label, _isian(kelas.batas), arti)


def _iter_skala(nomor: int, skala: SkalaPredikat) -> Iterator[BarisBuku]:
    """A scale with its aliases, each name with its rank."""
    for i, nama in enumerate((*skala.urutan, *skala.alias)):
        peringkat = _isian(Decimal(skala.compute_peringkat(nama) or 0))
        arti = "peringkat, 1 yang terendah"
        yield _build_pilihan(f"p{nomor}.{i}", f"Skala {skala.nama}", nama, peringkat, arti)


def _iter_kalender(tahun: int) -> Iterator[BarisBuku]:
    for i, romawi in enumerate(ROMAWI, start=1):
        for kata, hari in (("awal", date(tahun, 3 * i - 2, 1)), ("akhir", Periode(tahun, i).akhir)):
            nilai, nama = NilaiBuku(hari, "tanggal"), f"{kata} Triwulan {romawi}"
            yield _build_pilihan(f"{kata}_tw{i}", "Kalender", nama, nilai, "menilai tonggak")
