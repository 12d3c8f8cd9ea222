"""The SOP board as plain text of at most 100 columns. Decides nothing."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from kinerja.angka import format_tanggal
from kinerja.papan import HasilLangkah, KeadaanLangkah, Papan, SelKepatuhan
from kinerja.papan.kata import (
    CATATAN_KETEPATAN,
    CATATAN_TANDA,
    describe_isi_kelengkapan,
    describe_kelengkapan,
    describe_menit,
    describe_tanda,
    describe_tenggat,
    list_usang,
)
from kinerja.zona import format_waktu

LEBAR: Final = 100
_SELA: Final = "  "
_TANDA: Final = {
    KeadaanLangkah.SELESAI: "[x]",
    KeadaanLangkah.BERJALAN: "[~]",
    KeadaanLangkah.BELUM: "[ ]",
    KeadaanLangkah.BELUM_WAKTUNYA: "[-]",
}


def format_papan(papan: Papan) -> list[str]:
    """Write a board, line by line."""
    baris = _wrap(f"Papan SOP {papan.periode.judul} – {papan.nama} ({papan.opd})")
    baris += _wrap(f"Keadaan per {format_waktu(papan.kini)}. {describe_tenggat(papan)}".strip())
    for catatan in papan.catatan:
        baris += _wrap(f"Catatan: {catatan}")
    for judul, isi in (
        (f"LANGKAH ({papan.kemajuan} selesai)", _langkah(papan)),
        ("KELENGKAPAN DAN KETEPATAN UNIT", _kepatuhan(papan)),
        ("LAPORAN", _laporan(papan)),
        (_judul_tindak_lanjut(papan), _tindak_lanjut(papan)),
        ("BERIKUTNYA", _berikutnya(papan)),
    ):
        baris += ["", judul, *isi]
    return baris


def _wrap(teks: str, awal: str = "", lanjut: str | None = None) -> list[str]:
    """Break a text into lines; a single long word may be cut, so that no line is wider."""
    return textwrap.wrap(
        teks,
        LEBAR,
        initial_indent=awal,
        subsequent_indent=awal if lanjut is None else lanjut,
        break_on_hyphens=False,
    ) or [awal.rstrip()]


def _langkah(papan: Papan) -> Iterator[str]:
    for satu in papan.langkah:
        yield from _satu_langkah(satu, papan)
    for catatan in (describe_isi_kelengkapan(papan), CATATAN_TANDA):
        yield from _wrap(catatan, "  ") if catatan else ()


def _satu_langkah(satu: HasilLangkah, papan: Papan) -> Iterator[str]:
    langkah = satu.langkah
    milik = "" if satu.periode == papan.periode else f" ({satu.periode.judul})"
    awal, jorok = f"{_TANDA[satu.keadaan]} {langkah.nomor}. ", " " * 7
    yield from _wrap(f"{langkah.uraian}{milik}: {satu.label}", awal, jorok)
    if satu.keadaan is KeadaanLangkah.BELUM_WAKTUNYA:
        return
    if satu.keterangan:
        yield from _wrap("; ".join(satu.keterangan), jorok)
    if satu.kelengkapan:
        butir = "; ".join(describe_kelengkapan(butir) for butir in satu.kelengkapan)
        yield from _wrap(f"perlu  {butir}", jorok, jorok + " " * 7)
    pelaksana = ", ".join(langkah.pelaksana)
    yield from _wrap(f"hasil  {langkah.keluaran} (oleh {pelaksana})", jorok, jorok + " " * 7)
    if satu.mulai or satu.selesai:
        waktu = f"waktu  mulai {describe_tanda(satu.mulai)}; selesai {describe_tanda(satu.selesai)}"
        yield from _wrap(f"{waktu}; {describe_menit(satu)}", jorok, jorok + " " * 7)
    else:
        tenggat = f"; tenggat {format_tanggal(satu.tenggat)}" if satu.tenggat else ""
        yield from _wrap(f"waktu  {describe_menit(satu)}{tenggat}", jorok, jorok + " " * 7)


def _kepatuhan(papan: Papan) -> Iterator[str]:
    kepala = ["Unit kerja", *(satu.judul_triwulan for satu in papan.kepatuhan.tenggat)]
    isi = [
        [baris[0].unit.nama, *(_ringkas(satu) for satu in baris)] for baris in papan.kepatuhan.baris
    ]
    tenggat = [
        "tenggat setor",
        *(format_tanggal(s) if s else "tanpa tenggat" for s in papan.kepatuhan.tenggat.values()),
    ]
    yield from format_kisi([kepala, tenggat, *isi])
    yield from _wrap(CATATAN_KETEPATAN, "  ")


def _ringkas(satu: SelKepatuhan) -> str:
    return "; ".join(kata for kata in (satu.label, satu.rincian) if kata)


def _laporan(papan: Papan) -> Iterator[str]:
    isi = [
        [
            f"{periode.slug} {satu.nama}" if periode != papan.periode else satu.nama,
            satu.keadaan.value + (f", {satu.catatan}" if satu.catatan else ""),
            format_waktu(satu.dibuat) if satu.dibuat else "–",
            satu.status.keterangan,
        ]
        for periode, satu in papan.laporan
    ]
    yield from format_kisi([["Laporan", "Keadaan", "Dibuat", "Status"], *isi])
    for usang in list_usang(papan):
        yield from _wrap(f"- {usang}", "  ", "    ")


def _judul_tindak_lanjut(papan: Papan) -> str:
    terbuka, lewat = len(papan.tindak_lanjut_terbuka), len(papan.tindak_lanjut_lewat)
    return f"TINDAK LANJUT ({terbuka} terbuka, {lewat} lewat tenggat)"


def _tindak_lanjut(papan: Papan) -> Iterator[str]:
    if not papan.tindak_lanjut_terbuka:
        yield "  tidak ada yang terbuka"
    for satu in papan.tindak_lanjut_terbuka:
        hari = satu.hari_lewat(papan.kini.date())
        lewat = f", lewat {hari} hari" if hari else ""
        tenggat = f"tenggat {format_tanggal(satu.butir.tenggat)}{lewat}"
        kepala = f"{satu.butir.id}  {satu.butir.tentang}, {satu.butir.unit}"
        yield from _wrap(f"{kepala}: {satu.keadaan.label}, {tenggat}", "  ", "    ")


def _berikutnya(papan: Papan) -> Iterator[str]:
    if not papan.saran:
        yield "  tidak ada perintah yang menunggu"
    for nomor, satu in enumerate(papan.saran, 1):
        yield f"  {nomor}. {satu.perintah}"
        yield from _wrap(satu.alasan, "     ")


def format_kisi(daftar: Sequence[Sequence[str]], lebar: int = LEBAR) -> list[str]:
    """Write rows in columns that together fit a width; cells wrap inside their column.

    Columns are as wide as their content where that fits; else the widest give way first.

    >>> format_kisi([["a", "bb"], ["ccc", "d"]])
    ['  a    bb', '  ccc  d']
    """
    kolom = [max(len(sel) for sel in satu) for satu in zip(*daftar, strict=True)]
    sisa = lebar - len(_SELA) * len(kolom)
    while sum(kolom) > sisa:
        kolom[kolom.index(max(kolom))] -= 1
    hasil: list[str] = []
    for baris in daftar:
        pecahan = [
            textwrap.wrap(sel, max(1, n), break_on_hyphens=False) or [""]
            for sel, n in zip(baris, kolom, strict=True)
        ]
        for ke in range(max(len(satu) for satu in pecahan)):
            sel = [
                (satu[ke] if ke < len(satu) else "").ljust(n)
                for satu, n in zip(pecahan, kolom, strict=True)
            ]
            hasil.append((_SELA + _SELA.join(sel)).rstrip())
    return hasil
