"""What the models of all parameters share: strictness, and how words and numbers are taken."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Final

import pydantic
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from kinerja.folder import check_slug

_ANGKA: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?\Z", re.ASCII)
_TANGGAL: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", re.ASCII)


def _read_desimal(nilai: object) -> object:
    """Take numbers as they were typed: 0.1 in YAML is Decimal("0.1"), not a float's digits."""
    if isinstance(nilai, str) and not _ANGKA.match(nilai.strip()):
        raise ValueError("harus angka")
    return Decimal(repr(nilai)) if type(nilai) in {int, float} else nilai


def _read_tanggal(nilai: object) -> object:
    """Take a date only as a date: 0 or 20260710 would be read as seconds since 1970."""
    if nilai is None or type(nilai) is date:
        return nilai
    if isinstance(nilai, str) and _TANGGAL.match(nilai):
        return nilai
    raise ValueError("harus tanggal, mis. 2026-07-10")


class ModelKetat(BaseModel):
    """A frozen model that refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


Kata = Annotated[str, Field(strict=True, min_length=1)]
Bilangan = Annotated[Decimal, BeforeValidator(_read_desimal), Field(allow_inf_nan=False)]
Tanggal = Annotated[date, BeforeValidator(_read_tanggal)]
NomorSurat = Annotated[str, Field(strict=True, max_length=100)]
Slug = Annotated[Kata, pydantic.AfterValidator(check_slug)]
