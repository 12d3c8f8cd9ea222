"""Tables and sections of performance on the headline basis: per sasaran, tujuan and unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kinerja.hitung.banding import Perubahan
from kinerja.hitung.hasil import HasilIndikator, HasilSasaran, Rekap, Rerata
from kinerja.hitung.jejak import format_nilai
from kinerja.isi.blok import Baris, Blok, Kolom, Panel, Paragraf, Sel, Subjudul, Tabel, Teks
from kinerja.isi.narasi import (
    build_narasi_indikator,
    describe_rerata,
    describe_tanpa_penyebab,
)
from kinerja.isi.susun import (
    CATATAN_LAMBANG,
    build_sel,
    build_sel_realisasi,
    choose_nada,
    describe_kategori,
    describe_tercapai,
    join_teks,
)
from kinerja.model import Keadaan, Tingkat


def name_basis(rekap: Rekap) -> str:
    """The words for the headline basis: `s.d. Triwulan II`, or `Tahun 2025`."""
    periode = rekap.periode
    return f"s.d. {periode.judul_triwulan}" if periode.triwulan else periode.judul


SATUAN = "capaian persen; target dan realisasi menurut kolom satuan"
_KOLOM_CAPAIAN = (
    Kolom("Indikator", "kiri", 3.4),
    Kolom("Satuan", "kiri", 1.0),
    Kolom("Target", "kanan", 1.0),
    Kolom("Realisasi", "kanan", 1.0),
    Kolom("Capaian", "kanan", 1.0),
    Kolom("Kategori", "kiri", 1.6),
    Kolom("Keterangan", "kiri", 1.5),
)
_KOLOM_BOBOT = Kolom("Bobot", "kanan", 0.7)


def _build_baris_capaian(hasil: HasilIndikator, *, has_bobot: bool) -> Baris:
    ukuran, bobot = hasil.utama, hasil.indikator.bobot
    return Baris(
        (
            build_sel(f"{hasil.indikator.kode} {hasil.indikator.nama}"),
            build_sel(hasil.indikator.satuan),
            *((build_sel("–" if bobot is None else format_nilai(bobot)),) if has_bobot else ()),
            build_sel(ukuran.target),
            build_sel_realisasi(ukuran),
            build_sel(ukuran.capaian),
            build_sel(describe_kategori(hasil), nada=choose_nada(hasil)),
            build_sel(describe_tercapai(ukuran)),
        )
    )


def _build_baris_rerata(rerata: Rerata, *, has_bobot: bool) -> Baris:
    kategori = rerata.kategori.label if rerata.kategori else "–"
    nada = rerata.kategori.warna if rerata.kategori else "abu"
    sebutan = "Rata-rata berbobot" if rerata.is_berbobot else "Rata-rata"
    return Baris(
        (
            build_sel(f"{sebutan} atas {rerata.cakupan}", rentang=5 if has_bobot else 4),
            build_sel(rerata.angka),
            build_sel(kategori, nada=nada),
            build_sel(""),
        ),
        "jumlah",
    )


def build_tabel_capaian(
    id_tabel: str,
    judul: str,
    daftar: Iterable[HasilIndikator],
    sumber: str,
    rerata: Rerata | None = None,
) -> Tabel:
    """Indicators on the headline basis with, below, their mean and its cover.

    A mean that weighs shows the weights; one that does not says so where weights exist.
    """
    daftar = tuple(daftar)
    has_bobot = rerata is not None and rerata.is_berbobot
    baris = [_build_baris_capaian(hasil, has_bobot=has_bobot) for hasil in daftar]
    if rerata is not None:
        baris.append(_build_baris_rerata(rerata, has_bobot=has_bobot))
    catatan = []
    if any(hasil.utama.keadaan is not Keadaan.TERISI for hasil in daftar):
        catatan.append(CATATAN_LAMBANG)
    if rerata is not None and not has_bobot and any(h.indikator.bobot for h in daftar):
        catatan.append("Rata-rata unit adalah rata-rata biasa, tanpa bobot sasaran.")
    kolom = [*_KOLOM_CAPAIAN]
    if has_bobot:
        kolom.insert(2, _KOLOM_BOBOT)
    return Tabel(
        id_tabel,
        judul,
        tuple(kolom),
        tuple(baris),
        satuan=SATUAN,
        sumber=sumber,
        catatan=tuple(catatan),
    )


def is_dinilai(rekap: Rekap) -> bool:
    """Whether a class may be shown: not while no unit has reported the period at all."""
    return any(unit.is_lapor for unit in rekap.unit)


def _build_sel_kategori(rekap: Rekap, rerata: Rerata) -> Sel:
    if rerata.kategori is None or not is_dinilai(rekap):
        return build_sel("–", nada="abu")
    return build_sel(rerata.kategori.label, nada=rerata.kategori.warna)


def build_tabel_sasaran(rekap: Rekap, sumber: str) -> Tabel:
    """One row per sasaran: mean, cover and category; the agency's mean at the foot."""
    baris = [
        Baris(
            (
                build_sel(satu.sasaran.kode),
                build_sel(satu.sasaran.uraian),
                build_sel(satu.rerata.angka),
                build_sel(satu.rerata.cakupan),
                _build_sel_kategori(rekap, satu.rerata),
            )
        )
        for satu in rekap.sasaran
    ]
    pd = rekap.rerata
    baris.append(
        Baris(
            (
                build_sel("Rata-rata perangkat daerah", rentang=2),
                build_sel(pd.angka),
                build_sel(f"{pd.cakupan} {pd.satuan}"),
                _build_sel_kategori(rekap, pd),
            ),
            "jumlah",
        )
    )
    return Tabel(
        "capaian-sasaran",
        f"Capaian sasaran {name_basis(rekap)}",
        (
            Kolom("Kode", "kiri", 0.7),
            Kolom("Sasaran", "kiri", 4.2),
            Kolom("Rata-rata capaian", "kanan", 1.2),
            Kolom("Terhitung", "kiri", 1.9),
            Kolom("Kategori", "kiri", 1.3),
        ),
        tuple(baris),
        satuan="Persen",
        sumber=sumber,
        catatan=(
            f"Rata-rata perangkat daerah adalah rata-rata sasaran ({'; '.join(pd.catatan)}).",
        ),
        kolom_kunci=2,
    )


