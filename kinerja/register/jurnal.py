"""The text mirror: one canonical JSON line for each event, appended and flushed to disk.

Also says what is lacking in it after a crash: the last commit at most. Everything that touches
the file goes through `append_isi` and `cut_isi`, which tests make fail.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kinerja.register.peristiwa import (
    Peristiwa,
    build_galat,
    format_baris,
)

NAMA_JURNAL: Final = "jurnal.jsonl"


@dataclass(frozen=True, slots=True)
class IsiJurnal:
    """The mirror as it lies: whole lines with their breaks, and what follows the last break."""

    baris: tuple[bytes, ...] = ()
    ekor: bytes = b""

    @property
    def panjang(self) -> int:
        """Bytes of the whole lines."""
        return sum(map(len, self.baris))


def read_jurnal(jalur: Path) -> IsiJurnal | None:
    """Read the mirror; None where there is none."""
    try:
        isi = jalur.read_bytes()
    except FileNotFoundError:
        return None
    *baris, ekor = isi.split(b"\n")
    return IsiJurnal(tuple(satu + b"\n" for satu in baris), ekor)


def parse_baris(baris: bytes, nomor: int) -> Peristiwa:
    """Parse a line of the mirror.

    Raises:
        KeutuhanError: where the line is not exactly what an event is written as.
    """
    try:
        peristiwa = Peristiwa(**json.loads(baris))
        is_kanonik = format_baris(peristiwa) == baris
    except Exception:  # noqa: BLE001 - whatever a damaged line makes of the parser
        is_kanonik = False
    if not is_kanonik:
        raise build_galat(NAMA_JURNAL, f"Baris {nomor} rusak atau diubah")
    return peristiwa


def parse_jurnal(isi: IsiJurnal) -> tuple[Peristiwa, ...]:
    """Parse all whole lines of the mirror, without judging how they follow each other."""
    return tuple(parse_baris(baris, nomor) for nomor, baris in enumerate(isi.baris, 1))


def compute_kekurangan(isi: IsiJurnal, daftar: Sequence[Peristiwa]) -> bytes:
    """Compute what must be appended to the mirror's whole lines; empty where nothing lacks.

    `daftar` are the register's events from a number of its own on to the last; the lines of the
    mirror from there on are compared with them.

    Raises:
        KeutuhanError: where the mirror holds more than the register, something else, or lacks
            more than the last commit.
    """
    awal = daftar[0].nomor if daftar else 1
    jumlah = awal - 1 + len(daftar)
    if len(isi.baris) > jumlah:
        raise build_galat(
            "register.sqlite",
            f"Peristiwa nomor {jumlah + 1} hilang; jurnal masih memuatnya",
        )
    for peristiwa, baris in zip(daftar, isi.baris[awal - 1 :], strict=False):
        if format_baris(peristiwa) != baris:
            raise build_galat(
                NAMA_JURNAL, f"Peristiwa nomor {peristiwa.nomor} berbeda antara register dan jurnal"
            )
    kurang = daftar[max(0, len(isi.baris) - awal + 1) :]
    if any(satu.sisa == 0 for satu in kurang[:-1]) or len(isi.baris) < awal - 1:
        nomor = len(isi.baris) + 1
        raise build_galat(NAMA_JURNAL, f"Peristiwa nomor {nomor} dan sesudahnya hilang dari jurnal")
    berikut = format_daftar(kurang)
    # A power cut may leave zeros where the line was to stand.
    if not berikut.startswith(isi.ekor.rstrip(b"\0")):
        raise build_galat(NAMA_JURNAL, f"Sampah sesudah baris {len(isi.baris)}")
    return berikut


def format_daftar(daftar: Sequence[Peristiwa]) -> bytes:
    """Format the events of one commit as the mirror holds them."""
    return b"".join(map(format_baris, daftar))


def append_isi(jalur: Path, isi: bytes) -> None:
    """Append bytes to the mirror and flush them to disk."""
    with jalur.open("ab") as berkas:
        berkas.write(isi)
        berkas.flush()
        os.fsync(berkas.fileno())


def cut_isi(jalur: Path, panjang: int) -> None:
    """Cut the mirror to its whole lines."""
    with jalur.open("r+b") as berkas:
        berkas.truncate(panjang)
        os.fsync(berkas.fileno())
