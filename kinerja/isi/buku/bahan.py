"""What the workbook is built from, and the names of its sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from kinerja.hitung.anggaran_sel import SelAnggaran
from kinerja.hitung.hasil import HasilIndikator, HasilUnit, Rekap
from kinerja.hitung.rekonsiliasi import Rekonsiliasi
from kinerja.hitung.sel import Sel, build_daftar_sel
from kinerja.isi.buku.blok import Tempat
from kinerja.model import Jenis, JenisAnggaran, Kebijakan
from kinerja.periode import ROMAWI
from kinerja.temuan import Temuan

RINGKASAN: Final = "Ringkasan"
INDIKATOR: Final = "Indikator"
SASARAN: Final = "Sasaran"
ANGGARAN: Final = "Anggaran"
MATRIKS: Final = "Matriks"
PERKEMBANGAN: Final = "Perkembangan"
REKONSILIASI: Final = "Rekonsiliasi"
TEMUAN: Final = "Temuan"
ISIAN: Final = "Isian Indikator"
TAHAPAN: Final = "Tahapan"
ISIAN_ANGGARAN: Final = "Isian Anggaran"
PARAMETER: Final = "Parameter"
KAMUS: Final = "Kamus Data"


@dataclass(frozen=True)
class BahanBuku:
    """The recap with its inputs, for the whole agency or one unit.

    `daftar` are the indicators in the order of their rows, `rekap_per_triwulan` the quarters of the
    year up to the period without the period itself.
    """

    rekap: Rekap
    daftar: Sequence[HasilIndikator]
    daftar_sel: Sequence[SelAnggaran]
    rekap_per_triwulan: Sequence[Rekap] = ()
    rekonsiliasi: Sequence[Rekonsiliasi] = ()
    temuan: Sequence[Temuan] = ()
    nama_unit: Mapping[str, str] = field(default_factory=dict)
    unit: HasilUnit | None = None

    @property
    def n(self) -> int:
        """The number of the period's last quarter."""
        return len(self.rekap.periode.daftar_triwulan)

    @property
    def is_tahunan(self) -> bool:
        """Whether this is the year's workbook."""
        return self.rekap.periode.triwulan is None

    @property
    def kebijakan(self) -> Kebijakan:
        """The agency's choices."""
        return self.rekap.kebijakan

    @property
    def basis_utama(self) -> str:
        """Column prefix of the headline basis."""
        return "tahun" if self.is_tahunan else "sd"

    @cached_property
    def urut_sel(self) -> tuple[SelAnggaran, ...]:
        """The sub kegiatan in the order of their rows: side by side of the budget, then code."""
        urutan = list(JenisAnggaran)
        return tuple(
            sorted(
                self.daftar_sel,
                key=lambda sel: (
                    urutan.index(sel.sub_kegiatan.jenis_anggaran),
                    sel.sub_kegiatan.kode,
                    sel.sub_kegiatan.unit,
                ),
            )
        )

    @cached_property
    def letak_tahapan(self) -> Mapping[int, tuple[int, int]]:
        """First and last row number on sheet Tahapan of each indicator in steps."""
        letak: dict[int, tuple[int, int]] = {}
        mulai = 0
        for nomor, hasil in enumerate(self.daftar):
            banyak = len(hasil.indikator.tahapan)
            if banyak:
                letak[nomor] = (mulai, mulai + banyak - 1)
                mulai += banyak
        return letak

    def list_sel(self, hasil: HasilIndikator) -> tuple[Sel, ...]:
        """Give the quarters of an indicator as the calculation saw them."""
        return build_daftar_sel(
            hasil.indikator, hasil.versi, hasil.isian_per_triwulan, self.kebijakan
        )

    def name_skala(self, hasil: HasilIndikator) -> str:
        """Give the name of an indicator's scale on sheet Parameter; empty where it has none."""
        skala = list(self.kebijakan.skala_predikat)
        nama = hasil.indikator.skala_predikat
        if hasil.indikator.jenis is not Jenis.PREDIKAT or nama not in skala:
            return ""
        return f"skala_{skala.index(nama) + 1}"


def open_isian(nomor: int) -> Tempat:
    """Give the row of an indicator on sheet Isian Indikator."""
    return Tempat(ISIAN, f"i{nomor}")


def open_indikator(nomor: int) -> Tempat:
    """Give the row of an indicator on sheet Indikator."""
    return Tempat(INDIKATOR, f"i{nomor}")


def name_triwulan(nomor: int) -> str:
    """Write a quarter as a group heading."""
    return f"Triwulan {ROMAWI[nomor - 1]}"
