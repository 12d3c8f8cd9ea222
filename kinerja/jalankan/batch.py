"""A run of `kinerja batch`: many agencies and periods, with a list of what failed and a way on.

One batch at a time in a working folder. Keeps only counts and faults of what is over.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from kinerja.folder import Folder
from kinerja.galat import KinerjaError
from kinerja.gembok import hold_gembok
from kinerja.jalankan.catatan_batch import CatatanBatch
from kinerja.jalankan.gagal import BarisGagal, list_gagal, write_gagal_csv
from kinerja.jalankan.hasil_jalan import Lapor
from kinerja.jalankan.kelompok import HasilPeriode, run_kelompok, sort_permintaan
from kinerja.jalankan.pilihan import Perkakas, Permintaan, Pilihan

_DIHENTIKAN: Final = 130
_DITOLAK: Final = 2
_URUTAN_KODE: Final = (_DIHENTIKAN, 5, 3, 1, 4, 2)
"""Exit codes from the gravest on: stopped, integrity, environment, failed, busy, refused."""


@dataclass(frozen=True, slots=True)
class RingkasPeriode:
    """One period that is over: how many reports became what, and what could not be made.

    `catatan` tells of what was made and is not as it should be.
    """

    minta: Permintaan
    kode_keluar: int
    jumlah: Counter[str]
    gagal: tuple[BarisGagal, ...]
    catatan: tuple[str, ...] = ()

    def build_data(self) -> dict[str, Any]:
        """Build it as JSON data."""
        return {
            "opd": self.minta.opd,
            "periode": self.minta.periode.slug,
            "kode_keluar": self.kode_keluar,
            "laporan": dict(sorted(self.jumlah.items())),
            "pesan": [satu.sebab for satu in self.gagal if not satu.laporan],
            "catatan": list(self.catatan),
        }


@dataclass(slots=True)
class HasilBatch:
    """A whole batch; `jumlah` counts reports by what became of them."""

    jumlah_periode: int = 0
    jumlah: Counter[str] = field(default_factory=Counter)
    gagal: list[BarisGagal] = field(default_factory=list)
    kode: set[int] = field(default_factory=set)
    gagal_csv: Path | None = None

    @property
    def kode_keluar(self) -> int:
        """The gravest of the periods' exit codes."""
        return choose_kode(self.kode)

    def take(self, satu: RingkasPeriode) -> None:
        """Count a period that is over."""
        self.jumlah_periode += 1
        self.jumlah += satu.jumlah
        self.gagal += satu.gagal
        self.kode.add(satu.kode_keluar)

    def build_data(self) -> dict[str, Any]:
        """Build it as JSON data."""
        return {
            "kode_keluar": self.kode_keluar,
            "periode": self.jumlah_periode,
            "laporan": dict(sorted(self.jumlah.items())),
            "gagal": len(self.gagal),
            "gagal_csv": str(self.gagal_csv or ""),
        }


def choose_kode(daftar: Iterable[int]) -> int:
    """Choose the gravest of some exit codes.

    >>> choose_kode([0, 2, 4]), choose_kode([])
    (4, 0)
    """
    ada = set(daftar)
    return next((kode for kode in _URUTAN_KODE if kode in ada), 0)


def run_batch(  # noqa: PLR0913 - the options of the command
    folder: Folder,
    daftar: Iterable[Permintaan],
    pilihan: Pilihan,
    *,
    is_lanjut: bool = False,
    klaster: str = "",
    lapor: Lapor = lambda _: None,
    selesai: Callable[[RingkasPeriode], None] = lambda _: None,
    perkakas: Perkakas | None = None,
) -> HasilBatch:
    """Make the reports of all requests; what fails is listed in `outputs/gagal.csv`.

    Args:
        folder: The working folder.
        daftar: What is asked for.
        pilihan: How to work.
        is_lanjut: Whether `daftar` is the rest of the last batch.
        klaster: The scheduler of a Dask cluster that makes them; empty for this machine.
        lapor: Told of every report begun and done.
        selesai: Told of every period that is over.
        perkakas: Other tools, for tests.

    Raises:
        ParameterError: for an unknown format.
        SibukError: where another batch runs in this folder.
        LingkunganError: where no report can be made on this machine, or the cluster is gone.
    """
    daftar = sort_permintaan(daftar)
    alat = perkakas or Perkakas()
    catatan, hasil = CatatanBatch(folder), HasilBatch()
    kunci = folder.kit / "kunci" / "batch.kunci"
    with contextlib.ExitStack() as tumpukan:
        tumpukan.enter_context(
            hold_gembok(kunci, masalah="Batch lain sedang berjalan di folder ini")
        )
        if klaster:
            from kinerja.jalankan.klaster import connect_klaster

            terhubung = tumpukan.enter_context(connect_klaster(folder, klaster))
            alat = replace(alat, buka=terhubung.open)
            pilihan = replace(pilihan, pekerja=pilihan.pekerja or terhubung.jumlah)
        if not is_lanjut:
            catatan.start(daftar, pilihan)
        write_gagal_csv(folder, ())

        def finish(satu: HasilPeriode) -> None:
            ringkas = build_ringkas(satu)
            hasil.take(ringkas)
            if ringkas.kode_keluar in {0, _DITOLAK} and satu.hasil and satu.is_tercatat:
                catatan.finish(satu.minta, is_penuh=ringkas.kode_keluar == 0)
            selesai(ringkas)

        try:
            is_dihentikan = run_kelompok(folder, daftar, pilihan, alat, lapor=lapor, selesai=finish)
        finally:
            # Also where the batch cannot go on: what failed before that is not lost.
            hasil.gagal_csv = write_gagal_csv(folder, hasil.gagal)
        if is_dihentikan:
            hasil.kode.add(_DIHENTIKAN)
    return hasil


def build_ringkas(satu: HasilPeriode) -> RingkasPeriode:
    """Sum up a period that is over."""
    if satu.hasil is not None:
        jumlah = Counter(laporan.keadaan.value for laporan in satu.hasil.laporan)
        kode = satu.hasil.kode_keluar
    else:
        jumlah = Counter()
        kode = _DIHENTIKAN if satu.galat is None else 1
        if isinstance(satu.galat, KinerjaError):
            kode = satu.galat.kode_keluar
    return RingkasPeriode(satu.minta, kode, jumlah, list_gagal(satu), tuple(_list_catatan(satu)))


def _list_catatan(satu: HasilPeriode) -> list[str]:
    if satu.hasil is None:
        return []
    milik = [f"{lap.nama}: {teks}" for lap in satu.hasil.laporan for teks in lap.peringatan]
    return [*satu.hasil.peringatan, *satu.hasil.catatan, *milik]
