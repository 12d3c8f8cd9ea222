"""Checks of the plan: combinations that make no rule, and targets that contradict each other.

`check_indikator` looks at one indicator alone, before any realisasi exists (rumus.md section 2).
It imports nothing heavy, so that whoever reads a plan can ask it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kinerja.angka import format_apa_adanya
from kinerja.hitung.periksa_target import build_temuan, check_penyebut, check_target
from kinerja.model import Agregasi, Indikator, Jenis, Polaritas
from kinerja.temuan import Temuan, Tingkatan

_BERPOLARITAS: Final = frozenset({Jenis.ANGKA, Jenis.RENTANG})
_AGREGASI_SAH: Final = {
    Jenis.NIHIL: frozenset({Agregasi.AKHIR}),
    Jenis.TONGGAK: frozenset({Agregasi.AKHIR}),
    Jenis.PREDIKAT: frozenset({Agregasi.AKHIR, Agregasi.MAKSIMUM, Agregasi.MINIMUM}),
}
_POLA_PERBANDINGAN: Final = re.compile(
    r"\b(persen(tase)?|indeks|rasio|rata-rata)\b|%|‰", re.IGNORECASE
)


def check_indikator(indikator: Indikator) -> list[Temuan]:
    """Find what is wrong or doubtful in one line of the plan; `galat` means it is refused.

    >>> from datetime import date
    >>> from kinerja.model import Tingkat, Versi, VersiTarget
    >>> murni = Versi("murni", "murni", date(2026, 1, 1), "DPA", 0)
    >>> target = VersiTarget(murni, Decimal(100), (None, Decimal(50), None, Decimal(50)))
    >>> ik = Indikator("IK-1", "Persentase rekonsiliasi", Tingkat.SASARAN, ("S-1",), "akuntansi",
    ...                "Kepala", "persen", Jenis.ANGKA, Polaritas.NAIK, Agregasi.JUMLAH, (target,))
    >>> [(temuan.kode, temuan.tingkatan.value) for temuan in check_indikator(ik)]
    [('K-AGREGASI', 'galat')]
    """
    return [*_check_gabungan(indikator), *_check_agregasi(indikator), *check_target(indikator)]


def _check_gabungan(indikator: Indikator) -> Iterator[Temuan]:
    jenis, polaritas = indikator.jenis, indikator.polaritas
    if jenis in _BERPOLARITAS and polaritas is None:
        yield build_temuan(
            indikator,
            "K-KOMBINASI",
            "Polaritas belum diisi",
            ditemukan="kosong",
            diharapkan="naik, turun, atau stabil",
            saran=f"Indikator berjenis {jenis} memerlukan polaritas.",
        )
    if jenis not in _BERPOLARITAS and polaritas is not None:
        yield build_temuan(
            indikator,
            "K-KOMBINASI",
            f"Jenis {jenis} tidak memakai polaritas",
            ditemukan=polaritas,
            diharapkan="kosong",
            saran="Kosongkan polaritas.",
        )
    sah = _AGREGASI_SAH.get(jenis)
    if sah is not None and indikator.agregasi not in sah:
        yield build_temuan(
            indikator,
            "K-KOMBINASI",
            f"Agregasi tidak dapat dipakai untuk jenis {jenis}",
            ditemukan=indikator.agregasi,
            diharapkan=" atau ".join(sorted(sah)),
            saran="Ganti agregasi pada kamus indikator.",
        )
    if jenis is Jenis.PREDIKAT and not indikator.skala_predikat:
        yield build_temuan(
            indikator,
            "K-PREDIKAT",
            "Skala predikat belum disebut",
            saran="Isi nama skala, mis. opini atau sakip.",
        )
    if indikator.rumus_turun is not None and polaritas is not Polaritas.TURUN:
        yield build_temuan(
            indikator,
            "K-KOMBINASI",
            "Rumus turun diisi pada indikator yang tidak turun",
            Tingkatan.PERINGATAN,
            ditemukan=indikator.rumus_turun,
            saran="Kosongkan rumus_turun atau ubah polaritas.",
        )
    if indikator.toleransi < 0 or indikator.pengali <= 0 or (indikator.bobot or 0) < 0:
        yield build_temuan(
            indikator,
            "K-KISARAN",
            "Toleransi, pengali, atau bobot tidak boleh negatif (pengali harus di atas 0)",
            saran="Perbaiki angkanya pada kamus indikator.",
        )
    yield from _check_tahapan(indikator)


def _check_tahapan(indikator: Indikator) -> Iterator[Temuan]:
    if not indikator.tahapan:
        return
    if indikator.jenis is not Jenis.TONGGAK:
        yield build_temuan(
            indikator,
            "K-TAHAP",
            "Tahapan hanya untuk jenis tonggak",
            ditemukan=indikator.jenis,
            saran="Hapus baris tahapannya atau ubah jenis.",
        )
    bobot = sum((tahap.bobot for tahap in indikator.tahapan), Decimal(0))
    if bobot != 1 or any(tahap.bobot <= 0 for tahap in indikator.tahapan):
        yield build_temuan(
            indikator,
            "K-TAHAP-BOBOT",
            "Bobot tahapan harus positif dan berjumlah 1",
            ditemukan=format_apa_adanya(bobot),
            diharapkan="1",
            saran="Perbaiki bobot pada lembar Tahapan.",
        )


def _check_agregasi(indikator: Indikator) -> Iterator[Temuan]:
    is_banding = indikator.is_persen or _POLA_PERBANDINGAN.search(
        f"{indikator.satuan} {indikator.nama.split(' ')[0] if indikator.nama else ''}"
    )
    if indikator.agregasi is Agregasi.JUMLAH and is_banding and not indikator.is_penyebut_tetap:
        alasan = indikator.alasan_agregasi
        yield build_temuan(
            indikator,
            "K-AGREGASI",
            "Persentase, indeks, atau rasio dijumlahkan antar-triwulan",
            Tingkatan.PERINGATAN if alasan else Tingkatan.GALAT,
            ditemukan=f"{indikator.nama} ({indikator.satuan}), agregasi jumlah",
            diharapkan="rasio_jumlah, rasio_akhir, atau akhir",
            saran=(
                f"Dihitung apa adanya karena: {alasan}."
                if alasan
                else "Pakai rasio dengan pembilang dan penyebut, isi penyebut_tetap: ya, atau"
                " tulis alasan_agregasi."
            ),
        )
    yield from check_penyebut(indikator)
