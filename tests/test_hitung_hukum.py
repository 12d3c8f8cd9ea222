"""The laws of capaian, for every jenis x polaritas x rumus x cap (rumus.md section 3).

A better result never lowers capaian nor a mean that holds it; row order never matters; the quarters
of a sum give the year; an unfilled quarter never raises the score; states are never mixed.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kinerja.hitung.capaian import apply_batas, compute_capaian
from kinerja.hitung.hasil_capaian import Pilihan
from kinerja.hitung.rekap import build_rekap
from kinerja.hitung.rumus import RUMUS
from kinerja.model import Jenis, Keadaan, Polaritas, Rentang
from kinerja.periode import Periode
from tests.bantuan_hitung import (
    OPINI,
    buat_indikator,
    buat_isian,
    buat_kebijakan,
    buat_masukan,
    hitung,
)

BATAS = [None, 100, 110, 120, 150]
BERANGKA = sorted(kunci for kunci in RUMUS if kunci[0] in {Jenis.ANGKA, Jenis.RENTANG})
desimal = st.decimals(-1000, 1000, places=3)
positif = st.decimals(0, 1000, places=3)
EMPAT = st.tuples(positif, positif, positif, positif)


@st.composite
def rentang(draw):
    """A valid range a-b."""
    a, b = sorted((draw(positif), draw(positif)))
    assume(b > 0)
    return Rentang(a, b)


def pakai(target, realisasi, kunci, batas):
    """Give the value used in means, and the raw result."""
    jenis, polaritas, rumus = kunci
    kebijakan = buat_kebijakan(batas_atas=Decimal(batas) if batas else None)
    hasil = compute_capaian(
        target,
        realisasi,
        jenis=jenis,
        polaritas=polaritas,
        rumus_turun=rumus or "selisih",
        pilihan=Pilihan(batas_atas=kebijakan.batas_atas),
    )
    return (None if hasil.persen is None else apply_batas(hasil.persen, kebijakan)[0]), hasil


def order(target, satu, dua, polaritas):
    """Give (worse, better) of two results, or None where stabil cannot compare them."""
    rendah, tinggi = sorted((satu, dua))
    if polaritas is Polaritas.NAIK:
        return rendah, tinggi
    if polaritas is Polaritas.TURUN:
        return tinggi, rendah
    bawah, atas = (target.bawah, target.atas) if isinstance(target, Rentang) else (target, target)
    if tinggi <= bawah:
        return rendah, tinggi
    return (tinggi, rendah) if rendah >= atas else None


@pytest.mark.parametrize("batas", BATAS)
@pytest.mark.parametrize("kunci", BERANGKA, ids=lambda kunci: "-".join(filter(None, kunci)))
@given(data=st.data(), satu=desimal, dua=desimal)
@settings(max_examples=60, deadline=None)
def test_a_better_result_never_lowers_capaian(kunci, batas, data, satu, dua):
    """Down to and below 0; for stabil on each side of the target separately."""
    target = data.draw(rentang() if kunci[0] is Jenis.RENTANG else desimal)
    urutan = order(target, satu, dua, kunci[1])
    assume(urutan is not None)
    (buruk, hasil_buruk), (baik, hasil_baik) = (pakai(target, r, kunci, batas) for r in urutan)
    if batas is not None:
        # With a cap, what can be computed depends on the target alone.
        assert (buruk is None) == (baik is None)
    if buruk is not None and baik is not None:
        assert baik >= buruk
    assert not (hasil_buruk.is_tercapai and not hasil_baik.is_tercapai)


@pytest.mark.parametrize("cara", ["bertingkat", "biner"])
@given(
    target=st.sampled_from(OPINI.urutan),
    satu=st.sampled_from(OPINI.urutan),
    dua=st.sampled_from(OPINI.urutan),
)
def test_a_better_predikat_never_lowers_capaian(cara, target, satu, dua):
    """Ranks decide, in both ways of counting."""
    buruk, baik = sorted((satu, dua), key=OPINI.compute_peringkat)
    pilihan = Pilihan(skala=OPINI, predikat=cara)
    a, b = (
        compute_capaian(target, r, jenis="predikat", pilihan=pilihan).persen for r in (buruk, baik)
    )
    assert b >= a


@given(
    geser=st.integers(0, 200),
    lain=st.one_of(st.none(), st.integers(0, 200)),
    terlambat=st.integers(0, 100),
)
def test_an_earlier_milestone_never_scores_less(geser, lain, terlambat):
    """Earlier is better, and any date is at least as good as "belum"."""
    awal = date(2026, 1, 1)
    pilihan = Pilihan(per_tanggal=date(2026, 6, 30), terlambat=Decimal(terlambat))
    cepat = awal + timedelta(days=geser if lain is None else min(geser, lain))
    lambat = "belum" if lain is None else awal + timedelta(days=max(geser, lain))
    baik, buruk = (
        compute_capaian(date(2026, 4, 30), jawaban, jenis="tonggak", pilihan=pilihan).persen
        for jawaban in (cepat, lambat)
    )
    assert baik >= buruk


def rekap_dua(nilai, polaritas, rumus, batas):
    """Average one indicator with target 50 and a fellow that stays at 80 percent."""
    satu = buat_indikator((50, None, None, None), 50, kode="A", polaritas=polaritas)
    dua = buat_indikator((100, None, None, None), 100, kode="B")
    isian = {("anggaran", 1): [buat_isian(nilai, kode="A"), buat_isian(80, kode="B")]}
    kebijakan = buat_kebijakan(batas_atas=Decimal(batas), rumus_turun=rumus)
    masukan = buat_masukan([satu, dua], isian, periode=Periode(2026, 1))
    return build_rekap(masukan, kebijakan).rerata.angka.nilai


@pytest.mark.parametrize("batas", BATAS[1:])
@pytest.mark.parametrize(
    ("polaritas", "rumus"), [("naik", "selisih"), ("turun", "selisih"), ("turun", "rasio")]
)
@given(satu=desimal, dua=desimal)
@settings(max_examples=15, deadline=None)
def test_a_better_result_never_lowers_the_mean(polaritas, rumus, batas, satu, dua):
    """The law holds for the recap, not only for the formula."""
    buruk, baik = order(Decimal(50), satu, dua, Polaritas(polaritas))
    assert rekap_dua(baik, polaritas, rumus, batas) >= rekap_dua(buruk, polaritas, rumus, batas)


@given(nilai=st.lists(positif, min_size=2, max_size=12), benih=st.integers(0, 99))
@settings(max_examples=25, deadline=None)
def test_row_order_never_matters(nilai, benih):
    """The mean is the same to the last digit in any order of rows, weighted by thirds too."""
    daftar = [
        buat_indikator((7, None, None, None), 7, kode=f"IK-{i}", bobot=Decimal(i + 1) / 3)
        for i in range(len(nilai))
    ]
    isian = [buat_isian(satu, kode=f"IK-{i}") for i, satu in enumerate(nilai)]
    acak = random.Random(benih)  # noqa: S311 - an order of rows, not a secret
    lain = acak.sample(daftar, len(daftar))
    isian_lain = acak.sample(isian, len(isian))
    hasil = [
        build_rekap(
            buat_masukan(i, {("anggaran", 1): s}, periode=Periode(2026, 1)), buat_kebijakan()
        ).rerata.angka.nilai
        for i, s in ((daftar, isian), (lain, isian_lain))
    ]
    assert hasil[0] == hasil[1]


@given(target=EMPAT, nilai=EMPAT)
@settings(max_examples=50, deadline=None)
def test_sum_of_quarters_equals_the_year(target, nilai):
    """Under `jumlah` the four cells add up to the year, exactly."""
    indikator = buat_indikator(target, sum(target), agregasi="jumlah", polaritas="turun")
    hasil = hitung(indikator, nilai, is_tahunan=True)
    assert hasil.tahun.realisasi.nilai == sum(nilai)
    assert hasil.sd.target.nilai == sum(target)


@pytest.mark.parametrize("polaritas", ["naik", "turun", "stabil"])
@given(
    target=st.tuples(*[st.decimals("0.001", 1000, places=3)] * 4),
    nilai=EMPAT,
    kosong=st.integers(0, 3),
)
@settings(max_examples=40, deadline=None)
def test_an_unfilled_quarter_never_raises_the_score(polaritas, target, nilai, kosong):
    """Leaving a quarter of a sum blank gives no higher capaian, or none at all."""
    indikator = buat_indikator(target, sum(target), agregasi="jumlah", polaritas=polaritas)
    berlubang = [None if i == kosong else satu for i, satu in enumerate(nilai)]
    for is_tahunan in (False, True):
        penuh = hitung(indikator, nilai, is_tahunan=is_tahunan).utama
        kurang = hitung(indikator, berlubang, is_tahunan=is_tahunan).utama
        if kurang.keadaan is Keadaan.TERISI:
            assert kurang.capaian_pakai.nilai <= penuh.capaian_pakai.nilai
        elif kosong == 3:
            assert kurang.keadaan is Keadaan.BELUM_LAPOR
        else:
            assert kurang.capaian.alasan == "kuartal_belum_lengkap"


@given(target=st.one_of(st.none(), positif), nilai=st.one_of(st.none(), positif))
def test_states_are_never_mixed(target, nilai):
    """A figure has a value exactly where its state is terisi."""
    hasil = hitung(buat_indikator((target, None, None, None), target), [nilai])
    for ukuran in (hasil.tw, hasil.sd, hasil.tahun):
        for angka in (ukuran.target, ukuran.realisasi, ukuran.capaian, ukuran.capaian_pakai):
            assert (angka.nilai is None) == (angka.keadaan is not Keadaan.TERISI)
    if target is None:
        assert hasil.sd.keadaan is Keadaan.TIDAK_DIUKUR
    elif nilai is None:
        assert hasil.sd.keadaan in {Keadaan.BELUM_LAPOR, Keadaan.TIDAK_DIUKUR}
