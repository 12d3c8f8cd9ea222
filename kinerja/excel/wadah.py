"""Checks the zip container of a workbook while inflating it, in memory that does not grow.

Counts what comes out and not what the headers claim; looks for document types, far cells, macros
and links in the raw stream. Writes nothing, parses nothing, follows nothing.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from kinerja.excel.pencatat import Pencatat, format_kutipan

ENTRI_MAKS: Final = 2_000
INFLASI_MAKS: Final = 200 * 1024 * 1024
RASIO_MAKS: Final = 100
RASIO_MULAI: Final = 10 * 1024 * 1024
"""Small sheets compress better than 100:1 quite honestly; the ratio counts from here on."""
BARIS_MAKS: Final = 50_000
KOLOM_MAKS: Final = 500
SEL_MAKS: Final = 500_000
_POTONG: Final = 1 << 16
_TUMPANG: Final = 256
_DOKTIPE: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DOKTIPE_PANJANG: Final = len("<!DOCTYPE") - 1
_JAUH: Final = re.compile(
    rb"<(?:\w+:)?c\s(?:[^<>]*\s)?r=[\"']([A-Z]{3,4}[0-9]+|[S-Z][A-Z][0-9]+|[A-Z]+[0-9]{5,})[\"']"
    rb"(?:[^<>]*[^/<>])?>"
)
_SEL: Final = re.compile(rb"<(?:\w+:)?c[\s/>]")
_TEKS_XML: Final = (".xml", ".rels", ".vml")
_ASING: Final = (
    ("xl/externallinks/", "tautan ke buku kerja lain"),
    ("xl/connections.xml", "sambungan data"),
    ("xl/querytables/", "kueri data"),
    ("xl/embeddings/", "objek tertanam"),
    ("xl/activex/", "kendali ActiveX"),
)
_KIRIM_ULANG: Final = "Minta pengirim membuka berkas aslinya, menyimpan, dan mengirim ulang."


class TolakError(Exception):
    """Carries one refusal out of the loop over the parts."""

    def __init__(
        self, kode: str, masalah: str, tempat: tuple[str, str] = ("", ""), **uraian: str
    ) -> None:
        super().__init__(masalah)
        self.kode, self.masalah, self.tempat, self.uraian = kode, masalah, tempat, uraian


@dataclass(slots=True)
class _Hitung:
    """What has come out of the container so far."""

    ukuran: int
    inflasi: int = 0
    sel: int = 0


def check_wadah(isi: bytes, pencatat: Pencatat) -> bool:
    """Check the zip container of a workbook; False where it is refused (and noted)."""
    try:
        if isi.count(b"PK\x01\x02") > ENTRI_MAKS:
            raise _bom(f"lebih dari {ENTRI_MAKS} bagian")
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            daftar = arsip.infolist()
            _check_entri(daftar)
            _check_isi_paket([info.filename.casefold() for info in daftar], arsip, pencatat)
            hitung = _Hitung(len(isi))
            for info in daftar:
                _check_bagian(arsip, info, hitung)
    except TolakError as tolak:
        pencatat.galat(tolak.kode, tolak.masalah, tolak.tempat, **tolak.uraian)
        return False
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        pencatat.galat("K-BERKAS-RUSAK", "Berkas rusak atau terpotong", saran=_KIRIM_ULANG)
        return False
    return True


def _check_entri(daftar: list[zipfile.ZipInfo]) -> None:
    if len(daftar) > ENTRI_MAKS:
        raise _bom(f"{len(daftar)} bagian")
    nama_terpakai: set[str] = set()
    for info in daftar:
        nama = info.orig_filename.replace("\\", "/")
        if nama.startswith("/") or ":" in nama or ".." in nama.split("/") or "\0" in nama:
            raise _entri("Bagian dalam berkas menunjuk ke luar berkas", nama)
        if stat.S_ISLNK(info.external_attr >> 16):
            raise _entri("Bagian dalam berkas adalah tautan", nama)
        if nama.casefold() in nama_terpakai:
            raise _entri("Bagian dalam berkas bernama ganda", nama)
        nama_terpakai.add(nama.casefold())
        if info.flag_bits & 0x1:
            raise TolakError(
                "K-BERKAS-SANDI",
                "Berkas dilindungi kata sandi",
                saran="Buka sandi dahulu, simpan sebagai .xlsx, lalu kirim ulang.",
            )


def _check_isi_paket(nama: list[str], arsip: zipfile.ZipFile, pencatat: Pencatat) -> None:
    if "[content_types].xml" not in nama:
        raise TolakError(
            "K-BERKAS-JENIS",
            "Berkas ini bukan buku kerja Excel",
            ditemukan="berkas OpenDocument" if "mimetype" in nama else "arsip zip lain",
            diharapkan="buku kerja .xlsx",
            saran="Buka di Excel lalu Simpan sebagai .xlsx (Buku Kerja Excel).",
        )
    if any(bagian.endswith("xl/workbook.bin") for bagian in nama):
        raise TolakError(
            "K-BERKAS-LAMA",
            "Berkas memakai format Excel biner (.xlsb)",
            diharapkan="buku kerja .xlsx",
            saran="Buka di Excel lalu Simpan sebagai .xlsx (Buku Kerja Excel).",
        )
    makro = any("vbaproject" in bagian or "/macrosheets/" in bagian for bagian in nama)
    jenis = next(i for i in arsip.infolist() if i.filename.casefold() == "[content_types].xml")
    with arsip.open(jenis) as aliran:
        makro = makro or b"macroenabled" in aliran.read(1 << 20).lower()
    if makro:
        raise TolakError(
            "K-BERKAS-MAKRO",
            "Berkas memuat makro",
            diharapkan="buku kerja tanpa makro",
            saran="Simpan sebagai .xlsx (Buku Kerja Excel), bukan .xlsm; makro tidak dijalankan.",
        )
    asing = [arti for awal, arti in _ASING if any(bagian.startswith(awal) for bagian in nama)]
    if asing:
        pencatat.peringatan(
            "K-BERKAS-TAUTAN",
            "Berkas memuat bagian dari luar yang tidak diikuti",
            ditemukan=", ".join(asing),
            saran="Tempel isinya sebagai nilai, atau putuskan tautannya (Data, Edit Tautan).",
        )


def _check_bagian(arsip: zipfile.ZipFile, info: zipfile.ZipInfo, hitung: _Hitung) -> None:
    is_xml = info.filename.casefold().endswith(_TEKS_XML)
    keluar, ekor = 0, b""
    with arsip.open(info) as aliran:
        while potong := aliran.read(_POTONG):
            is_awal, keluar = keluar == 0, keluar + len(potong)
            hitung.inflasi += len(potong)
            if hitung.inflasi > INFLASI_MAKS:
                raise _bom(f"lebih dari {INFLASI_MAKS // 1024**2} MB sesudah dibuka")
            if (keluar > RASIO_MULAI and keluar > RASIO_MAKS * max(info.compress_size, 1)) or (
                hitung.inflasi > RASIO_MULAI and hitung.inflasi > RASIO_MAKS * hitung.ukuran
            ):
                raise _bom(f"mengembang lebih dari {RASIO_MAKS} kali")
            if is_xml:
                if is_awal and b"\0" in potong[:4]:
                    raise _xml(info.filename, "sandi aksara selain UTF-8")
                _check_potong(info.filename, ekor, potong, hitung)
                ekor = (ekor + potong)[-_TUMPANG:]


def _check_potong(nama: str, ekor: bytes, potong: bytes, hitung: _Hitung) -> None:
    doktipe = _DOKTIPE.search(ekor[-_DOKTIPE_PANJANG:] + potong)
    if doktipe:
        raise _xml(nama, doktipe.group().decode())
    hitung.sel += sum(1 for _ in _SEL.finditer(potong))
    if hitung.sel > SEL_MAKS:
        raise TolakError(
            "K-BERKAS-BESAR",
            "Buku kerja berisi terlalu banyak sel",
            ditemukan=f"lebih dari {SEL_MAKS} sel",
            saran="Hapus baris dan kolom berformat di luar tabel, lalu simpan ulang.",
        )
    for cocok in _JAUH.finditer(ekor + potong):
        sel = cocok.group(1).decode()
        if is_jauh(sel):
            raise jauh(sel)


def is_jauh(sel: str) -> bool:
    """Tell whether a cell lies outside the area that is read.

    >>> is_jauh("SF50000"), is_jauh("SG1"), is_jauh("A50001")
    (False, True, True)
    """
    huruf = sel.rstrip("0123456789")
    kolom = 0
    for satu in huruf:
        kolom = kolom * 26 + ord(satu) - 64
    return kolom > KOLOM_MAKS or int(sel[len(huruf) :]) > BARIS_MAKS


def jauh(sel: str) -> TolakError:
    """Build the refusal of a cell far outside the data."""
    return TolakError(
        "K-BERKAS-JANGKAUAN",
        "Ada isi jauh di luar tabel",
        ("", sel),
        diharapkan=f"paling banyak {BARIS_MAKS} baris dan {KOLOM_MAKS} kolom",
        saran=f"Ada isi jauh di sel {sel}, hapus baris atau kolomnya lalu simpan ulang.",
    )


def _bom(ditemukan: str) -> TolakError:
    return TolakError(
        "K-BERKAS-BOM",
        "Isi berkas mengembang tidak wajar",
        ditemukan=ditemukan,
        saran="Salin tabelnya ke buku kerja baru, lalu kirim buku kerja itu.",
    )


def _entri(masalah: str, nama: str) -> TolakError:
    return TolakError("K-BERKAS-ENTRI", masalah, ditemukan=format_kutipan(nama), saran=_KIRIM_ULANG)


def _xml(nama: str, ditemukan: str) -> TolakError:
    return TolakError(
        "K-BERKAS-XML",
        f"Bagian {format_kutipan(nama)} memuat sesuatu yang tidak pernah ditulis Excel",
        ditemukan=ditemukan,
        saran="Salin tabelnya ke buku kerja baru, lalu kirim buku kerja itu.",
    )
