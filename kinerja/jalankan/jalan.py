"""A run of one agency and period: read once, make what changed, promote, write the manifest.

Decides which jobs run and what their results mean; how a job runs is `kerja`, where `kolam`.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kinerja.berkas import build_galat_tulis
from kinerja.ekspor.bentuk import BENTUK_BAWAAN, DAFTAR_BENTUK, Bentuk, check_bentuk
from kinerja.folder import Folder, check_slug
from kinerja.galat import ParameterError
from kinerja.gembok import hold_gembok
from kinerja.hitung.sementara import describe_ditolak
from kinerja.jalankan.buku import Buku
from kinerja.jalankan.hasil_jalan import HasilJalan, Kabar, KeadaanLaporan, Lapor
from kinerja.jalankan.kolam import (
    BATAS_DETIK,
    BukaPelaksana,
    count_pekerja,
    open_kolam,
    run_kolam,
)
from kinerja.jalankan.lingkungan import check_kernel
from kinerja.jalankan.pencatatan import PencatatJalan
from kinerja.jalankan.promosi import remove_giliran
from kinerja.jalankan.rancang import (
    FOLDER_LAIN,
    Jenis,
    Rancangan,
    build_daftar_tugas,
)
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
from kinerja.periode import Periode
from kinerja.register.kunci import refuse_isi_lain
from kinerja.register.laporan import name_laporan
from kinerja.register.status import DINYATAKAN_FINAL

if TYPE_CHECKING:
    from kinerja.bekal import Bekal
    from kinerja.data import DataLaporan

DAFTAR_MESIN: Final = ("kinerja", "kernel")


def _read_data(folder: Folder, opd: str, periode: Periode) -> DataLaporan:
    from kinerja.data import read_data

    return read_data(folder, opd, periode)


def _write_bekal(jalur: Path, data: DataLaporan) -> Bekal | None:
    from kinerja.bekal import write_bekal

    return write_bekal(jalur, data)


@dataclass(frozen=True, slots=True)
class Perkakas:
    """What a run works with; tests put in their own reader, exporters and pool."""

    read_data: Callable[[Folder, str, Periode], DataLaporan] = _read_data
    write_bekal: Callable[[Path, DataLaporan], Bekal | None] = _write_bekal
    daftar_bentuk: Mapping[str, Bentuk] = field(default_factory=lambda: DAFTAR_BENTUK)
    buka: BukaPelaksana = open_kolam
    batas_detik: float = BATAS_DETIK


def run_laporan(  # noqa: PLR0913 - the options of the command
    folder: Folder,
    opd: str,
    periode: Periode,
    *,
    paksa: bool = False,
    mesin: str = "kinerja",
    pekerja: int | None = None,
    bentuk: tuple[str, ...] = BENTUK_BAWAAN,
    oleh: str = "",
    lapor: Lapor = lambda _: None,
    perkakas: Perkakas | None = None,
    daftar_jenis: tuple[Jenis, ...] = (),
) -> HasilJalan:
    """Make all reports of a period, or only some kinds of them.

    Args:
        folder: The working folder.
        opd: The agency.
        periode: The quarter, or the year.
        paksa: Make also what did not change.
        mesin: `kinerja` (in the worker) or `kernel` (papermill's own).
        pekerja: Reports at a time (default: as many as cores).
        bentuk: Formats beside the figures.
        oleh: Who declares to have made them; printed in the manifest as declared.
        lapor: Told of every report begun and done.
        perkakas: Other tools, for tests.
        daftar_jenis: The kinds of reports to make; the others stay as they are. Empty: all.

    Raises:
        KinerjaError: where nothing can be made: parameters, environment, another run.
    """
    perkakas = perkakas or Perkakas()
    if mesin not in DAFTAR_MESIN:
        raise ParameterError(
            "Mesin tidak dikenal", ditemukan=repr(mesin), diharapkan=" atau ".join(DAFTAR_MESIN)
        )
    if pekerja is not None and pekerja < 1:
        raise ParameterError(
            "Jumlah pekerja tidak sah", ditemukan=str(pekerja), diharapkan="1 atau lebih"
        )
    dipilih = check_bentuk(bentuk, perkakas.daftar_bentuk)
    kit = folder.kit
    singgahan = kit / "singgahan"
    if mesin == "kernel":
        check_kernel(singgahan)
    giliran = kit / "giliran" / check_slug(opd, "Nama OPD") / periode.slug
    with hold_gembok(kit / "kunci" / f"{opd}_{periode.slug}.kunci"):
        remove_giliran(giliran)
        try:
            pencatat = PencatatJalan(folder, opd, oleh)
            pencatat.check()
            pencatat.prepare_salinan(periode)
            parameter = read_berkas_parameter(folder, opd, periode)
            data = perkakas.read_data(folder, opd, periode)
            masukan = {berkas.nama: berkas for berkas in (*parameter, *data.berkas)}
            rancangan = Rancangan(
                folder,
                opd,
                periode,
                giliran / uuid.uuid4().hex[:8],
                mesin,
                dipilih,
                map_sidik(data.berkas),
            )
            daftar_tugas = build_daftar_tugas(rancangan, data.instansi.daftar_unit, daftar_jenis)
            nama = [name_laporan(periode), *(t.nama for t in daftar_tugas if t.unit)]
            sidik_isi = map_sidik_isi(folder, data, nama)
            status = read_parameter_periode(folder, opd, periode).status
            is_final = status == DINYATAKAN_FINAL
            refuse_isi_lain(folder, opd, periode, sidik_isi)
            pencatat.record_masukan(data)
            pencatat.note_tindak_lanjut(data)
            pencatat.record_rencana(data.masukan.rencana)
            pencatat.note_persetujuan(periode, sidik_isi)
            buku = Buku(folder.keluaran(opd, periode), build_kepala(data, masukan, oleh))
            pencatat.mark_kepala(buku)
            if not daftar_jenis:
                buku.mark_lama({tugas.nama for tugas in daftar_tugas}, FOLDER_LAIN)
            daftar_rencana = _choose(buku, daftar_tugas, masukan, data, paksa=paksa)
            if daftar_rencana and mesin == "kinerja":
                bekal = perkakas.write_bekal(rancangan.giliran / "bekal", data)
                daftar_rencana = [satu.take_bekal(bekal) for satu in daftar_rencana]
            is_dihentikan = _run(
                buku,
                daftar_rencana,
                lapor,
                perkakas,
                pekerja=pekerja,
                singgahan=singgahan,
                check_masukan=PenjagaMasukan(folder, data, parameter).describe_perubahan,
            )
            buku.write()
            pencatat.record_laporan(
                buku, periode, sidik_isi, masukan.values(), is_dinyatakan_final=is_final
            )
            buku.write()
        finally:
            remove_giliran(giliran)
    return build_hasil(
        folder, data, buku, daftar_tugas, catatan=pencatat.catatan, is_dihentikan=is_dihentikan
    )


@dataclass(frozen=True, slots=True)
class _Rencana:
    """A job that will run, its fingerprint and why it runs."""

    tugas: Tugas
    sidik: Sidik
    perubahan: tuple[str, ...]

    def take_bekal(self, bekal: Bekal | None) -> _Rencana:
        """Give the job what is read already."""
        return replace(self, tugas=replace(self.tugas, bekal=bekal))


def _choose(
    buku: Buku,
    daftar_tugas: list[Tugas],
    masukan: Mapping[str, Berkas],
    data: DataLaporan,
    *,
    paksa: bool,
) -> list[_Rencana]:
    """Note what is refused or unchanged; give the jobs that must run."""
    hasil = []
    temuan = data.temuan
    for tugas in daftar_tugas:
        if tugas.unit in data.masukan.unit_ditolak:
            buku.refuse(tugas, describe_ditolak(data.masukan, tugas.unit))
            continue
        sidik = build_sidik(tugas.sumber, tugas.parameter, masukan.values(), temuan, tugas.mesin)
        perubahan = buku.list_perubahan(tugas, sidik, paksa=paksa)
        if perubahan:
            hasil.append(_Rencana(tugas, sidik, perubahan))
        else:
            buku.keep(tugas)
    return hasil


def _run(
    buku: Buku,
    daftar_rencana: list[_Rencana],
    lapor: Lapor,
    perkakas: Perkakas,
    *,
    pekerja: int | None,
    singgahan: Path,
    check_masukan: Callable[[], str],
) -> bool:
    """Run the jobs, keep the books and tell of each; True where the user stopped the run.

    `check_masukan` says which inputs are no longer what the run began with.
    """
    per_nama = {rencana.tugas.nama: rencana for rencana in daftar_rencana}
    jumlah, selesai = len(per_nama), 0

    def tell(tugas: Tugas, keadaan: KeadaanLaporan | None, pesan: str = "") -> None:
        lapor(Kabar(tugas.nama, tugas.judul, keadaan, selesai, jumlah, pesan))

    def start(tugas: Tugas) -> None:
        try:
            tugas.giliran.mkdir(parents=True)
        except OSError as galat:
            raise build_galat_tulis(galat, tugas.giliran, 0) from galat
        tell(tugas, None)

    def finish(tugas: Tugas, hasil: HasilTugas) -> None:
        nonlocal selesai
        rencana = per_nama[tugas.nama]
        if hasil.berkas and (berubah := check_masukan()):
            hasil = HasilTugas(tugas.nama, gagal=berubah)
        laporan = buku.take(tugas, hasil, rencana.sidik, rencana.perubahan)
        selesai += 1
        tell(tugas, laporan.keadaan, laporan.pesan)

    if not per_nama:
        return False
    return run_kolam(
        [rencana.tugas for rencana in daftar_rencana],
        singgahan=singgahan,
        pekerja=pekerja or count_pekerja(jumlah),
        mulai=start,
        selesai=finish,
        buka=perkakas.buka,
        batas_detik=perkakas.batas_detik,
    )
