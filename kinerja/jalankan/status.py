"""Changes of a report's status, and declared steps: what the command `status` records.

Reads the present inputs for an approval, none for taking one back: a report must be opened again
also where its inputs are at fault. Prints nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kinerja.data import DataLaporan, read_data
from kinerja.folder import Folder
from kinerja.galat import ParameterError
from kinerja.jalankan.sidik_isi import compute_sidik_isi
from kinerja.model import format_agenda
from kinerja.papan.keluaran import DISPOSISI, build_kunci
from kinerja.parameter import read_instansi, read_parameter_periode
from kinerja.periode import Periode
from kinerja.register import Register, check_register, open_register
from kinerja.register.catat_status import record_status
from kinerja.register.disposisi import find_menunggu
from kinerja.register.kunci import open_untuk_ubah
from kinerja.register.langkah import JENIS_LANGKAH, PernyataanLangkah, Saat, record_langkah
from kinerja.register.laporan import name_laporan
from kinerja.register.nama import normalise_nama
from kinerja.register.status import StatusLaporan, StatusTercatat, read_status
from kinerja.sop import Sop, read_sop


@dataclass(frozen=True, slots=True)
class UbahanStatus:
    """A change asked for: `unit` is empty for the agency's report."""

    ke: StatusLaporan
    oleh: str
    unit: str = ""
    sebagai: str = ""
    alasan: str = ""


@dataclass(frozen=True, slots=True)
class HasilStatus:
    """The status as it is now, and what whoever changed it should know."""

    status: StatusTercatat
    catatan: tuple[str, ...] = ()


def run_status(folder: Folder, opd: str, periode: Periode, ubahan: UbahanStatus) -> HasilStatus:
    """Record a change of status.

    Raises:
        ParameterError: for a change that is not allowed, or an unknown unit.
        TerkunciError: for a unit's report of a final period.
        TemuanError: where the plan is refused and something was to be approved.
    """
    if ubahan.unit:
        read_instansi(folder, opd).find_unit(ubahan.unit)
    check_register(folder, opd)
    laporan = name_laporan(periode, ubahan.unit)
    sop = read_sop(folder, opd)
    if ubahan.unit:
        buka = open_untuk_ubah(folder, opd, periode, "Status laporan unit")
    else:
        buka = open_register(folder, opd, is_tulis=True)
    with buka as register:
        dinyatakan = read_parameter_periode(folder, opd, periode).status
        data, sidik = None, ""
        if ubahan.ke is not StatusLaporan.DRAF:
            # Under the writer's lock: what is approved is what stands when it is recorded.
            data = read_data(folder, opd, periode)
            sidik = compute_sidik_isi(folder, data, laporan)
        kini = read_status(register, periode, laporan, sidik=sidik, dinyatakan=dinyatakan)
        if ubahan.ke.urutan > kini.status.urutan and not ubahan.unit:
            _refuse_lembar_terbuka(register, periode, sop)
        hasil = record_status(
            register,
            periode,
            laporan,
            ubahan.ke,
            oleh=ubahan.oleh,
            sidik=sidik,
            sop=sop,
            sebagai=ubahan.sebagai,
            alasan=ubahan.alasan,
            dinyatakan=dinyatakan,
        )
        catatan = [*_note_nama(hasil)]
        if data is not None and not ubahan.unit:
            catatan += _note_unit(folder, data, register, hasil.status)
        return HasilStatus(hasil, tuple(catatan))


def _refuse_lembar_terbuka(register: Register, periode: Periode, sop: Sop) -> None:
    """Refuse to approve while a sheet is out whose answer nobody recorded or declared."""
    lembar = find_menunggu(register, periode)
    if lembar is None:
        return
    nomor = {s.nomor for s in sop.langkah if build_kunci(s.keluaran) == DISPOSISI}
    if any(
        satu.nomor > lembar.nomor and satu.isi["nomor"] in nomor and satu.isi["saat"] == "selesai"
        for satu in register.list_peristiwa(JENIS_LANGKAH, periode.slug)
    ):
        return
    kertas = f" Bila memang tanpa arahan: kinerja status {periode.slug} --selesai {min(nomor)}"
    raise ParameterError(
        "Lembar disposisi sudah keluar dan belum dibaca kembali",
        ditemukan=f"nomor agenda {format_agenda(int(lembar.isi['agenda']), periode)}",
        saran=f"Baca: kinerja disposisi {periode.slug} --baca BERKAS.{kertas if nomor else ''}",
    )


def _note_nama(hasil: StatusTercatat) -> Iterator[str]:
    """Note that one name stands for several offices on the way to this status."""
    akhir = hasil.akhir
    if akhir is None or akhir.ke is StatusLaporan.DRAF:
        return
    jabatan: list[str] = []
    for satu in hasil.riwayat:
        if satu.ke is StatusLaporan.DRAF:
            jabatan = []
        elif normalise_nama(satu.oleh) == normalise_nama(akhir.oleh):
            jabatan.append(satu.jabatan)
    beda = list(dict.fromkeys(jabatan))
    if len(beda) > 1:
        yield f"Satu nama untuk {len(beda)} jabatan: {akhir.oleh} sebagai {', '.join(beda)}."


def _note_unit(
    folder: Folder, data: DataLaporan, register: Register, status: StatusLaporan
) -> Iterator[str]:
    """Name the units' reports below final, at the step before the lock and when it has come."""
    periode = data.masukan.periode
    if periode.triwulan is None or status not in {StatusLaporan.DISETUJUI, StatusLaporan.FINAL}:
        return
    belum = []
    for unit in data.instansi.daftar_unit:
        nama = name_laporan(periode, unit.slug)
        sidik = compute_sidik_isi(folder, data, nama)
        tercatat = read_status(register, periode, nama, sidik=sidik)
        if tercatat.status is not StatusLaporan.FINAL:
            belum.append(f"{unit.slug} ({tercatat.status})")
        elif not tercatat.is_sesuai:
            belum.append(f"{unit.slug} (final atas isi sebelumnya)")
    if belum and status is StatusLaporan.DISETUJUI:
        yield (
            f"Laporan unit yang belum final: {', '.join(belum)}. Bila hendak disahkan, lakukan "
            "sebelum laporan perangkat daerah dijadikan final; sesudah itu triwulannya terkunci."
        )
    elif belum:
        yield (
            f"Laporan unit yang belum final tetap begitu: {', '.join(belum)}. Bila masih hendak"
            f" disahkan, buka dahulu: kinerja status {periode.slug} --buka"
        )


def run_langkah(
    folder: Folder,
    opd: str,
    periode: Periode,
    nomor: int,
    saat: Saat,
    *,
    oleh: str,
    alasan: str = "",
) -> PernyataanLangkah:
    """Record that a step of the procedure begins or is finished.

    Raises:
        ParameterError: for a step that is not one of the period, or a declaration not allowed.
    """
    langkah = read_sop(folder, opd).find_langkah(nomor, periode)
    check_register(folder, opd)
    with open_register(folder, opd, is_tulis=True) as register:
        return record_langkah(register, periode, langkah, saat, oleh=oleh, alasan=alasan)
