"""The year against what was handed in, published, approved and planned: nothing silent."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from kinerja.angka import round_desimal
from kinerja.folder import Folder
from kinerja.hitung.penjaga_tahunan import check_tahunan
from kinerja.hitung.rekap import build_rekap, narrow_masukan
from kinerja.hitung.rekonsiliasi import build_rekonsiliasi, check_rekonsiliasi, is_cocok
from kinerja.hitung.tahunan import build_perbandingan
from kinerja.isi.rekonsiliasi import build_rekonsiliasi_blok, describe_keterangan
from kinerja.model import Alamat, Keadaan, NilaiTahunan, Tingkat
from kinerja.periode import Periode
from kinerja.telaah.fakta import build_daftar_fakta
from kinerja.terbitan import check_terbitan, iter_angka, read_terbitan
from tests.bantuan_hitung import (
    KEBIJAKAN,
    OPINI,
    buat_indikator,
    buat_isian,
    buat_kebijakan,
    buat_masukan,
    buat_sub,
)

TAHUN = Periode(2026)
TEMPAT = Alamat("tw4/anggaran.xlsx", "Nilai Tahunan", "D5")


def buat_tahun(nilai=(8, 9, 10, 11), serahan=None, penjelasan="", **ubah):
    """Give the inputs of a year with one summed indicator, 38 in all, and a value handed in."""
    indikator = buat_indikator((10,) * 4, 40, agregasi="jumlah", **ubah)
    isian = {
        ("anggaran", nomor): [buat_isian(satu, triwulan=nomor)]
        for nomor, satu in enumerate(nilai, start=1)
        if satu is not None
    }
    masukan = buat_masukan([indikator], isian, periode=TAHUN)
    if serahan is None:
        return masukan
    kunci = ("anggaran", 4)
    diserahkan = NilaiTahunan("IK-1", serahan, penjelasan, TEMPAT)
    laporan = replace(masukan.laporan_unit[kunci], nilai_tahunan=(diserahkan,))
    return replace(masukan, laporan_unit={**masukan.laporan_unit, kunci: laporan})


def rekonsiliasikan(masukan):
    """Reconcile the one indicator of the inputs."""
    deret = [
        build_rekap(narrow_masukan(masukan, satu), KEBIJAKAN, awalan=f"{satu.slug}.")
        for satu in masukan.periode.daftar_triwulan
    ]
    (satu,) = build_rekonsiliasi(build_rekap(masukan, KEBIJAKAN), deret, masukan)
    return satu


def test_the_quarters_stand_beside_the_year():
    """8 + 9 + 10 + 11 = 38, each with its own cell."""
    satu = rekonsiliasikan(buat_tahun())
    assert [angka.teks for angka in satu.triwulan] == ["8", "9", "10", "11"]
    assert satu.hasil.tahun.realisasi.teks == "38"
    assert (satu.serahan, satu.is_beda) == (None, None)


def test_a_value_handed_in_that_agrees_is_no_finding():
    """38 is 38."""
    satu = rekonsiliasikan(buat_tahun(serahan=Decimal(38)))
    assert (satu.is_beda, satu.selisih.teks) == (False, "0")
    assert list(check_rekonsiliasi([satu])) == []


def test_a_contradiction_is_a_finding_with_its_cell_and_changes_nothing():
    """40 handed in against 38: told with rule, cell and the unit's words; 38 stays the figure."""
    satu = rekonsiliasikan(buat_tahun(serahan=Decimal(40), penjelasan="Dua susulan."))
    (temuan,) = check_rekonsiliasi([satu])
    assert (temuan.kode, temuan.berkas, temuan.sel) == ("K-TAHUN-BEDA", TEMPAT.berkas, "D5")
    assert (temuan.ditemukan, temuan.tingkatan.value) == ("40", "peringatan")
    assert "38" in temuan.diharapkan
    assert "Dua susulan" in temuan.saran
    assert (satu.selisih.teks, satu.hasil.tahun.realisasi.teks) == ("2", "38")
    assert describe_keterangan(satu) == "berbeda; penjelasan unit: Dua susulan"
    blok = build_rekonsiliasi_blok([satu], [satu.hasil], {}, 2026, "uji")
    assert "1 berbeda" in blok[0].isi[0]


