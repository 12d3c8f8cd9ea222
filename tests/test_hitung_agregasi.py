"""Quarters to "s.d. triwulan" and the year: the table of rumus.md section 2, row by row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kinerja.hitung.agregasi_tonggak import describe_tahap_triwulan
from kinerja.hitung.penjaga import check_isian
from kinerja.hitung.teks import format_operan
from kinerja.model import Keadaan, Tahap
from tests.bantuan_hitung import (
    PERUBAHAN,
    buat_indikator,
    buat_isian,
    buat_kebijakan,
    buat_target,
    hitung,
)

# agregasi, targets, year, answers, then target s.d., realisasi s.d., capaian s.d., notes.
KASUS = [
    # jumlah: increments; 3+4+5 = 12 of 2+4+6 = 12
    ("jumlah", (2, 4, 6, 8), 20, [3, 4, 5], "12", "12", "100", ()),
    # a blank quarter keeps its target: (3+5) of 12, one quarter missing
    ("jumlah", (2, 4, 6, 8), 20, [3, None, 5], "12", "8", "66.67", ("2 dari 3 triwulan",)),
    # a quarter without target still adds what was done: 3+4 of 2+6 (up to TW III)
    (
        "jumlah",
        (2, None, 6, 8),
        16,
        [3, 4, 5],
        "8",
        "12",
        "150",
        ("nilai diberikan walau tidak diukur: Triwulan II",),
    ),
    # akhir: the last quarter with a target
    ("akhir", (25, 50, 75, 100), 100, [20, 60], "50", "60", "120", ()),
    ("akhir", (25, 50, None, 100), 100, [20, 60, None], "50", "60", "120", ("diukur Triwulan II",)),
    # a value of an unmeasured quarter is noted and does not replace the measured one
    (
        "akhir",
        (25, 50, None, 100),
        100,
        [20, 60, 70],
        "50",
        "60",
        "120",
        ("diukur Triwulan II", "nilai diberikan walau tidak diukur: Triwulan III"),
    ),
    # rata_rata over the reported quarters, target over the same: (80+100)/2 of (100+100)/2
    (
        "rata_rata",
        (100, 100, 100, 100),
        100,
        [80, None, 100],
        "100",
        "90",
        "90",
        ("2 dari 3 triwulan",),
    ),
    ("rata_rata", (10, 20, 30, 40), 25, [10, None, 30], "20", "20", "100", ("2 dari 3 triwulan",)),
    ("maksimum", (10, 40, 30, 20), 40, [9, 20, 15], "40", "20", "50", ("3 dari 3 triwulan",)),
    ("minimum", (10, 40, 30, 20), 10, [9, 20, 15], "10", "9", "90", ("3 dari 3 triwulan",)),
    # rasio_jumlah: (10+30)/(20+40) x 100 = 66.67 of the last target 80
    ("rasio_jumlah", (70, 80, 90, 95), 95, [(10, 20), (30, 40)], "80", "66.67", "83.33", ()),
    (
        "rasio_jumlah",
        (70, 80, 90, 95),
        95,
        [None, (30, 40)],
        "80",
        "75",
        "93.75",
        ("1 dari 2 triwulan",),
    ),
    # rasio_akhir: running pair of the last quarter, 30/40 = 75 of 80
    ("rasio_akhir", (70, 80, 90, 95), 95, [(10, 20), (30, 40)], "80", "75", "93.75", ()),
]


def rapi(nilai):
    """Show a figure at two decimals without trailing zeros."""
    return None if nilai is None else format_operan(round(nilai, 2)).replace(",", ".")


@pytest.mark.parametrize("kasus", KASUS)
def test_quarters_combine_by_their_rule(kasus):
    """Target, realisasi and capaian s.d. with the notes a reader needs."""
    agregasi, target, tahunan, nilai, t_sd, r_sd, capaian, catatan = kasus
    sd = hitung(buat_indikator(target, tahunan, agregasi=agregasi), nilai).sd
    assert (rapi(sd.target.nilai), rapi(sd.realisasi.nilai)) == (t_sd, r_sd)
    assert rapi(sd.capaian.nilai) == capaian
    assert sd.catatan == catatan


@pytest.mark.parametrize(
    "agregasi",
    ["jumlah", "akhir", "rata_rata", "maksimum", "minimum", "rasio_jumlah", "rasio_akhir"],
)
def test_a_blank_current_quarter_is_not_reported_under_every_rule(agregasi):
    """What was said before never stands in silently for this quarter."""
    isi = (5, 10) if agregasi.startswith("rasio") else 5
    hasil = hitung(buat_indikator((10, 10, 10, 10), 40, agregasi=agregasi), [isi, None])
    assert hasil.sd.keadaan is Keadaan.BELUM_LAPOR
    assert hasil.sd.realisasi.teks == "belum lapor"
    assert hasil.tahun.keadaan is Keadaan.BELUM_LAPOR
    assert hasil.alasan_sementara


@pytest.mark.parametrize("pasangan", [(5, None), (None, 10)])
def test_half_a_pair_is_not_reported(pasangan):
    """A pembilang without penyebut is no value, and the reason says so."""
    hasil = hitung(buat_indikator((90, 90, 90, 90), 90, agregasi="rasio_akhir"), [pasangan])
    assert hasil.sd.keadaan is Keadaan.BELUM_LAPOR
    assert hasil.sd.capaian.alasan == "pasangan_tidak_lengkap"


def test_penyebut_zero_cannot_be_computed():
    """0/0 is neither 0 nor 100, and it says why."""
    hasil = hitung(buat_indikator((90, 90, 90, 90), 90, agregasi="rasio_akhir"), [(0, 0)])
    assert (hasil.sd.keadaan, hasil.sd.capaian.alasan) == (
        Keadaan.TIDAK_DAPAT_DIHITUNG,
        "penyebut_nol",
    )
    assert hasil.sd.capaian.teks == "t.d.h."


def test_a_quarter_without_cases_does_not_spoil_the_running_ratio():
    """0/0 in one quarter adds nothing: (0+30)/(0+40) = 75."""
    hasil = hitung(
        buat_indikator((90, 90, 90, 90), 90, agregasi="rasio_jumlah"), [(0, 0), (30, 40)]
    )
    assert hasil.sd.realisasi.nilai == 75


@pytest.mark.parametrize("polaritas", ["turun", "stabil"])
def test_an_incomplete_sum_waits_where_less_looks_better(polaritas):
    """For turun a missing quarter would flatter: t.d.h. with kuartal_belum_lengkap, sum shown."""
    indikator = buat_indikator((10, 10, 10, 10), 40, agregasi="jumlah", polaritas=polaritas)
    sd = hitung(indikator, [None, 8]).sd
    assert (sd.keadaan, sd.capaian.alasan) == (
        Keadaan.TIDAK_DAPAT_DIHITUNG,
        "kuartal_belum_lengkap",
    )
    assert sd.realisasi.nilai == 8


def test_quarter_target_zero_while_naik_is_not_measured():
    """0 in a rising plan means "not measured", by policy."""
    indikator = buat_indikator((0, 0, 0, "74.75"), "74.75")
    assert hitung(indikator, [None, None]).sd.keadaan is Keadaan.TIDAK_DIUKUR
    assert hitung(indikator, [None, None]).sd.target.teks == "–"
    lain = buat_kebijakan(is_target_nol_tidak_diukur=False)
    assert hitung(indikator, [None, 5], kebijakan=lain).sd.capaian.alasan == "target_nol"


def test_target_zero_of_turun_is_a_real_target():
    """No complaints planned and none received is 100."""
    hasil = hitung(buat_indikator((0, 0, 0, 0), 0, polaritas="turun"), [0])
    assert hasil.sd.capaian.nilai == 100


def test_a_value_of_an_unmeasured_quarter_is_shown_and_used_for_the_year():
    """Shown in the quarter, not judged; against the year's target it counts."""
    hasil = hitung(buat_indikator((None, None, None, 100), 100), [40])
    assert hasil.sd.keadaan is Keadaan.TIDAK_DIUKUR
    assert hasil.tw.realisasi.teks == "40"
    assert hasil.tahun.capaian.nilai == 40
    assert hasil.tahun.is_tercapai is None


