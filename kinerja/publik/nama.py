"""Who is known by name: the people who sign, and whoever declared to have done something."""

from __future__ import annotations

from kinerja.folder import Folder
from kinerja.parameter import read_instansi
from kinerja.parameter.baca import list_pejabat
from kinerja.register import open_register


def read_nama(folder: Folder, opd: str) -> frozenset[str]:
    """Read the names of an agency's people: both lists of officials, and the register.

    Where no person is named the register holds a unit or an office; those are no secret.

    Raises:
        KinerjaError: where a list or the register cannot be read: what is not known cannot be
            looked for.
    """
    instansi = read_instansi(folder, opd)
    jabatan = {instansi.nama, instansi.singkatan, instansi.kepala, instansi.pemerintah}
    jabatan |= {nama for unit in instansi.unit for nama in (unit.nama, unit.slug, unit.singkatan)}
    with open_register(folder, opd) as register:
        oleh = {satu.oleh for satu in register.list_peristiwa()}
    pejabat = {satu.nama for satu in list_pejabat(folder, opd)}
    kenal = {" ".join(nama.split()).casefold() for nama in jabatan}
    return frozenset(
        nama
        for nama in pejabat | oleh
        if nama.strip() and " ".join(nama.split()).casefold() not in kenal
    )
