"""Paragraphs: their style, and what of their shape differs from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kinerja.word.unsur import Unsur, add_anak, twip, unsur

RATA: Final = {"kiri": "left", "kanan": "right", "tengah": "center", "penuh": "both"}


@dataclass(frozen=True, slots=True)
class Garis:
    """A rule beside a paragraph, a cell or a table; thickness and distance in points."""

    tebal: float = 0.5
    warna: str = "000000"
    jenis: str = "single"
    jarak: int = 0

    def build(self, sisi: str) -> Unsur:
        """Build the rule of one side; Word counts eighths of a point."""
        return unsur(
            sisi, val=self.jenis, sz=round(self.tebal * 8), space=self.jarak, color=self.warna
        )


def build_garis(nama: str, garis: dict[str, Garis]) -> Unsur | None:
    """Build the rules of a paragraph, a cell or a table in the order of the schema."""
    sisi = ("top", "left", "bottom", "right", "insideH", "insideV")
    daftar = [garis[satu].build(satu) for satu in sisi if satu in garis]
    return unsur(nama, *daftar) if daftar else None


@dataclass(frozen=True, slots=True)
class Alinea:
    """The shape of a paragraph; lengths in points, `gaya` the id of its style.

    `ikut` keeps it with the next one, `utuh` its lines together. `tab` pairs positions with kinds,
    `nomor` is a list's number and depth. `spasi` is the line spacing, 1 for single;
    `tinggi` the exact height of a line, for one that only keeps two tables apart.
    """

    gaya: str = ""
    rata: str = ""
    ikut: bool = False
    utuh: bool = False
    halaman_baru: bool = False
    sebelum: float | None = None
    sesudah: float | None = None
    spasi: float = 0
    tinggi: float = 0
    kiri: float = 0
    kanan: float = 0
    gantung: float = 0
    awal: float = 0
    latar: str = ""
    garis: tuple[tuple[str, Garis], ...] = ()
    tab: tuple[tuple[float, str], ...] = ()
    nomor: tuple[int, int] | None = None
    garis_besar: int | None = None

    def build_sifat(self) -> Unsur | None:
        """Build its properties, in the order of the schema; None where there are none."""
        anak = (
            unsur("pStyle", val=self.gaya) if self.gaya else None,
            unsur("keepNext") if self.ikut else None,
            unsur("keepLines") if self.utuh else None,
            unsur("pageBreakBefore") if self.halaman_baru else None,
            self._nomor(),
            build_garis("pBdr", dict(self.garis)),
            unsur("shd", val="clear", color="auto", fill=self.latar) if self.latar else None,
            self._tab(),
            self._jarak(),
            self._inden(),
            unsur("jc", val=RATA[self.rata]) if self.rata else None,
            None if self.garis_besar is None else unsur("outlineLvl", val=self.garis_besar),
        )
        return unsur("pPr", *anak) if any(satu is not None for satu in anak) else None

    def build(self, *isi: Unsur) -> Unsur:
        """Build the paragraph with these runs."""
        return add_anak(unsur("p", self.build_sifat()), isi)

    def _nomor(self) -> Unsur | None:
        if self.nomor is None:
            return None
        nomor, tingkat = self.nomor
        return unsur("numPr", unsur("ilvl", val=tingkat), unsur("numId", val=nomor))

    def _tab(self) -> Unsur | None:
        if not self.tab:
            return None
        daftar = []
        for letak, jenis in self.tab:
            titik = {"leader": "dot"} if jenis == "titik" else {}
            arah = "right" if jenis == "titik" else RATA[jenis]
            daftar.append(unsur("tab", val=arah, pos=twip(letak), **titik))
        return unsur("tabs", *daftar)

    def _jarak(self) -> Unsur | None:
        jarak: dict[str, str | int] = {}
        if self.sebelum is not None:
            jarak["before"] = twip(self.sebelum)
        if self.sesudah is not None:
            jarak["after"] = twip(self.sesudah)
        if self.spasi:
            jarak |= {"line": round(self.spasi * 240), "lineRule": "auto"}
        if self.tinggi:
            jarak |= {"line": twip(self.tinggi), "lineRule": "exact"}
        return unsur("spacing", **jarak) if jarak else None

    def _inden(self) -> Unsur | None:
        inden: dict[str, int] = {}
        if self.kiri:
            inden["left"] = twip(self.kiri)
        if self.kanan:
            inden["right"] = twip(self.kanan)
        if self.gantung:
            inden["hanging"] = twip(self.gantung)
        if self.awal:
            inden["firstLine"] = twip(self.awal)
        return unsur("ind", **inden) if inden else None
