"""Word: structure, pages, marks, what is read aloud, figures by id, the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest

from kinerja.ekspor import docx_gambar
from kinerja.ekspor.bentuk import DAFTAR_BENTUK
from kinerja.ekspor.docx import DocxExporter, export_docx
from kinerja.ekspor.dokumen import build_dokumen
from kinerja.galat import EksporError
from kinerja.hitung.jejak import Angka
from kinerja.isi.blok import Baris as BarisBlok
from kinerja.isi.blok import Grafik, Judul, KartuRingkas, Kolom, Kop, Paragraf, Sel, Tabel
from tests.bantuan_docx import Berkas, W, gaya_alinea, teks_unsur
from tests.bantuan_ekspor import SVG, build_laporan, build_notebook
from tests.bantuan_suntik import KELAS_BLOK, RACUN, Penabur, build_racun, is_tampak


@pytest.fixture(scope="module")
def dokumen():
    """A document with every block, one long and one wide table."""
    return build_dokumen(build_notebook(build_laporan(panjang=60)))


@pytest.fixture(scope="module")
def isi(dokumen):
    """It in Word."""
    return export_docx(dokumen)


@pytest.fixture(scope="module")
def berkas(isi):
    """It taken apart."""
    return Berkas(isi)


def test_each_figure_carries_its_id_in_order(dokumen, berkas) -> None:
    """Bookmarks are hidden and unlike each other; the map says which figure each holds."""
    assert berkas.angka == [(satu["id"], satu["teks"]) for satu in dokumen.iter_angka()]
    nama = [satu.get(f"{W}name") for satu in berkas.isi.iter(f"{W}bookmarkStart")]
    assert len(set(nama)) == len(nama)
    assert all(satu.startswith("_") and len(satu) <= 40 for satu in nama)
    nomor = [satu.get(f"{W}id") for satu in berkas.isi.iter(f"{W}bookmarkStart")]
    assert len(set(nomor)) == len(nomor)


def test_headings_stand_in_the_outline_and_in_the_contents(dokumen, berkas) -> None:
    """Contents are there before anyone presses a key, and lead to the headings."""
    assert berkas.kepala() == [
        (f"Heading{satu['tingkat']}", satu["teks"]) for satu in dokumen.daftar_isi
    ]
    isi = [satu for satu in berkas.isi.iter(f"{W}p") if gaya_alinea(satu).startswith("Toc")]
    baris = [teks_unsur(satu) for satu in isi if teks_unsur(satu)]
    assert baris == [s["teks"] for s in dokumen.daftar_isi if s["tingkat"] <= 2]
    jangkar = {satu.get(f"{W}name") for satu in berkas.isi.iter(f"{W}bookmarkStart")}
    tujuan = {satu.get(f"{W}anchor") for satu in berkas.isi.iter(f"{W}hyperlink")} - {None}
    assert tujuan
    assert tujuan <= jangkar
    # nothing asks Word's reader a question when the file is opened
    pengaturan = berkas.bagian["word/settings.xml"]
    assert b"updateFields" not in pengaturan
    assert b"w:dirty" not in berkas.bagian["word/document.xml"]
    assert b'name="compatibilityMode"' in pengaturan.replace(b"w:", b"")


def test_sections_follow_the_papers(dokumen, berkas) -> None:
    """Upright, A3 for the widest table, upright again, passports in two columns."""
    assert berkas.bagian_halaman == [
        (210, 297, False),
        (420, 297, True),
        (210, 297, False),
        (210, 297, False),
    ]
    lanjut = [satu.find(f"{W}type").get(f"{W}val") for satu in berkas.isi.iter(f"{W}sectPr")]
    assert lanjut == ["nextPage", "nextPage", "nextPage", "continuous"]
    kolom = [satu.find(f"{W}cols").get(f"{W}num") for satu in berkas.isi.iter(f"{W}sectPr")]
    assert kolom == ["1", "1", "1", "2"]
    assert dokumen


def test_a_landscape_table_takes_its_heading_along() -> None:
    """The A4 page lies on its side from the heading on; the grid is no wider than its text."""
    kolom = tuple(Kolom(f"Kolom {i}", "kanan") for i in range(8))
    baris = BarisBlok(tuple(Sel((Angka(f"x.{i}", 37_186_078_742_900, "uang"),)) for i in range(8)))
    tabel = Tabel("x", "Lebar", kolom, (baris,), orientasi="lanskap")
    nb = build_notebook(
        [("# T", [Judul("L", "", "draf")]), ("# A", [Paragraf(("a",))]), ("# Bab", [tabel])]
    )
    berkas = Berkas(export_docx(build_dokumen(nb)))
    assert berkas.bagian_halaman == [(210, 297, False), (297, 210, True)]
    (satu,) = berkas.tabel
    lebar = [int(kisi.get(f"{W}w")) for kisi in satu.iter(f"{W}gridCol")]
    assert len(lebar) == 8
    assert sum(lebar) <= (297 - 2 * 18) / 25.4 * 1440 + 12
    kepala = next(p for p in berkas.isi.iter(f"{W}p") if teks_unsur(p) == "Bab")
    assert kepala.find(f"{W}pPr/{W}pageBreakBefore") is None  # its section opens the page
    assert kepala.getprevious().find(f"{W}pPr/{W}sectPr") is not None


def test_a_section_of_nothing_still_ends_once() -> None:
    """Cards without a card between two wide tables: every section has one set-up of its own."""
    kolom = (Kolom("A"), Kolom("B"))
    tabel = Tabel("x", "T", kolom, (BarisBlok((Sel(("a",)), Sel(("b",)))),), orientasi="lanskap")
    isi = [tabel, Kop(()), tabel, KartuRingkas(()), Grafik("g", "G", SVG, "satu batang")]
    nb = build_notebook([("# T", [Judul("L", "", "draf")]), ("# Bab", isi)])
    berkas = Berkas(export_docx(build_dokumen(nb)))
    induk = [satu.getparent() for satu in berkas.isi.iter(f"{W}sectPr")]
    assert len(set(induk)) == len(induk) == len(berkas.bagian_halaman)


def test_tables_repeat_their_heads_and_keep_their_rows(dokumen, berkas) -> None:
    """Group, column and number rows are heads; no short row splits; a title is read aloud."""
    daftar = [s["blok"] for s in dokumen.simpul if s["jenis"] == "blok"]
    daftar = [blok for blok in daftar if blok["jenis_blok"] == "Tabel"]
    assert len(berkas.tabel) == len(daftar) == 2
    for tabel, blok in zip(berkas.tabel, daftar, strict=True):
        baris = tabel.findall(f"{W}tr")
        kepala = 2 + blok["is_kolom_bernomor"]  # both have groups
        ulang = [satu.find(f"{W}trPr/{W}tblHeader") is not None for satu in baris]
        assert ulang == [True] * kepala + [False] * len(blok["baris"])
        assert all(satu.find(f"{W}trPr/{W}cantSplit") is not None for satu in baris)
        assert tabel.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == blok["judul"]
        assert teks_unsur(tabel.getprevious()).startswith(f"Tabel {blok['nomor']}. {blok['judul']}")
        bawah = teks_unsur(tabel.getnext())
        assert bawah == f"Sumber: {blok['sumber']}"
        for satu in baris:
            rentang = [s.find(f"{W}tcPr/{W}gridSpan") for s in satu.findall(f"{W}tc")]
            lebar = sum(1 if s is None else int(s.get(f"{W}val")) for s in rentang)
            assert lebar == len(blok["kolom"])


def test_charts_are_pictures_with_words(dokumen, berkas) -> None:
    """PNG of the same drawing, its alternative text, a numbered caption below."""
    (grafik,) = [
        s["blok"]
        for s in dokumen.simpul
        if s["jenis"] == "blok" and s["blok"]["jenis_blok"] == "Grafik"
    ]
    (sifat,) = [u for u in berkas.isi.iter() if str(u.tag).endswith("}docPr")]
    assert sifat.get("descr") == grafik["alt"]
    (png,) = [isi for nama, isi in berkas.bagian.items() if nama.endswith(".png")]
    assert png.startswith(b"\x89PNG")
    judul = [teks_unsur(p) for p in berkas.isi.iter(f"{W}p") if gaya_alinea(p) == "Caption"]
    assert f"Gambar 1. {grafik['judul']}" in judul


@pytest.mark.parametrize(
    ("status", "tanda"), [("draf", "DRAF"), ("sementara", "SEMENTARA"), ("final", "")]
)
def test_every_page_wears_its_mark(status, tanda) -> None:
    """The first page's head and those of every paper; a final report has none."""
    laporan = build_laporan(panjang=5)
    kop, judul = laporan[0][1]
    laporan[0] = (laporan[0][0], [kop, replace(judul, status=status)])
    berkas = Berkas(export_docx(build_dokumen(build_notebook(laporan))))
    rujukan = [
        (satu.get(f"{W}type"), satu.getparent()) for satu in berkas.isi.iter(f"{W}headerReference")
    ]
    assert [jenis for jenis, _ in rujukan].count("first") == 1
    kepala = {n: teks_unsur(berkas.parse(n)) for n in berkas.bagian if "header" in n}
    assert len(kepala) == 3  # first page, upright, landscape
    for isi in kepala.values():
        kata = isi.split()
        assert ([tanda] if tanda else []) == [k for k in kata if k in {"DRAF", "SEMENTARA"}]
    kaki = [teks_unsur(berkas.parse(n)) for n in berkas.bagian if "footer" in n]
    assert kaki
    assert all("halaman" in satu and "dari" in satu for satu in kaki)


