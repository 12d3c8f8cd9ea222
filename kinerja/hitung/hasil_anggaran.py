"""Shapes of the computed budget: rows, outputs, groups and the whole; re-exported by `hasil`.

Frozen data only; ids are built from codes: `ang.<kode>.<besaran>`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kinerja.hitung.jejak import Angka
from kinerja.model import Lingkup, RealisasiAnggaran, SubKegiatan


@dataclass(frozen=True, slots=True)
class BarisAnggaran:
    """Budget of one sub kegiatan or of a group (kegiatan, program, unit, lingkup, total).

    Money figures are `rupiah` in sen; `kas_persen` is anggaran kas s.d. in percent of pagu. `tw`
    figures are of the quarter alone, `sd` to date. `k` of `n` sub kegiatan with pagu reported in
    the period; where k < n the s.d. figures hold all money known to date, `catatan` says how much
    of it is an earlier position, and deviasi and belum_terserap are not computed.
    """

    kode: str
    nama: str
    tingkat: Literal["sub_kegiatan", "kegiatan", "program", "unit", "lingkup", "total"]
    pagu: Angka
    pagu_murni: Angka
    kas_sd: Angka
    kas_persen: Angka
    realisasi_tw: Angka
    realisasi_sd: Angka
    sisa: Angka
    serapan: Angka
    deviasi: Angka
    belum_terserap: Angka
    fisik: Angka
    k: int
    n: int
    unit: str = ""
    lingkup: Lingkup | None = None
    catatan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BarisSubKegiatan:
    """A sub kegiatan's budget row with its output: target of the year, quarter, s.d., capaian."""

    sub_kegiatan: SubKegiatan
    anggaran: BarisAnggaran
    target_keluaran: Angka
    keluaran_tw: Angka
    keluaran_sd: Angka
    capaian_keluaran: Angka
    isian: RealisasiAnggaran | None = None


@dataclass(frozen=True, slots=True)
class KelompokAnggaran:
    """A program or kegiatan with its own row and what stands below it, in order of code."""

    baris: BarisAnggaran
    kelompok: tuple[KelompokAnggaran, ...] = ()
    sub_kegiatan: tuple[BarisSubKegiatan, ...] = ()


@dataclass(frozen=True, slots=True)
class RekapAnggaran:
    """The budget of the period: total, per lingkup, per unit, and the tree by program.

    All of it is belanja; pendapatan and pembiayaan stand in `selain_belanja`, a group each.
    """

    total: BarisAnggaran
    lingkup: tuple[BarisAnggaran, ...]
    unit: tuple[BarisAnggaran, ...]
    program: tuple[KelompokAnggaran, ...]
    program_per_unit: tuple[tuple[str, tuple[KelompokAnggaran, ...]], ...]
    selain_belanja: tuple[KelompokAnggaran, ...] = ()
