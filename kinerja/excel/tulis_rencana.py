"""Writes the planning workbook from a Rencana, so that reading it back gives the same plan.

Later versions are written as differences: blank = unchanged, "dihapus" = dropped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from kinerja.excel.konversi_nilai import format_nilai
from kinerja.excel.rencana_target import HAPUS, KOLOM_TARGET
from kinerja.excel.tulis import LembarTulis, build_kolom, write_buku
from kinerja.excel.tulis_periksa import build_periksa
from kinerja.excel.tulis_sel import NilaiSel
from kinerja.galat import ParameterError
from kinerja.kolom import LEMBAR_RENCANA, VERSI_FORMULIR
from kinerja.model import (
    Indikator,
    Jenis,
    Nilai,
    Polaritas,
    Rencana,
    SubKegiatan,
    Unit,
    VersiPagu,
    VersiTarget,
)

Baris = dict[str, NilaiSel]
_LEBAR_HALAMAN: Final = 240
"""So many letters side by side can still be read on a page of A4."""
_KAS: Final = ("kas_tw1", "kas_tw2", "kas_tw3", "kas_tw4")
_TANPA_PAGU: Final[Baris] = dict.fromkeys((*_KAS, "pagu_rp", "target_keluaran"))
_PETUNJUK: Final = (
    "Isi lembar dari kiri ke kanan. Jangan mengubah nama lembar dan judul kolom.",
    "Sel kosong berarti tidak diisi; angka 0 adalah nilai. Kode selalu ditulis sebagai teks.",
    "Rentang ditulis 80-90; beberapa kode atau triwulan dipisah titik koma, mis. 1;2.",
)


def write_rencana(
    jalur: Path,
    rencana: Rencana,
    *,
    daftar_unit: Sequence[Unit] = (),
    nama_skala: Sequence[str] = (),
    has_pagu: bool = True,
) -> None:
    """Write the planning workbook; the units and scales given become lists to choose from.

    Without `has_pagu` pagu, anggaran kas and output targets stay blank, to be filled in.

    Raises:
        ParameterError: where a value cannot be written, or a change cannot be told in the sheet.
    """
    lalu = {satu for i in rencana.indikator for satu in (*i.realisasi_lalu, *i.capaian_lalu)} or {
        rencana.tahun - 2
    }
    tahun = sorted(lalu | {rencana.tahun - 1})
    baris_per_lembar: dict[str, list[Baris]] = {
        "Identitas": [
            {"kunci": "OPD", "isi": rencana.opd},
            {"kunci": "Tahun", "isi": str(rencana.tahun)},
            {"kunci": "Versi formulir", "isi": VERSI_FORMULIR},
        ],
        "Versi": [
            {
                "kode": versi.kode,
                "nama": versi.nama,
                "berlaku_mulai": versi.berlaku_mulai,
                "dasar": versi.dasar,
            }
            for versi in rencana.versi
        ],
        "Tujuan Sasaran": [
            {
                "kode": satu.kode,
                "tingkat": satu.tingkat.value,
                "uraian": satu.uraian,
                "tujuan_kode": satu.tujuan_kode,
            }
            for satu in rencana.sasaran
        ],
        "Indikator": [_build_indikator(satu) for satu in rencana.indikator],
        "Perubahan Target": [
            baris
            for versi in rencana.versi[1:]
            for satu in rencana.indikator
            for baris in _build_perubahan(satu, versi.kode)
        ],
        "Tahapan": [
            {
                "indikator_kode": tahap.indikator_kode,
                "nomor": tahap.nomor,
                "uraian": tahap.uraian,
                "bobot": tahap.bobot,
                "tenggat": tahap.tenggat,
            }
            for satu in rencana.indikator
            for tahap in satu.tahapan
        ],
        "Rencana Aksi": [
            {
                "indikator_kode": aksi.indikator_kode,
                "uraian": aksi.uraian,
                "keluaran": aksi.keluaran,
                "triwulan": ";".join(str(nomor) for nomor in aksi.triwulan),
                "sub_kegiatan_kode": aksi.sub_kegiatan_kode,
                "penanggung_jawab": aksi.penanggung_jawab,
            }
            for aksi in rencana.rencana_aksi
        ],
        "Program Kegiatan": [
            {"kode": kode, "nama": nama, "pagu_rp": rencana.induk_pagu_sen.get(kode)}
            for kode, nama in rencana.nama_program.items()
        ],
        "Sub Kegiatan": [
            {**_build_sub(satu), **({} if has_pagu else _TANPA_PAGU)}
            for satu in rencana.sub_kegiatan
        ],
        "Perubahan Pagu": [
            baris
            for versi in rencana.versi[1:]
            for satu in rencana.sub_kegiatan
            for baris in _build_perubahan_pagu(satu, versi.kode)
        ],
    }
    pilihan = {"unit": [unit.slug for unit in daftar_unit], "skala_predikat": list(nama_skala)}
    pilihan = {nama: daftar for nama, daftar in pilihan.items() if daftar}
    daftar = [
        LembarTulis(
            lembar,
            build_kolom(lembar, tahun),
            baris_per_lembar[lembar.nama],
            pilihan_kolom=pilihan,
            halaman_lebar=-(-sum(kolom.lebar for kolom in lembar.kolom) // _LEBAR_HALAMAN),
        )
        for lembar in LEMBAR_RENCANA
    ]
    judul = f"Rencana Kinerja {rencana.opd} Tahun {rencana.tahun}"
    write_buku(jalur, judul, _PETUNJUK, daftar, periksa=build_periksa(daftar))


def _nilai(nilai: Nilai | None) -> NilaiSel:
    return None if nilai is None else format_nilai(nilai)


def _build_indikator(satu: Indikator) -> Baris:
    murni = satu.versi_target[0]
    if murni.is_dihapus:
        raise _tak_tertulis(satu.kode, "indikator yang sudah dihapus pada versi pertama")
    target = zip(KOLOM_TARGET, (murni.tahunan, *murni.triwulan), strict=True)
    return {
        "kode": satu.kode,
        "nama": satu.nama,
        "tingkat": satu.tingkat.value,
        "sasaran_kode": "; ".join(satu.sasaran_kode),
        "program_kode": satu.program_kode,
        "unit": satu.unit,
        "pemilik_pk": satu.pemilik_pk,
        "satuan": satu.satuan,
        "jenis": satu.jenis.value,
        "polaritas": satu.polaritas.value if satu.polaritas else None,
        "agregasi": satu.agregasi.value,
        "skala_predikat": satu.skala_predikat,
        "pengali": satu.pengali if satu.is_rasio or satu.pengali != Decimal(100) else None,
        "bobot": satu.bobot,
        "toleransi": satu.toleransi or None,
        "rumus_turun": satu.rumus_turun.value if satu.rumus_turun else None,
        "is_penyebut_tetap": "ya" if satu.is_penyebut_tetap else None,
        "alasan_agregasi": satu.alasan_agregasi,
        "definisi": satu.definisi,
        "rumus": satu.rumus,
        "sumber_data": satu.sumber_data,
        **{nama: _nilai(nilai) for nama, nilai in target},
        **{f"realisasi_lalu_{t}": _nilai(nilai) for t, nilai in satu.realisasi_lalu.items()},
        **{f"capaian_lalu_{t}": nilai for t, nilai in satu.capaian_lalu.items()},
        "target_renstra": _nilai(satu.target_renstra),
        "standar_nasional": _nilai(satu.standar_nasional),
    }


def _build_perubahan(satu: Indikator, versi_kode: str) -> list[Baris]:
    """Write what a version changes against the one before, if it names the indicator at all."""
    for sebelum, sesudah in zip(satu.versi_target, satu.versi_target[1:], strict=False):
        if sesudah.versi.kode == versi_kode:
            return [
                {
                    "versi": versi_kode,
                    "indikator_kode": satu.kode,
                    **_beda_target(satu, sebelum, sesudah),
                }
            ]
    return []


def _beda_target(satu: Indikator, sebelum: VersiTarget, sesudah: VersiTarget) -> Baris:
    if sesudah.is_dihapus:
        return {KOLOM_TARGET[0]: HAPUS}
    lama = (sebelum.tahunan, *sebelum.triwulan)
    baru = (sesudah.tahunan, *sesudah.triwulan)
    is_naik = satu.jenis is Jenis.ANGKA and satu.polaritas is Polaritas.NAIK
    if (lama[0] is not None and baru[0] is None) or (is_naik and baru[0] == 0 != lama[0]):
        raise _tak_tertulis(satu.kode, "target tahun yang berubah menjadi kosong atau 0")
    return {
        nama: (HAPUS if isi is None else _nilai(isi)) if isi != asal else None
        for nama, asal, isi in zip(KOLOM_TARGET, lama, baru, strict=True)
    }


def _build_sub(satu: SubKegiatan) -> Baris:
    murni = satu.versi_pagu[0]
    return {
        "kode": satu.kode,
        "nama": satu.nama,
        "unit": satu.unit,
        "lingkup": satu.lingkup.value,
        "jenis_anggaran": satu.jenis_anggaran.value,
        "keluaran": satu.keluaran,
        "satuan_keluaran": satu.satuan_keluaran,
        "target_keluaran": murni.target_keluaran,
        "pagu_rp": murni.pagu_sen,
        **dict(zip(_KAS, murni.kas_sen, strict=True)),
    }


def _build_perubahan_pagu(satu: SubKegiatan, versi_kode: str) -> list[Baris]:
    for sebelum, sesudah in zip(satu.versi_pagu, satu.versi_pagu[1:], strict=False):
        if sesudah.versi.kode == versi_kode:
            if sebelum.target_keluaran is not None and sesudah.target_keluaran is None:
                raise _tak_tertulis(satu.kode, "target keluaran yang berubah menjadi kosong")
            lama, baru = _isi_pagu(sebelum), _isi_pagu(sesudah)
            beda = {nama: isi for nama, isi in baru.items() if isi != lama[nama]}
            return [{"versi": versi_kode, "kode": satu.kode, **beda}]
    return []


def _isi_pagu(pagu: VersiPagu) -> Mapping[str, NilaiSel]:
    return {
        "pagu_rp": pagu.pagu_sen,
        **dict(zip(_KAS, pagu.kas_sen, strict=True)),
        "target_keluaran": pagu.target_keluaran,
    }


def _tak_tertulis(kode: str, apa: str) -> ParameterError:
    return ParameterError(
        "Perubahan rencana tidak dapat ditulis ke buku kerja",
        tempat=kode,
        ditemukan=apa,
        saran="Nyatakan indikator itu dihapus, atau beri target yang lain.",
    )
