"""The board on the terminal: 100 columns whatever it holds, and every part of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kinerja.cli.papan import LEBAR, format_kisi, format_papan
from kinerja.model import Unit
from kinerja.papan import build_papan
from tests.bantuan_papan import (
    A,
    B,
    at,
    build_bahan,
    build_periode,
    catat,
    lapor,
    read_sop_bawaan,
    setor,
    tell,
    tolak,
)


@pytest.fixture(scope="module")
def sop(tmp_path_factory):
    """The shipped procedure."""
    return read_sop_bawaan(tmp_path_factory.mktemp("sop"))


@pytest.mark.parametrize("nama", ["Sekretariat", "Bidang " + "Sangat Panjang " * 12, "x" * 300])
def test_no_line_is_wider_than_a_terminal(sop, nama) -> None:
    """Long names wrap; a single word without a space is cut."""
    milik = build_periode(
        tell(setor(A, at(12)), lapor(at(12)), catat("langkah", at(9), nomor=2, saat="selesai")),
        ditolak=(tolak(A, 1),),
    )
    bahan = build_bahan(sop, milik, nama=nama, catatan=(f"{nama} " * 3,))
    papan = build_papan(replace(bahan, unit=(replace(A, nama=nama), Unit("anggaran", nama))))
    baris = format_papan(papan)
    assert max(map(len, baris)) <= LEBAR
    teks = "\n".join(baris)
    for judul in (
        "LANGKAH (2 dari 6 selesai)",
        "KELENGKAPAN",
        "LAPORAN",
        "TINDAK LANJUT (0",
        "BER",
    ):
        assert judul in teks
    assert "[x] 2. Tanggapan" in teks
    assert "dinyatakan Petugas" in teks
    assert "terlambat 4 hari" in teks.replace("\n", " ")


def test_columns_give_way_where_they_do_not_fit() -> None:
    """The widest column wraps; rows keep their cells side by side."""
    assert format_kisi([["satu", "dua tiga empat"], ["lima", "enam"]], lebar=18) == [
        "  satu  dua tiga",
        "        empat",
        "  lima  enam",
    ]


def test_missing_units_and_commands_are_told(sop) -> None:
    """The last part says what to type, and why."""
    bahan = build_bahan(sop, build_periode(tell(setor(A, at(6)))), kini=at(10))
    teks = "\n".join(format_papan(build_papan(bahan)))
    assert "belum lapor, lewat 2 hari" in teks
    assert "1. kinerja formulir 2026-tw2" in teks
    assert B.nama in teks
