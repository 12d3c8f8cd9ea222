"""The zip around a bag, byte for byte: stored entries in order, one fixed time, nothing between.

Written here and not by `zipfile`, whose bytes change with the version of Python: the same files
must give the same archive for as long as archives are kept, and only a container whose every byte
is known shows that one was altered. Any program opens it. Knows nothing of bags.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from kinerja.galat import LaporanError

POTONGAN: Final = 1 << 20
UKURAN_MAKS: Final = 0xFFFFFFFF - 1
JUMLAH_MAKS: Final = 0xFFFF - 1
_VERSI: Final = 20
_UTF8: Final = 0x800
_TANGGAL: Final = 0x21
"""1 January 1980, the first day a zip can name: the container says nothing of when."""
_UNIX: Final = 3 << 8
_HAK: Final = 0o100644 << 16
_LOKAL: Final = struct.Struct("<4s5H3L2H")
_PUSAT: Final = struct.Struct("<4s6H3L5H2L")
_AKHIR: Final = struct.Struct("<4s4H2LH")

Tulis = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Entri:
    """One file of a container: its name, its bytes (or where they are), CRC-32 and size."""

    nama: str
    sumber: Path | bytes
    crc: int
    ukuran: int

    def iter_isi(self) -> Iterator[bytes]:
        """Give its bytes in pieces."""
        return iter_isi(self.sumber)


@dataclass(frozen=True, slots=True)
class Kerangka:
    """What stands around the files: before each of them, and behind the last."""

    kepala: tuple[bytes, ...]
    penutup: bytes


def iter_isi(sumber: Path | bytes) -> Iterator[bytes]:
    """Give the bytes of a file, or those handed over, in pieces."""
    if isinstance(sumber, bytes):
        yield sumber
        return
    with sumber.open("rb") as berkas:
        while potongan := berkas.read(POTONGAN):
            yield potongan


def build_entri(nama: str, sumber: Path | bytes) -> Entri:
    """Build the entry of a file; reads it once."""
    crc = ukuran = 0
    for potongan in iter_isi(sumber):
        crc = zlib.crc32(potongan, crc)
        ukuran += len(potongan)
    return Entri(nama, sumber, crc, ukuran)


def build_kerangka(daftar: Sequence[tuple[str, int, int]]) -> Kerangka:
    """Build the frame of entries, given as name, CRC-32 and size in their order.

    Raises:
        LaporanError: where they are more than a plain zip can hold.
    """
    kepala: list[bytes] = []
    pusat: list[bytes] = []
    letak = 0
    for nama, crc, ukuran in daftar:
        if letak > UKURAN_MAKS or ukuran > UKURAN_MAKS or len(daftar) > JUMLAH_MAKS:
            raise LaporanError(
                "Arsip terlalu besar",
                tempat=nama,
                diharapkan="kurang dari 4 GB dan 65.534 berkas",
                saran="Kecilkan berkas bukti, atau simpan bukti yang besar sebagai tautan.",
            )
        teks = nama.encode()
        umum = (_VERSI, _UTF8, 0, 0, _TANGGAL, crc, ukuran, ukuran, len(teks))
        kepala.append(_LOKAL.pack(b"PK\x03\x04", *umum, 0) + teks)
        pusat.append(
            _PUSAT.pack(b"PK\x01\x02", _UNIX | _VERSI, *umum, 0, 0, 0, 0, _HAK, letak) + teks
        )
        letak += len(kepala[-1]) + ukuran
    direktori = b"".join(pusat)
    jumlah = len(daftar)
    akhir = _AKHIR.pack(b"PK\x05\x06", 0, 0, jumlah, jumlah, len(direktori), letak, 0)
    return Kerangka(tuple(kepala), direktori + akhir)


def write_wadah(tulis: Tulis, daftar: Sequence[Entri]) -> None:
    """Write a container through `tulis`.

    Raises:
        LaporanError: where a file is no longer what its entry says.
    """
    kerangka = build_kerangka([(satu.nama, satu.crc, satu.ukuran) for satu in daftar])
    for kepala, entri in zip(kerangka.kepala, daftar, strict=True):
        tulis(kepala)
        crc = ukuran = 0
        for potongan in entri.iter_isi():
            crc = zlib.crc32(potongan, crc)
            ukuran += len(potongan)
            tulis(potongan)
        if (crc, ukuran) != (entri.crc, entri.ukuran):
            raise LaporanError(
                "Berkas berubah selagi diarsipkan",
                tempat=entri.nama,
                saran="Tutup program yang menulisnya, lalu jalankan lagi.",
            )
    tulis(kerangka.penutup)


def find_beda_wadah(berkas: BinaryIO, daftar: Iterable[tuple[str, int, int]]) -> str | None:
    """Find the first place where a container is not framed as this module writes it.

    Args:
        berkas: The container.
        daftar: Name, CRC-32 and size of its entries, in the order in which they lie.

    Returns:
        The entry before or in whose frame it differs, "akhir berkas" behind the last, or None.
    """
    satuan = list(daftar)
    kerangka = build_kerangka(satuan)
    letak = 0
    for kepala, (nama, _, ukuran) in zip(kerangka.kepala, satuan, strict=True):
        berkas.seek(letak)
        if berkas.read(len(kepala)) != kepala:
            return nama
        letak += len(kepala) + ukuran
    berkas.seek(letak)
    return None if berkas.read(len(kerangka.penutup) + 1) == kerangka.penutup else "akhir berkas"
