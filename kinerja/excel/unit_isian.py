"""Reads what a unit answered for its indicators and the steps of its milestones."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from kinerja.excel.konteks import Konteks, check_dikenal, check_ganda
from kinerja.excel.konversi import Konversi
from kinerja.excel.konversi_nilai import Ukuran, parse_realisasi
from kinerja.excel.konversi_tanggal import parse_tanggal
from kinerja.excel.pencatat import format_kutipan
from kinerja.excel.rencana_tahapan import NOMOR_MAKS
from kinerja.excel.sel import JenisSel, Sel
from kinerja.excel.tabel import Baris
from kinerja.excel.unit_periksa import check_lengkap, check_nama, check_pemilik, check_target
from kinerja.excel.unit_rencana import build_indikator_unit
from kinerja.model import BELUM, Alamat, Indikator, Isian, Nilai, Rencana
from kinerja.periode import Periode
from kinerja.skala import SkalaPredikat

_LEMBAR: Final = "Indikator"
_TAHAPAN: Final = "Tahapan"
_TEKS: Final = ("penjelasan", "faktor_pendukung", "kendala", "tindak_lanjut", "bukti")
_TAHUN_TERKECIL: Final = 2000
_TANPA_BUKTI: Final = re.compile(r"tidak dapat dipenuhi\W*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Lingkungan:
    """What every row is read against."""

    konteks: Konteks
    periode: Periode
    skala: Mapping[str, SkalaPredikat]
    tahap: Mapping[str, Mapping[int, tuple[date | str | None, Alamat]]]


def read_isian(
    konteks: Konteks,
    unit: str,
    periode: Periode,
    rencana: Rencana,
    skala: Mapping[str, SkalaPredikat],
) -> tuple[Isian, ...]:
    """Read the answers of the unit's indicators, in the order of the sheet."""
    konversi = konteks.build_konversi(_LEMBAR)
    milik = {satu.kode: satu for satu in rencana.indikator if satu.unit == unit}
    lingkungan = _Lingkungan(konteks, periode, skala, _read_tahap(konteks, milik))
    hasil: list[Isian] = []
    kode_sel: list[tuple[str, Sel]] = []
    pemilik = {satu.kode: satu.unit for satu in rencana.indikator}
    nama_per_kode = {satu.kode: satu.nama for satu in rencana.indikator}
    for baris in konteks.baris(_LEMBAR):
        kode = konversi.parse_kode(baris.sel["kode"])
        kode_sel.append((kode, baris.sel["kode"]))
        if kode in milik:
            check_nama(konversi, baris.sel["nama"], kode, nama_per_kode, "indikator")
            hasil.append(_read_satu(lingkungan, konversi, baris, milik[kode]))
        else:
            check_pemilik(konversi, baris.sel["kode"], kode, pemilik, "indikator")
    check_ganda(konteks, _LEMBAR, kode_sel)
    if _LEMBAR in konteks.tabel and _is_berisi(konteks):
        wajib = [satu.kode for satu in build_indikator_unit(rencana, unit, periode)]
        check_lengkap(konversi, wajib, {kode for kode, _ in kode_sel}, "indikator")
        _check_tahap(lingkungan, [milik[kode] for kode in wajib])
    return tuple(hasil)


def _check_tahap(lingkungan: _Lingkungan, wajib: Sequence[Indikator]) -> None:
    """Note steps whose rows are gone; one under a wrong number is already told."""
    if _TAHAPAN not in lingkungan.konteks.tabel:
        return
    per_nama = {
        f"{satu.kode} / {tahap.nomor} {tahap.uraian}": tahap.nomor in ada
        for satu in wajib
        if (ada := set(lingkungan.tahap.get(satu.kode, {})))
        <= {tahap.nomor for tahap in satu.tahapan}
        for tahap in satu.tahapan
    }
    ada_semua = [nama for nama, is_ada in per_nama.items() if is_ada]
    check_lengkap(lingkungan.konteks.build_konversi(_TAHAPAN), list(per_nama), ada_semua, "tahap")


def _is_berisi(konteks: Konteks) -> bool:
    """Whether any table has rows; a workbook of headings only has simply not been filled in."""
    return bool(konteks.baris(_LEMBAR) or konteks.baris("Sub Kegiatan"))


