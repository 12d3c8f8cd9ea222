"""The recap: means up the tree, cover, weights, what is provisional, earlier quarters."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kinerja.galat import ParameterError
from kinerja.hitung.jejak import Angka
from kinerja.hitung.rekap import build_rekap, narrow_masukan
from kinerja.model import Keadaan, RealisasiAnggaran, RumusTurun, Tingkat, Unit
from kinerja.periode import Periode
from tests.bantuan_hitung import (
    KEBIJAKAN,
    buat_indikator,
    buat_isian,
    buat_kebijakan,
    buat_masukan,
    buat_sub,
)

TW1 = Periode(2026, 1)


def buat(daftar, kebijakan=KEBIJAKAN, periode=TW1, **ubah):
    """Recap of (kode, answer, extra fields) with target 100 each; answer None: left blank."""
    indikator = [
        buat_indikator(lain.pop("target", (100, 100, 100, 100)), 100, kode=kode, **lain)
        for kode, _, lain in ((k, n, dict(x)) for k, n, x in daftar)
    ]
    isian = [buat_isian(nilai, kode=kode) for kode, nilai, _ in daftar if nilai is not None]
    return build_rekap(
        buat_masukan(indikator, {("anggaran", 1): isian}, periode=periode, **ubah), kebijakan
    )


def test_means_go_up_the_tree_and_say_their_cover():
    """S-1: (80+100)/2 = 90, 2 of 3 (1 not measured); S-2: 60; agency: (90+60)/2 = 75."""
    rekap = buat(
        [
            ("A", 80, {}),
            ("B", 100, {}),
            ("C", None, {}),
            ("D", None, {"target": (None, 100, None, None)}),
            ("E", 60, {"sasaran_kode": ("S-2",)}),
        ]
    )
    assert [s.rerata.angka.teks for s in rekap.sasaran] == ["90,00%", "60,00%"]
    assert rekap.sasaran[0].rerata.cakupan == "2 dari 3 (1 tidak diukur)"
    assert (rekap.rerata.angka.nilai, rekap.rerata.cakupan) == (75, "2 dari 2")
    assert rekap.rerata.kategori.label == "Sedang"


def test_weights_count_when_every_sibling_has_one():
    """(3 x 80 + 1 x 100) / 4 = 85."""
    rekap = buat([("A", 80, {"bobot": Decimal(3)}), ("B", 100, {"bobot": Decimal(1)})])
    assert rekap.rerata.angka.nilai == 85
    assert (rekap.sasaran[0].rerata.is_berbobot, rekap.rerata.is_berbobot) == (True, False)
    assert [satu for satu in rekap.temuan if "BOBOT" in satu.kode] == []


def test_weights_on_some_siblings_only_are_a_finding():
    """Then all weigh 1: (80 + 100) / 2 = 90."""
    rekap = buat([("A", 80, {"bobot": Decimal(3)}), ("B", 100, {})])
    assert rekap.rerata.angka.nilai == 90
    assert not rekap.sasaran[0].rerata.is_berbobot
    assert "K-BOBOT-SEBAGIAN" in {temuan.kode for temuan in rekap.temuan}


def test_tingkat_never_mix():
    """Indicators of tujuan and program are shown, and stay out of the sasaran's mean."""
    rekap = buat(
        [
            ("A", 80, {}),
            ("T", 20, {"tingkat": Tingkat.TUJUAN, "sasaran_kode": ("T-1",)}),
            ("P", 30, {"tingkat": Tingkat.PROGRAM}),
        ]
    )
    assert rekap.rerata.angka.nilai == 80
    assert [h.indikator.kode for h in rekap.program] == ["P"]
    assert rekap.tujuan[0].rerata.angka.nilai == 20
    per_tingkat = {r.tingkat: r.rerata.angka.nilai for r in rekap.unit[0].rerata}
    assert per_tingkat == {Tingkat.TUJUAN: 20, Tingkat.SASARAN: 80, Tingkat.PROGRAM: 30}


def test_a_sasaran_without_any_figure_is_left_out_and_counted():
    """Agency: 80 of one sasaran, 1 dari 2, and the other is named."""
    rekap = buat([("A", 80, {}), ("B", None, {"sasaran_kode": ("S-2",)})])
    assert (rekap.rerata.angka.nilai, rekap.rerata.cakupan) == (80, "1 dari 2")
    assert rekap.rerata.catatan == (
        "indikator sasaran 1 dari 2",
        "1 sasaran belum terhitung: S-2",
    )
    assert rekap.sasaran[1].rerata.angka.keadaan is Keadaan.BELUM_LAPOR


