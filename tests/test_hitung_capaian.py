"""Capaian of one indicator: every formula of rumus.md section 3 by tables of hand-worked cases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kinerja.galat import ParameterError
from kinerja.hitung.capaian import apply_batas, compute_capaian
from kinerja.hitung.hasil_capaian import Pilihan
from kinerja.hitung.pecahan import compute_total
from kinerja.hitung.tonggak import compute_capaian_tahapan
from kinerja.model import Keadaan, Tahap
from tests.bantuan_hitung import OPINI, SAKIP, angka, buat_kebijakan

CAP = Pilihan(batas_atas=Decimal(120))

# jenis, polaritas, rumus, target, realisasi, percent, tercapai; the working is R/T and the like.
KASUS = [
    # naik: R/T
    ("angka", "naik", "selisih", 80, 60, "75", False),  # 60/80
    ("angka", "naik", "selisih", 80, 80, "100", True),
    ("angka", "naik", "selisih", 80, 0, "0", False),  # a reported 0 is a value
    ("angka", "naik", "selisih", 80, -8, "-10", False),  # raw is not floored
    ("angka", "naik", "selisih", "0.16", "0.2", "125", True),  # 0.20/0.16
    ("angka", "naik", "selisih", -10, -5, "150", True),  # 1 + (-5+10)/10
    ("angka", "naik", "selisih", -10, -20, "0", False),  # 1 + (-20+10)/10
    # turun, selisih: (2T-R)/T
    ("angka", "turun", "selisih", 10, 8, "120", True),  # (20-8)/10
    ("angka", "turun", "selisih", 10, 0, "200", True),
    ("angka", "turun", "selisih", 10, -5, "250", True),  # lower than 0 is better still
    ("angka", "turun", "selisih", 10, 25, "-50", False),  # (20-25)/10, raw is not floored
    ("angka", "turun", "selisih", -10, -12, "120", True),  # 1 + (-10+12)/10
    ("angka", "turun", "selisih", 0, 0, "100", True),
    ("angka", "turun", "selisih", 0, -1, "100", True),
    ("angka", "turun", "selisih", 0, 1, "0", False),
    # turun, rasio: T/R
    ("angka", "turun", "rasio", 10, 8, "125", True),  # 10/8
    ("angka", "turun", "rasio", 10, 0, "120", True),  # the cap
    ("angka", "turun", "rasio", 10, -3, "120", True),
    ("angka", "turun", "rasio", 0, 0, "100", True),
    ("angka", "turun", "rasio", 0, 2, "0", False),
    # stabil: 1-|R-T|/|T|
    ("angka", "stabil", "selisih", 10, 10, "100", True),
    ("angka", "stabil", "selisih", 10, 8, "80", False),  # 1 - 2/10
    ("angka", "stabil", "selisih", 10, 12, "80", False),
    ("angka", "stabil", "selisih", 10, 25, "-50", False),  # 1 - 15/10
    ("angka", "stabil", "selisih", -10, -8, "80", False),  # 1 - 2/10
    ("angka", "stabil", "selisih", 0, 0, "100", True),
    ("angka", "stabil", "selisih", 0, "0.1", "0", False),
    # rentang naik: R/a below, 100 inside, R/b above
    ("rentang", "naik", "selisih", (80, 90), 70, "87.5", False),  # 70/80
    ("rentang", "naik", "selisih", (80, 90), 80, "100", True),
    ("rentang", "naik", "selisih", (80, 90), 85, "100", True),
    ("rentang", "naik", "selisih", (80, 90), 99, "110", True),  # 99/90
    ("rentang", "naik", "selisih", (0, 90), -1, "0", False),  # a = 0: 0
    # rentang turun, selisih: (2a-R)/a below, (2b-R)/b above
    ("rentang", "turun", "selisih", (8, 10), 6, "125", True),  # (16-6)/8
    ("rentang", "turun", "selisih", (8, 10), 9, "100", True),
    ("rentang", "turun", "selisih", (8, 10), 12, "80", False),  # (20-12)/10
    ("rentang", "turun", "selisih", (0, 10), -2, "100", True),  # a = 0 counts as inside
    # rentang turun, rasio: a/R below, b/R above
    ("rentang", "turun", "rasio", (8, 10), 5, "160", True),  # 8/5
    ("rentang", "turun", "rasio", (8, 10), 16, "62.5", False),  # 10/16
    ("rentang", "turun", "rasio", (8, 10), 0, "120", True),  # the cap
    ("rentang", "turun", "rasio", (0, 10), 0, "100", True),
    # rentang stabil
    ("rentang", "stabil", "selisih", (80, 90), 60, "75", False),  # 60/80
    ("rentang", "stabil", "selisih", (80, 90), 90, "100", True),
    ("rentang", "stabil", "selisih", (80, 90), 99, "90", False),  # (180-99)/90
    ("rentang", "stabil", "selisih", (0, 90), -1, "0", False),
    # nihil
    ("nihil", None, "selisih", 0, 0, "100", True),
    ("nihil", None, "selisih", 0, 1, "0", False),
    ("nihil", None, "selisih", 0, -1, "0", False),
]


@pytest.mark.parametrize(
    ("jenis", "polaritas", "rumus", "target", "realisasi", "persen", "tercapai"), KASUS
)
def test_each_formula_gives_its_hand_worked_percent(
    jenis, polaritas, rumus, target, realisasi, persen, tercapai
):
    """The table of formulas, at target, around it, at 0 and below."""
    hasil = compute_capaian(
        angka(target),
        angka(realisasi),
        jenis=jenis,
        polaritas=polaritas,
        rumus_turun=rumus,
        pilihan=CAP,
    )
    assert (hasil.persen, hasil.is_tercapai) == (Decimal(persen), tercapai)
    assert hasil.keadaan is Keadaan.TERISI
    assert hasil.langkah


@pytest.mark.gangguan(22)
@pytest.mark.parametrize(
    ("polaritas", "rumus", "target", "realisasi", "alasan", "tercapai"),
    [
        ("naik", "selisih", 0, 5, "target_nol", None),
        ("naik", "selisih", 0, 0, "target_nol", None),
        ("turun", "rasio", -2, 5, "target_negatif", False),
        ("turun", "rasio", 5, 0, "realisasi_nol_tanpa_batas", True),
        ("turun", "rasio", 5, -1, "realisasi_nol_tanpa_batas", True),
        ("naik", "selisih", 5, "WTP", "nilai_tidak_sesuai_jenis", None),
        ("naik", "selisih", (1, 2), 5, "nilai_tidak_sesuai_jenis", None),
    ],
)
def test_what_has_no_formula_says_why(polaritas, rumus, target, realisasi, alasan, tercapai):
    """A filled cell without a formula is t.d.h. with a reason code, never 0 and never inf."""
    hasil = compute_capaian(
        angka(target), angka(realisasi), jenis="angka", polaritas=polaritas, rumus_turun=rumus
    )
    assert hasil.persen is None
    assert hasil.keadaan is Keadaan.TIDAK_DAPAT_DIHITUNG
    assert (hasil.alasan, hasil.is_tercapai) == (alasan, tercapai)


@pytest.mark.gangguan(22)
@pytest.mark.parametrize(
    ("target", "realisasi", "keadaan"),
    [
        (None, 5, Keadaan.TIDAK_DIUKUR),
        (None, None, Keadaan.TIDAK_DIUKUR),
        (5, None, Keadaan.BELUM_LAPOR),
        (5, 0, Keadaan.TERISI),
    ],
)
def test_states_are_not_confused(target, realisasi, keadaan):
    """No target, no answer and a reported 0 are three different things."""
    hasil = compute_capaian(target, realisasi, jenis="angka", polaritas="naik")
    assert hasil.keadaan is keadaan


@pytest.mark.parametrize(
    ("skala", "cara", "target", "realisasi", "persen", "tercapai"),
    [
        (OPINI, "bertingkat", "WTP", "WDP", "75", False),  # rank 3 of 4
        (OPINI, "bertingkat", "WTP", "wtp-dpp", "100", True),  # alias
        (OPINI, "bertingkat", "WDP", "TMP", "33.33", False),  # 1/3
        (SAKIP, "bertingkat", "B", "A", "150", True),  # D C CC B BB A: 6/4
        (SAKIP, "biner", "B", "A", "100", True),
        (SAKIP, "biner", "B", "CC", "0", False),
    ],
)
def test_predikat_is_compared_by_rank(skala, cara, target, realisasi, persen, tercapai):
    """Bertingkat gives rank R / rank T, biner all or nothing."""
    pilihan = Pilihan(skala=skala, predikat=cara)
    hasil = compute_capaian(target, realisasi, jenis="predikat", pilihan=pilihan)
    assert round(hasil.persen, 2) == Decimal(persen)
    assert hasil.is_tercapai is tercapai


def test_a_predikat_outside_its_scale_is_not_guessed():
    """An unknown word carries its own reason code."""
    hasil = compute_capaian("WTP", "Baik", jenis="predikat", pilihan=Pilihan(skala=OPINI))
    assert hasil.alasan == "skala_tidak_memuat_nilai"


@pytest.mark.parametrize(
    ("jawaban", "hari", "terlambat", "persen", "tercapai"),
    [
        (date(2026, 6, 30), date(2026, 6, 30), 0, 100, True),  # on the day
        (date(2026, 7, 1), date(2026, 9, 30), 0, 0, False),  # late, default 0
        (date(2026, 7, 1), date(2026, 9, 30), 50, 50, False),  # late, policy 50
        ("belum", date(2026, 6, 30), 0, 0, False),
        (date(2026, 2, 1), date(2026, 3, 31), 0, 100, True),  # done before its quarter
        (date(2026, 7, 1), date(2026, 6, 30), 50, 0, False),  # a later day is not yet done
    ],
)
def test_milestone_is_judged_on_the_last_day(jawaban, hari, terlambat, persen, tercapai):
    """In time 100, late by policy, unfinished 0; a planned date does not count."""
    pilihan = Pilihan(per_tanggal=hari, terlambat=Decimal(terlambat))
    hasil = compute_capaian(date(2026, 6, 30), jawaban, jenis="tonggak", pilihan=pilihan)
    assert (hasil.persen, hasil.is_tercapai) == (persen, tercapai)


@pytest.mark.parametrize("jawaban", ["belum", None, date(2026, 8, 1)])
def test_milestone_before_its_tenggat_is_not_measured(jawaban):
    """Before the tenggat only a finished milestone counts."""
    pilihan = Pilihan(per_tanggal=date(2026, 3, 31))
    hasil = compute_capaian(date(2026, 6, 30), jawaban, jenis="tonggak", pilihan=pilihan)
    assert (hasil.keadaan, hasil.alasan) == (Keadaan.TIDAK_DIUKUR, "belum_tenggat")


TAHAPAN = [
    Tahap("IK-1", 1, "Rancangan", Decimal("0.2"), date(2026, 3, 31)),
    Tahap("IK-1", 2, "Pembahasan", Decimal("0.3"), date(2026, 6, 30)),
    Tahap("IK-1", 3, "Penetapan", Decimal("0.5"), date(2026, 9, 30)),
]


@pytest.mark.parametrize(
    ("selesai", "persen"),
    [
        # On 30 June steps 1 and 2 are due: weights 0.2 + 0.3 = 0.5.
        ({1: date(2026, 3, 1), 2: None}, "40"),  # 0.2/0.5
        ({1: date(2026, 3, 1), 2: date(2026, 6, 1)}, "100"),
        ({1: date(2026, 4, 1), 2: date(2026, 6, 1)}, "80"),  # late 0.5: (0.1+0.3)/0.5
        ({1: None, 2: None, 3: date(2026, 6, 2)}, "50"),  # step 3 done early: 0.5/1.0
    ],
)
def test_weighted_steps_count_once_due_or_done(selesai, persen):
    """Sum of weight times value over the steps due or done, by their weights."""
    pilihan = Pilihan(per_tanggal=date(2026, 6, 30), terlambat=Decimal(50))
    assert compute_capaian_tahapan(TAHAPAN, selesai, pilihan).persen == Decimal(persen)


def test_steps_without_any_answer_are_not_reported():
    """No answer at all is belum_lapor; before the first tenggat nothing is measured."""
    juni, januari = (Pilihan(per_tanggal=date(2026, bulan, 28)) for bulan in (6, 1))
    assert compute_capaian_tahapan(TAHAPAN, None, juni).keadaan is Keadaan.BELUM_LAPOR
    assert compute_capaian_tahapan(TAHAPAN, None, januari).keadaan is Keadaan.TIDAK_DIUKUR


@pytest.mark.parametrize(
    ("jenis", "polaritas"),
    [("angka", None), ("predikat", "naik"), ("nihil", "turun"), ("angka", "atas"), ("x", "naik")],
)
def test_an_impossible_combination_is_refused(jenis, polaritas):
    """There is no silent fall-back to a standard formula."""
    with pytest.raises(ParameterError, match="Gabungan jenis, polaritas, dan rumus tidak dikenal"):
        compute_capaian(1, 1, jenis=jenis, polaritas=polaritas)


@pytest.mark.parametrize(
    ("atas", "persen", "pakai", "kalimat"),
    [
        (None, "916.67", "916.67", ""),
        ("100", "150", "100", "Dibatasi atas: 150,00% dipakai sebagai 100,00%."),
        ("120", "120", "120", ""),
        ("120", "-50", "0", "Dibatasi bawah: -50,00% dipakai sebagai 0,00%."),
    ],
)
def test_floor_and_cap_tell_what_they_did(atas, persen, pakai, kalimat):
    """The raw value stays; the used value comes with its sentence."""
    kebijakan = buat_kebijakan(batas_atas=Decimal(atas) if atas else None)
    assert apply_batas(Decimal(persen), kebijakan) == (Decimal(pakai), kalimat)


def test_tercapai_uses_exact_values():
    """0.1 + 0.1 + 0.1 does not exceed 0.3, as it would in floats."""
    jumlah = compute_total([Decimal("0.1")] * 3)
    hasil = compute_capaian(Decimal("0.3"), jumlah, jenis="angka", polaritas="turun")
    assert hasil.is_tercapai is True
    assert hasil.persen == 100


def test_tolerance_serves_stabil():
    """|R - T| up to the tolerance is tercapai, the percent stays what it is."""
    pilihan = Pilihan(toleransi=Decimal(2))
    hasil = compute_capaian(10, 12, jenis="angka", polaritas="stabil", pilihan=pilihan)
    assert (hasil.is_tercapai, hasil.persen) == (True, 80)


def test_steps_show_the_numbers_computed_with():
    """The words come from the branch that gave the figure."""
    hasil = compute_capaian(Decimal("9.20"), Decimal("9.53"), jenis="angka", polaritas="turun")
    # 2 x 9.20 - 9.53 = 8.87; 8.87 / 9.20 = 96.413...
    assert hasil.langkah == (
        "T = 9,2; R = 9,53",
        "capaian = (2 × T − R) / T × 100 = 8,87 / 9,2 × 100 = 96,41%",
    )
