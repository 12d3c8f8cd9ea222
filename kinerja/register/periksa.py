"""Checking a register from the first event to the last, against its mirror and the manifests.

Reads everything and changes nothing.
"""

from __future__ import annotations

import contextlib

from kinerja.folder import Folder
from kinerja.galat import HanyaBacaError
from kinerja.register import isi_simpanan, jurnal, simpanan
from kinerja.register.buku import check_ada, hold_register
from kinerja.register.jangkar import SARAN_EKOR, list_kepala
from kinerja.register.peristiwa import Peristiwa, build_galat, check_rantai


def check_register(folder: Folder, opd: str, kepala_manifes: str | None = None) -> None:
    """Check file, chain, mirror and the heads that manifests name.

    Args:
        folder: The working folder.
        opd: The agency.
        kepala_manifes: A head hash known from elsewhere (an archive, a printed report), checked
            beside those of the manifests in outputs/.

    Raises:
        KeutuhanError: naming the first event that is not what was recorded.
        SibukError: where a writer holds the register all the while.
    """
    # Before the events: a run that ends meanwhile names a head that we then read as well.
    kepala = list_kepala(folder, opd)
    with contextlib.ExitStack() as tumpukan:
        # In a folder that cannot be written to nobody appends while we read.
        with contextlib.suppress(HanyaBacaError):
            if folder.data(opd).is_dir():
                tumpukan.enter_context(hold_register(folder, opd))
        daftar = read_utuh(folder, opd) if check_ada(folder, opd) else ()
        isi = jurnal.read_jurnal(folder.data(opd) / jurnal.NAMA_JURNAL) or jurnal.IsiJurnal()
    jurnal.compute_kekurangan(isi, daftar)
    dikenal = {peristiwa.hash for peristiwa in daftar}
    if kepala_manifes:
        kepala["yang diberikan"] = kepala_manifes
    for tempat, satu in kepala.items():
        if satu not in dikenal:
            raise build_galat(
                simpanan.NAMA_REGISTER,
                f"Ekor hilang sesudah peristiwa nomor {len(daftar)}: "
                f"kepala pada {tempat} tidak ada",
                SARAN_EKOR,
            )


def read_utuh(folder: Folder, opd: str) -> tuple[Peristiwa, ...]:
    """Read all events of the SQLite file, checked as a file and as a chain.

    Raises:
        KeutuhanError: where it is damaged.
    """
    jalur = folder.data(opd) / simpanan.NAMA_REGISTER
    with simpanan.open_simpanan(jalur, is_tulis=False) as sambungan:
        daftar = isi_simpanan.read_peristiwa(sambungan)
        check_rantai(daftar, simpanan.NAMA_REGISTER)
        with simpanan.tell_galat():
            hasil = simpanan.run_sql(sambungan, "PRAGMA integrity_check")
            halaman = simpanan.run_sql(sambungan, "PRAGMA page_count")[0][0]
            besar = simpanan.run_sql(sambungan, "PRAGMA page_size")[0][0]
            ukuran = jalur.stat().st_size
    if hasil != [("ok",)]:
        raise build_galat(simpanan.NAMA_REGISTER, f"Berkas register rusak: {hasil[0][0]}")
    if ukuran != int(str(halaman)) * int(str(besar)):
        raise build_galat(simpanan.NAMA_REGISTER, "Sampah di akhir berkas register")
    return daftar
