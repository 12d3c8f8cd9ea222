"""Reads the values of the whole year that a unit may hand in with its form of Triwulan IV.

They are only held against what the quarters give; nothing is computed from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinerja.excel.konteks import Konteks, check_ganda
from kinerja.excel.konversi_nilai import Ukuran, parse_realisasi
from kinerja.excel.sel import Sel
from kinerja.excel.unit_periksa import check_pemilik
from kinerja.kolom import NILAI_TAHUNAN
from kinerja.model import NilaiTahunan, Rencana
from kinerja.periode import ROMAWI, Periode
from kinerja.skala import SkalaPredikat

_LEMBAR: Final = NILAI_TAHUNAN.nama
TRIWULAN_TERAKHIR: Final = len(ROMAWI)


def read_nilai_tahunan(
    konteks: Konteks,
    unit: str,
    periode: Periode,
    rencana: Rencana,
    skala: Mapping[str, SkalaPredikat],
) -> tuple[NilaiTahunan, ...]:
    """Read the filled rows of the sheet, in its order; none before Triwulan IV."""
    konversi = konteks.build_konversi(_LEMBAR)
    pemilik = {satu.kode: satu.unit for satu in rencana.indikator}
    milik = {satu.kode: satu for satu in rencana.indikator if satu.unit == unit}
    hasil: list[NilaiTahunan] = []
    kode_sel: list[tuple[str, Sel]] = []
    for baris in konteks.baris(_LEMBAR):
        sel = baris.sel
        kode = konversi.parse_kode(sel["kode"])
        kode_sel.append((kode, sel["kode"]))
        if kode not in milik:
            check_pemilik(konversi, sel["kode"], kode, pemilik, "indikator")
            continue
        indikator = milik[kode]
        ukuran = Ukuran(indikator.jenis, skala.get(indikator.skala_predikat))
        nilai = parse_realisasi(konversi, sel["nilai"], ukuran)
        penjelasan = konversi.parse_teks(sel["penjelasan"])
        if nilai is None:
            continue
        if periode.triwulan != TRIWULAN_TERAKHIR:
            konversi.peringatan(
                sel["nilai"],
                "K-TAHUN-DINI",
                f"Realisasi setahun diisi pada {periode.judul}",
                diharapkan="kosong sebelum Triwulan IV",
                saran="Kosongkan; isi pada formulir Triwulan IV.",
            )
            continue
        alamat = konteks.build_alamat(_LEMBAR, sel["nilai"])
        hasil.append(NilaiTahunan(kode, nilai, penjelasan, alamat))
    check_ganda(konteks, _LEMBAR, kode_sel)
    return tuple(hasil)
