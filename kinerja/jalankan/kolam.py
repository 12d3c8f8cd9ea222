"""Hands jobs to workers as they come free, a time limit each, and no job lost to another.

Jobs are drawn only shortly before their turn, so a long batch is never held in memory as a whole.
A killed or hanging worker costs its own job only and is named with its cause. Ctrl-C stops
starting and waits a little for the running ones; a second one kills. Knows nothing of reports
beyond their jobs, and moves no file.
"""

from __future__ import annotations

import contextlib
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from concurrent.futures import TimeoutError as WaktuHabisError
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, Final

from pebble import ProcessExpired

from kinerja.galat import LingkunganError
from kinerja.jalankan.batas import BATAS_DETIK
from kinerja.jalankan.henti import Henti, catch_henti
from kinerja.jalankan.hidup import Pengawas, end_keluarga, forget_hidup
from kinerja.jalankan.langkah import read_langkah
from kinerja.jalankan.pelaksana import (
    BukaPelaksana,
    Kerja,
    KolamTahan,
    Pelaksana,
    count_pekerja,
    open_kolam,
    run_di_pekerja,
)
from kinerja.jalankan.peluncur import BERKAS_PRABUAT
from kinerja.jalankan.tugas import HasilTugas, Tugas

_JEDA_DETIK: Final = 0.1
_KODE_HILANG: Final = 255
"""What is said of a worker whose parent, the process that workers are forked from, is gone."""

Mulai = Callable[[Tugas], HasilTugas | None]
"""Told before a job starts; gives its result where it cannot start at all."""
Selesai = Callable[[Tugas, HasilTugas], None]


def run_kolam(  # noqa: PLR0913 - the parts of a run
    daftar_tugas: Iterable[Tugas | None],
    *,
    singgahan: Path,
    mulai: Mulai,
    selesai: Selesai,
    pekerja: int | None = None,
    buka: BukaPelaksana = open_kolam,
    batas_detik: float = BATAS_DETIK,
    kerja: Kerja = run_di_pekerja,
    henti: Henti | None = None,
) -> bool:
    """Run the jobs, telling `mulai` and `selesai` of each; True where the user stopped the run.

    `selesai` is called in this thread and is not interrupted by Ctrl-C. Where the user stops the
    run, what was not drawn yet is left in `daftar_tugas`.

    Args:
        daftar_tugas: The jobs. None means that there is none just now; it is asked again later.
        singgahan: Where the caches of the workers stand.
        mulai: Told before each job.
        selesai: Told of each job and its result.
        pekerja: Jobs at a time; by default as many as there are cores, or jobs.
        buka: Opens what runs them.
        batas_detik: Time limit of each.
        kerja: What a worker does with a job.
        henti: The watch for Ctrl-C, where the caller keeps one already.

    Raises:
        LingkunganError: where no worker can run on this machine.
    """
    with contextlib.ExitStack() as tumpukan:
        if henti is None:
            henti = tumpukan.enter_context(catch_henti())
        antrean = _Antrean(daftar_tugas)
        # Without a job no worker is started at all.
        while not henti.kali and antrean.fill(pekerja or count_pekerja()) and not antrean.siap:
            pass
        if not antrean.siap:
            return henti.kali > 0
        jumlah = pekerja or count_pekerja(len(antrean.siap) if antrean.is_habis else None)
        pelaksana = tumpukan.enter_context(KolamTahan(lambda: buka(singgahan, jumlah)))
        jalan = _Jalan(pelaksana, henti, mulai, selesai, batas_detik, kerja)
        while jalan.berjalan or (not henti.kali and (jalan.ulangan or antrean.has_lagi)):
            jalan.fill(antrean, jumlah)
            if not henti.kali:
                antrean.draw()  # while the workers work
            if jalan.berjalan and not jalan.collect():
                break
        if henti.kali:
            pelaksana.stop()
            for tugas in jalan.berjalan.values():
                end_keluarga(tugas.giliran)
        for tugas in (*jalan.berjalan.values(), *jalan.ulangan, *antrean.siap):
            selesai(tugas, HasilTugas(tugas.nama, is_dihentikan=True))
        return henti.kali > 0


class _Antrean:
    """The jobs still to come, of which a few are drawn ahead: drawing one may read a period."""

    def __init__(self, daftar: Iterable[Tugas | None]) -> None:
        self._sumber: Iterator[Tugas | None] = iter(daftar)
        self.siap: deque[Tugas] = deque()
        self.is_habis = False

    @property
    def has_lagi(self) -> bool:
        """Whether jobs may still come."""
        return bool(self.siap) or not self.is_habis

    def fill(self, jumlah: int) -> bool:
        """Draw up to so many jobs ahead; True where it is worth asking again at once."""
        while len(self.siap) < jumlah and not self.is_habis:
            try:
                tugas = next(self._sumber)
            except StopIteration:
                self.is_habis = True
                return False
            if tugas is None:
                return True
            self.siap.append(tugas)
        return False

    def draw(self) -> bool:
        """Draw a job ahead where none is; tell whether there is one now."""
        self.fill(1)
        return bool(self.siap)


