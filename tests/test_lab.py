"""JupyterLab for real: its menu of exporters, its language, and every notebook in a browser."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib

import pytest

from alat.peramban import find_perkakas
from kinerja.cli.utama import run
from tests.bantuan_excel import set_sel
from tests.bantuan_lab import AKAR, run_lab

pytestmark = [pytest.mark.panjang, pytest.mark.notebook, pytest.mark.timeout(900)]
DAFTAR_NOTEBOOK = sorted(jalur.stem for jalur in (AKAR / "notebooks").glob("*.ipynb"))
KOTAK = {"jenis": "baca"}


@pytest.fixture(scope="module")
def akar(asli, tmp_path_factory):
    """The sample with reports made twice, so that there is something to compare."""
    akar = tmp_path_factory.mktemp("lab") / "kerja"
    shutil.copytree(asli, akar)
    for realisasi in (None, 1.2):
        if realisasi:
            set_sel(
                akar / "data/bpkd/2026/tw2/sekretariat.xlsx",
                "Indikator",
                "IKS-4.2",
                "Realisasi",
                realisasi,
            )
        assert run(["laporan", "2026-tw2", "--format", "html", "--folder", str(akar)]) in {0, 2}
    return akar


@pytest.fixture(scope="module")
def hasil(akar):
    """The figures of the report, as published."""
    return json.loads((akar / "outputs/bpkd/2026-tw2/hasil.json").read_text())["angka"]


@pytest.fixture(scope="module")
def lab(akar, tmp_path_factory):
    """A JupyterLab on it."""
    with run_lab(akar, tmp_path_factory.mktemp("peramban")) as lab:
        yield lab


def test_the_exporters_are_in_the_menu_and_give_a_report(lab, akar):
    """`Save and Export Notebook As…` lists what /api/nbconvert gives; each gives its format."""
    titik = tomllib.loads((AKAR / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "entry-points"
    ]["nbconvert.exporters"]
    assert titik.keys() <= json.loads(lab.read("/api/nbconvert")).keys()
    # The executed notebook of the report, as an analyst would open it.
    (nb,) = (akar / "outputs/bpkd/2026-tw2").rglob("laporan-triwulan.ipynb")
    letak = nb.relative_to(akar).as_posix()
    for nama, awal in (
        ("kinerja_html", b"<!doctype html"),
        ("kinerja_pdf", b"%pdf"),
        ("kinerja_docx", b"pk"),
        ("kinerja_json", b"{"),
        ("kinerja_xlsx", b"pk"),
    ):
        isi = lab.read(f"/nbconvert/{nama}/{letak}?download=true")
        assert isi[:14].lower().startswith(awal), nama


@pytest.mark.skipif(
    importlib.util.find_spec("jupyterlab_language_pack_id_ID") is None,
    reason="paket bahasa JupyterLab tidak terpasang",
)
def test_the_language_is_indonesian_without_touching_anyones_home(lab):
    """The project's own settings say so, and the pack is there."""
    bahasa = json.loads(lab.read("/lab/api/translations/"))["data"]
    assert "id_ID" in bahasa
    isi = json.loads(lab.read("/lab/api/settings/@jupyterlab/translation-extension:plugin"))
    assert isi["schema"]["properties"]["locale"]["default"] == "id_ID"


