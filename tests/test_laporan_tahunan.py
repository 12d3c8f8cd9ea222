"""The sample's LKjIP from workbooks to HTML, PDF and hasil.json, as a user would make it."""

from __future__ import annotations

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook
from pypdf import PdfReader

from alat.periksa_notebook import check_notebook
from kinerja.cli.tampil import print_hasil
from kinerja.ekspor.bentuk import BENTUK_TERBACA
from kinerja.folder import Folder
from kinerja.galat import ParameterError
from kinerja.jalankan.hasil_jalan import KeadaanLaporan
from kinerja.jalankan.jalan import run_laporan
from kinerja.jalankan.status import UbahanStatus, run_status
from kinerja.laporan import buka_laporan, read_data
from kinerja.periode import Periode
from kinerja.register.kunci import TerkunciError
from kinerja.register.status import StatusLaporan
from tests.bantuan_buku import read_teks_id, recalculate, strip_nilai
from tests.bantuan_docx import Berkas

pytestmark = [pytest.mark.notebook, pytest.mark.timeout(300)]
TAHUN = Periode(2025)
AKAR = Path(__file__).parent
TAK_WAJAR = re.compile(r"Traceback|\bnan\b|\bNaN\b|\binf\b|\bNone\b|\bDecimal\b")


@pytest.fixture(scope="module")
def folder(asli, tmp_path_factory):
    """A working folder as `kinerja contoh` makes it."""
    return Folder(shutil.copytree(asli, tmp_path_factory.mktemp("tahun") / "kerja"))


@pytest.fixture(scope="module")
def jalan(folder):
    """The year run once."""
    return run_laporan(folder, "bpkd", TAHUN, pekerja=1, bentuk=BENTUK_TERBACA)


@pytest.fixture(scope="module")
def keluaran(folder, jalan):
    """The folder the report stands in."""
    assert [satu.keadaan for satu in jalan.laporan] == [KeadaanLaporan.DIBUAT]
    return folder.keluaran("bpkd", TAHUN)


@pytest.fixture(scope="module")
def html(keluaran):
    """The report as a page."""
    return BeautifulSoup((keluaran / "laporan-tahunan.html").read_text(encoding="utf-8"), "lxml")


@pytest.fixture(scope="module")
def angka(keluaran):
    """Figures of hasil.json as text by id."""
    isi = json.loads((keluaran / "hasil.json").read_text(encoding="utf-8"))
    return {kunci: satu["teks"] for kunci, satu in isi["angka"].items()}


def test_the_recalculated_workbook_equals_hasil_json(keluaran, angka, tmp_path):
    """Every figure of the year that stands in rekap.xlsx, by its id, to its last digit."""
    asal = (keluaran / "rekap.xlsx").read_bytes()
    ulang = recalculate({"rekap": strip_nilai(asal)}, tmp_path)["rekap"]
    isi = json.loads((keluaran / "hasil.json").read_text(encoding="utf-8"))["angka"]
    hitung = read_teks_id(asal, ulang, isi)
    assert len(hitung) > 300
    assert hitung == {kunci: angka[kunci] for kunci in hitung}


def test_the_figures_of_the_year_stand_in_hasil_json(angka):
    """Means, a sum, a ratio, a mean of quarters, Renstra, efficiency and money, by id."""
    harap = {
        "pd.rerata": "99,54%",
        "sas.S1.rerata": "97,51%",
        "ik.IKP-3.1.tahun.realisasi": "102",
        "ik.IKS-4.3.tahun.realisasi": "83,67",
        "ik.IKP-2.5.tahun.realisasi": "10,60",
        "ik.IKS-3.1.renstra.capaian": "82,21%",
        "ik.IKS-1.1.tahun.selisih": "2,32",
        "ik.IKS-1.1.tahun.serahan": "93,02",
        "sas.S3.efisiensi": "3,52%",
        "ang.total.realisasi_sd": "Rp349.049.992.000",
        "ang.total.serapan": "96,84%",
    }
    assert {kunci: angka.get(kunci) for kunci in harap} == harap
    assert not [kunci for kunci in angka if kunci.startswith("proy.")]


def test_the_page_shows_the_figures_of_hasil_json(html, angka):
    """Id by id, the same text."""
    tampil = {}
    for simpul in html.select("[data-id]"):
        tampil.setdefault(simpul["data-id"], set()).add(simpul.get_text())
    assert tampil == {kunci: {teks} for kunci, teks in angka.items()}


def test_word_holds_the_figures_of_hasil_json(keluaran, html, angka):
    """Id by id, with the same headings as the page and A3 where the matrices need it."""
    word = Berkas((keluaran / "laporan-tahunan.docx").read_bytes())
    assert dict(word.angka) == angka
    assert [teks for _, teks in word.kepala()] == [
        satu.get_text(" ", strip=True) for satu in html.select("main h2, main h3, main h4, main h5")
    ]
    assert (420, 297, True) in word.bagian_halaman
    assert len(word.tabel) == len(html.select("main .tb > .g > table"))


