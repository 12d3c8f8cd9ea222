"""Finds the table in a sheet by its headings and gives its rows as raw cells by column name.

Notes everything wrong with sheets, headings, merges and hidden parts; never stops at the first.
Does not turn cells into values (`konversi`) and does not know what a row means.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Final

from kinerja.excel.buku import Buku, LembarBuku
from kinerja.excel.isi_lembar import IsiLembar, read_isi
from kinerja.excel.pencatat import Pencatat, format_kutipan
from kinerja.excel.sel import JenisSel, Sel, format_kolom
from kinerja.excel.tabel import Baris, Tabel, check_gabungan, check_tersembunyi, check_wajib
from kinerja.kolom import HASIL_PERIKSA, PETUNJUK, Lembar, normalise_judul

BARIS_JUDUL_MAKS: Final = 30
BARIS_ISIAN_MAKS: Final = 2_000
"""Far more rows than an agency has lines; each row may bring findings, so their number is bound."""
_MILIK_KIT: Final = frozenset(normalise_judul(nama) for nama in (PETUNJUK, HASIL_PERIKSA))
_SARAN_SALIN: Final = "Salin isian ke formulir asli tanpa mengubah lembar dan judul kolomnya."


def read_tabel_semua(buku: Buku, daftar: Sequence[Lembar], pencatat: Pencatat) -> dict[str, Tabel]:
    """Read the sheets of a workbook; one that is missing or lacks a column is left out."""
    dicari = {normalise_judul(lembar.nama): lembar for lembar in daftar}
    ada = {normalise_judul(lembar.nama): lembar for lembar in buku.lembar}
    for asal in buku.lembar:
        satu = ada[normalise_judul(asal.nama)]
        if satu is not asal:
            pencatat.galat(
                "K-LEMBAR-LEBIH",
                "Dua lembar bernama sama",
                (asal.nama, ""),
                ditemukan=f"{format_kutipan(asal.nama)} dan {format_kutipan(satu.nama)}",
                saran="Hapus atau ganti nama lembar yang bukan formulir.",
            )
    lebih = [lembar for kunci, lembar in ada.items() if kunci not in dicari]
    _check_lebih(buku, lebih, pencatat)
    hasil: dict[str, Tabel] = {}
    for kunci, lembar in dicari.items():
        if kunci not in ada:
            if lembar.is_pilihan:
                continue
            _catat_hilang(lembar.nama, [satu.nama for satu in lebih], pencatat)
            continue
        if ada[kunci].is_tersembunyi and not lembar.is_tersembunyi:
            pencatat.peringatan(
                "K-LEMBAR-TERSEMBUNYI",
                "Lembar tersembunyi ikut dibaca",
                (ada[kunci].nama, ""),
                saran="Tampilkan lembar itu (Unhide) bila isinya memang untuk laporan.",
            )
        tabel = read_tabel(buku, ada[kunci], lembar, pencatat)
        if tabel is not None:
            hasil[lembar.nama] = tabel
    return hasil


def read_tabel(buku: Buku, asal: LembarBuku, lembar: Lembar, pencatat: Pencatat) -> Tabel | None:
    """Read one sheet; None where its heading row or one of its columns is missing."""
    isi = read_isi(buku, asal)
    judul = _find_judul(isi, lembar)
    if judul is None:
        pencatat.galat(
            "K-JUDUL-HILANG",
            "Baris judul kolom tidak ditemukan",
            (asal.nama, ""),
            diharapkan=", ".join([k.judul for k in lembar.kolom if not k.is_bebas][:6]) + ", …",
            saran=_SARAN_SALIN,
        )
        return None
    letak = _match_kolom(asal.nama, isi, judul, lembar, pencatat)
    if letak is None:
        return None
    nomor_baris = [
        nomor
        for nomor in sorted(isi.sel)
        if nomor > judul and any(k in isi.sel[nomor] for k in letak.values())
    ]
    if len(nomor_baris) > BARIS_ISIAN_MAKS:
        pencatat.galat(
            "K-BERKAS-BESAR",
            "Lembar berisi terlalu banyak baris",
            (asal.nama, f"A{nomor_baris[BARIS_ISIAN_MAKS]}"),
            ditemukan=f"{len(nomor_baris)} baris",
            diharapkan=f"paling banyak {BARIS_ISIAN_MAKS} baris",
            saran="Hapus baris yang bukan isian, lalu simpan ulang.",
        )
        return None
    check_gabungan(asal.nama, isi, judul, nomor_baris, letak, pencatat)
    check_tersembunyi(asal.nama, isi, nomor_baris, letak, pencatat)
    tabel = Tabel(
        asal.nama,
        {nama: format_kolom(kolom) for nama, kolom in letak.items()},
        tuple(
            Baris(
                nomor,
                {
                    nama: isi.sel[nomor].get(k) or Sel(f"{format_kolom(k)}{nomor}")
                    for nama, k in letak.items()
                },
            )
            for nomor in nomor_baris
        ),
    )
    check_wajib(tabel, lembar, pencatat)
    return tabel


def describe_terdekat(dicari: str, tersedia: Sequence[str]) -> str:
    """Name the nearest of what was found, as an addition to a message; empty where none is near.

    >>> describe_terdekat("Indikator", ["Indikatr", "Versi"])
    'yang terdekat: "Indikatr"'
    """
    dekat = find_terdekat(dicari, tersedia)
    return f"yang terdekat: {format_kutipan(dekat)}" if dekat else ""


def find_terdekat(dicari: str, tersedia: Sequence[str]) -> str:
    """Find the nearest of what there is; empty where none is near."""
    per_kunci = {normalise_judul(nama): nama for nama in tersedia}
    dekat = difflib.get_close_matches(normalise_judul(dicari), list(per_kunci), n=1, cutoff=0.5)
    return per_kunci[dekat[0]] if dekat else ""


def _check_lebih(buku: Buku, lebih: Sequence[LembarBuku], pencatat: Pencatat) -> None:
    for lembar in lebih:
        if normalise_judul(lembar.nama) in _MILIK_KIT:
            continue
        if not read_isi(buku, lembar).sel:
            continue
        pencatat.peringatan(
            "K-LEMBAR-LEBIH",
            f"Lembar tambahan{' yang tersembunyi' if lembar.is_tersembunyi else ''} tidak dibaca",
            (lembar.nama, ""),
            saran="Hapus lembar itu, atau pindahkan isinya ke lembar formulir.",
        )


def _catat_hilang(nama: str, tersedia: Sequence[str], pencatat: Pencatat) -> None:
    pencatat.galat(
        "K-LEMBAR-HILANG",
        f'Lembar "{nama}" tidak ada',
        ditemukan=describe_terdekat(nama, tersedia),
        saran=f'Kembalikan nama lembar menjadi "{nama}".',
    )


def _find_judul(isi: IsiLembar, lembar: Lembar) -> int | None:
    """Give the row that holds most of the headings, if it holds at least half of them."""
    terbaik, nomor_terbaik = 0, None
    for nomor in sorted(isi.sel)[:BARIS_JUDUL_MAKS]:
        cocok = {
            kolom.nama
            for sel in isi.sel[nomor].values()
            if sel.jenis is JenisSel.TEKS
            for kolom in lembar.kolom
            if kolom.match_judul(sel.isi)
        }
        if len(cocok) > terbaik:
            terbaik, nomor_terbaik = len(cocok), nomor
    dibutuhkan = sum(1 for kolom in lembar.kolom if not (kolom.is_berulang or kolom.is_bebas))
    return nomor_terbaik if terbaik * 2 >= dibutuhkan else None


def _match_kolom(
    nama_lembar: str, isi: IsiLembar, judul: int, lembar: Lembar, pencatat: Pencatat
) -> dict[str, int] | None:
    letak: dict[str, int] = {}
    lebih: list[tuple[int, str]] = []
    is_utuh = True
    for nomor, sel in sorted(isi.sel[judul].items()):
        nama = next((n for kolom in lembar.kolom if (n := kolom.match_judul(sel.isi))), None)
        if nama is None:
            lebih.append((nomor, sel.isi))
        elif nama in letak:
            is_utuh = False
            pencatat.galat(
                "K-KOLOM-GANDA",
                f"Judul kolom {format_kutipan(sel.isi)} muncul lebih dari sekali",
                (nama_lembar, sel.alamat),
                ditemukan=f"juga di sel {format_kolom(letak[nama])}{judul}",
                saran="Hapus kolom yang bukan bagian formulir.",
            )
        else:
            letak[nama] = nomor
    for kolom in lembar.kolom:
        if not (kolom.is_berulang or kolom.is_bebas) and kolom.nama not in letak:
            is_utuh = False
            pencatat.galat(
                "K-KOLOM-HILANG",
                f'Kolom "{kolom.judul}" tidak ada',
                (nama_lembar, f"baris {judul}"),
                ditemukan=describe_terdekat(kolom.judul, [teks for _, teks in lebih]),
                saran=f'Kembalikan judul kolom menjadi "{kolom.judul}".',
            )
    berisi = {k for nomor, sel in isi.sel.items() if nomor > judul for k in sel}
    tanpa_judul = [(k, "(tanpa judul)") for k in sorted(berisi - set(isi.sel[judul]))]
    for nomor, teks in [*lebih, *tanpa_judul]:
        pencatat.peringatan(
            "K-KOLOM-LEBIH",
            f"Kolom tambahan {format_kutipan(teks)} tidak dibaca",
            (nama_lembar, f"{format_kolom(nomor)}{judul}"),
            saran="Hapus kolom itu, atau pindahkan isinya ke kolom formulir.",
        )
    return letak if is_utuh else None
