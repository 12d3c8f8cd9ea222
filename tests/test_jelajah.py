"""Exploring: views, what-ifs, saving, and the widget without a browser."""

from __future__ import annotations

import re
from decimal import Decimal

import openpyxl
import pytest

from kinerja import buka_jelajah
from kinerja.ekspor.html import HtmlExporter
from kinerja.galat import ParameterError
from kinerja.isi.blok import DaftarJejak, Grafik, Panel, Tabel
from kinerja.jelajah.andaian import parse_andaian
from kinerja.jelajah.bagian import DAFTAR_BAGIAN
from kinerja.jelajah.simulasi import find_isian, simulate
from kinerja.jelajah.widget import _Papan
from kinerja.laporan import buka_laporan
from kinerja.laporan.angka import collect_angka
from tests.bantuan_excel import set_sel
from tests.bantuan_notebook import run_notebook

ANDAIAN = "IKS-1.2=50; rumus_turun=rasio; batas_atas=120"


@pytest.fixture(scope="module")
def jelajah(asli):
    """The sample's second quarter."""
    return buka_jelajah("bpkd", "2026-tw2", folder=str(asli))


@pytest.fixture(scope="module")
def angka(asli):
    """The figures of the same quarter's report, this quarter's and the one before."""
    data = buka_laporan("bpkd", "2026-tw2", folder=str(asli)).data
    return {k: a for rekap in data.rekap_per_triwulan for k, a in collect_angka(rekap).items()}


def list_isi(akar):
    """Give every file of a working folder with its bytes, but what exploring saved."""
    return {
        jalur.relative_to(akar).as_posix(): jalur.read_bytes()
        for jalur in sorted(akar.rglob("*"))
        if jalur.is_file() and "jelajah" not in jalur.relative_to(akar).parts
    }


# --- views -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "ubah",
    [
        {},
        {"unit": "bidang-aset", "indikator": "IKP-3.1"},
        {"sasaran": "S2"},
        {"unit": "ppkd"},
    ],
)
def test_every_view_shows_figures_of_the_report(jelajah, angka, ubah):
    """Under any choice; of other years only those that carry the year in their id."""
    satu = jelajah.choose(**ubah)
    for nama in DAFTAR_BAGIAN:
        for kunci, milik in collect_angka(satu.bagian(nama)).items():
            if not kunci.startswith(("2025-", "jelajah.")):
                assert (milik.teks, milik.nilai) == (angka[kunci].teks, angka[kunci].nilai), kunci


def test_a_chart_stands_beside_its_figures(jelajah):
    """Each of the four charts has a text alternative, and a table with the same figures."""
    for nama in ("tren", "capaian", "kuadran", "kelengkapan"):
        gambar, tabel = jelajah.bagian(nama)
        assert isinstance(gambar, Grafik)
        assert isinstance(tabel, Tabel)
        for milik in collect_angka([tabel]).values():
            if milik.teks.endswith("%"):
                assert milik.teks in gambar.alt


def test_the_trend_goes_over_quarters_and_years(jelajah):
    """This year's quarters up to the chosen one; of the year before all four and the year."""
    _, tabel = jelajah.choose(indikator="IKP-2.6").tren()
    isi = {
        b.sel[0].isi[0]: [getattr(s.isi[0], "teks", s.isi[0]) for s in b.sel[1:]]
        for b in tabel.baris
    }
    assert list(isi) == ["2026", "2025"]
    # Target 2, realisasi 3, less is better: (2 x 2 - 3) / 2 = 50 %.
    assert isi["2026"][1:] == ["50,00%", "–", "–", "–"]
    assert isi["2025"][4] == "66,67%"


