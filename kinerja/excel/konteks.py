"""What every reader of a workbook shares: its file, tables, findings, and the common checks.

Opens a workbook once behind the preflight and hands out cells with their addresses.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kinerja.excel.buku import open_buku
from kinerja.excel.konversi import Konversi
from kinerja.excel.lembar import describe_terdekat, read_tabel_semua
from kinerja.excel.pencatat import Pencatat, format_kutipan
from kinerja.excel.preflight import BerkasTerbaca, read_berkas
from kinerja.excel.sel import Sel
from kinerja.excel.tabel import Baris, Tabel
from kinerja.excel.tolak import TolakError
from kinerja.kolom import IDENTITAS, VERSI_FORMULIR, Lembar, normalise_judul
from kinerja.model import Alamat, Berkas


@dataclass(frozen=True, slots=True)
class Konteks:
    """An opened workbook: the tables that could be read, and where findings go."""

    berkas: Berkas
    pencatat: Pencatat
    tabel: Mapping[str, Tabel]
    is_1904: bool

    def build_konversi(self, lembar: str) -> Konversi:
        """Give the converter for the cells of a sheet."""
        tabel = self.tabel.get(lembar)
        return Konversi(self.pencatat, tabel.lembar if tabel else lembar, self.is_1904)

    def baris(self, lembar: str) -> tuple[Baris, ...]:
        """The rows of a sheet; none where the sheet could not be read."""
        tabel = self.tabel.get(lembar)
        return tabel.baris if tabel else ()

    def build_alamat(self, lembar: str, sel: Sel) -> Alamat:
        """Give the source address of a value."""
        nama = self.tabel[lembar].lembar if lembar in self.tabel else lembar
        return Alamat(self.berkas.nama, nama, sel.alamat, self.berkas.sha256)


def open_konteks(jalur: Path, daftar: Sequence[Lembar], pencatat: Pencatat) -> Konteks | None:
    """Open a workbook behind the preflight; None where it is refused as a file."""
    terbaca = read_berkas(jalur, pencatat)
    return parse_konteks(terbaca, daftar, pencatat) if terbaca else None


def parse_konteks(
    terbaca: BerkasTerbaca, daftar: Sequence[Lembar], pencatat: Pencatat
) -> Konteks | None:
    """Open a workbook from bytes that passed the preflight; None where it cannot be parsed."""
    try:
        with open_buku(terbaca.isi) as buku:
            tabel = read_tabel_semua(buku, daftar, pencatat)
            return Konteks(terbaca.berkas, pencatat, tabel, buku.is_1904)
    except TolakError as tolak:
        pencatat.galat(tolak.kode, tolak.masalah, tolak.tempat, **tolak.uraian)
    except (zipfile.BadZipFile, zlib.error, EOFError):
        pencatat.galat(
            "K-BERKAS-RUSAK",
            "Berkas rusak atau terpotong",
            saran="Minta pengirim membuka berkas aslinya, menyimpan, dan mengirim ulang.",
        )
    return None


def check_identitas(konteks: Konteks, diharapkan: Mapping[str, str], saran: str) -> None:
    """Check the Identitas sheet against what the folder and the parameters say."""
    if IDENTITAS.nama not in konteks.tabel:
        return
    konversi = konteks.build_konversi(IDENTITAS.nama)
    isi: dict[str, Sel] = {}
    for baris in konteks.baris(IDENTITAS.nama):
        kunci = normalise_judul(konversi.parse_teks(baris.sel["kunci"]))
        if isi.setdefault(kunci, baris.sel["isi"]) is not baris.sel["isi"] and kunci:
            konversi.galat(
                baris.sel["kunci"],
                "K-IDENTITAS",
                "Baris identitas muncul lebih dari sekali",
                ditemukan=f"{format_kutipan(kunci)}, juga di sel {isi[kunci].alamat}",
                saran="Hapus baris yang berlebih.",
            )
    for kunci, nilai in {**diharapkan, "Versi formulir": VERSI_FORMULIR}.items():
        sel = isi.get(normalise_judul(kunci))
        ditemukan = konversi.parse_teks(sel) if sel else ""
        if normalise_judul(ditemukan) == normalise_judul(nilai):
            continue
        tempat = (konversi.lembar, sel.alamat if sel else "")
        is_versi = kunci == "Versi formulir"
        konteks.pencatat.galat(
            "K-VERSI-FORMULIR" if is_versi else "K-IDENTITAS",
            "Versi formulir tidak cocok" if is_versi else f"{kunci} pada buku kerja tidak cocok",
            tempat,
            ditemukan=format_kutipan(ditemukan) if ditemukan else "kosong",
            diharapkan=format_kutipan(nilai),
            saran="Minta formulir baru, lalu salin isian lama ke formulir itu lembar demi lembar."
            if is_versi
            else saran,
        )


def check_ganda(
    konteks: Konteks, lembar: str, daftar: Iterable[tuple[str, Sel]], apa: str = "Kode"
) -> None:
    """Note every key that stands in more than one row of a sheet."""
    konversi = konteks.build_konversi(lembar)
    pertama: dict[str, Sel] = {}
    for kunci, sel in daftar:
        if not kunci:
            continue
        lama = pertama.setdefault(kunci.casefold(), sel)
        if lama is not sel:
            konversi.galat(
                sel,
                "K-KODE-GANDA",
                f"{apa} muncul lebih dari sekali",
                ditemukan=f"{format_kutipan(kunci)}, juga di sel {lama.alamat}",
                saran="Hapus baris yang berlebih atau betulkan kodenya.",
            )


def check_dikenal(
    konversi: Konversi, sel: Sel, kode: str, dikenal: Collection[str] | None, apa: str
) -> bool:
    """Note a code that the plan does not hold; nothing is checked where the list is unknown."""
    if not kode or dikenal is None or kode in dikenal:
        return True
    dekat = "" if konversi.pencatat.is_ramai else describe_terdekat(kode, list(dikenal))
    konversi.galat(
        sel,
        "K-KODE-ASING",
        f"Kode {apa} tidak dikenal",
        ditemukan=format_kutipan(kode) + (f" ({dekat})" if dekat else ""),
        saran=f"Betulkan kodenya, atau tambahkan {apa} itu ke rencana.",
    )
    return False
