"""Evidence of the units' figures: what forms name, whether it is there, how much it covers.

Stands before the reading of a period, so that reports print the same warnings as `kinerja terima`
and `kinerja periksa`. Stores nothing; that is done where a form is received.
"""

from __future__ import annotations

from kinerja.bukti.hasil import BerkasBukti, HasilBukti
from kinerja.bukti.periksa import build_folder_bukti, check_bukti
from kinerja.bukti.periode import check_bukti_periode
from kinerja.bukti.tercatat import BuktiTercatat, list_bukti_tercatat

__all__ = [
    "BerkasBukti",
    "BuktiTercatat",
    "HasilBukti",
    "build_folder_bukti",
    "check_bukti",
    "check_bukti_periode",
    "list_bukti_tercatat",
]
