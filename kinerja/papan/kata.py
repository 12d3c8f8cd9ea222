"""Phrases of a board, the same on the terminal and in the notebook."""

from __future__ import annotations

from kinerja.angka import format_cacah, format_tanggal
from kinerja.papan.bahan import Tanda
from kinerja.papan.hasil import HasilLangkah, Kelengkapan, Papan
from kinerja.zona import format_waktu

CATATAN_TANDA = (
    "Waktu tanpa keterangan berasal dari register; “dinyatakan” berarti diberitahukan orang. Menit"
    " dari register termasuk waktu menunggu, jadi hanya waktu yang dinyatakan keduanya yang"
    " dibandingkan dengan mutu baku."
)

CATATAN_KETEPATAN = (
    "Ketepatan diukur dari kiriman pertama; koreksi dihitung tersendiri. Isian yang ditemukan di"
    " folder sesudah tenggat tidak disebut terlambat, karena waktu datangnya tidak diketahui."
)


def describe_tanda(tanda: Tanda | None) -> str:
    """Write a moment and where it comes from; a dash where it never came."""
    if tanda is None:
        return "–"
    waktu = format_waktu(tanda.waktu)
    return f"{waktu}, dinyatakan {tanda.oleh}" if tanda.is_dinyatakan else waktu


def describe_menit(langkah: HasilLangkah) -> str:
    """Write the minutes beside the standard."""
    baku = f"{format_cacah(langkah.langkah.waktu_menit)} menit"
    if langkah.menit is None:
        return f"– / {baku}"
    tambahan = {True: ", melampaui", False: ", terpenuhi", None: ""}[langkah.is_melampaui]
    return f"{format_cacah(langkah.menit)} / {baku}{tambahan}"


def describe_kelengkapan(satu: Kelengkapan) -> str:
    """Write a need and whether it is there; what is missing tells how much of it.

    >>> describe_kelengkapan(Kelengkapan("Renja", True, "47 sub kegiatan"))
    'Renja ada'
    >>> describe_kelengkapan(Kelengkapan("Renja", False, "rencana.xlsx belum ada"))
    'Renja belum ada (rencana.xlsx belum ada)'
    """
    rincian = f" ({satu.keterangan})" if satu.keterangan and not satu.is_ada else ""
    return f"{satu.nama} {satu.label}{rincian}"


def describe_isi_kelengkapan(papan: Papan) -> str:
    """Say what was seen of the needs that are there; each once."""
    ada = {
        butir.nama: butir.keterangan
        for satu in papan.langkah
        for butir in satu.kelengkapan
        if butir.is_ada and butir.keterangan
    }
    isi = "; ".join(f"{nama} {keterangan}" for nama, keterangan in ada.items())
    return f"Yang ada: {isi}." if isi else ""


def describe_tenggat(papan: Papan) -> str:
    """Say by when the units hand in; empty for a year, and where nobody set a day."""
    tenggat = papan.kepatuhan.tenggat.get(papan.periode)
    return f"Tenggat setor {format_tanggal(tenggat)}." if tenggat else ""


def list_usang(papan: Papan) -> list[str]:
    """List in words why reports are out of date; each reason once, with the reports it is about."""
    per_sebab: dict[str, list[str]] = {}
    for periode, satu in papan.laporan:
        for sebab in satu.sebab:
            awalan = "" if periode == papan.periode else f"{periode.slug} "
            per_sebab.setdefault(sebab, []).append(f"{awalan}{satu.nama}")
    return [f"{sebab} – {', '.join(nama)}" for sebab, nama in per_sebab.items()]
