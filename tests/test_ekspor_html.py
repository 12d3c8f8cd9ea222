"""The HTML report: safe, whole in one file, accessible, small."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from kinerja.ekspor.dokumen import build_dokumen
from kinerja.ekspor.html import HtmlExporter, export_html
from kinerja.ekspor.html_paspor import read_paspor
from kinerja.isi.blok import Judul, Paragraf
from tests.bantuan_chromium import CHROMIUM, run_skrip
from tests.bantuan_ekspor import MARKAH, build_laporan, build_notebook

KERANGKA_MAKSIMUM = 60_000


@pytest.fixture(scope="module")
def dokumen():
    """The rich document, built once."""
    return build_dokumen(build_notebook(build_laporan(panjang=60)))


@pytest.fixture(scope="module")
def html(dokumen):
    """Its HTML."""
    return export_html(dokumen)


@pytest.fixture(scope="module")
def sup(html):
    """Its HTML, parsed."""
    return BeautifulSoup(html, "lxml")


def test_figures_stand_in_html_with_id_and_text(dokumen, sup) -> None:
    """Every figure appears under its id, in document order, with the one text."""
    tampil = [(s["data-id"], s.get_text()) for s in sup.select("main [data-id]")]
    assert tampil == [(a["id"], a["teks"]) for a in dokumen.iter_angka()]


@pytest.mark.gangguan(53)
def test_nothing_is_loaded_from_anywhere(html, sup) -> None:
    """The file needs no host and no second file."""
    for unsur in sup.find_all(True):
        for nama in ("src", "srcset", "data", "poster", "action", "background"):
            assert unsur.get(nama, "data:").startswith("data:")
        if unsur.name != "a":
            assert not unsur.has_attr("href")
    assert "@import" not in html
    assert "url(" not in html


@pytest.mark.gangguan(53)
def test_the_policy_allows_only_our_style_and_script(sup) -> None:
    """The hashes are those of the one style and the one script; no attribute styles or acts.

    The block of passports is data: a browser never runs it.
    """
    csp = sup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert csp.startswith("default-src 'none'; img-src data:; ")
    for nama in ("style", "script"):
        (unsur,) = sup.find_all(nama, type=None)
        ringkas = b64encode(sha256(unsur.string.encode()).digest()).decode()
        assert f"{nama}-src 'sha256-{ringkas}'" in csp
    assert not [
        u for u in sup.find_all(True) for a in u.attrs if a == "style" or a.startswith("on")
    ]


def test_markup_in_texts_is_shown_literally(sup) -> None:
    """Markup of any language is read as the characters that were typed."""
    butir = [li.get_text() for li in sup.select("main ol li")][: len(MARKAH)]
    assert butir == list(MARKAH)
    assert "Lihat kode dan <b>teks</b>." in sup.get_text()


def test_markdown_links_are_safe() -> None:
    """A script link loses its link; an image shows as typed."""
    isi = "# A\n\n[x](javascript:alert(1)) ![y](https://contoh.invalid/y.png)"
    nb = build_notebook([("# T", [Judul("L", "", "final")]), (isi, [Paragraf(("z",))])])
    sup = BeautifulSoup(HtmlExporter().from_notebook_node(nb)[0], "lxml")
    assert not sup.select("main a, main img")
    assert "![y](https://contoh.invalid/y.png)" in sup.get_text()


def test_tables_are_accessible(sup) -> None:
    """Caption, scopes, and a region that the keyboard can scroll."""
    tabel = sup.select(".tb table:has(caption)")
    assert len(tabel) == 2
    for satu in tabel:
        assert satu.caption["id"] == satu.parent["aria-labelledby"]
        assert satu.parent["tabindex"] == "0"
        assert all(th["scope"] in {"col", "colgroup"} for th in satu.select("thead th"))
        assert all(th["scope"] in {"row", "rowgroup"} for th in satu.select("tbody th"))
    assert tabel[0].caption.get_text().startswith("Tabel 1. Capaian indikator")
    assert tabel[1].select_one("th[colspan='4']")["scope"] == "colgroup"


def test_each_row_fills_the_columns(sup) -> None:
    """Spans of every row add up to the number of columns."""
    for satu in sup.select(".tb table:has(caption)"):
        lebar = {
            sum(int(sel.get("colspan", 1)) for sel in baris.find_all(["th", "td"]))
            for baris in satu.select("tbody tr")
        }
        assert len(lebar) == 1


def test_headings_descend_without_gap(sup) -> None:
    """One h1, and no level is skipped."""
    tingkat = [int(h.name[1]) for h in sup.select("main h1, main h2, main h3, main h4, main h5")]
    assert tingkat.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(tingkat))


def test_links_inside_the_document_arrive(sup) -> None:
    """Contents and passports are there, each anchor once."""
    id_unsur = [u["id"] for u in sup.find_all(id=True)]
    assert len(id_unsur) == len(set(id_unsur))
    tujuan = {a["href"][1:] for a in sup.select("a[href^='#']")}
    assert tujuan <= set(id_unsur)
    assert len([t for t in tujuan if t.startswith("jejak-")]) >= 2


def test_language_title_and_image_text(sup) -> None:
    """The page says its language, title and what its images show."""
    assert sup.html["lang"] == "id"
    assert sup.title.string == "Laporan Kinerja Triwulan – Triwulan II Tahun 2026 – SEMENTARA"
    assert [img["alt"] for img in sup.find_all("img")] == ["Sasaran 1 75%, sasaran 2 100%."]


def test_the_frame_is_small(html, sup) -> None:
    """All that is not content stays below 60 kB."""
    isi = sup.find("main").decode_contents()
    assert len(html.encode()) - len(isi.encode()) < KERANGKA_MAKSIMUM


def test_same_notebook_same_bytes() -> None:
    """Nothing random or timed gets into the file."""
    satu, dua = (HtmlExporter().from_notebook_node(build_notebook())[0] for _ in range(2))
    assert satu == dua


def test_colours_have_contrast(html) -> None:
    """Ink and soft ink reach 4.5:1 on every background, in light and in dark."""
    terang, gelap = html.split("prefers-color-scheme:dark")
    for gaya, jumlah in ((terang, 6), (gelap, 6)):
        nada = re.findall(r"--b:(#[0-9a-f]{6})", gaya)
        assert len(nada) == jumlah
        tinta = [_read_warna(gaya, nama) for nama in ("ink", "soft")]
        for latar in (*nada, *(_read_warna(gaya, nama) for nama in ("paper", "tint", "mark"))):
            for warna in tinta:
                assert _contrast(warna, latar) >= 4.5, (warna, latar)


def _read_warna(gaya: str, nama: str) -> str:
    """Give a colour of the style in its long form."""
    warna = re.search(rf"--{nama}:#([0-9a-f]+)", gaya).group(1)
    return "#" + (warna if len(warna) == 6 else "".join(2 * huruf for huruf in warna))


def _contrast(satu: str, dua: str) -> float:
    terang, gelap = sorted((_luminance(satu), _luminance(dua)), reverse=True)
    return (terang + 0.05) / (gelap + 0.05)


def _luminance(warna: str) -> float:
    kanal = [int(warna[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [k / 12.92 if k <= 0.04045 else ((k + 0.055) / 1.055) ** 2.4 for k in kanal]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_figure_with_a_passport_has_it_in_the_page(dokumen, sup) -> None:
    """The data block holds each distinct figure's passport, whole, and cannot run or end early."""
    (data,) = sup.select('script[type="application/json"]')
    paspor = read_paspor(data.string)
    asal = {a["id"]: a["jejak"] for a in dokumen.iter_angka() if a["jejak"]}
    assert set(paspor) == set(asal)
    judul, satuan, aturan, operan, langkah, lain = paspor["opd.capaian"]
    assert (judul, satuan) == ("Capaian opd.capaian", "")
    assert aturan == "Polaritas naik: realisasi ÷ target × 100."
    assert operan[0] == ["Target TW II", "80", 'rencana.xlsx, lembar "Target", sel F12']
    assert langkah == asal["opd.capaian"]["langkah"]
    assert lain == ["85,24 ada di 75–90: Tinggi."]
    assert "<" not in data.string


