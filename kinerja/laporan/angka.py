"""Every figure of a recap by its id: found in the frozen results, whatever part they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from kinerja.hitung.hasil import Rekap
from kinerja.hitung.jejak import Angka
from kinerja.model import Indikator, Kebijakan, SubKegiatan


def collect_angka(rekap: Rekap) -> dict[str, Angka]:
    """Collect the figures of a recap by id, each once, in the order of its parts."""
    hasil: dict[str, Angka] = {}
    for angka in _walk(rekap):
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
