"""Builds the sheets Indikator and Tahapan of a unit's form.

For a ratio only pembilang and penyebut take input, for everything else only realisasi; a row that
is not measured in the quarter takes none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from kinerja.excel.konversi_nilai import format_nilai
from kinerja.excel.sel import format_kolom
from kinerja.excel.tampilan_unit import TampilanIndikator
from kinerja.excel.tulis import BARIS_JUDUL, LembarTulis
from kinerja.excel.tulis_sel import NilaiSel, Rumus
from kinerja.kolom import LEMBAR_UNIT, NILAI_TAHUNAN, Tipe
from kinerja.model import Indikator, Isian, Jenis, Nilai, NilaiTahunan, Polaritas
from kinerja.periode import Periode
from kinerja.skala import SkalaPredikat

_LEMBAR: Final = {lembar.nama: lembar for lembar in LEMBAR_UNIT}
_INDIKATOR: Final = _LEMBAR["Indikator"]
_HURUF: Final = {
    kolom.nama: format_kolom(nomor) for nomor, kolom in enumerate(_INDIKATOR.kolom, start=1)
}
TIDAK_DIUKUR: Final = "tidak diukur"
_ISIAN: Final = tuple(kolom.nama for kolom in _INDIKATOR.kolom if not kolom.is_tampilan)
_JENIS_ANGKA: Final = frozenset({Jenis.ANGKA, Jenis.RENTANG, Jenis.NIHIL})
_BERANGKA: Final = ("nilai", "pembilang", "penyebut")
_ARAH: Final = {
    Polaritas.NAIK: "makin tinggi makin baik",
    Polaritas.TURUN: "makin rendah makin baik",
    Polaritas.STABIL: "makin dekat ke target makin baik",
}


@dataclass(slots=True)
class _Sel:
    """What single cells of the sheet are, gathered row by row."""

    terbuka: set[tuple[int, str]] = field(default_factory=set)
    gelap: set[tuple[int, str]] = field(default_factory=set)
    pilihan: dict[tuple[int, str], Sequence[str]] = field(default_factory=dict)
    tipe: dict[tuple[int, str], Tipe] = field(default_factory=dict)
    tonggak: set[tuple[int, str]] = field(default_factory=set)
    komentar: dict[tuple[int, str], str] = field(default_factory=dict)


def build_lembar_indikator(
    daftar: Sequence[Indikator],
    periode: Periode,
    isian_per_kode: Mapping[str, Isian],
    skala: Mapping[str, SkalaPredikat],
    tampilan: Mapping[str, TampilanIndikator],
) -> LembarTulis:
    """Build the sheet of indicators with its live check."""
    baris: list[dict[str, NilaiSel]] = []
    sel = _Sel()
    for i, satu in enumerate(daftar):
        tampil = tampilan.get(satu.kode, TampilanIndikator())
        isian = isian_per_kode.get(satu.kode, Isian(satu.kode))
        baris.append(_build_baris(satu, isian, tampil, periode, BARIS_JUDUL + 1 + i))
        _set_sel(sel, i, satu, tampil, skala)
    return LembarTulis(
        _INDIKATOR,
        _INDIKATOR.kolom,
        baris,
        frozenset(sel.terbuka),
        pilihan_sel=sel.pilihan,
        tipe_sel=sel.tipe,
        gelap=frozenset(sel.gelap),
        tanggal_atau_belum=frozenset(sel.tonggak),
        komentar=sel.komentar,
        periksa=build_periksa(_HURUF["kelengkapan"], len(daftar)),
        halaman_lebar=3,
    )


def build_periksa(huruf: str, jumlah: int, dilewati: str = TIDAK_DIUKUR) -> Rumus:
    """Count the complete rows of those that take input; `dilewati` marks those that do not.

    >>> build_periksa("C", 2).isi
    '"Lengkap "&COUNTIF(C5:C6,"lengkap")&" dari "&(COUNTA(C5:C6)-COUNTIF(C5:C6,"tidak diukur"))'
    """
    letak = f"{huruf}{BARIS_JUDUL + 1}:{huruf}{BARIS_JUDUL + max(jumlah, 1)}"
    return Rumus(
        f'"Lengkap "&COUNTIF({letak},"lengkap")&" dari "'
        f'&(COUNTA({letak})-COUNTIF({letak},"{dilewati}"))'
    )


def _build_baris(
    satu: Indikator, isian: Isian, tampil: TampilanIndikator, periode: Periode, nomor: int
) -> dict[str, NilaiSel]:
    versi = satu.version_at(periode.akhir)
    return {
        "kode": satu.kode,
        "nama": satu.nama,
        "kelengkapan": _build_kelengkapan(satu, nomor) if tampil.is_diukur else TIDAK_DIUKUR,
        "satuan": satu.satuan,
        "target": _format(versi.triwulan[(periode.triwulan or 4) - 1]),
        "target_sd": _format(tampil.target_sd),
        "target_tahunan": _format(versi.tahunan),
        "sebelumnya": _format(tampil.sebelumnya),
        "nilai": _format(isian.nilai),
        "pembilang": isian.pembilang,
        "penyebut": isian.penyebut,
        "tahun_data": isian.tahun_data,
        "penjelasan": isian.penjelasan,
        "faktor_pendukung": isian.faktor_pendukung,
        "kendala": isian.kendala,
        "tindak_lanjut": isian.tindak_lanjut,
        "tindak_lanjut_tanggal": isian.tindak_lanjut_tanggal,
        "bukti": isian.bukti,
    }


def _build_kelengkapan(satu: Indikator, nomor: int) -> Rumus:
    """Say by formula what a row still lacks, the figure first."""
    sel = {nama: f"{huruf}{nomor}" for nama, huruf in _HURUF.items()}
    kosong = {nama: f'TRIM({letak})=""' for nama, letak in sel.items()}
    langkah: list[tuple[str, str]] = []
    teks = {nama: f'AND({sel[nama]}<>"",NOT(ISNUMBER({sel[nama]})))' for nama in _BERANGKA}
    if satu.is_rasio:
        langkah += [
            (kosong["pembilang"], "isi pembilang"),
            (kosong["penyebut"], "isi penyebut"),
            (f"OR({teks['pembilang']},{teks['penyebut']})", "bukan angka"),
        ]
    elif not satu.tahapan:
        langkah.append((kosong["nilai"], "isi realisasi"))
        if satu.jenis in _JENIS_ANGKA:
            langkah.append((teks["nilai"], "bukan angka"))
    isi = {nama: f'TRIM({letak})<>""' for nama, letak in sel.items()}
    langkah += [
        (f"AND({isi['kendala']},{kosong['tindak_lanjut']})", "isi tindak lanjut"),
        (f"AND({isi['tindak_lanjut']},{kosong['tindak_lanjut_tanggal']})", "isi tenggat"),
        (kosong["bukti"], "isi bukti"),
    ]
    rumus = '"lengkap"'
    for syarat, kata in reversed(langkah):
        rumus = f'IF({syarat},"{kata}",{rumus})'
    return Rumus(rumus)


def _set_sel(
    sel: _Sel,
    i: int,
    satu: Indikator,
    tampil: TampilanIndikator,
    skala: Mapping[str, SkalaPredikat],
) -> None:
    tertutup = {"nilai"} if satu.is_rasio or satu.tahapan else set[str]()
    if not satu.is_rasio:
        tertutup |= {"pembilang", "penyebut"}
    if not tampil.is_diukur:
        tertutup |= set(_ISIAN)
    sel.terbuka |= {(i, nama) for nama in _ISIAN if nama not in tertutup}
    sel.gelap |= {(i, nama) for nama in tertutup}
    _set_tipe(sel, i, satu, skala)
    sel.komentar[i, "nama"] = _describe(satu, tampil, skala)


def _set_tipe(sel: _Sel, i: int, satu: Indikator, skala: Mapping[str, SkalaPredikat]) -> None:
    """Let the cell of a value take what its jenis is written as."""
    if satu.jenis in _JENIS_ANGKA:
        sel.tipe[i, "nilai"] = Tipe.ANGKA
    elif satu.jenis is Jenis.TONGGAK:
        sel.tipe[i, "nilai"] = Tipe.TANGGAL
        sel.tonggak.add((i, "nilai"))
    elif satu.skala_predikat in skala:
        sel.pilihan[i, "nilai"] = skala[satu.skala_predikat].urutan


def _describe(
    satu: Indikator, tampil: TampilanIndikator, skala: Mapping[str, SkalaPredikat]
) -> str:
    """Write the comment of an indicator: definition, formula, direction, rule, source."""
    arah = f", {_ARAH[satu.polaritas]}" if satu.polaritas else ""
    predikat = skala.get(satu.skala_predikat)
    bagian = (
        ("Definisi", satu.definisi),
        ("Rumus", satu.rumus),
        ("Jenis", f"{satu.jenis}{arah}"),
        ("Skala", " < ".join(predikat.urutan) if predikat else ""),
        ("S.d. triwulan", _describe_aturan(satu, tampil)),
        ("Sumber data", satu.sumber_data),
    )
    return "\n".join(f"{judul}: {isi}" for judul, isi in bagian if isi)


def _describe_aturan(satu: Indikator, tampil: TampilanIndikator) -> str:
    if satu.jenis is Jenis.TONGGAK:
        return "yang sudah dilaporkan selesai tetap selesai"
    return tampil.aturan or satu.agregasi.replace("_", " ")


def _format(nilai: Nilai | None) -> NilaiSel:
    """Give a value as a cell holds it; a computed number of many digits is rounded to show."""
    return None if nilai is None else format_nilai(nilai)


def build_lembar_tahunan(
    daftar: Sequence[Indikator],
    nilai_per_kode: Mapping[str, NilaiTahunan],
    skala: Mapping[str, SkalaPredikat],
) -> LembarTulis:
    """Build the sheet on which a unit may hand in the year's realisasi of each indicator."""
    baris: list[dict[str, NilaiSel]] = []
    sel = _Sel()
    for i, satu in enumerate(daftar):
        ada = nilai_per_kode.get(satu.kode)
        baris.append(
            {
                "kode": satu.kode,
                "nama": satu.nama,
                "satuan": satu.satuan,
                "nilai": _format(ada.nilai) if ada else None,
                "penjelasan": ada.penjelasan if ada else "",
            }
        )
        sel.terbuka |= {(i, "nilai"), (i, "penjelasan")}
        _set_tipe(sel, i, satu, skala)
    return LembarTulis(
        NILAI_TAHUNAN,
        NILAI_TAHUNAN.kolom,
        baris,
        frozenset(sel.terbuka),
        pilihan_sel=sel.pilihan,
        tipe_sel=sel.tipe,
        tanggal_atau_belum=frozenset(sel.tonggak),
    )


