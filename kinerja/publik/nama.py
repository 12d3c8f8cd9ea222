"""Who is known by name: the people who sign, and whoever declared to have done something."""

from __future__ import annotations

from kinerja.folder import Folder
from kinerja.parameter import read_instansi
from kinerja.parameter.baca import list_pejabat
from kinerja.parameter.pemda import list_pejabat_pemda
from kinerja.register import open_register


def read_nama(folder: Folder) -> frozenset[str]:
    """Read everybody's names: of all agencies, and of who signs for all of them.

    Raises:
        KinerjaError: where a list or a register cannot be read: what is not known cannot be
            looked for.
    """
    pemda = {satu.nama for satu in list_pejabat_pemda(folder)}
    return frozenset(pemda.union(*(_read_opd(folder, opd) for opd in folder.daftar_opd)))


def _read_opd(folder: Folder, opd: str) -> set[str]:
    """Read the names of an agency's people: both lists of officials, and the register.

    Where no person is named the register holds a unit or an office; those are no secret.
    """
    instansi = read_instansi(folder, opd)
    jabatan = {instansi.nama, instansi.singkatan, instansi.kepala, instansi.pemerintah}
    jabatan |= {nama for unit in instansi.unit for nama in (unit.nama, unit.slug, unit.singkatan)}
    with open_register(folder, opd) as register:
        oleh = {satu.oleh for satu in register.list_peristiwa()}
    pejabat = {satu.nama for satu in list_pejabat(folder, opd)}
    kenal = {" ".join(nama.split()).casefold() for nama in jabatan}
    return {
        nama
        for nama in pejabat | oleh
        if nama.strip() and " ".join(nama.split()).casefold() not in kenal
    }
