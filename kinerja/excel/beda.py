"""Compares two forms of one unit and quarter cell by cell, rows matched by their code.

Only what the columns of the form hold is compared: moved rows, formats and other sheets are no
difference, and a formula is one whatever its value. Judges nothing and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Final

from kinerja.angka import format_apa_adanya, format_tanggal
from kinerja.excel.konteks import Konteks, parse_konteks
from kinerja.excel.konversi_angka import is_terhingga, round_excel
from kinerja.excel.konversi_tanggal import parse_serial
from kinerja.excel.pencatat import Pencatat, format_kutipan, format_sebaris
from kinerja.excel.preflight import BerkasTerbaca
from kinerja.excel.sel import Format, JenisSel, Sel
from kinerja.kolom import LEMBAR_UNIT, Lembar

KUNCI_BARIS: Final = {
    "Indikator": ("kode",),
    "Tahapan": ("indikator_kode", "nomor"),
    "Sub Kegiatan": ("kode",),
    "Tindak Lanjut": ("butir",),
    "Nilai Tahunan": ("kode",),
}
# A table without a line stands in no form, so each may be missing.
_LEMBAR: Final = tuple(
    replace(satu, is_pilihan=True) for satu in LEMBAR_UNIT if satu.nama in KUNCI_BARIS
)
_AWAL_SAMA: Final = 25
"""How much of what two long texts share is shown before they differ."""


@dataclass(frozen=True, slots=True)
class _Nilai:
    """What a cell shows, never cut; `is_kutipan` for text."""

    teks: str
    is_kutipan: bool = False


_TIDAK_ADA: Final = _Nilai("baris tidak ada")
_KOSONG: Final = _Nilai("kosong")
_RUMUS: Final = _Nilai("rumus")
_LENGKAP: Final = "kelengkapan"
"""The live check of a row: its words follow from the other cells."""


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
            if kolom.nama in KUNCI_BARIS[lembar.nama] or kolom.nama == _LENGKAP:
                continue
            sel_lama = lama.get(kolom.nama) if lama is not None else None
            sel_baru = baru.get(kolom.nama) if baru is not None else None
            if kolom.is_bebas and (sel_lama is None or sel_baru is None):
                continue  # an older form lacks the column, or the row itself is told
            nilai_lama = _describe(sel_lama, is_1904=dulu.is_1904)
            nilai_baru = _describe(sel_baru, is_1904=kini.is_1904)
            if kolom.is_bebas:
                nilai_lama = _RUMUS if sel_lama and sel_lama.is_rumus else nilai_lama
                nilai_baru = _RUMUS if sel_baru and sel_baru.is_rumus else nilai_baru
            if nilai_lama == nilai_baru or {nilai_lama, nilai_baru} == {_TIDAK_ADA, _KOSONG}:
                continue
            alamat = sel_baru.alamat if sel_baru else ""
            teks = _show(nilai_lama, nilai_baru), _show(nilai_baru, nilai_lama)
            hasil.append(Perbedaan(lembar.nama, kunci, kolom.judul, alamat, *teks))
    return hasil


def _map_baris(lembar: Lembar, konteks: Konteks) -> dict[str, Mapping[str, Sel]]:
    hasil: dict[str, Mapping[str, Sel]] = {}
    for baris in konteks.baris(lembar.nama):
        kunci = build_kunci(baris.sel[nama].isi for nama in KUNCI_BARIS[lembar.nama])
        hasil.setdefault(kunci, baris.sel)
    return hasil


def build_kunci(bagian: Iterable[str]) -> str:
    """Build what a row is known by from its key cells.

    >>> build_kunci(["IK-5 ", "2"])
    'IK-5 tahap 2'
    """
    return " tahap ".join(" ".join(satu.split()) for satu in bagian)


def _show(nilai: _Nilai, lain: _Nilai) -> str:
    """Write a value to be read; of a long text the part where it leaves the other one."""
    if not nilai.is_kutipan:
        return nilai.teks
    pasangan = zip(nilai.teks, lain.teks, strict=False)
    sama = next((i for i, (a, b) in enumerate(pasangan) if a != b), len(lain.teks))
    is_awal = not lain.is_kutipan or sama < _AWAL_SAMA
    return format_kutipan(nilai.teks, 0 if is_awal else sama - _AWAL_SAMA)


def _describe(sel: Sel | None, *, is_1904: bool) -> _Nilai:
    """Write what a cell shows, whole; text is quoted, so that "85" and 85 differ."""
    if sel is None:
        return _TIDAK_ADA
    match sel.jenis:
        case JenisSel.KOSONG:
            return _KOSONG
        case JenisSel.TEKS:
            return _Nilai(format_sebaris(sel.isi), is_kutipan=True) if sel.isi.strip() else _KOSONG
        case JenisSel.ANGKA:
            return _describe_angka(sel, is_1904=is_1904)
        case JenisSel.LOGIS:
            return _Nilai(sel.isi)
        case JenisSel.RUMUS_KOSONG:
            return _Nilai("rumus tanpa nilai")
        case JenisSel.GALAT:
            return _Nilai(format_sebaris(sel.isi), is_kutipan=True)


def _describe_angka(sel: Sel, *, is_1904: bool) -> _Nilai:
    if sel.format is Format.TANGGAL:
        tanggal = parse_serial(sel.isi, is_1904=is_1904)
        if tanggal is not None:
            return _Nilai(format_tanggal(tanggal))
    try:
        mentah = Decimal(sel.isi)
    except (InvalidOperation, ValueError):
        mentah = Decimal("NaN")
    if not is_terhingga(mentah):
        return _Nilai(format_sebaris(sel.isi), is_kutipan=True)
    nilai = round_excel(mentah)
    if sel.format is Format.PERSEN:
        return _Nilai(f"{format_apa_adanya(round_excel(nilai.scaleb(2)))}%")
    return _Nilai(format_apa_adanya(nilai))
