"""Workbooks that are broken as files (gangguan.md 1-14): told by their content and refused."""

from __future__ import annotations

import io
import os
import random
import struct
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from kinerja.berkas import compute_sha256
from kinerja.excel import batas, preflight, wadah
from kinerja.excel.pencatat import Pencatat
from kinerja.excel.preflight import check_berkas
from kinerja.temuan import Tingkatan
from tests.bantuan_excel import (
    list_kode,
    only,
    read_contoh_unit,
    rewrite_zip,
    write_contoh_unit,
)

LEMBAR = "xl/worksheets/sheet3.xml"
ULANG = "Minta pengirim membuka berkas aslinya, menyimpan, dan mengirim ulang."
SIMPAN = "Buka di Excel lalu Simpan sebagai .xlsx (Buku Kerja Excel)."
BARU = "Salin tabelnya ke buku kerja baru, lalu kirim buku kerja itu."


@pytest.fixture
def buku(tmp_path):
    """Give a sound form of the sample unit."""
    return write_contoh_unit(tmp_path)


def tolak(jalur: Path, kode: str) -> str:
    """Check a file that must be refused for one reason; give the whole message."""
    berkas, temuan = check_berkas(jalur)
    assert berkas is None
    assert [satu.tingkatan for satu in temuan] == [Tingkatan.GALAT]
    assert list_kode(temuan) == [kode]
    return temuan[0].pesan


def test_sound_workbook_passes(buku, tmp_path):
    """A form as written has no finding; name, hash and size are those of the file."""
    berkas, temuan = check_berkas(buku, akar=tmp_path)
    assert temuan == []
    assert berkas.nama == "data/2026/tw2/sekretariat.xlsx"
    assert (berkas.sha256, berkas.ukuran) == (
        compute_sha256(buku),
        buku.stat().st_size,
    )


@pytest.mark.gangguan(1)
def test_berkas_kosong(tmp_path):
    """Gangguan 1: an empty file."""
    jalur = tmp_path / "kosong.xlsx"
    jalur.write_bytes(b"")
    assert tolak(jalur, "K-BERKAS-KOSONG") == (
        "Berkas kosong (kosong.xlsx): 0 bita. Minta pengirim mengirim ulang berkasnya."
    )


@pytest.mark.gangguan(2)
@pytest.mark.parametrize("bagian", [0.1, 0.5, 0.9, 0.999])
def test_zip_terpotong(buku, bagian):
    """Gangguan 2: a download that broke off."""
    isi = buku.read_bytes()
    buku.write_bytes(isi[: int(len(isi) * bagian)])
    pesan = tolak(buku, "K-BERKAS-RUSAK")
    assert pesan == f"Berkas rusak atau terpotong (sekretariat.xlsx). {ULANG}"


@pytest.mark.gangguan(2)
def test_crc_salah(buku):
    """Gangguan 2: one byte of a stored part flipped, so that its checksum no longer fits."""
    wadah_baru = io.BytesIO()
    with zipfile.ZipFile(buku) as asal, zipfile.ZipFile(wadah_baru, "w") as baru:
        for nama in asal.namelist():
            baru.writestr(nama, asal.read(nama))
    isi = bytearray(wadah_baru.getvalue())
    letak = isi.index(b"Realisasi Keluaran")
    isi[letak] ^= 0x01
    buku.write_bytes(isi)
    assert tolak(buku, "K-BERKAS-RUSAK").startswith("Berkas rusak atau terpotong")


@pytest.mark.gangguan(3)
@pytest.mark.parametrize(
    ("isi", "ditemukan"),
    [
        (b"kode;realisasi\r\nIK-1;85\r\n", "teks (misalnya CSV)"),
        (b"<html><table><tr><td>85</td></tr></table></html>", "halaman HTML atau XML"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><table></table>", "halaman HTML atau XML"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "berkas biner yang tidak dikenal"),
    ],
)
def test_csv_dan_html_berganti_nama(tmp_path, isi, ditemukan):
    """Gangguan 3: exports renamed to .xlsx are told by what they hold."""
    jalur = tmp_path / "ekspor.xlsx"
    jalur.write_bytes(isi)
    assert tolak(jalur, "K-BERKAS-JENIS") == (
        "Berkas ini bukan buku kerja Excel walaupun berakhiran .xlsx (ekspor.xlsx): "
        f"{ditemukan}, seharusnya buku kerja .xlsx. {SIMPAN}"
    )


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.gangguan(3)
def test_xls_lama(tmp_path):
    """Gangguan 3: the format before 2007."""
    jalur = tmp_path / "lama.xlsx"
    jalur.write_bytes(OLE + "Workbook".encode("utf-16-le") + b"\0" * 512)
    assert tolak(jalur, "K-BERKAS-LAMA") == (
        "Berkas memakai format Excel lama (.xls) (lama.xlsx): seharusnya buku kerja .xlsx. "
        f"{SIMPAN}"
    )


@pytest.mark.gangguan(4)
def test_bersandi(tmp_path):
    """Gangguan 4: an encrypted workbook is an OLE file too, and told apart."""
    jalur = tmp_path / "sandi.xlsx"
    jalur.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512)
    assert tolak(jalur, "K-BERKAS-SANDI") == (
        "Berkas dilindungi kata sandi (sandi.xlsx). Buka sandi dahulu di Excel "
        "(Info, Lindungi Buku Kerja), lalu kirim ulang."
    )


