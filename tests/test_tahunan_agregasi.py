"""The year under every agregasi, worked by hand, with blank quarters first, in the middle, last."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinerja.hitung.penjaga_keterangan import find_sebab, find_tindak_lanjut
from kinerja.hitung.rekap import build_rekap, narrow_masukan
from kinerja.hitung.teks import format_operan
from kinerja.isi.narasi import build_narasi_indikator
from kinerja.model import Keadaan, RealisasiAnggaran, VersiPagu
from kinerja.periode import Periode
from tests.bantuan_hitung import (
    KEBIJAKAN,
    MURNI,
    PERUBAHAN,
    buat_indikator,
    buat_isian,
    buat_masukan,
    buat_sub,
    buat_target,
    hitung,
)

SEPULUH, LIMA, DELAPAN = (10,) * 4, (5,) * 4, (80,) * 4
# agregasi, polaritas, quarter targets, year, answers, then realisasi, capaian, notes of the year.
KASUS = [
    # 9+9+9 = 27 of 40, whichever quarter is blank
    ("jumlah", "naik", SEPULUH, 40, [None, 9, 9, 9], "27", "67.5", ("3 dari 4 triwulan",)),
    ("jumlah", "naik", SEPULUH, 40, [9, None, 9, 9], "27", "67.5", ("3 dari 4 triwulan",)),
    # the last position with a target: 95 of 100
    ("akhir", "naik", (25, 50, 75, 100), 100, [None, 50, 75, 95], "95", "95", ()),
    ("akhir", "naik", (25, 50, 75, 100), 100, [25, None, 75, 95], "95", "95", ()),
    # Triwulan IV is not measured: 90 of 100 stands from Triwulan III
    (
        "akhir",
        "naik",
        (25, 50, 100, None),
        100,
        [20, 40, 90, None],
        "90",
        "90",
        ("diukur Triwulan III",),
    ),
    # (8+10+12)/3 = 10 and (6+9+9)/3 = 8 of 10
    ("rata_rata", "naik", SEPULUH, 10, [None, 8, 10, 12], "10", "100", ("3 dari 4 triwulan",)),
    ("rata_rata", "naik", SEPULUH, 10, [6, None, 9, 9], "8", "80", ("3 dari 4 triwulan",)),
    # the largest: 6 and 4 of 5
    ("maksimum", "naik", LIMA, 5, [None, 4, 6, 5], "6", "120", ("3 dari 4 triwulan",)),
    ("maksimum", "naik", LIMA, 5, [3, None, 4, 4], "4", "80", ("3 dari 4 triwulan",)),
    # the smallest: 4 and 5 of 5
    ("minimum", "naik", LIMA, 5, [None, 4, 6, 5], "4", "80", ("3 dari 4 triwulan",)),
    ("minimum", "naik", LIMA, 5, [5, None, 6, 7], "5", "100", ("3 dari 4 triwulan",)),
    # (10+30+20)/(20+40+40) = 60% and (10+30+30)/(20+40+40) = 70% of 80%
    (
        "rasio_jumlah",
        "naik",
        DELAPAN,
        80,
        [None, (10, 20), (30, 40), (20, 40)],
        "60",
        "75",
        ("3 dari 4 triwulan",),
    ),
    (
        "rasio_jumlah",
        "naik",
        DELAPAN,
        80,
        [(10, 20), None, (30, 40), (30, 40)],
        "70",
        "87.5",
        ("3 dari 4 triwulan",),
    ),
    # the last pair: 3/4 = 75% of 80%
    (
        "rasio_akhir",
        "naik",
        (60, 70, 80, 80),
        80,
        [None, (1, 4), (2, 4), (3, 4)],
        "75",
        "93.75",
        (),
    ),
    (
        "rasio_akhir",
        "naik",
        (60, 70, 80, 80),
        80,
        [(1, 4), None, (2, 4), (3, 4)],
        "75",
        "93.75",
        (),
    ),
    # lower is better, all four there: mean (12+10+11+11)/4 = 11 of 10 -> (2x10-11)/10 = 90
    ("rata_rata", "turun", SEPULUH, 10, [12, 10, 11, 11], "11", "90", ("4 dari 4 triwulan",)),
    # lower is better: the worst counts, 12 of 10 -> 80
    ("maksimum", "turun", SEPULUH, 10, [12, 10, 11, 11], "12", "80", ("4 dari 4 triwulan",)),
]
AGREGASI = {
    "jumlah": (9, 9, 9),
    "akhir": (9, 9, 9),
    "rata_rata": (9, 9, 9),
    "maksimum": (9, 9, 9),
    "minimum": (9, 9, 9),
    "rasio_jumlah": ((1, 2), (1, 2), (1, 2)),
    "rasio_akhir": ((1, 2), (1, 2), (1, 2)),
}


@pytest.mark.parametrize(
    ("agregasi", "polaritas", "target", "tahunan", "nilai", "realisasi", "capaian", "catatan"),
    KASUS,
)
def test_the_year_is_what_the_rule_gives_by_hand(  # noqa: PLR0917 - columns of a table
    agregasi, polaritas, target, tahunan, nilai, realisasi, capaian, catatan
):
    """Realisasi, capaian and what a reader must know of the year."""
    indikator = buat_indikator(target, tahunan, agregasi=agregasi, polaritas=polaritas)
    tahun = hitung(indikator, nilai, is_tahunan=True).tahun
    assert tahun.realisasi.nilai == Decimal(realisasi)
    assert tahun.capaian.nilai == Decimal(capaian)
    assert tahun.catatan == catatan


@pytest.mark.parametrize(("agregasi", "tiga"), AGREGASI.items())
def test_a_blank_last_quarter_is_not_reported_under_every_rule(agregasi, tiga):
    """An older quarter never stands in for Triwulan IV; the year is sementara and says why."""
    indikator = buat_indikator(SEPULUH, 40, agregasi=agregasi)
    hasil = hitung(indikator, [*tiga, None], is_tahunan=True)
    assert hasil.tahun.keadaan is Keadaan.BELUM_LAPOR
    assert hasil.tahun.realisasi.teks == "belum lapor"
    assert hasil.alasan_sementara == "belum dilaporkan"


@pytest.mark.parametrize("agregasi", ["rasio_jumlah", "rasio_akhir"])
def test_half_a_pair_in_the_last_quarter_is_not_reported(agregasi):
    """A pembilang without penyebut is no answer."""
    indikator = buat_indikator(DELAPAN, 80, agregasi=agregasi)
    hasil = hitung(indikator, [(1, 2), (1, 2), (1, 2), (1, None)], is_tahunan=True)
    assert hasil.tahun.keadaan is Keadaan.BELUM_LAPOR


@pytest.mark.parametrize("nilai", [[None, 1, 1, 1], [1, None, 1, 1]])
def test_a_blank_never_flatters_where_lower_is_better(nilai):
    """A sum with a hole waits for the missing quarter: fewer would count as better."""
    indikator = buat_indikator(SEPULUH, 40, agregasi="jumlah", polaritas="turun")
    tahun = hitung(indikator, nilai, is_tahunan=True).tahun
    assert tahun.keadaan is Keadaan.TIDAK_DAPAT_DIHITUNG
    assert tahun.capaian.alasan == "kuartal_belum_lengkap"


def test_zero_is_a_value_of_the_year():
    """0+0+0+5 is 5, not a blank."""
    indikator = buat_indikator(SEPULUH, 40, agregasi="jumlah")
    tahun = hitung(indikator, [0, 0, 0, 5], is_tahunan=True).tahun
    assert (format_operan(tahun.realisasi.nilai), tahun.catatan) == ("5", ())


def test_each_period_uses_the_targets_in_force_on_its_last_day():
    """The change of August raises the year to 80; Triwulan II keeps its old figures."""
    versi = (
        buat_target(SEPULUH, 40),
        buat_target((10, 10, 30, 30), 80, PERUBAHAN),
    )
    indikator = buat_indikator(agregasi="jumlah", versi_target=versi)
    isian = {("anggaran", nomor): [buat_isian(10, triwulan=nomor)] for nomor in range(1, 5)}
    masukan = buat_masukan([indikator], isian, periode=Periode(2026))
    tahun = build_rekap(masukan, KEBIJAKAN).indikator[0].tahun
    dua = build_rekap(narrow_masukan(masukan, Periode(2026, 2)), KEBIJAKAN).indikator[0]
    assert (tahun.target.teks, tahun.capaian.teks) == ("80", "50,00%")
    assert (dua.tahun.target.teks, dua.sd.target.teks, dua.sd.capaian.teks) == (
        "40",
        "20",
        "100,00%",
    )


def test_each_period_uses_the_pagu_in_force_on_its_last_day():
    """Pagu 1.000 grows to 2.000 in August: the year's absorption is of 2.000."""
    sub = buat_sub(
        versi_pagu=(
            VersiPagu(MURNI, 1000_00, (250_00,) * 4),
            VersiPagu(PERUBAHAN, 2000_00, (250_00, 250_00, 750_00, 750_00)),
        )
    )
    anggaran = {("anggaran", nomor): [RealisasiAnggaran(sub.kode, 250_00)] for nomor in range(1, 5)}
    masukan = buat_masukan([], {}, [sub], anggaran, periode=Periode(2026))
    tahun = build_rekap(masukan, KEBIJAKAN).anggaran.total
    dua = build_rekap(narrow_masukan(masukan, Periode(2026, 2)), KEBIJAKAN).anggaran.total
    assert (tahun.pagu.teks, tahun.serapan.teks) == ("Rp2.000", "50,00%")
    assert (dua.pagu.teks, dua.serapan.teks) == ("Rp1.000", "50,00%")


