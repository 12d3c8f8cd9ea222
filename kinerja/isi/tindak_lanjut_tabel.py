"""The tables of dispositions and follow-ups, and what they are made from.

Every count of days and every difference is a figure with its own id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kinerja.angka import format_tanggal
from kinerja.catatan import CatatanRegister
from kinerja.hitung.banding import compute_perubahan
from kinerja.hitung.hasil import HasilIndikator, Rekap
from kinerja.hitung.jejak import Angka
from kinerja.hitung.tindak_lanjut import compute_lewat
from kinerja.isi.blok import Baris, Kolom, Sel, Tabel
from kinerja.isi.disposisi import map_hasil, name_perihal
from kinerja.isi.susun import build_sel
from kinerja.model import Butir
from kinerja.periode import Periode
from kinerja.register.tindak_lanjut import KeadaanTindakLanjut, TindakLanjut

_SUMBER: Final = "register disposisi dan tindak lanjut"


@dataclass(frozen=True, slots=True)
class BahanTindakLanjut:
    """What the section is made from; with `unit` only that unit's items.

    `per` is the day to which ages and delays are counted. `rekap` holds the year's quarters up to
    the period, whose own is the last.
    """

    rekap: Sequence[Rekap]
    catatan: CatatanRegister
    nama_unit: Mapping[str, str]
    per: date
    unit: str = ""
    label: str = ""

    @property
    def kini(self) -> Rekap:
        """The period's own figures."""
        return self.rekap[-1]

    @property
    def periode(self) -> Periode:
        """The period of the report."""
        return self.kini.periode

    @property
    def is_tahunan(self) -> bool:
        """Whether this is a year, whose dispositions are those on its quarters."""
        return self.periode.triwulan is None

    @property
    def asal(self) -> str:
        """What the items followed up belong to, in words."""
        return "atas laporan triwulan" if self.is_tahunan else "periode sebelumnya"

    @property
    def sebelumnya(self) -> tuple[TindakLanjut, ...]:
        """The items of dispositions about earlier periods."""
        return self.catatan.list_sebelumnya(self.periode, self.unit)

    @property
    def sumber(self) -> str:
        """The source line of the tables."""
        return f"{_SUMBER} ({self.label})" if self.label else _SUMBER

    def map_hasil(self, periode: Periode) -> dict[str, HasilIndikator]:
        """The computed indicators of a quarter of this year by code; empty for another year."""
        for rekap in self.rekap:
            if rekap.periode == periode:
                return map_hasil(rekap.indikator)
        return {}


def build_tabel_disposisi(bahan: BahanTindakLanjut, daftar: Sequence[Butir]) -> Tabel:
    """The items of the dispositions on this report."""
    keadaan = {satu.butir.id: satu.keadaan.label for satu in bahan.catatan.tindak_lanjut}
    hasil = map_hasil(bahan.kini.indikator)
    baris = tuple(
        Baris(
            (
                build_sel(butir.id),
                build_sel(name_perihal(butir.tentang, hasil)),
                build_sel(bahan.nama_unit.get(butir.unit, butir.unit)),
                build_sel(butir.isi),
                build_sel(format_tanggal(butir.tenggat)),
                build_sel(keadaan.get(butir.id, KeadaanTindakLanjut.BARU.label)),
            )
        )
        for butir in daftar
    )
    kolom = (
        Kolom("Butir", "kiri", 1.1),
        Kolom("Perihal", "kiri", 2.0),
        Kolom("Unit pelaksana", "kiri", 1.5),
        Kolom("Isi disposisi", "kiri", 3.0),
        Kolom("Batas waktu", "kiri", 1.1),
        Kolom("Keadaan", "kiri", 1.0),
    )
    judul = "Disposisi pimpinan atas laporan ini"
    return Tabel("disposisi", judul, kolom, baris, sumber=bahan.sumber)


def build_tabel_keadaan(bahan: BahanTindakLanjut) -> Tabel:
    """The items of earlier dispositions with their states."""
    kolom = (
        Kolom("Butir", "kiri", 1.1),
        Kolom("Perihal dan arahan", "kiri", 2.8),
        Kolom("Unit pelaksana", "kiri", 1.4),
        Kolom("Batas waktu", "kiri", 1.0),
        Kolom("Lewat (hari)", "kanan", 0.7),
        Kolom("Keadaan", "kiri", 1.1),
        Kolom("Kemajuan, bukti, atau alasan", "kiri", 2.4),
    )
    return Tabel(
        "tindak-lanjut",
        f"Tindak lanjut disposisi {bahan.asal}",
        kolom,
        tuple(_build_baris_keadaan(satu, bahan) for satu in bahan.sebelumnya),
        sumber=bahan.sumber,
        catatan=(f"Hari lewat dihitung sampai {format_tanggal(bahan.per)} atau hari ditutup.",),
    )


