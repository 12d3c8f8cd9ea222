"""Lists follow-ups as messages ready to send to each unit, and takes a person's step of one item.

A message names what to do, by when, how late it is, and how to answer. Steps are judged by the
register.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kinerja.angka import format_tanggal
from kinerja.bukti.sel import has_bukti
from kinerja.folder import Folder
from kinerja.galat import ParameterError
from kinerja.model import TENTANG_LAPORAN
from kinerja.parameter import Instansi, read_instansi
from kinerja.periode import Periode
from kinerja.register import check_register, open_register
from kinerja.register.catat_tindak_lanjut import record_tindak_lanjut
from kinerja.register.tindak_lanjut import (
    KeadaanTindakLanjut,
    TindakLanjut,
    filter_terbuka,
    list_tindak_lanjut,
)


@dataclass(frozen=True, slots=True)
class DaftarTindakLanjut:
    """The items asked for, of which agency, and up to which period."""

    instansi: Instansi
    butir: tuple[TindakLanjut, ...]
    is_semua: bool = False


def parse_keadaan(teks: str) -> KeadaanTindakLanjut:
    """Read a state by its word or by the label that people read.

    >>> parse_keadaan("tidak dapat dipenuhi"), parse_keadaan("Diusulkan").value
    (<KeadaanTindakLanjut.TIDAK_DAPAT: 'tidak_dapat'>, 'diusulkan')

    Raises:
        ParameterError: for anything else, and for `baru`, which nobody can declare.
    """
    dicari = " ".join(teks.replace("-", " ").replace("_", " ").split()).casefold()
    boleh = [satu for satu in KeadaanTindakLanjut if satu is not KeadaanTindakLanjut.BARU]
    for satu in boleh:
        if dicari in {satu.label, satu.value.replace("_", " ")}:
            return satu
    raise ParameterError(
        "Keadaan tindak lanjut tidak dikenal",
        tempat="--jadikan",
        ditemukan=repr(teks),
        diharapkan=", ".join(satu.value for satu in boleh),
    )


def run_tindak_lanjut(
    folder: Folder, opd: str, butir: str, ke: KeadaanTindakLanjut, *, oleh: str, **isi: str
) -> TindakLanjut:
    """Record a person's step of one item; gives the item as it is now.

    Args:
        folder: The working folder.
        opd: The agency's slug.
        butir: The item's id.
        ke: The state it gets.
        oleh: Who says so.
        isi: `kemajuan`, `bukti` and `alasan`, as far as there are.

    Raises:
        ParameterError: for a step that is not allowed, saying which are.
        KinerjaError: where register or disk fail.
    """
    if ke is KeadaanTindakLanjut.DIUSULKAN and isi.get("bukti") and not has_bukti(isi["bukti"]):
        raise ParameterError(
            "Usul selesai tanpa dokumen yang disebut",
            tempat="--bukti",
            ditemukan=repr(isi["bukti"]),
            saran="Tulis nama berkas, tautan, atau nama dokumennya.",
        )
    check_register(folder, opd)
    with open_register(folder, opd, is_tulis=True) as register:
        return record_tindak_lanjut(
            register,
            butir,
            ke,
            oleh=oleh,
            kemajuan=isi.get("kemajuan", ""),
            bukti=isi.get("bukti", ""),
            alasan=isi.get("alasan", ""),
        )


def read_daftar(
    folder: Folder, opd: str, sampai: Periode | None, *, unit: str = "", is_semua: bool = False
) -> DaftarTindakLanjut:
    """Read the items of dispositions up to a period; the open ones, or all.

    Raises:
        ParameterError: for an unknown unit.
    """
    instansi = read_instansi(folder, opd)
    if unit:
        instansi.find_unit(unit)
    with open_register(folder, opd) as register:
        semua = list_tindak_lanjut(register, sampai)
    milik = tuple(satu for satu in semua if unit in {"", satu.butir.unit})
    return DaftarTindakLanjut(instansi, milik if is_semua else filter_terbuka(milik), is_semua)


def build_pesan(daftar: DaftarTindakLanjut, per: date) -> Iterator[str]:
    """Write for each unit that has items the text that can be sent to it."""
    for unit in daftar.instansi.daftar_unit:
        milik = [satu for satu in daftar.butir if satu.butir.unit == unit.slug]
        if not milik:
            continue
        milik.sort(key=lambda satu: (not satu.is_terbuka, satu.butir.tenggat, satu.butir.id))
        terbuka = [satu for satu in milik if satu.is_terbuka]
        lewat = sum(satu.hari_lewat(per) > 0 for satu in terbuka)
        yield f"Kepada Yth. {unit.nama}"
        jumlah = f"{len(terbuka)} butir terbuka" + (f", {lewat} lewat batas waktu" if lewat else "")
        yield f"Tindak lanjut disposisi per {format_tanggal(per)}: {jumlah}."
        for nomor, satu in enumerate(milik, start=1):
            yield from _describe(nomor, satu, per)
        if terbuka:
            yield (
                "Jawab pada lembar Tindak Lanjut di formulir triwulan, atau sampaikan kemajuan dan"
                " buktinya kepada perencana."
            )
        yield ""


def _describe(nomor: int, satu: TindakLanjut, per: date) -> Iterator[str]:
    butir = satu.butir
    tentang = "laporan" if butir.tentang == TENTANG_LAPORAN else f"indikator {butir.tentang}"
    yield f"{nomor}. {butir.isi.rstrip('.')} ({tentang}; butir {butir.id})"
    hari = satu.hari_lewat(per)
    lewat = f", lewat {hari} hari" if hari else ""
    yield f"   Batas waktu {format_tanggal(butir.tenggat)}{lewat}; keadaan: {satu.keadaan.label}."
    if satu.kemajuan:
        yield f"   Kemajuan terakhir: {satu.kemajuan.rstrip('.')}."
    if satu.keadaan is KeadaanTindakLanjut.DIUSULKAN:
        yield f"   Menunggu verifikasi; bukti: {satu.bukti.rstrip('.')}."
    if satu.keadaan is KeadaanTindakLanjut.TIDAK_DAPAT_DIUSULKAN:
        yield "   Menunggu putusan orang lain daripada pengusul."
    if satu.langkah and satu.langkah[-1].alasan:
        yield f"   Alasan: {satu.langkah[-1].alasan.rstrip('.')}."
