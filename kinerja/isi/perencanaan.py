"""Bab I and II: legal basis, organisation, Perjanjian Kinerja and Rencana Aksi. No results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from kinerja.angka import format_tanggal
from kinerja.hitung.agregasi_tonggak import describe_tahap_triwulan
from kinerja.hitung.hasil import BarisAnggaran, HasilIndikator, Rekap, RekapAnggaran
from kinerja.hitung.rencana import build_target_rencana
from kinerja.isi.blok import Baris, Blok, Daftar, Kolom, Paragraf, Sel, Tabel
from kinerja.isi.susun import build_sel, describe_sifat
from kinerja.model import Lingkup, Rencana, Tingkat
from kinerja.parameter import Instansi
from kinerja.periode import ROMAWI

SEBUTAN_INDUK: Final = {Tingkat.TUJUAN: "Tujuan", Tingkat.SASARAN: "Sasaran"}


def build_dasar_hukum(instansi: Instansi) -> list[Blok]:
    """The legal basis as a numbered list."""
    if not instansi.dasar_hukum:
        return [Paragraf(("Dasar hukum belum diisi pada instansi.yaml.",), "kuning")]
    return [
        Paragraf(("Laporan ini disusun berdasarkan:",)),
        Daftar(tuple((satu,) for satu in instansi.dasar_hukum), is_bernomor=True),
    ]


def build_organisasi(instansi: Instansi) -> list[Blok]:
    """The agency in its own words, and its units as a table."""
    blok: list[Blok] = [Paragraf((satu,)) for satu in instansi.gambaran]
    lingkup = {Lingkup.SKPD: "Belanja SKPD", Lingkup.SKPKD: "Belanja SKPKD/PPKD"}
    blok.append(
        Tabel(
            "unit-kerja",
            "Unit kerja yang melaporkan kinerja",
            (
                Kolom("No", "kanan", 0.4),
                Kolom("Unit kerja", "kiri", 3.0),
                Kolom("Lingkup anggaran", "kiri", 1.6),
                Kolom("Melaporkan", "kiri", 2.0),
            ),
            tuple(
                Baris(
                    (
                        build_sel(str(nomor)),
                        build_sel(unit.nama),
                        build_sel(lingkup[unit.lingkup]),
                        build_sel(
                            "kinerja dan anggaran" if unit.has_indikator else "anggaran saja"
                        ),
                    )
                )
                for nomor, unit in enumerate(instansi.daftar_unit, start=1)
            ),
            sumber="parameter instansi",
            kolom_kunci=2,
        )
    )
    return blok


def describe_versi(rekap: Rekap, rencana: Rencana) -> Paragraf:
    """Name the version of the plan in force, and the others that exist."""
    lain = [versi for versi in rencana.versi if versi.kode != rekap.versi.kode]
    kalimat = (
        f"Target dan anggaran memakai rencana {rekap.versi.nama} ({rekap.versi.dasar}), berlaku"
        f" mulai {format_tanggal(rekap.versi.berlaku_mulai)} dan masih berlaku pada"
        f" {format_tanggal(rekap.periode.akhir)}."
    )
    for versi in lain:
        if versi.berlaku_mulai > rekap.periode.akhir:
            kalimat += (
                f" Rencana {versi.nama} ({versi.dasar}) baru berlaku"
                f" {format_tanggal(versi.berlaku_mulai)} dan tidak mengubah angka periode ini."
            )
        else:
            kalimat += f" Sebelumnya berlaku rencana {versi.nama} ({versi.dasar})."
    return Paragraf((kalimat,))


def build_tabel_perjanjian(
    rekap: Rekap, daftar: Iterable[HasilIndikator], uraian: Mapping[str, str], sumber: str
) -> Tabel:
    """Perjanjian Kinerja: sasaran, indicator and the year's target in force (and murni)."""
    daftar = tuple(daftar)
    has_perubahan = rekap.versi.urutan > 0
    kolom = [
        Kolom("No", "kanan", 0.4),
        Kolom("Indikator kinerja", "kiri", 3.6),
        Kolom("Satuan", "kiri", 0.9),
        Kolom(f"Target {rekap.periode.tahun}", "kanan", 1.1),
    ]
    if has_perubahan:
        kolom.append(Kolom("Target murni", "kanan", 1.1))
    kolom.append(Kolom("Pemilik", "kiri", 2.0))
    baris: list[Baris] = []
    grup = ""
    for nomor, hasil in enumerate(daftar, start=1):
        induk = "; ".join(uraian.get(kode, kode) for kode in hasil.indikator.sasaran_kode)
        tingkat = hasil.indikator.tingkat
        kini = f"{SEBUTAN_INDUK.get(tingkat, 'Pendukung sasaran')} {induk}"
        if kini != grup:
            baris.append(Baris((build_sel(kini, rentang=len(kolom)),), "grup"))
            grup = kini
        sel = [
            build_sel(str(nomor)),
            build_sel(f"{hasil.indikator.kode} {hasil.indikator.nama}"),
            build_sel(hasil.indikator.satuan),
            build_sel(build_target_rencana(hasil.indikator, hasil.versi)),
        ]
        if has_perubahan:
            sel.append(
                build_sel(build_target_rencana(hasil.indikator, hasil.indikator.versi_target[0]))
            )
        sel.append(build_sel(hasil.indikator.pemilik_pk))
        baris.append(Baris(tuple(sel)))
    return Tabel(
        "perjanjian-kinerja",
        f"Perjanjian Kinerja {rekap.periode.tahun} ({rekap.versi.nama})",
        tuple(kolom),
        tuple(baris),
        satuan="Menurut satuan tiap indikator",
        sumber=sumber,
        kolom_kunci=2,
    )


