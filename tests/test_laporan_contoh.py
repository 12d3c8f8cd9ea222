"""The sample's reports from workbook to HTML, PDF and hasil.json, as a user would make them."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
import typst
from bs4 import BeautifulSoup
from pypdf import PdfReader

from kinerja.ekspor.bentuk import BENTUK_TERBACA
from kinerja.ekspor.dokumen import build_dokumen, jenis_simpul
from kinerja.ekspor.huruf import FON
from kinerja.ekspor.pdf import TEMPLAT, build_masukan
from kinerja.folder import Folder
from kinerja.jalankan.hasil_jalan import KeadaanLaporan
from kinerja.jalankan.jalan import run_laporan
from kinerja.jalankan.rancang import JENIS_TRIWULAN
from kinerja.laporan import read_data
from kinerja.periode import Periode, parse_periode
from tests.bantuan_buku import read_teks_id, recalculate, strip_nilai
from tests.bantuan_docx import Berkas
from tests.bantuan_formulir import BUTUH_SOFFICE, convert

pytestmark = [pytest.mark.notebook, pytest.mark.timeout(300)]
UNIT = ("sekretariat", "bidang-anggaran", "bidang-perbendaharaan", "bidang-aset", "ppkd")
SEMUA = ("laporan-triwulan", *(f"bidang/{slug}" for slug in UNIT))
AKHIRAN = {".html", ".pdf", ".docx", ".xlsx"}
TAK_WAJAR = re.compile(r"Traceback|\bnan\b|\bNaN\b|\binf\b|\bNone\b|\bDecimal\b")


@dataclass(frozen=True)
class Hasil:
    """One report in its formats."""

    html: BeautifulSoup
    mentah: str
    pdf: PdfReader
    hasil: dict
    notebook: object

    @cached_property
    def halaman(self):
        """The text of each page of the PDF."""
        return [satu.extract_text() for satu in self.pdf.pages]

    @property
    def angka(self):
        """Figures of hasil.json as text by id."""
        return {kunci: satu["teks"] for kunci, satu in self.hasil["angka"].items()}


@pytest.fixture(scope="module")
def folder(asli, tmp_path_factory):
    """A working folder as `kinerja contoh` makes it."""
    return Folder(shutil.copytree(asli, tmp_path_factory.mktemp("contoh") / "kerja"))


@pytest.fixture(scope="module")
def jalan(folder):
    """Triwulan II run once, with all six reports."""
    return run_laporan(folder, "bpkd", Periode(2026, 2), pekerja=2, bentuk=BENTUK_TERBACA)


def read_hasil(folder, periode, nama="laporan-triwulan"):
    """Read one report back from outputs/."""
    induk = folder.keluaran("bpkd", parse_periode(periode))
    mentah = (induk / f"{nama}.html").read_text(encoding="utf-8")
    json_nama = "hasil.json" if nama == "laporan-triwulan" else f"{nama}.hasil.json"
    return Hasil(
        BeautifulSoup(mentah, "lxml"),
        mentah,
        PdfReader(induk / f"{nama}.pdf"),
        json.loads((induk / json_nama).read_text(encoding="utf-8")),
        nbformat.read(induk / "notebook" / f"{nama.replace('/', '-')}.ipynb", as_version=4),
    )


@pytest.fixture(scope="module")
def baca(folder, jalan):
    """Read a report of Triwulan II by its name, each once; not to be changed."""
    assert jalan
    return cache(lambda nama: read_hasil(folder, "2026-tw2", nama))


@pytest.fixture(scope="module")
def tw2(baca):
    """The agency's report of Triwulan II."""
    return baca("laporan-triwulan")


def test_six_reports_are_made(folder, jalan):
    """Five units and the agency, each as HTML and PDF."""
    assert [satu.keadaan for satu in jalan.laporan] == [KeadaanLaporan.DIBUAT] * 6
    induk = folder.keluaran("bpkd", Periode(2026, 2))
    nama = ["laporan-triwulan", *(f"bidang/{u.name}" for u in (induk / "bidang").glob("*.pdf"))]
    assert len(nama) == 6
    for satu in ("laporan-triwulan.html", "laporan-triwulan.pdf", "hasil.json", "manifes.json"):
        assert (induk / satu).stat().st_size > 1000


def test_the_published_budget_stands_in_every_format(tw2):
    """Pagu, realisasi and the three absorptions of Triwulan II, as published."""
    harap = {
        "ang.total.pagu": "Rp371.860.787.429",
        "ang.total.realisasi_sd": "Rp170.616.384.690",
        "ang.total.serapan": "45,88%",
        "ang.skpd.serapan": "35,70%",
        "ang.skpkd.serapan": "46,24%",
    }
    teks_pdf = "\n".join(tw2.halaman)
    for kunci, teks in harap.items():
        assert tw2.angka[kunci] == teks
        assert {satu.get_text() for satu in tw2.html.select(f'[data-id="{kunci}"]')} == {teks}
        assert teks in teks_pdf


