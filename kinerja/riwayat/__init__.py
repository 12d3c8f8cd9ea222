"""What changed between two runs or two submissions, and what was known at the end of a day."""

from kinerja.riwayat.baca import choose_jalan, compare_jalan, compare_kiriman
from kinerja.riwayat.hasil import BedaAngka, BedaBerkas, BedaIsian, HasilBeda
from kinerja.riwayat.keadaan import Keadaan, parse_tanggal_per, read_keadaan

__all__ = [
    "BedaAngka",
    "BedaBerkas",
    "BedaIsian",
    "HasilBeda",
    "Keadaan",
    "choose_jalan",
    "compare_jalan",
    "compare_kiriman",
    "parse_tanggal_per",
    "read_keadaan",
]
