"""Which reports a run would make, and why; nothing is made, recorded or written.

A year is told as it stands now: whether its quarters will change what it is compared with only
making them can show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from kinerja.folder import Folder
from kinerja.galat import KinerjaError, describe_tak_terduga
from kinerja.jalankan.bacaan import BacaanPeriode, RencanaTugas, judge_tugas, read_periode
from kinerja.jalankan.buku import Buku
from kinerja.jalankan.hasil_jalan import HasilJalan, KeadaanLaporan
from kinerja.jalankan.ingatan import Ingatan
from kinerja.jalankan.kelompok import sort_permintaan
from kinerja.jalankan.pilihan import Perkakas, Permintaan, Pilihan
from kinerja.periode import Periode
from kinerja.register import check_register
from kinerja.register.kunci import refuse_isi_lain

TETAP: Final = "tidak ada yang berubah"
_MENYUSUL: Final = "laporan triwulannya akan dibuat lagi dan dapat mengubahnya"


@dataclass(frozen=True, slots=True)
class PenjelasanLaporan:
    """What a run would do with a report: `keadaan` is dibuat, tetap, ditolak or mungkin."""

    nama: str
    judul: str
    keadaan: str
    alasan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PenjelasanPeriode:
    """The reports of a period; `gagal` says why nothing of it can be made."""

    minta: Permintaan
    laporan: tuple[PenjelasanLaporan, ...] = ()
    gagal: str = ""
    kode_keluar: int = 0

    def build_data(self) -> dict[str, Any]:
        """Build it as JSON data."""
        return {
            "opd": self.minta.opd,
            "periode": self.minta.periode.slug,
            "kode_keluar": self.kode_keluar,
            "gagal": self.gagal,
            "laporan": [
                {"nama": s.nama, "judul": s.judul, "keadaan": s.keadaan, "alasan": list(s.alasan)}
                for s in self.laporan
            ],
        }


def explain_kelompok(
    folder: Folder, daftar: Iterable[Permintaan], pilihan: Pilihan, perkakas: Perkakas | None = None
) -> Iterator[PenjelasanPeriode]:
    """Tell of each period what a run would make.

    Args:
        folder: The working folder.
        daftar: What is asked for.
        pilihan: How the run would work.
        perkakas: Other tools, for tests.
    """
    alat = perkakas or Perkakas()
    ingatan = Ingatan(folder, pilihan, alat, is_baca=True)
    berubah: set[tuple[str, int]] = set()
    for minta in sort_permintaan(daftar):
        tahun = minta.opd, minta.periode.tahun
        try:
            hasil = ingatan.recall(minta)
            if hasil is not None:
                laporan, kode = tuple(_iter_ingat(hasil)), hasil.kode_keluar
            else:
                laporan, kode = _explain(folder, minta, pilihan, alat)
        except Exception as galat:  # noqa: BLE001 - the other periods are told all the same
            is_dikenal = isinstance(galat, KinerjaError)
            pesan = galat.pesan if isinstance(galat, KinerjaError) else describe_tak_terduga(galat)
            yield PenjelasanPeriode(
                minta, (), pesan, getattr(galat, "kode_keluar", 1) if is_dikenal else 1
            )
            continue
        if any(satu.keadaan == KeadaanLaporan.DIBUAT for satu in laporan):
            berubah.add(tahun)
        if minta.periode == Periode(minta.periode.tahun) and tahun in berubah:
            laporan = tuple(_mark_mungkin(satu) for satu in laporan)
        yield PenjelasanPeriode(minta, laporan, kode_keluar=kode)


def _explain(
    folder: Folder, minta: Permintaan, pilihan: Pilihan, perkakas: Perkakas
) -> tuple[tuple[PenjelasanLaporan, ...], int]:
    check_register(folder, minta.opd)
    bacaan = read_periode(folder, minta, pilihan, perkakas)
    refuse_isi_lain(folder, minta.opd, minta.periode, bacaan.sidik_isi)
    buku = bacaan.open_buku(folder, pilihan.oleh)
    laporan = tuple(_iter_bacaan(bacaan, buku, paksa=pilihan.paksa and not minta.is_sudah))
    return laporan, 2 if bacaan.data.masukan.unit_ditolak else 0


def _iter_bacaan(bacaan: BacaanPeriode, buku: Buku, *, paksa: bool) -> Iterator[PenjelasanLaporan]:
    for satu in judge_tugas(bacaan, buku, paksa=paksa):
        yield PenjelasanLaporan(satu.tugas.nama, satu.tugas.judul, *_describe(satu))


def _describe(satu: RencanaTugas) -> tuple[str, tuple[str, ...]]:
    if satu.ditolak:
        return KeadaanLaporan.DITOLAK.value, (satu.ditolak,)
    if satu.perubahan:
        return KeadaanLaporan.DIBUAT.value, satu.perubahan
    return KeadaanLaporan.TETAP.value, (TETAP,)


def _iter_ingat(hasil: HasilJalan) -> Iterator[PenjelasanLaporan]:
    for satu in hasil.laporan:
        yield PenjelasanLaporan(satu.nama, satu.judul, satu.keadaan.value, (satu.pesan or TETAP,))


def _mark_mungkin(satu: PenjelasanLaporan) -> PenjelasanLaporan:
    if satu.keadaan != KeadaanLaporan.TETAP:
        return satu
    return PenjelasanLaporan(satu.nama, satu.judul, "mungkin", (_MENYUSUL,))
