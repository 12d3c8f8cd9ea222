"""Tables: measured columns, repeated heads, rows that stay whole, cells that span."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kinerja.word.alinea import RATA, Garis, build_garis
from kinerja.word.unsur import Unsur, add_anak, twip, unsur

ATAS_BAWAH: Final = 1.7
"""Cell padding above and below, in points."""


@dataclass(frozen=True, slots=True)
class Sel:
    """A cell: paragraphs, the columns it spans, and its look; `sambung` continues the one above.

    `tegak` is where its text stands: top, center or bottom.
    """

    isi: tuple[Unsur, ...]
    rentang: int = 1
    latar: str = ""
    garis: tuple[tuple[str, Garis], ...] = ()
    tegak: str = ""
    sambung: str = ""

    def build(self, lebar: float) -> Unsur:
        """Build the cell of this width in points; Word wants a paragraph at its end."""
        sifat = unsur(
            "tcPr",
            unsur("tcW", w=twip(lebar), type="dxa"),
            unsur("gridSpan", val=self.rentang) if self.rentang > 1 else None,
            unsur("vMerge", val=self.sambung) if self.sambung else None,
            build_garis("tcBorders", dict(self.garis)),
            unsur("shd", val="clear", color="auto", fill=self.latar) if self.latar else None,
            unsur("vAlign", val=self.tegak) if self.tegak else None,
        )
        return unsur("tc", sifat, *(self.isi or (unsur("p"),)))


@dataclass(frozen=True, slots=True)
class Baris:
    """A row; a head is repeated on every page, a whole row is not split, `tinggi` is the least."""

    sel: tuple[Sel, ...]
    is_kepala: bool = False
    is_utuh: bool = True
    tinggi: float = 0

    def build(self, lebar: Sequence[float]) -> Unsur:
        """Build the row over columns of these widths."""
        sifat = unsur(
            "trPr",
            unsur("cantSplit") if self.is_utuh else None,
            unsur("trHeight", val=twip(self.tinggi), hRule="atLeast") if self.tinggi else None,
            unsur("tblHeader") if self.is_kepala else None,
        )
        baris = unsur("tr", sifat)
        kolom = 0
        for sel in self.sel:
            baris.append(sel.build(sum(lebar[kolom : kolom + sel.rentang])))
            kolom += sel.rentang
        return baris


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table; `lebar` in points, `judul` and `uraian` are read out instead of being seen.

    `sisi` is the cell padding left and right. Without `garis` it shows no rules.
    """

    lebar: tuple[float, ...]
    baris: tuple[Baris, ...]
    judul: str = ""
    uraian: str = ""
    garis: tuple[tuple[str, Garis], ...] = ()
    sisi: float = 4.0
    tegak: float = ATAS_BAWAH
    rata: str = ""
    has_kepala_baris: bool = False

    def build(self) -> Unsur:
        """Build the table with a fixed layout: programs follow the grid, or the cells."""
        sisi = [
            unsur(nama, w=twip(self.tegak if nama in {"top", "bottom"} else self.sisi), type="dxa")
            for nama in ("top", "left", "bottom", "right")
        ]
        tampil = {"firstRow": int(any(satu.is_kepala for satu in self.baris))}
        tampil |= {"firstColumn": int(self.has_kepala_baris)}
        sifat = unsur(
            "tblPr",
            unsur("tblW", w=twip(sum(self.lebar)), type="dxa"),
            unsur("jc", val=RATA[self.rata]) if self.rata else None,
            unsur("tblInd", w=0, type="dxa"),
            build_garis("tblBorders", dict(self.garis)),
            unsur("tblLayout", type="fixed"),
            unsur("tblCellMar", *sisi),
            unsur("tblLook", **tampil, lastRow=0, lastColumn=0, noHBand=1, noVBand=1),
            unsur("tblCaption", val=self.judul) if self.judul else None,
            unsur("tblDescription", val=self.uraian) if self.uraian else None,
        )
        kolom = unsur("tblGrid", *(unsur("gridCol", w=twip(satu)) for satu in self.lebar))
        return add_anak(unsur("tbl", sifat, kolom), (b.build(self.lebar) for b in self.baris))
