"""Reads everything an agency handed in for a period: the plan and the units' quarters up to it.

A unit whose workbook is missing, empty or refused is left out and named; the others go on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kinerja.excel.anggaran_csv import NAMA_ANGGARAN
from kinerja.excel.anggaran_gabung import build_impor_per_unit, merge_impor, read_impor
from kinerja.excel.pencatat import Pencatat, format_kutipan
from kinerja.excel.preflight import build_berkas, format_nama
from kinerja.excel.rencana import read_rencana
from kinerja.excel.unit import read_laporan_unit
from kinerja.folder import build_folder_triwulan, build_jalur_isian
from kinerja.galat import SumberError
from kinerja.model import Berkas, LaporanUnit, Masukan, RealisasiAnggaran, Rencana, Unit
from kinerja.periode import Periode
from kinerja.skala import SkalaPredikat
from kinerja.temuan import Temuan, has_galat

NAMA_RENCANA: Final = "rencana.xlsx"
FOLDER_BUKTI: Final = "bukti"
"""Folder of a quarter that holds the units' evidence files, one folder each."""
_MILIK_KIT: Final = frozenset({"disposisi.xlsx", NAMA_ANGGARAN, FOLDER_BUKTI})
KODE_HILANG: Final = "K-SALINAN-HILANG"
_KUNCI: Final = ("~$", ".~lock.")

Kunci = tuple[str, int]
"""A unit's slug and the number of a quarter."""


@dataclass(frozen=True, slots=True)
class Tahanan:
    """A galat that is told at the place of a workbook, for a reason that stands elsewhere."""

    kode: str
    masalah: str
    saran: str


@dataclass(frozen=True, slots=True)
class HasilBaca:
    """What was read, every finding, and every file that was opened, the refused ones included."""

    masukan: Masukan | None
    temuan: tuple[Temuan, ...]
    berkas: tuple[Berkas, ...]


@dataclass(frozen=True, slots=True)
class _Sumber:
    """What every workbook of the period is read against."""

    folder: Path
    opd: str
    akar: Path | None
    rencana: Rencana
    daftar_unit: Sequence[Unit]
    skala: Mapping[str, SkalaPredikat]
    tertahan: Mapping[Kunci, Tahanan]
    hilang: Mapping[Kunci, Tahanan]


def read_masukan(  # noqa: PLR0913 - what is read, and what must not be
    folder_data: Path,
    *,
    opd: str,
    periode: Periode,
    daftar_unit: Sequence[Unit],
    skala_predikat: Mapping[str, SkalaPredikat],
    akar: Path | None = None,
    tertahan: Mapping[Kunci, Tahanan] | None = None,
    hilang: Mapping[Kunci, Tahanan] | None = None,
) -> HasilBaca:
    """Read the plan and each quarter up to the period.

    A unit refused in any of them is refused for the period: its figures s.d. would be too small.
    A refused plan gives `masukan` None.

    Args:
        folder_data: The agency's data folder, holding `<tahun>/rencana.xlsx`,
            `<tahun>/tw<k>/<unit>.xlsx` and, where money came by import, `anggaran.csv` there.
        opd: The agency's slug.
        periode: A quarter or a year.
        daftar_unit: The agency's units.
        skala_predikat: The ordinal scales by name.
        akar: The working folder that file names are told relative to.
        tertahan: The workbooks that are not read, and why.
        hilang: What to say of those that are missing or blank although a form was received; the
            others have not reported.

    Raises:
        SumberError: where there is no plan for the year, or it leads out of the data folder.
    """
    folder = folder_data / str(periode.tahun)
    jalur = folder / NAMA_RENCANA
    if not jalur.exists():
        raise SumberError(
            "Rencana kinerja tahun ini belum ada",
            tempat=format_nama(jalur, akar),
            saran=f"Buat dengan perintah: kinerja baru {opd} {periode.tahun}, lalu isi.",
        )
    if is_ke_luar(jalur, folder_data):
        raise SumberError(
            "Rencana kinerja adalah tautan ke luar folder data",
            tempat=format_nama(jalur, akar),
            saran="Ganti tautan itu dengan berkasnya sendiri.",
        )
    rencana, temuan = read_rencana(
        jalur,
        opd=opd,
        tahun=periode.tahun,
        daftar_unit=daftar_unit,
        skala_predikat=skala_predikat,
        akar=akar,
    )
    if rencana is None:
        berkas = build_berkas(jalur, akar)
        return HasilBaca(None, tuple(temuan), (berkas,) if berkas else ())
    berkas_terbaca = [rencana.berkas] if rencana.berkas else []
    laporan: dict[tuple[str, int], LaporanUnit] = {}
    impor_semua: dict[tuple[str, int], tuple[RealisasiAnggaran, ...]] = {}
    ditolak: list[Kunci] = []
    berkas_hilang: list[Kunci] = []
    sumber = _Sumber(
        folder_data, opd, akar, rencana, daftar_unit, skala_predikat, tertahan or {}, hilang or {}
    )
    for triwulan in periode.daftar_triwulan:
        temuan += _check_isi_folder(sumber, triwulan)
        nomor = triwulan.triwulan or 0
        impor = _read_impor(sumber, triwulan, temuan, berkas_terbaca)
        impor_semua |= {(slug, nomor): baris for slug, baris in impor.items()}
        for unit in daftar_unit:
            satu, berkas, temuan_unit = _read_satu(sumber, unit, triwulan)
            temuan += temuan_unit
            berkas_terbaca += [berkas] if berkas else []
            if has_galat(temuan_unit):
                ditolak.append((unit.slug, nomor))
            if any(t.kode == KODE_HILANG for t in temuan_unit):
                berkas_hilang.append((unit.slug, nomor))
            if satu and not satu.is_kosong:
                laporan[unit.slug, nomor], beda = merge_impor(satu, impor.get(unit.slug, ()))
                temuan += beda
    masukan = Masukan(
        opd,
        periode,
        tuple(daftar_unit),
        rencana,
        laporan,
        tuple(ditolak),
        impor_semua,
        tuple(berkas_hilang),
    )
    return HasilBaca(masukan, tuple(temuan), tuple(berkas_terbaca))


