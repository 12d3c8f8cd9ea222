"""Rebuilding a damaged register from its text mirror, or the mirror from the register.

The damaged file is kept beside the new one. Refuses to build from what is damaged itself.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from kinerja.berkas import replace_berkas, sync_folder, write_berkas
from kinerja.folder import Folder
from kinerja.galat import KeutuhanError
from kinerja.register import isi_simpanan, jurnal, simpanan
from kinerja.register.buku import hold_register
from kinerja.register.jangkar import SARAN_EKOR, list_kepala
from kinerja.register.periksa import read_utuh
from kinerja.register.peristiwa import Peristiwa, build_galat, check_rantai

_CADANGAN = "Pulihkan register.sqlite dan jurnal.jsonl dari cadangan."


def rebuild_register(folder: Folder, opd: str) -> int:
    """Build `register.sqlite` anew from `jurnal.jsonl`; gives the number of events.

    Where the mirror is the damaged one and the register is whole, the mirror is built anew
    instead. Of two whole ones the longer is taken, if it continues the shorter.

    Raises:
        KeutuhanError: where neither is whole, or what a manifest names would be lost.
        KinerjaError: where a file is open in another program or the disk fails.
    """
    data = folder.data(opd)
    with hold_register(folder, opd), simpanan.tell_galat():
        dari_jurnal, galat_jurnal = _read_dari_jurnal(data)
        dari_register, galat_register = _read_dari_register(folder, opd)
        if dari_jurnal is None and dari_register is None:
            raise galat_jurnal or galat_register or build_galat("", "Tidak ada register", _CADANGAN)
        daftar = max(dari_jurnal or (), dari_register or (), key=len)
        for lain in (dari_jurnal, dari_register):
            if lain and daftar[: len(lain)] != lain:
                raise build_galat(
                    jurnal.NAMA_JURNAL,
                    "Register dan jurnal sama-sama utuh tetapi berbeda",
                    _CADANGAN,
                )
        _check_kepala(folder, opd, daftar)
        isi = jurnal.format_daftar(daftar)
        jalur = data / jurnal.NAMA_JURNAL
        if not jalur.exists() or jalur.read_bytes() != isi:
            keep_rusak(jalur)
            write_berkas(jalur, isi)
        if dari_register != daftar:
            _write_simpanan(data, daftar)
    return len(daftar)


def _read_dari_jurnal(data: Path) -> tuple[tuple[Peristiwa, ...] | None, KeutuhanError | None]:
    """Read the mirror's events up to the last whole commit; a half line at the end is dropped."""
    isi = jurnal.read_jurnal(data / jurnal.NAMA_JURNAL)
    if isi is None:
        return None, None
    try:
        daftar = jurnal.parse_jurnal(isi)
        check_rantai(daftar, jurnal.NAMA_JURNAL)
    except KeutuhanError as galat:
        return None, galat
    while daftar and daftar[-1].sisa:
        daftar = daftar[:-1]  # never acknowledged
    return daftar, None


def _read_dari_register(
    folder: Folder, opd: str
) -> tuple[tuple[Peristiwa, ...] | None, KeutuhanError | None]:
    if not (folder.data(opd) / simpanan.NAMA_REGISTER).exists():
        return None, None
    try:
        return read_utuh(folder, opd), None
    except KeutuhanError as galat:
        return None, galat


def _check_kepala(folder: Folder, opd: str, daftar: tuple[Peristiwa, ...]) -> None:
    dikenal = {peristiwa.hash for peristiwa in daftar}
    for tempat, kepala in list_kepala(folder, opd).items():
        if kepala not in dikenal:
            raise build_galat(
                jurnal.NAMA_JURNAL,
                f"Peristiwa yang disebut {tempat} juga tidak ada di jurnal",
                SARAN_EKOR,
            )


def _write_simpanan(data: Path, daftar: tuple[Peristiwa, ...]) -> None:
    """Write a new file beside the old one and swap it in."""
    tujuan = data / simpanan.NAMA_REGISTER
    with tempfile.TemporaryDirectory(prefix=".register.", dir=data) as sementara:
        baru = Path(sementara) / simpanan.NAMA_REGISTER
        with simpanan.open_simpanan(baru, is_tulis=True) as sambungan:
            simpanan.prepare_skema(sambungan)
            with simpanan.hold_commit(sambungan):
                isi_simpanan.insert_peristiwa(sambungan, daftar)
        keep_rusak(tujuan)
        # A rollback journal belongs to the old file and would damage the new one.
        tujuan.with_name(f"{tujuan.name}-journal").unlink(missing_ok=True)
        replace_berkas(baru, tujuan)


def keep_rusak(jalur: Path) -> None:
    """Keep a damaged file under the next free name `<nama>.rusak-<n>.<akhiran>`."""
    if not jalur.exists():
        return
    nomor = 1
    while (lain := jalur.with_name(f"{jalur.stem}.rusak-{nomor}{jalur.suffix}")).exists():
        nomor += 1
    jalur.replace(lain)
    sync_folder(jalur.parent)
