"""The home's desk without a browser: check, run with progress, one thing at a time, open."""

from __future__ import annotations

import inspect
import re
import threading

import pytest

from kinerja.beranda import buka_beranda, tindakan
from kinerja.beranda.kendali import Meja, format_tautan
from kinerja.beranda.tindakan import Tautan, list_tautan
from kinerja.cli import periksa, utama
from kinerja.folder import Folder
from kinerja.galat import SibukError
from kinerja.jalankan.hasil_jalan import HasilJalan, HasilLaporan, Kabar, KeadaanLaporan
from kinerja.jalankan.jalan import run_laporan
from kinerja.jalankan.manifes import Catatan, write_manifes
from kinerja.jalankan.pemeriksaan import run_periksa
from kinerja.periode import Periode
from tests.bantuan_excel import set_sel

TW2 = Periode(2026, 2)


@pytest.fixture
def meja(akar):
    """The desk of the sample."""
    beranda = buka_beranda("bpkd", "2026-tw2", str(akar))
    return Meja(Folder(akar), "bpkd", TW2, beranda._read_lain)


def read_html(kotak):
    """Give the words of a place, without style."""
    return re.sub(r"<style>.*?</style>", "", kotak.value, flags=re.DOTALL)


def test_check_tells_what_the_command_tells(akar, meja):
    """A wrong cell is named with file, sheet and cell, and who reported."""
    set_sel(
        akar / "data/bpkd/2026/tw2/sekretariat.xlsx", "Indikator", "IKS-4.2", "Realisasi", "1.2o0"
    )
    meja.periksa.click()
    meja.wait()
    teks = read_html(meja.hasil)
    assert "sekretariat.xlsx" in teks
    assert "1.2o0" in teks
    assert "Kelengkapan Triwulan II Tahun 2026" in teks
    assert "Selesai: pemeriksaan Triwulan II Tahun 2026" in meja.kabar.value


@pytest.fixture
def jalan(monkeypatch):
    """A run that waits for a sign, in place of the real one; gives the sign and its calls."""
    lanjut, panggilan = threading.Event(), []

    def run(folder, opd, periode, *, bentuk, oleh, lapor):
        panggilan.append((folder, opd, periode, bentuk, oleh))
        lapor(Kabar("a", "Laporan A", None, 0, 2))
        lapor(Kabar("a", "Laporan A", KeadaanLaporan.DIBUAT, 1, 2))
        assert lanjut.wait(20)
        lapor(Kabar("b", "Laporan <B>", KeadaanLaporan.GAGAL, 2, 2, "sel 3"))
        laporan = (
            HasilLaporan("a", "Laporan A", KeadaanLaporan.DIBUAT),
            HasilLaporan("b", "Laporan <B>", KeadaanLaporan.GAGAL, "sel 3"),
        )
        return HasilJalan(folder.akar, opd, periode, laporan, (), (), (), is_sementara=False)

    monkeypatch.setattr(tindakan, "run_laporan", run)
    return lanjut, panggilan


def wait_kabar(meja, kata):
    """Wait until the news says something."""
    for _ in range(2000):
        if kata in meja.kabar.value:
            return
        threading.Event().wait(0.005)
    raise AssertionError(meja.kabar.value)


def test_a_run_goes_on_in_the_background_and_tells_how_far_it_is(meja, jalan):
    """The click returns at once; a second click starts nothing and says why."""
    lanjut, panggilan = jalan
    meja.oleh.value = " Perencana "
    meja.bentuk["pdf"].value = False
    meja.susun.click()
    wait_kabar(meja, "1 dari 2. Laporan A: dibuat")
    assert (meja.kemajuan.value, meja.kemajuan.max) == (1, 2)
    assert meja.kemajuan.layout.visibility == "visible"
    for tombol in (meja.susun, meja.periksa, meja.papan):
        tombol.click()
        assert "Masih berjalan: penyusunan laporan Triwulan II Tahun 2026" in meja.kabar.value
    lanjut.set()
    meja.wait()
    assert panggilan == [(meja._folder, "bpkd", TW2, ("html",), "Perencana")]
    assert "Selesai" in meja.kabar.value
    assert "Laporan &lt;B&gt;" in meja.hasil.value
    assert "gagal" in meja.hasil.value
    assert "outputs/index.html" in meja.tautan.outputs[0]["data"]["text/html"]
    assert meja.kemajuan.layout.visibility == "hidden"
    meja.papan.click()
    meja.wait()
    assert "Papan SOP Triwulan II Tahun 2026" in read_html(meja.hasil)


