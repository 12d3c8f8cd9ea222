"""The lembar disposisi: what it says of the report, blank to write on or as it was recorded.

Sheet and workbook are prefilled from the same sentences. Decides nothing: what calls for a
disposition is picked in `kinerja.hitung.pokok`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kinerja.angka import format_tanggal
from kinerja.hitung.hasil import HasilIndikator, Rekap
from kinerja.hitung.penjaga_keterangan import find_sebab
from kinerja.hitung.pokok import JenisPokok, PokokLaporan, pick_pokok
from kinerja.isi.blok import (
    BarisDisposisi,
    Centang,
    Judul,
    LembarDisposisi,
    Rincian,
    Teks,
)
from kinerja.isi.capaian import name_basis
from kinerja.isi.kepala import build_pengesahan, choose_status
from kinerja.isi.keputusan import close_kalimat, describe_posisi, shorten
from kinerja.isi.narasi import describe_capaian, describe_rerata
from kinerja.isi.ringkasan import describe_jumlah
from kinerja.kolom import SIFAT
from kinerja.model import TENTANG_LAPORAN, Unit, format_agenda
from kinerja.parameter import Instansi, ParameterPeriode, Pejabat
from kinerja.periode import Periode
from kinerja.register.disposisi import Disposisi
from kinerja.register.tindak_lanjut import TindakLanjut, filter_terbuka
from kinerja.versi import __version__

BARIS_KOSONG: Final = 3
"""Lines to write on below the prefilled ones; fewer below many, so that the page holds more."""
_TITIK: Final = "." * 28
_PANJANG_SEBAB: Final = 300  # who decides on this sheet needs the cause, not its first words


@dataclass(frozen=True, slots=True)
class BahanLembar:
    """What a sheet is made from, recorded or not."""

    rekap: Rekap
    instansi: Instansi
    parameter: ParameterPeriode
    pejabat: Mapping[str, Pejabat]
    unit: Sequence[Unit]
    tindak_lanjut: Sequence[TindakLanjut] = ()

    @property
    def periode(self) -> Periode:
        """The quarter of the report."""
        return self.rekap.periode

    @property
    def dari(self) -> str:
        """Who gives the disposition: the office that signs the report."""
        penanda = self.parameter.penanda_tangan
        return penanda.jabatan if penanda else self.instansi.kepala

    @property
    def paraf(self) -> tuple[str, ...]:
        """The lines below the room for the paraf: office and name as they sign the report."""
        sah = build_pengesahan(self.instansi, self.parameter, self.pejabat)
        return (sah.sebutan[0], sah.nama)

    @property
    def nomor_laporan(self) -> str:
        """The report's own number and day; empty where neither was given."""
        tanggal = self.parameter.tanggal_laporan
        isi = (self.parameter.nomor, format_tanggal(tanggal) if tanggal else "")
        return ", ".join(satu for satu in isi if satu)

    @property
    def hal(self) -> str:
        """The report that the sheet is about, with its status."""
        status = choose_status(self.rekap.alasan_sementara, self.parameter)
        return f"Laporan Kinerja {self.periode.judul} ({status})"


def describe_ditunjukkan(pokok: PokokLaporan, bahan: BahanLembar, *, is_utuh: bool = False) -> Teks:
    """Say what the report shows of an indicator, and which instructions on it are still open.

    With `is_utuh` the cause stands in full: a cell of a workbook has room for it.
    """
    sebab = find_sebab(pokok.hasil)
    teks = describe_pokok(pokok, bahan.periode, max(len(sebab), 1) if is_utuh else _PANJANG_SEBAB)
    terbuka = [
        f"{satu.butir.id}, {satu.keadaan.label}"
        for satu in filter_terbuka(bahan.tindak_lanjut)
        if satu.butir.tentang == pokok.hasil.indikator.kode
    ]
    return (*teks, f" Sudah didisposisi: {'; '.join(terbuka)}.") if terbuka else teks


