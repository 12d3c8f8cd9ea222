"""Reads the cells of one worksheet in a single pass: values, formulas, merges, hidden parts.

Only cells that hold something are kept. Column headings and meaning are the work of `lembar`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from kinerja.excel.buku import Buku, LembarBuku, unescape_teks
from kinerja.excel.sel import Format, JenisSel, Sel, format_kolom, parse_alamat
from kinerja.excel.tolak import BARIS_MAKS, KOLOM_MAKS, TolakError, build_besar, jauh
from kinerja.excel.xml_aliran import parse_nomor, read_xml, rusak

GABUNGAN_MAKS: Final = 5_000
_BENAR: Final = frozenset({"1", "true"})
_ALAMAT: Final = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}\Z")


@dataclass(slots=True)
class IsiLembar:
    """What one worksheet holds, by row and column number."""

    sel: dict[int, dict[int, Sel]] = field(default_factory=dict)
    gabungan: list[str] = field(default_factory=list)
    baris_tersembunyi: set[int] = field(default_factory=set)
    kolom_tersembunyi: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Pembaca:
    """The state of the pass; one method per event of the parser."""

    buku: Buku
    isi: IsiLembar = field(default_factory=IsiLembar)
    baris: int = 0
    kolom: int = 0
    jenis: str = "n"
    gaya: int = 0
    is_rumus: bool = False
    has_nilai: bool = False
    is_kumpul: bool = False
    fonetik: int = 0
    jumlah_kolom: int = 0
    potongan: list[str] = field(default_factory=list)

    def mulai(self, label: str, atribut: dict[str, str]) -> None:
        if label == "c":
            self._mulai_sel(atribut)
        elif label == "v":
            self.is_kumpul = self.has_nilai = True
        elif label == "f":
            self.is_rumus = True
        elif label == "t":
            self.is_kumpul = not self.fonetik
            self.has_nilai = True
        elif label == "row":
            self._mulai_baris(atribut)
        elif label == "rPh":
            self.fonetik += 1
        elif label == "col" and atribut.get("hidden", "0") in _BENAR:
            self._hide_kolom(atribut)
        elif label == "mergeCell":
            if len(self.isi.gabungan) == GABUNGAN_MAKS:
                raise build_besar(
                    f"lebih dari {GABUNGAN_MAKS} sel gabungan", "Pisahkan sel gabungan (Unmerge)."
                )
            self.isi.gabungan.append(atribut.get("ref", ""))

    def selesai(self, label: str) -> None:
        if label in {"v", "t"}:
            self.is_kumpul = False
        elif label == "rPh":
            self.fonetik -= 1
        elif label == "c":
            self._selesai_sel()

    def huruf(self, isi: str) -> None:
        if self.is_kumpul:
            self.potongan.append(isi)

    def _hide_kolom(self, atribut: dict[str, str]) -> None:
        awal, akhir = parse_nomor(atribut.get("min", "1")), parse_nomor(atribut.get("max", "1"))
        if awal > KOLOM_MAKS:
            return
        self.jumlah_kolom += 1
        if self.jumlah_kolom > KOLOM_MAKS:  # a sound sheet names each column once
            raise rusak(f"kolom {awal}")
        self.isi.kolom_tersembunyi.update(range(awal, min(akhir, KOLOM_MAKS) + 1))

    def _mulai_baris(self, atribut: dict[str, str]) -> None:
        self.baris = parse_nomor(atribut["r"]) if "r" in atribut else self.baris + 1
        if not self.baris:
            raise rusak("baris 0")
        self.kolom = 0
        if atribut.get("hidden", "0") in _BENAR:
            self.isi.baris_tersembunyi.add(self.baris)

    def _mulai_sel(self, atribut: dict[str, str]) -> None:
        alamat = atribut.get("r")
        if alamat is None:
            self.kolom += 1
        else:
            if not _ALAMAT.match(alamat):
                raise rusak(alamat)
            self.baris, self.kolom = parse_alamat(alamat)
        self.jenis = atribut.get("t", "n")
        self.gaya = parse_nomor(atribut.get("s", "0"))
        self.is_rumus = self.has_nilai = False
        self.potongan.clear()

    def _selesai_sel(self) -> None:
        if not self.has_nilai and not self.is_rumus:
            return
        alamat = f"{format_kolom(self.kolom)}{self.baris}"
        if self.kolom > KOLOM_MAKS or self.baris > BARIS_MAKS:
            raise jauh(alamat)
        jenis, isi = self._baca_nilai("".join(self.potongan), alamat)
        if jenis is JenisSel.KOSONG:
            return
        daftar = self.buku.format
        format_sel = daftar[self.gaya] if self.gaya < len(daftar) else Format.UMUM
        baris = self.isi.sel.setdefault(self.baris, {})
        if self.kolom in baris:
            raise rusak(f"{alamat} dua kali")
        baris[self.kolom] = Sel(alamat, jenis, isi, format_sel)

    def _baca_nilai(self, mentah: str, alamat: str) -> tuple[JenisSel, str]:
        if self.jenis == "s":
            nomor = parse_nomor(mentah)
            if nomor >= len(self.buku.teks):
                raise rusak(alamat)
            return _jenis_teks(self.buku.teks[nomor])
        if self.jenis in {"str", "inlineStr", "d"}:
            return _jenis_teks(unescape_teks(mentah))
        if not mentah.strip():
            return (JenisSel.RUMUS_KOSONG if self.is_rumus else JenisSel.KOSONG), ""
        if self.jenis == "b":
            return JenisSel.LOGIS, "BENAR" if mentah.strip() in _BENAR else "SALAH"
        if self.jenis == "e":
            return JenisSel.GALAT, mentah.strip()
        return JenisSel.ANGKA, mentah.strip()


def read_isi(buku: Buku, lembar: LembarBuku) -> IsiLembar:
    """Read the filled cells of a worksheet.

    Raises:
        TolakError: where the part is damaged or holds cells far outside the data.
    """
    pembaca = _Pembaca(buku)
    try:
        with buku.arsip.open(lembar.bagian) as aliran:
            read_xml(aliran, lembar.bagian, pembaca.mulai, pembaca.selesai, pembaca.huruf)
    except TolakError as tolak:
        if not tolak.tempat[0]:
            tolak.tempat = (lembar.nama, tolak.tempat[1])
        raise
    return pembaca.isi


def _jenis_teks(teks: str) -> tuple[JenisSel, str]:
    return (JenisSel.TEKS, teks) if teks.strip() else (JenisSel.KOSONG, "")
