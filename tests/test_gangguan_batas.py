"""Files built to cost time or memory: each refused or read in little of both, the rest goes on.

All of them are handed in by one process of its own, which measures each: processor seconds of the
file, and at the end the most memory that the process ever held.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from kinerja.bukti.sel import find_tanggal, parse_bukti
from kinerja.excel import batas, isi_lembar
from kinerja.excel.beda import build_perbedaan
from kinerja.excel.buku import PenjagaBuku, unescape_teks
from kinerja.excel.format_sel import parse_pola
from kinerja.excel.isi_lembar import read_isi
from kinerja.excel.konversi import Konversi
from kinerja.excel.konversi_nilai import Ukuran, parse_target
from kinerja.excel.konversi_tanggal import parse_tanggal
from kinerja.excel.pencatat import Pencatat, format_kutipan
from kinerja.excel.preflight import read_berkas
from kinerja.excel.salinan_rumus import is_rumus_aman
from kinerja.excel.salinan_wajar import is_wajar
from kinerja.excel.sel import JenisSel, Sel
from kinerja.excel.wadah import find_renggang
from kinerja.folder import Folder
from kinerja.model import Jenis
from kinerja.temuan import Tingkatan
from kinerja.terima.baca import open_pembaca
from tests.bantuan_excel import list_kode, rewrite_zip
from tests.bantuan_terima import OPD, build_kiriman, remove_isian

AKAR = Path(__file__).resolve().parent.parent
UKUR = (
    "import io,json,re,sys,time,contextlib; from kinerja.cli.utama import run\n"
    "for nama in sys.argv[1:]:\n"
    "    m, keluar = time.process_time(), io.StringIO()\n"
    "    with contextlib.redirect_stdout(keluar):\n"
    "        kode = run(['terima', nama, '--alasan', 'uji', '--json'])\n"
    "    detik = time.process_time() - m\n"
    "    puncak = int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) / 1024\n"
    "    print(json.dumps([nama, kode, detik, puncak, keluar.getvalue()]), flush=True)\n"
)
BUKU, GAYA, LEMBAR = "xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet3.xml"
TEKS, HUBUNGAN = "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"
RUANG = b"http://schemas.openxmlformats.org/"
MB = 1024 * 1024


def _sisip(penutup: bytes, isi: bytes):
    return lambda asal: asal.replace(penutup, isi + penutup, 1)


def _sesudah(isi: bytes):
    return lambda asal: asal.replace(b"</sheetData>", b"</sheetData>" + isi, 1)


def _sel(alamat: bytes, isi: bytes):
    baru = b'<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % (alamat, isi)
    pola = re.compile(rb'<c r="%s"[^>]*?(?:/>|>.*?</c>)' % alamat)
    return lambda asal: pola.sub(lambda _: baru, asal, count=1)


def _baris(dari: int, sampai: int, sel: bytes) -> bytes:
    return b"".join(
        b'<row r="%d">%s</row>' % (n, sel.replace(b"#", b"%d" % n)) for n in range(dari, sampai)
    )


def _derau(panjang: int) -> bytes:
    acak = random.Random(4)  # noqa: S311 - noise that does not compress, not a secret
    return acak.randbytes(panjang // 2).hex().encode()


LEMBAR_LAGI = b"".join(
    b'<sheet xmlns:r="%sofficeDocument/2006/relationships" name="x%d" sheetId="%d" r:id="rId4"/>'
    % (RUANG, n, n)
    for n in range(10, 1_500)
)
NAMA = b"".join(b'<definedName name="n%d">Indikator!$A$1</definedName>' % n for n in range(50_000))
FORMAT = b'<numFmts count="1"><numFmt numFmtId="300" formatCode="%s"/></numFmts><fonts' % (
    b"[" * 20_000
)
RENGGANG, UNSUR, DATA = "teks atau keterangan", "terlalu banyak unsur", "terlalu banyak data"
JAHAT = {
    # texts that a rule is matched against
    "spasi_angka": ({LEMBAR: _sel(b"I7", b"1" + b" " * 32_000 + b"x")}, "Bukan angka"),
    "spasi_relasi": ({LEMBAR: _sel(b"I7", b"&lt;" + b" " * 32_000 + b"x")}, "Bukan angka"),
    "koma_angka": ({LEMBAR: _sel(b"I7", b"1" + b",-" * 16_000 + b"x")}, "Bukan angka"),
    "spasi_rentang": ({LEMBAR: _sel(b"E8", b"80" + b" " * 32_000 + b"x")}, "Rentang tidak"),
    "spasi_tanggal": ({LEMBAR: _sel(b"Q7", b"1 " * 16_000)}, "Bukan tanggal"),
    "kode_panjang": ({LEMBAR: _sel(b"A7", b"IKS" * 10_900)}, "tidak dikenal"),
    "judul_panjang": ({LEMBAR: _sel(b"B4", b"Indi" * 8_000)}, "Kolom tambahan"),
    "bukti_banyak": (
        {LEMBAR: _sel(b"R7", b"\n".join(b"a%d.pdf" % n for n in range(3_000)))},
        "lebih dari 50 bukti",
    ),
    "angka_kecil": (
        {
            LEMBAR: _sisip(
                b"</sheetData>",
                _baris(
                    300,
                    2_300,
                    b'<c r="A#" t="inlineStr"><is><t>IKS-4.2</t></is></c>'
                    b'<c r="L#"><v>1E-999999</v></c><c r="I#"><v>1E-999999</v></c>',
                ),
            )
        },
        "Angka tidak masuk akal",
    ),
    "galat_panjang": (
        {
            LEMBAR: lambda isi: re.sub(
                rb'<c r="I7"[^>]*?(?:/>|>.*?</c>)',
                b'<c r="I7" t="e"><v>' + b"#" * 120_000 + b"</v></c>",
                isi,
            )
        },
        "Sel berisi galat",
    ),
    "nama_lembar": (
        {BUKU: lambda isi: isi.replace(b'name="Petunjuk"', b'name="' + b"Pet" * 10_000 + b'"')},
        "nama lembar",
    ),
    "format_panjang": ({GAYA: lambda isi: isi.replace(b"<fonts", FORMAT, 1)}, "format angka"),
    "teks_raksasa": ({LEMBAR: _sel(b"I7", b"1" + b" " * MB + b"x")}, RENGGANG),
    "potongan_teks": (
        {LEMBAR: _sel(b"I7", b"</t><t>".join([b"7" * 30_000] * 20))},
        RENGGANG,
    ),
    # how much XML there is
    "sarang": ({LEMBAR: _sesudah(b"<a>" * 400_000 + b"</a>" * 400_000)}, "bersarang lebih dari 50"),
    "unsur": ({LEMBAR: _sesudah(b"<a/>" * 2_000_000)}, UNSUR),
    "atribut": (
        {LEMBAR: _sesudah(b"<z " + b" ".join(b'a%x=""' % n for n in range(700_000)) + b"/>")},
        RENGGANG,
    ),
    "komentar": ({LEMBAR: _sesudah(b"<!--" + b"a" * 7 * MB + b"-->")}, RENGGANG),
    "komentar_terpotong": (
        {LEMBAR: _sesudah(b"<!--" + (b"a" * 200_000 + b"<>") * 45 + b"-->")},
        "",
    ),
    "xml_besar": ({LEMBAR: _sesudah((b"<!--" + _derau(60_000) + b"-->") * 600)}, DATA),
    "alamat_raksasa": (
        {LEMBAR: _sisip(b"</sheetData>", b'<row><c r="%s1"><v>1</v></c></row>' % (b"A" * 250_000))},
        "alamat atau nomor",
    ),
    "alamat_berulang": (
        {LEMBAR: _sisip(b"</sheetData>", (b"<c" + b' r="AAA1"' * 25_000 + b"/>") * 20)},
        "tidak dapat diurai",
    ),
    # what a workbook lists
    "teks_bersama": (
        {
            HUBUNGAN: _sisip(
                b"</Relationships>",
                b'<Relationship Id="rSS" Type="%sofficeDocument/2006/relationships/sharedStrings" '
                b'Target="sharedStrings.xml"/>' % RUANG,
            )
        },
        UNSUR,
    ),
    "sel": (
        {LEMBAR: _sisip(b"</sheetData>", _baris(300, 2_600, b'<c s="1"/>' * 100))},
        "banyak sel",
    ),
    "baris": (
        {LEMBAR: _sisip(b"</sheetData>", _baris(300, 6_300, b'<c r="A#"><v>1</v></c>'))},
        "banyak baris",
    ),
    "kode_asing": (
        {
            LEMBAR: _sisip(
                b"</sheetData>",
                _baris(300, 5_200, b'<c r="A#" t="inlineStr"><is><t>IKS-4.#</t></is></c>'),
            )
        },
        "Masih ada temuan sejenis",
    ),
    "gabungan": ({LEMBAR: _sesudah(b'<mergeCell ref="A1"/>' * 200_000)}, "sel gabungan"),
    "lembar": ({BUKU: _sisip(b"</sheets>", LEMBAR_LAGI)}, "banyak lembar"),
    "gaya": ({GAYA: _sisip(b"</cellXfs>", b"<xf/>" * 200_000)}, "banyak gaya"),
    "baris_tersembunyi": ({LEMBAR: _sisip(b"</sheetData>", b'<row hidden="1"/>' * 400_000)}, ""),
    "kolom": (
        {
            LEMBAR: lambda isi: isi.replace(
                b"<cols>",
                b"<cols>" + b'<col min="2" max="16384" width="5" hidden="1"/>' * 100_000,
                1,
            )
        },
        "Kolom tersembunyi",
    ),
    # what would only hurt the library that makes the copy
    "huruf": ({GAYA: _sisip(b"</fonts>", b'<font><sz val="1"/></font>' * 100_000)}, ""),
    "validasi": (
        {
            LEMBAR: _sesudah(
                b"<dataValidations>"
                + b'<dataValidation type="list" sqref="A1"><formula1>1</formula1></dataValidation>'
                * 20_000
                + b"</dataValidations>"
            )
        },
        "",
    ),
    "batas_halaman": (
        {LEMBAR: _sesudah(b"<rowBreaks>" + b'<brk id="1"/>' * 200_000 + b"</rowBreaks>")},
        "",
    ),
    "nama": ({BUKU: _sisip(b"</definedNames>", NAMA)}, ""),
    "judul_cetak": (
        {
            BUKU: lambda isi: re.sub(
                rb"(Print_Titles\"[^>]*>)[^<]*", rb"\1" + b"A" * 40_000, isi, count=1
            )
        },
        "",
    ),
    "rumus_bersama": (
        {
            LEMBAR: _sisip(
                b"</sheetData>",
                b'<row r="200"><c r="T200"><f t="shared" ref="T200:T4000" si="9">%s</f></c></row>'
                % b"+".join([b"A1"] * 330)
                + _baris(201, 4_000, b'<c r="T#"><f t="shared" si="9"/></c>'),
            )
        },
        "",
    ),
}
TAMBAH = {"teks_bersama": {TEKS: b"<sst>" + b"<si><t>xyz</t></si>" * 400_000 + b"</sst>"}}


@pytest.fixture(scope="module")
def asli(asli, tmp_path_factory):
    """The sample's working folder, where one form stands already."""
    akar = tmp_path_factory.mktemp("batas") / "kerja"
    shutil.copytree(asli, akar)
    remove_isian(akar, "bidang-aset", "bidang-anggaran", "bidang-perbendaharaan", "ppkd")
    return akar


