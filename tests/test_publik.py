"""The public edition: nothing personal or internal in any file, and every guard trips."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections import Counter

import openpyxl
import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader, PdfWriter

from kinerja.cli.utama import run
from kinerja.ekspor.bentuk import BENTUK_TERBACA
from kinerja.folder import Folder
from kinerja.galat import KeutuhanError, ParameterError
from kinerja.isi.blok import Judul, Paraf, Paragraf, Pengesahan
from kinerja.jalankan.jalan import run_laporan
from kinerja.jalankan.rancang import JENIS_TRIWULAN
from kinerja.periode import Periode
from kinerja.portal.butir import read_butir
from kinerja.publik import edisi
from kinerja.publik.edisi import run_publik
from kinerja.publik.pindai import scan_berkas
from kinerja.publik.pola import Penyaring
from kinerja.publik.saring import build_publik
from tests.bantuan_ekspor import build_notebook
from tests.bantuan_portal import build_hasil, write_periode
from tests.bantuan_riwayat import edit

NIP = "19790101 200501 1 001"
NIK = "3508011203790004"
TELEPON = "0812-3456-7890"
SUREL = "bambang.w@contoh.go.id"
JALUR = r"D:\laporan\rahasia.xlsx"
ORANG = "Bambang Wicaksono"
RAHASIA = (NIP, NIK, TELEPON, SUREL, JALUR, ORANG, "Siti Rahmawati", NIP.replace(" ", ""))


@pytest.mark.parametrize(
    ("teks", "jenis"),
    [
        (f"NIP {NIP}", "NIP"),
        ("NIP. 197901012005011001,", "NIP"),
        ("19790101\u00a0200501\u00a01\u00a0001", "NIP"),
        (f"NIK: {NIK}.", "NIK"),
        ("3508 0112 0379 0004", "NIK"),
        ("350801.120379.0004", "NIK"),
        (TELEPON, "telepon"),
        ("(0812) 3456 7890", "telepon"),
        ("WA 081234567890", "telepon"),
        ("kantor,081234567890", "telepon"),
        ("+62 812 3456 7890", "telepon"),
        ("+62 334 881622", "telepon"),
        (f"tulis ke {SUREL}", "surel"),
        (JALUR, "jalur"),
        (r"\\server\bagi\a.xlsx", "jalur"),
        ("file:///a/b", "jalur"),
        ("di /" + "home/budi/laporan.pdf", "jalur"),
        ("data/bpkd/2026/tw1/ppkd.xlsx, sel C7", "jalur"),
        ("oleh BAMBANG\nWICAKSONO", "nama"),
        ("Dr. Bambang Wicaksono, S.E., M.M.", "nama"),
    ],
)
def test_what_is_personal_is_found_and_replaced(teks, jenis) -> None:
    """Each kind in the ways people write it; nothing of it is left."""
    bersih, jumlah = Penyaring(["Dr. Bambang Wicaksono, S.E."]).replace(teks)
    assert set(jumlah) == {jenis}
    assert not Penyaring([ORANG]).find(bersih)
    assert "[dihapus]" in bersih


@pytest.mark.parametrize(
    "teks",
    [
        "Rp371.860.787.429 dari Rp1.234.567.890.123,45",
        "5.02.01.2.01.01 Penyusunan Dokumen Perencanaan",
        "Nomor 000.7.2/001/BPKD/2026, 13/07/2026",
        "Telepon (0334) 881622",
        "paling besar 1000000000000000",
        "45,88% dan 0,081234567890",
        "dan/atau per kg/ha/tahun, s.d. Triwulan II",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "../../../index.html#buka=bpkd/2026-tw1/laporan-triwulan.html",
        "data/informasi pendukung",
        "Wicaksono Utama",
    ],
)
def test_what_belongs_to_a_report_stays(teks) -> None:
    """Money, account codes, letter numbers, office telephones, shares, hashes, links."""
    assert Penyaring([ORANG]).replace(teks) == (teks, Counter())


def test_internal_cells_names_and_signatures_go() -> None:
    """A tagged cell, the dispositions, a paragraph with a name, signature and paraf."""
    sah = Pengesahan("Contoh, 1 Juli", ("Kepala Badan",), ORANG, "Pembina", NIP, (Paraf("A", "B"),))
    nb = build_notebook(
        [
            ("# T", [Judul("L", "", "final")]),
            ("# Satu", [Paragraf((f"hubungi {TELEPON}",)), Paragraf((ORANG,)), sah]),
            ("# Dua", [Paragraf(("arahan pimpinan",))]),
            ("# Tiga", [Paragraf(("catatan analis",))]),
        ]
    )
    kode = [sel for sel in nb.cells if sel.cell_type == "code"]
    kode[-2].source = "laporan.tindak_lanjut()"
    kode[-1].metadata["tags"] = ["internal"]
    semula = json.dumps(nb)
    dokumen, jumlah = build_publik(nb, Penyaring([ORANG]))
    assert json.dumps(nb) == semula
    teks = json.dumps(dokumen.simpul, ensure_ascii=False)
    for rahasia in (ORANG, NIP, TELEPON, "Pembina", "arahan pimpinan", "catatan analis", "Dua"):
        assert rahasia not in teks, rahasia
    assert "ditandatangani" in teks
    assert jumlah == {"bagian internal": 2, "nama": 3, "NIP": 1, "telepon": 1}


# --- the look at finished files --------------------------------------------------------------


def scan(jalur):
    """The kinds found in one file."""
    daftar = scan_berkas(jalur, jalur.name, Penyaring([ORANG]), {"BPKD"})
    return {temuan.jenis: temuan.jumlah for temuan in daftar}


@pytest.mark.parametrize(
    ("isi", "jenis"),
    [
        (f"<p>{NIK}</p>", {"NIK": 1}),
        (f"<p title='{NIK}'>a</p>", {"NIK": 1}),
        (f"<p>hubungi <b>{ORANG}</b></p>", {"nama": 1}),
        ("<!-- catatan -->", {"komentar": 1}),
        ("<style>a{color:#123456}</style><p>a</p>", {}),
    ],
)
def test_html_is_looked_through(tmp_path, isi, jenis) -> None:
    """Text, attributes and comments; style is no text."""
    (tmp_path / "a.html").write_text(isi, encoding="utf-8")
    assert scan(tmp_path / "a.html") == jenis


def test_pdf_is_looked_through(tmp_path) -> None:
    """Metadata, the author, attachments."""
    pdf = PdfWriter()
    pdf.add_blank_page(100, 100)
    pdf.add_metadata({"/Author": ORANG, "/Subject": SUREL})
    pdf.add_attachment("a.txt", b"isi")
    pdf.write(tmp_path / "a.pdf")
    assert scan(tmp_path / "a.pdf") == {"nama": 1, "surel": 1, "lampiran": 1, "pembuat": 1}


@pytest.mark.parametrize(
    ("nama", "xml", "jenis"),
    [
        ("xl/sharedStrings.xml", f"<si><t>{TELEPON}</t></si>", {"telepon": 1}),
        ("xl/worksheets/sheet1.xml", f"<c><v>{NIK}</v></c>", {"NIK": 1}),
        ("xl/worksheets/sheet1.xml", "<c><v>371860787429.1234567890123456</v></c>", {}),
        ("xl/workbook.xml", '<sheet name="a" state="veryHidden"/>', {"lembar tersembunyi": 1}),
        ("xl/worksheets/sheet1.xml", '<col min="1" hidden="1"/>', {"kolom tersembunyi": 1}),
        (
            "xl/worksheets/sheet1.xml",
            '<row r="1" hidden="1"><c><v>1</v></c></row>',
            {"baris tersembunyi": 1},
        ),
        ("xl/_rels/a.rels", '<Relationship Target="/xl/b/c.xml"/>', {}),
        ("xl/_rels/a.rels", '<Relationship TargetMode="External"/>', {"rujukan ke luar": 1}),
        ("xl/comments1.xml", "<comment/>", {"bagian asing": 1}),
        ("docProps/core.xml", "<dc:creator>Orang Lain</dc:creator>", {"pembuat": 1}),
        ("docProps/core.xml", "<dc:creator>BPKD</dc:creator>", {}),
        ("word/document.xml", "<w:r><w:rPr><w:vanish/></w:rPr></w:r>", {"teks tersembunyi": 1}),
        ("word/document.xml", '<w:ins w:id="1">', {"perubahan terlacak": 1}),
        (
            "word/document.xml",
            "<w:p><w:r><w:t>Bambang Wica</w:t></w:r><w:r><w:t>ksono</w:t></w:r></w:p>",
            {"nama": 1},
        ),
    ],
)
def test_office_files_are_looked_through(tmp_path, nama, xml, jenis) -> None:
    """Every part: words also where runs split them, what is hidden, and who made it."""
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as wadah:
        wadah.writestr(nama, xml)
    assert scan(tmp_path / "a.docx") == jenis


def test_json_and_unknown_files_are_looked_at_too(tmp_path) -> None:
    """Keys and values; what cannot be read is a finding."""
    (tmp_path / "a.json").write_text(json.dumps({NIK: [{"a": ORANG}]}))
    assert scan(tmp_path / "a.json") == {"NIK": 1, "nama": 1}
    (tmp_path / "a.csv").write_text(f"12,{TELEPON}\n")
    assert scan(tmp_path / "a.csv") == {"telepon": 1}
    (tmp_path / "a.ipynb").write_text("{}")
    assert scan(tmp_path / "a.ipynb") == {"berkas yang tidak dapat diperiksa": 1}


# --- a salted sample -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def asin(asli, tmp_path_factory):
    """The sample with secrets in form, officials and hidden sheet; a final report and a draft."""
    akar = tmp_path_factory.mktemp("publik") / "kerja"
    shutil.copytree(asli, akar)
    isian = akar / "data/bpkd/2026/tw1/bidang-aset.xlsx"
    rahasia = f"Hubungi {ORANG} NIP {NIP}, NIK {NIK}, {TELEPON}, {SUREL}, Siti Rahmawati, {JALUR}"
    edit(isian, "Indikator", "IKS-3.1", "Kendala", rahasia)
    buku = openpyxl.load_workbook(isian)
    buku.create_sheet("Rahasia")["A1"] = f"lembar rahasia {NIK}"
    buku["Rahasia"].sheet_state = "hidden"
    buku.save(isian)
    contoh = akar / "parameters/bpkd/pejabat.contoh.yaml"
    pejabat = contoh.read_text(encoding="utf-8").replace("00000000 000000 0 000", NIP)
    pejabat = pejabat.replace("Nama Kepala Badan (contoh)", f"Dr. {ORANG}, M.M.")
    contoh.with_name("pejabat.lokal.yaml").write_text(pejabat, encoding="utf-8")
    pemda = "pejabat: {bupati: {nama: Siti Rahmawati}}"
    (akar / "parameters/pejabat-pemda.lokal.yaml").write_text(pemda, encoding="utf-8")
    folder = Folder(akar)
    run_laporan(
        folder,
        "bpkd",
        Periode(2026, 1),
        bentuk=BENTUK_TERBACA,
        daftar_jenis=(JENIS_TRIWULAN,),
    )
    write_periode(akar, "bpkd", "2026-tw2", {"laporan-triwulan": build_hasil("draf")})
    return folder


@pytest.fixture(scope="module")
def terbit(asin):
    """Its public edition, by the command."""
    tujuan = asin.akar.parent / "publik"
    return tujuan, run_publik(asin, tujuan)


@pytest.mark.notebook
def test_the_salt_is_in_the_report_and_not_in_the_edition(asin, terbit) -> None:
    """All of it in the office's HTML, none of it in any byte or word of the public files."""
    tujuan, hasil = terbit
    semula = (asin.akar / "outputs/bpkd/2026-tw1/laporan-triwulan.html").read_text(encoding="utf-8")
    for rahasia in (NIP, NIK, TELEPON, SUREL, JALUR, ORANG, "Siti Rahmawati"):
        assert rahasia in semula, rahasia
    (satu,) = hasil.laporan
    nama = {jalur.rpartition("/")[2] for jalur in satu.berkas}
    assert nama == {
        *("laporan-triwulan.html", "laporan-triwulan.pdf", "laporan-triwulan.docx"),
        *("rekap.xlsx", "hasil.json"),
    }
    for jenis in ("NIP", "NIK", "telepon", "surel", "jalur", "nama", "bagian internal"):
        assert satu.dihapus[jenis] >= 1, jenis
    for jalur in tujuan.rglob("*"):
        if jalur.is_dir():
            continue
        isi = jalur.read_bytes()
        if zipfile.is_zipfile(jalur):
            with zipfile.ZipFile(jalur) as wadah:
                isi = b"".join(wadah.read(bagian) for bagian in wadah.namelist())
        if jalur.suffix == ".pdf":
            isi += "".join(h.extract_text() for h in PdfReader(jalur).pages).encode()
        for rahasia in (*RAHASIA, "lembar rahasia"):
            assert rahasia.encode() not in isi, (jalur.name, rahasia)


