"""What written cells let in: data validations with Indonesian prompts and error texts.

In the planning workbook a rule covers a whole column; in a form it stands on the open cells only
and says what the column means.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from openpyxl.worksheet.datavalidation import DataValidation

from kinerja.excel.sel import format_kolom
from kinerja.kolom import Kolom, Tipe

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from kinerja.excel.tulis import LembarTulis

_BARIS_VALIDASI: Final = 500
_DAFTAR_MAKS: Final = 255
_JUDUL_MAKS, _PESAN_MAKS = 32, 225
_HARI_AWAL, _HARI_AKHIR = "32874", "73415"  # 1 January 1990 and 31 December 2100
_TERBESAR: Final = "1000000000000000"
_TEKS_MAKS: Final = "32767"


@dataclass(frozen=True, slots=True)
class _Aturan:
    """One rule: what it lets in, the list to choose from, and the column it explains."""

    jenis: str
    daftar: tuple[str, ...] = ()
    kolom: Kolom | None = None


def add_validasi(lembar: Worksheet, isi: LembarTulis, baris_awal: int) -> None:
    """Let each cell take only what its column means."""
    terkumpul: dict[_Aturan, list[str]] = defaultdict(list)
    for nomor, kolom in enumerate(isi.kolom, start=1):
        huruf = format_kolom(nomor)
        pilihan = tuple(isi.pilihan_kolom.get(kolom.nama, kolom.pilihan))
        if isi.terbuka is None:
            jangkauan = f"{huruf}{baris_awal}:{huruf}{baris_awal + _BARIS_VALIDASI - 1}"
            terkumpul[_Aturan(_jenis(kolom.tipe), pilihan)].append(jangkauan)
            continue
        for i in range(len(isi.baris)):
            if (i, kolom.nama) in isi.terbuka:
                tipe = isi.tipe_sel.get((i, kolom.nama), kolom.tipe)
                daftar = tuple(isi.pilihan_sel.get((i, kolom.nama), pilihan))
                sel = f"{huruf}{baris_awal + i}"
                if (i, kolom.nama) in isi.tanggal_atau_belum:
                    lembar.add_data_validation(_build_tonggak(sel, kolom))
                else:
                    terkumpul[_Aturan(_jenis(tipe) or "teks", daftar, kolom)].append(sel)
    for aturan, letak in terkumpul.items():
        validasi = _build_validasi(aturan)
        if validasi is not None:
            for satu in letak:
                validasi.add(satu)
            lembar.add_data_validation(validasi)


def add_validasi_angka(lembar: Worksheet, daftar: Sequence[str]) -> None:
    """Let cells to try values in take a number or nothing; a word among them is refused."""
    if not daftar:
        return
    validasi = _build_batas("angka", None)
    validasi.showInputMessage = False  # a bubble at each cell of a table hides the table
    for satu in daftar:
        validasi.add(satu)
    lembar.add_data_validation(validasi)


def _jenis(tipe: Tipe) -> str:
    if tipe in {Tipe.ANGKA, Tipe.RUPIAH}:
        return "angka"
    return {
        Tipe.PERSEN: "persen",
        Tipe.BULAT: "bulat",
        Tipe.TANGGAL: "tanggal",
        Tipe.YA_TIDAK: "ya",
    }.get(tipe, "")


def _build_tonggak(sel: str, kolom: Kolom) -> DataValidation:
    """A milestone takes a date or the word belum."""
    validasi = DataValidation(
        type="custom",
        formula1=f"OR(AND(ISNUMBER({sel}),{sel}>={_HARI_AWAL},{sel}<={_HARI_AKHIR}),"
        f'LOWER({sel})="belum")',
    )
    validasi.add(sel)
    set_pesan(validasi, "Ketik tanggal selesai, mis. 31/03/2026, atau kata belum.", kolom)
    return validasi


def _build_validasi(aturan: _Aturan) -> DataValidation | None:
    daftar = ("ya", "tidak") if aturan.jenis == "ya" else aturan.daftar
    if daftar:
        gabung = ",".join(daftar)
        if len(gabung) > _DAFTAR_MAKS or any("," in satu or '"' in satu for satu in daftar):
            return None
        validasi = DataValidation(type="list", formula1=f'"{gabung}"')
        set_pesan(validasi, "Pilih salah satu dari daftar.", aturan.kolom)
        return validasi
    if aturan.jenis not in _BAHAN or (aturan.jenis == "teks" and aturan.kolom is None):
        return None
    return _build_batas(aturan.jenis, aturan.kolom)


def _build_batas(jenis: str, kolom: Kolom | None) -> DataValidation:
    tipe, bawah, atas, pesan = _BAHAN[jenis]
    validasi = DataValidation(type=tipe, operator="between", formula1=bawah, formula2=atas)
    set_pesan(validasi, pesan, kolom)
    return validasi


_Tipe = Literal["decimal", "whole", "date", "textLength"]
_BAHAN: Final[Mapping[str, tuple[_Tipe, str, str, str]]] = {
    "angka": (
        "decimal",
        f"-{_TERBESAR}",
        _TERBESAR,
        "Ketik angka saja, mis. 1.200,5. Kosongkan bila belum ada; 0 adalah nilai.",
    ),
    "persen": ("decimal", "0", "100", "Ketik angka 0 sampai 100 tanpa tanda %, mis. 45,5."),
    "bulat": ("whole", "0", "9999", "Ketik bilangan bulat."),
    "tanggal": ("date", _HARI_AWAL, _HARI_AKHIR, "Ketik tanggal, mis. 31/03/2026."),
    "teks": ("textLength", "0", _TEKS_MAKS, "Ketik uraian; Alt+Enter untuk baris baru."),
}


def build_tanggal() -> DataValidation:
    """Build the rule of a cell that takes a date."""
    return DataValidation(
        type="date", operator="between", formula1=_HARI_AWAL, formula2=_HARI_AKHIR
    )


def set_pesan(validasi: DataValidation, pesan: str, kolom: Kolom | None) -> None:
    """Say what a cell means while it is filled in, and what it takes where it refuses."""
    arti = f"{kolom.arti[:1].upper()}{kolom.arti[1:]}. " if kolom else ""
    validasi.allow_blank = True
    validasi.showErrorMessage = validasi.showInputMessage = True
    validasi.errorTitle = "Isian tidak cocok"
    validasi.error = pesan
    validasi.promptTitle = kolom.judul[:_JUDUL_MAKS] if kolom else "Petunjuk isian"
    validasi.prompt = f"{arti}{pesan}"[:_PESAN_MAKS]
