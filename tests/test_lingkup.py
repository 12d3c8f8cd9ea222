"""What one report rests on: a unit's on its own forms, an edited notebook's on everything."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from kinerja.data import read_data
from kinerja.folder import Folder
from kinerja.jalankan.lingkup import is_bawaan, pick_masukan, pick_temuan
from kinerja.laporan import LaporanBidang
from kinerja.model import Berkas
from kinerja.notebook_kit import read_notebook
from kinerja.periode import Periode
from kinerja.temuan import Temuan, Tingkatan
from tests.bantuan_jalankan import build_bidang

BAWAAN = read_notebook()["laporan_bidang.ipynb"].decode()
TW3 = Periode(2026, 3)


def show_laporan(data, slug):
    """Show every part of a unit's report, in the order of its notebook."""
    laporan = LaporanBidang(data, next(u for u in data.masukan.unit if u.slug == slug))
    nama = re.findall(r"laporan\.(\w+)\(\)", BAWAAN)
    assert len(nama) > 15
    return {satu: getattr(laporan, satu)()._repr_mimebundle_() for satu in nama}


@pytest.mark.parametrize("slug", ["ppkd", "bidang-perbendaharaan"])
def test_nothing_in_a_units_report_comes_from_other_units_forms(asli, tmp_path, slug) -> None:
    """Take theirs away in one quarter, spoil them in the others: each part stays what it was."""
    semula = read_data(Folder(asli), "bpkd", TW3)
    akar = tmp_path / "kerja"
    shutil.copytree(asli, akar)
    for jalur in akar.glob("data/bpkd/2026/tw*/*.xlsx"):
        if jalur.stem != slug and jalur.parent.name == "tw2":
            jalur.unlink()
        elif jalur.stem != slug:
            jalur.write_bytes(b"rusak")
    data = read_data(Folder(akar), "bpkd", TW3)
    assert {unit for unit, _ in data.masukan.laporan_unit} == {slug}
    assert show_laporan(data, slug) == show_laporan(semula, slug)


def test_only_the_shipped_notebook_is_narrowed() -> None:
    """Somebody's own may print what other units reported."""
    daftar = [
        Berkas(f"data/a/2026/{nama}.xlsx", nama, 1)
        for nama in ("rencana", "tw1/x", "tw2/x", "tw2/y")
    ]
    temuan = [Temuan("K-A", Tingkatan.PERINGATAN, "a", unit=unit) for unit in ("", "x", "y")]
    assert is_bawaan(BAWAAN)
    assert [b.sha256 for b in pick_masukan(daftar, "x", BAWAAN)] == ["rencana", "tw1/x", "tw2/x"]
    assert [t.unit for t in pick_temuan(temuan, "x", BAWAAN)] == ["x"]
    for unit, sumber in (("", BAWAAN), ("x", build_bidang())):
        assert pick_masukan(daftar, unit, sumber) == daftar
        assert pick_temuan(temuan, unit, sumber) == temuan


def test_an_edit_of_the_notebook_counts_and_its_outputs_do_not() -> None:
    """By what it says, as for the fingerprint."""
    nb = json.loads(BAWAAN)
    nb["cells"][2]["execution_count"] = 7
    assert is_bawaan(json.dumps(nb))
    nb["cells"][3]["source"] = ["laporan = buka_laporan(opd, periode, unit)\nlaporan.kelengkapan()"]
    assert not is_bawaan(json.dumps(nb))
