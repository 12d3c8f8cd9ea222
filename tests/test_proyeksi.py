"""What the remaining quarters must deliver, worked by hand for every agregasi."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kinerja.hitung.proyeksi import build_proyeksi
from kinerja.hitung.rekap import build_rekap
from kinerja.isi.proyeksi import build_proyeksi_blok, describe_syarat
from kinerja.model import Isian, Tahap
from kinerja.periode import Periode
from tests.bantuan_hitung import KEBIJAKAN, buat_indikator, buat_isian, buat_masukan

EMPAT = (10, 10, 10, 10)


def proyeksikan(indikator, nilai):
    """Project one indicator in the quarter of the last answer."""
    isian = {
        ("anggaran", nomor): [satu if isinstance(satu, Isian) else buat_isian(satu, triwulan=nomor)]
        for nomor, satu in enumerate(nilai, start=1)
        if satu is not None
    }
    masukan = buat_masukan([indikator], isian, periode=Periode(2026, len(nilai)))
    daftar = build_proyeksi(build_rekap(masukan, KEBIJAKAN))
    return daftar[0] if daftar else None


def angka(satu):
    """Give the value of a figure, or None."""
    return None if satu is None else satu.nilai


# agregasi, polaritas, quarter targets, year, answers; verdict, total, pace needed, pace so far.
KASUS = [
    # 40 - 16 = 24 over two quarters; 16/2 so far
    ("jumlah", "naik", EMPAT, 40, [8, 8], "perlu", "24", "12", "8"),
    ("jumlah", "naik", EMPAT, 40, [8, 33], "tercapai", None, None, "20.5"),
    # at most 40 - 16 more; 41 is already too many
    ("jumlah", "turun", EMPAT, 40, [8, 8], "perlu", "24", "12", "8"),
    ("jumlah", "turun", EMPAT, 40, [8, 33], "tidak_mungkin", None, None, "20.5"),
    # 100 - 40 = 60 over two quarters; moved 20 in one quarter so far
    ("akhir", "naik", (25, 50, 75, 100), 100, [20, 40], "perlu", "60", "30", "20"),
    ("akhir", "naik", (25, 50, 75, 100), 100, [20, 100], "pertahankan", None, None, "80"),
    # down from 8 to 2
    ("akhir", "turun", (8, 6, 4, 2), 2, [9, 8], "perlu", "-6", "-3", "-1"),
    # (10 x 4 - 16) / 2
    ("rata_rata", "naik", EMPAT, 10, [8, 8], "perlu", None, "12", "8"),
    # (10 x 4 - 44) / 2 is below nothing
    ("rata_rata", "turun", EMPAT, 10, [22, 22], "tidak_mungkin", None, None, "22"),
    ("maksimum", "naik", EMPAT, 10, [8, 9], "perlu", None, "10", "9"),
    ("maksimum", "naik", EMPAT, 10, [8, 11], "tercapai", None, None, "11"),
    ("maksimum", "turun", EMPAT, 10, [8, 11], "tidak_mungkin", None, None, "11"),
    ("minimum", "naik", EMPAT, 10, [8, 11], "tidak_mungkin", None, None, "8"),
    ("minimum", "naik", EMPAT, 10, [12, 11], "perlu", None, "10", "11"),
    ("minimum", "turun", EMPAT, 10, [12, 9], "tercapai", None, None, "9"),
    # penyebut 20 a quarter: 80% of 80 is 64; 64 - 24 = 40 of the 40 to come
    (
        "rasio_jumlah",
        "naik",
        (80,) * 4,
        80,
        [(10, 20), (14, 20)],
        "perlu",
        None,
        "100",
        "60",
    ),
    # from 50% to 80% in two quarters; 30 points so far in one
    ("rasio_akhir", "naik", (80,) * 4, 80, [(1, 5), (2, 4)], "perlu", "30", "15", "30"),
]


@pytest.mark.parametrize(
    ("agregasi", "polaritas", "target", "tahunan", "nilai", "putusan", "sisa", "laju", "kini"),
    KASUS,
)
def test_the_projection_is_what_the_rule_gives_by_hand(  # noqa: PLR0917 - a table
    agregasi, polaritas, target, tahunan, nilai, putusan, sisa, laju, kini
):
    """Verdict, what is missing, what each quarter left must bring, and the pace so far."""
    indikator = buat_indikator(target, tahunan, agregasi=agregasi, polaritas=polaritas)
    satu = proyeksikan(indikator, nilai)
    assert satu.putusan == putusan
    harap = [None if teks is None else Decimal(teks) for teks in (sisa, laju, kini)]
    assert [angka(satu.sisa), angka(satu.laju), angka(satu.laju_kini)] == harap
    assert all(a.id.startswith("proy.") and a.jejak for a in (satu.sisa, satu.laju) if a)


def test_only_quarters_with_a_target_share_what_is_left():
    """Measured in Triwulan I and IV: the one quarter left takes it all."""
    satu = proyeksikan(buat_indikator((10, None, None, 10), 20, agregasi="jumlah"), [4, None])
    assert satu.triwulan_sisa == (4,)
    assert (angka(satu.sisa), angka(satu.laju)) == (16, 16)


def test_nothing_is_projected_on_a_blank_quarter():
    """Where the quarter is not reported, what is left cannot be told."""
    satu = proyeksikan(buat_indikator(EMPAT, 40, agregasi="jumlah"), [8, None])
    assert satu.putusan == "belum"
    assert "isian triwulan ini belum lengkap" in describe_syarat(satu)


def test_an_indicator_not_measured_again_is_closed():
    """Measured in Triwulan II only: nothing is left to do this year."""
    satu = proyeksikan(buat_indikator((None, 90, None, None), 90), [None, 80])
    assert satu.putusan == "selesai"


@pytest.mark.parametrize(
    ("polaritas", "nilai", "putusan", "sisa"),
    [
        ("naik", 70, "perlu", "10"),
        ("naik", 95, "pertahankan", None),
        ("turun", 95, "perlu", "-5"),
        ("stabil", 85, "pertahankan", None),
        ("stabil", 95, "perlu", "-5"),
    ],
)
def test_a_range_asks_for_its_nearest_bound(polaritas, nilai, putusan, sisa):
    """80-90: the lower bound from below, the upper from above."""
    indikator = buat_indikator(((80, 90),) * 4, (80, 90), jenis="rentang", polaritas=polaritas)
    satu = proyeksikan(indikator, [nilai])
    assert (satu.putusan, angka(satu.sisa)) == (putusan, None if sisa is None else Decimal(sisa))


@pytest.mark.parametrize(("nilai", "putusan"), [("WDP", "perlu"), ("WTP", "pertahankan")])
def test_a_predikat_is_kept_or_reached(nilai, putusan):
    """Ranks have no pace; the row says what is asked in words."""
    indikator = buat_indikator(
        ("WDP", "WTP", "WTP", "WTP"),
        "WTP",
        jenis="predikat",
        polaritas=None,
        skala_predikat="opini",
    )
    satu = proyeksikan(indikator, [nilai])
    assert (satu.putusan, satu.laju) == (putusan, None)


@pytest.mark.parametrize(("nilai", "putusan"), [(0, "pertahankan"), (2, "perlu")])
def test_nihil_must_go_back_to_nothing(nilai, putusan):
    """Target 0 with zero tolerance."""
    indikator = buat_indikator((0,) * 4, 0, jenis="nihil", polaritas=None)
    assert proyeksikan(indikator, [nilai]).putusan == putusan


def test_a_position_not_measured_yet_has_no_pace():
    """Measured in Triwulan IV only: reach the target there, nothing to spread."""
    satu = proyeksikan(buat_indikator((None, None, None, 95), 95), [None])
    assert (satu.putusan, satu.laju, satu.sisa) == ("perlu", None, None)
    assert describe_syarat(satu) == "capai target pada triwulan terakhir yang bertarget"


@pytest.mark.parametrize(
    ("hari", "putusan"), [({1: 27, 2: 28}, "tercapai"), ({1: 27, 2: None}, "perlu")]
)
def test_a_milestone_is_done_when_every_step_is(hari, putusan):
    """On plan so far is not yet done."""
    tahapan = tuple(
        Tahap("IK-1", nomor, f"Tahap {nomor}", Decimal("0.5"), date(2026, 6 * nomor, 1))
        for nomor in (1, 2)
    )
    indikator = buat_indikator(
        (None, None, None, date(2026, 12, 1)),
        date(2026, 12, 1),
        jenis="tonggak",
        polaritas=None,
        tahapan=tahapan,
    )
    selesai = {nomor: None if satu is None else date(2026, 2, satu) for nomor, satu in hari.items()}
    assert proyeksikan(indikator, [Isian("IK-1", tahap_selesai=selesai)]).putusan == putusan


def test_a_stabil_target_within_its_tolerance_is_kept():
    """98 of 100 with a tolerance of 5."""
    indikator = buat_indikator((100,) * 4, 100, polaritas="stabil", toleransi=Decimal(5))
    assert proyeksikan(indikator, [98]).putusan == "pertahankan"


def test_more_than_all_is_pointed_out():
    """Where a share of more than 100 percent would be needed, the row says so."""
    indikator = buat_indikator((100,) * 4, 100, agregasi="rasio_jumlah", satuan="persen")
    satu = proyeksikan(indikator, [(9, 10), (9, 10)])
    assert angka(satu.laju) == 110
    assert "melebihi 100 persen" in describe_syarat(satu)


def test_the_pace_so_far_is_judged():
    """8 a quarter does not do where 12 are needed; 12 a quarter does where 8 are."""
    kurang = proyeksikan(buat_indikator(EMPAT, 40, agregasi="jumlah"), [8, 8])
    cukup = proyeksikan(buat_indikator(EMPAT, 40, agregasi="jumlah"), [12, 12])
    assert (kurang.is_laju_cukup, cukup.is_laju_cukup) == (False, True)
    assert "belum cukup" in describe_syarat(kurang)


@pytest.mark.parametrize("periode", [Periode(2026, 4), Periode(2026)])
def test_a_finished_year_is_not_projected(periode):
    """Neither Triwulan IV nor the year has anything left, and the section is not there."""
    isian = {("anggaran", n): [buat_isian(8, triwulan=n)] for n in range(1, 5)}
    indikator = buat_indikator(EMPAT, 40, agregasi="jumlah")
    rekap = build_rekap(buat_masukan([indikator], isian, periode=periode), KEBIJAKAN)
    assert build_proyeksi(rekap) == ()
    assert build_proyeksi_blok((), rekap.indikator, "x") == []
