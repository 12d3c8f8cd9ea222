"""Proves what an archive holds, from its bytes alone: the bag, the register's chain, every hash.

Where the working folder it came from is at hand, the register's own record of it is checked too.
Reads only. What it proves is that nothing changed since the archive was made, not who made it.
"""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final

from kinerja.arsip.bag import MUATAN
from kinerja.arsip.bertanda import FOLDER_BERTANDA, describe_cacat
from kinerja.arsip.keterangan import BERKAS_ARSIP, SKEMA
from kinerja.arsip.muatan import FOLDER_KERJA, FOLDER_LAPORAN, FOLDER_MASUKAN
from kinerja.arsip.periksa_bag import Cacat, IsiBag, check_bag
from kinerja.berkas import compute_sha256, compute_sha256_isi
from kinerja.folder import Folder, check_slug
from kinerja.galat import KinerjaError, SumberError
from kinerja.jalankan.manifes import NAMA_MANIFES, read_catatan
from kinerja.periode import parse_periode
from kinerja.register import Peristiwa, open_register
from kinerja.register.arsip import list_arsip
from kinerja.register.jurnal import NAMA_JURNAL, IsiJurnal, parse_jurnal
from kinerja.register.laporan import is_laporan
from kinerja.register.peristiwa import check_rantai

_GUDANG: Final = ("terima", "bukti")
_TEKS: Final = (
    *("opd", "nama", "periode", "judul", "instansi"),
    *("pengesah", "jabatan", "perbaikan_dari", "alasan"),
)
"""What `arsip.json` must say in words."""

_TANDA_TANGAN: Final = (
    "PDF bertanda tangan adalah kelanjutan PDF laporan; tanda tangannya sendiri diperiksa pada "
    "layanan penerbit sertifikatnya."
)


class Isi:
    """The payload of a checked archive, file by file, without unpacking."""

    def __init__(self, jalur: Path, bag: IsiBag) -> None:
        """Take the archive and what its check gave."""
        self._jalur = jalur
        self._awalan = f"{bag.nama}/{MUATAN}"
        self.daftar = tuple(nama.removeprefix(MUATAN) for nama in bag.muatan)

    def read(self, nama: str) -> bytes:
        """Read a file of the payload; empty where there is none."""
        if nama not in self.daftar:
            return b""
        with zipfile.ZipFile(self._jalur) as wadah:
            return wadah.read(f"{self._awalan}{nama}")


@dataclass(frozen=True, slots=True)
class HasilVerifikasi:
    """What was found: the faults, what the archive says of itself, its events, how it is known.

    `catatan` says what could not be checked or is only worth knowing.
    """

    jalur: Path
    cacat: tuple[Cacat, ...]
    keterangan: Mapping[str, Any] = field(default_factory=dict)
    peristiwa: tuple[Peristiwa, ...] = ()
    jumlah_berkas: int = 0
    catatan: tuple[str, ...] = ()
    isi: Isi | None = None
    """The payload, where nothing is wrong with it."""


def verify_arsip(jalur: Path, folder: Folder | None = None) -> HasilVerifikasi:
    """Verify an archive.

    Args:
        jalur: The zip.
        folder: The working folder at hand, if any.

    Raises:
        SumberError: where there is no such file.
    """
    try:
        if not stat.S_ISREG(jalur.stat().st_mode):
            raise SumberError("Arsip bukan berkas biasa", tempat=str(jalur))
        bag = check_bag(jalur)
    except OSError as galat:
        raise SumberError(
            "Arsip tidak dapat dibaca", tempat=str(jalur), saran="Periksa nama dan hak bacanya."
        ) from galat
    if bag.cacat:
        return HasilVerifikasi(jalur, bag.cacat, jumlah_berkas=len(bag.muatan))
    isi = Isi(jalur, bag)
    keterangan = _parse_json(isi.read(BERKAS_ARSIP))
    if not _is_keterangan(keterangan):
        cacat = (Cacat(BERKAS_ARSIP, "bukan arsip kinerja: keterangannya tidak ada atau rusak"),)
        return HasilVerifikasi(jalur, cacat, jumlah_berkas=len(bag.muatan))
    if keterangan["skema"] > SKEMA:
        cacat = (Cacat(BERKAS_ARSIP, "dibuat versi kinerja yang lebih baru; perbarui paketnya"),)
        return HasilVerifikasi(jalur, cacat, keterangan, jumlah_berkas=len(bag.muatan))
    try:
        daftar_cacat = [*_check_sidik(isi), *_check_bertanda(isi)]
        peristiwa = _check_jurnal(isi, keterangan["opd"], daftar_cacat)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        # Whatever somebody put where a manifest or an event belongs.
        cacat = (Cacat(f"{FOLDER_LAPORAN}/{NAMA_MANIFES}", "isinya bukan manifes kinerja"),)
        return HasilVerifikasi(jalur, cacat, keterangan, jumlah_berkas=len(bag.muatan))
    catatan = _check_register(jalur, keterangan, peristiwa, folder, daftar_cacat)
    if any(nama.startswith(f"{FOLDER_LAPORAN}/{FOLDER_BERTANDA}/") for nama in isi.daftar):
        catatan = (*catatan, _TANDA_TANGAN)
    return HasilVerifikasi(
        jalur,
        tuple(daftar_cacat),
        keterangan,
        peristiwa,
        len(bag.muatan),
        catatan,
        None if daftar_cacat else isi,
    )


