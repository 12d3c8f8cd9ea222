"""The rules of rumus.md section 3 and 5 as Excel formulas: capaian, verdict, cap, category.

Each mirrors one function of `kinerja.hitung`. Results are rounded to ten decimals, far beyond what
is shown, so that the binary arithmetic of a workbook falls on the same side of a half as the exact
one does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from kinerja.model import Jenis, Kebijakan, Polaritas, RumusTurun

BELUM: Final = '"belum lapor"'
KOSONG: Final = '"–"'
TDH: Final = '"t.d.h."'
TERCAPAI: Final = '"tercapai","belum tercapai"'
BATAS_ATAS: Final = "batas_atas"
BATAS_BAWAH: Final = "batas_bawah"
TERLAMBAT: Final = "nilai_terlambat"
_CAP: Final = f"IF(ISNUMBER({BATAS_ATAS}),{BATAS_ATAS},{TDH})"

Rumus = Callable[[str, str, str], str]
"""Target (or lower bound), upper bound, realisasi: the formula of a number."""


def round_rumus(isi: str) -> str:
    """Round a quotient or sum to ten decimals.

    >>> round_rumus("A1/B1")
    'ROUND(A1/B1,10)'
    """
    return f"ROUND({isi},10)"


def _persen(isi: str) -> str:
    return round_rumus(f"{isi}*100")


def _angka_naik(t: str, _a: str, r: str) -> str:
    negatif = _persen(f"({r}-2*{t})/ABS({t})")
    return f"IF({t}>0,{_persen(f'{r}/{t}')},IF({t}=0,{TDH},{negatif}))"


def _angka_turun_selisih(t: str, _a: str, r: str) -> str:
    negatif = _persen(f"-{r}/ABS({t})")
    nol = f"IF({r}<=0,100,0)"
    return f"IF({t}>0,{_persen(f'(2*{t}-{r})/{t}')},IF({t}=0,{nol},{negatif}))"


def _angka_turun_rasio(t: str, _a: str, r: str) -> str:
    isi = f"IF({r}>0,{_persen(f'{t}/{r}')},{_CAP})"
    return f"IF({t}<0,{TDH},IF({t}=0,IF({r}<=0,100,0),{isi}))"


def _angka_stabil(t: str, _a: str, r: str) -> str:
    isi = _persen(f"(ABS({t})-ABS({r}-{t}))/ABS({t})")
    return f"IF({t}=0,IF({r}=0,100,0),{isi})"


def _rentang(bawah: str, atas: str) -> Rumus:
    """Put what lies below and above around the 100 of what lies inside."""

    def build(t: str, a: str, r: str) -> str:
        isi = {"a": t, "b": a, "r": r}
        return f"IF({r}<{t},{bawah.format(**isi)},IF({r}>{a},{atas.format(**isi)},100))"

    return build


_BAWAH_NAIK: Final = "IF({a}>0,ROUND({r}/{a}*100,10),0)"
_ATAS_TURUN: Final = "ROUND((2*{b}-{r})/{b}*100,10)"
RUMUS: Final[Mapping[tuple[Jenis, Polaritas | None, str], Rumus]] = {
    (Jenis.ANGKA, Polaritas.NAIK, ""): _angka_naik,
    (Jenis.ANGKA, Polaritas.TURUN, RumusTurun.SELISIH): _angka_turun_selisih,
    (Jenis.ANGKA, Polaritas.TURUN, RumusTurun.RASIO): _angka_turun_rasio,
    (Jenis.ANGKA, Polaritas.STABIL, ""): _angka_stabil,
    (Jenis.RENTANG, Polaritas.NAIK, ""): _rentang(_BAWAH_NAIK, "ROUND({r}/{b}*100,10)"),
    (Jenis.RENTANG, Polaritas.TURUN, RumusTurun.SELISIH): _rentang(
        "IF({a}<=0,100,ROUND((2*{a}-{r})/{a}*100,10))", _ATAS_TURUN
    ),
    (Jenis.RENTANG, Polaritas.TURUN, RumusTurun.RASIO): _rentang(
        f"IF({{a}}<=0,100,IF({{r}}>0,ROUND({{a}}/{{r}}*100,10),{_CAP}))",
        "ROUND({b}/{r}*100,10)",
    ),
    (Jenis.RENTANG, Polaritas.STABIL, ""): _rentang(_BAWAH_NAIK, _ATAS_TURUN),
    (Jenis.NIHIL, None, ""): lambda _t, _a, r: f"IF({r}=0,100,0)",
}
"""Keyed as `kinerja.hitung.rumus.RUMUS`; predikat and tonggak have their own functions."""

_TERCAPAI: Final[Mapping[tuple[Jenis, Polaritas | None], str]] = {
    (Jenis.ANGKA, Polaritas.NAIK): "{r}>={t}",
    (Jenis.ANGKA, Polaritas.TURUN): "{r}<={t}",
    (Jenis.ANGKA, Polaritas.STABIL): "ROUND(ABS({r}-{t}),10)<={toleransi}",
    (Jenis.RENTANG, Polaritas.NAIK): "{r}>={t}",
    (Jenis.RENTANG, Polaritas.TURUN): "{r}<={a}",
    (Jenis.RENTANG, Polaritas.STABIL): "AND({r}>={t},{r}<={a})",
    (Jenis.NIHIL, None): "{r}=0",
}


def build_capaian(rumus: Rumus, t: str, a: str, r: str) -> str:
    """Write the capaian of a number: states pass through, anything else goes by its rule.

    >>> build_capaian(RUMUS[Jenis.NIHIL, None, ""], "T", "", "R")
    'IF(ISTEXT(T),"–",IF(ISTEXT(R),IF(OR(R="belum lapor",R="–"),R,"t.d.h."),IF(R=0,100,0)))'
    """
    keadaan = f"IF(OR({r}={BELUM},{r}={KOSONG}),{r},{TDH})"
    return f"IF(ISTEXT({t}),{KOSONG},IF(ISTEXT({r}),{keadaan},{rumus(t, a, r)}))"


def build_putusan(jenis: Jenis, polaritas: Polaritas | None, t: str, a: str, r: str, o: str) -> str:
    """Write the verdict of a number; `o` is the cell of its tolerance."""
    uji = _TERCAPAI[jenis, polaritas].format(t=t, a=a, r=r, toleransi=o)
    kosong = f"ISTEXT({t}),ISTEXT({r})"
    if jenis is Jenis.ANGKA and polaritas is Polaritas.NAIK:
        kosong += f",{t}=0"
    return f"IF(OR({kosong}),{KOSONG},IF({uji},{TERCAPAI}))"


def rank(isi: str, skala: str) -> str:
    """Look up the rank of a predikat on its scale; without a scale there is none."""
    return f"VLOOKUP(TRIM({isi}),{skala},2,FALSE)" if skala else "NA()"


def build_capaian_predikat(t: str, r: str, skala: str, predikat: str) -> str:
    """Write the capaian of a predikat, by ranks."""
    pt, pr = rank(t, skala), rank(r, skala)
    isi = f"IF({pr}>={pt},100,0)" if predikat == "biner" else round_rumus(f"{pr}/{pt}*100")
    keadaan = f"OR({r}={BELUM},{r}={KOSONG},{r}={TDH})"
    return f"IF({t}={KOSONG},{KOSONG},IF({keadaan},{r},IFERROR({isi},{TDH})))"


def build_putusan_predikat(t: str, r: str, skala: str) -> str:
    """Write the verdict of a predikat."""
    kosong = f"{t}={KOSONG},{r}={BELUM},{r}={KOSONG},{r}={TDH}"
    isi = f"IF({rank(r, skala)}>={rank(t, skala)},{TERCAPAI})"
    return f"IF(OR({kosong}),{KOSONG},IFERROR({isi},{KOSONG}))"


def build_pakai(capaian: str) -> str:
    """Write the value used in means: no more than the cap, no less than the floor."""
    atas = f"IF(ISNUMBER({BATAS_ATAS}),MIN({capaian},{BATAS_ATAS}),{capaian})"
    return (
        f"IF(ISTEXT({capaian}),{capaian},IF(ISNUMBER({BATAS_BAWAH}),MAX({atas},{BATAS_BAWAH}),"
        f"{atas}))"
    )


def build_kategori(pakai: str, kebijakan: Kebijakan) -> str:
    """Write the class of a value by the scale of sheet Parameter, or its state in words."""
    desimal = 0 if kebijakan.pembulatan_kategori == "bulat" else 2
    nilai = f"ROUND({round_rumus(pakai)},{desimal})"
    kelas = kebijakan.kategori.kelas
    isi = f"INDEX(label_kategori,{len(kelas)})"
    for nomor in range(len(kelas) - 1, 0, -1):
        tanda = ">=" if kelas[nomor - 1].is_termasuk else ">"
        uji = f"{nilai}{tanda}INDEX(batas_kategori,{nomor})"
        isi = f"IF({uji},INDEX(label_kategori,{nomor}),{isi})"
    kata = f'IF({pakai}={BELUM},{BELUM},IF({pakai}={KOSONG},"tidak diukur","tidak dapat dihitung"))'
    return f"IF(ISNUMBER({pakai}),{isi},{kata})"


def build_teks_angka(isi: str) -> str:
    """Write a number as the report prints it, whatever marks the reader's own settings use."""
    utuh = f'SUBSTITUTE(FIXED(INT(ROUND({isi},2)),0,FALSE),",",".")'
    return f'{utuh}&IF(ROUND({isi},2)=INT(ROUND({isi},2)),"",","&RIGHT(FIXED({isi},2,TRUE),2))'
