"""What changed between two runs of a period's reports, or between two submissions of a unit."""

from kinerja.riwayat.baca import choose_jalan, compare_jalan, compare_kiriman
from kinerja.riwayat.hasil import BedaAngka, BedaBerkas, BedaIsian, HasilBeda

__all__ = [
    "BedaAngka",
    "BedaBerkas",
    "BedaIsian",
    "HasilBeda",
    "choose_jalan",
    "compare_jalan",
    "compare_kiriman",
]
