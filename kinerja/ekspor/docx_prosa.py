"""Headings, contents and prose in Word, from the tree that every format renders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from kinerja.ekspor.docx_naskah import TINGKAT_BUTIR, NaskahLaporan
from kinerja.ekspor.docx_tabel import build_tabel_prosa
from kinerja.ekspor.dokumen import Dokumen
from kinerja.ekspor.prosa import Simpul
from kinerja.word.alinea import Garis
from kinerja.word.gaya import PINGGIR, TAUT
from kinerja.word.unsur import (
    POLOS,
    Huruf,
    Unsur,
    build_rangkai,
    build_rujukan,
    close_bidang,
    open_bidang,
    unsur,
)

TINGKAT_DAFTAR_ISI: Final = 2
_PESAN_HALAMAN: Final = "Nomor halaman: klik daftar ini, lalu tekan F9 (Perbarui Bidang)."
"""Stands in the contents' field, so that it goes when Word fills in the page numbers."""


def build_kepala(simpul: Simpul, naskah: NaskahLaporan, *, is_halaman_baru: bool) -> Unsur:
    """Build a heading, with the bookmark that the contents lead to."""
    isi = naskah.jangkar(naskah.kepala[simpul["slug"]], *_inline(simpul["isi"], naskah, POLOS))
    gaya = f"heading {min(simpul['tingkat'], 4)}"
    return naskah.alinea(gaya, isi, halaman_baru=is_halaman_baru)


def build_daftar_isi(dokumen: Dokumen, naskah: NaskahLaporan) -> list[Unsur]:
    """Build the contents as a field whose entries are there already and lead to the headings."""
    daftar = [s for s in dokumen.daftar_isi if s["tingkat"] <= TINGKAT_DAFTAR_ISI]
    judul = naskah.alinea("TOC Heading", [build_rangkai("Daftar Isi")])
    pesan = [build_rangkai(_PESAN_HALAMAN, Huruf(miring=True))]
    baris = [
        naskah.alinea(
            "Kinerja Sumber",
            [*open_bidang(f'TOC \\o "1-{TINGKAT_DAFTAR_ISI}" \\h \\z'), *pesan],
        )
    ]
    for satu in daftar:
        isi = build_rujukan(naskah.kepala[satu["slug"]], build_rangkai(satu["teks"]))
        baris.append(naskah.alinea(f"toc {satu['tingkat']}", [isi]))
    baris.append(naskah.alinea("toc 2", [close_bidang()], sesudah=0))
    galeri = unsur(
        "docPartObj", unsur("docPartGallery", val="Table of Contents"), unsur("docPartUnique")
    )
    return [unsur("sdt", unsur("sdtPr", galeri), unsur("sdtContent", judul, *baris))]


def build_prosa(simpul: Simpul, naskah: NaskahLaporan, gaya: str = "Normal") -> list[Unsur]:
    """Build one block of prose."""
    match simpul["jenis"]:
        case "paragraf":
            return [naskah.alinea(gaya, _inline(simpul["isi"], naskah, POLOS))]
        case "daftar":
            return _daftar(simpul, naskah, 0)
        case "kutipan":
            return [u for satu in simpul["isi"] for u in build_prosa(satu, naskah, "Quote")]
        case "kode":
            return [naskah.alinea("Kinerja Kode", [build_rangkai(simpul["teks"])])]
        case "tabel":
            kepala = [_inline(sel, naskah, Huruf(tebal=True)) for sel in simpul["kepala"]]
            baris = [[_inline(sel, naskah, POLOS) for sel in satu] for satu in simpul["baris"]]
            return build_tabel_prosa(simpul, kepala, naskah, baris)
        case _:
            return [naskah.alinea(garis=(("bottom", Garis(0.5, PINGGIR)),))]


def _daftar(simpul: Simpul, naskah: NaskahLaporan, dalam: int) -> list[Unsur]:
    """Build a list; what an item holds beyond its first paragraph stands below it."""
    nomor = naskah.new_daftar(is_bernomor=simpul["is_bernomor"], mulai=simpul["mulai"])
    hasil: list[Unsur] = []
    for butir in simpul["butir"]:
        for urutan, satu in enumerate(butir):
            if satu["jenis"] == "daftar":
                hasil += _daftar(satu, naskah, min(dalam + 1, TINGKAT_BUTIR - 1))
            elif satu["jenis"] == "paragraf" and urutan == 0:
                isi = _inline(satu["isi"], naskah, POLOS)
                hasil.append(naskah.alinea("List Paragraph", isi, nomor=(nomor, dalam)))
            else:
                hasil += build_prosa(satu, naskah, "List Paragraph")
    return hasil


def _inline(daftar: Iterable[Simpul], naskah: NaskahLaporan, huruf: Huruf) -> list[Unsur]:
    hasil: list[Unsur] = []
    for satu in daftar:
        match satu["jenis"]:
            case "tebal":
                hasil += _inline(satu["isi"], naskah, replace(huruf, tebal=True))
            case "miring":
                hasil += _inline(satu["isi"], naskah, replace(huruf, miring=True))
            case "kode":
                hasil.append(build_rangkai(satu["teks"], replace(huruf, jenis="Courier New")))
            case "baris":
                hasil.append(build_rangkai("\n", huruf))
            case "taut":
                isi = _inline(satu["isi"], naskah, replace(huruf, warna=TAUT))
                hasil += naskah.taut(satu["url"], isi)
            case _:
                hasil.append(build_rangkai(satu["teks"], huruf))
    return hasil
