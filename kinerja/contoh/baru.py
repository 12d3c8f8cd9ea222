"""Starts a real agency, or a new year of one: parameters to fill in and an empty plan.

Never overwrites anything; invents no figure, unit or name.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from importlib import resources
from pathlib import Path
from typing import Final

from kinerja.berkas import write_berkas
from kinerja.excel.tulis_rencana import write_rencana
from kinerja.folder import PEMDA, Folder
from kinerja.galat import ParameterError
from kinerja.model import Rencana, Versi
from kinerja.notebook_kit import read_notebook
from kinerja.parameter import Instansi, describe_pimpinan, read_instansi
from kinerja.parameter.arsip import NAMA_ARSIP
from kinerja.periode import Periode
from kinerja.sop import NAMA_SOP, read_sop_bawaan

_HARI_TENGGAT: Final = 8
"""Days after the quarter that the example of a deadline names."""


def list_profil() -> tuple[str, ...]:
    """List the profiles that a new agency can start from.

    >>> list_profil()
    ('lumajang',)
    """
    folder = resources.files("kinerja") / "bawaan" / "profil"
    return tuple(sorted(satu.name[:-5] for satu in folder.iterdir() if satu.name.endswith(".yaml")))


def write_baru(
    folder: Folder, opd: str, tahun: int, *, profil: str = "", dasar: Rencana | None = None
) -> tuple[Path, ...]:
    """Make what is missing for an agency's year and give the files made.

    For a new agency: `instansi.yaml` to fill in, `sop.yaml` to adapt, the file of the officials
    without any name, and the notebooks. For both: a file for each period with its keys as
    comments, the archivist's fields, and a `rencana.xlsx` whose lists offer the agency's units
    and scales, empty or built on another year's plan.

    Args:
        folder: The working folder.
        opd: The agency's slug.
        tahun: The new year.
        profil: The shipped profile to start a new agency from.
        dasar: The new year's plan as `build_dari` gives it, without targets and pagu.

    Raises:
        ParameterError: where the year's plan exists already, or a name or year is not valid.
    """
    Periode(tahun)
    if opd == PEMDA:
        raise ParameterError(
            "Nama OPD itu dipakai laporan gabungan semua perangkat daerah",
            ditemukan=repr(opd),
            saran="Pilih nama lain, mis. setda.",
        )
    _check_profil(folder, opd, profil)
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
        nama = f"profil/{profil}.yaml" if profil else "instansi.yaml"
        isi = (resources.files("kinerja") / "bawaan" / nama).read_bytes()
        dibuat.append(write_berkas(instansi, isi))
        if not (sop := folder.parameter(opd) / NAMA_SOP).exists():
            dibuat.append(write_berkas(sop, read_sop_bawaan()))
    for nama, isi in read_notebook().items():
        jalur = folder.akar / "notebooks" / nama
        if not jalur.exists():
            dibuat.append(write_berkas(jalur, isi))
    terbaca = read_instansi(folder, opd)
    dibuat += _write_parameter(folder, opd, tahun, terbaca)
    skala = terbaca.kebijakan.build_kebijakan().skala_predikat
    write_rencana(
        rencana,
        dasar or Rencana(opd, tahun, (build_murni(tahun),), (), (), (), {}),
        daftar_unit=terbaca.daftar_unit,
        nama_skala=tuple(skala),
        has_pagu=dasar is None,
    )
    return (*dibuat, rencana)


def build_parameter_periode(instansi: Instansi, periode: Periode) -> str:
    """Build a period's parameter file: every key explained, none but the status set."""
    akhir = periode.akhir
    unit = [
        f"#  {satu.slug}: {{jabatan: {_kutip(describe_pimpinan(satu.nama))}, cara: definitif,"
        f" pejabat: {satu.slug}}}"
        for satu in instansi.daftar_unit
        if "GANTI" not in satu.nama
    ]
    return _read_bawaan("periode.yaml").format(
        judul=periode.judul,
        tenggat=akhir + timedelta(days=_HARI_TENGGAT),
        nota=akhir - timedelta(days=_HARI_TENGGAT),
        laporan=akhir + timedelta(days=2 * _HARI_TENGGAT),
        kepala=_kutip(instansi.kepala),
        unit="\n".join(["#penanda_tangan_unit:", *unit]),
    )


def _write_parameter(folder: Folder, opd: str, tahun: int, instansi: Instansi) -> list[Path]:
    """Write what of the parameter files is missing: of periods, officials, archive."""
    induk = folder.parameter(opd)
    isi = {
        f"{satu.slug}.yaml": build_parameter_periode(instansi, satu)
        for satu in (*Periode(tahun).daftar_triwulan, Periode(tahun))
    }
    isi[NAMA_ARSIP] = _read_bawaan(NAMA_ARSIP)
    if not (induk / "pejabat.contoh.yaml").exists():
        isi["pejabat.lokal.yaml"] = _read_bawaan("pejabat.yaml")
    return [
        write_berkas(induk / nama, teks.encode())
        for nama, teks in isi.items()
        if not (induk / nama).exists()
    ]


def _kutip(teks: str) -> str:
    """Quote a text for YAML."""
    return json.dumps(teks, ensure_ascii=False)


def _read_bawaan(nama: str) -> str:
    return (resources.files("kinerja") / "bawaan" / nama).read_text(encoding="utf-8")


def build_murni(tahun: int) -> Versi:
    """Give the first version of a year's plan."""
    return Versi("murni", "Murni", date(tahun, 1, 1), f"DPA Tahun {tahun}", 0)


def _check_profil(folder: Folder, opd: str, profil: str) -> None:
    if not profil:
        return
    if profil not in list_profil():
        raise ParameterError(
            "Profil tidak dikenal",
            tempat="--profil",
            ditemukan=repr(profil),
            diharapkan=", ".join(list_profil()),
        )
    if (folder.parameter(opd) / "instansi.yaml").exists():
        raise ParameterError(
            "Instansi itu sudah ada, jadi profil tidak dipakai",
            tempat=f"parameters/{opd}/instansi.yaml",
            saran="Ulangi tanpa --profil, atau pilih nama OPD lain.",
        )
