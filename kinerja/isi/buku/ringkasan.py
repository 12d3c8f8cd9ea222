"""Sheet Ringkasan: the headline figures, each a formula over the other sheets."""

from __future__ import annotations

from collections.abc import Iterator

from kinerja.hitung.hasil import BarisAnggaran, Rerata
from kinerja.hitung.jumlah import compute_jumlah
from kinerja.isi.buku.anggaran import list_uang
from kinerja.isi.buku.bahan import ANGGARAN, INDIKATOR, RINGKASAN, SASARAN, BahanBuku
from kinerja.isi.buku.blok import (
    KolomBuku,
    LembarBuku,
    NilaiBuku,
    RumusBuku,
    SelBuku,
    Tempat,
    bare,
    build_baris,
    teks,
)
from kinerja.isi.buku.rumus import BELUM, KOSONG, TDH
from kinerja.isi.buku.sasaran import BARIS_PD, describe_keadaan, list_rata
from kinerja.model import Tingkat

_KOLOM = (
    KolomBuku("bagian", "Bagian", "Kelompok angka", lebar=24),
    KolomBuku("uraian", "Uraian", "Apa yang ditunjukkan", lebar=64),
    KolomBuku("nilai", "Nilai", "Angka pokok, rumus atas lembar lain", "rumus", "angka", 24),
    KolomBuku("kategori", "Kategori", "Kelas capaian", "rumus", "kategori", 20),
    KolomBuku("cakupan", "Cakupan", "k dari n yang terhitung", "rumus", "teks", 16),
)
_UANG = (
    ("pagu", "Pagu (Rp)"),
    ("realisasi_sd", "Realisasi s.d. (Rp)"),
    ("serapan", "Serapan"),
    ("deviasi", "Deviasi dari anggaran kas"),
    ("fisik", "Fisik"),
)


def build_ringkasan(bahan: BahanBuku) -> LembarBuku:
    """Build the first sheet."""
    baris = [build_baris(f"r{nomor}", _KOLOM, isi) for nomor, isi in enumerate(_iter_baris(bahan))]
    return LembarBuku(
        RINGKASAN,
        f"Ringkasan {bahan.rekap.periode.judul}",
        "Ubah sel kuning pada lembar Isian atau Parameter; angka di sini ikut berubah.",
        _KOLOM,
        tuple(baris),
    )


def _iter_baris(bahan: BahanBuku) -> Iterator[dict[str, SelBuku]]:
    if bahan.unit is None and bahan.rekap.sasaran:
        pd = Tempat(SASARAN, BARIS_PD)
        yield _rata("Capaian", "Rata-rata capaian perangkat daerah", pd, bahan.rekap.rerata)
    for nomor, satu in enumerate(list_rata(bahan)):
        tempat = Tempat(SASARAN, f"s{nomor}")
        is_unit = satu.kelompok.startswith("Unit")
        uraian = satu.uraian if is_unit else f"{satu.kode} {satu.uraian}"
        yield _rata(f"Capaian, {satu.kelompok.lower()}", uraian, tempat, satu.rerata)
    yield from _iter_jumlah(bahan)
    for nomor, uang in enumerate(list_uang(bahan)):
        if uang.baris.tingkat in {"total", "lingkup"} or nomor == 0:
            yield from _iter_uang(uang.baris, Tempat(ANGGARAN, f"u{nomor}"))


def _rata(bagian: str, uraian: str, tempat: Tempat, rerata: Rerata) -> dict[str, SelBuku]:
    kategori = rerata.kategori.label if rerata.kategori else describe_keadaan(rerata.angka.keadaan)
    cakupan = f'N({tempat("k")})&" dari "&N({tempat("n")})'
    return {
        "bagian": bagian,
        "uraian": uraian,
        "nilai": RumusBuku(tempat("rerata"), bare(rerata.angka)),
        "kategori": RumusBuku(tempat("kategori"), NilaiBuku(kategori, "kategori")),
        "cakupan": RumusBuku(cakupan, teks(f"{rerata.k} dari {rerata.n}")),
    }


def _iter_jumlah(bahan: BahanBuku) -> Iterator[dict[str, SelBuku]]:
    """The counts; the agency counts tingkat sasaran, a unit all of its indicators."""
    if not bahan.daftar:
        return
    if bahan.unit is None:
        jumlah, sebutan = bahan.rekap.jumlah, "Indikator sasaran"
    else:
        jumlah = compute_jumlah(bahan.daftar, f"unit.{bahan.unit.unit.slug}")
        sebutan = "Indikator"
    akhir = len(bahan.daftar) - 1

    def deret(kolom: str) -> str:
        return f"⟦{INDIKATOR}|i0|{kolom}|i{akhir}|{kolom}⟧"

    awalan = bahan.basis_utama
    # Excel's SUMPRODUCT takes a lone comparison for 0: there is always a second factor.
    pilih = "1" if bahan.unit else f'({deret("tingkat")}="{Tingkat.SASARAN}")'
    saring = f'{pilih}*({deret("kode")}<>"")*'
    capaian, putusan = deret(f"{awalan}_capaian"), deret(f"{awalan}_putusan")
    uji = {
        "tercapai": f'{saring}ISNUMBER({capaian})*({putusan}="tercapai")',
        "belum_tercapai": f'{saring}ISNUMBER({capaian})*({putusan}<>"tercapai")',
        "belum_lapor": f"{saring}({capaian}={BELUM})",
        "tidak_diukur": f"{saring}({capaian}={KOSONG})",
        "tidak_dapat_dihitung": f"{saring}({capaian}={TDH})",
        "jumlah": f"{saring}1",
        "bertarget": f"{saring}({capaian}<>{KOSONG})",
    }
    nama = {
        "tercapai": "target tercapai",
        "belum_tercapai": "target belum tercapai",
        "belum_lapor": "belum lapor",
        "tidak_diukur": "tidak diukur",
        "tidak_dapat_dihitung": "tidak dapat dihitung",
        "jumlah": "seluruhnya",
        "bertarget": "bertarget pada periode ini",
    }
    for kunci, isi in uji.items():
        yield {
            "bagian": "Jumlah indikator",
            "uraian": f"{sebutan} {nama[kunci]}",
            "nilai": RumusBuku(f"SUMPRODUCT({isi})", bare(getattr(jumlah, kunci))),
        }


def _iter_uang(baris: BarisAnggaran, tempat: Tempat) -> Iterator[dict[str, SelBuku]]:
    for kunci, sebutan in _UANG:
        yield {
            "bagian": "Anggaran",
            "uraian": f"{sebutan}, {baris.nama}",
            "nilai": RumusBuku(tempat(kunci), bare(getattr(baris, kunci))),
        }
