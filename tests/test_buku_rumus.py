"""The live formulas of rekap.xlsx give what the kit computes: all rules, blanks, zeros, caps."""

from __future__ import annotations

from random import Random

import pytest

from kinerja.hitung.rumus import RUMUS as RUMUS_HITUNG
from kinerja.isi.buku.rumus import RUMUS
from kinerja.model import Jenis
from kinerja.periode import Periode
from tests.bantuan_buku import (
    build_buku,
    change_isian,
    export_buku,
    join_buku,
    list_beda,
    list_beda_teks,
    map_sel,
    read_rumus,
    recalculate,
    strip_nilai,
)
from tests.bantuan_instansi import KEBIJAKAN, SEMUA_RUMUS, build_instansi

pytestmark = pytest.mark.timeout(300)
PERIODE = (Periode(2026, 2), Periode(2026, 3), Periode(2026), Periode(2026, 1))
PER_BUKU = 20
"""Agencies in each of the four workbooks, three rules each: all 48 of them under each policy."""


@pytest.fixture(
    scope="module",
    params=[PER_BUKU, pytest.param(50, marks=pytest.mark.panjang)],
    ids=["80", "200"],
)
def per_buku(request):
    """How many agencies a workbook has; 50 in the long runs."""
    return request.param


@pytest.fixture(scope="module")
def bahan(per_buku):
    """The agencies in four workbooks, one for each policy."""
    acak, buku = Random(20260718), {}  # noqa: S311 - made-up data, not a secret
    for nomor, (kebijakan, periode) in enumerate(zip(KEBIJAKAN, PERIODE, strict=True)):
        daftar = [build_instansi(acak, periode, 3 * i + nomor) for i in range(per_buku)]
        buku[f"kebijakan-{nomor}"] = join_buku(build_buku(satu, kebijakan) for satu in daftar)
    return buku


@pytest.fixture(scope="module")
def ubah():
    """The same sixteen plans answered twice."""
    return [
        join_buku(
            build_buku(
                build_instansi(
                    Random(i),  # noqa: S311
                    Periode(2026, 3),
                    3 * i,
                    jawab=Random(1000 * kali + i),  # noqa: S311
                ),
                KEBIJAKAN[0],
            )
            for i in range(16)
        )
        for kali in (1, 2)
    ]


@pytest.fixture(scope="module")
def hasil(bahan, ubah, tmp_path_factory):
    """What the kit stored, and what LibreOffice computes, in one start of it."""
    asal = {nama: export_buku(buku) for nama, buku in bahan.items()}
    masuk = {nama: strip_nilai(isi) for nama, isi in asal.items()}
    lama, baru = ubah
    masuk["ubah"] = change_isian(export_buku(lama), lama, baru)
    ulang = recalculate(masuk, tmp_path_factory.mktemp("buku"))
    return asal | {"ubah": export_buku(baru)}, ulang


def test_every_rule_of_the_calculation_has_a_formula():
    """The table of formulas is keyed as the calculation's own; predikat stands apart."""
    lain = {kunci for kunci in RUMUS_HITUNG if kunci[0] is Jenis.PREDIKAT}
    assert set(RUMUS) == set(RUMUS_HITUNG) - lain
    assert len(SEMUA_RUMUS) <= 3 * PER_BUKU
    jenis = {(jenis, arah) for jenis, arah, _ in SEMUA_RUMUS}
    assert {(kunci[0].value, kunci[1]) for kunci in RUMUS_HITUNG} <= jenis


@pytest.mark.parametrize("nama", ["kebijakan-0", "kebijakan-1", "kebijakan-2", "kebijakan-3"])
def test_recalculated_formulas_equal_the_kit(bahan, hasil, nama, per_buku):
    """Every formula cell of the made-up agencies, and every figure to its last printed digit."""
    asal, ulang = hasil
    assert sum(len(sel) for sel in read_rumus(asal[nama]).values()) > 160 * per_buku
    assert list_beda(asal[nama], ulang[nama]) == []
    assert list_beda_teks(bahan[nama], ulang[nama]) == []


def test_the_made_up_agencies_meet_every_state(bahan):
    """Numbers, 0, caps, blanks and what cannot be computed are all among them."""
    ada = set()
    for buku in bahan.values():
        for (lembar, _), sel in map_sel(buku).items():
            if lembar == "Indikator" and isinstance(sel, dict) and "hasil" in sel:
                ada.add(sel["hasil"].get("teks", ""))
    assert {"belum lapor", "–", "t.d.h.", "0,00%", "100,00%", "120,00%"} <= ada


def test_changed_inputs_give_what_the_kit_gives_for_them(ubah, hasil):
    """Answers typed over in the workbook lead to the same figures as answers handed in."""
    asal, ulang = hasil
    lama, baru = (map_sel(satu) for satu in ubah)
    diubah = [
        k
        for k, sel in baru.items()
        if isinstance(sel, dict) and sel.get("is_isian") and sel != lama[k]
    ]
    assert len(diubah) > 100
    assert list_beda(asal["ubah"], ulang["ubah"]) == []
