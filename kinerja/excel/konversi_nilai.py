"""Reads targets and realisasi, whose shape depends on the jenis of the indicator, and writes them.

Reading and writing stand together so that what is written is read back as the same value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from kinerja.angka import AngkaError, AngkaRaguError, format_apa_adanya, parse_angka
from kinerja.excel.batas import PANJANG_KALIMAT_MAKS
from kinerja.excel.konversi import Konversi
from kinerja.excel.konversi_tanggal import parse_tanggal
from kinerja.excel.pencatat import format_kutipan
from kinerja.excel.sel import Format, JenisSel, Sel
from kinerja.galat import ParameterError
from kinerja.model import BELUM, Jenis, Nilai, Rentang
from kinerja.skala import SkalaPredikat

_RENTANG: Final = re.compile(
    r"(.+?)\s*(?:-|–|—|s\.?\s?d\.?|sampai(?: dengan)?)\s*(.+)", re.IGNORECASE
)
_SARAN_RENTANG: Final = (
    "Ubah format sel menjadi Teks (Text), lalu tulis batas bawah dan batas atas, mis. 80-90."
)
_TIGA_DESIMAL: Final = 3


@dataclass(frozen=True, slots=True)
class Ukuran:
    """What decides the shape of a value: jenis, the scale of a predikat, whether in percent."""

    jenis: Jenis
    skala: SkalaPredikat | None = None
    is_persen: bool = True


def parse_target(konversi: Konversi, sel: Sel, ukuran: Ukuran) -> Nilai | None:
    """Read a target: number, range, predikat, 0 for nihil, the due date of a tonggak."""
    if sel.is_kosong:
        return None
    match ukuran.jenis:
        case Jenis.RENTANG:
            return _parse_rentang(konversi, sel)
        case Jenis.PREDIKAT:
            return _parse_predikat(konversi, sel, ukuran.skala)
        case Jenis.TONGGAK:
            return parse_tanggal(konversi, sel)
        case Jenis.NIHIL:
            nilai = _parse_nihil(konversi, sel, ukuran)
            if nilai:
                konversi.galat(
                    sel,
                    "K-NIHIL",
                    "Target indikator nihil harus 0",
                    ditemukan=format_apa_adanya(nilai),
                    diharapkan="0",
                    saran="Tulis 0, atau ganti jenis indikatornya menjadi angka.",
                )
            return nilai
        case Jenis.ANGKA:
            return konversi.parse_angka(sel, is_persen=ukuran.is_persen)


def parse_realisasi(konversi: Konversi, sel: Sel, ukuran: Ukuran) -> Nilai | None:
    """Read a realisasi: number (also for rentang), predikat, or date/"belum" of a tonggak."""
    if sel.is_kosong:
        return None
    match ukuran.jenis:
        case Jenis.PREDIKAT:
            return _parse_predikat(konversi, sel, ukuran.skala)
        case Jenis.TONGGAK:
            if sel.jenis is JenisSel.TEKS and sel.isi.strip().casefold() == BELUM:
                return BELUM
            return parse_tanggal(konversi, sel)
        case Jenis.NIHIL:
            return _parse_nihil(konversi, sel, ukuran)
        case Jenis.ANGKA | Jenis.RENTANG:
            return konversi.parse_angka(sel, is_persen=ukuran.is_persen)


def format_nilai(nilai: Nilai) -> Decimal | date | str:
    """Give what is written into a cell so that reading it gives the same value.

    >>> format_nilai(Rentang(Decimal("2.125"), Decimal(3))), format_nilai(Decimal("85.2"))
    ('2,1250-3', Decimal('85.2'))
    """
    if isinstance(nilai, Rentang):
        return f"{_format_batas(nilai.bawah)}-{_format_batas(nilai.atas)}"
    return nilai


def _format_batas(batas: Decimal) -> str:
    teks = format_apa_adanya(batas)
    # 2,125 alone could also mean two thousand; a fourth decimal ends the doubt.
    return f"{teks}0" if len(teks.partition(",")[2]) == _TIGA_DESIMAL else teks


def _parse_rentang(konversi: Konversi, sel: Sel) -> Rentang | None:
    if not konversi.is_terbaca(sel):
        return None
    rapi = sel.isi.strip() if sel.jenis is JenisSel.TEKS else ""
    bagian = _RENTANG.fullmatch(rapi) if len(rapi) <= PANJANG_KALIMAT_MAKS else None
    sebab = (
        "Excel telah mengubahnya menjadi tanggal"
        if sel.format is Format.TANGGAL
        else "bukan rentang"
    )
    if bagian:
        try:
            batas = [parse_angka(teks, konversi.tanda_desimal).nilai for teks in bagian.groups()]
            return Rentang(*batas)
        except AngkaRaguError as ragu:
            sebab = str(ragu)
        except (AngkaError, ParameterError):
            sebab = "batas bawah harus angka yang tidak melebihi batas atas"
    konversi.galat(
        sel,
        "K-RENTANG",
        f"Rentang tidak dapat dibaca: {sebab}",
        ditemukan=format_kutipan(sel.isi),
        diharapkan="rentang",
        saran=_SARAN_RENTANG,
    )
    return None


def _parse_predikat(konversi: Konversi, sel: Sel, skala: SkalaPredikat | None) -> str | None:
    teks = konversi.parse_teks(sel)
    if not teks or skala is None or skala.compute_peringkat(teks) is not None:
        return teks or None
    konversi.galat(
        sel,
        "K-PREDIKAT",
        f'Predikat tidak ada pada skala "{skala.nama}"',
        ditemukan=format_kutipan(teks),
        diharapkan=" < ".join(skala.urutan),
        saran="Pilih salah satu kelas pada skala itu.",
    )
    return None


def _parse_nihil(konversi: Konversi, sel: Sel, ukuran: Ukuran) -> Decimal | None:
    if sel.jenis is JenisSel.TEKS and sel.isi.strip().casefold() == "nihil":
        konversi.peringatan(
            sel,
            "K-ANGKA-TEKS",
            "Angka tersimpan sebagai teks",
            ditemukan=f"{format_kutipan(sel.isi)}, dibaca 0",
            saran="Tulis angka 0.",
        )
        return Decimal(0)
    return konversi.parse_angka(sel, is_persen=ukuran.is_persen)