@pytest.mark.gangguan(4)
def test_zip_bersandi(buku):
    """Gangguan 4: a part of the container is itself encrypted."""
    isi = bytearray(buku.read_bytes())
    for tanda, letak in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        isi[isi.index(tanda) + letak] |= 1
    buku.write_bytes(isi)
    assert tolak(buku, "K-BERKAS-SANDI").startswith("Berkas dilindungi kata sandi")


@pytest.mark.gangguan(5)
def test_makro_di_dalam(buku):
    """Gangguan 5: a macro hidden in an .xlsx."""
    rewrite_zip(buku, tambah={"xl/vbaProject.bin": b"\xd0\xcf"})
    assert tolak(buku, "K-BERKAS-MAKRO") == (
        "Berkas memuat makro (sekretariat.xlsx): seharusnya buku kerja tanpa makro. "
        "Simpan sebagai .xlsx (Buku Kerja Excel), bukan .xlsm; makro tidak dijalankan."
    )


@pytest.mark.gangguan(5)
def test_xlsm_berganti_nama(buku):
    """Gangguan 5: an .xlsm renamed, known by its content type."""
    rewrite_zip(
        buku,
        {
            "[Content_Types].xml": lambda isi: isi.replace(
                b"spreadsheetml.sheet.main+xml", b"x", 1
            ).replace(
                b"application/vnd.openxmlformats-officedocument.x",
                b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            )
        },
    )
    tolak(buku, "K-BERKAS-MAKRO")


@pytest.mark.gangguan(3)
def test_xlsb_ods_dan_docx(buku, tmp_path):
    """Gangguan 3: other zip formats with the wrong ending."""
    rewrite_zip(buku, tambah={"xl/workbook.bin": b"x"})
    assert "format Excel biner (.xlsb)" in tolak(buku, "K-BERKAS-LAMA")
    ods = tmp_path / "tabel.xlsx"
    with zipfile.ZipFile(ods, "w") as arsip:
        arsip.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert "berkas OpenDocument" in tolak(ods, "K-BERKAS-JENIS")
    docx = tmp_path / "surat.xlsx"
    with zipfile.ZipFile(docx, "w") as arsip:
        arsip.writestr("[Content_Types].xml", "<Types/>")
        arsip.writestr("_rels/.rels", "<Relationships/>")
    _, temuan = read_contoh_unit(docx, tmp_path)
    assert only(temuan, "K-BERKAS-JENIS").ditemukan == "daftar isi buku kerja tidak ada"


@pytest.mark.gangguan(6)
def test_bom_zip_rasio(buku):
    """Gangguan 6: 170 MB in some hundred kB is refused in under 2 s and without growing."""
    rewrite_zip(buku, tambah={"xl/media/besar.bin": b"\0" * (170 * 1024**2)})
    tracemalloc.start()
    mulai = time.perf_counter()
    pesan = tolak(buku, "K-BERKAS-BOM")
    lama = time.perf_counter() - mulai
    puncak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert lama < 2
    assert puncak < 300 * 1024**2
    assert pesan == (
        "Isi berkas mengembang tidak wajar (sekretariat.xlsx): mengembang lebih dari 100 kali. "
        f"{BARU}"
    )


@pytest.mark.gangguan(6)
def test_bom_zip_ukuran(buku, monkeypatch):
    """Gangguan 6: the total counts what really came out, not what the headers say."""
    monkeypatch.setattr(batas, "INFLASI_MAKS", 300_000)
    acak = random.Random(6)  # noqa: S311 - noise that does not compress, not a secret
    rewrite_zip(buku, tambah={f"xl/media/{i}.bin": acak.randbytes(99_000) for i in range(4)})
    assert "MB sesudah dibuka" in tolak(buku, "K-BERKAS-BOM")


