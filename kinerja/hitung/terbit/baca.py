"""The cells of a published CSV: encoding, delimiter, where the heading stands, what a cell is."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kinerja.angka import AngkaError, AngkaRaguError, TandaDesimal
from kinerja.galat import SumberError
from kinerja.hitung.terbit.bilangan import (
    Bilangan,
    infer_tanda,
    is_kosong,
    match_bilangan,
    parse_bilangan,
)
from kinerja.hitung.terbit.kolom import Kolom, find_kolom
from kinerja.temuan import Temuan, Tingkatan

_PEMISAH: Final = (",", ";", "\t", "|")
_SEBAB: Final = {
    FileNotFoundError: "tidak ada",
    IsADirectoryError: "sebuah folder",
    PermissionError: "tidak boleh dibaca",
}
_CARI_JUDUL: Final = 20
"""A heading stands within the first rows; titles may stand above it."""


@dataclass(slots=True)
class Lembar:
    """A table as read: heading, rows with their line number, columns, marks and findings."""

    nama: str
    judul: list[str]
    baris: list[tuple[int, list[str]]]
    kolom: Kolom
    tanda_desimal: TandaDesimal | None = None
    temuan: list[Temuan] = field(default_factory=list)
    rancu: set[int] = field(default_factory=set)
    """Lines longer than the heading: no cell can be trusted to stand in its column."""
    _tanda: dict[int, tuple[TandaDesimal | None, bool]] = field(default_factory=dict)

    def read_teks(self, sel: Sequence[str], nama: str) -> str:
        """Give the text of a named column, the value's column before the print's."""
        for kotak in (self.kolom.nilai, self.kolom.cetak):
            if nama in kotak and sel[kotak[nama]].strip():
                return sel[kotak[nama]].strip()
        return ""

    def read_bilangan(self, nomor: int, sel: Sequence[str], nama: str) -> Bilangan | str | None:
        """Give a number with its printed decimals, None for no value, or a reason code.

        Where a table holds both a plain value and its print, the value decides what the number is
        and the print decides its decimals.
        """
        letak, letak_cetak = self.kolom.nilai.get(nama), self.kolom.cetak.get(nama)
        bilangan = None if letak is None else self._parse(nomor, sel, letak)
        if letak_cetak is None or is_kosong(sel[letak_cetak]):
            return bilangan
        if isinstance(bilangan, Bilangan):
            cetak = match_bilangan(sel[letak_cetak], bilangan.nilai)
            if cetak is None:
                self.note(
                    "K-CETAK-BEDA",
                    "Nilai dan cetakannya berlainan; nilai yang dipakai",
                    (nomor, letak_cetak),
                    ditemukan=f"{sel[letak_cetak]!r} dengan nilai {bilangan.nilai:f}",
                )
            return cetak or bilangan
        return self._parse(nomor, sel, letak_cetak)

    def note(
        self,
        kode: str,
        masalah: str,
        tempat: tuple[int, int | None],
        tingkatan: Tingkatan = Tingkatan.PERINGATAN,
        *,
        ditemukan: str = "",
        saran: str = "",
    ) -> None:
        """Keep a finding with its line and heading."""
        nomor, letak = tempat
        sel = f"baris {nomor}" + ("" if letak is None else f" kolom {self.judul[letak]}")
        self.temuan.append(
            Temuan(kode, tingkatan, masalah, self.nama, "", sel, ditemukan, saran=saran)
        )

    def note_ragu(self, tempat: tuple[int, int | None], teks: str) -> None:
        """Keep the finding of a cell that could mean two numbers."""
        self.note(
            "K-ANGKA-RAGU",
            "Angka dapat dibaca sebagai dua angka yang berbeda",
            tempat,
            ditemukan=repr(teks),
            saran="Nyatakan tanda desimal tabel ini dengan --tanda-desimal.",
        )

    def find_letak(self, nama: str) -> int | None:
        """Give the number of a named column, the value's before the print's."""
        return self.kolom.nilai.get(nama, self.kolom.cetak.get(nama))

    def find_tanda(self, nama: str) -> TandaDesimal | None:
        """Give the decimal mark of a named column, declared or told by its cells."""
        letak = self.find_letak(nama)
        return self.tanda_desimal if letak is None else self._find_tanda(letak)[0]

    def _parse(self, nomor: int, sel: Sequence[str], letak: int) -> Bilangan | str | None:
        teks = sel[letak]
        if is_kosong(teks):
            return None
        tanda, _ = self._find_tanda(letak)
        try:
            return parse_bilangan(teks, tanda)
        except AngkaRaguError:
            self.note_ragu((nomor, letak), teks)
            return "angka_ragu"
        except AngkaError:
            return "bukan_angka"

    def _find_tanda(self, letak: int) -> tuple[TandaDesimal | None, bool]:
        if self.tanda_desimal is not None:
            return self.tanda_desimal, False
        if letak not in self._tanda:
            self._tanda[letak] = infer_tanda(sel[letak] for _, sel in self.baris)
            if self._tanda[letak][1]:
                self.note(
                    "K-TANDA-CAMPUR",
                    f"Kolom {self.judul[letak]} memakai titik dan koma desimal bergantian;"
                    " tiap sel dibaca menurut bentuknya",
                    (self.baris[0][0], letak),
                    saran="Nyatakan tanda desimal dengan --tanda-desimal bila sebenarnya satu.",
                )
        return self._tanda[letak]


def read_lembar(jalur: Path, peta: Mapping[str, str], tanda_desimal: TandaDesimal | None) -> Lembar:
    """Read a CSV with comma, semicolon, tab or bar, with or without byte order mark.

    Raises:
        SumberError: where the file is no readable table or holds no known column.
        ParameterError: where the map names what is not there.
    """
    teks, catatan = _decode(jalur)
    mentah = _split(teks, jalur.name)
    letak = _find_judul(mentah)
    if letak is None:
        raise SumberError(
            "Tabel kosong", tempat=jalur.name, saran="Beri tabel dengan satu baris judul."
        )
    judul = [satu.strip() for satu in mentah[letak][1]]
    lembar = Lembar(jalur.name, judul, [], find_kolom(judul, peta), tanda_desimal)
    if catatan:
        lembar.note("K-PENGODEAN", catatan, (1, None))
    for nomor, sel in mentah[letak + 1 :]:
        if not any(satu.strip() for satu in sel) or _is_nomor_kolom(sel):
            continue
        if any(satu.strip() for satu in sel[len(judul) :]):
            lembar.note(
                "K-KOLOM-LEBIH",
                "Baris lebih panjang daripada judulnya, jadi tidak dihitung",
                (nomor, None),
                ditemukan=f"{len(sel)} sel untuk {len(judul)} judul",
                saran="Apit angka berkoma dengan tanda kutip, atau pakai titik koma.",
            )
            lembar.rancu.add(nomor)
        lembar.baris.append((nomor, [*sel, *[""] * (len(judul) - len(sel))]))
    return lembar


def _decode(jalur: Path) -> tuple[str, str]:
    try:
        isi = jalur.read_bytes()
    except OSError as galat:
        raise SumberError(
            "Tabel tidak dapat dibuka",
            tempat=jalur.name,
            ditemukan=next(
                (arti for jenis, arti in _SEBAB.items() if isinstance(galat, jenis)), ""
            ),
            saran="Periksa nama, letak dan izin berkas itu.",
        ) from galat
    is_utf16 = isi.startswith((b"\xff\xfe", b"\xfe\xff"))
    if isi.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")) or (
        b"\0" in isi and not is_utf16
    ):
        raise SumberError(
            "Berkas ini bukan tabel CSV",
            tempat=jalur.name,
            ditemukan="buku kerja Excel atau berkas biner",
            diharapkan="teks CSV",
            saran="Buka berkasnya, lalu simpan sebagai CSV.",
        )
    pengodean = "utf-16" if is_utf16 else "utf-8-sig"
    try:
        return isi.decode(pengodean), ""
    except UnicodeDecodeError:
        return isi.decode("cp1252", errors="replace"), "Bukan UTF-8; dibaca sebagai Windows-1252"


def _split(teks: str, nama: str) -> list[tuple[int, list[str]]]:
    teks = teks.replace("\r\n", "\n").replace("\r", "\n")
    try:
        return _split_baris(teks)
    except csv.Error as galat:
        raise SumberError(
            "Tabel CSV rusak",
            tempat=nama,
            ditemukan="tanda kutip yang tidak ditutup atau sel yang terlalu panjang",
            saran="Periksa tanda kutipnya, lalu simpan sebagai CSV.",
        ) from galat


def _split_baris(teks: str) -> list[tuple[int, list[str]]]:
    pisah = _find_pemisah(teks)
    if teks[:4].casefold() == "sep=":
        _, _, teks = teks.partition("\n")
    return list(enumerate(csv.reader(io.StringIO(teks), delimiter=pisah), start=1))


def _find_pemisah(teks: str) -> str:
    """The mark that splits the most rows into the same number of cells."""
    if teks[:4].casefold() == "sep=" and teks[4:5] in _PEMISAH:
        return teks[4]
    contoh = teks[:20_000]

    def score(pisah: str) -> tuple[int, int]:
        lebar = [len(sel) for sel in csv.reader(io.StringIO(contoh), delimiter=pisah) if sel]
        terbanyak = max(set(lebar), key=lambda n: (lebar.count(n), n), default=1)
        return (lebar.count(terbanyak) if terbanyak > 1 else 0, terbanyak)

    return max(_PEMISAH, key=score)


def _find_judul(mentah: Sequence[tuple[int, list[str]]]) -> int | None:
    """The first row that names two known columns, else the first that holds anything."""
    isi = [i for i, (_, sel) in enumerate(mentah) if any(satu.strip() for satu in sel)]
    for i in isi[:_CARI_JUDUL]:
        try:
            kolom = find_kolom(mentah[i][1], {})
        except SumberError:
            return i
        if len({*kolom.nilai, *kolom.cetak}) > 1:
            return i
    return isi[0] if isi else None


def _is_nomor_kolom(sel: Sequence[str]) -> bool:
    """A row (1) (2) (3) … under the heading."""
    isi = [satu.strip().strip("()") for satu in sel if satu.strip()]
    return len(isi) > 3 and isi == [str(nomor) for nomor in range(1, len(isi) + 1)]
