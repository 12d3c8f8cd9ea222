"""Pages in Word: papers and margins from the template, running lines and marks.

The template's own letterhead stands on the first page only; its foot, where it has one, on all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from docx.oxml.ns import qn

from kinerja.ekspor.docx_naskah import NaskahLaporan
from kinerja.ekspor.huruf import measure_teks, shorten_teks
from kinerja.ekspor.letak import Kertas, Ruang
from kinerja.isi.html import TEKS_STATUS
from kinerja.word.alinea import Garis
from kinerja.word.dasar import MM
from kinerja.word.gaya import PINGGIR
from kinerja.word.unsur import (
    Huruf,
    Unsur,
    build_bidang,
    build_rangkai,
    twip,
    unsur,
)

if TYPE_CHECKING:
    from docx.document import Document as Naskah

A3: Final = (297 * MM, 420 * MM)
PINGGIR_LANSKAP: Final = {"top": 22 * MM, "right": 18 * MM, "bottom": 18 * MM, "left": 18 * MM}
"""The widest margins of a landscape page."""
SELA_KOLOM: Final = 14.0
_UKURAN_LARI: Final = 8.0
_PERINGATAN: Final = "A33A12"


@dataclass(frozen=True, slots=True)
class Halaman:
    """A page: its size and margins in points."""

    kertas: Kertas
    lebar: float
    tinggi: float
    pinggir: dict[str, float]


def read_halaman(naskah: Naskah) -> tuple[Halaman, Halaman, Halaman]:
    """Read the upright page from a template, and derive the landscape ones from it."""
    bagian = naskah.sections[0]
    lebar, tinggi = _poin(bagian.page_width), _poin(bagian.page_height)
    pinggir = {
        "top": _poin(bagian.top_margin),
        "right": _poin(bagian.right_margin),
        "bottom": _poin(bagian.bottom_margin),
        "left": _poin(bagian.left_margin),
    }
    sempit = {sisi: min(jarak, PINGGIR_LANSKAP[sisi]) for sisi, jarak in pinggir.items()}
    return (
        _build_halaman("a4", lebar, tinggi, pinggir),
        _build_halaman("a4", tinggi, lebar, sempit),
        _build_halaman("a3", A3[1], A3[0], sempit),
    )


def _poin(panjang: Any) -> float:  # noqa: ANN401 - a length, or none
    return float(panjang.pt) if panjang is not None else 0.0


def _build_halaman(nama: str, lebar: float, tinggi: float, pinggir: dict[str, float]) -> Halaman:
    teks = lebar - pinggir["left"] - pinggir["right"]
    return Halaman(Kertas(nama, lebar > tinggi, teks), lebar, tinggi, pinggir)


def build_ruang(halaman: tuple[Halaman, Halaman, Halaman], pengali: float) -> Ruang:
    """Give the room that tables have on these pages."""
    tegak, lanskap, lanskap_a3 = (satu.kertas for satu in halaman)
    return Ruang(tegak, lanskap, lanskap_a3, pengali)


class Tatanan:
    """Builds the sections of a report, with head and foot for each paper."""

    def __init__(self, naskah: NaskahLaporan, halaman: tuple[Halaman, Halaman, Halaman]) -> None:
        """Take over head and foot of the template, then be ready for any paper."""
        self._naskah = naskah
        self._halaman = {satu.kertas: satu for satu in halaman}
        self._bagian = naskah.naskah.part
        asal = naskah.naskah.sections[0]
        self._kop = _find_kepala(asal)
        self._kaki = _find_kaki(asal)
        self._kepala_per_kertas: dict[Kertas, list[Unsur]] = {}

    @property
    def has_kop(self) -> bool:
        """Tell whether the template brings the letterhead in its head."""
        return self._kop is not None

    def build(self, kertas: Kertas, *, is_awal: bool, is_lanjut: bool, kolom: int) -> Unsur:
        """Build the set-up of a section.

        Args:
            kertas: The paper it stands on.
            is_awal: Whether it is the first, whose first page has no running head.
            is_lanjut: Whether it goes on on the same page.
            kolom: Columns of its text.
        """
        halaman = self._halaman[kertas]
        rujukan = self._build_rujukan(kertas)
        ukuran = unsur("pgSz", w=twip(halaman.lebar), h=twip(halaman.tinggi))
        if kertas.is_lanskap:
            ukuran.set(qn("w:orient"), "landscape")
        jarak = {sisi: twip(nilai) for sisi, nilai in halaman.pinggir.items()}
        return unsur(
            "sectPr",
            *(self._build_awal() if is_awal else ()),
            *rujukan,
            unsur("type", val="continuous" if is_lanjut else "nextPage"),
            ukuran,
            unsur("pgMar", **jarak, header=twip(11 * MM), footer=twip(10 * MM), gutter=0),
            unsur("cols", num=kolom, space=twip(SELA_KOLOM)),
            unsur("titlePg") if is_awal else None,
        )

    def _build_awal(self) -> list[Unsur]:
        """Build the first page's head: the template's letterhead, then the mark."""
        tanda = self._tanda()
        if self._kop is None:
            isi = [self._naskah.alinea("header", tanda, rata="kanan")]
            kepala = self._new("header", isi, "first")
        else:
            bagian = self._bagian.related_parts[self._kop]
            if tanda:
                bagian.element.append(self._naskah.alinea("header", tanda, rata="kanan"))
            kepala = _rujuk("headerReference", self._kop, "first")
        if self._kaki is not None:
            return [kepala, _rujuk("footerReference", self._kaki, "first")]
        kaki = self._build_kaki(self._naskah.ruang.tegak)
        return [kepala, self._new("footer", [kaki], "first")]

    def _build_rujukan(self, kertas: Kertas) -> list[Unsur]:
        """Give the head and foot of a paper; they are made once and shared by its sections."""
        if kertas not in self._kepala_per_kertas:
            kaki = self._kaki
            self._kepala_per_kertas[kertas] = [
                self._new("header", [self._build_lari(kertas)], "default"),
                self._new("footer", [self._build_kaki(kertas)], "default")
                if kaki is None
                else _rujuk("footerReference", kaki, "default"),
            ]
        return [
            _rujuk(satu.tag.rpartition("}")[2], satu.get(qn("r:id")), "default")
            for satu in self._kepala_per_kertas[kertas]
        ]

    def _new(self, jenis: str, isi: list[Unsur], untuk: str) -> Unsur:
        buat: Any = {
            "header": self._bagian.add_header_part,
            "footer": self._bagian.add_footer_part,
        }[jenis]
        bagian, hubungan = buat()
        for lama in list(bagian.element):
            bagian.element.remove(lama)
        for satu in isi:
            bagian.element.append(satu)
        return _rujuk(f"{jenis}Reference", hubungan, untuk)

    def _build_lari(self, kertas: Kertas) -> Unsur:
        """Build the running head: title and subtitle, cut to what the marks leave."""
        judul = self._naskah.dokumen.judul
        label = judul["label"]
        status = TEKS_STATUS.get(judul["status"], "")
        teks = " · ".join(judul[nama] for nama in ("judul", "anak_judul") if judul[nama])
        lebar = kertas.lebar_pt / _UKURAN_LARI / self._naskah.ruang.pengali
        pendek = shorten_teks(" ".join(teks.split()), lebar - measure_teks(label + status) - 5)
        isi = [build_rangkai(f"{pendek}\t")]
        if label:
            isi.append(build_rangkai(f"{label}  ", Huruf(tebal=True)))
        garis = (("bottom", Garis(0.5, PINGGIR, jarak=3)),)
        tab = ((kertas.lebar_pt, "kanan"),)
        return self._naskah.alinea("header", [*isi, *self._tanda()], garis=garis, tab=tab)

    def _tanda(self) -> list[Unsur]:
        """Build the mark of a report that is not final."""
        status = TEKS_STATUS.get(self._naskah.dokumen.judul["status"], "")
        huruf = Huruf(tebal=True, warna=_PERINGATAN, bingkai=_PERINGATAN, ukuran=_UKURAN_LARI)
        return [build_rangkai(f" {status} ", huruf)] if status else []

    def _build_kaki(self, kertas: Kertas) -> Unsur:
        penulis = " ".join(self._naskah.dokumen.penulis.split())
        lebar = kertas.lebar_pt / _UKURAN_LARI / self._naskah.ruang.pengali
        isi = [build_rangkai(f"{shorten_teks(penulis, lebar - 12)}\thalaman ")]
        isi += [*build_bidang("PAGE", "1"), build_rangkai(" dari "), *build_bidang("NUMPAGES", "1")]
        return self._naskah.alinea("footer", isi, tab=((kertas.lebar_pt, "kanan"),))


def _rujuk(nama: str, hubungan: str, untuk: str) -> Unsur:
    hasil = unsur(nama, type=untuk)
    hasil.set(qn("r:id"), hubungan)
    return hasil


def _find_kepala(bagian: Any) -> str | None:  # noqa: ANN401 - a section
    """Find the template's letterhead: the head of its first page, or of all."""
    return _find_rujukan(bagian, "headerReference", ("first", "default"))


def _find_kaki(bagian: Any) -> str | None:  # noqa: ANN401 - a section
    return _find_rujukan(bagian, "footerReference", ("default", "first"))


def _find_rujukan(bagian: Any, nama: str, daftar: tuple[str, ...]) -> str | None:  # noqa: ANN401
    for untuk in daftar:
        for satu in bagian._sectPr.findall(qn(f"w:{nama}")):  # noqa: SLF001 - no call gives the id
            hubungan = satu.get(qn("r:id"))
            if satu.get(qn("w:type")) == untuk and has_isi(
                bagian.part.related_parts[hubungan].element
            ):
                return str(hubungan)
    return None


def has_isi(akar: Unsur) -> bool:
    """Tell whether anything can be seen in a part: text, a picture, a shape."""
    lihat = (qn("w:t"), qn("w:drawing"), qn("w:pict"), qn("w:object"), qn("w:fldSimple"))
    return any(satu.tag != qn("w:t") or (satu.text or "").strip() for satu in akar.iter(*lihat))
