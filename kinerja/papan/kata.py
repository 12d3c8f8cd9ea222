"""Phrases of a board, the same on the terminal and in the notebook."""

from __future__ import annotations

from datetime import datetime

from kinerja.angka import format_cacah, format_tanggal
from kinerja.papan.bahan import Tanda
from kinerja.papan.hasil import HasilLangkah, Kelengkapan, Papan

CATATAN_TANDA = (
    "Waktu tanpa keterangan berasal dari register; “dinyatakan” berarti diberitahukan orang. Menit"
    " dari register termasuk waktu menunggu, jadi hanya waktu yang dinyatakan keduanya yang"
    " dibandingkan dengan mutu baku."
)

CATATAN_KETEPATAN = (
    "Ketepatan diukur dari kiriman pertama; koreksi dihitung tersendiri. Isian yang ditemukan di"
    " folder sesudah tenggat tidak disebut terlambat, karena waktu datangnya tidak diketahui."
)


def describe_waktu(waktu: datetime) -> str:
    """Write a moment.

    >>> describe_waktu(datetime.fromisoformat("2026-07-13T09:05:30+07:00"))
    '13 Juli 2026 09.05'
    """
    return f"{format_tanggal(waktu.date())} {waktu:%H.%M}"


def describe_tanda(tanda: Tanda | None) -> str:
    """Write a moment and where it comes from; a dash where it never came."""
    if tanda is None:
        return "–"
    waktu = describe_waktu(tanda.waktu)
    return f"{waktu}, dinyatakan {tanda.oleh}" if tanda.is_dinyatakan else waktu


def describe_menit(langkah: HasilLangkah) -> str:
    """Write the minutes beside the standard."""
    baku = f"{format_cacah(langkah.langkah.waktu_menit)} menit"
    if langkah.menit is None:
        return f"– / {baku}"
    tambahan = {True: ", melampaui", False: ", terpenuhi", None: ""}[langkah.is_melampaui]
    return f"{format_cacah(langkah.menit)} / {baku}{tambahan}"


def describe_kelengkapan(satu: Kelengkapan) -> str:
    """Write a need and whether it is there.

    >>> describe_kelengkapan(Kelengkapan("Renja", True, "47 sub kegiatan"))
    'Renja: ada (47 sub kegiatan)'
    """
    return f"{satu.nama}: {satu.label}" + (f" ({satu.keterangan})" if satu.keterangan else "")


def describe_tenggat(papan: Papan) -> str:
    """Say by when the units hand in; empty for a year, and where nobody set a day."""
    tenggat = papan.kepatuhan.tenggat.get(papan.periode)
    return f"Tenggat setor {format_tanggal(tenggat)}." if tenggat else ""
