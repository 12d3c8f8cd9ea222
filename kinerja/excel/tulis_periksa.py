"""Live checks on the Petunjuk sheet of a planning workbook: they turn as the planner types.

The same rules are asked again when the workbook is read; these cells only tell it sooner.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kinerja.excel.sel import format_kolom
from kinerja.excel.tulis import BARIS_JUDUL, LembarTulis
from kinerja.excel.tulis_sel import Rumus

_AWAL: Final = BARIS_JUDUL + 1
_AKHIR: Final = BARIS_JUDUL + 500
_KAS: Final = ("kas_tw1", "kas_tw2", "kas_tw3", "kas_tw4")


def build_periksa(daftar: Sequence[LembarTulis]) -> tuple[tuple[str, Rumus], ...]:
    """Give what each check says and its formula: how many rows are at fault, or Cocok."""
    per_nama = {satu.lembar.nama: satu for satu in daftar}
    sub, tahap = per_nama["Sub Kegiatan"], per_nama["Tahapan"]
    kas = "-".join(_jangkau(sub, nama) for nama in _KAS)
    kode, nomor = _jangkau(tahap, "indikator_kode"), _jangkau(tahap, "bobot")
    return (
        (
            "Σ anggaran kas empat triwulan = pagu",
            _count(f"--(ABS({_jangkau(sub, 'pagu_rp')}-{kas})>0.005)"),
        ),
        (
            "Σ bobot tahapan tiap indikator = 1",
            _count(f'({kode}<>"")*(ABS(SUMIF({kode},{kode},{nomor})-1)>0.000001)'),
        ),
        ("Kode indikator tidak berulang", _count_ganda(_jangkau(per_nama["Indikator"], "kode"))),
        ("Kode sub kegiatan tidak berulang", _count_ganda(_jangkau(sub, "kode"))),
    )


def _count_ganda(jangkauan: str) -> Rumus:
    return _count(f'({jangkauan}<>"")*(COUNTIF({jangkauan},{jangkauan}&"")>1)')


def _count(syarat: str) -> Rumus:
    jumlah = f"SUMPRODUCT({syarat})"
    return Rumus(f'IF({jumlah}=0,"Cocok",{jumlah}&" baris belum cocok")')


def _jangkau(isi: LembarTulis, nama: str) -> str:
    nomor = next(i for i, kolom in enumerate(isi.kolom, start=1) if kolom.nama == nama)
    huruf = format_kolom(nomor)
    return f"'{isi.lembar.nama}'!${huruf}${_AWAL}:${huruf}${_AKHIR}"