def test_against_the_year_within_the_year_nothing_is_called_tercapai():
    """The year is not over; the category belongs to s.d. triwulan."""
    hasil = hitung(buat_indikator((10, 20, 30, 40), 40), [50])
    assert hasil.tahun.capaian.nilai == 125
    assert hasil.tahun.is_tercapai is None
    assert hasil.kategori.label == "Sangat Tinggi"


def test_in_the_yearly_report_the_year_is_the_headline():
    """The last running position against the year's target."""
    hasil = hitung(buat_indikator((10, 20, 30, 40), 50), [10, 20, 30, 40], is_tahunan=True)
    assert hasil.utama is hasil.tahun
    assert hasil.utama.capaian.nilai == 80  # 40/50
    assert hasil.sd.capaian.nilai == 100  # 40/40
    assert hasil.utama.is_tercapai is False
    assert hasil.kategori.label == "Tinggi"


def test_a_year_target_without_quarter_targets_is_due_at_the_end():
    """Within the year nothing is measured; in the yearly report it is missing."""
    indikator = buat_indikator((None, None, None, None), 90)
    assert hitung(indikator, [None, None]).sd.keadaan is Keadaan.TIDAK_DIUKUR
    assert hitung(indikator, [None, None]).tahun.keadaan is Keadaan.TIDAK_DIUKUR
    tahunan = hitung(indikator, [None, None, None, None], is_tahunan=True)
    assert tahunan.tahun.keadaan is Keadaan.BELUM_LAPOR


