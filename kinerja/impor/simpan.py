"""Stores an import: the source as received under its hash, then the quarter's `anggaran.csv`.

Files appear whole or not at all; storing the same import again changes no byte.
"""

from __future__ import annotations

import os
from pathlib import Path

from kinerja.excel.anggaran_csv import NAMA_ANGGARAN, format_anggaran
from kinerja.excel.anggaran_gabung import build_jalur_sumber
from kinerja.excel.preflight import compute_sha256
from kinerja.galat import KeutuhanError, SumberError
from kinerja.impor.anggaran import HasilImpor
from kinerja.periode import Periode


def write_impor(hasil: HasilImpor, folder_data: Path) -> tuple[Path, ...]:
    """Store a preview that holds no galat; give the files, those already there included.

    Raises:
        SumberError: where the preview was refused or a file cannot be written.
        KeutuhanError: where the store holds other bytes under the same hash.
    """
    if hasil.kisi is None or hasil.is_ditolak:
        raise SumberError(
            "Impor ditolak dan tidak disimpan", saran="Betulkan galatnya, lalu ulangi."
        )
    sumber = hasil.kisi.berkas
    jalur = build_jalur_sumber(folder_data, sumber.sha256, Path(sumber.nama).suffix.casefold())
    _check_luar(jalur, folder_data)
    if jalur.exists():
        if compute_sha256(jalur.read_bytes()) != sumber.sha256:
            raise KeutuhanError(
                "Berkas sumber yang tersimpan sudah berubah",
                tempat=jalur.relative_to(folder_data).as_posix(),
                saran="Kembalikan dari cadangan; jangan menyunting folder terima.",
            )
    else:
        write_bytes(jalur, hasil.kisi.isi)
    dibuat = [jalur]
    for triwulan, baris in hasil.per_triwulan.items():
        tujuan = _build_tujuan(hasil, folder_data, triwulan)
        _check_luar(tujuan, folder_data)
        isi = format_anggaran(baris)
        if _read_isi(tujuan) != isi:
            write_bytes(tujuan, isi)
        dibuat.append(tujuan)
    return tuple(dibuat)


def list_triwulan_berubah(hasil: HasilImpor, folder_data: Path) -> tuple[Periode, ...]:
    """List the quarters whose stored figures the import would change."""
    return tuple(
        Periode(hasil.periode.tahun, triwulan)
        for triwulan, baris in hasil.per_triwulan.items()
        if _read_isi(_build_tujuan(hasil, folder_data, triwulan)) != format_anggaran(baris)
    )


def _build_tujuan(hasil: HasilImpor, folder_data: Path, triwulan: int) -> Path:
    return folder_data / str(hasil.periode.tahun) / f"tw{triwulan}" / NAMA_ANGGARAN


def _read_isi(jalur: Path) -> bytes | None:
    return jalur.read_bytes() if jalur.exists() else None


def write_bytes(jalur: Path, isi: bytes) -> None:
    """Write a file whole: through a temporary one beside it, flushed to disk, then renamed.

    Raises:
        SumberError: where the disk is full, read-only or the target is open elsewhere.
    """
    sementara = jalur.with_name(f".{jalur.name[:80]}.tulis")
    try:
        jalur.parent.mkdir(parents=True, exist_ok=True)
        with sementara.open("wb") as aliran:
            aliran.write(isi)
            aliran.flush()
            os.fsync(aliran.fileno())
        os.replace(sementara, jalur)  # noqa: PTH105 - the same call on every system
    except OSError as galat:
        raise SumberError(
            "Berkas tidak dapat ditulis",
            tempat=jalur.name,
            ditemukan=galat.strerror or "",
            saran="Tutup berkas itu di program lain, periksa ruang dan izin folder, lalu ulangi.",
        ) from galat
    finally:
        sementara.unlink(missing_ok=True)


def _check_luar(jalur: Path, folder_data: Path) -> None:
    if not jalur.resolve().is_relative_to(folder_data.resolve()):
        raise SumberError(
            "Tujuan adalah tautan ke luar folder data",
            tempat=jalur.name,
            saran="Ganti tautan itu dengan folder biasa.",
        )
