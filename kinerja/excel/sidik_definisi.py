"""Hashes of the definitions a form was made for: one for what the figures mean, one for wording.

A changed unit of measure or target makes an answer wrong; a corrected spelling does not. Stamps of
earlier forms hold one hash over both, which can still be compared. Reads no workbook.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from typing import Final

from kinerja.excel.unit_rencana import build_indikator_unit, build_sub_kegiatan_unit
from kinerja.model import Indikator, Nilai, Rencana, Rentang, SubKegiatan
from kinerja.periode import Periode

AWAL_DEFINISI: Final = ("indikator ", "sub kegiatan ")
_PANJANG_SIDIK: Final = 16
_PISAH: Final = " "


class Banding(Enum):
    """How a definition stands to the one that a form was made for."""

    SAMA = auto()
    REDAKSI = auto()
    BERUBAH = auto()


@dataclass(frozen=True, slots=True)
class Sidik:
    """The hashes of one definition; `gabungan` is the single one of earlier stamps."""

    angka: str
    redaksi: str
    gabungan: str

    @property
    def teks(self) -> str:
        """What the stamp holds."""
        return f"{self.angka}{_PISAH}{self.redaksi}"

    def compare(self, tercatat: str) -> Banding:
        """Compare with what a stamp holds, whichever kind of stamp it is.

        >>> kini = Sidik("a1", "b1", "c1")
        >>> [kini.compare(satu).name for satu in ("a1 b1", "a1 b2", "a2 b1", "c1", "c2")]
        ['SAMA', 'REDAKSI', 'BERUBAH', 'SAMA', 'BERUBAH']
        """
        angka, pisah, redaksi = tercatat.partition(_PISAH)
        if not pisah:
            return Banding.SAMA if tercatat == self.gabungan else Banding.BERUBAH
        if angka != self.angka:
            return Banding.BERUBAH
        return Banding.SAMA if redaksi == self.redaksi else Banding.REDAKSI


@dataclass(frozen=True, slots=True)
class _Bagian:
    """One part of a definition: what of it the figures rest on, and what is wording."""

    angka: str = ""
    redaksi: str = ""
    gabungan: str | None = None
    """How earlier stamps wrote it; None where they left it out."""


def compute_sidik(rencana: Rencana, unit: str, periode: Periode) -> dict[str, Sidik]:
    """Compute the hashes of each definition with its targets in force on the period's last day."""
    hari = periode.akhir
    return {
        **{
            f"{AWAL_DEFINISI[0]}{satu.kode}": _build_sidik(_list_indikator(satu, hari))
            for satu in build_indikator_unit(rencana, unit, periode)
        },
        **{
            f"{AWAL_DEFINISI[1]}{satu.kode}": _build_sidik(_list_sub(satu, hari))
            for satu in build_sub_kegiatan_unit(rencana, unit)
        },
    }


def compute_sidik_teks(bagian: Iterable[str]) -> str:
    """Hash texts as a reader sees them: white space does not count."""
    rapi = "\x1f".join(" ".join(satu.split()) for satu in bagian)
    return hashlib.sha256(rapi.encode()).hexdigest()[:_PANJANG_SIDIK]


def _build_sidik(daftar: list[_Bagian]) -> Sidik:
    return Sidik(
        compute_sidik_teks(satu.angka for satu in daftar),
        compute_sidik_teks(satu.redaksi for satu in daftar),
        compute_sidik_teks(satu.gabungan for satu in daftar if satu.gabungan is not None),
    )


def _list_indikator(satu: Indikator, hari: date) -> list[_Bagian]:
    """List what a unit must know to answer rightly, in the order of earlier stamps."""
    versi = satu.version_at(hari)
    return [
        _build_redaksi(satu.nama),
        *map(
            _build_angka,
            (
                satu.satuan,
                satu.jenis,
                satu.polaritas or "",
                satu.agregasi,
                satu.skala_predikat,
                _tulis(satu.pengali),
            ),
        ),
        _build_redaksi(satu.definisi),
        *map(
            _build_angka,
            (satu.rumus, _tulis(versi.tahunan), *(_tulis(target) for target in versi.triwulan)),
        ),
        *(
            _Bagian(
                f"{tahap.nomor} {_tulis(tahap.bobot)} {tahap.tenggat}",
                tahap.uraian,
                f"{tahap.nomor} {tahap.uraian} {_tulis(tahap.bobot)} {tahap.tenggat}",
            )
            for tahap in satu.tahapan
        ),
        _Bagian(redaksi=satu.sumber_data),
    ]


def _list_sub(satu: SubKegiatan, hari: date) -> list[_Bagian]:
    versi = satu.version_at(hari)
    angka = (satu.satuan_keluaran, str(versi.pagu_sen), _tulis(versi.target_keluaran))
    return [
        _build_redaksi(satu.nama),
        _build_redaksi(satu.keluaran),
        *map(_build_angka, angka),
    ]


def _build_angka(teks: str) -> _Bagian:
    return _Bagian(angka=teks, gabungan=teks)


def _build_redaksi(teks: str) -> _Bagian:
    return _Bagian(redaksi=teks, gabungan=teks)


def _tulis(nilai: Nilai | None) -> str:
    match nilai:
        case None:
            return ""
        case Decimal():
            return f"{nilai.normalize() + 0:f}"
        case Rentang():
            return f"{_tulis(nilai.bawah)}-{_tulis(nilai.atas)}"
        case date():
            return nilai.isoformat()
        case _:
            return nilai
