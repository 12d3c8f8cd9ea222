"""A new year from the old one, the shipped profile, and the live checks of an empty plan."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from kinerja.cli.utama import run
from kinerja.contoh.baru import list_profil, write_baru
from kinerja.contoh.tahun_baru import build_dari
from kinerja.data import read_data
from kinerja.excel.rencana import read_rencana
from kinerja.folder import Folder
from kinerja.galat import ParameterError
from kinerja.parameter import read_instansi, read_pejabat
from kinerja.periode import Periode


@pytest.fixture
def folder(asli, tmp_path):
    """Return a working folder with the sample."""
    return Folder(shutil.copytree(asli, tmp_path / "kerja"))


def test_2027_from_2026_keeps_the_plan_and_empties_its_figures(folder, monkeypatch, capsys):
    """What stays, what is blank, and the note about a year that is not finished."""
    monkeypatch.chdir(folder.akar)
    assert run(["baru", "bpkd", "2027", "--dari", "2026"]) == 0
    assert "Realisasi 2026 dibiarkan kosong" in capsys.readouterr().out
    buku = openpyxl.load_workbook(folder.data("bpkd") / "2027" / "rencana.xlsx")
    sub = list(buku["Sub Kegiatan"].iter_rows(min_row=5, values_only=True))
    assert (len(sub), sub[0][0], sub[0][8:13]) == (47, "5.02.01.2.01.01", (None,) * 5)
    judul = [sel.value for sel in buku["Indikator"][4]]
    baris = next(buku["Indikator"].iter_rows(min_row=5, values_only=True))
    assert baris[judul.index("Realisasi 2025")] is not None
    assert baris[judul.index("Realisasi 2026")] is None
    assert all(baris[i] is None for i, kepala in enumerate(judul) if kepala.startswith("Target T"))
    assert [sel.value for sel in buku["Versi"][5]][:1] == ["murni"]
    assert buku["Versi"].max_row == 5
    assert buku["Perubahan Pagu"].max_row == buku["Tahapan"].max_row == 4


def test_the_checklist_of_a_new_year_leads_to_a_plan_that_is_read(folder):
    """Filled in as docs/panduan.md says, the scaffold of 2027 is a plan without a galat."""
    data = read_data(folder, "bpkd", Periode(2026))
    hasil = build_dari(data.masukan.rencana, 2027, data.realisasi_setahun)
    write_baru(folder, "bpkd", 2027, dasar=hasil.rencana)
    jalur = folder.data("bpkd") / "2027" / "rencana.xlsx"
    buku = openpyxl.load_workbook(jalur)
    sub = {sel.value: sel.column for sel in buku["Sub Kegiatan"][4]}
    for nomor in range(5, buku["Sub Kegiatan"].max_row + 1):
        buku["Sub Kegiatan"].cell(nomor, sub["Pagu (Rp)"]).value = 0
    ik = {sel.value: sel.column for sel in buku["Indikator"][4]}
    for nomor in range(5, buku["Indikator"].max_row + 1):
        jenis = buku["Indikator"].cell(nomor, ik["Jenis"]).value
        skala = buku["Indikator"].cell(nomor, ik["Skala Predikat"]).value
        target = {
            "angka": 80,
            "nihil": 0,
            "rentang": "0-5",
            "tonggak": date(2027, 9, 30),
            "predikat": "WTP" if skala == "opini" else "A",
        }[jenis]
        for kepala in ("Target Tahun", "Target TW IV"):
            buku["Indikator"].cell(nomor, ik[kepala]).value = target
    buku.save(jalur)
    instansi = read_instansi(folder, "bpkd")
    rencana, temuan = read_rencana(
        jalur,
        opd="bpkd",
        tahun=2027,
        daftar_unit=instansi.daftar_unit,
        skala_predikat=instansi.kebijakan.build_kebijakan().skala_predikat,
    )
    assert [t.pesan for t in temuan if t.tingkatan.value == "galat"] == []
    assert rencana is not None
    assert [i.kode for i in rencana.indikator] == [
        i.kode for i in data.masukan.rencana.indikator if not i.versi_target[-1].is_dihapus
    ]


def test_a_finished_year_moves_into_its_column(folder):
    """2025 has four quarters of every unit: its realisasi go along, rounded as Excel keeps them."""
    data = read_data(folder, "bpkd", Periode(2025))
    hasil = build_dari(data.masukan.rencana, 2027, data.realisasi_setahun, data.capaian_setahun)
    per_kode = {satu.kode: satu for satu in hasil.rencana.indikator}
    terisi = set(data.realisasi_setahun)
    assert len(terisi) > 10
    assert set(hasil.tanpa_realisasi) == set(per_kode) - terisi
    for kode in terisi & set(per_kode):
        assert per_kode[kode].realisasi_lalu[2025] == data.realisasi_setahun[kode]
    assert per_kode["IKS-2.2"].capaian_lalu == {2024: Decimal("95.98"), 2025: Decimal("93.02")}


def test_a_new_year_is_never_overwritten(folder, monkeypatch, capsys):
    """The plan of 2026 stands; so does the order of years."""
    monkeypatch.chdir(folder.akar)
    jalur = folder.data("bpkd") / "2026" / "rencana.xlsx"
    isi = jalur.read_bytes()
    assert run(["baru", "bpkd", "2026", "--dari", "2025"]) == 2
    assert jalur.read_bytes() == isi
    assert run(["baru", "bpkd", "2024", "--dari", "2025"]) == 2
    assert "sesudah tahun asalnya" in capsys.readouterr().err


def test_the_profile_of_lumajang(tmp_path, monkeypatch):
    """Letterhead and law are given, units are marked, and no person is named."""
    monkeypatch.chdir(tmp_path)
    assert run(["baru", "bpkd-lumajang", "2026", "--profil", "lumajang"]) == 0
    instansi = read_instansi(Folder(tmp_path), "bpkd-lumajang")
    assert instansi.pemerintah == "Pemerintah Kabupaten Lumajang"
    assert instansi.alamat == ("Jl. Alun-Alun Utara No. 7, (0334) 881622, Lumajang 67316",)
    assert len(instansi.dasar_hukum) == 11
    assert sum(unit.nama.startswith("GANTI") for unit in instansi.daftar_unit) == 3
    assert read_pejabat(Folder(tmp_path), "bpkd-lumajang") == {}


def test_an_unknown_profile_or_an_agency_that_exists(tmp_path):
    """Both are refused before anything is written."""
    assert list_profil() == ("lumajang",)
    with pytest.raises(ParameterError, match="Profil tidak dikenal"):
        write_baru(Folder(tmp_path), "x", 2026, profil="lumjang")
    assert list(tmp_path.iterdir()) == []
    write_baru(Folder(tmp_path), "x", 2026)
    with pytest.raises(ParameterError, match="sudah ada"):
        write_baru(Folder(tmp_path), "x", 2027, profil="lumajang")


def test_live_checks_stand_on_the_instructions(tmp_path):
    """Four formulas: kas against pagu, weights of stages, and codes that repeat."""
    write_baru(Folder(tmp_path), "x", 2026)
    petunjuk = openpyxl.load_workbook(tmp_path / "data" / "x" / "2026" / "rencana.xlsx")["Petunjuk"]
    rumus = {
        baris[0]: baris[1]
        for baris in petunjuk.iter_rows(values_only=True)
        if isinstance(baris[1], str) and baris[1].startswith("=")
    }
    assert list(rumus) == [
        "Σ anggaran kas empat triwulan = pagu",
        "Σ bobot tahapan tiap indikator = 1",
        "Kode indikator tidak berulang",
        "Kode sub kegiatan tidak berulang",
    ]
    assert "'Sub Kegiatan'!$I$5:$I$504" in rumus["Σ anggaran kas empat triwulan = pagu"]


def test_a_mistyped_folder_is_not_made(tmp_path, monkeypatch, capsys):
    """Named but not there: refused; an empty folder that is there becomes a working folder."""
    monkeypatch.chdir(tmp_path)
    assert run(["baru", "dinkes", "2026", "--folder", "kreja"]) == 2
    assert "Folder tidak ada (--folder): kreja" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "kerja").mkdir()
    assert run(["baru", "dinkes", "2026", "--folder", "kerja"]) == 0
    assert (tmp_path / "kerja/data/dinkes/2026/rencana.xlsx").is_file()
