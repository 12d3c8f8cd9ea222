"""What people decide for one run (`2026-tw2.yaml`), and the people who sign."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from kinerja.galat import ParameterError
from kinerja.parameter.dasar import Kata, ModelKetat, NomorSurat, Slug, Tanggal


class PenandaTangan(ModelKetat):
    """Who signs: the office, how it is held, and the key of the person in pejabat.lokal.yaml."""

    jabatan: Kata
    cara: Literal["definitif", "plt", "plh"] = "definitif"
    pejabat: str = ""


class ParameterPeriode(ModelKetat):
    """What people decide for one run (`2026-tw2.yaml`); everything has a default.

    `analisis` holds what people write about a sasaran, by its code.
    `status` draf or final; a report with something missing says sementara by itself.
    """

    status: Literal["draf", "final"] = "draf"
    tanggal_laporan: Tanggal | None = None
    tenggat_setor: Tanggal | None = None
    nomor_nota_dinas: NomorSurat = ""
    tanggal_nota_dinas: Tanggal | None = None
    nomor: str = ""
    penanda_tangan: PenandaTangan | None = None
    penanda_tangan_unit: dict[Slug, PenandaTangan] = Field(default_factory=dict)
    paraf: tuple[PenandaTangan, ...] = ()
    kata_pengantar: tuple[Kata, ...] = ()
    analisis: dict[Kata, tuple[Kata, ...]] = Field(default_factory=dict)
    simpulan: tuple[Kata, ...] = ()
    rekomendasi: tuple[Kata, ...] = ()

    @model_validator(mode="after")
    def _check_nota_dinas(self) -> Self:
        tanggal, tenggat = self.tanggal_nota_dinas, self.tenggat_setor
        if tanggal is not None and tenggat is not None and tanggal > tenggat:
            raise ParameterError(
                "Nota dinas permintaan data bertanggal sesudah tenggat setor",
                tempat="tanggal_nota_dinas",
                ditemukan=tanggal.isoformat(),
                diharapkan=f"paling lambat {tenggat.isoformat()}",
            )
        return self


class Pejabat(ModelKetat):
    """A person who signs; kept in a local file only."""

    nama: Kata
    pangkat: str = ""
    nip: str = ""


def _read_kosong(nilai: object) -> object:
    """Take a key with nothing but comments below it as an empty list of people."""
    return {} if nilai is None else nilai


class DaftarPejabat(ModelKetat):
    """The people of an agency by their key."""

    pejabat: Annotated[dict[str, Pejabat], BeforeValidator(_read_kosong)] = Field(
        default_factory=dict
    )
