"""The fingerprint of a job: everything its outputs depend on, so that equal means no need to run.

Notebook source, parameters, every input file, the findings on them (which the register has a say
in), the kit's own code and templates, the versions of what renders, and the engine. Only hashes
and compares.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import Any, Final

from kinerja.berkas import compute_sha256, compute_sha256_isi, format_json
from kinerja.catatan import NAMA_MASUKAN
from kinerja.daftar_reviu import BERKAS_REVIU
from kinerja.folder import Folder
from kinerja.jalankan.hasil_jalan import BELUM_DIBUAT
from kinerja.model import Berkas
from kinerja.periode import Periode
from kinerja.temuan import Temuan, Tingkatan, build_data_temuan
from kinerja.word import NAMA_TEMPLAT

_PUSTAKA: Final = (
    "ipython",
    "jinja2",
    "matplotlib",
    "mistune",
    "nbconvert",
    "nbformat",
    "openpyxl",
    "pandas",
    "papermill",
    "pydantic",
    "python-docx",
    "seaborn",
    "typst",
)
_SEBUTAN: Final = {NAMA_MASUKAN: "disposisi, tindak lanjut, atau status final"}
"""What people call an input that is no file."""
_ABAIKAN: Final = {"__pycache__", "_notebooks"}

Sidik = Mapping[str, Any]
"""The parts of a fingerprint, as they stand in the manifest."""


def build_sidik(
    sumber: str,
    parameter: Mapping[str, Any],
    masukan: Iterable[Berkas],
    temuan: Iterable[Temuan],
    mesin: str,
) -> dict[str, Any]:
    """Build the fingerprint of a job; of the findings only those that a report prints count."""
    dicetak = [
        build_data_temuan(satu) for satu in temuan if satu.tingkatan is not Tingkatan.CATATAN
    ]
    return {
        "mesin": mesin,
        "masukan": {berkas.nama: berkas.sha256 for berkas in masukan},
        "temuan": compute_sha256_isi(format_json(dicetak)),
        "notebook": compute_sidik_notebook(sumber),
        "parameter": dict(parameter),
        "program": compute_sidik_program(),
        "versi": build_versi(),
    }


def read_berkas_parameter(folder: Folder, opd: str, periode: Periode) -> tuple[Berkas, ...]:
    """Hash the parameter files that a report of the period is made from.

    A year rests on the status of its quarters, so theirs count too.
    """
    daftar = ["instansi.yaml", f"{periode.slug}.yaml", "pejabat.lokal.yaml", "pejabat.contoh.yaml"]
    daftar.append(NAMA_TEMPLAT)
    if periode.triwulan is None:
        daftar += [*(f"{satu.slug}.yaml" for satu in periode.daftar_triwulan), BERKAS_REVIU]
    return tuple(
        Berkas(
            jalur.relative_to(folder.akar).as_posix(), compute_sha256(jalur), jalur.stat().st_size
        )
        for jalur in (folder.parameter(opd) / nama for nama in daftar)
        if jalur.is_file()
    )


def map_sidik(daftar: Iterable[Berkas]) -> dict[str, str]:
    """Map each file's name to its SHA-256."""
    return {berkas.nama: berkas.sha256 for berkas in daftar}


def compute_kunci(sidik: Sidik) -> str:
    """Compute the one key of a fingerprint."""
    return compute_sha256_isi(format_json(sidik))


def compute_sidik_notebook(sumber: str) -> str:
    """Hash what a notebook says: cell types, tags and sources; not outputs, counts or ids."""
    isi = [
        [sel["cell_type"], "".join(sel["source"]), sorted(sel.get("metadata", {}).get("tags", ()))]
        for sel in json.loads(sumber)["cells"]
    ]
    return compute_sha256_isi(format_json(isi))


@cache
def compute_sidik_program() -> str:
    """Hash the kit itself: code, templates, fonts and built-in tables."""
    akar = Path(str(resources.files("kinerja")))
    sidik = hashlib.sha256()
    for jalur in sorted(akar.rglob("*")):
        nama = jalur.relative_to(akar)
        if jalur.is_file() and jalur.suffix != ".pyc" and not _ABAIKAN & set(nama.parts):
            sidik.update(f"{nama.as_posix()} {compute_sha256(jalur)}\n".encode())
    return sidik.hexdigest()


@cache
def build_versi() -> dict[str, str]:
    """List Python and the libraries that shape a report, with their versions."""
    versi = {"python": platform.python_version()}
    for nama in _PUSTAKA:
        try:
            versi[nama] = metadata.version(nama)
        except metadata.PackageNotFoundError:
            versi[nama] = "tidak terpasang"
    return versi


def describe_perbedaan(lama: Sidik | None, baru: Sidik) -> tuple[str, ...]:
    """Say in words what changed between two fingerprints of one job.

    >>> describe_perbedaan({"notebook": "a", "masukan": {"x.xlsx": "1"}},
    ...                    {"notebook": "b", "masukan": {"x.xlsx": "2", "y.xlsx": "3"}})
    ('notebook berubah', 'masukan berubah: x.xlsx', 'masukan baru: y.xlsx')
    >>> describe_perbedaan({"masukan": {}}, {"masukan": {"register": "1"}})
    ('masukan baru: disposisi, tindak lanjut, atau status final',)
    """
    if lama is None:
        return (BELUM_DIBUAT,)
    hasil = [
        kalimat
        for bagian, kalimat in (
            ("notebook", "notebook berubah"),
            ("program", "program kinerja berubah"),
            ("mesin", "mesin berubah"),
            ("temuan", "temuan pada data berubah"),
        )
        if lama.get(bagian) != baru.get(bagian)
    ]
    for bagian, sebutan in (
        ("parameter", "parameter"),
        ("masukan", "masukan"),
        ("versi", "pustaka"),
    ):
        dulu, kini = lama.get(bagian, {}), baru.get(bagian, {})
        hasil += _list_perbedaan(sebutan, dulu, kini)
    return tuple(hasil)


def _list_perbedaan(sebutan: str, dulu: Mapping[str, Any], kini: Mapping[str, Any]) -> list[str]:
    berubah = sorted(nama for nama in dulu.keys() & kini.keys() if dulu[nama] != kini[nama])
    return [
        f"{sebutan} {kata}: {', '.join(_SEBUTAN.get(nama, nama) for nama in daftar)}"
        for kata, daftar in (
            ("berubah", berubah),
            ("baru", sorted(kini.keys() - dulu.keys())),
            ("hilang", sorted(dulu.keys() - kini.keys())),
        )
        if daftar
    ]


def describe_masukan_berubah(dulu: Mapping[str, str], kini: Mapping[str, Any]) -> str:
    """Say that inputs are not what they were when the run began; empty where they are.

    >>> describe_masukan_berubah({"a.xlsx": "1"}, {"a.xlsx": "2"})
    'Masukan berubah selagi laporan disusun; jalankan lagi. Berkas: a.xlsx.'
    """
    beda = sorted(nama for nama in dulu.keys() | kini.keys() if dulu.get(nama) != kini.get(nama))
    if not beda:
        return ""
    berkas = ", ".join(beda)
    return f"Masukan berubah selagi laporan disusun; jalankan lagi. Berkas: {berkas}."