@pytest.mark.parametrize(
    ("galat", "pesan"),
    [
        (SibukError("Folder sedang dipakai", ditemukan="proses 7"), "proses 7"),
        (ZeroDivisionError("rusak"), "Kesalahan tak terduga (ZeroDivisionError: rusak)"),
    ],
)
def test_a_fault_is_told_in_words_and_the_next_click_works(meja, monkeypatch, galat, pesan):
    """No traceback, and the desk is free again."""

    def pecah(*_, **__):
        raise galat

    monkeypatch.setattr(tindakan, "run_laporan", pecah)
    meja.susun.click()
    meja.wait()
    assert pesan in read_html(meja.hasil)
    assert "Tidak selesai" in meja.kabar.value
    assert "Traceback" not in meja.hasil.value
    meja.periksa.click()
    meja.wait()
    assert "Selesai" in meja.kabar.value


def test_no_format_is_told(meja):
    """The run itself says what is wrong, as on the command line."""
    for kotak in meja.bentuk.values():
        kotak.value = False
    meja.susun.click()
    meja.wait()
    assert "Format belum disebut" in read_html(meja.hasil)


def test_the_functions_are_those_of_the_command_line():
    """The desk calls what the commands call; nothing is done twice."""
    assert tindakan.run_laporan is run_laporan
    assert tindakan.run_periksa is run_periksa
    assert "import run_laporan" in inspect.getsource(utama)
    assert "import run_periksa" in inspect.getsource(periksa)


def test_reports_are_listed_with_links_that_lead_there(akar, monkeypatch):
    """The agency's first, files for people only, as seen from where the notebook stands."""
    folder = Folder(akar)
    assert list_tautan(folder, "bpkd", TW2) == ()
    keluaran = folder.keluaran("bpkd", TW2)
    tugas = {}
    for nama in ("bidang/aset", "laporan-triwulan"):
        isi = {}
        for berkas in (f"{nama}.html", f"{nama}.json", f"{nama}.pdf"):
            if not berkas.endswith("pdf"):
                (keluaran / berkas).parent.mkdir(parents=True, exist_ok=True)
                (keluaran / berkas).write_text("x")
            isi[berkas] = {"bentuk": "html", "sha256": "0" * 64, "ukuran": 1}
        tugas[nama] = Catatan(nama, keluaran=isi).build_data()
    write_manifes(keluaran, {"tugas": tugas})
    daftar = list_tautan(folder, "bpkd", TW2)
    assert [satu.jalur for satu in daftar] == [
        "outputs/bpkd/2026-tw2/laporan-triwulan.html",
        "outputs/bpkd/2026-tw2/bidang/aset.html",
    ]
    monkeypatch.chdir(akar / "notebooks")
    html = format_tautan(folder, daftar)
    for tujuan in re.findall(r'href="([^"]+)"', html):
        assert (akar / "notebooks" / tujuan).resolve().is_file()
    jahat = format_tautan(folder, [Tautan("<b>", "HTML", 'outputs/"x.html')])
    assert "<b>:" not in jahat
    assert '"x.html' not in jahat


def test_another_period_shows_its_own_files(meja):
    """Choosing only lists; it starts nothing."""
    meja.periode.value = "2025-tahunan"
    assert "Belum ada laporan" in meja.tautan.outputs[0]["data"]["text/html"]
    assert not meja.is_sibuk