def test_a_passport_packed_in_another_way_is_refused() -> None:
    """Reading never guesses how the data was packed."""
    with pytest.raises(ValueError, match="zip"):
        read_paspor('{"kemas":"zip","isi":""}')


@pytest.mark.gangguan(53)
def test_main_figures_link_to_the_annex_without_script(sup) -> None:
    """What the printed annex holds can be reached by a plain link."""
    taut = sup.select_one("main a[data-id='opd.capaian']")
    assert sup.find(id=taut["href"][1:]).get_text().startswith("Capaian opd.capaian = 85,24%")


def test_charts_scroll_in_a_region_the_keyboard_reaches(sup) -> None:
    """On a narrow screen a chart keeps a readable width inside a named region."""
    (wilayah,) = sup.select("figure > [role=region]")
    assert (wilayah["tabindex"], wilayah["aria-label"]) == ("0", "Capaian per sasaran")
    assert wilayah.img


@pytest.mark.skipif(CHROMIUM is None, reason="chromium tidak terpasang: klik angka tidak dicoba")
def test_a_browser_shows_the_passport_on_enter(html, tmp_path) -> None:
    """The script runs under its policy; a second one, allowed here only, plays the reader."""
    pembaca = """addEventListener("load", () => setTimeout(() => {
      const angka = document.querySelector("main [data-id='opd.serapan'][role=button]");
      const dialog = document.getElementById("paspor");
      angka.focus();
      angka.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true}));
      const isi = [dialog.open, dialog.firstElementChild.textContent];
      document.title = JSON.stringify([...isi, document.activeElement.textContent]);
    }, 500));"""
    terbuka, isi, fokus = run_skrip(html, pembaca, tmp_path, "--virtual-time-budget=5000")
    assert terbuka
    assert isi.startswith("Capaian opd.serapan = 41,20%Polaritas naik")
    assert 'Target TW II: 80 rencana.xlsx, lembar "Target", sel F12' in isi
    assert fokus == "Tutup"


