"""The clean environment of workers: same time zone, locale and threads on every machine.

User configuration of Jupyter, IPython and matplotlib stays out; their caches go to a folder of the
kit. Also checks that `--mesin kernel` would start this very Python.
"""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from kinerja.galat import LingkunganError

_TETAP: Final = {
    "TZ": "UTC",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "PYTHONUTF8": "1",
    "PYTHONHASHSEED": "0",
    "MPLBACKEND": "agg",
    # The workers are the parallelism: more threads would only fight over the cores.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "RAYON_NUM_THREADS": "1",
    "JUPYTER_PREFER_ENV_PATH": "1",
}
_SINGGAHAN: Final = {
    "IPYTHONDIR": "ipython",
    "MPLCONFIGDIR": "matplotlib",
    "JUPYTER_CONFIG_DIR": "jupyter/config",
    "JUPYTER_DATA_DIR": "jupyter/data",
    "JUPYTER_RUNTIME_DIR": "jupyter/runtime",
    "XDG_CONFIG_HOME": "xdg/config",
    "XDG_CACHE_HOME": "xdg/cache",
    "XDG_DATA_HOME": "xdg/data",
}
_pustaka_gagal: list[LingkunganError] = []
_BUANG: Final = (
    "JUPYTER_CONFIG_PATH",
    "JUPYTER_PATH",
    "LANGUAGE",
    "MATPLOTLIBRC",
    "PYTHONSTARTUP",
    "PYTHONWARNINGS",
)


def build_lingkungan(singgahan: Path) -> dict[str, str]:
    """Build the environment variables of a worker; its caches stand below `singgahan`."""
    lingkungan = dict(_TETAP)
    for nama, anak in _SINGGAHAN.items():
        folder = singgahan / anak
        folder.mkdir(parents=True, exist_ok=True)
        lingkungan[nama] = str(folder)
    return lingkungan


def write_lingkungan(lingkungan: Mapping[str, str]) -> None:
    """Put the variables into this process and take out those that would let settings in."""
    os.environ.update(lingkungan)
    for nama in _BUANG:
        os.environ.pop(nama, None)


@contextlib.contextmanager
def borrow_lingkungan(lingkungan: Mapping[str, str]) -> Iterator[None]:
    """Hold the variables while child processes are started, then put back what stood there."""
    semula = {nama: os.environ.get(nama) for nama in (*lingkungan, *_BUANG)}
    write_lingkungan(lingkungan)
    try:
        yield
    finally:
        for nama, nilai in semula.items():
            if nilai is None:
                os.environ.pop(nama, None)
            else:
                os.environ[nama] = nilai


def describe_pustaka(galat: BaseException) -> LingkunganError | None:
    """Tell that a library could not be loaded; None where the fault is another.

    A module that raises anything while it is imported counts, not only one that is missing; a
    fault of the kit's own code does not.

    >>> try:
    ...     import tidak_ada_di_sini
    ... except ImportError as galat:
    ...     print(describe_pustaka(galat).masalah)
    Pustaka tidak_ada_di_sini tidak dapat dimuat
    """
    nama, letak = _find_pustaka(galat)
    if not nama or nama.partition(".")[0] == "kinerja":
        return None
    saran = "Siapkan ulang lingkungannya (make laporan, atau conda env update -f environment.yml)."
    if os.environ.get("PYTHONPATH"):
        saran = f"Kosongkan variabel PYTHONPATH, lalu ulangi. Bila tetap gagal: {saran}"
    return LingkunganError(
        f"Pustaka {nama} tidak dapat dimuat",
        tempat=letak,
        ditemukan=f"{type(galat).__name__}: {galat}",
        saran=saran,
    )


def _find_pustaka(galat: BaseException) -> tuple[str, str]:
    """Find the module that was being imported when a fault came up, and where it stands."""
    if isinstance(galat, ImportError) and galat.name:
        return galat.name, galat.path or ""
    nama = letak = ""
    for bingkai, _ in traceback.walk_tb(galat.__traceback__):
        if bingkai.f_code.co_name == "<module>":
            nama, letak = str(bingkai.f_globals["__name__"]), bingkai.f_code.co_filename
    if isinstance(galat, SyntaxError) and galat.filename and Path(galat.filename).is_file():
        jalur = Path(galat.filename)
        nama, letak = jalur.parent.name if jalur.stem == "__init__" else jalur.stem, str(jalur)
    return ("", "") if nama == "__main__" else (nama, letak)


def note_pustaka(galat: Exception) -> None:
    """Keep a library's fault for the job that needs it; any other is raised.

    What preloads has nobody to answer to: raising there would cost the pool and tell nothing.
    """
    gagal = describe_pustaka(galat)
    if gagal is None:
        raise galat
    _pustaka_gagal.append(gagal)


def check_pustaka() -> None:
    """Refuse to work where a library could not be loaded.

    Raises:
        LingkunganError: naming the library, its file and what to do.
    """
    if _pustaka_gagal:
        raise _pustaka_gagal[0]


def check_kernel(singgahan: Path) -> None:
    """Make sure that the kernel a worker would start is this Python, with ipykernel.

    Raises:
        LingkunganError: naming the interpreter that a kernelspec points to.
    """
    saran = 'Pakai --mesin kinerja, atau pasang ulang kernel dengan "python -m ipykernel install".'
    try:
        import ipykernel  # noqa: F401 - only its presence counts
        from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
    except ImportError:
        raise LingkunganError("Paket ipykernel tidak terpasang", saran=saran) from None
    try:
        with borrow_lingkungan(build_lingkungan(singgahan)):
            perintah = KernelSpecManager().get_kernel_spec("python3").argv[0]
    except NoSuchKernel:
        raise LingkunganError("Kernel python3 tidak ditemukan", saran=saran) from None
    kini = Path(sys.executable).absolute().parent
    if Path(perintah).name != perintah and Path(perintah).absolute().parent != kini:
        raise LingkunganError(
            "Kernel python3 menunjuk Python lain",
            ditemukan=perintah,
            diharapkan=sys.executable,
            saran=saran,
        )
