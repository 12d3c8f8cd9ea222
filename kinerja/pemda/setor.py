"""What came in from each unit of an agency, by register and folder. No form is opened."""

from __future__ import annotations

from collections.abc import Iterator

from kinerja.folder import Folder, build_jalur_isian
from kinerja.hitung.pemda.bahan import KeadaanSetor, SetorUnit
from kinerja.model import Unit
from kinerja.parameter import Instansi, read_parameter_periode
from kinerja.periode import Periode
from kinerja.register import Penerimaan, Register, list_penerimaan


def list_setor(
    folder: Folder, opd: str, periode: Periode, instansi: Instansi, register: Register
) -> Iterator[SetorUnit]:
    """List every unit: in the quarter, or in each quarter of a year."""
    wajib = (periode,) if periode.triwulan else periode.daftar_triwulan
    unit = {satu.slug: satu for satu in instansi.daftar_unit}
    for satu in wajib:
        tenggat = read_parameter_periode(folder, opd, satu).tenggat_setor
        for penerimaan in list_penerimaan(register, satu, unit, tenggat):
            yield _judge(folder, opd, unit[penerimaan.unit], penerimaan)


def list_tak_diketahui(periode: Periode, instansi: Instansi) -> Iterator[SetorUnit]:
    """List what every unit owes where it cannot be told what came from it."""
    wajib = (periode,) if periode.triwulan else periode.daftar_triwulan
    for satu in wajib:
        for unit in instansi.daftar_unit:
            yield SetorUnit(unit.slug, unit.nama, satu, KeadaanSetor.TAK_DIKETAHUI)


def _judge(folder: Folder, opd: str, unit: Unit, penerimaan: Penerimaan) -> SetorUnit:
    if penerimaan.pertama is None:
        jalur = build_jalur_isian(folder.data(opd), penerimaan.periode, unit.slug)
        keadaan = KeadaanSetor.FOLDER if jalur.is_file() else KeadaanSetor.BELUM
        return SetorUnit(unit.slug, unit.nama, penerimaan.periode, keadaan)
    ketepatan = penerimaan.ketepatan
    keadaan = {
        True: KeadaanSetor.TEPAT,
        False: KeadaanSetor.TERLAMBAT,
        None: KeadaanSetor.TERCATAT,
    }[ketepatan.is_tepat]
    return SetorUnit(
        unit.slug, unit.nama, penerimaan.periode, keadaan, ketepatan.hari_terlambat or 0
    )
