"""What the register shows of a step's output: begun, finished, and what is still missing of it.

A step is known by the name of its output in the procedure, so that an agency may number and word
its steps as it likes. An output without an entry here leaves no trace of its own; such a step is
known from what a person declares.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from kinerja.model import format_agenda
from kinerja.papan.bahan import (
    BahanPapan,
    BahanPeriode,
    KeadaanBerkas,
    Tanda,
    build_tanda,
    find_pertama,
    find_terakhir,
)
from kinerja.papan.hasil import KeadaanLangkah
from kinerja.register.arsip import JENIS_ARSIP
from kinerja.register.disposisi import JENIS_DISPOSISI, JENIS_LEMBAR
from kinerja.register.langkah import JENIS_FORMULIR, JENIS_LANGKAH
from kinerja.register.laporan import JENIS_LAPORAN, name_laporan
from kinerja.register.setoran import JENIS_SETORAN
from kinerja.register.status import JENIS_STATUS, StatusLaporan


@dataclass(frozen=True, slots=True)
class BuktiKerja:
    """What can be seen of a step without anybody declaring it."""

    keadaan: KeadaanLangkah = KeadaanLangkah.BELUM
    mulai: Tanda | None = None
    selesai: Tanda | None = None
    keterangan: tuple[str, ...] = ()


def build_kunci(nama: str) -> str:
    """Build the key under which a document of the procedure is known.

    >>> build_kunci("Draft  Laporan Kinerja")
    'draf laporan kinerja'
    """
    return " ".join(nama.casefold().replace("draft", "draf").split())


def find_bukti(keluaran: str, bahan: BahanPapan, milik: BahanPeriode) -> BuktiKerja:
    """Find what the register shows of an output in one period."""
    cari = PENCARI.get(build_kunci(keluaran))
    return cari(bahan, milik) if cari else BuktiKerja()


def find_tenggat(keluaran: str, milik: BahanPeriode) -> date | None:
    """Find the day by which an output should be there, from the period's parameters."""
    kunci = build_kunci(keluaran)
    if kunci == LAPORAN_UNIT:
        return milik.tenggat_setor
    return milik.tanggal_laporan if kunci in PENCARI and kunci != ARSIP else None


def list_dibuat(milik: BahanPeriode, nama: str) -> tuple[Tanda, ...]:
    """List when a report was made."""
    return tuple(
        build_tanda(satu) for satu in milik.list_jenis(JENIS_LAPORAN) if nama in satu.isi["laporan"]
    )


def _find_laporan_unit(bahan: BahanPapan, milik: BahanPeriode) -> BuktiKerja:
    """Every unit handed in, and its report was made from then on."""
    setor: dict[str, Tanda] = {}
    for satu in milik.setoran:
        setor.setdefault(satu.unit, Tanda(satu.nomor, satu.waktu, satu.oleh))
    dibuat: list[Tanda | None] = []
    for unit in bahan.unit:
        sejak = setor.get(unit.slug)
        kali = list_dibuat(milik, name_laporan(milik.periode, unit.slug))
        dibuat.append(
            find_pertama(satu for satu in kali if sejak and satu.nomor > sejak.nomor)
            if sejak
            else None
        )
    jumlah = len(bahan.unit)
    lapor = sum(unit.slug in setor for unit in bahan.unit)
    jadi = sum(satu is not None for satu in dibuat)
    mulai = find_pertama([*milik.list_tanda(JENIS_FORMULIR), *milik.list_tanda(JENIS_SETORAN)])
    folder = sum(u.slug in milik.folder_terisi and u.slug not in setor for u in bahan.unit)
    keterangan = (
        f"{lapor} dari {jumlah} unit tercatat",
        f"{jadi} laporannya sudah dibuat",
        *([f"{folder} isian di folder belum tercatat"] if folder else []),
    )
    if jadi == jumlah:
        return BuktiKerja(KeadaanLangkah.SELESAI, mulai, find_terakhir(dibuat), keterangan)
    keadaan = KeadaanLangkah.BERJALAN if mulai or milik.folder_terisi else KeadaanLangkah.BELUM
    return BuktiKerja(keadaan, mulai, None, keterangan)