def test_language_and_properties_are_the_reports(isi, berkas) -> None:
    """Indonesian throughout, dated as the report and not as the machine."""
    naskah = docx.Document(io.BytesIO(isi))
    sifat = naskah.core_properties
    assert sifat.language == "id-ID"
    assert (sifat.title, sifat.author) == ("Laporan Kinerja Triwulan", "Badan Contoh Keuangan")
    assert sifat.created.isoformat()[:10] == "2026-06-30"
    gaya = berkas.parse("word/styles.xml")
    assert {satu.get(f"{W}val") for satu in gaya.iter(f"{W}lang")} == {"id-ID"}


def test_the_signature_block_never_splits(berkas) -> None:
    """Name, rank, NIP, room for the signature and the table of paraf in one whole row."""
    baris = next(
        satu
        for satu in berkas.isi.iter(f"{W}tr")
        if "NAMA LENGKAP CONTOH" in teks_unsur(satu) and "Jabatan" in teks_unsur(satu)
    )
    assert baris.find(f"{W}trPr/{W}cantSplit") is not None
    teks = teks_unsur(baris)
    for kata in ("Sekretaris", "Nama Dua", "ruang TTE", "Pembina Utama Muda", "NIP 00000000"):
        assert kata in teks


def test_the_same_document_gives_the_same_bytes(dokumen, isi) -> None:
    """No time, no order of a set, no random id."""
    assert export_docx(dokumen) == isi
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        assert {info.date_time for info in arsip.infolist()} == {(1980, 1, 1, 0, 0, 0)}


