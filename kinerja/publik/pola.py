"""What does not belong in a public text: personal numbers, addresses of people and files, names.

Finds and replaces in one text at a time; knows no file and no block. A pattern is meant to be met
too often rather than too seldom: what was replaced is counted and shown, what was missed is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

PENGGANTI: Final = "[dihapus]"
"""What stands in the place of what was taken out."""
NAMA: Final = "nama"
_PISAH: Final = r"[ \u00a0.\-]?"
# Not inside a longer number, a word or a hash, nor behind a decimal sign.
_AWAL, _AKHIR = r"(?<![0-9A-Za-z])(?<![0-9][.,])", r"(?![0-9A-Za-z])"
POLA: Final = {
    # Birth date, date of appointment, sex, number: 8 + 6 + 1 + 3 digits.
    "NIP": re.compile(rf"{_AWAL}\d{{8}}{_PISAH}\d{{6}}{_PISAH}\d{_PISAH}\d{{3}}{_AKHIR}"),
    # 10^15 is the bound that our own workbooks set for cells.
    "NIK": re.compile(
        rf"{_AWAL}(?!10{{15}}(?!\d))(?:\d{{16}}|\d{{6}}[ \u00a0.\-]\d{{6}}[ \u00a0.\-]\d{{4}}"
        rf"|\d{{4}}(?:[ \u00a0.\-]\d{{4}}){{3}}){_AKHIR}"
    ),
    "telepon": re.compile(
        rf"{_AWAL}(?:(?:\+|00)62{_PISAH}\(?\d{{1,4}}\)?|\(?08\d{{1,2}}\)?)"
        rf"(?:{_PISAH}\d{{2,4}}){{2,4}}{_AKHIR}"
    ),
    "surel": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "jalur": re.compile(
        r"(?<![\w/.])(?:file:[^\s\"<>]+|[A-Za-z]:[\\/][^\s\"<>]+|\\\\[^\s\"<>]+"
        r"|~?/(?:[\w.\-]+/)+[\w.\-]+|(?:data|parameters|notebooks|outputs)/[\w\-]+[/.][\w.\-/]+)"
    ),
}
"""Kinds of what is taken out, each with the pattern it is known by."""
_GELAR_DEPAN: Final = re.compile(r"^(?:[A-Za-z]{1,6}\.\s*)+")
_TERPENDEK: Final = 5
"""Letters from which a single word is taken as a person's name."""


class Penyaring:
    """Finds and replaces personal data; `daftar_nama` are the people known by name."""

    def __init__(self, daftar_nama: Iterable[str] = ()) -> None:
        """Take the names; titles before and after a name may be there or not."""
        semua = {bagian for nama in daftar_nama for bagian in _list_bentuk(nama)}
        urut = sorted(semua, key=lambda nama: (-len(nama), nama))
        self._pola = dict(POLA)
        if urut:
            pilihan = "|".join(r"[\s_.\-]+".join(map(re.escape, nama.split())) for nama in urut)
            self._pola[NAMA] = re.compile(rf"(?<!\w)(?:{pilihan})(?!\w)", re.IGNORECASE)

    def find(self, teks: str) -> Counter[str]:
        """Count what of each kind stands in a text."""
        return self.replace(teks)[1]

    def replace(self, teks: str) -> tuple[str, Counter[str]]:
        """Replace what does not belong in a text; gives how much of each kind.

        >>> Penyaring(["Siti Aminah, S.E."]).replace("Hubungi siti  aminah, 0812-3456-7890.")
        ('Hubungi [dihapus], [dihapus].', Counter({'telepon': 1, 'nama': 1}))
        >>> Penyaring().replace("Rp371.860.787.429 pada 5.02.01.2.01.01, 45,88%")[1]
        Counter()
        """
        jumlah: Counter[str] = Counter()
        for jenis, pola in self._pola.items():
            teks, banyak = pola.subn(PENGGANTI, teks)
            if banyak:
                jumlah[jenis] += banyak
        return teks, jumlah


def _list_bentuk(nama: str) -> set[str]:
    """List how a person may be called: as written, and without titles.

    >>> sorted(_list_bentuk("Dr. Siti Aminah, S.E."))
    ['Dr. Siti Aminah, S.E.', 'Siti Aminah']
    """
    penuh = " ".join(nama.split())
    inti = _GELAR_DEPAN.sub("", penuh.partition(",")[0]).strip()
    return {
        satu
        for satu in (penuh, inti)
        if len(satu.split()) > 1 or len(re.findall(r"\w", satu)) >= _TERPENDEK
    }
