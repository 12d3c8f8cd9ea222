"""One agency and period as read once for all its reports, and which of them must be made.

Reads and judges; locks, records and makes nothing, so that it may also only be told.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kinerja.ekspor.bentuk import check_bentuk
from kinerja.folder import Folder, check_slug
from kinerja.hitung.sementara import describe_ditolak
from kinerja.jalankan.buku import Buku
from kinerja.jalankan.lingkup import pick_masukan, pick_temuan
from kinerja.jalankan.pilihan import Perkakas, Permintaan, Pilihan
from kinerja.jalankan.rancang import Rancangan, build_daftar_tugas
from kinerja.jalankan.ringkas import build_kepala
from kinerja.jalankan.sidik import Sidik, build_sidik, map_sidik, read_berkas_parameter
from kinerja.jalankan.sidik_isi import map_sidik_isi
from kinerja.jalankan.tugas import Tugas
from kinerja.model import Berkas
from kinerja.register.laporan import name_laporan
from kinerja.register.status import DINYATAKAN_FINAL

if TYPE_CHECKING:
    from kinerja.bekal import Bekal
    from kinerja.data import DataLaporan


@dataclass(frozen=True, slots=True)
class BacaanPeriode:
    """What was read of a period, its jobs, and what of it the register keeps."""

    data: DataLaporan
    parameter: tuple[Berkas, ...]
    masukan: Mapping[str, Berkas]
    daftar_tugas: tuple[Tugas, ...]
    sidik_isi: Mapping[str, str]
    is_final: bool
    giliran: Path

    def open_buku(self, folder: Folder, oleh: str) -> Buku:
        """Open the books of the period's output folder."""
        masukan = self.data.masukan
        kepala = build_kepala(self.data, self.masukan, oleh)
        return Buku(folder.keluaran(masukan.opd, masukan.periode), kepala)


@dataclass(frozen=True, slots=True)
class RencanaTugas:
    """What is to become of a job: run for these reasons, refused, or left as it stands."""

    tugas: Tugas
    sidik: Sidik
    perubahan: tuple[str, ...] = ()
    ditolak: str = ""

    def take_bekal(self, bekal: Bekal | None) -> RencanaTugas:
        """Give the job what is read already."""
        return replace(self, tugas=replace(self.tugas, bekal=bekal))


def build_giliran(folder: Folder, minta: Permintaan) -> Path:
    """`outputs/.kinerja/giliran/<opd>/<periode>`: where the runs of a period stage their files."""
    return folder.kit / "giliran" / check_slug(minta.opd, "Nama OPD") / minta.periode.slug


def read_periode(
    folder: Folder, minta: Permintaan, pilihan: Pilihan, perkakas: Perkakas
) -> BacaanPeriode:
    """Read a period and build its jobs.

    Raises:
        KinerjaError: where nothing of it can be made: parameters, plan, register, notebooks.
    """
    opd, periode = minta.opd, minta.periode
    parameter = read_berkas_parameter(folder, opd, periode)
    data = perkakas.read_data(folder, opd, periode)
    rancangan = Rancangan(
        folder,
        opd,
        periode,
        build_giliran(folder, minta) / uuid.uuid4().hex[:8],
        pilihan.mesin,
        check_bentuk(minta.bentuk, perkakas.daftar_bentuk),
        map_sidik(data.berkas),
    )
    daftar_tugas = build_daftar_tugas(rancangan, data.instansi.daftar_unit, minta.daftar_jenis)
    nama = [name_laporan(periode), *(tugas.nama for tugas in daftar_tugas if tugas.unit)]
    return BacaanPeriode(
        data,
        parameter,
        {berkas.nama: berkas for berkas in (*parameter, *data.berkas)},
        tuple(daftar_tugas),
        map_sidik_isi(folder, data, nama),
        data.parameter.status == DINYATAKAN_FINAL,
        rancangan.giliran,
    )


def judge_tugas(bacaan: BacaanPeriode, buku: Buku, *, paksa: bool) -> Iterator[RencanaTugas]:
    """Judge each job: whether it must run, and why."""
    data = bacaan.data
    temuan = data.temuan
    for tugas in bacaan.daftar_tugas:
        if tugas.unit in data.masukan.unit_ditolak:
            yield RencanaTugas(tugas, {}, ditolak=describe_ditolak(data.masukan, tugas.unit))
            continue
        sidik = build_sidik(
            tugas.sumber,
            tugas.parameter,
            pick_masukan(bacaan.masukan.values(), tugas.unit, tugas.sumber),
            pick_temuan(temuan, tugas.unit, tugas.sumber),
            tugas.mesin,
        )
        yield RencanaTugas(tugas, sidik, buku.list_perubahan(tugas, sidik, paksa=paksa))