def test_sheet_of_many_equal_rows_is_no_bomb(buku):
    """A small sheet compresses better than 100:1 quite honestly and passes."""
    rewrite_zip(buku, tambah={"xl/worksheets/sheet9.xml": b"<a/>" * 500_000})
    assert check_berkas(buku)[1] == []


@pytest.mark.gangguan(6)
def test_header_lying_about_size(buku):
    """A size smaller than the truth in the headers cannot smuggle anything past the count."""
    isi = bytearray(buku.read_bytes())
    letak = isi.index(b"PK\x01\x02")
    struct.pack_into("<I", isi, letak + 24, 5)
    buku.write_bytes(isi)
    tolak(buku, "K-BERKAS-RUSAK")


def test_terlalu_banyak_bagian(tmp_path):
    """More parts than any workbook has are refused before the list is built."""
    jalur = tmp_path / "banyak.xlsx"
    with zipfile.ZipFile(jalur, "w") as arsip:
        for i in range(batas.ENTRI_MAKS + 1):
            arsip.writestr(f"{i}.xml", "")
    assert "lebih dari 2000 bagian" in tolak(jalur, "K-BERKAS-BOM")


TAWA = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;">]>'
    b"<a>&c;</a>"
)


@pytest.mark.gangguan(7)
@pytest.mark.parametrize(
    "isi",
    [
        TAWA,
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "http://contoh.invalid/x">]><a>&x;</a>',
        b" " * (1 << 16) + b"<!DOCTYPE a><a/>",
        b" " * ((1 << 16) - 4) + b"<!DOCTYPE a><a/>",
    ],
)
@pytest.mark.parametrize("bagian", [LEMBAR, "docProps/app.xml"])
def test_doctype(buku, isi, bagian):
    """Gangguan 7: a document type in any part is refused, also across a chunk border."""
    rewrite_zip(buku, {bagian: lambda _: isi})
    assert tolak(buku, "K-BERKAS-XML") == (
        f'Bagian "{bagian}" memuat sesuatu yang tidak pernah ditulis Excel (sekretariat.xlsx): '
        f"<!DOCTYPE. {BARU}"
    )


@pytest.mark.gangguan(7)
def test_doctype_utf16(buku):
    """Gangguan 7: another encoding would hide a document type from the scan, so it is refused."""
    rewrite_zip(buku, {LEMBAR: lambda _: TAWA.decode().encode("utf-16")})
    assert "sandi aksara selain UTF-8" in tolak(buku, "K-BERKAS-XML")


@pytest.mark.gangguan(7)
def test_parser_itself_refuses_doctype(buku, tmp_path, monkeypatch):
    """Gangguan 7: without the scan the parser still stops before anything is expanded."""
    rewrite_zip(buku, {LEMBAR: lambda _: TAWA})
    monkeypatch.setattr(wadah, "_check_xml", lambda *_: None)
    _, temuan = read_contoh_unit(buku, tmp_path)
    assert only(temuan, "K-BERKAS-XML").ditemukan == "DOCTYPE atau ENTITY"


def isi_jauh(sel: str) -> bytes:
    """Give a sheet with a cell A1 and one far away."""
    return (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="9">'
        + f'<c s="1" r="{sel}"><v>1</v></c>'.encode()
        + b"</row></sheetData></worksheet>"
    )


@pytest.mark.gangguan(8)
@pytest.mark.parametrize("sel", ["XFD1048576", "A50001", "SG1", "ZZ3"])
def test_isi_jauh(buku, sel):
    """Gangguan 8: a stray cell far away is named and not built."""
    rewrite_zip(buku, {LEMBAR: lambda _: isi_jauh(sel)})
    assert tolak(buku, "K-BERKAS-JANGKAUAN") == (
        f"Ada isi jauh di luar tabel (sekretariat.xlsx, sel {sel}): seharusnya paling banyak "
        f"50000 baris dan 500 kolom. Ada isi jauh di sel {sel}, hapus baris atau kolomnya lalu "
        "simpan ulang."
    )


def test_format_jauh_tanpa_isi(buku):
    """A far cell that only carries a format holds nothing and is left alone."""
    rewrite_zip(
        buku,
        {
            LEMBAR: lambda isi: isi.replace(
                b"</sheetData>", b'<row r="60000"><c r="XFD60000" s="1"/></row></sheetData>'
            )
        },
    )
    assert check_berkas(buku)[1] == []
    assert check_berkas(rewrite_zip(buku, {LEMBAR: lambda _: isi_jauh("SF50000")}))[1] == []


