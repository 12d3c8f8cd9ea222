"""What a printed row asks: its operands and their kind, its polarity, or why it cannot be asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kinerja.angka import AngkaError
from kinerja.galat import ParameterError
from kinerja.hitung.terbit.baca import Lembar
from kinerja.hitung.terbit.bilangan import Bilangan, find_tanda, is_kosong, parse_bilangan
from kinerja.model import Jenis, Polaritas, Rentang
from kinerja.skala import SkalaPredikat

_DAFTAR_KATA: Final = {
    Polaritas.NAIK: "naik positif positive maximize maximise maksimum maksimal max maks"
    " tinggi higher progresif",
    Polaritas.TURUN: "turun negatif negative minimize minimise minimum minimal min"
    " rendah lower regresif",
    Polaritas.STABIL: "stabil stabilize stabilise stable tetap",
}
_KATA_POLARITAS: Final = {
    kata: polaritas for polaritas, daftar in _DAFTAR_KATA.items() for kata in daftar.split()
}
_KATA_RERATA: Final = frozenset({"agregat", "aggregate", "rata-rata", "rerata", "average", "mean"})
_POLA_RERATA: Final = re.compile(r"\s*(rata[- ]?rata|rerata|average|jumlah|total)\b", re.IGNORECASE)
_POLA_RENTANG: Final = re.compile(
    r"([0-9][0-9.,]*)\s*%?\s*(?:-|–|—|s\.?\s?d\.?|sampai|hingga|to)\s*([0-9][0-9.,]*)\s*%?\Z",
    re.IGNORECASE,
)
_POLA_RELASI: Final = re.compile(
    r"\s*([<>≤≥]|kurang dari|lebih dari|minimal|maksimal|paling|min\.|maks\.)", re.IGNORECASE
)
_POLA_UKUR: Final = re.compile(
    r"%|persen|percent|‰|indeks|index|nilai|skor|poin|rasio|ratio|per |\bk?m2?\b|meter|\bha\b"
    r"|hektar|ton|\bkg\b|liter|jam|menit|detik|bulan|tahun|\brp\b|rupiah|juta|miliar",
    re.IGNORECASE,
)
SKALA_UMUM: Final = (
    SkalaPredikat("opini", ("TMP", "TW", "WDP", "WTP"), {"WTP-DPP": "WTP", "WTP DPP": "WTP"}),
    SkalaPredikat("sakip", ("D", "C", "CC", "B", "BB", "A", "AA")),
)
"""The two ordinal scales that documents print without explaining them."""


@dataclass(frozen=True, slots=True)
class Soal:
    """Operands of a row, their kind, and whether whole numbers may be rounded measures."""

    jenis: Jenis
    target: Bilangan | Rentang | str
    realisasi: Bilangan | str
    skala: SkalaPredikat | None = None
    is_ukur: bool = False


def read_polaritas(lembar: Lembar, nomor: int, sel: Sequence[str]) -> tuple[Polaritas | None, str]:
    """Give the polarity of a row (None where it is blank), or the reason why it has none."""
    teks = lembar.read_teks(sel, "polaritas").casefold()
    if is_kosong(teks):
        return None, ""
    for kata in re.split(r"[^a-z-]+", teks):
        if kata in _KATA_RERATA:
            return None, "baris_rata_rata"
        if kata in _KATA_POLARITAS:
            return _KATA_POLARITAS[kata], ""
    lembar.note(
        "K-POLARITAS-ASING",
        "Polaritas tidak dikenal",
        (nomor, lembar.kolom.nilai.get("polaritas")),
        ditemukan=repr(teks),
        saran="Tulis naik, turun, atau stabil.",
    )
    return None, "polaritas_tidak_dikenal"


def read_soal(lembar: Lembar, nomor: int, sel: Sequence[str]) -> Soal | str:
    """Read the operands of a row, or give the reason code why there is nothing to compute."""
    target, realisasi = (lembar.read_teks(sel, nama) for nama in ("target", "realisasi"))
    if is_kosong(target):
        return _explain_kosong(lembar, sel, is_semua=is_kosong(realisasi))
    if is_kosong(realisasi):
        return "realisasi_kosong"
    for skala in SKALA_UMUM:
        if None not in {skala.compute_peringkat(teks) for teks in (target, realisasi)}:
            return Soal(Jenis.PREDIKAT, target, realisasi, skala)
    if _POLA_RELASI.match(target) or _POLA_RELASI.match(realisasi):
        lembar.note(
            "K-RELASI",
            "Target atau realisasi memakai kata relasi",
            (nomor, lembar.kolom.nilai.get("target")),
            ditemukan=f"{target!r} dan {realisasi!r}",
            saran="Tulis satu angka dan polaritas, atau rentang a-b.",
        )
        return "kata_relasi"
    return _read_bilangan(lembar, nomor, sel, parse_rentang(target, lembar))


def _read_bilangan(
    lembar: Lembar, nomor: int, sel: Sequence[str], rentang: Rentang | None
) -> Soal | str:
    target = rentang or lembar.read_bilangan(nomor, sel, "target")
    realisasi = lembar.read_bilangan(nomor, sel, "realisasi")
    if target is None or isinstance(target, str):
        return f"target_{target or 'kosong'}"
    if realisasi is None or isinstance(realisasi, str):
        return f"realisasi_{realisasi or 'kosong'}"
    if isinstance(target, Rentang):
        return Soal(Jenis.RENTANG, target, realisasi)
    is_ukur = _is_ukur(lembar.read_teks(sel, "satuan"), (target, realisasi))
    return Soal(Jenis.ANGKA, target, realisasi, is_ukur=is_ukur)


def parse_rentang(teks: str, lembar: Lembar) -> Rentang | None:
    """Read a-b; a comma is a decimal mark and a leading minus a sign, never a range."""
    cocok = _POLA_RENTANG.match(teks.strip())
    if cocok is None:
        return None
    try:
        bawah, atas = (
            parse_bilangan(bagian, lembar.tanda_desimal or find_tanda(bagian)).nilai
            for bagian in cocok.groups()
        )
        return Rentang(bawah, atas)
    except (AngkaError, ParameterError):
        return None


def _explain_kosong(lembar: Lembar, sel: Sequence[str], *, is_semua: bool) -> str:
    """A row of neither target nor realisasi that is called an average repeats other rows."""
    if not is_semua:
        return "target_kosong"
    is_rerata = lembar.read_teks(sel, "polaritas").casefold() in _KATA_RERATA or any(
        _POLA_RERATA.match(teks) for teks in sel
    )
    return "baris_rata_rata" if is_rerata else "target_kosong"


def _is_ukur(satuan: str, daftar: Sequence[Bilangan]) -> bool:
    """Whether a whole number may be a rounded measure: by its % sign, its unit, or its fellow."""
    if any(bilangan.is_persen for bilangan in daftar):
        return True
    if satuan:
        return bool(_POLA_UKUR.search(satuan))
    return any(bilangan.desimal for bilangan in daftar)