def is_ke_luar(jalur: Path, folder: Path) -> bool:
    """Tell whether a path leads out of a folder once links are followed."""
    try:
        return not jalur.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link that leads back to itself
        return True


def _read_impor(
    sumber: _Sumber, triwulan: Periode, temuan: list[Temuan], berkas_terbaca: list[Berkas]
) -> dict[str, tuple[RealisasiAnggaran, ...]]:
    """Read the imported budget of a quarter by unit, adding its findings and files."""
    jalur = build_folder_triwulan(sumber.folder, triwulan) / NAMA_ANGGARAN
    tersimpan, berkas, temuan_impor = read_impor(jalur, sumber.folder, sumber.akar, sumber.rencana)
    temuan += temuan_impor
    berkas_terbaca += [satu for satu in berkas if satu not in berkas_terbaca]
    return build_impor_per_unit(tersimpan) if tersimpan else {}


def _read_satu(
    sumber: _Sumber, unit: Unit, triwulan: Periode
) -> tuple[LaporanUnit | None, Berkas | None, list[Temuan]]:
    jalur = build_jalur_isian(sumber.folder, triwulan, unit.slug)
    pencatat = Pencatat(format_nama(jalur, sumber.akar), unit.slug)
    kunci = unit.slug, triwulan.triwulan or 0
    if tertahan := sumber.tertahan.get(kunci):
        pencatat.galat(tertahan.kode, tertahan.masalah, saran=tertahan.saran)
        return None, build_berkas(jalur, sumber.akar), pencatat.temuan
    hilang = sumber.hilang.get(kunci)
    if hilang and not jalur.exists() and not jalur.is_symlink():
        pencatat.galat(hilang.kode, hilang.masalah, saran=hilang.saran)
        return None, None, pencatat.temuan
    if not jalur.exists() and not jalur.is_symlink():
        pencatat.catatan(
            "K-BERKAS-BELUM",
            f"{unit.nama} belum lapor untuk {triwulan.judul}",
            saran="Minta unit itu mengirim formulirnya.",
        )
        return None, None, pencatat.temuan
    if is_ke_luar(jalur, sumber.folder):
        pencatat.galat(
            "K-BERKAS-LUAR",
            "Berkas adalah tautan ke luar folder data",
            saran="Ganti tautan itu dengan berkasnya sendiri.",
        )
        return None, None, pencatat.temuan
    laporan, temuan = read_laporan_unit(
        jalur,
        opd=sumber.opd,
        unit=unit.slug,
        periode=triwulan,
        rencana=sumber.rencana,
        akar=sumber.akar,
        skala_predikat=sumber.skala,
    )
    berkas = laporan.berkas if laporan else build_berkas(jalur, sumber.akar)
    if hilang and laporan and laporan.is_kosong:
        pencatat.galat(hilang.kode, hilang.masalah, saran=hilang.saran)
        return None, berkas, [*temuan, *pencatat.temuan]
    return laporan, berkas, temuan


def _check_isi_folder(sumber: _Sumber, triwulan: Periode) -> list[Temuan]:
    """Note lock files and files that belong to no unit; none of them is read."""
    folder = build_folder_triwulan(sumber.folder, triwulan)
    dikenal = {f"{unit.slug}.xlsx" for unit in sumber.daftar_unit} | _MILIK_KIT
    temuan: list[Temuan] = []
    for jalur in sorted(folder.iterdir()) if folder.is_dir() else []:
        pencatat = Pencatat(format_nama(jalur, sumber.akar))
        if jalur.name.startswith(_KUNCI):
            pencatat.catatan(
                "K-BERKAS-KUNCI",
                "Berkas kunci sementara dilewati",
                saran="Tutup buku kerja itu di Excel bila isinya sudah lengkap.",
            )
        elif jalur.name not in dikenal and not jalur.name.startswith("."):
            dekat = pencatat.describe_terdekat(jalur.name, sorted(dikenal))
            pencatat.catatan(
                "K-BERKAS-ASING",
                "Berkas tidak dikenal dilewati",
                ditemukan=format_kutipan(jalur.name) + (f" ({dekat})" if dekat else ""),
                saran="Beri nama sesuai slug unit, mis. sekretariat.xlsx, bila ini formulir unit.",
            )
        temuan += pencatat.temuan
    return temuan
