"""Puts the imported budget beside the units' forms: the import decides, differences are told.

Where a unit handed in no form its money still stands, in `Masukan.anggaran_impor`; the unit stays
"belum lapor" for its indicators.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Final

from kinerja.angka import format_angka, format_rupiah
from kinerja.berkas import compute_sha256_isi
from kinerja.excel.anggaran_csv import AnggaranTersimpan, read_anggaran_csv
from kinerja.excel.pencatat import Pencatat
from kinerja.excel.preflight import build_berkas, format_nama
from kinerja.gudang import open_terima
from kinerja.model import Alamat, Berkas, LaporanUnit, RealisasiAnggaran, Rencana
from kinerja.temuan import Temuan

_SEBUTAN: Final = (("realisasi_sen", "Realisasi"), ("fisik_persen", "Fisik"))


def read_impor(
    jalur: Path, folder_data: Path, akar: Path | None, rencana: Rencana
) -> tuple[AnggaranTersimpan | None, list[Berkas], list[Temuan]]:
    """Read the imported budget of a quarter and check that its sources are still as received.

    Returns:
        The budget (None where there is none or it is damaged), the files it rests on, findings.
    """
    if not jalur.exists() and not jalur.is_symlink():
        return None, [], []
    pencatat = Pencatat(format_nama(jalur, akar))
    if not jalur.resolve().is_relative_to(folder_data.resolve()):
        pencatat.galat(
            "K-BERKAS-LUAR",
            "Berkas adalah tautan ke luar folder data",
            saran="Ganti tautan itu dengan berkasnya sendiri.",
        )
        return None, [], pencatat.temuan
    tersimpan = read_anggaran_csv(jalur, pencatat, {s.kode: s for s in rencana.sub_kegiatan})
    if tersimpan is None:
        berkas = build_berkas(jalur, akar)
        return None, [berkas] if berkas else [], pencatat.temuan
    daftar = [tersimpan.berkas]
    for sumber in dict.fromkeys(baris.sumber for baris in tersimpan.baris):
        berkas = _check_sumber(folder_data, akar, sumber, pencatat)
        daftar += [berkas] if berkas else []
    return tersimpan, daftar, pencatat.temuan


def _check_sumber(
    folder_data: Path, akar: Path | None, sumber: Berkas, pencatat: Pencatat
) -> Berkas | None:
    jalur = open_terima(folder_data).build_jalur(sumber.sha256, Path(sumber.nama).suffix.casefold())
    try:
        isi = jalur.read_bytes()
    except OSError:
        isi = None
    if isi is not None and compute_sha256_isi(isi) == sumber.sha256:
        return Berkas(format_nama(jalur, akar), sumber.sha256, len(isi))
    pencatat.peringatan(
        "K-IMPOR-SUMBER",
        "Berkas sumber impor tidak tersimpan utuh",
        ditemukan="tidak ada" if isi is None else "isinya berubah",
        diharapkan=f"{sumber.nama} di {format_nama(jalur, akar)}",
        saran="Kembalikan berkas itu dari cadangan, atau ulangi impornya.",
    )
    return None


def build_impor_per_unit(
    tersimpan: AnggaranTersimpan,
) -> dict[str, tuple[RealisasiAnggaran, ...]]:
    """Give the imported lines of each unit, in order of code."""
    hasil: dict[str, tuple[RealisasiAnggaran, ...]] = {}
    for baris in tersimpan.baris:
        hasil[baris.unit] = (*hasil.get(baris.unit, ()), baris.build_realisasi())
    return hasil


def merge_impor(
    laporan: LaporanUnit, impor: Sequence[RealisasiAnggaran]
) -> tuple[LaporanUnit, list[Temuan]]:
    """Let the import supply money and fisik of a unit's form; the form supplies the rest.

    A figure that both give and that differs is a peringatan with both; the import is used.
    """
    pencatat = Pencatat(laporan.berkas.nama, laporan.unit)
    per_kode = {satu.sub_kegiatan_kode: satu for satu in impor}
    formulir = {satu.sub_kegiatan_kode: satu for satu in laporan.anggaran}
    baris = [_merge(satu, per_kode.get(kode), pencatat) for kode, satu in formulir.items()]
    baris += [satu for kode, satu in per_kode.items() if kode not in formulir]
    return replace(laporan, anggaran=tuple(baris)), pencatat.temuan


def _merge(
    unit: RealisasiAnggaran, impor: RealisasiAnggaran | None, pencatat: Pencatat
) -> RealisasiAnggaran:
    if impor is None:
        return unit
    for nama, sebutan in _SEBUTAN:
        milik_unit, milik_impor = getattr(unit, nama), getattr(impor, nama)
        if None in {milik_unit, milik_impor} or milik_unit == milik_impor:
            continue
        alamat, sumber = unit.alamat.get(nama), impor.alamat.get(nama)
        pencatat.peringatan(
            "K-IMPOR-BEDA",
            f"{sebutan} {unit.sub_kegiatan_kode} pada formulir berbeda dari impor anggaran;"
            " yang dipakai angka impor",
            (alamat.lembar, alamat.sel) if alamat else ("", ""),
            ditemukan=_format(nama, milik_unit),
            diharapkan=_format(nama, milik_impor) + (f" ({sumber.teks})" if sumber else ""),
            saran="Cocokkan dengan catatan keuangan; betulkan formulir, atau ulangi impornya.",
        )
    terpakai: Mapping[str, Alamat] = {**unit.alamat, **impor.alamat}
    return RealisasiAnggaran(
        unit.sub_kegiatan_kode,
        unit.realisasi_sen if impor.realisasi_sen is None else impor.realisasi_sen,
        unit.fisik_persen if impor.fisik_persen is None else impor.fisik_persen,
        unit.keluaran if impor.keluaran is None else impor.keluaran,
        unit.catatan,
        terpakai,
    )


def _format(nama: str, nilai: int | Decimal) -> str:
    return format_rupiah(int(nilai)) if nama == "realisasi_sen" else format_angka(Decimal(nilai))
