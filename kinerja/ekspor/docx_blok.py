"""Blocks of a report in Word, but for tables, office forms and passports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from kinerja.ekspor.docx_disposisi import build_lembar
from kinerja.ekspor.docx_jejak import build_daftar_jejak
from kinerja.ekspor.docx_naskah import NaskahLaporan
from kinerja.ekspor.docx_sah import build_pengesahan
from kinerja.ekspor.docx_tabel import LATAR, build_judul, build_tabel
from kinerja.ekspor.huruf import measure_kata
from kinerja.isi.html_teks import Data, read_teks
from kinerja.word.alinea import Garis
from kinerja.word.gaya import MUDA, PUDAR, TINTA, TUA
from kinerja.word.kop import build_kop
from kinerja.word.tabel import Baris, Sel, Tabel
from kinerja.word.unsur import Huruf, Unsur, build_rangkai

PINGGIR_NADA: Final = {
    "": TUA,
    "hijau_tua": "14603A",
    "hijau": "3B8046",
    "kuning": "B58900",
    "jingga": "C05A00",
    "merah": "B3261E",
    "abu": "7A8590",
}
KARTU_SEBARIS: Final = 5
UKURAN_KARTU: Final = 16.0
UKURAN_ISI: Final = 10.0
_TEBAL: Final = Huruf(tebal=True)
_PUDAR: Final = Huruf(warna=PUDAR)
_SELA: Final = 7.0
"""Points between two cards."""
_ISI_KARTU: Final = 8.0


def build_blok(blok: Data, naskah: NaskahLaporan) -> list[Unsur]:
    """Build the paragraphs and tables of one block."""
    return PEMBUAT[blok["jenis_blok"]](blok, naskah)


def _kop(blok: Data, naskah: NaskahLaporan) -> list[Unsur]:
    return build_kop(blok["baris"], blok["alamat"], naskah.gaya)


def _judul(blok: Data, naskah: NaskahLaporan) -> list[Unsur]:
    """Build the title; on an office form it is centred, with the mark of sample data below."""
    if blok["gaya"] == "lembar":
        isi = [build_rangkai(blok["judul"], Huruf(kapital=True, ukuran=13, warna=TINTA))]
        hasil = [naskah.alinea("Title", isi, rata="tengah", sesudah=4)]
        if blok["label"]:
            label = [build_rangkai(blok["label"], _PUDAR)]
            hasil.append(naskah.alinea("Kinerja Sumber", label, rata="tengah", sesudah=8))
        return hasil
    hasil = []
    if blok["label"]:
        isi = [build_rangkai(f" {blok['label']} ", Huruf(tebal=True, warna=PUDAR, bingkai=PUDAR))]
        hasil.append(naskah.alinea("Kinerja Sumber", isi, sebelum=14, sesudah=8))
    hasil.append(naskah.alinea("Title", [build_rangkai(blok["judul"])]))
    if blok["anak_judul"]:
        hasil.append(naskah.alinea("Subtitle", [build_rangkai(blok["anak_judul"])]))
    return hasil + [
        naskah.alinea("Kinerja Keterangan", [build_rangkai(satu)]) for satu in blok["keterangan"]
    ]


def _paragraf(blok: Data, naskah: NaskahLaporan) -> list[Unsur]:
    if blok["nada"]:
        return _bingkai(blok["nada"], [naskah.teks(blok["isi"])], naskah)
    return [naskah.alinea(isi=naskah.teks(blok["isi"]))]


def _panel(blok: Data, naskah: NaskahLaporan) -> list[Unsur]:
    isi = [[build_rangkai(blok["judul"], _TEBAL)]]
    return _bingkai(blok["nada"], isi + [naskah.teks(satu) for satu in blok["isi"]], naskah)


def _bingkai(nada: str, daftar: list[list[Unsur]], naskah: NaskahLaporan) -> list[Unsur]:
    """Build a notice: one cell with a coloured edge, which Word keeps together while it can."""
    akhir = len(daftar) - 1
    isi = tuple(
        naskah.alinea("Kinerja Panel", satu, ikut=nomor < akhir, sesudah=0 if nomor == akhir else 4)
        for nomor, satu in enumerate(daftar)
    )
    sel = Sel(isi, latar=LATAR[nada] or MUDA, garis=(("left", Garis(2.5, PINGGIR_NADA[nada])),))
    tabel = Tabel((naskah.lebar,), (Baris((sel,), is_utuh=False),), sisi=3, tegak=6)
    return [tabel.build(), naskah.sela(sesudah=6)]


def _daftar(blok: Data, naskah: NaskahLaporan) -> list[Unsur]:
    judul = []
    if blok["judul"]:
        judul = [naskah.alinea(isi=[build_rangkai(blok["judul"], _TEBAL)], ikut=True, sesudah=3)]
    nomor = naskah.new_daftar(is_bernomor=blok["is_bernomor"])
    return judul + [
        naskah.alinea("List Paragraph", naskah.teks(satu), nomor=(nomor, 0))
        for satu in blok["butir"]
    ]


def _kartu(blok: Data, naskah: NaskahLaporan) -> list[Unsur]:
    """Build the cards as a table, with empty columns and rows between them."""
    banyak = len(blok["kartu"])
    if not banyak:
        return []
    sebaris = banyak if banyak <= KARTU_SEBARIS else 3 if banyak % 3 == 0 else KARTU_SEBARIS
    lebar = (naskah.lebar - _SELA * (sebaris - 1)) / sebaris
    kolom = [lebar]
    for _ in range(sebaris - 1):
        kolom += [_SELA, lebar]
    baris = []
    for awal in range(0, banyak, sebaris):
        sel: list[Sel] = []
        for nomor in range(sebaris):
            kartu = blok["kartu"][awal + nomor : awal + nomor + 1]
            sel += [_sela(naskah)] if nomor else []
            sel += [_satu_kartu(satu, lebar, naskah) for satu in kartu] or [_sela(naskah)]
        if awal:
            baris.append(Baris(tuple(_sela(naskah) for _ in kolom)))
        baris.append(Baris(tuple(sel)))
    tabel = Tabel(tuple(kolom), tuple(baris), sisi=0, tegak=5)
    return [tabel.build(), naskah.sela(sesudah=6)]


def _sela(naskah: NaskahLaporan) -> Sel:
    return Sel((naskah.alinea("Kinerja Kartu", sesudah=0, spasi=0.4),))


def _satu_kartu(kartu: Data, lebar: float, naskah: NaskahLaporan) -> Sel:
    dalam = lebar - 2 * _ISI_KARTU
    muat = dalam / max(measure_kata(read_teks(kartu["isi"])) * naskah.ruang.pengali, 1)
    besar = Huruf(tebal=True, ukuran=round(max(min(UKURAN_KARTU, muat), UKURAN_ISI) * 2) / 2)
    inden = {"kiri": _ISI_KARTU, "kanan": _ISI_KARTU}
    isi = [
        naskah.alinea("Kinerja Kartu", [build_rangkai(kartu["label"], _PUDAR)], **inden),
        naskah.alinea("Kinerja Kartu", naskah.teks(kartu["isi"], besar), **inden),
    ]
    if kartu["keterangan"]:
        isi.append(naskah.alinea("Kinerja Kartu", naskah.teks(kartu["keterangan"]), **inden))
    garis = (("top", Garis(2.5, PINGGIR_NADA[kartu["nada"]])),)
    return Sel(tuple(isi), latar=LATAR[kartu["nada"]] or MUDA, garis=garis)


def _grafik(blok: Data, naskah: NaskahLaporan) -> list[Unsur]:
    gambar = naskah.draw(blok)
    hasil = [
        naskah.alinea(isi=[gambar], ikut=True, sebelum=8, sesudah=2, spasi=1),
        build_judul("Gambar", blok, naskah, is_ikut=bool(blok["sumber"])),
    ]
    if blok["sumber"]:
        isi = [build_rangkai(f"Sumber: {blok['sumber']}")]
        hasil.append(naskah.alinea("Kinerja Sumber", isi, sesudah=10))
    return hasil


PEMBUAT: Final[Mapping[str, Callable[[Data, NaskahLaporan], list[Unsur]]]] = {
    "Kop": _kop,
    "Judul": _judul,
    "Paragraf": _paragraf,
    "Panel": _panel,
    "Daftar": _daftar,
    "KartuRingkas": _kartu,
    "Tabel": build_tabel,
    "Grafik": _grafik,
    "Pengesahan": build_pengesahan,
    "LembarDisposisi": build_lembar,
    "DaftarJejak": build_daftar_jejak,
}
"""How each block looks; headings and the sentinel are no blocks of a document."""
