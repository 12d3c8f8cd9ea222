"""The list of all reports, `outputs/index.html`: static, offline, readable from a file share.

Written by the process that promoted reports, after each run, from manifests and the figures they
list. Judges nothing that a manifest does not say, but whether the inputs are still the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kinerja.berkas import write_berkas
from kinerja.ekspor.html_lain import NAMA_PORTAL
from kinerja.folder import Folder
from kinerja.galat import KinerjaError
from kinerja.gembok import hold_gembok
from kinerja.portal.baca import read_isi
from kinerja.portal.halaman import render_halaman
from kinerja.portal.simpanan import read_simpanan, write_simpanan

_TUNGGU: Final = 20


@dataclass(frozen=True, slots=True)
class HasilPortal:
    """Where the list lies; `masalah` names what could not be read, `gagal` why it was not made."""

    jalur: Path
    masalah: tuple[str, ...] = ()
    gagal: str = ""


def write_portal(folder: Folder) -> HasilPortal:
    """Write the list of reports anew; whatever keeps it from being written is said, not raised.

    One writer at a time, so that of two runs that end together the later one lists both.
    """
    jalur = folder.akar / "outputs" / NAMA_PORTAL
    kit = folder.kit
    try:
        kunci = kit / "kunci" / "portal.kunci"
        with hold_gembok(kunci, masalah="Daftar laporan sedang ditulis", tunggu_detik=_TUNGGU):
            simpanan = read_simpanan(kit)
            isi = read_isi(folder, simpanan)
            write_berkas(jalur, render_halaman(isi).encode())
            write_simpanan(kit, simpanan)
    except KinerjaError as galat:
        return HasilPortal(jalur, gagal=galat.pesan)
    return HasilPortal(jalur, isi.masalah)
