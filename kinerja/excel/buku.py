"""Opens a checked workbook: its sheets, shared texts, number formats and date system.

Reads values, formula flags, merged ranges and hidden parts in one pass over each sheet that is
asked for. Does not know which sheets or columns the kit wants. Works only on bytes that passed
`preflight`; the seam behind which the reading library could be swapped.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Final

from kinerja.excel.batas import GAYA_MAKS, LEMBAR_MAKS, PANJANG_FORMAT_MAKS, PANJANG_KALIMAT_MAKS
from kinerja.excel.format_sel import PolaFormat, parse_pola
from kinerja.excel.pencatat import Pencatat
from kinerja.excel.tolak import TolakError, build_besar, build_rusak
from kinerja.excel.xml_aliran import Teks, parse_nomor, read_xml

if TYPE_CHECKING:
    from kinerja.excel.isi_lembar import IsiLembar

_GARIS_BAWAH: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class LembarBuku:
    """A worksheet as the workbook lists it."""

    nama: str
    bagian: str
    is_tersembunyi: bool


@dataclass(slots=True)
class Buku:
    """An open workbook; each sheet is parsed once, however often it is asked for."""

    arsip: zipfile.ZipFile
    lembar: tuple[LembarBuku, ...] = ()
    is_1904: bool = False
    teks: list[str] = field(default_factory=list)
    format: list[PolaFormat] = field(default_factory=list)
    terbaca: dict[str, IsiLembar] = field(default_factory=dict)
    """What `isi_lembar` has read so far, by part."""


def open_buku(isi: bytes) -> Buku:
    """Open a workbook from bytes that passed the preflight.

    Raises:
        TolakError: where the parts of a workbook are missing or cannot be parsed.
    """
    arsip = zipfile.ZipFile(io.BytesIO(isi))
    bagian_per_nama = {info.filename.casefold(): info.filename for info in arsip.infolist()}
    induk = _read_hubungan(arsip, bagian_per_nama, "")
    utama = next((t for j, t in induk.values() if j.endswith("/officeDocument")), "")
    if utama.casefold() not in bagian_per_nama:
        raise _bukan_buku("daftar isi buku kerja tidak ada")
    hubungan = _read_hubungan(arsip, bagian_per_nama, utama)
    buku = Buku(arsip)
    _read_utama(buku, bagian_per_nama[utama.casefold()], hubungan)
    for akhiran, read in (("/sharedStrings", _read_teks), ("/styles", _read_gaya)):
        bagian = {
            tujuan.casefold() for jenis, tujuan in hubungan.values() if jenis.endswith(akhiran)
        }
        if len(bagian) > 1:
            raise build_rusak(f"lebih dari satu bagian {akhiran[1:]}")
        for satu in bagian & bagian_per_nama.keys():
            read(buku, bagian_per_nama[satu])
    return buku


@dataclass(frozen=True, slots=True)
class PenjagaBuku:
    """Turns what makes a workbook unreadable, found while it is read, into its finding."""

    pencatat: Pencatat

    def __enter__(self) -> None:
        """Begin to read."""

    def __exit__(
        self,
        jenis: type[BaseException] | None,
        galat: BaseException | None,
        jejak: TracebackType | None,
    ) -> bool:
        """Note the fault; True where it was one of the workbook's."""
        if isinstance(galat, TolakError):
            self.pencatat.galat(galat.kode, galat.masalah, galat.tempat, **galat.uraian)
            return True
        if isinstance(galat, (zipfile.BadZipFile, zlib.error, EOFError)):
            rusak = build_rusak()
            self.pencatat.galat(rusak.kode, rusak.masalah, rusak.tempat, **rusak.uraian)
            return True
        return False


def unescape_teks(teks: str) -> str:
    r"""Undo Excel's own escapes (`_x000D_`) and unify line ends.

    >>> unescape_teks("a_x000D_\nb"), unescape_teks("_x005F_x0041_")
    ('a\nb', '_x0041_')
    """
    if "_x" in teks:
        teks = _GARIS_BAWAH.sub(lambda cocok: chr(int(cocok.group(1), 16)), teks)
    return teks.replace("\r\n", "\n").replace("\r", "\n") if "\r" in teks else teks


def _bukan_buku(ditemukan: str) -> TolakError:
    return TolakError(
        "K-BERKAS-JENIS",
        "Berkas ini bukan buku kerja Excel",
        ditemukan=ditemukan,
        diharapkan="buku kerja .xlsx",
        saran="Buka di Excel lalu Simpan sebagai .xlsx (Buku Kerja Excel).",
    )


