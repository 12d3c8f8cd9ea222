"""The register: what was handed in, decided and made, append-only and chained by hashes.

`register.sqlite` is the truth, `jurnal.jsonl` the same events as text from which it is rebuilt.
Knows no workbook and no report, so that reports can print what it holds.
"""

from kinerja.register.bangun import rebuild_register
from kinerja.register.buku import Register, describe_manifes_rusak, open_register
from kinerja.register.impor import Impor, ImporBaru, find_impor, record_impor
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

__all__ = [
    "Catatan",
    "Impor",
    "ImporBaru",
    "Ketepatan",
    "Peristiwa",
    "Register",
    "Setoran",
    "SetoranBaru",
    "check_register",
    "compute_ketepatan",
    "describe_manifes_rusak",
    "find_impor",
    "list_setoran",
    "open_register",
    "read_berkas",
    "rebuild_register",
    "record_daftar_setoran",
    "record_impor",
    "record_setoran",
    "store_berkas",
]
