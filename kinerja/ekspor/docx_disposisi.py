"""The lembar disposisi in Word: a form of black boxes, to read or to write on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kinerja.ekspor.docx_naskah import NaskahLaporan
from kinerja.isi.html_teks import Data
from kinerja.word.alinea import Garis
from kinerja.word.dasar import MM
from kinerja.word.gaya import PUDAR, TINTA
from kinerja.word.tabel import Baris, Sel, Tabel
from kinerja.word.unsur import Huruf, Unsur, build_rangkai

_KISI: Final = tuple(
    (sisi, Garis(0.5, TINTA)) for sisi in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_LEBAR_BUTIR: Final = (8.0, 27.0, 45.0, 25.0, 43.0, 22.0)
"""Widths of the columns of instructions beside each other."""
_KEPALA: Final = (
    *("No", "Perihal", "Yang ditunjukkan laporan"),
    *("Unit pelaksana", "Isi disposisi", "Batas waktu"),
)
_KOTAK: Final = {True: "☒", False: "☐"}
_TINGGI_TULIS: Final = 14 * MM
"""Least height of a line that is still to be written on."""
_TINGGI_PARAF: Final = 17 * MM
_LABEL: Final = Huruf(ukuran=8, warna=PUDAR)
_TEBAL: Final = Huruf(tebal=True, ukuran=8.5)
_KECIL: Final = Huruf(ukuran=8.5)
_SISI: Final = 2 * MM


def build_lembar(blok: Data, naskah: NaskahLaporan) -> list[Unsur]:
    """Build head, instructions and foot, with narrow gaps between."""
    sela = [naskah.alinea("Kinerja Sel", spasi=0.9) for _ in range(2)]
    hasil = [_build_kepala(blok, naskah), sela[0], _build_butir(blok, naskah), sela[1]]
    hasil.append(_build_kaki(blok, naskah))
    catatan = [build_rangkai(blok["catatan"])] if blok["catatan"] else []
    return [*hasil, naskah.alinea("Kinerja Sumber", catatan, sebelum=5)]


def _build_kepala(blok: Data, naskah: NaskahLaporan) -> Unsur:
    rincian = [
        Sel((_label(satu["label"], naskah), _isi(naskah.teks(satu["isi"]), naskah)))
        for satu in blok["rincian"]
    ]
    rincian += [Sel((_isi([], naskah),))] * (len(rincian) % 2)
    baris = [Baris(tuple(rincian[awal : awal + 2])) for awal in range(0, len(rincian), 2)]
    sifat = [build_rangkai("        ".join(_centang(blok["sifat"])))]
    baris.append(Baris((Sel((_label("Sifat", naskah), _isi(sifat, naskah)), rentang=2),)))
    kepada = [_isi([build_rangkai(satu)], naskah) for satu in _centang(blok["kepada"])]
    ringkasan = [_isi(naskah.teks(satu), naskah) for satu in blok["ringkasan"]]
    baris.append(
        Baris(
            (
                Sel((_label("Diteruskan kepada", naskah), *kepada)),
                Sel((_label("Ringkasan laporan", naskah), *ringkasan)),
            )
        )
    )
    return _tabel(naskah, (1, 1), baris, "Kepala disposisi")


def _build_butir(blok: Data, naskah: NaskahLaporan) -> Unsur:
    judul = [
        Sel((naskah.alinea("Kinerja Sel", [build_rangkai(satu, _TEBAL)], rata="tengah"),))
        for satu in _KEPALA
    ]
    baris = [Baris(tuple(judul), is_kepala=True)]
    for satu in blok["butir"]:
        isi = [[build_rangkai(satu[nama], _KECIL)] for nama in ("nomor", "perihal")]
        isi.append(naskah.teks(satu["ditunjukkan"], _KECIL))
        isi += [[build_rangkai(satu[nama], _KECIL)] for nama in ("unit", "isi", "tenggat")]
        sel = tuple(Sel((naskah.alinea("Kinerja Sel", runs),)) for runs in isi)
        baris.append(Baris(sel, tinggi=0 if satu["isi"] else _TINGGI_TULIS))
    return _tabel(naskah, _LEBAR_BUTIR, baris, "Isi disposisi", sisi=1.3 * MM)


def _build_kaki(blok: Data, naskah: NaskahLaporan) -> Unsur:
    tembusan = [
        _isi([build_rangkai(f"{nomor}. {satu}")], naskah)
        for nomor, satu in enumerate(blok["tembusan"], start=1)
    ]
    ruang = naskah.alinea("Kinerja Sel", sesudah=_TINGGI_PARAF - 10)
    paraf = [
        naskah.alinea("Kinerja Sel", [build_rangkai(satu)], rata="tengah") for satu in blok["paraf"]
    ]
    kiri = Sel((_label("Tembusan", naskah), *tembusan))
    kanan = Sel((_label("Paraf dan tanggal", naskah), ruang, *paraf))
    return _tabel(naskah, (1, 1), [Baris((kiri, kanan))], "Tembusan dan paraf")


def _tabel(
    naskah: NaskahLaporan,
    lebar: Iterable[float],
    baris: list[Baris],
    judul: str,
    sisi: float = _SISI,
) -> Unsur:
    bagian = tuple(lebar)
    kolom = tuple(naskah.lebar * satu / sum(bagian) for satu in bagian)
    return Tabel(kolom, tuple(baris), judul=judul, garis=_KISI, sisi=sisi, tegak=4).build()


def _label(teks: str, naskah: NaskahLaporan) -> Unsur:
    return naskah.alinea("Kinerja Sel", [build_rangkai(teks, _LABEL)], ikut=True)


def _isi(daftar: list[Unsur], naskah: NaskahLaporan) -> Unsur:
    return naskah.alinea("Kinerja Sel", daftar, sesudah=1)


def _centang(daftar: Iterable[Data]) -> list[str]:
    return [f"{_KOTAK[satu['is_dipilih']]} {satu['label']}" for satu in daftar]