def test_a_value_without_a_computed_year_contradicts():
    """The unit names a year while its last quarter is blank."""
    masukan = buat_tahun((8, 9, 10, None))
    isi = {("anggaran", n): masukan.laporan_unit["anggaran", n] for n in (1, 2, 3)}
    serahan = NilaiTahunan("IK-1", Decimal(38), "", TEMPAT)
    empat = replace(isi["anggaran", 3], isian=(), nilai_tahunan=(serahan,))
    masukan = replace(masukan, laporan_unit={**isi, ("anggaran", 4): empat})
    satu = rekonsiliasikan(masukan)
    (temuan,) = check_rekonsiliasi([satu])
    assert "belum lapor" in temuan.diharapkan


@pytest.mark.parametrize(
    ("serahan", "hitung", "cocok"),
    [
        ("97.67", "97.674418", True),
        ("97.7", "97.674418", True),
        ("98", "97.674418", True),
        ("97.68", "97.674418", False),
        ("97.670", "97.674418", False),
        ("2.35", "2.345", True),
    ],
)
def test_a_number_is_compared_at_the_decimals_it_was_written_with(serahan, hitung, cocok):
    """Half up, like everything printed."""
    assert is_cocok(Decimal(serahan), Decimal(hitung), None) is cocok


def test_a_predikat_is_compared_by_rank():
    """WTP-DPP is WTP; WDP is not."""
    assert is_cocok("wtp-dpp", "WTP", OPINI)
    assert not is_cocok("WDP", "WTP", OPINI)


# --- status and gaps --------------------------------------------------------------------------


@pytest.mark.gangguan(56)
def test_an_unapproved_quarter_makes_the_year_sementara():
    """Draf and diperiksa are named; approved and final are not."""
    masukan = buat_tahun()
    status = {1: "final", 2: "draf", 3: "disetujui", 4: "diperiksa"}
    rekap = build_rekap(masukan, KEBIJAKAN, status_triwulan=status)
    assert rekap.alasan_sementara == (
        "Laporan Triwulan II masih draf.",
        "Laporan Triwulan IV baru diperiksa.",
    )
    semua = dict.fromkeys(range(1, 5), "final")
    assert not build_rekap(masukan, KEBIJAKAN, status_triwulan=semua).is_sementara


@pytest.mark.gangguan(56)
def test_a_missing_quarter_makes_the_year_sementara():
    """Triwulan II has no form at all."""
    rekap = build_rekap(buat_tahun((8, None, 10, 11)), KEBIJAKAN)
    kalimat = " ".join(rekap.alasan_sementara)
    assert "Belum melapor Triwulan II: Bidang Anggaran." in kalimat
    assert "baru dilaporkan 3 dari 4 triwulan" in kalimat


def test_an_absent_renstra_target_is_a_finding():
    """Indicators of sasaran without one are named together; a program's is not asked."""
    (temuan,) = check_tahunan(build_rekap(buat_tahun(), KEBIJAKAN))
    assert (temuan.kode, temuan.ditemukan) == ("K-RENSTRA-KOSONG", "IK-1")
    for ubah in ({"target_renstra": Decimal(60)}, {"tingkat": Tingkat.PROGRAM}):
        assert list(check_tahunan(build_rekap(buat_tahun(**ubah), KEBIJAKAN))) == []


# --- published quarters -----------------------------------------------------------------------


def write_terbitan(folder, rekap, **ubah):
    """Put a hasil.json as a run would."""
    tujuan = folder.keluaran("bkd", rekap.periode)
    tujuan.mkdir(parents=True)
    isi = {
        "angka": {kunci: {"teks": angka.teks} for kunci, angka in iter_angka(rekap)},
        "identitas": {"kebijakan": rekap.kebijakan.uraian},
    } | ubah
    (tujuan / "hasil.json").write_text(json.dumps(isi), encoding="utf-8")


def rekap_dua(kebijakan=KEBIJAKAN, nilai=(8, 9, 10, 11), awalan=""):
    """Compute Triwulan II of the year."""
    periode = Periode(2026, 2)
    return build_rekap(narrow_masukan(buat_tahun(nilai), periode), kebijakan, awalan=awalan)


