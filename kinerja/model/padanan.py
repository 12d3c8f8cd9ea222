"""Budget codes written with different zero padding: the same code only if the names agree too."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Padanan:
    """The code of the plan that was matched, or why none was."""

    kode: str | None
    alasan: str = ""


@lru_cache(maxsize=4_096)
def compute_kunci(kode: str) -> tuple[str, ...]:
    """Give a code without zero padding, for comparison only; codes themselves stay text.

    >>> compute_kunci("5.02.01.2.01.06") == compute_kunci("5.02.01.2.01.0006")
    True
    >>> compute_kunci("5.X.XX.01")
    ('5', 'X', 'XX', '1')
    """
    bagian = kode.strip().upper().split(".")
    return tuple((satu.lstrip("0") or "0") if satu.isdigit() else satu for satu in bagian)


def find_padanan(kode: str, dikenal: Collection[str]) -> str | None:
    """Find the one known code that differs by zero padding only.

    >>> find_padanan("5.02.01.2.01.0006", {"5.02.01.2.01.06", "5.02.01.2.01.07"})
    '5.02.01.2.01.06'
    """
    kunci = compute_kunci(kode)
    mirip = sorted(satu for satu in dikenal if compute_kunci(satu) == kunci)
    return mirip[0] if len(mirip) == 1 else None


def compute_padanan(kode: str, nama: str, nama_per_kode: Mapping[str, str]) -> Padanan:
    """Match a code to the plan: as written, or by zero padding where the names agree too.

    >>> rencana = {"5.02.01.2.01.06": "Koordinasi dan Penyusunan Laporan"}
    >>> compute_padanan("5.02.01.2.01.0006", "Koordinasi dan penyusunan  laporan", rencana).kode
    '5.02.01.2.01.06'
    >>> compute_padanan("5.02.01.2.01.0006", "Evaluasi Kinerja", rencana)
    Padanan(kode=None, alasan='nama_berbeda')
    """
    if kode in nama_per_kode:
        return Padanan(kode)
    mirip = find_padanan(kode, nama_per_kode)
    if mirip is None:
        return Padanan(None, "kode_tidak_dikenal")
    if _normalise(nama) != _normalise(nama_per_kode[mirip]):
        return Padanan(None, "nama_berbeda")
    return Padanan(mirip)


def _normalise(nama: str) -> str:
    return " ".join(nama.split()).casefold()