def test_a_choice_narrows_and_a_wrong_one_is_told(jelajah, asli):
    """Unit and sasaran both hold; what does not exist is named with what does."""
    satu = jelajah.choose(unit="bidang-perbendaharaan", sasaran="S2")
    (tabel,) = satu.tabel()
    kode = [baris.sel[0].isi[0].split()[0] for baris in tabel.baris]
    milik = [
        h.indikator.kode
        for h in jelajah.bahan.open(jelajah.pilihan.periode).data.rekap.indikator
        if h.indikator.unit == "bidang-perbendaharaan" and "S2" in h.indikator.sasaran_kode
    ]
    assert kode == milik != []
    with pytest.raises(ParameterError, match="salah satu dari S1, S2"):
        buka_jelajah("bpkd", "2026-tw2", sasaran="S9", folder=str(asli))


@pytest.mark.parametrize("periode", ["2026-tw2", "2025-tahunan"])
def test_the_cards_are_those_of_what_is_chosen(asli, periode):
    """A unit's means and money, also of a year; the counts are over what is chosen."""
    satu = buka_jelajah("bpkd", periode, unit="bidang-aset", folder=str(asli))
    (kartu,) = satu.kartu()
    rekap = satu.bahan.open(satu.pilihan.periode).data.rekap
    (unit,) = [u for u in rekap.unit if u.unit.slug == "bidang-aset"]
    isi = {k.isi[0].id: k for k in kartu.kartu}
    for tingkat in unit.rerata:
        assert isi[tingkat.rerata.angka.id].isi == (tingkat.rerata.angka,)
    assert unit.anggaran.serapan.id in isi
    tercapai = [h for h in unit.indikator if h.utama.is_tercapai]
    assert isi["jelajah.pilihan.tercapai"].isi[0].nilai == len(tercapai) > 0
    (kartu, _) = satu.choose(unit="", indikator="IKS-1.2").kartu()
    assert [k.label for k in kartu.kartu] == ["Target tercapai"]


def test_a_passport_leads_to_the_source_cell(jelajah):
    """Of a figure of this quarter, and of a quarter of the year before in the trend."""
    for kunci in ("ik.IKS-1.2.sd.capaian", "2026-tw1.pd.rerata", "2025-tahunan.pd.rerata"):
        (blok,) = jelajah.paspor(kunci)
        assert isinstance(blok, DaftarJejak)
        assert blok.angka[0].id == kunci
    (blok,) = jelajah.paspor("ik.IKS-1.2.sd.capaian")
    assert any(o.alamat and o.alamat.sel for o in blok.angka[0].jejak.operan)


@pytest.mark.parametrize("nama", ["kartu", "tabel", "asal", "simulasi"])
def test_the_code_shown_gives_the_same_view(jelajah, akar, nama):
    """What a view prints as its code is run as printed."""
    assert akar.is_dir()
    pilihan = {"unit": "bidang-anggaran", "andaian": ANDAIAN}
    satu = jelajah.choose(**pilihan)
    kode = satu.pilihan.format_kode(f"{nama}()")
    sama = eval(kode, {"buka_jelajah": buka_jelajah})  # noqa: S307 - our own line
    assert [*sama] == [*satu.bagian(nama)]


# --- what-if ---------------------------------------------------------------------------------


def test_a_what_if_is_computed_by_the_same_rules(jelajah):
    """By hand: 50 of 50 is 100; S1 is then (100 + 48) / 2 = 74; nothing else moves."""
    data = jelajah.bahan.open(jelajah.pilihan.periode).data
    hasil = simulate(data, parse_andaian("IKS-1.2=50"))
    berubah = {b.baru.id: (b.lama.teks, b.baru.teks) for b in hasil.angka}
    assert berubah["ik.IKS-1.2.sd.capaian"] == ("87,60%", "100,00%")
    assert berubah["sas.S1.rerata"] == ("67,80%", "74,00%")
    # (74,00 + 98,84 + 100,61 + 103,10) / 4
    assert berubah["pd.rerata"] == ("92,59%", "94,14%")
    assert not any("IKS-2" in kunci for kunci in berubah)
    kategori = {b.sebutan: (b.lama, b.baru) for b in hasil.kategori}
    assert kategori["indikator IKS-1.2"] == ("Tinggi", "Sangat Tinggi")
    # The changed answer has no source cell: no file says 50.
    (operan,) = [
        o
        for o in collect_angka(hasil.baru)["ik.IKS-1.2.sd.capaian"].jejak.operan
        if o.nama.startswith("Realisasi")
    ]
    assert (operan.teks, operan.alamat) == ("50", None)


