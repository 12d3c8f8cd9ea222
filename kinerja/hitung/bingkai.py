"""The one door from figures to frames: the scalar rule applied row by row to a pandas frame.

pandas only carries the values; every number is decided by `compute_capaian` in Decimal.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import pandas as pd

from kinerja.galat import ParameterError
from kinerja.hitung.capaian import compute_capaian
from kinerja.hitung.hasil_capaian import BAWAAN, HasilCapaian, Pilihan
from kinerja.model import Nilai, RumusTurun

KOLOM_WAJIB: Final = ("target", "realisasi", "jenis", "polaritas")
KOLOM_HASIL: Final = ("capaian_persen", "keadaan", "alasan", "is_tercapai", "rumus")


def compute_capaian_bingkai(df: pd.DataFrame, pilihan: Pilihan = BAWAAN) -> pd.DataFrame:
    """Give a new frame with capaian, state, reason, verdict and formula beside each row.

    Args:
        df: One row per indicator: target, realisasi, jenis, polaritas and, if it differs by row,
            rumus_turun (empty: selisih). Empty cells are "no target" and "not reported"; a float
            is taken at the digits it shows (0.1 is one tenth).
        pilihan: Cap, tolerance, scale and lateness that hold for all rows.

    Returns:
        A new frame with the same index, the columns of `df` and those of KOLOM_HASIL;
        capaian_persen holds Decimal, raw, or None.

    Raises:
        ParameterError: where a column is missing.

    >>> df = pd.DataFrame({"target": [80.0, 10.0], "realisasi": [60.0, None],
    ...                    "jenis": ["angka", "angka"], "polaritas": ["naik", "turun"]})
    >>> hasil = compute_capaian_bingkai(df)
    >>> hasil["capaian_persen"].tolist(), hasil["keadaan"].tolist()
    ([Decimal('75'), None], ['terisi', 'belum_lapor'])
    """
    kurang = [kolom for kolom in KOLOM_WAJIB if kolom not in df.columns]
    if kurang:
        raise ParameterError(
            "Kolom bingkai kurang", ditemukan=", ".join(kurang), diharapkan=", ".join(KOLOM_WAJIB)
        )
    target = _convert_kolom(df["target"])
    realisasi = _convert_kolom(df["realisasi"])
    jenis = [str(satu) for satu in df["jenis"].tolist()]
    polaritas = [_convert_teks(satu) for satu in df["polaritas"].tolist()]
    rumus = _list_rumus(df)
    hasil = [
        compute_capaian(t, r, jenis=j, polaritas=p, rumus_turun=u, pilihan=pilihan)
        for t, r, j, p, u in zip(target, realisasi, jenis, polaritas, rumus, strict=True)
    ]
    return df.assign(**_build_kolom(hasil, df.index))


def _build_kolom(daftar: Sequence[HasilCapaian], indeks: pd.Index) -> dict[str, pd.Series]:
    isi: dict[str, list[object]] = {
        "capaian_persen": [hasil.persen for hasil in daftar],
        "keadaan": [hasil.keadaan.value for hasil in daftar],
        "alasan": [hasil.alasan for hasil in daftar],
        "is_tercapai": [hasil.is_tercapai for hasil in daftar],
        "rumus": [hasil.rumus for hasil in daftar],
    }
    return {nama: pd.Series(nilai, indeks, dtype=object) for nama, nilai in isi.items()}


def _convert_kolom(kolom: pd.Series) -> list[Nilai | int | None]:
    """Bring a column to model values; repeated cells are converted once."""
    kenal: dict[object, Nilai | int | None] = {}
    hasil: list[Nilai | int | None] = []
    for nilai in kolom.tolist():
        if isinstance(nilai, float):
            if nilai not in kenal:
                kenal[nilai] = None if pd.isna(nilai) else Decimal(repr(nilai))
            hasil.append(kenal[nilai])
        else:
            hasil.append(None if nilai is None or nilai is pd.NA or nilai is pd.NaT else nilai)
    return hasil


def _convert_teks(nilai: object) -> str | None:
    return nilai if isinstance(nilai, str) and nilai else None


def _list_rumus(df: pd.DataFrame) -> list[str]:
    if "rumus_turun" not in df.columns:
        return [RumusTurun.SELISIH] * len(df)
    return [_convert_teks(nilai) or RumusTurun.SELISIH for nilai in df["rumus_turun"].tolist()]
