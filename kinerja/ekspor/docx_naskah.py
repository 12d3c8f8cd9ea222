"""A report in Word while it is written: its figures with their ids, links, lists and pictures.

Each figure stands in a hidden bookmark; a part of the file's own (`customXml`) says which id each
bookmark stands for. Word and LibreOffice show neither, and keep both when they save. Lays nothing
out.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import quoteattr

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn

from kinerja.ekspor.docx_gambar import Gambar
from kinerja.ekspor.dokumen import Dokumen
from kinerja.ekspor.letak import Ruang
from kinerja.isi.html_teks import Data
from kinerja.word.alinea import Alinea
from kinerja.word.simpan import add_unsur
from kinerja.word.templat import map_gaya
from kinerja.word.unsur import (
    POLOS,
    Huruf,
    Unsur,
    build_jangkar,
    build_rangkai,
    build_rujukan,
    unsur,
)

if TYPE_CHECKING:
    from docx.document import Document as Naskah

ANGKA: Final = "_Kinerja{}"
JEJAK: Final = "_Jejak{}"
KEPALA: Final = "_Toc{:08d}"
RUANG_NAMA: Final = "urn:kinerja:angka:1"
"""Namespace of the list of figures, by which a reader finds it."""
PETA: Final = "/customXml/item{}.xml"
SIFAT_PETA: Final = "/customXml/itemProps{}.xml"
_ID_PETA: Final = "{{6B696E65-726A-4100-8000-{:012d}}}"
_SIFAT: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    '<ds:datastoreItem ds:itemID="{id}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    '<ds:schemaRefs><ds:schemaRef ds:uri="{ruang}"/></ds:schemaRefs></ds:datastoreItem>'
)
"""What office programs want beside a part of one's own, to keep it when they save."""
_BULLET: Final = "•"
_INDEN_BUTIR: Final = 12.0
_INDEN_NOMOR: Final = 20.0
"""Room for numbers of two digits."""
TINGKAT_BUTIR: Final = 3
"""Depths of a list."""