def _find_disposisi(_: BahanPapan, milik: BahanPeriode) -> BuktiKerja:
    """Every sheet that went out was read back."""
    lembar = find_pertama(milik.list_tanda(JENIS_LEMBAR))
    selesai = find_pertama(milik.list_tanda(JENIS_DISPOSISI))
    menunggu = list_lembar_menunggu(milik)
    if menunggu:
        nomor = ", ".join(format_agenda(satu, milik.periode) for satu in menunggu)
        kata = f"lembar nomor {nomor} keluar, belum dibaca kembali"
        return BuktiKerja(KeadaanLangkah.BERJALAN, lembar, None, (kata,))
    if selesai:
        return BuktiKerja(KeadaanLangkah.SELESAI, lembar or selesai, selesai)
    return BuktiKerja()


def list_lembar_menunggu(milik: BahanPeriode) -> tuple[int, ...]:
    """List the agenda numbers of the sheets that went out and were not read back."""
    keluar, kembali = (
        [int(satu.isi["agenda"]) for satu in milik.list_jenis(jenis)]
        for jenis in (JENIS_LEMBAR, JENIS_DISPOSISI)
    )
    return tuple(sorted(set(keluar) - set(kembali)))


def _find_rekap(bahan: BahanPapan, milik: BahanPeriode) -> BuktiKerja:
    """The report was made, and the disposition is in it, or was declared done on paper."""
    kali = list_dibuat(milik, name_laporan(milik.periode))
    if not kali:
        return BuktiKerja()
    disposisi = find_pertama(milik.list_tanda(JENIS_DISPOSISI))
    if disposisi is not None:
        mulai, selesai = disposisi, find_pertama(s for s in kali if s.nomor > disposisi.nomor)
        sebab = "draf dibuat sebelum disposisi tercatat; buat lagi"
    else:
        mulai, selesai = kali[0], find_terakhir([kali[0], _find_kertas(bahan, milik)])
        sebab = "draf sudah dibuat, disposisinya belum tercatat"
    if selesai is None:
        return BuktiKerja(KeadaanLangkah.BERJALAN, kali[0], None, (sebab,))
    return BuktiKerja(KeadaanLangkah.SELESAI, mulai, selesai, _describe_usang(milik))


def _find_kertas(bahan: BahanPapan, milik: BahanPeriode) -> Tanda | None:
    """When somebody declared the disposition done; it changes no input of the report."""
    nomor = {s.nomor for s in bahan.sop.langkah if build_kunci(s.keluaran) == DISPOSISI}
    return find_pertama(
        build_tanda(satu, is_dinyatakan=True)
        for satu in milik.list_jenis(JENIS_LANGKAH)
        if satu.isi["nomor"] in nomor and satu.isi["saat"] == "selesai"
    )


def _find_rekap_tahunan(_: BahanPapan, milik: BahanPeriode) -> BuktiKerja:
    kali = list_dibuat(milik, name_laporan(milik.periode))
    if not kali:
        return BuktiKerja()
    return BuktiKerja(KeadaanLangkah.SELESAI, kali[0], kali[0], _describe_usang(milik))


def _find_olah(bahan: BahanPapan, milik: BahanPeriode) -> BuktiKerja:
    """The draft was checked."""
    rekap = _find_rekap(bahan, milik)
    return _find_status(milik, StatusLaporan.DIPERIKSA, rekap.selesai)


def _find_final(_: BahanPapan, milik: BahanPeriode) -> BuktiKerja:
    """The report is final."""
    return _find_status(milik, StatusLaporan.FINAL, None)


