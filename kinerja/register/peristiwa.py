"""One event of the register, its canonical text and its hash.

The hash of an event covers everything it says and the hash of the event before it, so that no
event can be changed, removed or moved without breaking the chain. Reads and writes no file.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any, Final

from kinerja.folder import check_slug
from kinerja.galat import KeutuhanError, ParameterError
from kinerja.periode import parse_periode
from kinerja.zona import ZONA, ZONA_BAWAAN

_JENIS: Final = re.compile(r"[a-z][a-z0-9_]{0,40}\Z", re.ASCII)
SARAN_BANGUN: Final = "Bangun ulang dengan: kinerja register --bangun"


@dataclass(frozen=True, slots=True)
class Catatan:
    """What is to be recorded: an event before the register gave it number, time and hash."""

    jenis: str
    isi: Mapping[str, Any]
    periode: str = ""
    unit: str = ""
    oleh: str = ""
    alasan: str = ""
    waktu: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse names that could not be found again, and times without an offset."""
        if not _JENIS.match(self.jenis):
            raise ParameterError("Jenis peristiwa tidak sah", ditemukan=repr(self.jenis))
        if self.periode:
            parse_periode(self.periode)
        if self.unit:
            check_slug(self.unit, "Nama unit")
        if self.waktu is not None and self.waktu.utcoffset() is None:
            raise ParameterError(
                "Waktu peristiwa tanpa zona waktu", ditemukan=self.waktu.isoformat()
            )


@dataclass(frozen=True, slots=True)
class Peristiwa:
    """One recorded event; `sisa` counts the events of the same commit that still follow it."""

    nomor: int
    waktu: str
    jenis: str
    periode: str
    unit: str
    oleh: str
    alasan: str
    isi: Mapping[str, Any]
    hash_lalu: str
    hash: str
    sisa: int = field(default=0)
    zona: tzinfo = field(default=ZONA[ZONA_BAWAAN], compare=False, repr=False)
    """The agency's clock, in which the event is told; no part of what was recorded."""

    @property
    def saat(self) -> datetime:
        """When it was recorded, on the agency's clock."""
        return datetime.fromisoformat(self.waktu).astimezone(self.zona)


BIDANG: Final = tuple(nama for nama in Peristiwa.__slots__ if nama != "zona")
"""The fields of an event as recorded, in the order of the table's columns."""


def format_kanonik(data: Any) -> str:  # noqa: ANN401 - any value, judged here
    """Format data as one line of canonical JSON: sorted keys, no spaces, no floats.

    >>> format_kanonik({"b": ("é", 1), "a": None})
    '{"a":null,"b":["é",1]}'

    Raises:
        ParameterError: for floats, for keys that are no text, and for text that is not Unicode.
    """
    _check_nilai(data)
    teks = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        teks.encode()
    except UnicodeEncodeError:
        raise ParameterError(
            "Isi peristiwa memuat huruf yang tidak sah", ditemukan=ascii(teks)[:80]
        ) from None
    return teks


def _check_nilai(nilai: object) -> None:
    match nilai:
        case None | bool() | int() | str():
            return
        case dict():
            for kunci, satu in nilai.items():
                if not isinstance(kunci, str):
                    raise ParameterError(
                        "Kunci isi peristiwa bukan teks", ditemukan=repr(kunci)[:80]
                    )
                _check_nilai(satu)
        case list() | tuple():
            for satu in nilai:
                _check_nilai(satu)
        case _:
            raise ParameterError(
                "Isi peristiwa tidak dapat dicatat",
                ditemukan=f"{type(nilai).__name__} {nilai!r}"[:80],
                diharapkan="teks, bilangan bulat, ya/tidak, daftar, atau pasangan nama dan nilai",
                saran="Tulis bilangan desimal sebagai teks.",
            )


def build_data(peristiwa: Peristiwa) -> dict[str, Any]:
    """Build an event as JSON data, its hash included."""
    data = {nama: getattr(peristiwa, nama) for nama in BIDANG}
    return data | {"isi": dict(peristiwa.isi)}


def compute_hash(data: Mapping[str, Any]) -> str:
    """Compute the hash of an event: SHA-256 of its canonical JSON without the hash itself.

    The hash of the event before it is one of the fields, which makes the chain.
    """
    isi = {nama: nilai for nama, nilai in data.items() if nama != "hash"}
    return hashlib.sha256(format_kanonik(isi).encode()).hexdigest()


def build_rantai(
    daftar: Iterable[Catatan], nomor: int, kepala: str, zona: tzinfo = ZONA[ZONA_BAWAAN]
) -> tuple[Peristiwa, ...]:
    """Number and chain the events of one commit behind event `nomor` with hash `kepala`.

    Times are taken on the agency's clock, whatever the computer's zone.
    """
    catatan = tuple(daftar)
    hasil: list[Peristiwa] = []
    for ke, satu in enumerate(catatan, 1):
        waktu = (satu.waktu or datetime.now(zona)).astimezone(zona)
        data: dict[str, Any] = {
            "nomor": nomor + ke,
            "waktu": waktu.isoformat(timespec="seconds"),
            "jenis": satu.jenis,
            "periode": satu.periode,
            "unit": satu.unit,
            "oleh": satu.oleh,
            "alasan": satu.alasan,
            # Through text and back: what is given back now is what is read later.
            "isi": json.loads(format_kanonik(dict(satu.isi))),
            "hash_lalu": hasil[-1].hash if hasil else kepala,
            "sisa": len(catatan) - ke,
        }
        hasil.append(Peristiwa(**data, hash=compute_hash(data), zona=zona))
    return tuple(hasil)


def format_baris(peristiwa: Peristiwa) -> bytes:
    """Format an event as its line of the text mirror, line break included."""
    return f"{format_kanonik(build_data(peristiwa))}\n".encode()


def check_rantai(daftar: Iterable[Peristiwa], tempat: str, nomor: int = 0, kepala: str = "") -> str:
    """Check that events follow each other unchanged from the one before; gives the last hash.

    Raises:
        KeutuhanError: naming the first event that is missing, moved or changed.
    """
    for peristiwa in daftar:
        nomor += 1
        if peristiwa.nomor != nomor:
            raise build_galat(tempat, f"Peristiwa nomor {nomor} hilang atau tertukar")
        if compute_hash(build_data(peristiwa)) != peristiwa.hash:
            raise build_galat(tempat, f"Peristiwa nomor {nomor} berubah sejak dicatat")
        if peristiwa.hash_lalu != kepala:
            raise build_galat(tempat, f"Peristiwa nomor {nomor} tidak menyambung ke sebelumnya")
        kepala = peristiwa.hash
    return kepala


def build_galat(tempat: str, masalah: str, saran: str = SARAN_BANGUN) -> KeutuhanError:
    """Build the error of a register that is not what was recorded."""
    return KeutuhanError(masalah, tempat=tempat, saran=saran)
