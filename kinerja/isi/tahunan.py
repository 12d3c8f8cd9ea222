"""Parts that only the yearly report has: the list of sasaran and the A3 matrices.

Puts computed figures into tables and sentences; computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kinerja.hitung.hasil import BarisAnggaran, HasilIndikator, Rekap, RekapAnggaran
from kinerja.hitung.jejak import show_ribuan
from kinerja.isi.blok import (
    Baris,
    Blok,
    Daftar,
    JenisBaris,
    Kolom,
    Sel,
    Tabel,
    Teks,
)
from kinerja.isi.capaian import SATUAN
from kinerja.isi.susun import (
    CATATAN_LAMBANG,
    build_sel,
    build_sel_realisasi,
    choose_nada,
    describe_kategori,
    describe_tercapai,
)
from kinerja.periode import ROMAWI


def build_matriks_kinerja(
    rekap: Rekap, rekap_per_triwulan: Sequence[Rekap], daftar: Iterable[HasilIndikator], sumber: str
) -> Tabel:
    """The year's performance matrix: target, realisasi and capaian of each quarter and the year."""
    per_triwulan = [
        {hasil.indikator.kode: hasil for hasil in satu.indikator} for satu in rekap_per_triwulan
    ]
    kolom = [
        Kolom("Kode", "kiri", 0.8),
        Kolom("Indikator", "kiri", 2.8),
        Kolom("Satuan", "kiri", 0.9),
    ]
    besaran = ("Target", "Realisasi", "Capaian")
    for romawi in ROMAWI:
        kolom += [Kolom(nama, "kanan", 0.9, f"Triwulan {romawi}") for nama in besaran]
    tahun = f"Tahun {rekap.periode.tahun}"
    kolom += [Kolom(nama, "kanan", 0.9, tahun) for nama in besaran]
    kolom += [Kolom("Kategori", "kiri", 1.1, tahun), Kolom("Putusan", "kiri", 1.1, tahun)]
    return Tabel(
        "matriks-kinerja",
        f"Matriks pengukuran kinerja {tahun}",
        tuple(kolom),
        tuple(_build_baris_kinerja(hasil, per_triwulan) for hasil in daftar),
        satuan=SATUAN,
        sumber=sumber,
        catatan=(CATATAN_LAMBANG, "Kolom triwulan memuat nilai triwulan itu sendiri."),
        orientasi="lanskap_a3",
        is_kolom_bernomor=True,
        kolom_kunci=2,
    )


def _build_baris_kinerja(
    hasil: HasilIndikator, per_triwulan: Sequence[dict[str, HasilIndikator]]
) -> Baris:
    sel = [
        build_sel(hasil.indikator.kode),
        build_sel(hasil.indikator.nama),
        build_sel(hasil.indikator.satuan),
    ]
    for satu in per_triwulan:
        sel += _build_tiga(satu.get(hasil.indikator.kode))
    tahun = hasil.tahun
    return Baris(
        (
            *sel,
            build_sel(tahun.target),
            build_sel_realisasi(tahun),
            build_sel(tahun.capaian),
            build_sel(describe_kategori(hasil), nada=choose_nada(hasil)),
            build_sel(describe_tercapai(tahun)),
        )
    )


def _build_tiga(hasil: HasilIndikator | None) -> list[Sel]:
    if hasil is None:
        return [build_sel("–")] * 3
    return [build_sel(hasil.tw.target), build_sel(hasil.tw.realisasi), build_sel(hasil.tw.capaian)]


def build_matriks_keuangan(rekap: Rekap, rekap_per_triwulan: Sequence[Rekap], sumber: str) -> Tabel:
    """The year's money matrix: pagu, realisasi and absorption by quarter, program and kegiatan."""
    per_triwulan = [
        {(baris.unit, baris.kode): baris for baris, _ in _walk(isi.anggaran)}
        for isi in rekap_per_triwulan
    ]
    kolom = [
        Kolom("Kode", "kiri", 1.0),
        Kolom("Program dan kegiatan", "kiri", 3.0),
        Kolom("Pagu", "kanan", 1.6),
    ]
    for romawi in ROMAWI:
        kolom += [
            Kolom("Realisasi", "kanan", 1.5, f"Triwulan {romawi}"),
            Kolom("Serapan s.d.", "kanan", 0.9, f"Triwulan {romawi}"),
        ]
    tahun = f"Tahun {rekap.periode.tahun}"
    kolom += [Kolom(nama, "kanan", 1.6, tahun) for nama in ("Realisasi", "Sisa")]
    kolom.append(Kolom("Serapan", "kanan", 0.9, tahun))
    baris = [
        _build_baris_uang(
            satu, [isi.get((satu.unit, satu.kode)) for isi in per_triwulan], satu.kode, jenis
        )
        for satu, jenis in _walk(rekap.anggaran)
    ]
    total = [isi.anggaran.total for isi in rekap_per_triwulan]
    return Tabel(
        "matriks-keuangan",
        f"Matriks realisasi keuangan {tahun}",
        tuple(kolom),
        (*baris, _build_baris_uang(rekap.anggaran.total, total, "", "jumlah")),
        satuan="Ribuan rupiah; serapan dalam persen",
        sumber=sumber,
        catatan=(
            "Tiap sel dibulatkan sendiri dari angka utuh, jadi jumlahnya dapat berbeda satu.",
        ),
        orientasi="lanskap_a3",
        is_kolom_bernomor=True,
        kolom_kunci=2,
    )


def _walk(anggaran: RekapAnggaran) -> Iterator[tuple[BarisAnggaran, JenisBaris]]:
    """Walk over the programs, each before its kegiatan."""
    for program in anggaran.program:
        yield program.baris, "grup"
        for kegiatan in program.kelompok:
            yield kegiatan.baris, "isi"


def _build_baris_uang(
    tahun: BarisAnggaran,
    triwulan: Sequence[BarisAnggaran | None],
    kode: str,
    jenis: JenisBaris = "isi",
) -> Baris:
    sel = [build_sel(kode), build_sel(tahun.nama), build_sel(show_ribuan(tahun.pagu))]
    for satu in triwulan:
        if satu is None:
            sel += [build_sel("–"), build_sel("–")]
        else:
            sel += [build_sel(show_ribuan(satu.realisasi_tw)), build_sel(satu.serapan)]
    sel += [
        build_sel(show_ribuan(tahun.realisasi_sd)),
        build_sel(show_ribuan(tahun.sisa)),
        build_sel(tahun.serapan),
    ]
    return Baris(tuple(sel), jenis)


def build_ikhtisar(rekap: Rekap) -> list[Blok]:
    """The sasaran of the year in one list: what was promised and what became of it."""
    butir: list[Teks] = []
    for satu in rekap.sasaran:
        if not satu.indikator:
            continue
        tercapai = sum(h.tahun.is_tercapai is True for h in satu.indikator)
        butir.append(
            (
                f"{satu.sasaran.uraian}: rata-rata capaian ",
                satu.rerata.angka,
                f"; {tercapai} dari {len(satu.indikator)} target tercapai.",
            )
        )
    return [Daftar(tuple(butir), judul="Capaian tiap sasaran")] if butir else []
