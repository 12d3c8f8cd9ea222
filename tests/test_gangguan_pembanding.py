"""Faults read in other tools' code, each as a case this kit must get right.

The numbers are those of the fault list (15 tools, 23 faults); what concerns another tool's forms,
tables or documents is tested where those are.
"""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import pytest

from kinerja.angka import parse_angka
from kinerja.hitung.capaian import compute_capaian
from kinerja.hitung.hasil_capaian import Pilihan
from kinerja.hitung.rekap import build_rekap
from kinerja.hitung.terbit import run_hitung
from kinerja.model import Jenis, Keadaan, RealisasiAnggaran
from kinerja.periode import Periode
from tests.bantuan_hitung import (
    KEBIJAKAN,
    OPINI,
    angka,
    buat_indikator,
    buat_isian,
    buat_kebijakan,
    buat_masukan,
    buat_sub,
    hitung,
)


def turun(target, realisasi, rumus="selisih", batas=None):
    """Capaian of a lower-is-better indicator."""
    return compute_capaian(
        angka(target),
        angka(realisasi),
        jenis=Jenis.ANGKA,
        polaritas="turun",
        rumus_turun=rumus,
        pilihan=Pilihan(batas_atas=batas),
    ).persen


@pytest.mark.parametrize(("realisasi", "persen"), [(100, 100), (50, 150), (75, 125)])
def test_cacat_01_kurung_rumus_turun(realisasi, persen):
    """1 + (1 - r/t), the bracket in its place: on target 100, half 150, three quarters 125."""
    assert turun(100, realisasi) == persen


def test_cacat_02_turun_dengan_realisasi_nol_bukan_nol_persen():
    """The best possible result is the best score: (2T - 0)/T = 200."""
    assert turun(10, 0) == 200
    assert turun(10, 0, "rasio", Decimal(120)) == 120


@pytest.mark.parametrize(("teks", "nilai"), [("12,5", "12.5"), ("-5", "-5"), ("1.234,5", "1234.5")])
def test_cacat_03_koma_dan_minus_bukan_rentang(teks, nilai):
    """A comma is a decimal mark and a minus a sign; only a-b is a range."""
    assert parse_angka(teks).nilai == Decimal(nilai)


def test_cacat_03_tabel_terbit_membaca_koma_sebagai_desimal(tmp_path):
    """Target 12,5 and realisasi 25 is 200, not the range 12 to 5."""
    jalur = tmp_path / "t.csv"
    jalur.write_text('target,realisasi,capaian,polaritas\n"12,5","25,0",200,naik\n')
    keluar = io.StringIO()
    run_hitung(jalur, {}, None, keluar, io.StringIO())
    assert ",12.5,25,200,200,R/T,cocok," in keluar.getvalue()


def test_cacat_04_rentang_yang_terlampaui_tidak_dipotong():
    """A range exceeded scores above 100 just as a single target does: 99/90 = 110."""
    hasil = compute_capaian(angka((80, 90)), 99, jenis="rentang", polaritas="naik")
    assert hasil.persen == 110


@pytest.mark.parametrize(("realisasi", "selisih", "rasio"), [(8, "120", "125"), (5, "150", "200")])
def test_cacat_05_satu_rumus_turun_per_instansi(realisasi, selisih, rasio):
    """Both published formulas exist by name; one policy rules every basis of a recap."""
    assert (turun(10, realisasi), turun(10, realisasi, "rasio")) == (
        Decimal(selisih),
        Decimal(rasio),
    )
    indikator = buat_indikator((10, 10, 10, 10), 10, polaritas="turun")
    kebijakan = buat_kebijakan(rumus_turun="rasio", batas_atas=Decimal(300))
    hasil = hitung(indikator, [realisasi], kebijakan=kebijakan)
    assert {hasil.tw.capaian.nilai, hasil.sd.capaian.nilai, hasil.tahun.capaian.nilai} == {
        Decimal(rasio)
    }


def test_cacat_06_turun_menuju_nol_selalu_membaik():
    """Capaian used in the mean never falls on the way 1; 0,1; 0; below 0."""
    for rumus in ("selisih", "rasio"):
        kebijakan = buat_kebijakan(rumus_turun=rumus, batas_atas=Decimal(120))
        indikator = buat_indikator((10, 10, 10, 10), 10, polaritas="turun")
        nilai = [
            hitung(indikator, [r], kebijakan=kebijakan).sd.capaian_pakai.nilai
            for r in ("20", "10", "1", "0.1", "0", "-1")
        ]
        assert nilai == sorted(nilai)
        assert nilai[-1] == 120


