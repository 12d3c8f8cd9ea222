"""Reads the cells of one worksheet in a single pass: values, formulas, merges, hidden parts.

Only cells that hold something are kept. Column headings and meaning are the work of `lembar`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from kinerja.excel.batas import BARIS_MAKS, GABUNGAN_MAKS, KOLOM_MAKS
from kinerja.excel.buku import Buku, LembarBuku, unescape_teks
from kinerja.excel.format_sel import UMUM
from kinerja.excel.sel import JenisSel, Sel, format_kolom, parse_alamat
from kinerja.excel.tolak import TolakError, build_besar, build_jauh
from kinerja.excel.xml_aliran import Teks, parse_nomor, read_xml, rusak

_BENAR: Final = frozenset({"1", "true"})
_PANJANG_WILAYAH: Final = len("$XFD$1048576:$XFD$1048576")
_ALAMAT: Final = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}\Z")


@dataclass(slots=True)
class IsiLembar:
    """What one worksheet holds, by row and column number; shared by all who read it."""

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
    wadah: str = ""
    teks: Teks = field(default_factory=Teks)
    kolom_tersembunyi: bytearray = field(default_factory=lambda: bytearray(KOLOM_MAKS + 1))

    def mulai(self, label: str, atribut: dict[str, str]) -> None:
        if label == "c":
            self._mulai_sel(atribut)
        elif label in {"v", "is"}:
            self._mulai_nilai(label)
        elif label == "f":
            self.is_rumus = True
        elif label == "t":
            self.is_kumpul = self.wadah == "is" and not self.fonetik
        elif label == "row":
            self._mulai_baris(atribut)
        elif label == "rPh":
            self.fonetik += 1
        else:
            self._mulai_tata(label, atribut)

    def _mulai_tata(self, label: str, atribut: dict[str, str]) -> None:
        """Take hidden columns and merged areas."""
        if label == "col" and atribut.get("hidden", "0") in _BENAR:
            awal, akhir = parse_nomor(atribut.get("min", "1")), parse_nomor(atribut.get("max", "1"))
            panjang = min(akhir, KOLOM_MAKS) + 1 - awal
            if panjang > 0:
                self.kolom_tersembunyi[awal : awal + panjang] = b"\1" * panjang
        elif label == "mergeCell":
            if len(self.isi.gabungan) == GABUNGAN_MAKS:
                raise build_besar("terlalu banyak sel gabungan", f"lebih dari {GABUNGAN_MAKS}")
            wilayah = atribut.get("ref", "")
            if len(wilayah) > _PANJANG_WILAYAH:
                raise rusak(wilayah)
            self.isi.gabungan.append(wilayah)

    def selesai(self, label: str) -> None:
        if label in {"v", "t"}:
            self.is_kumpul = False
        elif label == "is":
            self.wadah = ""
        elif label == "rPh":
            self.fonetik -= 1
        elif label == "c":
            self._selesai_sel()

    def huruf(self, isi: str) -> None:
        if self.is_kumpul:
            self.teks.add(isi)

    def _mulai_nilai(self, label: str) -> None:
        """Take the element that Excel shows for this type of cell; a second one is damage."""
        if label != ("is" if self.jenis == "inlineStr" else "v"):
            return
        if self.has_nilai:
            raise rusak(f"{format_kolom(self.kolom)}{self.baris} bernilai dua kali")
        self.has_nilai = True
        self.wadah = label
        self.is_kumpul = label == "v"

    def _mulai_baris(self, atribut: dict[str, str]) -> None:
        self.baris = parse_nomor(atribut["r"]) if "r" in atribut else self.baris + 1
        if not self.baris:
            raise rusak("baris 0")
        self.kolom = 0
        if atribut.get("hidden", "0") in _BENAR and self.baris <= BARIS_MAKS:
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
        self.is_rumus = self.has_nilai = self.is_kumpul = False
        self.wadah = ""
        self.teks.begin()

    def _selesai_sel(self) -> None:
        if not self.has_nilai and not self.is_rumus:
            return
        alamat = f"{format_kolom(self.kolom)}{self.baris}"
        if self.kolom > KOLOM_MAKS or self.baris > BARIS_MAKS:
            raise build_jauh(alamat)
        jenis, isi = self._baca_nilai(self.teks.join(), alamat)
        if jenis is JenisSel.KOSONG:
            return
        daftar = self.buku.format
        pola = daftar[self.gaya] if self.gaya < len(daftar) else UMUM
        baris = self.isi.sel.setdefault(self.baris, {})
        if self.kolom in baris:
            raise rusak(f"{alamat} dua kali")
        format_sel = pola.find_format(isi, is_angka=jenis is JenisSel.ANGKA)
        baris[self.kolom] = Sel(alamat, jenis, isi, format_sel, self.is_rumus)

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
    """Give the filled cells of a worksheet; its part is parsed the first time only.

    Raises:
        TolakError: where the part is damaged or holds cells far outside the data.
    """
    if lembar.bagian not in buku.terbaca:
        buku.terbaca[lembar.bagian] = _parse(buku, lembar)
    return buku.terbaca[lembar.bagian]


def _parse(buku: Buku, lembar: LembarBuku) -> IsiLembar:
    pembaca = _Pembaca(buku)
    try:
        read_xml(buku.arsip, lembar.bagian, pembaca.mulai, pembaca.selesai, pembaca.huruf)
    except TolakError as tolak:
        if not tolak.tempat[0]:
            tolak.tempat = (lembar.nama, tolak.tempat[1])
        raise
    isi = pembaca.isi
    isi.kolom_tersembunyi |= {n for n, tanda in enumerate(pembaca.kolom_tersembunyi) if tanda}
    return isi


def _jenis_teks(teks: str) -> tuple[JenisSel, str]:
    return (JenisSel.TEKS, teks) if teks.strip() else (JenisSel.KOSONG, "")