@pytest.fixture(scope="module")
def polos(asli):
    """The form as its unit sends it, before anything else was handed in."""
    return build_kiriman(asli).read_bytes()


@pytest.fixture(scope="module")
def ukuran(asli, polos):
    """Hand all of them in; give code, seconds, megabytes and answer by name."""
    for nama, (ganti, _) in JAHAT.items():
        rewrite_zip(build_kiriman(asli, f"{nama}.xlsx"), ganti, TAMBAH.get(nama))
    baik = asli / "kiriman/baik.xlsx"
    baik.write_bytes(polos)
    daftar = [*(asli / f"kiriman/{nama}.xlsx" for nama in JAHAT), baik]
    proses = subprocess.run(
        [sys.executable, "-c", UKUR, *map(str, daftar)],
        cwd=asli,
        env=os.environ | {"PYTHONPATH": str(AKAR)},
        stdout=subprocess.PIPE,
        check=True,
        timeout=300,
    )
    hasil = (json.loads(baris) for baris in proses.stdout.splitlines())
    return {Path(nama).stem: lain for nama, *lain in hasil}


@pytest.mark.skipif(os.name == "nt", reason="ukuran proses dari /proc")
@pytest.mark.timeout(400)
@pytest.mark.parametrize("nama", JAHAT)
def test_hostile_file_costs_little(ukuran, nama):
    """Gangguan 6-8: under two seconds and 300 MB, and answered."""
    kode, detik, megabita, jawaban = ukuran[nama]
    assert detik < 2
    assert megabita < 300
    assert kode in {0, 2}
    assert JAHAT[nama][1] in jawaban


