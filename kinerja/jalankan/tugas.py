"""What a job is: one notebook, its parameters, the files it must give; and what came of it.

Checks parameters before anything runs: names must be those of the notebook's `parameters` cell
and values plain literals, so neither can carry code. Runs nothing.
"""

from __future__ import annotations

import ast
import difflib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from kinerja.galat import ParameterError

if TYPE_CHECKING:
    from kinerja.bekal import Bekal

NilaiParameter = str | int | float | bool | None
BERKAS_JEJAK: Final = "jejak.txt"
"""File in a job's staging for the traceback of an unforeseen fault."""
_PANJANG_TERBESAR: Final = 200


@dataclass(frozen=True, slots=True)
class Keluaran:
    """A file a job must give: format, `modul:Kelas` of its exporter, path in the output folder."""

    bentuk: str
    pengekspor: str
    tujuan: str

    def __post_init__(self) -> None:
        """Refuse a target outside the output folder."""
        check_tujuan(self.tujuan)


@dataclass(frozen=True, slots=True)
class Tugas:
    """One report to make.

    `sumber` is the notebook's text as read when its key was computed; `folder_kerja` the current
    folder while it runs; `giliran` the job's own staging folder. `laporan`, `unit` and `masukan`
    (SHA-256 by file name) are what the report's sentinel must say; `bekal` is what the parent has
    read already.
    """

    nama: str
    judul: str
    sumber: str
    parameter: Mapping[str, NilaiParameter]
    keluaran: tuple[Keluaran, ...]
    tujuan_notebook: str
    folder_kerja: Path
    giliran: Path
    mesin: str = "kinerja"
    laporan: str = ""
    unit: str = ""
    masukan: Mapping[str, str] = field(default_factory=dict)
    bekal: Bekal | None = None

    def __post_init__(self) -> None:
        """Refuse parameters that the notebook does not declare, and paths outside the folder."""
        check_tujuan(self.tujuan_notebook)
        check_parameter(self.parameter, read_nama_parameter(self.sumber, self.nama), self.nama)

    @property
    def nama_datar(self) -> str:
        """The job's name as one file name."""
        return self.nama.replace("/", "-")


@dataclass(frozen=True, slots=True)
class BerkasJadi:
    """A finished file in staging: format, path below the output folder, SHA-256 and size."""

    bentuk: str
    tujuan: str
    sha256: str
    ukuran: int


@dataclass(frozen=True, slots=True)
class HasilTugas:
    """What came of a job.

    `gagal` says why there is no report (empty: there is one); `gagal_bentuk` why a format is
    missing; `catatan` what of the notebook is not in the report; `notebook_gagal` names the
    executed notebook of a failed job, in staging.
    """

    nama: str
    berkas: tuple[BerkasJadi, ...] = ()
    gagal: str = ""
    gagal_bentuk: Mapping[str, str] = field(default_factory=dict)
    catatan: tuple[str, ...] = ()
    notebook_gagal: str = ""
    is_dihentikan: bool = False


def check_tujuan(tujuan: str) -> str:
    """Give an output path back, or refuse one that could leave the output folder.

    >>> check_tujuan("bidang/sekretariat.html")
    'bidang/sekretariat.html'
    """
    bagian = PurePosixPath(tujuan).parts
    if (
        not bagian
        or tujuan != "/".join(bagian)
        or ".." in bagian
        or any(tanda in tujuan for tanda in '\\{}:\0\n"')
        or PurePosixPath(tujuan).is_absolute()
    ):
        raise ParameterError(
            "Jalur keluaran tidak sah",
            ditemukan=repr(tujuan),
            saran="Pakai nama di dalam folder keluaran, tanpa .. dan tanpa kurung kurawal.",
        )
    return tujuan


def read_nama_parameter(sumber: str, nama: str) -> tuple[str, ...]:
    """Read the names assigned in the one `parameters` cell of a notebook's text.

    Raises:
        ParameterError: where the text is no notebook, or has not exactly one such cell.
    """
    try:
        daftar_sel = json.loads(sumber)["cells"]
        sel_parameter = [
            sel for sel in daftar_sel if "parameters" in sel.get("metadata", {}).get("tags", ())
        ]
        pohon = ast.parse("\n".join("".join(sel["source"]) for sel in sel_parameter))
    except (ValueError, KeyError, TypeError, AttributeError, SyntaxError):
        raise ParameterError(
            "Notebook rusak", tempat=nama, saran="Salin ulang notebook itu dari folder contoh."
        ) from None
    if len(sel_parameter) != 1:
        raise ParameterError(
            "Notebook harus punya tepat satu sel berlabel parameters",
            tempat=nama,
            ditemukan=str(len(sel_parameter)),
        )
    return tuple(
        sasaran.id
        for baris in pohon.body
        for sasaran in _list_sasaran(baris)
        if isinstance(sasaran, ast.Name)
    )


def _list_sasaran(baris: ast.stmt) -> list[ast.expr]:
    if isinstance(baris, ast.Assign):
        return baris.targets
    return [baris.target] if isinstance(baris, ast.AnnAssign) else []


def check_parameter(
    parameter: Mapping[str, Any], daftar_nama: tuple[str, ...], notebook: str
) -> None:
    """Refuse unknown or missing names and values that are not plain literals.

    papermill writes names into the notebook as they are and only warns of unknown ones, so both
    are settled here.

    >>> check_parameter({"opd": "bpkd"}, ("opd",), "laporan_bidang")
    """
    check_nama(parameter, daftar_nama, notebook)
    for nama, nilai in parameter.items():
        if not _is_literal(nilai):
            raise ParameterError(
                "Nilai parameter tidak sah",
                tempat=f"{notebook}, {nama}",
                ditemukan=repr(nilai)[:_PANJANG_TERBESAR],
                diharapkan=f"teks sampai {_PANJANG_TERBESAR} huruf, angka, ya/tidak, atau kosong",
            )
    kurang = [nama for nama in daftar_nama if nama not in parameter]
    if kurang:
        raise ParameterError("Parameter belum diisi", tempat=notebook, ditemukan=", ".join(kurang))


def check_nama(parameter: Iterable[str], daftar_nama: tuple[str, ...], notebook: str) -> None:
    """Refuse a name that the notebook's parameters cell does not hold, with the nearest one.

    >>> check_nama(["opd"], ("opd", "periode"), "laporan_bidang")
    """
    for nama in parameter:
        if nama not in daftar_nama:
            dekat = difflib.get_close_matches(str(nama), daftar_nama, n=1, cutoff=0.5)
            raise ParameterError(
                "Parameter tidak dikenal",
                tempat=notebook,
                ditemukan=repr(nama),
                saran=f"Maksud Anda {dekat[0]}?"
                if dekat
                else f"Yang ada: {', '.join(daftar_nama) or 'tidak ada'}.",
            )


def _is_literal(nilai: object) -> bool:
    if isinstance(nilai, float):
        return math.isfinite(nilai)
    if isinstance(nilai, str):
        return len(nilai) <= _PANJANG_TERBESAR and "\0" not in nilai
    return nilai is None or isinstance(nilai, int)