def describe_pokok(pokok: PokokLaporan, periode: Periode, panjang: int = _PANJANG_SEBAB) -> Teks:
    """Say what the report shows of an indicator that calls for a disposition, with its cause."""
    hasil = pokok.hasil
    teks = _describe_hasil(hasil, periode)
    sebab = find_sebab(hasil)
    if sebab:
        teks = (*teks, f" Sebab: {close_kalimat(shorten(sebab, panjang))}")
    elif pokok.jenis is JenisPokok.MERAH:
        teks = (*teks, " Penyebab belum diisi.")
    for satu in pokok.temuan:
        ditemukan = f": {satu.ditemukan}" if satu.ditemukan else ""
        teks = (*teks, f" Isian bertentangan: {satu.masalah.rstrip('.')}{ditemukan}.")
    return teks


def _describe_hasil(hasil: HasilIndikator, periode: Periode) -> Teks:
    if hasil.utama.capaian.nilai is None:
        return describe_capaian(hasil, periode)
    awal, *sisa = describe_posisi(hasil)
    if isinstance(awal, str):
        return (awal[:1].upper() + awal[1:], *sisa)
    return (awal, *sisa)


def describe_ringkasan(rekap: Rekap) -> tuple[Teks, ...]:
    """Say in a few sentences where the agency stands, for the head of the sheet."""
    basis = name_basis(rekap)
    total = rekap.anggaran.total
    kalimat: list[Teks] = [
        describe_rerata(rekap.rerata, f"Rata-rata capaian {basis}"),
        describe_jumlah(rekap.jumlah, "sasaran", basis),
        ("Serapan anggaran ", total.serapan, " dari pagu ", total.pagu, "."),
    ]
    kalimat += [(f"{alasan.rstrip('.')}.",) for alasan in rekap.alasan_sementara]
    return tuple(kalimat)


def read_teks(teks: Teks) -> str:
    """Give running text as it is read, figures included."""
    return "".join(satu if isinstance(satu, str) else satu.teks for satu in teks)


def build_judul_lembar(bahan: BahanLembar, agenda: int, disposisi: Disposisi | None) -> Judul:
    """Build the title of the sheet and what its files are known by."""
    tanggal = disposisi.tanggal.isoformat() if disposisi else ""
    identitas = {
        "opd": bahan.rekap.opd,
        "periode": bahan.periode.slug,
        "posisi": bahan.periode.akhir.isoformat(),
        "agenda": str(agenda or ""),
        "tanggal_laporan": tanggal,
        "kinerja": __version__,
    }
    return Judul(
        judul="Lembar Disposisi",
        anak_judul=f"{bahan.instansi.nama}, {bahan.periode.judul}",
        status="tercatat" if disposisi else "kosong",
        label=bahan.instansi.label_contoh.upper(),
        identitas=tuple(identitas.items()),
        gaya="lembar",
    )


def build_lembar(
    bahan: BahanLembar, agenda: int, disposisi: Disposisi | None = None
) -> LembarDisposisi:
    """Build the sheet: as recorded, or prefilled and to write on.

    Args:
        bahan: What the sheet is made from.
        agenda: Its number; 0 leaves room for it.
        disposisi: What was recorded on it, if anything.
    """
    if disposisi is None:
        pilihan: tuple[str, ...] = ()
        ringkasan = describe_ringkasan(bahan.rekap)
        butir = _build_butir_kosong(bahan)
        catatan = (
            "Baris yang tidak memerlukan arahan dibiarkan kosong. Isi lembar ini disalin ke buku"
            " kerja Excel bernomor agenda sama, lalu dibaca kembali."
        )
    else:
        pilihan = disposisi.kepada
        ringkasan = tuple((satu,) for satu in disposisi.ringkasan.split("\n") if satu.strip())
        butir = _build_butir(bahan, disposisi)
        catatan = describe_pencatatan(disposisi)
    return LembarDisposisi(
        rincian=_build_rincian(bahan, agenda, disposisi),
        sifat=tuple(
            Centang(satu.capitalize(), disposisi is not None and satu == disposisi.sifat)
            for satu in SIFAT
        ),
        kepada=tuple(Centang(unit.nama, unit.slug in pilihan) for unit in bahan.unit),
        ringkasan=ringkasan,
        butir=butir,
        tembusan=disposisi.tembusan if disposisi else (),
        paraf=bahan.paraf,
        catatan=catatan,
    )


