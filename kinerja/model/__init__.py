"""The typed, frozen model of what an agency plans and reports.

Only shapes, names and validation of single values live here; nothing is read or computed. Money
is integer sen, percentages are 0-100, measured values are Decimal. `None` always means "not
reported"; 0 is a value.
"""

from kinerja.model.disposisi import TENTANG_LAPORAN, Butir, format_agenda
from kinerja.model.isian import (
    Isian,
    JawabanTindakLanjut,
    LaporanUnit,
    Masukan,
    NilaiTahunan,
    RealisasiAnggaran,
    Unit,
)
from kinerja.model.istilah import (
    Agregasi,
    Jenis,
    JenisAnggaran,
    Keadaan,
    KeadaanFormulir,
    Lingkup,
    Polaritas,
    RumusTurun,
    Tingkat,
)
from kinerja.model.kebijakan import Kebijakan
from kinerja.model.nilai import BELUM, Alamat, Berkas, Nilai, Rentang
from kinerja.model.rencana import (
    Indikator,
    Rencana,
    RencanaAksi,
    Sasaran,
    SubKegiatan,
    Tahap,
    Versi,
    VersiPagu,
    VersiTarget,
    is_satuan_persen,
)

__all__ = [
    "BELUM",
    "TENTANG_LAPORAN",
    "Agregasi",
    "Alamat",
    "Berkas",
    "Butir",
    "Indikator",
    "Isian",
    "JawabanTindakLanjut",
    "Jenis",
    "JenisAnggaran",
    "Keadaan",
    "KeadaanFormulir",
    "Kebijakan",
    "LaporanUnit",
    "Lingkup",
    "Masukan",
    "Nilai",
    "NilaiTahunan",
    "Polaritas",
    "RealisasiAnggaran",
    "Rencana",
    "RencanaAksi",
    "Rentang",
    "RumusTurun",
    "Sasaran",
    "SubKegiatan",
    "Tahap",
    "Tingkat",
    "Unit",
    "Versi",
    "VersiPagu",
    "VersiTarget",
    "format_agenda",
    "is_satuan_persen",
]