URUTAN = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs spacing ind jc outlineLvl"
    " rPr sectPr",
    "rPr": "rStyle rFonts b i caps color sz szCs u bdr lang",
    "pBdr": "top left bottom right",
    "tblPr": "tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "tcBorders": "top left bottom right insideH insideV",
    "sectPr": "headerReference footerReference headerReference footerReference type pgSz pgMar cols"
    " titlePg",
    "lvl": "start numFmt lvlText lvlJc pPr",
    "numbering": "abstractNum num",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr",
    "styles": "docDefaults style",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol"
    " listSeparator",
}
"""Children in the order of the schema: Word calls a file broken that has them otherwise."""


def find_salah_urut(akar: Any) -> list[str]:
    """Give the elements whose children stand in another order, or are not known here."""
    salah = []
    for satu in akar.iter():
        nama = str(satu.tag).removeprefix(W)
        if nama not in URUTAN:
            continue
        sisa = iter(URUTAN[nama].split())
        kini = ""
        for anak in satu:
            sebutan = str(anak.tag).removeprefix(W)
            if sebutan != kini and sebutan not in sisa:
                salah.append(f"{nama}: {sebutan} sesudah {kini}")
            kini = sebutan
    return salah


def test_elements_stand_in_the_order_word_asks_for(berkas) -> None:
    """LibreOffice forgives any order, Word none."""
    for nama in berkas.bagian:
        if nama.startswith("word/") and nama.endswith(".xml"):
            assert find_salah_urut(berkas.parse(nama)) == [], nama
    for sel in berkas.isi.iter(f"{W}tc"):
        assert sel[-1].tag == f"{W}p"
    for tabel in berkas.isi.iter(f"{W}tbl"):
        assert tabel.getnext() is not None
        assert tabel.getnext().tag == f"{W}p"


def test_a_wrong_order_is_found(berkas) -> None:
    """The guard is tripped once."""
    sifat = next(
        satu for satu in berkas.parse("word/document.xml").iter(f"{W}pPr") if len(satu) > 1
    )
    sifat.append(sifat[0])
    assert find_salah_urut(sifat) != []


