"""One form that breaks the program costs one form: the others are read, answered and kept."""

from __future__ import annotations

import pytest

from kinerja.cli.utama import run
from kinerja.excel import unit as unit_excel
from kinerja.terima.baca import Pembaca
from tests.bantuan_excel import edit_buku
from tests.bantuan_terima import PERIODE, UNIT, build_kiriman, run_json


@pytest.mark.parametrize(
    ("galat", "kata"), [(ValueError("a\nb"), "ValueError: a b"), (MemoryError(), "MemoryError")]
)
def test_what_nobody_foresaw_fails_that_file_only(akar, capsys, monkeypatch, galat, kata):
    """Whatever is raised while one file is read: it fails with code 1, the others are received."""
    buruk, baik = build_kiriman(akar, "buruk.xlsx"), build_kiriman(akar, "baik.xlsx")
    asli_read = Pembaca.read

    def read(pembaca, jalur):
        if jalur.name == "buruk.xlsx":
            raise galat
        return asli_read(pembaca, jalur)

    monkeypatch.setattr(Pembaca, "read", read)
    kode, data = run_json(capsys, "terima", str(buruk), str(baik))
    assert kode == 1
    assert [satu["keadaan"] for satu in data["berkas"]] == ["gagal", "diterima"]
    assert data["berkas"][0]["pesan"].startswith(f"Kesalahan tak terduga ({kata}). Berkas lain ")
    assert run(["terima", str(buruk), "--jejak"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_year_of_six_thousand_digits_is_no_year(akar, capsys):
    """Too long for a number of the machine, and told like any other wrong year."""
    buruk, baik = build_kiriman(akar, "buruk.xlsx"), build_kiriman(akar, "baik.xlsx")
    edit_buku(buruk, lambda buku: buku["Identitas"].__setitem__("B8", "9" * 6_000))
    kode, data = run_json(capsys, "terima", str(buruk), str(baik))
    assert kode == 2
    assert [satu["keadaan"] for satu in data["berkas"]] == ["ditolak", "diterima"]
    assert "Tahun pada buku kerja tidak terbaca" in data["berkas"][0]["temuan"][0]["pesan"]


@pytest.mark.usefixtures("akar")
def test_a_form_that_breaks_the_reader_is_one_refused_unit(capsys, monkeypatch):
    """`periksa` names that form and goes on with all the others."""
    asli_parse = unit_excel.parse_laporan_unit

    def parse(terbaca, pencatat, **lain):
        if lain["unit"] == UNIT:
            raise RecursionError("dalam")
        return asli_parse(terbaca, pencatat, **lain)

    monkeypatch.setattr(unit_excel, "parse_laporan_unit", parse)
    kode, data = run_json(capsys, "periksa", PERIODE.slug)
    assert kode == 2
    gagal = [t for t in data["temuan"] if t["kode"] == "K-BERKAS-GAGAL"]
    assert {satu["unit"] for satu in gagal} == {UNIT}
    assert "Kesalahan tak terduga (RecursionError: dalam)" in gagal[0]["pesan"]
