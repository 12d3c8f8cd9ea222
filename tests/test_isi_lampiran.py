"""Annexes: the completeness table says of each form of each quarter what became of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kinerja.hitung.rekap import build_rekap
from kinerja.isi.lampiran import build_kelengkapan
from kinerja.isi.perencanaan import sort_pohon
from kinerja.model import RealisasiAnggaran
from tests.bantuan_isi import (
    KEBIJAKAN,
    build_indikator,
    build_masukan,
    build_rekap_contoh,
    read_teks,
)


def list_sel(tabel):
    """Give texts and colours of each row, without the unit's name."""
    return [[(read_teks(sel.isi), sel.nada) for sel in baris.sel[1:]] for baris in tabel.baris]


def test_the_refused_form_is_told_from_the_missing_one():
    """Refused in TW I, not handed in for TW II with money by import, both apart."""
    masukan = build_masukan([(), ()], triwulan=2)
    semua = masukan.laporan_unit
    masukan = replace(
        masukan,
        laporan_unit={kunci: isi for kunci, isi in semua.items() if kunci[0] == "ppkd"},
        berkas_ditolak=(("sekretariat", 1),),
        anggaran_impor={("sekretariat", 2): (RealisasiAnggaran("5.02.01.2.01.01", 1),)},
    )
    sekretariat, ppkd = list_sel(build_kelengkapan(build_rekap(masukan, KEBIJAKAN), masukan))
    assert sekretariat == [
        ("berkas ditolak", "merah"),
        ("belum lapor; anggaran dari impor", "jingga"),
    ]
    assert ppkd == [("sudah lapor", "hijau")] * 2


def test_the_indicators_of_one_sasaran_stand_together():
    """However the plan mixes them; a level keeps the order in which its sasaran come."""
    kode = [("A", "S1"), ("B", "S2"), ("C", "S1"), ("D", "S2")]
    indikator = tuple(build_indikator(a, Decimal(9), sasaran_kode=(b,)) for a, b in kode)
    rekap = build_rekap_contoh([[]], indikator=indikator)
    assert [h.indikator.kode for h in sort_pohon(rekap.indikator)] == ["A", "C", "B", "D"]