class NaskahLaporan:
    """What the parts of a report are written with and appended to."""

    def __init__(
        self, naskah: Naskah, dokumen: Dokumen, ruang: Ruang, gambar: Mapping[int, Gambar]
    ) -> None:
        """Begin a report on an opened template; `gambar` are its charts by number."""
        self.naskah = naskah
        self.dokumen = dokumen
        self.ruang = ruang
        self.gaya = map_gaya(naskah)
        self.lebar = ruang.tegak.lebar_pt
        self.kepala = {
            satu["slug"]: KEPALA.format(nomor)
            for nomor, satu in enumerate(dokumen.daftar_isi, start=1)
        }
        self._jejak = {
            id_angka: JEJAK.format(nomor)
            for nomor, id_angka in enumerate(sorted(dokumen.berjejak), start=1)
        }
        self._jangkar = 0
        self._gambar = gambar
        self._peta: list[tuple[str, str]] = []
        self._daftar: list[tuple[bool, int]] = []
        self._nomor = _find_nomor_bebas(self._find_nomor())

    def add(self, *daftar: Unsur) -> None:
        """Append paragraphs and tables to the report."""
        add_unsur(self.naskah, *daftar)

    def alinea(self, gaya: str = "Normal", isi: Iterable[Unsur] = (), **bentuk: object) -> Unsur:
        """Build a paragraph in one of the template's styles."""
        return replace(Alinea(self.gaya[gaya]), **bentuk).build(*isi)  # type: ignore[arg-type]

    def sela(self, sesudah: float = 0) -> Unsur:
        """Build the line that Word wants between two tables: too low to be seen."""
        return self.alinea("Kinerja Sumber", sebelum=0, sesudah=sesudah, tinggi=1)

    def teks(self, isi: Iterable[str | Data], huruf: Huruf = POLOS) -> list[Unsur]:
        """Build running text; a figure carries its id and leads to its passport."""
        daftar = list(isi)
        hasil: list[Unsur] = []
        for satu in daftar:
            if isinstance(satu, str):
                hasil.append(build_rangkai(satu, huruf))
            else:
                hasil += self.angka(satu, huruf, is_utuh=len(daftar) > 1)
        return hasil

    def angka(
        self,
        angka: Data,
        huruf: Huruf = POLOS,
        *,
        is_tertaut: bool = True,
        is_utuh: bool = False,
    ) -> list[Unsur]:
        """Build a figure in its bookmark; inside a sentence no line ends behind its minus."""
        isi = build_rangkai(angka["teks"], huruf, is_utuh=is_utuh)
        if is_tertaut and angka["id"] in self._jejak:
            isi = build_rujukan(self._jejak[angka["id"]], isi)
        nama = ANGKA.format(len(self._peta) + 1)
        self._peta.append((nama, angka["id"]))
        return self.jangkar(nama, isi)

    def jangkar(self, nama: str, *isi: Unsur) -> list[Unsur]:
        """Put a bookmark of this name around runs."""
        self._jangkar += 1
        return build_jangkar(self._jangkar, nama, *isi)

    def jangkar_jejak(self, angka: Data, isi: list[Unsur]) -> list[Unsur]:
        """Put a passport's bookmark around its first line, where figures lead to it."""
        if not angka.get("is_jangkar", False):
            return isi
        return self.jangkar(self._jejak[angka["id"]], *isi)

    def taut(self, url: str, isi: list[Unsur]) -> list[Unsur]:
        """Build a link out of the document, or to a heading in it; a dead one is plain text."""
        if url.startswith("#"):
            tujuan = self.kepala.get(url[1:])
            return [build_rujukan(tujuan, *isi)] if tujuan else isi
        hubungan = self.naskah.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        hasil = unsur("hyperlink", *isi, history=1)
        hasil.set(qn("r:id"), hubungan)
        return [hasil]

    def draw(self, blok: Data) -> Unsur:
        """Build a run with a chart, as wide as the text at most, and what is read out instead."""
        from docx.shared import Pt

        nomor = blok["nomor"]
        gambar = self._gambar[nomor]
        lebar, tinggi = gambar.fit(self.lebar)
        isi: Unsur = self.naskah.part.new_pic_inline(io.BytesIO(gambar.png), Pt(lebar), Pt(tinggi))
        isi.docPr.id, isi.docPr.name = nomor, f"Gambar {nomor}"
        isi.docPr.set("descr", blok["alt"])
        isi.docPr.set("title", blok["judul"])
        isi.graphic.graphicData.pic.nvPicPr.cNvPr.name = f"grafik-{nomor}.png"
        return unsur("r", unsur("drawing", isi))

    def new_daftar(self, *, is_bernomor: bool, mulai: int = 1) -> int:
        """Begin a list of its own numbering; gives the number that its items carry."""
        self._daftar.append((is_bernomor, mulai))
        return self._nomor + len(self._daftar) - 1

    def finish(self) -> None:
        """Write the lists' numbering and the map from bookmarks to figures' ids."""
        self._write_nomor()
        self._write_peta()

    def _find_nomor(self) -> Unsur | None:
        for hubungan in self.naskah.part.rels.values():
            if hubungan.reltype == RELATIONSHIP_TYPE.NUMBERING:
                return hubungan.target_part.element
        return None

    def _write_nomor(self) -> None:
        if not self._daftar:
            return
        awal, akar = self._nomor, self._find_nomor()
        if akar is None:
            akar = unsur("numbering")
            nama = PackURI("/word/numbering.xml")
            bagian = XmlPart(nama, CONTENT_TYPE.WML_NUMBERING, akar, self.naskah.part.package)
            self.naskah.part.relate_to(bagian, RELATIONSHIP_TYPE.NUMBERING)
        pertama = akar.find(qn("w:num"))
        letak = len(akar) if pertama is None else akar.index(pertama)
        akar.insert(letak, _build_abstrak(awal + 1, is_bernomor=True))
        akar.insert(letak, _build_abstrak(awal, is_bernomor=False))
        for nomor, (is_bernomor, mulai) in enumerate(self._daftar, start=awal):
            isi = unsur("num", unsur("abstractNumId", val=awal + int(is_bernomor)), numId=nomor)
            for dalam in range(TINGKAT_BUTIR if is_bernomor else 0):
                isi.append(unsur("lvlOverride", unsur("startOverride", val=mulai), ilvl=dalam))
            akar.append(isi)

    def _write_peta(self) -> None:
        akar = "".join(
            f"<angka nama={quoteattr(nama)} id={quoteattr(id_angka)}/>"
            for nama, id_angka in self._peta
        )
        isi = f'<?xml version="1.0" encoding="UTF-8"?>\n<peta xmlns="{RUANG_NAMA}">{akar}</peta>'
        paket = self.naskah.part.package
        terpakai = {str(satu.partname) for satu in paket.iter_parts()}
        nomor = next(n for n in count(1) if PETA.format(n) not in terpakai)
        bagian = Part(PackURI(PETA.format(nomor)), CONTENT_TYPE.XML, isi.encode(), paket)
        sifat = _SIFAT.format(id=_ID_PETA.format(nomor), ruang=RUANG_NAMA).encode()
        jenis = CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES
        bagian_sifat = Part(PackURI(SIFAT_PETA.format(nomor)), jenis, sifat, paket)
        bagian.relate_to(bagian_sifat, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
        self.naskah.part.relate_to(bagian, RELATIONSHIP_TYPE.CUSTOM_XML)


def _find_nomor_bebas(akar: Unsur | None) -> int:
    """Find the first number that no list of a template has."""
    dipakai = [] if akar is None else akar.iter(qn("w:num"), qn("w:abstractNum"))
    kunci = (qn("w:numId"), qn("w:abstractNumId"))
    ada = [int(satu.get(nama)) for satu in dipakai for nama in kunci if satu.get(nama)]
    return max(ada, default=0) + 1


def _build_abstrak(nomor: int, *, is_bernomor: bool) -> Unsur:
    """Build three levels of bullets or numbers."""
    tingkat = []
    for dalam in range(TINGKAT_BUTIR):
        tanda = f"%{dalam + 1}." if is_bernomor else _BULLET if dalam == 0 else "–"
        lebar = _INDEN_NOMOR if is_bernomor else _INDEN_BUTIR
        inden = Alinea(kiri=lebar * (dalam + 1), gantung=lebar).build_sifat()
        tingkat.append(
            unsur(
                "lvl",
                unsur("start", val=1),
                unsur("numFmt", val="decimal" if is_bernomor else "bullet"),
                unsur("lvlText", val=tanda),
                unsur("lvlJc", val="left"),
                inden,
                ilvl=dalam,
            )
        )
    return unsur(
        "abstractNum", unsur("multiLevelType", val="multilevel"), *tingkat, abstractNumId=nomor
    )
