"""One sub kegiatan in integer sen: pagu in force, anggaran kas, realisasi and physical progress.

Gathers plan and answers of the quarters; ratios and groups are built in `anggaran_baris`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.model import RealisasiAnggaran, SubKegiatan, VersiPagu
from kinerja.periode import Periode


@dataclass(frozen=True, slots=True)
class SelAnggaran:
    """A sub kegiatan with its answers per quarter up to the period (None: no line at all)."""

    sub_kegiatan: SubKegiatan
    versi: VersiPagu
    murni: VersiPagu
    isian: tuple[RealisasiAnggaran | None, ...]

    @property
    def kini(self) -> RealisasiAnggaran | None:
        """The answer of the period's last quarter."""
        return self.isian[-1]

    @property
    def pagu_sen(self) -> int:
        """Pagu in force at the end of the period."""
        return self.versi.pagu_sen

    @property
    def kas_sd_sen(self) -> int:
        """Anggaran kas of the quarters so far."""
        return sum(self.versi.kas_sen[: len(self.isian)])

    @property
    def uang_per_triwulan(self) -> tuple[int | None, ...]:
        """The spending of each quarter; None where it was not reported."""
        return tuple(None if baris is None else baris.realisasi_sen for baris in self.isian)

    @property
    def realisasi_tw_sen(self) -> int | None:
        """The spending of the period's last quarter."""
        return self.uang_per_triwulan[-1]

    @property
    def realisasi_sd_sen(self) -> int:
        """All spending known so far."""
        return sum(uang for uang in self.uang_per_triwulan if uang is not None)

    @property
    def is_dihitung(self) -> bool:
        """Whether it belongs to n: money is planned, or was spent this quarter without a plan.

        A sub kegiatan dropped to pagu 0 owes no report, whatever was spent on it before.
        """
        return bool(self.pagu_sen or self.realisasi_tw_sen)

    @property
    def is_lapor(self) -> bool:
        """Whether the current quarter's spending was reported."""
        return self.realisasi_tw_sen is not None

    @property
    def is_rumpang(self) -> bool:
        """Whether money of a quarter so far is missing although the sub kegiatan owes it."""
        return self.is_dihitung and None in self.uang_per_triwulan

    @property
    def is_dikenal(self) -> bool:
        """Whether the money of any quarter so far is known."""
        return any(uang is not None for uang in self.uang_per_triwulan)

    @property
    def fisik_persen(self) -> Decimal | None:
        """Running physical progress reported in the current quarter."""
        return None if self.kini is None else self.kini.fisik_persen

    @property
    def fisik_terakhir(self) -> tuple[int, RealisasiAnggaran, Decimal] | None:
        """Quarter, line and value of the last physical progress known."""
        for nomor, baris in reversed(list(enumerate(self.isian, start=1))):
            if baris is not None and baris.fisik_persen is not None:
                return nomor, baris, baris.fisik_persen
        return None


def build_daftar_sel_anggaran(
    daftar: Sequence[SubKegiatan],
    isian_per_kunci: Mapping[tuple[str, str, int], RealisasiAnggaran],
    periode: Periode,
) -> tuple[SelAnggaran, ...]:
    """Set the pagu in force beside the answers of each sub kegiatan, in order of code.

    Args:
        daftar: The sub kegiatan of the plan.
        isian_per_kunci: Answers keyed (unit slug, code, quarter).
        periode: Quarter or year.
    """
    jumlah = len(periode.daftar_triwulan)
    return tuple(
        SelAnggaran(
            sub,
            sub.version_at(periode.akhir),
            sub.versi_pagu[0],
            tuple(
                isian_per_kunci.get((sub.unit, sub.kode, nomor)) for nomor in range(1, jumlah + 1)
            ),
        )
        for sub in sorted(daftar, key=lambda sub: (sub.kode, sub.unit))
    )


def sum_kas(daftar: Sequence[SelAnggaran], triwulan: int) -> int:
    """Add up the anggaran kas of one quarter, in sen.

    >>> sum_kas([], 1)
    0
    """
    return sum(sel.versi.kas_sen[triwulan - 1] for sel in daftar)
