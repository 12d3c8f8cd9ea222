"""The reconciliation sheet: quarters, rule, year, what the unit handed in, and why they differ.

Also says which quarters were published and still agree. Computes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kinerja.hitung.hasil import HasilIndikator
from kinerja.hitung.rekonsiliasi import Rekonsiliasi
from kinerja.isi.blok import Baris, Blok, Kolom, Nada, Paragraf, Tabel
from kinerja.isi.susun import (
    CATATAN_LAMBANG,
    SEBUTAN_AGREGASI,
    build_sel,
    build_sel_realisasi,
    join_daftar,
)
from kinerja.periode import ROMAWI


def build_rekonsiliasi_blok(
    daftar: Sequence[Rekonsiliasi],
    urutan: Sequence[HasilIndikator],
    terbit: Mapping[int, bool],
    tahun: int,
    sumber: str,
) -> list[Blok]:
    """Build the sheet in the report's order.

    Args:
        daftar: The reconciled indicators.
        urutan: The order of the rows.
        terbit: For each quarter published with the kit, whether it still says what is computed.
        tahun: The year.
        sumber: Where the figures come from.
    """
    per_kode = {satu.hasil.indikator.kode: satu for satu in daftar}
    serahan = [satu for satu in daftar if satu.serahan is not None]
    beda = [satu for satu in serahan if satu.is_beda]
    return [
        Paragraf((_describe(len(serahan), len(beda)),)),
        Paragraf((_describe_terbit(terbit),)),
        Tabel(
            "rekonsiliasi",
            f"Rekonsiliasi empat triwulan ke Tahun {tahun}",
            (
                Kolom("Kode", "kiri", 0.8),
                Kolom("Indikator", "kiri", 2.8),
                *(Kolom(romawi, "kanan", 1.0, "Realisasi triwulan") for romawi in ROMAWI),
                Kolom("Aturan", "kiri", 1.8),
                Kolom("Realisasi setahun", "kanan", 1.1),
                Kolom("Diserahkan unit", "kanan", 1.1),
                Kolom("Selisih", "kanan", 0.8),
                Kolom("Keterangan", "kiri", 2.4),
            ),
            tuple(_build_baris(per_kode[satu.indikator.kode]) for satu in urutan),
            satuan="Menurut satuan tiap indikator",
            sumber=sumber,
            catatan=(
                CATATAN_LAMBANG,
                "Diserahkan unit: lembar Nilai Tahunan formulir Triwulan IV.",
            ),
            orientasi="lanskap",
            kolom_kunci=2,
        ),
    ]


def _describe(jumlah: int, beda: int) -> str:
    kalimat = (
        "Angka setahun dihitung dari isian keempat triwulan menurut aturan tiap indikator, bukan"
        " dari laporan triwulan yang sudah dicetak."
    )
    if not jumlah:
        return f"{kalimat} Unit tidak menyerahkan nilai setahun untuk disandingkan."
    if not beda:
        return f"{kalimat} Nilai setahun yang diserahkan unit ({jumlah} indikator) semuanya cocok."
    return (
        f"{kalimat} Dari {jumlah} nilai setahun yang diserahkan unit, {beda} berbeda; yang dipakai"
        " tetap gabungan triwulan dan perbedaannya menjadi temuan."
    )


def _describe_terbit(terbit: Mapping[int, bool]) -> str:
    if not terbit:
        return "Belum ada laporan triwulan terbit di folder keluaran untuk disandingkan."
    usang = [ROMAWI[nomor - 1] for nomor, is_sama in sorted(terbit.items()) if not is_sama]
    sama = [ROMAWI[nomor - 1] for nomor, is_sama in sorted(terbit.items()) if is_sama]
    bagian = []
    if sama:
        bagian.append(f"Laporan Triwulan {join_daftar(sama)} yang terbit sama dengan hitungan ini")
    if usang:
        bagian.append(
            f"laporan Triwulan {join_daftar(usang)} yang terbit sudah usang (lihat temuan)"
        )
    kalimat = "; ".join(bagian)
    return f"{kalimat[0].upper()}{kalimat[1:]}."


def _build_baris(satu: Rekonsiliasi) -> Baris:
    hasil = satu.hasil
    nada: Nada = "kuning" if satu.is_beda else ""
    return Baris(
        (
            build_sel(hasil.indikator.kode),
            build_sel(hasil.indikator.nama),
            *(build_sel(angka if angka is not None else "–") for angka in satu.triwulan),
            build_sel(SEBUTAN_AGREGASI[hasil.indikator.agregasi]),
            build_sel_realisasi(hasil.tahun),
            build_sel(satu.serahan if satu.serahan is not None else "–", nada=nada),
            build_sel(satu.selisih if satu.selisih is not None else "–"),
            build_sel(describe_keterangan(satu)),
        )
    )


def describe_keterangan(satu: Rekonsiliasi) -> str:
    """Say how the value handed in compares, the unit's reason, and the notes of the year."""
    bagian = []
    if satu.is_beda is not None:
        bagian.append("berbeda" if satu.is_beda else "cocok")
        if satu.is_beda and not satu.penjelasan:
            bagian.append("unit belum menjelaskan selisihnya")
    elif satu.serahan is not None:
        bagian.append("tonggak bertahap tidak disandingkan")
    if satu.penjelasan:
        bagian.append(f"penjelasan unit: {satu.penjelasan.rstrip('.')}")
    bagian += [catatan.rstrip(".") for catatan in satu.hasil.tahun.catatan]
    return "; ".join(bagian) or "–"
