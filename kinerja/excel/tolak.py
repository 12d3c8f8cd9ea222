"""The refusal of a workbook as a file: one error with code, place and remedy, raised anywhere.

Whoever opens a file turns it into a finding. Reads nothing.
"""

from __future__ import annotations

from typing import Final

from kinerja.excel.pencatat import format_kutipan

BARIS_MAKS: Final = 50_000
KOLOM_MAKS: Final = 500
_SALIN: Final = "Salin tabelnya ke buku kerja baru, lalu kirim buku kerja itu."
_KIRIM_ULANG: Final = "Minta pengirim membuka berkas aslinya, menyimpan, dan mengirim ulang."


class TolakError(Exception):
    """Carries one refusal out of the loop over the parts."""

    def __init__(
        self, kode: str, masalah: str, tempat: tuple[str, str] = ("", ""), **uraian: str
    ) -> None:
        super().__init__(masalah)
        self.kode, self.masalah, self.tempat, self.uraian = kode, masalah, tempat, uraian


def is_jauh(sel: str) -> bool:
    """Tell whether a cell lies outside the area that is read.

    >>> is_jauh("SF50000"), is_jauh("SG1"), is_jauh("A50001")
    (False, True, True)
    """
    huruf = sel.rstrip("0123456789")
    kolom = 0
    for satu in huruf:
        kolom = kolom * 26 + ord(satu) - 64
    return kolom > KOLOM_MAKS or int(sel[len(huruf) :]) > BARIS_MAKS


def jauh(sel: str) -> TolakError:
    """Build the refusal of a cell far outside the data."""
    return TolakError(
        "K-BERKAS-JANGKAUAN",
        "Ada isi jauh di luar tabel",
        ("", sel),
        diharapkan=f"paling banyak {BARIS_MAKS} baris dan {KOLOM_MAKS} kolom",
        saran=f"Ada isi jauh di sel {sel}, hapus baris atau kolomnya lalu simpan ulang.",
    )


def build_bom(ditemukan: str) -> TolakError:
    """Build the refusal of contents that swell beyond reason."""
    return TolakError(
        "K-BERKAS-BOM",
        "Isi berkas mengembang tidak wajar",
        ditemukan=ditemukan,
        saran=_SALIN,
    )


def build_entri(masalah: str, nama: str) -> TolakError:
    """Build the refusal of a part whose name means harm."""
    return TolakError("K-BERKAS-ENTRI", masalah, ditemukan=format_kutipan(nama), saran=_KIRIM_ULANG)


def build_xml(nama: str, ditemukan: str) -> TolakError:
    """Build the refusal of a part with what no Office program writes."""
    return TolakError(
        "K-BERKAS-XML",
        f"Bagian {format_kutipan(nama)} memuat sesuatu yang tidak pernah ditulis Excel",
        ditemukan=ditemukan,
        saran=_SALIN,
    )


def build_rusak(ditemukan: str) -> TolakError:
    """Build the refusal of a part that contradicts itself or cannot be parsed."""
    return TolakError(
        "K-BERKAS-RUSAK", "Berkas rusak atau terpotong", ditemukan=ditemukan, saran=_KIRIM_ULANG
    )


def build_besar(
    ditemukan: str, saran: str, masalah: str = "Isi buku kerja terlalu banyak"
) -> TolakError:
    """Build the refusal of more than a workbook of this kind ever holds."""
    return TolakError("K-BERKAS-BESAR", masalah, ditemukan=ditemukan, saran=saran)
