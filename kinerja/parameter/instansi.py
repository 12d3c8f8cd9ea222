"""Who an agency is: identity, units, law and policy (`instansi.yaml`)."""

from __future__ import annotations

from typing import Self

from pydantic import Field, StrictBool, model_validator

from kinerja.galat import ParameterError
from kinerja.model import Lingkup, Unit
from kinerja.parameter.dasar import Kata, ModelKetat, Slug
from kinerja.parameter.kebijakan import ParameterKebijakan
from kinerja.zona import ZONA_BAWAAN, NamaZona


class ParameterUnit(ModelKetat):
    """A Sekretariat or Bidang as configured."""

    slug: Slug
    nama: Kata
    singkatan: str = ""
    lingkup: Lingkup = Lingkup.SKPD
    punya_indikator: StrictBool = True


class Instansi(ModelKetat):
    """Identity, units, law and policy of one agency (`instansi.yaml`).

    `label_contoh`, where given, is printed wherever a figure shows: the data are made up.
    `zona` is the clock by which deadlines are kept, whatever the computer's.
    """

    nama: Kata
    singkatan: Kata
    pemerintah: Kata
    alamat: tuple[Kata, ...] = ()
    tempat: Kata
    zona: NamaZona = ZONA_BAWAAN
    label_contoh: str = ""
    keterangan_contoh: str = ""
    kepala: Kata = "Kepala Badan"
    dasar_hukum: tuple[Kata, ...] = ()
    gambaran: tuple[Kata, ...] = ()
    unit: tuple[ParameterUnit, ...] = Field(min_length=1)
    kebijakan: ParameterKebijakan = ParameterKebijakan()

    @model_validator(mode="after")
    def _check_unit(self) -> Self:
        slug = [unit.slug for unit in self.unit]
        ganda = sorted({satu for satu in slug if slug.count(satu) > 1})
        if ganda:
            raise ParameterError("Slug unit berulang", tempat="unit", ditemukan=", ".join(ganda))
        nama = [" ".join(unit.nama.split()).casefold() for unit in self.unit]
        kembar = sorted({u.nama for u, n in zip(self.unit, nama, strict=True) if nama.count(n) > 1})
        if kembar:
            raise ParameterError("Nama unit berulang", tempat="unit", ditemukan=", ".join(kembar))
        return self

    def find_unit(self, slug: str) -> Unit:
        """Find a unit by the slug a user named.

        Raises:
            ParameterError: naming the units there are.
        """
        for satu in self.daftar_unit:
            if satu.slug == slug:
                return satu
        raise ParameterError(
            "Unit tidak dikenal",
            tempat="--unit",
            ditemukan=repr(slug),
            saran=f"Yang ada: {', '.join(satu.slug for satu in self.unit)}.",
        )

    @property
    def daftar_unit(self) -> tuple[Unit, ...]:
        """The units as the calculation knows them."""
        return tuple(
            Unit(satu.slug, satu.nama, satu.singkatan, satu.lingkup, satu.punya_indikator)
            for satu in self.unit
        )
