"""Reports that runs made: which files, and from which inputs. Makes none itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kinerja.periode import Periode
from kinerja.register.buku import Register

JENIS_LAPORAN: Final = "laporan"
LAPORAN_TRIWULAN: Final = "laporan-triwulan"
LAPORAN_TAHUNAN: Final = "laporan-tahunan"
LAPORAN_PEMDA: Final = "laporan-pemda"
"""The report over all agencies, which no agency's register knows."""
AWALAN_BIDANG: Final = "bidang/"
BERKAS_HASIL: Final = "hasil.json"
AKHIRAN_HASIL: Final = ".json.gz"
"""Ending of a run's figures as kept."""


@dataclass(frozen=True, slots=True)
class LaporanDibuat:
    """A report as last made: its files with their hashes, and the hash of what it rests on.

    `sidik` is empty where an earlier version of the kit recorded it; `is_dinyatakan_final` is what
    the period's parameters said then.
    """

    nama: str
    berkas: Mapping[str, str]
    sidik: str
    is_dinyatakan_final: bool
    waktu: datetime
    oleh: str


@dataclass(frozen=True, slots=True)
class JalanTercatat:
    """One run that made reports: what it said and rested on, by hash in the store.

    `hasil` maps each report it made to its figures as kept, `masukan` every input to its bytes.
    Both are empty where an earlier version of the kit recorded the run.
    """

    nomor: int
    waktu: datetime
    oleh: str
    hasil: Mapping[str, str]
    masukan: Mapping[str, str]


def list_jalan(register: Register, periode: Periode) -> tuple[JalanTercatat, ...]:
    """List the runs that made reports of a period, in their order."""
    return tuple(
        JalanTercatat(
            satu.nomor,
            satu.saat,
            satu.oleh,
            {nama: sidik for nama, sidik in satu.isi.get("hasil", {}).items() if is_laporan(nama)},
            dict(satu.isi.get("masukan", {})),
        )
        for satu in register.list_peristiwa(JENIS_LAPORAN, periode.slug)
    )


def name_laporan(periode: Periode, unit: str = "") -> str:
    """Name the agency's report of a period, or a unit's.

    >>> name_laporan(Periode(2026, 2)), name_laporan(Periode(2026, 2), "sekretariat")
    ('laporan-triwulan', 'bidang/sekretariat')
    """
    if unit:
        return f"{AWALAN_BIDANG}{unit}"
    return LAPORAN_TRIWULAN if periode.triwulan else LAPORAN_TAHUNAN


def is_laporan(nama: str) -> bool:
    """Tell whether a name is that of a report, not of a page that goes with one.

    >>> is_laporan("bidang/sekretariat"), is_laporan("disposisi/lembar-1")
    (True, False)
    """
    utama = {LAPORAN_TRIWULAN, LAPORAN_TAHUNAN, LAPORAN_PEMDA}
    return nama in utama or nama.startswith(AWALAN_BIDANG)


def list_laporan_dibuat(register: Register, periode: Periode) -> dict[str, LaporanDibuat]:
    """List the reports of a period as last made, by name."""
    hasil: dict[str, LaporanDibuat] = {}
    for satu in register.list_peristiwa(JENIS_LAPORAN, periode.slug):
        for nama, berkas in satu.isi["laporan"].items():
            hasil[str(nama)] = LaporanDibuat(
                str(nama),
                {str(jalur): str(sidik) for jalur, sidik in berkas.items()},
                str(satu.isi.get("sidik", {}).get(nama, "")),
                bool(satu.isi.get("dinyatakan_final", False)),
                satu.saat,
                satu.oleh,
            )
    return hasil
