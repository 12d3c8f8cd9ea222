"""Which lines of the plan a unit reports on in a period; shared by the form and its reader."""

from __future__ import annotations

from kinerja.kolom import IDENTITAS
from kinerja.model import Indikator, Rencana, SubKegiatan
from kinerja.periode import Periode


def build_indikator_unit(rencana: Rencana, unit: str, periode: Periode) -> tuple[Indikator, ...]:
    """Give the unit's indicators that are not dropped by the version in force."""
    return tuple(
        satu
        for satu in rencana.indikator
        if satu.unit == unit and not satu.version_at(periode.akhir).is_dihapus
    )


def build_sub_kegiatan_unit(rencana: Rencana, unit: str) -> tuple[SubKegiatan, ...]:
    """Give the unit's sub kegiatan."""
    return tuple(satu for satu in rencana.sub_kegiatan if satu.unit == unit)


def list_lembar_unit(rencana: Rencana, unit: str, periode: Periode) -> tuple[str, ...]:
    """List the visible sheets of a unit's form: a table without a line is left out."""
    indikator = build_indikator_unit(rencana, unit, periode)
    ada = {
        IDENTITAS.nama: True,
        "Indikator": bool(indikator),
        "Tahapan": any(satu.tahapan for satu in indikator),
        "Sub Kegiatan": bool(build_sub_kegiatan_unit(rencana, unit)),
    }
    return tuple(nama for nama, isi in ada.items() if isi)
