"""One agency and period while its reports are made: locked, read, and the jobs that must run.

Read once for all its reports. Jobs run elsewhere, in any order and beside those of others; their
results are taken here, and when the last is in, the period is closed: promoted, listed, recorded.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kinerja.berkas import build_galat_tulis
from kinerja.catatan import NAMA_MASUKAN
from kinerja.ekspor.bentuk import check_bentuk
from kinerja.folder import Folder, check_slug
from kinerja.gembok import hold_gembok
from kinerja.hitung.sementara import describe_ditolak
from kinerja.jalankan.buku import Buku
from kinerja.jalankan.hasil_jalan import HasilJalan, HasilLaporan
from kinerja.jalankan.lingkup import pick_masukan, pick_temuan
from kinerja.jalankan.pencatatan import PencatatJalan
from kinerja.jalankan.pilihan import Perkakas, Permintaan, Pilihan
from kinerja.jalankan.potret import Potret
from kinerja.jalankan.promosi import remove_giliran
from kinerja.jalankan.rancang import FOLDER_LAIN, Rancangan, build_daftar_tugas
from kinerja.jalankan.ringkas import build_hasil, build_kepala
from kinerja.jalankan.sidik import (
    Sidik,
    build_sidik,
    map_sidik,
    read_berkas_parameter,
)
from kinerja.jalankan.sidik_isi import map_sidik_isi
from kinerja.jalankan.tetap import PenjagaMasukan
from kinerja.jalankan.tugas import HasilTugas, Tugas
from kinerja.model import Berkas
from kinerja.parameter import read_parameter_periode
from kinerja.register.kunci import refuse_isi_lain
from kinerja.register.laporan import name_laporan
from kinerja.register.status import DINYATAKAN_FINAL

if TYPE_CHECKING:
    from kinerja.bekal import Bekal
    from kinerja.data import DataLaporan


@dataclass(frozen=True, slots=True)
class RencanaTugas:
    """A job that will run, its fingerprint and why it runs."""

    tugas: Tugas
    sidik: Sidik
    perubahan: tuple[str, ...]

    def take_bekal(self, bekal: Bekal | None) -> RencanaTugas:
        """Give the job what is read already."""
        return replace(self, tugas=replace(self.tugas, bekal=bekal))


@dataclass(frozen=True, slots=True)
class _Bahan:
    """What was read of a period, and what of it the register keeps."""

    data: DataLaporan
    parameter: tuple[Berkas, ...]
    masukan: Mapping[str, Berkas]
    sidik_isi: Mapping[str, str]
    is_final: bool


class PeriodeSiap:
    """A period whose jobs may run; made by `prepare_periode`."""

    def __init__(  # noqa: PLR0913 - what a period under way is made of
        self,
        folder: Folder,
        minta: Permintaan,
        bahan: _Bahan,
        *,
        buku: Buku,
        pencatat: PencatatJalan,
        daftar_tugas: list[Tugas],
        daftar_rencana: Iterable[RencanaTugas],
        tumpukan: contextlib.ExitStack,
    ) -> None:
        """Take over the lock that `tumpukan` holds, until the period is closed."""
        self.minta = minta
        self._folder = folder
        self._bahan = bahan
        self._buku = buku
        self._pencatat = pencatat
        self._daftar_tugas = daftar_tugas
        self._tumpukan = tumpukan
        self._per_giliran = {rencana.tugas.giliran: rencana for rencana in daftar_rencana}
        self._penjaga = PenjagaMasukan(folder, bahan.data, bahan.parameter)
        self._is_dihentikan = False
        self.awal: Potret | None = None
        """Its inputs before it was read, where somebody looked."""

    @property
    def berkas_dibaca(self) -> tuple[str, ...]:
        """The names of the files that were read."""
        return tuple(nama for nama in self._bahan.masukan if nama != NAMA_MASUKAN)

    @property
    def is_lengkap(self) -> bool:
        """Whether nothing of the period waits for a later run."""
        return self._pencatat.is_lengkap

    @property
    def sisa(self) -> tuple[Tugas, ...]:
        """The jobs without a result yet."""
        return tuple(rencana.tugas for rencana in self._per_giliran.values())

    def start(self, tugas: Tugas) -> HasilTugas | None:
        """Make room for a job; gives its result where there is none."""
        try:
            tugas.giliran.mkdir(parents=True)
        except OSError as galat:
            return HasilTugas(tugas.nama, gagal=build_galat_tulis(galat, tugas.giliran, 0).pesan)
        return None

    def take(self, tugas: Tugas, hasil: HasilTugas) -> HasilLaporan:
        """Promote the result of a job, or note why there is none."""
        rencana = self._per_giliran.pop(tugas.giliran)
        self._is_dihentikan = self._is_dihentikan or hasil.is_dihentikan
        if hasil.berkas and (berubah := self._penjaga.describe_perubahan()):
            hasil = HasilTugas(tugas.nama, gagal=berubah)
        laporan = self._buku.take(tugas, hasil, rencana.sidik, rencana.perubahan)
        remove_giliran(tugas.giliran)
        return laporan

    def close(self) -> HasilJalan:
        """Write the manifest, record the run, and let others at the period.

        Jobs without a result are noted as stopped.
        """
        with self._tumpukan:
            for tugas in self.sisa:
                self.take(tugas, HasilTugas(tugas.nama, is_dihentikan=True))
            bahan = self._bahan
            self._buku.write()
            self._pencatat.record_laporan(
                self._buku,
                self.minta.periode,
                bahan.sidik_isi,
                bahan.masukan.values(),
                is_dinyatakan_final=bahan.is_final,
            )
            self._buku.write()
            return build_hasil(
                self._folder,
                bahan.data,
                self._buku,
                self._daftar_tugas,
                catatan=self._pencatat.catatan,
                is_dihentikan=self._is_dihentikan,
            )

    def drop(self) -> None:
        """Let go of the period as it stands, after a fault: nothing more is written."""
        self._tumpukan.close()


def prepare_periode(
    folder: Folder, minta: Permintaan, pilihan: Pilihan, perkakas: Perkakas
) -> PeriodeSiap:
    """Lock and read a period, record what is new, and choose the jobs that must run.

    Raises:
        KinerjaError: where nothing of it can be made: parameters, plan, register, another run.
    """
    opd, periode = minta.opd, minta.periode
    dipilih = check_bentuk(minta.bentuk, perkakas.daftar_bentuk)
    giliran = folder.kit / "giliran" / check_slug(opd, "Nama OPD") / periode.slug
    with contextlib.ExitStack() as tumpukan:
        tumpukan.enter_context(hold_gembok(folder.kit / "kunci" / f"{opd}_{periode.slug}.kunci"))
        remove_giliran(giliran)
        tumpukan.callback(remove_giliran, giliran)
        pencatat = PencatatJalan(folder, opd, pilihan.oleh)
        pencatat.check()
        pencatat.prepare_salinan(periode)
        parameter = read_berkas_parameter(folder, opd, periode)
        data = perkakas.read_data(folder, opd, periode)
        rancangan = Rancangan(
            folder,
            opd,
            periode,
            giliran / uuid.uuid4().hex[:8],
            pilihan.mesin,
            dipilih,
            map_sidik(data.berkas),
        )
        daftar_tugas = build_daftar_tugas(rancangan, data.instansi.daftar_unit, minta.daftar_jenis)
        bahan = _build_bahan(folder, minta, data, parameter, daftar_tugas)
        _record_bacaan(folder, minta, bahan, pencatat)
        kepala = build_kepala(data, bahan.masukan, pilihan.oleh)
        buku = Buku(folder.keluaran(opd, periode), kepala)
        pencatat.mark_kepala(buku)
        if not minta.daftar_jenis:
            buku.mark_lama({tugas.nama for tugas in daftar_tugas}, FOLDER_LAIN)
        daftar_rencana = _choose(buku, daftar_tugas, bahan, paksa=pilihan.paksa)
        if daftar_rencana and pilihan.mesin == "kinerja":
            bekal = perkakas.write_bekal(rancangan.giliran / "bekal", data)
            daftar_rencana = [satu.take_bekal(bekal) for satu in daftar_rencana]
        return PeriodeSiap(
            folder,
            minta,
            bahan,
            buku=buku,
            pencatat=pencatat,
            daftar_tugas=daftar_tugas,
            daftar_rencana=daftar_rencana,
            tumpukan=tumpukan.pop_all(),
        )


def _build_bahan(
    folder: Folder,
    minta: Permintaan,
    data: DataLaporan,
    parameter: tuple[Berkas, ...],
    daftar_tugas: Iterable[Tugas],
) -> _Bahan:
    nama = [name_laporan(minta.periode), *(t.nama for t in daftar_tugas if t.unit)]
    status = read_parameter_periode(folder, minta.opd, minta.periode).status
    return _Bahan(
        data,
        parameter,
        {berkas.nama: berkas for berkas in (*parameter, *data.berkas)},
        map_sidik_isi(folder, data, nama),
        status == DINYATAKAN_FINAL,
    )


def _record_bacaan(
    folder: Folder, minta: Permintaan, bahan: _Bahan, pencatat: PencatatJalan
) -> None:
    """Record what was read, unless the period is final and would change."""
    refuse_isi_lain(folder, minta.opd, minta.periode, bahan.sidik_isi)
    pencatat.record_masukan(bahan.data)
    pencatat.note_tindak_lanjut(bahan.data)
    pencatat.record_rencana(bahan.data.masukan.rencana)
    pencatat.note_persetujuan(minta.periode, bahan.sidik_isi)


def _choose(
    buku: Buku, daftar_tugas: list[Tugas], bahan: _Bahan, *, paksa: bool
) -> list[RencanaTugas]:
    """Note what is refused or unchanged; give the jobs that must run."""
    hasil = []
    data = bahan.data
    temuan = data.temuan
    for tugas in daftar_tugas:
        if tugas.unit in data.masukan.unit_ditolak:
            buku.refuse(tugas, describe_ditolak(data.masukan, tugas.unit))
            continue
        sidik = build_sidik(
            tugas.sumber,
            tugas.parameter,
            pick_masukan(bahan.masukan.values(), tugas.unit, tugas.sumber),
            pick_temuan(temuan, tugas.unit, tugas.sumber),
            tugas.mesin,
        )
        perubahan = buku.list_perubahan(tugas, sidik, paksa=paksa)
        if perubahan:
            hasil.append(RencanaTugas(tugas, sidik, perubahan))
        else:
            buku.keep(tugas)
    return hasil