def _read_satu(
    lingkungan: _Lingkungan, konversi: Konversi, baris: Baris, indikator: Indikator
) -> Isian:
    sel, konteks, periode = baris.sel, lingkungan.konteks, lingkungan.periode
    ukuran = Ukuran(
        indikator.jenis, lingkungan.skala.get(indikator.skala_predikat), indikator.is_persen
    )
    check_target(konversi, sel["target"], ukuran, indikator, periode)
    pembilang, penyebut, nilai = _read_nilai(konversi, sel, ukuran, indikator)
    tahap = lingkungan.tahap.get(indikator.kode, {})
    teks = {nama: konversi.parse_teks(sel[nama]) for nama in _TEKS}
    if _TANPA_BUKTI.match(teks["bukti"].strip()):
        konversi.peringatan(
            sel["bukti"],
            "K-BUKTI-ALASAN",
            "Bukti disebut tidak dapat dipenuhi tanpa alasan",
            ditemukan=format_kutipan(teks["bukti"]),
            saran="Tulis alasannya, mis. tidak dapat dipenuhi: hasil reviu belum terbit.",
        )
    alamat = {
        nama: konteks.build_alamat(_LEMBAR, sel[nama])
        for nama in ("nilai", "pembilang", "penyebut", "tahun_data", *_TEKS)
    }
    alamat |= {f"tahap_{nomor}": letak for nomor, (_, letak) in tahap.items()}
    return Isian(
        indikator.kode,
        nilai,
        pembilang,
        penyebut,
        {nomor: tanggal for nomor, (tanggal, _) in tahap.items()},
        konversi.parse_bulat(sel["tahun_data"], _TAHUN_TERKECIL, periode.tahun),
        tindak_lanjut_tanggal=parse_tanggal(konversi, sel["tindak_lanjut_tanggal"]),
        alamat=alamat,
        **teks,
    )


def _read_nilai(
    konversi: Konversi, sel: Mapping[str, Sel], ukuran: Ukuran, indikator: Indikator
) -> tuple[Decimal | None, Decimal | None, Nilai | None]:
    """Read realisasi, or pembilang and penyebut where the indicator is a ratio."""
    if not indikator.is_rasio:
        for nama in ("pembilang", "penyebut"):
            if not sel[nama].is_kosong:
                konversi.peringatan(
                    sel[nama],
                    "K-RASIO",
                    "Pembilang dan penyebut tidak dibaca untuk indikator ini",
                    ditemukan=format_kutipan(sel[nama].isi),
                    diharapkan=f"kosong, karena agregasinya {indikator.agregasi}",
                    saran="Tulis hasilnya pada kolom Realisasi.",
                )
        return None, None, parse_realisasi(konversi, sel["nilai"], ukuran)
    pembilang = konversi.parse_angka(sel["pembilang"], is_persen=False)
    penyebut = konversi.parse_angka(sel["penyebut"], is_persen=False)
    if not sel["nilai"].is_kosong:
        konversi.galat(
            sel["nilai"],
            "K-RASIO",
            "Realisasi indikator rasio dihitung dari pembilang dan penyebut",
            ditemukan=format_kutipan(sel["nilai"].isi),
            diharapkan="kosong",
            saran="Kosongkan kolom Realisasi; isi kolom Pembilang dan Penyebut.",
        )
    return pembilang, penyebut, None


def _read_tahap(
    konteks: Konteks, milik: Mapping[str, Indikator]
) -> dict[str, dict[int, tuple[date | str | None, Alamat]]]:
    """Read the finishing dates of steps; a blank cell leaves what was reported before."""
    konversi = konteks.build_konversi(_TAHAPAN)
    dikenal = {kode: {tahap.nomor for tahap in satu.tahapan} for kode, satu in milik.items()}
    hasil: dict[str, dict[int, tuple[date | str | None, Alamat]]] = {}
    kunci: list[tuple[str, Sel]] = []
    for baris in konteks.baris(_TAHAPAN):
        sel = baris.sel
        kode = konversi.parse_kode(sel["indikator_kode"])
        nomor = konversi.parse_bulat(sel["nomor"], 1, NOMOR_MAKS)
        tanggal = _parse_selesai(konversi, sel["tanggal_selesai"])
        if not check_dikenal(konversi, sel["indikator_kode"], kode, dikenal, "indikator"):
            continue
        if not kode or nomor is None:
            continue
        if nomor not in dikenal[kode]:
            konversi.galat(
                sel["nomor"],
                "K-KODE-ASING",
                f'Tahap tidak ada pada indikator "{kode}"',
                ditemukan=str(nomor),
                diharapkan=", ".join(str(n) for n in sorted(dikenal[kode])) or "tanpa tahap",
                saran="Kembalikan nomor tahap seperti pada rencana.",
            )
        kunci.append((f"{kode} / {nomor}", sel["nomor"]))
        letak = konteks.build_alamat(_TAHAPAN, sel["tanggal_selesai"])
        hasil.setdefault(kode, {})[nomor] = (tanggal, letak)
    check_ganda(konteks, _TAHAPAN, kunci, "Tahap")
    return hasil


def _parse_selesai(konversi: Konversi, sel: Sel) -> date | str | None:
    if sel.jenis is JenisSel.TEKS and sel.isi.strip().casefold() == BELUM:
        return BELUM
    return parse_tanggal(konversi, sel)