def test_cacat_07_triwulan_kosong_tidak_menaikkan_nilai():
    """3 of 10 in TW I and 10 of 10 in TW II is 65; leaving TW I blank gives 50, not 100."""
    indikator = buat_indikator((10, 10, 10, 10), 40, agregasi="jumlah")
    assert hitung(indikator, [3, 10]).sd.capaian.nilai == 65
    kosong = hitung(indikator, [None, 10]).sd
    assert (kosong.capaian.nilai, kosong.catatan) == (50, ("1 dari 2 triwulan",))
    assert kosong.capaian.alasan == "kuartal_belum_lengkap"


@pytest.mark.parametrize("nol", [0, Decimal(0), Decimal("0.00")])
def test_cacat_08_nol_dikenali_apa_pun_tipenya(nol):
    """Target 0 and realisasi 0 of a lower-is-better indicator is 100, whatever type the 0 has."""
    assert turun(nol, nol) == 100
    assert turun(nol, 1) == 0
    assert turun(5, nol) == 200


def test_cacat_09_tahun_dan_triwulan_memakai_rumus_yang_sama():
    """Exactly on target is 100 in the quarter and in the year; target 0 divides nothing."""
    indikator = buat_indikator((10, 10, 10, 10), 10, polaritas="turun")
    hasil = hitung(indikator, [10, 10, 10, 10], is_tahunan=True)
    assert hasil.tw.capaian.nilai == hasil.sd.capaian.nilai == hasil.tahun.capaian.nilai == 100
    nol = buat_indikator((0, 0, 0, 0), 0, polaritas="turun")
    assert hitung(nol, [3, 3, 3, 3], is_tahunan=True).tahun.capaian.nilai == 0


def test_cacat_10_nol_terakhir_tidak_diganti_triwulan_lama():
    """A real 0 of TW II stands; TW I does not come back."""
    hasil = hitung(buat_indikator((10, 10, 10, 10), 10), [8, 0])
    assert (hasil.sd.realisasi.nilai, hasil.sd.capaian.nilai) == (0, 0)


def test_cacat_11_triwulan_memakai_target_dan_realisasinya_sendiri():
    """No quarter is the year divided by four; quarters with their own answers differ."""
    indikator = buat_indikator((5, 15, 30, 50), 100, agregasi="jumlah")
    capaian = [hitung(indikator, [5, 10, 40, 20][:q]).tw.capaian.teks for q in (1, 2, 3, 4)]
    # 5/5, 10/15, 40/30, 20/50
    assert capaian == ["100,00%", "66,67%", "133,33%", "40,00%"]


def test_cacat_11_target_rupiah_yang_besar_muat():
    """Rp371.860.787.429 as a target, to the sen."""
    target = Decimal("371860787429.55")
    assert compute_capaian(target, target, jenis="angka", polaritas="naik").persen == 100


def test_cacat_12_nol_bukan_tidak_ada_data():
    """Realisasi 0 is reported; only a blank is not."""
    indikator = buat_indikator((10, 10, 10, 10), 10)
    assert hitung(indikator, [0]).sd.keadaan is Keadaan.TERISI
    assert hitung(indikator, [None]).sd.keadaan is Keadaan.BELUM_LAPOR


def test_cacat_13_target_triwulan_tidak_pernah_seperempat_tahun():
    """A quarter without target is not measured: WTP / 4 does not exist, nor does 100 / 4."""
    opini = buat_indikator(
        (None, "WTP", None, None), "WTP", jenis="predikat", polaritas=None, skala_predikat="opini"
    )
    persen = buat_indikator((None, None, None, 100), 100)
    assert hitung(opini, [None]).sd.keadaan is Keadaan.TIDAK_DIUKUR
    assert hitung(persen, [None]).sd.target.teks == "–"
    assert (
        compute_capaian("WTP", "WTP", jenis="predikat", pilihan=Pilihan(skala=OPINI)).persen == 100
    )


def test_cacat_14_satu_batas_dan_angka_tetap_angka():
    """One cap for all; raw and used stand apart, and both are numbers, never text."""
    kebijakan = buat_kebijakan(batas_atas=Decimal(120))
    hasil = hitung(buat_indikator((10, 20, 30, 40), 40), [9, 30], kebijakan=kebijakan)
    assert (hasil.sd.capaian.nilai, hasil.sd.capaian_pakai.nilai) == (150, 120)
    assert isinstance(hasil.sd.capaian.nilai, Decimal)
    # A running count is not added up over quarters: 30, not 39.
    assert hasil.sd.realisasi.nilai == 30


