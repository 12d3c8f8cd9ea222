"""What moved since the quarter before: only like is compared with like."""

from __future__ import annotations

from decimal import Decimal

from kinerja.hitung.banding import compute_banding, compute_perubahan
from kinerja.hitung.jejak import Angka
from kinerja.hitung.rekap import build_rekap, narrow_masukan
from kinerja.model import RealisasiAnggaran
from kinerja.periode import Periode
from tests.bantuan_hitung import KEBIJAKAN, buat_indikator, buat_isian, buat_masukan, buat_sub


def banding(daftar, uang=((), ()), sub=()):
    """Compare TW II with TW I; per indicator (kode, sasaran, TW I, TW II, extra fields)."""
    indikator = [
        buat_indikator((100,) * 4, 100, kode=kode, sasaran_kode=(sasaran,), **lain)
        for kode, sasaran, _, _, lain in daftar
    ]
    isian = {
        ("anggaran", tw): [
            buat_isian(satu[tw + 1], kode=satu[0], triwulan=tw)
            for satu in daftar
            if satu[tw + 1] is not None
        ]
        for tw in (1, 2)
    }
    anggaran = {("anggaran", tw): uang[tw - 1] for tw in (1, 2)}
    masukan = buat_masukan(indikator, isian, sub, anggaran, periode=Periode(2026, 2))
    lalu = build_rekap(narrow_masukan(masukan, Periode(2026, 1)), KEBIJAKAN, awalan="2026-tw1.")
    return compute_banding(build_rekap(masukan, KEBIJAKAN), lalu)


def test_a_mean_that_rose_by_leaving_the_worst_out_is_no_rise():
    """TW I (40 + 90)/2 = 65, TW II 88 of S-2 alone; like for like S-2 fell from 90 to 88."""
    hasil = banding([("A", "S-1", 40, None, {}), ("B", "S-2", 90, 88, {})])
    assert (hasil.rerata.lalu.teks, hasil.rerata.kini.teks) == ("65,00%", "88,00%")
    assert (hasil.rerata.selisih, hasil.rerata.arah) == (None, 0)
    assert hasil.alasan_beda == "sasaran S-1 belum terhitung pada Triwulan II"
    assert hasil.rerata.alasan == hasil.alasan_beda
    assert (hasil.sebanding.lalu.teks, hasil.sebanding.selisih.teks) == ("90,00%", "-2,00")
    assert hasil.sebanding.kini.id == "pd.rerata.sebanding"
    assert hasil.sebanding.lalu.id == "2026-tw1.pd.rerata.sebanding"
    assert hasil.sebanding.kini.jejak.langkah[-1] == "indikator yang dibandingkan: B"


def test_like_for_like_goes_down_to_the_indicators():
    """S-1: TW I (40 + 80)/2 = 60, TW II 84 of B alone; over B only 80 to 84 is 4 points."""
    hasil = banding([("A", "S-1", 40, None, {}), ("B", "S-1", 80, 84, {})])
    assert hasil.rerata.selisih.teks == "24,00"
    assert hasil.alasan_beda == ""
    assert hasil.beda_indikator == "indikator A belum terhitung pada Triwulan II"
    assert hasil.sebanding.selisih.teks == "4,00"


def test_like_for_like_keeps_the_weights_of_the_plan():
    """(3 x 80 + 1 x 40)/4 = 70, then (3 x 90 + 1 x 50)/4 = 80; C is left out of both."""
    bobot = {"A": 3, "B": 1, "C": 6}
    nilai = {"A": (80, 90), "B": (40, 50), "C": (10, None)}
    hasil = banding([(k, "S-1", *nilai[k], {"bobot": Decimal(bobot[k])}) for k in bobot])
    assert (hasil.sebanding.lalu.nilai, hasil.sebanding.kini.nilai) == (70, 80)


def test_equal_sets_need_no_excuse():
    """90 to 95 is 5 points both ways; without anything in common there is no like for like."""
    sama = banding([("A", "S-1", 90, 95, {})])
    assert (sama.rerata.selisih.teks, sama.sebanding.selisih.teks) == ("5,00", "5,00")
    assert (sama.alasan_beda, sama.beda_indikator) == ("", "")
    beda = banding([("A", "S-1", 90, None, {}), ("B", "S-2", None, 80, {})])
    assert beda.sebanding is None
    assert beda.alasan_beda == (
        "sasaran S-1 belum terhitung pada Triwulan II; sasaran S-2 belum terhitung pada Triwulan I"
    )


def test_the_visible_subtraction_holds():
    """90,004 and 89,996 are shown 90,00 and 90,00: no change; exactly it would be 0,008."""
    a, b = Angka("a", Decimal("90.004"), "persen"), Angka("b", Decimal("89.996"), "persen")
    assert compute_perubahan(a, b, "x").arah == 0
    # 90,015 shows 90,02 and 90,004 shows 90,00: 0,02, not 0,01.
    satu = compute_perubahan(Angka("a", Decimal("90.015"), "persen"), a, "x")
    assert satu.selisih.nilai == Decimal("0.02")
    assert "dibulatkan dahulu ke dua desimal" in satu.selisih.jejak.aturan


def test_spending_is_compared_only_where_all_reported():
    """A 100 of 2.000, then 300: 10 points; with B blank in TW II nothing is said, but why."""
    sub = [buat_sub("5.02.01.2.01.0001"), buat_sub("5.02.01.2.01.0002")]
    a, b = (satu.kode for satu in sub)
    nol, seratus, dua = (RealisasiAnggaran(k, s) for k, s in ((b, 0), (a, 100_00), (a, 200_00)))
    penuh = banding([("A", "S-1", 1, 1, {})], ([seratus, nol], [dua, nol]), sub)
    assert (penuh.serapan.selisih.teks, penuh.serapan.alasan) == ("10,00", "")  # 15% - 5%
    kurang = banding([("A", "S-1", 1, 1, {})], ([seratus, nol], [dua]), sub)
    assert kurang.serapan.selisih is None
    assert kurang.serapan.alasan == ("baru 1 dari 2 sub kegiatan melaporkan realisasi Triwulan II")
