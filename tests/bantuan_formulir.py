"""The sample agency in a folder of one's own, and ways to fill its forms as Excel would."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from kinerja.excel.masukan import read_masukan
from kinerja.excel.unit import read_laporan_unit
from kinerja.folder import Folder
from kinerja.model import Isian, LaporanUnit, Masukan, RealisasiAnggaran, Rencana
from kinerja.parameter import read_instansi
from kinerja.periode import Periode
from kinerja.temuan import Temuan

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

AKAR = Path(__file__).resolve().parent.parent
OPD = "bpkd"
PERIODE = Periode(2026, 2)
UNIT = "bidang-perbendaharaan"
SOFFICE = shutil.which("soffice")
BUTUH_SOFFICE = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice (soffice) tidak terpasang, berkas tidak dibuka di sana"
)


def copy_contoh(tujuan: Path) -> Folder:
    """Copy parameters and data of the sample into a folder that may be changed.

    A register that somebody's own run left behind stays there.
    """
    abaikan = shutil.ignore_patterns("register.*", "jurnal.*")
    for nama in ("parameters", "data"):
        shutil.copytree(AKAR / nama / OPD, tujuan / nama / OPD, ignore=abaikan)
    return Folder(tujuan)


@cache
def read_contoh(periode: Periode = PERIODE) -> Masukan:
    """Read the sample's inputs of a period."""
    folder = Folder(AKAR)
    instansi = read_instansi(folder, OPD)
    masukan = read_masukan(
        folder.data(OPD),
        opd=OPD,
        periode=periode,
        daftar_unit=instansi.daftar_unit,
        skala_predikat=instansi.kebijakan.build_kebijakan().skala_predikat,
    ).masukan
    assert masukan is not None
    return masukan


def read_formulir(
    jalur: Path,
    unit: str = UNIT,
    periode: Periode = PERIODE,
    rencana: Rencana | None = None,
    *,
    is_diperbarui: bool = False,
) -> tuple[LaporanUnit | None, list[Temuan]]:
    """Read a form of the sample."""
    kebijakan = read_instansi(Folder(AKAR), OPD).kebijakan.build_kebijakan()
    return read_laporan_unit(
        jalur,
        opd=OPD,
        unit=unit,
        periode=periode,
        rencana=rencana or read_contoh(periode).rencana,
        skala_predikat=kebijakan.skala_predikat,
        is_diperbarui=is_diperbarui,
    )


def list_isi(laporan: LaporanUnit) -> list[Isian | RealisasiAnggaran]:
    """List the answers without their cells."""
    return [replace(satu, alamat={}) for satu in (*laporan.isian, *laporan.anggaran)]


def edit(jalur: Path, ubah: Callable[[openpyxl.Workbook], object]) -> Path:
    """Change a form as a person would and save it."""
    buku = openpyxl.load_workbook(jalur)
    ubah(buku)
    buku.save(jalur)
    return jalur


def find(lembar: Worksheet, kode: str, judul: str) -> str:
    """Give the address of a cell by the code of its row and its heading."""
    kepala = {str(sel.value): sel.column_letter for sel in lembar[4] if sel.value}
    nomor = next(baris[0].row for baris in lembar.iter_rows(min_row=5) if baris[0].value == kode)
    return f"{kepala[judul]}{nomor}"


def convert(jalur: Path, folder: Path, bentuk: str) -> Path:
    """Open a file in LibreOffice without a window and save it in another (or the same) format."""
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation={(folder / 'profil').as_uri()}",
            "--headless",
            "--convert-to",
            bentuk,
            "--outdir",
            str(folder),
            str(jalur),
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    return folder / f"{jalur.stem}.{bentuk.split(':', maxsplit=1)[0]}"
