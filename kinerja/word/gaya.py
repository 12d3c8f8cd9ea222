"""The styles a template must hold: the one list, with the look they have where nobody changed it.

Names of Word's own styles are English in every language of Word; ours begin with "Kinerja".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kinerja.word.alinea import Alinea, Garis
from kinerja.word.unsur import POLOS, Huruf, Unsur, unsur

HURUF: Final = "Arial"
BAHASA: Final = "id-ID"
TINTA: Final = "1C242C"
PUDAR: Final = "55606B"
TUA: Final = "12395B"
MUDA: Final = "F1F4F7"
PINGGIR: Final = "CFD6DC"
TAUT: Final = "0B5A8F"
AWALAN: Final = "Kinerja "

_BENTUK: Final = Alinea()


@dataclass(frozen=True, slots=True)
class Gaya:
    """A style: its name, what it is for, and its look beside the one it is based on."""

    nama: str
    arti: str
    alinea: Alinea = _BENTUK
    huruf: Huruf = POLOS
    is_karakter: bool = False

    @property
    def id(self) -> str:
        """The style's id in a template of our own.

        >>> Gaya("heading 1", "").id
        'Heading1'
        """
        return "".join(kata[0].upper() + kata[1:] for kata in self.nama.split())

    def build(self) -> Unsur:
        """Build the style; all are based on Normal, which is the paragraphs' default."""
        is_dasar = self.nama == "Normal"
        induk = "" if is_dasar or self.is_karakter else "Normal"
        is_berikut = self.nama.startswith(("heading", "Title"))
        return unsur(
            "style",
            unsur("name", val=self.nama),
            unsur("basedOn", val=induk) if induk else None,
            unsur("next", val="Normal") if is_berikut else None,
            unsur("uiPriority", val=1),
            unsur("qFormat"),
            self.alinea.build_sifat(),
            self.huruf.build_sifat(),
            type="character" if self.is_karakter else "paragraph",
            styleId=self.id,
            **({"default": 1} if is_dasar else {}),
            **({"customStyle": 1} if self.nama.startswith(AWALAN) else {}),
        )


def _kepala(tingkat: int, ukuran: float, sebelum: float, sesudah: float, warna: str = TUA) -> Gaya:
    return Gaya(
        f"heading {tingkat}",
        f"judul bagian tingkat {tingkat}",
        Alinea(
            ikut=True, utuh=True, sebelum=sebelum, sesudah=sesudah, spasi=1, garis_besar=tingkat - 1
        ),
        Huruf(tebal=True, ukuran=ukuran, warna=warna),
    )


