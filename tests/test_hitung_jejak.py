"""Passports: every figure of a real recap has one, in words; planned values name their cell."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kinerja.data import read_data
from kinerja.folder import find_folder
from kinerja.hitung.alasan import KALIMAT
from kinerja.hitung.banding import Banding
from kinerja.hitung.hasil import Rekap
from kinerja.hitung.jejak import Angka
from kinerja.hitung.rencana import build_target_rencana
from kinerja.periode import parse_periode
from tests.bantuan_hitung import buat_indikator, hitung

AKAR = Path(__file__).parents[1]


@cache
def baca(periode: str) -> tuple[Rekap, Banding | None]:
    """The sample agency's figures."""
    data = read_data(find_folder(AKAR), "bpkd", parse_periode(periode))
    return data.rekap, data.banding


def collect_angka(benda):
    """Walk a result and give every figure in it."""
    if isinstance(benda, Angka):
        return [benda]
    if isinstance(benda, dict):
        benda = tuple(benda.values())
    if isinstance(benda, tuple):
        return [angka for satu in benda for angka in collect_angka(satu)]
    if hasattr(benda, "__dataclass_fields__"):
        return [
            a for nama in benda.__dataclass_fields__ for a in collect_angka(getattr(benda, nama))
        ]
    return []


@pytest.mark.parametrize("periode", ["2026-tw2", "2026-tw3", "2025-tahunan"])
def test_every_figure_of_the_sample_has_a_passport_in_words(periode):
    """None without a passport, none without a step, and no reason code in any of its texts."""
    daftar = collect_angka(baca(periode))
    assert len(daftar) > 1000
    assert [angka.id for angka in daftar if angka.jejak is None] == []
    assert [angka.id for angka in daftar if not angka.jejak.langkah] == []
    kode = [satu for satu in KALIMAT if "_" in satu]
    for angka in daftar:
        jejak = angka.jejak
        teks = " ".join((jejak.judul, jejak.aturan, *jejak.langkah, jejak.batas, jejak.kategori))
        assert not [satu for satu in kode if satu in teks], angka.id
        assert "lainnya:" not in teks


def test_reported_and_planned_values_of_the_sample_name_their_cell():
    """Target, realisasi and output figures each come from a cell of a workbook."""
    rekap, _ = baca("2026-tw2")
    dari = [satu for h in rekap.indikator for u in (h.tw, h.sd) for satu in (u.target, u.realisasi)]
    for program in rekap.anggaran.program:
        for kegiatan in program.kelompok:
            for sub in kegiatan.sub_kegiatan:
                dari += [sub.target_keluaran, sub.keluaran_tw, sub.keluaran_sd]
    terisi = [angka for angka in dari if angka.nilai is not None]
    tanpa = [a.id for a in terisi if not any(o.alamat is not None for o in a.jejak.operan)]
    assert len(terisi) > 100
    assert tanpa == []


def test_a_target_that_is_not_there_says_why():
    """Blank, or a quarter 0 of a rising indicator: the cell and the sentence stand."""
    kosong = hitung(buat_indikator((None, 10, 10, 10), 10), [None]).tw.target
    nol = hitung(buat_indikator((0, 10, 10, 10), 10), [None]).tw.target
    assert [a.teks for a in (kosong, nol)] == ["–", "–"]
    assert [(o.nama, o.teks, o.alamat.sel) for o in (*kosong.jejak.operan, *nol.jejak.operan)] == [
        ("Target Triwulan I", "–", "N5"),
        ("Target Triwulan I", "0", "N5"),
    ]
    assert kosong.jejak.langkah == ("Tidak ada target pada periode ini, jadi tidak diukur.",)
    assert nol.alasan == "target_nol_tidak_diukur"


def test_a_planned_value_names_its_version_and_cell():
    """The Perjanjian Kinerja and the Rencana Aksi show planned values, not computed ones."""
    indikator = buat_indikator((10, 20, None, 40), 40)
    versi = indikator.versi_target[0]
    tahun, dua, tiga = (build_target_rencana(indikator, versi, n) for n in (0, 2, 3))
    assert (tahun.teks, tahun.jejak.operan[0].alamat.sel) == ("40", "M5")
    assert (dua.teks, dua.id) == ("20", "rencana.murni.ik-1.tw2")
    assert dua.jejak.aturan == "Menurut rencana Murni (PK 2026)."
    assert (tiga.teks, tiga.alasan) == ("–", "tanpa_target")