def test_a_policy_is_changed_for_all(jelajah):
    """By hand, target 8 and realisasi 8,35: T/R is 95,81; 109,33 is used as 100 under a cap."""
    data = jelajah.bahan.open(jelajah.pilihan.periode).data
    baru = collect_angka(simulate(data, parse_andaian("rumus_turun=rasio; batas_atas=100")).baru)
    assert baru["ik.IKP-2.5.sd.capaian"].teks == "95,81%"
    assert baru["ik.IKP-2.7.sd.capaian_pakai"].teks == "100,00%"
    assert baru["ik.IKP-2.7.sd.capaian"].teks == "109,33%"
    lain = simulate(data, parse_andaian("kategori=memuaskan"))
    assert {b.baru for b in lain.kategori} & {"Memuaskan", "Kurang"}


def test_what_is_supposed_as_it_stands_changes_nothing(jelajah):
    """Every answer read back as the field shows it gives the figures there are."""
    data = jelajah.bahan.open(jelajah.pilihan.periode).data
    jumlah = 0
    for hasil in data.rekap.indikator:
        if teks := find_isian(data, hasil.indikator.kode):
            jumlah += 1
            assert simulate(data, parse_andaian(f"{hasil.indikator.kode}={teks}")).angka == ()
    assert jumlah > 10


@pytest.mark.parametrize(
    ("teks", "pesan"),
    [
        ("IKS-1.2", "nama=nilai"),
        ("IKS-1.2=1; IKS-1.2=2", "masing-masing sekali"),
        ("IKS-1.9=5", "indikator yang tidak ada.*IKS-1"),
        ("batas=5", "batas_atas"),
        ("IKS-1.2=lima", "Bukan angka .*IKS-1.2"),
        ("IKP-2.4=41", "pembilang/penyebut"),
        ("IKS-2.1=XYZ", "IKS-2.1"),
        ("rumus_turun=terbalik", "selisih atau rasio"),
        ("rumus_turun=rasio", "memerlukan batas_atas"),
        ("batas_atas=-5", "di atas 0"),
        ("batas_atas=banyak", "Batas atas tidak dapat dibaca"),
        ("kategori=pelangi", "Skala kategori tidak dikenal"),
        ("IKP-2.3=2026-03-01", "Tonggak bertahap"),
    ],
)
def test_a_wrong_what_if_is_told_in_words(jelajah, teks, pesan):
    """What, where, and what to write."""
    with pytest.raises(ParameterError, match=pesan):
        jelajah.choose(andaian=teks).simulasi()


def test_a_what_if_touches_nothing(akar):
    """Seen, saved in every format and drawn: the folder is as it was, the page says SIMULASI."""
    sebelum = list_isi(akar)
    satu = buka_jelajah("bpkd", "2026-tw2", andaian=ANDAIAN)
    panel, *_ = satu.simulasi()
    assert isinstance(panel, Panel)
    assert panel.judul == "SIMULASI"
    for bentuk in ("html", "png", "xlsx"):
        berkas = satu.simpan("simulasi", bentuk)
        assert all("SIMULASI" in nama for nama in berkas)
    html = (akar / satu.simpan("simulasi")[0]).read_text(encoding="utf-8")
    assert "<h1>SIMULASI: Jelajah kinerja" in html
    assert list_isi(akar) == sebelum
    biasa = buka_jelajah("bpkd", "2026-tw2")
    assert [*biasa.kartu()] == [*satu.kartu()]


# --- saving ----------------------------------------------------------------------------------


@pytest.mark.parametrize("nama", ["kartu", "kuadran", "asal"])
def test_a_view_is_saved_and_never_over_another(akar, nama):
    """In each format; the second copy stands beside the first."""
    satu = buka_jelajah("bpkd", "2026-tw2", unit="sekretariat", andaian="IKS-4.2=1,5")
    for bentuk, awal in (("html", b"<!DOCTYPE html>"), ("png", b"\x89PNG"), ("xlsx", b"PK")):
        pertama, kedua = satu.simpan(nama, bentuk)[0], satu.simpan(nama, bentuk)[0]
        assert pertama != kedua
        for berkas in (pertama, kedua):
            assert berkas.startswith("outputs/bpkd/jelajah/2026-tw2-")
            assert (akar / berkas).read_bytes().lower().startswith(awal.lower())


