"""Runs jobs on the workers of a Dask cluster that were checked, and takes each result once.

Dask gives the job of a lost worker to another one that the job was meant for. Where none of those
is left it is given out anew, and where nobody is left at all for a while, the run ends in words.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any, Final

from kinerja.galat import LingkunganError
from kinerja.jalankan.pekerja_klaster import HasilTerpencil, run_terpencil
from kinerja.jalankan.pelaksana import Kerja, Pelaksana
from kinerja.jalankan.regu_klaster import Regu
from kinerja.jalankan.tugas import BERKAS_JEJAK, HasilTugas, Tugas

TUNGGU_PEKERJA_DETIK: Final = 60
"""How long nobody may be there to run jobs: a nanny restarts a lost worker within seconds."""
HILANG_TERBANYAK: Final = 3
"""How often a job may lose all workers that it was given to."""
_JEDA_DETIK: Final = 1
_HASIL_DETIK: Final = 10
"""How long the result of a finished job may be on its way."""
_LANJUT: Final = (
    "Laporan yang selesai sudah tersimpan. Sesudah klasternya jalan lagi, lanjutkan dengan: "
    "kinerja batch --lanjut --klaster …"
)


@contextlib.contextmanager
def open_klaster(klien: Any, regu: Regu) -> Iterator[Pelaksana]:  # noqa: ANN401 - distributed.Client
    """Open a cluster as what runs the jobs of a batch, and watch its workers meanwhile."""
    pelaksana = PelaksanaKlaster(klien, regu)
    penjaga = threading.Thread(target=pelaksana.watch, name="kinerja-klaster", daemon=True)
    penjaga.start()
    try:
        yield pelaksana
    finally:
        pelaksana.stop()
        penjaga.join(timeout=_HASIL_DETIK)


class _Titipan:
    """A job that somebody waits for; `pekerja` is who may run it now, `jauh` Dask's future."""

    def __init__(self, tugas: Tugas, kerja: Kerja, batas_detik: float | None) -> None:
        self.tugas = tugas
        self.kerja = kerja
        self.batas_detik = batas_detik
        self.masa_depan: Future[HasilTugas] = Future()
        self.masa_depan.set_running_or_notify_cancel()
        self.jauh: Any = None
        self.pekerja: frozenset[str] = frozenset()
        self.hilang = 0

    def lose(self) -> HasilTugas | None:
        """Count the loss of all workers of the job; gives its failure where it was too often."""
        self.hilang += 1
        if self.hilang <= HILANG_TERBANYAK:
            return None
        sebab = "Pekerja klaster mati berkali-kali ketika menyusun laporan ini"
        return HasilTugas(self.tugas.nama, gagal=f"{sebab}, biasanya karena kehabisan memori.")