def test_a_period_uses_the_targets_in_force_on_its_last_day():
    """TW II keeps murni though the plan changed in August; TW III takes the change."""
    versi = (
        buat_target((10, 10, 10, 10), 40),
        buat_target((10, 10, 20, 20), 60, PERUBAHAN),
    )
    indikator = buat_indikator(agregasi="jumlah", versi_target=versi)
    dua, tiga = hitung(indikator, [10, 10]), hitung(indikator, [10, 10, 20])
    assert (dua.sd.target.nilai, dua.versi.versi.kode) == (20, "murni")
    assert (tiga.sd.target.nilai, tiga.versi.versi.kode) == (40, "perubahan")


def test_an_indicator_dropped_by_a_version_is_not_measured():
    """Its answers are shown, it enters no mean."""
    versi = (
        buat_target((10, 10, 10, 10), 40),
        buat_target((10, 10, 0, 0), 0, PERUBAHAN, is_dihapus=True),
    )
    hasil = hitung(buat_indikator(versi_target=versi), [10, 10, 10])
    assert hasil.sd.keadaan is Keadaan.TIDAK_DIUKUR
    assert hasil.sd.capaian.alasan == "indikator_dihapus"


def test_a_value_of_another_year_is_named_and_provisional():
    """Opini of last year's accounts: printed beside the figure, the figure is sementara."""
    indikator = buat_indikator(
        (None, "WTP", None, None), "WTP", jenis="predikat", polaritas=None, skala_predikat="opini"
    )
    hasil = hitung(indikator, [None, buat_isian("WTP", triwulan=2, tahun_data=2025)])
    assert hasil.sd.catatan == ("nilai tahun 2025",)
    assert hasil.alasan_sementara == "memakai data tahun 2025"
    assert hasil.sd.capaian.nilai == 100


def test_a_signed_reason_for_the_agregasi_stands_beside_the_figure():
    """A sum of percentages taken with a reason says so wherever the figure stands."""
    indikator = buat_indikator(
        (25,) * 4,
        100,
        agregasi="jumlah",
        satuan="persen",
        alasan_agregasi="PK sudah ditandatangani",
    )
    assert "agregasi jumlah: PK sudah ditandatangani" in hitung(indikator, [25]).sd.catatan


def test_predikat_may_be_combined_by_rank():
    """Maksimum picks the best by rank, not by alphabet."""
    indikator = buat_indikator(
        ("B", "B", "B", "B"),
        "B",
        jenis="predikat",
        polaritas=None,
        agregasi="maksimum",
        skala_predikat="sakip",
    )
    assert hitung(indikator, ["CC", "BB", "B"]).sd.realisasi.teks == "BB"


def test_range_targets_add_up_bound_by_bound():
    """Jumlah of 1-2 and 3-4 is 4-6; 2+5 = 7 is above: 7/6."""
    indikator = buat_indikator(
        ((1, 2), (3, 4), (5, 6), (7, 8)), (16, 20), jenis="rentang", agregasi="jumlah"
    )
    sd = hitung(indikator, [2, 5]).sd
    assert (sd.target.teks, rapi(sd.capaian.nilai)) == ("4–6", "116.67")


def buat_tonggak(**ubah):
    """A milestone due on 30 June."""
    tenggat = date(2026, 6, 30)
    return buat_indikator(
        (None, tenggat, None, None), tenggat, jenis="tonggak", polaritas=None, **ubah
    )