def _build_baris_keadaan(satu: TindakLanjut, bahan: BahanTindakLanjut) -> Baris:
    butir = satu.butir
    perihal = name_perihal(butir.tentang, map_hasil(bahan.kini.indikator))
    lewat = compute_lewat_butir(satu, bahan)
    keadaan = Sel(
        (satu.keadaan.label,),
        "hijau" if satu.keadaan is KeadaanTindakLanjut.DIVERIFIKASI else "merah" if lewat else "",
    )
    return Baris(
        (
            build_sel(butir.id),
            build_sel(f"{perihal}: {butir.isi}"),
            build_sel(bahan.nama_unit.get(butir.unit, butir.unit)),
            build_sel(format_tanggal(butir.tenggat)),
            build_sel(lewat or "–"),
            keadaan,
            build_sel(describe_langkah(satu) or "belum ada"),
        )
    )


def describe_langkah(satu: TindakLanjut) -> str:
    """Say what was told of an item last: progress, proof, and the reason of its last step.

    Who proposed and who verified stand with it, as declared.
    """
    akhir = satu.langkah[-1] if satu.langkah else None
    alasan = akhir.alasan if akhir else ""
    bagian = [
        satu.kemajuan,
        f"Bukti: {satu.bukti}" if satu.bukti else "",
        f"Alasan: {alasan}" if alasan else "",
    ]
    if akhir is not None and akhir.keadaan is KeadaanTindakLanjut.DIVERIFIKASI:
        bagian.append(f"Diusulkan {satu.pengusul}, diverifikasi {akhir.oleh}")
    return ". ".join(kata.rstrip(".") for kata in bagian if kata) + ("." if any(bagian) else "")


def compute_lewat_butir(satu: TindakLanjut, bahan: BahanTindakLanjut) -> Angka | None:
    """Give the days an item is past its due date as a figure; None where it is not."""
    hari = satu.hari_lewat(bahan.per)
    if not hari:
        return None
    sampai = min(satu.tutup or bahan.per, bahan.per)
    return compute_lewat(f"{_build_id(satu)}.lewat", hari, satu.butir.tenggat, sampai)


def _build_id(satu: TindakLanjut) -> str:
    return f"tl.{satu.butir.id.replace('/', '.')}"


def build_tabel_akibat(bahan: BahanTindakLanjut, selesai: Sequence[TindakLanjut]) -> Tabel:
    """For each closed item the figure when it was given, the figure now, and the difference."""
    kini = map_hasil(bahan.kini.indikator)
    baris = []
    for satu in selesai:
        lalu = bahan.map_hasil(satu.butir.periode).get(satu.butir.tentang)
        sekarang = kini.get(satu.butir.tentang)
        isi = [build_sel("–"), build_sel("–"), build_sel("–")]
        if sekarang is not None:
            isi[1] = build_sel(sekarang.utama.capaian)
            isi[0] = build_sel(f"lihat laporan {satu.butir.periode.judul}")
        if sekarang is not None and lalu is not None:
            isi[0] = build_sel(lalu.utama.capaian)
            beda = compute_perubahan(
                sekarang.utama.capaian,
                lalu.utama.capaian,
                f"capaian {satu.butir.tentang}",
                dasar=satu.butir.periode.judul,
            ).selisih
            if beda is not None:
                isi[2] = build_sel(replace(beda, id=f"{_build_id(satu)}.perubahan"))
        baris.append(
            Baris(
                (
                    build_sel(satu.butir.id),
                    build_sel(name_perihal(satu.butir.tentang, kini)),
                    build_sel(bahan.nama_unit.get(satu.butir.unit, satu.butir.unit)),
                    *isi,
                    build_sel(satu.bukti or "–"),
                )
            )
        )
    kolom = (
        Kolom("Butir", "kiri", 1.1),
        Kolom("Perihal", "kiri", 2.4),
        Kolom("Unit pelaksana", "kiri", 1.4),
        Kolom("Capaian saat disposisi", "kanan", 1.0),
        Kolom("Capaian kini", "kanan", 1.0),
        Kolom("Perubahan (poin)", "kanan", 1.0),
        Kolom("Bukti", "kiri", 2.0),
    )
    return Tabel(
        "akibat-tindak-lanjut",
        "Angka sebelum dan sesudah tindak lanjut yang selesai",
        kolom,
        tuple(baris),
        satuan=f"capaian persen {'setahun' if bahan.is_tahunan else 's.d. triwulan'}",
        sumber=bahan.sumber,
        catatan=("Perubahan angka tidak selalu akibat tindak lanjut itu saja.",),
    )
