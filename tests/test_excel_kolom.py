"""The column registry: equal to the model, complete, and printed in docs/buku-kerja.md."""

from __future__ import annotations

import ast
import re
from itertools import chain
from pathlib import Path

import pytest

from kinerja import kolom
from kinerja.excel.kode import ARTI_KODE
from kinerja.excel.pencatat import Pencatat
from kinerja.kolom import LEMBAR_RENCANA, LEMBAR_UNIT, Kolom, Lembar, Tipe, build_buku_kerja
from kinerja.model import (
    Agregasi,
    Jenis,
    JenisAnggaran,
    Lingkup,
    Polaritas,
    RumusTurun,
    Tingkat,
)
from kinerja.temuan import Tingkatan

AKAR = Path(__file__).resolve().parent.parent
SUMBER_EXCEL = sorted(
    jalur
    for pola in (
        "excel/*.py",
        "impor/*.py",
        "terima/*.py",
        "telaah/*.py",
        "terbitan.py",
        "hitung/rekonsiliasi.py",
        "hitung/penjaga_tahunan.py",
    )
    for jalur in (AKAR / "kinerja").glob(pola)
)
SEMUA_KOLOM = [
    (lembar, satu) for lembar in (*LEMBAR_RENCANA, *LEMBAR_UNIT) for satu in lembar.kolom
]
BUAT = (
    "from pathlib import Path; from kinerja.kolom import build_buku_kerja; from kinerja.excel.kode "
    "import ARTI_KODE; Path('docs/buku-kerja.md').write_text(build_buku_kerja(ARTI_KODE.items()))"
)


def test_documentation_is_fresh():
    """docs/buku-kerja.md is what the registry says today."""
    tersimpan = (AKAR / "docs" / "buku-kerja.md").read_text(encoding="utf-8")
    assert tersimpan == build_buku_kerja(ARTI_KODE.items()), f'python -c "{BUAT}"'


def test_documentation_names_every_sheet_column_and_code():
    """The page is complete, not only fresh."""
    halaman = build_buku_kerja(ARTI_KODE.items())
    for lembar, satu in SEMUA_KOLOM:
        assert f"### Lembar {lembar.nama}\n" in halaman
        assert f"| {satu.judul.replace('<', '‹').replace('>', '›')} | {satu.tipe}" in halaman
    for kode in ARTI_KODE:
        assert f"| `{kode}` |" in halaman


@pytest.mark.parametrize(("lembar", "satu"), SEMUA_KOLOM, ids=lambda isi: isi.nama)
def test_every_column_has_meaning_and_unit(lembar: Lembar, satu: Kolom):
    """A column says what it holds; money and percentages say their unit."""
    assert satu.arti
    assert satu.judul
    assert bool(satu.satuan) or satu.tipe not in {Tipe.RUPIAH, Tipe.PERSEN, Tipe.NILAI}
    assert bool(satu.pilihan) == (satu.tipe is Tipe.PILIHAN)
    assert [k.nama for k in lembar.kolom].count(satu.nama) == 1
    assert [k.match_judul(satu.judul) for k in lembar.kolom].count(satu.nama) == (
        0 if satu.is_berulang else 1
    )


@pytest.mark.parametrize(
    ("nama", "pilihan"),
    [
        ("tingkat", Tingkat),
        ("jenis", Jenis),
        ("polaritas", Polaritas),
        ("agregasi", Agregasi),
        ("rumus_turun", RumusTurun),
        ("lingkup", Lingkup),
        ("jenis_anggaran", JenisAnggaran),
    ],
)
def test_choices_are_those_of_the_model(nama, pilihan):
    """The registry stands left of the model and may not import it, so a test compares them."""
    terdaftar = [satu.pilihan for lembar, satu in SEMUA_KOLOM if satu.nama == nama]
    assert tuple(pilihan) in terdaftar
    assert all(set(daftar) <= set(pilihan) for daftar in terdaftar)


def test_a_heading_is_found_however_it_is_typed():
    """Case, spaces, line breaks, non-breaking spaces, stars and colons do not matter."""
    judul = LEMBAR_UNIT[1].kolom_per_nama["target"]
    for teks in ("target triwulan", " TARGET\u00a0Triwulan *", "Target\nTriwulan:"):
        assert judul.match_judul(teks) == "target"
    assert judul.match_judul("Target Triwulan I") is None


def list_kode_terpakai(sumber: str) -> set[str]:
    """Give the finding codes that a module names."""
    return {
        simpul.value
        for simpul in ast.walk(ast.parse(sumber))
        if isinstance(simpul, ast.Constant)
        and isinstance(simpul.value, str)
        and re.fullmatch(r"K(?:-[A-Z]+)+", simpul.value)
    }


def test_every_code_is_used_and_explained():
    """No finding without a meaning in the table, and no meaning without a finding."""
    terpakai = set(
        chain.from_iterable(
            list_kode_terpakai(jalur.read_text(encoding="utf-8"))
            for jalur in SUMBER_EXCEL
            if jalur.name != "kode.py"
        )
    )
    assert terpakai == set(ARTI_KODE)


def test_unknown_code_is_a_programming_error():
    """A misspelt code cannot reach a reader."""
    with pytest.raises(KeyError):
        Pencatat("a.xlsx").add(Tingkatan.GALAT, "K-SALAH-KETIK", "x")


def test_registry_imports_nothing_of_the_package():
    """The registry stands at the left end of the layers."""
    for jalur in Path(kolom.__file__).parent.glob("*.py"):
        for simpul in ast.walk(ast.parse(jalur.read_text(encoding="utf-8"))):
            if isinstance(simpul, ast.ImportFrom) and (simpul.module or "").startswith("kinerja"):
                assert str(simpul.module).startswith("kinerja.kolom")
