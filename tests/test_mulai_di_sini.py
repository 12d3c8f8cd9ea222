"""The tutorial, run as its reader would: on a fresh sample, then with plan and form filled in."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace

import pytest

from kinerja import perintah
from kinerja.cli.utama import run
from kinerja.contoh.sumber import OPD
from kinerja.contoh.susun_rencana import build_rencana
from kinerja.excel.tulis_rencana import write_rencana
from kinerja.folder import Folder
from kinerja.isi.blok import MIME_BLOK
from kinerja.kolom import LEMBAR_RENCANA
from kinerja.parameter import read_instansi
from tests.bantuan_excel import set_sel
from tests.bantuan_notebook import run_notebook

SAYA = "dinas-saya"


@pytest.fixture
def jalankan(akar):
    """Run the tutorial where Jupyter would; gives what each command said, by its words."""

    def mulai():
        nb = run_notebook(akar / "notebooks/mulai_di_sini.ipynb")
        keluaran = [k for sel in nb.cells for k in sel.get("outputs", ())]
        assert all(k.output_type != "error" for k in keluaran)
        blok = [k.data[MIME_BLOK] for k in keluaran if MIME_BLOK in k.get("data", {})]
        return {
            satu[0]["judul"]: satu
            for satu in blok
            if satu[0]["jenis_blok"] == "Daftar" and satu[0]["judul"].startswith("kinerja ")
        }

    return mulai


def list_belum(hasil):
    """Give the commands that did not succeed."""
    return {kata.split()[1] for kata, blok in hasil.items() if blok[-1]["jenis_blok"] == "Panel"}


@pytest.mark.notebook
def test_it_runs_on_a_fresh_sample(jalankan, akar):
    """The sample's reports are made, one's own agency begun, and what is missing is told."""
    hasil = jalankan()
    assert (akar / "outputs/bpkd/2026-tw2/laporan-triwulan.html").is_file()
    assert (akar / f"data/{SAYA}/2026/rencana.xlsx").is_file()
    assert list_belum(hasil) == {"rencana", "formulir", "periksa", "laporan"}
    assert "Isi lembar Indikator dan Sub Kegiatan" in str(
        hasil[f"kinerja rencana 2026 --opd {SAYA}"]
    )
    assert list_belum({k: b for k, b in hasil.items() if SAYA not in k}) == set()


@pytest.mark.panjang
@pytest.mark.notebook
def test_it_leads_to_ones_own_first_quarter(jalankan, akar):
    """With the plan filled in and one form returned the last cells give the first report."""
    assert run(["baru", SAYA, "2026"]) == 0
    folder = Folder(akar)
    shutil.copy(folder.parameter(OPD) / "instansi.yaml", folder.parameter(SAYA))
    instansi = read_instansi(folder, SAYA)
    skala = instansi.kebijakan.build_kebijakan().skala_predikat
    write_rencana(
        folder.data(SAYA) / "2026" / "rencana.xlsx",
        replace(build_rencana(2026), opd=SAYA),
        daftar_unit=instansi.daftar_unit,
        nama_skala=sorted(skala),
    )
    assert run(["formulir", "2026-tw1", "--opd", SAYA]) == 0
    (formulir,) = (akar / f"outputs/{SAYA}/2026-tw1/formulir").glob("*sekretariat*.xlsx")
    isian = folder.data(SAYA) / "2026/tw1/sekretariat.xlsx"
    isian.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(formulir, isian)
    set_sel(isian, "Indikator", "IKS-4.2", "Realisasi", 1.1)
    hasil = jalankan()
    assert list_belum(hasil) == {"baru"}
    assert (akar / f"outputs/{SAYA}/2026-tw1/laporan-triwulan.html").is_file()
    angka = json.loads((akar / f"outputs/{SAYA}/2026-tw1/hasil.json").read_text())["angka"]
    assert angka["ik.IKS-4.2.tw.realisasi"]["teks"] == "1,10"


def test_the_sheets_it_names_exist(asli):
    """What the reader is told to fill in is what the plan holds."""
    nb = json.loads((asli / "notebooks/mulai_di_sini.ipynb").read_text(encoding="utf-8"))
    teks = "".join("".join(sel["source"]) for sel in nb["cells"])
    (lembar,) = re.findall(r"Cukup lima lembar untuk mulai: (.*)\.", teks)
    disebut = re.findall(r"\*([^*]+)\*", lembar.partition("Contoh")[0])
    assert len(disebut) == 5
    assert set(disebut) <= {satu.nama for satu in LEMBAR_RENCANA}


@pytest.mark.usefixtures("akar")
def test_a_command_shows_its_words_and_a_refusal():
    """As a terminal would; long output is cut and says by how much."""
    daftar, panel = perintah("laporan", "2026-tw9")
    assert daftar.judul == "kinerja laporan 2026-tw9"
    assert "Triwulan tidak dikenal" in daftar.butir[0][0]
    assert panel.isi == (("Ada masukan yang ditolak.",),)
    (daftar,) = perintah("status", "2026-tw2")
    assert len(daftar.butir) == 31
    assert re.fullmatch(r"… dan \d+ baris lagi\.", daftar.butir[-1][0])
