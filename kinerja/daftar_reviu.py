"""The list of the reviu and of SAKIP readiness: YAML in, a validated frozen model out.

The kit's own summary ships in `bawaan/reviu.yaml`; an agency puts its own list in
`parameters/<opd>/reviu.yaml`. Answers nothing: that is `kinerja.laporan.reviu`.
"""

from __future__ import annotations

from typing import Final, Literal, Self

from pydantic import Field, model_validator

from kinerja.folder import Folder
from kinerja.galat import ParameterError
from kinerja.parameter.baca import read_atau_bawaan
from kinerja.parameter.dasar import Kata, ModelKetat

BERKAS_REVIU: Final = "reviu.yaml"
Uji = Literal[
    "",
    "data_organisasi",
    "target",
    "target_triwulan",
    "capaian",
    "lampiran",
    "perbaikan",
    "keuangan",
    "bukti",
    "penyampaian",
    "penanggung_jawab",
    "keandalan",
    "gabungan",
    "perjanjian",
    "perubahan_target",
    "renstra",
    "pembandingan",
    "definisi",
    "status_triwulan",
    "tanggal",
    "analisis",
    "efisiensi",
    "rekonsiliasi",
]
"""What a machine can answer; empty for what a person must."""


class ButirReviu(ModelKetat):
    """One question: its code, its words, and the check that answers it, if any."""

    kode: Kata
    uraian: Kata
    uji: Uji = ""


class BagianReviu(ModelKetat):
    """A group of questions with its source."""

    judul: Kata
    sumber: Kata
    butir: tuple[ButirReviu, ...] = Field(min_length=1)


class DaftarReviu(ModelKetat):
    """The whole list."""

    bagian: tuple[BagianReviu, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _check_kode(self) -> Self:
        kode = [butir.kode for bagian in self.bagian for butir in bagian.butir]
        ganda = sorted({satu for satu in kode if kode.count(satu) > 1})
        if ganda:
            raise ParameterError(
                "Kode butir berulang",
                tempat="butir",
                ditemukan=", ".join(ganda),
                saran="Beri tiap butir kode sendiri.",
            )
        return self


def read_daftar_reviu(folder: Folder, opd: str) -> DaftarReviu:
    """Read the agency's own list, or the kit's where it has none."""
    return read_atau_bawaan(DaftarReviu, folder, opd, BERKAS_REVIU)