def test_a_late_value_carries_its_year():
    """An opinion on the year before is shown with that year, and makes the figure sementara."""
    indikator = buat_indikator(
        (None, "WTP", None, None),
        "WTP",
        jenis="predikat",
        polaritas=None,
        skala_predikat="opini",
    )
    isian = buat_isian("WTP", triwulan=2, tahun_data=2025)
    hasil = hitung(indikator, [None, isian, None, None], is_tahunan=True)
    assert hasil.tahun.tahun_data == (2025,)
    assert hasil.alasan_sementara == "memakai data tahun 2025"


@pytest.mark.parametrize("lubang", [0, 1, 2])
@pytest.mark.parametrize("agregasi", AGREGASI)
def test_a_hole_makes_every_rule_over_quarters_sementara(agregasi, lubang):
    """Whatever quarter is blank, the year names it; only a last position does not rest on it."""
    indikator = buat_indikator(SEPULUH, 40, agregasi=agregasi)
    nilai = [(1, 2) if agregasi.startswith("rasio") else 9] * 4
    nilai[lubang] = None
    hasil = hitung(indikator, nilai, is_tahunan=True)
    assert hasil.tahun.keadaan is Keadaan.TERISI
    harap = "" if agregasi in {"akhir", "rasio_akhir"} else "baru dilaporkan 3 dari 4 triwulan"
    assert hasil.alasan_sementara == harap


def test_a_missed_year_keeps_the_causes_of_its_earlier_quarters():
    """The last quarter was fine and says so; what cost the year stood in Triwulan II."""
    indikator = buat_indikator((100,) * 4, 100, agregasi="rata_rata")
    isian = [
        buat_isian(100),
        buat_isian(80, triwulan=2, kendala="Cuti panjang", tindak_lanjut="Susulan Juli"),
        buat_isian(100, triwulan=3),
        buat_isian(100, triwulan=4, penjelasan="Semua hadir"),
    ]
    hasil = hitung(indikator, isian, is_tahunan=True)
    assert [satu.triwulan for satu in hasil.kendala_lalu] == [2]
    assert find_sebab(hasil) == "Cuti panjang"
    assert find_tindak_lanjut(hasil) is isian[1]
    butir = build_narasi_indikator(hasil, Periode(2026), None, "Anggaran").butir
    assert ("Triwulan II – kendala: Cuti panjang; tindak lanjut: Susulan Juli.",) in butir
    assert not any("belum diisi" in str(satu) for satu in butir)
    tercapai = hitung(indikator, [*isian[:1], *isian[2:], buat_isian(120)], is_tahunan=True)
    assert tercapai.kendala_lalu == ()
