"""Completeness of a period: what became of each unit's form, and when it was received.

Puts what reading found beside what the register recorded; as text, as JSON data and as rows of a
sheet. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from kinerja.angka import format_tanggal
from kinerja.folder import Folder
from kinerja.model import KeadaanFormulir, Masukan, Unit
from kinerja.parameter import read_parameter_periode
from kinerja.periode import Periode
from kinerja.register import (
    Penerimaan,
    describe_ketepatan,
    describe_revisi,
    list_penerimaan,
    open_register,
)
from kinerja.zona import format_waktu

KEPALA_KELENGKAPAN: Final = (
    ("Unit kerja", 32),
    ("Triwulan", 20),
    ("Keadaan", 20),
    ("Tenggat setor", 15),
    ("Diterima", 20),
    ("Ketepatan waktu", 20),
    ("Cara", 20),
    ("Revisi", 18),
    ("Diterima terakhir", 20),
)
_TIDAK_DIPERIKSA: Final = "tidak diperiksa"
_LEWAT_FOLDER: Final = "lewat folder"
_CARA: Final = {
    "perintah": "kinerja terima",
    "folder": f"{_LEWAT_FOLDER}; waktu pertama dibaca",
}


@dataclass(frozen=True, slots=True)
class BarisKelengkapan:
    """One unit and quarter; `keadaan` is None where the plan was refused and nothing was read."""

    unit: Unit
    penerimaan: Penerimaan
    keadaan: KeadaanFormulir | None

    @property
    def kalimat(self) -> str:
        """The line in words, without unit and quarter."""
        pertama, terakhir = self.penerimaan.pertama, self.penerimaan.terakhir
        keadaan = self._describe_keadaan()
        if pertama is None or terakhir is None:
            return keadaan
        cara = f"{_LEWAT_FOLDER}, pertama dibaca" if self.penerimaan.is_lewat_folder else "diterima"
        bagian = [
            keadaan,
            f"{cara} {format_tanggal(pertama.waktu.date())}",
            describe_ketepatan(self.penerimaan),
            describe_revisi(self.penerimaan),
        ]
        if terakhir is not pertama:
            bagian.append(f"terakhir {format_tanggal(terakhir.waktu.date())}")
        return "; ".join(satu for satu in bagian if satu)

    @property
    def sel(self) -> tuple[str, ...]:
        """The cells of the sheet, in the order of its headings."""
        penerimaan = self.penerimaan
        pertama, terakhir = penerimaan.pertama, penerimaan.terakhir
        tenggat = penerimaan.tenggat
        return (
            self.unit.nama,
            penerimaan.periode.judul,
            self._describe_keadaan(),
            format_tanggal(tenggat) if tenggat else "belum ditetapkan",
            format_waktu(pertama.waktu) if pertama else "–",
            describe_ketepatan(penerimaan) or "–",
            _CARA[pertama.cara] if pertama else "–",
            describe_revisi(penerimaan) or "–",
            format_waktu(terakhir.waktu) if terakhir and terakhir is not pertama else "–",
        )

    def _describe_keadaan(self) -> str:
        return _TIDAK_DIPERIKSA if self.keadaan is None else self.keadaan.value

    def build_data(self) -> dict[str, Any]:
        """Build the line as JSON data; times carry their offset."""
        penerimaan, ketepatan = self.penerimaan, self.penerimaan.ketepatan
        pertama, terakhir = penerimaan.pertama, penerimaan.terakhir
        return {
            "unit": self.unit.slug,
            "periode": penerimaan.periode.slug,
            "keadaan": self.keadaan.value if self.keadaan else None,
            "tenggat": penerimaan.tenggat.isoformat() if penerimaan.tenggat else None,
            "diterima": pertama.waktu.isoformat() if pertama else None,
            "lewat_folder": penerimaan.is_lewat_folder,
            "tepat_waktu": ketepatan.is_tepat,
            "hari_terlambat": ketepatan.hari_terlambat,
            "jumlah_revisi": penerimaan.jumlah_revisi,
            "koreksi_terlambat": ketepatan.jumlah_koreksi_terlambat,
            "diterima_terakhir": terakhir.waktu.isoformat() if terakhir else None,
        }


def build_kelengkapan(
    folder: Folder,
    opd: str,
    periode: Periode,
    daftar_unit: Sequence[Unit],
    masukan: Masukan | None,
) -> tuple[BarisKelengkapan, ...]:
    """Build one line for each unit, for a year one for each unit and quarter.

    Args:
        folder: The working folder.
        opd: The agency's slug.
        periode: A quarter or a year.
        daftar_unit: The agency's units.
        masukan: What was read; None where the plan was refused.

    Raises:
        KinerjaError: where the register cannot be read.
    """
    daftar = (periode,) if periode.triwulan else periode.daftar_triwulan
    hasil: list[BarisKelengkapan] = []
    with open_register(folder, opd) as register:
        for satu in daftar:
            tenggat = read_parameter_periode(folder, opd, satu).tenggat_setor
            semua = list_penerimaan(register, satu, [unit.slug for unit in daftar_unit], tenggat)
            hasil += [
                BarisKelengkapan(
                    unit,
                    penerimaan,
                    masukan.find_keadaan(unit.slug, satu.triwulan or 0) if masukan else None,
                )
                for unit, penerimaan in zip(daftar_unit, semua, strict=True)
            ]
    return tuple(hasil)
