"""The projection as a part of its own, marked as no result. Computes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from kinerja.hitung.hasil import HasilIndikator
from kinerja.hitung.jejak import Angka
from kinerja.hitung.kebutuhan import Putusan
from kinerja.hitung.proyeksi import Proyeksi, is_posisi
from kinerja.isi.blok import Baris, Blok, Kolom, Panel, Sel, Subjudul, Tabel
from kinerja.isi.susun import build_sel
from kinerja.model import Agregasi, Jenis
from kinerja.periode import ROMAWI

JUDUL: Final = "Proyeksi ke akhir tahun (bukan capaian)"
_KATA: Final[dict[Putusan, str]] = {
    "tercapai": "target tahun sudah tercapai",
    "pertahankan": "sudah pada target; pertahankan",
    "tidak_mungkin": "target tahun tidak dapat lagi dicapai",
    "selesai": "tidak diukur lagi tahun ini",
    "belum": "belum dapat diproyeksikan",
    "perlu": "perlu",
}
_SERATUS: Final = Decimal(100)
_CATATAN: Final = (
    "Perlu tiap triwulan: penambahan pada indikator yang dijumlahkan, gerak posisi pada indikator"
    " posisi terakhir, nilai triwulan itu sendiri pada rata-rata, nilai terbesar, atau nilai"
    " terkecil. Sejauh ini: besaran yang sama sampai triwulan ini."
)
_SISI: Final = {
    "sedikit": "paling sedikit sebesar itu",
    "banyak": "paling banyak sebesar itu",
    "tepat": "sedekat mungkin dengan itu",
}


def build_proyeksi_blok(
    daftar: Sequence[Proyeksi], urutan: Sequence[HasilIndikator], sumber: str
) -> list[Blok]:
    """Build the section: what it is, then one row an indicator in the report's order."""
    if not daftar:
        return []
    per_kode = {satu.hasil.indikator.kode: satu for satu in daftar}
    baris = [
        _build_baris(per_kode[satu.indikator.kode])
        for satu in urutan
        if satu.indikator.kode in per_kode
    ]
    return [
        Subjudul(JUDUL),
        Panel(
            "Hitungan mundur, bukan angka yang dilaporkan",
            (
                ("Bagian ini membagi kekurangan terhadap target tahun ke triwulan yang tersisa.",),
                ("Angkanya tidak masuk capaian, rata-rata, atau kategori mana pun.",),
            ),
            "abu",
        ),
        Tabel(
            "proyeksi",
            "Yang diperlukan untuk mencapai target tahun",
            (
                Kolom("Indikator", "kiri", 3.2),
                Kolom("Satuan", "kiri", 0.9),
                Kolom("Target tahun", "kanan", 1.0),
                Kolom("Realisasi s.d.", "kanan", 1.0),
                Kolom("Triwulan tersisa", "kiri", 1.0),
                Kolom("Kekurangan", "kanan", 1.0),
                Kolom("Perlu tiap triwulan", "kanan", 1.0),
                Kolom("Sejauh ini", "kanan", 1.0),
                Kolom("Syarat", "kiri", 2.6),
            ),
            tuple(baris),
            satuan="Menurut satuan tiap indikator",
            sumber=sumber,
            catatan=_list_catatan(daftar),
            orientasi="lanskap",
        ),
    ]


def _list_catatan(daftar: Sequence[Proyeksi]) -> tuple[str, ...]:
    ada = {satu.hasil.indikator.agregasi for satu in daftar if satu.laju is not None}
    catatan = [_CATATAN]
    if Agregasi.RASIO_JUMLAH in ada:
        catatan.append(
            "Rasio dari jumlah pembilang dan penyebut memakai andaian penyebut tiap triwulan sisa"
            " sama dengan rata-rata sejauh ini."
        )
    return tuple(catatan)


def _build_baris(satu: Proyeksi) -> Baris:
    hasil = satu.hasil
    sisa = ", ".join(ROMAWI[nomor - 1] for nomor in satu.triwulan_sisa)
    return Baris(
        (
            build_sel(f"{hasil.indikator.kode} {hasil.indikator.nama}"),
            build_sel(hasil.indikator.satuan),
            build_sel(hasil.tahun.target),
            build_sel(hasil.tahun.realisasi),
            build_sel(sisa or "–"),
            _build_angka(satu.sisa),
            _build_angka(satu.laju),
            _build_angka(satu.laju_kini),
            build_sel(describe_syarat(satu)),
        )
    )


def _build_angka(angka: Angka | None) -> Sel:
    return build_sel(angka if angka is not None else "–")


def describe_syarat(satu: Proyeksi) -> str:
    """Say in words what the row asks."""
    if satu.putusan == "belum":
        return f"{_KATA['belum']}: {satu.alasan}" if satu.alasan else _KATA["belum"]
    if satu.putusan != "perlu":
        return _KATA[satu.putusan]
    indikator = satu.hasil.indikator
    if indikator.jenis is Jenis.TONGGAK:
        return "selesaikan sampai tenggatnya"
    if satu.laju is None:
        return "capai target pada triwulan terakhir yang bertarget"
    if indikator.agregasi in {Agregasi.MAKSIMUM, Agregasi.MINIMUM}:
        is_semua = (indikator.agregasi is Agregasi.MINIMUM) == (satu.arah != "banyak")
        kata = "setiap triwulan sisa" if is_semua else "salah satu triwulan sisa"
        return f"{kata} {_SISI[satu.arah]}"
    if is_posisi(indikator.agregasi):
        kata = "posisi bergerak sebesar itu tiap triwulan"
    else:
        kata = f"{_SISI[satu.arah]} tiap triwulan"
        if indikator.is_persen and satu.arah != "banyak" and _is_lebih(satu.laju):
            return f"{kata}; melebihi 100 persen, periksa apakah masih mungkin"
    if satu.is_laju_cukup is None or is_posisi(indikator.agregasi):
        return kata
    return f"{kata}; laju sejauh ini {'cukup' if satu.is_laju_cukup else 'belum cukup'}"


def _is_lebih(laju: Angka) -> bool:
    return isinstance(laju.nilai, Decimal) and laju.nilai > _SERATUS
