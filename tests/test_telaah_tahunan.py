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
from kinerja.telaah import build_bahan, check_parameter, check_uraian

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
