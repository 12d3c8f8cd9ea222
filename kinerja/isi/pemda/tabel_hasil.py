"""The regency's tables of results: by agency, classes, and outliers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinerja.hitung.pemda.hasil import BarisOpd, RekapPemda, Sebaran
from kinerja.hitung.pemda.sebaran import JARAK_TERDEKAT, PALING_SEDIKIT
from kinerja.isi.blok import Baris, Blok, Kolom, Paragraf, Tabel
from kinerja.isi.pemda.cakupan import (
    mark_kurang,
    name_opd,
    show_ada,
)
from kinerja.isi.pemda.tabel_uang import build_baris_tanpa
from kinerja.isi.susun import build_sel, join_teks
from kinerja.model import Keadaan

_TANDA: Final = " *"
_CATATAN_CAPAIAN: Final = (
    (
        "Capaian disalin dari laporan tiap perangkat daerah menurut kebijakan hitungnya sendiri;"
        " serapan dihitung dari pagu dan realisasi belanja SKPD-nya."
    ),
)
_CATATAN_LAIN: Final = (
    "* kebijakan hitung lain daripada sebagian besar perangkat daerah, sehingga capaian dan"
    " kategorinya tidak sebanding."
)
_CATATAN_KATEGORI: Final = (
    "Kebijakan berubah: skala kategorinya diganti sesudah laporannya terbit; buat ulang laporannya"
    " untuk mengetahui kategorinya."
)
_CATATAN_KURANG: Final = (
    "† sebagian isiannya belum dilaporkan: angka sementara, tidak ikut sebaran dan pencilan."
)
_CATATAN_PENCILAN: Final = (
    "Pencilan: di luar pagar Q1 − 1,5 × (Q3 − Q1) sampai Q3 + 1,5 × (Q3 − Q1), cara Tukey; pagar"
    f" paling dekat {JARAK_TERDEKAT} poin dari kuartilnya. Pencilan bukan kesalahan; ia hanya patut"
    " ditengok lebih dahulu. Capaian hanya atas perangkat daerah yang kebijakan hitungnya sama."
)
_TANPA_SEBARAN: Final = "tidak dicari: kedua kuartilnya sama, jadi tidak ada sebaran"


def build_tabel_capaian(rekap: RekapPemda, sumber: str) -> Tabel:
    """Results by agency, highest capaian first; those without a figure at the end, named."""
    return Tabel(
        "pemda-capaian",
        f"Capaian dan serapan menurut perangkat daerah, {rekap.periode.judul}",
        (
            Kolom("Perangkat daerah", "kiri", 4.6),
            Kolom("Capaian", "kanan", 1.2),
            Kolom("Kategori", "kiri", 1.9),
            Kolom("Tercapai", "kanan", 1.2),
            Kolom("Serapan", "kanan", 1.2),
        ),
        (
            *(_build_baris_opd(satu) for satu in rekap.urut_capaian),
            _build_baris_jumlah(rekap),
        ),
        satuan="Persen; tercapai: indikator sasaran",
        sumber=sumber,
        catatan=(
            *_CATATAN_CAPAIAN,
            *([_CATATAN_LAIN] if rekap.berkebijakan_lain else []),
            *([_CATATAN_KATEGORI] if any(x.is_kategori_lain for x in rekap.baris) else []),
            *([_CATATAN_KURANG] if any(satu.is_kurang for satu in rekap.baris) else []),
        ),
    )


def _build_baris_opd(satu: BarisOpd) -> Baris:
    bahan, uang = satu.bahan, satu.skpd
    tanda = "" if satu.is_sebanding or not bahan.laporan.keadaan.is_dipakai else _TANDA
    if not bahan.laporan.keadaan.is_dipakai:
        return build_baris_tanpa(bahan, 4)
    kelas = satu.kategori
    return Baris(
        (
            build_sel(f"{bahan.nama}{tanda}"),
            build_sel(satu.capaian, mark_kurang(is_kurang=satu.is_capaian_kurang)),
            build_sel(kelas.label, nada=kelas.warna)
            if kelas
            else build_sel("kebijakan berubah" if satu.is_kategori_lain else "–", nada="abu"),
            build_sel(satu.tercapai, " dari ", satu.bertarget),
            build_sel(uang.serapan, mark_kurang(is_kurang=bool(uang.sebagian))),
        )
    )


def _build_baris_jumlah(rekap: RekapPemda) -> Baris:
    skpd = rekap.lingkup[0]
    return Baris(
        (
            build_sel(f"Jumlah {skpd.nama}", rentang=4),
            build_sel(show_ada(skpd.serapan)),
        ),
        "jumlah",
    )


def build_kategori(rekap: RekapPemda, sumber: str) -> list[Blok]:
    """How the agencies spread over the classes; each scale has a table of its own."""
    if not rekap.kategori:
        return [Paragraf(("Belum ada perangkat daerah yang mempunyai kategori.",), "abu")]
    return [
        Tabel(
            f"pemda-kategori-{nomor}",
            "Perangkat daerah menurut kategori rata-rata capaian"
            + (f" (skala {nomor})" if len(rekap.kategori) > 1 else ""),
            (
                Kolom("Kategori", "kiri", 1.4),
                Kolom("Banyaknya", "kanan", 0.9),
                Kolom("Perangkat daerah", "kiri", 6.0),
            ),
            tuple(
                Baris(
                    (
                        build_sel(kelas.label, nada=kelas.warna),
                        build_sel(kelas.jumlah),
                        build_sel("; ".join(sorted(kelas.opd)) or "–"),
                    )
                )
                for kelas in satu.kelompok
            ),
            satuan="Perangkat daerah",
            sumber=sumber,
            catatan=(f"Kategori menurut skala tiap perangkat daerah: {satu.skala}.",),
        )
        for nomor, satu in enumerate(rekap.kategori, start=1)
    ]


def build_pencilan(rekap: RekapPemda, sumber: str) -> list[Blok]:
    """The spread of capaian and absorption with the fences, and who lies beyond them."""
    semua = (rekap.sebaran_capaian, rekap.sebaran_serapan)
    daftar = [satu for satu in semua if satu.median.keadaan is Keadaan.TERISI]
    if not daftar:
        return [Paragraf((" ".join(_list_kurang(rekap)),), "abu")]
    return [
        Tabel(
            "pemda-pencilan",
            "Sebaran antar perangkat daerah dan pencilannya",
            (
                Kolom("Besaran", "kiri", 2.0),
                Kolom("Banyaknya", "kanan", 0.9),
                Kolom("Kuartil bawah", "kanan", 1.0),
                Kolom("Median", "kanan", 1.0),
                Kolom("Kuartil atas", "kanan", 1.0),
                Kolom("Pagar", "kanan", 1.5),
                Kolom("Pencilan", "kiri", 4.0),
            ),
            tuple(_build_baris_sebaran(satu) for satu in daftar),
            satuan="Persen",
            sumber=sumber,
            catatan=(_CATATAN_PENCILAN, *_list_kurang(rekap)),
        )
    ]


def _list_kurang(rekap: RekapPemda) -> Iterator[str]:
    """Say of each figure who stays out for want of a part, and where too few remain to compare."""
    for satu in (rekap.sebaran_capaian, rekap.sebaran_serapan):
        besaran = f"{satu.besaran[0].upper()}{satu.besaran[1:]}"
        if satu.median.keadaan is not Keadaan.TERISI:
            yield (
                f"{besaran} tidak disebar: hanya {satu.jumlah} perangkat daerah yang dapat"
                f" dibandingkan, paling sedikit {PALING_SEDIKIT}."
            )
        if satu.kurang:
            yield (
                f"{besaran} tanpa {name_opd(satu.kurang)}, yang isiannya baru sebagian dilaporkan."
            )


def _build_baris_sebaran(satu: Sebaran) -> Baris:
    isi = join_teks([(f"{opd} ", angka) for opd, angka in satu.pencilan], "; ")
    is_berpagar = satu.pagar_bawah.keadaan is Keadaan.TERISI
    pagar = (satu.pagar_bawah, " sampai ", satu.pagar_atas) if is_berpagar else ("–",)
    return Baris(
        (
            build_sel(f"{satu.besaran[0].upper()}{satu.besaran[1:]}"),
            build_sel(str(satu.jumlah)),
            build_sel(satu.bawah),
            build_sel(satu.median),
            build_sel(satu.atas),
            build_sel(*pagar),
            build_sel(*(isi or ("tidak ada" if is_berpagar else _TANPA_SEBARAN,))),
        )
    )
