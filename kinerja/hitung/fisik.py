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
from kinerja.model import Keadaan, RealisasiAnggaran
from kinerja.periode import ROMAWI

_ATURAN = (
    "Fisik = Σ(pagu × fisik) / Σ pagu, dengan nilai terakhir yang diketahui dari tiap sub kegiatan."
)


def build_fisik(dasar: str, nama: str, daftar: Sequence[SelAnggaran]) -> Angka:
    """Weigh physical progress by pagu, over the same sub kegiatan as the money beside it.

    Progress is a running percent, so one that has not reported this quarter enters with its last
    value, as its money does. Where nobody reported any this quarter the figure is belum_lapor.
    """
    id_angka, judul = f"{dasar}.fisik", f"Fisik {nama}"
    berpagu = [sel for sel in daftar if sel.pagu_sen]
    isi = [(sel, akhir) for sel in berpagu if (akhir := sel.fisik_terakhir) is not None]
    pembagi = sum(sel.pagu_sen for sel, _ in isi)
    if not any(sel.fisik_persen is not None for sel in berpagu) or not pembagi:
        keadaan = Keadaan.BELUM_LAPOR if berpagu else Keadaan.TIDAK_DIUKUR
        kode = alasan.REALISASI_KOSONG if berpagu else alasan.PAGU_NOL
        jejak = Jejak(judul, _ATURAN, langkah=(describe_alasan(kode),))
        return Angka(id_angka, None, "persen", keadaan, "%", kode, jejak)
    jumlah = compute_total(
        KONTEKS.multiply(Decimal(sel.pagu_sen), fisik) for sel, (_, _, fisik) in isi
    )
    nilai = KONTEKS.divide(jumlah, Decimal(pembagi))
    operan = tuple(_build_operan(sel, akhir) for sel, akhir in isi)
    langkah = [f"{len(isi)} dari {len(berpagu)} sub kegiatan berpagu = {format_persen(nilai)}"]
    lama = sum(sel.fisik_persen is None for sel, _ in isi)
    if lama:
        langkah.append(f"termasuk posisi terakhir dari {lama} sub kegiatan yang belum lapor")
    jejak = Jejak(judul, _ATURAN, operan, tuple(langkah))
    return Angka(id_angka, nilai, "persen", satuan="%", jejak=jejak)


def _build_operan(sel: SelAnggaran, akhir: tuple[int, RealisasiAnggaran, Decimal]) -> Operan:
    nomor, baris, fisik = akhir
    lama = "" if nomor == len(sel.isian) else f" (Triwulan {ROMAWI[nomor - 1]})"
    return Operan(
        f"{sel.sub_kegiatan.kode} {sel.sub_kegiatan.nama}{lama}",
        f"{format_operan(fisik)}% × {format_rupiah(sel.pagu_sen)}",
        baris.alamat.get("fisik_persen"),
    )
