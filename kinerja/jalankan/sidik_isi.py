"""The fingerprint of what a report says: its inputs, notebook, and what comes of the register.

Left out is what approving changes, so that an approval does not end itself: the declared status,
and which reports are final. A unit's report is approved before there is a disposition on it; what
the register adds to it later does not undo that approval.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from kinerja.berkas import compute_sha256, format_json
from kinerja.catatan import NAMA_MASUKAN
from kinerja.folder import Folder, is_isian_unit_lain
from kinerja.galat import ParameterError
from kinerja.jalankan.rancang import find_jenis, read_notebook
from kinerja.jalankan.sidik import compute_sidik_notebook
from kinerja.parameter import read_parameter_periode
from kinerja.register.laporan import AWALAN_BIDANG

if TYPE_CHECKING:
    from kinerja.data import DataLaporan

_BERKAS_TETAP: Final = ("instansi.yaml", "pejabat.lokal.yaml", "pejabat.contoh.yaml")


def compute_sidik_isi(folder: Folder, data: DataLaporan, laporan: str) -> str:
    """Compute the fingerprint of one report; see `map_sidik_isi`."""
    return map_sidik_isi(folder, data, [laporan])[laporan]


def map_sidik_isi(
    folder: Folder, data: DataLaporan, daftar_laporan: Iterable[str]
) -> dict[str, str]:
    """Map each report of a period to its fingerprint.

    That of a unit does not cover the workbooks of the other units: another unit's correction does
    not undo what was approved here.

    Args:
        folder: The working folder.
        data: What was read for the period.
        daftar_laporan: The reports' names, as in `name_laporan`.
    """
    opd, periode = data.masukan.opd, data.masukan.periode
    parameter = read_parameter_periode(folder, opd, periode)
    tetap = {
        nama: compute_sha256(jalur)
        for nama in _BERKAS_TETAP
        if (jalur := folder.parameter(opd) / nama).is_file()
    }
    berkas = {satu.nama: satu.sha256 for satu in data.berkas if satu.nama != NAMA_MASUKAN}
    isi = {
        "periode": periode.slug,
        "parameter": parameter.model_dump(mode="json", exclude={"status"}),
        "tetap": tetap,
    }
    hasil: dict[str, str] = {}
    notebook: dict[str, str] = {}
    for laporan in daftar_laporan:
        is_unit = laporan.startswith(AWALAN_BIDANG)
        milik = {nama: sidik for nama, sidik in berkas.items() if _is_milik(nama, laporan)}
        jenis = find_jenis(laporan).notebook
        if jenis not in notebook:
            notebook[jenis] = _read_sidik_notebook(folder, jenis)
        lengkap = isi | {
            "laporan": laporan,
            "masukan": milik,
            "notebook": notebook[jenis],
            "register": "" if is_unit else data.catatan.sidik_isi,
        }
        hasil[laporan] = hashlib.sha256(format_json(lengkap)).hexdigest()
    return hasil


def _read_sidik_notebook(folder: Folder, nama: str) -> str:
    """Hash a notebook of the folder; empty where it cannot be read: no report comes of it."""
    try:
        return compute_sidik_notebook(read_notebook(folder, nama))
    except (ParameterError, ValueError, KeyError, TypeError):
        return ""


def _is_milik(nama: str, laporan: str) -> bool:
    is_unit = laporan.startswith(AWALAN_BIDANG)
    return not is_unit or not is_isian_unit_lain(nama, laporan.removeprefix(AWALAN_BIDANG))