def _read_hubungan(
    arsip: zipfile.ZipFile, bagian_per_nama: Mapping[str, str], asal: str
) -> dict[str, tuple[str, str]]:
    """Map the relation ids of a part to (type, target part)."""
    folder, nama = posixpath.split(asal)
    bagian = bagian_per_nama.get(posixpath.join(folder, "_rels", f"{nama}.rels").casefold())
    if bagian is None:
        raise _bukan_buku("daftar hubungan bagian tidak ada")
    hasil: dict[str, tuple[str, str]] = {}

    def mulai(label: str, atribut: dict[str, str]) -> None:
        if label == "Relationship" and atribut.get("TargetMode") != "External":
            tujuan = atribut.get("Target", "")
            penuh = (
                tujuan.lstrip("/")
                if tujuan.startswith("/")
                else posixpath.normpath(posixpath.join(folder, tujuan))
            )
            hasil[atribut.get("Id", "")] = (atribut.get("Type", ""), penuh)

    read_xml(arsip, bagian, mulai)
    return hasil


def _read_utama(buku: Buku, bagian: str, hubungan: Mapping[str, tuple[str, str]]) -> None:
    nama_asli = {info.filename.casefold(): info.filename for info in buku.arsip.infolist()}
    daftar: list[LembarBuku] = []

    def mulai(label: str, atribut: dict[str, str]) -> None:
        if label == "workbookPr":
            buku.is_1904 = atribut.get("date1904", "0") in {"1", "true", "on"}
        elif label == "sheet":
            if len(daftar) == LEMBAR_MAKS:
                raise build_besar("terlalu banyak lembar", f"lebih dari {LEMBAR_MAKS} lembar")
            rid = next((isi for kunci, isi in atribut.items() if kunci.endswith(":id")), "")
            jenis, tujuan = hubungan.get(rid, ("", ""))
            asli = nama_asli.get(tujuan.casefold())
            if jenis.endswith("/worksheet") and asli is not None:
                nama = unescape_teks(atribut.get("name", ""))
                if len(nama) > PANJANG_KALIMAT_MAKS:
                    raise build_besar("nama lembar yang terlalu panjang", f"{len(nama)} karakter")
                daftar.append(
                    LembarBuku(
                        nama,
                        asli,
                        atribut.get("state", "visible") != "visible",
                    )
                )

    read_xml(buku.arsip, bagian, mulai)
    if len({satu.bagian for satu in daftar}) < len(daftar):
        raise build_rusak("dua lembar dengan isi yang sama")
    buku.lembar = tuple(daftar)


@dataclass(slots=True)
class _PembacaTeks:
    """Collects shared texts; the reading aids of East Asian scripts are left out."""

    teks: list[str]
    isi: Teks = field(default_factory=Teks)
    is_teks: bool = False
    fonetik: int = 0

    def mulai(self, label: str, _: dict[str, str]) -> None:
        if label == "si":
            self.isi.begin()
        elif label == "rPh":
            self.fonetik += 1
        elif label == "t":
            self.is_teks = not self.fonetik

    def selesai(self, label: str) -> None:
        if label == "t":
            self.is_teks = False
        elif label == "rPh":
            self.fonetik -= 1
        elif label == "si":
            self.teks.append(unescape_teks(self.isi.join()))

    def huruf(self, isi: str) -> None:
        if self.is_teks:
            self.isi.add(isi)


def _read_teks(buku: Buku, bagian: str) -> None:
    pembaca = _PembacaTeks(buku.teks)
    read_xml(buku.arsip, bagian, pembaca.mulai, pembaca.selesai, pembaca.huruf)


def _read_gaya(buku: Buku, bagian: str) -> None:
    kode_per_nomor: dict[int, str] = {}
    pola_per_nomor: dict[int, PolaFormat] = {}
    di_dalam_sel = False

    def mulai(label: str, atribut: dict[str, str]) -> None:
        nonlocal di_dalam_sel
        if label == "numFmt":
            kode = atribut.get("formatCode", "")
            if len(kode) > PANJANG_FORMAT_MAKS:
                raise build_besar(
                    "format angka yang terlalu panjang", f"{len(kode)} karakter pada satu format"
                )
            kode_per_nomor[parse_nomor(atribut.get("numFmtId", "0"))] = kode
        elif label == "cellXfs":
            di_dalam_sel = True
        elif label == "xf" and di_dalam_sel:
            if len(buku.format) == GAYA_MAKS:
                raise build_besar("terlalu banyak gaya sel", f"lebih dari {GAYA_MAKS} gaya")
            nomor = parse_nomor(atribut.get("numFmtId", "0"))
            if nomor not in pola_per_nomor:
                pola_per_nomor[nomor] = parse_pola(nomor, kode_per_nomor.get(nomor, ""))
            buku.format.append(pola_per_nomor[nomor])

    def selesai(label: str) -> None:
        nonlocal di_dalam_sel
        if label == "cellXfs":
            di_dalam_sel = False

    read_xml(buku.arsip, bagian, mulai, selesai)
