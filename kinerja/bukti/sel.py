"""What the text of a Bukti cell names: files, links, plain text, or that there can be none.

Only reads text; touches no file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

_TIDAK_DAPAT: Final = re.compile(
    r"tidak dapat dipenuhi\b\s*[:,–-]?\s*(.*)\Z", re.IGNORECASE | re.DOTALL
)
_SKEMA: Final = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_TAUTAN: Final = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?::[0-9]{1,5})?(?:[/?#]\S*)?\Z",
    re.IGNORECASE,
)
_AKHIRAN: Final = re.compile(
    r"\.(?:pdf|docx?|xlsx?|xlsm|pptx?|od[tsp]|csv|txt|jpe?g|png|tiff?|heic|webp|zip|rar|7z"
    r"|html?|eml|msg|mp4|p7m)(?![a-z0-9])",
    re.IGNORECASE,
)
_SKRIP: Final = re.compile(r"(?:javascript|vbscript|data|file|mailto):", re.IGNORECASE)
_KOSONG: Final = frozenset(
    {"", "ada", "belum ada", "n a", "na", "nihil", "ok", "oke", "terlampir", "tidak ada", "sudah"}
)
"""Words that name no document; compared without marks and case."""
_MUTLAK: Final = re.compile(r"(?:[/\\~]|[a-z]:[/\\])", re.IGNORECASE)
_TANGGAL: Final = re.compile(
    r"(?<![0-9])(20[0-9]{2})[-_.]?(0[1-9]|1[0-2])[-_.]?([0-2][0-9]|3[01])(?![0-9])"
)


class JenisBukti(StrEnum):
    """What a piece of evidence is."""

    BERKAS = "berkas"
    TAUTAN = "tautan"
    TAUTAN_RUSAK = "tautan rusak"
    TEKS = "teks"
    KOSONG = "tanpa nama dokumen"
    TIDAK_DAPAT = "tidak dapat dipenuhi"


@dataclass(frozen=True, slots=True)
class Bukti:
    """One piece of evidence as written; for TIDAK_DAPAT `isi` is the reason."""

    jenis: JenisBukti
    isi: str


def parse_bukti(teks: str) -> tuple[Bukti, ...]:
    r"""Read a cell: one piece a line, or separated by semicolons.

    >>> [satu.jenis.value for satu in parse_bukti("LHP.pdf; https://a.go.id/x\nLRA Juni 2026")]
    ['berkas', 'tautan', 'teks']
    >>> parse_bukti("Tidak dapat dipenuhi: arsip; terbakar")[0].isi
    'arsip; terbakar'
    """
    tidak_dapat = _TIDAK_DAPAT.match(teks.strip())
    if tidak_dapat:
        return (Bukti(JenisBukti.TIDAK_DAPAT, tidak_dapat[1].strip()),)
    bagian = [kata.strip() for kata in re.split(r"[\n;]", teks)]
    return tuple(_parse_satu(kata) for kata in bagian if kata)


def has_bukti(teks: str) -> bool:
    """Tell whether a text names anything at all that could prove something.

    >>> has_bukti("BA 12/2026"), has_bukti("ada; -"), has_bukti("tidak dapat dipenuhi: hilang")
    (True, False, False)
    """
    tanpa = {JenisBukti.KOSONG, JenisBukti.TIDAK_DAPAT}
    return any(satu.jenis not in tanpa for satu in parse_bukti(teks))


def _parse_satu(teks: str) -> Bukti:
    if _TAUTAN.match(teks):
        return Bukti(JenisBukti.TAUTAN, teks)
    nama = _find_nama(teks)
    if is_di_luar(nama or teks):
        return Bukti(JenisBukti.BERKAS, nama or teks)
    if _SKEMA.match(teks) or _SKRIP.match(teks):
        return Bukti(JenisBukti.TAUTAN_RUSAK, teks)
    if nama:
        return Bukti(JenisBukti.BERKAS, nama)
    is_kosong = " ".join(re.findall(r"[^\W_]+", teks.casefold())) in _KOSONG
    return Bukti(JenisBukti.KOSONG if is_kosong else JenisBukti.TEKS, teks)


def _find_nama(teks: str) -> str:
    """Find the file name at the start of a piece; what follows its ending names a page.

    >>> _find_nama("./LRA.pdf hal. 3"), _find_nama("LRA Juni 2026"), _find_nama(".pdf")
    ('LRA.pdf', '', '')
    """
    cocok = list(_AKHIRAN.finditer(teks))
    if not cocok:
        return ""
    nama = teks[: cocok[-1].end()].strip()
    while nama.startswith("./"):
        nama = nama[2:]
    return nama if nama.lstrip(".") and not nama.startswith(".") else ""


def is_di_luar(nama: str) -> bool:
    r"""Tell whether a name would lead out of the folder it stands in.

    >>> [is_di_luar(n) for n in ("a/b.pdf", "../b.pdf", "/a", "C:\\a.pdf", "\\\\s\\a", "a/../b")]
    [False, True, True, True, True, True]
    """
    bagian = nama.replace("\\", "/").split("/")
    return bool(_MUTLAK.match(nama)) or ".." in bagian or "\0" in nama


def find_tanggal(nama: str) -> date | None:
    """Find a date in a file name, year first.

    >>> find_tanggal("LHP 2026-06-30.pdf"), find_tanggal("20261399.pdf")
    (datetime.date(2026, 6, 30), None)
    """
    cocok = _TANGGAL.search(nama)
    if cocok is None:
        return None
    try:
        return date(int(cocok[1]), int(cocok[2]), int(cocok[3]))
    except ValueError:
        return None
