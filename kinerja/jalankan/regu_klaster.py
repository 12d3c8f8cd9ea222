"""The workers of a Dask cluster that were checked; only they are given jobs.

A worker may join or leave at any time, and one that its nanny restarts comes back under another
address, so whoever is new is checked first. Who is refused stays so. Gives out no job.
"""

from __future__ import annotations

import logging
import threading
from typing import Any, Final

from kinerja.jalankan.pekerja_klaster import SyaratPekerja

_JAWAB_DETIK: Final = 30
"""How long the scheduler, and a worker that is asked, may take to answer."""
_catatan: Final = logging.getLogger(__name__)


class Regu:
    """Who may be given jobs; `siap` says how many each runs at a time, by address."""

    def __init__(self, klien: Any, syarat: SyaratPekerja) -> None:  # noqa: ANN401 - distributed.Client
        """Begin with nobody; `look` finds them."""
        self.syarat = syarat
        self.siap: dict[str, int] = {}
        self.ditolak: dict[str, str] = {}
        self._klien = klien
        self._gembok = threading.Lock()

    def look(self) -> None:
        """See who is there, and check who is new.

        Raises:
            OSError: where the scheduler does not answer.
        """
        ada: dict[str, int] = self._klien.nthreads(callback_timeout=_JAWAB_DETIK)
        baru = [satu for satu in ada if satu not in self.siap and satu not in self.ditolak]
        beda = self._check(baru)
        with self._gembok:
            self.ditolak |= {satu: pesan for satu, pesan in beda.items() if pesan}
            self.siap = {
                satu: jumlah
                for satu, jumlah in ada.items()
                if satu not in self.ditolak and (satu in self.siap or satu in beda)
            }

    def refuse(self, pekerja: str, pesan: str) -> None:
        """Give a worker no job any more, and tell so the first time."""
        with self._gembok:
            is_baru = pekerja not in self.ditolak
            self.ditolak[pekerja] = pesan
            self.siap = {satu: n for satu, n in self.siap.items() if satu != pekerja}
        if is_baru:
            self.tell(pekerja)

    def tell(self, pekerja: str) -> None:
        """Tell the user that the batch goes on without a worker."""
        pesan = self.ditolak[pekerja]
        _catatan.warning("Pekerja klaster %s tidak diberi laporan: %s.", pekerja, pesan)

    def describe_ditolak(self) -> str:
        """Say who was refused, and why."""
        return "; ".join(f"{satu}: {pesan}" for satu, pesan in sorted(self.ditolak.items()))

    def _check(self, daftar: list[str]) -> dict[str, str]:
        """Ask workers whether they can make these reports; who does not answer is left out."""
        if not daftar:
            return {}
        jawaban = self._klien.run(
            self.syarat.describe_beda,
            workers=daftar,
            on_error="return",
            callback_timeout=_JAWAB_DETIK,
        )
        return {
            satu: _describe_galat(isi) if isinstance(isi, BaseException) else isi
            for satu, isi in jawaban.items()
            if not isinstance(isi, OSError)  # it is gone already, or will be asked again
        }


def _describe_galat(galat: BaseException) -> str:
    """Say why a worker could not even be asked: it cannot load what the question needs."""
    return f"tidak dapat memuat program kinerja yang sama ({type(galat).__name__}: {galat})"
