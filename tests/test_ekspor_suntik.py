"""No text of any block becomes markup: hostile texts in every field of every block class."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from kinerja.ekspor import html as ekspor_html
from kinerja.ekspor import html_prosa
from kinerja.ekspor.dokumen import build_dokumen
from kinerja.ekspor.html import export_html
from kinerja.ekspor.huruf import FON, JEDA
from kinerja.ekspor.pdf import TEMPLAT, build_masukan, export_pdf
from kinerja.ekspor.periksa import BLOK
from kinerja.isi import html as isi_html
from kinerja.isi import html_tabel, html_teks
from kinerja.isi.blok import Judul, Paragraf, Selesai, encode_blok
from kinerja.isi.html import render_blok
from tests.bantuan_ekspor import build_notebook
from tests.bantuan_suntik import KELAS_BLOK, RACUN, Penabur, build_racun, is_tampak


def find_cacat(html: str, teks: dict[str, str]) -> list[str]:
    """Give what is wrong: an injected element, or a text that is not there as it was written."""
    sup = BeautifulSoup(html, "lxml")
    cacat = [f"unsur {u.name}" for u in sup.find_all(True) if "suntik" in u.name]
    cacat += [
        f"atribut {a} pada {u.name}" for u in sup.find_all(True) for a in u.attrs if "suntik" in a
    ]
    for unsur in sup.find_all(["script", "style"]):
        unsur.decompose()
    tampak = sup.get_text() + "\n".join(_iter_atribut(sup))
    return cacat + [nama for satu, nama in teks.items() if is_tampak(nama) and satu not in tampak]


def _iter_atribut(sup: BeautifulSoup) -> Iterator[str]:
    for unsur in sup.find_all(True):
        for nilai in unsur.attrs.values():
            yield nilai if isinstance(nilai, str) else " ".join(nilai)


@pytest.mark.gangguan(30)
@pytest.mark.parametrize("kelas", KELAS_BLOK, ids=lambda kelas: kelas.__name__)
def test_every_text_of_every_block_is_shown_as_typed(kelas) -> None:
    """In a notebook's fragment no field opens an element, and a reader sees what was typed."""
    penabur = Penabur()
    (data,) = encode_blok([build_racun(penabur, kelas)])
    teks = penabur.teks
    html = render_blok(data, frozenset(satu for satu in teks if satu.startswith("Angka.id")))
    assert find_cacat(f"<main>{html}</main>", teks) == []


def test_table_classes_cover_the_registry() -> None:
    """Every class of the registry is put to the test."""
    assert {kelas.__name__ for kelas in KELAS_BLOK} == BLOK


@pytest.fixture(scope="module")
def racun() -> tuple[Any, dict[str, str]]:
    """A whole document of hostile blocks with hostile prose, and its texts."""
    penabur = Penabur()
    daftar = [build_racun(penabur, kelas) for kelas in KELAS_BLOK]
    judul = next(blok for blok in daftar if isinstance(blok, Judul))
    lain = [blok for blok in daftar if not isinstance(blok, Judul | Selesai)]
    teks = dict(penabur.teks)
    aman = RACUN.replace("<", "\\<").replace("&", "\\&")
    prosa = f"# Bab {aman}\n\n[taut {aman}](<https://contoh.invalid/{aman}>) dan `kode {RACUN}`"
    teks |= {f"Bab {RACUN}": "prosa.kepala", f"taut {RACUN}": "prosa.taut"}
    prosa += f"\n\n```\nblok {RACUN}\n```"
    teks |= {f"kode {RACUN}": "prosa.kode", f"blok {RACUN}": "prosa.blok"}
    nb = build_notebook([("# T", [judul]), (prosa, [Paragraf(("isi",)), *lain])])
    return build_dokumen(nb), teks


@pytest.mark.gangguan(30)
def test_the_whole_page_shows_every_text_as_typed(racun) -> None:
    """Title, contents, prose, links and passports included."""
    dokumen, teks = racun
    html = export_html(dokumen)
    assert find_cacat(html, teks) == []
    sup = BeautifulSoup(html, "lxml")
    assert RACUN in sup.title.get_text()
    assert f"Bab {RACUN}" in sup.nav.get_text()
    (taut,) = [a["href"] for a in sup.select("main a[href^='https:']")]
    assert '"' not in taut
    assert "<" not in taut


def test_a_link_keeps_its_address_inside_its_attribute() -> None:
    """Markdown encodes most of an address already; the page does not rely on it."""
    url = f"https://contoh.invalid/{RACUN}"
    taut = {"jenis": "taut", "url": url, "isi": [{"jenis": "teks", "teks": "x"}]}
    html = html_prosa.render_prosa({"jenis": "paragraf", "isi": [taut]})
    assert find_cacat(html, {url: "prosa.url"}) == []


MODUL = (isi_html, html_tabel, html_teks, html_prosa)


@pytest.mark.parametrize("modul", MODUL, ids=lambda modul: modul.__name__)
def test_the_guard_is_tripped_without_escaping(modul, racun, monkeypatch) -> None:
    """A module that stops escaping is noticed."""
    monkeypatch.setattr(modul, "escape", str)
    dokumen, teks = racun
    assert find_cacat(export_html(dokumen), teks) != []


def test_the_guard_is_tripped_without_autoescape(racun, monkeypatch) -> None:
    """A frame that does not escape the title and the contents is noticed."""
    lingkungan = ekspor_html.open_templat()
    monkeypatch.setattr(ekspor_html, "open_templat", lambda: lingkungan.overlay(autoescape=False))
    lingkungan.cache.clear()
    dokumen, teks = racun
    cacat = find_cacat(export_html(dokumen), teks)
    lingkungan.cache.clear()
    assert cacat != []


def _rapat(teks: str) -> str:
    return re.sub(rf"[\s{JEDA}]+", "", teks).casefold()


@pytest.mark.gangguan(30)
def test_the_pdf_shows_every_text_as_typed(racun) -> None:
    """Figures keep id and text as metadata, and the pages carry every visible text."""
    import typst

    dokumen, teks = racun
    hasil = typst.query(
        TEMPLAT,
        "<angka>",
        field="value",
        sys_inputs=build_masukan(dokumen),
        font_paths=[FON],
        ignore_system_fonts=True,
    )
    angka = [(satu["id"], satu["teks"]) for satu in json.loads(hasil)]
    assert angka == [(satu["id"], satu["teks"]) for satu in dokumen.iter_angka()]
    pembaca = PdfReader(io.BytesIO(export_pdf(dokumen)))
    seluruh = _rapat("".join(satu.extract_text() for satu in pembaca.pages))
    hilang = [
        nama
        for satu, nama in teks.items()
        if is_tampak(nama)
        and nama not in {"Angka.id", "Grafik.alt"}
        and _rapat(satu) not in seluruh
    ]
    assert hilang == []
