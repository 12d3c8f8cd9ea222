"""A row of the budget: of one sub kegiatan or of a group, with the same rules for both.

Rules of rumus.md section 6; money is integer sen, ratios are percent in Decimal.
"""

from __future__ import annotations

from collections.abc import Sequence

from kinerja.angka import format_rupiah
from kinerja.hitung import alasan
from kinerja.hitung.anggaran_sel import SelAnggaran
from kinerja.hitung.anggaran_tulis import KepalaBaris, Penulis, TingkatBaris, compute_bagian
from kinerja.hitung.fisik import build_fisik
from kinerja.hitung.hasil_anggaran import BarisAnggaran
from kinerja.model import Keadaan

__all__ = ["KepalaBaris", "TingkatBaris", "build_baris", "compute_bagian"]


def build_baris(kepala: KepalaBaris, daftar: Sequence[SelAnggaran]) -> BarisAnggaran:
    """Add up sub kegiatan and compute serapan, deviasi, belum terserap and physical progress.

    A blank current quarter is belum_lapor. A group with some blank children is the sum of all money
    known to date, k of n, and says how much of it is an earlier position; with none reported it is
    belum_lapor. Where a quarter's money is missing, deviasi and belum terserap are not computed:
    money not reported is no under-absorption. Pagu 0 or anggaran kas 0 gives no ratio.

    >>> from datetime import date
    >>> from kinerja.model import Lingkup, RealisasiAnggaran, SubKegiatan, Versi, VersiPagu
    >>> murni = Versi("murni", "Murni", date(2026, 1, 1), "DPA", 0)
    >>> pagu = VersiPagu(murni, 1000_00, (500_00, 0, 0, 500_00))
    >>> sub = SubKegiatan("5.02.01.2.01.0001", "Rapat", "aset", Lingkup.SKPD, (pagu,))
    >>> sel = SelAnggaran(sub, pagu, pagu, (RealisasiAnggaran(sub.kode, 300_00),))
    >>> baris = build_baris(KepalaBaris("ang.total", "", "Total", "total"), [sel])
    >>> baris.serapan.teks, baris.deviasi.teks, baris.sisa.teks
    ('30,00%', '-40,00%', 'Rp700')
    """
    dihitung = [sel for sel in daftar if sel.is_dihitung]
    lapor = [sel for sel in dihitung if sel.is_lapor]
    k, n = len(lapor), len(dihitung)
    keadaan = _judge(daftar, k, n)
    pagu = sum(sel.pagu_sen for sel in daftar)
    kas = sum(sel.kas_sd_sen for sel in daftar)
    realisasi = sum(sel.realisasi_sd_sen for sel in daftar)
    kini = sum(sel.realisasi_tw_sen or 0 for sel in daftar)
    is_lapor = any(sel.is_lapor for sel in daftar)
    kini_keadaan = keadaan if is_lapor or n else Keadaan.TIDAK_DIUKUR
    is_lengkap = not any(sel.is_rumpang for sel in daftar)
    tulis = Penulis(kepala, keadaan, tuple(daftar))
    tulis_kini = Penulis(kepala, kini_keadaan, tuple(daftar))
    return BarisAnggaran(
        kepala.kode,
        kepala.nama,
        kepala.tingkat,
        tulis.money("pagu", pagu, "Pagu yang berlaku pada akhir periode.", is_rencana=True),
        tulis.money(
            "pagu_murni", sum(s.murni.pagu_sen for s in daftar), "Pagu murni.", is_rencana=True
        ),
        tulis.money("kas_sd", kas, "Anggaran kas sampai dengan periode.", is_rencana=True),
        tulis.ratio(
            "kas_persen",
            (kas, pagu),
            "Rencana = anggaran kas s.d. / pagu × 100.",
            alasan.PAGU_NOL,
            is_rencana=True,
        ),
        tulis_kini.money("realisasi_tw", kini, "Realisasi triwulan ini saja."),
        tulis.money(
            "realisasi_sd",
            realisasi,
            "Jumlah realisasi triwulan yang dilaporkan, termasuk posisi terakhir sub kegiatan yang"
            " belum lapor pada triwulan ini.",
        ),
        tulis.money("sisa", pagu - realisasi, "Sisa = pagu − realisasi s.d."),
        tulis.ratio(
            "serapan", (realisasi, pagu), "Serapan = realisasi s.d. / pagu × 100.", alasan.PAGU_NOL
        ),
        tulis.ratio(
            "deviasi",
            (realisasi - kas, kas),
            "Deviasi = (realisasi s.d. − anggaran kas s.d.) / anggaran kas s.d. × 100.",
            alasan.KAS_NOL,
            is_lengkap=is_lengkap,
        ),
        tulis.ratio(
            "belum_terserap",
            (kas - realisasi, kas),
            "Belum terserap = (anggaran kas s.d. − realisasi s.d.) / anggaran kas s.d. × 100.",
            alasan.KAS_NOL,
            is_lengkap=is_lengkap,
        ),
        build_fisik(kepala.id, kepala.nama, daftar),
        k,
        n,
        kepala.unit,
        kepala.lingkup,
        _describe_catatan(daftar, k, n),
    )


def _judge(daftar: Sequence[SelAnggaran], k: int, n: int) -> Keadaan:
    """A row that owes nothing more shows what is known of it; else one report makes it filled."""
    if n:
        return Keadaan.TERISI if k else Keadaan.BELUM_LAPOR
    return Keadaan.TERISI if any(sel.is_dikenal for sel in daftar) else Keadaan.TIDAK_DIUKUR


def _describe_catatan(daftar: Sequence[SelAnggaran], k: int, n: int) -> tuple[str, ...]:
    """Say which money is not of this quarter's reports, so that rows add up for the reader."""
    posisi = _describe_posisi(daftar, is_termasuk=k > 0)
    if len(daftar) == 1:
        isi = daftar[0].uang_per_triwulan
        ada = sum(uang is not None for uang in isi)
        is_sebagian = daftar[0].is_rumpang and 0 < ada < len(isi)
        return (*((f"{ada} dari {len(isi)} triwulan",) if is_sebagian else ()), *posisi)
    catatan = []
    if 0 < k < n:
        catatan.append(f"sebagian: {k} dari {n} sub kegiatan berpagu sudah lapor")
    catatan += posisi
    rumpang = sum(sel.is_lapor and sel.is_rumpang for sel in daftar)
    if rumpang:
        catatan.append(f"{rumpang} sub kegiatan belum lengkap pada triwulan sebelumnya")
    return tuple(catatan)


def _describe_posisi(daftar: Sequence[SelAnggaran], *, is_termasuk: bool) -> tuple[str, ...]:
    """The money known of those that have not reported: in the sum, or beside a blank row."""
    lama = [sel for sel in daftar if sel.is_dihitung and not sel.is_lapor and sel.is_dikenal]
    uang = sum(sel.realisasi_sd_sen for sel in lama)
    if not uang:
        return ()
    if is_termasuk:
        isi = f"termasuk {format_rupiah(uang)} posisi terakhir"
    else:
        isi = f"posisi terakhir {format_rupiah(uang)}"
    return (f"{isi} dari {len(lama)} sub kegiatan yang belum lapor",)
