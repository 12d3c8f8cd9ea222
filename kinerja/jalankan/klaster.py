"""A Dask cluster in place of this machine's pool, behind the same seam.

The scheduler replaces lost workers and gives their jobs to others; results are taken by this
process alone, once. Workers that see another folder or run another kit are refused in words.
"""

from __future__ import annotations

import contextlib
import logging
import secrets
import warnings
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Final

from kinerja.berkas import compute_sha256_isi, write_berkas
from kinerja.folder import Folder
from kinerja.galat import LingkunganError, ParameterError
from kinerja.jalankan.pekerja_klaster import BERKAS_HENTI, SyaratPekerja, run_terpencil
from kinerja.jalankan.pelaksana import Kerja, Pelaksana
from kinerja.jalankan.tugas import HasilTugas, Tugas

TUNGGU_DETIK: Final = 10
"""How long the scheduler, and the first worker, may take to answer."""
_SARAN: Final = "Jalankan dask scheduler dan dask worker seperti di docs/batch.md, lalu ulangi."


class Klaster:
    """A cluster that was checked; `jumlah` is how many jobs it runs at a time."""

    def __init__(self, klien: Any, syarat: SyaratPekerja, jumlah: int) -> None:  # noqa: ANN401 - distributed.Client
        self._klien = klien
        self._syarat = syarat
        self.jumlah = jumlah

    def open(self, singgahan: Path, pekerja: int) -> AbstractContextManager[Pelaksana]:
        """Open it as what runs the jobs of a batch."""
        del singgahan, pekerja  # every worker has caches and a pool of its own
        return contextlib.nullcontext(_PelaksanaKlaster(self._klien, self._syarat))


class _PelaksanaKlaster:
    """Gives jobs to the cluster and ordinary futures back."""

    def __init__(self, klien: Any, syarat: SyaratPekerja) -> None:  # noqa: ANN401 - distributed.Client
        self._klien = klien
        self._syarat = syarat
        self._berjalan: dict[Any, Path] = {}
        self._is_henti = False

    def schedule(
        self, function: Kerja, *, args: tuple[Tugas], timeout: float | None
    ) -> Future[HasilTugas]:
        """Give a job to the cluster."""
        (tugas,) = args
        jauh = self._klien.submit(run_terpencil, tugas, function, timeout, self._syarat, pure=False)
        masa_depan: Future[HasilTugas] = Future()
        masa_depan.set_running_or_notify_cancel()
        self._berjalan[jauh] = tugas.giliran
        jauh.add_done_callback(lambda jadi: self._finish(jadi, tugas, masa_depan))
        return masa_depan

    def stop(self) -> None:
        """Tell the workers that nobody waits any more; they end the processes of these jobs."""
        self._is_henti = True
        for giliran in tuple(self._berjalan.values()):
            with contextlib.suppress(OSError):
                (giliran / BERKAS_HENTI).touch()
        self._klien.cancel(list(self._berjalan), force=True)

    def _finish(self, jauh: Any, tugas: Tugas, masa_depan: Future[HasilTugas]) -> None:  # noqa: ANN401 - distributed.Future
        """Bring a result home; called in a thread of the client's."""
        self._berjalan.pop(jauh, None)
        try:
            masa_depan.set_result(self._take(jauh, tugas))
        except Exception as galat:  # noqa: BLE001 - whatever it is, somebody waits for an answer
            masa_depan.set_exception(galat)

    def _take(self, jauh: Any, tugas: Tugas) -> HasilTugas:  # noqa: ANN401 - distributed.Future
        if jauh.status == "finished":
            usaha, hasil = jauh.result(timeout=TUNGGU_DETIK)
            if usaha:
                place_usaha(tugas.giliran, usaha)
            return hasil  # type: ignore[no-any-return]
        if self._is_henti:
            return HasilTugas(tugas.nama, is_dihentikan=True)
        if jauh.status == "error":
            galat = jauh.exception(timeout=TUNGGU_DETIK)
            if type(galat).__name__ == "KilledWorker":
                sebab = "Pekerja klaster mati berkali-kali ketika menyusun laporan ini"
                return HasilTugas(tugas.nama, gagal=f"{sebab}, biasanya karena kehabisan memori.")
            raise galat
        raise LingkunganError(
            "Sambungan ke klaster terputus",
            ditemukan=jauh.status,
            saran="Laporan yang selesai sudah tersimpan. Sesudah klasternya jalan lagi, lanjutkan "
            "dengan: kinerja batch --lanjut --klaster …",
        )


def place_usaha(giliran: Path, usaha: str) -> None:
    """Move what one attempt staged to where its job was told to stage."""
    for satu in (giliran / usaha).iterdir():
        satu.replace(giliran / satu.name)


@contextlib.contextmanager
def connect_klaster(folder: Folder, alamat: str) -> Iterator[Klaster]:
    """Connect to a cluster and check that its workers can make the reports of this folder.

    Args:
        folder: The working folder, which all workers must see under the same path.
        alamat: The scheduler, such as `tcp://host:8786`.

    Raises:
        ParameterError: for an address that is none.
        LingkunganError: where it cannot be reached, or a worker is refused.
    """
    if not alamat.startswith(("tcp://", "tls://")):
        raise ParameterError(
            "Alamat klaster tidak sah", ditemukan=alamat, diharapkan="misalnya tcp://host:8786"
        )
    try:
        from distributed import Client
    except ImportError:
        raise LingkunganError(
            "Paket distributed tidak terpasang",
            saran='Pasang dengan: pip install "kinerja[klaster]"',
        ) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    tanda = folder.kit / "klaster" / f"{secrets.token_hex(4)}.txt"
    isi = secrets.token_hex(16).encode()
    write_berkas(tanda, isi)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                klien = Client(alamat, timeout=TUNGGU_DETIK, set_as_default=False)
            except (OSError, ValueError) as galat:
                raise LingkunganError(
                    "Klaster tidak dapat dihubungi", tempat=alamat, saran=_SARAN
                ) from galat
        with klien:
            syarat = SyaratPekerja(tanda, compute_sha256_isi(isi), folder.kit / "singgahan")
            yield Klaster(klien, syarat, _check_pekerja(klien, alamat, syarat))
    finally:
        tanda.unlink(missing_ok=True)


def _check_pekerja(klien: Any, alamat: str, syarat: SyaratPekerja) -> int:  # noqa: ANN401 - distributed.Client
    """Refuse workers that cannot make these reports; gives how many jobs they run at a time."""
    with contextlib.suppress(TimeoutError):
        klien.wait_for_workers(1, timeout=TUNGGU_DETIK)
    daftar = klien.scheduler_info(n_workers=-1)["workers"]
    if not daftar:
        raise LingkunganError("Klaster belum punya pekerja", tempat=alamat, saran=_SARAN)
    beda = {pekerja: pesan for pekerja, pesan in klien.run(syarat.describe_beda).items() if pesan}
    if beda:
        raise LingkunganError(
            "Pekerja klaster tidak dapat dipakai",
            tempat=alamat,
            ditemukan="; ".join(f"{pekerja}: {pesan}" for pekerja, pesan in sorted(beda.items())),
            saran="Semua pekerja harus melihat folder kerja di jalur yang sama dan memakai kinerja "
            "dan pustaka yang sama.",
        )
    return sum(int(satu["nthreads"]) for satu in daftar.values())
