"""Which nodes of a document stand on which paper: the same rule for every format with pages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from kinerja.ekspor.dokumen import jenis_simpul
from kinerja.ekspor.letak import RUANG_PDF, Kertas, Ruang, fit_tabel
from kinerja.ekspor.prosa import Simpul

PENGIRING: Final = frozenset({"Paragraf", "Daftar", "Panel", "KartuRingkas"})
"""Blocks that may stand on a landscape page beside their table."""
PENGIKUT: Final = PENGIRING | {"paragraf", "daftar"}
"""What stays on the landscape page behind its table."""


def group_kertas(
    simpul: Sequence[Simpul], ruang: Ruang = RUANG_PDF
) -> list[tuple[Kertas, list[Simpul]]]:
    """Split the nodes by paper; a wide table takes its heading and the words around it along."""
    kertas = [ruang.tegak] * len(simpul)
    for i, satu in enumerate(simpul):
        if jenis_simpul(satu) == "Tabel":
            kertas[i] = fit_tabel(satu["blok"], ruang).kertas
    for i in [i for i, satu in enumerate(kertas) if satu.is_lanskap]:
        awal = i
        while awal and _is_pengiring(simpul[awal - 1]) and not kertas[awal - 1].is_lanskap:
            awal -= 1
        kepala = [j for j in range(awal, i) if simpul[j]["jenis"] == "kepala"]
        akhir = i + 1
        while akhir < len(simpul) and jenis_simpul(simpul[akhir]) in PENGIKUT:
            akhir += 1
        mulai = _first_kepala(kepala, i)
        kertas[mulai:akhir] = [kertas[i]] * (akhir - mulai)
    pasangan = groupby(zip(kertas, simpul, strict=True), key=lambda satu: satu[0])
    return [(satu, [s for _, s in anggota]) for satu, anggota in pasangan]


def _first_kepala(kepala: list[int], tabel: int) -> int:
    """Give where the run of headings nearest above the table begins (the table, if none)."""
    if not kepala:
        return tabel
    mulai = kepala[-1]
    while mulai - 1 in kepala:
        mulai -= 1
    return mulai


def _is_pengiring(simpul: Simpul) -> bool:
    return simpul["jenis"] != "blok" or jenis_simpul(simpul) in PENGIRING
