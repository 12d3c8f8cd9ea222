"""Sentences come from the figures and never contradict them."""

from datetime import date
from decimal import Decimal

import pytest

from kinerja.hitung.banding import compute_banding
from kinerja.hitung.rekap import build_rekap, narrow_masukan
from kinerja.isi.capaian import build_narasi
from kinerja.isi.keputusan import build_keputusan, pick_menyimpang
from kinerja.isi.narasi import (
    build_narasi_indikator,
    describe_capaian,
    describe_perubahan,
    describe_tanpa_penyebab,
)
from kinerja.isi.ringkasan import build_ringkasan
from kinerja.model import Polaritas
from tests.bantuan_isi import (
    KEBIJAKAN,
    build_indikator,
    build_masukan,
    build_rekap_contoh,
    isi,
    read_teks,
)

NAMA = {"sekretariat": "Sekretariat", "ppkd": "PPKD"}


def describe(hasil, rekap):
    """Give the account of an indicator as text."""
    return read_teks(describe_capaian(hasil, rekap.periode))


@pytest.mark.parametrize(
    ("target", "realisasi", "polaritas", "ada", "tak_ada"),
    [
        (80, 80, Polaritas.NAIK, "; target tercapai", "belum tercapai"),
        (80, "79.999", Polaritas.NAIK, "; target belum tercapai", "; target tercapai"),
        (10, 8, Polaritas.TURUN, "capaian 120,00%", "belum tercapai"),
        (10, 12, Polaritas.TURUN, "; target belum tercapai", "; target tercapai"),
        (80, 0, Polaritas.NAIK, "Realisasi 0%", "belum dilaporkan"),
    ],
)
def test_the_verdict_follows_the_exact_comparison(target, realisasi, polaritas, ada, tak_ada):
    """79,999 of 80 prints as 80 and 100,00% and still is not reached."""
    indikator = build_indikator("A", Decimal(target), polaritas=polaritas)
    rekap = build_rekap_contoh([[isi("A", realisasi)]], indikator=(indikator,))
    kalimat = describe(rekap.indikator[0], rekap)
    assert ada in kalimat
    assert tak_ada not in kalimat


def test_not_reported_is_told_and_never_zero():
    """A blank answer names the target and assumes no value."""
    rekap = build_rekap_contoh([[isi("A", 80)]])
    kalimat = describe(rekap.indikator[1], rekap)
    assert kalimat == "Realisasi belum dilaporkan; target 50%."


def test_not_measured_names_the_next_quarter():
    """An indicator with a target in Triwulan IV only says so in Triwulan I."""
    target = Decimal(90)
    indikator = build_indikator("A", target, triwulan=(None, None, None, target))
    rekap = build_rekap_contoh([[]], indikator=(indikator,))
    assert describe(rekap.indikator[0], rekap) == (
        "Tidak diukur pada periode ini; pengukuran berikutnya Triwulan IV."
    )


@pytest.mark.parametrize(
    ("lalu", "kini", "awal"),
    [
        (60, 70, "Capaiannya naik dari 75,00%"),
        (70, 60, "Capaiannya turun dari 87,50%"),
        (60, 60, "Capaiannya tidak berubah"),
    ],
)
def test_the_verb_of_a_change_follows_its_sign(lalu, kini, awal):
    """Risen, fallen or unchanged as the two figures say."""
    masukan = build_masukan([[isi("A", lalu)], [isi("A", kini)]], triwulan=2)
    banding = compute_banding(
        build_rekap(masukan, KEBIJAKAN),
        build_rekap(
            narrow_masukan(masukan, masukan.periode.sebelumnya), KEBIJAKAN, awalan="2026-tw1."
        ),
    )
    assert read_teks(describe_perubahan(banding.indikator["A"])).startswith(awal)


def test_a_change_that_cannot_be_said_is_not_said():
    """Without a figure before there is no change."""
    masukan = build_masukan([[], [isi("A", 70)]], triwulan=2)
    banding = compute_banding(
        build_rekap(masukan, KEBIJAKAN),
        build_rekap(narrow_masukan(masukan, masukan.periode.sebelumnya), KEBIJAKAN, awalan="x."),
    )
    assert describe_perubahan(banding.indikator["A"]) == ()


def test_a_missed_target_without_cause_is_called_out():
    """No kendala: the unit is named; a kendala without follow-up: the follow-up is asked for."""
    rekap = build_rekap_contoh([[isi("A", 40), isi("B", 10, kendala="Server rusak")]])
    tanpa, tanpa_tl = rekap.indikator
    assert "Penyebab belum diisi: Sekretariat" in read_teks(
        describe_tanpa_penyebab(tanpa, "Sekretariat")
    )
    assert "Rencana tindak lanjut belum diisi" in read_teks(
        describe_tanpa_penyebab(tanpa_tl, "Sekretariat")
    )
    panel = build_narasi(rekap.indikator, rekap, {}, NAMA)[-1]
    assert [read_teks(satu)[:1] for satu in panel.isi] == ["A", "B"]


def test_a_reached_target_is_not_called_out():
    """Neither a reached target nor a missing answer asks for a cause."""
    rekap = build_rekap_contoh([[isi("A", 90)]])
    assert all(describe_tanpa_penyebab(hasil, "x") == () for hasil in rekap.indikator)


def test_the_units_own_words_stand_with_their_deadline():
    """Kendala and tindak lanjut are printed as written."""
    isian = isi("A", 40, kendala="Data <b>SIPD</b> terlambat", tindak_lanjut="Rekonsiliasi")
    rekap = build_rekap_contoh([[isian]])
    daftar = build_narasi_indikator(rekap.indikator[0], rekap.periode, None, "Sekretariat")
    teks = [read_teks(butir) for butir in daftar.butir]
    assert "Kendala: Data <b>SIPD</b> terlambat" in teks
    assert "Tindak lanjut: Rekonsiliasi" in teks


