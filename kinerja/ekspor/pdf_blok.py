"""Encoded blocks → the data the Typst template lays out: texts that may break, measured tables.

One function for each block that needs more than its own fields; papers and order are not decided
here.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final

from kinerja.ekspor.huruf import break_kata, measure_kata
from kinerja.ekspor.letak import (
    A4_TEGAK,
    BARIS_TERBELAH,
    TataLetak,
    fit_tabel,
    is_terbelah,
)
from kinerja.ekspor.pdf_disposisi import build_lembar
from kinerja.isi.html import describe_alamat, describe_satuan
from kinerja.isi.html_teks import Data, read_teks

UKURAN_ISI: Final = 10.0
BATAS_ISI_EM: Final = 36.0
"""Words in running text, panels and lists break beyond this; lines are about 47 em wide."""
KARTU_SEBARIS: Final = 5
UKURAN_KARTU: Final = 17.0


def build_blok(blok: Data, berjejak: frozenset[str]) -> Data:
    """Build the data of one block; ids of figures with a passport are in `berjejak`."""
    match blok["jenis_blok"]:
        case "Paragraf":
            return blok | {"isi": _teks(blok["isi"], berjejak)}
        case "Daftar":
            return blok | {"butir": [_teks(satu, berjejak) for satu in blok["butir"]]}
        case "Panel":
            return blok | {"isi": [_teks(satu, berjejak) for satu in blok["isi"]]}
        case "KartuRingkas":
            return _kartu(blok, berjejak)
        case "Tabel":
            return _tabel(blok, berjejak)
        case "LembarDisposisi":
            return build_lembar(blok, lambda isi, batas: _teks(isi, berjejak, batas))
        case "DaftarJejak":
            return blok | {"angka": [_jejak(angka) for angka in blok["angka"]]}
        case _:
            return {k: v if k == "svg" else _break(v) for k, v in blok.items()}


def _break(data: Any) -> Any:  # noqa: ANN401 - JSON
    """Let long words break in texts that hold no figures."""
    if isinstance(data, str):
        return break_kata(data, BATAS_ISI_EM / 2)
    if isinstance(data, dict):
        return {kunci: _break(nilai) for kunci, nilai in data.items()}
    return [_break(satu) for satu in data] if isinstance(data, list) else data


def _teks(
    isi: list[Any], berjejak: frozenset[str], batas: float = BATAS_ISI_EM
) -> list[str | Data]:
    """Give running text: strings, and figures as id, text shown, text meant and link or not."""
    return [
        break_kata(satu, batas)
        if isinstance(satu, str)
        else {
            "id": satu["id"],
            "t": break_kata(satu["teks"], batas),
            "m": satu["teks"],
            "j": satu["id"] in berjejak,
        }
        for satu in isi
    ]


def _kartu(blok: Data, berjejak: frozenset[str]) -> Data:
    banyak = len(blok["kartu"])
    sebaris = banyak if banyak <= KARTU_SEBARIS else 3 if banyak % 3 == 0 else KARTU_SEBARIS
    lebar = A4_TEGAK.lebar_pt / max(sebaris, 1) - 28
    kartu = []
    for satu in blok["kartu"]:
        ukuran = min(UKURAN_KARTU, lebar / max(measure_kata(read_teks(satu["isi"])), 1))
        ukuran = max(ukuran, UKURAN_ISI)
        kartu.append(
            satu
            | {
                "label": break_kata(satu["label"], lebar / 8.5),
                "isi": _teks(satu["isi"], berjejak, lebar / ukuran),
                "keterangan": _teks(satu["keterangan"], berjejak, lebar / 8.5),
                "ukuran": ukuran,
            }
        )
    return blok | {"kartu": kartu, "sebaris": sebaris}


def _tabel(blok: Data, berjejak: frozenset[str]) -> Data:
    letak = fit_tabel(blok)
    return blok | {
        "lebar": list(letak.lebar),
        "ukuran": letak.ukuran,
        "inset": letak.inset,
        "kolom": [
            kolom | {"judul": break_kata(kolom["judul"], letak.inner_em(i))}
            for i, kolom in enumerate(blok["kolom"])
        ],
        "kepala": _grup_kepala(blok["kolom"]),
        "baris": [_baris(baris, letak, berjejak) for baris in blok["baris"]],
        "catatan": _break(blok["catatan"]),
    }


def _grup_kepala(kolom: list[Data]) -> list[Data]:
    """Give the upper heading row as runs of columns; a run without name is its columns' own."""
    return [
        {"grup": grup, "banyak": len(list(anggota))}
        for grup, anggota in groupby(kolom, key=lambda satu: satu["grup"])
    ]


def _baris(baris: Data, letak: TataLetak, berjejak: frozenset[str]) -> Data:
    posisi, sel_baris = 0, []
    for sel in baris["sel"]:
        batas = letak.inner_em(posisi, sel["rentang"])
        sel_baris.append(
            {
                "isi": _teks(sel["isi"], berjejak, batas),
                "nada": sel["nada"],
                "rentang": sel["rentang"],
                "kolom": posisi,
            }
        )
        posisi += sel["rentang"]
    return {"jenis": baris["jenis"], "sel": sel_baris, "is_terbelah": is_terbelah(baris, letak)}


def _jejak(angka: Data) -> Data:
    jejak = angka["jejak"] or dict.fromkeys(("judul", "aturan", "batas", "kategori"), "")
    operan = [
        (satu["nama"], satu["teks"], describe_alamat(satu["alamat"]))
        for satu in jejak.get("operan", ())
    ]
    langkah = jejak.get("langkah", [])
    return {
        "angka": _teks([angka], frozenset())[0],
        "is_jangkar": angka.get("is_jangkar", False),
        "judul": _break(jejak["judul"] or angka["id"]),
        "satuan": describe_satuan(angka),
        "aturan": _break(jejak["aturan"]),
        "operan": [[_break(bagian) for bagian in satu] for satu in operan],
        "langkah": _break(langkah),
        "lain": [_break(jejak[nama]) for nama in ("batas", "kategori") if jejak[nama]],
        "is_terbelah": len(operan) + len(langkah) > BARIS_TERBELAH,
    }
