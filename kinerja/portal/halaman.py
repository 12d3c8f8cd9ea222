"""`IsiPortal` → one HTML page: a table of all reports with search, filters and sparklines.

Complete without its script, which only filters, sorts and follows `#buka=…`. Computes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from kinerja.angka import format_tanggal
from kinerja.ekspor.html_kerangka import build_kerangka, open_templat, read_templat
from kinerja.folder import PEMDA
from kinerja.portal.garis import draw_garis
from kinerja.portal.model import AngkaPokok, IsiPortal, LaporanPortal, StatusPortal
from kinerja.zona import ZONA, ZONA_BAWAAN, format_waktu

if TYPE_CHECKING:
    from markupsafe import Markup

TEMPLAT: Final = Path(__file__).parent / "templat"
SEBUTAN_STATUS: Final = {
    StatusPortal.FINAL: "Final",
    StatusPortal.SEMENTARA: "Sementara",
    StatusPortal.DRAF: "Draf",
    StatusPortal.USANG: "Usang",
    StatusPortal.GAGAL: "Gagal",
}
Deret = Mapping[tuple[str, str, bool], list[tuple[LaporanPortal, float | None]]]


def render_halaman(isi: IsiPortal) -> str:
    """Render the list as one HTML text."""
    capaian, serapan = (_build_deret(isi, nama) for nama in ("capaian", "serapan"))
    dibuat = max((satu.dibuat for satu in isi.laporan if satu.dibuat), default=None)
    return (
        open_templat(TEMPLAT)
        .get_template("portal.html.j2")
        .render(
            kerangka=build_kerangka(
                read_templat("portal.css", TEMPLAT), read_templat("portal.js", TEMPLAT)
            ),
            alamat=quote,
            isi=isi,
            baris=[_build_baris(satu, capaian, serapan) for satu in isi.laporan],
            dibuat=format_waktu(_move(dibuat)) if dibuat else "",
            daftar_opd=sorted({(satu.nama_opd, satu.opd) for satu in isi.laporan}),
            perangkat=sorted({(x.nama_opd, x.opd) for x in isi.laporan if x.opd != PEMDA}),
            daftar_tahun=sorted({satu.periode.tahun for satu in isi.laporan}, reverse=True),
            status=SEBUTAN_STATUS,
        )
    )


def _build_baris(satu: LaporanPortal, capaian: Deret, serapan: Deret) -> dict[str, object]:
    return {
        "satu": satu,
        "id": "" if satu.unit else f"{satu.opd}-{satu.periode.slug}",
        "urut_periode": f"{satu.periode.tahun}-{satu.periode.triwulan or 5}",
        "periode": satu.periode.judul.replace(" Tahun ", " ")
        if satu.periode.triwulan
        else satu.periode.judul,
        "jenis": "unit" if satu.unit else "badan",
        "status": SEBUTAN_STATUS[satu.status],
        "dibuat": format_tanggal(_move(satu.dibuat).date()) if satu.dibuat else "",
        "urut_dibuat": int(satu.dibuat.timestamp()) if satu.dibuat else "",
        "garis_capaian": _draw(capaian, satu),
        "garis_serapan": _draw(serapan, satu),
    }


def _move(waktu: datetime) -> datetime:
    """Take a moment to the clock that reports are dated by."""
    return waktu.astimezone(ZONA[ZONA_BAWAAN])


def _kunci(satu: LaporanPortal) -> tuple[str, str, bool]:
    return satu.opd, satu.unit, satu.periode.triwulan is None


def _build_deret(isi: IsiPortal, nama: str) -> Deret:
    """Build the course of a figure for each report's subject, oldest first."""
    deret: dict[tuple[str, str, bool], list[tuple[LaporanPortal, float | None]]] = defaultdict(list)
    for satu in reversed(isi.laporan):
        angka: AngkaPokok | None = getattr(satu, nama)
        deret[_kunci(satu)].append((satu, angka.nilai if angka else None))
    return deret


def _draw(deret: Deret, satu: LaporanPortal) -> Markup:
    return draw_garis(
        [nilai for lain, nilai in deret[_kunci(satu)] if lain.periode <= satu.periode]
    )