@pytest.fixture(scope="module")
def excel(folder, jalan, tmp_path_factory):
    """The six rekap.xlsx as stored, and as LibreOffice computes them where it is installed."""
    assert jalan
    induk = folder.keluaran("bpkd", Periode(2026, 2))
    asal = {nama: (induk / name_rekap(nama)).read_bytes() for nama in SEMUA}
    if shutil.which("soffice") is None:
        return {nama: (isi, isi) for nama, isi in asal.items()}
    masuk = {nama.replace("/", "-"): strip_nilai(isi) for nama, isi in asal.items()}
    ulang = recalculate(masuk, tmp_path_factory.mktemp("excel"))
    return {nama: (isi, ulang[nama.replace("/", "-")]) for nama, isi in asal.items()}


def name_rekap(nama):
    """Name the workbook of a report."""
    return "rekap.xlsx" if nama == "laporan-triwulan" else f"{nama}.rekap.xlsx"


@pytest.mark.parametrize("nama", SEMUA)
def test_every_figure_is_equal_in_every_format(folder, baca, excel, nama):
    """HTML, PDF, Word and hasil.json hold the same figures with the same text, id by id.

    So does the recalculated workbook, of every figure that stands in it.
    """
    satu = baca(nama)
    html = {}
    for simpul in satu.html.select("[data-id]"):
        html.setdefault(simpul["data-id"], set()).add(simpul.get_text())
    assert html == {kunci: {teks} for kunci, teks in satu.angka.items()}
    dokumen = build_dokumen(satu.notebook)
    ditandai = typst.query(
        TEMPLAT,
        "<angka>",
        field="value",
        sys_inputs=build_masukan(dokumen),
        font_paths=[FON],
        ignore_system_fonts=True,
    )
    pdf = [(angka["id"], angka["teks"]) for angka in json.loads(ditandai)]
    assert dict(pdf) == satu.angka
    word = Berkas((folder.keluaran("bpkd", Periode(2026, 2)) / f"{nama}.docx").read_bytes())
    assert word.angka == [(a["id"], a["teks"]) for a in dokumen.iter_angka()]
    assert dict(word.angka) == satu.angka
    hitung = read_teks_id(*excel[nama], satu.hasil["angka"])
    assert len(hitung) > 10
    assert hitung == {kunci: satu.angka[kunci] for kunci in hitung}
    # and the pages themselves show these texts, in this order
    halaman = re.sub(r"\s+", "", "".join(satu.halaman))
    for kunci, teks in satu.angka.items():
        assert re.sub(r"\s+", "", teks) in halaman, kunci


@pytest.mark.parametrize("nama", ["laporan-triwulan", "bidang/bidang-aset"])
def test_the_visible_text_is_as_stored(folder, jalan, nama, check_golden):
    """What a reader sees, without passports and hashes; a change needs a line in CHANGELOG."""
    assert jalan
    isi = read_hasil(folder, "2026-tw2", nama).html.select_one("main")
    for simpul in isi.select(".jj, script, style, dialog"):
        simpul.decompose()
    baris = [
        " | ".join(sel.get_text(" ", strip=True) for sel in blok.select("th, td"))
        if blok.name == "tr"
        else blok.get_text(" ", strip=True)
        for blok in isi.select("h1, h2, h3, h4, p, li, caption, tr, figcaption")
    ]
    teks = re.sub(r"[0-9a-f]{64}", "<sha256>", "\n".join(satu for satu in baris if satu)) + "\n"
    teks = re.sub(r"(xlsx \| )[\d.]+( \| <sha256>)", r"\1<ukuran>\2", teks)
    check_golden(Path(__file__).parent / "golden" / f"{nama.replace('/', '-')}.txt", teks)


def test_the_html_is_self_contained_and_light(tw2):
    """No outside request, language Indonesian, and at most 300 kB without the charts."""
    for simpul in tw2.html.select("[src], link, [href]"):
        alamat = simpul.get("src") or simpul.get("href")
        assert alamat.startswith(("data:", "#", "../../index.html#")), alamat
    assert "url(" not in re.sub(r"data:image[^\"']+", "", tw2.mentah)
    assert tw2.html.html["lang"] == "id"
    assert "default-src 'none'" in tw2.html.select_one("meta[http-equiv]")["content"]
    assert len(re.sub(r"data:image/svg[^\"']+", "", tw2.mentah).encode()) <= 300_000


