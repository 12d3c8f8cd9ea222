"""What a comparison gives, as frozen data; and comparing the figures of two runs. Reads no file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

DIBANDINGKAN: Final = ("teks", "nilai", "keadaan", "satuan")
"""What makes a figure another one; wording of its passport does not."""
_TIDAK_ADA: Final = "tidak ada"

Angka = Mapping[str, Any]
"""A figure as it stands in hasil.json."""


@dataclass(frozen=True, slots=True)
class BedaAngka:
    """A figure that differs: report, id, what it is, and its two texts."""

    laporan: str
    id: str
    sebutan: str
    lama: str
    baru: str


@dataclass(frozen=True, slots=True)
class BedaIsian:
    """A value that people filled in and that differs: who, where, and its two texts."""

    sumber: str
    tempat: str
    lama: str
    baru: str


@dataclass(frozen=True, slots=True)
class BedaBerkas:
    """An input file that differs; `keadaan` is baru, hilang or berubah."""

    nama: str
    keadaan: str


@dataclass(frozen=True, slots=True)
class HasilBeda:
    """All that differs between two states, and what each is called."""

    dari: str
    ke: str
    nomor_dari: str = ""
    nomor_ke: str = ""
    angka: tuple[BedaAngka, ...] = ()
    isian: tuple[BedaIsian, ...] = ()
    rencana: tuple[BedaIsian, ...] = ()
    berkas: tuple[BedaBerkas, ...] = ()
    catatan: tuple[str, ...] = ()

    @property
    def is_sama(self) -> bool:
        """Whether nothing differs."""
        return not (self.angka or self.isian or self.rencana or self.berkas)

    def build_data(self) -> dict[str, Any]:
        """Build the comparison as JSON data."""
        return asdict(self)


def compare_angka(
    laporan: str, lama: Mapping[str, Angka], baru: Mapping[str, Angka]
) -> Iterator[BedaAngka]:
    """Compare the figures of a report by id; in the order in which they are listed."""
    for satu in [*lama, *(nama for nama in baru if nama not in lama)]:
        dulu, kini = lama.get(satu), baru.get(satu)
        if _pick(dulu) != _pick(kini):
            yield BedaAngka(
                laporan, satu, describe_angka(satu, kini or dulu or {}), _show(dulu), _show(kini)
            )


def describe_angka(kunci: str, angka: Angka) -> str:
    """Say what a figure is: the title of its passport, or its id where it has none.

    >>> describe_angka("pd.rerata", {"jejak": {"judul": "Rata-rata capaian"}})
    'Rata-rata capaian'
    """
    jejak = angka.get("jejak") or {}
    return str(jejak.get("judul") or kunci)


def _pick(angka: Angka | None) -> tuple[Any, ...] | None:
    return None if angka is None else tuple(angka.get(nama) for nama in DIBANDINGKAN)


def _show(angka: Angka | None) -> str:
    return _TIDAK_ADA if angka is None else str(angka.get("teks", ""))
