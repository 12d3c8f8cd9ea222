"""Makes the forms of a quarter and the letters that go with them, below `outputs/`.

Reads the plan and the quarters before; a form is written whole or not at all. A form that a unit
has handed in stays where it is: with `lanjut` its answers are carried into the new one.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kinerja.berkas import write_berkas
from kinerja.data import DataLaporan, read_data
from kinerja.excel.masukan import is_ke_luar
from kinerja.excel.preflight import format_nama
from kinerja.excel.tulis_unit import write_laporan_unit
from kinerja.excel.unit import read_laporan_unit
from kinerja.excel.unit_rencana import build_indikator_unit, build_sub_kegiatan_unit
from kinerja.folder import Folder, build_jalur_isian
from kinerja.formulir import build_tampilan
from kinerja.galat import ParameterError
from kinerja.gembok import hold_gembok
from kinerja.model import Isian, LaporanUnit, RealisasiAnggaran, Unit
from kinerja.periode import Periode
from kinerja.surat.permintaan import (
    BahanSurat,
    BarisFormulir,
    format_nota_dinas,
    format_surat_pengantar,
)
from kinerja.temuan import Temuan

FOLDER_FORMULIR: Final = "formulir"
NOTA_DINAS: Final = "nota-dinas.docx"
SURAT_PENGANTAR: Final = "surat-pengantar"


@dataclass(frozen=True, slots=True)
class FormulirUnit:
    """The form made for one unit: its files, and what of an earlier one came along."""

    baris: BarisFormulir
    formulir: Path | None
    pengantar: Path | None = None
    is_terisi: bool = False
    temuan: tuple[Temuan, ...] = ()
    disisihkan: Path | None = None
    """Where a filled form that stood in the output folder went."""


@dataclass(frozen=True, slots=True)
class HasilFormulir:
    """Everything made in one go."""

    opd: str
    periode: Periode
    folder: Path
    tenggat: str
    unit: tuple[FormulirUnit, ...]
    nota_dinas: Path | None
    tanpa_isi: tuple[str, ...]

    @property
    def kode_keluar(self) -> int:
        """2 where a form to be renewed could not be read, else 0."""
        return 2 if any(satu.formulir is None for satu in self.unit) else 0


def run_formulir(
    folder: Folder, opd: str, periode: Periode, *, unit: str = "", is_lanjut: bool = False
) -> HasilFormulir:
    """Make the form and the surat pengantar of each unit, and the nota dinas to all of them.

    Args:
        folder: The working folder.
        opd: The agency's slug.
        periode: A quarter.
        unit: Only this unit; the nota dinas is then left as it is.
        is_lanjut: Carry the answers a unit has already handed in into its new form.

    Raises:
        ParameterError: for a year, or an unknown unit.
        LaporanError: where a file cannot be written.
    """
    if periode.triwulan is None:
        raise ParameterError(
            "Formulir hanya ada untuk triwulan",
            ditemukan=periode.slug,
            saran=f"Tulis misalnya {periode.tahun}-tw1.",
        )
    data = read_data(folder, opd, periode)
    dipilih = _choose_unit(data, unit)
    tujuan = folder.keluaran(opd, periode) / FOLDER_FORMULIR
    bahan = BahanSurat(data.instansi, data.parameter, data.pejabat, periode)
    semua = [_build_baris(data, satu) for satu in data.masukan.unit]
    berisi = [satu for satu in semua if satu.indikator or satu.sub_kegiatan]
    kunci = tujuan.parents[2] / ".kinerja" / "kunci" / f"{opd}_{periode.slug}_formulir.kunci"
    with hold_gembok(kunci):
        dibuat = tuple(
            _write_satu(data, bahan, baris, tujuan, is_lanjut=is_lanjut)
            for baris in berisi
            if baris.unit in dipilih
        )
        nota = (
            write_berkas(tujuan / NOTA_DINAS, format_nota_dinas(bahan, berisi), is_samping=True)
            if berisi and not unit
            else None
        )
    kosong = [satu.unit.nama for satu in semua if satu not in berisi and satu.unit in dipilih]
    return HasilFormulir(opd, periode, tujuan, bahan.tenggat, dibuat, nota, tuple(kosong))


def _choose_unit(data: DataLaporan, slug: str) -> tuple[Unit, ...]:
    if not slug:
        return data.masukan.unit
    dipilih = tuple(satu for satu in data.masukan.unit if satu.slug == slug)
    if not dipilih:
        raise ParameterError(
            "Unit tidak dikenal",
            tempat="--unit",
            ditemukan=repr(slug),
            saran=f"Yang ada: {', '.join(satu.slug for satu in data.masukan.unit)}.",
        )
    return dipilih


def _build_baris(data: DataLaporan, unit: Unit) -> BarisFormulir:
    rencana, periode = data.masukan.rencana, data.masukan.periode
    return BarisFormulir(
        unit,
        f"{unit.slug}.xlsx",
        len(build_indikator_unit(rencana, unit.slug, periode)),
        len(build_sub_kegiatan_unit(rencana, unit.slug)),
    )


def _write_satu(
    data: DataLaporan, bahan: BahanSurat, baris: BarisFormulir, tujuan: Path, *, is_lanjut: bool
) -> FormulirUnit:
    masukan, unit = data.masukan, baris.unit
    formulir = tujuan / baris.berkas
    lama: LaporanUnit | None = None
    temuan: tuple[Temuan, ...] = ()
    if is_lanjut:
        disetor = _find_setoran(data, unit)
        tertunda = _find_tertunda(data, disetor)
        if tertunda:
            return FormulirUnit(baris, None, temuan=tertunda)
        lama, temuan = _read_lama(data, unit, disetor if disetor.exists() else formulir)
        if lama is None and temuan:
            return FormulirUnit(baris, None, temuan=temuan)
    isi = io.BytesIO()
    write_laporan_unit(
        isi,
        opd=masukan.opd,
        unit=unit,
        periode=masukan.periode,
        rencana=masukan.rencana,
        isian=lama.isian if lama else (),
        anggaran=lama.anggaran if lama else (),
        skala_predikat=data.kebijakan.skala_predikat,
        tampilan=build_tampilan(masukan, unit.slug, data.kebijakan),
    )
    disisihkan = _move_terisi(data, unit, formulir, isi.getvalue(), lama)
    pengantar = write_berkas(
        tujuan / SURAT_PENGANTAR / f"{unit.slug}.docx",
        format_surat_pengantar(bahan, baris),
        is_samping=True,
    )
    return FormulirUnit(
        baris,
        write_berkas(formulir, isi.getvalue(), is_samping=True),
        pengantar,
        lama is not None and not lama.is_kosong,
        temuan,
        disisihkan,
    )


def _find_setoran(data: DataLaporan, unit: Unit) -> Path:
    masukan = data.masukan
    induk = data.folder.data(masukan.opd)
    jalur = build_jalur_isian(induk, masukan.periode, unit.slug)
    if is_ke_luar(jalur, induk):
        raise ParameterError(
            "Berkas adalah tautan ke luar folder data", tempat=format_nama(jalur, data.folder.akar)
        )
    return jalur


def _find_tertunda(data: DataLaporan, jalur: Path) -> tuple[Temuan, ...]:
    """Find the finding that a received form has not become the working copy yet."""
    nama = format_nama(jalur, data.folder.akar)
    return tuple(t for t in data.temuan if t.kode == "K-BERKAS-TERTUNDA" and t.berkas == nama)


def _move_terisi(
    data: DataLaporan, unit: Unit, formulir: Path, baru: bytes, lama: LaporanUnit | None
) -> Path | None:
    """Move a form aside that somebody typed into, unless its answers stand in the new one."""
    if not formulir.exists() or formulir.read_bytes() == baru:
        return None
    ada, temuan = _read_lama(data, unit, formulir)
    if ada is None and not temuan:
        return None
    if ada is not None and (ada.is_kosong or (lama and _list_isi(ada) == _list_isi(lama))):
        return None
    nomor = 1
    while (aman := formulir.with_name(f"{unit.slug}.lama-{nomor}.xlsx")).exists():
        nomor += 1
    formulir.rename(aman)
    return aman


def _list_isi(laporan: LaporanUnit) -> list[Isian | RealisasiAnggaran]:
    """List answers without the cells they stand in."""
    return [
        *(replace(satu, alamat={}) for satu in laporan.isian),
        *(replace(satu, alamat={}) for satu in laporan.anggaran),
    ]


def _read_lama(
    data: DataLaporan, unit: Unit, jalur: Path
) -> tuple[LaporanUnit | None, tuple[Temuan, ...]]:
    """Read a form that was filled in, stale or not; no file is no fault."""
    if not jalur.exists():
        return None, ()
    masukan = data.masukan
    laporan, temuan = read_laporan_unit(
        jalur,
        opd=masukan.opd,
        unit=unit.slug,
        periode=masukan.periode,
        rencana=masukan.rencana,
        akar=data.folder.akar,
        skala_predikat=data.kebijakan.skala_predikat,
        is_diperbarui=True,
    )
    return laporan, tuple(temuan)
