"""Where a report's page leads beside itself: the list of reports, its neighbours, its formats.

Every link goes to the list (`index.html` of the outputs), which alone knows what was made: it
opens what is there and says what is not. So a page's bytes do not depend on its neighbours, and
its script shows the links only where the page lies in its own folder (keputusan.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kinerja.ekspor.bentuk import DAFTAR_BENTUK
from kinerja.folder import PEMDA
from kinerja.periode import Periode, parse_periode
from kinerja.register.laporan import BERKAS_HASIL, LAPORAN_PEMDA, name_laporan

NAMA_PORTAL: Final = "index.html"
BUKA: Final = "buka="
"""How a link asks the list to open a file: `index.html#buka=bpkd/2026-tw1/laporan-triwulan.pdf`."""
SEBUTAN_BENTUK: Final = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel", "csv": "CSV"}
"""What people call the formats that stand beside a page."""


@dataclass(frozen=True, slots=True)
class Taut:
    """One link: its words, and where in the list it leads."""

    teks: str
    sasaran: str


@dataclass(frozen=True, slots=True)
class Lain:
    """The links of a page: `letak` is where it must lie, `portal` the way to the list."""

    letak: str
    portal: str
    taut: tuple[Taut, ...]


def build_lain(identitas: Mapping[str, str]) -> Lain | None:
    """Build the links of a page by the identity of its document; None where it has no place.

    A page that is no report (a sheet, a comparison) leads to the list alone.

    >>> lain = build_lain({"opd": "bpkd", "periode": "2026-tw1", "unit": "ppkd", "kinerja": ""})
    >>> lain.letak, lain.portal
    ('bpkd/2026-tw1/bidang/ppkd.html', '../../../index.html')
    >>> [(satu.teks, satu.sasaran) for satu in lain.taut][1:3]
    [('← Triwulan IV Tahun 2025', 'buka=bpkd/2025-tw4/bidang/ppkd.html'), \
('Triwulan II Tahun 2026 →', 'buka=bpkd/2026-tw2/bidang/ppkd.html')]
    """
    opd, slug = identitas.get("opd", ""), identitas.get("periode", "")
    if not opd or not slug or "kinerja" not in identitas:
        return None
    periode = parse_periode(slug)
    semua = Taut("Semua laporan", f"{opd}-{slug}")
    unit = identitas.get("unit")
    if unit is None:
        return Lain(f"{opd}/{slug}/", f"../../../{NAMA_PORTAL}", (semua,))
    nama = _name(opd, periode, unit)
    taut = [
        semua,
        _link_periode(opd, unit, periode.sebelumnya, "← {}"),
        _link_periode(opd, unit, periode.berikutnya, "{} →"),
    ]
    if unit:
        taut.append(_link(opd, periode, f"{name_laporan(periode)}.html", "Laporan badan"))
    hasil = f"{nama}.{BERKAS_HASIL}" if unit else BERKAS_HASIL
    for bentuk, teks in SEBUTAN_BENTUK.items():
        satu = DAFTAR_BENTUK[bentuk]
        if satu.is_untuk("laporan-bidang" if unit else nama):
            taut.append(_link(opd, periode, satu.name_berkas(nama, hasil), teks))
    naik = "../" * (2 + bool(unit))
    return Lain(f"{opd}/{slug}/{nama}.html", f"{naik}{NAMA_PORTAL}", tuple(taut))


def _link(opd: str, periode: Periode, berkas: str, teks: str) -> Taut:
    return Taut(teks, f"{BUKA}{opd}/{periode.slug}/{berkas}")


def _name(opd: str, periode: Periode, unit: str) -> str:
    return LAPORAN_PEMDA if opd == PEMDA else name_laporan(periode, unit)


def _link_periode(opd: str, unit: str, periode: Periode, bentuk: str) -> Taut:
    return _link(opd, periode, f"{_name(opd, periode, unit)}.html", bentuk.format(periode.judul))
