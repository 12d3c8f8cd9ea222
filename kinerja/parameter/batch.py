"""What a batch makes, as people write it down: agencies, periods and formats."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import pydantic
from pydantic import Field

from kinerja.folder import check_slug
from kinerja.galat import ParameterError
from kinerja.parameter.dasar import Kata, ModelKetat
from kinerja.periode import Periode, parse_periode
from kinerja.validasi import validate
from kinerja.yaml_ketat import read_yaml

NAMA_BATCH: Final = "batch.yaml"
SEMUA: Final = "semua"
"""Stands for every agency of the folder, or for every period that has data."""


def _check_periode(teks: str) -> str:
    try:
        return teks if teks == SEMUA else parse_periode(teks).slug
    except ParameterError as galat:
        raise ValueError(f"bukan periode; {galat.saran[0].lower()}{galat.saran[1:]}") from None


def _check_opd(teks: str) -> str:
    try:
        return check_slug(teks)
    except ParameterError as galat:
        raise ValueError(f"bukan nama OPD; {galat.saran[0].lower()}{galat.saran[1:]}") from None


class BarisBatch(ModelKetat):
    """Some agencies and their periods; without formats of its own, those of the whole batch."""

    opd: tuple[Annotated[Kata, pydantic.AfterValidator(_check_opd)], ...] = Field(min_length=1)
    periode: tuple[Annotated[Kata, pydantic.AfterValidator(_check_periode)], ...] = Field(
        min_length=1
    )
    bentuk: tuple[Kata, ...] = ()

    @property
    def daftar_periode(self) -> tuple[Periode, ...]:
        """The periods named; empty where one of them stands for all."""
        if SEMUA in self.periode:
            return ()
        return tuple(parse_periode(satu) for satu in self.periode)


class ParameterBatch(ModelKetat):
    """A whole batch (`parameters/batch.yaml`, or any file of that form)."""

    bentuk: tuple[Kata, ...] = ()
    laporan: tuple[BarisBatch, ...] = Field(min_length=1)


def read_batch(jalur: Path) -> ParameterBatch:
    """Read the list of a batch.

    Raises:
        ParameterError: with every fault of the file.
    """
    if not jalur.is_file():
        raise ParameterError(
            "Daftar batch tidak ada",
            tempat=str(jalur),
            saran="Tulis berkas itu seperti di docs/batch.md, atau pakai: kinerja batch --semua",
        )
    return validate(ParameterBatch, read_yaml(jalur, jalur.name), jalur.name)