@pytest.mark.gangguan(8)
def test_sel_tanpa_alamat_jauh(buku, tmp_path):
    """Gangguan 8: cells without an address are counted along and stopped by the reader."""
    rewrite_zip(
        buku,
        {
            LEMBAR: lambda _: (
                b"<worksheet><sheetData><row>"
                + b"<c><v>1</v></c>" * 501
                + b"</row></sheetData></worksheet>"
            )
        },
    )
    _, temuan = read_contoh_unit(buku, tmp_path)
    assert only(temuan, "K-BERKAS-JANGKAUAN").sel == "SG1"


def test_terlalu_banyak_sel(buku, monkeypatch):
    """A sheet formatted cell by cell to the horizon is refused before it is parsed."""
    monkeypatch.setattr(batas, "SEL_MAKS", 50)
    assert "lebih dari 50 sel" in tolak(buku, "K-BERKAS-BESAR")


@pytest.mark.gangguan(9)
@pytest.mark.parametrize(
    "nama", ["../jahat.xml", "/etc/jahat.xml", "C:/jahat.xml", "xl\\..\\..\\jahat.xml"]
)
def test_nama_bagian_keluar(buku, tmp_path, nama):
    """Gangguan 9: nothing is ever unpacked, and a name that points outside is refused."""
    rewrite_zip(buku, tambah={nama: b"x"})
    sebelum = sorted(tmp_path.rglob("*"))
    pesan = tolak(buku, "K-BERKAS-ENTRI")
    assert pesan.startswith("Bagian dalam berkas menunjuk ke luar berkas (sekretariat.xlsx): ")
    assert sorted(tmp_path.rglob("*")) == sebelum


@pytest.mark.gangguan(9)
def test_nama_bagian_ganda(buku):
    """Gangguan 9: two parts of one name would let two programs read two workbooks."""
    with pytest.warns(UserWarning, match="Duplicate"):
        rewrite_zip(buku, tambah={LEMBAR: b"<a/>"})
    assert tolak(buku, "K-BERKAS-ENTRI") == (
        f'Bagian dalam berkas bernama ganda (sekretariat.xlsx): "{LEMBAR}". {ULANG}'
    )


@pytest.mark.gangguan(9)
def test_bagian_berupa_tautan(buku):
    """Gangguan 9: a link inside the container."""
    with zipfile.ZipFile(buku, "a") as arsip:
        info = zipfile.ZipInfo("xl/tautan")
        info.external_attr = 0o120777 << 16
        arsip.writestr(info, "/etc/passwd")
    assert "adalah tautan" in tolak(buku, "K-BERKAS-ENTRI")


