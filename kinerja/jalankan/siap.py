"""One agency and period while its reports are made: locked, read, and the jobs that must run.

Read once for all its reports. Jobs run elsewhere, in any order and beside those of others; their
results are taken here, and when the last is in, the period is closed: promoted, listed, recorded.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable

from kinerja.berkas import build_galat_tulis
from kinerja.catatan import NAMA_MASUKAN
from kinerja.folder import Folder
from kinerja.gembok import hold_gembok
from kinerja.jalankan.bacaan import (
    BacaanPeriode,
    RencanaTugas,
    build_giliran,
    judge_tugas,
    read_periode,
)
from kinerja.jalankan.buku import Buku
from kinerja.jalankan.hasil_jalan import HasilJalan, HasilLaporan
from kinerja.jalankan.pencatatan import PencatatJalan
from kinerja.jalankan.pilihan import Perkakas, Permintaan, Pilihan
from kinerja.jalankan.potret import Potret
from kinerja.jalankan.promosi import remove_giliran
from kinerja.jalankan.rancang import FOLDER_LAIN
from kinerja.jalankan.ringkas import build_hasil
from kinerja.jalankan.tetap import PenjagaMasukan
from kinerja.jalankan.tugas import HasilTugas, Tugas
from kinerja.register.kunci import refuse_isi_lain


class PeriodeSiap:
    """A period whose jobs may run; made by `prepare_periode`."""

    def __init__(
        self,
        folder: Folder,
        minta: Permintaan,
        bacaan: BacaanPeriode,
        *,
        buku: Buku,
        pencatat: PencatatJalan,
        daftar_rencana: Iterable[RencanaTugas],
        tumpukan: contextlib.ExitStack,
    ) -> None:
        """Take over the lock that `tumpukan` holds, until the period is closed."""
        self.minta = minta
        self._folder = folder
        self._bacaan = bacaan
        self._buku = buku
        self._pencatat = pencatat
        self._tumpukan = tumpukan
        self._per_giliran = {rencana.tugas.giliran: rencana for rencana in daftar_rencana}
        self._penjaga = PenjagaMasukan(folder, bacaan.data, bacaan.parameter)
        self._is_dihentikan = False
        self.awal: Potret | None = None
        """Its inputs before it was read, where somebody looked."""

    @property
    def berkas_dibaca(self) -> tuple[str, ...]:
        """The names of the files that were read."""
        return tuple(nama for nama in self._bacaan.masukan if nama != NAMA_MASUKAN)

    @property
    def is_lengkap(self) -> bool:
        """Whether nothing of the period waits for a later run."""
        return self._pencatat.is_lengkap

    @property
    def sisa(self) -> tuple[Tugas, ...]:
        """The jobs without a result yet."""
        return tuple(rencana.tugas for rencana in self._per_giliran.values())

    def start(self, tugas: Tugas) -> HasilTugas | None:
        """Make room for a job; gives its result where there is none."""
        try:
            tugas.giliran.mkdir(parents=True)
        except OSError as galat:
            return HasilTugas(tugas.nama, gagal=build_galat_tulis(galat, tugas.giliran, 0).pesan)
        return None

    def take(self, tugas: Tugas, hasil: HasilTugas) -> HasilLaporan:
        """Promote the result of a job, or note why there is none."""
        rencana = self._per_giliran.pop(tugas.giliran)
        self._is_dihentikan = self._is_dihentikan or hasil.is_dihentikan
        if hasil.berkas and (berubah := self._penjaga.describe_perubahan()):
            hasil = HasilTugas(tugas.nama, gagal=berubah)
        laporan = self._buku.take(tugas, hasil, rencana.sidik, rencana.perubahan)
        remove_giliran(tugas.giliran)
        return laporan

    def close(self) -> HasilJalan:
        """Write the manifest, record the run, and let others at the period.

        Jobs without a result are noted as stopped.
        """
        with self._tumpukan:
            for tugas in self.sisa:
                self.take(tugas, HasilTugas(tugas.nama, is_dihentikan=True))
            bacaan = self._bacaan
            self._buku.write()
            self._pencatat.record_laporan(
                self._buku,
                self.minta.periode,
                bacaan.sidik_isi,
                bacaan.masukan.values(),
                is_dinyatakan_final=bacaan.is_final,
            )
            self._buku.write()
            return build_hasil(
                self._folder,
                bacaan.data,
                self._buku,
                bacaan.daftar_tugas,
                catatan=self._pencatat.catatan,
                is_dihentikan=self._is_dihentikan,
            )

    def drop(self) -> None:
        """Let go of the period as it stands, after a fault: nothing more is written."""
        self._tumpukan.close()


def prepare_periode(
    folder: Folder, minta: Permintaan, pilihan: Pilihan, perkakas: Perkakas
) -> PeriodeSiap:
    """Lock and read a period, record what is new, and choose the jobs that must run.

    Raises:
        KinerjaError: where nothing of it can be made: parameters, plan, register, another run.
    """
    giliran = build_giliran(folder, minta)
    kunci = folder.kit / "kunci" / f"{minta.opd}_{minta.periode.slug}.kunci"
    with contextlib.ExitStack() as tumpukan:
        tumpukan.enter_context(hold_gembok(kunci))
        remove_giliran(giliran)
        tumpukan.callback(remove_giliran, giliran)
        pencatat = PencatatJalan(folder, minta.opd, pilihan.oleh)
        pencatat.check()
        pencatat.prepare_salinan(minta.periode)
        bacaan = read_periode(folder, minta, pilihan, perkakas)
        _record_bacaan(folder, minta, bacaan, pencatat)
        buku = bacaan.open_buku(folder, pilihan.oleh)
        pencatat.mark_kepala(buku)
        if not minta.daftar_jenis:
            buku.mark_lama({tugas.nama for tugas in bacaan.daftar_tugas}, FOLDER_LAIN)
        paksa = pilihan.paksa and not minta.is_sudah
        daftar_rencana = _choose(bacaan, buku, paksa=paksa)
        if daftar_rencana and pilihan.mesin == "kinerja":
            bekal = perkakas.write_bekal(bacaan.giliran / "bekal", bacaan.data)
            daftar_rencana = [satu.take_bekal(bekal) for satu in daftar_rencana]
        return PeriodeSiap(
            folder,
            minta,
            bacaan,
            buku=buku,
            pencatat=pencatat,
            daftar_rencana=daftar_rencana,
            tumpukan=tumpukan.pop_all(),
        )


def _record_bacaan(
    folder: Folder, minta: Permintaan, bacaan: BacaanPeriode, pencatat: PencatatJalan
) -> None:
    """Record what was read, unless the period is final and would change."""
    refuse_isi_lain(folder, minta.opd, minta.periode, bacaan.sidik_isi)
    pencatat.record_masukan(bacaan.data)
    pencatat.note_tindak_lanjut(bacaan.data)
    pencatat.record_rencana(bacaan.data.masukan.rencana)
    pencatat.note_persetujuan(minta.periode, bacaan.sidik_isi)


def _choose(bacaan: BacaanPeriode, buku: Buku, *, paksa: bool) -> list[RencanaTugas]:
    """Note what is refused or unchanged; give the jobs that must run."""
    hasil = []
    for satu in judge_tugas(bacaan, buku, paksa=paksa):
        if satu.ditolak:
            buku.refuse(satu.tugas, satu.ditolak)
        elif satu.perubahan:
            hasil.append(satu)
        else:
            buku.keep(satu.tugas)
    return hasil
