"""Annexes: the completeness table says of each form of each quarter what became of it."""

from __future__ import annotations

from dataclasses import replace

from kinerja.hitung.rekap import build_rekap
from kinerja.isi.lampiran import build_kelengkapan
from kinerja.model import RealisasiAnggaran
from tests.bantuan_isi import KEBIJAKAN, build_masukan, read_teks


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
