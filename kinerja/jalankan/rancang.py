"""Which reports a period has: the jobs of a run, from the units and the notebooks of the folder.

Builds paths and names from checked slugs only. Runs and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kinerja.folder import Folder, check_slug
from kinerja.galat import ParameterError
from kinerja.jalankan.tugas import Keluaran, Tugas
from kinerja.model import Unit
from kinerja.periode import Periode

NAMA_LAPORAN: Final = "laporan-triwulan"
NOTEBOOK_LAPORAN: Final = "laporan_triwulan"
NOTEBOOK_BIDANG: Final = "laporan_bidang"
BENTUK_HASIL: Final = "json"
PENGEKSPOR: Final = {
    "html": "kinerja.ekspor.html:HtmlExporter",
    "pdf": "kinerja.ekspor.pdf:PdfExporter",
    BENTUK_HASIL: "kinerja.ekspor.hasil:HasilExporter",
}
"""Exporter class of each format; `json` holds the figures and is always made."""


@dataclass(frozen=True, slots=True)
class Rancangan:
    """What all jobs of a run have in common."""

    folder: Folder
    opd: str
    periode: Periode
    giliran: Path
    mesin: str
    pengekspor: dict[str, str]


def check_triwulan(periode: Periode) -> None:
    """Refuse a period that is no quarter."""
    if periode.triwulan is None:
        raise ParameterError(
            "Laporan dibuat per triwulan",
            ditemukan=periode.slug,
            saran=f"Tulis misalnya {periode.tahun}-tw4.",
        )


def check_bentuk(daftar: Iterable[str], pengekspor: dict[str, str]) -> dict[str, str]:
    """Choose the exporters of the formats asked for; the figures always come along.

    >>> sorted(check_bentuk(["html"], PENGEKSPOR))
    ['html', 'json']

    Raises:
        ParameterError: for a format that does not exist.
    """
    dikenal = [bentuk for bentuk in pengekspor if bentuk != BENTUK_HASIL]
    asing = [bentuk for bentuk in daftar if bentuk not in pengekspor]
    if asing:
        raise ParameterError(
            "Format tidak dikenal",
            ditemukan=", ".join(asing),
            diharapkan=" atau ".join(dikenal),
        )
    return {
        bentuk: kelas
        for bentuk, kelas in pengekspor.items()
        if bentuk in daftar or bentuk == BENTUK_HASIL
    }


def build_daftar_tugas(rancangan: Rancangan, daftar_unit: Iterable[Unit]) -> list[Tugas]:
    """Build the jobs: the agency's report, which takes longest, then one per unit."""
    parameter = {"opd": rancangan.opd, "periode": rancangan.periode.slug}
    return [
        _build_tugas(
            rancangan,
            nama=NAMA_LAPORAN,
            judul=f"Laporan kinerja {rancangan.periode.judul}",
            notebook=NOTEBOOK_LAPORAN,
            parameter=parameter,
            hasil="hasil",
        ),
        *(
            _build_tugas(
                rancangan,
                nama=name_bidang(unit.slug),
                judul=f"Laporan {unit.nama}",
                notebook=NOTEBOOK_BIDANG,
                parameter=parameter | {"unit": unit.slug},
                hasil=f"{name_bidang(unit.slug)}.hasil",
            )
            for unit in daftar_unit
        ),
    ]


def name_bidang(slug: str) -> str:
    """Name the job of a unit.

    >>> name_bidang("sekretariat")
    'bidang/sekretariat'
    """
    return f"bidang/{check_slug(slug, 'Nama unit')}"


def _build_tugas(
    rancangan: Rancangan,
    *,
    nama: str,
    judul: str,
    notebook: str,
    parameter: dict[str, str],
    hasil: str,
) -> Tugas:
    datar = nama.replace("/", "-")
    return Tugas(
        nama=nama,
        judul=judul,
        sumber=read_notebook(rancangan.folder, notebook),
        parameter=parameter,
        keluaran=tuple(
            Keluaran(
                bentuk,
                kelas,
                f"{hasil}.json" if bentuk == BENTUK_HASIL else f"{nama}.{bentuk}",
            )
            for bentuk, kelas in rancangan.pengekspor.items()
        ),
        tujuan_notebook=f"notebook/{datar}.ipynb",
        folder_kerja=rancangan.folder.akar / "notebooks",
        giliran=rancangan.giliran / datar,
        mesin=rancangan.mesin,
    )


def read_notebook(folder: Folder, nama: str) -> str:
    """Read the text of a notebook of the working folder.

    Raises:
        ParameterError: where it is missing, leads out of the folder, or is not UTF-8.
    """
    jalur = folder.notebook(nama)
    tempat = f"notebooks/{jalur.name}"
    try:
        if not jalur.resolve(strict=True).is_relative_to(folder.akar.resolve()):
            raise ParameterError(
                "Notebook berada di luar folder kerja",
                tempat=tempat,
                saran="Salin notebook itu ke folder notebooks/.",
            )
        return jalur.read_text(encoding="utf-8")
    except OSError:
        raise ParameterError(
            "Notebook tidak ada",
            tempat=tempat,
            saran="Salin dari folder contoh (kinerja contoh NAMA-FOLDER).",
        ) from None
    except UnicodeDecodeError:
        raise ParameterError(
            "Notebook rusak", tempat=tempat, saran="Salin ulang dari folder contoh."
        ) from None