def test_sound_form_is_accepted_and_its_copy_made(ukuran, asli):
    """The limits lie far above a form as it is; it costs what it cost."""
    kode, _, _, jawaban = ukuran["baik"]
    assert kode == 0
    vonis = asli / json.loads(jawaban)["berkas"][0]["salinan"]
    assert "Indikator" in openpyxl.load_workbook(vonis).sheetnames
    lalu = list((asli / "data").rglob("tw1/*.xlsx"))
    assert lalu
    assert all(is_wajar(jalur.read_bytes()) for jalur in lalu)


def test_a_document_in_which_nothing_stands_apart():
    """The distance is counted between neighbours, wherever they stand in the part."""
    isi = (b"<a>" + b"x" * 90) * 50
    assert not find_renggang(isi, 93)
    assert find_renggang(isi, 92)
    assert find_renggang(b"<a>" * 50 + b"x" * 200, 93)
    assert not find_renggang(b" " * 200, 300)


def test_many_findings_of_a_kind_stay_a_refusal():
    """Only the first are told one by one; a galat among many warnings is never lost."""
    pencatat = Pencatat("a.xlsx")
    for nomor in range(batas.TEMUAN_MAKS + 50):
        pencatat.peringatan("K-ANGKA-TEKS", "Angka tersimpan sebagai teks", ("I", f"A{nomor}"))
    assert len(pencatat.temuan) == batas.TEMUAN_MAKS + 1
    assert pencatat.temuan[-1].pesan == (
        "Masih ada temuan sejenis; hanya 200 pertama yang disebut satu per satu (a.xlsx, lembar "
        '"I"). Betulkan yang disebut, lalu periksa lagi.'
    )
    assert not pencatat.is_ditolak
    pencatat.galat("K-ANGKA-TEKS", "Angka tersimpan sebagai teks")
    assert pencatat.is_ditolak
    assert pencatat.temuan[-1].tingkatan is Tingkatan.GALAT


