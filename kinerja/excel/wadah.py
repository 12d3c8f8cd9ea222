"""Checks the zip container of a workbook while inflating it, in memory that does not grow.

Counts what comes out and not what the headers claim; looks for macros, links and names that mean
harm, and has the XML parts looked through by `pindai`. Writes, parses and follows nothing.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from kinerja.excel.pencatat import Pencatat
from kinerja.excel.pindai import POTONG, SEL_MAKS, TEKS_XML, Jatah, Pemindai
from kinerja.excel.tolak import TolakError, build_bom, build_entri, build_rusak

ENTRI_MAKS: Final = 2_000
INFLASI_MAKS: Final = 200 * 1024 * 1024
RASIO_MAKS: Final = 100
RASIO_MULAI: Final = 10 * 1024 * 1024
"""Small sheets compress better than 100:1 quite honestly; the ratio counts from here on."""
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
    jatah: Jatah
    inflasi: int = 0


def check_wadah(isi: bytes, pencatat: Pencatat, sel_maks: int = SEL_MAKS) -> bool:
    """Check the zip container of a workbook; False where it is refused (and noted)."""
    try:
        if isi.count(b"PK\x01\x02") > ENTRI_MAKS:
            raise build_bom(f"lebih dari {ENTRI_MAKS} bagian")
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            daftar = arsip.infolist()
            _check_entri(daftar)
            _check_isi_paket([info.filename.casefold() for info in daftar], arsip, pencatat)
            hitung = _Hitung(len(isi), Jatah(sel_maks))
            for info in daftar:
                _check_bagian(arsip, info, hitung)
    except TolakError as tolak:
        pencatat.galat(tolak.kode, tolak.masalah, tolak.tempat, **tolak.uraian)
        return False
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        rusak = build_rusak("")
        pencatat.galat(rusak.kode, rusak.masalah, rusak.tempat, **rusak.uraian)
        return False
    return True


def _check_entri(daftar: list[zipfile.ZipInfo]) -> None:
    if len(daftar) > ENTRI_MAKS:
        raise build_bom(f"{len(daftar)} bagian")
    nama_terpakai: set[str] = set()
    for info in daftar:
        nama = info.orig_filename.replace("\\", "/")
        if nama.startswith("/") or ":" in nama or ".." in nama.split("/") or "\0" in nama:
            raise build_entri("Bagian dalam berkas menunjuk ke luar berkas", nama)
        if stat.S_ISLNK(info.external_attr >> 16):
            raise build_entri("Bagian dalam berkas adalah tautan", nama)
        if nama.casefold() in nama_terpakai:
            raise build_entri("Bagian dalam berkas bernama ganda", nama)
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
    is_xml = info.filename.casefold().endswith(TEKS_XML)
    pemindai = Pemindai(info.filename, hitung.jatah) if is_xml else None
    keluar = 0
    with arsip.open(info) as aliran:
        while potong := aliran.read(POTONG):
            keluar += len(potong)
            hitung.inflasi += len(potong)
            if hitung.inflasi > INFLASI_MAKS:
                raise build_bom(f"lebih dari {INFLASI_MAKS // 1024**2} MB sesudah dibuka")
            if (keluar > RASIO_MULAI and keluar > RASIO_MAKS * max(info.compress_size, 1)) or (
                hitung.inflasi > RASIO_MULAI and hitung.inflasi > RASIO_MAKS * hitung.ukuran
            ):
                raise build_bom(f"mengembang lebih dari {RASIO_MAKS} kali")
            if pemindai is not None:
                pemindai.feed(potong)
