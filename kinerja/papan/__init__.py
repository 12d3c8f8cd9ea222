"""The SOP board, computed: steps, completeness, reports and what to do next.

Pure functions from `BahanPapan` to `Papan`; reads no file and asks no clock. What the steps are
comes from sop.yaml, what was done from the register.
"""

from kinerja.papan.bahan import (
    BahanPapan,
    BahanPeriode,
    BerkasLaporan,
    Dokumen,
    KeadaanBerkas,
    KeadaanRencana,
    Tanda,
)
from kinerja.papan.hasil import (
    HasilLangkah,
    KeadaanLangkah,
    KeadaanSetoran,
    Kelengkapan,
    Kepatuhan,
    Papan,
    Saran,
    SelKepatuhan,
)
from kinerja.papan.susun import build_data_papan, build_papan

__all__ = [
    "BahanPapan",
    "BahanPeriode",
    "BerkasLaporan",
    "Dokumen",
    "HasilLangkah",
    "KeadaanBerkas",
    "KeadaanLangkah",
    "KeadaanRencana",
    "KeadaanSetoran",
    "Kelengkapan",
    "Kepatuhan",
    "Papan",
    "Saran",
    "SelKepatuhan",
    "Tanda",
    "build_data_papan",
    "build_papan",
]
