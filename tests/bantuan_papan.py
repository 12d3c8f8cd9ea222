"""A small office for tests of the board: two units, the shipped procedure, events told by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from kinerja.folder import Folder
from kinerja.model import Unit
from kinerja.papan import (
    BahanPapan,
    BahanPeriode,
    BerkasLaporan,
    Dokumen,
    KeadaanBerkas,
    KeadaanRencana,
    Papan,
    build_papan,
)
from kinerja.periode import Periode
from kinerja.register import Catatan, Peristiwa, Setoran, SetoranDitolak
from kinerja.register.laporan import name_laporan
from kinerja.register.peristiwa import build_rantai
from kinerja.register.status import StatusLaporan, StatusTercatat
from kinerja.sop import Sop, read_sop

WIB = timezone(timedelta(hours=7))
TW1, TW2, TAHUN = Periode(2026, 1), Periode(2026, 2), Periode(2026)
A, B = Unit("sekretariat", "Sekretariat"), Unit("anggaran", "Bidang Anggaran")
TENGGAT, TANGGAL_LAPORAN = date(2026, 7, 8), date(2026, 7, 13)
KINI = datetime(2026, 7, 13, 12, 0, tzinfo=WIB)
DOKUMEN = {
    nama: Dokumen(is_ada=True, keterangan="")
    for nama in ("renstra", "renja", "perjanjian kinerja", "rencana aksi")
}


def at(hari: int, jam: int = 9, menit: int = 0, bulan: int = 7) -> datetime:
    """Give a moment of 2026."""
    return datetime(2026, bulan, hari, jam, menit, tzinfo=WIB)


def read_sop_bawaan(akar: Path) -> Sop:
    """Read the shipped procedure through an empty working folder."""
    (akar / "parameters" / "uji").mkdir(parents=True, exist_ok=True)
    return read_sop(Folder(akar), "uji")


def tell(*daftar: Catatan) -> tuple[Peristiwa, ...]:
    """Make events of what is told, numbered in the order given."""
    return build_rantai(daftar, 0, "")


def setor(unit: Unit, waktu: datetime, **lain: object) -> Catatan:
    """Tell of a form received."""
    return Catatan("setoran", {"sha256": "0" * 64, **lain}, "2026-tw2", unit.slug, waktu=waktu)


def lapor(waktu: datetime, *nama: str, periode: Periode = TW2) -> Catatan:
    """Tell of reports made; by default all of the quarter."""
    nama = nama or tuple(name_laporan(TW2, unit) for unit in ("", A.slug, B.slug))
    return Catatan("laporan", {"laporan": {s: {} for s in nama}}, periode.slug, waktu=waktu)


def catat(jenis: str, waktu: datetime, periode: Periode = TW2, **isi: object) -> Catatan:
    """Tell of any other event."""
    return Catatan(jenis, isi, periode.slug, oleh="Petugas", waktu=waktu)


def read_setoran(peristiwa: Iterable[Peristiwa]) -> tuple[Setoran, ...]:
    """Give the submissions among events, as the register would."""
    jumlah: dict[str, int] = {}
    hasil = []
    for satu in peristiwa:
        if satu.jenis == "setoran":
            revisi = jumlah[satu.unit] = jumlah.get(satu.unit, -1) + 1
            waktu = datetime.fromisoformat(satu.waktu)
            cara = satu.isi.get("cara", "perintah")
            hasil.append(
                Setoran(satu.nomor, TW2, satu.unit, revisi, waktu, "0" * 64, "x.xlsx", 1, cara)
            )
    return tuple(hasil)


def tolak(unit: Unit, nomor: int) -> SetoranDitolak:
    """Give a form that was sent back."""
    return SetoranDitolak(nomor, TW2, unit.slug, at(7), f"{nomor:064d}", "x.xlsx", ("K-ANGKA",))


def build_laporan(
    nama: str,
    keadaan: KeadaanBerkas = KeadaanBerkas.TERKINI,
    status: StatusTercatat | None = None,
    **lain: object,
) -> BerkasLaporan:
    """Give a report as it lies in the output folder."""
    return BerkasLaporan(nama, nama, keadaan, status or StatusTercatat(nama), **lain)


def build_status(ke: str, *, is_sesuai: bool = True, asal: str = "register") -> StatusTercatat:
    """Give the status of the agency's report."""
    return StatusTercatat("laporan-triwulan", StatusLaporan(ke), asal, is_sesuai)


def build_periode(peristiwa: tuple[Peristiwa, ...] = (), **lain: object) -> BahanPeriode:
    """Give Triwulan II with events; every unit that handed in also lies in the folder."""
    setoran = read_setoran(peristiwa)
    ada = any(satu.jenis == "laporan" for satu in peristiwa)
    keadaan = KeadaanBerkas.TERKINI if ada else KeadaanBerkas.BELUM
    isi = {
        "periode": TW2,
        "tenggat_setor": TENGGAT,
        "tanggal_laporan": TANGGAL_LAPORAN,
        "peristiwa": peristiwa,
        "setoran": setoran,
        "folder_terisi": frozenset(satu.unit for satu in setoran),
        "laporan": tuple(
            build_laporan(name_laporan(TW2, slug), keadaan) for slug in ("", A.slug, B.slug)
        ),
    }
    return BahanPeriode(**(isi | lain))


def build_bahan(sop: Sop, *periode: BahanPeriode, **lain: object) -> BahanPapan:
    """Give the materials of a board; quarters and year that are not given are empty."""
    milik = lain.get("periode", TW2)
    kosong = {satu: BahanPeriode(satu) for satu in (*milik.daftar_triwulan, TAHUN)}
    isi = {
        "opd": "uji",
        "nama": "Badan Uji",
        "periode": milik,
        "kini": KINI,
        "unit": (A, B),
        "sop": sop,
        "rencana": KeadaanRencana.ADA,
        "dokumen": DOKUMEN,
        "per_periode": kosong | {satu.periode: satu for satu in periode},
    }
    return BahanPapan(**(isi | lain))


def build(sop: Sop, *catatan: Catatan, kini: datetime = KINI, **lain: object) -> Papan:
    """Give the board of Triwulan II after what is told."""
    return build_papan(build_bahan(sop, build_periode(tell(*catatan), **lain), kini=kini))


def with_status(milik: BahanPeriode, status: StatusTercatat) -> BahanPeriode:
    """Give a period whose agency report has a status."""
    utama, *lain = milik.laporan
    return replace(milik, laporan=(replace(utama, status=status), *lain))
