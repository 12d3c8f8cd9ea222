"""All rules of the narrative guard over what units and planners wrote, as findings.

Every finding is a peringatan: a person decides whether text or figure is to be mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from kinerja.angka import format_angka
from kinerja.hitung.hasil import HasilIndikator
from kinerja.model import Isian
from kinerja.telaah.angka_prosa import count_angka, find_angka_asing
from kinerja.telaah.arah import find_salah_arah
from kinerja.telaah.bahan import BahanTelaah
from kinerja.telaah.hitungan import find_hitungan_salah
from kinerja.telaah.kalimat import list_kata, normalise_teks, split_klausa
from kinerja.telaah.predikat import find_predikat_asing
from kinerja.telaah.sebutan import find_sebutan
from kinerja.telaah.uang import find_uang_asing
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
_KATA_PENDEK: Final = 4
_TAHUN: Final = re.compile(r"\btahun\s+(20[0-9]{2})\b", re.IGNORECASE)
_RERATA: Final = re.compile(r"\brata-rata\s+capaian\b", re.IGNORECASE)


def check_uraian(bahan: BahanTelaah) -> tuple[Temuan, ...]:
    """Hold the units' words on each indicator against its figures and last quarter's words."""
    hasil: list[Temuan] = []
    for satu in bahan.rekap.indikator:
        isian = satu.isian
        if isian is None:
            continue
        lalu = satu.isian_per_triwulan[-2] if len(satu.isian_per_triwulan) > 1 else None
        for bidang, judul in _BIDANG:
            teks = str(getattr(isian, bidang))
            if teks:
                hasil += _check_teks(satu, isian, (bidang, judul), teks, bahan)
                hasil += _check_salinan(satu, isian, lalu, (bidang, judul), teks)
    return tuple(hasil)


def check_parameter(
    bahan: BahanTelaah, daftar: Mapping[str, Iterable[str]], berkas: str
) -> tuple[Temuan, ...]:
    """Hold what people wrote for the period against the figures of the whole report.

    Args:
        bahan: The figures of the report.
        daftar: Texts by their key in the parameter file; `analisis KODE` is about one sasaran.
        berkas: The parameter file, as it is named in findings.
    """
    hasil: list[Temuan] = []
    for kunci, semua in daftar.items():
        pokok = bahan.kelompok.get(kunci.removeprefix("analisis "), bahan.kelompok[""])
        for nomor, teks in enumerate(semua, start=1):
            tempat = f"{kunci} butir {nomor}"
            asing = [x for klausa in split_klausa(teks) for x in _find_asing(klausa, bahan)]
            asing += find_uang_asing(teks, bahan.uang)
            hasil += [_build_angka(berkas, "", tempat, kutipan, "laporan ini") for kutipan in asing]
            hasil += [
                _build_hitungan(berkas, tempat, kutipan, benar)
                for kutipan, benar in find_hitungan_salah(teks, bahan.daftar_kelompok, pokok)
            ]
            hasil += [
                _build_arah(
                    berkas, "", tempat, salah.klausa, f"{salah.kode} {salah.besaran}", salah.gerak
                )
                for salah in find_salah_arah(teks, None, bahan.fakta, bahan.waktu)
            ]
    return tuple(hasil)


def _find_asing(klausa: str, bahan: BahanTelaah) -> list[str]:
    """Find numbers and classes of a clause that the report does not give for its subject.

    One number beside one indicator's name must be that indicator's, one beside the words rata-rata
    capaian must be a mean; else any number of the report will do.
    """
    if any(int(tahun) > bahan.waktu.tahun for tahun in _TAHUN.findall(klausa)):
        return []
    sebutan, is_tunggal = find_sebutan(klausa, bahan.fakta), count_angka(klausa) == 1
    dikenal: Iterable[Decimal] = bahan.angka
    if sebutan and is_tunggal:
        dikenal = sebutan.fakta.angka
    elif is_tunggal and _RERATA.search(klausa):
        dikenal = bahan.rerata
    nama = list_kata(sebutan.fakta.nama) if sebutan else ()
    predikat = find_predikat_asing(klausa, sebutan.fakta) if sebutan else []
    return [*find_angka_asing(klausa, dikenal, nama), *predikat]


def _check_teks(
    hasil: HasilIndikator,
    isian: Isian,
    bidang: tuple[str, str],
    teks: str,
    bahan: BahanTelaah,
) -> list[Temuan]:
    kode = hasil.indikator.kode
    fakta = bahan.fakta[kode]
    alamat = isian.alamat.get(bidang[0])
    berkas, lembar, sel = (alamat.berkas, alamat.lembar, alamat.sel) if alamat else ("", "", "")
    tempat = f"{bidang[1]} {kode}"
    temuan = [
        _build_angka(berkas, lembar, sel, kutipan, f"{tempat}", hasil.indikator.unit)
        for kutipan in (
            *find_angka_asing(teks, fakta.angka, _list_khas(fakta.nama)),
            *find_predikat_asing(teks, fakta),
        )
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
            for salah in find_salah_arah(teks, fakta, bahan.fakta, bahan.waktu)
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


def _build_hitungan(berkas: str, tempat: str, kutipan: str, benar: str) -> Temuan:
    return Temuan(
        "K-NARASI-ANGKA",
        Tingkatan.PERINGATAN,
        "Banyaknya target yang tercapai pada uraian berbeda dari laporan",
        berkas,
        "",
        tempat,
        ditemukan=kutipan,
        diharapkan=benar,
        saran="Samakan dengan angka laporan, atau sebut kelompok indikator yang dimaksud.",
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


def _list_khas(nama: str) -> tuple[str, ...]:
    """The words of an indicator's name that are long enough to tell it by."""
    return tuple(kata for kata in list_kata(nama) if len(kata) > _KATA_PENDEK)


def _shorten(teks: str) -> str:
    return teks if len(teks) <= _KUTIPAN else f"{teks[: _KUTIPAN - 2].rstrip()} …"
