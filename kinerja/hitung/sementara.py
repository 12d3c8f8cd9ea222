"""Why the figures of a period can still change, in sentences for the reader."""

from __future__ import annotations

from collections.abc import Sequence

from kinerja.hitung.hasil import HasilIndikator, RekapAnggaran
from kinerja.model import Masukan
from kinerja.periode import ROMAWI


def describe_sementara(
    masukan: Masukan, daftar: Sequence[HasilIndikator], anggaran: RekapAnggaran
) -> tuple[str, ...]:
    """List units not reported or refused, indicators late or of another year, partial budgets."""
    kalimat = [*_describe_unit(masukan), *_describe_indikator(daftar)]
    total = anggaran.total
    if total.k < total.n:
        kalimat.append(
            "Realisasi anggaran baru dilaporkan untuk"
            f" {total.k} dari {total.n} sub kegiatan berpagu."
        )
    return tuple(kalimat)


def _describe_unit(masukan: Masukan) -> list[str]:
    kalimat = []
    wajib = {indikator.unit for indikator in masukan.rencana.indikator}
    wajib |= {sub.unit for sub in masukan.rencana.sub_kegiatan}
    ditolak = [unit for unit in masukan.unit if unit.slug in masukan.unit_ditolak]
    for nomor in range(1, len(masukan.periode.daftar_triwulan) + 1):
        is_kini = nomor == len(masukan.periode.daftar_triwulan)
        belum = [
            unit
            for unit in masukan.unit
            if unit.slug in wajib
            and not (is_kini and unit in ditolak)
            and not has_laporan(masukan, unit.slug, nomor)
        ]
        if belum:
            nama = ", ".join(unit.nama for unit in belum)
            kalimat.append(f"Belum melapor Triwulan {ROMAWI[nomor - 1]}: {nama}.")
        impor = [unit.nama for unit in belum if (unit.slug, nomor) in masukan.anggaran_impor]
        if impor:
            kalimat.append(
                f"Anggaran Triwulan {ROMAWI[nomor - 1]} sudah masuk lewat impor untuk yang belum"
                f" melapor: {', '.join(impor)}."
            )
    if ditolak:
        nama = ", ".join(unit.nama for unit in ditolak)
        kalimat.append(f"Formulir ditolak dan belum diperbaiki: {nama}.")
    return kalimat


def _describe_indikator(daftar: Sequence[HasilIndikator]) -> list[str]:
    per_alasan: dict[str, list[str]] = {}
    for hasil in daftar:
        if hasil.alasan_sementara:
            per_alasan.setdefault(hasil.alasan_sementara, []).append(hasil.indikator.kode)
    return [
        f"Indikator {', '.join(kode)}: {sebab[0].lower()}{sebab[1:]}."
        for sebab, kode in per_alasan.items()
    ]


def has_laporan(masukan: Masukan, slug: str, nomor: int) -> bool:
    """Tell whether a unit reported anything in a quarter; an empty workbook is not a report."""
    laporan = masukan.laporan_unit.get((slug, nomor))
    return laporan is not None and not laporan.is_kosong
