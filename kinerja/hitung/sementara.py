"""Why the figures of a period can still change, in sentences for the reader.

Grouped by unit: one that has not reported this quarter at all needs one sentence, not a list of
everything it owes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from kinerja.hitung.hasil import BarisAnggaran, HasilIndikator, HasilUnit, RekapAnggaran
from kinerja.model import Keadaan, Masukan, Unit
from kinerja.periode import ROMAWI

STATUS_DISETUJUI: Final = frozenset({"disetujui", "final"})
"""The statuses of a quarter's report on which a year may rest."""
_LEWAT_IMPOR = "; anggarannya sudah masuk lewat impor."


def describe_sementara(
    masukan: Masukan,
    daftar_unit: Sequence[HasilUnit],
    anggaran: RekapAnggaran,
    status_triwulan: Mapping[int, str] | None = None,
) -> tuple[str, ...]:
    """List units not reported or refused, then what each reporting unit still owes, then money.

    In a year the quarters' reports that are not approved come last.
    """
    kalimat = _describe_unit(masukan)
    for satu in daftar_unit:
        butir = list_butir_indikator(satu.indikator, is_lapor=satu.is_lapor)
        if butir:
            kalimat.append(f"{satu.unit.nama}: {'; '.join(butir)}.")
    status = describe_status(status_triwulan or {})
    return (*kalimat, *_describe_anggaran(anggaran.total), *status)


def describe_status(status_triwulan: Mapping[int, str]) -> tuple[str, ...]:
    """Name the quarters whose report is not approved, by their status.

    >>> describe_status({1: "final", 2: "draf", 3: "draf", 4: "diperiksa"})
    ('Laporan Triwulan II dan III masih draf.', 'Laporan Triwulan IV baru diperiksa.')
    """
    per_status: dict[str, list[str]] = {}
    for nomor, status in sorted(status_triwulan.items()):
        if status not in STATUS_DISETUJUI:
            per_status.setdefault(status, []).append(ROMAWI[nomor - 1])
    return tuple(
        f"Laporan Triwulan {_join(nama)} {'masih draf' if status == 'draf' else f'baru {status}'}."
        for status, nama in per_status.items()
    )


def _join(nama: Sequence[str]) -> str:
    """Join numerals as a sentence does.

    >>> _join(["I"]), _join(["I", "II"]), _join(["I", "II", "IV"])
    ('I', 'I dan II', 'I, II, dan IV')
    """
    if len(nama) <= 2:
        return " dan ".join(nama)
    return f"{', '.join(nama[:-1])}, dan {nama[-1]}"


def describe_sementara_unit(
    unit: Unit,
    masukan: Masukan,
    daftar: Sequence[HasilIndikator],
    anggaran: BarisAnggaran | None,
) -> tuple[str, ...]:
    """List only what this unit itself still owes: workbooks, indicators, its own budget lines."""
    kini = len(masukan.periode.daftar_triwulan)
    kalimat = [
        f"Belum melapor Triwulan {ROMAWI[nomor - 1]}"
        + (_LEWAT_IMPOR if (unit.slug, nomor) in masukan.anggaran_impor else ".")
        for nomor in range(1, kini + 1)
        if _is_belum(masukan, unit, nomor)
    ]
    if unit.slug in masukan.unit_ditolak:
        kalimat.append(f"{describe_ditolak(masukan, unit.slug)} dan belum diperbaiki.")
    is_lapor = has_laporan(masukan, unit.slug, kini)
    kalimat += [f"{butir}." for butir in list_butir_indikator(daftar, is_lapor=is_lapor)]
    if is_lapor:
        kalimat += _describe_anggaran(anggaran)
    return tuple(kalimat)


def list_butir_indikator(daftar: Sequence[HasilIndikator], *, is_lapor: bool) -> list[str]:
    """Name each indicator with what it lacks; blank ones only where their unit did report."""
    return [
        f"{hasil.indikator.kode} {hasil.indikator.nama} {hasil.alasan_sementara}"
        for hasil in daftar
        if hasil.alasan_sementara and (is_lapor or hasil.utama.keadaan is not Keadaan.BELUM_LAPOR)
    ]


def _describe_anggaran(baris: BarisAnggaran | None) -> list[str]:
    if baris is None or baris.k == baris.n:
        return []
    return [
        f"Realisasi anggaran baru dilaporkan untuk {baris.k} dari {baris.n} sub kegiatan berpagu."
    ]


def _describe_unit(masukan: Masukan) -> list[str]:
    kalimat = []
    for nomor in range(1, len(masukan.periode.daftar_triwulan) + 1):
        belum = [unit for unit in masukan.unit if _is_belum(masukan, unit, nomor)]
        if belum:
            nama = ", ".join(unit.nama for unit in belum)
            kalimat.append(f"Belum melapor Triwulan {ROMAWI[nomor - 1]}: {nama}.")
        impor = [unit.nama for unit in belum if (unit.slug, nomor) in masukan.anggaran_impor]
        if impor:
            kalimat.append(
                f"Anggaran Triwulan {ROMAWI[nomor - 1]} sudah masuk lewat impor untuk yang belum"
                f" melapor: {', '.join(impor)}."
            )
    ditolak: dict[str, list[str]] = {}
    for unit in masukan.unit:
        if unit.slug in masukan.unit_ditolak:
            ditolak.setdefault(describe_ditolak(masukan, unit.slug), []).append(unit.nama)
    return kalimat + [
        f"{apa} dan belum diperbaiki: {', '.join(nama)}." for apa, nama in ditolak.items()
    ]


def describe_ditolak(masukan: Masukan, unit: str) -> str:
    """Name the forms of a unit that were refused or lost, e.g. "Formulir Triwulan I ditolak"."""
    per_kata: dict[str, list[str]] = {}
    for nomor in masukan.list_ditolak(unit):
        is_hilang = (unit, nomor) in masukan.berkas_hilang
        kata = "sudah diterima tetapi salinan kerjanya hilang" if is_hilang else "ditolak"
        per_kata.setdefault(kata, []).append(f"Triwulan {ROMAWI[nomor - 1]}")
    kalimat = "; ".join(f"formulir {', '.join(daftar)} {kata}" for kata, daftar in per_kata.items())
    return kalimat[:1].upper() + kalimat[1:]


def _is_belum(masukan: Masukan, unit: Unit, nomor: int) -> bool:
    """Whether a unit with anything in the plan owes a quarter; a refused form is told apart."""
    wajib = {satu.unit for satu in masukan.rencana.indikator}
    wajib |= {satu.unit for satu in masukan.rencana.sub_kegiatan}
    if unit.slug not in wajib or (unit.slug, nomor) in masukan.berkas_ditolak:
        return False
    return not has_laporan(masukan, unit.slug, nomor)


def has_laporan(masukan: Masukan, slug: str, nomor: int) -> bool:
    """Tell whether a unit reported anything in a quarter; an empty workbook is not a report."""
    laporan = masukan.laporan_unit.get((slug, nomor))
    return laporan is not None and not laporan.is_kosong
