"""The signature block in Word: table of paraf on the left, signature with its room on the right."""

from __future__ import annotations

from typing import Final

from kinerja.ekspor.docx_naskah import NaskahLaporan
from kinerja.ekspor.docx_tabel import KEPALA_TABEL
from kinerja.isi.html_teks import Data
from kinerja.word.alinea import Garis
from kinerja.word.dasar import MM
from kinerja.word.gaya import PUDAR
from kinerja.word.tabel import Baris, Sel, Tabel
from kinerja.word.unsur import POLOS, Huruf, Unsur, build_rangkai

_LEBAR_TANDA: Final = 76 * MM
_SELA: Final = 12 * MM
_LEBAR_PARAF: Final = 16 * MM
_TINGGI_TANDA: Final = 24 * MM
_SISI: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
_KISI: Final = tuple((sisi, Garis(0.5, "9AA6B1")) for sisi in _SISI)
_PUTUS: Final = tuple((sisi, Garis(0.75, "8A97A3", "dashed")) for sisi in _SISI[:4])
_UKURAN_PARAF: Final = 8.0


def build_pengesahan(blok: Data, naskah: NaskahLaporan) -> list[Unsur]:
    """Build the block as one row that never splits."""
    lebar = (naskah.lebar - _LEBAR_TANDA - _SELA, _SELA, _LEBAR_TANDA)
    kosong = naskah.alinea("Kinerja Pengesahan", sesudah=0)
    paraf = (_build_paraf(blok["paraf"], lebar[0], naskah),) if blok["paraf"] else ()
    sel = (
        Sel((*paraf, kosong)),
        Sel((naskah.alinea("Kinerja Pengesahan"),)),
        Sel(tuple(_build_tanda(blok, naskah))),
    )
    tabel = Tabel(lebar, (Baris(sel),), sisi=0, tegak=0)
    return [naskah.alinea(sesudah=6, ikut=True), tabel.build(), naskah.sela()]


def _build_tanda(blok: Data, naskah: NaskahLaporan) -> list[Unsur]:
    def tulis(teks: str, huruf: Huruf = POLOS, sebelum: float = 0) -> Unsur:
        isi = [build_rangkai(teks, huruf)]
        return naskah.alinea("Kinerja Pengesahan", isi, ikut=True, sebelum=sebelum)

    ruang = [build_rangkai("ruang TTE / tanda tangan", Huruf(ukuran=8, warna=PUDAR))]
    sel = Sel(
        (naskah.alinea("Kinerja Pengesahan", ruang, rata="tengah", ikut=True),),
        garis=_PUTUS,
        tegak="center",
    )
    kotak = Tabel((_LEBAR_TANDA,), (Baris((sel,), tinggi=_TINGGI_TANDA),))
    bawah = [blok["pangkat"], f"NIP {blok['nip']}" if blok["nip"] else ""]
    return [
        *(tulis(satu) for satu in (blok["tempat_tanggal"], *blok["sebutan"])),
        naskah.alinea("Kinerja Pengesahan", sesudah=0, spasi=0.3, ikut=True),
        kotak.build(),
        tulis(blok["nama"], Huruf(tebal=True, garis_bawah=True), sebelum=5),
        *(tulis(satu) for satu in bawah if satu),
    ]


def _build_paraf(daftar: list[Data], lebar: float, naskah: NaskahLaporan) -> Unsur:
    def sel(teks: str, *, is_kepala: bool = False) -> Sel:
        huruf = Huruf(tebal=True if is_kepala else None, ukuran=_UKURAN_PARAF)
        alinea = naskah.alinea("Kinerja Sel", [build_rangkai(teks, huruf)], ikut=True)
        return Sel((alinea,), latar=KEPALA_TABEL if is_kepala else "")

    kepala = tuple(sel(satu, is_kepala=True) for satu in ("Jabatan", "Nama", "Paraf"))
    sisa = (lebar - _LEBAR_PARAF) / 2
    baris = [Baris((sel(p["jabatan"]), sel(p["nama"]), sel("")), tinggi=22) for p in daftar]
    kolom = (sisa, sisa, _LEBAR_PARAF)
    isi = (Baris(kepala, is_kepala=True), *baris)
    return Tabel(kolom, isi, judul="Paraf koordinasi", garis=_KISI).build()