def test_belum_lapor_may_count_as_capaian_zero_by_policy():
    """(80 + 0) / 2 = 40, still 1 dari 2, and the realisasi stays blank."""
    rekap = buat([("A", 80, {}), ("B", None, {})], buat_kebijakan(is_belum_lapor_nol=True))
    assert (rekap.rerata.angka.nilai, rekap.sasaran[0].rerata.cakupan) == (40, "1 dari 2")
    assert rekap.sasaran[0].rerata.catatan == ("1 indikator belum lapor dihitung 0",)
    assert rekap.indikator[1].sd.realisasi.teks == "belum lapor"


def test_a_mean_lifted_by_a_value_above_200_says_so():
    """900 and 100 average 500: the note names the indicator."""
    rekap = buat([("A", 900, {}), ("B", 100, {})])
    assert rekap.sasaran[0].rerata.catatan == (
        "rata-rata terangkat oleh nilai di atas 200%: A (900,00%)",
    )
    dibatasi = buat([("A", 900, {})], buat_kebijakan(batas_atas=Decimal(120)))
    assert dibatasi.sasaran[0].rerata.catatan == ()


def test_a_mean_of_thirds_is_exact():
    """90,985 + 90,995 + 91,005 = 272,985; / 3 = 90,995 exactly, shown 91,00."""
    rekap = buat([("A", "90.985", {}), ("B", "90.995", {}), ("C", "91.005", {})])
    assert rekap.rerata.angka.nilai == Decimal("90.995")
    assert rekap.rerata.angka.teks == "91,00%"
    assert rekap.rerata.kategori.label == "Sangat Tinggi"


def test_the_five_counts_add_up():
    """tercapai, belum, belum lapor, tidak diukur and t.d.h. never overlap."""
    rekap = buat(
        [
            ("A", 100, {}),
            ("B", 90, {}),
            ("C", None, {}),
            ("D", None, {"target": (None, None, None, 100)}),
            ("E", "WTP", {}),
        ]
    )
    jumlah = rekap.jumlah
    bagian = (
        jumlah.tercapai,
        jumlah.belum_tercapai,
        jumlah.belum_lapor,
        jumlah.tidak_diukur,
        jumlah.tidak_dapat_dihitung,
    )
    assert [satu.nilai for satu in bagian] == [1] * 5
    assert jumlah.jumlah.nilai == 5
    assert (jumlah.bertarget.nilai, jumlah.bertarget.id) == (4, "pd.jumlah.bertarget")  # 5 - 1
    assert jumlah.bertarget.nilai == rekap.sasaran[0].rerata.n


def test_what_is_missing_is_told_in_words():
    """Units not reported or refused, indicators blank, a partial budget."""
    dua = [buat_indikator((10,) * 4, 40, kode=k, unit=u) for k, u in (("A", "aset"), ("B", "kas"))]
    masukan = buat_masukan(
        dua, {("aset", 1): [buat_isian(5, kode="A")]}, [buat_sub()], periode=Periode(2026, 2)
    )
    masukan = replace(
        masukan,
        unit=(Unit("aset", "Bidang Aset"), Unit("kas", "Bidang Kas")),
        berkas_ditolak=(("kas", 1),),
    )
    rekap = build_rekap(masukan, KEBIJAKAN)
    assert rekap.alasan_sementara == (
        "Belum melapor Triwulan II: Bidang Aset, Bidang Kas.",
        "Formulir Triwulan I ditolak dan belum diperbaiki: Bidang Kas.",
        "Realisasi anggaran baru dilaporkan untuk 0 dari 1 sub kegiatan berpagu.",
    )


def test_a_reporting_unit_is_told_what_it_still_owes():
    """By name, grouped by unit; a unit reads only its own; one that is silent gets one sentence."""
    daftar = [
        buat_indikator((10,) * 4, 40, kode=kode, unit=unit)
        for kode, unit in (("A", "aset"), ("B", "aset"), ("C", "kas"), ("D", "aset"))
    ]
    sub = [buat_sub(unit="aset"), buat_sub("5.02.01.2.01.0002", unit="aset")]
    isian = [buat_isian(5, kode="A"), buat_isian(5, kode="D", tahun_data=2025)]
    uang = [RealisasiAnggaran(sub[0].kode, 0)]
    masukan = buat_masukan(
        daftar, {("aset", 1): isian}, sub, {("aset", 1): uang}, periode=Periode(2026, 1)
    )
    rekap = build_rekap(masukan, KEBIJAKAN)
    assert rekap.alasan_sementara == (
        "Belum melapor Triwulan I: Bidang Kas.",
        "Bidang Aset: B Indikator B belum dilaporkan; D Indikator D memakai data tahun 2025.",
        "Realisasi anggaran baru dilaporkan untuk 1 dari 2 sub kegiatan berpagu.",
    )
    assert {unit.unit.slug: unit.alasan_sementara for unit in rekap.unit} == {
        "aset": (
            "B Indikator B belum dilaporkan.",
            "D Indikator D memakai data tahun 2025.",
            "Realisasi anggaran baru dilaporkan untuk 1 dari 2 sub kegiatan berpagu.",
        ),
        "kas": ("Belum melapor Triwulan I.",),
    }


