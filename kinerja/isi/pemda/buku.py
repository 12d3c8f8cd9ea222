"""The regency's recap as a workbook block: one sheet of all agencies with live sums and shares.

The same sheet is written as rekap.csv.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from kinerja.hitung.jejak import Angka
from kinerja.hitung.pemda.hasil import BarisLiga, BarisLingkup, BarisOpd, RekapPemda
from kinerja.isi.buku.blok import (
    BarisBuku,
    BentukKolom,
    BukuKerja,
    KolomBuku,
    LembarBuku,
    NilaiBuku,
    RumusBuku,
    SelBuku,
    Tempat,
    WarnaBuku,
    bare,
    build_baris,
    list_jangkauan,
)
from kinerja.isi.buku.kamus import build_kamus
from kinerja.isi.buku.rumus import KOSONG, round_rumus
from kinerja.isi.pemda.tabel_setor import describe_laporan
from kinerja.model import Keadaan

REKAP: Final = "Rekap"
_SETOR: Final = ("wajib", "lapor", "tepat", "terlambat", "tercatat", "belum", "tak_diketahui")
_UANG: Final = ("pagu", "realisasi")
_JUMLAH: Final = "jumlah"


def build_buku_pemda(rekap: RekapPemda) -> BukuKerja:
    """Build the workbook: the recap, and what its columns mean."""
    kolom = _list_kolom()
    per_opd = {satu.bahan.slug: satu for satu in rekap.baris}
    baris = [
        _build_baris(nomor, satu, per_opd[satu.bahan.slug], kolom)
        for nomor, satu in enumerate(rekap.liga)
    ]
    lembar = LembarBuku(
        REKAP,
        f"Rekap kinerja perangkat daerah {rekap.periode.judul}",
        "Kelengkapan dan serapan dihitung dari kolom di sebelahnya; baris jumlah dari semua baris.",
        kolom,
        (*baris, _build_jumlah(rekap, kolom)),
        kolom_beku=3,
        is_a3=True,
    )
    kelas = {
        satu.kategori.label: satu.kategori.warna
        for satu in rekap.baris
        if satu.kategori is not None
    }
    warna = tuple(WarnaBuku(label, nada) for label, nada in kelas.items())
    return BukuKerja((lembar, build_kamus([lembar])), (), warna)


def _list_kolom() -> tuple[KolomBuku, ...]:
    def cacah(kunci: str, judul: str, arti: str, grup: str) -> KolomBuku:
        return KolomBuku(kunci, judul, arti, "rumus", "cacah", 11, grup)

    def uang(lingkup: str, grup: str) -> tuple[KolomBuku, ...]:
        isi: tuple[tuple[str, str, BentukKolom, int], ...] = (
            ("pagu", "Pagu", "rupiah", 20),
            ("realisasi", "Realisasi s.d.", "rupiah", 20),
            ("serapan", "Serapan (%)", "persen", 11),
        )
        return tuple(
            KolomBuku(f"{lingkup}_{kunci}", judul, f"{judul} {grup}", "rumus", bentuk, lebar, grup)
            for kunci, judul, bentuk, lebar in isi
        )

    return (
        KolomBuku(
            "peringkat", "Peringkat", "Peringkat kelengkapan setor", bentuk="cacah", lebar=10
        ),
        KolomBuku("opd", "OPD", "Nama folder perangkat daerah", lebar=16),
        KolomBuku("nama", "Perangkat daerah", "Nama perangkat daerah", lebar=48),
        cacah("wajib", "Wajib", "Formulir unit yang wajib disetor", "Setoran"),
        cacah("lapor", "Diterima", "Formulir yang diterima menurut register", "Setoran"),
        KolomBuku(
            "kelengkapan", "Lengkap (%)", "Diterima ÷ wajib", "rumus", "persen", 11, "Setoran"
        ),
        cacah("tepat", "Tepat waktu", "Diterima sampai tenggat", "Setoran"),
        cacah("terlambat", "Terlambat", "Diterima sesudah tenggat", "Setoran"),
        cacah("tercatat", "Waktu tak pasti", "Diterima, waktunya tidak pasti", "Setoran"),
        cacah("belum", "Belum", "Belum diterima", "Setoran"),
        cacah("tak_diketahui", "Tak diketahui", "Setorannya tidak terbaca", "Setoran"),
        KolomBuku("laporan", "Laporan", "Keadaan laporan perangkat daerah", lebar=20),
        KolomBuku("capaian", "Capaian (%)", "Rata-rata capaian yang terbit", "rumus", "persen", 12),
        KolomBuku("kategori", "Kategori", "Kategori menurut skalanya", bentuk="kategori", lebar=15),
        cacah("tercapai", "Tercapai", "Indikator sasaran yang mencapai target", "Indikator"),
        cacah("bertarget", "Bertarget", "Indikator sasaran yang bertarget", "Indikator"),
        *uang("skpd", "Belanja SKPD"),
        *uang("skpkd", "Belanja SKPKD/PPKD"),
        KolomBuku("sebanding", "Kebijakan", "Apakah kebijakan hitungnya sama", lebar=12),
        KolomBuku(
            "keterangan", "Keterangan", "Sebab tanpa angka, usang, atau angkanya kurang", lebar=44
        ),
    )


def _build_baris(
    nomor: int, liga: BarisLiga, satu: BarisOpd, kolom: Sequence[KolomBuku]
) -> BarisBuku:
    tempat, bahan = Tempat(REKAP, f"o{nomor}"), satu.bahan
    kebijakan = "sama" if satu.is_sebanding else "lain"
    isi: dict[str, SelBuku] = {
        "peringkat": NilaiBuku(Decimal(liga.peringkat), "cacah"),
        "opd": bahan.slug,
        "nama": bahan.nama,
        **{nama: bare(getattr(liga, nama)) for nama in _SETOR},
        "kelengkapan": _write_bagian(tempat("lapor"), tempat("wajib"), liga.kelengkapan),
        "laporan": describe_laporan(bahan),
        "capaian": bare(satu.capaian),
        "kategori": satu.kategori.label if satu.kategori else "",
        "tercapai": bare(satu.tercapai),
        "bertarget": bare(satu.bertarget),
        "sebanding": kebijakan if bahan.laporan.keadaan.is_dipakai else "",
        "keterangan": "; ".join(_list_keterangan(satu)),
    }
    for lingkup in (satu.skpd, satu.skpkd):
        isi |= _write_lingkup(tempat, lingkup)
    return build_baris(tempat.baris, kolom, isi)


def _list_keterangan(satu: BarisOpd) -> Iterator[str]:
    """Say why an agency has no figures, or what its figures lack."""
    bahan = satu.bahan
    if bahan.masalah or bahan.laporan.sebab:
        yield bahan.masalah or bahan.laporan.sebab
    if satu.is_kategori_lain:
        yield "tanpa kategori: kebijakan berubah sesudah laporan terbit"
    if satu.is_capaian_kurang:
        yield f"capaian tanpa {bahan.laporan.belum_lapor} indikator yang belum lapor"
    for lingkup in (satu.skpd, satu.skpkd):
        if lingkup.sebagian:
            yield f"realisasi {lingkup.nama} baru sebagian"


def _write_lingkup(tempat: Tempat, satu: BarisLingkup) -> Mapping[str, SelBuku]:
    pagu, realisasi = tempat(f"{satu.lingkup}_pagu"), tempat(f"{satu.lingkup}_realisasi")
    serapan: SelBuku = bare(satu.serapan)
    if satu.serapan.keadaan is Keadaan.TERISI:
        serapan = _write_bagian(realisasi, pagu, satu.serapan)
    return {
        f"{satu.lingkup}_pagu": bare(satu.pagu),
        f"{satu.lingkup}_realisasi": bare(satu.realisasi),
        f"{satu.lingkup}_serapan": serapan,
    }


def _write_bagian(atas: str, bawah: str, hasil: Angka) -> SelBuku:
    if hasil.keadaan is not Keadaan.TERISI:
        return bare(hasil)
    rumus = f"IF({bawah}=0,{KOSONG},{round_rumus(f'{atas}/{bawah}*100')})"
    return RumusBuku(rumus, bare(hasil))


def _build_jumlah(rekap: RekapPemda, kolom: Sequence[KolomBuku]) -> BarisBuku:
    """Sum the rows; shares are those of the sums."""
    tempat, jumlah = Tempat(REKAP, _JUMLAH), rekap.jumlah_unit
    nomor = range(len(rekap.liga))

    def add(nama: str) -> str:
        return "+".join(f"SUM({satu})" for satu in list_jangkauan(REKAP, "o", nama, nomor))

    isi: dict[str, SelBuku] = {
        "nama": "Jumlah",
        **{nama: RumusBuku(add(nama), bare(getattr(jumlah, nama))) for nama in _SETOR},
        "kelengkapan": _write_bagian(tempat("lapor"), tempat("wajib"), jumlah.kelengkapan),
    }
    for lingkup in rekap.lingkup:
        if lingkup.lingkup == "total":
            continue
        isi |= _write_lingkup(tempat, lingkup)
        for nama in _UANG:
            kunci = f"{lingkup.lingkup}_{nama}"
            jumlah_uang = bare(getattr(lingkup, nama))
            is_ada = jumlah_uang.keadaan is Keadaan.TERISI
            isi[kunci] = RumusBuku(add(kunci), jumlah_uang) if is_ada else jumlah_uang
    return build_baris(_JUMLAH, kolom, isi, "jumlah")