def test_nearest_names_are_looked_for_a_few_times_only():
    """Each costs a comparison with all names of the plan."""
    pencatat = Pencatat("a.xlsx")
    dekat = [pencatat.describe_terdekat("Indikator", ["Indikatr"]) for _ in range(30)]
    assert sum(map(bool, dekat)) == batas.DEKAT_MAKS
    assert Pencatat("b.xlsx").describe_terdekat("I" * 201, ["I" * 201]) == ""


SALINAN = {
    "satu lembar dua kali": {
        BUKU: lambda isi: isi.replace(b'r:id="rId4"', b'r:id="rId3"'),
    },
    "satu bagian dua kali": {
        HUBUNGAN: lambda isi: isi.replace(b"sheet4.xml", b"sheet3.xml"),
    },
    "bagian yang tidak dihitung": {
        HUBUNGAN: lambda isi: isi.replace(b"sheet4.xml", b"sheet4.bin"),
    },
    "atribut panjang": {LEMBAR: _sesudah(b'<z a="' + b"a" * 1_100 + b'"/>')},
    "teks panjang": {LEMBAR: _sesudah(b"<oddHeader>" + b"a" * 1_100 + b"</oddHeader>")},
    "unsur lain": {LEMBAR: _sesudah(b"<z/> " * 5_000)},
    "sel": {LEMBAR: _sisip(b"</sheetData>", b"<row>" + b"<c/> " * 31_000 + b"</row>")},
}


@pytest.mark.parametrize("nama", SALINAN)
def test_workbook_that_is_not_copied(polos, tmp_path, nama):
    """What the library would load again and again, or slowly, is answered in a plain workbook."""
    jalur = tmp_path / "a.xlsx"
    jalur.write_bytes(polos)
    assert is_wajar(jalur.read_bytes())
    semula = jalur.read_bytes()
    rewrite_zip(jalur, SALINAN[nama])
    assert jalur.read_bytes() != semula
    assert not is_wajar(jalur.read_bytes())