def test_a_saved_table_holds_numbers(akar):
    """A percentage in Excel is a number, as in the report."""
    (berkas,) = buka_jelajah("bpkd", "2026-tw2", indikator="IKS-1.2").simpan("tabel", "xlsx")
    lembar = openpyxl.load_workbook(akar / berkas)["Tabel 1"]
    nilai = [sel for baris in lembar.iter_rows(values_only=True) for sel in baris]
    assert 50 in nilai
    assert any(
        isinstance(s, float) and round(Decimal(s), 6) in {Decimal("0.876"), Decimal("87.6")}
        for s in nilai
    )


def test_an_unknown_view_or_format_is_told(jelajah):
    """With those there are."""
    with pytest.raises(ParameterError, match="kartu, tren"):
        jelajah.simpan("grafik")
    with pytest.raises(ParameterError, match="html, png, xlsx"):
        jelajah.simpan("tabel", "docx")


# --- widget ----------------------------------------------------------------------------------


@pytest.fixture
def papan(jelajah):
    """The widget, its first tab drawn."""
    kendali = jelajah.kendali()
    return _Papan(jelajah, kendali.gambar)


def open_tab(papan, nama):
    """Bring a tab into sight."""
    papan.tab.selected_index = list(DAFTAR_BAGIAN).index(nama)


def read_html(papan, nama):
    """Give the words of a view in the widget, without its style."""
    return re.sub(r"<style>.*?</style>", "", papan.isi[nama].value, flags=re.DOTALL)


def test_only_the_tab_in_sight_is_drawn(papan):
    """A choice draws one view; another tab is drawn when it comes into sight, and once."""
    assert papan._gambar == {"kartu": 1}
    papan.sasaran.value = "S1"
    papan.sasaran.value = "S2"
    assert papan._gambar == {"kartu": 3}
    open_tab(papan, "tabel")
    open_tab(papan, "kartu")
    open_tab(papan, "tabel")
    assert papan._gambar == {"kartu": 3, "tabel": 1}


def test_what_is_chosen_is_shown(papan):
    """The table of a unit; a click tells where a figure comes from; the code is printed."""
    open_tab(papan, "tabel")
    papan.unit.value = "bidang-aset"
    assert "87,27%" in read_html(papan, "tabel")
    assert "IKS-1.2" not in read_html(papan, "tabel")
    assert [kode for _, kode in papan.indikator.options if kode.startswith("IKS-1")] == []
    tombol = next(b for b in papan.tombol["tabel"].children[1:] if "87,27%" in b.description)
    tombol.click()
    assert "data/bpkd/2026/tw2/bidang-aset.xlsx" in papan.paspor.value
    assert "paspor(&quot;ik.IKP-3.1.sd.capaian&quot;)" in papan.paspor.value
    papan.tahun.value = 2025
    assert "87,27%" not in read_html(papan, "tabel")
    assert papan.paspor.value == ""


def test_a_choice_that_no_longer_exists_falls_away(papan):
    """An indicator of another unit is dropped when the unit is chosen, without a fault."""
    papan.indikator.value = "IKS-1.2"
    papan.unit.value = "bidang-aset"
    assert papan.indikator.value == ""
    assert "Tidak dapat ditampilkan" not in papan.isi["kartu"].value + papan.pesan.value