def test_an_empty_workbook_is_not_a_report():
    """It counts as not reported, in every quarter of the row."""
    indikator = buat_indikator((10, 10, 10, 10), 40)
    masukan = buat_masukan([indikator], {("anggaran", 1): [buat_isian()]}, periode=TW1)
    unit = build_rekap(masukan, KEBIJAKAN).unit[0]
    assert (unit.is_lapor, unit.is_lapor_per_triwulan) == (False, (False,))


def isi_empat():
    """One indicator of running counts 10, 20, 30, 40 over four reported quarters."""
    indikator = buat_indikator((10, 20, 30, 40), 40)
    isian = {("anggaran", tw): [buat_isian(10 * tw - 1, triwulan=tw)] for tw in (1, 2, 3, 4)}
    return buat_masukan([indikator], isian, periode=Periode(2026))


def test_an_old_quarter_rerun_gives_its_old_figures():
    """Narrowing the year to TW II equals a recap made with only two quarters."""
    sempit = narrow_masukan(isi_empat(), Periode(2026, 2))
    assert sorted(sempit.laporan_unit) == [("anggaran", 1), ("anggaran", 2)]
    rekap = build_rekap(sempit, KEBIJAKAN, awalan="2026-tw2.")
    assert rekap.rerata.angka.nilai == 95  # 19/20
    assert rekap.rerata.angka.id == "2026-tw2.pd.rerata"
    assert rekap.indikator[0].sd.capaian.id == "2026-tw2.ik.IK-1.sd.capaian"


def test_a_form_refused_later_refuses_nothing_before():
    """Refused in TW III: the recap of TW II knows nothing of it, that of TW III does."""
    masukan = replace(isi_empat(), berkas_ditolak=(("anggaran", 3),))
    assert narrow_masukan(masukan, Periode(2026, 2)).unit_ditolak == ()
    assert narrow_masukan(masukan, Periode(2026, 3)).unit_ditolak == ("anggaran",)


def test_a_quarter_outside_the_inputs_is_refused():
    """A later quarter or another year is not in these inputs."""
    sempit = narrow_masukan(isi_empat(), Periode(2026, 2))
    for lain in (Periode(2026, 3), Periode(2025, 1)):
        with pytest.raises(ParameterError, match="Periode tidak termuat dalam masukan"):
            narrow_masukan(sempit, lain)


def test_the_year_is_computed_from_the_four_quarters():
    """39 of 40 = 97,5, the headline is the year."""
    rekap = build_rekap(isi_empat(), KEBIJAKAN)
    assert rekap.indikator[0].is_tahunan
    assert rekap.rerata.angka.nilai == Decimal("97.5")
    assert not rekap.is_sementara


def test_an_indicator_asking_for_ratio_without_cap_is_refused():
    """T / R has no finite value at R = 0; the policy must set a cap first."""
    indikator = buat_indikator((5, 5, 5, 5), 5, polaritas="turun", rumus_turun=RumusTurun.RASIO)
    masukan = buat_masukan([indikator], periode=TW1)
    with pytest.raises(ParameterError, match=r"memerlukan batas_atas \(indikator IK-1\)"):
        build_rekap(masukan, KEBIJAKAN)
    assert build_rekap(masukan, buat_kebijakan(batas_atas=Decimal(120)))


def collect_angka(benda):
    """Walk a result and give every figure in it."""
    if isinstance(benda, Angka):
        return [benda]
    if isinstance(benda, tuple):
        return [angka for satu in benda for angka in collect_angka(satu)]
    if hasattr(benda, "__dataclass_fields__"):
        return [
            a for nama in benda.__dataclass_fields__ for a in collect_angka(getattr(benda, nama))
        ]
    return []


def test_each_computed_figure_has_a_passport_and_its_own_id():
    """One id never stands for two different values."""
    rekap = build_rekap(isi_empat(), KEBIJAKAN)
    daftar = collect_angka(rekap)
    assert len(daftar) > 20
    assert all(angka.jejak is not None for angka in daftar if angka.nilai is not None)
    nilai = {}
    for angka in daftar:
        assert nilai.setdefault(angka.id, (angka.nilai, angka.teks)) == (angka.nilai, angka.teks)
