"""Keeps by hash what a run rested on and the figures it gave, so that any two runs can be compared.

Inputs as they were read, figures packed. Decides nothing and records no event.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from kinerja.folder import Folder
from kinerja.gudang import open_terima
from kinerja.model import Berkas
from kinerja.register.laporan import AKHIRAN_HASIL, BERKAS_HASIL


def keep_rekaman(
    folder: Folder,
    opd: str,
    keluaran: Path,
    dibuat: Mapping[str, Mapping[str, str]],
    masukan: Iterable[Berkas],
) -> dict[str, Any]:
    """Keep inputs and figures; gives the hashes as they stand in the event of the run.

    An input that changed since it was read is left out: the run itself tells of that.

    Args:
        folder: The working folder.
        opd: The agency.
        keluaran: The output folder.
        dibuat: The files of each report that was made, with their hashes.
        masukan: What the run read.

    Raises:
        LaporanError: where the store cannot be written.
    """
    gudang = open_terima(folder.data(opd))
    hasil = {
        nama: gudang.put(gzip.compress((keluaran / jalur).read_bytes(), mtime=0), AKHIRAN_HASIL)
        for nama, berkas in dibuat.items()
        for jalur in berkas
        if jalur.endswith(BERKAS_HASIL) and (keluaran / jalur).is_file()
    }
    disimpan: dict[str, str] = {}
    for satu in masukan:
        jalur = folder.akar / satu.nama
        akhiran = PurePosixPath(satu.nama).suffix.casefold()
        if jalur.is_file() and not gudang.has(satu.sha256, akhiran):
            gudang.put_berkas(jalur, akhiran, satu.sha256)
        if gudang.has(satu.sha256, akhiran):
            disimpan[satu.nama] = satu.sha256
    return {
        "hasil": {nama: jalur.name.partition(".")[0] for nama, jalur in hasil.items()},
        "masukan": disimpan,
    }