def test_tables_and_headings_are_complete(tw2):
    """Each table has a caption with unit and source, each heading something below it."""
    daftar = tw2.html.select("table")
    assert len(daftar) > 15
    for tabel in daftar:
        assert tabel.caption is not None
        assert tabel.select("th[scope=col]")
    tingkat = [int(satu.name[1]) for satu in tw2.html.select("main h1, main h2, main h3, main h4")]
    assert all(b - a <= 1 for a, b in pairwise(tingkat))
    assert not TAK_WAJAR.search(tw2.html.get_text())


def test_the_pdf_is_tagged_with_bookmarks_and_landscape_pages(tw2):
    """PDF/A-2a in its metadata, structure tree, outline, language, landscape where wide."""
    akar = tw2.pdf.trailer["/Root"]
    assert akar["/Lang"] == "id-ID" or akar["/Lang"] == "id"
    assert "/StructTreeRoot" in akar
    assert akar["/MarkInfo"]["/Marked"]
    xmp = akar["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part>2<", xmp)
    assert re.search(r"pdfaid:conformance>A<", xmp)
    assert len(tw2.pdf.outline) > 4
    lanskap = [h for h in tw2.pdf.pages if h.mediabox.width > h.mediabox.height]
    assert lanskap
    assert all(len(teks) > 150 for teks in tw2.halaman)  # no empty page


def test_the_summary_is_one_page(tw2):
    """What the leader reads first fits the page between its heading and Bab I."""
    halaman = {
        satu.title: tw2.pdf.get_destination_page_number(satu)
        for satu in tw2.pdf.outline
        if not isinstance(satu, list)
    }
    assert halaman["Bab I Pendahuluan"] - halaman["Ringkasan"] == 1


def test_made_up_figures_are_labelled(tw2):
    """Every table and chart of figures says "data contoh", every page but the first too."""
    tanpa = {"unit-kerja", "skala-kategori", "kelengkapan", "temuan-data", "berkas-sumber"}
    sumber = {
        tabel["blok"]["id"]: tabel["blok"]["sumber"]
        for tabel in build_dokumen(tw2.notebook).simpul
        if tabel["jenis"] == "blok" and tabel["blok"]["jenis_blok"] in {"Tabel", "Grafik"}
    }
    assert {kunci for kunci, isi in sumber.items() if "data contoh" not in isi} <= tanpa
    teks = tw2.html.get_text()
    assert "DATA CONTOH" in teks
    assert all(f"Sumber: {isi}" in teks for isi in sumber.values())
    assert all("DATA CONTOH" in halaman for halaman in tw2.halaman)


def test_a_red_indicator_without_a_cause_is_called_out(tw2):
    """The sample's one red indicator without kendala is named with its unit."""
    teks = tw2.html.get_text()
    assert "Penyebab belum diisi: Bidang Anggaran perlu menyampaikan kendala" in teks


@pytest.mark.parametrize(
    "jenis",
    [(JENIS_TRIWULAN,), pytest.param((), marks=pytest.mark.panjang)],
    ids=["badan", "semua"],
)
def test_a_second_run_changes_nothing(folder, jalan, tw2, jenis):
    """Same key, same bytes: nothing is made anew, and a forced run writes the same bytes.

    Forced is the agency's report, in the long runs all six.
    """
    assert jalan
    assert tw2
    induk = folder.keluaran("bpkd", Periode(2026, 2))
    sebelum = {b: b.read_bytes() for b in induk.rglob("*.*") if b.suffix in AKHIRAN}
    assert len(sebelum) == 6 * len(AKHIRAN)
    lagi = run_laporan(folder, "bpkd", Periode(2026, 2), pekerja=2, bentuk=BENTUK_TERBACA)
    assert {satu.keadaan for satu in lagi.laporan} == {KeadaanLaporan.TETAP}
    waktu = {b: b.stat().st_mtime_ns for b in sebelum}
    pilihan = {"paksa": True, "bentuk": BENTUK_TERBACA, "daftar_jenis": jenis}
    run_laporan(folder, "bpkd", Periode(2026, 2), pekerja=2, **pilihan)
    dibuat = [b for b in sebelum if b.stat().st_mtime_ns != waktu[b]]
    assert len(dibuat) == (1 if jenis else 6) * len(AKHIRAN)
    assert {b: b.read_bytes() for b in sebelum} == sebelum


