"""The guards of rumus.md section 2: doubtful plans and answers are findings with code and cell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kinerja.hitung.penjaga import check_isian
from kinerja.hitung.periksa import check_indikator
from kinerja.model import RumusTurun, Tahap
from kinerja.periode import Periode
from tests.bantuan_hitung import buat_indikator, hitung

PERSEN = {"satuan": "persen", "nama": "Persentase rekonsiliasi"}


@pytest.mark.parametrize(
    ("ubah", "kode", "tingkatan"),
    [
        ({"polaritas": None}, "K-KOMBINASI", "galat"),
        ({"jenis": "nihil", "triwulan": (0, 0, 0, 0), "tahunan": 0}, "K-KOMBINASI", "galat"),
        (
            {"jenis": "tonggak", "polaritas": None, "agregasi": "jumlah", "triwulan": (None,) * 4},
            "K-KOMBINASI",
            "galat",
        ),
        (
            {
                "jenis": "predikat",
                "polaritas": None,
                "triwulan": (None, None, None, "WTP"),
                "tahunan": "WTP",
            },
            "K-PREDIKAT",
            "galat",
        ),
        ({"rumus_turun": RumusTurun.RASIO}, "K-KOMBINASI", "peringatan"),
        ({"toleransi": Decimal(-1)}, "K-KISARAN", "galat"),
        ({"pengali": Decimal(0)}, "K-KISARAN", "galat"),
        # percentages of changing denominators must not be added up
        ({**PERSEN, "agregasi": "jumlah", "triwulan": (25,) * 4}, "K-AGREGASI", "galat"),
        (
            {**PERSEN, "agregasi": "jumlah", "triwulan": (25,) * 4, "alasan_agregasi": "sudah PK"},
            "K-AGREGASI",
            "peringatan",
        ),
        # a mean of percentages has no denominators
        (
            {**PERSEN, "agregasi": "rata_rata", "triwulan": (100,) * 4},
            "K-TANPA-PENYEBUT",
            "peringatan",
        ),
        # 25+50+75+100 = 250, not 100, while T4 is 100: akhir was meant
        ({"agregasi": "jumlah", "triwulan": (25, 50, 75, 100)}, "K-TARGET-JUMLAH", "peringatan"),
        ({"triwulan": (25, 50, 75, 90)}, "K-TARGET-JUMLAH", "peringatan"),
        ({"jenis": "rentang"}, "K-TARGET-JENIS", "galat"),
    ],
)
def test_a_doubtful_plan_is_a_finding(ubah, kode, tingkatan):
    """Each fault of one line has its code and its severity."""
    dasar = {"triwulan": (100, 100, 100, 100), "tahunan": 100} | ubah
    temuan = check_indikator(buat_indikator(**dasar))
    assert [(satu.kode, satu.tingkatan.value) for satu in temuan] == [(kode, tingkatan)]


@pytest.mark.parametrize(
    "ubah",
    [
        {"agregasi": "jumlah", "triwulan": (25,) * 4, **PERSEN, "is_penyebut_tetap": True},
        {"triwulan": (0, 0, 0, 100)},
        {"agregasi": "maksimum", "triwulan": (20, 100, 50, 10)},
        {"agregasi": "rata_rata", "triwulan": (50, 100, 150, None)},
        # thirds: 100/3 each cannot be written, 33 + 33 + 34 = 100 over 3 against 100/3 is no case
        {"triwulan": (None, None, None, None)},
    ],
)
def test_a_sound_plan_has_no_finding(ubah):
    """A fixed denominator, "not measured" zeros and reconciled targets pass."""
    dasar = {"triwulan": (100, 100, 100, 100), "tahunan": 100} | ubah
    assert check_indikator(buat_indikator(**dasar)) == []


def test_the_remedy_proposes_akhir():
    """The proposal is made where T4 alone is the year's target, and points at the target's cell."""
    (temuan,) = check_indikator(buat_indikator((25, 50, 75, 100), 100, agregasi="jumlah"))
    assert temuan.pesan == (
        "Target triwulan tidak menghasilkan target tahun pada versi murni (IK-1)"
        ' (rencana.xlsx, lembar "Indikator", sel M5): 250 dengan agregasi jumlah,'
        " seharusnya 100. Ganti agregasinya menjadi akhir."
    )


def test_steps_must_weigh_one_together():
    """0,4 + 0,5 is not 1."""
    tahapan = tuple(
        Tahap("IK-1", i, "x", bobot, date(2026, 3, 31))
        for i, bobot in enumerate((Decimal("0.4"), Decimal("0.5")), start=1)
    )
    indikator = buat_indikator(jenis="tonggak", polaritas=None, tahapan=tahapan)
    assert [temuan.kode for temuan in check_indikator(indikator)] == ["K-TAHAP-BOBOT"]


@pytest.mark.gangguan(22, 28)
@pytest.mark.parametrize(
    ("ubah", "nilai", "kode", "sel"),
    [
        # 0,85 on a percent indicator with target 90 is probably 85
        ({**PERSEN, "triwulan": (90,) * 4}, ["0.85"], "K-PERSEN-PECAHAN", "E5"),
        ({**PERSEN, "triwulan": (90,) * 4}, [1], "K-PERSEN-PECAHAN", "E5"),
        # a deviation is entered without sign
        (
            {"jenis": "rentang", "polaritas": "turun", "triwulan": ((0, 5),) * 4},
            [-3],
            "K-DEVIASI-NEGATIF",
            "E5",
        ),
        ({"nama": "Deviasi anggaran kas", "triwulan": (5,) * 4}, [-3], "K-DEVIASI-NEGATIF", "E5"),
        ({"agregasi": "rasio_akhir", "triwulan": (90,) * 4}, [(5, None)], "K-PASANGAN", "G5"),
        ({"agregasi": "rasio_akhir", "triwulan": (90,) * 4}, [(5, 0)], "K-PENYEBUT", "G5"),
        ({"agregasi": "rasio_akhir", "triwulan": (90,) * 4}, [90], "K-PASANGAN", "E5"),
        # a running count cannot fall: 20 after 30
        ({"triwulan": (25, 50, 75, 100)}, [30, 20], "K-KUMULATIF-TURUN", "E5"),
        (
            {"agregasi": "rasio_akhir", "triwulan": (90,) * 4},
            [(30, 40), (20, 40)],
            "K-KUMULATIF-TURUN",
            "F5",
        ),
        (
            {
                "jenis": "predikat",
                "polaritas": None,
                "triwulan": ("WTP",) * 4,
                "skala_predikat": "opini",
            },
            ["Baik"],
            "K-PREDIKAT",
            "E5",
        ),
        (
            {
                "jenis": "tonggak",
                "polaritas": None,
                "triwulan": (date(2026, 3, 31), None, None, None),
            },
            [date(2026, 5, 1)],
            "K-TANGGAL-DEPAN",
            "E5",
        ),
    ],
)
def test_a_doubtful_answer_is_a_finding_at_its_cell(ubah, nilai, kode, sel):
    """The figure is computed as answered; the doubt carries the cell."""
    hasil = hitung(buat_indikator(**ubah), nilai)
    temuan = list(check_isian(hasil, Periode(2026, len(nilai)).akhir))
    assert [(satu.kode, satu.sel) for satu in temuan] == [(kode, sel)]


@pytest.mark.gangguan(28)
@pytest.mark.parametrize(
    ("ubah", "nilai"),
    [
        ({**PERSEN, "triwulan": (3,) * 4}, ["0.85"]),  # target 3: a small percentage is possible
        ({**PERSEN, "triwulan": (90,) * 4}, [0]),  # 0 is a value
        ({"triwulan": (90,) * 4}, ["0.85"]),  # not a percentage
        ({"triwulan": (80, 80, 80, 80)}, [90, 70]),  # an index may fall
        ({"agregasi": "rasio_akhir", "triwulan": (90,) * 4}, [(30, 40), (40, 60)]),
    ],
)
def test_an_ordinary_answer_is_no_finding(ubah, nilai):
    """Nothing is said where nothing is odd."""
    hasil = hitung(buat_indikator(**ubah), nilai)
    assert list(check_isian(hasil, Periode(2026, len(nilai)).akhir)) == []


def test_the_proposal_for_a_fraction_names_the_number():
    """It proposes and never multiplies."""
    hasil = hitung(buat_indikator((90,) * 4, 90, **PERSEN), ["0.85"])
    (temuan,) = check_isian(hasil, date(2026, 3, 31))
    assert temuan.saran == "Bila maksudnya 85%, tulis 85."
    assert hasil.sd.realisasi.nilai == Decimal("0.85")
