"""All rules of the narrative guard over what units and planners wrote, as findings.

Every finding is a peringatan: a person decides whether text or figure is to be mended.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from kinerja.angka import format_angka
from kinerja.hitung.hasil import HasilIndikator, Rekap
from kinerja.hitung.jejak import Angka
from kinerja.model import Isian
from kinerja.periode import ROMAWI
from kinerja.telaah.angka_prosa import find_angka_asing
from kinerja.telaah.arah import Waktu, find_salah_arah
from kinerja.telaah.fakta import Fakta, build_daftar_fakta
from kinerja.telaah.kalimat import normalise_teks
from kinerja.temuan import Temuan, Tingkatan

_BIDANG: Final = (
    ("penjelasan", "Penjelasan"),
    ("faktor_pendukung", "Faktor pendukung"),
    ("kendala", "Kendala"),
    ("tindak_lanjut", "Rencana tindak lanjut"),
)
_PANJANG_SALINAN: Final = 40
"""Shorter texts repeat by chance."""
_KUTIPAN: Final = 80


def check_uraian(rekap_per_periode: Sequence[Rekap]) -> tuple[Temuan, ...]:
    """Hold the units' words on each indicator against its figures and last quarter's words.

    Args:
        rekap_per_periode: The year's periods in order, the report's own last.
    """
    rekap = rekap_per_periode[-1]
    fakta = build_daftar_fakta(rekap_per_periode)
    triwulan = rekap.periode.triwulan
    waktu = Waktu(rekap.periode.tahun, ROMAWI[triwulan - 1] if triwulan else "")
    hasil: list[Temuan] = []
    for satu in rekap.indikator:
        isian = satu.isian
        if isian is None:
            continue
        lalu = satu.isian_per_triwulan[-2] if len(satu.isian_per_triwulan) > 1 else None
        for bidang, judul in _BIDANG:
            teks = str(getattr(isian, bidang))
            if teks:
                hasil += _check_teks(satu, isian, (bidang, judul), teks, fakta, waktu)
                hasil += _check_salinan(satu, isian, lalu, (bidang, judul), teks)
    return tuple(hasil)


def check_parameter(
    rekap_per_periode: Sequence[Rekap], daftar: Mapping[str, Iterable[str]], berkas: str
) -> tuple[Temuan, ...]:
    """Hold what people wrote for the period against the figures of the whole report.

    Args:
        rekap_per_periode: The year's periods in order, the report's own last.
        daftar: Texts by their key in the parameter file.
        berkas: The parameter file, as it is named in findings.
    """
    rekap = rekap_per_periode[-1]
    fakta = build_daftar_fakta(rekap_per_periode)
    dikenal = {angka for satu in fakta.values() for angka in satu.angka}
    for isi in rekap_per_periode:
        dikenal |= _collect_rekap(isi)
    triwulan = rekap.periode.triwulan
    waktu = Waktu(rekap.periode.tahun, ROMAWI[triwulan - 1] if triwulan else "")
    hasil: list[Temuan] = []
    for kunci, semua in daftar.items():
        for nomor, teks in enumerate(semua, start=1):
            tempat = f"{kunci} butir {nomor}"
            hasil += [
                _build_angka(berkas, "", tempat, kutipan, "laporan ini")
                for kutipan in find_angka_asing(teks, dikenal)
            ]
            hasil += [
                _build_arah(
                    berkas, "", tempat, salah.klausa, f"{salah.kode} {salah.besaran}", salah.gerak
                )
                for salah in find_salah_arah(teks, None, fakta, waktu)
            ]
    return tuple(hasil)


def _collect_rekap(rekap: Rekap) -> set[Decimal]:
    baris = (*rekap.anggaran.lingkup, rekap.anggaran.total, *rekap.anggaran.unit)
    angka: list[Angka] = [rekap.rerata.angka, *(satu.rerata.angka for satu in rekap.sasaran)]
    angka += [r.rerata.angka for unit in rekap.unit for r in unit.rerata]
    for satu in baris:
        angka += [satu.serapan, satu.deviasi, satu.fisik, satu.kas_persen, satu.belum_terserap]
    angka += [satu.efisiensi for satu in rekap.efisiensi]
    return {abs(satu.nilai) for satu in angka if isinstance(satu.nilai, Decimal)}


def _check_teks(
    hasil: HasilIndikator,
    isian: Isian,
    bidang: tuple[str, str],
    teks: str,
    fakta: Mapping[str, Fakta],
    waktu: Waktu,
) -> list[Temuan]:
    kode = hasil.indikator.kode
    alamat = isian.alamat.get(bidang[0])
    berkas, lembar, sel = (alamat.berkas, alamat.lembar, alamat.sel) if alamat else ("", "", "")
    tempat = f"{bidang[1]} {kode}"
    temuan = [
        _build_angka(berkas, lembar, sel, kutipan, f"{tempat}", hasil.indikator.unit)
        for kutipan in find_angka_asing(teks, fakta[kode].angka)
    ]
    if bidang[0] != "tindak_lanjut":
        temuan += [
            _build_arah(
                berkas,
                lembar,
                sel,
                salah.klausa,
                f"{salah.besaran} {salah.kode}",
                salah.gerak,
                hasil.indikator.unit,
            )
            for salah in find_salah_arah(teks, fakta[kode], fakta, waktu)
        ]
    return temuan


def _check_salinan(
    hasil: HasilIndikator,
    isian: Isian,
    lalu: Isian | None,
    bidang: tuple[str, str],
    teks: str,
) -> list[Temuan]:
    if lalu is None or len(teks) < _PANJANG_SALINAN:
        return []
    if normalise_teks(teks) != normalise_teks(str(getattr(lalu, bidang[0]))):
        return []
    alamat = isian.alamat.get(bidang[0])
    berkas, lembar, sel = (alamat.berkas, alamat.lembar, alamat.sel) if alamat else ("", "", "")
    return [
        Temuan(
            "K-NARASI-SALIN",
            Tingkatan.PERINGATAN,
            f"{bidang[1]} {hasil.indikator.kode} sama dengan triwulan sebelumnya",
            berkas,
            lembar,
            sel,
            ditemukan=_shorten(teks),
            saran="Tulis keadaan triwulan ini, atau pastikan memang tidak berubah.",
            unit=hasil.indikator.unit,
        )
    ]


def _build_angka(
    berkas: str, lembar: str, sel: str, kutipan: str, tempat: str, unit: str = ""
) -> Temuan:
    return Temuan(
        "K-NARASI-ANGKA",
        Tingkatan.PERINGATAN,
        f"Angka pada uraian tidak ada pada tabel ({tempat})",
        berkas,
        lembar,
        sel,
        ditemukan=kutipan,
        saran="Samakan dengan angka laporan, atau sebut sumbernya bila angka lain.",
        unit=unit,
    )


def _build_arah(
    berkas: str, lembar: str, sel: str, klausa: str, apa: str, gerak: Decimal, unit: str = ""
) -> Temuan:
    kata = "naik" if gerak > 0 else "turun"
    nyata = f"{apa} {kata} {format_angka(abs(gerak))}" if gerak else f"{apa} tidak berubah"
    return Temuan(
        "K-NARASI-ARAH",
        Tingkatan.PERINGATAN,
        "Uraian menyebut gerak yang berlawanan dengan angkanya",
        berkas,
        lembar,
        sel,
        ditemukan=_shorten(klausa),
        diharapkan=nyata,
        saran="Betulkan kalimatnya, atau periksa lagi angkanya.",
        unit=unit,
    )


def _shorten(teks: str) -> str:
    return teks if len(teks) <= _KUTIPAN else f"{teks[: _KUTIPAN - 2].rstrip()} …"
