"""What a worker of a Dask cluster does with a job: runs it in a fresh process of a pool of its own.

Every attempt stages in a folder of its own, so that one which the cluster runs twice cannot mix
with itself. Moves nothing into place: that is the parent's, which may be on another computer.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import platform
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Final

from kinerja.berkas import build_galat_tulis, compute_sha256
from kinerja.galat import LingkunganError
from kinerja.jalankan.henti import Henti
from kinerja.jalankan.kolam import run_kolam
from kinerja.jalankan.pelaksana import Kerja, Pelaksana, open_kolam
from kinerja.jalankan.sidik import build_versi, compute_sidik_program
from kinerja.jalankan.tugas import HasilTugas, Tugas

_YATIM_DETIK: Final = 3
"""How long nobody may wait for a job before its process ends itself."""
_gembok: Final = threading.Lock()
_kolam: Final[dict[Path, _Kolam]] = {}


@dataclass(frozen=True, slots=True)
class SyaratPekerja:
    """What a worker must agree with: a file that its parent wrote, the kit, the libraries."""

    tanda: Path
    sha256: str
    singgahan: Path
    program: str = field(default_factory=compute_sidik_program)
    versi: dict[str, str] = field(default_factory=build_versi)

    def describe_beda(self) -> str:
        """Say why jobs cannot run here; empty where they can."""
        komputer = platform.node()
        if not self._sees_tanda():
            return f"{komputer} tidak melihat folder kerja yang sama di {self.tanda.parents[2]}"
        beda = [
            f"{nama} {build_versi().get(nama, '-')} (seharusnya {versi})"
            for nama, versi in self.versi.items()
            if build_versi().get(nama) != versi
        ]
        if beda:
            return f"{komputer} memakai pustaka lain: {', '.join(beda)}"
        if compute_sidik_program() != self.program:
            return f"{komputer} memakai program kinerja yang lain"
        return ""

    def _sees_tanda(self) -> bool:
        try:
            return compute_sha256(self.tanda) == self.sha256
        except OSError:
            return False


@dataclass(frozen=True, slots=True)
class HasilTerpencil:
    """What came of a job on the worker `pekerja`: its result and the folder of its attempt.

    Without a result `tolak` says why this worker cannot run it; another one may.
    """

    pekerja: str
    hasil: HasilTugas | None = None
    usaha: str = ""
    tolak: str = ""


def run_terpencil(
    tugas: Tugas, kerja: Kerja, batas_detik: float, syarat: SyaratPekerja
) -> HasilTerpencil:
    """Run a job here; never raises: what is wrong with this computer costs no report.

    A pool that broke is opened anew once.
    """
    from distributed import get_worker

    pekerja: str = get_worker().address
    tolak = syarat.describe_beda()
    if tolak:
        return HasilTerpencil(pekerja, tolak=tolak)
    for _ in range(2):
        usaha = replace(tugas, giliran=tugas.giliran / f"usaha-{uuid.uuid4().hex[:8]}")
        try:
            usaha.giliran.mkdir()
        except OSError as galat:
            pesan = build_galat_tulis(galat, usaha.giliran, 0).pesan
            return HasilTerpencil(pekerja, HasilTugas(tugas.nama, gagal=pesan))
        try:
            hasil = _run(usaha, kerja, batas_detik, syarat, _HentiTugas(tugas.giliran, syarat))
        except LingkunganError as galat:
            tolak = f"{platform.node()} tidak dapat menyusun laporan: {galat.pesan.rstrip('.')}"
        except OSError as galat:
            tolak = f"{platform.node()} tidak dapat menjalankan proses laporan: {galat}"
        else:
            return HasilTerpencil(pekerja, hasil, usaha.giliran.name)
    return HasilTerpencil(pekerja, tolak=tolak)


def _run(
    tugas: Tugas, kerja: Kerja, batas_detik: float, syarat: SyaratPekerja, henti: Henti
) -> HasilTugas:
    """Run a job in a fresh process of this worker's pool."""
    hasil: list[HasilTugas] = []
    run_kolam(
        [tugas],
        singgahan=syarat.singgahan / platform.node(),
        mulai=lambda _: None,
        selesai=lambda _, jadi: hasil.append(jadi),
        pekerja=1,
        buka=_borrow_kolam,
        batas_detik=batas_detik,
        kerja=partial(_run_berjaga, kerja, henti),
        henti=henti,
    )
    # Nobody waits for a job that was stopped before it was begun.
    return hasil[0] if hasil else HasilTugas(tugas.nama, is_dihentikan=True)