def test_cacat_15_belum_lapor_bukan_nol():
    """Neither a missing answer nor a missing target is 0 percent, and the cover says so."""
    daftar = [
        buat_indikator((10,) * 4, 10, kode="A"),
        buat_indikator((10,) * 4, 10, kode="B"),
        buat_indikator((None, None, None, 10), 10, kode="C"),
    ]
    masukan = buat_masukan(
        daftar, {("anggaran", 1): [buat_isian(8, kode="A")]}, periode=Periode(2026, 1)
    )
    rekap = build_rekap(masukan, KEBIJAKAN)
    assert [h.sd.capaian.teks for h in rekap.indikator] == ["80,00%", "belum lapor", "–"]
    assert rekap.sasaran[0].rerata.angka.nilai == 80
    assert (rekap.sasaran[0].rerata.k, rekap.sasaran[0].rerata.n) == (1, 2)


def test_cacat_17_satu_aturan_target_nol_dari_semua_pintu(tmp_path):
    """Scalar, recap and published table give the same answer for the same numbers."""
    skalar = compute_capaian(0, 5, jenis="angka", polaritas="naik")
    rekap = hitung(buat_indikator((0, 0, 0, 0), 0), [5]).sd
    jalur = tmp_path / "t.csv"
    jalur.write_text("target,realisasi,capaian,polaritas\n0,5,100,naik\n")
    keluar = io.StringIO()
    run_hitung(jalur, {}, None, keluar, io.StringIO())
    assert skalar.alasan == rekap.capaian.alasan == "target_nol"
    assert keluar.getvalue().rstrip().endswith("tidak_dapat_dihitung,,target_nol")


def test_cacat_17_dua_kali_target_bukan_nol():
    """Twice the target of a rising indicator is 200, uncapped unless a policy says so."""
    assert compute_capaian(10, 20, jenis="angka", polaritas="naik").persen == 200


def test_cacat_18_belum_lapor_tidak_dihitung_gagal():
    """A target of 0 divides nothing and a missing report is no failure."""
    hasil = hitung(buat_indikator((0, 0, 0, 0), 0), [None])
    assert hasil.sd.keadaan is Keadaan.BELUM_LAPOR
    assert hasil.kategori is None


def test_cacat_18_kode_tanpa_rahasia():
    """The calculation holds no key, token or address of a service."""
    akar = Path(__file__).parents[1] / "kinerja" / "hitung"
    teks = "".join(jalur.read_text(encoding="utf-8") for jalur in akar.rglob("*.py")).casefold()
    assert not [kata for kata in ("http://", "https://", "token", "password") if kata in teks]


def test_cacat_19_satu_nilai_900_tidak_mengangkat_semuanya_diam_diam():
    """A mean lifted by 900 says so; a cap stops it; the year is no mean of four percentages."""
    daftar = [buat_indikator((10,) * 4, 10, kode=kode) for kode in ("A", "B")]
    isian = {("anggaran", 1): [buat_isian(90, kode="A"), buat_isian(5, kode="B")]}
    masukan = buat_masukan(daftar, isian, periode=Periode(2026, 1))
    tanpa = build_rekap(masukan, KEBIJAKAN).sasaran[0].rerata
    batas = build_rekap(masukan, buat_kebijakan(batas_atas=Decimal(120))).sasaran[0].rerata
    assert tanpa.angka.nilai == 475  # (900 + 50) / 2
    assert tanpa.catatan == ("rata-rata terangkat oleh nilai di atas 200%: A (900,00%)",)
    assert batas.angka.nilai == 85  # (120 + 50) / 2


def test_cacat_19_tahun_bukan_rata_rata_empat_persentase():
    """1 of 2 and 90 of 100: 91/102 = 89,22, not the mean of 50 and 90."""
    indikator = buat_indikator((100,) * 4, 100, agregasi="rasio_jumlah")
    hasil = hitung(indikator, [(1, 2), (90, 100), (0, 0), (0, 0)], is_tahunan=True)
    assert hasil.tahun.realisasi.teks == "89,22"


def test_cacat_21_persen_tidak_dipotong_dan_uang_tidak_dijumlahkan_sebagai_teks():
    """Overspending stays visible, and 999 + 2 is 1.001."""
    sub = [buat_sub("5.02.01.2.01.0001", 900_00), buat_sub("5.02.01.2.01.0002", 1_00)]
    baris = [
        RealisasiAnggaran("5.02.01.2.01.0001", 999_00),
        RealisasiAnggaran("5.02.01.2.01.0002", 2_00),
    ]
    masukan = buat_masukan((), None, sub, {("anggaran", 1): baris}, periode=Periode(2026, 1))
    total = build_rekap(masukan, KEBIJAKAN).anggaran.total
    assert total.realisasi_sd.teks == "Rp1.001"
    assert total.serapan.teks == "111,10%"  # 1.001/901
