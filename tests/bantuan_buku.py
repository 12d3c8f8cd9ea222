"""Recap workbooks for tests: made in memory, many agencies in one file, recalculated by soffice."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kinerja.angka import round_desimal
from kinerja.ekspor.dokumen import Dokumen
from kinerja.ekspor.periksa import check_blok
from kinerja.ekspor.xlsx import LEMBAR_ID, export_xlsx
from kinerja.ekspor.xlsx_nilai import read_isi
from kinerja.ekspor.xlsx_rujukan import build_peta
from kinerja.hitung.jejak import format_nilai
from kinerja.hitung.rekap import build_rekap, build_sel_anggaran, narrow_masukan
from kinerja.isi.blok import Judul, encode_blok
from kinerja.isi.buku.bahan import KAMUS, PARAMETER, BahanBuku
from kinerja.isi.buku.susun import build_buku_kerja
from tests.bantuan_formulir import SOFFICE

_SEL = re.compile(
    rb'<c r="([A-Z]+\d+)"([^>]*)><f[^>]*>(.*?)</f>(?:<v>(.*?)</v>|<v\s*/>)?</c>', re.DOTALL
)
_TANPA_NILAI = re.compile(
    rb'(<c r="[A-Z]+\d+"[^>]*?)(?: t="str")?(><f>.*?</f>)<v>.*?</v>', re.DOTALL
)
_SIMBOL = re.compile(r"⟦([^⟧]*)⟧")
JUDUL = Judul("Laporan uji", "Instansi uji", "draf")


def build_buku(masukan, kebijakan) -> Any:
    """Build the encoded workbook block of one agency, as an exporter reads it."""
    rekap = build_rekap(masukan, kebijakan)
    lalu = [
        build_rekap(narrow_masukan(masukan, satu), kebijakan, awalan=f"{satu.slug}.")
        for satu in masukan.periode.daftar_triwulan
        if satu != masukan.periode
    ]
    bahan = BahanBuku(rekap, rekap.indikator, build_sel_anggaran(masukan), lalu)
    return encode_blok([build_buku_kerja(bahan)])[0]


def join_buku(daftar: Iterable[Any]) -> Any:
    """Put many agencies of one policy and period into one workbook, one below the other.

    Columns that only some agencies have follow those that all have.
    """
    lembar: dict[str, dict[str, Any]] = {}
    buku: dict[str, Any] = {}
    for nomor, satu in enumerate(daftar):
        buku = buku or satu
        for isi in satu["lembar"]:
            gabung = lembar.setdefault(isi["nama"], {**isi, "kolom": {}, "baris": []})
            gabung["kolom"] |= {k["kunci"]: k for k in isi["kolom"]}
            if nomor and isi["nama"] in {PARAMETER, KAMUS}:
                continue
            awalan = "" if isi["nama"] == PARAMETER else f"{nomor}."
            kunci = [k["kunci"] for k in isi["kolom"]]
            for baris in isi["baris"]:
                sel = dict(zip(kunci, baris["sel"], strict=True))
                for data in sel.values():
                    if isinstance(data, dict) and data["jenis_blok"] == "RumusBuku":
                        data["isi"] = _SIMBOL.sub(partial(_prefix, nomor), data["isi"])
                gabung["baris"].append({**baris, "kunci": f"{awalan}{baris['kunci']}", "sel": sel})
    for isi in lembar.values():
        for baris in isi["baris"]:
            baris["sel"] = [baris["sel"].get(kunci) for kunci in isi["kolom"]]
        isi["kolom"] = list(isi["kolom"].values())
    return {**buku, "lembar": list(lembar.values())}


def _prefix(nomor: int, cocok: re.Match[str]) -> str:
    nama, *ujung = cocok[1].split("|")
    ujung[::2] = [f"{nomor}.{kunci}" for kunci in ujung[::2]]
    return f"⟦{'|'.join((nama, *ujung))}⟧"


def export_buku(buku: Any) -> bytes:
    """Export an encoded workbook block."""
    check_blok(buku, "uji")
    judul = encode_blok([JUDUL])[0]
    return export_xlsx(Dokumen(judul, (), frozenset(), buku=buku))


def read_rumus(isi: bytes) -> dict[str, dict[str, str | float]]:
    """Read the stored value of every formula cell, by sheet and address; "" where none is."""
    hasil: dict[str, dict[str, str | float]] = {}
    with zipfile.ZipFile(io.BytesIO(isi)) as zip_:
        buku = zip_.read("xl/workbook.xml").decode()
        for nomor, nama in enumerate(re.findall(r'<sheet [^>]*?name="([^"]*)"', buku), start=1):
            sel = {}
            for cocok in _SEL.finditer(zip_.read(f"xl/worksheets/sheet{nomor}.xml")):
                teks = unescape((cocok[4] or b"").decode())
                is_teks = b't="str"' in cocok[2] or b't="e"' in cocok[2] or not teks
                sel[cocok[1].decode()] = teks if is_teks else float(teks)
            hasil[unescape(nama)] = sel
    return hasil


def strip_nilai(isi: bytes) -> bytes:
    """Take the stored values of formulas out, so that a program must compute them."""
    hasil = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(isi)) as asal, zipfile.ZipFile(hasil, "w") as tujuan:
        for nama in asal.namelist():
            bagian = asal.read(nama)
            if nama.startswith("xl/worksheets/"):
                bagian = _TANPA_NILAI.sub(rb"\1\2", bagian)
            tujuan.writestr(nama, bagian)
    return hasil.getvalue()


def recalculate(buku: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Let LibreOffice compute workbooks, all in one start; skips where it is not installed."""
    if SOFFICE is None:
        pytest.skip("LibreOffice (soffice) tidak terpasang, rumus rekap.xlsx tidak dihitung ulang")
    asal, tujuan = folder / "asal", folder / "hasil"
    asal.mkdir(parents=True)
    for nama, isi in buku.items():
        (asal / f"{nama}.xlsx").write_bytes(isi)
    subprocess.run(
        [
            SOFFICE,
            f"-env:UserInstallation={(folder / 'profil').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(tujuan),
            *(str(asal / f"{nama}.xlsx") for nama in buku),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return {nama: (tujuan / f"{nama}.xlsx").read_bytes() for nama in buku}


def map_sel(buku: Any) -> dict[tuple[str, str], Any]:
    """Map sheet and address to the encoded cell."""
    peta = build_peta(buku)
    return {
        (lembar["nama"], f"{huruf}{peta.baris[lembar['nama']][baris['kunci']]}"): sel
        for lembar in buku["lembar"]
        for baris in lembar["baris"]
        for huruf, sel in zip(peta.kolom[lembar["nama"]].values(), baris["sel"], strict=True)
    }


def list_beda_teks(buku: Any, ulang: bytes) -> list[str]:
    """List the figures whose computed value does not print as the figure's own text."""
    nilai, beda = read_rumus(ulang), []
    for (lembar, alamat), sel in map_sel(buku).items():
        if not isinstance(sel, dict) or sel["jenis_blok"] != "RumusBuku":
            continue
        angka_ = sel["hasil"]
        if angka_["jenis_blok"] != "Angka" or angka_["keadaan"] != "terisi":
            continue
        hitung = nilai[lembar][alamat]
        if isinstance(hitung, float) and re.fullmatch(r"-?[0-9.]+", str(angka_["nilai"])):
            teks = format_sel(hitung, angka_["bentuk"])
            if teks != angka_["teks"]:
                beda.append(f"{lembar}!{alamat}: {angka_['teks']}, tampil {teks}")
    return beda


def format_sel(nilai: float, bentuk: str) -> str:
    """Print a computed number as the report prints the figure."""
    if bentuk in {"rupiah", "uang"}:
        return format_nilai(int(round_desimal(Decimal(repr(nilai)) * 100, 0)), bentuk)
    return format_nilai(Decimal(repr(nilai)), bentuk)


def read_teks_id(asal: bytes, ulang: bytes, angka_: Mapping[str, Any]) -> dict[str, str]:
    """Print each figure of hasil.json that the workbook holds, as its cell computes it.

    A cell that is no formula prints the text that the hidden sheet keeps for it.
    """
    nilai, hasil = read_rumus(ulang), {}
    lembar_id = openpyxl.load_workbook(io.BytesIO(asal), read_only=True)[LEMBAR_ID]
    for kunci, lembar, alamat, teks in lembar_id.iter_rows(min_row=2, values_only=True):
        if kunci not in angka_:
            continue
        hitung = nilai.get(lembar, {}).get(alamat, teks)
        satu = angka_[kunci]
        if isinstance(hitung, float) and re.fullmatch(r"\d{4}-\d\d-\d\d", str(satu["nilai"])):
            hari = date(1899, 12, 30) + timedelta(days=hitung)
            hitung = format_nilai(hari)
        elif isinstance(hitung, float) and "–" in satu["teks"]:  # a range: its lower bound
            assert format_sel(hitung, "angka") == satu["teks"].split("–")[0]
            hitung = satu["teks"]
        elif isinstance(hitung, float):
            hitung = format_sel(hitung, satu["bentuk"])
        hasil[kunci] = hitung
    return hasil


def change_isian(isi: bytes, lama: Any, baru: Any) -> bytes:
    """Type the inputs of one workbook into another as a person does, and take values out."""
    buku = openpyxl.load_workbook(io.BytesIO(isi))
    kini = map_sel(lama)
    for (lembar, alamat), sel in map_sel(baru).items():
        is_isian = isinstance(sel, dict) and sel.get("is_isian")
        if is_isian and sel != kini[lembar, alamat]:
            nilai = read_isi(sel)[0]
            buku[lembar][alamat].value = None if nilai == "" else nilai
    hasil = io.BytesIO()
    buku.save(hasil)
    return hasil.getvalue()


def list_beda(asal: bytes, ulang: bytes) -> list[str]:
    """List the formula cells whose stored and computed values differ."""
    harap, hasil = read_rumus(asal), read_rumus(ulang)
    beda = []
    for lembar, sel in harap.items():
        for alamat, nilai in sel.items():
            baru = hasil[lembar].get(alamat, "")
            if isinstance(nilai, float) and isinstance(baru, float):
                is_sama = abs(nilai - baru) <= 1e-9 * max(1.0, abs(nilai))
            else:
                is_sama = nilai == baru
            if not is_sama:
                beda.append(f"{lembar}!{alamat}: {nilai!r}, dihitung {baru!r}")
    return beda
