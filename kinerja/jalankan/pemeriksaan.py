"""A run of `kinerja periksa`: findings, evidence and completeness of a period, recorded on the way.

Where the register is spoilt or busy the findings are told all the same. Makes no report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kinerja.bukti import HasilBukti
from kinerja.data import DataLaporan, read_data
from kinerja.folder import Folder
from kinerja.galat import KeutuhanError, KinerjaError, SibukError
from kinerja.jalankan.pencatatan import PencatatJalan
from kinerja.model import Unit
from kinerja.parameter import read_instansi
from kinerja.periode import Periode
from kinerja.temuan import Temuan, TemuanError, build_data_temuan, has_galat
from kinerja.terima.daftar_temuan import write_daftar_temuan
from kinerja.terima.kelengkapan import BarisKelengkapan, build_kelengkapan

_KODE_DITOLAK = 2


@dataclass(frozen=True, slots=True)
class HasilPeriksa:
    """What a check found; `catatan` says what could not be recorded, `xlsx` where it was written.

    `kelengkapan` is empty where the register could not be read.
    """

    opd: str
    periode: Periode
    daftar_unit: tuple[Unit, ...]
    temuan: tuple[Temuan, ...]
    bukti: Mapping[str, HasilBukti] = field(default_factory=dict)
    kelengkapan: tuple[BarisKelengkapan, ...] = ()
    catatan: tuple[str, ...] = ()
    xlsx: str = ""
    kode_keluar: int = 0

    @property
    def nama_unit(self) -> dict[str, str]:
        """The units' names by slug, in their order."""
        return {unit.slug: unit.nama for unit in self.daftar_unit}

    def build_data(self) -> dict[str, Any]:
        """Build the check as JSON data."""
        return {
            "opd": self.opd,
            "periode": self.periode.slug,
            "kode_keluar": self.kode_keluar,
            "kelengkapan": [satu.build_data() for satu in self.kelengkapan],
            "temuan": [build_data_temuan(satu) for satu in self.temuan],
            "bukti": {unit: satu.build_data() for unit, satu in self.bukti.items()},
            "xlsx": self.xlsx,
            "catatan": list(self.catatan),
        }


def run_periksa(
    folder: Folder, opd: str, periode: Periode, *, oleh: str = "", is_xlsx: bool = False
) -> HasilPeriksa:
    """Check everything that was handed in for a period.

    Args:
        folder: The working folder.
        opd: The agency's slug.
        periode: A quarter or a year.
        oleh: Who checks, as declared; recorded with what is found in the folder.
        is_xlsx: Write everything to `temuan.xlsx` too.

    Raises:
        ParameterError: for a parameter file that is wrong.
        SumberError: where there is no plan.
        LaporanError: where `temuan.xlsx` cannot be written.
    """
    daftar_unit = tuple(read_instansi(folder, opd).daftar_unit)
    pencatat = PencatatJalan(folder, opd, oleh)
    galat: list[KinerjaError] = []
    try:
        pencatat.check()
        pencatat.prepare_salinan(periode)
    except (KeutuhanError, SibukError) as sebab:
        galat.append(sebab)
    is_rusak = any(isinstance(satu, KeutuhanError) for satu in galat)
    data: DataLaporan | None = None
    bukti: Mapping[str, HasilBukti] = {}
    try:
        data = read_data(folder, opd, periode, is_tanpa_register=is_rusak)
        temuan, bukti = data.temuan, data.bukti
    except TemuanError as sebab:
        temuan = sebab.daftar_temuan
    kelengkapan: tuple[BarisKelengkapan, ...] = ()
    if not galat:
        try:
            pencatat.record_masukan(data)
            masukan = data.masukan if data else None
            kelengkapan = build_kelengkapan(folder, opd, periode, daftar_unit, masukan)
        except (KeutuhanError, SibukError) as sebab:
            galat.append(sebab)
    ditulis = ""
    if is_xlsx:
        ditulis = write_daftar_temuan(folder, opd, periode, daftar_unit, temuan, bukti, kelengkapan)
    kode = _KODE_DITOLAK if has_galat(temuan) else 0
    return HasilPeriksa(
        opd,
        periode,
        daftar_unit,
        temuan,
        bukti,
        kelengkapan,
        tuple(dict.fromkeys((*(satu.pesan for satu in galat), *pencatat.catatan))),
        ditulis,
        galat[-1].kode_keluar if galat else kode,
    )
