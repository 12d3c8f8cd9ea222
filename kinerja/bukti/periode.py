"""The evidence of all forms of a period at once, so that one file for two claims shows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kinerja.bukti.hasil import HasilBukti
from kinerja.bukti.periksa import check_bukti
from kinerja.bukti.tercatat import BuktiTercatat, check_tercatat
from kinerja.excel.masukan import Kunci
from kinerja.excel.pencatat import Pencatat
from kinerja.model import Masukan
from kinerja.temuan import Temuan


def check_bukti_periode(
    masukan: Masukan, folder_data: Path, tercatat: Mapping[Kunci, BuktiTercatat]
) -> tuple[tuple[Temuan, ...], dict[str, HasilBukti]]:
    """Check the evidence of every form of the period; gives findings and coverage by unit.

    Of earlier quarters only those of a year are checked: theirs was told when they were reported.

    Args:
        masukan: The forms.
        folder_data: The agency's data folder.
        tercatat: What was stored with each form.
    """
    temuan: list[Temuan] = []
    hasil: dict[str, HasilBukti] = {}
    per_sidik: dict[str, str] = {}
    for (unit, triwulan), laporan in sorted(masukan.laporan_unit.items()):
        if masukan.periode.triwulan not in {None, triwulan}:
            continue
        pencatat = Pencatat(laporan.berkas.nama, unit)
        satu = check_bukti(laporan, folder_data, pencatat, per_sidik)
        dulu = tercatat.get((unit, triwulan))
        if dulu and dulu.formulir == laporan.berkas.sha256:
            check_tercatat(satu.berkas, dulu, pencatat)
        temuan += pencatat.temuan
        lama = hasil.get(unit)
        hasil[unit] = satu if lama is None else lama.combine(satu)
    return tuple(temuan), hasil
