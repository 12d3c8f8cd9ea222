"""A letter as a Word document: letterhead, fields, paragraphs, tables, signature.

Puts the pieces of `kinerja.word` in the order of a letter; knows nothing of what a letter says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from docx.shared import Cm, Pt

from kinerja.isi.blok import Kop, Pengesahan
from kinerja.word.alinea import Alinea, Garis
from kinerja.word.gaya import DAFTAR_GAYA
from kinerja.word.kop import build_kop
from kinerja.word.simpan import add_unsur, format_naskah, open_naskah, set_sifat
from kinerja.word.tabel import Baris, Sel, Tabel
from kinerja.word.unsur import POLOS, Huruf, Unsur, build_rangkai

if TYPE_CHECKING:
    from docx.document import Document as Naskah

_CM: Final = 72 / 2.54
_LEBAR_TEKS: Final = 16.5
_GAYA: Final = {satu.nama: satu.id for satu in DAFTAR_GAYA}
_KISI: Final = tuple(
    (sisi, Garis()) for sisi in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TEBAL: Final = Huruf(tebal=True)
_RUANG_TANDA: Final = 48.0
"""Points between whom a letter is from and the name below the signature."""


@dataclass(frozen=True, slots=True)
class Dokumen:
    """A letter being written."""

    naskah: Naskah

    def add(self, *daftar: Unsur) -> None:
        """Append paragraphs and tables."""
        add_unsur(self.naskah, *daftar)


def build_dokumen(judul: str) -> Dokumen:
    """Build an empty A4 letter in Indonesian."""
    naskah = open_naskah()
    set_sifat(naskah, judul)
    gaya = naskah.styles["Normal"]
    gaya.font.size = Pt(11)
    gaya.paragraph_format.space_after = Pt(0)
    gaya.paragraph_format.line_spacing = 1.05
    bagian = naskah.sections[0]
    bagian.left_margin, bagian.right_margin = Cm(2.5), Cm(2)
    bagian.top_margin = bagian.bottom_margin = Cm(2)
    return Dokumen(naskah)


def add_kop(dokumen: Dokumen, kop: Kop, label: str = "") -> None:
    """Add the letterhead with the rule below it, and the mark of sample data where given."""
    dokumen.add(*build_kop(kop.baris, kop.alamat, _GAYA))
    if label:
        dokumen.add(_tulis(label.upper(), Alinea(rata="tengah"), Huruf(ukuran=8)))


def add_judul(dokumen: Dokumen, judul: str, nomor: str = "") -> None:
    """Add the kind of letter and its number, centred."""
    bentuk = Alinea(rata="tengah", sebelum=12)
    dokumen.add(_tulis(judul.upper(), bentuk, Huruf(tebal=True, ukuran=13)))
    if nomor:
        dokumen.add(_tulis(f"Nomor {nomor}", Alinea(rata="tengah")))


def add_isian(dokumen: Dokumen, isian: Mapping[str, str | Sequence[str]]) -> None:
    """Add the fields of a letter: name, colon, value; a list gets a line for each item."""
    baris = [
        Baris(_sel(nama, ":", nilai if isinstance(nilai, str) else "\n".join(nilai)))
        for nama, nilai in isian.items()
    ]
    lebar = (2.6 * _CM, 0.5 * _CM, 13.4 * _CM)
    garis = Alinea(garis=(("bottom", Garis(1.5, jarak=4)),))
    dokumen.add(Alinea().build(), Tabel(lebar, tuple(baris), tegak=0).build(), garis.build())


def add_paragraf(dokumen: Dokumen, teks: str, *, is_menjorok: bool = True) -> None:
    """Add a paragraph of running text."""
    bentuk = Alinea(rata="penuh", sebelum=8, spasi=1.15, awal=1.25 * _CM if is_menjorok else 0)
    dokumen.add(_tulis(teks, bentuk))


def add_tabel(
    dokumen: Dokumen,
    kepala: Sequence[str],
    baris: Sequence[Sequence[str]],
    lebar: Sequence[float],
) -> None:
    """Add a table whose heading is repeated on every page; `lebar` in parts of the text width."""
    judul = [Sel((_tulis(teks, Alinea(rata="tengah"), _TEBAL),)) for teks in kepala]
    isi = (Baris(tuple(judul), is_kepala=True), *(Baris(_sel(*satu)) for satu in baris))
    bagian = _LEBAR_TEKS * _CM / sum(lebar)
    tabel = Tabel(tuple(bagian * satu for satu in lebar), isi, garis=_KISI, rata="tengah")
    dokumen.add(Alinea(sesudah=2).build(), tabel.build())


def add_pengesahan(dokumen: Dokumen, pengesahan: Pengesahan) -> None:
    """Add the signature block on the right; it is never torn apart."""
    bawah = [pengesahan.pangkat, f"NIP. {pengesahan.nip}" if pengesahan.nip else ""]
    dokumen.add(
        Alinea().build(),
        *(_tanda(teks) for teks in (pengesahan.tempat_tanggal, *pengesahan.sebutan[:1])),
        _tanda(pengesahan.nama, _TEBAL, sebelum=_RUANG_TANDA, is_ikut=any(bawah)),
        *(_tanda(teks, is_ikut=teks != bawah[-1]) for teks in bawah if teks),
    )


def format_dokumen(dokumen: Dokumen) -> bytes:
    """Give the bytes of a letter."""
    return format_naskah(dokumen.naskah)


def _tanda(teks: str, huruf: Huruf = POLOS, *, sebelum: float = 0, is_ikut: bool = True) -> Unsur:
    return _tulis(teks, Alinea(kiri=8.5 * _CM, ikut=is_ikut, sebelum=sebelum), huruf)


def _tulis(teks: str, bentuk: Alinea, huruf: Huruf = POLOS) -> Unsur:
    return bentuk.build(build_rangkai(teks, huruf))


def _sel(*daftar: str) -> tuple[Sel, ...]:
    return tuple(Sel((_tulis(teks, Alinea()),)) for teks in daftar)