def test_a_milestone_before_its_quarter_is_not_measured_unless_done():
    """TW I: "belum" is not a failure yet; done is 100."""
    assert hitung(buat_tonggak(), ["belum"]).sd.keadaan is Keadaan.TIDAK_DIUKUR
    assert hitung(buat_tonggak(), [date(2026, 2, 1)]).sd.capaian.nilai == 100


def test_a_finished_milestone_needs_no_new_answer():
    """Done in TW I, blank since: still 100, with the quarter that said so."""
    sd = hitung(buat_tonggak(), [date(2026, 2, 1), None, None]).sd
    assert (sd.capaian.nilai, sd.catatan) == (100, ("dilaporkan Triwulan I",))


def test_a_milestone_due_now_must_be_answered_now():
    """The "belum" of TW I does not answer for TW II."""
    assert hitung(buat_tonggak(), ["belum", None]).sd.keadaan is Keadaan.BELUM_LAPOR


def test_a_late_milestone_says_so():
    """Done in TW III: the policy's value, with the words."""
    hasil = hitung(
        buat_tonggak(),
        ["belum", "belum", date(2026, 8, 3)],
        kebijakan=buat_kebijakan(terlambat=Decimal(60)),
    )
    assert (hasil.sd.capaian.nilai, hasil.sd.is_tercapai) == (60, False)
    assert "selesai terlambat" in hasil.sd.catatan


def test_steps_of_a_milestone_are_weighed():
    """Step 1 of 2 done by 30 June: 0,4 / (0,4 + 0,6)."""
    tahapan = (
        Tahap("IK-1", 1, "Rancangan", Decimal("0.4"), date(2026, 3, 31)),
        Tahap("IK-1", 2, "Penetapan", Decimal("0.6"), date(2026, 6, 30)),
    )
    isian = buat_isian(triwulan=2, tahap_selesai={1: date(2026, 3, 1), 2: None})
    sd = hitung(buat_tonggak(tahapan=tahapan), [None, isian]).sd
    assert (sd.capaian.nilai, sd.realisasi.teks) == (40, "1 dari 2 tahap")


TUJUH = tuple(
    Tahap("IK-1", nomor, f"Tahap {nomor}", Decimal(bobot), tenggat)
    for nomor, (bobot, tenggat) in enumerate(
        (
            ("0.05", date(2026, 2, 27)),
            ("0.10", date(2026, 5, 29)),
            ("0.20", date(2026, 7, 10)),
            ("0.15", date(2026, 8, 14)),
            ("0.20", date(2026, 9, 11)),
            ("0.20", date(2026, 11, 30)),
            ("0.10", date(2026, 12, 31)),
        ),
        start=1,
    )
)


def test_against_the_year_all_steps_stand_below_the_line():
    """2 of 7 on time: s.d. 0,15/0,15 = 100; of the year 0,15/1 = 15,00%."""
    isian = buat_isian(triwulan=2, tahap_selesai={1: date(2026, 2, 20), 2: date(2026, 5, 29)})
    hasil = hitung(buat_tonggak(tahapan=TUJUH), [None, isian])
    assert (hasil.tw.capaian.teks, hasil.sd.capaian.teks) == ("100,00%", "100,00%")
    assert hasil.tahun.capaian.teks == "15,00%"
    assert (hasil.sd.target.teks, hasil.tahun.target.teks) == (
        "2 dari 7 tahap jatuh tempo",
        "7 tahap",
    )
    assert hasil.sd.realisasi.teks == hasil.tahun.realisasi.teks == "2 dari 7 tahap"
    assert hasil.tahun.is_tercapai is None


def test_a_late_step_is_told_and_a_date_to_come_is_not_yet_done():
    """Step 2 done on 2 June is late (0): 0,05/0,15 = 33,33%; step 3 dated July is not done."""
    selesai = {1: date(2026, 2, 20), 2: date(2026, 6, 2), 3: date(2026, 7, 5)}
    hasil = hitung(
        buat_tonggak(tahapan=TUJUH), [None, buat_isian(triwulan=2, tahap_selesai=selesai)]
    )
    assert hasil.sd.realisasi.teks == "2 dari 7 tahap (1 terlambat)"
    assert (hasil.sd.capaian.teks, hasil.tahun.capaian.teks) == ("33,33%", "5,00%")


