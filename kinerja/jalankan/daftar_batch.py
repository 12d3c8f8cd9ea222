"""Which agencies and periods a batch makes: from a list, or all that the folder has data of.

Reads names of files and folders only.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import replace
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
        Permintaan(satu, periode, bentuk or BENTUK_BAWAAN)
        for satu in daftar_opd
        for periode in daftar_periode or list_periode(folder, satu)
    ]
    if not hasil:
        raise ParameterError(
            "Tidak ada yang dapat dibuat",
            tempat=str(folder.akar),
            ditemukan="tidak ada OPD yang sudah mempunyai isian",
            saran="Mulai dengan: kinerja baru OPD TAHUN",
        )
    return hasil


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
        ParameterError: for a fault in the file, with the nearest name.
    """
    jalur = jalur or folder.akar / "parameters" / NAMA_BATCH
    isi = read_batch(jalur)
    hasil: list[Permintaan] = []
    for nomor, baris in enumerate(isi.laporan):
        for satu in _expand_opd(folder, baris.opd, f"{jalur.name}, laporan.{nomor}.opd"):
            permintaan = list_semua(folder, baris.daftar_periode, opd=satu)
            dipakai = bentuk or baris.bentuk or isi.bentuk or BENTUK_BAWAAN
            hasil += [replace(p, bentuk=dipakai) for p in permintaan]
    if opd:
        _check_opd(folder, opd, "--opd")
        hasil = [satu for satu in hasil if satu.opd == opd]
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