def test_the_fields_of_a_what_if(papan):
    """They show what stands, take what is supposed, and are emptied by a button."""
    open_tab(papan, "simulasi")
    papan.indikator.value = "IKS-1.2"
    assert papan.andaian.realisasi.value == "43,8"
    papan.andaian.realisasi.value = "50"
    assert "SIMULASI" in read_html(papan, "simulasi")
    assert "100,00%" in read_html(papan, "simulasi")
    papan.andaian.kebijakan["batas_atas"].value = "120"
    assert "IKS-1.2=50; batas_atas=120" in papan.kode["simulasi"].value
    papan.andaian.hapus.click()
    assert papan.andaian.realisasi.value == "43,8"
    assert "Belum ada andaian" in read_html(papan, "simulasi")


def test_faults_are_told_in_words_inside_the_widget(papan, monkeypatch):
    """What the reader typed wrong, and what nobody foresaw; never a traceback."""
    open_tab(papan, "simulasi")
    papan.indikator.value = "IKS-1.2"
    papan.andaian.realisasi.value = "lima puluh"
    assert "Bukan angka" in read_html(papan, "simulasi")

    def pecah(*_):
        raise ZeroDivisionError("rusak")

    monkeypatch.setitem(DAFTAR_BAGIAN, "kartu", ("Kartu", pecah))
    papan.andaian.hapus.click()
    open_tab(papan, "kartu")
    assert "Kesalahan tak terduga (ZeroDivisionError: rusak)" in read_html(papan, "kartu")
    assert "Traceback" not in papan.isi["kartu"].value


def test_a_period_without_data_is_told_and_one_comes_back(papan):
    """A quarter of a refused plan says why; the next choice shows figures again."""
    papan.triwulan.value = 4
    papan.tahun.value = 2025
    assert "Tidak dapat ditampilkan" not in papan.isi["kartu"].value
    papan.tahun.value = 2026
    papan.triwulan.value = 2
    assert "92,59%" in read_html(papan, "kartu")


def test_what_changed_in_the_folder_is_read_again(akar):
    """On a click, for opened reports are kept; a broken plan is told in the view."""
    jelajah = buka_jelajah("bpkd", "2026-tw2")
    papan = _Papan(jelajah, jelajah.kendali().gambar)
    muat = papan.akar.children[1].children[-1]
    set_sel(
        akar / "data/bpkd/2026/tw2/bidang-anggaran.xlsx", "Indikator", "IKS-1.2", "Realisasi", 50
    )
    papan.sasaran.value = "S1"
    assert "67,80%" in read_html(papan, "kartu")
    muat.click()
    assert "74,00%" in read_html(papan, "kartu")
    (akar / "data/bpkd/2026/rencana.xlsx").write_bytes(b"rusak")
    muat.click()
    papan.sasaran.value = "S2"
    assert "ditolak" in read_html(papan, "kartu")


def test_saving_tells_where(akar):
    """The widget saves what is in sight."""
    assert akar.is_dir()
    jelajah = buka_jelajah("bpkd", "2026-tw2")
    papan = _Papan(jelajah, jelajah.kendali().gambar)
    papan.akar.children[4].children[1].click()
    assert "outputs/bpkd/jelajah/2026-tw2-kartu.html" in papan.pesan.value
    assert "simpan(&quot;kartu&quot;, &quot;html&quot;)" in papan.pesan.value


# --- the notebook ----------------------------------------------------------------------------


@pytest.mark.notebook
def test_the_notebook_runs_and_holds_everything_without_a_widget(akar):
    """Executed without a browser it exports to a page with every view; no code, no widget."""
    nb = run_notebook(akar / "notebooks/jelajah.ipynb", andaian=ANDAIAN)
    assert all(k.output_type != "error" for sel in nb.cells for k in sel.get("outputs", ()))
    html, _ = HtmlExporter().from_notebook_node(nb)
    for judul, _ in DAFTAR_BAGIAN.values():
        assert re.search(rf"<h\d[^>]*>{judul}</h\d>", html), judul
    assert html.count("<img") == 4
    assert "SIMULASI" in html
    assert "bidang-anggaran.xlsx" in html
    assert not re.search(r"Traceback|ipywidgets|Kendali\(\)", html)
    jenis = [k.data.keys() for sel in nb.cells for k in sel.get("outputs", ()) if "data" in k]
    assert sum("application/vnd.jupyter.widget-view+json" in satu for satu in jenis) == 1