class _Jalan:
    """The jobs that run just now."""

    def __init__(
        self,
        pelaksana: Pelaksana,
        henti: Henti,
        mulai: Mulai,
        selesai: Selesai,
        batas_detik: float,
        kerja: Kerja,
    ) -> None:
        self._pelaksana = pelaksana
        self._henti = henti
        self._mulai = mulai
        self._selesai = selesai
        self._batas_detik = batas_detik
        self._kerja = kerja
        self._pengawas = Pengawas()
        self.berjalan: dict[Future[HasilTugas], Tugas] = {}
        self.ulangan: deque[Tugas] = deque()
        """Jobs lost with the process that workers come from: once more, one at a time."""
        self._pernah: set[Path] = set()

    def fill(self, antrean: _Antrean, jumlah: int) -> None:
        """Start what may start now; a lost job runs alone: it may have killed the process."""
        if self.ulangan and not self.berjalan and not self._henti.kali:
            tugas = self.ulangan.popleft()
            forget_hidup(tugas.giliran)
            self._run(tugas)
        while len(self.berjalan) < jumlah and not self._is_tertahan and antrean.draw():
            self.start(antrean.siap.popleft())

    @property
    def _is_tertahan(self) -> bool:
        """Whether no new job may start: the user stops the run, or a lost job has its turn."""
        is_ulang = any(tugas.giliran in self._pernah for tugas in self.berjalan.values())
        return self._henti.kali > 0 or bool(self.ulangan) or is_ulang

    def start(self, tugas: Tugas) -> None:
        """Start a job, or take its result where it cannot start."""
        batal = self._mulai(tugas)
        if batal is not None:
            self._selesai(tugas, batal)
            return
        self._run(tugas)

    def _run(self, tugas: Tugas) -> None:
        masa_depan = self._schedule(tugas)
        if self._henti.kali:
            # Given out while the user stopped the run: a pool takes seconds to start.
            masa_depan.cancel()
        self.berjalan[masa_depan] = tugas

    def collect(self) -> bool:
        """Wait a moment and take what is over; False where nobody is waited for any more."""
        wait(self.berjalan, timeout=_JEDA_DETIK, return_when=FIRST_COMPLETED)
        jadi = self._list_jadi()
        if self._henti.is_habis and not jadi:
            return False
        for masa_depan, hasil in jadi:
            tugas = self.berjalan.pop(masa_depan)
            if hasil is None:
                self.ulangan.append(tugas)
            else:
                self._selesai(tugas, hasil)
        return True

    def _list_jadi(self) -> list[tuple[Future[HasilTugas], HasilTugas | None]]:
        """List the jobs that are over: done, gone with their worker, or stopped before it had them.

        A job that no worker took yet when the user stops the run is not waited for.
        """
        jadi: list[tuple[Future[HasilTugas], HasilTugas | None]] = []
        for masa_depan, tugas in self.berjalan.items():
            if masa_depan.done():
                jadi.append((masa_depan, self._read_hasil(masa_depan, tugas)))
            elif self._henti.kali and not masa_depan.running():
                masa_depan.cancel()
                jadi.append((masa_depan, HasilTugas(tugas.nama, is_dihentikan=True)))
            elif self._pengawas.is_mati(tugas.giliran):
                jadi.append((masa_depan, _build_gagal(tugas, _describe_mati(0))))
        return jadi

    def _schedule(self, tugas: Tugas) -> Future[HasilTugas]:
        """Start a job; a pool whose processes cannot be started at all ends the run in words."""
        try:
            return self._pelaksana.schedule(self._kerja, args=(tugas,), timeout=self._batas_detik)
        except RuntimeError as galat:  # also BrokenProcessPool
            raise LingkunganError(
                "Proses laporan tidak dapat dijalankan",
                ditemukan=str(galat) or type(galat).__name__,
                saran="Periksa memori dan batas proses komputer ini, lalu jalankan lagi. Rincian: "
                f"outputs/.kinerja/singgahan/{BERKAS_PRABUAT}",
            ) from galat

    def _read_hasil(self, masa_depan: Future[Any], tugas: Tugas) -> HasilTugas | None:
        """Read a finished future; a worker that died or hung becomes a failed job.

        None where the job was lost with the process its worker came from, for the first time.
        """
        try:
            hasil: HasilTugas = masa_depan.result()
        except CancelledError:
            return HasilTugas(tugas.nama, is_dihentikan=True)
        except LingkunganError:
            raise  # no report can be made on this machine
        except WaktuHabisError:
            sebab = f"Melewati batas waktu {self._batas_detik:.0f} detik dan dihentikan"
        except (ProcessExpired, BrokenProcessPool) as galat:
            kode = getattr(galat, "exitcode", _KODE_HILANG)
            if kode == _KODE_HILANG and tugas.giliran not in self._pernah:
                self._pernah.add(tugas.giliran)
                end_keluarga(tugas.giliran)
                return None
            sebab = _describe_mati(kode)
        except Exception as galat:  # noqa: BLE001 - the other jobs go on
            sebab = f"Proses laporan gagal dijalankan ({type(galat).__name__}: {galat})"
        else:
            return hasil
        return _build_gagal(tugas, sebab)


def _build_gagal(tugas: Tugas, sebab: str) -> HasilTugas:
    """End what a worker that gave no result left, and name the step at which it stopped."""
    end_keluarga(tugas.giliran)
    langkah = read_langkah(tugas.giliran, tugas.sumber)
    tempat = f" pada {langkah}" if langkah else ""
    return HasilTugas(tugas.nama, gagal=f"{sebab}{tempat}.")


def _describe_mati(kode: int | None) -> str:
    if kode is not None and -kode == getattr(signal, "SIGKILL", None):
        return "Proses laporan dimatikan sistem, biasanya karena kehabisan memori"
    if kode is not None and -kode == getattr(signal, "SIGABRT", None):
        return "Proses laporan berhenti mendadak, biasanya karena melewati batas memori"
    keterangan = f"sinyal {-kode}" if kode is not None and kode < 0 else f"kode {kode}"
    return f"Proses laporan berhenti mendadak ({keterangan})"