def describe_pencatatan(disposisi: Disposisi) -> str:
    """Say when and by whom a disposition was recorded, and which revision it is."""
    revisi = f", revisi ke-{disposisi.revisi}: {disposisi.alasan}" if disposisi.revisi else ""
    oleh = f", dinyatakan oleh {disposisi.oleh}" if disposisi.oleh else ""
    return f"Dicatat pada register {format_tanggal(disposisi.waktu.date())}{oleh}{revisi}."


def _build_rincian(
    bahan: BahanLembar, agenda: int, disposisi: Disposisi | None
) -> tuple[Rincian, ...]:
    """Build the head in pairs: from and number, subject and date, the report's own number."""
    isi = {
        "Dari": disposisi.dari if disposisi else bahan.dari,
        "Nomor agenda": format_agenda(agenda, bahan.periode),
        "Hal": bahan.hal,
        "Tanggal disposisi": format_tanggal(disposisi.tanggal) if disposisi else _TITIK,
        "Nomor dan tanggal laporan": bahan.nomor_laporan or _TITIK,
        "Batas waktu terdekat": _find_tenggat(disposisi) or _TITIK,
    }
    return tuple(Rincian(label, (teks,)) for label, teks in isi.items())


def _find_tenggat(disposisi: Disposisi | None) -> str:
    daftar = [satu.tenggat for satu in disposisi.butir] if disposisi else []
    return format_tanggal(min(daftar)) if daftar else ""


def _build_butir_kosong(bahan: BahanLembar) -> tuple[BarisDisposisi, ...]:
    nama = {unit.slug: unit.nama for unit in bahan.unit}
    pokok = pick_pokok(bahan.rekap)
    terisi = [
        BarisDisposisi(
            str(nomor),
            name_indikator(satu.hasil),
            describe_ditunjukkan(satu, bahan),
            nama.get(satu.hasil.indikator.unit, satu.hasil.indikator.unit),
        )
        for nomor, satu in enumerate(pokok, start=1)
    ]
    awal, kosong = len(terisi) + 1, max(1, BARIS_KOSONG - len(terisi) // 3)
    return (*terisi, *(BarisDisposisi(str(awal + ke)) for ke in range(kosong)))


def _build_butir(bahan: BahanLembar, disposisi: Disposisi) -> tuple[BarisDisposisi, ...]:
    """The lines as recorded; beside them what the report shows now."""
    nama = {unit.slug: unit.nama for unit in bahan.unit}
    hasil = map_hasil(bahan.rekap.indikator)
    pokok = {satu.hasil.indikator.kode: satu for satu in pick_pokok(bahan.rekap)}
    return tuple(
        BarisDisposisi(
            str(satu.nomor),
            name_perihal(satu.tentang, hasil),
            describe_pokok(pokok[satu.tentang], bahan.periode)
            if satu.tentang in pokok
            else _describe_hasil(hasil[satu.tentang], bahan.periode)
            if satu.tentang in hasil
            else ("–",),
            nama.get(satu.unit, satu.unit),
            satu.isi,
            format_tanggal(satu.tenggat),
        )
        for satu in disposisi.butir
    )


def map_hasil(daftar: Iterable[HasilIndikator]) -> dict[str, HasilIndikator]:
    """Map codes to computed indicators."""
    return {hasil.indikator.kode: hasil for hasil in daftar}


def name_indikator(hasil: HasilIndikator) -> str:
    """Name an indicator by code and name."""
    return f"{hasil.indikator.kode} {hasil.indikator.nama}"


def name_perihal(tentang: str, hasil: Mapping[str, HasilIndikator]) -> str:
    """Name what an item is about: an indicator, or the report as a whole."""
    if tentang in hasil:
        return name_indikator(hasil[tentang])
    return "Laporan secara keseluruhan" if tentang == TENTANG_LAPORAN else tentang
