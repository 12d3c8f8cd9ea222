"""The regency's tables of money: over all agencies by lingkup, and of each agency."""

from __future__ import annotations

from typing import Final

from kinerja.hitung.jejak import show_ribuan
from kinerja.hitung.pemda.bahan import BahanOpd
from kinerja.hitung.pemda.hasil import BarisLingkup, RekapPemda
from kinerja.isi.blok import Baris, JenisBaris, Kolom, Tabel
from kinerja.isi.pemda.cakupan import (
    KURANG,
    describe_cakupan,
    describe_cakupan_uang,
    list_tanpa_realisasi,
    mark_kurang,
    show_ada,
)
from kinerja.isi.susun import build_sel

_CATATAN_SERAPAN: Final = (
    "Serapan = jumlah realisasi yang diketahui ÷ jumlah pagu; bukan rata-rata serapan."
)
_CATATAN_SEBAGIAN: Final = f"{KURANG.strip()} realisasinya baru diketahui sebagian."


def build_tabel_lingkup(rekap: RekapPemda, sumber: str) -> Tabel:
    """Money over all agencies: SKPD, SKPKD/PPKD, together."""
    *bagian, total = rekap.lingkup
    cakupan = [
        "".join(satu if isinstance(satu, str) else satu.teks for satu in teks)
        for teks in (describe_cakupan(rekap), describe_cakupan_uang(rekap))
    ]
    return Tabel(
        "pemda-anggaran",
        f"Realisasi belanja seluruh perangkat daerah s.d. {rekap.periode.judul}",
        (
            Kolom("Lingkup", "kiri", 2.4),
            Kolom("Pagu", "kanan", 2.0),
            Kolom("Realisasi s.d.", "kanan", 2.0),
            Kolom("Serapan", "kanan", 1.0),
        ),
        tuple(
            Baris(
                (
                    build_sel(satu.nama),
                    build_sel(show_ada(satu.pagu)),
                    build_sel(show_ada(satu.realisasi)),
                    build_sel(show_ada(satu.serapan)),
                ),
                "jumlah" if satu is total else "isi",
            )
            for satu in (*bagian, total)
        ),
        satuan="Rupiah; serapan dalam persen",
        sumber=sumber,
        catatan=(
            _CATATAN_SERAPAN,
            f"Mencakup pagu {cakupan[0]}; {cakupan[1]} untuk {bagian[0].nama}.",
            *(f"{x.nama}: {teks}." for x in bagian for teks in list_tanpa_realisasi(x)),
        ),
    )


def build_tabel_belanja(rekap: RekapPemda, sumber: str) -> Tabel:
    """Money of each agency's SKPD, in the order of their capaian, and its sum."""
    skpd = rekap.lingkup[0]
    return Tabel(
        "pemda-belanja",
        f"{skpd.nama} menurut perangkat daerah s.d. {rekap.periode.judul}",
        (
            Kolom("Perangkat daerah", "kiri", 4.6),
            Kolom("Pagu", "kanan", 1.8),
            Kolom("Realisasi s.d.", "kanan", 1.8),
            Kolom("Serapan", "kanan", 1.2),
        ),
        (
            *(
                _build_baris(satu.bahan.nama, satu.skpd)
                if satu.bahan.laporan.keadaan.is_dipakai
                else build_baris_tanpa(satu.bahan, 3)
                for satu in rekap.urut_capaian
            ),
            _build_baris("Jumlah", skpd, "jumlah"),
        ),
        satuan="Ribu rupiah; serapan dalam persen",
        sumber=sumber,
        catatan=(_CATATAN_SEBAGIAN,) if skpd.sebagian else (),
    )


def _build_baris(nama: str, uang: BarisLingkup, jenis: JenisBaris = "isi") -> Baris:
    tanda = mark_kurang(is_kurang=jenis == "isi" and bool(uang.sebagian))
    return Baris(
        (
            build_sel(nama),
            build_sel(show_ada(show_ribuan(uang.pagu))),
            build_sel(show_ada(show_ribuan(uang.realisasi))),
            build_sel(show_ada(uang.serapan), tanda),
        ),
        jenis,
    )


def build_baris_tanpa(bahan: BahanOpd, rentang: int) -> Baris:
    """Say over the columns of figures why an agency has none."""
    sebab = bahan.masalah or f"tanpa angka: laporan {bahan.laporan.keadaan.value}"
    return Baris((build_sel(bahan.nama), build_sel(sebab, nada="abu", rentang=rentang)))
