"""Reads what a unit answered for its sub kegiatan: money, physical progress and output."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from kinerja.angka import format_apa_adanya, format_rupiah
from kinerja.excel.konteks import Konteks, check_ganda
from kinerja.excel.konversi import Konversi
from kinerja.excel.pencatat import format_kutipan
from kinerja.excel.sel import Sel
from kinerja.excel.tabel import Baris
from kinerja.excel.unit_periksa import check_lengkap, check_nama, check_pagu, check_pemilik
from kinerja.excel.unit_rencana import build_sub_kegiatan_unit
from kinerja.kolom import normalise_judul
from kinerja.model import RealisasiAnggaran, Rencana, SubKegiatan
from kinerja.periode import Periode

_LEMBAR: Final = "Sub Kegiatan"


def read_anggaran(
    konteks: Konteks, unit: str, periode: Periode, rencana: Rencana
) -> tuple[RealisasiAnggaran, ...]:
    """Read the answers of the unit's sub kegiatan, in the order of the sheet."""
    konversi = konteks.build_konversi(_LEMBAR)
    milik = {satu.kode: satu for satu in build_sub_kegiatan_unit(rencana, unit)}
    pemilik = {satu.kode: satu.unit for satu in rencana.sub_kegiatan}
    nama_per_kode = {satu.kode: satu.nama for satu in rencana.sub_kegiatan}
    hasil: list[RealisasiAnggaran] = []
    kode_sel: list[tuple[str, Sel]] = []
    for baris in konteks.baris(_LEMBAR):
        sel = baris.sel["kode"]
        kode = konversi.parse_kode(sel)
        padanan = kode if kode in milik else _find_padanan(konversi, baris, kode, milik)
        kode_sel.append((padanan or kode, sel))
        if padanan in milik:
            check_nama(konversi, baris.sel["nama"], padanan, nama_per_kode, "sub kegiatan")
            hasil.append(_read_satu(konteks, konversi, baris, milik[padanan], periode))
        else:
            check_pemilik(konversi, sel, kode, pemilik, "sub kegiatan")
    check_ganda(konteks, _LEMBAR, kode_sel)
    is_berisi = konteks.baris(_LEMBAR) or konteks.baris("Indikator")
    if _LEMBAR in konteks.tabel and is_berisi:
        check_lengkap(konversi, list(milik), {kode for kode, _ in kode_sel}, "sub kegiatan")
    return tuple(hasil)


def _find_padanan(
    konversi: Konversi, baris: Baris, kode: str, milik: Mapping[str, SubKegiatan]
) -> str:
    """Find the plan's code that differs only in leading zeros, if the names agree too."""
    nama = normalise_judul(konversi.parse_teks(baris.sel["nama"]))
    for satu in milik.values():
        if _ringkas(satu.kode) == _ringkas(kode) and normalise_judul(satu.nama) == nama:
            konversi.peringatan(
                baris.sel["kode"],
                "K-KODE-PADAN",
                "Kode dicocokkan tanpa angka nol di depan karena namanya sama",
                ditemukan=format_kutipan(kode),
                diharapkan=format_kutipan(satu.kode),
                saran="Tulis kodenya seperti pada rencana.",
            )
            return satu.kode
    return ""


def _ringkas(kode: str) -> tuple[str, ...]:
    return tuple(bagian.lstrip("0") for bagian in kode.split("."))


def _read_keluaran(konversi: Konversi, sel: Sel, sub: SubKegiatan) -> Decimal | None:
    nilai = konversi.parse_angka(sel, is_persen=sub.is_keluaran_persen)
    if nilai is None or nilai >= 0:
        return nilai
    konversi.galat(
        sel,
        "K-KISARAN",
        "Realisasi keluaran negatif",
        ditemukan=format_apa_adanya(nilai),
        diharapkan="0 atau lebih",
        saran="Isi keluaran triwulan ini saja; salah isi triwulan lalu dibetulkan di formulirnya.",
    )
    return None


def _check_jumlah(konversi: Konversi, sel: Mapping[str, Sel], realisasi: int | None) -> None:
    """Refuse money that was typed over the sum instead of into the column beside it."""
    jumlah, lalu = sel.get("realisasi_sd_rp"), sel.get("realisasi_lalu_rp")
    if jumlah is None or lalu is None or jumlah.is_kosong or jumlah.is_rumus:
        return
    tertulis = konversi.parse_rupiah(jumlah)
    diharapkan = (konversi.parse_rupiah(lalu) or 0) + (realisasi or 0)
    if tertulis is None or tertulis == diharapkan:
        return
    konversi.galat(
        jumlah,
        "K-JUMLAH-DIKETIK",
        "Angka diketik pada kolom jumlah yang dihitung rumus",
        ditemukan=format_rupiah(tertulis),
        diharapkan=f"{format_rupiah(diharapkan)}, jumlah kedua kolom realisasi",
        saran='Pindahkan angkanya ke kolom "Realisasi Triwulan Ini (Rp)", triwulan ini saja, lalu '
        f"kembalikan rumusnya: =SUM({lalu.alamat},{sel['realisasi_rp'].alamat})",
    )


def _read_satu(
    konteks: Konteks, konversi: Konversi, baris: Baris, sub: SubKegiatan, periode: Periode
) -> RealisasiAnggaran:
    sel = baris.sel
    check_pagu(konversi, sel["pagu_rp"], sub, periode)
    realisasi = konversi.parse_rupiah(sel["realisasi_rp"])
    _check_jumlah(konversi, sel, realisasi)
    return RealisasiAnggaran(
        sub.kode,
        realisasi,
        konversi.parse_persen(sel["fisik_persen"]),
        _read_keluaran(konversi, sel["keluaran"], sub),
        konversi.parse_teks(sel["catatan"]),
        {
            kunci: konteks.build_alamat(_LEMBAR, sel[nama])
            for kunci, nama in (
                ("realisasi_sen", "realisasi_rp"),
                ("fisik_persen", "fisik_persen"),
                ("keluaran", "keluaran"),
                ("catatan", "catatan"),
            )
        },
    )
