"""Claims of rise and fall: "meningkat" of a figure that fell, and the other way round.

A clause is judged only where it surely speaks of an indicator: its subject consists of the
indicator's name or of words such as capaian and realisasi. Negated, intended and conditional
clauses are left alone, and so is what is said of an earlier time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kinerja.telaah.fakta import Besaran, Fakta, Pembanding
from kinerja.telaah.kalimat import ANDAI, list_kata, split_klausa
from kinerja.telaah.sebutan import find_sebutan

_NAIK: Final = frozenset({"meningkat", "naik", "bertambah", "tumbuh", "melonjak", "melesat"})
_TURUN: Final = frozenset({"menurun", "turun", "berkurang", "merosot", "anjlok", "melemah"})
_BENDA: Final = {
    "peningkatan": 1,
    "kenaikan": 1,
    "pertumbuhan": 1,
    "lonjakan": 1,
    "penurunan": -1,
    "pengurangan": -1,
}
"""Nouns claim something only behind `mengalami`, `terjadi`, `menunjukkan` or `ada`."""
_PENGANTAR: Final = frozenset({"mengalami", "terjadi", "menunjukkan", "ada", "terdapat"})
_INGKAR: Final = frozenset({"tidak", "belum", "bukan", "tanpa", "tak", "jangan"})
_SENDIRI: Final = frozenset(
    {
        "capaian",
        "realisasi",
        "kinerja",
        "indikator",
        "nilai",
        "persentase",
        "angka",
        "hasil",
    }
)
_RINGAN: Final = frozenset(
    {
        "ini",
        "tersebut",
        "itu",
        "nya",
        "sudah",
        "telah",
        "juga",
        "kembali",
        "masih",
        "terus",
        "pada",
        "di",
        "s",
        "d",
        "sd",
        "sampai",
        "dengan",
        "triwulan",
        "i",
        "ii",
        "iii",
        "iv",
        "tahun",
        "secara",
        "cukup",
        "sangat",
        "sedikit",
        "signifikan",
        "yang",
        "dari",
        "ke",
        "menjadi",
        "sebesar",
        "hingga",
        "dibanding",
        "dibandingkan",
        "daripada",
        "lalu",
        "sebelumnya",
        "terhadap",
        "lebih",
        "karena",
        "persen",
        "poin",
        "%",
        "dan",
        "bersih",
        "berjalan",
        "kami",
        "unit",
        "sekarang",
        "kini",
        "periode",
        "mengalami",
        "terjadi",
        "menunjukkan",
        "ada",
        "terdapat",
        "maka",
        "sehingga",
        "semester",
    }
)
_BANDING: Final = re.compile(
    r"\b(?:dibanding(?:kan)?(?:\s+dengan)?|daripada|terhadap|dari|sejak)\s+(?:capaian\s+|realisasi"
    r"\s+|posisi\s+)?(?P<apa>tahun|triwulan|semester|20[0-9]{2})\b",
    re.IGNORECASE,
)
_DULU: Final = re.compile(
    r"\b(?:tahun|triwulan|semester)\s+(?:yang\s+)?(?:lalu|sebelumnya|kemarin)\b|"
    r"\b(?:dahulu|dulu|semula|sempat)\b",
    re.IGNORECASE,
)
_TAHUN: Final = re.compile(r"\btahun\s+(20[0-9]{2})\b", re.IGNORECASE)
_TRIWULAN: Final = re.compile(r"\btriwulan\s+(IV|III|II|I)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Waktu:
    """When the report stands: its year and, in a quarter's report, its quarter in Roman."""

    tahun: int
    romawi: str = ""


@dataclass(frozen=True, slots=True)
class SalahArah:
    """A clause that claims what the figures deny."""

    klausa: str
    kode: str
    besaran: Besaran
    gerak: Decimal


