"""Makes a working folder with the sample agency: parameters, workbooks and notebooks.

Everything is first made in a temporary folder and compared with what is there; a file that
differs is never overwritten. Figures come from the sources in `data/`, none is made here.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from kinerja.berkas import write_berkas
from kinerja.contoh.sama import is_sama
from kinerja.contoh.sumber import DAFTAR_TAHUN, OPD, find_sumber
from kinerja.contoh.susun_laporan import build_laporan, list_setoran
from kinerja.contoh.susun_rencana import build_rencana
from kinerja.excel.masukan import read_masukan
from kinerja.excel.tulis_rencana import write_rencana
from kinerja.excel.tulis_unit import write_laporan_unit
from kinerja.folder import Folder, build_jalur_isian
from kinerja.formulir import build_tampilan
from kinerja.galat import ParameterError, SumberError
from kinerja.impor.anggaran import preview_impor
from kinerja.impor.peta import read_peta
from kinerja.impor.simpan import write_impor
from kinerja.model import LaporanUnit, Masukan, RealisasiAnggaran
from kinerja.notebook_kit import read_notebook
from kinerja.parameter import Instansi, read_instansi
from kinerja.parameter.pemda import NAMA_PEMDA
from kinerja.periode import Periode
from kinerja.sop import NAMA_SOP, read_sop_bawaan

_DISEBUT_MAKS: Final = 5
_PETA: Final = "peta-pok.yaml"
_TABEL: Final = "realisasi-pok-2026.csv"
_TAHUN_IMPOR: Final = 2026


def write_contoh(tujuan: Folder) -> tuple[Path, ...]:
    """Make a working folder with the sample; give its files, in alphabetical order.

    What is there already with the same content stays as it is, so making it twice changes
    nothing.

    Args:
        tujuan: The working folder; it is created where it does not exist.

    Raises:
        ParameterError: naming the files that exist with other content; nothing is written then.
    """
    if tujuan.akar.exists() and not tujuan.akar.is_dir():
        raise ParameterError(
            "Tujuan bukan folder", tempat=str(tujuan.akar), saran="Sebutkan nama folder lain."
        )
    with tempfile.TemporaryDirectory(prefix="kinerja-contoh-") as sementara:
        asal = Folder(Path(sementara))
        _write_parameter(asal)
        instansi = read_instansi(asal, OPD)
        _write_data(asal, instansi)
        _write_impor(asal, instansi)
        _write_notebook(asal)
        nama = sorted(
            satu.relative_to(asal.akar) for satu in asal.akar.rglob("*") if satu.is_file()
        )
        ada = [satu for satu in nama if (tujuan.akar / satu).exists()]
        _check_beda(asal, tujuan, ada)
        for satu in nama:
            if satu not in ada:
                write_berkas(tujuan.akar / satu, (asal.akar / satu).read_bytes())
    return tuple(tujuan.akar / satu for satu in nama)


def _check_beda(asal: Folder, tujuan: Folder, ada: list[Path]) -> None:
    beda = [
        satu.as_posix()
        for satu in ada
        if not (tujuan.akar / satu).is_file() or not is_sama(tujuan.akar / satu, asal.akar / satu)
    ]
    if beda:
        sisa = len(beda) - _DISEBUT_MAKS
        raise ParameterError(
            "Berkas sudah ada dengan isi lain dan tidak ditimpa",
            tempat=str(tujuan.akar),
            ditemukan=", ".join(beda[:_DISEBUT_MAKS])
            + (f", dan {sisa} berkas lain" if sisa > 0 else ""),
            saran="Pilih folder yang masih kosong, atau pindahkan berkas itu lebih dahulu.",
        )


def _write_parameter(folder: Folder) -> None:
    tujuan = folder.parameter(OPD)
    tujuan.mkdir(parents=True)
    for satu in (find_sumber() / "parameter").iterdir():
        if satu.name.endswith(".yaml"):
            (tujuan / satu.name).write_bytes(satu.read_bytes())
    (tujuan / NAMA_SOP).write_bytes(read_sop_bawaan())
    (tujuan.parent / NAMA_PEMDA).write_bytes((find_sumber() / NAMA_PEMDA).read_bytes())


def _write_data(folder: Folder, instansi: Instansi) -> None:
    kebijakan = instansi.kebijakan.build_kebijakan()
    skala = kebijakan.skala_predikat
    unit_per_slug = {unit.slug: unit for unit in instansi.daftar_unit}
    for tahun in DAFTAR_TAHUN:
        rencana = build_rencana(tahun)
        induk = folder.data(OPD) / str(tahun)
        induk.mkdir(parents=True)
        write_rencana(
            induk / "rencana.xlsx",
            rencana,
            daftar_unit=instansi.daftar_unit,
            nama_skala=sorted(skala),
        )
        setoran: dict[tuple[str, int], LaporanUnit] = {
            (unit, triwulan): build_laporan(rencana, unit, triwulan)
            for triwulan, unit in list_setoran(tahun)
        }
        for (unit, _), laporan in setoran.items():
            masukan = Masukan(OPD, laporan.periode, instansi.daftar_unit, rencana, setoran)
            write_laporan_unit(
                build_jalur_isian(folder.data(OPD), laporan.periode, unit),
                opd=OPD,
                unit=unit_per_slug[unit],
                periode=laporan.periode,
                rencana=rencana,
                isian=laporan.isian,
                anggaran=laporan.anggaran if tahun != _TAHUN_IMPOR else _drop_uang(laporan),
                skala_predikat=skala,
                tampilan=build_tampilan(masukan, unit, kebijakan),
                nilai_tahunan=laporan.nilai_tahunan,
            )


def _drop_uang(laporan: LaporanUnit) -> tuple[RealisasiAnggaran, ...]:
    """Leave money and fisik to the import; output and notes are the unit's own."""
    return tuple(replace(satu, realisasi_sen=None, fisik_persen=None) for satu in laporan.anggaran)


def _write_impor(folder: Folder, instansi: Instansi) -> None:
    """Bring the published budget in the way an agency would: by its column map."""
    asal = find_sumber() / "impor"
    peta = folder.parameter(OPD) / _PETA
    peta.write_bytes((asal / _PETA).read_bytes())
    tabel = folder.data(OPD) / str(_TAHUN_IMPOR) / "sumber" / _TABEL
    tabel.parent.mkdir()
    tabel.write_bytes((asal / _TABEL).read_bytes())
    terbaca = read_peta(peta)
    for triwulan in sorted({nomor for nomor, _ in list_setoran(_TAHUN_IMPOR)}):
        masukan = read_masukan(
            folder.data(OPD),
            opd=OPD,
            periode=Periode(_TAHUN_IMPOR, triwulan),
            daftar_unit=instansi.daftar_unit,
            skala_predikat=instansi.kebijakan.build_kebijakan().skala_predikat,
            akar=folder.akar,
        ).masukan
        if masukan is None:
            raise SumberError("Rencana contoh tidak terbaca")
        write_impor(preview_impor(tabel, terbaca, masukan), folder.data(OPD))


def _write_notebook(folder: Folder) -> None:
    for nama, isi in read_notebook().items():
        jalur = folder.akar / "notebooks" / nama
        jalur.parent.mkdir(exist_ok=True)
        jalur.write_bytes(isi)
