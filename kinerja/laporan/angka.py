"""Every figure of a recap or of blocks by its id: found in frozen data, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Final

from kinerja.hitung.hasil import Rekap
from kinerja.hitung.jejak import Angka
from kinerja.isi.blok import Blok
from kinerja.model import Indikator, Kebijakan, SubKegiatan

_INDIKATOR: Final = re.compile(r"(?:^|\.)ik\.(.+)\.(?:tw|sd|tahun)\.[a-z]+(_pakai)?\Z")


def collect_angka(isi: Rekap | Sequence[Blok]) -> dict[str, Angka]:
    """Collect the figures of a recap, or of blocks, by id, each once, in the order of the parts."""
    hasil: dict[str, Angka] = {}
    for angka in _walk(isi if isinstance(isi, Rekap) else tuple(isi)):
        hasil.setdefault(angka.id, angka)
    return hasil


def _walk(isi: object) -> Iterator[Angka]:
    """Walk over what was computed; the plan and the policy hold none."""
    match isi:
        case Angka():
            yield isi
        case Indikator() | Kebijakan() | SubKegiatan():
            return
        case tuple():
            for satu in isi:
                yield from _walk(satu)
        case _ if is_dataclass(isi):
            for bidang in fields(isi):
                yield from _walk(getattr(isi, bidang.name))


def name_angka(angka: Angka) -> str:
    """Name a figure shortly: the code of what it is about, and the title of its passport.

    >>> name_angka(Angka("2026-tw1.ik.IKS-1.2.sd.capaian_pakai", None, "persen"))
    'IKS-1.2, setelah batas'
    """
    judul = angka.jejak.judul if angka.jejak else ""
    kode = _INDIKATOR.search(angka.id)
    if kode is None:
        return judul or angka.id
    batas = ", setelah batas" if kode[2] else ""
    return f"{kode[1]}{' ' if judul else ''}{judul}{batas}"
