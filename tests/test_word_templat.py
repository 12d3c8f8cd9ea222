"""The agency's Word template: another letterhead works, a broken or hostile one is refused."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from kinerja.cli.utama import run
from kinerja.ekspor.bentuk import BENTUK_TERBACA
from kinerja.ekspor.docx import export_docx
from kinerja.ekspor.dokumen import build_dokumen
from kinerja.folder import Folder
from kinerja.galat import EksporError
from kinerja.jalankan.disposisi import run_disposisi
from kinerja.jalankan.hasil_jalan import KeadaanLaporan
from kinerja.jalankan.manifes import read_manifes
from kinerja.jalankan.pilihan import Perkakas
from kinerja.periode import Periode
from kinerja.word import NAMA_TEMPLAT
from kinerja.word.dasar import build_dasar, write_wadah
from kinerja.word.gaya import DAFTAR_GAYA
from kinerja.word.templat import (
    BAGIAN_MAKS,
    INFLASI_MAKS,
    UKURAN_MAKS,
    measure_huruf,
    open_templat,
)
from tests.bantuan_docx import Berkas, W, gaya_alinea, teks_unsur
from tests.bantuan_ekspor import build_laporan, build_notebook
from tests.bantuan_jalankan import open_serial

TW2 = Periode(2026, 2)


def build_templat(ubah: Any = lambda _: None) -> bytes:
    """Change the reference template as Word would, and save it."""
    naskah = docx.Document(io.BytesIO(build_dasar()))
    ubah(naskah)
    hasil = io.BytesIO()
    naskah.save(hasil)
    return hasil.getvalue()


def edit_bagian(ubahan: dict[str, bytes], asal: bytes | None = None) -> bytes:
    """Change or add parts of the reference template."""
    with zipfile.ZipFile(io.BytesIO(asal or build_dasar())) as arsip:
        bagian = {nama: arsip.read(nama) for nama in arsip.namelist()}
    return write_wadah(bagian | ubahan)


def read_bagian(nama: str) -> bytes:
    """Read a part of the reference template."""
    with zipfile.ZipFile(io.BytesIO(build_dasar())) as arsip:
        return arsip.read(nama)


@pytest.fixture(scope="module")
def dokumen():
    """A small document with every block."""
    return build_dokumen(build_notebook(build_laporan(panjang=3)))


@pytest.fixture
def templat(tmp_path):
    """Write a template and give its path."""

    def write(isi: bytes) -> Path:
        jalur = tmp_path / "parameters" / "bpkd" / NAMA_TEMPLAT
        jalur.parent.mkdir(parents=True, exist_ok=True)
        jalur.write_bytes(isi)
        return jalur

    return write


def test_the_reference_template_is_what_a_report_stands_on(dokumen, templat) -> None:
    """Saved as a file and given back it changes nothing but the id of the text."""
    sendiri = Berkas(export_docx(dokumen))
    diberi = Berkas(export_docx(dokumen, templat(build_dasar())))
    assert diberi.bagian == sendiri.bagian


def _kop(naskah: Any) -> None:
    kepala = naskah.sections[0].header
    kepala.paragraphs[0].text = "PEMERINTAH KOTA LAIN"
    kepala.add_paragraph("BADAN KEUANGAN LAIN")


def test_a_letterhead_in_the_head_takes_the_place_of_ours(dokumen, templat) -> None:
    """It stands on the first page, followed by the mark; the other pages have the running head."""
    berkas = Berkas(export_docx(dokumen, templat(build_templat(_kop))))
    kepala = [teks_unsur(berkas.parse(n)) for n in sorted(berkas.bagian) if "/header" in n]
    assert [satu for satu in kepala if "BADAN KEUANGAN LAIN" in satu] == [
        "PEMERINTAH KOTA LAINBADAN KEUANGAN LAIN SEMENTARA "
    ]
    isi = [teks_unsur(satu) for satu in berkas.isi.iter(f"{W}p")]
    assert "Pemerintah Kabupaten Contoh" not in isi  # the letterhead made from instansi.yaml
    jenis = [satu.get(f"{W}type") for satu in berkas.isi.iter(f"{W}headerReference")]
    assert jenis[0] == "first"
    assert set(jenis[1:]) == {"default"}
    assert berkas.angka == [(satu["id"], satu["teks"]) for satu in dokumen.iter_angka()]


def test_first_lines_foot_fonts_and_margins_are_the_templates(dokumen, templat) -> None:
    """Lines before the report stay; its foot stands on all pages; wide type gets more paper."""

    def ubah(naskah: Any) -> None:
        naskah.add_paragraph("KOP DI BARIS PERTAMA")
        naskah.sections[0].footer.paragraphs[0].text = "Ditandatangani secara elektronik"
        naskah.sections[0].left_margin = Mm(30)
        naskah.sections[0].page_height = Mm(330)
        naskah.styles["Normal"].font.name = "Bookman Old Style"

    berkas = Berkas(export_docx(dokumen, templat(build_templat(ubah))))
    alinea = [teks_unsur(satu) for satu in berkas.isi.iter(f"{W}p")]
    assert alinea[0] == "KOP DI BARIS PERTAMA"
    kaki = [teks_unsur(berkas.parse(n)) for n in berkas.bagian if "/footer" in n]
    assert kaki == ["Ditandatangani secara elektronik"]
    assert berkas.bagian_halaman[0] == (210, 330, False)
    lebar = (210 - 30 - 20) / 25.4 * 1440 + 40
    tegak = berkas.tabel[0]
    assert sum(int(satu.get(f"{W}w")) for satu in tegak.iter(f"{W}gridCol")) <= lebar


def test_settings_that_would_hide_the_mark_or_ask_are_dropped(dokumen, templat) -> None:
    """Heads of their own for even pages, and fields to be renewed when the file is opened."""

    def ubah(naskah: Any) -> None:
        naskah.settings.odd_and_even_pages_header_footer = True
        perbarui = OxmlElement("w:updateFields")
        perbarui.set(qn("w:val"), "true")
        naskah.settings.element.append(perbarui)

    isi = build_templat(ubah)
    asal = Berkas(isi).bagian["word/settings.xml"]
    assert b"evenAndOddHeaders" in asal
    assert b"updateFields" in asal
    kini = Berkas(export_docx(dokumen, templat(isi))).bagian["word/settings.xml"]
    assert b"evenAndOddHeaders" not in kini
    assert b"updateFields" not in kini


def test_styles_are_found_by_their_names(dokumen, templat) -> None:
    """Word in another language gives ids of its own; names stay."""
    gaya = read_bagian("word/styles.xml").replace(b'w:styleId="Heading1"', b'w:styleId="Judul1"')
    berkas = Berkas(export_docx(dokumen, templat(edit_bagian({"word/styles.xml": gaya}))))
    gaya_kepala = {gaya_alinea(p) for p in berkas.isi.iter(f"{W}p") if teks_unsur(p) == "Ringkasan"}
    assert "Judul1" in gaya_kepala
    assert "Heading1" not in gaya_kepala


@pytest.mark.parametrize("nama", [satu.nama for satu in DAFTAR_GAYA if satu.nama != "Normal"])
def test_a_template_without_a_style_is_refused_by_its_name(nama, templat) -> None:
    """Every style of the list is asked for, named with what it is for."""
    pola = rf'<w:style (?:(?!</w:style>).)*<w:name w:val="{nama}"/>.*?</w:style>'
    gaya = re.sub(pola.encode(), b"", read_bagian("word/styles.xml"))
    arti = next(satu.arti for satu in DAFTAR_GAYA if satu.nama == nama)
    with pytest.raises(EksporError) as galat:
        open_templat(templat(edit_bagian({"word/styles.xml": gaya})))
    assert f"“{nama}” ({arti})" in galat.value.pesan
    assert "parameters/bpkd/templat.docx" in galat.value.pesan
    assert galat.value.pesan.count("“") == 1


def test_a_document_of_somebody_else_is_told_all_it_lacks(templat) -> None:
    """A plain Word document: all our own styles at once."""
    hasil = io.BytesIO()
    docx.Document().save(hasil)
    with pytest.raises(EksporError) as galat:
        open_templat(templat(hasil.getvalue()))
    ada = {"Normal", "Title", "Subtitle", "caption", "Quote", "header", "footer", "TOC Heading"}
    ada |= {"List Paragraph", *(f"heading {tingkat}" for tingkat in range(1, 5))}
    disebut = {satu.nama for satu in DAFTAR_GAYA if f"“{satu.nama}”" in galat.value.pesan}
    assert disebut == {satu.nama for satu in DAFTAR_GAYA} - ada


def _relasi(jenis: str, tujuan: str) -> dict[str, bytes]:
    nama = "word/_rels/document.xml.rels"
    baru = (
        f'<Relationship Id="rId99" Target="{tujuan}" TargetMode="External" Type="http://schemas.'
        f'openxmlformats.org/officeDocument/2006/relationships/{jenis}"/></Relationships>'
    )
    return {nama: read_bagian(nama).replace(b"</Relationships>", baru.encode())}


def _jenis_makro() -> dict[str, bytes]:
    nama = "[Content_Types].xml"
    lama = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return {nama: read_bagian(nama).replace(lama, b"vnd.ms-word.document.macroEnabled.main+xml")}


def _jenis_dotx() -> dict[str, bytes]:
    nama = "[Content_Types].xml"
    return {nama: read_bagian(nama).replace(b"document.main+xml", b"template.main+xml")}


TTD = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>'
TOLAK: dict[str, tuple[Any, str]] = {
    "teks": (lambda: b"bukan docx", "bukan dokumen .docx"),
    "kosong": (lambda: b"", "berkas kosong"),
    "zip lain": (lambda: write_wadah({"a.txt": b"a"}), "bukan dokumen Word"),
    "terpotong": (lambda: build_dasar()[:2000], "rusak"),
    "makro": (lambda: edit_bagian({"word/vbaProject.bin": b"x"}), "makro"),
    "docm": (lambda: edit_bagian(_jenis_makro()), "makro"),
    "dotx": (lambda: edit_bagian(_jenis_dotx()), "dotx"),
    "objek": (lambda: edit_bagian({"word/embeddings/a.bin": b"x"}), "objek tertanam"),
    "activex": (lambda: edit_bagian({"word/activeX/a.xml": b"<a/>"}), "ActiveX"),
    "ke luar": (lambda: edit_bagian({"../a.xml": b"<a/>"}), "menunjuk ke luar"),
    "entitas": (lambda: edit_bagian({"word/settings.xml": TTD}), "XML dengan definisi"),
    "templat jauh": (
        lambda: edit_bagian(_relasi("attachedTemplate", "http://contoh.invalid/a.dotm")),
        "diambil dari luar",
    ),
    "gambar jauh": (
        lambda: edit_bagian(_relasi("image", "http://contoh.invalid/a.png")),
        "diambil dari luar",
    ),
    "mengembang": (
        lambda: edit_bagian({"word/media/a.bin": b"\0" * (INFLASI_MAKS + 1)}),
        "mengembang",
    ),
    "terlalu banyak": (
        lambda: edit_bagian({f"word/media/{i}.bin": b"" for i in range(BAGIAN_MAKS)}),
        "bagian",
    ),
    "terlalu besar": (lambda: b"PK" + b"\0" * UKURAN_MAKS, "MB"),
    "xml rusak": (lambda: edit_bagian({"word/styles.xml": b"<w:styles"}), "rusak"),
    "lanskap": (lambda: build_templat(_putar), "lebar teks"),
    "sempit": (lambda: build_templat(_sempit), "lebar teks 60 mm"),
    "dua bagian": (lambda: build_templat(lambda n: n.add_section()), "2 bagian halaman"),
}


def _putar(naskah: Any) -> None:
    bagian = naskah.sections[0]
    bagian.orientation = WD_ORIENT.LANDSCAPE
    bagian.page_width, bagian.page_height = bagian.page_height, bagian.page_width


def _sempit(naskah: Any) -> None:
    naskah.sections[0].left_margin = Mm(130)


@pytest.mark.parametrize("nama", TOLAK)
def test_a_broken_template_is_refused_with_what_is_wrong(nama, templat) -> None:
    """In Indonesian: the file, what was found, what is expected, what to do."""
    buat, kata = TOLAK[nama]
    with pytest.raises(EksporError) as galat:
        open_templat(templat(buat()))
    assert galat.value.masalah == "Templat Word tidak dapat dipakai"
    assert kata in galat.value.ditemukan + galat.value.diharapkan
    assert "kinerja templat" in galat.value.saran


def test_a_link_in_a_template_is_no_danger(templat) -> None:
    """An address in the letterhead that readers may click is left."""
    isi = edit_bagian(_relasi("hyperlink", "https://contoh.invalid/"))
    assert open_templat(templat(isi))


def test_the_command_begins_checks_and_never_overwrites(akar, capsys) -> None:
    """Written once; a changed one is checked and kept; a broken one exits with words."""
    jalur = akar / "parameters" / "bpkd" / NAMA_TEMPLAT
    assert run(["templat"]) == 0
    assert jalur.read_bytes() == build_dasar()
    jalur.write_bytes(build_templat(_kop))
    sebelum = jalur.read_bytes()
    assert run(["templat"]) == 0
    assert "dapat dipakai" in capsys.readouterr().out
    assert jalur.read_bytes() == sebelum
    jalur.write_bytes(b"rusak")
    assert run(["templat"]) == 1
    assert "bukan dokumen .docx" in capsys.readouterr().err


@pytest.mark.notebook
def test_a_broken_template_leaves_the_other_formats(akar) -> None:
    """Exit 1, said in words and in the manifest; mended, the sheet is made anew in Word too."""
    folder = Folder(akar)
    jalur = folder.parameter("bpkd") / NAMA_TEMPLAT
    jalur.write_bytes(b"rusak")
    pilihan = {"bentuk": BENTUK_TERBACA, "perkakas": Perkakas(buka=open_serial)}
    hasil = run_disposisi(folder, "bpkd", TW2, **pilihan)
    assert hasil.kode_keluar == 1
    assert hasil.laporan.keadaan == KeadaanLaporan.SEBAGIAN
    ((bentuk, pesan),) = hasil.laporan.gagal_bentuk
    assert bentuk == "docx"
    assert "Templat Word tidak dapat dipakai (parameters/bpkd/templat.docx)" in pesan
    assert {Path(n).suffix for n in hasil.laporan.berkas} == {".html", ".pdf", ".json", ".ipynb"}
    catatan = read_manifes(folder.keluaran("bpkd", TW2))["tugas"]["disposisi/lembar-1"]
    assert catatan["gagal_bentuk"] == {"docx": pesan}
    jalur.write_bytes(build_templat(_kop))
    hasil = run_disposisi(folder, "bpkd", TW2, **pilihan)
    assert hasil.kode_keluar == 0
    assert any(NAMA_TEMPLAT in alasan for alasan in hasil.laporan.perubahan)
    keluaran = folder.keluaran("bpkd", TW2) / "disposisi"
    berkas = Berkas((keluaran / "lembar-1.docx").read_bytes())
    kepala = "".join(teks_unsur(berkas.parse(n)) for n in berkas.bagian if "/header" in n)
    assert "BADAN KEUANGAN LAIN" in kepala
    angka = json.loads((keluaran / "lembar-1.hasil.json").read_text(encoding="utf-8"))["angka"]
    assert dict(berkas.angka) == {kunci: satu["teks"] for kunci, satu in angka.items()}
    teks = teks_unsur(berkas.isi)
    for kata in ("Diteruskan kepada", "☐ Rahasia", "Batas waktu", "Paraf dan tanggal"):
        assert kata in teks


def test_the_guide_lists_every_style() -> None:
    """What docs/templat-word.md says a template needs is the list that it is checked against."""
    teks = (Path(__file__).parent.parent / "docs" / "templat-word.md").read_text(encoding="utf-8")
    tabel = teks.split("## Gaya yang harus ada", 1)[1].split("\n## ", 1)[0]
    baris = re.findall(r"^\| (?!gaya \|)([^|]+?) \| ([^|]+?) \|$", tabel, re.MULTILINE)
    assert baris == [(satu.nama, satu.arti) for satu in DAFTAR_GAYA]


@pytest.mark.parametrize(
    ("huruf", "pengali"), [("Arial", 1.12), ("Verdana", 1.42), ("Huruf Lain", 1.42), (None, 1.12)]
)
def test_tables_are_measured_for_the_templates_font(huruf, pengali, templat) -> None:
    """By the font of cells, else of all text; an unknown one is taken for the widest."""

    def ubah(naskah: Any) -> None:
        naskah.styles["Normal"].font.name = huruf

    assert measure_huruf(open_templat(templat(build_templat(ubah)))) == pengali
    sel = build_templat(lambda n: setattr(n.styles["Kinerja Sel"].font, "name", "Arial Narrow"))
    assert measure_huruf(open_templat(templat(sel))) == 0.95