@pytest.mark.notebook
def test_the_edition_is_whole_and_readable(terbit) -> None:
    """Figures, charts and contents stay; its own list leads to it; the draft is not in it."""
    tujuan, hasil = terbit
    jalur = tujuan / "bpkd/2026-tw1/laporan-triwulan.html"
    sup = BeautifulSoup(jalur.read_text(encoding="utf-8"), "lxml")
    teks = sup.get_text()
    assert "Capaian kinerja organisasi" in teks
    assert "ditandatangani" in teks
    assert "Kelengkapan, temuan data" not in teks
    assert "Disposisi" not in teks
    assert len(sup.select("figure img")) >= 2
    daftar = BeautifulSoup((tujuan / "index.html").read_text(encoding="utf-8"), "lxml")
    assert [b["id"] for b in daftar.select("main tbody tr")] == ["bpkd-2026-tw1"]
    assert ("bpkd/2026-tw2/laporan-triwulan", "belum final (draf)") in hasil.dilewati
    assert not (tujuan / "bpkd/2026-tw2").exists()
    lembar = openpyxl.load_workbook(tujuan / "bpkd/2026-tw1/rekap.xlsx").worksheets
    assert {satu.sheet_state for satu in lembar} == {"visible"}


@pytest.fixture
def hanya_html(monkeypatch):
    """Editions of HTML alone: what is asked does not depend on the format."""

    def read(keluaran):
        daftar, masalah = read_butir(keluaran)
        for satu in daftar:
            satu["berkas"] = {"html": satu["berkas"]["html"]}
        return daftar, masalah

    monkeypatch.setattr(edisi, "read_butir", read)