def test_a_page_leads_on_only_through_the_list() -> None:
    """Neighbours and formats are asked of the list of reports; shown only by the script."""
    identitas = (("opd", "bpkd"), ("periode", "2026-tw4"), ("unit", ""), ("kinerja", "1"))
    nb = build_notebook([("# T", [Judul("L", "", "final", identitas=identitas)])])
    sup = BeautifulSoup(HtmlExporter().from_notebook_node(nb)[0], "lxml")
    lain = sup.select_one("nav.lain")
    assert lain.has_attr("hidden")
    assert lain["data-letak"] == "bpkd/2026-tw4/laporan-triwulan.html"
    awal = "../../index.html#"
    assert [(a.get_text(), a["href"].removeprefix(awal)) for a in lain.select("a")] == [
        ("Semua laporan", "bpkd-2026-tw4"),
        ("← Triwulan III Tahun 2026", "buka=bpkd/2026-tw3/laporan-triwulan.html"),
        ("Triwulan I Tahun 2027 →", "buka=bpkd/2027-tw1/laporan-triwulan.html"),
        ("PDF", "buka=bpkd/2026-tw4/laporan-triwulan.pdf"),
        ("Word", "buka=bpkd/2026-tw4/laporan-triwulan.docx"),
        ("Excel", "buka=bpkd/2026-tw4/rekap.xlsx"),
    ]


def test_the_report_over_all_agencies_leads_to_its_own_kind() -> None:
    """Its neighbours have its name, and it comes as CSV too."""
    identitas = (("opd", "pemda"), ("periode", "2025-tahunan"), ("unit", ""), ("kinerja", "1"))
    nb = build_notebook([("# T", [Judul("L", "", "final", identitas=identitas)])])
    sup = BeautifulSoup(HtmlExporter().from_notebook_node(nb)[0], "lxml")
    sasaran = [a["href"].partition("#buka=")[2] for a in sup.select("nav.lain a")][1:]
    assert sasaran == [
        "pemda/2024-tahunan/laporan-pemda.html",
        "pemda/2026-tahunan/laporan-pemda.html",
        *(f"pemda/2025-tahunan/laporan-pemda.{akhiran}" for akhiran in ("pdf", "docx")),
        *(f"pemda/2025-tahunan/rekap.{akhiran}" for akhiran in ("xlsx", "csv")),
    ]


def test_a_document_without_a_place_leads_nowhere() -> None:
    """The board is no file among the reports."""
    identitas = (("opd", "bpkd"), ("periode", "2026-tw4"))
    nb = build_notebook([("# T", [Judul("L", "", "", identitas=identitas)])])
    assert 'class="lain"' not in HtmlExporter().from_notebook_node(nb)[0]
