"""Makes the forms of a quarter and the letters that go with them, below `outputs/`.

Reads the plan and the quarters before; a form is written whole or not at all. A form that a unit
has handed in stays where it is: with `lanjut` its answers are carried into the new one.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kinerja.berkas import compute_sha256, write_berkas
from kinerja.data import DataLaporan, read_data
from kinerja.excel.masukan import is_ke_luar
from kinerja.excel.preflight import format_nama
from kinerja.excel.tampilan_unit import TampilanUnit
from kinerja.excel.tulis_unit import write_laporan_unit
from kinerja.excel.unit_rencana import build_indikator_unit
from kinerja.folder import Folder, build_jalur_isian
from kinerja.formulir import build_tampilan
from kinerja.galat import ParameterError
from kinerja.gembok import hold_gembok
from kinerja.jalankan.formulir_lama import move_terisi, read_lama, write_surat
from kinerja.jalankan.pencatatan import PencatatJalan
from kinerja.model import (
    LaporanUnit,
    Unit,
)
from kinerja.periode import Periode
from kinerja.register.kunci import refuse_terkunci
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
    disisihkan: tuple[Path, ...] = ()
    """Where filled forms that stood in the output folder went."""
    surat_disisihkan: tuple[Path, ...] = ()
    """Where a surat pengantar that somebody had edited went."""


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
    nota_disisihkan: tuple[Path, ...] = ()
    """Where a nota dinas that somebody had edited went."""
    tanpa_penanda: tuple[str, ...] = ()
    """Whose signer no parameter names, so that a letter uses a general wording."""
    catatan: tuple[str, ...] = ()
    """What could not be recorded, and why."""

    @property
    def kode_keluar(self) -> int:
        """2 where a form to be renewed could not be read, else 0."""
        return 2 if any(satu.formulir is None for satu in self.unit) else 0


def run_formulir(
    folder: Folder,
    opd: str,
    periode: Periode,
    *,
    unit: str = "",
    is_lanjut: bool = False,
    oleh: str = "",
) -> HasilFormulir:
    """Make the form and the surat pengantar of each unit, and the nota dinas to all of them.

    The register notes which forms went out, and the versions of the plan they rest on.

    Args:
        folder: The working folder.
        opd: The agency's slug.
        periode: A quarter.
        unit: Only this unit; the nota dinas is then left as it is.
        is_lanjut: Carry the answers a unit has already handed in into its new form.
        oleh: Who sends them, as declared.

    Raises:
        ParameterError: for a year, or an unknown unit.
        TerkunciError: where answers of a final quarter were to be taken up again.
        LaporanError: where a file cannot be written.
    """
    if periode.triwulan is None:
        raise ParameterError(
            "Formulir hanya ada untuk triwulan",
            ditemukan=periode.slug,
            saran=f"Tulis misalnya {periode.tahun}-tw1.",
        )
    pencatat = PencatatJalan(folder, opd, oleh)
    pencatat.check()
    if is_lanjut:
        refuse_terkunci(folder, opd, periode, "Isian yang sudah disetor")
    data = read_data(folder, opd, periode)
    dipilih = _choose_unit(data, unit)
    tujuan = folder.keluaran(opd, periode) / FOLDER_FORMULIR
    bahan = BahanSurat(data.instansi, data.parameter, data.pejabat, periode)
    tampilan = {
        satu.slug: build_tampilan(data.masukan, satu.slug, data.kebijakan, data.catatan)
        for satu in data.masukan.unit
    }
    semua = [_build_baris(data, satu, tampilan[satu.slug]) for satu in data.masukan.unit]
    berisi = [satu for satu in semua if satu.indikator or satu.sub_kegiatan]
    kunci = tujuan.parents[2] / ".kinerja" / "kunci" / f"{opd}_{periode.slug}_formulir.kunci"
    with hold_gembok(kunci):
        pencatat.record_rencana(data.masukan.rencana)
        dibuat = tuple(
            _write_satu(data, bahan, baris, tujuan, tampilan[baris.unit.slug], is_lanjut=is_lanjut)
            for baris in berisi
            if baris.unit in dipilih
        )
        nota: Path | None = None
        nota_lama: tuple[Path, ...] = ()
        if berisi and not unit:
            nota, nota_lama = write_surat(tujuan / NOTA_DINAS, format_nota_dinas(bahan, berisi))
        pencatat.record_formulir(
            periode,
            {s.baris.unit.slug: compute_sha256(s.formulir) for s in dibuat if s.formulir},
        )
    kosong = [satu.unit.nama for satu in semua if satu not in berisi and satu.unit in dipilih]
    return HasilFormulir(
        opd,
        periode,
        tujuan,
        bahan.tenggat,
        dibuat,
        nota,
        tuple(kosong),
        nota_lama,
        _list_tanpa_penanda(data, dipilih),
        pencatat.catatan,
    )


def _list_tanpa_penanda(data: DataLaporan, dipilih: tuple[Unit, ...]) -> tuple[str, ...]:
    ada = data.parameter.penanda_tangan_unit
    kepala = [] if data.parameter.penanda_tangan else [data.instansi.kepala]
    return (*kepala, *(unit.nama for unit in dipilih if unit.slug not in ada))


def _choose_unit(data: DataLaporan, slug: str) -> tuple[Unit, ...]:
    return (data.instansi.find_unit(slug),) if slug else data.masukan.unit


def _build_baris(data: DataLaporan, unit: Unit, tampilan: TampilanUnit) -> BarisFormulir:
    rencana, periode = data.masukan.rencana, data.masukan.periode
    return BarisFormulir(
        unit,
        f"{unit.slug}.xlsx",
        len(build_indikator_unit(rencana, unit.slug, periode)),
        tampilan.jumlah_sub_diminta,
    )


def _write_satu(
    data: DataLaporan,
    bahan: BahanSurat,
    baris: BarisFormulir,
    tujuan: Path,
    tampilan: TampilanUnit,
    *,
    is_lanjut: bool,
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
        lama, temuan = read_lama(data, unit, disetor if disetor.exists() else formulir)
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
        tampilan=tampilan,
        tindak_lanjut=lama.tindak_lanjut if lama else (),
        nilai_tahunan=lama.nilai_tahunan if lama else (),
    )
    disisihkan = move_terisi(data, unit, formulir, isi.getvalue(), lama)
    pengantar, surat_lama = write_surat(
        tujuan / SURAT_PENGANTAR / f"{unit.slug}.docx", format_surat_pengantar(bahan, baris)
    )
    return FormulirUnit(
        baris,
        write_berkas(formulir, isi.getvalue(), is_samping=True),
        pengantar,
        lama is not None and not lama.is_kosong,
        temuan,
        disisihkan,
        surat_lama,
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
