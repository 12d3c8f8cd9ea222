"""All findings of a period by unit, as one workbook to send on, with evidence and completeness.

Decides nothing.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from openpyxl import Workbook

from kinerja.berkas import write_berkas
from kinerja.bukti import HasilBukti
from kinerja.excel.salinan import find_sel
from kinerja.excel.tulis_temuan import (
    IsiPeriksa,
    build_tautan_sel,
    dump_buku,
    format_aman,
    write_lembar_temuan,
    write_ringkasan,
    write_tabel,
)
from kinerja.folder import Folder
from kinerja.model import Unit
from kinerja.periode import Periode
from kinerja.temuan import JUDUL_UMUM, Temuan, Tingkatan
from kinerja.terima.kelengkapan import KEPALA_KELENGKAPAN, BarisKelengkapan

if TYPE_CHECKING:
    from openpyxl.worksheet.hyperlink import Hyperlink


NAMA_TEMUAN: Final = "temuan.xlsx"
LEMBAR_KELENGKAPAN: Final = "Kelengkapan"
_TERLARANG: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_PANJANG_LEMBAR: Final = 31


def write_daftar_temuan(
    folder: Folder,
    opd: str,
    periode: Periode,
    daftar_unit: Sequence[Unit],
    temuan: Sequence[Temuan],
    bukti: Mapping[str, HasilBukti],
    kelengkapan: Sequence[BarisKelengkapan],
) -> str:
    """Write `outputs/<opd>/<periode>/temuan.xlsx`; gives its path relative to the folder."""
    tujuan = folder.keluaran(opd, periode) / NAMA_TEMUAN
    naik = PurePosixPath(os.path.relpath(folder.akar, tujuan.parent).replace(os.sep, "/"))

    def tautan(satu: Temuan) -> Hyperlink | None:
        jalur = PurePosixPath(satu.berkas)
        if not satu.berkas or jalur.is_absolute() or not (folder.akar / jalur).is_file():
            return None
        alamat = quote((naik / jalur).as_posix())
        return build_tautan_sel(satu.lembar, find_sel(satu.sel) or "A1", alamat)

    buku = Workbook()
    buku.remove(buku.worksheets[0])
    baris: list[tuple[str, Sequence[str | int]]] = []
    nama_unit = {"": JUDUL_UMUM} | {unit.slug: unit.nama for unit in daftar_unit}
    for slug in dict.fromkeys([*nama_unit, *(satu.unit for satu in temuan)]):
        milik = [satu for satu in temuan if satu.unit == slug]
        if not milik and not slug:
            continue
        nama = nama_unit.get(slug, slug)
        lembar = buku.create_sheet(_build_nama_lembar(nama, buku.sheetnames))
        kepala = [("Periode", periode.judul)]
        if slug in bukti:
            kepala.append(("Bukti", bukti[slug].kalimat))
        write_lembar_temuan(lembar, IsiPeriksa(nama, kepala, milik), tautan)
        jumlah = [sum(t.tingkatan is tingkatan for t in milik) for tingkatan in Tingkatan]
        berbukti = bukti[slug].kalimat if slug in bukti else "–"
        baris.append((lembar.title, [nama, *jumlah, berbukti]))
    write_ringkasan(
        buku,
        f"Temuan pemeriksaan – {periode.judul}",
        ["Unit", "Galat", "Peringatan", "Catatan", "Bukti"],
        baris,
    )
    if kelengkapan:
        write_tabel(
            buku.create_sheet(LEMBAR_KELENGKAPAN, 1),
            f"Kelengkapan dan ketepatan waktu – {periode.judul}",
            KEPALA_KELENGKAPAN,
            [satu.sel for satu in kelengkapan],
        )
    jadi = write_berkas(tujuan, dump_buku(buku), is_samping=True)
    return jadi.relative_to(folder.akar).as_posix()


def _build_nama_lembar(nama: str, terpakai: Sequence[str]) -> str:
    """Make a sheet name of a unit's: no forbidden characters, at most 31, none twice."""
    dasar = " ".join(format_aman(nama).translate(_TERLARANG).split()) or "Unit"
    ada = {satu.casefold() for satu in (*terpakai, "Ringkasan", LEMBAR_KELENGKAPAN)}
    calon, nomor = dasar[:_PANJANG_LEMBAR], 2
    while calon.casefold() in ada:
        calon = f"{dasar[: _PANJANG_LEMBAR - 4]} {nomor}"
        nomor += 1
    return calon