def test_a_step_reported_finished_stays_finished_over_blank_cells():
    """TW I and II say steps 1 and 2, TW III only step 3: three of seven, 0,35 of 0,70 due."""
    tiga = [
        buat_isian(triwulan=1, tahap_selesai={1: date(2026, 2, 20), 2: None, 3: None}),
        buat_isian(triwulan=2, tahap_selesai={1: None, 2: date(2026, 5, 29), 3: None}),
        buat_isian(triwulan=3, tahap_selesai={1: None, 2: None, 3: date(2026, 7, 10)}),
    ]
    hasil = hitung(buat_tonggak(tahapan=TUJUH), tiga)
    assert hasil.sd.realisasi.teks == "3 dari 7 tahap"
    assert (hasil.sd.capaian.nilai, hasil.tahun.capaian.teks) == (50, "35,00%")
    sumber = [operan.alamat.berkas for operan in hasil.sd.realisasi.jejak.operan if operan.alamat]
    assert sumber == [satu.alamat[f"tahap_{n}"].berkas for n, satu in enumerate(tiga, start=1)]
    assert not list(check_isian(hasil, date(2026, 9, 30)))


@pytest.mark.parametrize(
    ("jawaban", "realisasi", "ditemukan"),
    [
        ("belum", "1 dari 7 tahap", "belum"),
        (date(2026, 2, 26), "2 dari 7 tahap", "26 Februari 2026"),
    ],
)
def test_taking_back_a_finished_step_is_told(jawaban, realisasi, ditemukan):
    """Only the word "belum" undoes a step; it, and another day, is a finding at its cell."""
    dua = [
        buat_isian(triwulan=1, tahap_selesai={1: date(2026, 2, 20)}),
        buat_isian(triwulan=2, tahap_selesai={1: jawaban, 2: date(2026, 5, 29)}),
    ]
    hasil = hitung(buat_tonggak(tahapan=TUJUH), dua)
    assert hasil.sd.realisasi.teks == realisasi
    (temuan,) = check_isian(hasil, date(2026, 6, 30))
    assert (temuan.kode, temuan.ditemukan) == ("K-SELESAI-UBAH", ditemukan)
    assert temuan.sel == dua[1].alamat["tahap_1"].sel


def test_a_day_that_was_only_planned_is_not_carried_on():
    """TW I named a day in April for step 2; TW II says nothing of it."""
    dua = [
        buat_isian(triwulan=1, tahap_selesai={1: date(2026, 2, 20), 2: date(2026, 4, 8)}),
        buat_isian(triwulan=2, tahap_selesai={1: None, 2: None, 3: date(2026, 6, 8)}),
    ]
    sd = hitung(buat_tonggak(tahapan=TUJUH), dua).sd
    assert sd.realisasi.teks == "2 dari 7 tahap"
    assert "8 April 2026" not in [operan.teks for operan in sd.capaian.jejak.operan]


def test_another_day_than_the_planned_one_takes_nothing_back():
    """TW I planned step 2 for April; TW II says it was done in May."""
    dua = [
        buat_isian(triwulan=1, tahap_selesai={2: date(2026, 4, 8)}),
        buat_isian(triwulan=2, tahap_selesai={2: date(2026, 5, 26)}),
    ]
    hasil = hitung(buat_tonggak(tahapan=TUJUH), dua)
    kode = [temuan.kode for temuan in check_isian(hasil, date(2026, 6, 30))]
    assert "K-SELESAI-UBAH" not in kode


def test_a_step_reported_done_stays_done_without_a_second_report():
    """Each form tells only what is new; steps 1 and 2 of earlier quarters still count in III.

    Due by 30 September: 0,05 + 0,10 + 0,20 + 0,15 + 0,20 = 0,70. Step 4 is late (0):
    (0,70 - 0,15) / 0,70 = 78,57%.
    """
    isian = [
        buat_isian(triwulan=1, tahap_selesai={1: date(2026, 2, 24), 2: None}),
        buat_isian(triwulan=2, tahap_selesai={1: None, 2: date(2026, 5, 26)}),
        buat_isian(
            triwulan=3,
            tahap_selesai={
                **dict.fromkeys(range(1, 8)),
                3: date(2026, 7, 9),
                4: date(2026, 8, 20),
                5: date(2026, 9, 11),
            },
        ),
    ]
    indikator = buat_tonggak(tahapan=TUJUH)
    sd = hitung(indikator, isian).sd
    assert (sd.realisasi.teks, sd.capaian.teks) == ("5 dari 7 tahap (1 terlambat)", "78,57%")
    operan = [(o.nama, o.teks) for o in sd.capaian.jejak.operan if o.nama.endswith("selesai")]
    assert operan[:3] == [
        ("Tahap 1 selesai", "24 Februari 2026"),
        ("Tahap 2 selesai", "26 Mei 2026"),
        ("Tahap 3 selesai", "9 Juli 2026"),
    ]
    assert [nama for nama, _ in operan] == [f"Tahap {nomor} selesai" for nomor in range(1, 8)]