def find_salah_arah(
    teks: str, fakta: Fakta | None, semua: Mapping[str, Fakta], waktu: Waktu
) -> list[SalahArah]:
    """Find the clauses that claim a rise or fall the figures deny.

    Args:
        teks: What somebody wrote.
        fakta: The indicator it was written for; None for text about the agency.
        semua: All indicators by code, for clauses that name another one.
        waktu: The report's own time; what is said of another time is left alone.

    >>> satu = Fakta("IK-1", "Opini", {("capaian", "triwulan"): Decimal("-2")})
    >>> waktu = Waktu(2026, "II")
    >>> [s.klausa for s in find_salah_arah("Capaian meningkat.", satu, {"IK-1": satu}, waktu)]
    ['Capaian meningkat']
    >>> find_salah_arah("Capaian tidak meningkat.", satu, {"IK-1": satu}, waktu)
    []
    """
    return [
        salah
        for klausa in split_klausa(teks)
        if (salah := _judge(klausa, fakta, semua, waktu)) is not None
    ]


def _judge(
    klausa: str, fakta: Fakta | None, semua: Mapping[str, Fakta], waktu: Waktu
) -> SalahArah | None:
    kata = list_kata(klausa)
    letak, arah = _find_klaim(kata)
    if not arah or ANDAI.intersection(kata):
        return None
    pembanding = _find_pembanding(klausa, waktu)
    if pembanding is None:
        return None
    sebutan = find_sebutan(klausa, semua)
    pokok = sebutan.fakta if sebutan else fakta
    if pokok is None:
        return None
    dekat = _INGKAR.intersection(kata[max(0, letak - 4) : letak])
    if dekat - (set(list_kata(pokok.nama)) if sebutan and sebutan.is_penuh else set()):
        return None
    sisa = _list_sisa(kata[:letak], pokok, has_nama=sebutan is not None and sebutan.is_penuh)
    if sisa or (not sebutan and letak + 1 < len(kata) and _is_pokok_belakang(kata, letak, pokok)):
        return None
    besaran: Besaran = "capaian" if "capaian" in kata[:letak] or "capaian" in kata else "realisasi"
    gerak = _find_gerak(pokok, besaran, pembanding)
    if gerak is None or (gerak > 0) - (gerak < 0) == arah:
        return None
    return SalahArah(klausa, pokok.kode, besaran, gerak)


def _find_klaim(kata: tuple[str, ...]) -> tuple[int, int]:
    """Give where a clause claims a movement and its direction; 0 where it claims none."""
    for nomor, satu in enumerate(kata):
        if satu in _NAIK:
            return nomor, 1
        if satu in _TURUN:
            return nomor, -1
        if satu in _BENDA and nomor and kata[nomor - 1] in _PENGANTAR:
            return nomor, _BENDA[satu]
    return 0, 0


def _find_pembanding(klausa: str, waktu: Waktu) -> Pembanding | None:
    """Give what a clause compares with; None where it speaks of another time."""
    banding = _BANDING.search(klausa)
    if banding and banding["apa"].isdigit():
        return "tahun" if int(banding["apa"]) == waktu.tahun - 1 else None
    if banding:
        return "tahun" if banding["apa"].casefold() == "tahun" else "triwulan"
    if _DULU.search(klausa):
        return None
    if any(int(tahun) != waktu.tahun for tahun in _TAHUN.findall(klausa)):
        return None
    lain = {satu.upper() for satu in _TRIWULAN.findall(klausa)} - {waktu.romawi}
    if lain:
        return None
    return "triwulan" if waktu.romawi else "tahun"


def _list_sisa(kata: tuple[str, ...], pokok: Fakta, *, has_nama: bool) -> list[str]:
    """List the words before the claim that belong neither to the indicator nor to the grammar."""
    milik = _SENDIRI | _RINGAN | set(list_kata(pokok.nama)) | set(list_kata(pokok.kode))
    sisa = [satu for satu in kata if satu.removesuffix("nya") not in milik and not satu.isdigit()]
    # A clause that gives the name in full may add a phrase before or behind it.
    return [] if has_nama and len(sisa) <= 1 else sisa


def _is_pokok_belakang(kata: tuple[str, ...], letak: int, pokok: Fakta) -> bool:
    """Whether another subject stands behind the claim, as in "terjadi kenaikan harga"."""
    if kata[letak] not in _BENDA:
        return False
    berikut = kata[letak + 1].removesuffix("nya")
    return berikut not in _SENDIRI | _RINGAN | set(list_kata(pokok.nama))


def _find_gerak(pokok: Fakta, besaran: Besaran, pembanding: Pembanding) -> Decimal | None:
    return pokok.gerak.get((besaran, pembanding))
