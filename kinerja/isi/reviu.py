"""The answered reviu list as tables: question, answer, evidence. Answers nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kinerja.isi.blok import Baris, Blok, Kolom, Nada, Paragraf, Tabel
from kinerja.isi.susun import build_sel

NilaiJawaban = Literal["ya", "sebagian", "tidak", "orang"]
_SEBUTAN: Final[dict[NilaiJawaban, tuple[str, Nada]]] = {
    "ya": ("ya", "hijau"),
    "sebagian": ("sebagian", "kuning"),
    "tidak": ("tidak", "merah"),
    "orang": ("☐ diisi penilai", ""),
}


@dataclass(frozen=True, slots=True)
class Jawaban:
    """What a check found, with its evidence; `orang` leaves the question open."""

    nilai: NilaiJawaban
    bukti: str


@dataclass(frozen=True, slots=True)
class BarisReviu:
    """One answered question."""

    kode: str
    uraian: str
    jawaban: Jawaban


@dataclass(frozen=True, slots=True)
class BagianTerjawab:
    """A group of answered questions."""

    judul: str
    sumber: str
    baris: tuple[BarisReviu, ...]


def build_reviu(daftar: Sequence[BagianTerjawab], sumber_data: str) -> list[Blok]:
    """Build one table a group, after a sentence on what the answers are worth."""
    semua = [baris for bagian in daftar for baris in bagian.baris]
    terbuka = sum(baris.jawaban.nilai == "orang" for baris in semua)
    kalimat = (
        f"{len(semua) - terbuka} dari {len(semua)} butir dijawab dari data dan buktinya tertulis di"
        f" sebelahnya; {terbuka} butir diisi penilai. Daftar ini alat bantu dan tidak menggantikan"
        " reviu atau evaluasi Inspektorat."
    )
    blok: list[Blok] = [Paragraf((kalimat,))]
    blok += [
        Tabel(
            f"reviu-{nomor}",
            bagian.judul,
            (
                Kolom("Kode", "kiri", 0.6),
                Kolom("Butir", "kiri", 4.0),
                Kolom("Jawaban", "kiri", 1.3),
                Kolom("Bukti", "kiri", 4.0),
            ),
            tuple(_build_baris(satu) for satu in bagian.baris),
            sumber=f"{bagian.sumber}; jawaban dari {sumber_data}",
            kolom_kunci=2,
        )
        for nomor, bagian in enumerate(daftar, start=1)
    ]
    return blok


def _build_baris(satu: BarisReviu) -> Baris:
    sebutan, nada = _SEBUTAN[satu.jawaban.nilai]
    bukti = satu.jawaban.bukti or "…" * 12
    return Baris(
        (
            build_sel(satu.kode),
            build_sel(satu.uraian),
            build_sel(sebutan, nada=nada),
            build_sel(bukti),
        )
    )
