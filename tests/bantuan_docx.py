"""Reads a report in Word back as a program would: figures by id, sections, tables, styles."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Berkas:
    """A docx taken apart without any library of ours."""

    def __init__(self, isi: bytes) -> None:
        """Read its parts."""
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            self.bagian = {nama: arsip.read(nama) for nama in arsip.namelist()}
        self.isi = self.parse("word/document.xml")

    def parse(self, nama: str) -> Any:
        """Parse one part."""
        return etree.fromstring(self.bagian[nama])

    @property
    def peta(self) -> dict[str, str]:
        """The id of the figure in each bookmark."""
        for nama, isi in self.bagian.items():
            if nama.startswith("customXml/item") and b"urn:kinerja:angka:1" in isi[:200]:
                return {satu.get("nama"): satu.get("id") for satu in etree.fromstring(isi)}
        return {}

    @property
    def angka(self) -> list[tuple[str, str]]:
        """Each figure shown, as id and text, in the order of the document."""
        peta = self.peta
        return [
            (peta[awal.get(f"{W}name")], "".join(_iter_teks(awal)))
            for awal in self.isi.iter(f"{W}bookmarkStart")
            if awal.get(f"{W}name") in peta
        ]

    @property
    def tabel(self) -> list[Any]:
        """The tables that stand below a caption."""
        return [
            satu
            for satu in self.isi.iter(f"{W}tbl")
            if (atas := satu.getprevious()) is not None and gaya_alinea(atas) == "Caption"
        ]

    @property
    def bagian_halaman(self) -> list[tuple[int, int, bool]]:
        """Width and height in millimetres of each section, and whether it is marked landscape."""
        hasil = []
        for satu in self.isi.iter(f"{W}sectPr"):
            ukuran = satu.find(f"{W}pgSz")
            lebar, tinggi = (round(int(ukuran.get(f"{W}{s}")) / 1440 * 25.4) for s in "wh")
            hasil.append((lebar, tinggi, ukuran.get(f"{W}orient") == "landscape"))
        return hasil

    def kepala(self) -> list[tuple[str, str]]:
        """Each heading with its style."""
        return [
            (gaya, teks_unsur(satu))
            for satu in self.isi.iter(f"{W}p")
            if (gaya := gaya_alinea(satu)).startswith("Heading")
        ]


def _iter_teks(awal: Any) -> Iterator[str]:
    """Give the text from a bookmark's start to its end."""
    nomor = awal.get(f"{W}id")
    for satu in awal.itersiblings():
        if satu.tag == f"{W}bookmarkEnd" and satu.get(f"{W}id") == nomor:
            return
        yield teks_unsur(satu)


def teks_unsur(unsur: Any) -> str:
    """Give the text of an element as it is read."""
    hasil = []
    for satu in unsur.iter():
        nama = str(satu.tag).removeprefix(W)
        hasil.append(
            {"t": satu.text or "", "br": "\n", "tab": "\t", "noBreakHyphen": "-"}.get(nama, "")
        )
    return "".join(hasil).replace("\u2011", "-")


def gaya_alinea(alinea: Any) -> str:
    """Give the id of a paragraph's style."""
    gaya = alinea.find(f"{W}pPr/{W}pStyle")
    return gaya.get(f"{W}val") if gaya is not None else ""
