"""The guard on the sample's own reports: sentences as planners write them, right and wrong."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from kinerja.data import read_data
from kinerja.folder import Folder
from kinerja.hitung.hasil import Rekap
from kinerja.periode import parse_periode
from kinerja.telaah import build_bahan, check_analisis, check_parameter, check_uraian

with (Path(__file__).parent / "data" / "narasi_tahunan.csv").open(encoding="utf-8") as berkas:
    KALIMAT = [tuple(baris.values()) for baris in csv.DictReader(berkas)]


@pytest.fixture(scope="module")
def deret(asli):
    """The figures of the sample's year and of its last quarter, by period."""
    semua = ("2025-tahunan", "2025-tw4")
    return {
        slug: read_data(Folder(asli), "bpkd", parse_periode(slug)).rekap_per_triwulan
        for slug in semua
    }


def put_penjelasan(rekap: Rekap, kode: str, teks: str) -> Rekap:
    """Put a sentence where the unit explains its indicator, and empty what others wrote."""
    daftar = []
    for satu in rekap.indikator:
        isian = next(isi for isi in reversed(satu.isian_per_triwulan) if isi is not None)
        kosong = {"faktor_pendukung": "", "kendala": "", "tindak_lanjut": ""}
        isian = replace(isian, penjelasan=teks if satu.indikator.kode == kode else "", **kosong)
        daftar.append(replace(satu, isian=isian))
    return replace(rekap, indikator=tuple(daftar))


def test_no_sentence_stands_twice():
    """And there are as many as the note on the guard says."""
    assert Counter(satu[0] for satu in KALIMAT) == {"ya": 28, "tidak": 32}
    assert len({satu[1:] for satu in KALIMAT}) == 60


@pytest.mark.parametrize(("harus", "periode", "tempat", "teks"), KALIMAT)
def test_each_sentence_of_a_planner_is_judged_right(deret, harus, periode, tempat, teks):
    """Counts, money, classes, short names, other indicators, other years, other things."""
    rekap = deret[periode]
    if tempat == "simpulan" or tempat.startswith("analisis"):
        temuan = check_parameter(build_bahan(rekap), {tempat: (teks,)}, "p.yaml")
    else:
        kini = put_penjelasan(rekap[-1], tempat, teks)
        temuan = check_uraian(build_bahan([*rekap[:-1], kini]))
    assert bool(temuan) is (harus == "ya"), [satu.pesan for satu in temuan]
    assert {satu.tingkatan.value for satu in temuan} <= {"peringatan"}


def test_a_text_without_a_sasaran_and_a_sasaran_without_a_text_are_named(deret):
    """S9 is not in the plan, so its text would be printed nowhere; S3 and S4 have none."""
    rekap = deret["2025-tahunan"][-1]
    asing, kosong = check_analisis(rekap, {"S1": ("A",), "S2": ("B",), "S9": ("C",)}, "p.yaml")
    assert (asing.kode, asing.ditemukan) == ("K-ANALISIS-ASING", "S9")
    assert (kosong.kode, kosong.ditemukan) == ("K-ANALISIS-KOSONG", "S3, S4")
    assert (asing.berkas, asing.sel) == ("p.yaml", "analisis")
    assert not list(check_analisis(rekap, dict.fromkeys(("S1", "S2", "S3", "S4"), ("A",)), "p"))
