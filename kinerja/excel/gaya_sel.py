"""How written cells look and what they let in: fonts, colours, number formats, validations.

Number formats are written in Excel's own notation; Excel shows them with the reader's marks
(1.234,56 in an Indonesian setting).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from kinerja.excel.sel import format_kolom
from kinerja.kolom import Tipe

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from kinerja.excel.tulis import LembarTulis

_BIRU, _BIRU_MUDA, _KUNING, _KELABU = "FF1F3864", "FF2E75B6", "FFFFF8DC", "FFF2F2F2"
_GARIS: Final = Side(style="thin", color="FFBFBFBF")
_KOTAK: Final = Border(left=_GARIS, right=_GARIS, top=_GARIS, bottom=_GARIS)
_ATAS: Final = Alignment(vertical="top", wrap_text=True)
_TANGGAL: Final = "[$-421]dd mmmm yyyy"
_TENGAH: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
_PUTIH: Final = Font(name="Calibri", bold=True, color="FFFFFFFF")
_ISI: Final = {
    warna: PatternFill("solid", fgColor=warna) for warna in (_BIRU, _BIRU_MUDA, _KUNING, _KELABU)
}
_BUKA: Final = {terkunci: Protection(locked=terkunci) for terkunci in (True, False)}
_DESIMAL_MAKS: Final = 6
_TINGGI_BARIS, _BARIS_TEKS_MAKS = 15.0, 20
_BARIS_VALIDASI: Final = 500
_DAFTAR_MAKS: Final = 255
_HARI_AWAL, _HARI_AKHIR = "32874", "73415"  # 1 January 1990 and 31 December 2100
_TERBESAR: Final = "1000000000000000"


def format_angka(tipe: Tipe, nilai: Decimal | None) -> str:
    """Give the number format of a cell: text for codes, as many decimals as the number has.

    >>> format_angka(Tipe.RUPIAH, None), format_angka(Tipe.NILAI, Decimal("85.25"))
    ('#,##0', '#,##0.00')
    """
    if tipe is Tipe.TANGGAL:
        return _TANGGAL
    if tipe in {Tipe.KODE, Tipe.DAFTAR_KODE, Tipe.DAFTAR_TRIWULAN, Tipe.TEKS}:
        return "@"
    if tipe is Tipe.BULAT:
        return "0"
    if tipe in {Tipe.PILIHAN, Tipe.YA_TIDAK}:
        return "General"
    if nilai is None:
        return "#,##0" if tipe is Tipe.RUPIAH else "General"
    pangkat = nilai.normalize().as_tuple().exponent
    desimal = min(max(-pangkat, 0), _DESIMAL_MAKS) if isinstance(pangkat, int) else 0
    if tipe is Tipe.RUPIAH and desimal:
        desimal = 2
    return f"#,##0.{'0' * desimal}" if desimal else "#,##0"


def set_judul(sel: Cell) -> None:
    """Style the title of a sheet."""
    sel.font = Font(name="Calibri", size=14, bold=True, color=_BIRU)


def set_keterangan(sel: Cell) -> None:
    """Style the line below the title."""
    sel.font = Font(name="Calibri", size=10, italic=True, color="FF595959")


def set_petunjuk(nama: Cell, arti: Cell) -> None:
    """Style one line of the list of sheets."""
    nama.font = Font(name="Calibri", bold=True)
    nama.alignment = arti.alignment = _ATAS
    nama.border = arti.border = _KOTAK


def set_kepala(sel: Cell, *, is_isian: bool) -> None:
    """Style a heading; columns to be filled in stand out."""
    sel.font = _PUTIH
    sel.fill = _ISI[_BIRU_MUDA if is_isian else _BIRU]
    sel.alignment = _TENGAH
    sel.border = _KOTAK


def set_isi(sel: Cell, *, is_isian: bool, is_terkunci: bool) -> None:
    """Style a cell of the table: yellow takes input, grey is shown only."""
    sel.alignment = _ATAS
    sel.border = _KOTAK
    if is_terkunci:
        sel.fill = _ISI[_KUNING if is_isian else _KELABU]
        sel.protection = _BUKA[not is_isian]


def set_tinggi(
    lembar: Worksheet, nomor: int, lebar: Mapping[str, int], baris: Mapping[str, object]
) -> None:
    """Make a row as high as its longest wrapped text needs, as far as can be guessed."""
    tinggi = max(
        (
            sum(-(-len(bagian) * 11 // (lebar[nama] * 10)) or 1 for bagian in isi.split("\n"))
            for nama, isi in baris.items()
            if isinstance(isi, str) and nama in lebar
        ),
        default=1,
    )
    if tinggi > 1:
        lembar.row_dimensions[nomor].height = _TINGGI_BARIS * min(tinggi, _BARIS_TEKS_MAKS)


def set_cetak(lembar: Worksheet, baris_judul: int | None = None) -> None:
    """Print landscape, one page wide, with the headings (if any) on every page."""
    lembar.page_setup.orientation = "landscape"
    lembar.page_setup.paperSize = lembar.PAPERSIZE_A4
    lembar.page_setup.fitToHeight = 0
    lembar.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    lembar.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    if baris_judul:
        lembar.print_title_rows = f"{baris_judul}:{baris_judul}"


def set_terkunci(lembar: Worksheet) -> None:
    """Protect a form without password: it deters slips and is no security."""
    lembar.protection.sheet = True
    lembar.protection.formatColumns = False
    lembar.protection.formatRows = False


def add_validasi(lembar: Worksheet, isi: LembarTulis, baris_awal: int) -> None:
    """Let each cell take only what its column means, with Indonesian prompts."""
    terkumpul: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for nomor, kolom in enumerate(isi.kolom, start=1):
        huruf = format_kolom(nomor)
        pilihan = tuple(isi.pilihan_kolom.get(kolom.nama, kolom.pilihan))
        if isi.terbuka is None:
            jangkauan = f"{huruf}{baris_awal}:{huruf}{baris_awal + _BARIS_VALIDASI - 1}"
            terkumpul[_jenis(kolom.tipe), pilihan].append(jangkauan)
            continue
        for i in range(len(isi.baris)):
            if (i, kolom.nama) in isi.terbuka:
                tipe = isi.tipe_sel.get((i, kolom.nama), kolom.tipe)
                daftar = tuple(isi.pilihan_sel.get((i, kolom.nama), pilihan))
                terkumpul[_jenis(tipe), daftar].append(f"{huruf}{baris_awal + i}")
    for (jenis, daftar), letak in terkumpul.items():
        validasi = _build_validasi(jenis, daftar)
        if validasi is not None:
            for satu in letak:
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


def _build_validasi(jenis: str, daftar: Sequence[str]) -> DataValidation | None:
    if jenis == "ya":
        daftar = ("ya", "tidak")
    if daftar:
        gabung = ",".join(daftar)
        if len(gabung) > _DAFTAR_MAKS or any("," in satu or '"' in satu for satu in daftar):
            return None
        validasi = DataValidation(type="list", formula1=f'"{gabung}"', allow_blank=True)
        pesan = "Pilih salah satu dari daftar."
    elif jenis == "angka":
        validasi = DataValidation(
            type="decimal", operator="between", formula1=f"-{_TERBESAR}", formula2=_TERBESAR
        )
        pesan = "Ketik angka saja, mis. 1200,5. Kosongkan bila belum ada; 0 adalah nilai."
    elif jenis == "persen":
        validasi = DataValidation(type="decimal", operator="between", formula1="0", formula2="100")
        pesan = "Ketik angka 0 sampai 100, mis. 45,5."
    elif jenis == "bulat":
        validasi = DataValidation(type="whole", operator="between", formula1="0", formula2="9999")
        pesan = "Ketik bilangan bulat."
    elif jenis == "tanggal":
        validasi = DataValidation(
            type="date", operator="between", formula1="32874", formula2="73415"
        )
        pesan = "Ketik tanggal, mis. 31/03/2026."
    else:
        return None
    validasi.allow_blank = True
    validasi.showErrorMessage = validasi.showInputMessage = True
    validasi.errorTitle = "Isian tidak cocok"
    validasi.error = pesan
    validasi.promptTitle = "Petunjuk isian"
    validasi.prompt = pesan
    return validasi
