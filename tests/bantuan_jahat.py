"""Workbooks that mean harm, and a process of its own that tells what it did with them.

Each builder changes a sound form in its place. `PENGUKUR` runs a command line and prints, as its
last line on stderr, processor seconds by file, peak memory, and every door it touched.
"""

from __future__ import annotations

import random
import string
import warnings
import zipfile
from pathlib import Path

from tests.bantuan_excel import rewrite_zip

LEMBAR = "xl/worksheets/sheet3.xml"
AKHIR = b"</sheetData>"
NAMA_RUANG = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
MB = 1024**2
PENGUKUR = """
import json, re, sys, time
pintu, waktu = [], []
JARINGAN = "socket.connect socket.getaddrinfo socket.sendto socket.bind urllib.Request".split()
PROSES = "subprocess.Popen os.system os.exec os.posix_spawn builtins.input".split()
def jaga(nama, isi):
    if nama in JARINGAN or nama in PROSES:
        pintu.append([nama, repr(isi)[:120]])
    elif nama == "open" and str(isi[0]).endswith(("rahasia.txt", "passwd", "/dev/tty")):
        pintu.append([nama, str(isi[0])])
sys.addaudithook(jaga)
from kinerja.cli.utama import run
from kinerja.terima import jalan
asli = jalan._Penerima.take
def take(diri, jalur):
    mulai = time.process_time()
    hasil = asli(diri, jalur)
    waktu.append(time.process_time() - mulai)
    return hasil
jalan._Penerima.take = take
kode = run(sys.argv[1:])
puncak = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024
hasil = {"kode": kode, "detik": waktu, "megabita": puncak, "pintu": pintu}
print(json.dumps(hasil), file=sys.stderr)
"""


def _insert(jalur: Path, isi: bytes, lembar: str = LEMBAR) -> None:
    rewrite_zip(jalur, {lembar: lambda lama: lama.replace(AKHIR, isi + AKHIR)})


def _build_kata(panjang: int, benih: int = 1) -> bytes:
    """Give text that compresses well, but less than a bomb does."""
    acak = random.Random(benih)  # noqa: S311 - noise, not a secret
    tetap = "".join(acak.choices(string.ascii_letters, k=3_000))
    potong = [
        tetap + "".join(acak.choices(string.ascii_letters, k=40)) for _ in range(panjang // 3_000)
    ]
    return "".join(potong).encode()


def _build_baris(banyak: int, kolom: str, isi: str) -> bytes:
    """Give rows far below the table with the same text in each column."""
    return b"".join(
        f'<row r="{nomor}">'.encode()
        + b"".join(
            f'<c r="{huruf}{nomor}" t="inlineStr"><is><t>{isi}</t></is></c>'.encode()
            for huruf in kolom
        )
        + b"</row>"
        for nomor in range(400, 400 + banyak)
    )


def bom_zip(jalur: Path) -> None:
    """Let a part swell to 300 MB."""
    with (
        zipfile.ZipFile(jalur, "a", zipfile.ZIP_DEFLATED) as arsip,
        arsip.open("xl/media/bom.bin", "w", force_zip64=True) as aliran,
    ):
        for _ in range(300):
            aliran.write(b"\0" * MB)


def bom_lembar(jalur: Path) -> None:
    """Let a sheet swell to 200 MB of rows with nothing in them."""
    _insert(jalur, (b'<row x="' + b" " * 4_000 + b'"/>') * 50_000)


def entitas_tertawa(jalur: Path) -> None:
    """Add entities of which each is ten of the one before: a billion in the end."""
    daftar = "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10)
    ).encode()
    isi = b"<!DOCTYPE a [" + daftar + b"]><worksheet>&a9;</worksheet>"
    rewrite_zip(jalur, {LEMBAR: lambda _: isi})


def entitas_berkas(jalur: Path) -> None:
    """Ask for a file of this computer."""
    rahasia = (jalur.parent / "rahasia.txt").as_uri().encode()
    isi = b'<!DOCTYPE a [<!ENTITY x SYSTEM "' + rahasia + b'">]><worksheet>&x;</worksheet>'
    rewrite_zip(jalur, {LEMBAR: lambda _: isi})


def entitas_jaringan(jalur: Path) -> None:
    """Ask for a page of the network."""
    isi = b'<!DOCTYPE a SYSTEM "http://contoh.invalid/a.dtd"><worksheet/>'
    rewrite_zip(jalur, {"docProps/app.xml": lambda _: isi})


