"""A published table recomputed row by row, and the answer written as CSV.

The CSV is for machines: UTF-8, comma, decimal point, full precision; a text that a spreadsheet
would take for a formula gets an apostrophe before it. A table with target is read as performance,
one with pagu as budget, one with both as both.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final, TextIO

from kinerja.angka import TandaDesimal
from kinerja.galat import SumberError
from kinerja.hitung.terbit.baca import Lembar, read_lembar
from kinerja.hitung.terbit.baris_anggaran import HasilAnggaran, recompute_anggaran
from kinerja.hitung.terbit.baris_kinerja import HasilKinerja, recompute_kinerja
from kinerja.hitung.terbit.bilangan import Bilangan
from kinerja.sel_csv import format_sel_csv
from kinerja.temuan import Temuan

KOLOM_KINERJA: Final = (
    "polaritas",
    "target",
    "realisasi",
    "capaian_tercetak",
    "capaian_hitung",
    "rumus",
    "status",
    "selisih",
    "alasan",
)
KOLOM_ANGGARAN: Final = (
    "pagu",
    "realisasi_anggaran",
    "serapan_tercetak",
    "serapan_hitung",
    "status_serapan",
    "selisih_serapan",
    "sisa_tercetak",
    "sisa_hitung",
    "status_sisa",
    "selisih_sisa",
    "alasan_anggaran",
)


@dataclass(frozen=True, slots=True)
class BarisTerbit:
    """One row of the table with its answers; a part the table does not hold is None."""

    nomor: int
    indikator: str
    satuan: str
    operan: Mapping[str, str]
    kinerja: HasilKinerja | None
    anggaran: HasilAnggaran | None


@dataclass(frozen=True, slots=True)
class TabelTerbit:
    """A recomputed table: rows in the table's order, and what was odd in reading it."""

    nama: str
    baris: tuple[BarisTerbit, ...]
    temuan: tuple[Temuan, ...]
    has_kinerja: bool
    has_anggaran: bool


def recompute_tabel(
    jalur: Path, peta: Mapping[str, str], tanda_desimal: TandaDesimal | None = None
) -> TabelTerbit:
    """Read a published table and recompute every row.

    Raises:
        SumberError: where no target and realisasi, nor pagu and realisasi, can be found.
        ParameterError: where the map names what is not there.
    """
    lembar = read_lembar(jalur, peta, tanda_desimal)
    uang = "realisasi_anggaran" if lembar.kolom.has("realisasi_anggaran") else "realisasi"
    has_kinerja = lembar.kolom.has("target") and lembar.kolom.has("realisasi")
    has_anggaran = lembar.kolom.has("pagu") and lembar.kolom.has(uang)
    if has_kinerja and uang == "realisasi":
        has_anggaran = False
    if not has_kinerja and not has_anggaran:
        raise SumberError(
            "Kolom target dan realisasi, atau pagu dan realisasi, tidak ditemukan",
            tempat=jalur.name,
            ditemukan=", ".join(lembar.judul),
            saran="Sebutkan kolomnya dengan --peta, mis. --peta 'Rencana=target'.",
        )
    baris = tuple(
        BarisTerbit(
            nomor,
            lembar.read_teks(sel, "indikator"),
            lembar.read_teks(sel, "satuan"),
            {nama: _read_operan(lembar, nomor, sel, nama) for nama in ("target", "realisasi")}
            | {"pagu": _read_operan(lembar, nomor, sel, "pagu")}
            | {"realisasi_anggaran": _read_operan(lembar, nomor, sel, uang)},
            recompute_kinerja(lembar, nomor, sel) if has_kinerja else None,
            recompute_anggaran(lembar, nomor, sel, uang) if has_anggaran else None,
        )
        for nomor, sel in lembar.baris
    )
    temuan = tuple(dict.fromkeys(lembar.temuan))
    return TabelTerbit(jalur.name, baris, temuan, has_kinerja, has_anggaran)


def write_tabel(tabel: TabelTerbit, keluar: TextIO) -> None:
    """Write the answers as CSV; an empty status means that nothing was printed to compare with."""
    penulis = csv.writer(keluar, lineterminator="\n")
    kepala = ["baris", "indikator", "satuan"]
    kepala += KOLOM_KINERJA if tabel.has_kinerja else ()
    kepala += KOLOM_ANGGARAN if tabel.has_anggaran else ()
    penulis.writerow(kepala)
    for baris in tabel.baris:
        isi = [str(baris.nomor), format_sel_csv(baris.indikator), format_sel_csv(baris.satuan)]
        if baris.kinerja is not None:
            isi += _list_kinerja(baris, baris.kinerja)
        if baris.anggaran is not None:
            isi += _list_anggaran(baris, baris.anggaran)
        penulis.writerow(isi)


def _read_operan(lembar: Lembar, nomor: int, sel: Sequence[str], nama: str) -> str:
    """Give an operand with a decimal point where it is a number, else as printed and no formula."""
    if not lembar.kolom.has(nama) or nomor in lembar.rancu:
        return ""
    bilangan = lembar.read_bilangan(nomor, sel, nama)
    if isinstance(bilangan, Bilangan):
        return format_polos(bilangan.nilai)
    return format_sel_csv(lembar.read_teks(sel, nama))


def format_polos(nilai: Decimal | None) -> str:
    """Write a number for machines: decimal point, no exponent, all its digits.

    >>> format_polos(Decimal("1.0E+3")), format_polos(Decimal("97.30")), format_polos(None)
    ('1000', '97.3', '')
    """
    if nilai is None:
        return ""
    teks = f"{nilai:f}"
    return (teks.rstrip("0").rstrip(".") if "." in teks else teks) or "0"


def _list_kinerja(baris: BarisTerbit, hasil: HasilKinerja) -> list[str]:
    return [
        hasil.polaritas,
        baris.operan["target"],
        baris.operan["realisasi"],
        format_polos(hasil.tercetak),
        format_polos(hasil.hitung),
        hasil.rumus,
        hasil.status or "",
        format_polos(hasil.selisih),
        hasil.alasan,
    ]


def _list_anggaran(baris: BarisTerbit, hasil: HasilAnggaran) -> list[str]:
    isi = [baris.operan["pagu"], baris.operan["realisasi_anggaran"]]
    for satu in (hasil.serapan, hasil.sisa):
        isi += [
            format_polos(satu.tercetak),
            format_polos(satu.hitung),
            satu.status or "",
            format_polos(satu.selisih),
        ]
    alasan = dict.fromkeys(satu.alasan for satu in (hasil.serapan, hasil.sisa) if satu.alasan)
    return [*isi, " | ".join(alasan)]
