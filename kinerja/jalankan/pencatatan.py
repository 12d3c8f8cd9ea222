"""What a run writes into the register: what it found in the folder, and the reports it made.

Checks the register from end to end before it adds to it. Where the folder cannot be written to,
recording is left out with a note; reports do not depend on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from kinerja.berkas import compute_sha256_isi
from kinerja.folder import Folder, build_jalur_isian
from kinerja.galat import HanyaBacaError, SibukError
from kinerja.jalankan.belum_tercatat import (
    list_anggaran,
    list_asing,
    list_belum,
    list_laporan_baru,
    list_setoran_baru,
)
from kinerja.jalankan.buku import Buku
from kinerja.jalankan.rekaman import keep_rekaman
from kinerja.periode import Periode
from kinerja.register import (
    Register,
    SetoranBaru,
    check_register,
    describe_manifes_rusak,
    list_setoran,
    open_register,
    record_daftar_setoran,
    record_impor,
    store_berkas,
)
from kinerja.register.kunci import find_kunci
from kinerja.register.langkah import list_formulir_baru, record_formulir
from kinerja.register.laporan import JENIS_LAPORAN
from kinerja.register.status import read_status
from kinerja.register.tanda import has_tanda
from kinerja.register.target import list_versi_baru, record_versi_baru
from kinerja.terima.pulih import repair_salinan
from kinerja.terima.tindak_lanjut import list_belum_tercatat
from kinerja.versi import __version__

if TYPE_CHECKING:
    from kinerja.data import DataLaporan
    from kinerja.model import Berkas, Rencana

_MASUKAN_DILEWATI: Final = (
    "Berkas isian yang diterima tidak dicatat: folder data tidak dapat ditulis."
)

_SALINAN_DILEWATI: Final = (
    "Formulir yang sudah diterima belum menjadi salinan kerja: folder data tidak dapat ditulis."
)
_RENCANA_DILEWATI: Final = "Target yang berlaku tidak dicatat: folder data tidak dapat ditulis."


class PencatatJalan:
    """Records for one run; `catatan` are the notes for people, empty where all was recorded."""

    def __init__(self, folder: Folder, opd: str, oleh: str) -> None:
        """Take the agency and who declares to run."""
        self._folder = folder
        self._opd = opd
        self._oleh = oleh
        self._catatan: list[str] = []
        self._is_tercatat = False
        self.is_lengkap = True
        """Whether nothing waits to be recorded or placed by a later run."""

    @property
    def catatan(self) -> tuple[str, ...]:
        """What could not be recorded, and why."""
        return tuple(self._catatan)

    def check(self) -> None:
        """Check the register from end to end, before anything is added to it.

        Raises:
            KeutuhanError: where it is not what was recorded.
            SibukError: where another writer holds it.
        """
        check_register(self._folder, self._opd)
        self._catatan += describe_manifes_rusak(self._folder, self._opd)

    def prepare_salinan(self, periode: Periode) -> None:
        """Place the working copies that an earlier run of `terima` could not; notes what remains.

        Raises:
            KeutuhanError: where the register is not what was recorded.
            SibukError: where another writer holds it.
        """
        try:
            hasil = repair_salinan(self._folder, self._opd, periode)
        except HanyaBacaError:
            self._postpone(_SALINAN_DILEWATI)
            return
        for nama, pesan in hasil.tertunda:
            self._postpone(f"Salinan kerja {nama} tertunda. {pesan}")

    def record_masukan(self, data: DataLaporan | None) -> None:
        """Record the accepted workbooks that are new, with their bytes.

        A workbook without any answer and a refused one are no submissions. A budget that no import
        recorded is noted as it stands, so that a later change of it shows.

        Raises:
            SibukError: where another writer holds the register.
        """
        daftar = list_setoran_baru(data, self._oleh) if data else []
        anggaran = list_anggaran(data, self._oleh) if data else []
        with open_register(self._folder, self._opd) as register:
            if not list_belum(register, daftar) and not list_asing(register, anggaran):
                return
        try:
            with open_register(self._folder, self._opd, is_tulis=True) as register:
                belum = [
                    satu
                    for satu in list_belum(register, daftar)
                    if not self._is_terkunci(register, satu) and self._store(satu)
                ]
                baru = record_daftar_setoran(register, belum)
                impor = record_impor(register, list_asing(register, anggaran))
                self._is_tercatat = self._is_tercatat or bool(baru) or bool(impor)
        except HanyaBacaError:
            self._postpone(_MASUKAN_DILEWATI)

    def note_tindak_lanjut(self, data: DataLaporan) -> None:
        """Note the answers on follow-ups in workbooks that came by the folder: not recorded."""
        daftar = list(data.masukan.laporan_unit.values())
        with open_register(self._folder, self._opd) as register:
            belum = list_belum_tercatat(register, daftar)
        if belum:
            self._catatan.append(
                f"Jawaban tindak lanjut belum dicatat: {', '.join(belum)}. Terima formulirnya"
                " dengan: kinerja terima BERKAS"
            )

    def record_rencana(self, rencana: Rencana) -> None:
        """Record the versions of the plan that are new and name their document.

        Raises:
            SibukError: where another writer holds the register.
        """
        with open_register(self._folder, self._opd) as register:
            if not list_versi_baru(register, rencana):
                return
        try:
            with open_register(self._folder, self._opd, is_tulis=True) as register:
                baru = record_versi_baru(register, rencana, oleh=self._oleh)
                self._is_tercatat = self._is_tercatat or bool(baru)
        except HanyaBacaError:
            self._postpone(_RENCANA_DILEWATI)

    def record_formulir(self, periode: Periode, sidik_per_unit: Mapping[str, str]) -> None:
        """Record the forms that were sent out, where they are new."""
        with open_register(self._folder, self._opd) as register:
            if not list_formulir_baru(register, periode, sidik_per_unit):
                return
        try:
            with open_register(self._folder, self._opd, is_tulis=True) as register:
                record_formulir(register, periode, sidik_per_unit, oleh=self._oleh)
        except (HanyaBacaError, SibukError) as galat:
            self._catatan.append(f"Pengiriman formulir belum dicatat. {galat.pesan}")

    def record_laporan(
        self,
        buku: Buku,
        periode: Periode,
        sidik: Mapping[str, str],
        masukan: Iterable[Berkas],
        *,
        is_dinyatakan_final: bool = False,
    ) -> None:
        """Record the reports that this run made, or that a killed run made before it.

        Args:
            buku: The books of the run.
            periode: Its period.
            sidik: The fingerprint of each report's content, by name.
            masukan: What the run read; kept by hash, as are the figures.
            is_dinyatakan_final: Whether the period's parameters declare it final.
        """
        with open_register(self._folder, self._opd) as register:
            if not list_laporan_baru(register, buku, periode):
                return
        try:
            with open_register(self._folder, self._opd, is_tulis=True) as register:
                dibuat = list_laporan_baru(register, buku, periode)
                isi = {
                    "laporan": dibuat,
                    "sidik": {nama: sidik[nama] for nama in dibuat if nama in sidik},
                    "dinyatakan_final": is_dinyatakan_final,
                    "versi": __version__,
                    **keep_rekaman(self._folder, self._opd, buku.folder, dibuat, masukan),
                }
                akhir = register.append(JENIS_LAPORAN, isi, periode=periode.slug, oleh=self._oleh)
                buku.set_kepala_register(akhir.hash, is_tercatat=True)
        except (HanyaBacaError, SibukError) as galat:
            # The reports stand; the next run records them.
            self._postpone(f"Laporan yang dibuat belum dicatat. {galat.pesan}")

    def note_persetujuan(self, periode: Periode, sidik: Mapping[str, str]) -> None:
        """Note the reports whose approval is about other inputs than the present ones.

        Args:
            periode: The period of the run.
            sidik: The fingerprint of each report's content, by name.
        """
        with open_register(self._folder, self._opd) as register:
            for laporan, satu in sidik.items():
                kini = read_status(register, periode, laporan, sidik=satu)
                if not kini.is_sesuai:
                    self._catatan.append(
                        f"{laporan} {kini.keterangan}; isinya berubah, jadi statusnya kembali draf."
                    )

    def mark_kepala(self, buku: Buku) -> None:
        """Hand the present head to the manifest."""
        with open_register(self._folder, self._opd) as register:
            buku.set_kepala_register(register.kepala, is_tercatat=self._is_tercatat)

    def _postpone(self, catatan: str) -> None:
        """Note what a later run must do."""
        self._catatan.append(catatan)
        self.is_lengkap = False

    def _is_terkunci(self, register: Register, setoran: SetoranBaru) -> bool:
        """Tell whether a workbook is refused: made final since it was read, its quarter is closed.

        What was changed before is no input at all; what was never recorded is told on first sight.
        """
        ada = any(satu.unit == setoran.unit for satu in list_setoran(register, setoran.periode))
        return ada and find_kunci(self._folder, self._opd, setoran.periode, register) is not None

    def _store(self, setoran: SetoranBaru) -> bool:
        """Store a workbook's bytes; False where it changed since it was read.

        A workbook that is marked is about to be replaced by what was received, and no submission.
        """
        data = self._folder.data(self._opd)
        if has_tanda(build_jalur_isian(data, setoran.periode, setoran.unit)):
            return False
        try:
            isi = (self._folder.akar / setoran.nama_berkas).read_bytes()
        except OSError:
            return False
        if compute_sha256_isi(isi) != setoran.sha256:
            return False
        store_berkas(self._folder, self._opd, isi)
        return True
