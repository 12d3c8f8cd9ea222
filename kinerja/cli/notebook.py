"""A command line inside a notebook: `perintah("periksa", "2026-tw2")` shows what it says.

For the tutorial: what is shown can be typed in a terminal as it stands. Decides nothing.
"""

from __future__ import annotations

import contextlib
import io
from typing import Final

from kinerja.isi.blok import Blok, Daftar, Panel
from kinerja.isi.tampilan import Tampilan

_BARIS_MAKS: Final = 30
_ARTI: Final = {
    1: "sebagian gagal",
    2: "ada masukan yang ditolak",
    3: "lingkungan komputer belum siap",
    4: "sedang dipakai proses lain",
    5: "keutuhan data rusak",
}


def perintah(*kata: str) -> Tampilan:
    """Run a command of kinerja and show its words; a refused one is shown as such, not raised.

    Args:
        kata: The words behind `kinerja`, each apart: `"laporan", "2026-tw2", "--opd", "bpkd"`.

    >>> perintah("--versi")[0].judul
    'kinerja --versi'
    """
    from kinerja.cli.utama import run

    keluaran = io.StringIO()
    with contextlib.redirect_stdout(keluaran), contextlib.redirect_stderr(keluaran):
        kode = run([str(satu) for satu in kata])
    baris = [satu.strip() for satu in keluaran.getvalue().splitlines() if satu.strip()]
    sisa = len(baris) - _BARIS_MAKS
    if sisa > 0:
        baris = [*baris[:_BARIS_MAKS], f"… dan {sisa} baris lagi."]
    judul = " ".join(("kinerja", *kata))
    isi: list[Blok] = [Daftar(tuple((satu,) for satu in baris), judul=judul)]
    if kode:
        arti = _ARTI.get(kode, f"kode keluar {kode}")
        isi.append(Panel("Belum berhasil", ((f"{arti[0].upper()}{arti[1:]}.",),), "jingga"))
    return Tampilan(isi)
