"""The one exception that carries a refusal out of the reading of a workbook, and its wordings.

Whoever opens the workbook turns it into a finding. Knows no files.
"""

from __future__ import annotations

from typing import Final

from kinerja.excel.batas import BARIS_MAKS, KOLOM_MAKS
from kinerja.excel.pencatat import format_kutipan

KIRIM_ULANG: Final = "Minta pengirim membuka berkas aslinya, menyimpan, dan mengirim ulang."
_BUKU_BARU: Final = "Salin tabelnya ke buku kerja baru, lalu kirim buku kerja itu."


class TolakError(Exception):
    """Carries one refusal out of whatever is being read."""

    def __init__(
        self, kode: str, masalah: str, tempat: tuple[str, str] = ("", ""), **uraian: str
    ) -> None:
        super().__init__(masalah)
        self.kode, self.masalah, self.tempat, self.uraian = kode, masalah, tempat, uraian


def build_rusak(ditemukan: str = "") -> TolakError:
    """Build the refusal of a workbook that is damaged."""
    return TolakError(
        "K-BERKAS-RUSAK", "Berkas rusak atau terpotong", ditemukan=ditemukan, saran=KIRIM_ULANG
    )


def build_bom(ditemukan: str) -> TolakError:
    """Build the refusal of a container that swells or nests beyond any workbook."""
    return TolakError(
        "K-BERKAS-BOM",
        "Isi berkas mengembang tidak wajar",
        ditemukan=ditemukan,
        saran=_BUKU_BARU,
    )


def build_besar(apa: str, ditemukan: str, tempat: tuple[str, str] = ("", "")) -> TolakError:
    """Build the refusal of a workbook that holds too much of something."""
    return TolakError(
        "K-BERKAS-BESAR",
        f"Buku kerja berisi {apa}",
        tempat,
        ditemukan=ditemukan,
        saran="Hapus baris, kolom, gaya, dan lembar di luar tabel, atau salin tabelnya ke buku "
        "kerja baru, lalu kirim ulang.",
    )


def build_xml(nama: str, ditemukan: str) -> TolakError:
    """Build the refusal of a part that no Office program writes."""
    return TolakError(
        "K-BERKAS-XML",
        f"Bagian {format_kutipan(nama)} memuat sesuatu yang tidak pernah ditulis Excel",
        ditemukan=ditemukan,
        saran=_BUKU_BARU,
    )


def build_jauh(sel: str) -> TolakError:
    """Build the refusal of a cell far outside the data."""
    return TolakError(
        "K-BERKAS-JANGKAUAN",
        "Ada isi jauh di luar tabel",
        ("", sel),
        diharapkan=f"paling banyak {BARIS_MAKS} baris dan {KOLOM_MAKS} kolom",
        saran=f"Ada isi jauh di sel {sel}, hapus baris atau kolomnya lalu simpan ulang.",
    )
