"""Builds docs/buku-kerja.md from the registry."""

from __future__ import annotations

from collections.abc import Iterable

from kinerja.kolom.dasar import Kolom
from kinerja.kolom.disposisi import BUTIR_DISPOSISI, KEPALA_DISPOSISI
from kinerja.kolom.rencana import LEMBAR_RENCANA
from kinerja.kolom.unit import LEMBAR_UNIT


def build_buku_kerja(daftar_kode: Iterable[tuple[str, str]]) -> str:
    """Build docs/buku-kerja.md: every sheet and column, and the codes of the findings.

    Args:
        daftar_kode: Pairs of finding code and meaning, from `kinerja.excel.kode`.
    """
    baris = [
        "# Buku kerja",
        "",
        "Halaman ini dibuat dari `kinerja/kolom/`; jangan disunting dengan tangan. Judul kolom",
        "dikenali tanpa membedakan huruf besar dan spasi; urutan kolom bebas. Lembar `Petunjuk`",
        "dan `Hasil Periksa` tidak dibaca. Sel kosong berarti *tidak diisi*; angka 0 adalah nilai.",
    ]
    for berkas, daftar in (
        ("rencana.xlsx: rencana kinerja satu tahun", LEMBAR_RENCANA),
        ("<unit>.xlsx: isian satu unit untuk satu triwulan", LEMBAR_UNIT),
        (
            "lembar-disposisi-<agenda>.xlsx: lembar disposisi atas laporan satu triwulan",
            (KEPALA_DISPOSISI, BUTIR_DISPOSISI),
        ),
    ):
        baris += ["", f"## {berkas.replace('<', '‹').replace('>', '›')}"]
        for lembar in daftar:
            baris += ["", f"### Lembar {lembar.nama}", "", lembar.arti, ""]
            baris += ["| kolom | jenis isi | satuan | wajib | arti |", "|---|---|---|---|---|"]
            baris += [_describe_kolom(kolom) for kolom in lembar.kolom]
    baris += ["", "## Kode temuan", "", "| kode | arti |", "|---|---|"]
    baris += [f"| `{kode}` | {arti} |" for kode, arti in daftar_kode]
    return "\n".join(baris) + "\n"


def _describe_kolom(kolom: Kolom) -> str:
    tipe = f"{kolom.tipe}: {', '.join(kolom.pilihan)}" if kolom.pilihan else str(kolom.tipe)
    judul = kolom.judul.replace("<", "‹").replace(">", "›")
    arti = f"{kolom.arti} (hanya ditampilkan)" if kolom.is_tampilan else kolom.arti
    return (
        f"| {judul} | {tipe} | {kolom.satuan or '–'} | {'ya' if kolom.is_wajib else ''} | {arti} |"
    )
