"""Forms and letters of an earlier run: what somebody typed into them is moved aside, never lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kinerja.berkas import write_berkas
from kinerja.data import DataLaporan
from kinerja.excel.unit import read_laporan_unit
from kinerja.jalankan.sisih import move_disunting
from kinerja.model import (
    Isian,
    JawabanTindakLanjut,
    LaporanUnit,
    NilaiTahunan,
    RealisasiAnggaran,
    Unit,
)
from kinerja.temuan import Temuan
from kinerja.word.simpan import is_disunting


def move_terisi(
    data: DataLaporan, unit: Unit, formulir: Path, baru: bytes, lama: LaporanUnit | None
) -> tuple[Path, ...]:
    """Move forms aside that somebody typed into, unless their answers stand in the new one."""

    def is_terisi(jalur: Path) -> bool:
        ada, temuan = read_lama(data, unit, jalur)
        if ada is None:
            return bool(temuan)
        return not (_is_polos(ada) or (lama and _list_isi(ada) == _list_isi(lama)))

    return move_disunting(formulir, baru, is_terisi)


def write_surat(tujuan: Path, isi: bytes) -> tuple[Path, tuple[Path, ...]]:
    """Write a letter; gives its path, and where edited ones went, say with a number typed in."""
    lama = move_disunting(tujuan, isi, lambda jalur: is_disunting(jalur.read_bytes()))
    return write_berkas(tujuan, isi, is_samping=True), lama


def _is_polos(laporan: LaporanUnit) -> bool:
    """Tell whether nobody typed anything that would be lost."""
    return laporan.is_kosong and not laporan.tindak_lanjut and not laporan.nilai_tahunan


def _list_isi(
    laporan: LaporanUnit,
) -> list[Isian | RealisasiAnggaran | JawabanTindakLanjut | NilaiTahunan]:
    """List answers without the cells they stand in."""
    return [
        *(replace(satu, alamat={}) for satu in laporan.isian),
        *(replace(satu, alamat={}) for satu in laporan.anggaran),
        *(replace(satu, alamat={}) for satu in laporan.tindak_lanjut),
        *(replace(satu, alamat=None) for satu in laporan.nilai_tahunan),
    ]


def read_lama(
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
