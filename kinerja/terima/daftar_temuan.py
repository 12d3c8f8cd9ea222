"""All findings of a period by unit, as one workbook to send on, with the evidence coverage.

Adds the evidence findings to those of reading and calculation; decides nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from openpyxl import Workbook

from kinerja.berkas import write_berkas
from kinerja.excel.pencatat import Pencatat
from kinerja.excel.salinan import find_sel
from kinerja.excel.tulis_temuan import (
    IsiPeriksa,
    build_tautan_sel,
    dump_buku,
    format_aman,
    write_lembar_temuan,
    write_ringkasan,
)
from kinerja.folder import Folder
from kinerja.model import Unit
from kinerja.periode import Periode
from kinerja.temuan import Temuan, Tingkatan
from kinerja.terima.bukti import check_bukti
from kinerja.terima.bukti_hasil import HasilBukti

if TYPE_CHECKING:
    from openpyxl.worksheet.hyperlink import Hyperlink

    from kinerja.data import DataLaporan

NAMA_TEMUAN: Final = "temuan.xlsx"
JUDUL_UMUM: Final = "Perencanaan dan seluruh perangkat daerah"
_TERLARANG: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_PANJANG_LEMBAR: Final = 31


def check_bukti_periode(data: DataLaporan) -> tuple[tuple[Temuan, ...], dict[str, HasilBukti]]:
    """Check the evidence of every form of the period; gives findings and coverage by unit."""
    periode, folder_data = data.masukan.periode, data.folder.data(data.masukan.opd)
    temuan: list[Temuan] = []
    hasil: dict[str, HasilBukti] = {}
    per_sidik: dict[str, str] = {}
    for (unit, triwulan), laporan in sorted(data.masukan.laporan_unit.items()):
        if periode.triwulan not in {None, triwulan}:
            continue
        pencatat = Pencatat(laporan.berkas.nama, unit)
        satu = check_bukti(laporan, folder_data, pencatat, per_sidik)
        temuan += pencatat.temuan
        lama = hasil.get(unit)
        hasil[unit] = satu if lama is None else lama.combine(satu)
    return tuple(temuan), hasil


def write_daftar_temuan(
    folder: Folder,
    opd: str,
    periode: Periode,
    daftar_unit: Sequence[Unit],
    temuan: Sequence[Temuan],
    bukti: Mapping[str, HasilBukti],
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
    baris: list[tuple[str, Sequence[str]]] = []
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
        jumlah = [str(sum(t.tingkatan is tingkatan for t in milik)) for tingkatan in Tingkatan]
        berbukti = bukti[slug].kalimat if slug in bukti else "–"
        baris.append((lembar.title, [nama, *jumlah, berbukti]))
    write_ringkasan(
        buku,
        f"Temuan pemeriksaan – {periode.judul}",
        ["Unit", "Galat", "Peringatan", "Catatan", "Bukti"],
        baris,
    )
    jadi = write_berkas(tujuan, dump_buku(buku), is_samping=True)
    return jadi.relative_to(folder.akar).as_posix()


def _build_nama_lembar(nama: str, terpakai: Sequence[str]) -> str:
    """Make a sheet name of a unit's: no forbidden characters, at most 31, none twice."""
    dasar = " ".join(format_aman(nama).translate(_TERLARANG).split()) or "Unit"
    ada = {satu.casefold() for satu in (*terpakai, "Ringkasan")}
    calon, nomor = dasar[:_PANJANG_LEMBAR], 2
    while calon.casefold() in ada:
        calon = f"{dasar[: _PANJANG_LEMBAR - 4]} {nomor}"
        nomor += 1
    return calon
