"""An agency's finished report as it lies in the output folder: its figures, if they can be trusted.

The figures are taken only where the file is the one its manifest names. Whether the inputs changed
since, the fingerprint in the manifest tells: every input is hashed again. Computes no figure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from kinerja.berkas import compute_sha256, compute_sha256_isi
from kinerja.catatan import NAMA_MASUKAN
from kinerja.folder import Folder, build_jalur_isian, check_dalam
from kinerja.hitung.pemda.bahan import AngkaTerbit, KeadaanTerbit, LaporanTerbit
from kinerja.hitung.pemda.salin import ID_DIPERLUKAN
from kinerja.model import Alamat, Berkas, Keadaan
from kinerja.periode import Periode
from kinerja.register.laporan import BERKAS_HASIL, name_laporan
from kinerja.terbitan import IDENTITAS_KEBIJAKAN

SKEMA: Final = "kinerja-hasil/1"
_MANIFES: Final = "manifes.json"
_DISEBUT: Final = 2
_ANGKA_MAKS: Final = 24
"""No budget has as many digits; a figure that does would take forever to write out."""


def read_terbit(
    folder: Folder,
    opd: str,
    periode: Periode,
    daftar_unit: Iterable[str],
    register: Iterable[Berkas],
) -> tuple[LaporanTerbit, Berkas | None]:
    """Read an agency's report of a period, and the file that its figures were taken from.

    Args:
        folder: The working folder.
        opd: The agency.
        periode: The quarter or year.
        daftar_unit: The agency's units, whose forms may have come since.
        register: What the register says now, as an input of the report.
    """
    jalur = check_dalam(folder.keluaran(opd, periode) / BERKAS_HASIL, folder.akar)
    if not jalur.is_file():
        return LaporanTerbit(KeadaanTerbit.BELUM), None
    nama = jalur.relative_to(folder.akar).as_posix()
    isi = jalur.read_bytes()
    berkas = Berkas(nama, compute_sha256_isi(isi), len(isi))
    try:
        manifes = json.loads((jalur.parent / _MANIFES).read_bytes())
        tugas = manifes["tugas"][name_laporan(periode)]
        tercatat = tugas["keluaran"][BERKAS_HASIL]["sha256"]
        masukan = {str(kunci): str(nilai) for kunci, nilai in tugas["sidik"]["masukan"].items()}
        alasan = tuple(str(satu) for satu in manifes.get("alasan_sementara", ()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return LaporanTerbit(KeadaanTerbit.RUSAK, f"catatan {_MANIFES} hilang atau rusak"), berkas
    if tercatat != berkas.sha256:
        return LaporanTerbit(KeadaanTerbit.BERUBAH, f"{BERKAS_HASIL} bukan yang dibuat"), berkas
    laporan = _parse(isi, opd, periode, berkas)
    if laporan.keadaan is not KeadaanTerbit.TERKINI:
        return laporan, berkas
    if laporan.is_sementara:
        laporan = replace(laporan, alasan=alasan)
    kini = dict(_list_masukan(folder, opd, periode, masukan, daftar_unit))
    kini |= {satu.nama: satu.sha256 for satu in register}
    sebab = _describe_beda(masukan, kini)
    if sebab:
        laporan = replace(laporan, keadaan=KeadaanTerbit.USANG, sebab=sebab)
    return laporan, berkas


def _parse(isi: bytes, opd: str, periode: Periode, berkas: Berkas) -> LaporanTerbit:
    try:
        data = json.loads(isi)
        skema = data["skema"]
        if skema != SKEMA:
            return LaporanTerbit(KeadaanTerbit.SKEMA, f"skema {skema}, seharusnya {SKEMA}")
        identitas = data["identitas"]
        if (identitas["opd"], identitas["periode"]) != (opd, periode.slug):
            milik = f"{identitas['opd']} {identitas['periode']}"
            return LaporanTerbit(KeadaanTerbit.RUSAK, f"isinya milik {milik}")
        angka = {
            satu: _parse_angka(satu, data["angka"][satu], berkas)
            for satu in ID_DIPERLUKAN
            if satu in data["angka"]
        }
        return LaporanTerbit(
            KeadaanTerbit.TERKINI,
            "",
            str(data["status"]),
            str(identitas.get(IDENTITAS_KEBIJAKAN, "")),
            angka,
        )
    except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation):
        return LaporanTerbit(KeadaanTerbit.RUSAK, f"{BERKAS_HASIL} tidak berbentuk {SKEMA}")


def _parse_angka(kunci: str, isi: Mapping[str, Any], berkas: Berkas) -> AngkaTerbit:
    nilai = None if isi["nilai"] is None else Decimal(isi["nilai"])
    if nilai is not None and not (nilai.is_finite() and nilai.adjusted() < _ANGKA_MAKS):
        raise ValueError(kunci)
    alamat = Alamat(berkas.nama, "", kunci, berkas.sha256)
    return AngkaTerbit(
        kunci,
        nilai,
        Keadaan(isi["keadaan"]),
        str(isi["teks"]),
        alamat,
        str(isi["alasan"]),
        str((isi.get("jejak") or {}).get("kategori", "")),
    )


def _list_masukan(
    folder: Folder,
    opd: str,
    periode: Periode,
    tercatat: Mapping[str, str],
    daftar_unit: Iterable[str],
) -> Iterator[tuple[str, str]]:
    """Hash what the report was made from as it is now, and forms that have come since."""
    data = folder.data(opd)
    formulir = (
        build_jalur_isian(data, triwulan, unit)
        for triwulan in periode.daftar_triwulan
        for unit in daftar_unit
    )
    nama = {satu.relative_to(folder.akar).as_posix() for satu in formulir} | tercatat.keys()
    for satu in sorted(nama - {NAMA_MASUKAN}):
        jalur = folder.akar / satu
        if jalur.is_file():
            yield satu, compute_sha256(check_dalam(jalur, folder.akar))


def _describe_beda(dulu: Mapping[str, str], kini: Mapping[str, str]) -> str:
    """Name the inputs that are new, gone or other ones; empty where all are the same.

    >>> _describe_beda({"a": "1", "b": "1"}, {"a": "2", "c": "1"})
    'masukan berubah: a, b, dan 1 lainnya'
    """
    beda = sorted(nama for nama in dulu.keys() | kini.keys() if dulu.get(nama) != kini.get(nama))
    if not beda:
        return ""
    sisa = len(beda) - _DISEBUT
    return f"masukan berubah: {', '.join(beda[:_DISEBUT])}" + (
        f", dan {sisa} lainnya" if sisa > 0 else ""
    )