def test_a_step_corrected_later_takes_the_later_date():
    """Triwulan II says that step 1 was done on 2 March after all: late, 0 of 0,05 + 0,10."""
    isian = [
        buat_isian(triwulan=1, tahap_selesai={1: date(2026, 2, 24)}),
        buat_isian(triwulan=2, tahap_selesai={1: date(2026, 3, 2), 2: date(2026, 5, 26)}),
    ]
    sd = hitung(buat_tonggak(tahapan=TUJUH), isian).sd
    assert (sd.realisasi.teks, sd.capaian.teks) == ("2 dari 7 tahap (1 terlambat)", "66,67%")


def test_a_due_step_without_any_answer_is_still_not_reported():
    """Steps 3 to 5 are due in III; a form that tells of none of them has not answered."""
    isian = [
        buat_isian(triwulan=1, tahap_selesai={1: date(2026, 2, 24)}),
        buat_isian(triwulan=2, tahap_selesai={2: date(2026, 5, 26)}),
        buat_isian(triwulan=3, tahap_selesai=dict.fromkeys(range(1, 8))),
    ]
    assert hitung(buat_tonggak(tahapan=TUJUH), isian).sd.keadaan is Keadaan.BELUM_LAPOR


def test_steps_done_in_several_quarters_finish_the_milestone():
    """Two steps in two forms: nothing more is asked for in the quarter after them."""
    isian = [
        buat_isian(triwulan=1, tahap_selesai={1: date(2026, 2, 24)}),
        buat_isian(triwulan=2, tahap_selesai={2: date(2026, 5, 26)}),
        None,
    ]
    sd = hitung(buat_tonggak(tahapan=TUJUH[:2]), isian).sd
    assert (sd.capaian.nilai, sd.catatan) == (100, ("dilaporkan Triwulan II",))


def test_before_the_first_step_nothing_is_measured():
    """Unanswered before any tenggat: "–" on the cumulative bases, the year's too."""
    hasil = hitung(buat_tonggak(tahapan=TUJUH[2:]), [None])
    assert [u.capaian.teks for u in (hasil.tw, hasil.sd, hasil.tahun)] == ["–"] * 3
    assert hasil.sd.target.teks == "0 dari 5 tahap jatuh tempo"


def test_the_steps_due_in_each_quarter_are_named():
    """For the Rencana Aksi; another year has none."""
    indikator = buat_tonggak(tahapan=TUJUH)
    assert describe_tahap_triwulan(indikator, 2026) == (
        "tahap 1",
        "tahap 2",
        "tahap 3, 4, 5",
        "tahap 6, 7",
    )
    assert describe_tahap_triwulan(indikator, 2025) == ("", "", "", "")


def test_a_target_reached_by_tolerance_says_so():
    """100 against 96 is 4 away, within 5; exactly 100 needs no tolerance; 94 is outside."""
    indikator = buat_indikator((100,) * 4, 100, polaritas="stabil", toleransi=Decimal(5))
    catatan = [hitung(indikator, [nilai]).sd.catatan for nilai in (96, 100, 94)]
    assert catatan == [("dalam toleransi 5",), (), ()]


def test_the_passport_names_the_source_cells():
    """Every operand carries its cell; the steps hold the numbers."""
    hasil = hitung(buat_indikator((10, 20, 30, 40), 40, agregasi="jumlah"), [5, 10])
    jejak = hasil.sd.capaian.jejak
    assert [(o.nama, o.teks, o.alamat.sel) for o in jejak.operan] == [
        ("Target Triwulan I", "10", "N5"),
        ("Target Triwulan II", "20", "O5"),
        ("Realisasi Triwulan I", "5", "E5"),
        ("Realisasi Triwulan II", "10", "E5"),
    ]
    assert jejak.langkah == (
        "Realisasi = 5 + 10 = 15",
        "T = 30; R = 15",
        "capaian = R / T × 100 = 15 / 30 × 100 = 50,00%",
    )
    assert (
        jejak.kategori == "50,00% (dibulatkan ke dua desimal) di bawah semua batas: Sangat Rendah."
    )