def _check_sidik(isi: Isi) -> Iterator[Cacat]:
    """Hold each file against the hash its manifest of the run, or its own name, gives."""
    manifes = _parse_json(isi.read(f"{FOLDER_LAPORAN}/{NAMA_MANIFES}"))
    diharapkan: dict[str, str] = {}
    tugas, rusak = read_catatan(manifes)
    for nama in rusak:
        yield Cacat(f"{FOLDER_LAPORAN}/{NAMA_MANIFES}", f"catatan {nama} rusak")
    for laporan, satu in tugas.items():
        diharapkan |= {
            f"{FOLDER_LAPORAN}/{nama}": str(berkas["sha256"])
            for nama, berkas in satu.keluaran.items()
        }
        diharapkan |= {
            f"{FOLDER_KERJA}/{nama}": str(sha256)
            for nama, sha256 in satu.sidik.get("masukan", {}).items()
            if is_laporan(laporan) and str(nama).startswith(FOLDER_MASUKAN)
        }
    for nama in isi.daftar:
        bagian = PurePosixPath(nama).parts
        if len(bagian) == 6 and bagian[3] in _GUDANG:
            diharapkan.setdefault(nama, bagian[-1].partition(".")[0])
    for nama, sha256 in sorted(diharapkan.items()):
        if nama not in isi.daftar:
            yield Cacat(nama, "disebut manifes laporan, tetapi tidak ada dalam arsip")
        elif compute_sha256_isi(isi.read(nama)) != sha256:
            yield Cacat(nama, "bukan berkas yang dipakai atau dibuat laporan itu")


def _check_bertanda(isi: Isi) -> Iterator[Cacat]:
    """Hold each signed PDF against the report it must continue."""
    awalan = f"{FOLDER_LAPORAN}/{FOLDER_BERTANDA}/"
    for nama in isi.daftar:
        if nama.startswith(awalan):
            asal = isi.read(f"{FOLDER_LAPORAN}/{nama.removeprefix(awalan)}")
            if sebab := describe_cacat(asal, isi.read(nama)) if asal else "laporannya tidak ada":
                yield Cacat(nama, sebab)


def _check_jurnal(isi: Isi, opd: str, cacat: list[Cacat]) -> tuple[Peristiwa, ...]:
    nama = f"{FOLDER_KERJA}/data/{opd}/{NAMA_JURNAL}"
    *baris, ekor = isi.read(nama).split(b"\n")
    try:
        daftar = parse_jurnal(IsiJurnal(tuple(satu + b"\n" for satu in baris), ekor))
        check_rantai(daftar, nama)
    except KinerjaError as galat:
        cacat.append(Cacat(nama, galat.masalah))
        return ()
    if ekor or not daftar:
        cacat.append(Cacat(nama, "terpotong" if ekor else "kosong"))
    manifes = _parse_json(isi.read(f"{FOLDER_LAPORAN}/{NAMA_MANIFES}"))
    if manifes.get("kepala_register") not in {satu.hash for satu in daftar}:
        cacat.append(Cacat(nama, "tidak memuat peristiwa yang disebut manifes laporan"))
    return daftar


def _check_register(
    jalur: Path,
    keterangan: Mapping[str, Any],
    peristiwa: tuple[Peristiwa, ...],
    folder: Folder | None,
    cacat: list[Cacat],
) -> tuple[str, ...]:
    """Hold the archive against the register it was recorded in, where that is at hand."""
    opd, nama = str(keterangan["opd"]), str(keterangan["nama"])
    if folder is None or opd not in folder.daftar_opd:
        return ("Tidak dicocokkan dengan register: folder kerja instansi ini tidak ada di sini.",)
    with open_register(folder, opd) as register:
        tercatat = {satu.nama: satu for satu in list_arsip(register)}
        awal = next(iter(register.list_peristiwa()), None)
    if nama not in tercatat:
        masalah = f"register di folder ini tidak mencatat arsip {nama}"
        if awal is not None and peristiwa and awal.hash == peristiwa[0].hash:
            cacat.append(Cacat(jalur.name, masalah))
            return ()
        return (f"Tidak dicocokkan: {masalah}; register itu milik folder kerja lain.",)
    satu = tercatat[nama]
    if compute_sha256(jalur) != satu.sha256:
        cacat.append(Cacat(jalur.name, f"bukan arsip yang dicatat peristiwa nomor {satu.nomor}"))
        return ()
    return (f"Sama dengan yang dicatat register (peristiwa nomor {satu.nomor}).",)


def _is_keterangan(data: Mapping[str, Any]) -> bool:
    """Tell whether `arsip.json` holds what it must, each a single line of text."""
    skema = data.get("skema")
    if type(skema) is not int or skema < 1 or type(data.get("revisi")) is not int:
        return False
    if not all(isinstance(data.get(nama), str) and data[nama].isprintable() for nama in _TEKS):
        return False
    try:
        parse_periode(data["periode"])
        check_slug(data["opd"])
    except KinerjaError:
        return False
    return True


def _parse_json(isi: bytes) -> dict[str, Any]:
    try:
        data = json.loads(isi)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