def test_lists_begin_at_one_each_time() -> None:
    """Two numbered lists do not count on; a list in a list is one level deeper."""
    nb = build_notebook(
        [
            ("# T", [Judul("Laporan", "", "draf")]),
            ("# Bab\n\n1. a\n2. b\n   - c\n\nteks\n\n1. d", [Paragraf(("isi",))]),
        ]
    )
    berkas = Berkas(export_docx(build_dokumen(nb)))
    nomor: dict[str, tuple[str, str]] = {}
    for alinea in berkas.isi.iter(f"{W}p"):
        sifat = alinea.find(f"{W}pPr/{W}numPr")
        if sifat is not None:
            nilai = [sifat.find(f"{W}{n}").get(f"{W}val") for n in ("numId", "ilvl")]
            nomor[teks_unsur(alinea)] = (nilai[0], nilai[1])
    assert nomor["a"] == nomor["b"]
    assert nomor["a"][0] != nomor["d"][0]
    assert (nomor["a"][1], nomor["c"][1]) == ("0", "1")
    akar = berkas.parse("word/numbering.xml")
    ulang = {
        satu.get(f"{W}numId"): satu.find(f"{W}lvlOverride/{W}startOverride") is not None
        for satu in akar.iter(f"{W}num")
    }
    assert ulang[nomor["a"][0]]
    assert ulang[nomor["d"][0]]


@pytest.fixture(scope="module")
def racun() -> tuple[Any, dict[str, str]]:
    """A whole document of hostile blocks, and its texts."""
    penabur = Penabur()
    daftar = [build_racun(penabur, kelas) for kelas in KELAS_BLOK]
    judul = next(blok for blok in daftar if isinstance(blok, Judul))
    lain = [b for b in daftar if not isinstance(b, Judul) and type(b).__name__ != "Selesai"]
    return build_dokumen(build_notebook([("# T", [judul]), ("# Bab", lain)])), dict(penabur.teks)


def _list_teks(berkas: Berkas) -> list[str]:
    return [n for n in berkas.bagian if n.startswith("word/") and n.endswith(".xml")]


@pytest.mark.gangguan(30)
def test_every_text_is_shown_as_typed(racun) -> None:
    """Nothing opens an element; no field, formula or link is made of what somebody typed."""
    dokumen, teks = racun
    berkas = Berkas(export_docx(dokumen))
    assert berkas.angka == [(satu["id"], satu["teks"]) for satu in dokumen.iter_angka()]
    isi = berkas.isi.getroottree().getroot()
    atribut = "".join(nilai for satu in isi.iter() for nilai in satu.attrib.values())
    seluruh = "".join(teks_unsur(berkas.parse(n)) for n in _list_teks(berkas))
    hilang = [
        nama
        for satu, nama in teks.items()
        if is_tampak(nama) and nama != "Angka.id" and satu not in seluruh + atribut
    ]
    assert hilang == []
    perintah = {(satu.text or "").split()[0] for satu in isi.iter(f"{W}instrText")}
    assert perintah <= {"SEQ", "TOC"}
    assert RACUN not in "".join(satu.text or "" for satu in isi.iter(f"{W}instrText"))


@pytest.mark.parametrize(
    "teks", ["=1+1", "@SUM(A1)", "DDEAUTO c:\\x", "a\x00b\x1b\ud800c", "{ INCLUDE x }"]
)
def test_formulas_and_control_characters_stay_text(teks) -> None:
    """A figure's words are one run of text, whatever they begin with."""
    nb = build_notebook([("# T", [Judul("Laporan", "", "draf")]), ("# Bab", [Paragraf((teks,))])])
    berkas = Berkas(export_docx(build_dokumen(nb)))
    bersih = re.sub("[\x00\x1b\ud800]", "\ufffd", teks)
    assert bersih in [teks_unsur(p) for p in berkas.isi.iter(f"{W}p")]
    assert not list(berkas.isi.iter(f"{W}instrText"))


def test_a_chart_that_cannot_be_painted_is_told(dokumen, monkeypatch, tmp_path) -> None:
    """In words, naming Word; the other formats do not depend on it."""
    rusak = tmp_path / "gambar.typ"
    rusak.write_text("#panic()", encoding="utf-8")
    monkeypatch.setattr(docx_gambar, "TEMPLAT", rusak)
    with pytest.raises(EksporError, match="Grafik tidak dapat digambar untuk Word"):
        export_docx(dokumen)


def test_the_exporter_is_registered_for_jupyter() -> None:
    """Every format of the list is an entry point under its name, and the other way round."""
    import tomllib
    from pathlib import Path

    proyek = tomllib.loads(
        (Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8")
    )
    terdaftar = proyek["project"]["entry-points"]["nbconvert.exporters"]
    assert terdaftar == {f"kinerja_{n}": b.pengekspor for n, b in DAFTAR_BENTUK.items()}
    isi, _ = DocxExporter().from_notebook_node(build_notebook(build_laporan(panjang=5)))
    assert bytes(isi).startswith(b"PK")