@pytest.mark.parametrize(
    ("isi", "is_disalin"), [(b"\x89PNG\r\n", True), (b"BM" + b"\0" * 9, False), (b"<a/>", False)]
)
def test_pictures_are_carried_along_but_never_decoded(polos, tmp_path, isi, is_disalin):
    """A picture of a kind that would be converted, or that is none, ends the copying."""
    jalur = tmp_path / "a.xlsx"
    jalur.write_bytes(polos)
    rewrite_zip(jalur, tambah={"xl/media/image1.png": isi})
    assert is_wajar(jalur.read_bytes()) is is_disalin


def test_part_under_another_name_is_not_parsed(polos, tmp_path):
    """A sheet that the checks would not know as XML is never handed to the parser."""
    jalur = tmp_path / "a.xlsx"
    jalur.write_bytes(polos)
    with zipfile.ZipFile(jalur) as arsip:
        lembar = arsip.read(LEMBAR)
    rewrite_zip(
        jalur,
        {HUBUNGAN: lambda isi: isi.replace(b"sheet3.xml", b"sheet3.bin")},
        {"xl/worksheets/sheet3.bin": lembar},
        [LEMBAR],
    )
    pencatat = Pencatat("a.xlsx")
    terbaca = read_berkas(jalur, pencatat)
    with PenjagaBuku(pencatat):
        buku = terbaca.open_buku()
        for satu in buku.lembar:
            read_isi(buku, satu)
    assert list_kode(pencatat.temuan) == ["K-BERKAS-XML"]


def test_each_part_is_parsed_once(asli, polos, monkeypatch):
    """Whoever reads a checked workbook shares what was read before."""
    diurai = []

    def urai(arsip, nama, *lain):
        diurai.append((arsip, nama))
        return asli_read(arsip, nama, *lain)

    asli_read = isi_lembar.read_xml
    monkeypatch.setattr(isi_lembar, "read_xml", urai)
    kiriman = asli / "kiriman/sekali.xlsx"
    kiriman.write_bytes(polos)
    bacaan = open_pembaca(Folder(asli), OPD).read(kiriman)
    assert build_perbedaan(bacaan.terbaca, bacaan.terbaca) == ()
    assert len(diurai) == len(set(diurai))
    assert [nama for _, nama in diurai].count(LEMBAR) > 1  # the plan's and an earlier form's too


RUMIT = [
    "1" + " " * 120_000 + "x",
    "<" + " " * 120_000 + "x",
    "80 -" * 30_000,
    "1" + ",-" * 60_000 + "x",
    "rp" * 60_000,
    "(" * 120_000,
    "https://" + "a" * 120_000,
    "https://" + "a." * 60_000 + "!",
    "tidak dapat dipenuhi" + " -" * 60_000 + "x",
    ("a." * 60_000) + "pdf x",
    "20260630" * 15_000,
    "_x00" * 30_000,
    '"' * 120_000,
]
PEMBACA = {
    "angka": lambda teks: Konversi(Pencatat("a"), "L").parse_angka(Sel("A1", JenisSel.TEKS, teks)),
    "tanggal": lambda teks: parse_tanggal(
        Konversi(Pencatat("a"), "L"), Sel("A1", JenisSel.TEKS, teks)
    ),
    "rentang": lambda teks: parse_target(
        Konversi(Pencatat("a"), "L"), Sel("A1", JenisSel.TEKS, teks), Ukuran(Jenis.RENTANG)
    ),
    "triwulan": lambda teks: Konversi(Pencatat("a"), "L").parse_daftar_triwulan(
        Sel("A1", JenisSel.TEKS, teks)
    ),
    "pilihan": lambda teks: Konversi(Pencatat("a"), "L").parse_pilihan(
        Sel("A1", JenisSel.TEKS, teks), ("ya", "tidak")
    ),
    "bukti": parse_bukti,
    "tanggal bukti": find_tanggal,
    "teks": unescape_teks,
    "kutipan": format_kutipan,
    "format": lambda teks: parse_pola(164, teks[:255]),
    "rumus": is_rumus_aman,
}


@pytest.mark.parametrize("nama", PEMBACA)
def test_every_rule_is_linear_in_its_text(nama):
    """Milliseconds where a rule that looks back takes minutes; 120.000 characters each."""
    mulai = time.process_time()
    for teks in RUMIT:
        PEMBACA[nama](teks)
    assert time.process_time() - mulai < 2
