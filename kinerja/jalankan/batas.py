"""The limits of one report: how long it may take, and how much memory its process may use.

The system itself holds the memory limit, where it can (POSIX), so that only the job that goes over
it fails. What a notebook may show is limited where it shows it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kinerja.jalankan.tugas import HasilTugas

BATAS_DETIK: Final = 300.0
BATAS_MEMORI_MB: Final = 2000
"""Address space: the sample's largest report needs 700 MB of it, and holds far less."""
_GALAT: Final = "MemoryError"


@dataclass(frozen=True, slots=True)
class Batas:
    """The limits of each report of a run."""

    detik: float = BATAS_DETIK
    memori_mb: int = BATAS_MEMORI_MB


@contextlib.contextmanager
def hold_memori(memori_mb: int) -> Iterator[None]:
    """Limit the memory of this process, and of those it starts, for the length of a job.

    Where the system cannot, nothing is limited. What the limit was before holds again afterwards:
    a job may run in a process that goes on.
    """
    try:
        import resource
    except ImportError:  # Windows
        yield
        return
    semula = resource.getrlimit(resource.RLIMIT_AS)
    besar = memori_mb * 1_000_000
    with contextlib.suppress(ValueError, OSError):
        if semula[0] == resource.RLIM_INFINITY or semula[0] > besar:
            resource.setrlimit(resource.RLIMIT_AS, (besar, semula[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, semula)


def describe_memori(hasil: HasilTugas, memori_mb: int) -> HasilTugas:
    """Say which limit a job met where all it could say was that memory ended.

    >>> describe_memori(HasilTugas("a", gagal="Gagal pada sel 4: MemoryError: tanpa."), 99).gagal
    'Melewati batas memori 99 MB dan dihentikan pada sel 4.'
    """
    sebab = f"Melewati batas memori {memori_mb} MB dan dihentikan"
    bentuk = {
        nama: f"{sebab}." if pesan.startswith(_GALAT) else pesan
        for nama, pesan in hasil.gagal_bentuk.items()
    }
    gagal = hasil.gagal
    awal, ada, _ = gagal.partition(f": {_GALAT}")
    if ada and awal.startswith("Gagal pada "):
        gagal = f"{sebab} {awal.removeprefix('Gagal ')}."
    elif gagal.startswith(_GALAT):
        gagal = f"{sebab}."
    return replace(hasil, gagal=gagal, gagal_bentuk=bentuk)
