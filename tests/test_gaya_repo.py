"""The house rules that a program can check, each tripped once by an input that must trip it."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from alat import periksa_berkas, periksa_notebook
from alat.periksa_notebook import check_kode, check_markdown, check_notebook, check_parameter
from tests.conftest import LAMA

AKAR = Path(__file__).resolve().parent.parent
DAFTAR_NOTEBOOK = sorted((AKAR / "notebooks").glob("*.ipynb"))
DAFTAR_BERKAS = periksa_berkas.read_daftar_berkas()


def sel_kode(sumber: str, **metadata: object) -> dict[str, Any]:
    """Return a code cell without leftovers."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": metadata,
        "outputs": [],
        "source": sumber,
    }


def sel_teks(sumber: str) -> dict[str, Any]:
    """Return a markdown cell."""
    return {"cell_type": "markdown", "metadata": {}, "source": sumber}


@pytest.fixture
def notebook() -> dict[str, Any]:
    """Return a notebook that keeps every rule."""
    parameter = (
        'opd = "bpkd"  # kode perangkat daerah, folder di data/\nperiode = "2026-tw2"  # triwulan'
    )
    return {
        "cells": [
            sel_teks("# Laporan triwulanan\n\nMemuat capaian indikator satu perangkat daerah."),
            sel_kode(parameter, tags=["parameters"]),
            sel_kode("from kinerja import buka_laporan"),
            sel_kode("laporan = buka_laporan(opd, periode)"),
            sel_teks("## Ringkasan\n\nCapaian = realisasi ÷ target × 100 %, satuan persen."),
            sel_kode("laporan.ringkasan()"),
        ],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


# --- notebooks -------------------------------------------------------------------------------


def test_notebooks_exist() -> None:
    """An empty folder would let every notebook check pass."""
    assert DAFTAR_NOTEBOOK != []


@pytest.mark.parametrize("path", DAFTAR_NOTEBOOK, ids=lambda path: path.stem)
def test_notebook_keeps_the_rules(path: Path) -> None:
    """Each stored notebook only puts the parts of a report in order."""
    assert check_notebook(path.stem, json.loads(path.read_text(encoding="utf-8"))) == []


def test_good_notebook_passes(notebook: dict[str, Any]) -> None:
    """The model notebook that the bad ones below are made from is fine."""
    assert check_notebook("laporan_triwulan", notebook) == []


@pytest.mark.parametrize(
    ("sumber", "temuan"),
    [
        ("def hitung():\n    return 1", "FunctionDef"),
        ("class A:\n    pass", "ClassDef"),
        ("f = lambda x: x", "lambda"),
        ("for baris in laporan.sasaran:\n    display(baris)", "For"),
        ("while laporan:\n    laporan.ringkasan()", "While"),
        ("[display(b) for b in laporan.sasaran]", "perulangan"),
        ("list(b for b in laporan.sasaran)", "perulangan"),
        ("try:\n    laporan.ringkasan()\nexcept KeyError:\n    display(laporan)", "Try"),
        ("with laporan:\n    laporan.ringkasan()", "With"),
        ("if laporan:\n    laporan.ringkasan()", "If"),
        ("assert laporan", "Assert"),
        ("total += 1", "AugAssign"),
        ("capaian = realisasi / target", "rumus"),
        ("display(realisasi > target)", "logika"),
        ("display(f'{realisasi}')", "pemformatan"),
        ("display('{:.2f}'.format(realisasi))", "panggilan .format"),
        ("round(realisasi, 2)", "nama round"),
        ("pd.DataFrame(laporan.baris)", "nama pd"),
        ("laporan.tabel.groupby('unit')", "panggilan .groupby"),
        ("laporan.tabel.to_csv()", "panggilan .to_csv"),
        ("laporan.read_excel()", "panggilan .read_excel"),
        ("laporan._isi()", "panggilan ._isi"),
        ("open(berkas)", "nama open"),
        ("print(laporan)", "nama print"),
        ("laporan.simpan('hasil.xlsx')", "jalur 'hasil.xlsx'"),
        ("laporan.simpan('../luar')", "jalur '../luar'"),
        ("import pandas", "impor pandas"),
        ("from kinerja.hitung import capaian", "impor capaian dari kinerja.hitung"),
        ("from kinerja import laporan", "impor laporan dari kinerja"),
        ("from kinerja import buka_laporan as buka", "impor buka_laporan dari kinerja"),
        ("from IPython.display import HTML", "impor HTML dari IPython.display"),
        ("%matplotlib inline", "magic"),
        ("!ls", "magic"),
        ("laporan?", "magic"),
        ("warnings.filterwarnings('ignore')", "nama warnings"),
        ("widgets.Button()", "widget widgets"),
        ("laporan.(", "bukan Python"),
    ],
)
def test_forbidden_code_is_found(sumber: str, temuan: str) -> None:
    """Each construct that a notebook may not hold is reported by its name."""
    assert any(temuan in baris for baris in check_kode(sumber, widget=False))


def test_widgets_are_allowed_on_the_board_only() -> None:
    """The two interactive notebooks may use widgets; no other may."""
    assert list(check_kode("widgets.Button()", widget=True)) == []
    assert {"beranda", "jelajah"} == periksa_notebook.NOTEBOOK_WIDGET


def test_commands_are_allowed_in_the_tutorial_only() -> None:
    """It shows what its reader will type; a report runs no command."""
    impor = "from kinerja import perintah"
    assert list(check_kode(impor, widget=False, perintah=True)) == []
    assert list(check_kode(impor, widget=True)) == ["impor perintah dari kinerja"]
    assert {"mulai_di_sini"} == periksa_notebook.NOTEBOOK_PERINTAH


@pytest.mark.parametrize(
    ("sumber", "temuan"),
    [
        ("periode = tahun()  # tahun", "hanya nama = nilai tunggal"),
        ("unit = ['a']  # unit", "hanya nama = nilai tunggal"),
        ("a, b = 1, 2  # dua", "hanya nama = nilai tunggal"),
        ("import os", "hanya nama = nilai tunggal"),
        ("opd = 'bpkd'", "tanpa komentar"),
        ("opd = 'bpkd#1'", "tanpa komentar"),
        ("# kosong", "kosong"),
        ("%run x", "bukan Python biasa"),
    ],
)
def test_bad_parameters_are_found(sumber: str, temuan: str) -> None:
    """A parameters cell holds commented plain literals and nothing else."""
    assert any(temuan in baris for baris in check_parameter(sumber))


@pytest.mark.parametrize(
    "sumber",
    [
        "Capaian tahun ini 87,5 %.",
        "Capaian naik menjadi 96 persen.",
        "Realisasi mencapai Rp 12.500.000.",
        "Indeks berada pada 3,41.",
        "Terdapat 12 indikator yang dilaporkan.",
        "Anggaran terserap 4 miliar.",
        "![logo](https://contoh.invalid/logo.png)",
        '<img src="//contoh.invalid/logo.png">',
    ],
)
def test_typed_figures_and_remote_pictures_are_found(sumber: str) -> None:
    """Figures come from the report, pictures from the repository."""
    assert list(check_markdown(sumber)) != []


@pytest.mark.parametrize(
    "sumber",
    [
        "## 3. Capaian per sasaran",
        "Capaian = realisasi ÷ target × 100 %.",
        "Dasar: Peraturan Menteri Nomor 53 Tahun 2014, Pasal 4 ayat (2).",
        "Triwulan I sampai IV Tahun 2026; lihat [panduan](../docs/panduan.md).",
    ],
)
def test_definitions_and_citations_pass(sumber: str) -> None:
    """Numbers of headings, regulations and formulas are not results."""
    assert list(check_markdown(sumber)) == []


def test_leftovers_of_a_run_are_found(notebook: dict[str, Any]) -> None:
    """Output, count and recorded metadata are each reported."""
    for kunci, nilai, temuan in (
        ("outputs", [{"output_type": "stream"}], "keluaran tersimpan"),
        ("execution_count", 3, "nomor eksekusi tersimpan"),
        ("metadata", {"papermill": {}}, "metadata papermill tersimpan"),
    ):
        kotor = copy.deepcopy(notebook)
        kotor["cells"][5][kunci] = nilai
        assert check_notebook("laporan_triwulan", kotor) == [f"sel 6: {temuan}"]
    notebook["metadata"]["papermill"] = {"output_path": "x"}
    assert check_notebook("laporan_triwulan", notebook) == ["metadata 'papermill' tersimpan"]


def test_broken_order_is_found(notebook: dict[str, Any]) -> None:
    """Title, parameters, import and the pairs after them stand in their order."""

    def temuan(*daftar_sel: dict[str, Any]) -> str:
        return "\n".join(check_notebook("laporan_bidang", {**notebook, "cells": [*daftar_sel]}))

    judul, parameter, impor, buka, teks, kode = notebook["cells"]
    assert "harus judul" in temuan(parameter, impor, buka)
    assert "diawali judul" in temuan(teks, parameter, impor, buka)
    assert "tepat satu sel parameters" in temuan(judul, impor, parameter, buka)
    assert "tepat satu sel parameters" in temuan(judul, impor, buka)
    assert "tepat satu sel parameters" in temuan(judul, parameter, parameter, impor, buka)
    assert "tepat satu sel impor" in temuan(judul, parameter, buka)
    assert "tepat satu sel impor" in temuan(judul, parameter, impor, teks, impor)
    assert "tanpa pengantar" in temuan(judul, parameter, impor, buka, teks, kode, kode)
    assert "4 baris" in temuan(judul, parameter, impor, teks, sel_kode("laporan\n" * 4))
    assert "0 baris" in temuan(judul, parameter, impor, teks, sel_kode(""))
    assert "26 sel kode" in temuan(judul, parameter, impor, *[teks, kode] * 24)
    assert "injected-parameters" in temuan(
        judul, parameter, impor, teks, sel_kode("opd = 'b'", tags=["injected-parameters"])
    )
    assert "jenis sel raw" in temuan(judul, parameter, impor, {"cell_type": "raw", "source": ""})


# --- files -----------------------------------------------------------------------------------


def test_stored_files_keep_the_rules() -> None:
    """Every stored file is small, UTF-8 with LF, and speaks of no machine and no registry."""
    assert AKAR / "pyproject.toml" in DAFTAR_BERKAS
    assert AKAR / "kinerja" / "__init__.py" in DAFTAR_BERKAS
    assert [baris for path in DAFTAR_BERKAS for baris in periksa_berkas.check_berkas(path)] == []


@pytest.mark.parametrize(
    ("isi", "temuan"),
    [
        (b"baris\r\n", "CRLF"),
        ("\ufeffbaris\n".encode(), "BOM"),
        ("capaian é\n".encode("latin-1"), "bukan UTF-8"),
        (b"a\0b\n", "byte nol"),
        (b"x" * (periksa_berkas.BATAS_BYTE + 1), "byte, batasnya"),
        (b"berkas = '/" + b"wo" + b"rk/main/a.txt'\n", "jalur mesin"),
        (b"lihat /" + b"ro" + b"ot/catatan\n", "jalur mesin"),
        (b"PATH=/" + b"op" + b"t/alat/bin\n", "jalur mesin"),
        (b'"/' + b"tm" + b'p/hasil"\n', "jalur mesin"),
        (b"(/" + b"ho" + b"me/nama/data)\n", "jalur mesin"),
        (b"C:\\" + b"Us" + b"ers\\nama\\data\n", "jalur mesin"),
        (b"https://files.pythonho" + b"sted.org/x\n", "nama host"),
        (b"index = https://py" + b"pi.org/simple\n", "nama host"),
        (b"https://conda.ana" + b"conda.org/conda-forge\n", "nama host"),
    ],
)
def test_a_bad_file_is_found(isi: bytes, temuan: str) -> None:
    """Each kind of bad content is reported."""
    assert any(temuan in baris for baris in periksa_berkas.check_isi("contoh.txt", isi))


@pytest.mark.parametrize(
    "teks",
    [
        "https://contoh.invalid/wo" + "rk/laporan\n",
        "data/bpkd/2026/tw2\n",
        "kertas kerja/tmp_path\n",
    ],
)
def test_ordinary_paths_pass(teks: str) -> None:
    """Relative paths and addresses are no machine paths."""
    assert periksa_berkas.check_teks(teks) == []


def test_binary_files_are_only_weighed() -> None:
    """A workbook or font is not read as text, but a huge one is still refused."""
    assert periksa_berkas.check_isi("a.xlsx", b"PK\0\r\n\xff") == []
    assert periksa_berkas.check_isi("a.ttf", b"\0" * 2_000_000) != []


def test_a_long_module_is_found(tmp_path: Path) -> None:
    """A module of the package beyond the limit is reported; a test may be longer."""
    for folder in ("kinerja", "tests"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "panjang.py").write_bytes(b"x = 1\n" * 301)
    (tmp_path / "kinerja" / "pas.py").write_bytes(b"x = 1\n" * 300)
    daftar = periksa_berkas.read_daftar_berkas(tmp_path)
    assert len(daftar) == 3
    masalah = [baris for path in daftar for baris in periksa_berkas.check_berkas(path, tmp_path)]
    assert len(masalah) == 1
    assert masalah[0].startswith("kinerja/panjang.py: 301 baris")


def test_files_are_found_without_git(tmp_path: Path) -> None:
    """In an unpacked archive the folder is walked, past environments and results."""
    for nama in ("a.txt", ".venv/b.txt", "outputs/c.txt", ".ruff_cache/d.txt", "docs/e.md"):
        (tmp_path / nama).parent.mkdir(exist_ok=True)
        (tmp_path / nama).write_text("isi\n", encoding="utf-8")
    daftar = periksa_berkas.read_daftar_berkas(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in daftar] == ["a.txt", "docs/e.md"]


def test_the_modules_that_take_long_exist() -> None:
    """A name that no module has any more would begin nothing; none stands twice."""
    assert set(LAMA) <= {jalur.stem for jalur in Path(__file__).parent.glob("test_*.py")}
    assert len(set(LAMA)) == len(LAMA)