DAFTAR_GAYA: Final[tuple[Gaya, ...]] = (
    Gaya("Normal", "teks biasa", Alinea(sesudah=5, spasi=1), Huruf(jenis=HURUF, ukuran=10)),
    Gaya(
        "Title",
        "judul laporan",
        Alinea(sebelum=6, sesudah=6, spasi=1, ikut=True),
        Huruf(tebal=True, ukuran=20, warna=TUA),
    ),
    Gaya(
        "Subtitle",
        "anak judul",
        Alinea(sesudah=10, spasi=1, ikut=True),
        Huruf(ukuran=13, warna=PUDAR),
    ),
    _kepala(1, 15, 6, 8),
    _kepala(2, 12, 13, 5),
    _kepala(3, 10.5, 12, 5),
    _kepala(4, 10, 10, 4, TINTA),
    Gaya(
        "TOC Heading",
        "judul daftar isi",
        Alinea(sebelum=16, sesudah=6, ikut=True),
        Huruf(tebal=True, ukuran=12, warna=TUA),
    ),
    Gaya(
        "toc 1",
        "daftar isi tingkat 1",
        Alinea(sebelum=5, sesudah=1, spasi=1, gantung=0, tab=((481.9, "titik"),)),
        Huruf(tebal=True),
    ),
    Gaya(
        "toc 2",
        "daftar isi tingkat 2",
        Alinea(sesudah=1, spasi=1, kiri=12, tab=((481.9, "titik"),)),
    ),
    Gaya(
        "caption",
        "judul tabel dan gambar",
        Alinea(sebelum=10, sesudah=4, spasi=1, ikut=True, utuh=True),
        Huruf(ukuran=9.5),
    ),
    Gaya("List Paragraph", "butir daftar", Alinea(sesudah=2)),
    Gaya(
        "Quote",
        "kutipan",
        Alinea(kiri=12, garis=(("left", Garis(2, PINGGIR, jarak=8)),)),
        Huruf(warna=PUDAR),
    ),
    Gaya("header", "kepala halaman", Alinea(sesudah=0, spasi=1), Huruf(ukuran=8, warna=PUDAR)),
    Gaya("footer", "kaki halaman", Alinea(sesudah=0, spasi=1), Huruf(ukuran=8, warna=PUDAR)),
    Gaya("Hyperlink", "tautan", huruf=Huruf(warna=TAUT), is_karakter=True),
    Gaya(
        "Kinerja Kop",
        "baris kop",
        Alinea(rata="tengah", sesudah=2, spasi=1, ikut=True),
        Huruf(tebal=True, kapital=True, ukuran=12),
    ),
    Gaya(
        "Kinerja Alamat Kop",
        "alamat pada kop",
        Alinea(rata="tengah", sesudah=1, spasi=1, ikut=True),
        Huruf(ukuran=8.5),
    ),
    Gaya(
        "Kinerja Keterangan",
        "keterangan di bawah judul",
        Alinea(sesudah=4, spasi=1.05),
        Huruf(ukuran=9.5, warna=PUDAR),
    ),
    Gaya(
        "Kinerja Sumber",
        "sumber dan catatan di bawah tabel",
        Alinea(sebelum=2, sesudah=2, spasi=1),
        Huruf(ukuran=8, warna=PUDAR),
    ),
    Gaya("Kinerja Sel", "isi tabel", Alinea(sesudah=0, spasi=1), Huruf(ukuran=9)),
    Gaya("Kinerja Panel", "kotak perhatian", Alinea(sesudah=0, spasi=1.05, kiri=8)),
    Gaya("Kinerja Kartu", "kartu ringkas", Alinea(sesudah=3, spasi=1), Huruf(ukuran=8.5)),
    Gaya("Kinerja Jejak", "jejak hitung", Alinea(sesudah=0, spasi=1), Huruf(ukuran=7.5)),
    Gaya(
        "Kinerja Kode",
        "teks seperti mesin tik",
        Alinea(spasi=1),
        Huruf(jenis="Courier New", ukuran=9),
    ),
    Gaya("Kinerja Pengesahan", "blok tanda tangan", Alinea(sesudah=2, spasi=1, utuh=True)),
)
"""Every style a report uses; a template without one of them is refused."""


def build_daftar_gaya() -> Unsur:
    """Build the part that holds all styles."""
    dasar = unsur(
        "docDefaults",
        unsur(
            "rPrDefault",
            unsur("rPr", unsur("lang", val=BAHASA, eastAsia=BAHASA, bidi="ar-SA")),
        ),
        unsur("pPrDefault"),
    )
    bawaan = unsur(
        "style",
        unsur("name", val="Default Paragraph Font"),
        unsur("uiPriority", val=1),
        unsur("semiHidden"),
        type="character",
        default=1,
        styleId="DefaultParagraphFont",
    )
    tabel = unsur(
        "style",
        unsur("name", val="Normal Table"),
        unsur("uiPriority", val=99),
        unsur("semiHidden"),
        unsur("tblPr", unsur("tblInd", w=0, type="dxa")),
        type="table",
        default=1,
        styleId="TableNormal",
    )
    return unsur("styles", dasar, bawaan, tabel, *(satu.build() for satu in DAFTAR_GAYA))
