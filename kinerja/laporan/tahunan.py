"""The yearly report (LKjIP, SOP steps 6-7), part by part."""

from __future__ import annotations

from kinerja.laporan.perangkat_daerah import LaporanPerangkatDaerah


class LaporanTahunan(LaporanPerangkatDaerah):
    """The agency's Laporan Kinerja of a year, computed from its four quarters."""

    nama = "laporan-tahunan"
