"""Physical progress (fisik): running percent, weighed upward by pagu."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kinerja.angka import KONTEKS, format_persen, format_rupiah
from kinerja.hitung import alasan
from kinerja.hitung.alasan import describe_alasan
from kinerja.hitung.anggaran_sel import SelAnggaran
from kinerja.hitung.jejak import Angka, Jejak, Operan
from kinerja.hitung.pecahan import compute_total
from kinerja.hitung.teks import format_operan
from kinerja.model import Keadaan


def build_fisik(dasar: str, nama: str, daftar: Sequence[SelAnggaran]) -> Angka:
    """Weigh physical progress by pagu over those that reported it in the current quarter."""
    id_angka = f"{dasar}.fisik"
    aturan = "Fisik = Σ(pagu × fisik) / Σ pagu atas sub kegiatan yang melaporkannya."
    berpagu = [sel for sel in daftar if sel.pagu_sen]
    isi = [(sel, sel.fisik_persen) for sel in berpagu if sel.fisik_persen is not None]
    pembagi = sum(sel.pagu_sen for sel, _ in isi)
    judul = f"Fisik {nama}"
    if not pembagi:
        keadaan = Keadaan.BELUM_LAPOR if berpagu else Keadaan.TIDAK_DIUKUR
        kode = alasan.REALISASI_KOSONG if berpagu else alasan.PAGU_NOL
        jejak = Jejak(judul, aturan, langkah=(describe_alasan(kode),))
        return Angka(id_angka, None, "persen", keadaan, "%", kode, jejak)
    jumlah = compute_total(KONTEKS.multiply(Decimal(sel.pagu_sen), fisik) for sel, fisik in isi)
    nilai = KONTEKS.divide(jumlah, Decimal(pembagi))
    operan = tuple(
        Operan(
            f"{sel.sub_kegiatan.kode} {sel.sub_kegiatan.nama}",
            f"{format_operan(fisik)}% × {format_rupiah(sel.pagu_sen)}",
            sel.kini.alamat.get("fisik_persen") if sel.kini is not None else None,
        )
        for sel, fisik in isi
    )
    langkah = (f"{len(isi)} dari {len(berpagu)} sub kegiatan berpagu = {format_persen(nilai)}",)
    return Angka(id_angka, nilai, "persen", satuan="%", jejak=Jejak(judul, aturan, operan, langkah))
