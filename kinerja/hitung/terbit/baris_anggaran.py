"""One printed row of a budget: serapan and sisa recomputed, each with its own status."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.angka import KONTEKS
from kinerja.hitung.pecahan import SERATUS
from kinerja.hitung.terbit.baca import Lembar
from kinerja.hitung.terbit.bilangan import Bilangan
from kinerja.hitung.terbit.cetak import Operand, Status, compute_status, is_dalam_pembulatan


@dataclass(frozen=True, slots=True)
class Perbandingan:
    """One figure of a budget row; `status` is None where nothing was printed."""

    tercetak: Decimal | None = None
    hitung: Decimal | None = None
    status: Status | None = None
    alasan: str = ""

    @property
    def selisih(self) -> Decimal | None:
        """The print minus the computed figure."""
        if self.tercetak is None or self.hitung is None:
            return None
        return KONTEKS.subtract(self.tercetak, self.hitung)


@dataclass(frozen=True, slots=True)
class HasilAnggaran:
    """The answer for one printed budget row."""

    serapan: Perbandingan
    sisa: Perbandingan


def recompute_anggaran(
    lembar: Lembar, nomor: int, sel: Sequence[str], kolom_realisasi: str
) -> HasilAnggaran:
    """Recompute serapan = realisasi / pagu and sisa = pagu - realisasi of one row."""
    if nomor in lembar.rancu:
        return HasilAnggaran(_refuse(None, "kolom_lebih"), _refuse(None, "kolom_lebih"))
    pagu = lembar.read_bilangan(nomor, sel, "pagu")
    realisasi = lembar.read_bilangan(nomor, sel, kolom_realisasi)
    serapan, sisa = (lembar.read_bilangan(nomor, sel, nama) for nama in ("serapan", "sisa"))
    if isinstance(pagu, Bilangan) and isinstance(realisasi, Bilangan):
        return HasilAnggaran(
            _compare(compute_serapan, (pagu, realisasi), serapan),
            _compare(compute_sisa, (pagu, realisasi), sisa),
        )
    if isinstance(pagu, Bilangan):
        alasan = f"realisasi_{realisasi or 'kosong'}"
    else:
        alasan = f"pagu_{pagu or 'kosong'}"
    return HasilAnggaran(_refuse(serapan, alasan), _refuse(sisa, alasan))


def compute_serapan(pagu: Decimal, realisasi: Decimal) -> Decimal | None:
    """Give realisasi / pagu in percent; None where the pagu is 0.

    >>> compute_serapan(Decimal(200), Decimal(50))
    Decimal('25')
    """
    return KONTEKS.divide(KONTEKS.multiply(realisasi, SERATUS), pagu) if pagu else None


def compute_sisa(pagu: Decimal, realisasi: Decimal) -> Decimal | None:
    """Give pagu - realisasi.

    >>> compute_sisa(Decimal(200), Decimal(50))
    Decimal('150')
    """
    return KONTEKS.subtract(pagu, realisasi)


def _compare(
    rumus: Callable[[Decimal, Decimal], Decimal | None],
    operan: tuple[Bilangan, Bilangan],
    cetak: Bilangan | str | None,
) -> Perbandingan:
    hitung = rumus(operan[0].nilai, operan[1].nilai)
    if hitung is None:
        return _refuse(cetak, "pagu_nol")
    if not isinstance(cetak, Bilangan):
        return Perbandingan(None, hitung, None, cetak or "")
    status = compute_status(hitung, cetak)
    daftar = [Operand(satu, is_dibulatkan=True) for satu in operan]
    if status is Status.BEDA and is_dalam_pembulatan(rumus, daftar, cetak):
        status = Status.COCOK_DALAM_PEMBULATAN_OPERAND
    return Perbandingan(cetak.nilai, hitung, status)


def _refuse(cetak: Bilangan | str | None, alasan: str) -> Perbandingan:
    tercetak = cetak.nilai if isinstance(cetak, Bilangan) else None
    return Perbandingan(tercetak, None, Status.TIDAK_DAPAT_DIHITUNG, alasan)
