"""Checks of the targets of one indicator: quarters against the year, in each version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kinerja.hitung.gabung import compute_gabungan_nilai
from kinerja.hitung.pecahan import compute_total
from kinerja.hitung.teks import format_operan
from kinerja.model import Agregasi, Alamat, Indikator, Jenis, Polaritas, Rentang, VersiTarget
from kinerja.temuan import Temuan, Tingkatan

_BERANGKA: Final = frozenset({Jenis.ANGKA, Jenis.RENTANG})


def check_target(indikator: Indikator) -> Iterator[Temuan]:
    """Find quarter targets that do not give the year's target under the indicator's agregasi.

    Both stay as written and both are shown. Where T4 alone is the year's target and the rule adds
    the quarters up, the plan was probably meant as a running position: `akhir` is proposed.
    """
    for versi in indikator.versi_target:
        if not versi.is_dihapus:
            yield from _check_jenis(indikator, versi)
            yield from _check_rekonsiliasi(indikator, versi)


def check_penyebut(indikator: Indikator) -> Iterator[Temuan]:
    """Warn of a mean of percentages, where large and small quarters weigh the same."""
    if indikator.agregasi is Agregasi.RATA_RATA and indikator.is_persen:
        yield build_temuan(
            indikator,
            "K-TANPA-PENYEBUT",
            "Rata-rata persentase tanpa penyebut",
            Tingkatan.PERINGATAN,
            saran="Pakai rasio_jumlah agar triwulan besar dan kecil ditimbang dengan benar.",
        )


def _check_jenis(indikator: Indikator, versi: VersiTarget) -> Iterator[Temuan]:
    daftar = [nilai for nilai in (versi.tahunan, *versi.triwulan) if nilai is not None]
    if indikator.jenis is Jenis.RENTANG:
        is_salah = any(not isinstance(nilai, Rentang) for nilai in daftar)
    elif indikator.jenis in {Jenis.ANGKA, Jenis.NIHIL}:
        is_salah = any(not isinstance(nilai, Decimal) for nilai in daftar)
        is_salah = is_salah or (indikator.jenis is Jenis.NIHIL and any(n != 0 for n in daftar))
    else:
        return
    if is_salah:
        yield build_temuan(
            indikator,
            "K-TARGET-JENIS",
            f"Target tidak sesuai dengan jenis {indikator.jenis}",
            ditemukan="; ".join(format_operan(nilai) for nilai in daftar),
            saran="Nihil bertarget 0, rentang ditulis a-b, angka ditulis satu bilangan.",
            alamat=versi.alamat.get("tahunan"),
        )


def _check_rekonsiliasi(indikator: Indikator, versi: VersiTarget) -> Iterator[Temuan]:
    terukur = [nilai for nilai in versi.triwulan if _is_diukur(indikator, versi, nilai)]
    tahunan = versi.tahunan
    if indikator.jenis not in _BERANGKA or tahunan is None or not terukur:
        return
    hasil = compute_gabungan_nilai(indikator.agregasi, [n for n in terukur if n is not None])
    if hasil == tahunan or _is_rata_rata(indikator, terukur, tahunan):
        return
    akhir = versi.triwulan[3]
    is_akhir = indikator.agregasi is Agregasi.JUMLAH and akhir == tahunan
    yield build_temuan(
        indikator,
        "K-TARGET-JUMLAH",
        f"Target triwulan tidak menghasilkan target tahun pada versi {versi.versi.kode}",
        Tingkatan.PERINGATAN,
        ditemukan=f"{format_operan(hasil)} dengan agregasi {indikator.agregasi}",
        diharapkan=format_operan(tahunan),
        saran="Ganti agregasinya menjadi akhir."
        if is_akhir
        else "Betulkan target triwulan atau target tahunnya.",
        alamat=versi.alamat.get("tahunan"),
    )


def _is_diukur(indikator: Indikator, versi: VersiTarget, nilai: object) -> bool:
    """Under the default policy a 0 in a rising plan means "not measured"."""
    is_kosong = (
        nilai == 0
        and indikator.polaritas is Polaritas.NAIK
        and isinstance(versi.tahunan, Decimal)
        and versi.tahunan > 0
    )
    return nilai is not None and not is_kosong


def _is_rata_rata(indikator: Indikator, terukur: Sequence[object], tahunan: object) -> bool:
    """Compare a mean without dividing: thirds would never be equal."""
    angka = [nilai for nilai in terukur if isinstance(nilai, Decimal)]
    if indikator.agregasi is not Agregasi.RATA_RATA or not isinstance(tahunan, Decimal):
        return False
    return compute_total(angka) == tahunan * len(angka)


def build_temuan(  # noqa: PLR0913 - a finding has this many parts
    indikator: Indikator,
    kode: str,
    masalah: str,
    tingkatan: Tingkatan = Tingkatan.GALAT,
    *,
    ditemukan: str = "",
    diharapkan: str = "",
    saran: str = "",
    alamat: Alamat | None = None,
) -> Temuan:
    """Write a finding about a line of the plan, at a cell of its own or the line's."""
    alamat = alamat or indikator.alamat
    return Temuan(
        kode,
        tingkatan,
        f"{masalah} ({indikator.kode})",
        alamat.berkas if alamat else "",
        alamat.lembar if alamat else "",
        alamat.sel if alamat else "",
        ditemukan,
        diharapkan,
        saran,
        indikator.unit,
    )