def build_bagian_sasaran(
    rekap: Rekap,
    satu: HasilSasaran,
    perubahan: Mapping[str, Perubahan],
    nama_unit: Mapping[str, str],
    sumber: str,
) -> list[Blok]:
    """Heading, sentence, table and each indicator's account for one sasaran (or tujuan)."""
    is_sasaran = satu.sasaran.tingkat is Tingkat.SASARAN
    sebutan = "Sasaran" if is_sasaran else "Tujuan"
    blok: list[Blok] = [Subjudul(f"{sebutan} {satu.sasaran.kode}: {satu.sasaran.uraian}")]
    if not satu.indikator:
        blok.append(Paragraf((f"{sebutan} ini tidak mempunyai indikator pada rencana.",)))
        return blok
    if is_sasaran:
        blok.append(Paragraf(describe_rerata(satu.rerata, "Rata-rata capaian sasaran ini")))
    blok.append(
        build_tabel_capaian(
            f"capaian-{satu.sasaran.kode.lower()}",
            f"{sebutan} {satu.sasaran.kode}: target, realisasi dan capaian {name_basis(rekap)}",
            satu.indikator,
            sumber,
            satu.rerata if is_sasaran else None,
        )
    )
    blok += build_narasi(satu.indikator, rekap, perubahan, nama_unit)
    return blok


def build_narasi(
    daftar: Iterable[HasilIndikator],
    rekap: Rekap,
    perubahan: Mapping[str, Perubahan],
    nama_unit: Mapping[str, str],
) -> list[Blok]:
    """The account of each indicator, and one notice naming targets missed without a cause."""
    daftar = tuple(daftar)
    blok: list[Blok] = [
        build_narasi_indikator(
            hasil,
            rekap.periode,
            perubahan.get(hasil.indikator.kode),
            nama_unit[hasil.indikator.unit],
        )
        for hasil in daftar
    ]
    panggilan: list[Teks] = [
        join_teks(((f"{hasil.indikator.kode} {hasil.indikator.nama}.",), kalimat))
        for hasil in daftar
        if (kalimat := describe_tanpa_penyebab(hasil, nama_unit[hasil.indikator.unit]))
    ]
    if panggilan:
        blok.append(
            Panel("Target belum tercapai, keterangan belum lengkap", tuple(panggilan), "merah")
        )
    return blok