def build_lembar_tahapan(
    daftar: Sequence[Indikator],
    periode: Periode,
    isian_per_kode: Mapping[str, Isian],
    tampilan: Mapping[str, TampilanIndikator],
) -> LembarTulis:
    """Build the sheet of the steps of milestones; those reported before stand beside the entry."""
    lembar = _LEMBAR["Tahapan"]
    huruf = {kolom.nama: format_kolom(n) for n, kolom in enumerate(lembar.kolom, start=1)}
    baris: list[dict[str, NilaiSel]] = []
    for satu in daftar:
        lalu = tampilan.get(satu.kode, TampilanIndikator()).tahap_selesai
        kini = isian_per_kode.get(satu.kode, Isian(satu.kode)).tahap_selesai
        for tahap in satu.tahapan:
            nomor = BARIS_JUDUL + 1 + len(baris)
            kurang = "isi tanggal" if tahap.tenggat <= periode.akhir else TIDAK_DIUKUR
            isi = f"{huruf['selesai_lalu']}{nomor}:{huruf['tanggal_selesai']}{nomor}"
            baris.append(
                {
                    "indikator_kode": satu.kode,
                    "nomor": tahap.nomor,
                    "uraian": tahap.uraian,
                    "kelengkapan": Rumus(f'IF(COUNTA({isi})=0,"{kurang}","lengkap")'),
                    "bobot": Decimal(tahap.bobot),
                    "tenggat": tahap.tenggat,
                    "selesai_lalu": lalu.get(tahap.nomor),
                    "tanggal_selesai": kini.get(tahap.nomor),
                }
            )
    terbuka = frozenset((i, "tanggal_selesai") for i in range(len(baris)))
    return LembarTulis(
        lembar,
        lembar.kolom,
        baris,
        terbuka,
        tanggal_atau_belum=terbuka,
        periksa=build_periksa(huruf["kelengkapan"], len(baris)),
    )
