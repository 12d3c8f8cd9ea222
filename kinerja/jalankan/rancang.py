"""Which reports a period has: the jobs of a run, from the units and the notebooks of the folder.

Builds paths and names from checked slugs only. Runs and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kinerja.ekspor.bentuk import Bentuk
from kinerja.folder import Folder, check_slug, is_isian_unit_lain
from kinerja.galat import ParameterError
from kinerja.jalankan.tugas import Keluaran, NilaiParameter, Tugas
from kinerja.model import Unit
from kinerja.periode import Periode


@dataclass(frozen=True, slots=True)
class Jenis:
    """A kind of report: its notebook, what its sentinel calls it, and how its files are named.

    `{unit}` stands for the unit's slug, `{judul}` for the period or unit as people read it.
    """

    laporan: str
    notebook: str
    nama: str
    hasil: str
    judul: str
    is_unit: bool
    parameter: Mapping[str, NilaiParameter] = field(default_factory=dict)
    """What the notebook takes besides agency, period and unit."""


JENIS_TRIWULAN: Final = Jenis(
    "laporan-triwulan",
    "laporan_triwulan",
    nama="laporan-triwulan",
    hasil="hasil.json",
    judul="Laporan kinerja {judul}",
    is_unit=False,
)
JENIS_BIDANG: Final = Jenis(
    "laporan-bidang",
    "laporan_bidang",
    nama="bidang/{unit}",
    hasil="bidang/{unit}.hasil.json",
    judul="Laporan {judul}",
    is_unit=True,
)
FOLDER_DISPOSISI: Final = "disposisi"
"""Where the sheets of dispositions lie below the output folder, one set of files per number."""


def build_jenis_disposisi(agenda: int) -> Jenis:
    """Build the kind of the one sheet with this agenda number.

    >>> build_jenis_disposisi(3).nama
    'disposisi/lembar-3'
    """
    nama = f"{FOLDER_DISPOSISI}/lembar-{agenda}"
    return Jenis(
        "lembar-disposisi",
        "lembar_disposisi",
        nama=nama,
        hasil=f"{nama}.hasil.json",
        judul=f"Lembar disposisi nomor agenda {agenda}",
        is_unit=False,
        parameter={"agenda": agenda},
    )


FOLDER_PERUBAHAN: Final = "perubahan"
"""Where the pages on what changed lie, one set of files per comparison."""


def build_jenis_perubahan(dari: str, ke: str, kiriman: str = "") -> Jenis:
    """Build the kind of the one page that compares two runs, or two submissions of a unit.

    >>> build_jenis_perubahan("12", "40").nama, build_jenis_perubahan("0", "1", "ppkd").nama
    ('perubahan/12-40', 'perubahan/ppkd-0-1')
    """
    nama = f"{FOLDER_PERUBAHAN}/{'-'.join(filter(None, (kiriman, dari, ke)))}"
    return Jenis(
        "perubahan",
        "perubahan",
        nama=nama,
        hasil=f"{nama}.hasil.json",
        judul="Perubahan {judul}",
        is_unit=False,
        parameter={"dari": dari, "ke": ke, "kiriman": kiriman},
    )


JENIS_TAHUNAN: Final = Jenis(
    "laporan-tahunan",
    "laporan_tahunan",
    nama="laporan-tahunan",
    hasil="hasil.json",
    judul="Laporan kinerja {judul}",
    is_unit=False,
)
JENIS_PEMDA: Final = Jenis(
    "laporan-pemda",
    "laporan_pemda",
    nama="laporan-pemda",
    hasil="hasil.json",
    judul="Laporan kinerja gabungan {judul}",
    is_unit=False,
)
"""The report over all agencies: no agency has it."""

FOLDER_LAIN: Final = (f"{FOLDER_DISPOSISI}/", f"{FOLDER_PERUBAHAN}/")
"""How the names of pages begin that a run of the reports does not make."""
SEMUA_JENIS: Final = (JENIS_TRIWULAN, JENIS_BIDANG, JENIS_TAHUNAN)


def find_jenis(nama: str) -> Jenis:
    """Find the kind of a report by its name.

    >>> find_jenis("bidang/sekretariat").notebook, find_jenis("laporan-tahunan").notebook
    ('laporan_bidang', 'laporan_tahunan')

    Raises:
        ParameterError: for a name that no report has.
    """
    for jenis in SEMUA_JENIS:
        if nama == jenis.nama or (jenis.is_unit and nama.startswith(jenis.nama.split("{")[0])):
            return jenis
    raise ParameterError("Laporan tidak dikenal", ditemukan=repr(nama))


def list_jenis(periode: Periode) -> tuple[Jenis, ...]:
    """List the kinds of report of a period, the agency's first: it takes longest.

    A year has one report, of the whole agency.
    """
    return (JENIS_TAHUNAN,) if periode.triwulan is None else (JENIS_TRIWULAN, JENIS_BIDANG)


@dataclass(frozen=True, slots=True)
class Rancangan:
    """What all jobs of a run have in common; `masukan` maps each input read to its SHA-256."""

    folder: Folder
    opd: str
    periode: Periode
    giliran: Path
    mesin: str
    bentuk: Mapping[str, Bentuk]
    masukan: Mapping[str, str] = field(default_factory=dict)


def build_daftar_tugas(
    rancangan: Rancangan, daftar_unit: Iterable[Unit], daftar_jenis: Sequence[Jenis] = ()
) -> list[Tugas]:
    """Build the jobs: one per kind of report, or one per unit where the kind is a unit's.

    Without kinds named, all of the period's.
    """
    semua = tuple(daftar_unit)
    return [
        _build_tugas(rancangan, jenis, unit)
        for jenis in daftar_jenis or list_jenis(rancangan.periode)
        for unit in (semua if jenis.is_unit else (None,))
    ]


def _build_tugas(rancangan: Rancangan, jenis: Jenis, unit: Unit | None) -> Tugas:
    slug = check_slug(unit.slug, "Nama unit") if unit else ""
    nama, hasil = jenis.nama.format(unit=slug), jenis.hasil.format(unit=slug)
    datar = nama.replace("/", "-")
    parameter: dict[str, NilaiParameter] = {
        "opd": rancangan.opd,
        "periode": rancangan.periode.slug,
        **jenis.parameter,
    }
    return Tugas(
        nama=nama,
        judul=jenis.judul.format(judul=unit.nama if unit else rancangan.periode.judul),
        sumber=read_notebook(rancangan.folder, jenis.notebook),
        parameter=parameter | ({"unit": slug} if unit else {}),
        keluaran=tuple(
            Keluaran(satu, bentuk.pengekspor, bentuk.name_berkas(nama, hasil))
            for satu, bentuk in rancangan.bentuk.items()
            if bentuk.is_untuk(jenis.laporan)
        ),
        tujuan_notebook=f"notebook/{datar}.ipynb",
        folder_kerja=rancangan.folder.akar / "notebooks",
        giliran=rancangan.giliran / datar,
        mesin=rancangan.mesin,
        laporan=jenis.laporan,
        unit=slug,
        masukan={
            berkas: sidik
            for berkas, sidik in rancangan.masukan.items()
            if not slug or not is_isian_unit_lain(berkas, slug)
        },
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
