"""The quarters of one indicator side by side: target in force, answer, and whether it is measured.

Decides what a quarter's cell is worth alone; adding quarters up is `agregasi`'s work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.angka import KONTEKS
from kinerja.hitung import alasan
from kinerja.hitung.pecahan import NOL
from kinerja.model import Indikator, Isian, Jenis, Kebijakan, Nilai, Polaritas, VersiTarget
from kinerja.periode import ROMAWI


@dataclass(frozen=True, slots=True)
class Sel:
    """One quarter of an indicator; `target` is None where the quarter is not measured.

    `alasan` says why it is not measured, is half filled, or has no value (penyebut 0).
    """

    triwulan: int
    target: Nilai | None
    nilai: Nilai | None
    alasan: str = ""
    isian: Isian | None = None
    pembilang: Decimal | None = None
    penyebut: Decimal | None = None
    is_terisi: bool = False

    @property
    def is_diukur(self) -> bool:
        """Whether the quarter has a target that counts."""
        return self.target is not None

    @property
    def nama(self) -> str:
        """`Triwulan II`."""
        return f"Triwulan {ROMAWI[self.triwulan - 1]}"


def build_daftar_sel(
    indikator: Indikator,
    versi: VersiTarget,
    isian_per_triwulan: Sequence[Isian | None],
    kebijakan: Kebijakan,
) -> tuple[Sel, ...]:
    """Set targets in force beside the answers, for each quarter up to the period.

    A quarter without target, or with target 0 while naik and the year's target above 0 (policy),
    is not measured. A ratio needs both halves; half a pair is not reported (rumus.md section 1).
    """
    daftar = []
    for nomor, isian in enumerate(isian_per_triwulan, start=1):
        target = versi.triwulan[nomor - 1]
        sebab = _explain_unmeasured(indikator, versi, target, kebijakan)
        daftar.append(_build_sel(indikator, nomor, None if sebab else target, sebab, isian))
    return tuple(daftar)


def _explain_unmeasured(
    indikator: Indikator, versi: VersiTarget, target: Nilai | None, kebijakan: Kebijakan
) -> str:
    if versi.is_dihapus:
        return alasan.INDIKATOR_DIHAPUS
    if target is None:
        return alasan.TANPA_TARGET
    tahunan = versi.tahunan
    if (
        kebijakan.is_target_nol_tidak_diukur
        and indikator.jenis is Jenis.ANGKA
        and indikator.polaritas is Polaritas.NAIK
        and target == NOL
        and isinstance(tahunan, Decimal)
        and tahunan > 0
    ):
        return alasan.TARGET_NOL_TIDAK_DIUKUR
    return ""


def _build_sel(
    indikator: Indikator, nomor: int, target: Nilai | None, sebab: str, isian: Isian | None
) -> Sel:
    if isian is None:
        return Sel(nomor, target, None, sebab)
    if not indikator.is_rasio:
        is_terisi = isian.nilai is not None
        return Sel(nomor, target, isian.nilai, sebab, isian, is_terisi=is_terisi)
    p, q = isian.pembilang, isian.penyebut
    if p is None or q is None:
        is_separuh = p is not None or q is not None
        kurang = alasan.PASANGAN_TIDAK_LENGKAP if is_separuh else sebab
        return Sel(nomor, target, None, kurang, isian, p, q)
    nilai, kode = compute_rasio(p, q, indikator.pengali)
    return Sel(nomor, target, nilai, kode or sebab, isian, p, q, is_terisi=True)


def compute_rasio(
    pembilang: Decimal, penyebut: Decimal, pengali: Decimal
) -> tuple[Decimal | None, str]:
    """Give pembilang / penyebut x pengali, or the reason why there is none.

    >>> compute_rasio(Decimal(23), Decimal(36), Decimal(0))
    (Decimal('0'), '')
    >>> compute_rasio(Decimal(3), Decimal(4), Decimal(100)), compute_rasio(NOL, NOL, Decimal(100))
    ((Decimal('75'), ''), (None, 'penyebut_nol'))
    """
    if penyebut == 0:
        return None, alasan.PENYEBUT_NOL
    if penyebut < 0:
        return None, alasan.PENYEBUT_NEGATIF
    return KONTEKS.divide(KONTEKS.multiply(pembilang, pengali), penyebut), ""
