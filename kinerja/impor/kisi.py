"""The cells of an exported table, CSV or workbook, as one grid with addresses.

Opens and refuses files; gives every cell the address it has when the table is opened in Excel.
Does not know the column map's meaning and turns no cell into a value.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kinerja.berkas import compute_sha256_isi
from kinerja.excel.batas import BARIS_MAKS, KOLOM_MAKS, SEL_MAKS, UKURAN_CSV_MAKS
from kinerja.excel.buku import PenjagaBuku
from kinerja.excel.isi_lembar import read_isi
from kinerja.excel.konversi import KENDALI
from kinerja.excel.pencatat import Pencatat, describe_terdekat, format_kutipan
from kinerja.excel.preflight import check_ukuran, read_berkas, read_isi_berkas
from kinerja.excel.sel import JenisSel, Sel, format_kolom
from kinerja.kolom import normalise_judul
from kinerja.model import Berkas

PEMISAH: Final = (",", ";", "\t", "|")
_EKOR: Final = 40
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Kisi:
    """A grid of raw cells by row and column number; `lembar` is empty for CSV."""

    berkas: Berkas
    isi: bytes
    lembar: str
    sel: dict[int, dict[int, Sel]]
    gabungan: tuple[str, ...] = ()
    is_1904: bool = False
    baris_tersembunyi: frozenset[int] = frozenset()
    kolom_tersembunyi: frozenset[int] = frozenset()
    lebar: Mapping[int, int] = field(default_factory=dict)
    """Cells of each record as it stands in a CSV, blank ones counted; empty for a workbook."""

    @property
    def is_csv(self) -> bool:
        """Whether the table came as CSV."""
        return not self.lembar


def read_kisi(
    jalur: Path, lembar: str | None, pemisah: str | None, pencatat: Pencatat
) -> Kisi | None:
    """Read a table; None, with a finding that names the remedy, where it is refused."""
    isi = read_isi_berkas(jalur, pencatat)
    if isi is None:
        return None
    if isi.startswith((b"PK", b"\xd0\xcf\x11\xe0")) or not isi:
        return _read_buku(jalur, lembar, pencatat)
    berkas = Berkas(jalur.name, compute_sha256_isi(isi), len(isi))
    if not check_ukuran(len(isi), UKURAN_CSV_MAKS, pencatat):
        return None
    teks = _decode(isi, pencatat)
    if teks is None:
        return None
    baris = _split(teks, "\t" if pemisah == "tab" else pemisah, pencatat)
    if baris is None:
        return None
    _check_ujung(teks, len(baris), pencatat)
    sel = {
        nomor: {
            kolom: Sel(f"{format_kolom(kolom)}{nomor}", JenisSel.TEKS, isi_sel)
            for kolom, isi_sel in enumerate(daftar, start=1)
            if isi_sel.strip()
        }
        for nomor, daftar in enumerate(baris, start=1)
    }
    lebar = {nomor: len(daftar) for nomor, daftar in enumerate(baris, start=1)}
    return Kisi(berkas, isi, "", {n: isi for n, isi in sel.items() if isi}, lebar=lebar)


def _read_buku(jalur: Path, lembar: str | None, pencatat: Pencatat) -> Kisi | None:
    terbaca = read_berkas(jalur, pencatat)
    if terbaca is None:
        return None
    with PenjagaBuku(pencatat):
        buku = terbaca.open_buku()
        terlihat = [satu for satu in buku.lembar if not satu.is_tersembunyi]
        dipilih = [
            satu
            for satu in (buku.lembar if lembar else terlihat)
            if not lembar or normalise_judul(satu.nama) == normalise_judul(lembar)
        ]
        if len(dipilih) != 1:
            nama = [satu.nama for satu in terlihat]
            dekat = describe_terdekat(lembar, nama) if lembar else ""
            pencatat.galat(
                "K-LEMBAR-HILANG",
                f"Lembar {format_kutipan(lembar)} tidak ada"
                if lembar
                else "Buku kerja mempunyai beberapa lembar",
                ditemukan=dekat or ", ".join(format_kutipan(satu) for satu in nama[:8]),
                saran="Sebut nama lembarnya pada peta, kunci lembar.",
            )
            return None
        isi = read_isi(buku, dipilih[0])
        return Kisi(
            Berkas(jalur.name, terbaca.berkas.sha256, terbaca.berkas.ukuran),
            terbaca.isi,
            dipilih[0].nama,
            isi.sel,
            tuple(isi.gabungan),
            buku.is_1904,
            frozenset(isi.baris_tersembunyi),
            frozenset(isi.kolom_tersembunyi),
        )
    return None


def _decode(isi: bytes, pencatat: Pencatat) -> str | None:
    if isi.startswith(_UTF16):
        sandi = "utf-16"
    elif b"\0" in isi:
        baris = isi.count(b"\n", 0, isi.index(b"\0")) + 1
        _catat_rusak(pencatat, baris, "byte NUL", "Unduh ulang berkasnya, atau simpan sebagai CSV.")
        return None
    else:
        sandi = "utf-8-sig"
    try:
        teks = isi.decode(sandi)
    except UnicodeDecodeError as galat:
        baris = isi.count(b"\n", 0, galat.start) + 1
        try:
            teks = isi.decode("cp1252") if sandi == "utf-8-sig" else ""
        except UnicodeDecodeError:
            teks = ""
        if not teks:
            saran = 'Simpan ulang sebagai "CSV UTF-8".'
            _catat_rusak(pencatat, baris, "pengodean tidak dikenal", saran)
            return None
        pencatat.peringatan(
            "K-CSV-SANDI",
            "Bukan UTF-8; dibaca sebagai Windows-1252",
            ("", f"baris {baris}"),
            saran='Simpan ulang sebagai "CSV UTF-8" dan periksa huruf beraksen.',
        )
    kendali = KENDALI.search(teks)
    if kendali is not None and kendali.group() not in "\r\x0b\x0c":
        baris = teks.count("\n", 0, kendali.start()) + 1
        nama = f"karakter kendali U+{ord(kendali.group()):04X}"
        _catat_rusak(pencatat, baris, nama, "Hapus karakter itu, atau unduh ulang berkasnya.")
        return None
    return teks


def _split(teks: str, pemisah: str | None, pencatat: Pencatat) -> list[list[str]] | None:
    """Split into records; None where the quoting is broken."""
    awal = re.match(r"sep=([,;\t|])\r?\n", teks, re.IGNORECASE)
    pisah = pemisah or (awal.group(1) if awal else _find_pemisah(teks))
    pembaca = csv.reader(io.StringIO(teks, newline=""), delimiter=pisah, strict=True)
    hasil: list[list[str]] = []
    mulai, sel = 1, 0
    try:
        for daftar in pembaca:
            is_sep = awal is not None and not hasil
            hasil.append([] if is_sep else daftar)
            mulai = pembaca.line_num + 1
            sel += sum(map(bool, daftar))
            if len(hasil) > BARIS_MAKS or len(daftar) > KOLOM_MAKS or sel > SEL_MAKS:
                pencatat.galat(
                    "K-BERKAS-JANGKAUAN",
                    "Tabel terlalu besar",
                    ("", f"baris {mulai - 1}"),
                    diharapkan=f"paling banyak {BARIS_MAKS} baris, {KOLOM_MAKS} kolom, dan"
                    f" {SEL_MAKS} sel terisi",
                    saran="Ekspor hanya baris sub kegiatan perangkat daerah ini.",
                )
                return None
    except csv.Error:
        saran = "Periksa tanda kutip yang tidak ditutup mulai baris itu, atau unduh ulang."
        _catat_rusak(pencatat, mulai, "tanda kutip atau baris yang rusak", saran)
        return None
    return hasil


def _check_ujung(teks: str, baris: int, pencatat: Pencatat) -> None:
    """Warn of a last record without a line end where the others have one: it may be cut off."""
    if baris > 1 and not teks.endswith(("\n", "\r")):
        pencatat.peringatan(
            "K-CSV-UJUNG",
            "Baris terakhir tidak diakhiri ganti baris, jadi berkasnya mungkin terpotong",
            ("", f"baris {baris}"),
            ditemukan=format_kutipan(teks[-_EKOR:]),
            saran="Bandingkan baris terakhirnya dengan sumbernya, atau unduh ulang.",
        )


def _catat_rusak(pencatat: Pencatat, baris: int, ditemukan: str, saran: str) -> None:
    pencatat.galat(
        "K-CSV-RUSAK",
        "Tabel CSV tidak dapat dibaca",
        ("", f"baris {baris}"),
        ditemukan=ditemukan,
        saran=saran,
    )


def _find_pemisah(teks: str) -> str:
    """The mark that splits the most of the first records into the same number of cells."""

    def score(pisah: str) -> tuple[int, int]:
        lebar = [len(daftar) for daftar in _sample(teks, pisah) if daftar]
        terbanyak = max(set(lebar), key=lambda n: (lebar.count(n), n), default=1)
        return (lebar.count(terbanyak) if terbanyak > 1 else 0, terbanyak)

    return max(PEMISAH, key=score)


def _sample(teks: str, pisah: str) -> Iterator[Sequence[str]]:
    try:
        yield from csv.reader(io.StringIO(teks[:20_000], newline=""), delimiter=pisah)
    except csv.Error:
        return