@pytest.mark.notebook
@pytest.mark.usefixtures("hanya_html")
def test_an_edition_is_replaced_but_nothing_else(asin, terbit, capsys) -> None:
    """Again into the same folder; a file of somebody else's, or the kit's folders, are refused."""
    tujuan, _ = terbit
    assert run(["bagikan", "--publik", str(tujuan), "--folder", str(asin.akar)]) == 0
    keluar = capsys.readouterr().out
    assert "bpkd/2026-tw1/laporan-triwulan: dihapus" in keluar
    assert "belum final (draf)" in keluar
    asing = tujuan / "milik-saya.txt"
    asing.write_text("x")
    with pytest.raises(ParameterError, match=r"memuat berkas lain.*milik-saya\.txt"):
        run_publik(asin, tujuan)
    asing.unlink()
    for lain in ("outputs/publik", "data", "."):
        with pytest.raises(ParameterError, match="di antara berkas kerja"):
            run_publik(asin, asin.akar / lain)
    assert run(["bagikan", "--folder", str(asin.akar)]) == 2


@pytest.mark.notebook
@pytest.mark.usefixtures("hanya_html")
def test_an_edition_with_something_left_is_refused_and_the_old_one_stays(
    asin, terbit, monkeypatch
) -> None:
    """Exit 5, naming file and kind, never the thing itself; nothing else is left behind."""
    tujuan, _ = terbit
    semula = {satu: satu.read_bytes() for satu in tujuan.rglob("*") if satu.is_file()}

    def lolos(nb, penyaring):
        dokumen, jumlah = build_publik(nb, penyaring)
        dokumen.simpul[-1]["blok"]["judul"] = f"hubungi {ORANG}"
        return dokumen, jumlah

    monkeypatch.setattr(edisi, "build_publik", lolos)
    with pytest.raises(KeutuhanError) as galat:
        run_publik(asin, tujuan)
    assert galat.value.kode_keluar == 5
    assert "laporan-triwulan.html: 1 nama" in galat.value.pesan
    assert ORANG not in galat.value.pesan
    assert {satu: satu.read_bytes() for satu in tujuan.rglob("*") if satu.is_file()} == semula
    assert not list(tujuan.parent.glob(".publik*"))


@pytest.mark.notebook
def test_a_notebook_changed_since_is_not_published(asin, terbit) -> None:
    """What is rendered anew is what was made, or nothing."""
    assert terbit
    jalur = asin.akar / "outputs/bpkd/2026-tw1/notebook/laporan-triwulan.ipynb"
    isi = jalur.read_bytes()
    jalur.write_bytes(isi.replace(b"Pendahuluan", b"Pembukaan"))
    try:
        with pytest.raises(KeutuhanError, match="berubah sejak dibuat"):
            run_publik(asin, asin.akar.parent / "lain")
    finally:
        jalur.write_bytes(isi)
    assert not (asin.akar.parent / "lain").exists()
