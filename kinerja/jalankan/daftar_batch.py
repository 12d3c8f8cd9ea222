"""Which agencies and periods a batch makes: from a list, or all that the folder has data of.

Reads names of files and folders only.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path

from kinerja.ekspor.bentuk import BENTUK_BAWAAN
from kinerja.folder import Folder, build_folder_triwulan
from kinerja.galat import ParameterError
from kinerja.jalankan.pilihan import Permintaan
from kinerja.parameter.batch import NAMA_BATCH, SEMUA, read_batch
from kinerja.periode import ROMAWI, Periode


def list_semua(
    folder: Folder,
    daftar_periode: Sequence[Periode] = (),
    *,
    opd: str = "",
    bentuk: tuple[str, ...] = (),
) -> list[Permintaan]:
    """List every agency of the folder with these periods, or else with all that have data.

    Args:
        folder: The working folder.
        daftar_periode: The periods; empty for those that have data.
        opd: Only this agency.
        bentuk: The formats.

    Raises:
        ParameterError: for an unknown agency, and where there is nothing at all.
    """
    daftar_opd = [_check_opd(folder, opd, "--opd")] if opd else folder.daftar_opd
    hasil = [
        satu
        for milik in daftar_opd
        for satu in _list_opd(folder, milik, daftar_periode, bentuk or BENTUK_BAWAAN)
    ]
    if not hasil:
        raise _build_kosong(str(folder.akar), "tidak ada OPD dengan isian")
    return hasil


def _list_opd(
    folder: Folder, opd: str, daftar_periode: Sequence[Periode], bentuk: tuple[str, ...]
) -> list[Permintaan]:
    return [
        Permintaan(opd, periode, bentuk) for periode in daftar_periode or list_periode(folder, opd)
    ]


def list_daftar(
    folder: Folder, jalur: Path | None, *, opd: str = "", bentuk: tuple[str, ...] = ()
) -> list[Permintaan]:
    """List what a file asks for.

    Args:
        folder: The working folder.
        jalur: The file; None for `parameters/batch.yaml`.
        opd: Only this agency.
        bentuk: Formats instead of those in the file.

    Raises:
        ParameterError: for a fault in the file, with the nearest name, and where it asks for
            nothing.
    """
    jalur = jalur or folder.akar / "parameters" / NAMA_BATCH
    isi = read_batch(jalur)
    if opd:
        _check_opd(folder, opd, "--opd")
    hasil: list[Permintaan] = []
    for nomor, baris in enumerate(isi.laporan):
        dipakai = bentuk or baris.bentuk or isi.bentuk or BENTUK_BAWAAN
        tempat = f"{jalur.name}, laporan.{nomor}.opd"
        for satu in _expand_opd(folder, baris.opd, tempat):
            milik = _list_opd(folder, satu, baris.daftar_periode, dipakai)
            if not milik and satu in baris.opd:
                raise _build_kosong(tempat, f"{satu} belum mempunyai isian")
            hasil += milik if opd in {"", satu} else []
    if not hasil:
        ditemukan = f"{opd} tidak ada di daftarnya" if opd else "tidak ada OPD dengan isian"
        raise _build_kosong(jalur.name, ditemukan)
    return hasil


def list_periode(folder: Folder, opd: str) -> list[Periode]:
    """List the periods of an agency that have data; a year is one once its last quarter has."""
    hasil: list[Periode] = []
    data = folder.data(opd)
    tahun = sorted(int(jalur.name) for jalur in data.glob("2[01][0-9][0-9]") if jalur.is_dir())
    for satu in tahun:
        triwulan = [
            periode
            for periode in Periode(satu).daftar_triwulan
            if any(build_folder_triwulan(data, periode).glob("*.xlsx"))
        ]
        hasil += triwulan
        if any(periode.triwulan == len(ROMAWI) for periode in triwulan):
            hasil.append(Periode(satu))
    return hasil


def _expand_opd(folder: Folder, daftar: Iterable[str], tempat: str) -> list[str]:
    hasil: list[str] = []
    for satu in daftar:
        hasil += folder.daftar_opd if satu == SEMUA else [_check_opd(folder, satu, tempat)]
    return list(dict.fromkeys(hasil))


def _build_kosong(tempat: str, ditemukan: str) -> ParameterError:
    return ParameterError(
        "Tidak ada yang dapat dibuat",
        tempat=tempat,
        ditemukan=ditemukan,
        saran="Perbaiki daftarnya, atau mulai OPD baru dengan: kinerja baru OPD TAHUN",
    )


def _check_opd(folder: Folder, opd: str, tempat: str) -> str:
    dikenal = folder.daftar_opd
    if opd in dikenal:
        return opd
    dekat = difflib.get_close_matches(opd, dikenal, n=1, cutoff=0.5)
    raise ParameterError(
        "OPD tidak ada di folder kerja",
        tempat=tempat,
        ditemukan=opd,
        saran=f"Maksud Anda {dekat[0]}?" if dekat else "Lihat nama folder di parameters/.",
    )