def test_the_summary_lists_the_worst_first_and_what_is_missing():
    """Decisions: missed targets lowest first; what is missing stands in the notice above."""
    indikator = tuple(build_indikator(kode, Decimal(100)) for kode in "ABC")
    rekap = build_rekap_contoh([[isi("A", 90), isi("B", 20)]], indikator=indikator)
    butir = [
        read_teks(satu)
        for satu in build_keputusan(rekap.indikator, [], {}, NAMA, rekap.periode, {}).butir
    ]
    assert butir[0].startswith("Indikator B: 20%")
    assert butir[1].startswith("Indikator A: 90%")
    assert len(butir) == 2
    assert any("C Indikator C" in alasan for alasan in rekap.alasan_sementara)


def test_the_summary_keeps_to_one_page_however_much_is_missed():
    """Three targets and three budgets in full; the others in one line each, with their names."""
    kode = "ABCDEF"
    indikator = tuple(build_indikator(satu, Decimal(100)) for satu in kode)
    rekap = build_rekap_contoh([[isi(satu, 40) for satu in kode]], indikator=indikator)
    baris = pick_menyimpang(rekap.anggaran.unit, Decimal(10)) * 3
    butir = [
        read_teks(satu)
        for satu in build_keputusan(rekap.indikator, baris, {}, NAMA, rekap.periode, {}).butir
    ]
    assert len(butir) == 8
    assert butir[3] == (
        "Target lain yang belum tercapai: D Indikator D; E Indikator E; F Indikator F."
    )
    assert butir[7].startswith(f"Deviasi anggaran unit lain: {baris[3].nama} -20,00%; ")


def test_nothing_reported_gives_no_invented_figure():
    """A quarter without any workbook shows no percentage at all in its summary."""
    rekap = build_rekap_contoh([None])
    blok = build_ringkasan(rekap, None, NAMA, ())
    kartu = next(satu for satu in blok if type(satu).__name__ == "KartuRingkas")
    teks = " ".join(read_teks((*satu.isi, *satu.keterangan)) for satu in kartu.kartu)
    assert "%" not in teks
    assert rekap.is_sementara


def test_words_of_the_measured_quarter_stand_for_a_figure_measured_earlier():
    """Measured in Triwulan I only: in Triwulan II its cause of Triwulan I still counts."""
    target = Decimal(100)
    indikator = build_indikator("A", target, triwulan=(target, None, None, None))
    isian = isi("A", 90, kendala="Bendahara berganti", tindak_lanjut="Pendampingan")
    rekap = build_rekap_contoh([[isian], []], indikator=(indikator,), triwulan=2)
    hasil = rekap.indikator[0]
    assert describe_tanpa_penyebab(hasil, "Sekretariat") == ()
    daftar = build_narasi_indikator(hasil, rekap.periode, None, "Sekretariat")
    assert "Kendala (Triwulan I): Bendahara berganti" in [read_teks(b) for b in daftar.butir]


def test_old_words_never_stand_for_a_new_figure():
    """Measured again in Triwulan II without words: last quarter's cause does not count."""
    lama = isi("A", 40, kendala="Bendahara berganti", tindak_lanjut="Pendampingan")
    rekap = build_rekap_contoh([[lama], [isi("A", 40)]], triwulan=2)
    assert "Penyebab belum diisi" in read_teks(describe_tanpa_penyebab(rekap.indikator[0], "S"))


def test_units_beyond_the_deviation_of_the_policy_are_named():
    """Rp200 of Rp250 anggaran kas is -20%: beyond 10, not beyond 20."""
    rekap = build_rekap_contoh([[isi("A", 80)]])
    unit = rekap.anggaran.unit
    assert [baris.nama for baris in pick_menyimpang(unit, Decimal(10))] == ["PPKD", "Sekretariat"]
    assert pick_menyimpang(unit, Decimal(20)) == []
    butir = build_keputusan([], pick_menyimpang(unit, Decimal(10)), {}, NAMA, rekap.periode, {})
    assert "Anggaran PPKD: realisasi Rp200 dari anggaran kas Rp250 (deviasi -20,00%)." in [
        read_teks(satu) for satu in butir.butir
    ]


def test_a_past_deadline_is_marked():
    """A follow-up due in the period before its last day has passed."""
    isian = isi("A", 40, kendala="x", tindak_lanjut="Rapat", tindak_lanjut_tanggal=date(2026, 3, 1))
    rekap = build_rekap_contoh([[isian]])
    daftar = build_narasi_indikator(rekap.indikator[0], rekap.periode, None, "Sekretariat")
    teks = [read_teks(butir) for butir in daftar.butir]
    assert "Tindak lanjut: Rapat (tenggat 1 Maret 2026, sudah lewat)" in teks


def test_nothing_missed_is_not_nothing_owed():
    """Without a single answer the summary never says that nothing is lacking."""
    rekap = build_rekap_contoh([[isi("A", 90)]])  # B is blank
    daftar = build_keputusan(rekap.indikator, (), {}, NAMA, rekap.periode, {})
    assert read_teks(daftar.butir[0]).startswith("Belum ada target yang terlewat menurut isian")
    lengkap = build_rekap_contoh([[isi("A", 90), isi("B", 60)]])
    daftar = build_keputusan(lengkap.indikator, (), {}, NAMA, lengkap.periode, {})
    assert read_teks(daftar.butir[0]).startswith("Tidak ada target yang terlewat")
