"""The door for filled forms: checked, answered with a verdict copy, stored and recorded.

A form with a galat changes nothing but its verdict. Does not calculate and makes no report.
"""

from kinerja.terima.hasil import HasilBerkas, HasilTerima, KeadaanTerima
from kinerja.terima.jalan import run_terima
from kinerja.terima.simpan import repair_salinan

__all__ = ["HasilBerkas", "HasilTerima", "KeadaanTerima", "repair_salinan", "run_terima"]