def _build_sel_triwulan(hasil: HasilIndikator, tahun: int) -> list[Sel]:
    """The four quarters' targets; of a staged milestone, the steps due in each."""
    if hasil.indikator.tahapan:
        return [
            build_sel(tahap or "–") for tahap in describe_tahap_triwulan(hasil.indikator, tahun)
        ]
    return [
        build_sel(build_target_rencana(hasil.indikator, hasil.versi, nomor))
        for nomor in range(1, 5)
    ]


def build_tabel_program(anggaran: RekapAnggaran, *, has_perubahan: bool, sumber: str) -> Tabel:
    """The programs of the Perjanjian Kinerja with their budget in force (and murni)."""
    kolom = [
        Kolom("Kode", "kiri", 1.0),
        Kolom("Program", "kiri", 4.2),
        Kolom("Anggaran", "kanan", 1.8),
    ]
    if has_perubahan:
        kolom.append(Kolom("Anggaran murni", "kanan", 1.8))
    baris = [
        Baris(_build_sel_program(satu.baris, has_perubahan=has_perubahan))
        for satu in anggaran.program
    ]
    jumlah = Baris(_build_sel_program(anggaran.total, has_perubahan=has_perubahan), "jumlah")
    return Tabel(
        "program-anggaran",
        "Program dan anggaran yang mendukung Perjanjian Kinerja",
        tuple(kolom),
        (*baris, jumlah),
        satuan="Rupiah",
        sumber=sumber,
        kolom_kunci=2,
    )


def _build_sel_program(baris: BarisAnggaran, *, has_perubahan: bool) -> tuple[Sel, ...]:
    kode = baris.kode if baris.tingkat == "program" else ""
    murni = (build_sel(baris.pagu_murni),) if has_perubahan else ()
    return (build_sel(kode), build_sel(baris.nama), build_sel(baris.pagu), *murni)


def build_tabel_rencana_aksi(
    rekap: Rekap, rencana: Rencana, daftar: Iterable[HasilIndikator], sumber: str
) -> Tabel:
    """Rencana Aksi: each indicator's quarter targets and the actions planned for it."""
    aksi: dict[str, list[str]] = {}
    for satu in rencana.rencana_aksi:
        triwulan = ", ".join(ROMAWI[nomor - 1] for nomor in satu.triwulan)
        keluaran = f" → {satu.keluaran}" if satu.keluaran else ""
        aksi.setdefault(satu.indikator_kode, []).append(f"{satu.uraian}{keluaran} (TW {triwulan})")
    grup = "Target triwulan"
    baris = [
        Baris(
            (
                build_sel(hasil.indikator.kode),
                build_sel(hasil.indikator.nama),
                *_build_sel_triwulan(hasil, rekap.periode.tahun),
                build_sel("; ".join(aksi.get(hasil.indikator.kode, ["–"]))),
            )
        )
        for hasil in daftar
    ]
    return Tabel(
        "rencana-aksi",
        f"Rencana Aksi {rekap.periode.tahun} ({rekap.versi.nama})",
        (
            Kolom("Kode", "kiri", 0.8),
            Kolom("Indikator", "kiri", 2.8),
            *(Kolom(romawi, "kanan", 0.9, grup) for romawi in ROMAWI),
            Kolom("Aksi dan keluaran", "kiri", 5.0),
        ),
        tuple(baris),
        satuan="Target menurut satuan tiap indikator",
        sumber=sumber,
        catatan=(
            (
                "“–”: tidak ada target pada triwulan itu; target 0 pada indikator naik yang target"
                " tahunannya di atas 0 berarti tidak diukur; tonggak bertahap menyebut tahap yang"
                " jatuh tempo."
            ),
        ),
        orientasi="lanskap",
        kolom_kunci=2,
    )


def build_tabel_kamus(daftar: Iterable[HasilIndikator], sumber: str) -> Tabel:
    """How each indicator is defined and counted."""
    return Tabel(
        "kamus-indikator",
        "Kamus indikator",
        (
            Kolom("Kode", "kiri", 0.8),
            Kolom("Indikator dan definisi", "kiri", 4.0),
            Kolom("Rumus", "kiri", 3.0),
            Kolom("Sifat", "kiri", 2.2),
            Kolom("Sumber data", "kiri", 3.2),
        ),
        tuple(
            Baris(
                (
                    build_sel(hasil.indikator.kode),
                    build_sel(f"{hasil.indikator.nama}. {hasil.indikator.definisi}".strip()),
                    build_sel(hasil.indikator.rumus or "–"),
                    build_sel(describe_sifat(hasil)),
                    build_sel(hasil.indikator.sumber_data or "–"),
                )
            )
            for hasil in daftar
        ),
        sumber=sumber,
        orientasi="lanskap",
    )


def sort_pohon(daftar: Iterable[HasilIndikator]) -> list[HasilIndikator]:
    """Indicators of tujuan, then sasaran, then program and below, each as in the plan.

    Those of one sasaran stand together, where the first of them does.
    """
    daftar = tuple(daftar)
    tingkat = {satu: nomor for nomor, satu in enumerate(Tingkat)}
    kelompok = list(dict.fromkeys(_name_kelompok(hasil) for hasil in daftar))
    return sorted(
        daftar,
        key=lambda h: (tingkat[h.indikator.tingkat], kelompok.index(_name_kelompok(h))),
    )


def _name_kelompok(hasil: HasilIndikator) -> tuple[Tingkat, tuple[str, ...]]:
    return (hasil.indikator.tingkat, hasil.indikator.sasaran_kode)
