"""The formats a report comes in: the one list that command, jobs and workers read.

Imports no exporter: whoever makes a format loads its module by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from kinerja.galat import ParameterError


@dataclass(frozen=True, slots=True)
class Bentuk:
    """A format: `modul:Kelas` of its exporter, what its file is called, and for which reports.

    In `berkas`, `{nama}` stands for the report's name, `{hasil}` for the file of its figures and
    `{dasar}` for what stands before `hasil.json` in that file's name.
    Without `laporan` every kind of report has it.
    """

    pengekspor: str
    berkas: str
    laporan: frozenset[str] = frozenset()

    def name_berkas(self, nama: str, hasil: str) -> str:
        """Name the file of a report.

        >>> Bentuk("", "{dasar}rekap.xlsx").name_berkas("bidang/aset", "bidang/aset.hasil.json")
        'bidang/aset.rekap.xlsx'
        """
        dasar = hasil.removesuffix("hasil.json")
        return self.berkas.format(nama=nama, hasil=hasil, dasar=dasar)

    def is_untuk(self, laporan: str) -> bool:
        """Tell whether a kind of report comes in this format."""
        return not self.laporan or laporan in self.laporan


BENTUK_HASIL: Final = "json"
"""The figures, which are always made and read by programs."""
_PEMDA: Final = frozenset({"laporan-pemda"})
_BERBUKU: Final = frozenset({"laporan-triwulan", "laporan-bidang", "laporan-tahunan"}) | _PEMDA
DAFTAR_BENTUK: Final[Mapping[str, Bentuk]] = {
    "html": Bentuk("kinerja.ekspor.html:HtmlExporter", "{nama}.html"),
    "pdf": Bentuk("kinerja.ekspor.pdf:PdfExporter", "{nama}.pdf"),
    "docx": Bentuk("kinerja.ekspor.docx:DocxExporter", "{nama}.docx"),
    "xlsx": Bentuk("kinerja.ekspor.xlsx:XlsxExporter", "{dasar}rekap.xlsx", _BERBUKU),
    "csv": Bentuk("kinerja.ekspor.csv_rekap:CsvExporter", "{dasar}rekap.csv", _PEMDA),
    BENTUK_HASIL: Bentuk("kinerja.ekspor.hasil:HasilExporter", "{hasil}"),
}
BENTUK_OPD: Final[Mapping[str, Bentuk]] = {
    nama: satu for nama, satu in DAFTAR_BENTUK.items() if satu.is_untuk("laporan-triwulan")
}
"""Those of one agency's reports."""
BENTUK_BAWAAN: Final = ("html", "pdf")
"""What is made where nobody says otherwise."""
BENTUK_PEMDA: Final = ("html", "pdf", "xlsx", "csv")
"""The same for the regency's report, of which the recap is a part."""
BENTUK_TERBACA: Final = tuple(nama for nama in BENTUK_OPD if nama != BENTUK_HASIL)
"""The formats for people, as they may be asked for of one agency."""


def parse_bentuk(teks: str) -> tuple[str, ...]:
    """Read the formats of an option.

    >>> parse_bentuk("html, pdf")
    ('html', 'pdf')
    """
    return tuple(kata.strip().lower() for kata in teks.split(",") if kata.strip())


def check_bentuk(
    daftar: Iterable[str], dikenal: Mapping[str, Bentuk] = DAFTAR_BENTUK
) -> dict[str, Bentuk]:
    """Choose the formats asked for; the figures always come along.

    >>> sorted(check_bentuk(["html"]))
    ['html', 'json']

    Raises:
        ParameterError: for a format that does not exist, and for no format at all.
    """
    daftar = tuple(daftar)
    asing = [nama for nama in daftar if nama not in dikenal]
    if asing or not daftar:
        raise ParameterError(
            "Format tidak dikenal" if asing else "Format belum disebut",
            tempat="--format",
            ditemukan=", ".join(asing),
            diharapkan=" atau ".join(nama for nama in dikenal if nama != BENTUK_HASIL),
        )
    return {nama: satu for nama, satu in dikenal.items() if nama in {*daftar, BENTUK_HASIL}}


def is_terbaca(berkas: str) -> bool:
    """Tell whether a file of a report is one for people, by its ending.

    >>> is_terbaca("bidang/aset.pdf"), is_terbaca("rekap.csv"), is_terbaca("hasil.json")
    (True, True, False)
    """
    bentuk = PurePosixPath(berkas).suffix.removeprefix(".")
    return bentuk in DAFTAR_BENTUK and bentuk != BENTUK_HASIL