def _run_berjaga(kerja: Kerja, henti: Henti, tugas: Tugas) -> HasilTugas:
    """Run a job in its process, which ends itself where nobody waits and its worker is gone."""
    threading.Thread(target=_guard, args=(henti,), daemon=True).start()
    return kerja(tugas)


def _guard(henti: Henti) -> None:
    """End this process once nobody has waited for a while; its worker would have been quicker."""
    kali = 0
    while kali < _YATIM_DETIK:
        time.sleep(1)
        kali = kali + 1 if henti.kali else 0
    os._exit(1)


class _HentiTugas(Henti):
    """Stops a job whose batch is over, or whose staging is gone because its parent is."""

    def __init__(self, giliran: Path, syarat: SyaratPekerja) -> None:
        super().__init__()
        self._giliran = giliran
        self._tanda = syarat.tanda

    @property
    def kali(self) -> int:
        """Twice, so that nobody waits, as soon as the parent does not."""
        return 0 if self._giliran.is_dir() and self._tanda.exists() else 2


class _Kolam:
    """A pool of this worker for the reports of one working folder, and how many use it now."""

    def __init__(self, singgahan: Path) -> None:
        from distributed import get_worker

        # Dask marks its workers so that they may start no process; ours are the isolation of
        # reports. Its setting distributed.worker.daemon is read by the nanny, before any of our
        # code is there: whoever forgot it when starting a worker would get no report at all.
        multiprocessing.current_process().daemon = False
        tumpukan = contextlib.ExitStack()
        # Before multiprocessing waits for its children, which is before anything at exit.
        self.close = Finalize(None, tumpukan.close, exitpriority=100)
        jumlah = get_worker().state.nthreads
        self.pelaksana = tumpukan.enter_context(open_kolam(singgahan, jumlah))
        self.jumlah_dipinjam = 0


class _Pinjaman:
    """A pool of this worker on loan to one job: stopping ends that job alone."""

    def __init__(self, kolam: Pelaksana) -> None:
        self._kolam = kolam
        self._berjalan: list[Future[HasilTugas]] = []

    def schedule(
        self, function: Kerja, *, args: tuple[Tugas], timeout: float | None
    ) -> Future[HasilTugas]:
        """Start the job."""
        masa_depan = self._kolam.schedule(function, args=args, timeout=timeout)
        self._berjalan.append(masa_depan)
        return masa_depan

    def stop(self) -> None:
        """Kill the job's process."""
        for masa_depan in self._berjalan:
            masa_depan.cancel()


@contextlib.contextmanager
def _borrow_kolam(singgahan: Path, _: int) -> Iterator[Pelaksana]:
    """Lend the pool of a folder, unless it broke down; closed are those of others, unused."""
    with _gembok:
        for lain in [satu for satu in _kolam if satu != singgahan]:
            if not _kolam[lain].jumlah_dipinjam:
                _kolam.pop(lain).close()
        if singgahan not in _kolam:
            _kolam[singgahan] = _Kolam(singgahan)
        kolam = _kolam[singgahan]
        kolam.jumlah_dipinjam += 1
    try:
        yield _Pinjaman(kolam.pelaksana)
    except (LingkunganError, RuntimeError):  # it broke down
        with _gembok:
            if _kolam.get(singgahan) is kolam:
                del _kolam[singgahan]
        kolam.close()
        raise
    finally:
        with _gembok:
            kolam.jumlah_dipinjam -= 1
