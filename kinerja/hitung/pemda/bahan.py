"""What the regency's figures are computed from: each agency's published figures and receipts.

Frozen data; whoever fills it reads (`kinerja.pemda`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kinerja.hitung.alasan import KUARTAL_BELUM_LENGKAP
from kinerja.model import Alamat, Keadaan, Kebijakan
from kinerja.periode import Periode

SEMENTARA: Final = "sementara"
"""The status of a published report whose figures may still change."""


class KeadaanSetor(StrEnum):
    """What became of a unit's form of a quarter, as the register and the folder tell it."""

    TEPAT = "tepat waktu"
    TERLAMBAT = "terlambat"
    TERCATAT = "diterima, waktunya tidak pasti"
    FOLDER = "di folder, belum diterima"
    BELUM = "belum lapor"
    TAK_DIKETAHUI = "tidak diketahui"

    @property
    def is_lapor(self) -> bool:
        """Whether the form was received."""
        return self in {KeadaanSetor.TEPAT, KeadaanSetor.TERLAMBAT, KeadaanSetor.TERCATAT}


@dataclass(frozen=True, slots=True)
class SetorUnit:
    """One unit and quarter; `hari` counts the days after the deadline of one that was late."""

    unit: str
    nama: str
    periode: Periode
    keadaan: KeadaanSetor
    hari: int = 0


class KeadaanTerbit(StrEnum):
    """What lies there as an agency's report of the period."""

    TERKINI = "terkini"
    USANG = "usang"
    BELUM = "belum dibuat"
    BERUBAH = "berubah sejak dibuat"
    RUSAK = "tidak terbaca"
    SKEMA = "skema lain"

    @property
    def is_dipakai(self) -> bool:
        """Whether its figures are taken; those whose inputs changed since are, and are marked."""
        return self in {KeadaanTerbit.TERKINI, KeadaanTerbit.USANG}


@dataclass(frozen=True, slots=True)
class AngkaTerbit:
    """A figure as an agency published it, and where it stands.

    `kategori` is the published sentence on its class; empty where it has none.
    """

    id: str
    nilai: Decimal | None
    keadaan: Keadaan
    teks: str
    alamat: Alamat
    alasan: str = ""
    kategori: str = ""


@dataclass(frozen=True, slots=True)
class LaporanTerbit:
    """An agency's report of the period: its state, why, its status, policy and figures by id.

    `alasan` are the published reasons why it is sementara.
    """

    keadaan: KeadaanTerbit
    sebab: str = ""
    status: str = ""
    kebijakan: str = ""
    angka: Mapping[str, AngkaTerbit] = field(default_factory=dict)
    alasan: tuple[str, ...] = ()

    @property
    def is_sementara(self) -> bool:
        """Whether its own figures may still change, as it says itself."""
        return self.status == SEMENTARA

    @property
    def belum_lapor(self) -> int:
        """How many indicators its mean capaian lacks; a report without the count has none."""
        terbit = self.angka.get("pd.jumlah.belum_lapor")
        return int(terbit.nilai) if terbit is not None and terbit.nilai is not None else 0

    def is_realisasi_sebagian(self, lingkup: str) -> bool:
        """Whether part of a lingkup's realisasi is not known while its pagu is whole.

        The agency's own report tells: it computes no deviasi where money of a quarter lacks.
        """
        terbit = self.angka.get(f"ang.{lingkup}.deviasi")
        return terbit is not None and terbit.alasan == KUARTAL_BELUM_LENGKAP


@dataclass(frozen=True, slots=True)
class BahanOpd:
    """One agency; `masalah` says why its parameters or register could not be read.

    `setoran` holds every unit in every quarter of the period: one, or four of a year. Where the
    units are known but not what came from them, each of them says so; where they are not, it is
    empty.
    """

    slug: str
    nama: str
    singkatan: str
    laporan: LaporanTerbit
    kebijakan: Kebijakan | None = None
    setoran: tuple[SetorUnit, ...] = ()
    masalah: str = ""
