"""Runs put into the register by hand, and forms edited in place."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import openpyxl

from kinerja.folder import Folder
from kinerja.gudang import open_terima
from kinerja.register import open_register
from kinerja.register.laporan import AKHIRAN_HASIL, JENIS_LAPORAN

ASET = "data/bpkd/2026/tw2/bidang-aset.xlsx"


def build_angka(teks: str, nilai: str = "", **lain: str):
    """A figure as in hasil.json."""
    return {
        "teks": teks,
        "nilai": nilai or teks,
        "keadaan": "ada",
        "satuan": "",
        "jejak": None,
    } | lain


def record_jalan(akar: Path, hasil: dict[str, dict], masukan: tuple[str, ...] = (ASET,)) -> int:
    """Record a run that gave these figures, from the inputs as they lie now."""
    gudang = open_terima(akar / "data" / "bpkd")
    with open_register(Folder(akar), "bpkd", is_tulis=True) as register:
        isi = {
            "laporan": {nama: {} for nama in hasil},
            "hasil": {
                nama: gudang.put(
                    gzip.compress(json.dumps({"angka": angka}).encode(), mtime=0), AKHIRAN_HASIL
                ).name.partition(".")[0]
                for nama, angka in hasil.items()
            },
            "masukan": {nama: gudang.put_berkas(akar / nama, ".xlsx")[0] for nama in masukan},
        }
        return register.append(JENIS_LAPORAN, isi, periode="2026-tw2").nomor


def edit(jalur: Path, lembar: str, kode: str, judul: str, nilai: object) -> None:
    """Write into the row of a code below a heading."""
    buku = openpyxl.load_workbook(jalur)
    daftar = list(buku[lembar].iter_rows())
    kepala = next(b for b in daftar if any(str(sel.value).startswith(judul) for sel in b))
    kolom = next(sel.column for sel in kepala if str(sel.value).startswith(judul))
    baris = next(b for b in daftar if str(b[0].value) == kode)
    buku[lembar].cell(baris[0].row, kolom).value = nilai
    buku.save(jalur)