def sel_jauh(jalur: Path) -> None:
    """Put a cell at the far corner."""
    isi = (
        NAMA_RUANG + b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">'
        b'<c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    rewrite_zip(jalur, {LEMBAR: lambda _: isi})


def gabung_raksasa(jalur: Path) -> None:
    """Merge the whole sheet."""
    tanda = AKHIR + b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    rewrite_zip(jalur, {LEMBAR: lambda isi: isi.replace(AKHIR, tanda)})


def gabung_banyak(jalur: Path) -> None:
    """Merge more areas than anyone would by hand."""
    wilayah = b"".join(f'<mergeCell ref="A{n}:B{n}"/>'.encode() for n in range(400, 6_000))
    tanda = AKHIR + b"<mergeCells>" + wilayah + b"</mergeCells>"
    rewrite_zip(jalur, {LEMBAR: lambda isi: isi.replace(AKHIR, tanda)})


def nama_keluar(jalur: Path) -> None:
    """Add a part that would be written outside."""
    rewrite_zip(jalur, tambah={"../../jahat.xml": b"x"})


def nama_ganda(jalur: Path) -> None:
    """Add a part of a name that is taken."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rewrite_zip(jalur, tambah={LEMBAR: b"<a/>"})


def makro(jalur: Path) -> None:
    """Put a macro in."""
    rewrite_zip(jalur, tambah={"xl/vbaProject.bin": b"jangan dijalankan"})


def sandi(jalur: Path) -> None:
    """Put an encrypted container in its place."""
    kepala = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    jalur.write_bytes(kepala + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512)


def teks_raksasa(jalur: Path) -> None:
    """Put a book into one cell."""
    sel = b'<row r="400"><c r="A400" t="inlineStr"><is><t>' + _build_kata(24 * MB)
    _insert(jalur, sel + b"</t></is></c></row>")


def atribut_raksasa(jalur: Path) -> None:
    """Put a book into one attribute, which a parser reads again with every chunk."""
    _insert(jalur, b'<row r="400" x="' + _build_kata(24 * MB) + b'"/>')


def teks_mentah(jalur: Path) -> None:
    """Hide tags in a section of raw text."""
    _insert(jalur, b"<x><![CDATA[" + b"<c><c><c>" * 1_000 + b"]]></x>")


def bersarang(jalur: Path) -> None:
    """Open elements and never close them."""
    _insert(jalur, b"<x>" * 90_000)


def lembar_banyak(jalur: Path) -> None:
    """List one sheet a thousand times, so that it would be read a thousand times."""
    daftar = b"".join(
        f'<sheet xmlns:q="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        f'name="L{n}" sheetId="{n + 50}" q:id="rId3"/>'.encode()
        for n in range(1_000)
    )
    rewrite_zip(
        jalur, {"xl/workbook.xml": lambda isi: isi.replace(b"</sheets>", daftar + b"</sheets>")}
    )


def lembar_kembar(jalur: Path) -> None:
    """List two sheets with one content."""
    satu = (
        b'<sheet xmlns:q="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        b'name="Lain" sheetId="99" q:id="rId3"/></sheets>'
    )
    rewrite_zip(jalur, {"xl/workbook.xml": lambda isi: isi.replace(b"</sheets>", satu)})


def lembar_samar(jalur: Path) -> None:
    """Give a sheet the ending of a picture, which is not looked through."""
    with zipfile.ZipFile(jalur) as arsip:
        isi = arsip.read(LEMBAR)
    ganti = {
        nama: lambda lama: lama.replace(b"sheet3.xml", b"sheet3.png")
        for nama in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml")
    }
    rewrite_zip(jalur, ganti, {LEMBAR.replace(".xml", ".png"): isi}, hapus=[LEMBAR])


def sel_banyak(jalur: Path) -> None:
    """Format cells to the horizon."""
    _insert(
        jalur,
        b"".join(
            f'<row r="{n}">'.encode()
            + b"".join(f'<c r="{huruf}{n}" s="1"/>'.encode() for huruf in string.ascii_uppercase)
            + b"</row>"
            for n in range(400, 8_400)
        ),
    )


def baris_banyak(jalur: Path) -> None:
    """Paste a table that is no form below the rows."""
    _insert(jalur, _build_baris(5_000, "A", "bukan kode"))


def temuan_banyak(jalur: Path) -> None:
    """Make as many faults as the rows allow."""
    _insert(jalur, _build_baris(1_900, "AI", "IKS-9.9"))


JAHAT = {
    bom_zip: "K-BERKAS-BOM",
    bom_lembar: "K-BERKAS-BOM",
    entitas_tertawa: "K-BERKAS-XML",
    entitas_berkas: "K-BERKAS-XML",
    entitas_jaringan: "K-BERKAS-XML",
    sel_jauh: "K-BERKAS-JANGKAUAN",
    gabung_raksasa: "K-GABUNG",
    gabung_banyak: "K-BERKAS-BESAR",
    nama_keluar: "K-BERKAS-ENTRI",
    nama_ganda: "K-BERKAS-ENTRI",
    makro: "K-BERKAS-MAKRO",
    sandi: "K-BERKAS-SANDI",
    teks_raksasa: "K-BERKAS-BESAR",
    atribut_raksasa: "K-BERKAS-BESAR",
    teks_mentah: "K-BERKAS-XML",
    bersarang: "K-BERKAS-BOM",
    lembar_banyak: "K-BERKAS-BESAR",
    lembar_kembar: "K-BERKAS-RUSAK",
    lembar_samar: "K-BERKAS-XML",
    sel_banyak: "K-BERKAS-BESAR",
    baris_banyak: "K-BERKAS-BESAR",
    temuan_banyak: "K-KODE-ASING",
}
"""Every builder with the code that its file is refused for."""
