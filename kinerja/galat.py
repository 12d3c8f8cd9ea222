"""The one family of exceptions, with messages composed in Indonesian from their fields.

Order of every message: what went wrong - where - found against expected - what to do.
Faults in the users' data are not exceptions but findings (`kinerja.temuan`).
"""

from __future__ import annotations

from typing import Any, Final

_PANJANG_SEBAB: Final = 200


class KinerjaError(Exception):
    """A fault that stops the command; `kode_keluar` is the exit code the command line gives."""

    kode_keluar = 1

    def __init__(
        self,
        masalah: str,
        *,
        tempat: str = "",
        ditemukan: str = "",
        diharapkan: str = "",
        saran: str = "",
    ) -> None:
        self.masalah = masalah
        self.tempat = tempat
        self.ditemukan = ditemukan
        self.diharapkan = diharapkan
        self.saran = saran
        super().__init__(self.pesan)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes as fields: a subclass may take other arguments than these."""
        return _rebuild, (type(self), self.args, self.__dict__)

    @property
    def pesan(self) -> str:
        """Compose the message in its fixed order, leaving out what is not known.

        >>> ParameterError("Triwulan tidak dikenal", tempat="parameters/bpkd/2025-tw5.yaml",
        ...                ditemukan="5", saran="Isi dengan angka 1 sampai 4.").pesan
        'Triwulan tidak dikenal (parameters/bpkd/2025-tw5.yaml): 5. Isi dengan angka 1 sampai 4.'
        """
        return compose_pesan(self.masalah, self.tempat, self.ditemukan, self.diharapkan, self.saran)


def _rebuild(kelas: type[KinerjaError], args: tuple[Any, ...], isi: dict[str, Any]) -> KinerjaError:
    galat = kelas.__new__(kelas, *args)
    galat.__dict__.update(isi)
    return galat


def compose_pesan(
    masalah: str, tempat: str = "", ditemukan: str = "", diharapkan: str = "", saran: str = ""
) -> str:
    """Join the parts of a message in the order every fault of the kit is told.

    >>> compose_pesan("Bukan angka", 'lembar "Indikator", sel C7', '"1.2o0"', "angka",
    ...               "Ketik angka saja, mis. 1.200,5.")
    'Bukan angka (lembar "Indikator", sel C7): "1.2o0", seharusnya angka. Ketik angka saja, \
mis. 1.200,5.'
    """
    kalimat = masalah.rstrip(".")
    if tempat:
        kalimat += f" ({tempat})"
    if ditemukan:
        kalimat += f": {ditemukan}"
    if diharapkan:
        kalimat += f"{',' if ditemukan else ':'} seharusnya {diharapkan}"
    kalimat += "."
    return f"{kalimat} {saran}" if saran else kalimat


def describe_tak_terduga(galat: BaseException) -> str:
    r"""Name an exception that nobody foresaw, as one line of bounded length.

    >>> describe_tak_terduga(ValueError("a\n" + "b" * 300))[:40]
    'Kesalahan tak terduga (ValueError: a bbb'
    """
    teks = " ".join(str(galat)[:_PANJANG_SEBAB].split())
    return f"Kesalahan tak terduga ({': '.join(filter(None, (type(galat).__name__, teks)))})"


class ParameterError(KinerjaError):
    """A parameter, a period or a configuration file is wrong (exit 2)."""

    kode_keluar = 2


class SumberError(KinerjaError):
    """An input file as a whole cannot be used (exit 2)."""

    kode_keluar = 2


class LaporanError(KinerjaError):
    """A report could not be made: names notebook, cell and the original error (exit 1)."""


class EksporError(KinerjaError):
    """A format could not be written from an executed notebook (exit 1)."""


class HanyaBacaError(KinerjaError):
    """A folder that must be written to cannot be; reading commands only note it (exit 1)."""


class LingkunganError(KinerjaError):
    """The machine lacks something the kit needs (exit 3)."""

    kode_keluar = 3


class SibukError(KinerjaError):
    """Another run holds the working folder (exit 4)."""

    kode_keluar = 4


class KeutuhanError(KinerjaError):
    """A stored file is not what its manifest says (exit 5)."""

    kode_keluar = 5