def _find_status(milik: BahanPeriode, ke: StatusLaporan, mulai: Tanda | None) -> BuktiKerja:
    """The report has a status, for the inputs as they are; `mulai` is when work on it began."""
    laporan = milik.find_laporan(name_laporan(milik.periode))
    if laporan is None:
        return BuktiKerja()
    status = laporan.status
    keterangan = (status.keterangan,) if status.asal else ()
    if status.is_dinyatakan:
        return BuktiKerja(KeadaanLangkah.SELESAI, mulai, None, keterangan)
    berlaku = _list_persetujuan(milik, laporan.nama)
    mulai = mulai or find_pertama(tanda for tanda, _ in berlaku)
    is_final = status.status is StatusLaporan.FINAL
    if status.status.urutan >= ke.urutan and (status.is_sesuai or is_final):
        selesai = find_pertama(tanda for tanda, satu in berlaku if satu.urutan >= ke.urutan)
        return BuktiKerja(KeadaanLangkah.SELESAI, mulai, selesai, keterangan)
    keadaan = KeadaanLangkah.BERJALAN if mulai else KeadaanLangkah.BELUM
    return BuktiKerja(keadaan, mulai, None, keterangan)


def _list_persetujuan(milik: BahanPeriode, laporan: str) -> list[tuple[Tanda, StatusLaporan]]:
    """List the approvals of a report since it was last opened or sent back to draf."""
    hasil: list[tuple[Tanda, StatusLaporan]] = []
    for satu in milik.list_jenis(JENIS_STATUS):
        if satu.isi["laporan"] == laporan:
            ke = StatusLaporan(satu.isi["ke"])
            hasil = [] if ke is StatusLaporan.DRAF else [*hasil, (build_tanda(satu), ke)]
    return hasil


def _find_arsip(_: BahanPapan, milik: BahanPeriode) -> BuktiKerja:
    arsip = milik.list_tanda(JENIS_ARSIP)
    pertama = find_pertama(arsip)
    if pertama is None:
        return BuktiKerja()
    if needs_arsip(milik):
        keterangan = ("status laporan berubah sesudah diarsipkan",)
        return BuktiKerja(KeadaanLangkah.BERJALAN, pertama, keterangan=keterangan)
    return BuktiKerja(KeadaanLangkah.SELESAI, pertama, pertama)


def needs_arsip(milik: BahanPeriode) -> bool:
    """Tell whether the agency's report was judged again since it was archived, or never was."""
    arsip = milik.list_jenis(JENIS_ARSIP)
    laporan = name_laporan(milik.periode)
    status = [s.nomor for s in milik.list_jenis(JENIS_STATUS) if s.isi["laporan"] == laporan]
    return not arsip or (bool(status) and status[-1] > arsip[-1].nomor)


def _describe_usang(milik: BahanPeriode) -> tuple[str, ...]:
    laporan = milik.find_laporan(name_laporan(milik.periode))
    if laporan is None or laporan.keadaan is KeadaanBerkas.TERKINI:
        return ()
    return (f"laporan yang ada {laporan.keadaan}",)


LAPORAN_UNIT: Final = "draf laporan kinerja triwulan sekretariat/bidang"
DISPOSISI: Final = "disposisi"
ARSIP: Final = "arsip"
LAPORAN_FINAL: Final = frozenset({"laporan kinerja triwulan", "laporan kinerja tahunan"})
"""The outputs that are final where the report is."""
PENCARI: Final[Mapping[str, Callable[[BahanPapan, BahanPeriode], BuktiKerja]]] = {
    LAPORAN_UNIT: _find_laporan_unit,
    DISPOSISI: _find_disposisi,
    "draf laporan kinerja triwulan": _find_rekap,
    "draf laporan kinerja": _find_olah,
    "laporan kinerja triwulan": _find_final,
    "draf laporan kinerja tahunan": _find_rekap_tahunan,
    "laporan kinerja tahunan": _find_final,
    ARSIP: _find_arsip,
}
"""How each output of the procedure is seen, by its name."""
