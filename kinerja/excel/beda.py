"""Compares two forms of one unit and quarter cell by cell, rows matched by their code.

Only what the columns of the form hold is compared: moved rows, formats and other sheets are no
difference. Judges nothing and writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Final

from kinerja.angka import format_apa_adanya, format_tanggal
from kinerja.excel.konteks import Konteks, parse_konteks
from kinerja.excel.konversi_angka import round_excel
from kinerja.excel.konversi_tanggal import parse_serial
from kinerja.excel.pencatat import Pencatat, format_kutipan
from kinerja.excel.preflight import BerkasTerbaca
from kinerja.excel.sel import Format, JenisSel, Sel
from kinerja.kolom import LEMBAR_UNIT, Lembar

_KUNCI: Final = {
    "Indikator": ("kode",),
    "Tahapan": ("indikator_kode", "nomor"),
    "Sub Kegiatan": ("kode",),
    "Nilai Tahunan": ("kode",),
}
# A table without a line stands in no form, so each may be missing.
_LEMBAR: Final = tuple(
    replace(satu, is_pilihan=True) for satu in LEMBAR_UNIT if satu.nama in _KUNCI
)
_TIDAK_ADA: Final = "baris tidak ada"


@dataclass(frozen=True, slots=True)
class Perbedaan:
    """One cell that differs: sheet, code of the row, heading, address in the new form."""

    lembar: str
    kode: str
    judul: str
    sel: str
    lama: str
    baru: str

    @property
    def pesan(self) -> str:
        """The difference as one line."""
        tempat = f"{self.lembar}, {self.kode}, {self.judul}"
        return f"{tempat}: {self.lama} → {self.baru}" + (f" (sel {self.sel})" if self.sel else "")


def build_perbedaan(lama: BerkasTerbaca, baru: BerkasTerbaca) -> tuple[Perbedaan, ...] | None:
    """List the cells that differ, in the order of the sheets; None where one cannot be read."""
    konteks = [parse_konteks(satu, _LEMBAR, Pencatat("")) for satu in (lama, baru)]
    dulu, kini = konteks
    if dulu is None or kini is None:
        return None
    hasil: list[Perbedaan] = []
    for lembar in _LEMBAR:
        hasil += _compare_lembar(lembar, dulu, kini)
    return tuple(hasil)


def _compare_lembar(lembar: Lembar, dulu: Konteks, kini: Konteks) -> list[Perbedaan]:
    baris_lama, baris_baru = _map_baris(lembar, dulu), _map_baris(lembar, kini)
    hasil: list[Perbedaan] = []
    for kunci in [*baris_lama, *(satu for satu in baris_baru if satu not in baris_lama)]:
        lama, baru = baris_lama.get(kunci), baris_baru.get(kunci)
        for kolom in lembar.kolom:
            if kolom.nama in _KUNCI[lembar.nama] or kolom.is_bebas:
                continue
            sel_lama = lama[kolom.nama] if lama is not None else None
            sel_baru = baru[kolom.nama] if baru is not None else None
            teks_lama = _describe(sel_lama, is_1904=dulu.is_1904)
            teks_baru = _describe(sel_baru, is_1904=kini.is_1904)
            if teks_lama == teks_baru or {teks_lama, teks_baru} == {_TIDAK_ADA, "kosong"}:
                continue
            alamat = sel_baru.alamat if sel_baru else ""
            hasil.append(Perbedaan(lembar.nama, kunci, kolom.judul, alamat, teks_lama, teks_baru))
    return hasil


def _map_baris(lembar: Lembar, konteks: Konteks) -> dict[str, Mapping[str, Sel]]:
    hasil: dict[str, Mapping[str, Sel]] = {}
    for baris in konteks.baris(lembar.nama):
        bagian = [" ".join(baris.sel[nama].isi.split()) for nama in _KUNCI[lembar.nama]]
        hasil.setdefault(" tahap ".join(bagian), baris.sel)
    return hasil


def _describe(sel: Sel | None, *, is_1904: bool) -> str:
    """Write what a cell shows; text stands in quotes, so that "85" and 85 differ."""
    if sel is None:
        return _TIDAK_ADA
    match sel.jenis:
        case JenisSel.KOSONG:
            return "kosong"
        case JenisSel.TEKS:
            return format_kutipan(sel.isi) if sel.isi.strip() else "kosong"
        case JenisSel.ANGKA:
            return _describe_angka(sel, is_1904=is_1904)
        case JenisSel.LOGIS:
            return "BENAR" if sel.isi == "1" else "SALAH"
        case JenisSel.RUMUS_KOSONG:
            return "rumus tanpa nilai"
        case JenisSel.GALAT:
            return sel.isi


def _describe_angka(sel: Sel, *, is_1904: bool) -> str:
    if sel.format is Format.TANGGAL:
        tanggal = parse_serial(sel.isi, is_1904=is_1904)
        if tanggal is not None:
            return format_tanggal(tanggal)
    try:
        nilai = round_excel(Decimal(sel.isi))
    except (InvalidOperation, ValueError):
        return format_kutipan(sel.isi)
    if sel.format is Format.PERSEN:
        return f"{format_apa_adanya(round_excel(nilai.scaleb(2)))}%"
    return format_apa_adanya(nilai)
