"""Reads the Identitas sheet of a unit's form: whose workbook it is and for when.

Only tells what the sheet says, with the cells; whether that fits is checked by `konteks`.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from kinerja.excel.buku import open_buku
from kinerja.excel.konversi import Konversi
from kinerja.excel.lembar import read_tabel_semua
from kinerja.excel.pencatat import Pencatat
from kinerja.excel.preflight import BerkasTerbaca
from kinerja.excel.tolak import TolakError
from kinerja.kolom import IDENTITAS, normalise_judul


@dataclass(frozen=True, slots=True)
class Identitas:
    """What the Identitas sheet says; `sel` maps the same keys to their cells."""

    lembar: str
    isi: Mapping[str, str]
    sel: Mapping[str, str]

    def read(self, kunci: str) -> str:
        """Give what stands beside a key; empty where it is missing."""
        return self.isi.get(normalise_judul(kunci), "")

    def find_tempat(self, kunci: str) -> tuple[str, str]:
        """Give (sheet, cell) of a key."""
        return self.lembar, self.sel.get(normalise_judul(kunci), "")


def parse_identitas(terbaca: BerkasTerbaca, pencatat: Pencatat) -> Identitas | None:
    """Read the sheet of a checked workbook; None where there is none, with the reason noted."""
    try:
        with open_buku(terbaca.isi) as buku:
            kunci = normalise_judul(IDENTITAS.nama)
            cocok = tuple(satu for satu in buku.lembar if normalise_judul(satu.nama) == kunci)
            buku.lembar = cocok or buku.lembar
            tabel = read_tabel_semua(buku, (IDENTITAS,), pencatat).get(IDENTITAS.nama)
            is_1904 = buku.is_1904
    except TolakError as tolak:
        pencatat.galat(tolak.kode, tolak.masalah, tolak.tempat, **tolak.uraian)
        return None
    except (zipfile.BadZipFile, zlib.error, EOFError):
        pencatat.galat(
            "K-BERKAS-RUSAK",
            "Berkas rusak atau terpotong",
            saran="Minta pengirim membuka berkas aslinya, menyimpan, dan mengirim ulang.",
        )
        return None
    if tabel is None:
        return None
    konversi = Konversi(pencatat, tabel.lembar, is_1904)
    isi: dict[str, str] = {}
    sel: dict[str, str] = {}
    for baris in tabel.baris:
        nama = normalise_judul(konversi.parse_teks(baris.sel["kunci"]))
        if nama and nama not in isi:
            isi[nama] = " ".join(konversi.parse_teks(baris.sel["isi"]).split())
            sel[nama] = baris.sel["isi"].alamat
    return Identitas(tabel.lembar, isi, sel)
