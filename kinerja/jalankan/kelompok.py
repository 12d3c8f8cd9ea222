"""A batch: the reports of many agencies and periods over one set of workers.

A period is read shortly before its first report runs and closed after its last one, so memory
stays flat. One that fails, as a whole or in part, holds up no other. A year waits for the
quarters of its agency that are in the same batch: it is compared with them as published.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from kinerja.ekspor.bentuk import check_bentuk
from kinerja.folder import Folder
from kinerja.galat import KinerjaError, LingkunganError
from kinerja.jalankan.hasil_jalan import HasilJalan, HasilLaporan, Kabar, Lapor
from kinerja.jalankan.henti import Henti, catch_henti
from kinerja.jalankan.ingatan import Ingatan
from kinerja.jalankan.kolam import run_kolam
from kinerja.jalankan.lingkungan import check_kernel
from kinerja.jalankan.pelaksana import run_di_pekerja
from kinerja.jalankan.pilihan import Perkakas, Permintaan, Pilihan
from kinerja.jalankan.siap import PeriodeSiap, prepare_periode
from kinerja.jalankan.tugas import HasilTugas, Tugas


@dataclass(frozen=True, slots=True)
class HasilPeriode:
    """What became of one agency and period; `galat` says why there is no result.

    Without either the batch ended before it was begun. `is_tercatat` is false where its register
    could not take what was made.
    """

    minta: Permintaan
    hasil: HasilJalan | None = None
    galat: Exception | None = None
    is_tercatat: bool = True

    def unwrap(self) -> HasilJalan:
        """Give the result, or raise what is in its way."""
        if self.galat is not None:
            raise self.galat
        if self.hasil is None:
            raise KeyboardInterrupt
        return self.hasil


def sort_permintaan(daftar: Iterable[Permintaan]) -> list[Permintaan]:
    """Bring requests into the order of need: agencies as given, quarters before their year.

    Twice the same agency and period is once, in all the formats asked for.
    """
    per_kunci: dict[tuple[str, str], Permintaan] = {}
    urutan: dict[str, int] = {}
    for satu in daftar:
        urutan.setdefault(satu.opd, len(urutan))
        kunci = satu.opd, satu.periode.slug
        lama = per_kunci.get(kunci, satu)
        bentuk = tuple(dict.fromkeys((*lama.bentuk, *satu.bentuk)))
        per_kunci[kunci] = replace(satu, bentuk=bentuk)
    return sorted(per_kunci.values(), key=lambda satu: (urutan[satu.opd], satu.periode))


def run_kelompok(
    folder: Folder,
    daftar: Iterable[Permintaan],
    pilihan: Pilihan,
    perkakas: Perkakas,
    *,
    lapor: Lapor = lambda _: None,
    selesai: Callable[[HasilPeriode], None] = lambda _: None,
) -> bool:
    """Make the reports of all requests; True where the user stopped the batch.

    Args:
        folder: The working folder.
        daftar: What is asked for.
        pilihan: How to work.
        perkakas: The tools.
        lapor: Told of every report begun and done.
        selesai: Told of every period when it is over, whatever became of it.

    Raises:
        ParameterError: for an unknown format, before anything is read.
        LingkunganError: where no report can be made on this machine, or none any more; all
            periods were told before.
    """
    daftar = sort_permintaan(daftar)
    for bentuk in {satu.bentuk for satu in daftar}:
        check_bentuk(bentuk, perkakas.daftar_bentuk)
    singgahan = folder.kit / "singgahan"
    if pilihan.mesin == "kernel":
        check_kernel(singgahan)
    return _Kelompok(folder, daftar, pilihan, perkakas, lapor, selesai).run(singgahan)


class _Kelompok:
    """A batch under way."""

    def __init__(
        self,
        folder: Folder,
        daftar: list[Permintaan],
        pilihan: Pilihan,
        perkakas: Perkakas,
        lapor: Lapor,
        selesai: Callable[[HasilPeriode], None],
    ) -> None:
        self._folder = folder
        self._menunggu = daftar
        self._pilihan = pilihan
        self._perkakas = perkakas
        self._lapor = lapor
        self._selesai = selesai
        self._terbuka: dict[Path, PeriodeSiap] = {}
        self._ingatan = Ingatan(folder, pilihan, perkakas)
        self._jumlah = 0
        self._ke = 0

    def run(self, singgahan: Path) -> bool:
        """Run until nothing is left, or the user stops, or no report can be made here any more.

        However it ends, what is finished is kept and told, and so is what was not begun.
        """
        with catch_henti() as henti:
            try:
                is_dihentikan = self._run_kolam(singgahan, henti)
            except LingkunganError:
                self._finish()
                raise
            else:
                self._finish()
            finally:
                for siap in self._list_terbuka():
                    siap.drop()
        return is_dihentikan

    def _run_kolam(self, singgahan: Path, henti: Henti) -> bool:
        return run_kolam(
            self._iter_tugas(),
            singgahan=singgahan,
            mulai=self._start,
            selesai=self._take,
            pekerja=self._pilihan.pekerja,
            buka=self._perkakas.buka,
            batas_detik=self._pilihan.batas.detik,
            kerja=partial(run_di_pekerja, memori_mb=self._pilihan.batas.memori_mb),
            henti=henti,
        )

    def _finish(self) -> None:
        """Close what is open, and tell of what was not begun."""
        for siap in self._list_terbuka():
            self._close(siap)
        for minta in self._menunggu:
            self._selesai(HasilPeriode(minta))

    def _iter_tugas(self) -> Iterator[Tugas | None]:
        """Give the jobs of one period after the other; None after each that has none, too."""
        while self._menunggu:
            minta = self._pick()
            siap = self._prepare(minta) if minta else None
            if siap is None:
                yield None
                continue
            daftar = siap.sisa
            self._jumlah += len(daftar)
            for tugas in daftar:
                self._terbuka[tugas.giliran] = siap
            yield from daftar
            if not daftar:
                self._close(siap)
                yield None

    def _pick(self) -> Permintaan | None:
        """Take the next request whose quarters are not under way."""
        berjalan = {(siap.minta.opd, siap.minta.periode.tahun) for siap in self._terbuka.values()}
        for nomor, satu in enumerate(self._menunggu):
            if satu.periode.triwulan or (satu.opd, satu.periode.tahun) not in berjalan:
                return self._menunggu.pop(nomor)
        return None

    def _prepare(self, minta: Permintaan) -> PeriodeSiap | None:
        try:
            ingat = self._ingatan.recall(minta)
            if ingat is None:
                awal = self._ingatan.look(minta)
                siap = prepare_periode(self._folder, minta, self._pilihan, self._perkakas)
                siap.awal = awal
                return siap
        except Exception as galat:  # noqa: BLE001 - the other periods go on
            self._selesai(HasilPeriode(minta, galat=galat))
            return None
        self._selesai(HasilPeriode(minta, ingat))
        return None

    def _start(self, tugas: Tugas) -> HasilTugas | None:
        siap = self._terbuka.get(tugas.giliran)
        if siap is None:
            return HasilTugas(tugas.nama, is_dihentikan=True)
        self._tell(siap, tugas, None)
        return siap.start(tugas)

    def _take(self, tugas: Tugas, hasil: HasilTugas) -> None:
        siap = self._terbuka.get(tugas.giliran)
        if siap is None:  # its period was given up meanwhile
            return
        try:
            laporan = siap.take(tugas, hasil)
        except Exception as galat:  # noqa: BLE001 - the other periods go on
            self._give_up(siap, galat)
            return
        self._ke += 1
        self._tell(siap, tugas, laporan)
        if not siap.sisa:
            self._close(siap)

    def _tell(self, siap: PeriodeSiap, tugas: Tugas, laporan: HasilLaporan | None) -> None:
        self._lapor(
            Kabar(
                tugas.nama,
                tugas.judul,
                laporan.keadaan if laporan else None,
                self._ke,
                self._jumlah,
                laporan.pesan if laporan else "",
                siap.minta.opd,
                siap.minta.periode,
                laporan.perubahan if laporan else (),
            )
        )

    def _close(self, siap: PeriodeSiap) -> None:
        try:
            hasil = siap.close()
        except Exception as galat:  # noqa: BLE001 - the other periods go on
            self._give_up(siap, galat)
            return
        self._forget(siap)
        with contextlib.suppress(KinerjaError, OSError):  # without it the period is read again
            self._ingatan.keep(siap, hasil)
        self._selesai(HasilPeriode(siap.minta, hasil, is_tercatat=siap.is_lengkap))

    def _give_up(self, siap: PeriodeSiap, galat: Exception) -> None:
        """End a period that cannot be written any more; what its workers give is discarded."""
        siap.drop()
        self._forget(siap)
        self._selesai(HasilPeriode(siap.minta, galat=galat))

    def _forget(self, siap: PeriodeSiap) -> None:
        self._terbuka = {
            kunci: nilai for kunci, nilai in self._terbuka.items() if nilai is not siap
        }

    def _list_terbuka(self) -> list[PeriodeSiap]:
        return list({id(siap): siap for siap in self._terbuka.values()}.values())