def test_nbconvert_runs_and_exports_in_one_step(akar, tmp_path):
    """`jupyter nbconvert --execute` gives the page of jelajah, without a browser or a widget."""
    perintah = ("nbconvert", "--execute", "--to", "kinerja.ekspor.html.HtmlExporter")
    hasil = subprocess.run(
        [sys.executable, "-m", "jupyter", *perintah, "--output-dir", tmp_path, "jelajah.ipynb"],
        cwd=akar / "notebooks",
        env=os.environ | {"PYTHONPATH": str(AKAR), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert hasil.returncode == 0, hasil.stderr[-2000:]
    html = (tmp_path / "jelajah.html").read_text(encoding="utf-8")
    assert html.count("<img") == 4
    assert "Jelajah kinerja Triwulan II Tahun 2026" in html


def list_galat(notebook):
    """Give the errors and the words on stderr of an executed notebook."""
    return [
        keluaran
        for sel in notebook["cells"]
        for keluaran in sel.get("outputs", ())
        if keluaran["output_type"] == "error" or keluaran.get("name") == "stderr"
    ]


@pytest.fixture(scope="module")
def dilihat(lab):
    """Every notebook run in the browser; in jelajah things are chosen, clicked and typed."""
    perkakas = find_perkakas()
    if isinstance(perkakas, str):
        pytest.skip(perkakas)
    jelajah = [
        KOTAK,
        {"jenis": "klik", "peran": "tab", "nama": "Tabel"},
        {"jenis": "tunggu", "isi": "Target, realisasi dan capaian"},
        KOTAK,
        {"jenis": "gambar", "nama": "tabel"},
        {"jenis": "pilih", "label": "Unit", "isi": "Bidang Pengelolaan Aset Daerah"},
        {"jenis": "klik", "nama": "IKP-3.1"},
        {"jenis": "tunggu", "isi": "bidang-aset.xlsx"},
        KOTAK,
        {"jenis": "pilih", "label": "Unit", "isi": "semua unit"},
        {"jenis": "pilih", "label": "Indikator", "isi": "IKS-1.2 Persentase daya serap APBD"},
        {"jenis": "klik", "peran": "tab", "nama": "Bagaimana jika"},
        {"jenis": "ketik", "label": "Realisasi", "isi": "50"},
        {"jenis": "tunggu", "isi": "Bukan angka laporan"},
        KOTAK,
        {"jenis": "gambar", "nama": "simulasi"},
        {"jenis": "ketik", "label": "Realisasi", "isi": "lima puluh"},
        {"jenis": "tunggu", "isi": "Bukan angka (andaian"},
        KOTAK,
    ]
    beranda = [
        {"jenis": "klik", "nama": "Susun laporan"},
        {"jenis": "klik", "nama": "Periksa"},
        {"jenis": "tunggu", "isi": "Masih berjalan"},
        KOTAK,
        {"jenis": "tunggu", "isi": "Selesai: penyusunan laporan"},
        KOTAK,
        {"jenis": "gambar", "nama": "beranda"},
    ]
    langkah = {
        "jelajah": jelajah,
        "beranda": beranda,
        "laporan_triwulan": [{"jenis": "ekspor"}],
    }
    return lab.drive(perkakas, {nama: langkah.get(nama, []) for nama in DAFTAR_NOTEBOOK})


@pytest.mark.parametrize("nama", DAFTAR_NOTEBOOK)
def test_run_all_in_the_browser(dilihat, nama):
    """Every cell ran, without an error, and the page asked no other host for anything."""
    satu = dilihat[nama]
    assert satu["sebab"] == ""
    assert list_galat(satu["notebook"]) == []
    kode = [sel for sel in satu["notebook"]["cells"] if sel["cell_type"] == "code"]
    assert all(sel["execution_count"] for sel in kode)
    assert (satu["galat"], satu["luar"]) == ([], [])


def test_the_numbers_on_screen_are_those_of_the_report(dilihat, hasil):
    """What jelajah shows in the browser stands so in hasil.json; a what-if says SIMULASI."""
    kartu, tabel, paspor, simulasi, salah = filter(None, dilihat["jelajah"]["lihat"])
    assert hasil["pd.rerata"]["teks"] in kartu
    for kode in ("IKS-1.2", "IKS-4.2", "IKP-2.6", "IKS-2.3"):
        (baris,) = [b for b in tabel.splitlines() if re.match(rf"{re.escape(kode)} .*\t", b)]
        for besaran in ("target", "realisasi", "capaian"):
            assert hasil[f"ik.{kode}.sd.{besaran}"]["teks"] in baris.split("\t")
    assert hasil["ik.IKP-3.1.sd.capaian"]["teks"] in paspor
    for langkah in hasil["ik.IKP-3.1.sd.capaian"]["jejak"]["langkah"]:
        assert langkah in paspor
    assert "SIMULASI" in simulasi
    # IKS-1.2: 50 of 50.
    assert re.search(r"IKS-1\.2 Capaian.*s\.d\..*\t87,60%\t100,00%", simulasi)
    assert "Bukan angka" in salah
    assert "Traceback" not in salah


def test_the_menu_offers_the_exporters(dilihat):
    """Where people look for them: Save and Export Notebook As…."""
    (menu,) = dilihat["laporan_triwulan"]["lihat"]
    ada = {butir.casefold() for butir in menu}
    assert {f"kinerja_{nama}" for nama in ("docx", "html", "json", "pdf", "xlsx")} <= ada


def test_the_desk_makes_reports_in_the_browser(dilihat):
    """It goes on in the background, refuses a second start, and lists what can be opened."""
    sibuk, selesai = filter(None, dilihat["beranda"]["lihat"])
    assert "Masih berjalan: penyusunan laporan Triwulan II Tahun 2026" in sibuk
    # The reports were HTML only before; the link stands there because the file does.
    assert "Laporan kinerja Triwulan II Tahun 2026: HTML, PDF" in selesai
    assert "Semua laporan: HTML" in selesai