def test_a_published_quarter_that_still_agrees_is_quiet(tmp_path):
    """Ids of the year's recap carry the quarter in front; they are compared without it."""
    folder = Folder(tmp_path)
    write_terbitan(folder, rekap_dua())
    (terbitan,) = read_terbitan(folder, "bkd", TAHUN)
    assert terbitan.berkas.nama == "outputs/bkd/2026-tw2/hasil.json"
    assert list(check_terbitan(terbitan, rekap_dua(awalan="2026-tw2."))) == []
    assert read_terbitan(folder, "bkd", Periode(2026, 2)) == ()


@pytest.mark.gangguan(56)
def test_a_correction_makes_the_published_quarter_usang(tmp_path):
    """Triwulan II was 9 and is 5 now: the report is named with what changed."""
    folder = Folder(tmp_path)
    write_terbitan(folder, rekap_dua())
    (terbitan,) = read_terbitan(folder, "bkd", TAHUN)
    (temuan,) = check_terbitan(terbitan, rekap_dua(nilai=(8, 5, 10, 11), awalan="2026-tw2."))
    assert temuan.kode == "K-LAPORAN-USANG"
    assert "pd.rerata 85,00% → 65,00%" in temuan.ditemukan
    assert "kinerja laporan 2026-tw2" in temuan.saran


def test_a_policy_changed_in_mid_year_is_named(tmp_path):
    """The choice that changed is told with both values, beside the figures it changed."""
    folder = Folder(tmp_path)
    write_terbitan(folder, rekap_dua())
    (terbitan,) = read_terbitan(folder, "bkd", TAHUN)
    baru = buat_kebijakan(batas_atas=Decimal(80))
    temuan = list(check_terbitan(terbitan, rekap_dua(baru, awalan="2026-tw2.")))
    assert temuan[0].kode == "K-KEBIJAKAN-BERUBAH"
    assert temuan[0].ditemukan == "batas_atas: – → 80"


@pytest.mark.parametrize("isi", ["bukan json", "[]", '{"angka": {"a": 1}, "identitas": {}}'])
def test_a_file_that_is_no_hasil_json_is_left_out(tmp_path, isi):
    """Something else under that name is not compared and breaks nothing."""
    folder = Folder(tmp_path)
    tujuan = folder.keluaran("bkd", Periode(2026, 1))
    tujuan.mkdir(parents=True)
    (tujuan / "hasil.json").write_text(isi, encoding="utf-8")
    assert read_terbitan(folder, "bkd", TAHUN) == ()


def test_a_shared_program_is_named_on_both_sides():
    """A program that supports two sasaran through different indicators counts in each."""
    kode = "5.02.01"
    dasar = {"tingkat": Tingkat.PROGRAM, "program_kode": kode}
    daftar = [
        buat_indikator(kode="IS-1", sasaran_kode=("S1",)),
        buat_indikator(kode="IS-2", sasaran_kode=("S2",)),
        buat_indikator(kode="IP-1", sasaran_kode=("S1",), **dasar),
        buat_indikator(kode="IP-2", sasaran_kode=("S2",), **dasar),
    ]
    sub = buat_sub()
    rekap = build_rekap(buat_masukan(daftar, {}, [sub], periode=TAHUN), KEBIJAKAN)
    catatan = [satu.catatan for satu in rekap.efisiensi]
    assert catatan == [
        (f"program {kode} juga mendukung S2",),
        (f"program {kode} juga mendukung S1",),
    ]


def test_last_years_capaian_is_quoted_and_never_computed():
    """It stood against another target; where the plan holds none, that is said."""
    rekap = build_rekap(buat_tahun(capaian_lalu={2025: Decimal("91.5")}), KEBIJAKAN)
    satu = build_perbandingan(rekap)["IK-1"].capaian_lalu
    assert (satu.teks, satu.keadaan) == ("91,50%", Keadaan.TERISI)
    kosong = build_perbandingan(build_rekap(buat_tahun(), KEBIJAKAN))["IK-1"].capaian_lalu
    assert kosong.keadaan is Keadaan.TIDAK_DIUKUR
    fakta = build_daftar_fakta([rekap])["IK-1"]
    naik = rekap.indikator[0].tahun.capaian.nilai - Decimal("91.5")
    assert fakta.gerak["capaian", "tahun"] == round_desimal(naik)