class PelaksanaKlaster:
    """Gives jobs to the cluster and ordinary futures back."""

    def __init__(self, klien: Any, regu: Regu) -> None:  # noqa: ANN401 - distributed.Client
        self._klien = klien
        self._regu = regu
        self._gembok = threading.Lock()
        self._berjalan: set[_Titipan] = set()
        self._usai = threading.Event()

    def schedule(
        self, function: Kerja, *, args: tuple[Tugas], timeout: float | None
    ) -> Future[HasilTugas]:
        """Give a job to the cluster."""
        (tugas,) = args
        titipan = _Titipan(tugas, function, timeout)
        self._give(titipan)
        return titipan.masa_depan

    def stop(self) -> None:
        """Tell the workers that nobody waits any more; they end the processes of these jobs."""
        self._usai.set()
        with contextlib.suppress(OSError):
            self._regu.syarat.tanda.unlink()
        with self._gembok:
            daftar = [satu.jauh for satu in self._berjalan if satu.jauh is not None]
        self._cancel(daftar)

    def watch(self) -> None:
        """Look after the workers until the run is over."""
        terlihat = time.monotonic()
        while not self._usai.wait(_JEDA_DETIK):
            try:
                sudah = set(self._regu.ditolak)
                self._regu.look()
                for pekerja in set(self._regu.ditolak) - sudah:
                    self._regu.tell(pekerja)
                is_ada = bool(self._regu.siap)
            except (Exception, asyncio.CancelledError):  # noqa: BLE001 - nobody was seen
                is_ada = False
            if is_ada:
                terlihat = time.monotonic()
                self._move()
            elif time.monotonic() - terlihat > TUNGGU_PEKERJA_DETIK:
                self._give_up()

    def _give(self, titipan: _Titipan) -> None:
        """Give a job to the workers that are there; without any it waits for the watch."""
        with self._gembok:
            self._berjalan.add(titipan)
            titipan.pekerja = frozenset(self._regu.siap)
            if not titipan.pekerja or self._usai.is_set():
                return
            try:
                titipan.jauh = self._klien.submit(
                    run_terpencil,
                    titipan.tugas,
                    titipan.kerja,
                    titipan.batas_detik,
                    self._regu.syarat,
                    pure=False,
                    workers=sorted(titipan.pekerja),
                    allow_other_workers=False,
                )
            except Exception as galat:  # noqa: BLE001 - Dask's client is closed
                self._berjalan.discard(titipan)
                titipan.masa_depan.set_exception(_build_putus(str(galat)))
                return
        titipan.jauh.add_done_callback(partial(self._finish, titipan))

    def _move(self) -> None:
        """Give out anew what has no worker, or has lost all that could run it."""
        siap = frozenset(self._regu.siap)
        with self._gembok:
            pindah = [satu for satu in self._berjalan if not satu.pekerja & siap]
            lama = {satu: satu.jauh for satu in pindah if satu.jauh is not None}
            self._berjalan -= set(pindah)
            for satu in pindah:
                satu.jauh = None
        self._cancel(list(lama.values()))
        for satu in pindah:
            self._settle(satu, satu.lose() if satu in lama else None)

    def _give_up(self) -> None:
        with self._gembok:
            daftar, self._berjalan = self._berjalan, set()
        galat = LingkunganError(
            "Tidak ada lagi pekerja klaster yang dapat diberi laporan",
            tempat=f"selama {TUNGGU_PEKERJA_DETIK} detik",
            ditemukan=self._regu.describe_ditolak(),
            saran=_LANJUT,
        )
        for satu in daftar:
            satu.jauh = None
            satu.masa_depan.set_exception(galat)

    def _finish(self, titipan: _Titipan, jauh: Any) -> None:  # noqa: ANN401 - distributed.Future
        """Bring a result home; called in a thread of the client's."""
        with self._gembok:
            if titipan.jauh is not jauh:  # given out anew meanwhile
                return
            titipan.jauh = None
            self._berjalan.discard(titipan)
        try:
            hasil = self._take(titipan, jauh)
        except Exception as galat:  # noqa: BLE001 - whatever it is, somebody waits for an answer
            titipan.masa_depan.set_exception(galat)
            return
        self._settle(titipan, hasil)

    def _settle(self, titipan: _Titipan, hasil: HasilTugas | None) -> None:
        """Answer who waits for a job, or give it out anew where there is no result."""
        if hasil is None:
            self._give(titipan)
        else:
            titipan.masa_depan.set_result(hasil)

    def _take(self, titipan: _Titipan, jauh: Any) -> HasilTugas | None:  # noqa: ANN401 - distributed.Future
        """Take what came of a job; None where it must be given out anew."""
        if self._usai.is_set():
            return HasilTugas(titipan.tugas.nama, is_dihentikan=True)
        if jauh.status == "error":
            galat = jauh.exception(timeout=_HASIL_DETIK)
            if type(galat).__name__ == "KilledWorker":
                titipan.hilang = HILANG_TERBANYAK
            elif type(galat).__name__ not in {"NoValidWorkerError", "NoWorkerError"}:
                raise galat
            return titipan.lose()
        if jauh.status != "finished":
            raise _build_putus(jauh.status)
        try:
            jadi: HasilTerpencil = jauh.result(timeout=_HASIL_DETIK)
        except (Exception, asyncio.CancelledError):  # noqa: BLE001 - gone with its worker
            return titipan.lose()
        if jadi.hasil is None:
            self._regu.refuse(jadi.pekerja, jadi.tolak)
            return None
        if jadi.hasil.is_dihentikan:  # there, but not by us
            return titipan.lose()
        place_usaha(titipan.tugas.giliran, jadi.usaha, jadi.hasil)
        return jadi.hasil

    def _cancel(self, daftar: list[Any]) -> None:
        """Let Dask forget jobs."""
        if not daftar:
            return
        with contextlib.suppress(Exception):  # where the scheduler is gone they are, too
            self._klien.cancel(daftar, force=True)


def _build_putus(ditemukan: str) -> LingkunganError:
    return LingkunganError("Sambungan ke klaster terputus", ditemukan=ditemukan, saran=_LANJUT)


def place_usaha(giliran: Path, usaha: str, hasil: HasilTugas) -> None:
    """Move what came of one attempt to where its job was told to stage, and nothing else.

    What else lies there may still be held open by the attempt's process.
    """
    nama = [satu.tujuan for satu in hasil.berkas]
    nama += filter(None, (hasil.notebook_gagal,))
    if (giliran / usaha / BERKAS_JEJAK).exists():
        nama.append(BERKAS_JEJAK)
    for satu in nama:
        tujuan = giliran / satu
        tujuan.parent.mkdir(parents=True, exist_ok=True)
        (giliran / usaha / satu).replace(tujuan)
