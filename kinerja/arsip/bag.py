"""BagIt 1.0 (RFC 8493): the tag files around a payload, written and read as text.

Knows neither zip nor reports: `wadah` packs what this module lists, `periksa_bag` holds it against
the bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from kinerja.arsip.wadah import Entri, build_entri, iter_isi

DEKLARASI: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
BAGIT: Final = "bagit.txt"
INFO: Final = "bag-info.txt"
MANIFES: Final = "manifest-sha512.txt"
MANIFES_TAG: Final = "tagmanifest-sha512.txt"
MUATAN: Final = "data/"
_BARIS: Final = re.compile(r"([0-9a-f]{128}) [ *](\S.*)\Z", re.ASCII | re.DOTALL)
_GANTI: Final = (("%", "%25"), ("\n", "%0A"), ("\r", "%0D"))


def build_bag(
    nama: str, muatan: Mapping[str, Path | bytes], info: Sequence[tuple[str, str]]
) -> tuple[Entri, ...]:
    """Build the entries of a bag in the order in which they are packed.

    Args:
        nama: The bag's folder, the one name at the top of the container.
        muatan: The payload: path below `data/` to its bytes, or where they are.
        info: Names and values of `bag-info.txt`; Payload-Oxum is added.
    """
    isi = {f"{MUATAN}{jalur}": sumber for jalur, sumber in sorted(muatan.items())}
    entri = [build_entri(f"{nama}/{jalur}", sumber) for jalur, sumber in isi.items()]
    oxum = f"{sum(satu.ukuran for satu in entri)}.{len(entri)}"
    tag = {
        BAGIT: DEKLARASI,
        INFO: format_info([*info, ("Payload-Oxum", oxum)]),
        MANIFES: format_manifes({jalur: compute_sha512(sumber) for jalur, sumber in isi.items()}),
    }
    tag[MANIFES_TAG] = format_manifes({satu: compute_sha512(teks) for satu, teks in tag.items()})
    return (*(build_entri(f"{nama}/{satu}", teks) for satu, teks in tag.items()), *entri)


def compute_sha512(sumber: Path | bytes) -> str:
    """Compute the SHA-512 of a file or of bytes."""
    sidik = hashlib.sha512()
    for potongan in iter_isi(sumber):
        sidik.update(potongan)
    return sidik.hexdigest()


def format_manifes(sidik: Mapping[str, str]) -> bytes:
    """Format a manifest: hash, two spaces, path; one line each."""
    return "".join(f"{satu}  {_hide(jalur)}\n" for jalur, satu in sidik.items()).encode()


def parse_manifes(isi: bytes) -> tuple[dict[str, str], tuple[int, ...]]:
    """Parse a manifest: hash by path, and the numbers of the lines that are none or come twice."""
    hasil: dict[str, str] = {}
    rusak: list[int] = []
    *baris, ekor = isi.decode("utf-8", "surrogateescape").split("\n")
    for nomor, satu in enumerate([*baris, ekor] if ekor else baris, 1):
        cocok = _BARIS.match(satu.removesuffix("\r"))
        if cocok is None or (jalur := _show(cocok[2])) in hasil:
            rusak.append(nomor)
        else:
            hasil[jalur] = cocok[1]
    return hasil, tuple(rusak)


def format_info(pasangan: Iterable[tuple[str, str]]) -> bytes:
    r"""Format `bag-info.txt`; each value stands on one line.

    >>> format_info([("Bagging-Date", "2026-07-20")])
    b'Bagging-Date: 2026-07-20\n'
    """
    return "".join(f"{nama}: {' '.join(nilai.split())}\n" for nama, nilai in pasangan).encode()


def parse_info(isi: bytes) -> tuple[tuple[str, str], ...]:
    """Parse `bag-info.txt`; a line without a name is left out."""
    pasangan = (satu.partition(":") for satu in isi.decode("utf-8", "replace").splitlines())
    return tuple((nama.strip(), nilai.strip()) for nama, titik, nilai in pasangan if titik)


def _hide(jalur: str) -> str:
    for asli, ganti in _GANTI:
        jalur = jalur.replace(asli, ganti)
    return jalur


def _show(jalur: str) -> str:
    for asli, ganti in reversed(_GANTI):
        jalur = jalur.replace(ganti, asli)
    return jalur