@BUTUH_SOFFICE
def test_word_opens_in_libreoffice_with_the_same_tables_and_pages(folder, jalan, tw2, tmp_path):
    """As PDF it has every caption, head and landscape page; saved there, every figure's id."""
    assert jalan
    asal = folder.keluaran("bpkd", Periode(2026, 2)) / "laporan-triwulan.docx"
    word = Berkas(asal.read_bytes())
    pdf = PdfReader(convert(asal, tmp_path, "pdf"))
    teks = [re.sub(r"\s+", "", h.extract_text()) for h in pdf.pages]
    seluruh = "".join(teks)
    simpul = build_dokumen(tw2.notebook).simpul
    tabel = [s["blok"] for s in simpul if jenis_simpul(s) == "Tabel"]
    assert len(word.tabel) == len(tabel) > 15
    for satu in tabel:
        judul = re.sub(r"\s+", "", f"Tabel {satu['nomor']}. {satu['judul']}")
        assert judul in seluruh
    for satu in simpul:
        if satu["jenis"] == "kepala":
            assert re.sub(r"\s+", "", satu["teks"]) in seluruh
    lebar = [h for h in pdf.pages if h.mediabox.width > h.mediabox.height]
    asli = [h for h in tw2.pdf.pages if h.mediabox.width > h.mediabox.height]
    assert abs(len(lebar) - len(asli)) <= 3
    # a long table repeats its head: the landscape matrix on each of its pages
    matriks = [t for t, h in zip(teks, pdf.pages, strict=True) if h in lebar and "Pagu" in t]
    assert len(matriks) > 3
    assert all("Program,kegiatan,sub" in t for t in matriks)
    assert all("SEMENTARA" in t and "DATACONTOH" in t for t in teks)
    assert all(len(t) > 100 for t in teks)  # no empty page
    disimpan = convert(asal, tmp_path, "docx")
    assert Berkas(disimpan.read_bytes()).angka == word.angka


def test_triwulan_three_names_who_has_not_reported(folder):
    """Sementara, with the units missing, and the others' figures made all the same."""
    rekap = read_data(folder, "bpkd", Periode(2026, 3)).rekap
    assert rekap.is_sementara
    kalimat = " ".join(rekap.alasan_sementara)
    assert "Belum melapor Triwulan III: Bidang Anggaran, Bidang Perbendaharaan" in kalimat
    assert rekap.anggaran.total.pagu.teks == "Rp371.360.787.429"  # after the July change


def test_triwulan_four_invents_nothing(folder):
    """Nobody reported: the report says so and shows no 0% for what is not there."""
    run_laporan(folder, "bpkd", Periode(2026, 4), daftar_jenis=(JENIS_TRIWULAN,))
    satu = read_hasil(folder, "2026-tw4")
    teks = satu.html.get_text()
    assert "Belum ada laporan Triwulan IV Tahun 2026" in teks
    assert satu.hasil["status"] == "sementara"
    assert satu.angka["ang.total.realisasi_sd"] == "belum lapor"
    assert satu.angka["ang.total.serapan"] == "belum lapor"
    tw = [t for kunci, t in satu.angka.items() if re.fullmatch(r"ik\..*\.tw\.capaian", kunci)]
    assert tw
    assert set(tw) <= {"belum lapor", "–"}


def test_an_old_quarter_keeps_its_figures_after_a_change_of_pagu(folder):
    """Triwulan II still shows murni although the plan now holds the change of July."""
    data = read_data(folder, "bpkd", Periode(2026, 2))
    assert data.masukan.rencana.versi[-1].berlaku_mulai.isoformat() == "2026-07-15"
    assert data.rekap.versi.kode == data.masukan.rencana.versi[0].kode
    assert data.rekap.anggaran.total.pagu.teks == "Rp371.860.787.429"
    hasil = {h.indikator.kode: h for h in data.rekap.indikator}
    akhir = {
        h.indikator.kode: h for h in read_data(folder, "bpkd", Periode(2026, 3)).rekap.indikator
    }
    assert hasil["IKP-3.1"].tahun.target.teks == "120"
    assert akhir["IKP-3.1"].tahun.target.teks == "100"


def test_a_refused_workbook_keeps_only_its_unit_out(asli, tmp_path):
    """One broken file: exit 2, its unit named with the remedy, the other reports made."""
    kerja = Folder(shutil.copytree(asli, tmp_path / "kerja"))
    rusak = kerja.data("bpkd") / "2026" / "tw2" / "bidang-aset.xlsx"
    rusak.write_bytes(rusak.read_bytes()[:5000])
    hasil = run_laporan(kerja, "bpkd", Periode(2026, 2), pekerja=2, bentuk=("html",))
    keadaan = {Path(satu.nama).name: satu.keadaan for satu in hasil.laporan}
    assert list(keadaan.values()).count(KeadaanLaporan.DIBUAT) == 5
    assert list(keadaan.values()).count(KeadaanLaporan.DITOLAK) == 1
    keluaran = kerja.keluaran("bpkd", Periode(2026, 2))
    html = (keluaran / "laporan-triwulan.html").read_text(encoding="utf-8")
    assert "berkas ditolak" in BeautifulSoup(html, "lxml").get_text()
    assert (keluaran / "bidang" / "ppkd.html").is_file()
    assert not (keluaran / "bidang" / "bidang-aset.html").exists()
