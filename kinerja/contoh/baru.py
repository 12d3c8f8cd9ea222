"""Starts a real agency, or a new year of one: parameters to fill in and an empty plan.

Never overwrites anything; invents no figure, unit or name.
"""

from __future__ import annotations

from datetime import date
from importlib import resources
from pathlib import Path

from kinerja.contoh.notebook import read_notebook
from kinerja.excel.tulis_rencana import write_rencana
from kinerja.folder import Folder
from kinerja.galat import ParameterError
from kinerja.model import Rencana, Versi
from kinerja.parameter import read_instansi
from kinerja.periode import Periode


def write_baru(folder: Folder, opd: str, tahun: int) -> tuple[Path, ...]:
    """Make what is missing for an agency's year and give the files made.

    For a new agency: `instansi.yaml` to fill in and the notebooks. For both: an empty
    `rencana.xlsx` whose lists offer the agency's units and scales.

    Raises:
        ParameterError: where the year's plan exists already, or a name or year is not valid.
    """
    Periode(tahun)
    rencana = folder.data(opd) / str(tahun) / "rencana.xlsx"
    if rencana.exists():
        raise ParameterError(
            "Rencana tahun itu sudah ada dan tidak ditimpa",
            tempat=rencana.relative_to(folder.akar).as_posix(),
            saran="Buka berkas itu, atau pilih tahun lain.",
        )
    dibuat: list[Path] = []
    instansi = folder.parameter(opd) / "instansi.yaml"
    if not instansi.exists():
        isi = (resources.files("kinerja") / "bawaan" / "instansi.yaml").read_bytes()
        dibuat.append(_write(instansi, isi))
    for nama, isi in read_notebook().items():
        jalur = folder.akar / "notebooks" / nama
        if not jalur.exists():
            dibuat.append(_write(jalur, isi))
    terbaca = read_instansi(folder, opd)
    skala = terbaca.kebijakan.build_kebijakan().skala_predikat
    rencana.parent.mkdir(parents=True, exist_ok=True)
    murni = Versi("murni", "Murni", date(tahun, 1, 1), f"DPA Tahun {tahun}", 0)
    write_rencana(
        rencana,
        Rencana(opd, tahun, (murni,), (), (), (), {}),
        daftar_unit=terbaca.daftar_unit,
        nama_skala=tuple(skala),
    )
    return (*dibuat, rencana)


def _write(jalur: Path, isi: bytes) -> Path:
    jalur.parent.mkdir(parents=True, exist_ok=True)
    jalur.write_bytes(isi)
    return jalur
