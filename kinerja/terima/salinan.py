"""The working copy of a form: replaced by what was received, with what stood there kept.

The one way a working copy is replaced, by accepting and by repairing. It is moved aside before
anything takes its place, so that whatever a person saved until that moment is found there; what no
receipt knows is stored and recorded before it goes. A file aside that a killed run left is settled
the same way by the next one, which the mark calls (see `register.tanda`).
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kinerja.berkas import build_galat_tulis, compute_sha256, place_berkas, stage_berkas
from kinerja.excel.masukan import is_ke_luar
from kinerja.folder import Folder, build_jalur_isian
from kinerja.galat import LaporanError, SumberError
from kinerja.gudang import open_terima
from kinerja.periode import Periode
from kinerja.register import (
    Register,
    Setoran,
    SetoranBaru,
    list_setoran,
    read_berkas,
    record_daftar_setoran,
)
from kinerja.register.setoran import AKHIRAN_FORMULIR
from kinerja.register.tanda import is_isi, remove_tanda, write_tanda

_SISIH: Final = ".sisih-"
_PERCOBAAN: Final = 20
_ALASAN_TETAP: Final = (
    "Salinan kerja yang berubah sesudah formulir ini dicatat disimpan; formulir ini tetap berlaku."
)


def replace_salinan(folder: Folder, opd: str, register: Register, setoran: Setoran) -> Setoran:
    """Make the working copy of a unit what its last receipt holds; gives the last receipt then.

    That is another one, of the same form, where the copy had changed since the receipt: the
    changed copy is recorded as put into the folder, and the form once more after it.

    Raises:
        SumberError: where a link leads out of the data folder.
        LaporanError: where the copy is open in another program or the disk fails; the mark stays.
        KeutuhanError: where the stored bytes are not what was received.
    """
    jalur = build_jalur_salinan(folder, opd, setoran.periode, setoran.unit)
    if jalur.is_dir():
        raise build_galat_tulis(IsADirectoryError(errno.EISDIR, ""), jalur, setoran.ukuran)
    try:
        if not is_isi(jalur, setoran.sha256):
            isi = read_berkas(folder, opd, setoran.sha256)
            write_tanda(jalur, setoran.sha256)
            with stage_berkas(jalur, isi) as baru:
                _swap(baru, jalur)
        setoran = _settle_sisih(folder, opd, register, setoran, jalur)
        _remove_sisa(jalur)
        remove_tanda(jalur)
    except OSError as galat:
        raise build_galat_tulis(galat, jalur, setoran.ukuran) from galat
    return setoran


def store_asing(
    folder: Folder, opd: str, register: Register, periode: Periode, unit: str, *, kecuali: str
) -> SetoranBaru | None:
    """Store a working copy that no receipt knows; gives it as a submission to be recorded.

    Args:
        folder: The working folder.
        opd: The agency's slug.
        register: The open register.
        periode: The quarter.
        unit: The unit's slug.
        kecuali: The hash of a form that is being received itself.
    """
    jalur = build_jalur_salinan(folder, opd, periode, unit)
    if not jalur.is_file():
        return None
    try:
        dikenal = {satu.sha256 for satu in list_setoran(register, periode, unit)}
        return _store(folder, opd, jalur, (periode, unit), jalur, dikenal | {kecuali})
    except OSError as galat:
        raise build_galat_baca(galat, jalur) from galat


def build_galat_baca(galat: OSError, jalur: Path) -> LaporanError:
    """Build the message for a file that cannot be read."""
    return LaporanError(
        "Berkas tidak dapat dibaca",
        tempat=jalur.name,
        ditemukan=os.strerror(galat.errno) if galat.errno else "",
        saran="Tutup berkas itu di program lain dan periksa izinnya, lalu ulangi.",
    )


def build_jalur_salinan(folder: Folder, opd: str, periode: Periode, unit: str) -> Path:
    """Build the path of a unit's working copy.

    Raises:
        SumberError: where a link leads out of the data folder.
    """
    data = folder.data(opd)
    jalur = build_jalur_isian(data, periode, unit)
    if is_ke_luar(jalur, data):
        raise SumberError(
            "Tempat formulir unit adalah tautan ke luar folder data",
            tempat=jalur.relative_to(folder.akar).as_posix(),
            saran="Ganti tautan itu dengan folder atau berkasnya sendiri.",
        )
    return jalur


def _swap(baru: Path, jalur: Path) -> None:
    """Move the working copy aside and the new one to its place, whatever is saved meanwhile."""
    for _ in range(_PERCOBAAN):
        if os.path.lexists(jalur):
            jalur.rename(_name_sisih(jalur))
        try:
            place_berkas(baru, jalur)
        except FileExistsError:
            continue  # saved by somebody in this very moment
        return
    raise LaporanError(
        "Salinan kerja terus disimpan program lain",
        tempat=jalur.name,
        saran="Tutup berkas itu, lalu jalankan lagi.",
    )


def _name_sisih(jalur: Path) -> Path:
    nomor = 1
    while os.path.lexists(sisih := jalur.with_name(f"{_SISIH}{nomor}.{jalur.name}")):
        nomor += 1
    return sisih


def _list_sisih(jalur: Path) -> Iterator[Path]:
    awal, akhir = _SISIH, f".{jalur.name}"
    for satu in sorted(jalur.parent.iterdir()):
        if (
            satu.name.startswith(awal)
            and satu.name.removeprefix(awal).removesuffix(akhir).isdigit()
        ):
            yield satu


def _settle_sisih(
    folder: Folder, opd: str, register: Register, setoran: Setoran, jalur: Path
) -> Setoran:
    """Store and record what was moved aside where no receipt knows it, then remove it."""
    daftar = {satu: _read_keadaan(satu) for satu in _list_sisih(jalur)}
    if not daftar:
        return setoran
    periode, unit = setoran.periode, setoran.unit
    dikenal = {satu.sha256 for satu in list_setoran(register, periode, unit)}
    asing: list[SetoranBaru] = []
    for satu in daftar:
        if satu.is_file() and (baru := _store(folder, opd, satu, (periode, unit), jalur, dikenal)):
            asing.append(baru)
            dikenal.add(baru.sha256)
    if asing:
        tetap = SetoranBaru(
            periode,
            unit,
            setoran.sha256,
            setoran.nama_berkas,
            setoran.ukuran,
            setoran.cara,
            oleh=setoran.oleh,
            alasan=_ALASAN_TETAP,
        )
        setoran = record_daftar_setoran(register, [*asing, tetap])[-1]
    for satu, keadaan in daftar.items():
        if _read_keadaan(satu) != keadaan:
            raise LaporanError(
                "Salinan kerja yang disisihkan masih disimpan program lain",
                tempat=satu.name,
                saran="Tutup berkas itu, lalu jalankan lagi.",
            )
        satu.unlink()
    return setoran


def _read_keadaan(jalur: Path) -> tuple[int, int]:
    """Read what changes when somebody still writes to a file."""
    stat = jalur.lstat()
    return stat.st_size, stat.st_mtime_ns


def _store(
    folder: Folder,
    opd: str,
    sumber: Path,
    milik: tuple[Periode, str],
    jalur: Path,
    dikenal: set[str],
) -> SetoranBaru | None:
    """Store a file of any size unless its hash is known; gives it as a submission."""
    if compute_sha256(sumber) in dikenal:
        return None
    sha256, ukuran = open_terima(folder.data(opd)).put_berkas(sumber, AKHIRAN_FORMULIR)
    nama = jalur.relative_to(folder.akar).as_posix()
    return SetoranBaru(*milik, sha256, nama, ukuran, "folder")


def _remove_sisa(jalur: Path) -> None:
    """Remove what killed runs had half written of the copy and of its mark."""
    for pola in (f".{jalur.name}.*", f"..{jalur.name}.*"):
        for sisa in jalur.parent.glob(pola):
            sisa.unlink(missing_ok=True)