def test_the_chapters_are_those_of_the_regulation(html):
    """In their order, with seven analyses under every sasaran."""
    judul = [satu.get_text(" ", strip=True) for satu in html.select("main h2")]
    bab = [
        "Kata Pengantar",
        "Ikhtisar Eksekutif",
        "Bab I Pendahuluan",
        "Bab II Perencanaan Kinerja",
        "Bab III Akuntabilitas Kinerja",
        "Bab IV Penutup",
        "Lampiran",
    ]
    assert [satu for satu in judul if satu in bab] == bab
    empat = [satu.get_text(" ", strip=True) for satu in html.select("main h5")]
    for nomor in range(1, 8):
        assert sum(satu.startswith(f"{nomor}. ") for satu in empat) == 4


def test_no_heading_is_empty(html):
    """Below each heading stands text, or a deeper heading; levels never jump."""
    daftar = html.select("main h1, main h2, main h3, main h4, main h5")
    tingkat = [int(satu.name[1]) for satu in daftar]
    assert all(b - a <= 1 for a, b in pairwise(tingkat))
    for satu, berikut in pairwise(daftar):
        isi = ""
        for simpul in satu.find_all_next(string=True):
            if berikut in simpul.parents:
                break
            if satu not in simpul.parents:
                isi += simpul.strip()
        assert isi or int(berikut.name[1]) > int(satu.name[1]), satu.get_text()
    assert not TAK_WAJAR.search(html.get_text())


def test_the_visible_text_is_as_stored(html, check_golden):
    """What a reader sees, without passports and hashes; a change needs a line in CHANGELOG."""
    isi = BeautifulSoup(str(html.select_one("main")), "lxml")
    for simpul in isi.select(".jj, script, style, dialog"):
        simpul.decompose()
    baris = [
        " | ".join(sel.get_text(" ", strip=True) for sel in blok.select("th, td"))
        if blok.name == "tr"
        else blok.get_text(" ", strip=True)
        for blok in isi.select("h1, h2, h3, h4, h5, p, li, caption, tr, figcaption")
    ]
    teks = re.sub(r"[0-9a-f]{64}", "<sha256>", "\n".join(satu for satu in baris if satu)) + "\n"
    teks = re.sub(r"(xlsx \| )[\d.]+( \| <sha256>)", r"\1<ukuran>\2", teks)
    check_golden(AKAR / "golden" / "laporan-tahunan.txt", teks)


def test_the_pdf_has_its_matrices_on_a3_and_no_empty_page(keluaran):
    """Performance and money on A3 landscape, everything else on A4."""
    pdf = PdfReader(keluaran / "laporan-tahunan.pdf")
    halaman = [(h, h.extract_text()) for h in pdf.pages]
    a3 = [(h, isi) for h, isi in halaman if round(h.mediabox.width) == 1191]
    teks = " ".join(" ".join(isi.split()) for _, isi in a3)
    assert "Matriks pengukuran kinerja Tahun 2025" in teks
    assert "Matriks realisasi keuangan Tahun 2025" in teks
    assert all(h.mediabox.width > h.mediabox.height for h, _ in a3)
    assert all(len(isi) > 250 for _, isi in halaman)


def test_a_late_value_is_printed_with_its_year(html):
    """The index of 2024 says so beside the figure, and the report is sementara."""
    assert "66,87 (data 2024)" in html.get_text()
    assert "IKT-2 Indeks pengelolaan keuangan daerah memakai data tahun 2024" in html.get_text()


def test_the_command_does_not_call_units_unreported(jalan, capsys):
    """All reported all four quarters; a year has no quarter of its own to miss."""
    assert jalan.belum_lapor == ()
    print_hasil(jalan)
    assert "Belum melapor" not in capsys.readouterr().out


def test_a_unit_has_no_report_of_a_year(folder):
    """A unit reports by quarter."""
    with pytest.raises(ParameterError, match="dibuat per triwulan"):
        buka_laporan("bpkd", "2025-tahunan", "sekretariat", folder=str(folder.akar))


def test_the_notebook_keeps_the_rules(keluaran):
    """The source obeys every rule; what ran holds no error."""
    sumber = AKAR.parent / "notebooks" / "laporan_tahunan.ipynb"
    assert check_notebook("laporan_tahunan", json.loads(sumber.read_text(encoding="utf-8"))) == []
    nb = nbformat.read(keluaran / "notebook" / "laporan-tahunan.ipynb", as_version=4)
    keluar = [satu for sel in nb.cells for satu in sel.get("outputs", ())]
    assert all(satu["output_type"] != "error" for satu in keluar)


# --- what happens afterwards, each in a folder of its own -----------------------------------------


