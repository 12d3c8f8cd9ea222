"""What a printed row asks: its operands and their kind, its polarity, or why it cannot be asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kinerja.angka import AngkaError, AngkaRaguError, TandaDesimal
from kinerja.galat import ParameterError
from kinerja.hitung.terbit.baca import Lembar
from kinerja.hitung.terbit.bilangan import Bilangan, infer_tanda, is_kosong, parse_bilangan
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
_POLA_RERATA: Final = re.compile(
    r"\s*(?:(?:rata[- ]?rata|rerata|average)\s*(?:\Z|[(:]|(?:nilai|persentase|tingkat)?\s*"
    r"(?:capaian|kinerja|sasaran|tujuan|indikator|achievement)\b)"
    r"|(?:jumlah|total)\s*(?:\Z|[(:]|(?:capaian|kinerja|keseluruhan|seluruh)\b))",
    re.IGNORECASE,
)
_POLA_RENTANG: Final = re.compile(
    r"([0-9][0-9.,]*)\s*%?\s*(?:-|–|—|s\.?\s?d\.?|sampai|hingga|to)\s*([0-9][0-9.,]*)\s*%?\Z",
    re.IGNORECASE,
)
_POLA_RELASI: Final = re.compile(
    r"\s*(?:(?P<turun>[<≤]=?|kurang dari|tidak lebih|tak lebih|di ?bawah|setinggi|paling (?:banyak"
    r"|tinggi|lama|besar)|ma(?:ks|x)(?:imal|imum)?\b)|[>≥]=?|lebih dari|tidak kurang|tak kurang"
    r"|di ?atas|se(?:kurang|dikit|rendah)|paling|min(?:imal|imum)?\b)",
    re.IGNORECASE,
)
_POLA_ANGKA: Final = re.compile(r"[0-9][0-9.,]*")
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
    if is_kosong(teks) or nomor in lembar.rancu:
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
    if nomor in lembar.rancu:
        return "kolom_lebih"
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
            saran=_propose(target if _POLA_RELASI.match(target) else realisasi),
        )
        return "kata_relasi"
    try:
        rentang = parse_rentang(target, lembar.find_tanda("target"))
    except AngkaRaguError:
        lembar.note_ragu((nomor, lembar.find_letak("target")), target)
        return "target_angka_ragu"
    return _read_bilangan(lembar, nomor, sel, rentang)


def _propose(teks: str) -> str:
    """Propose jenis and target for a relation in words."""
    relasi, angka = _POLA_RELASI.match(teks), _POLA_ANGKA.search(teks)
    if relasi is None or angka is None:
        return "Tulis satu angka dan polaritas, atau rentang a-b."
    if relasi["turun"]:
        return f"Pakai jenis rentang: tulis target 0-{angka.group()} dengan polaritas turun."
    return f"Pakai jenis angka: tulis target {angka.group()} dengan polaritas naik."


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


def parse_rentang(teks: str, tanda: TandaDesimal | None) -> Rentang | None:
    """Read a-b; a comma is a decimal mark and a leading minus a sign, never a range.

    Raises:
        AngkaRaguError: where neither the column nor the two numbers tell the decimal mark.
    """
    cocok = _POLA_RENTANG.match(teks.strip())
    if cocok is None:
        return None
    tanda = tanda or infer_tanda(cocok.groups())[0]
    try:
        bawah, atas = (parse_bilangan(bagian, tanda).nilai for bagian in cocok.groups())
        return Rentang(bawah, atas)
    except AngkaRaguError:
        raise
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
