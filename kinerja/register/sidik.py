"""The fingerprint of what a report says: its inputs, without what approving them changes.

Left out are the declared status and everything that comes from the register itself, so that a
report's approval does not end the approval.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Final

from kinerja.berkas import compute_sha256, format_json
from kinerja.folder import Folder
from kinerja.model import Berkas
from kinerja.parameter import read_parameter_periode
from kinerja.periode import Periode
from kinerja.register.laporan import AWALAN_BIDANG

NAMA_MASUKAN: Final = "register"
"""The name under which the inputs of a report list what came from the register."""
_BERKAS_TETAP: Final = ("instansi.yaml", "pejabat.lokal.yaml", "pejabat.contoh.yaml")
_BERKAS_UNIT: Final = re.compile(r"tw[1-4]/(?P<unit>[^/]+)\.xlsx\Z", re.ASCII)


def compute_sidik_isi(
    folder: Folder, opd: str, periode: Periode, laporan: str, masukan: Iterable[Berkas]
) -> str:
    """Compute the fingerprint of one report; see `map_sidik_isi`."""
    return map_sidik_isi(folder, opd, periode, [laporan], masukan)[laporan]


def map_sidik_isi(
    folder: Folder,
    opd: str,
    periode: Periode,
    daftar_laporan: Iterable[str],
    masukan: Iterable[Berkas],
) -> dict[str, str]:
    """Map each report of a period to its fingerprint.

    That of a unit does not cover the workbooks of the other units: another unit's correction does
    not undo what was approved here.

    Args:
        folder: The working folder.
        opd: The agency.
        periode: The period of the reports.
        daftar_laporan: Their names, as in `name_laporan`.
        masukan: The input files as read for the period.
    """
    parameter = read_parameter_periode(folder, opd, periode)
    tetap = {
        nama: compute_sha256(jalur)
        for nama in _BERKAS_TETAP
        if (jalur := folder.parameter(opd) / nama).is_file()
    }
    berkas = {satu.nama: satu.sha256 for satu in masukan if satu.nama != NAMA_MASUKAN}
    isi = {
        "periode": periode.slug,
        "parameter": parameter.model_dump(mode="json", exclude={"status"}),
        "tetap": tetap,
    }
    hasil: dict[str, str] = {}
    for laporan in daftar_laporan:
        milik = {nama: sidik for nama, sidik in berkas.items() if _is_milik(nama, laporan)}
        data = format_json(isi | {"laporan": laporan, "masukan": milik})
        hasil[laporan] = hashlib.sha256(data).hexdigest()
    return hasil


def _is_milik(nama: str, laporan: str) -> bool:
    if not laporan.startswith(AWALAN_BIDANG):
        return True
    cocok = _BERKAS_UNIT.search(nama)
    return cocok is None or cocok["unit"] == laporan.removeprefix(AWALAN_BIDANG)
