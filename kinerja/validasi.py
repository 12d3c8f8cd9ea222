"""Validation of parameters with every fault told in Indonesian in one message.

Turns what pydantic finds into words, with the nearest known name for an unknown key. Knows no
model of its own.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeVar

import pydantic
from pydantic import BaseModel

from kinerja.galat import ParameterError

ModelT = TypeVar("ModelT", bound=BaseModel)

_KALIMAT = {
    "missing": "wajib diisi",
    "extra_forbidden": "tidak dikenal",
    "string_type": "harus teks; tulis dalam tanda kutip",
    "bool_type": "harus true atau false",
    "decimal_parsing": "harus angka",
    "decimal_type": "harus angka",
    "finite_number": "harus angka terhingga",
    "date_from_datetime_parsing": "harus tanggal, mis. 2026-07-10",
    "date_parsing": "harus tanggal, mis. 2026-07-10",
    "date_type": "harus tanggal, mis. 2026-07-10",
    "string_too_short": "tidak boleh kosong",
    "string_too_long": "terlalu panjang",
    "too_short": "tidak boleh kosong",
    "tuple_type": "harus daftar",
    "list_type": "harus daftar",
    "dict_type": "harus pasangan kunci dan nilai",
    "model_type": "harus pasangan kunci dan nilai",
    "model_attributes_type": "harus pasangan kunci dan nilai",
    "mapping_type": "harus pasangan kunci dan nilai",
    "invalid_key": "kunci harus teks; tulis dalam tanda kutip",
    "date_from_datetime_inexact": "harus tanggal tanpa jam, mis. 2026-07-10",
    "int_type": "harus bilangan bulat",
    "int_parsing": "harus bilangan bulat",
    "greater_than_equal": "terlalu kecil",
    "greater_than": "terlalu kecil",
    "less_than_equal": "terlalu besar",
    "less_than": "terlalu besar",
}
_KENDALI: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def validate(model: type[ModelT], isi: Mapping[str, Any], tempat: str) -> ModelT:
    """Validate a mapping against a model, telling every fault in one message.

    Raises:
        ParameterError: with the key of each fault and, for an unknown key, the nearest known one.
    """
    kendali = list(_find_kendali(isi, ""))
    if kendali:
        raise ParameterError(
            "Teks memuat karakter kendali",
            tempat=tempat,
            ditemukan="; ".join(kendali),
            saran="Hapus isinya lalu ketik ulang.",
        )
    try:
        return model.model_validate(isi)
    except pydantic.ValidationError as galat:
        kesalahan = [_describe(model, satu) for satu in _drop_akibat(galat.errors())]
        raise ParameterError(
            "Parameter tidak sah", tempat=tempat, ditemukan="; ".join(kesalahan)
        ) from None
    except ParameterError as galat:
        raise ParameterError(
            galat.masalah,
            tempat=", ".join(bagian for bagian in (tempat, galat.tempat) if bagian),
            ditemukan=galat.ditemukan,
            diharapkan=galat.diharapkan,
            saran=galat.saran,
        ) from None


def _find_kendali(isi: object, kunci: str) -> Iterator[str]:
    """Give key and character of every text that no page could show."""
    if isinstance(isi, Mapping):
        for nama, nilai in isi.items():
            yield from _find_kendali(str(nama), f"{kunci}(kunci)")
            yield from _find_kendali(nilai, f"{kunci}.{nama}" if kunci else str(nama))
    elif isinstance(isi, list | tuple):
        for nomor, nilai in enumerate(isi):
            yield from _find_kendali(nilai, f"{kunci}.{nomor}")
    elif isinstance(isi, str) and (cocok := _KENDALI.search(isi)):
        yield f"{kunci}: U+{ord(cocok.group()):04X}"


def _drop_akibat(daftar: Any) -> list[Any]:  # noqa: ANN401 - pydantic's list of ErrorDetails
    """Leave out a list called too short only because an item of it is at fault."""
    lokasi = [satu["loc"] for satu in daftar]
    return [
        satu
        for satu in daftar
        if satu["type"] != "too_short"
        or not any(lain[: len(satu["loc"])] == satu["loc"] != lain for lain in lokasi)
    ]


def _describe(model: type[BaseModel], satu: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails
    kunci = ".".join(str(bagian) for bagian in satu["loc"]) or "(berkas)"
    if satu["type"] in {"literal_error", "enum"}:
        pilihan = satu["ctx"]["expected"].replace(" or ", " atau ")
        return f"{kunci}: {satu['input']!r} seharusnya {pilihan}"
    kalimat = _KALIMAT.get(satu["type"], "tidak sah")
    if satu["type"] == "value_error":  # raised by our own validators, in Indonesian
        kalimat = str(satu["ctx"]["error"])
    if satu["type"] == "extra_forbidden":
        dikenal = _find_bidang(model, satu["loc"][:-1])
        dekat = difflib.get_close_matches(str(satu["loc"][-1]), dikenal, n=1, cutoff=0.5)
        kalimat += f"; maksud Anda {dekat[0]}?" if dekat else f"; yang ada: {', '.join(dikenal)}"
    elif satu["type"] != "missing":
        kalimat += f" (ditemukan {satu['input']!r})"
    return f"{kunci}: {kalimat}"


def _find_bidang(model: type[BaseModel], lokasi: tuple[Any, ...]) -> list[str]:
    """List the keys known at the place of a fault, following nested models."""
    kini = model
    for bagian in lokasi:
        bidang = kini.model_fields.get(str(bagian))
        if bidang is None:
            continue
        kini = next(iter(_walk_model(bidang.annotation)), kini)
    return list(kini.model_fields)


def _walk_model(anotasi: Any) -> list[type[BaseModel]]:  # noqa: ANN401 - typing constructs
    if isinstance(anotasi, type) and issubclass(anotasi, BaseModel):
        return [anotasi]
    return [m for bagian in getattr(anotasi, "__args__", ()) for m in _walk_model(bagian)]
