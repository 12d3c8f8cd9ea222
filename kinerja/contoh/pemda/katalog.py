"""The agencies a made-up regency is built of: kinds, units, sasaran and indicators.

Reads the CSV sources `pemda_*.csv`; draws nothing by lot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from kinerja.contoh.sumber import Baris, read_csv
from kinerja.galat import ParameterError
from kinerja.model import Lingkup, Unit

_KECAMATAN: Final = "kecamatan"
_AWAL: Final = (
    "Karang",
    "Tirta",
    "Giri",
    "Wana",
    "Sumber",
    "Padang",
    "Muara",
    "Kali",
    "Bukit",
    "Rawa",
)
_AKHIR: Final = ("Contoh", "Rekaan", "Umpama", "Misal", "Andai")
_PANJANG_SLUG: Final = 40
_PPKD: Final = "Pejabat Pengelola Keuangan Daerah"


@dataclass(frozen=True, slots=True)
class Ukuran:
    """An indicator of the catalogue: its name, unit of measure, shape and the year's target.

    `dari` is what a ratio is usually counted out of, in one quarter or at one moment.
    """

    nama: str
    satuan: str
    bentuk: str
    nilai: str
    dari: int = 0


@dataclass(frozen=True, slots=True)
class SasaranKatalog:
    """A sasaran with its indicators."""

    uraian: str
    ukuran: tuple[Ukuran, ...]


@dataclass(frozen=True, slots=True)
class UnitKatalog:
    """A unit with its field of work, program and indicator; the first of an agency has none.

    `porsi` is the weight of its budget beside the agency's other units; 0 where any will do.
    """

    unit: Unit
    topik: str
    program: str
    ukuran: Ukuran | None
    porsi: int = 0


@dataclass(frozen=True, slots=True)
class Susunan:
    """How a kind of agency is led: its head, and the eselon of head, first unit and the others."""

    kepala: str
    eselon: tuple[str, str, str]


SUSUNAN: Final = {
    "dinas": Susunan("Kepala Dinas", ("II.b", "III.a", "III.b")),
    "badan": Susunan("Kepala Badan", ("II.b", "III.a", "III.b")),
    "satuan": Susunan("Kepala Satuan", ("II.b", "III.a", "III.b")),
    "inspektorat": Susunan("Inspektur", ("II.b", "III.a", "III.a")),
    "setda": Susunan("Sekretaris Daerah", ("II.a", "III.a", "III.a")),
    "setwan": Susunan("Sekretaris DPRD", ("II.b", "III.a", "III.a")),
    "rsud": Susunan("Direktur", ("", "III.b", "III.b")),
    "kecamatan": Susunan("Camat", ("III.a", "III.b", "IV.a")),
}
"""The director of a regional hospital holds a functional post, hence no eselon."""


@dataclass(frozen=True, slots=True)
class Perangkat:
    """One agency of the catalogue; `gaji_persen` of its budget is salaries."""

    slug: str
    nama: str
    singkatan: str
    jenis: str
    urusan: str
    pagu_miliar: int
    gaji_persen: int
    tujuan: str
    sasaran: tuple[SasaranKatalog, ...]
    unit: tuple[UnitKatalog, ...]

    @property
    def susunan(self) -> Susunan:
        """Tell how an agency of its kind is led."""
        return SUSUNAN[self.jenis]

    def find_penyebut(self, nama: str) -> int:
        """Find what a ratio is counted out of; 0 where the catalogue does not say."""
        semua = (
            *(ukuran for satu in self.sasaran for ukuran in satu.ukuran),
            *(satu.ukuran for satu in self.unit if satu.ukuran),
        )
        return next((satu.dari for satu in semua if satu.nama == nama), 0)


def list_perangkat(jumlah: int) -> tuple[Perangkat, ...]:
    """List so many agencies: the offices of a regency first, then kecamatan.

    >>> [satu.singkatan for satu in list_perangkat(34)[-3:]]
    ['Bakesbangpol', 'Kecamatan Karang Contoh', 'Kecamatan Tirta Contoh']

    Raises:
        ParameterError: for more than the catalogue can name.
    """
    *kantor, kecamatan = (_build_perangkat(baris) for baris in read_csv("pemda_opd"))
    nama = [f"Kecamatan {awal} {akhir}" for akhir in _AKHIR for awal in _AWAL]
    semua = [
        *kantor,
        *(replace(kecamatan, slug=build_slug(n), nama=n, singkatan=n) for n in nama),
    ]
    if not 1 <= jumlah <= len(semua):
        raise ParameterError(
            "Banyaknya perangkat daerah di luar yang dapat dibuat",
            tempat="--opd",
            ditemukan=str(jumlah),
            diharapkan=f"1 sampai {len(semua)}",
        )
    return tuple(semua[:jumlah])


def build_slug(nama: str) -> str:
    """Build the slug of a unit or agency from its name.

    >>> build_slug("Bidang Pencegahan dan Pengendalian Penyakit")
    'bidang-pencegahan-pengendalian-penyakit'
    """
    kata = re.sub(r"[^a-z0-9]+", "-", nama.casefold().replace(" dan ", " ")).strip("-")
    return kata[:_PANJANG_SLUG].rstrip("-")


def _build_perangkat(baris: Baris) -> Perangkat:
    opd = baris["opd"]
    return Perangkat(
        opd,
        baris["nama"],
        baris["singkatan"],
        baris["susunan"],
        baris["urusan"],
        int(baris["pagu_miliar"]),
        int(baris["gaji_persen"]),
        baris["tujuan"],
        _list_sasaran(opd),
        _list_unit(opd),
    )


@cache
def _list_sasaran(opd: str) -> tuple[SasaranKatalog, ...]:
    per_uraian: dict[str, list[Ukuran]] = {}
    for baris in read_csv("pemda_sasaran"):
        if baris["opd"] == opd:
            per_uraian.setdefault(baris["sasaran"], []).append(_build_ukuran(baris))
    return tuple(SasaranKatalog(uraian, tuple(isi)) for uraian, isi in per_uraian.items())


@cache
def _list_unit(opd: str) -> tuple[UnitKatalog, ...]:
    return tuple(
        UnitKatalog(
            _build_unit(baris["nama"]),
            baris["topik"],
            baris["program"],
            _build_ukuran(baris) if baris["indikator"] else None,
            int(baris["porsi"] or 0),
        )
        for baris in read_csv("pemda_unit")
        if baris["opd"] == opd
    )


def _build_unit(nama: str) -> Unit:
    if nama == _PPKD:
        return Unit("ppkd", nama, "PPKD", Lingkup.SKPKD, has_indikator=False)
    return Unit(build_slug(nama), nama, re.sub(r"^(Bidang|Bagian|Seksi) ", "", nama))


def _build_ukuran(baris: Baris) -> Ukuran:
    return Ukuran(
        baris["indikator"],
        baris["satuan"],
        baris["bentuk"],
        baris["nilai"],
        int(baris["dari"] or 0),
    )
