"""A Dask cluster in place of this machine's pool, behind the same seam.

Connects and checks: workers that see another folder or run another kit are refused in words before
anything is read. Runs no job itself.
"""

from __future__ import annotations

import contextlib
import logging
import secrets
import shutil
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Final

from kinerja.berkas import compute_sha256_isi, write_berkas
from kinerja.folder import Folder
from kinerja.galat import LingkunganError, ParameterError
from kinerja.jalankan.pekerja_klaster import SyaratPekerja
from kinerja.jalankan.pelaksana import Pelaksana
from kinerja.jalankan.pelaksana_klaster import open_klaster
from kinerja.jalankan.regu_klaster import Regu

TUNGGU_DETIK: Final = 10
"""How long the scheduler, and the first worker, may take to answer."""
VARIABEL_TLS: Final = (
    "DASK_DISTRIBUTED__COMM__TLS__CA_FILE",
    "DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT",
    "DASK_DISTRIBUTED__COMM__TLS__CLIENT__KEY",
)
"""Where Dask is told the certificates of a `tls://` address."""
_SARAN: Final = "Jalankan dask scheduler dan dask worker seperti di docs/batch.md, lalu ulangi."


class Klaster:
    """A cluster that was checked; `jumlah` is how many jobs it runs at a time."""

    def __init__(self, klien: Any, regu: Regu) -> None:  # noqa: ANN401 - distributed.Client
        self._klien = klien
        self._regu = regu
        self.jumlah = sum(regu.siap.values())

    def open(self, singgahan: Path, pekerja: int) -> AbstractContextManager[Pelaksana]:
        """Open it as what runs the jobs of a batch."""
        del singgahan, pekerja  # every worker has caches and a pool of its own
        return open_klaster(self._klien, self._regu)


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
    _check_alamat(alamat)
    from distributed import Client

    # Each logger of Dask's has a level of its own; what ends a batch is told in words.
    for nama in tuple(logging.root.manager.loggerDict):
        if nama.partition(".")[0] == "distributed":
            logging.getLogger(nama).setLevel(logging.CRITICAL)
    # This batch alone runs in this folder: what stands there is of one that was killed.
    shutil.rmtree(folder.kit / "klaster", ignore_errors=True)
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
            regu = Regu(klien, syarat)
            _check_pekerja(klien, regu, alamat)
            yield Klaster(klien, regu)
    finally:
        tanda.unlink(missing_ok=True)


def _check_alamat(alamat: str) -> None:
    """Refuse an address that cannot be used from here."""
    if not alamat.startswith(("tcp://", "tls://")):
        raise ParameterError(
            "Alamat klaster tidak sah", ditemukan=alamat, diharapkan="misalnya tcp://host:8786"
        )
    try:
        from distributed.security import Security
    except ImportError:
        raise LingkunganError(
            "Paket distributed tidak terpasang",
            saran='Pasang dengan: pip install "kinerja[klaster]"',
        ) from None
    if alamat.startswith("tls://"):
        try:
            is_ada = Security().get_connection_args("client")["ssl_context"] is not None
            ditemukan = "" if is_ada else "setelan TLS Dask masih kosong"
        except (OSError, ValueError, TypeError) as galat:
            ditemukan = str(galat)
        if ditemukan:
            raise LingkunganError(
                "Sertifikat untuk tls:// tidak dapat dipakai",
                ditemukan=ditemukan,
                saran=f"Isi variabel lingkungan {', '.join(VARIABEL_TLS)} dengan jalur berkas PEM; "
                "lihat docs/batch.md.",
            )


def _check_pekerja(klien: Any, regu: Regu, alamat: str) -> None:  # noqa: ANN401 - distributed.Client
    """Refuse a cluster without workers, or with one that cannot make these reports."""
    with contextlib.suppress(TimeoutError):
        klien.wait_for_workers(1, timeout=TUNGGU_DETIK)
    try:
        regu.look()
    except OSError as galat:
        raise LingkunganError(
            "Klaster tidak menjawab", tempat=alamat, ditemukan=str(galat), saran=_SARAN
        ) from galat
    if regu.ditolak:
        raise LingkunganError(
            "Pekerja klaster tidak dapat dipakai",
            tempat=alamat,
            ditemukan=regu.describe_ditolak(),
            saran="Semua pekerja harus melihat folder kerja di jalur yang sama dan memakai kinerja "
            "dan pustaka yang sama.",
        )
    if not regu.siap:
        raise LingkunganError("Klaster belum punya pekerja", tempat=alamat, saran=_SARAN)
