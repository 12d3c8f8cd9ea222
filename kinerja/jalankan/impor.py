"""Runs an import of the budget: preview, and under the register's lock storing and recording.

The source and the column map are kept as received. A run that is killed between recording and
storing leaves a budget that reading tells as changed; repeating the import mends it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kinerja.berkas import compute_sha256_isi
from kinerja.data import read_masukan_data
from kinerja.folder import Folder
from kinerja.impor.anggaran import HasilImpor, preview_impor
from kinerja.impor.peta import parse_peta
from kinerja.impor.simpan import AnggaranBaru, write_impor
from kinerja.periode import Periode
from kinerja.register import (
    ImporBaru,
    Register,
    check_register,
    open_register,
    record_impor,
    store_berkas,
)
from kinerja.yaml_ketat import read_mentah

_AKHIRAN_PETA: Final = ".yaml"


@dataclass(frozen=True, slots=True)
class HasilTerap:
    """The preview, the files that were stored, and whether the register got a new event."""

    hasil: HasilImpor
    disimpan: tuple[Path, ...] = ()
    is_dicatat: bool = False


def run_impor(
    folder: Folder,
    opd: str,
    periode: Periode,
    berkas: Path,
    peta: Path,
    *,
    is_terapkan: bool = False,
    oleh: str = "",
) -> HasilTerap:
    """Preview an import and, if wanted and not refused, store and record it.

    Args:
        folder: The working folder.
        opd: The agency's slug.
        periode: A quarter, or the year for every quarter that the map holds.
        berkas: The exported table.
        peta: The column map.
        is_terapkan: Store what the preview shows.
        oleh: Who imports, as declared.

    Raises:
        ParameterError: for a wrong map or parameter file.
        SibukError: where another process holds the register.
        KeutuhanError: where register or store are not what was recorded.
        KinerjaError: where nothing can be written.
    """
    isi_peta = read_mentah(peta, peta.name)
    terbaca = parse_peta(isi_peta, peta.name)

    def preview() -> HasilImpor:
        return preview_impor(berkas, terbaca, read_masukan_data(folder, opd, periode))

    hasil = preview()
    if not is_terapkan or hasil.is_ditolak:
        return HasilTerap(hasil)
    check_register(folder, opd)
    with open_register(folder, opd, is_tulis=True) as register:
        hasil = preview()  # what is stored, and the table, may have changed while we waited
        if hasil.is_ditolak:
            return HasilTerap(hasil)
        store_berkas(folder, opd, isi_peta, _AKHIRAN_PETA)
        jumlah = register.jumlah
        disimpan = write_impor(
            hasil,
            folder.data(opd),
            lambda daftar: _record(register, hasil, daftar, (peta.name, isi_peta), oleh),
        )
        return HasilTerap(hasil, disimpan, register.jumlah > jumlah)


def _record(
    register: Register,
    hasil: HasilImpor,
    daftar: tuple[AnggaranBaru, ...],
    peta: tuple[str, bytes],
    oleh: str,
) -> None:
    sumber = hasil.kisi.berkas if hasil.kisi else None
    record_impor(
        register,
        [
            ImporBaru(
                satu.periode,
                satu.sha256,
                satu.jumlah_baris,
                "perintah",
                sumber=(sumber.nama, sumber.sha256) if sumber else ("", ""),
                peta=(peta[0], compute_sha256_isi(peta[1])),
                oleh=oleh,
            )
            for satu in daftar
        ],
    )
