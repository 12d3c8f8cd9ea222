"""The calculation policy of an agency, refused where it contradicts itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from kinerja.galat import ParameterError
from kinerja.model.istilah import RumusTurun
from kinerja.skala import SkalaKategori, SkalaPredikat


@dataclass(frozen=True, slots=True)
class Kebijakan:
    """Every calculation choice of an agency, printed in each report (rumus.md sections 2-6).

    Percent values are 0-100; `terlambat` is the capaian of a milestone done late (0-100),
    `batas_deviasi` the deviation from anggaran kas beyond which a unit is named to the leader.
    """

    kategori: SkalaKategori
    skala_predikat: Mapping[str, SkalaPredikat] = field(default_factory=dict)
    rumus_turun: RumusTurun = RumusTurun.SELISIH
    batas_bawah: Decimal | None = Decimal(0)
    batas_atas: Decimal | None = None
    predikat: Literal["bertingkat", "biner"] = "bertingkat"
    terlambat: Decimal = Decimal(0)
    is_belum_lapor_nol: bool = False
    is_target_nol_tidak_diukur: bool = True
    pembulatan_kategori: Literal["dua_desimal", "bulat"] = "dua_desimal"
    batas_deviasi: Decimal = Decimal(10)
    efisiensi: Literal["sisa_anggaran", "selisih_capaian_serapan", "rasio_capaian_serapan"] = (
        "sisa_anggaran"
    )

    def __post_init__(self) -> None:
        """Refuse rasio without a cap: T/R has no finite value at R = 0 (rumus.md section 3)."""
        if self.rumus_turun is RumusTurun.RASIO and self.batas_atas is None:
            raise ParameterError(
                "Rumus turun 'rasio' memerlukan batas_atas",
                tempat="kebijakan",
                saran="Isi batas_atas (mis. 120) atau pakai rumus_turun: selisih.",
            )
        if (
            self.batas_atas is not None
            and self.batas_bawah is not None
            and self.batas_bawah >= self.batas_atas
        ):
            raise ParameterError(
                "batas_bawah harus lebih kecil daripada batas_atas",
                tempat="kebijakan",
                ditemukan=f"{self.batas_bawah} dan {self.batas_atas}",
            )
        if not 0 <= self.terlambat <= 100:
            raise ParameterError(
                "Nilai terlambat di luar 0 sampai 100",
                tempat="kebijakan",
                ditemukan=str(self.terlambat),
            )

    @property
    def uraian(self) -> str:
        """Every choice as one line, so that two policies can be told apart in words."""
        kelas = " ".join(f"{k.batas_teks}={k.label}" for k in self.kategori.kelas)
        predikat = " ".join(
            f"{nama}={'<'.join(skala.urutan)}"
            for nama, skala in sorted(self.skala_predikat.items())
        )
        pilihan: dict[str, object] = {
            "kategori": kelas,
            "skala_predikat": predikat or None,
            "rumus_turun": self.rumus_turun.value,
            "batas_bawah": self.batas_bawah,
            "batas_atas": self.batas_atas,
            "predikat": self.predikat,
            "terlambat": self.terlambat,
            "belum_lapor_sebagai_nol": "ya" if self.is_belum_lapor_nol else "tidak",
            "target_nol_tidak_diukur": "ya" if self.is_target_nol_tidak_diukur else "tidak",
            "pembulatan_kategori": self.pembulatan_kategori,
            "efisiensi": self.efisiensi,
        }
        return "; ".join(f"{nama}: {'–' if isi is None else isi}" for nama, isi in pilihan.items())
