"""Checks a bag in its zip without unpacking it: names, frame, every byte against the manifests.

Reads only; nothing is written anywhere, whatever the file names itself. Lists every fault, not
the first alone. Knows nothing of reports.
"""

from __future__ import annotations

import hashlib
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from kinerja.arsip.bag import (
    BAGIT,
    DEKLARASI,
    INFO,
    MANIFES,
    MANIFES_TAG,
    MUATAN,
    parse_info,
    parse_manifes,
)
from kinerja.arsip.wadah import POTONGAN, find_beda_wadah

TAG: Final = (BAGIT, INFO, MANIFES, MANIFES_TAG)
_TAG_MAKS: Final = 32 << 20
_RUSAK: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
"""What reading an altered zip raises, `NotImplementedError` included."""


@dataclass(frozen=True, slots=True)
class Cacat:
    """One fault: where, and what is wrong there."""

    tempat: str
    masalah: str


@dataclass(frozen=True, slots=True)
class IsiBag:
    """What a bag holds: top folder, `bag-info.txt`, size by payload path; and its faults."""

    nama: str = ""
    info: tuple[tuple[str, str], ...] = ()
    muatan: Mapping[str, int] = field(default_factory=dict)
    cacat: tuple[Cacat, ...] = ()


@dataclass(slots=True)
class _Pemeriksa:
    """Collects the faults of one container."""

    wadah: zipfile.ZipFile
    cacat: list[Cacat]

    def add(self, tempat: str, masalah: str) -> None:
        self.cacat.append(Cacat(tempat, masalah))


def check_bag(jalur: Path) -> IsiBag:
    """Check a bag.

    Raises:
        OSError: where the file cannot be read at all.
    """
    cacat: list[Cacat] = []
    hasil = IsiBag()
    with jalur.open("rb") as berkas:
        try:
            with zipfile.ZipFile(berkas) as wadah:
                hasil = _check_isi(_Pemeriksa(wadah, cacat))
                if not cacat:
                    cacat += _check_wadah(berkas, wadah)
        except _RUSAK:
            cacat.append(Cacat(jalur.name, "bukan arsip zip, atau terpotong"))
    return IsiBag(hasil.nama, hasil.info, hasil.muatan, tuple(cacat))


def _check_wadah(berkas: BinaryIO, wadah: zipfile.ZipFile) -> list[Cacat]:
    daftar = sorted(wadah.infolist(), key=lambda satu: satu.header_offset)
    tempat = find_beda_wadah(berkas, [(satu.filename, satu.CRC, satu.file_size) for satu in daftar])
    masalah = "isi tiap berkas utuh, tetapi bungkusnya diubah atau ditulis ulang program lain"
    return [] if tempat is None else [Cacat(tempat, masalah)]


def _check_isi(pemeriksa: _Pemeriksa) -> IsiBag:
    daftar = pemeriksa.wadah.infolist()
    aman = {satu.filename: satu for satu in daftar if _check_entri(pemeriksa, satu)}
    for nama, kali in Counter(satu.filename.casefold() for satu in daftar).items():
        if kali > 1:
            pemeriksa.add(nama, "nama ini muncul lebih dari sekali")
    puncak = {nama.partition("/")[0] for nama in aman}
    if len(puncak) != 1:
        pemeriksa.add("(puncak)", f"harus satu folder, ditemukan {len(puncak)}")
        return IsiBag()
    (nama,) = puncak
    isi = {satu.partition("/")[2]: info for satu, info in aman.items()}
    sidik = {jalur: satu for jalur, info in isi.items() if (satu := _hash(pemeriksa, info))}
    teks = {tag: _read_tag(pemeriksa, isi, tag) for tag in TAG}
    if teks[BAGIT] and teks[BAGIT] != DEKLARASI:
        pemeriksa.add(BAGIT, "bukan deklarasi BagIt 1.0")
    muatan = {jalur: info.file_size for jalur, info in isi.items() if jalur.startswith(MUATAN)}
    _compare(pemeriksa, MANIFES, teks[MANIFES], sidik, set(muatan))
    _compare(
        pemeriksa, MANIFES_TAG, teks[MANIFES_TAG], sidik, set(isi) - set(muatan) - {MANIFES_TAG}
    )
    info = parse_info(teks[INFO])
    oxum = f"{sum(muatan.values())}.{len(muatan)}"
    if dict(info).get("Payload-Oxum") != oxum:
        pemeriksa.add(INFO, f"Payload-Oxum bukan {oxum}")
    return IsiBag(nama, info, muatan)


def _check_entri(pemeriksa: _Pemeriksa, info: zipfile.ZipInfo) -> bool:
    """Judge the name and kind of an entry; True where it may be read."""
    nama = info.filename
    bagian = nama.split("/")
    masalah = ""
    if nama != info.orig_filename or "\\" in nama or "\0" in nama:
        masalah = "nama memuat huruf yang tidak sah"
    elif nama.startswith("/") or ":" in bagian[0] or {"", ".", ".."} & set(bagian):
        masalah = "nama menunjuk ke luar arsip"
    elif stat.S_IFMT(info.external_attr >> 16) not in {0, stat.S_IFREG}:
        masalah = "tautan atau berkas khusus"
    elif info.flag_bits & 0x1:
        masalah = "terenkripsi"
    elif info.compress_type != zipfile.ZIP_STORED:
        masalah = "dimampatkan; arsip kit menyimpan berkas apa adanya"
    if masalah:
        pemeriksa.add(ascii(nama)[1:-1] if not nama.isprintable() else nama, masalah)
    return not masalah


def _hash(pemeriksa: _Pemeriksa, info: zipfile.ZipInfo) -> str:
    sidik = hashlib.sha512()
    try:
        for potongan in _iter_isi(pemeriksa.wadah, info):
            sidik.update(potongan)
    except _RUSAK:
        pemeriksa.add(info.filename.partition("/")[2], "isinya berubah atau terpotong")
        return ""
    return sidik.hexdigest()


def _iter_isi(wadah: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with wadah.open(info) as berkas:
        while potongan := berkas.read(POTONGAN):
            yield potongan


def _read_tag(pemeriksa: _Pemeriksa, isi: Mapping[str, zipfile.ZipInfo], tag: str) -> bytes:
    if tag not in isi:
        pemeriksa.add(tag, "tidak ada")
        return b""
    if isi[tag].file_size > _TAG_MAKS:
        pemeriksa.add(tag, "terlalu besar untuk daftar berkas")
        return b""
    try:
        return pemeriksa.wadah.read(isi[tag])
    except _RUSAK:
        return b""  # told where it was hashed


def _compare(
    pemeriksa: _Pemeriksa, manifes: str, isi: bytes, sidik: Mapping[str, str], ada: set[str]
) -> None:
    """Hold a manifest against the hashes of the files that it must list, no more and no less."""
    if not isi:
        return
    disebut, rusak = parse_manifes(isi)
    for nomor in rusak:
        pemeriksa.add(manifes, f"baris {nomor} rusak")
    for jalur in sorted(set(disebut) - ada):
        pemeriksa.add(jalur, f"hilang; {manifes} memuatnya")
    for jalur in sorted(ada - set(disebut)):
        pemeriksa.add(jalur, f"tidak dimuat {manifes}")
    for jalur in sorted(ada & set(disebut) & set(sidik)):
        if sidik[jalur] != disebut[jalur]:
            pemeriksa.add(jalur, f"isinya bukan yang dicatat {manifes}")