@pytest.fixture
def sesudah(folder, jalan, tmp_path):
    """A copy of the working folder with the year made."""
    assert jalan
    shutil.copytree(folder.akar, tmp_path / "kerja")
    return Folder(tmp_path / "kerja")


def open_final(folder, *triwulan):
    """Open the year, as the lock asks for it, and take back that quarters were signed."""
    for satu in ("2025-tahunan", *triwulan):
        jalur = folder.parameter("bpkd") / f"{satu}.yaml"
        teks = jalur.read_text(encoding="utf-8")
        assert "status: final" in teks
        jalur.write_text(teks.replace("status: final", "status: draf"), encoding="utf-8")
    buka = UbahanStatus(StatusLaporan.DRAF, "Ani", alasan="temuan reviu")
    run_status(folder, "bpkd", TAHUN, buka)


def test_human_text_survives_and_its_stale_figure_is_flagged(sesudah):
    """A re-run never touches what people wrote; a number in it that no table holds is named."""
    open_final(sesudah)
    jalur = sesudah.parameter("bpkd") / "2025-tahunan.yaml"
    teks = jalur.read_text(encoding="utf-8").replace(
        "Daya serap belum mencapai target", "Daya serap 81,37% belum mencapai target"
    )
    jalur.write_text(teks, encoding="utf-8")
    hasil = run_laporan(sesudah, "bpkd", TAHUN, pekerja=1, bentuk=("html",))
    assert jalur.read_text(encoding="utf-8") == teks
    html = sesudah.keluaran("bpkd", TAHUN) / "laporan-tahunan.html"
    assert "Daya serap 81,37% belum" in html.read_text("utf-8")
    assert any("bpkd/2025-tahunan.yaml" in satu for satu in hasil.laporan[0].perubahan)
    (temuan,) = [satu for satu in hasil.temuan if satu.kode == "K-NARASI-ANGKA"]
    assert (temuan.ditemukan, temuan.sel) == ("81,37%", "analisis S1 butir 1")


def test_a_changed_quarter_rebuilds_the_year_and_says_what_changed(sesudah):
    """An answer of Triwulan I corrected after the year: made again, the workbook named."""
    open_final(sesudah, "2025-tw1")
    jalur = sesudah.data("bpkd") / "2025" / "tw1" / "bidang-aset.xlsx"
    buku = load_workbook(jalur)
    lembar = buku["Indikator"]
    judul = {sel.value: sel.column for sel in lembar[4]}
    baris = next(sel.row for sel in lembar["A"] if sel.value == "IKP-3.1")
    lembar.cell(baris, judul["Realisasi"]).value = 10
    buku.save(jalur)
    hasil = run_laporan(sesudah, "bpkd", TAHUN, pekerja=1, bentuk=("html",))
    assert any("data/bpkd/2025/tw1/bidang-aset.xlsx" in satu for satu in hasil.laporan[0].perubahan)
    isi = json.loads((sesudah.keluaran("bpkd", TAHUN) / "hasil.json").read_text("utf-8"))
    assert isi["angka"]["ik.IKP-3.1.tahun.realisasi"]["teks"] == "98"


def test_a_draft_quarter_makes_the_year_sementara_and_rebuilds_it(sesudah):
    """The status of a quarter is an input of the year; a signed year says how it is opened."""
    jalur = sesudah.parameter("bpkd") / "2025-tw2.yaml"
    jalur.write_bytes(jalur.read_bytes().replace(b"status: final", b"status: draf"))
    data = read_data(sesudah, "bpkd", TAHUN)
    assert "Laporan Triwulan II masih draf." in data.rekap.alasan_sementara
    with pytest.raises(TerkunciError, match="status: draf"):
        run_laporan(sesudah, "bpkd", TAHUN, pekerja=1, bentuk=("html",))
    open_final(sesudah)
    hasil = run_laporan(sesudah, "bpkd", TAHUN, pekerja=1, bentuk=("html",))
    assert any("parameters/bpkd/2025-tw2.yaml" in satu for satu in hasil.laporan[0].perubahan)


def test_a_missing_quarter_names_the_unit(sesudah):
    """Without one form of Triwulan III the year says whose is missing, and whether it was lost."""
    open_final(sesudah, "2025-tw3")
    jalur = sesudah.data("bpkd") / "2025" / "tw3" / "sekretariat.xlsx"
    jalur.unlink()
    alasan = read_data(sesudah, "bpkd", TAHUN, is_tanpa_register=True).rekap.alasan_sementara
    assert "Belum melapor Triwulan III: Sekretariat." in alasan
    alasan = read_data(sesudah, "bpkd", TAHUN).rekap.alasan_sementara
    assert any("diterima tetapi salinan kerjanya hilang" in satu for satu in alasan)
    hasil = run_laporan(sesudah, "bpkd", TAHUN, pekerja=1, bentuk=("html",))
    assert hasil.belum_lapor == ()
    assert any(satu.kode == "K-SALINAN-HILANG" for satu in hasil.temuan)