@pytest.mark.gangguan(10)
def test_terbuka_di_excel(buku, monkeypatch):
    """Gangguan 10: on Windows a workbook open in Excel cannot be read."""

    def gagal(_: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", gagal)
    pencatat = Pencatat("sekretariat.xlsx")
    assert preflight._read_isi(buku, pencatat, gagal) is None
    assert only(pencatat.temuan, "K-BERKAS-TERBUKA").pesan == (
        "Berkas tidak dapat dibaca (sekretariat.xlsx). Tutup berkas ini di Excel, atau minta izin "
        "membacanya, lalu ulangi."
    )


def test_bukan_berkas(tmp_path):
    """A folder, or nothing at all, where a workbook should be."""
    (tmp_path / "a.xlsx").mkdir()
    assert "bukan berkas biasa" in tolak(tmp_path / "a.xlsx", "K-BERKAS-HILANG")
    assert "tidak ada" in tolak(tmp_path / "b.xlsx", "K-BERKAS-HILANG")


@pytest.mark.gangguan(11)
@pytest.mark.parametrize(
    ("bagian", "arti"),
    [
        ("xl/externalLinks/externalLink1.xml", "tautan ke buku kerja lain"),
        ("xl/connections.xml", "sambungan data"),
        ("xl/embeddings/oleObject1.bin", "objek tertanam"),
    ],
)
def test_tautan_luar(buku, tmp_path, bagian, arti):
    """Gangguan 11: never followed; the workbook is read with a warning."""
    rewrite_zip(buku, tambah={bagian: b"<x/>"})
    laporan, temuan = read_contoh_unit(buku, tmp_path)
    assert laporan is not None
    assert [t.pesan for t in temuan] == [
        (
            "Berkas memuat bagian dari luar yang tidak diikuti (data/2026/tw2/sekretariat.xlsx): "
            f"{arti}. Tempel isinya sebagai nilai, atau putuskan tautannya (Data, Edit Tautan)."
        )
    ]


@pytest.mark.gangguan(12)
def test_berubah_sekali_lalu_tenang(buku):
    """Gangguan 12: a file that was just being written is read again."""
    terpanggil = []

    def read(jalur: Path) -> bytes:
        isi = jalur.read_bytes()
        if not terpanggil:
            jalur.write_bytes(isi + b" ")
        terpanggil.append(jalur)
        return isi

    pencatat = Pencatat("a.xlsx")
    isi = preflight._read_isi(buku, pencatat, read)
    assert pencatat.temuan == []
    assert isi == buku.read_bytes()
    assert len(terpanggil) == 2


@pytest.mark.gangguan(12)
def test_berubah_dengan_ukuran_sama(buku):
    """Gangguan 12: other bytes of the same length are told by the time of the change."""
    asli = buku.read_bytes()
    dibaca = []

    def read(jalur: Path) -> bytes:
        isi = jalur.read_bytes()
        if not dibaca:
            jalur.write_bytes(asli[:-1] + b"x")
            os.utime(jalur, ns=(0, 7))
        dibaca.append(isi)
        return isi

    pencatat = Pencatat("a.xlsx")
    isi = preflight._read_isi(buku, pencatat, read)
    assert len(dibaca) == 2
    assert isi == buku.read_bytes() != asli


@pytest.mark.gangguan(12)
def test_berubah_terus(buku):
    """Gangguan 12: a file that keeps changing is refused."""

    def read(jalur: Path) -> bytes:
        isi = jalur.read_bytes()
        jalur.write_bytes(isi + b" ")
        return isi

    pencatat = Pencatat("a.xlsx")
    assert preflight._read_isi(buku, pencatat, read) is None
    assert only(pencatat.temuan, "K-BERKAS-BERUBAH").pesan == (
        "Berkas berubah selagi dibaca (a.xlsx). Tunggu sampai penyimpanan atau sinkronisasi "
        "selesai, lalu ulangi."
    )


def test_berkas_terlalu_besar(tmp_path):
    """A file that no workbook of this kind reaches is not even read."""
    jalur = tmp_path / "besar.xlsx"
    with jalur.open("wb") as aliran:
        aliran.truncate(batas.UKURAN_BERKAS_MAKS + 1)
    assert tolak(jalur, "K-BERKAS-BESAR") == (
        "Berkas terlalu besar (besar.xlsx): 50 MB, seharusnya paling besar 50 MB. Hapus gambar "
        "dan lembar yang tidak perlu, lalu simpan ulang."
    )


@pytest.mark.gangguan(13)
def test_berkas_sama_dua_kali(tmp_path):
    """Gangguan 13: the same answers give the same hash, other answers another."""
    pertama = check_berkas(write_contoh_unit(tmp_path / "a"))[0]
    kedua = check_berkas(write_contoh_unit(tmp_path / "b"))[0]
    lain = check_berkas(write_contoh_unit(tmp_path / "c", anggaran=()))[0]
    assert pertama.sha256 == kedua.sha256 != lain.sha256


@pytest.mark.gangguan(14)
@pytest.mark.parametrize(
    "nama",
    ["laporan  akhir.xlsx", "anggàran é.xlsx", "📊 kinerja.xlsx", "CON.xlsx", "n" * 200 + ".xlsx"],
)
def test_nama_berkas_aneh(buku, nama):
    """Gangguan 14: any name that the disk holds works and is told as it is."""
    jalur = buku.rename(buku.with_name(nama))
    berkas, temuan = check_berkas(jalur)
    assert temuan == []
    assert berkas.nama == nama


def test_kerusakan_acak(buku, tmp_path):
    """Three hundred random wounds: each gives findings or a report, quickly, and no traceback."""
    asli = buku.read_bytes()
    with zipfile.ZipFile(buku) as arsip:
        bagian = {nama: arsip.read(nama) for nama in arsip.namelist()}
    acak = random.Random(20260331)  # noqa: S311 - the same wounds each time, not a secret
    ditolak = 0
    for nomor in range(300):
        if nomor % 3:
            nama = acak.choice(sorted(bagian))
            isi = bytearray(bagian[nama])
            for _ in range(acak.randint(1, 4)):
                letak = acak.randrange(len(isi))
                isi[letak : letak + acak.choice([0, 1, 9])] = acak.randbytes(acak.choice([0, 1, 3]))
            buku.write_bytes(asli)
            rewrite_zip(buku, {nama: lambda _, isi=bytes(isi): isi})
        else:
            isi = bytearray(asli)
            isi[acak.randrange(len(isi))] ^= 1 << acak.randrange(8)
            buku.write_bytes(isi)
        mulai = time.perf_counter()
        laporan, temuan = read_contoh_unit(buku, tmp_path)
        assert time.perf_counter() - mulai < 10
        assert laporan is not None or temuan
        ditolak += laporan is None
    assert ditolak > 100
