"""Checks the zip container of a workbook while inflating it, in memory that stays bounded.

Counts what comes out and not what the headers claim; looks for document types, far cells, macros
and links in the raw bytes. How much is too much stands in `batas`. Writes nothing, parses nothing,
follows nothing.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from kinerja.excel import batas
from kinerja.excel.pencatat import Pencatat, format_kutipan
from kinerja.excel.tolak import (
    KIRIM_ULANG,
    TolakError,
    build_besar,
    build_bom,
    build_jauh,
    build_rusak,
    build_xml,
)

_POTONG: Final = 1 << 16
_ASING_XML: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ASING_BUKU: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY|\[CDATA\[)", re.IGNORECASE)
"""In the workbook's own parts also raw text, which Excel writes nowhere and which hides tags."""
_SEL: Final = re.compile(rb"<(?:\w++:)?c(?=[\s/>])([^<>]*+)>")
_ALAMAT: Final = re.compile(
    rb"\sr=[\"']([A-Z]{3,4}[0-9]{1,9}|[S-Z][A-Z][0-9]{1,9}|[A-Z]{1,2}[0-9]{5,9})[\"']"
)
_TEKS_XML: Final = (".xml", ".rels", ".vml")
_ASING: Final = (
    ("xl/externallinks/", "tautan ke buku kerja lain"),
    ("xl/connections.xml", "sambungan data"),
    ("xl/querytables/", "kueri data"),
    ("xl/embeddings/", "objek tertanam"),
    ("xl/activex/", "kendali ActiveX"),
)


@dataclass(slots=True)
class _Hitung:
    """What has come out of the container so far."""

    ukuran: int
    inflasi: int = 0
    xml: int = 0
    tanda: int = 0
    sel: int = 0


def check_wadah(isi: bytes, pencatat: Pencatat) -> bool:
    """Check the zip container of a workbook; False where it is refused (and noted)."""
    try:
        if isi.count(b"PK\x01\x02") > batas.ENTRI_MAKS:
            raise build_bom(f"lebih dari {batas.ENTRI_MAKS} bagian")
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
        rusak = build_rusak()
        pencatat.galat(rusak.kode, rusak.masalah, rusak.tempat, **rusak.uraian)
        return False
    return True


def _check_entri(daftar: list[zipfile.ZipInfo]) -> None:
    if len(daftar) > batas.ENTRI_MAKS:
        raise build_bom(f"{len(daftar)} bagian")
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
    is_xml = is_bagian_xml(info.filename)
    keluar = 0
    isi = bytearray()
    with arsip.open(info) as aliran:
        while potong := aliran.read(_POTONG):
            keluar += len(potong)
            hitung.inflasi += len(potong)
            if hitung.inflasi > batas.INFLASI_MAKS:
                raise build_bom(f"lebih dari {batas.INFLASI_MAKS // 1024**2} MB sesudah dibuka")
            if _is_mengembang(keluar, info.compress_size) or _is_mengembang(
                hitung.inflasi, hitung.ukuran
            ):
                raise build_bom(f"mengembang lebih dari {batas.RASIO_MAKS} kali")
            if is_xml:
                hitung.xml += len(potong)
                if hitung.xml > batas.XML_MAKS:
                    raise build_besar(
                        "terlalu banyak data", f"lebih dari {batas.XML_MAKS // 1024**2} MB"
                    )
                isi += potong
    if is_xml:
        _check_xml(info.filename, bytes(isi), hitung)


def is_bagian_xml(nama: str) -> bool:
    """Tell whether a part is checked as XML; no other may ever be parsed."""
    return nama.casefold().endswith(_TEKS_XML)


def _is_mengembang(keluar: int, masuk: int) -> bool:
    return keluar > batas.RASIO_MULAI and keluar > batas.RASIO_MAKS * max(masuk, 1)


def _check_xml(nama: str, isi: bytes, hitung: _Hitung) -> None:
    """Check one part whole: linear in its size, before a parser sees it."""
    if b"\0" in isi[:4]:
        raise build_xml(nama, "sandi aksara selain UTF-8")
    asing = (_ASING_BUKU if nama.casefold().startswith("xl/") else _ASING_XML).search(isi)
    if asing:
        raise build_xml(nama, asing.group().decode())
    hitung.tanda += isi.count(b"<")
    if hitung.tanda > batas.TANDA_MAKS:
        raise build_besar("terlalu banyak unsur", f"lebih dari {batas.TANDA_MAKS} tanda")
    if find_renggang(isi):
        maks = f"{batas.RENGGANG_MAKS // 1024} KB"
        raise build_besar(
            "teks atau keterangan yang terlalu panjang",
            f"lebih dari {maks} pada satu unsur bagian {format_kutipan(nama)}",
        )
    for tanda in _SEL.finditer(isi):
        hitung.sel += 1
        if hitung.sel > batas.SEL_MAKS:
            raise build_besar("terlalu banyak sel", f"lebih dari {batas.SEL_MAKS} sel")
        atribut = tanda.group(1)
        if not atribut.endswith(b"/") and (cocok := _ALAMAT.search(atribut)):
            sel = cocok.group(1).decode()
            if is_jauh(sel):
                raise build_jauh(sel)


def find_renggang(isi: bytes, jarak: int = batas.RENGGANG_MAKS) -> bool:
    """Tell whether two neighbouring `<` stand further apart, in one pass without copies.

    >>> find_renggang(b"<a>12</a>", 5), find_renggang(b"<a>123</a>", 5)
    (False, True)
    """
    letak = max(isi.find(b"<"), 0)
    while len(isi) - letak > jarak:
        berikut = isi.rfind(b"<", letak + 1, letak + jarak + 1)
        if berikut < 0:
            return True
        letak = berikut
    return False


def is_jauh(sel: str) -> bool:
    """Tell whether a cell lies outside the area that is read.

    >>> is_jauh("SF50000"), is_jauh("SG1"), is_jauh("A50001")
    (False, True, True)
    """
    huruf = sel.rstrip("0123456789")
    kolom = 0
    for satu in huruf:
        kolom = kolom * 26 + ord(satu) - 64
    return kolom > batas.KOLOM_MAKS or int(sel[len(huruf) :]) > batas.BARIS_MAKS


def _entri(masalah: str, nama: str) -> TolakError:
    return TolakError("K-BERKAS-ENTRI", masalah, ditemukan=format_kutipan(nama), saran=KIRIM_ULANG)
