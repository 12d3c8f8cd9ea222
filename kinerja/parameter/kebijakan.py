"""The calculation choices of an agency and its scales, as configured."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StrictBool

from kinerja.galat import ParameterError
from kinerja.model import Kebijakan, RumusTurun
from kinerja.parameter.dasar import Bilangan, Kata, ModelKetat
from kinerja.skala import SkalaKategori, SkalaPredikat, WarnaKategori, build_skala_kategori
from kinerja.yaml_ketat import read_yaml


class ParameterKelas(ModelKetat):
    """One class of a category scale."""

    batas: str
    label: Kata
    warna: WarnaKategori
    tercetak_sampai: Bilangan | None = None


class ParameterSkala(ModelKetat):
    """A category scale with its source."""

    sumber: str = ""
    kelas: tuple[ParameterKelas, ...]


class ParameterPredikat(ModelKetat):
    """An ordinal scale, worst first."""

    urutan: tuple[Kata, ...]
    alias: dict[str, str] = Field(default_factory=dict)


class ParameterKebijakan(ModelKetat):
    """The calculation choices; see docs/rumus.md for what each one does."""

    kategori: Kata | ParameterSkala = "regional"
    skala_predikat: dict[str, ParameterPredikat] = Field(default_factory=dict)
    rumus_turun: RumusTurun = RumusTurun.SELISIH
    batas_bawah: Bilangan | None = Decimal(0)
    batas_atas: Bilangan | None = None
    predikat: Literal["bertingkat", "biner"] = "bertingkat"
    terlambat: Bilangan = Decimal(0)
    belum_lapor_sebagai_nol: StrictBool = False
    target_nol_tidak_diukur: StrictBool = True
    pembulatan_kategori: Literal["dua_desimal", "bulat"] = "dua_desimal"
    batas_deviasi: Annotated[Bilangan, Field(ge=0)] = Decimal(10)
    efisiensi: Literal["sisa_anggaran", "selisih_capaian_serapan", "rasio_capaian_serapan"] = (
        "sisa_anggaran"
    )

    def build_kebijakan(self) -> Kebijakan:
        """Build the policy the calculation works with."""
        bawaan = _BerkasSkala.model_validate(
            read_yaml(Path(str(resources.files("kinerja") / "bawaan" / "skala.yaml")))
        )
        predikat = bawaan.predikat | self.skala_predikat
        return Kebijakan(
            kategori=_build_kategori(self.kategori, bawaan.kategori),
            skala_predikat={
                nama: SkalaPredikat(nama, skala.urutan, skala.alias)
                for nama, skala in predikat.items()
            },
            rumus_turun=self.rumus_turun,
            batas_bawah=self.batas_bawah,
            batas_atas=self.batas_atas,
            predikat=self.predikat,
            terlambat=self.terlambat,
            is_belum_lapor_nol=self.belum_lapor_sebagai_nol,
            is_target_nol_tidak_diukur=self.target_nol_tidak_diukur,
            pembulatan_kategori=self.pembulatan_kategori,
            batas_deviasi=self.batas_deviasi,
            efisiensi=self.efisiensi,
        )


class _BerkasSkala(ModelKetat):
    kategori: dict[str, ParameterSkala]
    predikat: dict[str, ParameterPredikat]


def _build_kategori(
    pilihan: str | ParameterSkala, bawaan: Mapping[str, ParameterSkala]
) -> SkalaKategori:
    if isinstance(pilihan, str):
        if pilihan not in bawaan:
            raise ParameterError(
                "Skala kategori tidak dikenal",
                tempat="kebijakan.kategori",
                ditemukan=repr(pilihan),
                diharapkan=f"salah satu dari {', '.join(bawaan)}, atau skala yang ditulis sendiri",
            )
        nama, skala = pilihan, bawaan[pilihan]
    else:
        nama, skala = "instansi", pilihan
    return build_skala_kategori(
        nama,
        [(kelas.batas, kelas.label, kelas.warna) for kelas in skala.kelas],
        {k.label: k.tercetak_sampai for k in skala.kelas if k.tercetak_sampai is not None},
        skala.sumber,
    )
