"""The register: what was handed in, decided and made, append-only and chained by hashes.

`register.sqlite` is the truth, `jurnal.jsonl` the same events as text from which it is rebuilt.
Knows no workbook and no report, so that reports can print what it holds.
"""

from kinerja.register.bangun import rebuild_register
from kinerja.register.buku import Register, open_register
from kinerja.register.daftar import BarisDaftar, list_daftar
from kinerja.register.diterima import JENIS_BUKTI, check_diterima
from kinerja.register.impor import Impor, ImporBaru, find_impor, record_impor
from kinerja.register.jangkar import describe_manifes_rusak
from kinerja.register.penerimaan import (
    Penerimaan,
    describe_ketepatan,
    describe_revisi,
    list_penerimaan,
)
from kinerja.register.periksa import check_register
from kinerja.register.peristiwa import Catatan, Peristiwa
from kinerja.register.setoran import (
    Ketepatan,
    Setoran,
    SetoranBaru,
    compute_ketepatan,
    list_setoran,
    read_berkas,
    record_daftar_setoran,
    record_setoran,
    store_berkas,
)
from kinerja.register.setoran_ditolak import (
    SetoranDitolak,
    list_setoran_ditolak,
    record_setoran_ditolak,
)

__all__ = [
    "JENIS_BUKTI",
    "BarisDaftar",
    "Catatan",
    "Impor",
    "ImporBaru",
    "Ketepatan",
    "Penerimaan",
    "Peristiwa",
    "Register",
    "Setoran",
    "SetoranBaru",
    "SetoranDitolak",
    "check_diterima",
    "check_register",
    "compute_ketepatan",
    "describe_ketepatan",
    "describe_manifes_rusak",
    "describe_revisi",
    "find_impor",
    "list_daftar",
    "list_penerimaan",
    "list_setoran",
    "list_setoran_ditolak",
    "open_register",
    "read_berkas",
    "rebuild_register",
    "record_daftar_setoran",
    "record_impor",
    "record_setoran",
    "record_setoran_ditolak",
    "store_berkas",
]
