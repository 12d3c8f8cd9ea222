"""Stores an import: the source as received under its hash, then each quarter's `anggaran.csv`.

Files appear whole or not at all; storing the same import again changes no byte. Knows no register:
who records what is stored is told before a budget is replaced.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kinerja.berkas import compute_sha256_isi, write_berkas
from kinerja.excel.anggaran_csv import NAMA_ANGGARAN, format_anggaran
from kinerja.folder import build_folder_triwulan
from kinerja.galat import KeutuhanError, SumberError
from kinerja.gudang import open_terima
from kinerja.impor.anggaran import HasilImpor
from kinerja.periode import Periode


@dataclass(frozen=True, slots=True)
class AnggaranBaru:
    """The budget of one quarter as it is about to stand: its lines, its file, the file's bytes."""

    periode: Periode
    jumlah_baris: int
    jalur: Path
    isi: bytes

    @property
    def sha256(self) -> str:
        """The hash of the file."""
        return compute_sha256_isi(self.isi)


def write_impor(
    hasil: HasilImpor,
    folder_data: Path,
    catat: Callable[[tuple[AnggaranBaru, ...]], None] = lambda _: None,
) -> tuple[Path, ...]:
    """Store a preview that holds no galat; give the files, those already there included.

    Args:
        hasil: The preview.
        folder_data: The agency's data folder.
        catat: Is told the budgets when their source is stored and before they are.

    Raises:
        SumberError: where the preview was refused.
        LaporanError: where a file cannot be written.
        KeutuhanError: where the store holds other bytes under the same hash.
    """
    if hasil.kisi is None or hasil.is_ditolak:
        raise SumberError(
            "Impor ditolak dan tidak disimpan", saran="Betulkan galatnya, lalu ulangi."
        )
    daftar = tuple(
        AnggaranBaru(
            Periode(hasil.periode.tahun, triwulan),
            len(baris),
            build_folder_triwulan(folder_data, Periode(hasil.periode.tahun, triwulan))
            / NAMA_ANGGARAN,
            format_anggaran(baris),
        )
        for triwulan, baris in hasil.per_triwulan.items()
    )
    sumber = hasil.kisi.berkas
    akhiran = Path(sumber.nama).suffix.casefold()
    gudang = open_terima(folder_data)
    jalur = gudang.build_jalur(sumber.sha256, akhiran)
    for satu in (jalur, *(baru.jalur for baru in daftar)):
        _check_luar(satu, folder_data)
    if jalur.exists() and not gudang.has(sumber.sha256, akhiran):
        raise KeutuhanError(
            "Berkas sumber yang tersimpan sudah berubah",
            tempat=jalur.relative_to(folder_data).as_posix(),
            saran="Kembalikan dari cadangan; jangan menyunting folder terima.",
        )
    gudang.put(hasil.kisi.isi, akhiran)
    catat(daftar)
    for baru in daftar:
        if not baru.jalur.exists() or baru.jalur.read_bytes() != baru.isi:
            write_berkas(baru.jalur, baru.isi)
    return (jalur, *(baru.jalur for baru in daftar))


def _check_luar(jalur: Path, folder_data: Path) -> None:
    if not jalur.resolve().is_relative_to(folder_data.resolve()):
        raise SumberError(
            "Tujuan adalah tautan ke luar folder data",
            tempat=jalur.name,
            saran="Ganti tautan itu dengan folder biasa.",
        )
