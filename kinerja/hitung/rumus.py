"""The formulas of capaian: exact Decimal functions in one table keyed (jenis, polaritas, rumus).

A formula gives a fraction and the pattern it followed, so that the number and the words in the
passport come from the same branch. It knows neither states, caps, quarters nor categories. Rules
and their sources: docs/rumus.md section 3.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from kinerja.angka import KONTEKS
from kinerja.hitung import alasan
from kinerja.hitung.pecahan import NOL, SATU, SERATUS, Hitungan
from kinerja.model import Jenis, Polaritas, Rentang, RumusTurun

_DUA: Final = Decimal(2)


@dataclass(frozen=True, slots=True)
class Rumus:
    """One row of the table: a name, the rule in words, the fraction and the test of tercapai."""

    nama: str
    aturan: str
    hitung: Callable[[Any, Any, Decimal | None], Hitungan]
    tercapai: Callable[[Any, Any, Decimal], bool | None]


def _refuse(kode: str) -> Hitungan:
    return Hitungan(NOL, SATU, "", kode)


def _cap(batas_atas: Decimal | None) -> Hitungan:
    """R <= 0 under T / R: the cap stands for "infinitely good"."""
    if batas_atas is None:
        return _refuse(alasan.REALISASI_NOL_TANPA_BATAS)
    return Hitungan(batas_atas, SERATUS, "R ≤ 0, dipakai batas atas")


def _all_or_nothing(*, is_baik: bool, pola: str) -> Hitungan:
    return Hitungan(SATU if is_baik else NOL, SATU, pola)


def _double_minus(pokok: Decimal, nilai: Decimal) -> Decimal:
    return KONTEKS.subtract(KONTEKS.multiply(_DUA, pokok), nilai)


def _angka_naik(t: Decimal, r: Decimal, _batas: Decimal | None) -> Hitungan:
    if t > 0:
        return Hitungan(r, t, "R / T")
    if t == 0:
        return _refuse(alasan.TARGET_NOL)
    # 1 + (R - T) / |T| with T < 0 is (R - 2T) / |T|.
    return Hitungan(_double_minus(t, r).copy_negate(), t.copy_abs(), "(R − 2 × T) / |T|")


def _angka_turun_selisih(t: Decimal, r: Decimal, _batas: Decimal | None) -> Hitungan:
    if t > 0:
        return Hitungan(_double_minus(t, r), t, "(2 × T − R) / T")
    if t == 0:
        return _all_or_nothing(is_baik=r <= 0, pola="T = 0: R ≤ 0 bernilai 1, selainnya 0")
    # 1 + (T - R) / |T| with T < 0 is -R / |T|, that is R / T.
    return Hitungan(r.copy_negate(), t.copy_abs(), "−R / |T|")


def _angka_turun_rasio(t: Decimal, r: Decimal, batas: Decimal | None) -> Hitungan:
    if t < 0:
        return _refuse(alasan.TARGET_NEGATIF)
    if t == 0:
        return _all_or_nothing(is_baik=r <= 0, pola="T = 0: R ≤ 0 bernilai 1, selainnya 0")
    return Hitungan(t, r, "T / R") if r > 0 else _cap(batas)


def _angka_stabil(t: Decimal, r: Decimal, _batas: Decimal | None) -> Hitungan:
    if t == 0:
        return _all_or_nothing(is_baik=r == 0, pola="T = 0: R = 0 bernilai 1, selainnya 0")
    jarak = KONTEKS.subtract(r, t).copy_abs()
    mutlak = t.copy_abs()
    return Hitungan(KONTEKS.subtract(mutlak, jarak), mutlak, "(|T| − |R − T|) / |T|")


_DI_DALAM: Final = Hitungan(SATU, SATU, "R di dalam rentang bernilai 1")


def _below_naik(a: Decimal, r: Decimal) -> Hitungan:
    return Hitungan(r, a, "R / a") if a > 0 else Hitungan(NOL, SATU, "R < a = 0 bernilai 0")


def _rentang_naik(t: Rentang, r: Decimal, _batas: Decimal | None) -> Hitungan:
    if r < t.bawah:
        return _below_naik(t.bawah, r)
    return Hitungan(r, t.atas, "R / b") if r > t.atas else _DI_DALAM


def _rentang_turun_selisih(t: Rentang, r: Decimal, _batas: Decimal | None) -> Hitungan:
    if r < t.bawah:
        return Hitungan(_double_minus(t.bawah, r), t.bawah, "(2 × a − R) / a")
    if r > t.atas:
        return Hitungan(_double_minus(t.atas, r), t.atas, "(2 × b − R) / b")
    return _DI_DALAM


def _rentang_turun_rasio(t: Rentang, r: Decimal, batas: Decimal | None) -> Hitungan:
    if r < t.bawah:
        return Hitungan(t.bawah, r, "a / R") if r > 0 else _cap(batas)
    return Hitungan(t.atas, r, "b / R") if r > t.atas else _DI_DALAM


def _open_below(
    rumus: Callable[[Rentang, Decimal, Decimal | None], Hitungan],
) -> Callable[[Rentang, Decimal, Decimal | None], Hitungan]:
    """A range from 0 has nothing better below it: a value under a = 0 counts as inside."""

    def compute(t: Rentang, r: Decimal, batas: Decimal | None) -> Hitungan:
        return _DI_DALAM if r < t.bawah and t.bawah <= 0 else rumus(t, r, batas)

    return compute


def _rentang_stabil(t: Rentang, r: Decimal, _batas: Decimal | None) -> Hitungan:
    if r < t.bawah:
        return _below_naik(t.bawah, r)
    if r > t.atas:
        return Hitungan(_double_minus(t.atas, r), t.atas, "(2 × b − R) / b")
    return _DI_DALAM


def _predikat_bertingkat(t: Decimal, r: Decimal, _batas: Decimal | None) -> Hitungan:
    return Hitungan(r, t, "peringkat R / peringkat T")


def _predikat_biner(t: Decimal, r: Decimal, _batas: Decimal | None) -> Hitungan:
    return _all_or_nothing(is_baik=r >= t, pola="peringkat R ≥ peringkat T bernilai 1, selainnya 0")


def _nihil(_t: Decimal, r: Decimal, _batas: Decimal | None) -> Hitungan:
    return _all_or_nothing(is_baik=r == 0, pola="R = 0 bernilai 1, selainnya 0")


def _is_naik(t: Decimal, r: Decimal, _toleransi: Decimal) -> bool | None:
    return None if t == 0 else r >= t


def _is_turun(t: Decimal, r: Decimal, _toleransi: Decimal) -> bool:
    return r <= t


def _is_stabil(t: Decimal, r: Decimal, toleransi: Decimal) -> bool:
    return KONTEKS.subtract(r, t).copy_abs() <= toleransi


_NAIK, _TURUN, _STABIL = Polaritas.NAIK, Polaritas.TURUN, Polaritas.STABIL
_TEKS_RASIO: Final = "R ≤ 0 bernilai batas atas"

RUMUS: Final[Mapping[tuple[Jenis, Polaritas | None, str], Rumus]] = {
    (Jenis.ANGKA, _NAIK, ""): Rumus(
        "R/T",
        "Makin tinggi makin baik: capaian = 1 + (R − T) / |T|, yaitu R / T untuk T di atas 0.",
        _angka_naik,
        _is_naik,
    ),
    (Jenis.ANGKA, _TURUN, RumusTurun.SELISIH): Rumus(
        "(2T-R)/T",
        "Makin rendah makin baik (selisih): capaian = 1 + (T − R) / |T|, yaitu (2T − R) / T"
        " untuk T di atas 0; T = 0: R ≤ 0 bernilai 100, selainnya 0.",
        _angka_turun_selisih,
        _is_turun,
    ),
    (Jenis.ANGKA, _TURUN, RumusTurun.RASIO): Rumus(
        "T/R",
        f"Makin rendah makin baik (rasio): capaian = T / R; {_TEKS_RASIO};"
        " T = 0: R ≤ 0 bernilai 100, selainnya 0.",
        _angka_turun_rasio,
        _is_turun,
    ),
    (Jenis.ANGKA, _STABIL, ""): Rumus(
        "1-|R-T|/|T|",
        "Makin dekat target makin baik: capaian = 1 − |R − T| / |T|;"
        " T = 0: R = 0 bernilai 100, selainnya 0.",
        _angka_stabil,
        _is_stabil,
    ),
    (Jenis.RENTANG, _NAIK, ""): Rumus(
        "rentang naik",
        "Rentang a–b, makin tinggi makin baik: di bawah a R / a, di dalam 100, di atas b R / b.",
        _rentang_naik,
        lambda t, r, _toleransi: bool(r >= t.bawah),
    ),
    (Jenis.RENTANG, _TURUN, RumusTurun.SELISIH): Rumus(
        "rentang turun, selisih",
        "Rentang a–b, makin rendah makin baik (selisih): di bawah a (2a − R) / a, di dalam 100,"
        " di atas b (2b − R) / b.",
        _open_below(_rentang_turun_selisih),
        lambda t, r, _toleransi: bool(r <= t.atas),
    ),
    (Jenis.RENTANG, _TURUN, RumusTurun.RASIO): Rumus(
        "rentang turun, rasio",
        "Rentang a–b, makin rendah makin baik (rasio): di bawah a a / R, di dalam 100,"
        f" di atas b b / R; {_TEKS_RASIO}.",
        _open_below(_rentang_turun_rasio),
        lambda t, r, _toleransi: bool(r <= t.atas),
    ),
    (Jenis.RENTANG, _STABIL, ""): Rumus(
        "rentang stabil",
        "Rentang a–b, di dalam paling baik: di bawah a R / a, di dalam 100,"
        " di atas b (2b − R) / b.",
        _rentang_stabil,
        lambda t, r, _toleransi: bool(t.bawah <= r <= t.atas),
    ),
    (Jenis.PREDIKAT, None, "bertingkat"): Rumus(
        "peringkat R/peringkat T",
        "Predikat bertingkat: capaian = peringkat R / peringkat T.",
        _predikat_bertingkat,
        lambda t, r, _toleransi: bool(r >= t),
    ),
    (Jenis.PREDIKAT, None, "biner"): Rumus(
        "peringkat R >= peringkat T",
        "Predikat biner: 100 bila peringkat R paling sedikit sama dengan peringkat T, selainnya 0.",
        _predikat_biner,
        lambda t, r, _toleransi: bool(r >= t),
    ),
    (Jenis.NIHIL, None, ""): Rumus(
        "R=0",
        "Toleransi nol: 100 bila R = 0, selainnya 0.",
        _nihil,
        lambda _t, r, _toleransi: bool(r == 0),
    ),
}
