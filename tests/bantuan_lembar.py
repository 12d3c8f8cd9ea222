"""Helpers of the tests of dispositions: a small sheet, ways to fill it in, the sample."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import openpyxl

from kinerja.excel.disposisi_baca import parse_disposisi
from kinerja.excel.disposisi_isi import BahanDisposisi, BarisTampil, DisposisiTerbaca
from kinerja.excel.disposisi_tulis import write_disposisi
from kinerja.excel.pencatat import Pencatat
from kinerja.excel.preflight import read_berkas
from kinerja.folder import Folder
from kinerja.model import Unit
from kinerja.periode import Periode
from kinerja.temuan import Temuan

AKAR = Path(__file__).resolve().parent.parent
OPD = "bpkd"
TW1, TW2 = Periode(2026, 1), Periode(2026, 2)
UNIT = (
    Unit("sekretariat", "Sekretariat", "Set"),
    Unit("bidang-aset", "Bidang Pengelolaan Aset Daerah", "Aset"),
)
INDIKATOR = (("IK-1", "Opini"), ("IK-2", "Tanah bersertifikat"), ("IK-3", "Serapan"))
BARIS = (
    BarisTampil(
        "IK-2", "Tanah bersertifikat", "61% dari target 62%. Sebab: sengketa.", UNIT[1].slug
    ),
    BarisTampil("IK-3", "Serapan", "Belum dilaporkan; target 40%.", UNIT[0].slug),
)
HARI = date(2026, 7, 14)
Ubah = Callable[["Lembar"], object]


def build_bahan(**ubah: object) -> BahanDisposisi:
    """Build what a sheet is made of, with some fields changed."""
    dasar: dict[str, object] = {
        "opd": OPD,
        "periode": TW2,
        "agenda": 3,
        "kop": ("PEMERINTAH KABUPATEN CONTOH", "BADAN CONTOH"),
        "alamat": ("Jalan Contoh Nomor 1",),
        "dari": "Kepala Badan",
        "hal": "Laporan Kinerja Triwulan II Tahun 2026 (draf)",
        "laporan": "700/12/2026, 13 Juli 2026",
        "ringkasan": "Rata-rata capaian 92,59%.\nSerapan 45,88%.",
        "daftar_unit": UNIT,
        "indikator": INDIKATOR,
        "baris": BARIS,
        "paraf": ("Kepala Badan", "Nama"),
    }
    return BahanDisposisi(**(dasar | ubah))  # type: ignore[arg-type]


class Lembar:
    """A sheet under a person's hands: cells by label or by line number and heading."""

    def __init__(self, buku: openpyxl.Workbook) -> None:
        self.buku = buku
        self.lembar = buku["Disposisi"]
        self._label = {
            str(self.lembar.cell(nomor, 1).value): nomor
            for nomor in range(1, self.lembar.max_row + 1)
            if self.lembar.cell(nomor, 1).value is not None
        }

    def kepala(self, label: str) -> str:
        """Give the cell beside a label."""
        return f"C{self._label[label]}"

    def butir(self, nomor: int, judul: str) -> str:
        """Give a cell of the table."""
        baris = self._label["No"]
        kolom = {str(sel.value): sel.column_letter for sel in self.lembar[baris]}
        return f"{kolom[judul]}{baris + nomor}"

    def kepada(self, nomor: int, kolom: str = "D") -> str:
        """Give the tick (D) or the name (C) of a recipient, counted from 0."""
        return f"{kolom}{self._label['Diteruskan kepada'] + nomor}"

    def set(self, alamat: str, isi: object) -> None:
        """Type into a cell."""
        self.lembar[alamat].value = isi

    def arahkan(self, nomor: int, isi: object, tenggat: object, **lain: object) -> None:
        """Give an instruction on a line; `lain` by heading with underscores for spaces."""
        self.set(self.butir(nomor, "Isi disposisi"), isi)
        self.set(self.butir(nomor, "Batas waktu"), tenggat)
        for judul, nilai in lain.items():
            self.set(self.butir(nomor, judul.replace("_", " ")), nilai)


def fill_wajar(lembar: Lembar) -> None:
    """Fill a sheet as a leader would: date, two recipients, one instruction."""
    lembar.set(lembar.kepala("Tanggal disposisi"), HARI)
    lembar.set(lembar.kepada(1), "v")
    lembar.arahkan(1, "Selesaikan mediasi", date(2026, 8, 15))


def fill(isi: bytes, *daftar: Ubah) -> bytes:
    """Fill a sheet and save it, as Excel would."""
    buku = openpyxl.load_workbook(io.BytesIO(isi))
    lembar = Lembar(buku)
    for ubah in daftar:
        ubah(lembar)
    wadah = io.BytesIO()
    buku.save(wadah)
    return wadah.getvalue()


def read(
    akar: Path,
    isi: bytes,
    kode: Sequence[str] = tuple(kode for kode, _ in INDIKATOR),
    **lain: object,
) -> tuple[DisposisiTerbaca | None, list[Temuan]]:
    """Read a sheet back; gives it and the findings."""
    jalur = akar / "lembar.xlsx"
    jalur.write_bytes(isi)
    pencatat = Pencatat(jalur.name)
    terbaca = read_berkas(jalur, pencatat)
    assert terbaca is not None, pencatat.temuan
    pilihan = {"opd": OPD, "periode": TW2, "daftar_unit": UNIT} | lain
    hasil = parse_disposisi(terbaca, pencatat, kode_indikator=kode, **pilihan)  # type: ignore[arg-type]
    return hasil.isi, pencatat.temuan


def write_isi(
    akar: Path, *daftar: Ubah, **bahan: object
) -> tuple[DisposisiTerbaca | None, list[Temuan]]:
    """Write a sheet, fill it in and read it back."""
    return read(akar, fill(write_disposisi(build_bahan(**bahan)), *daftar))


def copy_contoh(tujuan: Path) -> Folder:
    """Copy the sample with its notebooks; Triwulan I is no longer declared final."""
    for nama in ("parameters", "data"):
        shutil.copytree(AKAR / nama / OPD, tujuan / nama / OPD)
    shutil.copytree(AKAR / "notebooks", tujuan / "notebooks")
    jalur = tujuan / "parameters" / OPD / "2026-tw1.yaml"
    teks = jalur.read_text(encoding="utf-8").replace("status: final", "status: draf")
    jalur.write_text(teks, encoding="utf-8")
    return Folder(tujuan)
