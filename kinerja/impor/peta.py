"""The column map (`peta`) of an exported budget table: YAML in, a validated frozen model out.

It says where code, name, pagu, realisasi and fisik stand and how numbers are written. Unknown
keys are refused with the nearest known one. Reads no table.
"""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StrictInt, model_validator

from kinerja.angka import NAMA_BULAN, TandaDesimal
from kinerja.galat import ParameterError
from kinerja.validasi import validate
from kinerja.yaml_ketat import parse_yaml, read_mentah

Kata = Annotated[str, Field(strict=True, min_length=1, max_length=200)]
Baris = Annotated[StrictInt, Field(ge=1, le=1000)]
BULAN: Final = tuple(nama.casefold() for nama in NAMA_BULAN)
_TRIWULAN: Final = ("tw1", "tw2", "tw3", "tw4")
_TANDA: Final[Mapping[str, TandaDesimal]] = {"koma": ",", "titik": "."}
_KALI: Final = {"rupiah": 1, "ribu": 1_000, "juta": 1_000_000}


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class PetaBulan(_Model):
    """A heading for each month that the table holds."""

    januari: Kata | None = None
    februari: Kata | None = None
    maret: Kata | None = None
    april: Kata | None = None
    mei: Kata | None = None
    juni: Kata | None = None
    juli: Kata | None = None
    agustus: Kata | None = None
    september: Kata | None = None
    oktober: Kata | None = None
    november: Kata | None = None
    desember: Kata | None = None


class PetaTriwulan(_Model):
    """A heading for each quarter that the table holds."""

    tw1: Kata | None = None
    tw2: Kata | None = None
    tw3: Kata | None = None
    tw4: Kata | None = None


class PetaSd(PetaBulan, PetaTriwulan):
    """A heading for each to-date column, by its last month or quarter."""


class PetaBesaran(_Model):
    """The columns of one quantity, by month, by quarter, and to date."""

    bulanan: PetaBulan = PetaBulan()
    triwulan: PetaTriwulan = PetaTriwulan()
    sd: PetaSd = PetaSd()

    @property
    def per_bulan(self) -> dict[int, str]:
        """Headings by number of the month."""
        return _list_terisi(self.bulanan, BULAN)

    @property
    def per_triwulan(self) -> dict[int, str]:
        """Headings by number of the quarter."""
        return _list_terisi(self.triwulan, _TRIWULAN)

    @property
    def per_sd(self) -> dict[int, str]:
        """Headings to date by number of the last month; a quarter ends with its third."""
        akhir = {3 * nomor: judul for nomor, judul in _list_terisi(self.sd, _TRIWULAN).items()}
        return dict(sorted((_list_terisi(self.sd, BULAN) | akhir).items()))

    @property
    def daftar_judul(self) -> tuple[str, ...]:
        """All headings named."""
        return (*self.per_bulan.values(), *self.per_triwulan.values(), *self.per_sd.values())


class PetaKeluaran(_Model):
    """The columns of the output reached, by quarter."""

    triwulan: PetaTriwulan = PetaTriwulan()


class PetaKolom(_Model):
    """The headings of what says which sub kegiatan a row is."""

    kode: Kata
    nama: Kata
    unit: Kata | None = None
    pagu: Kata | None = None


class Peta(_Model):
    """A column map. Headings are compared without case and spaces; `#F` names column F.

    `baris_judul` is the heading row, or several rows whose texts are joined by " / " (merged
    heads). Patterns use `*` and are held against the code and the name of a row.
    """

    lembar: Kata | None = None
    baris_judul: Baris | Annotated[tuple[Baris, ...], Field(min_length=1, max_length=4)] = 1
    pemisah: Literal[",", ";", "tab", "|"] | None = None
    tanda_desimal: Literal["koma", "titik"] | None = None
    satuan: Literal["rupiah", "ribu", "juta"] = "rupiah"
    kosong: tuple[Kata, ...] = ()
    lewati: tuple[Kata, ...] = ()
    baris_jumlah: tuple[Kata, ...] = ()
    baris_induk: Literal["kode", "abaikan", "tidak_ada"] = "kode"
    toleransi_jumlah: Annotated[StrictInt, Field(ge=0, le=1000)] = 0
    kolom: PetaKolom
    unit: dict[str, Kata] = {}
    realisasi: PetaBesaran
    fisik: PetaBesaran = PetaBesaran()
    keluaran: PetaKeluaran = PetaKeluaran()

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.realisasi.daftar_judul:
            raise ParameterError(
                "Peta tidak menyebut satu pun kolom realisasi",
                tempat="realisasi",
                saran="Isi realisasi dengan bulanan, triwulan, atau sd.",
            )
        for nama, besaran in (("realisasi", self.realisasi), ("fisik", self.fisik)):
            ganda = set(_list_terisi(besaran.sd, _TRIWULAN)) & {
                bulan // 3 for bulan in _list_terisi(besaran.sd, BULAN) if not bulan % 3
            }
            if ganda:
                nomor = min(ganda)
                raise ParameterError(
                    "Satu posisi dipetakan dua kali",
                    tempat=f"{nama}.sd",
                    ditemukan=f"tw{nomor} dan {BULAN[3 * nomor - 1]}",
                    saran="Sebut salah satu saja; keduanya akhir triwulan yang sama.",
                )
        return self

    @property
    def daftar_baris_judul(self) -> tuple[int, ...]:
        """The heading rows in order."""
        baris = self.baris_judul
        return (baris,) if isinstance(baris, int) else tuple(sorted(set(baris)))

    @property
    def tanda(self) -> TandaDesimal | None:
        """The declared decimal mark."""
        return _TANDA[self.tanda_desimal] if self.tanda_desimal else None

    @property
    def kali(self) -> int:
        """How many rupiah one unit of money is."""
        return _KALI[self.satuan]

    def match_lewati(self, kode: str, nama: str) -> bool:
        """Tell whether a row is left out without a check."""
        return _match(self.lewati, kode, nama)

    def match_jumlah(self, kode: str, nama: str) -> bool:
        """Tell whether a row is a total, checked against the sum."""
        return _match(self.baris_jumlah, kode, nama)


def read_peta(jalur: Path) -> Peta:
    """Read a column map.

    Raises:
        ParameterError: naming file, key and the nearest known key of each fault.
    """
    return parse_peta(read_mentah(jalur, jalur.name), jalur.name)


def parse_peta(isi: bytes, nama: str) -> Peta:
    """Read a column map from its bytes, for those who keep what they read.

    Raises:
        ParameterError: as `read_peta` does.
    """
    return validate(Peta, parse_yaml(isi, nama), nama)


def _list_terisi(model: BaseModel, daftar: tuple[str, ...]) -> dict[int, str]:
    return {
        nomor: judul
        for nomor, nama in enumerate(daftar, start=1)
        if (judul := getattr(model, nama)) is not None
    }


def _match(daftar: tuple[str, ...], kode: str, nama: str) -> bool:
    rapi = [" ".join(teks.split()).casefold() for teks in (kode, nama)]
    return any(fnmatchcase(teks, pola.casefold()) for pola in daftar for teks in rapi if teks)
